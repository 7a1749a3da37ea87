"""How the clocks of a case run: every rule of the book applied to its events."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from send_cli.domain.ahead import departures, later_of, notices, transfers
from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case
from send_cli.domain.deadline import Closing, Deadline
from send_cli.domain.event import (
    CASE_ENDS,
    PLAN_HELD,
    REVIEW_DECISIONS,
    Event,
    EventKind,
    in_order,
)
from send_cli.domain.ground import Claim, Ground
from send_cli.domain.named_day import named_days, revised
from send_cli.domain.refusal import PAST_REFUSAL, REFUSALS, REOPENS
from send_cli.domain.review import review_numbers
from send_cli.domain.rule import Heeds, Rule, Workflow
from send_cli.domain.running import Clock
from send_cli.domain.transfer import expected_transfers


def deadlines(
    events: Iterable[Event], book: RuleBook, *, without_setting: bool = False
) -> list[Deadline]:
    """Apply every rule of the book to one case's events.

    The result does not depend on today: each deadline says from when until when
    it exists. `without_setting` is true of a child who attends no school or
    other institution (SEND Regulations 2014, reg 21).
    """
    known = in_order(list(events))
    # Nobody has confirmed that the child left, so nothing has ended yet.
    ordered = [e for e in known if not (e.booked and e.kind in CASE_ENDS)]
    reviews = review_numbers(ordered)
    plan = next((event.on for event in ordered if event.kind in PLAN_HELD), None)
    found: list[Deadline] = []
    for rule in book.started_by(event.kind for event in known):
        heeds = book.heeded(rule)
        heeded = heeds.kinds
        own = [event for event in ordered if event.kind in heeded]
        if heeds.starts_first:
            own.sort(key=lambda event: (event.on, event.kind in heeds.closing - rule.triggers))
        clocks: Iterable[Clock]
        if not heeds.counts_back:
            clocks = _Clocks(rule, heeds, book, reviews).run(own)
        elif rule.workflow is Workflow.PHASE_TRANSFER:
            clocks = transfers(rule, own, book, plan)
        elif rule.workflow is Workflow.MOVE:
            clocks = departures(rule, [event for event in known if event.kind in heeded], book)
        elif heeds.is_directed:
            clocks = named_days(rule, ordered, book)
        else:
            clocks = notices(rule, own, book)
        if heeds.is_revised:
            clocks = revised(rule, list(clocks), ordered, found)
        actor = rule.whose(without_setting=without_setting)
        found += [clock.deadline(rule, actor) for clock in clocks]
    return later_of(found) if any(row.rule.later_of for row in found) else found


def case_deadlines(case: Case, book: RuleBook) -> list[Deadline]:
    """Return the deadlines of a case, with those of the transfers its facts lead to expect."""
    events = [*case.events, *expected_transfers(case)]
    return deadlines(events, book, without_setting=case.attends_none)


Key = str | int | None
"""What tells the clocks of one rule apart: the adviser or school, or the number of the review."""


class _Clocks:
    """The clocks of one rule as the events of a case go by, one for each key."""

    __slots__ = (
        "already",
        "barred",
        "book",
        "closed",
        "heeds",
        "refused",
        "reviews",
        "rule",
        "running",
        "waiting",
    )

    def __init__(
        self, rule: Rule, heeds: Heeds, book: RuleBook, reviews: Mapping[Event, int]
    ) -> None:
        self.rule = rule
        self.heeds = heeds
        self.book = book
        self.reviews = reviews if heeds.each_review else {}
        self.running: dict[Key, Clock] = {}
        self.refused: dict[Key, Clock] = {}
        self.waiting: dict[Key, Event] = {}  # starts whose `given` has not followed
        self.already: dict[Key, date] = {}  # the step, taken before its `given`
        self.barred = bool(rule.only_after)
        self.closed: list[Clock] = []

    def run(self, events: Sequence[Event]) -> list[Clock]:
        """Return the rule's clocks, the closed ones first."""
        given, not_after = self.rule.given, self.rule.not_after
        lifts = self.rule.until | self.rule.only_after
        closing, opening = self.heeds.closing, self.heeds.opening
        for event in events:
            kind = event.kind
            key: Key = self.reviews.get(event, event.about) if self.reviews else event.about
            if kind is EventKind.EXCEPTION:
                key = None
            if kind in closing:
                self._stop(event, key)
            if kind in opening:
                self._begin(event, key)
            if kind in PAST_REFUSAL:
                self.refused.clear()
            if kind in given:
                self._arise(event, key)
            if kind in not_after:
                self.barred = True
            elif self.barred and kind in lifts:
                self.barred = False
            if kind is EventKind.EXCEPTION:  # last: it may excuse the clock that it let run
                self._excuse(event)
        return [*self.closed, *self.running.values()]

    def _excuse(self, event: Event) -> None:
        claim = Claim.read(event.about or "")
        for clock in self.running.values():
            if clock.ground is not None or not claim.names(self.rule.id, clock.start.about):
                continue
            if self.rule.allows(claim.ground, event.on, clock.counted.due):
                clock.ground, clock.ground_on = Ground(claim.ground), event.on

    def _stop(self, event: Event, key: Key) -> None:
        rule, kind = self.rule, event.kind
        if kind in REVIEW_DECISIONS:
            self._let_go(event, key)
        if kind in rule.stops:
            clock = self.running.get(key)
            # An event never stops a clock that it started, nor one that began the same day
            # where it could have.
            same_day = clock is not None and kind in rule.starts and event.on <= clock.start.on
            if key in self.waiting:
                self.already[key] = event.on
            elif clock and not same_day:
                self._shut(key, Closing.STOPPED, event.on, event.on)
        elif kind in rule.overtaken_by or kind in rule.ended_by:
            self._end(event, [key] if event in self.reviews else None)

    def _let_go(self, event: Event, key: Key) -> None:
        """Close what an earlier review left open, because nobody knew its outcome."""
        for other, clock in list(self.running.items()):
            if clock.conditional and other != key:
                self._shut(other, Closing.REPLACED, event.on)

    def _end(self, event: Event, only: list[Key] | None) -> None:
        """Close the clocks that an event overtakes or ends: those of its own review, or all."""
        closing = Closing.OVERTAKEN if event.kind in self.rule.overtaken_by else Closing.ENDED
        if event.kind in REFUSALS:
            self.refused.update(self.running)
        else:
            self.refused.clear()
        for key in [*self.running] if only is None else only:
            if key in self.running:
                self._shut(key, closing, event.on)
        for key in [*self.waiting] if only is None else only:
            self.waiting.pop(key, None)
            self.already.pop(key, None)

    def _shut(self, key: Key, closing: Closing, on: date, done: date | None = None) -> None:
        clock = self.running.pop(key)
        clock.close(closing, on, done)
        self.closed.append(clock)

    def _begin(self, event: Event, key: Key) -> None:
        rule, kind = self.rule, event.kind
        old = self.running.get(key)
        if old and kind in rule.restarts and (old.start.kind, old.start.on) != (kind, event.on):
            self._shut(key, Closing.REPLACED, event.on)
        if kind in rule.starts or kind in rule.restarts:
            if not self.barred and key not in self.running:
                self._start(event, key)
        elif kind in REOPENS and kind not in rule.ended_by:
            for refused, clock in self.refused.items():
                if kind in rule.stops and refused != key:  # a step stops its own clock alone
                    continue
                self.running[refused] = clock.again(event.on)
                if clock.opens_on == event.on:  # all in one day: it never stood still
                    self.closed.remove(clock)
            self.refused.clear()
            if kind in rule.stops and key in self.running:
                self._shut(key, Closing.STOPPED, event.on, event.on)
            elif kind in rule.overtaken_by:
                self._end(event, None)

    def _start(self, event: Event, key: Key) -> None:
        self.refused.pop(key, None)
        if self.rule.given:
            again = key in self.already or event.kind in self.rule.restarts
            if again or key not in self.waiting:
                self.waiting[key] = event
                self.already.pop(key, None)
        elif counted := self.book.count(self.rule, event.on):
            self.running[key] = Clock(event, counted, event.on)

    def _arise(self, event: Event, key: Key) -> None:
        """Open the clock that waited for this event, from the start before it."""
        rule = self.rule
        old = self.running.get(key)
        start = self.waiting.pop(key, None)
        if old and old.conditional and start is None:  # the outcome of that same decision
            self._shut(key, Closing.REPLACED, event.on)
            self.running[key] = old.again(event.on)
            self.running[key].conditional = event.kind in rule.if_given
        if start is None or key in self.running:
            return
        counted = self.book.count(rule, start.on)
        if counted is None:
            return
        clock = self.running[key] = Clock(start, counted, event.on)
        clock.conditional = event.kind in rule.if_given
        taken = self.already.pop(key, None)
        if taken is not None:
            self._shut(key, Closing.STOPPED, event.on, taken)
