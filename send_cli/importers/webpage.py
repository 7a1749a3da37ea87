"""A web page under a workbook's name: what many systems give for "export to Excel"."""

import re
from html.parser import HTMLParser

from send_cli.domain.problem import InputRefused
from send_cli.importers.cells import most_known
from send_cli.importers.heading_row import Numbered, above, full_headings, headings_place
from send_cli.importers.source import Source
from send_cli.importers.table import Table, decoded, no_headings, no_rows, one_table

WIDEST = 100
"""Columns: no cell spans more."""

_BEGINS = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|table|meta)\b", re.IGNORECASE | re.DOTALL
)


def is_web_page(content: bytes) -> bool:
    """Say whether bytes begin as those of a web page do."""
    return bool(_BEGINS.match(content.removeprefix(b"\xef\xbb\xbf")[:4096]))


def read_web_page(source: Source, encoding: str | None, known: frozenset[str]) -> Table:
    """Read the table of a web page that is a list; `known` are the headings, normalised.

    Raises:
        InputRefused: no table of it has headings and rows.

    """
    text, used = decoded(source, encoding)
    page = _Tables()
    try:
        page.feed(text.replace("\0", ""))
        page.close()
    except AssertionError as error:
        # What the parser says of a declaration that it does not know.
        raise InputRefused(
            f"{source.file}: cannot be read as a web page (open it and save it as .xlsx)"
        ) from error
    tables = [[tuple(row) for row in table] for table in page.tables] or [[]]
    best = max(tables, key=lambda rows: most_known(rows, known))
    numbered: list[Numbered] = [(n, row) for n, row in enumerate(best, 1) if any(row)]
    at = headings_place(numbered, known)
    if at is None:
        raise no_headings(source.file)
    headings = numbered[at][1]
    rows, of_another = one_table(headings, numbered[at + 1 :], known)
    if not rows:
        raise no_rows(source.file)
    whole = full_headings(headings, above(numbered, at), rows, known)
    return Table(source.file, used, whole, rows, (), of_another)


class _Tables(HTMLParser):
    """Collects the rows of every table, the cells as text."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        self.tables: list[list[list[str]]] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell; one that spans columns leaves the others blank."""
        if tag == "table" or (tag in {"tr", "td", "th"} and not self.tables):
            self.tables.append([])
        if tag == "tr" or (tag in {"td", "th"} and not self.tables[-1]):
            self.tables[-1].append([])
        self.in_cell = tag in {"td", "th"} or (self.in_cell and tag not in {"tr", "table"})
        if tag in {"td", "th"}:
            spans = dict(attrs).get("colspan") or "1"
            width = int(spans) if spans.isascii() and spans.isdigit() else 1
            self.tables[-1][-1] += [""] * min(max(width, 1), WIDEST)
            self.at = len(self.tables[-1][-1]) - min(max(width, 1), WIDEST)
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in {"td", "th", "tr", "table"}:
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        """Put text to the cell that it stands in, with single spaces."""
        if self.in_cell:
            row = self.tables[-1][-1]
            row[self.at] = " ".join(f"{row[self.at]} {data}".split())
