"""A sheet as an Excel workbook: real dates, a heading row that stays, a filter, fitted widths."""

import io
from datetime import date, datetime
from typing import Any, NamedTuple

from send_cli.present.plain import Cell
from send_cli.present.sheet import Sheet

LONGEST_CELL = 32_767
"""The characters that a cell of Excel can hold."""

NARROWEST, WIDEST = 6, 60
"""Characters: columns are fitted to their text between these."""

DAY = "dd/mm/yyyy"
FILLS = {"red": "#F8CBAD", "amber": "#FFE699", "green": "#C6E0B4"}


class Workbook(NamedTuple):
    """The bytes of a workbook, and how many cells were too long for it and are cut."""

    content: bytes
    cut: int


def workbook(sheet: Sheet, today: date) -> Workbook:
    """Return a sheet as a workbook, made in memory: nothing of it is left in another place.

    Text is only ever text there: nothing in it is a formula or a link. Its own
    date is the start of `today`, so that the same sheet is the same file.
    """
    from xlsxwriter import Workbook as Book

    out = io.BytesIO()
    book = Book(out, {"in_memory": True})
    book.set_properties({"title": sheet.name, "created": _start_of(today)})
    formats = _Formats(book)
    page = book.add_worksheet(sheet.name)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column, formats.heading)
        page.set_column(place, place, _width(sheet, place))
    cut = 0
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            fill = formats.fills.get(str(cell)) if place == sheet.rag else None
            cut += _write(page, number, place, cell, formats.day, fill)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    book.close()
    return Workbook(out.getvalue(), cut)


class _Formats:
    """How headings, dates and colours look."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self.day = book.add_format({"num_format": DAY, "align": "left"})
        self.fills = {name: book.add_format({"bg_color": fill}) for name, fill in FILLS.items()}


def _write(page: Any, row: int, place: int, cell: Cell, day: Any, fill: Any) -> bool:
    """Write one cell; say whether it had to be cut."""
    if cell is None:
        return False
    if isinstance(cell, str):
        page.write_string(row, place, cell[:LONGEST_CELL], fill)
        return len(cell) > LONGEST_CELL
    if isinstance(cell, bool):
        page.write_string(row, place, "yes" if cell else "no")
    elif isinstance(cell, date):
        page.write_datetime(row, place, _start_of(cell), day)
    else:
        page.write_number(row, place, cell)
    return False


def _start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel knows no time zones


def _width(sheet: Sheet, place: int) -> int:
    texts = [sheet.columns[place] + "   "]  # the filter's arrow stands over a heading
    texts += [DAY if isinstance(row[place], date) else str(row[place] or "") for row in sheet.rows]
    longest = max(len(line) for text in texts for line in text.splitlines() or [""])
    return min(max(longest + 1, NARROWEST), WIDEST)
