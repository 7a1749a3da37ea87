"""What the Tribunal ordered: regulation 44, which a mediation agreement shares."""

from send_cli.domain.event import CASE_ENDS, TO_MAKE_PLAN
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Directed, Period, Unit
from send_cli.domain.rule import Authority, Citation, Confidence, Workflow
from send_cli.domain.step import Step
from send_cli.rules.assessment import ADVICE, DRAFT, NO_PLAN
from send_cli.rules.sources import (
    HMCTS_ORDERS,
    IPSEA_BA,
    REG_44_3,
    SEND_REGS,
    SURREY_WITHDRAWING,
    at_once,
    owed,
)

WORKFLOW = Workflow.TRIBUNAL

GONE = CASE_ENDS
ASSESS = frozenset({K.ORDER_TO_ASSESS, K.AGREEMENT_TO_ASSESS})
MAKE_PLAN = frozenset({K.ORDER_TO_MAKE_PLAN, K.AGREEMENT_TO_MAKE_PLAN})
REFERRED_BACK = frozenset({K.ORDER_REFERRED_BACK})
NAMED = frozenset({K.ORDER_DUE, K.AGREEMENT_DUE})
# The amended plan of a review is not the plan of an assessment.
PLAN = frozenset({K.FINAL_PLAN_SENT})
NO_NEW_PLAN = NO_PLAN | {K.REASSESSMENT_NO_CHANGE}
AMENDED = PLAN | {K.AMENDED_PLAN_SENT, K.PHASE_PLAN_SENT}

TWO_WEEKS, FIVE_WEEKS = Period(2, Unit.WEEKS), Period(5, Unit.WEEKS)
TEN_WEEKS, ELEVEN_WEEKS = Period(10, Unit.WEEKS), Period(11, Unit.WEEKS)
FOURTEEN_WEEKS = Period(14, Unit.WEEKS)

AS_FINAL = (
    "Record the plan as final-plan-sent, after a re-assessment too: the amended plan of a review "
    "does not stop it."
)
# HMCTS counts "from the day we send out the order", the regulation from the day it was made.
EARLIER_DAY = "Record the earlier of the day the order was made and the day it was sent."


def _reg_44(paragraph: str, quote: str = "", url: str = SEND_REGS + "44") -> Citation:
    return Citation(f"SEND Regulations 2014, reg 44{paragraph}", url, quote)


