"""What both layouts share: a row as it is read, and the list that comes of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.merge import ListedCase, ListedEvent
from send_cli.domain.order import ORDERS, impossible_orders, order_sentence
from send_cli.domain.problem import Problem, Severity
from send_cli.importers.cells import normal
from send_cli.importers.dates import day_of, is_blank
from send_cli.importers.headings import REF, Layout

Progress = Callable[[Any], Iterable[Any]]
"""What wraps the `rows` of a list, which has its name as `file`, to show how far it has come."""

FOOTERS = frozenset({"total", "totals", "grand total", "count"})
"""What stands for a reference in a row that only sums a list up."""

_FOOTER_STARTS = ("total", "grand", "count")
_FOLLOWED = {
    step: tuple(
        (order.follows, timedelta.max if order.days is None else timedelta(days=order.days))
        for order in ORDERS
        if step in order.steps
    )
    for step in frozenset[K]().union(*(order.steps for order in ORDERS))
}
"""What each step follows, and within how many days: a quick look at whether the order of a case
need be judged at all."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, read: what it says, what was refused, what was wrong, and what was not read.

    A wide list has `cases`, a long one `events`; `refs` are the references in
    either, those of refused rows too. A return has `cases` and no layout; what
    its rows are numbered by is `counted`.
    """

    layout: Layout | None
    file: str
    encoding: str
    rows: int
    refused: int
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]
    cases: tuple[ListedCase, ...] = ()
    events: tuple[ListedEvent, ...] = ()
    has_officers: bool = False
    refs: frozenset[str] = frozenset()
    format: str = "csv"
    counted: str = "row"


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

    @property
    def is_footer(self) -> bool:
        """Say whether the row only sums the list up."""
        return self.ref.casefold().startswith(_FOOTER_STARTS) and normal(self.ref) in FOOTERS

    def refused(self, shifted: Mapping[int, str]) -> bool:
        """Say whether nothing of the row can be read, and note why."""
        if not self.ref:
            self.problem(
                REF, "has no reference, so the row was refused (write the council's own reference)"
            )
        elif self.is_footer:
            message = "is a footer and no case, so the row was refused"
            name = self.name(REF)
            self.problems.append(Problem(message, Severity.WARNING, self.number, name, self.ref))
        elif self.number in shifted:
            message = f"{shifted[self.number]}; the row was refused"
            self.problems.append(Problem(message, Severity.ERROR, self.number))
        else:
            return False
        return True

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
        return day_of(text, self.today, bookable=bookable)


def order_problems(
    ref: str, events: Iterable[Event], heading: str, row: int | None = None
) -> list[Problem]:
    """Return a warning for each two dates of a case that cannot both be right."""
    known = tuple(events)
    if not _may_be_disordered(known):
        return []
    return [
        Problem(f"{order_sentence(*pair)} (check both)", Severity.WARNING, row, heading, ref)
        for pair in impossible_orders(known)
    ]


def _may_be_disordered(events: Sequence[Event]) -> bool:
    for step in events:
        followed = _FOLLOWED.get(step.kind)
        if followed is None:
            continue
        for other in events:
            if other.on > step.on:
                for follows, within in followed:
                    if other.kind in follows and other.on - step.on <= within:
                        return True
    return False
