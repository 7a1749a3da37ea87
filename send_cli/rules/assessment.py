"""The EHC needs assessment, from the request to the decision whether to make a plan."""

from send_cli.domain.event import CASE_ENDS, ROUTES, TO_MAKE_PLAN
from send_cli.domain.event import EventKind as K
from send_cli.domain.ground import Ground
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Confidence, Rule, Workflow
from send_cli.domain.step import Step
from send_cli.rules.coronavirus import REG_4_3, REG_8_1
from send_cli.rules.sources import CFA, SEND_REGS, at_once, since_2014

WORKFLOW = Workflow.ASSESSMENT

REQUEST = frozenset({K.REQUEST_RECEIVED, K.BECAME_RESPONSIBLE})
GONE = CASE_ENDS | {K.REQUEST_WITHDRAWN}
NO_PLAN = GONE | {K.ASSESSMENT_REFUSED, K.PLAN_REFUSED}
# An order, agreement or notice to the Tribunal puts its own dates in the place of these.
NO_LONGER_DUE = NO_PLAN | ROUTES
# The later steps of the work: one of them on record means that those before it were taken.
ADVICE = frozenset({K.ADVICE_REQUESTED, K.ADVICE_RECEIVED})
DRAFT = frozenset({K.DRAFT_SENT, K.DRAFT_SERVED})

# A repeat request starts nothing while an assessment is open.
OPEN = ROUTES | {K.ASSESSMENT_AGREED, K.ADVICE_REQUESTED, K.PLAN_AGREED, K.DRAFT_SENT}
NO_LONGER_OPEN = NO_PLAN | {K.FINAL_PLAN_SENT}

# What is asked for and drafted in a re-assessment has clocks of its own, as has the
# draft for a detained person.
REASSESSING = frozenset({K.REASSESSMENT_AGREED})
CUSTODY = frozenset({K.CUSTODY_REQUEST_RECEIVED})
REASSESSED = REQUEST | GONE | {K.FINAL_PLAN_SENT, K.REASSESSMENT_NO_CHANGE}

# Reg 10(4)(a) to (d), which reg 13(3) applies to the twenty weeks.
REG_10_4 = frozenset({Ground.SCHOOL_CLOSED, Ground.PERSONAL_CIRCUMSTANCES, Ground.AWAY})
# Reg 5(4): only its opening, the school closure, was read; IPSEA lists the other two.
REG_5_4 = REG_10_4
# Reg 8(2) has its own list: "exceptional circumstances", not "personal"; no school closure.
REG_8_2 = frozenset({Ground.CIRCUMSTANCES, Ground.AWAY, Ground.MISSED_APPOINTMENT})

