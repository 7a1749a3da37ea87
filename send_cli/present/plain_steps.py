"""The steps of the work in words for a family.

Read aloud after "we must": `send you the final EHC plan by Monday 16 March 2026`.
No date and no length stands here: those come from the case's deadlines.
"""

from typing import NamedTuple

from send_cli.domain.step import Step


class Plain(NamedTuple):
    """A step for a family: what is done, its name, what it means for the child.

    `late` is what the family can do if it is late, besides complaining;
    `if_it_comes_to_it` is said first while an earlier step is still open;
    `who` takes it where that is nobody of `WHO`.
    """

    what: str
    name: str
    meaning: str
    late: str = ""
    if_it_comes_to_it: str = ""
    who: str = ""


IF_ASSESSED = "If we do the assessment"
IF_PLAN = "If we make a plan"

STEPS: dict[Step, Plain] = {
    Step.DECIDE_ASSESSMENT: Plain(
        "decide if we will do an EHC needs assessment, and tell you",
        "our choice to assess or not",
        "An assessment finds out what help your child needs.",
    ),
    Step.ADVICE: Plain(
        "send us their advice",
        "the advice",
        "The advice says what your child needs. It helps us to decide.",
        "You can ask us what we are doing to get it.",
    ),
    Step.DECIDE_PLAN: Plain(
        "tell you if there will be no EHC plan",
        "our choice to make a plan or not",
        "If we say no, you can appeal.",
        "",
        IF_ASSESSED,
    ),
    Step.SEND_DRAFT: Plain(
        "send you a draft of the plan",
        "the draft plan",
        "You can ask us to change the draft.",
        "",
        IF_PLAN,
    ),
    Step.CONSULTATION: Plain(
        "tell us if it can teach your child",
        "the answer of the school or college",
        "We look at the answer before we name a place in the plan.",
        "You can ask us what we are doing to get an answer.",
    ),
    Step.SEND_FINAL: Plain(
        "send you the final EHC plan",
        "the final plan",
        "It says what help your child must get.",
        "You do not have to wait for the plan to complain.",
        IF_PLAN,
    ),
    Step.DECIDE_REASSESSMENT: Plain(
        "decide if we will do a new assessment, and tell you",
        "our choice to do a new assessment or not",
        "If we say no, you can appeal. The plan still counts while you wait.",
    ),
    Step.SEND_REASSESSED_PLAN: Plain(
        "send you the final plan after the new assessment",
        "the plan after the new assessment",
        "The old plan still counts while you wait.",
    ),
    Step.REVIEW_NOTICE: Plain(
        "tell you the date of the review meeting and send you the papers",
        "the date and papers of the review meeting",
        "This gives you time to get ready.",
    ),
    Step.HOLD_REVIEW: Plain(
        "finish the annual review of the plan",
        "the annual review",
        "The review checks if the plan is still right for your child. You can say what you think.",
        "The plan still counts while you wait.",
    ),
    Step.REVIEW_REPORT: Plain(
        "write a report of the review meeting",
        "the report of the review meeting",
        "The report says what was said and asked for.",
        "You can ask us what we are doing to get it.",
    ),
    Step.DECIDE_REVIEW: Plain(
        "decide what to do after the review meeting, and tell you",
        "our choice after the review",
        "We can keep the plan as it is, change it or end it.",
        "The plan still counts while you wait.",
    ),
    Step.SEND_AMENDMENT_NOTICE: Plain(
        "send you the changes we want to make to the plan",
        "the list of changes",
        "You can tell us what you think of them.",
        "The old plan still counts while you wait.",
    ),
    Step.SEND_AMENDED_PLAN: Plain(
        "send you the final changed plan",
        "the final changed plan",
        "From then on the changed plan counts.",
        "The old plan still counts while you wait.",
    ),
    Step.PHASE_REVIEW: Plain(
        "hold a meeting about the next school or college",
        "the meeting about the next school or college",
        "You can say which place you want.",
    ),
    Step.PHASE_PLAN: Plain(
        "check the plan, change it if need be, and name the next school or college",
        "the plan for the next school or college",
        "You will then know where your child will go.",
        "You can ask us now which place we have in mind.",
    ),
    Step.REVIEW_DIRECT_PAYMENTS: Plain(
        "check with you how the direct payments work",
        "the check of the direct payments",
        "You can tell us what works and what does not.",
    ),
    Step.TELL_OF_TRANSFER: Plain(
        "tell you that the plan has come to us, if we will do a new assessment, and when we will "
        "review the plan",
        "our letter on the move of the plan",
        "The plan counts from the day it came to us.",
    ),
    Step.TRANSFER_PLAN: Plain(
        "pass the plan on to the new council",
        "the move of the plan",
        "The new council must then do what the plan says.",
    ),
    Step.TELL_ICB: Plain(
        "tell the local health service that you want mediation on health care",
        "our note to the health service",
        "It must then take part.",
    ),
    Step.ARRANGE_MEDIATION: Plain(
        "set up mediation with you",
        "the mediation meeting",
        "You can say what you want to change.",
        "If it cannot be set up in time, you must be given the certificate all the same. Ask the "
        "adviser for it.",
    ),
    Step.MEDIATION_CERTIFICATE: Plain(
        "give you the certificate",
        "the certificate",
        "You need it for most appeals.",
        "Ask the adviser for it at once.",
        "",
        "the mediation adviser",
    ),
    Step.AGREEMENT: Plain(
        "do what was agreed in mediation",
        "what was agreed in mediation",
        "",
    ),
    Step.NOTIFY_AGREEMENT: Plain(
        "tell us what it agreed with you",
        "the note on what was agreed",
        "",
    ),
    Step.ANSWER_APPEAL: Plain(
        "send the Tribunal our answer to your appeal",
        "our answer to your appeal",
        "It must say what we think of your appeal. You get a copy.",
        "You can tell the Tribunal that our answer is late.",
    ),
    Step.BUNDLE: Plain(
        "send you and the Tribunal the papers for the hearing",
        "the papers for the hearing",
        "This gives you time to read them.",
        "You can tell the Tribunal that you do not have them.",
    ),
    Step.DIRECTION: Plain(
        "do what the Tribunal told us to do",
        "what the Tribunal told us to do",
        "",
        "You can tell the Tribunal that we have not done it.",
    ),
    Step.BEGIN_ASSESSMENT: Plain(
        "tell you that the assessment begins",
        "our letter that we begin",
        "We find out what help your child needs.",
    ),
    Step.RECONSIDER: Plain(
        "think again about our choice, and tell you",
        "our new choice",
        "If we say no again, you can appeal.",
    ),
    Step.CARRY_OUT_ORDER: Plain(
        "send you the plan with the changes",
        "the plan with the changes",
        "From then on the changed plan counts.",
        "The old plan still counts while you wait.",
    ),
    Step.SOCIAL_CARE_ANSWER: Plain(
        "write to you on what social care was asked to do, and say why or why not",
        "the answer on social care",
        "The answer can be no.",
    ),
    Step.HEALTH_ANSWER: Plain(
        "write to you on what it was asked to do, and say why or why not",
        "the answer on health care",
        "The answer can be no.",
        "You can ask us what we are doing to get it.",
    ),
    Step.APPEAL_FURTHER: Plain(
        "ask the Tribunal to look at its ruling again",
        "the time to ask the Tribunal to look again",
        "What the Tribunal ruled still counts while it looks.",
    ),
}
"""The words of each step; they serve every rule that the step satisfies."""
