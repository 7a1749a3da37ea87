"""Where a case is, as its family would say it."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from send_cli.domain.case import Case, Stage
from send_cli.domain.event import TO_ASSESS, TO_MAKE_PLAN, Event
from send_cli.domain.event import EventKind as K


class Situation(StrEnum):
    """Where a case is, as its family would say it."""

    UNKNOWN = "unknown"
    REQUESTED = "requested"
    ASSESSING = "assessing"
    REASSESSING = "reassessing"
    MAKING_PLAN = "making-plan"
    DRAFT = "draft"
    PLAN_HELD = "plan-held"
    REVIEW_HELD = "review-held"
    OUTCOME_UNKNOWN = "outcome-unknown"
    CHANGING = "changing"
    CHANGES_SENT = "changes-sent"
    ENDING = "ending"
    ASSESSMENT_REFUSED = "assessment-refused"
    PLAN_REFUSED = "plan-refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    MOVED_AWAY = "moved-away"
    CASE_CLOSED = "case-closed"


KEPT_GOING = frozenset(
    {
        K.ORDER_TO_CONTINUE,
        K.ORDER_TO_CONTINUE_AMENDED,
        K.AGREEMENT_TO_CONTINUE,
        K.UNOPPOSED_CEASE,
        K.UNOPPOSED_CEASE_AMEND,
    }
)
"""What keeps a plan that was to end."""

_ASKED = frozenset({K.REQUEST_RECEIVED, K.BECAME_RESPONSIBLE, K.CUSTODY_REQUEST_RECEIVED})
_ASKED_AGAIN = frozenset({K.REASSESSMENT_REQUESTED, K.REASSESSMENT_AGREED})

_LAST_TO_HAPPEN: dict[Stage | None, dict[K, Situation]] = {
    Stage.REQUESTED: {
        K.REQUEST_RECEIVED: Situation.REQUESTED,
        K.BECAME_RESPONSIBLE: Situation.REQUESTED,
        K.CUSTODY_REQUEST_RECEIVED: Situation.REQUESTED,
        K.REASSESSMENT_REQUESTED: Situation.REASSESSING,
    },
    Stage.ASSESSMENT: {
        **dict.fromkeys(TO_ASSESS, Situation.ASSESSING),
        K.CHANGE_OF_MIND: Situation.ASSESSING,
        K.ASSESSMENT_AGREED: Situation.ASSESSING,
        K.REASSESSMENT_AGREED: Situation.REASSESSING,
        K.ADVICE_REQUESTED: Situation.ASSESSING,
        K.ADVICE_RECEIVED: Situation.ASSESSING,
    },
    Stage.PLAN: {
        **dict.fromkeys(TO_MAKE_PLAN, Situation.MAKING_PLAN),
        K.PLAN_AGREED: Situation.MAKING_PLAN,
        K.DRAFT_SENT: Situation.DRAFT,
        K.DRAFT_SERVED: Situation.DRAFT,
    },
    Stage.REVIEW: {
        K.FINAL_PLAN_SENT: Situation.PLAN_HELD,
        K.MOVED_IN: Situation.PLAN_HELD,
        K.REASSESSMENT_REFUSED: Situation.PLAN_HELD,
        K.REASSESSMENT_NO_CHANGE: Situation.PLAN_HELD,
        K.REVIEW_MEETING: Situation.REVIEW_HELD,
        K.REVIEW_DECISION: Situation.OUTCOME_UNKNOWN,
        K.REVIEW_MAINTAIN: Situation.PLAN_HELD,
        K.REVIEW_AMEND: Situation.CHANGING,
        K.REVIEW_CEASE: Situation.ENDING,
        K.AMENDMENT_NOTICE_SENT: Situation.CHANGES_SENT,
        K.AMENDMENT_NOTICE_SERVED: Situation.CHANGES_SENT,
        K.DECIDED_NOT_TO_AMEND: Situation.PLAN_HELD,
        K.AMENDED_PLAN_SENT: Situation.PLAN_HELD,
        K.PHASE_PLAN_SENT: Situation.PLAN_HELD,
        K.CEASE_NOTICE_SENT: Situation.ENDING,
        **dict.fromkeys(KEPT_GOING, Situation.PLAN_HELD),
    },
    Stage.CLOSED: {
        K.ASSESSMENT_REFUSED: Situation.ASSESSMENT_REFUSED,
        K.PLAN_REFUSED: Situation.PLAN_REFUSED,
        K.REQUEST_WITHDRAWN: Situation.WITHDRAWN,
        K.PLAN_CEASED: Situation.ENDED,
        K.MOVED_OUT: Situation.MOVED_AWAY,
        K.CASE_CLOSED: Situation.CASE_CLOSED,
    },
}


def situation(case: Case, happened: Sequence[Event], today: date) -> Situation:
    """Return where a case is, from what had happened to it by the end of `today`, in order."""
    stage = case.stage(today)
    if stage not in _LAST_TO_HAPPEN:
        return Situation.UNKNOWN
    known = _LAST_TO_HAPPEN[stage]
    last = last_of(happened, known)
    asked = last_of(happened, _ASKED | _ASKED_AGAIN)
    if asked and asked.kind in _ASKED_AGAIN and stage in {Stage.REQUESTED, Stage.ASSESSMENT}:
        return Situation.REASSESSING
    return known[last.kind] if last else next(iter(known.values()))


def last_of(happened: Sequence[Event], kinds: Iterable[K]) -> Event | None:
    """Return the last event of some kinds; `happened` is in order."""
    wanted = frozenset(kinds)
    return next((event for event in reversed(happened) if event.kind in wanted), None)
