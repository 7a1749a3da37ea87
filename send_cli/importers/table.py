"""A list as rows of text under its headings."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from send_cli.domain.formula import restored
from send_cli.domain.problem import InputRefused, Problem, Severity
from send_cli.importers.cells import SEPARATORS, Cells, as_written, cut, filled, separated
from send_cli.importers.cells import normal as normal
from send_cli.importers.heading_row import MANY, Numbered, above, full_headings, headings_place
from send_cli.importers.source import Source

_FORMULA = re.compile(
    r"""^=(?:HYPERLINK\((?:"(?:[^"]|"")*"\s*[,;]\s*)?)?"((?:[^"]|"")*)"\)?$""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list under its headings, numbered as a spreadsheet numbers them.

    `shifted` says, by its number, why the cells of a row may stand under the
    wrong headings. `numbers` are, by column, the rows whose cell is a number in
    a workbook; `counts_days` says whether such a number may be a date, counted
    in days from 1900. A table of a workbook has no encoding but a sheet.
    """

    file: str
    encoding: str | None
    headings: Cells
    rows: tuple[Numbered, ...]
    problems: tuple[Problem, ...]
    shifted: Mapping[int, str] = field(default_factory=dict)
    sheet: str | None = None
    numbers: Mapping[int, AbstractSet[int]] = field(default_factory=dict)
    counts_days: bool = False


def no_headings(file: str) -> InputRefused:
    """Return that a list has no row of headings that send knows."""
    return InputRefused(
        f"{file}: no row of headings was found (the list needs at least a ref column and one date; "
        "--map ref=HEADING names a column)"
    )


def no_rows(file: str) -> InputRefused:
    """Return that a list has nothing under its headings."""
    return InputRefused(f"{file}: no rows under its headings")


def read_csv(source: Source, encoding: str | None, known: frozenset[str]) -> Table:
    """Read a CSV list; `known` are the headings, normalised, by which theirs are found.

    Raises:
        InputRefused: it cannot be read, is empty, or has no row of headings.

    """
    text, used = decoded(source, encoding)
    nulls = text.count("\0")
    text, separator = separated(text.replace("\0", ""), known)
    numbered, problems = _numbered(source.file, text, separator, known)
    at = headings_place(numbered, known)
    if at is None:
        raise no_headings(source.file)
    headings, rows = numbered[at][1], tuple(numbered[at + 1 :])
    if not rows:
        raise no_rows(source.file)
    if nulls:
        problems.append(Problem(f"{nulls} NUL characters were left out", Severity.WARNING))
    rows, of_another = one_table(headings, rows, known)
    shifted = _shifted(headings, rows, separator) | of_another
    whole = [row for row in rows if row[0] not in shifted] if shifted else rows
    headings = full_headings(headings, above(numbered, at), whole, known)
    return Table(source.file, used, headings, rows, tuple(problems), shifted)


def one_table(
    headings: Cells, rows: Sequence[Numbered], known: frozenset[str]
) -> tuple[tuple[Numbered, ...], dict[int, str]]:
    """Return the rows without headings that come again, and why those after others are refused."""
    own = tuple(map(normal, headings))
    again: set[int] = set()
    for place, (number, cells) in enumerate(rows):
        first = next(filter(None, cells))
        if not first[-1].isalpha() or normal(first) not in known:
            continue
        names = tuple(map(normal, cells))
        if names == own[: len(names)]:
            again.add(number)
        elif sum(name in known for name in names) >= MANY and len(set(names)) > MANY:
            # A title stands alone in its row.
            while place and filled(rows[place - 1][1]) == 1:
                place -= 1
            why = (
                f"stands in another table, which begins in row {rows[place][0]} (put it on a sheet "
                "or in a file of its own)"
            )
            return _without(rows, again), {later: why for later, _ in rows[place:]}
    return _without(rows, again), {}


def _without(rows: Sequence[Numbered], numbers: set[int]) -> tuple[Numbered, ...]:
    return tuple(row for row in rows if row[0] not in numbers) if numbers else tuple(rows)


def _numbered(
    file: str, text: str, separator: str, known: frozenset[str]
) -> tuple[list[Numbered], list[Problem]]:
    try:
        records, problems = cut(text, separator, known)
    except csv.Error as error:
        raise InputRefused(f"{file}: cannot be read as CSV: {error}") from error
    if '="' in text or "=hyperlink(" in text.casefold():
        records = [tuple(map(_shown, record)) for record in records]
    else:
        records = as_written(records, text)
    numbered = [(number, record) for number, record in enumerate(records, 1) if any(record)]
    if not numbered:
        raise InputRefused(f"{file}: no rows in it")
    return numbered, problems


def _shown(cell: str) -> str:
    """Return what a spreadsheet shows for a cell that is a formula of one text or link.

    One that an export made harmless is no formula: it is the text it was before.
    """
    if not cell.startswith("="):
        return restored(cell)
    found = _FORMULA.match(cell)
    return found[1].replace('""', '"').strip() if found else cell


def _shifted(headings: Cells, rows: Sequence[Numbered], separator: str) -> dict[int, str]:
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


def decoded(source: Source, encoding: str | None) -> tuple[str, str]:
    """Return the text and the encoding's name: UTF-8, UTF-16 with its mark, else cp1252.

    Nothing is detected: on short lists detection turns names into others.
    """
    file, raw = source
    if encoding:
        try:
            text = raw.decode(codecs.lookup(encoding).name)
            # Some decoders return halves of characters, which no file can hold.
            text.encode()
            return text, encoding
        except LookupError as error:
            raise InputRefused(f'{file}: "{encoding}" is not an encoding') from error
        except UnicodeError as error:
            raise InputRefused(f"{file}: is not written in {encoding}") from error
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16"), "utf-16"
        except UnicodeError as error:
            raise InputRefused(f"{file}: is marked UTF-16 but is not") from error
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeError:
        return raw.decode("cp1252", errors="replace"), "cp1252"
