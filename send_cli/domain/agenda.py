"""The agenda of one case: its deadlines folded into the steps that satisfy them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from send_cli.domain.action import NO_DAY, Action, Lane, Recording
from send_cli.domain.book import RuleBook
from send_cli.domain.calendar import Calendar
from send_cli.domain.case import Case
from send_cli.domain.chase import chases, times
from send_cli.domain.deadline import Deadline, brief_day, spelt
from send_cli.domain.drafting import (
    DRAFTING,
    Drafting,
    drafting,
    effort_left,
    gate_reasons,
    has_gates,
)
from send_cli.domain.event import EventKind
from send_cli.domain.fold import Group, carried, folded
from send_cli.domain.own_work import reply_actions, task_actions
from send_cli.domain.place import placed
from send_cli.domain.question import questions
from send_cli.domain.rule import Actor, Bound
from send_cli.domain.step import RECORDED_BY, Step
from send_cli.domain.task import Task
from send_cli.domain.triage import (
    LATE,
    Effort,
    Reason,
    Standards,
    Weights,
    case_reasons,
    is_late,
    last_safe_start,
    row_reasons,
    target_reason,
)

if TYPE_CHECKING:
    from send_cli.domain.office import Office

NO_TARGETS: Mapping[str | None, Deadline] = {}

MEETING_TO_DECISION = timedelta(weeks=4)
NO_TIME = timedelta(0)

MEETINGS = {
    Step.HOLD_REVIEW: (EventKind.REVIEW_MEETING, "review"),
    Step.PHASE_REVIEW: (EventKind.REVIEW_MEETING, "review"),
    Step.ARRANGE_MEDIATION: (EventKind.MEDIATION_MEETING, "mediation"),
}
"""Steps that are a meeting: booked first, and never recorded as held without its day."""


class Judgement(NamedTuple):
    """The tables by which actions are made: the book, the weights, the effort, the standards.

    `office` is None where the authority has set nothing beside the law.
    """

    book: RuleBook
    weights: Weights
    effort: dict[Step, Effort]
    standards: Standards
    office: "Office | None" = None

    @property
    def calendar(self) -> Calendar:
        """The working days on which the work can be done."""
        return self.office.calendar if self.office else self.book.calendar

    def actions(self, case: Case, rows: Iterable[Deadline], today: date) -> Sequence[Action]:
        """Return the actions of one case on a day, from its deadlines."""
        known = self.office.rows(rows) if self.office else rows
        existing = [row for row in known if row.exists(today)]
        found: Sequence[Action] = [
            *self._dated(case, existing, today),
            *questions(case, existing, today, self.book, self.weights),
        ]
        if case.contacts or case.tasks:
            found = [
                *found,
                *reply_actions(case, today, self.calendar, self.weights, self.standards),
                *self._tasks(case, case.tasks, today),
            ]
        around = case_reasons(case, today, self.weights, self.standards)
        if around:
            found = [one._replace(reasons=(*one.reasons, *around)) for one in found]
        return placed(case, found, today, self.weights) if case.marks or case.tasks else found

    def own_actions(self, tasks: Sequence[Task], today: date) -> Sequence[Action]:
        """Return the lines of the tasks that are no child's."""
        nobody = Case("", {}, tasks=tuple(tasks))
        found = list(self._tasks(nobody, tasks, today))
        return placed(nobody, found, today, self.weights)

    def _tasks(self, case: Case, tasks: Iterable[Task], today: date) -> Iterator[Action]:
        for one in task_actions(case, tasks, today, self.book, self.weights):
            if self.office and one.row:
                row = self.office.opened(one.row)
                yield one._replace(row=row, rows=(row,))
            else:
                yield one

    def _dated(self, case: Case, existing: Group, today: date) -> Iterator[Action]:
        running = [row for row in existing if row.runs(today) and not row.awaits_outcome]
        windows = [row for row in running if row.rule.bound is Bound.AT_LEAST]
        duties = [row for row in running if not row.rule.is_window]
        deciding = any(row.step is Step.DECIDE_REVIEW for row in duties)
        own: dict[Step, Group] = {}
        others: dict[Step, Group] = {}
        for row in duties:
            step = row.step
            # The year runs until the decision: once the meeting is held, that is its step.
            if step is Step.HOLD_REVIEW and deciding:
                step = Step.DECIDE_REVIEW
            whose = own if row.actor is Actor.AUTHORITY else others
            whose.setdefault(step, []).append(row)
        for step, group in others.items():
            late = [row for row in group if is_late(row, today)]
            missed = {row.about: row for row in late if row.is_local}
            if overdue := [row for row in late if not row.is_local]:
                yield from self._chases(case, step, overdue, today)
            left = [row for row in group if row not in late]
            if early := [row for row in left if row.about in missed]:
                yield from self._chases(case, step, early, today, missed)
            if quiet := [row for row in left if row.about not in missed]:
                yield _waiting(case, step, quiet, today)
        gates = None
        if not DRAFTING.isdisjoint(own) and has_gates(case.events):
            gates = drafting(case.events, existing, today)
        for step, group, first in folded(own, today):
            its = gates if gates and step in gates.steps else None
            yield self._own(case, step, group, windows, today, first, its)

    def _own(
        self,
        case: Case,
        step: Step,
        group: Group,
        windows: Group,
        today: date,
        first: Step,
        gates: Drafting | None,
    ) -> Action:
        row = carried(group, today)
        effort = effort_left(gates, self.effort) if gates else self.effort
        starts = [(one, last_safe_start(one, first, effort, self.calendar)) for one in group]
        safe_start = next(start for one, start in starts if one is row)
        # The heaviest row gives the points; what is not law weighs less than what is.
        shown = row_reasons(row, today, self.weights, safe_start)
        others = (
            row_reasons(one, today, self.weights, start)
            for one, start in starts
            if one is not row and (one.is_law or not row.is_law) and not one.is_local
        )
        reasons = max((shown, *others), key=_points) if len(group) > 1 else shown
        # The heaviest may be another's: the day to start that is shown is of the date shown.
        if reasons is not shown:
            reasons[-1] = reasons[-1]._replace(brief=shown[-1].brief)
        text, lane = step.verb + _about(group), _lane(row, safe_start, today)
        if self.office:
            targets = {one: start for one, start in starts if one.is_local}
            room = max(0, LATE - reasons[-1].points)
            beside = self.office.beside(row, targets, first, effort, today, self.weights, room)
            reasons += beside.reasons
            if beside.presses and lane is Lane.STEADY:
                lane = Lane.SAVE
        if gates:
            reasons += gate_reasons(gates, today, self.weights)
            if gates.qa is EventKind.QA_RETURNED and lane is Lane.STEADY:
                lane = Lane.SAVE
        kind, noun = MEETINGS.get(step, (None, ""))
        booked = case.next_booked(kind, today) if kind else None
        if booked and booked.on > row.due >= today:
            text = f"Bring the {noun} forward: booked {brief_day(booked.on)}"
            reasons.append(Reason(0, "booked for after the last lawful day", "booked too late"))
            lane = Lane.SAVE
        elif booked:
            text = f"Hold the {noun} on {brief_day(booked.on)}"
            if lane is not Lane.REPAIR:
                decides = kind is EventKind.REVIEW_MEETING
                in_time = booked.on <= row.due - (MEETING_TO_DECISION if decides else NO_TIME)
                lane = Lane.STEADY if in_time else Lane.SAVE
        until = [one.not_before for one in windows if one.step is row.step]
        not_before = max((day for day in until if day and day > today), default=None)
        if not_before:
            sentence = f"not before {spelt(not_before)}: the family's 15 days are running"
            reasons.append(Reason(0, sentence, f"not before {brief_day(not_before)}"))
        action = _action(case, text, lane, step, row, group, reasons, today, not_before)
        action = action._replace(start_by=safe_start)
        if kind is None:
            return action
        day = booked.on.isoformat() if booked and booked.on <= row.due else NO_DAY
        return action._replace(recordings=(Recording(kind, day),))

    def _chases(
        self,
        case: Case,
        step: Step,
        late: Group,
        today: date,
        missed: Mapping[str | None, Deadline] = NO_TARGETS,
    ) -> Iterator[Action]:
        """Yield what to chase, and what was chased and waits for the next time to come.

        What is not late by law is chased where a target of the authority's was `missed`.
        """
        every = timedelta(days=self.standards.chase_every)
        chased: dict[bool, Group] = {}
        for row in late:
            days = chases(case, row, today)
            chased.setdefault(bool(days) and today < days[-1] + every, []).append(row)
        for waits, group in chased.items():
            row = min(group, key=_by_due)
            target = missed.get(row.about)
            reasons = row_reasons(target or row, today, self.weights, None)
            if target:
                reasons[-1] = target_reason(target, today, self.weights, None)
                group = [*group, *(missed[one.about] for one in group)]
            days = chases(case, row, today)
            if days:
                again = f"; again from {brief_day(days[-1] + every)}" if waits else ""
                words = f"chased {times(len(days))}, last on {spelt(days[-1])}{again}"
                brief = f"chased {times(len(days))}, last {brief_day(days[-1])}"
                reasons.append(Reason(0, words, brief))
            lane = Lane.SAVE if target else Lane.REPAIR
            lane = Lane.WAITING if waits else lane
            text = step.chase + _about(group)
            yield _action(case, text, lane, step, row, group, reasons, today)


