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
    MEDIATION_CONTACTED = "mediation-adviser-contacted"
    MEDIATION_DECLINED = "mediation-declined"
    MEDIATION_REQUESTED = "mediation-requested"
    HEALTH_ISSUES_RAISED = "health-issues-raised"
    ICB_TOLD = "icb-told"
    MEDIATION_NOT_ARRANGED = "mediation-not-arranged"
    MEDIATION_MEETING = "mediation-meeting"
    MEDIATION_CERTIFICATE = "mediation-certificate"
    AGREEMENT_TO_ASSESS = "agreement-to-assess"
    AGREEMENT_TO_MAKE_PLAN = "agreement-to-make-plan"
    AGREEMENT_TO_AMEND = "agreement-to-amend"
    AGREEMENT_ON_SCHOOL = "agreement-on-school"
    AGREEMENT_TO_CONTINUE = "agreement-to-continue"
    AGREEMENT_ON_OTHER = "agreement-on-other"
    AGREEMENT_WITH_ICB = "agreement-with-icb"
    AGREEMENT_DUE = "agreement-due"
    AGREEMENT_NOTIFIED = "agreement-notified"
    AGREEMENT_DONE = "agreement-done"
    APPEAL_REGISTERED = "appeal-registered"
    DIRECTION_DUE = "direction-due"
    UNOPPOSED_ASSESS = "unopposed-assess"
    UNOPPOSED_PLAN = "unopposed-plan"
    UNOPPOSED_CONTENTS = "unopposed-contents"
    UNOPPOSED_SCHOOL = "unopposed-school"
    UNOPPOSED_CEASE = "unopposed-cease"
    UNOPPOSED_CEASE_AMEND = "unopposed-cease-amend"
    RESPONSE_SENT = "response-sent"
    BUNDLE_SENT = "bundle-sent"
    DIRECTION_MET = "direction-met"
    HEARING = "hearing"
    APPEAL_WITHDRAWN = "appeal-withdrawn"
    APPEAL_DISMISSED = "appeal-dismissed"
    ORDER_TO_ASSESS = "order-to-assess"
    ORDER_TO_MAKE_PLAN = "order-to-make-plan"
    ORDER_REFERRED_BACK = "order-referred-back"
    ORDER_TO_AMEND = "order-to-amend"
    ORDER_ON_SCHOOL = "order-on-school"
    ORDER_TO_CONTINUE = "order-to-continue"
    ORDER_TO_CONTINUE_AMENDED = "order-to-continue-amended"
    ORDER_TO_CEASE = "order-to-cease"
    ORDER_DUE = "order-due"
    SOCIAL_CARE_RECOMMENDED = "social-care-recommended"
    HEALTH_RECOMMENDED = "health-recommended"
    SOCIAL_CARE_ANSWERED = "social-care-answered"
    HEALTH_ANSWERED = "health-answered"
    PERMISSION_SOUGHT = "permission-sought"
    CHANGE_OF_MIND = "change-of-mind"
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
        EventKind.MEDIATION_MEETING,
        EventKind.HEARING,
        EventKind.DIRECTION_DUE,
        EventKind.ORDER_DUE,
        EventKind.AGREEMENT_DUE,
        EventKind.PHASE_TRANSFER,
        EventKind.POST16_TRANSFER,
        EventKind.POST16_MOVE,
        EventKind.MOVED_IN,
        EventKind.MOVED_OUT,
    }
)
"""Kinds that may be dated in the future: they show as booked until the day."""

NAMED_DAYS = frozenset({EventKind.DIRECTION_DUE, EventKind.ORDER_DUE, EventKind.AGREEMENT_DUE})
"""Kinds whose date is the day by which something must be done, as a document names it.

`about` says what: the kind of event that will meet it (`response-sent`), or the
officer's own words for it.
"""

MEETINGS = frozenset({EventKind.REVIEW_MEETING, EventKind.MEDIATION_MEETING, EventKind.HEARING})

TO_CONFIRM = MEETINGS | {EventKind.MOVED_IN, EventKind.MOVED_OUT}
"""Bookings that somebody has to say came about: a meeting held, a child moved."""

WITH_ABOUT = frozenset(
    {
        EventKind.ADVICE_REQUESTED,
        EventKind.ADVICE_RECEIVED,
        EventKind.CONSULTATION_SENT,
        EventKind.CONSULTATION_REPLY,
        EventKind.CHASE_SENT,
        EventKind.EXCEPTION,
        EventKind.DIRECTION_MET,
        *NAMED_DAYS,
    }
)
"""Kinds that concern one adviser, school, ground or direction.

Another kind with an `about` stops nothing.
"""

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

