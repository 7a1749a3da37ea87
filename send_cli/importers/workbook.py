"""A workbook as rows of text: Excel and OpenDocument, the sheet chosen by what is on it."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from send_cli.domain.problem import InputRefused, Problem, Severity
from send_cli.importers.cells import Cells, heading_row, most_known, normal
from send_cli.importers.container import counts_from_1900, faulty_cells, is_locked
from send_cli.importers.heading_row import Numbered, above, full_headings, headings_place
from send_cli.importers.source import Source
from send_cli.importers.table import Table, no_headings, no_rows, one_table
from send_cli.importers.trial import LOCKED, REFUSED, trial

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_EXACT = 2**53
"""From here on a workbook's number is no longer exact to the unit."""

TOP = 40
"""Rows of a sheet that are looked at to see whether it is a list."""

LOCKED_OUT = "is protected by a password (save a copy without one)"

LIKE_A_LIST = 2
"""A sheet with so many known headings in one row looks like a list."""


def read_workbook(source: Source, sheet: str | None, known: frozenset[str]) -> Table:
    """Read the sheet of a workbook that is a list; `known` are the headings, normalised.

    Raises:
        InputRefused: it cannot be read, or no sheet, or more than one, can be meant.

    """
    tried = trial(source.content)
    if tried == LOCKED:
        raise InputRefused(f"{source.file}: {LOCKED_OUT}")
    if tried == REFUSED:
        raise _unreadable(source)
    with _sentences(source):
        from python_calamine import CalamineWorkbook

        workbook = CalamineWorkbook.from_filelike(io.BytesIO(source.content))
        names = workbook.sheet_names
        visible = _visible(workbook)
        # To look at a sheet is to read all of it: where there is one, it is the one.
        sheet = sheet or (names[0] if len(names) == 1 and names == visible else None)
        tops = [] if sheet else [list(_rows(workbook.get_sheet_by_name(n), TOP)) for n in names]
    if sheet is None:
        scores = dict(zip(names, (_score(top, known) for top in tops), strict=True))
        name, problems = _chosen(source.file, scores, visible)
    else:
        name, problems = _named(source.file, names, sheet), []
    with _sentences(source):
        page = workbook.get_sheet_by_name(name)
        numbered, numbers = _cells(_rows(page))
        merged = page.merged_cell_ranges or []
    at = headings_place(numbered, known)
    if at is None:
        raise no_headings(source.file)
    rows = _filled_down(numbered[at + 1 :], merged)
    rows = _with_errors(rows, faulty_cells(source.content, names.index(name)))
    rows, of_another = one_table(numbered[at][1], rows, known)
    if not rows:
        raise no_rows(source.file)
    return Table(
        source.file,
        None,
        full_headings(numbered[at][1], above(numbered, at), rows, known),
        rows,
        tuple(problems),
        of_another,
        sheet=name,
        numbers=numbers,
        counts_days=counts_from_1900(source.content),
    )


@contextmanager
def _sentences(source: Source) -> Iterator[None]:
    """Turn what the reader of workbooks cannot cope with into a sentence.

    Raises:
        InputRefused: it is no workbook, or is damaged.

    """
    try:
        yield
    except BaseException as error:
        # Of some faults it panics, and a panic is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _unreadable(source) from error


def _unreadable(source: Source) -> InputRefused:
    if is_locked(source.content):
        return InputRefused(f"{source.file}: {LOCKED_OUT}")
    return InputRefused(
        f"{source.file}: cannot be read as a workbook (open it and save it again as .xlsx)"
    )


