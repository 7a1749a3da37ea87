"""A deadline: a rule applied to an event, with its own working."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.calendar import Calendar
from send_cli.domain.event import WITH_ABOUT, EventKind
from send_cli.domain.ground import Ground
from send_cli.domain.period import Before, Directed, FixedDay
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Rule, Version
from send_cli.domain.step import MET_BY, Step

ONE_DAY = timedelta(days=1)


class Closing(StrEnum):
    """Why a clock no longer runs."""

    STOPPED = "stopped"
    """by the step it asks for"""
    OVERTAKEN = "overtaken"
    """by a later step of the work: its own date is missing"""
    ENDED = "ended"
    """the duty is gone: a refusal, a withdrawal, a plan that ceased, a meeting held"""
    REPLACED = "replaced"
    """by a clock with a better start"""


class Status(StrEnum):
    """How a deadline stands on a day."""

    BREACHED = "breached"
    DUE_SOON = "due-soon"
    ON_TRACK = "on-track"
    WINDOW = "window"
    MET = "met"
    MET_LATE = "met-late"
    CLOSED = "closed"
    EXCUSED = "excused"
    PAST_TARGET = "past-target"
    OVERDUE_FROM_OTHERS = "overdue-from-others"
    UNDATED = "undated"


class Reckoning(NamedTuple):
    """A rule counted from one day: what `send calc` prints.

    `due` is the last lawful day (for a window, its last day); `act_by` the last
    working day on or before it; `not_before` the first day after a window.
    `unrolled` is the day the sum ended on, where the due date rolled forward.
    """

    rule: Rule
    start: date
    version: Version
    due: date
    act_by: date | None
    not_before: date | None
    unrolled: date | None = None

    @property
    def working(self) -> str:
        """The sum in one line: `Wed 12 Mar 2025 + 20 weeks = Wed 30 Jul 2025`."""
        length = self.version.length
        assert length is not None  # noqa: S101 - a reckoning is only made of a length
        ends = spelt(self.due)
        if self.unrolled:
            ends = f"{spelt(self.unrolled)}, so {ends}, the next working day"
        if isinstance(length, Directed):
            return f"{length.words} = {ends}"
        if isinstance(length, FixedDay):
            return f"{spelt(self.start)}: {length.words} = {ends}"
        sign = "-" if isinstance(length, Before) else "+"
        first = "" if isinstance(length, Before) or not length.inclusive else ", that day counted"
        return f"{spelt(self.start)} {sign} {length.words}{first} = {ends}"


class Deadline(NamedTuple):
    """One clock of one case, from its start to its close.

    It exists from `opens_on`, and no longer runs from `closed_on`; `done_on` is
    the day of the step where a step stopped it. The clock of an officer's own
    task has no `start_kind`: no event of a case started it. `ground` is the exception that
    excuses it, recorded on `ground_on`. `conditional` marks a clock of which it is
    not known whether it governs: the review may not have decided to amend, or the
    later of two dates may be the one whose start is not on record.
    """

    rule: Rule
    about: str | None
    start_kind: EventKind | None
    start_on: date
    due: date
    act_by: date | None
    not_before: date | None
    actor: Actor
    opens_on: date
    conditional: bool = False
    closed_on: date | None = None
    done_on: date | None = None
    closing: Closing | None = None
    ground: Ground | None = None
    ground_on: date | None = None

    @property
    def step(self) -> Step:
        """The step it asks for: the rule's, or that of the event a named day is about."""
        if self.about is not None and self.rule.is_directed:
            return MET_BY.get(self.about, self.rule.step)
        return self.rule.step

    def exists(self, today: date) -> bool:
        """Say whether the clock had started by the end of `today`."""
        return self.opens_on <= today

    def runs(self, today: date) -> bool:
        """Say whether the clock is open at the end of `today`."""
        return self.opens_on <= today and (self.closed_on is None or self.closed_on > today)

    def is_excused(self, today: date) -> bool:
        """Say whether an exception was on record by the end of `today`."""
        return self.ground_on is not None and self.ground_on <= today

    def is_breached(self, today: date) -> bool:
        """Say whether the authority is in breach of a duty at the end of `today`."""
        return self.status(today) is Status.BREACHED

    def days_left(self, today: date) -> int:
        """Return the calendar days from `today` to the due date; negative when late."""
        return (self.due - today).days

    def status(self, today: date) -> Status:
        """Return how the deadline stands at the end of `today`."""
        if self.is_excused(today):
            return Status.EXCUSED
        if not self.runs(today):
            return self._closed_status()
        if self.rule.is_window:
            return Status.WINDOW if today <= self.due else Status.CLOSED
        if self.due < today:
            return self._passed_status()
        return Status.DUE_SOON if self.days_left(today) <= self.rule.warn else Status.ON_TRACK

    @property
    def awaits_outcome(self) -> bool:
        """Say whether it runs only if something was decided that is not on record."""
        return self.conditional and not self.rule.later_of

    @property
    def may_be_later(self) -> bool:
        """Say whether another date may govern, which is later and has no start on record."""
        return self.conditional and bool(self.rule.later_of)

    @property
    def citation(self) -> Citation:
        """The citation of the version the clock was counted by."""
        version = self.rule.version_on(self.start_on)
        return version.citation if version else self.rule.citation

    @property
    def too_soon(self) -> bool:
        """Say whether the step was taken before the window it had to leave had closed."""
        return (
            self.rule.bound is Bound.AT_LEAST
            and self.done_on is not None
            and self.not_before is not None
            and self.done_on < self.not_before
        )

    def _closed_status(self) -> Status:
        if self.rule.is_window or self.done_on is None:
            return Status.CLOSED
        return Status.MET if self.done_on <= self.due else Status.MET_LATE

    def _passed_status(self) -> Status:
        if self.is_local:
            return Status.PAST_TARGET
        if self.actor is not Actor.AUTHORITY:
            return Status.OVERDUE_FROM_OTHERS
        # An open question is not a breach: nobody knows yet whether the duty arose.
        if self.conditional or not self.is_law:
            return Status.PAST_TARGET
        return Status.BREACHED

    @property
    def is_law(self) -> bool:
        """Say whether passing the date is a breach by whoever owes the step."""
        return self.rule.is_law and not self.conditional

    @property
    def is_local(self) -> bool:
        """Say whether it is a target that the authority set itself."""
        return self.rule.authority is Authority.LOCAL

    @property
    def started_about(self) -> str | None:
        """What the event that started it is about; a target for advice runs from the request."""
        return None if self.is_local and self.start_kind not in WITH_ABOUT else self.about

    def local_words(self, today: date) -> str:
        """Return a target of the authority's own in short: `LOCAL by 3 Jun`, `LOCAL was 3 Jun`."""
        on = brief_day(self.due).partition(" ")[2]
        return f"LOCAL {'was' if self.due < today else 'by'} {on}"


def deadline(rule: Rule, start: date, calendar: Calendar, office: Calendar) -> Reckoning | None:
    """Count `rule` from `start`; None where it has no number or was not law that day.

    `calendar` is the rule's own. The day to act by is a working day of `office`,
    the authority's own calendar, whoever's days the rule is counted by.

    Raises:
        BeyondCalendarError: a sum of working days runs past the bank holidays held.

    """
    version = rule.version_on(start)
    if version is None or version.length is None:
        return None
    due = end = version.length.last_day(start, calendar)
    if rule.rolls:
        due = calendar.rolled(end)
    unrolled = end if end != due else None
    if rule.bound is Bound.AT_LEAST:
        return Reckoning(rule, start, version, due, None, due + ONE_DAY, unrolled)
    return Reckoning(rule, start, version, due, office.act_by(due), None, unrolled)


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spelt(day: date) -> str:
    """Return a date as it is read aloud: `Wed 30 Jul 2025`."""
    return f"{brief_day(day)} {day.year}"


def brief_day(day: date) -> str:
    """Return a date that is of this year or nearly: `Wed 30 Jul`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
