"""What happened to a case: dated events."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class EventKind(StrEnum):
    """The kinds of event, in the order in which a case meets them.

    The values are the words a person types. The order settles which of two
    events of one day came first.
    """

    REQUEST_RECEIVED = "request-received"
    BECAME_RESPONSIBLE = "became-responsible"
    CUSTODY_REQUEST_RECEIVED = "custody-request-received"
    MOVED_IN = "moved-in"
    MOVE_INFORMED = "move-informed"
    REASSESSMENT_REQUESTED = "reassessment-requested"
    ASSESSMENT_REFUSED = "assessment-refused"
    ASSESSMENT_AGREED = "assessment-agreed"
    REASSESSMENT_REFUSED = "reassessment-refused"
    REASSESSMENT_AGREED = "reassessment-agreed"
    EXCEPTION = "exception"
    ADVICE_REQUESTED = "advice-requested"
    ADVICE_RECEIVED = "advice-received"
    VIEWS_RECEIVED = "views-received"
    PLAN_REFUSED = "plan-refused"
    PLAN_AGREED = "plan-agreed"
    DRAFT_SENT = "draft-sent"
    DRAFT_SERVED = "draft-served"
    CONSULTATION_SENT = "consultation-sent"
    CONSULTATION_REPLY = "consultation-reply"
    QA_SENT = "qa-sent"
    QA_RETURNED = "qa-returned"
    QA_PASSED = "qa-passed"
    FINAL_PLAN_SENT = "final-plan-sent"
    REASSESSMENT_NO_CHANGE = "reassessment-no-change"
    REQUEST_WITHDRAWN = "request-withdrawn"
    DIRECT_PAYMENTS_STARTED = "direct-payments-started"
    DIRECT_PAYMENTS_REVIEWED = "direct-payments-reviewed"
    DIRECT_PAYMENTS_STOPPED = "direct-payments-stopped"
    DETAINED = "detained"
    RELEASED = "released"
    REVIEW_NOTICE_SENT = "review-notice-sent"
    REVIEW_PAPERS_SENT = "review-papers-sent"
    REVIEW_MEETING = "review-meeting"
    REVIEW_REPORT_RECEIVED = "review-report-received"
    REVIEW_DECISION = "review-decision"
    REVIEW_MAINTAIN = "review-maintain"
    REVIEW_AMEND = "review-amend"
    REVIEW_CEASE = "review-cease"
    AMENDMENT_NOTICE_SENT = "amendment-notice-sent"
    AMENDMENT_NOTICE_SERVED = "amendment-notice-served"
    DECIDED_NOT_TO_AMEND = "decided-not-to-amend"
    AMENDED_PLAN_SENT = "amended-plan-sent"
    PHASE_PLAN_SENT = "phase-plan-sent"
    PHASE_TRANSFER = "phase-transfer"
    POST16_TRANSFER = "post16-transfer"
    POST16_MOVE = "post16-move"
    CEASE_NOTICE_SENT = "cease-notice-sent"
    PLAN_CEASED = "plan-ceased"
    MOVE_KNOWN = "move-known"
    MOVED_OUT = "moved-out"
    PLAN_TRANSFERRED = "plan-transferred"
    CASE_CLOSED = "case-closed"
    CHASE_SENT = "chase-sent"
    CONTACT = "contact"

    @property
    def words(self) -> str:
        """The kind as it is read in a sentence: `final plan sent`."""
        return self.value.replace("-", " ")


KIND_ORDER = {kind: place for place, kind in enumerate(EventKind)}

BOOKABLE = frozenset(
    {
        EventKind.REVIEW_MEETING,
        EventKind.PHASE_TRANSFER,
        EventKind.POST16_TRANSFER,
        EventKind.POST16_MOVE,
        EventKind.MOVED_IN,
        EventKind.MOVED_OUT,
    }
)
"""Kinds that may be dated in the future: they show as booked until the day."""

WITH_ABOUT = frozenset(
    {
        EventKind.ADVICE_REQUESTED,
        EventKind.ADVICE_RECEIVED,
        EventKind.CONSULTATION_SENT,
        EventKind.CONSULTATION_REPLY,
        EventKind.CHASE_SENT,
        EventKind.EXCEPTION,
    }
)
"""Kinds that concern one adviser, school or ground; another kind with an `about` stops nothing."""

CASE_ENDS = frozenset({EventKind.PLAN_CEASED, EventKind.MOVED_OUT, EventKind.CASE_CLOSED})
"""What ends whatever ran for a child: the plan, the child's time here, or the case."""

REVIEW_DECISIONS = frozenset(
    {
        EventKind.REVIEW_DECISION,
        EventKind.REVIEW_MAINTAIN,
        EventKind.REVIEW_AMEND,
        EventKind.REVIEW_CEASE,
    }
)
"""The decision after a review; `review-decision` is one whose outcome is not known."""


class Event(NamedTuple):
    """One dated happening; `about` says which adviser, school or ground it concerns.

    `booked` is true of an event that was recorded before its day and that
    nobody has since confirmed.
    """

    kind: EventKind
    on: date
    about: str | None = None
    note: str | None = None
    booked: bool = False

    @property
    def words(self) -> str:
        """The event as it is read in a sentence: `advice requested (ep)`."""
        return self.kind.words + (f" ({self.about})" if self.about else "")


def in_order(events: tuple[Event, ...] | list[Event]) -> list[Event]:
    """Return the events by date, those of one day in the order of their kinds."""
    return sorted(events, key=lambda event: (event.on, KIND_ORDER[event.kind], event.about or ""))