def _points(reasons: Sequence[Reason]) -> int:
    return sum(reason.points for reason in reasons)


def _waiting(case: Case, step: Step, group: Group, today: date) -> Action:
    row = min(group, key=lambda one: (one.is_local, *_by_due(one)))
    who = f"with the {row.actor}"
    reasons = [Reason(0, who, who)]
    if not row.rule.counts_back:
        since = f"{who} since {spelt(row.start_on)}"
        reasons = [Reason(0, since, f"{who} since {brief_day(row.start_on)}")]
    target = next((one for one in group if one.is_local), None)
    if target:
        sentence = f"{target.rule.id} LOCAL target {spelt(target.due)}"
        reasons.append(Reason(0, sentence, target.local_words(today)))
    text = row.rule.title + _about(group)
    return _action(case, text, Lane.WAITING, step, row, group, reasons, today)


def _action(
    case: Case,
    text: str,
    lane: Lane,
    step: Step,
    row: Deadline,
    group: Group,
    reasons: list[Reason],
    today: date,
    not_before: date | None = None,
) -> Action:
    subjects = dict.fromkeys([_subject(one) for one in group])
    return Action(
        case,
        text,
        lane,
        row.status(today),
        row.actor,
        tuple(reasons),
        tuple([Recording(kind, "", about) for about in subjects for kind in RECORDED_BY[step]]),
        step,
        row,
        tuple(sorted(group, key=_by_due)),
        not_before,
    )


def _about(group: Group) -> str:
    about = ", ".join(sorted({subject for row in group if (subject := _subject(row))}))
    return f" ({about})" if about else ""


def _subject(row: Deadline) -> str | None:
    """Return whom or what a row concerns; None where its step says so itself."""
    return row.about if row.step is row.rule.step else None


def _by_due(row: Deadline) -> tuple[date, str, str]:
    return (row.due, row.rule.id, row.about or "")


def _lane(row: Deadline, safe_start: date | None, today: date) -> Lane:
    if row.is_excused(today):  # no date in law any more: as soon as practicable
        return Lane.SAVE
    if is_late(row, today):
        return Lane.REPAIR
    if row.days_left(today) <= row.rule.warn or (safe_start and safe_start <= today):
        return Lane.SAVE
    return Lane.STEADY