PLAN_HELD = frozenset(
    {EventKind.FINAL_PLAN_SENT, EventKind.MOVED_IN, EventKind.AMENDED_PLAN_SENT, *REVIEW_DECISIONS}
)
"""What shows that a plan was held."""

BY_ORDER = frozenset(
    {
        EventKind.ORDER_TO_ASSESS,
        EventKind.ORDER_TO_MAKE_PLAN,
        EventKind.ORDER_REFERRED_BACK,
        EventKind.ORDER_TO_AMEND,
        EventKind.ORDER_ON_SCHOOL,
        EventKind.ORDER_TO_CONTINUE,
        EventKind.ORDER_TO_CONTINUE_AMENDED,
        EventKind.ORDER_TO_CEASE,
    }
)
"""What the Tribunal orders, whether after a hearing or by consent."""

BY_AGREEMENT = frozenset(
    {
        EventKind.AGREEMENT_TO_ASSESS,
        EventKind.AGREEMENT_TO_MAKE_PLAN,
        EventKind.AGREEMENT_TO_AMEND,
        EventKind.AGREEMENT_ON_SCHOOL,
        EventKind.AGREEMENT_TO_CONTINUE,
        EventKind.AGREEMENT_ON_OTHER,
        EventKind.AGREEMENT_WITH_ICB,
    }
)
"""What was agreed in mediation, in writing."""

UNOPPOSED = frozenset(
    {
        EventKind.UNOPPOSED_ASSESS,
        EventKind.UNOPPOSED_PLAN,
        EventKind.UNOPPOSED_CONTENTS,
        EventKind.UNOPPOSED_SCHOOL,
        EventKind.UNOPPOSED_CEASE,
        EventKind.UNOPPOSED_CEASE_AMEND,
    }
)
"""The notice to the Tribunal that an appeal is not opposed, by what the appeal is about."""

APPEAL_OVER = BY_ORDER | UNOPPOSED | {EventKind.APPEAL_WITHDRAWN, EventKind.APPEAL_DISMISSED}
"""What ends an appeal."""

# Children and Families Act 2014, s 51(2).
APPEALABLE = frozenset(
    {
        EventKind.ASSESSMENT_REFUSED,
        EventKind.PLAN_REFUSED,
        EventKind.FINAL_PLAN_SENT,
        EventKind.AMENDED_PLAN_SENT,
        EventKind.PHASE_PLAN_SENT,
        EventKind.REVIEW_MAINTAIN,
        EventKind.REVIEW_CEASE,
        EventKind.DECIDED_NOT_TO_AMEND,
        EventKind.CEASE_NOTICE_SENT,
        EventKind.REASSESSMENT_REFUSED,
        EventKind.REASSESSMENT_NO_CHANGE,
    }
)
"""The decisions that can be appealed against."""

TO_ASSESS = frozenset(
    {EventKind.ORDER_TO_ASSESS, EventKind.AGREEMENT_TO_ASSESS, EventKind.UNOPPOSED_ASSESS}
)
TO_MAKE_PLAN = frozenset(
    {EventKind.ORDER_TO_MAKE_PLAN, EventKind.AGREEMENT_TO_MAKE_PLAN, EventKind.UNOPPOSED_PLAN}
)
ROUTES = TO_ASSESS | TO_MAKE_PLAN | {EventKind.ORDER_REFERRED_BACK}
"""The ways by which a refusal is reversed on dates of their own.

The order, the written agreement, or the notice to the Tribunal; a bare change of mind is none.
"""

_PLACES = list(EventKind)
CHALLENGES = (
    frozenset(
        _PLACES[
            _PLACES.index(EventKind.MEDIATION_CONTACTED) : _PLACES.index(EventKind.CHANGE_OF_MIND)
        ]
    )
    - ROUTES
)
"""What happens in mediation and before the Tribunal, but for what reverses a refusal."""


class Event(NamedTuple):
    """One dated happening; `about` says which adviser, school, ground or direction it concerns.

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

    @property
    def mark(self) -> str:
        """What tells the event from the others of its case: `review-meeting 2026-01-20`."""
        return " ".join(filter(None, (self.kind.value, self.on.isoformat(), self.about)))


def in_order(events: tuple[Event, ...] | list[Event]) -> list[Event]:
    """Return the events by date, those of one day in the order of their kinds."""
    return sorted(events, key=lambda event: (event.on, KIND_ORDER[event.kind], event.about or ""))
