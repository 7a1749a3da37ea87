"""Which cycle a later date of a list belongs to: the request or review it corrects, or the next."""

from collections.abc import Iterable
from datetime import timedelta

from send_cli.domain.event import REVIEW_DECISIONS, Event
from send_cli.domain.event import EventKind as K

CORRECTION_DAYS = 28
"""Within so many calendar days, with nothing opened between, a later closing date of a
request or a review is a correction and not another one. An assumption."""

# A wide list holds the latest date of each kind. Which earlier cycle a date it
# no longer shows belongs to is settled by what opens and what ends a cycle.
_REQUEST_OPENS = frozenset(
    {
        K.REQUEST_RECEIVED,
        K.BECAME_RESPONSIBLE,
        K.CUSTODY_REQUEST_RECEIVED,
        K.REASSESSMENT_REQUESTED,
        K.REASSESSMENT_AGREED,
    }
)
REQUEST_ENDS = frozenset(
    {
        K.FINAL_PLAN_SENT,
        K.ASSESSMENT_REFUSED,
        K.PLAN_REFUSED,
        K.REQUEST_WITHDRAWN,
        K.REASSESSMENT_REFUSED,
        K.REASSESSMENT_NO_CHANGE,
    }
)
"""What a request ends with."""
_REQUEST_WITHIN = frozenset(
    {
        K.ASSESSMENT_AGREED,
        K.ADVICE_REQUESTED,
        K.ADVICE_RECEIVED,
        K.PLAN_AGREED,
        K.DRAFT_SENT,
        K.DRAFT_SERVED,
    }
)
_REVIEW_OPENS = frozenset({K.REVIEW_MEETING})
_REVIEW_WITHIN = frozenset({K.REVIEW_NOTICE_SENT, K.REVIEW_PAPERS_SENT, K.REVIEW_REPORT_RECEIVED})
_REVIEW_AFTER = frozenset(
    {
        K.AMENDMENT_NOTICE_SENT,
        K.AMENDMENT_NOTICE_SERVED,
        K.DECIDED_NOT_TO_AMEND,
        K.AMENDED_PLAN_SENT,
        K.PHASE_PLAN_SENT,
    }
)


def opens_new_cycle(old: Event, new: Event, known: Iterable[Event]) -> bool:
    """Say whether `new` belongs to a later request or review than `old`, rather than mending it.

    It does where, between the two, the cycle of the old one ended or another
    one opened. A kind that has no cycle (a contact) always goes on.
    """
    boundary = _boundary(old.kind)
    if boundary is None:
        return True
    if new.on < old.on:
        return False
    closes = old.kind in REQUEST_ENDS | REVIEW_DECISIONS | _REVIEW_AFTER
    first = old.on + timedelta(days=1) if closes else old.on
    if any(event.kind in boundary and first <= event.on < new.on for event in known):
        return True
    return closes and new.on - old.on > timedelta(days=CORRECTION_DAYS)


def _boundary(kind: K) -> frozenset[K] | None:
    if kind in _REQUEST_OPENS | _REQUEST_WITHIN:
        return REQUEST_ENDS
    if kind in REQUEST_ENDS:
        return _REQUEST_OPENS
    if kind in _REVIEW_OPENS | _REVIEW_WITHIN:
        return REVIEW_DECISIONS
    if kind in REVIEW_DECISIONS:
        return _REVIEW_OPENS
    if kind in _REVIEW_AFTER:
        return _REVIEW_OPENS | REVIEW_DECISIONS
    if kind is K.CONTACT:
        return None
    return frozenset()
