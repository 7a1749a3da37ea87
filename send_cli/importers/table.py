"""A list as rows of text: bytes, encoding, separator, and the row with the headings."""

import codecs
import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from send_cli.domain.problem import InputRefused, Problem, Severity, shortened
from send_cli.importers.cells import SEPARATORS, Cells, cut, filled, heading_row, separated
from send_cli.importers.cells import normal as normal


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list under its headings, numbered as a spreadsheet numbers them.

    `shifted` says, by its number, why the cells of a row may stand under the
    wrong headings.
    """

    file: str
    encoding: str
    headings: Cells
    rows: tuple[tuple[int, Cells], ...]
    problems: tuple[Problem, ...]
    shifted: Mapping[int, str] = field(default_factory=dict)


def read_table(path: Path, encoding: str | None, known: frozenset[str]) -> Table:
    """Read a CSV file; `known` are the headings, normalised, by which theirs are found.

    Raises:
        InputRefused: it cannot be read, is empty, or has no row of headings.

    """
    text, used = _decoded(path, encoding)
    nulls = text.count("\0")
    text, separator = separated(text.replace("\0", ""), known)
    numbered, problems = _numbered(path, text, separator, known)
    at = heading_row([cells for _, cells in numbered], known)
    if at is None:
        raise InputRefused(
            f"{path.name}: no row of headings was found (the list needs at least a ref column and "
            "one date; --map ref=HEADING names a column)"
        )
    headings, rows = numbered[at][1], tuple(numbered[at + 1 :])
    if not rows:
        raise InputRefused(f"{path.name}: no rows under its headings")
    if nulls:
        problems.append(Problem(f"{nulls} NUL characters were left out", Severity.WARNING))
    shifted = _shifted(headings, rows, separator)
    return Table(path.name, used, headings, rows, tuple(problems), shifted)


def _numbered(
    path: Path, text: str, separator: str, known: frozenset[str]
) -> tuple[list[tuple[int, Cells]], list[Problem]]:
    try:
        records, problems = cut(text, separator, known)
    except csv.Error as error:
        raise InputRefused(f"{path.name}: cannot be read as CSV: {error}") from error
    numbered = [(number, record) for number, record in enumerate(records, 1) if any(record)]
    if not numbered:
        raise InputRefused(f"{path.name}: no rows in it")
    return numbered, problems


def _shifted(headings: Cells, rows: Sequence[tuple[int, Cells]], separator: str) -> dict[int, str]:
    """Return why each row with cells beyond the headings may have them in the wrong places.

    Where most rows fill columns without a heading, those count as headings.
    """
    width = filled(headings)
    longer = {
        number: reach
        for number, cells in rows
        if len(cells) > width and (reach := filled(cells)) > width
    }
    if 2 * len(longer) > len(rows):
        ((common, _),) = Counter(longer.values()).most_common(1)
        width = min(common, len(headings))
    return {
        number: f"has {reach} cells for {width} headings, so its dates may stand under the wrong "
        f"heading: put quotation marks round a cell with a {SEPARATORS[separator]} in it"
        for number, reach in longer.items()
        if reach > width
    }


def _decoded(path: Path, encoding: str | None) -> tuple[str, str]:
    """Return the text and the encoding's name: UTF-8, UTF-16 with its mark, else cp1252.

    Nothing is detected: on short lists detection turns names into others.
    """
    name = shortened(path.name)
    if not _is_text(path.name):
        raise InputRefused(f"{name}: the name of this list is not readable text (rename the file)")
    try:
        # A folder that may not be looked into fails here as well.
        if path.is_dir():
            raise InputRefused(f"{name}: is a folder, not a list (name the file in it)")
        raw = path.read_bytes()
    except OSError as error:
        raise InputRefused(f"{name}: cannot be read: {error.strerror}") from error
    if encoding:
        try:
            text = raw.decode(codecs.lookup(encoding).name)
            # Some decoders return halves of characters, which no file can hold.
            text.encode()
            return text, encoding
        except LookupError as error:
            raise InputRefused(f'{path.name}: "{encoding}" is not an encoding') from error
        except UnicodeError as error:
            raise InputRefused(f"{path.name}: is not written in {encoding}") from error
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16"), "utf-16"
        except UnicodeError as error:
            raise InputRefused(f"{path.name}: is marked UTF-16 but is not") from error
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeError:
        return raw.decode("cp1252", errors="replace"), "cp1252"


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeError:
        return False
    return True
