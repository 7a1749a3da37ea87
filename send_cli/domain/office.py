"""What an authority sets for itself beside the law: its own earlier dates, and its closure days.

A target goes by the clocks of a rule of the book: it runs when they run and is
met by what meets them, only its date is earlier. It is worked out when it is
asked for and kept nowhere, so the deadlines stored are those of the law alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from send_cli.domain.book import RuleBook
from send_cli.domain.calendar import Calendar
from send_cli.domain.deadline import (
    Closing,
    Deadline,
    Reckoning,
    brief_day,
    deadline,
    spelt,
)
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Authority, Citation, Confidence, Rule
from send_cli.domain.step import Step
from send_cli.domain.triage import (
    Effort,
    Reason,
    Weights,
    is_late,
    last_safe_start,
    target_reason,
)

SOURCE = "LOCAL target, send.toml"
"""What stands in the place of a citation."""


class Basis(NamedTuple):
    """What a target of a step goes by: a rule of the book, and from what its weeks are counted.

    `since` is the rule from whose start they are counted, None where it is its own.
    """

    rule: str
    start: str
    since: str | None = None


BASES = {
    Step.DECIDE_ASSESSMENT: Basis("ehcna-decision", "the request"),
    # Each adviser's own clock runs from its own request; the target is a week of the twenty.
    Step.ADVICE: Basis("ehcna-advice-return", "the request", "ehcp-final"),
    Step.DECIDE_PLAN: Basis("ehcp-decision-to-issue", "the request"),
    Step.SEND_DRAFT: Basis("ehcp-draft-issue", "the request"),
    Step.SEND_FINAL: Basis("ehcp-final", "the request"),
    Step.SEND_REASSESSED_PLAN: Basis("reassess-final", "the notice that you re-assess"),
    Step.DECIDE_REVIEW: Basis("ar-decision", "the meeting"),
    Step.SEND_AMENDMENT_NOTICE: Basis("ar-amendment-notice", "the meeting"),
    Step.SEND_AMENDED_PLAN: Basis("ar-amend-final-longstop", "the meeting"),
}
"""The steps for which an authority can have a target of its own."""

ASKED_FOR_BY = "ehcna-decision"
"""The rule by whose last day the advice is asked for at the latest."""


def aim(step: Step) -> str:
    """Return what a target of a step is for, in a verb: advice is others' to write."""
    return "Have the advice" if step is Step.ADVICE else step.verb


def limiting(step: Step, book: RuleBook) -> list[Rule]:
    """Return the rules than whose weeks, one after the other, a target may be no later.

    Advice is asked for by the last day to decide at the latest, and then is due.
    """
    basis = BASES[step]
    before = [book[ASKED_FOR_BY]] if basis.since else []
    return [*before, book[basis.rule]]


def most_weeks(step: Step, book: RuleBook) -> int:
    """Return the weeks that a target of a step may have and still be no later than the law."""
    return sum(_weeks(rule) for rule in limiting(step, book))


def _weeks(rule: Rule) -> int:
    length = rule.versions[-1].length
    assert isinstance(length, Period)  # noqa: S101 - the table of bases is of rules in weeks
    assert length.unit is Unit.WEEKS  # noqa: S101 - as above
    return length.length


def target_rule(step: Step, weeks: int, book: RuleBook) -> Rule:
    """Return the rule of a target: that of its basis, with another length and no law behind it."""
    basis = BASES[step]
    rule = book[basis.rule]
    first = book[basis.since] if basis.since else rule
    days = Period(weeks, Unit.WEEKS)
    version = rule.versions[0]._replace(length=days, citation=Citation(SOURCE, "", ""))
    return replace(
        rule,
        id=f"local-{step}",
        title=f"LOCAL target: {aim(step).lower()} within {days.words} of {basis.start}",
        starts=first.starts,
        authority=Authority.LOCAL,
        confidence=Confidence.PRIMARY,
        versions=(version,),
        note=f"The authority's own target (`send config targets`), never a breach: see {rule.id} "
        "for the date it serves.",
    )


class Beside(NamedTuple):
    """What an office adds to a line: reasons, and whether a target is near or past."""

    reasons: list[Reason]
    presses: bool


