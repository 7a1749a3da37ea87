"""What both layouts share: a row as it is read, and the list that comes of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.merge import ListedCase, ListedEvent
from send_cli.domain.order import ORDERS, impossible_orders, order_sentence
from send_cli.domain.problem import Problem, Severity
from send_cli.importers.headings import Layout

Progress = Callable[[Any], Iterable[Any]]
"""What wraps the `rows` of a list, which has its name as `file`, to show how far it has come."""


class Reading(NamedTuple):
    """How a list is to be read: the day, which heading is which field, and what else was said."""

    today: date
    mapping: Mapping[str, str]
    encoding: str | None = None
    sheet: str | None = None
    progress: Progress | None = None


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
    its rows are numbered by is `counted`. `kept` are the headings, of those in
    `unused`, whose cells are kept with the case. `numbers` are the rows whose
    reference is a number in a workbook, where zeros before it cannot be seen.
    `ambiguous` are headings that may be either of several fields.
    `corrects` marks a list that mends single cells of cases already held.
    """

    layout: Layout | None
    file: str
    encoding: str | None
    rows: int
    refused: int
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]
    cases: tuple[ListedCase, ...] = ()
    events: tuple[ListedEvent, ...] = ()
    has_officers: bool = False
    refs: frozenset[str] = frozenset()
    kept: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sheet: str | None = None
    numbers: AbstractSet[int] = frozenset()
    corrects: bool = False
    format: str = "csv"
    counted: str = "row"


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
