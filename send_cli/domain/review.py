"""Which review each event belongs to, where a case has had several."""

from collections.abc import Iterable, Sequence
from datetime import date

from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline
from send_cli.domain.event import CASE_ENDS, REVIEW_DECISIONS, Event
from send_cli.domain.event import EventKind as K

REPORTED = frozenset({K.REVIEW_NOTICE_SENT, K.REVIEW_PAPERS_SENT, K.REVIEW_REPORT_RECEIVED})
NOTICED = frozenset({K.AMENDMENT_NOTICE_SENT})
SERVED = frozenset({K.AMENDMENT_NOTICE_SERVED, K.DECIDED_NOT_TO_AMEND})
AMENDED = frozenset({K.AMENDED_PLAN_SENT, K.PHASE_PLAN_SENT})
NUMBERED = REPORTED | NOTICED | SERVED | AMENDED | REVIEW_DECISIONS | {K.REVIEW_MEETING}
AMENDING = frozenset({K.REVIEW_AMEND, K.REVIEW_DECISION})


class _Review:
    __slots__ = ("amended", "amending", "asked", "decided_on", "noticed", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.decided_on: date | None = None
        self.amending = self.asked = self.noticed = self.amended = False


def review_numbers(events: Iterable[Event]) -> dict[Event, int]:
    """Return the number of the review of each event, in the order of `events`.

    A meeting after a decision opens the next review. A notice or an amended
    plan belongs to the last review that was decided to amend and still waits
    for it: last year's, where this year's is not decided yet.
    """
    reviews = [_Review(0)]
    numbers: dict[Event, int] = {}
    for event in events:
        review = _review_of(event, reviews)
        if review is None:
            continue
        if review is not reviews[-1] and review.number == len(reviews):
            reviews.append(review)
        numbers[event] = review.number
        if event.kind in REVIEW_DECISIONS:
            review.decided_on = event.on
            review.amending = event.kind in AMENDING
            review.asked = event.kind is K.REVIEW_DECISION
        review.noticed |= event.kind in NOTICED
        review.amended |= event.kind in AMENDED or event.kind is K.DECIDED_NOT_TO_AMEND
    return numbers


def _review_of(event: Event, reviews: list[_Review]) -> _Review | None:
    kind, last = event.kind, reviews[-1]
    if kind not in NUMBERED:
        return None
    # Where nobody knows whether the last review amended, only the next meeting tells.
    amending = [r for r in reviews if r.amending and (r is last or not r.asked)]
    if kind is K.REVIEW_MEETING:
        return last if last.decided_on is None else _Review(len(reviews))
    if kind in REVIEW_DECISIONS:
        # On one day, the outcome of that same decision.
        same = last.decided_on is None or last.decided_on == event.on
        return last if same else _Review(len(reviews))
    if kind in REPORTED:
        return last
    if kind in NOTICED:
        return _last([r for r in amending if not r.noticed], last)
    if kind in SERVED:
        return _last([r for r in reviews if r.noticed and not r.amended], last)
    if kind in AMENDED:
        noticed = [r for r in reviews if r.noticed and not r.amended]
        return _last(noticed or [r for r in amending if not r.amended], last)
    return None


def _last(waiting: list[_Review], otherwise: _Review) -> _Review:
    return waiting[-1] if waiting else otherwise


def amends_from_no_meeting(case: Case, existing: Sequence[Deadline], today: date) -> bool:
    """Say whether a decision to amend stands with no meeting to count its notice from."""
    decided: list[Event] = [
        event for event in case.events if event.kind in REVIEW_DECISIONS and event.on <= today
    ]
    if not decided:
        return False
    last = max(decided, key=lambda event: event.on)
    later = CASE_ENDS | {K.AMENDMENT_NOTICE_SENT, K.AMENDED_PLAN_SENT, K.PHASE_PLAN_SENT}
    return (
        last.kind is K.REVIEW_AMEND
        and not any(e.kind in later and last.on <= e.on <= today for e in case.events)
        and not any(r.rule.id == "ar-amendment-notice" and r.runs(today) for r in existing)
    )
