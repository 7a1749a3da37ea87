"""A sheet as CSV, for Excel and for `send import`."""

import csv
import io
from collections.abc import Iterable

from send_cli.domain.formula import neutral
from send_cli.present.plain import Cell
from send_cli.present.sheet import Sheet

MARK = "\ufeff"
"""By this mark at its beginning Excel knows that a file is UTF-8."""


def csv_text(sheet: Sheet) -> str:
    """Return a sheet as CSV: dates in ISO form, `yes` and `no`, and no text that could run."""
    out = io.StringIO(newline="")
    sheet_writer, quoted = csv.writer(out), csv.writer(out, quoting=csv.QUOTE_ALL)
    sheet_writer.writerow([neutral(heading) for heading in sheet.columns])
    for row in sheet.rows:
        cells = [_text(cell) for cell in row]
        # A row of several lines is told from rows that lost a quotation mark.
        (quoted if _has_lines(cells) else sheet_writer).writerow(cells)
    return out.getvalue()


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)


def _has_lines(cells: Iterable[str]) -> bool:
    return any("\n" in cell or "\r" in cell for cell in cells)
