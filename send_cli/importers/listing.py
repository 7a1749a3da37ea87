"""What both layouts share: a row as it is read, and the list that comes of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from send_cli.domain.merge import ListedCase, ListedEvent
from send_cli.domain.problem import Problem, Severity
from send_cli.importers.dates import NotADateError, is_blank, read_date
from send_cli.importers.headings import REF, Layout
from send_cli.importers.table import Table

Progress = Callable[[Table], Iterable[tuple[int, tuple[str, ...]]]]
"""What wraps the rows of a table to show how far it has come."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, read: what it says, what was refused, what was wrong, and what was not read.

    A wide list has `cases`, a long one `events`.
    """

    layout: Layout
    file: str
    encoding: str
    rows: int
    refused: int
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]
    cases: tuple[ListedCase, ...] = ()
    events: tuple[ListedEvent, ...] = ()
    has_officers: bool = False


class Columns(NamedTuple):
    """Where each field stands in a list, and the headings as the list has them."""

    places: dict[str, int]
    headings: tuple[str, ...]


class Row:
    """One row as it is read: its cells, and the problems found in them."""

    def __init__(
        self,
        number: int,
        cells: tuple[str, ...],
        columns: Columns,
        today: date,
    ) -> None:
        self.number = number
        self.cells = {
            field: cells[place]
            for field, place in columns.places.items()
            if place < len(cells) and cells[place]
        }
        self.columns = columns
        self.today = today
        self.ref = self.cells.pop(REF, "").lstrip("'").strip()
        self.problems: list[Problem] = []

    def name(self, field: str) -> str:
        """Return the heading that the list has for a field."""
        return self.columns.headings[self.columns.places[field]]

    def problem(self, field: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(
            Problem(message, severity, self.number, self.name(field), self.cells.get(field))
        )

    def refuse_without_ref(self) -> None:
        """Note that the row has no reference."""
        self.problem(
            REF, "has no reference, so the row was refused (write the council's own reference)"
        )

    def day(self, field: str, *, bookable: bool = False) -> date | None:
        """Return the date in a cell; None where it stands for none.

        Raises:
            NotADateError: it is not a date, or one that cannot be in the future is.

        """
        text = self.cells.get(field, "")
        if is_blank(text):
            if text:
                self.problem(field, "was read as no date", Severity.WARNING)
            return None
        day = read_date(text)
        if day > self.today and not bookable:
            raise NotADateError(
                f"is after {self.today.isoformat()}, and this cannot be in the future (write the "
                "day it happened, or leave it blank)"
            )
        return day
