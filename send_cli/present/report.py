"""A report as a value: headings, sentences and tables, whatever it is printed as."""

from collections.abc import Iterator
from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table: its heading, and what it holds, by which a page lays it out."""

    head: str
    holds: str


RANK = Column("No.", "rank")
LANE = Column("Lane", "lane")
DAYS = Column("Days", "days")
DUE = Column("Due", "due")
CASE = Column("Case", "case")
TO_DO = Column("What to do", "what")
DUTY = Column("Duty", "what")
WHY = Column("Why", "why")
LAW = Column("Law", "law")
NAME = "name"
"""What a column holds that says what its row is of."""

NUMBER = "number"
"""What a column of figures holds."""


class Bar(NamedTuple):
    """One bar of a chart: what it is of, its number in words, its length from 0 to 1 if it has one.

    `number` is never left out, so that nobody has to measure the bar.
    """

    label: str
    number: str
    length: float | None


class Chart(NamedTuple):
    """Bars beside the rows of a table, one for each; `marks` are lines across them, from 0 to 1.

    `says` is what the chart shows, in a sentence for those who do not see it.
    """

    title: str
    says: str
    bars: tuple[Bar, ...]
    marks: tuple[float, ...] = ()


class Table(NamedTuple):
    """Rows under headings; `title` is empty where the section's says it.

    In plain text the columns from `second` on stand below the others; a grid
    has its headings above them, and its chart beside.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    second: int
    title: str = ""
    is_grid: bool = False
    chart: Chart | None = None

    def cells(self, row: tuple[str, ...]) -> Iterator[tuple[Column, str]]:
        """Return the cells of a row, each with its column."""
        return zip(self.columns, row, strict=True)

    def without_empty_columns(self) -> "Table":
        """Return the table without those of its columns from `second` on that hold nothing."""
        kept = [
            place
            for place in range(len(self.columns))
            if place < self.second or any(row[place] for row in self.rows)
        ]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return self._replace(columns=tuple(self.columns[place] for place in kept), rows=rows)


class Section(NamedTuple):
    """A part of a report: its heading, what is said first, and its tables."""

    name: str
    title: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


class Figure(NamedTuple):
    """A number at the head of a report, in words, and the section that tells of it."""

    number: int
    words: str
    section: str
    pressing: bool = False


class Report(NamedTuple):
    """A whole report; `notes` stand at its foot."""

    title: str
    subtitle: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of its sections."""
        return frozenset(section.name for section in self.sections)