RULES = (
    owed(
        "r44-assess-notify",
        "Tell the family that the assessment ordered or agreed begins",
        WORKFLOW,
        Step.BEGIN_ASSESSMENT,
        TWO_WEEKS,
        starts=ASSESS,
        stops=frozenset({K.ASSESSMENT_AGREED, K.REASSESSMENT_AGREED}),
        overtaken_by=ADVICE | DRAFT | PLAN | TO_MAKE_PLAN | {K.PLAN_AGREED, K.PLAN_REFUSED},
        ended_by=NO_NEW_PLAN,
        yields_to=NAMED,
        excuses=REG_44_3,
        confidence=Confidence.PARTIAL,
        cites=_reg_44(
            "(2)(b)",
            "within 2 weeks of the order being made notify the child's parent or the young person",
        ),
        note=EARLIER_DAY,
    ),
    owed(
        "r44-assess-no-plan",
        "Give notice if no plan will be made after the assessment ordered or agreed",
        WORKFLOW,
        Step.DECIDE_PLAN,
        TEN_WEEKS,
        starts=ASSESS,
        stops=frozenset({K.PLAN_REFUSED}),
        overtaken_by=TO_MAKE_PLAN,
        ended_by=(NO_NEW_PLAN - {K.PLAN_REFUSED}) | DRAFT | PLAN | {K.PLAN_AGREED},
        yields_to=NAMED,
        excuses=REG_44_3,
        confidence=Confidence.PARTIAL,
        cites=_reg_44(
            "(2)(b)(i)", "within 10 weeks of the date of the First-tier Tribunal's order"
        ),
        note=EARLIER_DAY,
    ),
    owed(
        "r44-assess-final",
        "Send the final plan after the assessment ordered or agreed",
        WORKFLOW,
        Step.SEND_FINAL,
        FOURTEEN_WEEKS,
        starts=ASSESS,
        stops=PLAN,
        ended_by=NO_NEW_PLAN | TO_MAKE_PLAN,
        yields_to=NAMED,
        excuses=REG_44_3,
        warn=28,
        confidence=Confidence.PARTIAL,
        cites=_reg_44(
            "(2)(b)(ii)", "within 14 weeks of the date of the First-tier Tribunal's order"
        ),
        note=f"{EARLIER_DAY} {AS_FINAL}",
    ),
    owed(
        "r44-make-draft",
        "Send the draft of the plan ordered or agreed",
        WORKFLOW,
        Step.SEND_DRAFT,
        FIVE_WEEKS,
        starts=MAKE_PLAN,
        stops=frozenset({K.DRAFT_SENT}),
        overtaken_by=PLAN | {K.DRAFT_SERVED},
        ended_by=NO_PLAN,
        yields_to=NAMED,
        excuses=REG_44_3,
        confidence=Confidence.PARTIAL,
        cites=_reg_44("(2)(c)(i)", "issue a draft EHC Plan within 5 weeks of the order being made"),
        note=EARLIER_DAY,
    ),
    owed(
        "r44-make-final",
        "Send the final plan ordered or agreed",
        WORKFLOW,
        Step.SEND_FINAL,
        ELEVEN_WEEKS,
        starts=MAKE_PLAN,
        stops=PLAN,
        ended_by=NO_PLAN,
        yields_to=NAMED,
        excuses=REG_44_3,
        warn=28,
        confidence=Confidence.PARTIAL,
        cites=_reg_44("(2)(c)(ii)", "send a copy of the finalised EHC plan ... within 11 weeks"),
        note=EARLIER_DAY,
    ),
    owed(
        "r44-refer-back-notify",
        "Decide again and tell the family, where the case was referred back",
        WORKFLOW,
        Step.RECONSIDER,
        TWO_WEEKS,
        starts=REFERRED_BACK,
        stops=frozenset({K.ASSESSMENT_AGREED, K.ASSESSMENT_REFUSED, K.PLAN_AGREED, K.PLAN_REFUSED}),
        overtaken_by=ADVICE | DRAFT | PLAN,
        ended_by=GONE,
        yields_to=NAMED,
        excuses=REG_44_3,
        confidence=Confidence.UNVERIFIED,
        cites=_reg_44("(2)(d)"),
        note="From memory: the wording was not seen. " + EARLIER_DAY,
    ),
    owed(
        "r44-refer-back-draft",
        "Send the draft plan, where the case was referred back and a plan will be made",
        WORKFLOW,
        Step.SEND_DRAFT,
        FIVE_WEEKS,
        starts=REFERRED_BACK,
        given=frozenset({K.PLAN_AGREED}),
        stops=frozenset({K.DRAFT_SENT}),
        overtaken_by=PLAN | {K.DRAFT_SERVED},
        ended_by=NO_PLAN,
        yields_to=NAMED,
        excuses=REG_44_3,
        confidence=Confidence.UNVERIFIED,
        cites=_reg_44("(2)(d)"),
        note="From memory: the wording was not seen. Counted from the order, the earlier reading.",
    ),
    owed(
        "r44-refer-back-final",
        "Send the final plan, where the case was referred back and a plan will be made",
        WORKFLOW,
        Step.SEND_FINAL,
        ELEVEN_WEEKS,
        starts=REFERRED_BACK,
        given=frozenset({K.PLAN_AGREED}),
        stops=PLAN,
        ended_by=NO_PLAN,
        yields_to=NAMED,
        excuses=REG_44_3,
        warn=28,
        confidence=Confidence.UNVERIFIED,
        cites=_reg_44("(2)(d)"),
        note="From memory: the wording was not seen. Counted from the order, the earlier reading.",
    ),
    owed(
        "r44-amend-content",
        "Send the plan amended as ordered or agreed",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        FIVE_WEEKS,
        starts=frozenset({K.ORDER_TO_AMEND, K.AGREEMENT_TO_AMEND}),
        stops=AMENDED,
        ended_by=GONE,
        yields_to=NAMED,
        excuses=REG_44_3,
        confidence=Confidence.SECONDARY,
        cites=_reg_44(
            "(2)(e)",
            "within the five week deadline set out in ... regulation 44 (2) (e)",
            IPSEA_BA,
        ),
        note="The provision must be in place by then too (R (BA) v Nottinghamshire [2021] EWHC "
        "1348). " + EARLIER_DAY,
    ),
    owed(
        "r44-amend-school",
        "Send the plan with the school ordered or agreed",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        TWO_WEEKS,
        starts=frozenset({K.ORDER_ON_SCHOOL, K.AGREEMENT_ON_SCHOOL}),
        stops=AMENDED,
        ended_by=GONE,
        yields_to=NAMED,
        excuses=REG_44_3,
        confidence=Confidence.SECONDARY,
        cites=_reg_44(
            "(2)(f)",
            "within two weeks of the order being made ... regulation 44 (2) (f)",
            IPSEA_BA,
        ),
        note="Only where nothing but the school or its type was ordered. " + EARLIER_DAY,
    ),
    owed(
        "r44-continue-amend",
        "Send the amended plan, where it was ordered to keep it up and amend it",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        FIVE_WEEKS,
        starts=frozenset({K.ORDER_TO_CONTINUE_AMENDED}),
        stops=AMENDED,
        ended_by=GONE,
        yields_to=NAMED,
        excuses=REG_44_3,
        confidence=Confidence.UNVERIFIED,
        cites=_reg_44("(2)(h)", "", SURREY_WITHDRAWING),
        note="The number is partly from memory. " + EARLIER_DAY,
    ),
    at_once(
        "r44-continue",
        "If ordered to keep up the plan, keep it up from that day",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        starts=frozenset(
            {K.ORDER_TO_CONTINUE, K.ORDER_TO_CONTINUE_AMENDED, K.AGREEMENT_TO_CONTINUE}
        ),
        confidence=Confidence.SECONDARY,
        cites=_reg_44("(2)(g)", "continue to maintain ... with immediate effect", HMCTS_ORDERS),
    ),
    at_once(
        "r44-cease",
        "If the appeal against ceasing was dismissed, cease to keep up the plan at once",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        starts=frozenset({K.ORDER_TO_CEASE}),
        confidence=Confidence.PARTIAL,
        cites=_reg_44(
            "(2)(a)", "the local authority shall cease to maintain the EHC Plan immediately"
        ),
        note="Record plan-ceased with the day.",
    ),
    owed(
        "r44-override",
        "Do what was ordered, by the day the Tribunal named",
        WORKFLOW,
        Step.DIRECTION,
        Directed(),
        starts=frozenset({K.ORDER_DUE}),
        stops=frozenset({K.DIRECTION_MET}),
        ended_by=GONE,
        authority=Authority.ORDER,
        confidence=Confidence.PARTIAL,
        cites=_reg_44(
            "(1)", "Subject to paragraph (3) or any direction made by the First-tier Tribunal"
        ),
        note="Record order-due with the day, and --about the event that will meet it "
        "(final-plan-sent): it takes the place of the counted date of that step.",
    ),
)
