"""The drafting of a plan: what stands between the cycle that runs and its plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from send_cli.domain.deadline import Deadline, brief_day, spelt
from send_cli.domain.event import CASE_ENDS, TO_ASSESS, TO_MAKE_PLAN, Event, in_order
from send_cli.domain.event import EventKind as K
from send_cli.domain.refusal import REFUSALS
from send_cli.domain.rule import Actor
from send_cli.domain.step import Step
from send_cli.domain.triage import Effort, Reason, Weights

FIRST_PLAN = frozenset({Step.DECIDE_PLAN, Step.SEND_DRAFT, Step.SEND_FINAL})
AMENDMENT = frozenset({Step.SEND_AMENDMENT_NOTICE, Step.SEND_AMENDED_PLAN})
DRAFTING = FIRST_PLAN | AMENDMENT
"""The steps that are the drafting of a plan."""

CHECKED = frozenset({Step.SEND_FINAL, Step.SEND_AMENDED_PLAN})
"""The steps whose days for others are those of quality assurance."""

_REQUESTS = frozenset({K.REQUEST_RECEIVED, K.BECAME_RESPONSIBLE, K.REASSESSMENT_REQUESTED})
_AGREED = TO_ASSESS | TO_MAKE_PLAN | {K.ASSESSMENT_AGREED, K.REASSESSMENT_AGREED, K.PLAN_AGREED}
# With a request on record, these show that an assessment was agreed.
_UNDER_WAY = frozenset({K.ADVICE_REQUESTED, K.DRAFT_SENT})
_AMENDING = frozenset({K.REVIEW_AMEND, K.AMENDMENT_NOTICE_SENT})
_REFUSED = REFUSALS | {K.REQUEST_WITHDRAWN}
_ENDS = CASE_ENDS | {K.FINAL_PLAN_SENT, K.MOVED_IN}
_AMENDMENT_ENDS = frozenset(
    {
        K.AMENDED_PLAN_SENT,
        K.PHASE_PLAN_SENT,
        K.REVIEW_MAINTAIN,
        K.REVIEW_CEASE,
        K.DECIDED_NOT_TO_AMEND,
    }
)
_QA = frozenset({K.QA_SENT, K.QA_RETURNED, K.QA_PASSED})

TELLING = _QA | {K.ADVICE_REQUESTED}
"""The kinds without which a gate has nothing to say on a line of the list."""


class Sought(NamedTuple):
    """Advice that was asked for; `due` is None where no clock ran for it."""

    of: str
    asked_on: date
    due: date | None
    came_on: date | None

    def is_late(self, today: date) -> bool:
        """Say whether it has not come and its date has passed."""
        return self.came_on is None and self.due is not None and self.due < today


class Drafting(NamedTuple):
    """What a plan that is being drafted waits for.

    `steps` are those of its cycle, which began on `since`; `views_on` is the
    last day on which the family's views came. The days of quality assurance
    are the last of each, `qa` is how it stands.
    """

    steps: frozenset[Step]
    since: date
    advice: tuple[Sought, ...]
    views_on: date | None
    qa: K | None
    qa_days: Mapping[K, date]

    @property
    def amends(self) -> bool:
        """Say whether the plan is to be amended, and is not the first."""
        return self.steps is AMENDMENT

    @property
    def missing(self) -> list[Sought]:
        """The advice that has not come."""
        return [one for one in self.advice if one.came_on is None]


class _Cycle:
    """The cycle of drafting while a case's events go by."""

    __slots__ = ("seen", "since", "steps", "was_asked")

    def __init__(self) -> None:
        self.since: date | None = None
        self.steps = FIRST_PLAN
        self.was_asked = False
        self.seen: list[Event] = []

    def take(self, event: Event) -> None:
        kind = event.kind
        amends = self.steps is AMENDMENT
        if kind in _ENDS or (kind in _AMENDMENT_ENDS and (amends or self.since is None)):
            self.since, self.was_asked, self.seen = None, False, []
        elif kind in _REFUSED:
            # What was gathered stands: the decision may be reversed.
            self.was_asked = False
            self.since = self.since if amends else None
        elif kind in _REQUESTS:
            self.was_asked = True
            self.seen = self.seen if self.since else []
        elif kind in _AGREED or (self.was_asked and kind in _UNDER_WAY):
            self._open(event.on, FIRST_PLAN)
        elif kind in _AMENDING and self.since is None:
            self._open(event.on, AMENDMENT)
        self.seen.append(event)

    def _open(self, on: date, steps: frozenset[Step]) -> None:
        if self.since is None or self.steps is not steps:
            self.since, self.steps = on, steps


