"""The steps of the work: what is done to satisfy a rule, and how it is recorded."""

from enum import StrEnum

from send_cli.domain.event import EventKind


class Step(StrEnum):
    """What is done to satisfy a rule, in the order of the work.

    Rules that one step satisfies share it, and fold into one action.
    """

    DECIDE_ASSESSMENT = "decide-assessment"
    ADVICE = "advice"
    DECIDE_PLAN = "decide-plan"
    SEND_DRAFT = "send-draft"
    CONSULTATION = "consultation"
    SEND_FINAL = "send-final"
    DECIDE_REASSESSMENT = "decide-reassessment"
    SEND_REASSESSED_PLAN = "send-reassessed-plan"
    REVIEW_NOTICE = "review-notice"
    HOLD_REVIEW = "hold-review"
    REVIEW_REPORT = "review-report"
    DECIDE_REVIEW = "decide-review"
    SEND_AMENDMENT_NOTICE = "send-amendment-notice"
    SEND_AMENDED_PLAN = "send-amended-plan"
    REVIEW_DIRECT_PAYMENTS = "review-direct-payments"
    PHASE_REVIEW = "phase-review"
    PHASE_PLAN = "phase-plan"
    CEASE_PLAN = "cease-plan"
    TELL_OF_TRANSFER = "tell-of-transfer"
    TRANSFER_PLAN = "transfer-plan"
    ANSWER = "answer"

    @property
    def verb(self) -> str:
        """What the authority does, in a verb: `Send the final plan`."""
        return VERBS[self][0]

    @property
    def chase(self) -> str:
        """What the officer does where the step is somebody else's and late."""
        return VERBS[self][1]


VERBS = {
    Step.DECIDE_ASSESSMENT: ("Decide whether to assess", ""),
    Step.ADVICE: ("Write the advice", "Chase the advice"),
    Step.DECIDE_PLAN: ("Decide whether to make a plan", ""),
    Step.SEND_DRAFT: ("Send the draft plan", ""),
    Step.CONSULTATION: ("Answer the consultation", "Chase the consultation"),
    Step.SEND_FINAL: ("Send the final plan", ""),
    Step.DECIDE_REASSESSMENT: ("Decide whether to re-assess", ""),
    Step.SEND_REASSESSED_PLAN: ("Send the plan after the re-assessment", ""),
    Step.REVIEW_NOTICE: ("Send notice and papers of the review", "Check that the notice went"),
    Step.HOLD_REVIEW: ("Arrange the annual review", ""),
    Step.REVIEW_REPORT: ("Write the review report", "Chase the review report"),
    Step.DECIDE_REVIEW: ("Decide the review", ""),
    Step.SEND_AMENDMENT_NOTICE: ("Send the amendment notice", ""),
    Step.SEND_AMENDED_PLAN: ("Send the amended plan", ""),
    Step.REVIEW_DIRECT_PAYMENTS: ("Review the direct payments", ""),
    Step.PHASE_REVIEW: ("Hold the phase transfer review", ""),
    Step.PHASE_PLAN: ("Send the phase transfer plan", ""),
    Step.CEASE_PLAN: ("Cease the plan", ""),
    Step.TELL_OF_TRANSFER: ("Tell the family about the transfer of the plan", ""),
    Step.TRANSFER_PLAN: ("Transfer the plan to the new authority", ""),
    Step.ANSWER: ("Answer", "Chase the answer"),
}

RECORDED_BY = {
    Step.DECIDE_ASSESSMENT: (EventKind.ASSESSMENT_AGREED, EventKind.ASSESSMENT_REFUSED),
    Step.ADVICE: (EventKind.ADVICE_RECEIVED,),
    Step.DECIDE_PLAN: (EventKind.PLAN_AGREED, EventKind.PLAN_REFUSED),
    Step.SEND_DRAFT: (EventKind.DRAFT_SENT,),
    Step.CONSULTATION: (EventKind.CONSULTATION_REPLY,),
    Step.SEND_FINAL: (EventKind.FINAL_PLAN_SENT,),
    Step.DECIDE_REASSESSMENT: (EventKind.REASSESSMENT_AGREED, EventKind.REASSESSMENT_REFUSED),
    Step.SEND_REASSESSED_PLAN: (EventKind.FINAL_PLAN_SENT, EventKind.REASSESSMENT_NO_CHANGE),
    Step.REVIEW_NOTICE: (EventKind.REVIEW_NOTICE_SENT, EventKind.REVIEW_PAPERS_SENT),
    Step.HOLD_REVIEW: (EventKind.REVIEW_MEETING,),
    Step.REVIEW_REPORT: (EventKind.REVIEW_REPORT_RECEIVED,),
    Step.DECIDE_REVIEW: (
        EventKind.REVIEW_MAINTAIN,
        EventKind.REVIEW_AMEND,
        EventKind.REVIEW_CEASE,
    ),
    Step.SEND_AMENDMENT_NOTICE: (EventKind.AMENDMENT_NOTICE_SENT,),
    Step.SEND_AMENDED_PLAN: (EventKind.AMENDED_PLAN_SENT,),
    Step.REVIEW_DIRECT_PAYMENTS: (EventKind.DIRECT_PAYMENTS_REVIEWED,),
    Step.PHASE_REVIEW: (EventKind.REVIEW_MEETING,),
    Step.PHASE_PLAN: (EventKind.PHASE_PLAN_SENT,),
    Step.CEASE_PLAN: (EventKind.PLAN_CEASED,),
    Step.TELL_OF_TRANSFER: (EventKind.MOVE_INFORMED,),
    Step.TRANSFER_PLAN: (EventKind.PLAN_TRANSFERRED,),
    Step.ANSWER: (),
}
"""The events by which a step is recorded as taken; where there are several, one of them.

An answer to what came to the desk is no event of a case.
"""

CHAINS = (
    (Step.DECIDE_ASSESSMENT, Step.DECIDE_PLAN, Step.SEND_DRAFT, Step.SEND_FINAL),
    (Step.DECIDE_REASSESSMENT, Step.SEND_REASSESSED_PLAN),
    (Step.SEND_AMENDMENT_NOTICE, Step.SEND_AMENDED_PLAN),
    (Step.PHASE_REVIEW, Step.PHASE_PLAN),
)
"""Steps none of which can be taken before the one on its left."""

ASKED = frozenset({Step.ADVICE, Step.CONSULTATION})
"""Steps that the officer asks somebody else to take."""