RULES = (
    Rule(
        "ehcna-decision",
        "Decide whether to assess and tell the family",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=REQUEST,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        stops=frozenset({K.ASSESSMENT_AGREED, K.ASSESSMENT_REFUSED}),
        overtaken_by=ADVICE | DRAFT | ROUTES | {K.PLAN_AGREED, K.PLAN_REFUSED, K.FINAL_PLAN_SENT},
        ended_by=GONE,
        excuses=REG_5_4,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(6, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 5(1)",
                SEND_REGS + "5",
                "notify the child's parent or the young person as soon as practicable and in "
                "any event within 6 weeks",
            ),
        ),
    ),
    Rule(
        "ehcna-refuse-notice",
        "Give notice that no assessment is necessary",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=REQUEST,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        given=frozenset({K.ASSESSMENT_REFUSED, K.EXCEPTION}),
        stops=frozenset({K.ASSESSMENT_REFUSED}),
        ended_by=GONE
        | ADVICE
        | DRAFT
        | ROUTES
        | {K.ASSESSMENT_AGREED, K.PLAN_AGREED, K.PLAN_REFUSED, K.FINAL_PLAN_SENT},
        excused_once=REG_4_3,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(6, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 4(1); Children and Families Act 2014, s 36(5)",
                SEND_REGS + "4",
                "as soon as practicable, but in any event within 6 weeks of- (a) receiving a "
                "request",
            ),
        ),
        note="Reg 4(1) has no exceptions but that of 2020: a ground that excuses the decision "
        "under reg 5 does not excuse a refusal.",
    ),
    at_once(
        "ehcna-consult-parent",
        "Consult the parent or young person about the request",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=REQUEST,
        confidence=Confidence.PARTIAL,
        cites=Citation(
            "Children and Families Act 2014, s 36(4); SEND Regulations 2014, reg 3",
            CFA + "36",
            "the local authority must consult the child's parent or the young person",
        ),
    ),
    at_once(
        "ehcna-notify-others-considering",
        "Tell the health commissioner, social care and the school that you are considering it",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=REQUEST,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 4(2)",
            SEND_REGS + "4",
            "is considering securing",
        ),
    ),
    at_once(
        "ehcna-decision-notify-others",
        "Tell those same people the decision",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=frozenset({K.ASSESSMENT_AGREED, K.ASSESSMENT_REFUSED}),
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 5(2)",
            SEND_REGS + "5",
            "must also notify the persons who were notified in accordance with regulation "
            "4(2) of its decision",
        ),
    ),
    at_once(
        "ehcna-refuse-contents",
        "If refusing, say in the letter: right of appeal, time limits, mediation, support services",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=frozenset({K.ASSESSMENT_REFUSED}),
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 5(3)",
            SEND_REGS + "5",
            "(a) their right to appeal that decision; (b) the time limits for doing so",
        ),
    ),
    at_once(
        "ehcna-advice-request",
        "If assessing, ask for all the advice the same day",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=frozenset({K.ASSESSMENT_AGREED}),
        confidence=Confidence.PARTIAL,
        cites=Citation(
            "SEND Regulations 2014, reg 6(1)",
            SEND_REGS + "6",
            "it must seek the following advice and information",
        ),
        note="No number in the regulation; every day late is taken from the sixteen weeks.",
    ),
    Rule(
        "ehcna-advice-return",
        "Return the advice asked for",
        WORKFLOW,
        Step.ADVICE,
        starts=frozenset({K.ADVICE_REQUESTED}),
        not_after=REASSESSING,
        until=REASSESSED,
        stops=frozenset({K.ADVICE_RECEIVED}),
        overtaken_by=DRAFT | {K.FINAL_PLAN_SENT},
        ended_by=NO_PLAN,
        excuses=REG_8_2,
        excused_once=REG_8_1,
        actor=Actor.ADVISER,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PARTIAL,
        versions=since_2014(
            Period(6, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 8(1)",
                SEND_REGS + "8",
                "that body must comply with such a request within 6 weeks of the date on "
                "which they receive it",
            ),
        ),
        note="One clock for each adviser, from the day each received the request; counted here "
        "from the day it was sent.",
    ),
    Rule(
        "ehcna-no-plan",
        "Give notice if no plan will be made",
        WORKFLOW,
        Step.DECIDE_PLAN,
        starts=REQUEST,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        stops=frozenset({K.PLAN_REFUSED}),
        overtaken_by=TO_MAKE_PLAN,
        ended_by=GONE | DRAFT | ROUTES | {K.ASSESSMENT_REFUSED, K.PLAN_AGREED, K.FINAL_PLAN_SENT},
        excuses=REG_10_4,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(16, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 10(1)",
                SEND_REGS + "10",
                "within 16 weeks of the local authority receiving a request for an EHC needs "
                "assessment",
            ),
        ),
    ),
    at_once(
        "ehcna-no-plan-notify-others",
        "If no plan, tell the health commissioner and the school in the same notice",
        WORKFLOW,
        Step.DECIDE_PLAN,
        starts=frozenset({K.PLAN_REFUSED}),
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 10(2)",
            SEND_REGS + "10",
            "must also notify the responsible commissioning body and the person notified "
            "in accordance with regulation 4(2)(c) or (d)",
        ),
    ),
)
