"""The rule book: the rules, by what they are called and by what starts them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from send_cli.domain.calendar import BeyondCalendarError, Calendar, Days
from send_cli.domain.deadline import Reckoning, deadline
from send_cli.domain.event import Event, EventKind
from send_cli.domain.problem import NotFound
from send_cli.domain.rule import Heeds, Rule
from send_cli.domain.step import Step

Chapter = Callable[[], Iterable[Rule]]
"""What opens one chapter of the book: its rules are read then, and not before."""


class RuleBook:
    """The rules, a chapter at a time, and the calendars their working days are counted by.

    One rule is looked for chapter by chapter, in their order; what asks for all
    the rules opens every chapter. `calendar` is the officer's own, England and
    Wales. Deadlines derived by a book of another `fingerprint` are worked out again.
    """

    def __init__(
        self,
        chapters: Iterable[Chapter],
        calendars: Mapping[Days, Calendar],
        fingerprint: Callable[[], str],
    ) -> None:
        self.calendars = calendars
        self.calendar = calendars[Days.ENGLAND_AND_WALES]
        self._unopened = iter(chapters)
        self._worked_out = fingerprint
        self._by_id: dict[str, Rule] = {}
        self._heeded: dict[str, Heeds] = {}
        self._counted: dict[tuple[str, date], Reckoning | None] = {}
        self._started: dict[frozenset[EventKind], tuple[Rule, ...]] = {}

    @cached_property
    def fingerprint(self) -> str:
        """The mark of the rules and of how they are counted."""
        return self._worked_out()

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the chapters."""
        for chapter in self._unopened:
            self._open(chapter)
        return tuple(self._by_id.values())

    @cached_property
    def _triggered(self) -> dict[EventKind, list[Rule]]:
        triggered: dict[EventKind, list[Rule]] = {}
        for rule in self.rules:
            if rule.makes_deadlines:
                for kind in rule.triggers:
                    triggered.setdefault(kind, []).append(rule)
        return triggered

    def _open(self, chapter: Chapter) -> None:
        for rule in chapter():
            if rule.id in self._by_id:
                raise ValueError(f"two rules have one id: {rule.id}")
            self._by_id[rule.id] = rule

    def _find(self, rule_id: str) -> Rule | None:
        while rule_id not in self._by_id:
            chapter = next(self._unopened, None)
            if chapter is None:
                return None
            self._open(chapter)
        return self._by_id[rule_id]

    def __getitem__(self, rule_id: str) -> Rule:
        """Return the rule of that id, which is known to be there."""
        rule = self._find(rule_id)
        if rule is None:
            raise KeyError(rule_id)
        return rule

    def rule(self, rule_id: str) -> Rule:
        """Return the rule a person named.

        Raises:
            NotFound: there is none; the sentence names those it could have been.

        """
        wanted = rule_id.strip().casefold()
        rule = self._find(wanted)
        if rule is not None:
            return rule
        from difflib import get_close_matches

        near = [known for known in self._by_id if wanted and wanted in known]
        near = near or get_close_matches(wanted, self._by_id, n=4)
        hint = f"did you mean {', '.join(near[:6])}?" if near else "`send rules` lists them all"
        raise NotFound(f'no rule is called "{rule_id}": {hint}')

    def heeded(self, rule: Rule) -> Heeds:
        """Return the kinds a rule heeds, worked out once."""
        if rule.id not in self._heeded:
            self._heeded[rule.id] = rule.heeds
        return self._heeded[rule.id]

    def count(self, rule: Rule, start: date) -> Reckoning | None:
        """Count a rule from a day, once for all the cases that start on it.

        None too where its working days run past the bank holidays held: a list
        that holds such a day is taken in all the same.
        """
        key = (rule.id, start)
        if key not in self._counted:
            try:
                self._counted[key] = self.reckoning(rule, start)
            except BeyondCalendarError:
                self._counted[key] = None
        return self._counted[key]

    def reckoning(self, rule: Rule, start: date) -> Reckoning | None:
        """Count a rule from a day by its own calendar; the day to act by is the officer's.

        Raises:
            BeyondCalendarError: it needs working days that the calendar does not hold.

        """
        return deadline(rule, start, self.calendars[rule.days], self.calendar)

    def started_by(self, kinds: Iterable[EventKind]) -> tuple[Rule, ...]:
        """Return the rules for which events of these kinds, and no others, can start a clock."""
        wanted = frozenset(kinds)
        if wanted not in self._started:
            found = {rule.id for kind in wanted for rule in self._triggered.get(kind, ())}
            self._started[wanted] = tuple(
                rule
                for rule in self.rules
                if rule.id in found
                and not (rule.given and rule.given.isdisjoint(wanted))
                and not (rule.only_after and rule.only_after.isdisjoint(wanted))
            )
        return self._started[wanted]

    def checklist(self, step: Step, events: Iterable[Event] | None = None) -> list[Rule]:
        """Return the rules without a number that are done together with `step`.

        Those of a case, from its events; where none are given, those of any case.
        """
        kinds = frozenset(EventKind if events is None else (event.kind for event in events))
        return [
            rule
            for rule in self.rules
            if rule.step is step
            and not rule.has_number
            and not (rule.only_after and rule.only_after.isdisjoint(kinds))
        ]

    def fed_by(self, rule: Rule) -> dict[EventKind, list[Rule]]:
        """Return the other rules with a clock that the events stopping `rule` start, or let run."""
        fed = {
            kind: [
                other
                for other in self.rules
                if other is not rule
                and other.makes_deadlines
                and kind in other.triggers | other.given
            ]
            for kind in EventKind
            if kind in rule.stops
        }
        return {kind: rules for kind, rules in fed.items() if rules}

    def sharing(self, rule: Rule) -> list[Rule]:
        """Return the other rules with a number that the step of `rule` satisfies."""
        return [
            other
            for other in self.rules
            if other is not rule and other.step is rule.step and other.has_number
        ]

    def example(self, rule: Rule, today: date) -> Reckoning | None:
        """Count a rule from `today`, or from the next school year where it counts back.

        From the nearest day to it on which the rule is law and bank holidays
        are held; None where the rule has no number.
        """
        ahead = date(today.year + (today.month >= 9), 9, 1)
        day = ahead if rule.counts_back else today
        last = date(self.calendar.covers_until.year - 1, 1, 1)
        return self.count(rule, max(rule.versions[0].since, min(day, last)))