def has_gates(events: Iterable[Event]) -> bool:
    """Say whether anything on record can tell of a gate: quicker than looking at the cycle."""
    return any(event.kind in TELLING for event in events)


def drafting(events: Iterable[Event], rows: Iterable[Deadline], today: date) -> Drafting | None:
    """Return what the plan that is being drafted waits for; None where none is.

    A first plan is drafted from the agreement to assess until the final plan,
    an amended one from the decision to amend. Advice and views count from the
    end of the cycle before, quality assurance from the beginning of this one.
    """
    cycle = _Cycle()
    for event in in_order([event for event in events if event.on <= today]):
        cycle.take(event)
    since, seen = cycle.since, cycle.seen
    if since is None:
        return None
    views = [event.on for event in seen if event.kind is K.VIEWS_RECEIVED]
    checks = [event for event in seen if event.kind in _QA and event.on >= since]
    return Drafting(
        cycle.steps,
        since,
        tuple(_advice(seen, rows)),
        max(views, default=None),
        checks[-1].kind if checks else None,
        {event.kind: event.on for event in checks},
    )


def _advice(events: Iterable[Event], rows: Iterable[Deadline]) -> list[Sought]:
    due = {
        (row.about, row.start_on): row.due
        for row in rows
        if row.rule.step is Step.ADVICE and not row.is_local
    }
    found: dict[str | None, Sought] = {}
    for event in events:
        held = found.get(event.about)
        if event.kind is K.ADVICE_REQUESTED and (held is None or held.came_on):
            of = event.about or Actor.ADVISER.value
            day = due.get((event.about, event.on))
            found[event.about] = Sought(of, event.on, day, None)
        elif event.kind is K.ADVICE_RECEIVED and held and held.came_on is None:
            found[event.about] = held._replace(came_on=event.on)
    return list(found.values())


def effort_left(gates: Drafting, effort: dict[Step, Effort]) -> dict[Step, Effort]:
    """Return the effort without the days of quality assurance, where it has passed."""
    if gates.qa is not K.QA_PASSED:
        return effort
    return effort | {step: effort[step]._replace(days_for_others=0) for step in CHECKED}


def gate_reasons(gates: Drafting, today: date, weights: Weights) -> list[Reason]:
    """Return what the gates say on a line: only returned work has points."""
    reasons = []
    if gates.qa:
        day = gates.qa_days[gates.qa]
        if gates.qa is K.QA_RETURNED:
            sentence = f"returned by quality assurance on {spelt(day)}: mend it"
            reasons.append(Reason(weights.returned, sentence, "QA returned it: mend it"))
        elif gates.qa is K.QA_SENT:
            sentence = f"with quality assurance since {spelt(day)}"
            reasons.append(Reason(0, sentence, f"with QA since {brief_day(day)}"))
        else:
            sentence = f"passed quality assurance on {spelt(day)}: its days are not counted"
            reasons.append(Reason(0, sentence))
    if gates.advice:
        reasons.append(_advice_reason(gates, today))
    return reasons


def _advice_reason(gates: Drafting, today: date) -> Reason:
    missing = gates.missing
    count = f"{len(gates.advice) - len(missing)} of {len(gates.advice)} in"
    late = [one.of for one in missing if one.is_late(today)]
    sentence, brief = f"advice: {count}", f"advice {count}" if missing else ""
    if late:
        sentence += f"; {', '.join(late)} {'is' if len(late) == 1 else 'are'} late"
        brief += f", {late[0] if len(late) == 1 else len(late)} late"
    for one in missing:
        if not one.is_late(today):
            sentence += f"; {one.of} " + (f"due {spelt(one.due)}" if one.due else "has not come")
    return Reason(0, sentence, brief)
