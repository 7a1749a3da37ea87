"""What happened, what lies ahead and where a case is, in plain English for a family."""

from send_cli.domain.event import EventKind as K
from send_cli.domain.situation import Situation

EVENTS: dict[K, str] = {
    K.REQUEST_RECEIVED: "we got the request for an EHC needs assessment",
    K.BECAME_RESPONSIBLE: "we learned that your child may need more help",
    K.MOVED_IN: "your child's plan came to us from another council",
    K.REASSESSMENT_REQUESTED: "we got the request for a new assessment",
    K.ASSESSMENT_REFUSED: "we said no to an EHC needs assessment",
    K.ASSESSMENT_AGREED: "we said yes to an EHC needs assessment",
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
    K.REQUEST_WITHDRAWN: "the request was taken back",
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
    K.MOVED_OUT: "your child moved to the area of another council",
}
"""What happened, after "on that day"; a kind without words is never told."""

BOOKED: dict[K, str] = {
    K.REVIEW_MEETING: "a meeting to review the plan",
    K.PHASE_TRANSFER: "your child's move to the next school",
    K.POST16_TRANSFER: "your child's move on after age 16",
    K.POST16_MOVE: "your child's move to another college",
}
"""What lies ahead with a day of its own; a kind without words is never told."""

SITUATIONS: dict[Situation, str] = {
    Situation.UNKNOWN: "We have too little on record to say where things are.",
    Situation.REQUESTED: "We have been asked for an EHC needs assessment of your child. "
    "We have no answer to that on record yet.",
    Situation.ASSESSING: "We are doing an EHC needs assessment of your child. We ask people who "
    "know about your child's needs for advice. Then we decide if we will make an EHC plan.",
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
}
