"""An action: one line of the to-do list, with its reasons.

Note:
    The score of an action is the sum of the points of its reasons and is kept
    nowhere else, so the explanation cannot drift from the rank.

"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case, Field
from send_cli.domain.deadline import Closing, Deadline, Status, spelt
from send_cli.domain.event import REVIEW_DECISIONS, EventKind
from send_cli.domain.rule import Actor, Bound
from send_cli.domain.step import CHAINS, Step
from send_cli.domain.triage import (
    Effort,
    Reason,
    Weights,
    brief_day,
    case_reasons,
    is_late,
    last_safe_start,
    row_reasons,
)

CLOSING_WORDS = ("ceased", "closed", "withdrawn", "moved", "transferred out", "refused")
CLOSING_KINDS = frozenset(
    {
        EventKind.PLAN_CEASED,
        EventKind.MOVED_OUT,
        EventKind.REQUEST_WITHDRAWN,
        EventKind.ASSESSMENT_REFUSED,
        EventKind.PLAN_REFUSED,
    }
)


class Lane(StrEnum):
    """Whether it can still be met, is already late, is far off, or is with somebody else."""

    SAVE = "save"
    REPAIR = "repair"
    STEADY = "steady"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Action:
    """What to do next on one case, by when, and why.

    `row` is the deadline it carries, the earliest of `rows`; both are empty for
    a line about a fact that is missing. `not_before` is the first day on which
    the step may be taken.
    """

    case: Case
    text: str
    lane: Lane
    status: Status
    actor: Actor
    reasons: tuple[Reason, ...]
    step: Step | None = None
    row: Deadline | None = None
    rows: tuple[Deadline, ...] = ()
    not_before: date | None = None

    @property
    def score(self) -> int:
        """The sum of the points of the reasons."""
        return sum(reason.points for reason in self.reasons)

    @property
    def also(self) -> tuple[str, ...]:
        """The ids of the other rules the same step satisfies, the earliest first."""
        first = self.row.rule.id if self.row else None
        return tuple(dict.fromkeys(r.rule.id for r in self.rows if r.rule.id != first))

    @property
    def is_breached(self) -> bool:
        """Say whether the authority is in breach of a duty until this is done."""
        return self.status is Status.BREACHED


@dataclass(frozen=True, slots=True)
class Judgement:
    """The tables by which actions are made: the book, the weights and the effort."""

    book: RuleBook
    weights: Weights
    effort: dict[Step, Effort]

    def actions(self, case: Case, rows: Iterable[Deadline], today: date) -> list[Action]:
        """Return the actions of one case on a day, from its deadlines."""
        existing = [row for row in rows if row.exists(today)]
        running = [row for row in existing if row.runs(today)]
        found = [
            *self._dated(case, running, today),
            *self._asked(case, existing, today),
        ]
        around = case_reasons(case, today, self.weights)
        if case.missing_since and case.missing_since <= today:
            gone = f"not in the list of {spelt(case.missing_since)}"
            around.append(Reason(0, gone, gone))
        return [replace(action, reasons=(*action.reasons, *around)) for action in found]

    def _dated(self, case: Case, running: list[Deadline], today: date) -> Iterator[Action]:
        certain = [row for row in running if not row.conditional]
        windows = [row for row in certain if row.rule.bound is Bound.AT_LEAST]
        groups: dict[tuple[Step, bool], list[Deadline]] = {}
        deciding = any(row.rule.step is Step.DECIDE_REVIEW for row in certain)
        for row in certain:
            if row.rule.bound is Bound.AT_LEAST:
                continue
            step = row.rule.step
            # The year runs until the decision: once the meeting is held, that is its step.
            if step is Step.HOLD_REVIEW and deciding:
                step = Step.DECIDE_REVIEW
            groups.setdefault((step, row.actor is Actor.AUTHORITY), []).append(row)
        others = {step: group for (step, own), group in groups.items() if not own}
        for step, group in others.items():
            yield from self._from_others(case, step, group, today)
        own = {step: group for (step, mine), group in groups.items() if mine}
        for step, group in _folded(own, today):
            yield self._own(case, step, group, windows, today)

    def _own(
        self, case: Case, step: Step, group: list[Deadline], windows: list[Deadline], today: date
    ) -> Action:
        row = carried(group, today)
        starts = {one: last_safe_start(one, step, self.effort, self.book.calendar) for one in group}
        reasons = max(
            (row_reasons(one, today, self.weights, starts[one]) for one in group),
            key=lambda terms: sum(term.points for term in terms),
        )
        text, lane = step.verb, _lane(row, starts[row], today)
        if step is Step.REVIEW_REPORT:
            text = row.rule.title
        booked = case.next_booked(today) if step is Step.HOLD_REVIEW else None
        if booked and not is_late(row, today):
            text = f"Hold the annual review on {spelt(booked.on)}"
            lane = Lane.STEADY if booked.on <= row.due - timedelta(weeks=4) else Lane.SAVE
        elif booked:
            text = f"Hold the annual review on {spelt(booked.on)}"
        held_until = [one.not_before for one in windows if one.rule.step is row.rule.step]
        not_before = max((day for day in held_until if day), default=None)
        if not_before and not_before > today:
            sentence = f"not before {spelt(not_before)}: the family's 15 days are running"
            reasons.append(Reason(0, sentence, f"not before {brief_day(not_before)}"))
        return Action(
            case,
            text,
            lane,
            row.status(today),
            Actor.AUTHORITY,
            tuple(reasons),
            step,
            row,
            tuple(sorted(group, key=_by_due)),
            not_before if not_before and not_before > today else None,
        )

    def _from_others(
        self, case: Case, step: Step, group: list[Deadline], today: date
    ) -> Iterator[Action]:
        late = [row for row in group if is_late(row, today)]
        for rows, lane in (
            (late, Lane.REPAIR),
            ([r for r in group if r not in late], Lane.WAITING),
        ):
            if not rows:
                continue
            row = min(rows, key=_by_due)
            about = ", ".join(sorted({one.about for one in rows if one.about}))
            text = step.chase if lane is Lane.REPAIR else row.rule.title
            reasons = [*row_reasons(row, today, self.weights, None)]
            if lane is Lane.WAITING:
                asked = f"with the {row.actor} since {spelt(row.start_on)}"
                reasons = [
                    Reason(0, asked if not row.rule.counts_back else f"with the {row.actor}")
                ]
            yield Action(
                case,
                f"{text} ({about})" if about else text,
                lane,
                row.status(today),
                row.actor,
                tuple(reasons),
                step,
                row,
                tuple(sorted(rows, key=_by_due)),
            )

    def _asked(self, case: Case, existing: list[Deadline], today: date) -> Iterator[Action]:
        """Yield a line for each fact that is missing, unreadable or unconfirmed."""
        weights = self.weights
        for unread in case.unread:
            shown = unread.text if len(unread.text) <= 40 else unread.text[:39] + "…"
            yield _question(
                case,
                f'Find the {unread.heading.replace("_", " ")}: the list says "{shown}"',
                Lane.REPAIR,
                Reason(weights.unread, "a date that cannot be read may hide a breach"),
            )
        for booked in case.unconfirmed(today):
            yield _question(
                case,
                f"Was the review meeting of {spelt(booked.on)} held? Record it or withdraw it",
                Lane.REPAIR,
                Reason(weights.missing, "its clock runs as if it was held"),
            )
        for asked in _missing_dates(existing, today):
            yield _question(
                case,
                f"Find the date: {asked.text}",
                asked.lane,
                Reason(
                    weights.missing if asked.lane is Lane.REPAIR else 0,
                    "a later step is on record, so this one was taken, on time or not",
                ),
            )
        conditional = [row for row in existing if row.conditional and row.runs(today)]
        if conditional:
            row = min(conditional, key=_by_due)
            yield Action(
                case,
                "Record the outcome of the review decision",
                Lane.REPAIR,
                row.status(today),
                Actor.AUTHORITY,
                (
                    Reason(
                        weights.missing,
                        f"if it was to amend, {row.rule.title.lower()} was due {spelt(row.due)}"
                        if row.due < today
                        else f"if it is to amend, {row.rule.title.lower()} is due {spelt(row.due)}",
                    ),
                ),
                None,
                row,
                tuple(sorted(conditional, key=_by_due)),
            )
        if _amending_from_no_meeting(case, existing, today):
            yield _question(
                case,
                "Find the date of the review meeting",
                Lane.REPAIR,
                Reason(
                    weights.unread,
                    "the decision was to amend, and the notice is counted from the meeting",
                ),
            )
        status = case.fact(Field.STATUS) or ""
        if any(word in status.casefold() for word in CLOSING_WORDS) and not any(
            case.has_happened(kind, today) for kind in CLOSING_KINDS
        ):
            yield _question(
                case,
                f'Find the date behind the status "{status[:30]}"',
                Lane.REPAIR,
                Reason(weights.missing, "a status without a date stops no clock"),
            )


def carried(rows: Sequence[Deadline], today: date) -> Deadline:
    """Return the deadline an action shows: the earliest that is law, else the earliest.

    One that is excused comes after those that are not, so that an exception
    never hides a duty it does not reach.
    """
    return min(rows, key=lambda row: (not row.is_law, row.is_excused(today), row.due, row.rule.id))


def _by_due(row: Deadline) -> tuple[date, str, str]:
    return (row.due, row.rule.id, row.about or "")


def _lane(row: Deadline, safe_start: date | None, today: date) -> Lane:
    if is_late(row, today):
        return Lane.REPAIR
    if row.days_left(today) <= row.rule.warn or (safe_start and safe_start <= today):
        return Lane.SAVE
    return Lane.STEADY


def _folded(own: dict[Step, list[Deadline]], today: date) -> Iterator[tuple[Step, list[Deadline]]]:
    """Fold the rows of one chain of steps into the first step that is not yet taken.

    A row that can still be met is kept apart from an earlier one that is lost,
    so that what is late never hides what can be saved.
    """
    chained = {step for chain in CHAINS for step in chain}
    for step, group in own.items():
        if step not in chained:
            yield step, group
    for chain in CHAINS:
        first: Step | None = None
        rows: list[Deadline] = []
        for step, group in _duties(chain, own):
            lost = any(row.is_law and is_late(row, today) for row in rows)
            savable = not any(row.is_law and is_late(row, today) for row in group)
            if first is not None and lost and savable:
                yield first, rows
                first, rows = None, []
            first = first or step
            rows = [*rows, *group]
        if first is not None:
            yield first, rows


def _duties(
    chain: Sequence[Step], own: dict[Step, list[Deadline]]
) -> Iterator[tuple[Step, list[Deadline]]]:
    """Yield the steps of a chain with their rows, a mere target with the duty it serves."""
    first: Step | None = None
    targets: list[Deadline] = []
    for step in (one for one in chain if one in own):
        first = first or step
        targets = [*targets, *own[step]]
        if any(row.is_law for row in own[step]):
            yield first, targets
            first, targets = None, []
    if first is not None:
        yield first, targets


def _question(case: Case, text: str, lane: Lane, reason: Reason) -> Action:
    reasons = (replace(reason, brief=reason.sentence),)
    return Action(case, text, lane, Status.UNDATED, Actor.AUTHORITY, reasons)


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    lane: Lane


def _missing_dates(existing: list[Deadline], today: date) -> Iterator[_Asked]:
    """Yield, for the part of the work that is open, then for the rest, the dates not on record."""
    overtaken = [
        row
        for row in existing
        if row.closing is Closing.OVERTAKEN
        and not row.runs(today)
        and row.is_law
        and row.actor is Actor.AUTHORITY
    ]
    still_open = {row.rule.workflow for row in existing if row.runs(today) and not row.conditional}
    for is_open, lane in ((True, Lane.REPAIR), (False, Lane.STEADY)):
        names = [
            min(row.rule.stops).words + f" (clock of {spelt(row.start_on)})"
            for row in overtaken
            if (row.rule.workflow in still_open) is is_open
        ]
        if names:
            yield _Asked(", ".join(dict.fromkeys(names)), lane)


def _amending_from_no_meeting(case: Case, existing: list[Deadline], today: date) -> bool:
    """Say whether a decision to amend stands with no meeting to count its notice from."""
    decided = [e for e in case.events if e.kind in REVIEW_DECISIONS and e.on <= today]
    if not decided:
        return False
    last = max(decided, key=lambda event: event.on)
    later = {EventKind.AMENDMENT_NOTICE_SENT, EventKind.AMENDED_PLAN_SENT, EventKind.PLAN_CEASED}
    return (
        last.kind is EventKind.REVIEW_AMEND
        and not any(e.kind in later and last.on <= e.on <= today for e in case.events)
        and not any(r.rule.id == "ar-amendment-notice" and r.runs(today) for r in existing)
    )
