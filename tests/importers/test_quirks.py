"""Every quirk of an authority's spreadsheet, and the statement of what was understood of it.

`GOLDEN=write pytest tests/importers/test_quirks.py` writes the statements again: read what
changed before it is kept.
"""

import os
import tracemalloc
from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook

from send_cli.importers.headings import KNOWN
from send_cli.importers.source import Source
from send_cli.importers.workbook import read_workbook
from tests.conftest import Send
from tests.importers.quirk_files import FOLDER, QUIRKS, Quirk
from tests.importers.workbooks import workbook, write


def statement(send: Send, quirk: Quirk, folder: Path) -> str:
    """Return what an officer is told of a file, and what is on record after it."""
    path = folder / quirk.file
    path.write_bytes(quirk.content)
    said = send("import", path, *quirk.options)
    lines = ["$ send import " + " ".join([quirk.file, *map(quoted, quirk.options)])]
    lines += [*said.out.splitlines(), *said.err.splitlines(), f"exit code {said.code}"]
    refs = (
        [row[0].split(" ")[0] for row in send("find").rows]
        if (folder / "cases.db").exists()
        else []
    )
    for ref in refs:
        case = send("show --json --names", ref).document
        lines += ["", ref]
        lines += [f"  {name}: {held}" for name, held in case["facts"].items() if held]
        lines += [f"  {one['event']}: {one['on']}" for one in case["events"]]
        lines += [f"  could not read {c['heading']}: {c['text']}" for c in case["unread"]]
        lines += [f"  kept as it is, {c['heading']}: {c['text']}" for c in case["extras"]]
    return "".join(f"{line}\n" for line in lines)


def quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def golden(name: str) -> Path:
    return FOLDER / f"{name.replace(' ', '-').replace(',', '')}.txt"


@pytest.mark.parametrize("name", QUIRKS)
def test_what_is_understood_of_a_quirk(send: Send, tmp_path: Path, name: str) -> None:
    found = statement(send, QUIRKS[name](), tmp_path)
    kept = golden(name)
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


def test_every_statement_is_of_a_quirk() -> None:
    assert set(FOLDER.glob("*.txt")) == {golden(name) for name in QUIRKS}


def test_a_stray_cell_far_from_the_list_costs_little_and_no_row_is_lost() -> None:
    def fill(book: Workbook) -> None:
        page = book.add_worksheet()
        write(book, page, [["ref", "request_received"], ["C1", "05/01/2026"]])
        page.write_row(19_999, 0, ["C2", "06/01/2026"])
        page.write(3, 150, "x")

    source = Source("stray.xlsx", workbook(fill))
    tracemalloc.start()
    table = read_workbook(source, None, KNOWN)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(number, cells[0]) for number, cells in table.rows] == [
        (2, "C1"),
        (4, ""),
        (20_000, "C2"),
    ]
    assert most < 2**21


def test_the_cells_of_a_merged_column_stand_in_it_where_those_before_are_blank() -> None:
    def fill(book: Workbook) -> None:
        page = book.add_worksheet()
        write(book, page, [["ref", "dob", "officer"], ["C1", "05/01/2016"], ["C2"]], top=3)
        page.merge_range(4, 2, 5, 2, "Sam")

    table = read_workbook(Source("merged.xlsx", workbook(fill)), None, KNOWN)
    assert table.rows == ((5, ("C1", "05/01/2016", "Sam")), (6, ("C2", "", "Sam")))


def test_a_list_that_begins_in_the_third_column_keeps_its_numbers_under_their_headings() -> None:
    def fill(book: Workbook) -> None:
        write(book, book.add_worksheet(), [[None, None, "ref", "dob"], [None, None, 17, "2016"]])

    table = read_workbook(Source("third.xlsx", workbook(fill)), None, KNOWN)
    assert table.headings[2:] == ("ref", "dob")
    assert table.numbers == {2: {2}}
