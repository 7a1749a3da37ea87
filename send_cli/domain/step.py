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
    CONTACT_MEDIATION = "contact-mediation"
    TELL_ICB = "tell-icb"
    ARRANGE_MEDIATION = "arrange-mediation"
    MEDIATION_CERTIFICATE = "mediation-certificate"
    AGREEMENT = "agreement"
    NOTIFY_AGREEMENT = "notify-agreement"
    APPEAL = "appeal"
    ANSWER_APPEAL = "answer-appeal"
    BUNDLE = "bundle"
    DIRECTION = "direction"
    BEGIN_ASSESSMENT = "begin-assessment"
    RECONSIDER = "reconsider"
    CARRY_OUT_ORDER = "carry-out-order"
    SOCIAL_CARE_ANSWER = "social-care-answer"
    HEALTH_ANSWER = "health-answer"
    APPEAL_FURTHER = "appeal-further"

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
    Step.CONTACT_MEDIATION: ("Contact the mediation adviser", ""),
    Step.TELL_ICB: ("Tell the health commissioner of the health issues", ""),
    Step.ARRANGE_MEDIATION: ("Arrange the mediation", "Chase the mediation"),
    Step.MEDIATION_CERTIFICATE: (
        "Issue the mediation certificate",
        "Chase the mediation certificate",
    ),
    Step.AGREEMENT: ("Carry out the mediation agreement", "Chase what was agreed in mediation"),
    Step.NOTIFY_AGREEMENT: ("Tell the authority what was agreed", "Ask what was agreed"),
    Step.APPEAL: ("Appeal to the Tribunal", ""),
    Step.ANSWER_APPEAL: ("Send the response to the appeal", ""),
    Step.BUNDLE: ("Send the bundle for the hearing", ""),
    Step.DIRECTION: ("Do what the Tribunal directed", ""),
    Step.BEGIN_ASSESSMENT: ("Tell the family that the assessment begins", ""),
    Step.RECONSIDER: ("Decide again, as the Tribunal directed", ""),
    Step.CARRY_OUT_ORDER: ("Send the plan as ordered or conceded", ""),
    Step.SOCIAL_CARE_ANSWER: ("Answer the Tribunal's social care recommendation", ""),
    Step.HEALTH_ANSWER: (
        "Answer the Tribunal's health recommendation",
        "Chase the answer to the health recommendation",
    ),
    Step.APPEAL_FURTHER: ("Ask for permission to appeal", ""),
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
    Step.CONTACT_MEDIATION: (EventKind.MEDIATION_CONTACTED,),
    Step.TELL_ICB: (EventKind.ICB_TOLD,),
    Step.ARRANGE_MEDIATION: (EventKind.MEDIATION_MEETING,),
    Step.MEDIATION_CERTIFICATE: (EventKind.MEDIATION_CERTIFICATE,),
    Step.AGREEMENT: (EventKind.AGREEMENT_DONE,),
    Step.NOTIFY_AGREEMENT: (EventKind.AGREEMENT_NOTIFIED,),
    Step.APPEAL: (EventKind.APPEAL_REGISTERED,),
    Step.ANSWER_APPEAL: (EventKind.RESPONSE_SENT,),
    Step.BUNDLE: (EventKind.BUNDLE_SENT,),
    Step.DIRECTION: (EventKind.DIRECTION_MET,),
    Step.BEGIN_ASSESSMENT: (EventKind.ASSESSMENT_AGREED, EventKind.REASSESSMENT_AGREED),
    Step.RECONSIDER: (
        EventKind.ASSESSMENT_AGREED,
        EventKind.ASSESSMENT_REFUSED,
        EventKind.PLAN_AGREED,
        EventKind.PLAN_REFUSED,
    ),
    Step.CARRY_OUT_ORDER: (EventKind.AMENDED_PLAN_SENT,),
    Step.SOCIAL_CARE_ANSWER: (EventKind.SOCIAL_CARE_ANSWERED,),
    Step.HEALTH_ANSWER: (EventKind.HEALTH_ANSWERED,),
    Step.APPEAL_FURTHER: (EventKind.PERMISSION_SOUGHT,),
}
"""The events by which a step is recorded as taken; where there are several, one of them.

An answer to what came to the desk is no event of a case.
"""

MET_BY = {
    kind.value: step
    for step in (
        Step.DECIDE_PLAN,
        Step.SEND_DRAFT,
        Step.SEND_FINAL,
        Step.BEGIN_ASSESSMENT,
        Step.CARRY_OUT_ORDER,
        Step.ANSWER_APPEAL,
        Step.BUNDLE,
    )
    for kind in RECORDED_BY[step]
}
"""The step that an event meets, where a document may name the day for it."""

CHAINS = (
    (Step.DECIDE_ASSESSMENT, Step.DECIDE_PLAN, Step.SEND_DRAFT, Step.SEND_FINAL),
    (Step.DECIDE_REASSESSMENT, Step.SEND_REASSESSED_PLAN),
    (Step.SEND_AMENDMENT_NOTICE, Step.SEND_AMENDED_PLAN),
    (Step.PHASE_REVIEW, Step.PHASE_PLAN),
)
"""Steps none of which can be taken before the one on its left."""

ASKED = frozenset({Step.ADVICE, Step.CONSULTATION})
"""Steps that the officer asks somebody else to take."""