class Office:
    """The targets of an authority, and the working days of its offices."""

    def __init__(
        self, book: RuleBook, targets: Iterable[tuple[Step, int]], closed: Iterable[date]
    ) -> None:
        self.book = book
        self.rules = {
            BASES[step].rule: target_rule(step, weeks, book) for step, weeks in targets if weeks
        }
        self._since = {
            basis.rule: basis.since for step, basis in BASES.items() if basis.rule in self.rules
        }
        law = book.calendar
        self.closed = sorted(
            day for day in set(closed) if law.covers(day) and law.is_working_day(day)
        )
        self.calendar: Calendar = replace(law, closed=frozenset(self.closed))
        self._counted: dict[tuple[str, date], Reckoning | None] = {}

    def serves(self, rule_id: str) -> str | None:
        """Return the rule that a target's clock goes by; None where it is no target's."""
        return next((of for of, rule in self.rules.items() if rule.id == rule_id), None)

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of a target by its id; None where it is none of them."""
        wanted = rule_id.strip().casefold()
        return next((rule for rule in self.rules.values() if rule.id == wanted), None)

    def rows(self, rows: Iterable[Deadline]) -> list[Deadline]:
        """Return a case's deadlines with the targets, and with days to act by that are open."""
        known = [self.opened(row) for row in rows if not row.is_local]
        targets = (self._target(row, known) for row in known if row.rule.id in self.rules)
        return [*known, *(row for row in targets if row)]

    def opened(self, row: Deadline) -> Deadline:
        """Return a deadline with a day to act by on which the offices are open."""
        if row.act_by is None or row.act_by not in self.calendar.closed:
            return row
        return row._replace(act_by=self.calendar.act_by(row.act_by))

    def _target(self, row: Deadline, rows: Sequence[Deadline]) -> Deadline | None:
        """Return the target that goes by a clock; None where it is no earlier than the law."""
        rule = self.rules[row.rule.id]
        since = self._since[row.rule.id]
        first = _first(row, rows, since) if since else row
        counted = self._count(rule, first.start_on) if first else None
        if first is None or counted is None:
            return None
        found = row._replace(
            rule=rule,
            start_kind=first.start_kind,
            start_on=first.start_on,
            due=counted.due,
            act_by=counted.act_by,
        )
        if first.closed_on and (found.closed_on is None or first.closed_on < found.closed_on):
            found = found._replace(closed_on=first.closed_on, done_on=None, closing=Closing.ENDED)
        return _until_the_law(found, rows)

    def _count(self, rule: Rule, start: date) -> Reckoning | None:
        key = (rule.id, start)
        if key not in self._counted:
            calendar = self.book.calendars[rule.days]
            self._counted[key] = deadline(rule, start, calendar, self.calendar)
        return self._counted[key]

    def beside(
        self,
        row: Deadline,
        targets: Mapping[Deadline, date | None],
        step: Step,
        effort: dict[Step, Effort],
        today: date,
        weights: Weights,
        room: int,
    ) -> Beside:
        """Return what the authority's own dates and days say on a line that carries `row`.

        `targets` come with the last safe day to start; `step` is the first still to be
        taken. The heaviest target gives the points: what is at stake is counted with the law's.
        With them a line weighs no more than on its last lawful day, which leaves `room`
        points: no target puts what can still be met before what is in breach.
        """
        held = {one: start for one, start in targets.items() if not one.is_excused(today)}
        terms = {one: target_reason(one, today, weights, start) for one, start in held.items()}
        heaviest = max(
            terms, key=lambda one: (terms[one].points, -one.due.toordinal()), default=None
        )
        reasons = []
        if heaviest:
            # Once the law's own date has passed, the list has better things to say.
            term = terms[heaviest]
            if term.points > room:
                capped = f"{term.sentence}; {room}, as on the last lawful day" if room else ""
                term = term._replace(points=room, sentence=capped or term.sentence)
            reasons.append(term._replace(brief="") if is_late(row, today) else term)
        shown = [row, heaviest] if heaviest else [row]
        closed = (self._closure_reason(one, step, effort) for one in shown)
        reasons += [reason for reason in closed if reason][:1]
        near = (
            one.days_left(today) <= one.rule.warn or (start is not None and start <= today)
            for one, start in held.items()
        )
        return Beside(reasons, any(near))

    def _closure_reason(
        self, row: Deadline, step: Step, effort: dict[Step, Effort]
    ) -> Reason | None:
        """Return which closure days moved the last safe day to start; None where none did."""
        law = self.book.calendar
        plain = row._replace(act_by=law.act_by(row.due))
        before = last_safe_start(plain, step, effort, law)
        now = last_safe_start(row, step, effort, self.calendar)
        if now is None or before is None or now == before:
            return None
        told = self.closed_words(now, row.due)
        return Reason(0, f"closed on {told}: start by {spelt(now)} and not {spelt(before)}")

    def closed_words(self, first: date, last: date) -> str:
        """Return the closure days from one day to another, those in a row together."""
        runs: list[list[date]] = []
        for day in self.closed:
            if not first <= day <= last:
                continue
            if runs and self.book.calendar.working_day(runs[-1][-1], 1) == day:
                runs[-1].append(day)
            else:
                runs.append([day])
        return ", ".join(
            spelt(run[0]) if len(run) == 1 else f"{brief_day(run[0])} to {spelt(run[-1])}"
            for run in runs
        )


def _first(row: Deadline, rows: Sequence[Deadline], since: str) -> Deadline | None:
    """Return the clock of the rule `since` that ran when another began, the latest of several."""
    ran = [
        one
        for one in rows
        if one.rule.id == since
        and one.opens_on <= row.start_on
        and (one.closed_on is None or one.closed_on > row.start_on)
    ]
    return max(ran, key=lambda one: one.start_on, default=None)


def _until_the_law(row: Deadline, rows: Sequence[Deadline]) -> Deadline | None:
    """Return a target until a date of law that is no later stands beside it; None where one does.

    Only a clock of law that runs as long as the target does puts it aside.
    """
    end = row.closed_on or date.max
    begun = [
        one.opens_on
        for one in rows
        if one.is_law
        and not one.rule.is_window
        and (one.step, one.actor) == (row.step, row.actor)
        and (one.about == row.about or one.rule.is_directed)
        and one.due <= row.due
        and (one.closed_on or date.max) >= end
        and one.opens_on < end
    ]
    aside = min(begun, default=None)
    if aside is None:
        return row
    if aside <= row.opens_on:
        return None
    return row._replace(closed_on=aside, done_on=None, closing=Closing.REPLACED)