def _visible(workbook: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetVisibleEnum

    return [m.name for m in workbook.sheets_metadata if m.visible == SheetVisibleEnum.Visible]


def _rows(page: "CalamineSheet", most: int | None = None) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows of a sheet that are not blank, numbered, without the blanks at their ends.

    A stray cell far from the list makes a million blank rows, or blanks in every
    row: they are passed over one by one and never held.
    """
    left = [""] * (page.start[1] if page.start else 0)
    for number, row in enumerate(islice(page.iter_rows(), most), 1):
        if row.count("") < len(row):
            while row[-1] == "":
                del row[-1]
            yield number, left + row


def _named(file: str, names: Sequence[str], wanted: str) -> str:
    """Return the name of the sheet that a person named."""
    same = [name for name in names if name == wanted]
    same = same or [name for name in names if normal(name) == normal(wanted)]
    if len(same) != 1:
        raise InputRefused(f'{file}: no sheet is called "{wanted}" (it has {_quoted(names)})')
    return same[0]


def _chosen(
    file: str, scores: Mapping[str, int], visible: Sequence[str]
) -> tuple[str, list[Problem]]:
    """Return the name of the sheet to read, and what to say of the others."""
    names = list(scores)
    best = max((scores[name] for name in visible), default=0)
    hidden = [name for name in names if name not in visible and scores[name] > LIKE_A_LIST]
    if best < LIKE_A_LIST and hidden:
        raise InputRefused(
            f"{file}: only a hidden sheet looks like a list: {_quoted(hidden)} (--sheet NAME "
            "reads it)"
        )
    first, *others = [name for name in visible if scores[name] == best] or names or [""]
    if others and best:
        raise InputRefused(
            f"{file}: {_quoted([first, *others])} look like a list alike (say which with --sheet "
            "NAME, and import the others one by one)"
        )
    also = [n for n in names if n != first and scores[n] >= LIKE_A_LIST and 2 * scores[n] >= best]
    return first, [
        Problem(
            f'the {"" if name in visible else "hidden "}sheet "{name}" looks like a list as well '
            f'and was not read (--sheet "{name}" reads it)',
            Severity.WARNING,
        )
        for name in also
    ]


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names[:12]) + (", …" if len(names) > 12 else "")


def _score(top: Sequence[tuple[int, Sequence[object]]], known: frozenset[str]) -> int:
    """Return how many known headings a sheet has; none where nothing stands under them."""
    rows = [cells for cells in (tuple(map(_text, row)) for _, row in top) if any(cells)]
    at = heading_row(rows, known)
    return most_known(rows, known) if at is not None and len(rows) > at + 1 else 0


def _cells(
    read: Iterable[tuple[int, Sequence[object]]],
) -> tuple[list[Numbered], dict[int, set[int]]]:
    """Return the rows that are not blank, and by column the rows that hold a number."""
    rows: list[Numbered] = []
    numbers: dict[int, set[int]] = {}
    for number, row in read:
        cells = tuple(map(_text, row))
        if any(cells):
            rows.append((number, cells))
            for place, value in enumerate(row):
                if isinstance(value, float | int) and not isinstance(value, bool):
                    numbers.setdefault(place, set()).add(number)
    return rows, numbers


def _filled_down(
    rows: Sequence[Numbered], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[Numbered, ...]:
    """Return the rows, each cell of a column that was merged with the text of all of them."""
    by_number = dict(rows)
    for (top, left), (bottom, _) in merged:
        text = by_number.get(top + 1, ())[left : left + 1]
        for number in range(top + 2, bottom + 2) if text else ():
            if cells := by_number.get(number):
                by_number[number] = _with_cell(cells, left, text[0])
    return tuple(by_number.items())


def _with_errors(
    rows: Sequence[Numbered], errors: Iterable[tuple[int, int, str]]
) -> tuple[Numbered, ...]:
    """Return the rows with what a formula's error reads, which would be blank otherwise."""
    by_number = dict(rows)
    for number, place, text in errors:
        if cells := by_number.get(number):
            by_number[number] = _with_cell(cells, place, text)
    return tuple(by_number.items())


def _with_cell(cells: Cells, place: int, text: str) -> Cells:
    """Return a row with a text in one of its cells, which may stand after the last it has."""
    blanks = ("",) * (place - len(cells))
    return (*cells[:place], *blanks, text, *cells[place + 1 :])


def _text(value: object) -> str:
    """Return a cell as it would be typed; a date in ISO form, and no date as 00/01/1900."""
    if isinstance(value, str):
        return value.replace("\0", "").strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < MOST_EXACT else str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if value == time(0):
        # A nought in a column of dates.
        return "00/01/1900"
    return "" if value is None else str(value)


def is_workbook(content: bytes) -> bool:
    """Say whether bytes begin as those of a workbook do, old or new."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
