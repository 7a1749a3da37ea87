"""What happened, what lies ahead and where a case is, in plain English for a family."""

from send_cli.domain.event import EventKind as K
from send_cli.domain.situation import Situation

BEFORE_US = '(Here "we" is the council that you were with before.)'
"""What stands after something that happened before a plan came from another authority."""

EVENTS: dict[K, str] = {
    K.REQUEST_RECEIVED: "we got the request for an EHC needs assessment",
    K.BECAME_RESPONSIBLE: "we learned that your child may need more help",
    K.CUSTODY_REQUEST_RECEIVED: "we were asked to assess your child in custody",
    K.MOVED_IN: "your child's plan came to us from another council",
    K.MOVE_INFORMED: "we told you that the plan had come to us",
    K.REASSESSMENT_REQUESTED: "we got the request for a new assessment",
    K.ASSESSMENT_REFUSED: "we said no to an EHC needs assessment",
    K.MEDIATION_CONTACTED: "you got in touch with the mediation adviser",
    K.MEDIATION_DECLINED: "you said that you did not want mediation",
    K.MEDIATION_REQUESTED: "you told us that you wanted mediation",
    K.HEALTH_ISSUES_RAISED: "you told us that you wanted mediation on health care",
    K.ICB_TOLD: "we told the local health service that you wanted mediation",
    K.MEDIATION_NOT_ARRANGED: "we said that we could not set it up in time",
    K.MEDIATION_MEETING: "the mediation meeting was held",
    K.MEDIATION_CERTIFICATE: "the adviser gave you the certificate",
    K.AGREEMENT_TO_ASSESS: "we agreed in mediation to do an assessment",
    K.AGREEMENT_TO_MAKE_PLAN: "we agreed in mediation to make an EHC plan",
    K.AGREEMENT_TO_AMEND: "we agreed in mediation to change the plan",
    K.AGREEMENT_ON_SCHOOL: "we agreed in mediation on the school or college",
    K.AGREEMENT_TO_CONTINUE: "we agreed in mediation to keep the plan going",
    K.AGREEMENT_ON_OTHER: "we agreed in mediation on what to do",
    K.AGREEMENT_WITH_ICB: "the local health service agreed with you on what to do",
    K.AGREEMENT_NOTIFIED: "the local health service told us what was agreed",
    K.AGREEMENT_DONE: "what was agreed in mediation was done",
    K.APPEAL_REGISTERED: "we got your appeal from the Tribunal",
    K.UNOPPOSED_ASSESS: "we told the Tribunal that we will do an assessment after all",
    K.UNOPPOSED_PLAN: "we told the Tribunal that we will make an EHC plan after all",
    K.UNOPPOSED_CONTENTS: "we told the Tribunal that we will change the plan after all",
    K.UNOPPOSED_SCHOOL: "we told the Tribunal that we agree on the school or college",
    K.UNOPPOSED_CEASE: "we told the Tribunal that we will keep the plan going",
    K.UNOPPOSED_CEASE_AMEND: "we told the Tribunal that we will keep the plan and change it",
    K.RESPONSE_SENT: "we sent the Tribunal our answer to your appeal",
    K.BUNDLE_SENT: "the papers for the hearing were sent out",
    K.DIRECTION_MET: "we did a thing that the Tribunal told us to do",
    K.HEARING: "the Tribunal heard your appeal",
    K.APPEAL_WITHDRAWN: "you took back your appeal",
    K.APPEAL_DISMISSED: "the Tribunal said no to your appeal",
    K.ORDER_TO_ASSESS: "the Tribunal told us to do an assessment",
    K.ORDER_TO_MAKE_PLAN: "the Tribunal told us to make an EHC plan",
    K.ORDER_REFERRED_BACK: "the Tribunal told us to think again",
    K.ORDER_TO_AMEND: "the Tribunal told us to change the plan",
    K.ORDER_ON_SCHOOL: "the Tribunal ruled on the school or college in the plan",
    K.ORDER_TO_CONTINUE: "the Tribunal told us to keep the plan going",
    K.ORDER_TO_CONTINUE_AMENDED: "the Tribunal told us to keep the plan going and change it",
    K.ORDER_TO_CEASE: "the Tribunal said that the plan must end",
    K.SOCIAL_CARE_RECOMMENDED: "the Tribunal asked social care for something",
    K.HEALTH_RECOMMENDED: "the Tribunal asked the health service for something",
    K.SOCIAL_CARE_ANSWERED: "you were sent the answer on social care",
    K.HEALTH_ANSWERED: "you were sent the answer on health care",
    K.PERMISSION_SOUGHT: "the Tribunal was asked to look at its ruling again",
    K.CHANGE_OF_MIND: "we changed our no to a yes",
    K.ASSESSMENT_AGREED: "we said yes to an EHC needs assessment",
    K.REASSESSMENT_REFUSED: "we said no to a new assessment",
    K.REASSESSMENT_AGREED: "we said yes to a new assessment",
    K.ADVICE_REQUESTED: "we asked for advice about your child",
    K.ADVICE_RECEIVED: "we got advice about your child",
    K.VIEWS_RECEIVED: "we got your views",
    K.PLAN_REFUSED: "we said no to an EHC plan",
    K.PLAN_AGREED: "we said yes to an EHC plan",
    K.DRAFT_SENT: "we sent you the draft plan",
    K.DRAFT_SERVED: "the draft plan came to you",
    K.CONSULTATION_SENT: "we asked a school or college if it can teach your child",
    K.CONSULTATION_REPLY: "a school or college gave us its answer",
    K.FINAL_PLAN_SENT: "we sent you the final EHC plan",
    K.REASSESSMENT_NO_CHANGE: "we chose not to change the plan after the new assessment",
    K.REQUEST_WITHDRAWN: "the request was taken back",
    K.DIRECT_PAYMENTS_STARTED: "the direct payments began",
    K.DIRECT_PAYMENTS_REVIEWED: "we checked how the direct payments work",
    K.DIRECT_PAYMENTS_STOPPED: "the direct payments came to an end",
    K.DETAINED: "your child was taken into custody",
    K.RELEASED: "your child came out of custody",
    K.REVIEW_NOTICE_SENT: "the date of the review meeting was sent out",
    K.REVIEW_PAPERS_SENT: "the papers for the review meeting were sent out",
    K.REVIEW_MEETING: "the review meeting was held",
    K.REVIEW_REPORT_RECEIVED: "we got the report of the review meeting",
    K.REVIEW_DECISION: "we made a choice after the review",
    K.REVIEW_MAINTAIN: "we chose to keep the plan as it is",
    K.REVIEW_AMEND: "we chose to change the plan",
    K.REVIEW_CEASE: "we chose to end the plan",
    K.AMENDMENT_NOTICE_SENT: "we sent you the changes we want to make to the plan",
    K.AMENDMENT_NOTICE_SERVED: "the changes we want to make came to you",
    K.DECIDED_NOT_TO_AMEND: "we chose not to change the plan after all",
    K.AMENDED_PLAN_SENT: "we sent you the final changed plan",
    K.PHASE_PLAN_SENT: "we sent you the plan for the next school or college",
    K.PHASE_TRANSFER: "your child was to move to the next school",
    K.POST16_TRANSFER: "your child was to move on after age 16",
    K.POST16_MOVE: "your child was to move to another college",
    K.CEASE_NOTICE_SENT: "we told you that we will end the plan",
    K.PLAN_CEASED: "the plan came to an end",
    K.MOVE_KNOWN: "we learned that your child was to move to another council",
    K.MOVED_OUT: "your child moved to the area of another council",
    K.PLAN_TRANSFERRED: "we passed the plan on to the new council",
    K.CASE_CLOSED: "we closed the case",
}
"""What happened, after "on that day"; a kind without words is never told."""

