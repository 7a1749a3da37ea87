"""A figure: so many of so many, how it is counted, and every case behind it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.case import Case, Unread
from send_cli.domain.deadline import Closing, Deadline
from send_cli.domain.event import CASE_ENDS, in_order
from send_cli.domain.event import EventKind as K
from send_cli.domain.ground import Ground
from send_cli.domain.span import Span


class Dossier(NamedTuple):
    """A case with its clocks by the rule they are of."""

    case: Case
    clocks: dict[str, list[Deadline]]

    def of(self, *rules: str) -> list[Deadline]:
        """Return the clocks of some rules."""
        return [row for rule in rules for row in self.clocks.get(rule, ())]


def dossier(case: Case, rows: Iterable[Deadline]) -> Dossier:
    """Put the clocks of a case in order of their rules."""
    clocks: dict[str, list[Deadline]] = {}
    for row in rows:
        clocks.setdefault(row.rule.id, []).append(row)
    return Dossier(case, clocks)


class Definition(NamedTuple):
    """How a figure is counted: in one plain sentence, and by whose words.

    `of` says what it is a part of, and is empty for a plain number. `reads` are
    the columns of a list in which an unreadable cell may hide a case.
    """

    name: str
    title: str
    meaning: str
    source: str
    of: str = ""
    reads: tuple[str, ...] = ()


class Counted(NamedTuple):
    """One case behind a figure: the day that puts it in a month, and for or against.

    `start`, `due` and `done` are the days it was counted by, `days` the calendar
    days it took or has taken, `ground` an exception on record.
    """

    case: Case
    on: date
    counts: bool
    start: date | None = None
    due: date | None = None
    done: date | None = None
    days: int | None = None
    ground: Ground | None = None


class Beside(NamedTuple):
    """A case to be told of beside a figure, and why; `on` is None where no day places it."""

    case: Case
    on: date | None
    why: str


class Remark(NamedTuple):
    """What is to be told beside a figure, of the cases it is true of."""

    why: str
    cases: tuple[Case, ...]


class Figure(NamedTuple):
    """A figure over some days, or of today where `span` is None."""

    definition: Definition
    span: Span | None
    counted: tuple[Counted, ...]
    remarks: tuple[Remark, ...]

    @property
    def number(self) -> int:
        """How many count."""
        return sum(one.counts for one in self.counted)

    @property
    def total(self) -> int | None:
        """Of how many; None where the figure is a plain number."""
        return len(self.counted) if self.definition.of else None


class Tally:
    """All that is behind a figure, from which it is told for any days."""

    def __init__(
        self, definition: Definition, counted: Iterable[Counted], beside: Iterable[Beside] = ()
    ) -> None:
        self.definition = definition
        self.counted = sorted(counted, key=lambda one: (one.on, one.case.ref))
        every = list(beside)
        self.undated = _remarks(one for one in every if one.on is None)
        self._dated = [one for one in every if one.on is not None]

    def over(self, span: Span) -> Figure:
        """Return the figure over some days."""
        first = bisect_left(self.counted, span.first, key=_day)
        last = bisect_right(self.counted, span.last, key=_day)
        dated = (one for one in self._dated if one.on and span.first <= one.on <= span.last)
        return Figure(self.definition, span, tuple(self.counted[first:last]), _remarks(dated))

    def now(self) -> Figure:
        """Return the figure of today, whatever the days of its cases."""
        remarks = (*self.undated, *_remarks(self._dated))
        return Figure(self.definition, None, tuple(self.counted), remarks)


def _day(one: Counted) -> date:
    return one.on


def _remarks(beside: Iterable[Beside]) -> tuple[Remark, ...]:
    found: dict[str, dict[str, Case]] = {}
    for one in beside:
        found.setdefault(one.why, {})[one.case.ref] = one.case
    return tuple(
        Remark(why, tuple(cases[ref] for ref in sorted(cases))) for why, cases in found.items()
    )


UNREAD = "with an unreadable cell ({}): perhaps not counted"


def unreadable(dossiers: Iterable[Dossier], reads: Sequence[str]) -> list[Beside]:
    """Return the cases with a cell, in one of those columns, that could not be read."""
    return [
        Beside(one.case, None, UNREAD.format(cell.heading.replace("_", " ")))
        for one in dossiers
        for cell in one.case.unread
        if _column(cell) in reads
    ]


def _column(cell: Unread) -> str:
    return cell.heading.replace("-", "_").casefold()


def counted_by_due(row: Deadline, case: Case, today: date) -> Counted | None:
    """Return a case for the day on which a step was due: for, where it was taken by then.

    None is a day that is not over, a duty that was gone by then, or a step
    taken on a day that is not on record.
    """
    if not row.exists(today) or row.due > today or row.conditional:
        return None
    done = row.done_on if row.done_on and row.done_on <= today else None
    closed = row.closed_on is not None and row.closed_on <= today
    if closed and done is None and (row.closing is not Closing.ENDED or row.closed_on <= row.due):  # type: ignore[operator]
        return None
    if done is None and row.due == today:
        return None
    days = (done - row.start_on).days if done else None
    return Counted(
        case, row.due, done is not None and done <= row.due, row.start_on, row.due, done, days
    )


def was_elsewhere(case: Case, day: date, today: date) -> bool:
    """Say whether a child came from another authority on or after a day, having not left here."""
    for event in in_order(case.events):
        if day <= event.on <= today and not event.booked:
            if event.kind is K.MOVED_IN:
                return True
            if event.kind in CASE_ENDS:
                return False
    return False
