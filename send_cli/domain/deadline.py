"""A deadline: a rule applied to an event, with its own working."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from send_cli.domain.calendar import Calendar
from send_cli.domain.event import Event, EventKind, in_order
from send_cli.domain.period import Before
from send_cli.domain.rule import REFUSALS, REVERSALS, Actor, Bound, Ground, Rule, RuleBook, Version

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


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A rule counted from one day: what `send calc` prints.

    `due` is the last lawful day (for a window, its last day); `act_by` the last
    working day on or before it; `not_before` the first day after a window.
    """

    rule: Rule
    start: date
    version: Version
    due: date
    act_by: date | None
    not_before: date | None

    @property
    def working(self) -> str:
        """The sum in one line: `Wed 12 Mar 2025 + 20 weeks = Wed 30 Jul 2025`."""
        length = self.version.length
        assert length is not None  # noqa: S101 - a reckoning is only made of a length
        sign = "-" if isinstance(length, Before) else "+"
        first = "" if isinstance(length, Before) or not length.inclusive else ", that day counted"
        return f"{spelt(self.start)} {sign} {length.words}{first} = {spelt(self.due)}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock of one case, from its start to its close.

    It exists from `opens_on`, and no longer runs from `closed_on`; `done_on` is
    the day of the step where a step stopped it. `ground` is the exception that
    excuses it, recorded on `ground_on`. `conditional` marks a clock that runs
    only if the review decided to amend, which is not known.
    """

    rule: Rule
    about: str | None
    start_kind: EventKind
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
        if self.rule.bound is Bound.AT_LEAST:
            return Status.WINDOW if today <= self.due else Status.CLOSED
        if self.due < today:
            return self._passed_status()
        return Status.DUE_SOON if self.days_left(today) <= self.rule.warn else Status.ON_TRACK

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
        if self.rule.bound is Bound.AT_LEAST or self.done_on is None:
            return Status.CLOSED
        return Status.MET if self.done_on <= self.due else Status.MET_LATE

    def _passed_status(self) -> Status:
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


def deadline(rule: Rule, start: date, calendar: Calendar) -> Reckoning | None:
    """Count `rule` from `start`; None where it has no number or was not law that day."""
    version = rule.version_on(start)
    if version is None or version.length is None:
        return None
    due = version.length.last_day(start, calendar)
    if rule.bound is Bound.AT_LEAST:
        return Reckoning(rule, start, version, due, None, due + ONE_DAY)
    return Reckoning(rule, start, version, due, calendar.act_by(due), None)


def deadlines(
    events: Iterable[Event], book: RuleBook, *, without_setting: bool = False
) -> list[Deadline]:
    """Apply every rule of the book to one case's events.

    The result does not depend on today: each deadline says from when until when
    it exists. `without_setting` is true of a child who attends no school or
    other institution (SEND Regulations 2014, reg 21).
    """
    ordered = in_order(list(events))
    found: list[Deadline] = []
    for rule in book.started_by(event.kind for event in ordered):
        actor = rule.whose(without_setting=without_setting)
        heeded = book.heeded(rule)
        events_of_rule = [event for event in ordered if event.kind in heeded]
        if rule.counts_back:
            found.extend(_notices(rule, actor, events_of_rule, book.calendar))
        else:
            found.extend(_Clocks(rule, actor, book.calendar).run(events_of_rule))
    return found


def _start(
    rule: Rule, actor: Actor, event: Event, opens_on: date, calendar: Calendar
) -> Deadline | None:
    counted = deadline(rule, event.on, calendar)
    if counted is None:
        return None
    return Deadline(
        rule,
        event.about,
        event.kind,
        event.on,
        counted.due,
        counted.act_by,
        counted.not_before,
        actor,
        opens_on,
    )


def _close(clock: Deadline, closing: Closing, on: date, done_on: date | None = None) -> Deadline:
    return replace(clock, closing=closing, closed_on=on, done_on=done_on)


def _notices(
    rule: Rule, actor: Actor, events: Sequence[Event], calendar: Calendar
) -> Iterator[Deadline]:
    """Count back from each booked event; the notice given before it, or it itself, closes."""
    previous = date.min
    for booked in events:
        if booked.kind not in rule.starts:
            continue
        clock = _start(rule, actor, booked, previous, calendar)
        closers = (
            event
            for event in events
            if previous < event.on <= booked.on and event.kind in rule.stops | rule.ended_by
        )
        first = next(closers, booked)
        if clock and first.kind in rule.stops:
            yield _close(clock, Closing.STOPPED, first.on, first.on)
        elif clock:
            yield _close(clock, Closing.ENDED, first.on)
        previous = booked.on


class _Clocks:
    """The clocks of one rule as the events of a case go by, one for each `about`."""

    def __init__(self, rule: Rule, actor: Actor, calendar: Calendar) -> None:
        self.rule = rule
        self.actor = actor
        self.calendar = calendar
        self.running: dict[str | None, Deadline] = {}
        self.refused: dict[str | None, Deadline] = {}
        self.waiting: dict[str | None, Event] = {}  # starts whose `given` has not followed
        self.already: dict[str | None, date] = {}  # the step, taken before its `given`
        self.barred = False
        self.closed: list[Deadline] = []

    def run(self, events: Sequence[Event]) -> list[Deadline]:
        """Return the rule's deadlines, the closed ones first."""
        for event in events:
            if event.kind is EventKind.EXCEPTION:
                self._excuse(event)
            self._stop(event)
            self._begin(event)
            if event.kind in self.rule.given:
                self._arise(event)
            self._bar(event)
        return [*self.closed, *self.running.values()]

    def _excuse(self, event: Event) -> None:
        if event.about not in self.rule.excuses:
            return
        ground = Ground(event.about)
        for about, clock in self.running.items():
            if clock.ground is None and event.on <= clock.due:
                self.running[about] = replace(clock, ground=ground, ground_on=event.on)

    def _stop(self, event: Event) -> None:
        rule, kind, about = self.rule, event.kind, event.about
        clock = self.running.get(about)
        if kind in rule.stops:
            # An event never stops a clock that it started, nor one that began the same day
            # where it could have.
            same_day = clock is not None and kind in rule.starts and event.on <= clock.start_on
            if about in self.waiting:  # where a clock runs as well, it is last year's question
                self.already[about] = event.on
            elif clock and not same_day:
                self._shut(about, Closing.STOPPED, event.on, event.on)
        elif kind in rule.overtaken_by or kind in rule.ended_by:
            closing = Closing.OVERTAKEN if kind in rule.overtaken_by else Closing.ENDED
            for key, ending in list(self.running.items()):
                if kind in REFUSALS:
                    self.refused[key] = ending
                self._shut(key, closing, event.on)
            if kind not in REFUSALS:
                self.refused.clear()
            self.waiting.clear()
            self.already.clear()

    def _shut(
        self, about: str | None, closing: Closing, on: date, done: date | None = None
    ) -> None:
        self.closed.append(_close(self.running.pop(about), closing, on, done))

    def _begin(self, event: Event) -> None:
        rule, kind, about = self.rule, event.kind, event.about
        if kind in rule.restarts and about in self.running:
            self._shut(about, Closing.REPLACED, event.on)
        running = self.running.get(about)
        free = running is None or running.conditional
        if kind in rule.triggers and free and not self.barred:
            self.refused.pop(about, None)
            if rule.given and (about not in self.waiting or about in self.already):
                self.waiting[about] = event
                self.already.pop(about, None)
            elif rule.given:
                return
            elif clock := _start(rule, self.actor, event, event.on, self.calendar):
                self.running[about] = clock
        elif kind in REVERSALS and kind not in rule.ended_by | rule.stops:
            for key, clock in self.refused.items():
                self.running[key] = replace(clock, opens_on=event.on)
            self.refused.clear()

    def _arise(self, event: Event) -> None:
        """Open the clock that waited for this event, from the start before it."""
        rule, about = self.rule, event.about if event.kind is not EventKind.EXCEPTION else None
        old = self.running.get(about)
        start = self.waiting.pop(about, None)
        if old and old.conditional:
            self._shut(about, Closing.REPLACED, event.on)
            if start is None and event.on == old.opens_on:  # the outcome of that same decision
                self.running[about] = replace(old, conditional=event.kind in rule.if_given)
        if start is None or about in self.running:
            return
        clock = _start(rule, self.actor, start, event.on, self.calendar)
        if clock is None:
            return
        self.running[about] = replace(clock, conditional=event.kind in rule.if_given)
        taken = self.already.pop(about, None)
        if taken is not None:
            self._shut(about, Closing.STOPPED, event.on, taken)

    def _bar(self, event: Event) -> None:
        if event.kind in self.rule.not_after:
            self.barred = True
        elif event.kind in self.rule.ended_by:
            self.barred = False


def spelt(day: date) -> str:
    """Return a date as it is read aloud: `Wed 30 Jul 2025`."""
    return f"{day:%a} {day.day} {day:%b %Y}"