BOOKED: dict[K, str] = {
    K.MOVED_IN: "the day the plan comes to us",
    K.MEDIATION_MEETING: "a mediation meeting",
    K.HEARING: "the hearing of your appeal",
    K.REVIEW_MEETING: "a meeting to review the plan",
    K.PHASE_TRANSFER: "your child's move to the next school",
    K.POST16_TRANSFER: "your child's move on after age 16",
    K.POST16_MOVE: "your child's move to another college",
    K.MOVED_OUT: "your child's move to the area of another council",
}
"""What lies ahead with a day of its own; a kind without words is never told."""

NAMED: dict[K, str] = {
    K.DIRECTION_DUE: "The Tribunal set that day.",
    K.ORDER_DUE: "The Tribunal set that day.",
    K.AGREEMENT_DUE: "That day was agreed in writing.",
    K.MOVED_OUT: "That is the day of the move.",
}
"""Who set a day that is not counted."""

SITUATIONS: dict[Situation, str] = {
    Situation.UNKNOWN: "We have too little on record to say where things are.",
    Situation.REQUESTED: "We have been asked for an EHC needs assessment of your child. "
    "We have no answer to that on record yet.",
    Situation.ASSESSING: "We are doing an EHC needs assessment of your child. We ask people who "
    "know about your child's needs for advice. Then we decide if we will make an EHC plan.",
    Situation.REASSESSING: "Your child has an EHC plan. We have been asked for a new assessment, "
    "or are doing one. The old plan still counts until then.",
    Situation.MAKING_PLAN: "We are making an EHC plan for your child. You will see a draft "
    "before the plan is final.",
    Situation.DRAFT: "We have sent you a draft of your child's EHC plan. It is not final yet.",
    Situation.PLAN_HELD: "Your child has an EHC plan. We must see that your child gets the "
    "special help to learn that the plan sets out. We must review the plan each year.",
    Situation.REVIEW_HELD: "Your child has an EHC plan. A meeting to review it has been held. "
    "The plan still counts.",
    Situation.OUTCOME_UNKNOWN: "Your child has an EHC plan. It has been reviewed. "
    "The plan still counts.",
    Situation.CHANGING: "Your child has an EHC plan. After a review we chose to change it. "
    "The old plan still counts until then.",
    Situation.CHANGES_SENT: "Your child has an EHC plan. We have sent you the changes we want "
    "to make. The old plan still counts until then.",
    Situation.ENDING: "Your child has an EHC plan. We have said that we want to end it. We must "
    "keep it up while you can still appeal, and until an appeal is over.",
    Situation.ASSESSMENT_REFUSED: "We said no to an EHC needs assessment of your child.",
    Situation.PLAN_REFUSED: "We did an EHC needs assessment of your child. We then said no to "
    "an EHC plan.",
    Situation.WITHDRAWN: "The request for an EHC needs assessment was taken back. "
    "You can ask again.",
    Situation.ENDED: "Your child's EHC plan has come to an end.",
    Situation.MOVED_AWAY: "Your child has moved to the area of another council. "
    "That council is now in charge.",
    Situation.CASE_CLOSED: "We have closed the case. You can ask us why.",
}
