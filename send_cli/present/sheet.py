"""A sheet: what a person takes away as CSV, Excel or JSON."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from send_cli.present.documents import VERSION, Document, iso
from send_cli.present.plain import Cell


class Sheet(NamedTuple):
    """Rows under headings; `rag` is the place of the column of red, amber and green."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    rag: int | None = None


def sheet_document(sheet: Sheet, today: date) -> Document:
    """Return a sheet as JSON: an object for each row, with every column as a key."""
    return {
        "version": VERSION,
        "as_of": today.isoformat(),
        sheet.name: [
            {
                column: iso(cell) if isinstance(cell, date) else cell
                for column, cell in zip(sheet.columns, row, strict=True)
            }
            for row in sheet.rows
        ],
    }
