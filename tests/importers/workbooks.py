"""Small workbooks for the tests, made as council systems make them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Row = Sequence[object]

DATE = "dd/mm/yyyy"


def workbook(fill: Callable[[Workbook], None], *, from_1904: bool = False) -> bytes:
    """Return an Excel workbook that `fill` has put its sheets in."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": from_1904})
    fill(book)
    book.close()
    return out.getvalue()


def xlsx(*rows: Row, sheet: str = "Sheet1") -> bytes:
    """Return an Excel workbook of one sheet."""
    return sheets({sheet: rows})


def sheets(of: dict[str, Sequence[Row]], hidden: Sequence[str] = ()) -> bytes:
    """Return an Excel workbook with those sheets."""

    def fill(book: Workbook) -> None:
        for name, rows in of.items():
            page = book.add_worksheet(name)
            write(book, page, rows)
            if name in hidden:
                page.hide()

    return workbook(fill)


def write(book: Workbook, page: Worksheet, rows: Sequence[Row], top: int = 0) -> None:
    """Write rows, dates as true dates."""
    day = book.add_format({"num_format": DATE})
    for number, row in enumerate(rows, top):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, place, cell, day)
            elif cell is not None:
                page.write(number, place, cell)


def ods(*rows: Row, sheet: str = "Sheet1") -> bytes:
    """Return an OpenDocument workbook of one sheet."""
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{escape(sheet)}">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr("META-INF/manifest.xml", manifest)
        file.writestr("content.xml", content)
    return out.getvalue()


def _ods_cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}">'
            f"<text:p>{cell:%d/%m/%Y}</text:p></table:table-cell>"
        )
    if isinstance(cell, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    )
