"""Any bytes as a file: nothing raises but a sentence, and every row is accounted for."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from send_cli.domain.problem import InputRefused
from send_cli.importers.formats import FORMATS, read_list
from tests.importers.quirk_files import QUIRKS
from tests.importers.test_any_text import CELL, TODAY, WIDE, check
from tests.importers.workbooks import ods, xlsx

KEPT = {name: made().content for name, made in QUIRKS.items()}
WORKBOOKS = sorted(name for name, made in QUIRKS.items() if made().file.endswith(("xlsx", "s")))
VALUE = st.one_of(
    CELL,
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
)


@contextmanager
def a_sentence_of(file: str) -> Iterator[None]:
    try:
        yield
    except InputRefused as refusal:
        said = str(refusal)
    else:
        return
    assert said.startswith((f"{file}: ", f"{file}, line "))


def written(factory: pytest.TempPathFactory, content: bytes, name: str = "any.csv") -> Path:
    path = factory.getbasetemp() / name
    path.write_bytes(content)
    return path


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=400), chosen=st.sampled_from([None, *FORMATS]))
@example(content=b"ref,date\n\xff\xfe", chosen=None)
@example(content=b"<table><![x[ref</table>", chosen=None)
@example(content=b"<table></tr>ref<td>ref<td colspan=0>x</table>y<td>", chosen=None)
@example(content=b"PK\x03\x04", chosen=None)
def test_any_bytes_are_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, chosen: object
) -> None:
    path = written(tmp_path_factory, content)
    name = getattr(chosen, "name", None)
    with a_sentence_of("any.csv"):
        check(read_list(path, TODAY, format_name=name))


@settings(max_examples=100, deadline=None)
@given(
    name=st.sampled_from(sorted(KEPT)),
    at=st.integers(0, 10**6),
    instead=st.binary(max_size=4),
    gone=st.integers(0, 8),
)
def test_a_damaged_list_is_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, instead: bytes, gone: int
) -> None:
    content = KEPT[name]
    place = at % len(content)
    path = written(tmp_path_factory, content[:place] + instead + content[place + gone :])
    with a_sentence_of("any.csv"):
        check(read_list(path, TODAY))


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(WORKBOOKS), part=st.integers(0, 30), at=st.integers(0, 10**6))
def test_a_workbook_damaged_inside_is_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, name: str, part: int, at: int
) -> None:
    content = KEPT[name]
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for number, info in enumerate(old.infolist()):
            said = old.read(info)
            if number == part % len(old.infolist()) and said:
                said = said[: at % len(said)] + said[at % len(said) + 7 :]
            new.writestr(info.filename, said)
    with a_sentence_of("any.csv"):
        check(read_list(written(tmp_path_factory, out.getvalue()), TODAY))


@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(st.lists(VALUE, min_size=1, max_size=len(WIDE)), max_size=5),
    make=st.sampled_from([xlsx, ods]),
)
def test_anything_in_any_cell_of_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]], make: object
) -> None:
    assert callable(make)
    path = written(tmp_path_factory, make(WIDE, *map(harmless, rows)), "any.xlsx")
    with a_sentence_of("any.xlsx"):
        check(read_list(path, TODAY))


def harmless(row: list[object]) -> list[object]:
    """Return a row without the characters that no workbook's text can hold."""
    return [
        "".join(c for c in cell if c.isprintable()) if isinstance(cell, str) else cell
        for cell in row
    ]
