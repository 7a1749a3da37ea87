"""The EHC needs assessment, from the request to the final plan."""

from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import (
    Actor,
    Authority,
    Bound,
    Citation,
    Confidence,
    Ground,
    Rule,
    Workflow,
)
from send_cli.domain.step import Step
from send_cli.rules.sources import CFA, SEND_REGS, at_once, since_2014

WORKFLOW = Workflow.ASSESSMENT

REQUEST = frozenset({K.REQUEST_RECEIVED, K.BECAME_RESPONSIBLE})
GONE = frozenset({K.REQUEST_WITHDRAWN, K.PLAN_CEASED, K.MOVED_OUT})
NO_PLAN = GONE | {K.ASSESSMENT_REFUSED, K.PLAN_REFUSED}
# The later steps of the work: one of them on record means that those before it were taken.
ADVICE = frozenset({K.ADVICE_REQUESTED, K.ADVICE_RECEIVED})
DRAFT = frozenset({K.DRAFT_SENT, K.DRAFT_SERVED})

# A repeat request starts nothing while an assessment is open.
OPEN = frozenset({K.ASSESSMENT_AGREED, K.ADVICE_REQUESTED, K.PLAN_AGREED, K.DRAFT_SENT})
NO_LONGER_OPEN = NO_PLAN | {K.FINAL_PLAN_SENT}

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
        overtaken_by=ADVICE | DRAFT | {K.PLAN_AGREED, K.PLAN_REFUSED, K.FINAL_PLAN_SENT},
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
        | {K.ASSESSMENT_AGREED, K.PLAN_AGREED, K.PLAN_REFUSED, K.FINAL_PLAN_SENT},
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
        note="Reg 4(1) has no exceptions: a ground that excuses the decision under reg 5 does "
        "not excuse a refusal.",
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
        stops=frozenset({K.ADVICE_RECEIVED}),
        overtaken_by=DRAFT | {K.FINAL_PLAN_SENT},
        ended_by=NO_PLAN,
        excuses=REG_8_2,
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
        ended_by=GONE | DRAFT | {K.ASSESSMENT_REFUSED, K.PLAN_AGREED, K.FINAL_PLAN_SENT},
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
    Rule(
        "ehcp-decision-to-issue",
        "Decide whether to make a plan",
        WORKFLOW,
        Step.DECIDE_PLAN,
        starts=REQUEST,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        stops=frozenset({K.PLAN_AGREED, K.PLAN_REFUSED}),
        overtaken_by=DRAFT | {K.FINAL_PLAN_SENT},
        ended_by=GONE | {K.ASSESSMENT_REFUSED},
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.PRACTICE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(16, Unit.WEEKS),
            Citation(
                "SEND Code of Practice 2015, timeline chart; no period in the Regulations",
                "https://www.lgo.org.uk/decisions/education/special-educational-needs/24-008-067",
                "",
            ),
        ),
        note="Practice, not law; the Ombudsman states sixteen weeks for this decision.",
    ),
    Rule(
        "ehcp-draft-issue",
        "Send the draft plan by week 16",
        WORKFLOW,
        Step.SEND_DRAFT,
        starts=REQUEST,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        stops=frozenset({K.DRAFT_SENT}),
        overtaken_by=frozenset({K.DRAFT_SERVED, K.FINAL_PLAN_SENT}),
        ended_by=NO_PLAN,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.GUIDANCE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(16, Unit.WEEKS),
            Citation(
                "SEND Code of Practice 2015, timeline chart; no period in the Regulations",
                "https://www.ipsea.org.uk/complaining-when-a-local-authority-does-not-send-a-"
                "draft-or-final-education-health-and-care-plan-on-time-model-letter-10",
                "There is no deadline in the law for when they must send out the draft EHC plan",
            ),
        ),
        note="Practice of most authorities, not law.",
    ),
    Rule(
        "ehcp-draft-issue-week-14",
        "Send the draft plan by week 14",
        WORKFLOW,
        Step.SEND_DRAFT,
        starts=REQUEST,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        stops=frozenset({K.DRAFT_SENT}),
        overtaken_by=frozenset({K.DRAFT_SERVED, K.FINAL_PLAN_SENT}),
        ended_by=NO_PLAN,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.PRACTICE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(14, Unit.WEEKS),
            Citation(
                "IPSEA, counted back from reg 13; no period in the Regulations",
                "https://www.ipsea.org.uk/complaining-when-a-local-authority-does-not-send-a-"
                "draft-or-final-education-health-and-care-plan-on-time-model-letter-10",
                "should send out the draft plan within 14 weeks",
            ),
        ),
        note="A charity's arithmetic, not law: it leaves six weeks to consult and finalise.",
    ),
    Rule(
        "ehcp-draft-representations",
        "Leave the family their 15 days on the draft plan",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.DRAFT_SENT}),
        restarts=frozenset({K.DRAFT_SERVED}),
        stops=frozenset({K.FINAL_PLAN_SENT}),
        ended_by=NO_PLAN,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_LEAST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(15, Unit.DAYS, inclusive=True),
            Citation(
                "SEND Regulations 2014, reg 13(1)(a)",
                SEND_REGS + "13",
                "at least 15 days, beginning with the day on which the draft plan was served",
            ),
        ),
        note="Runs from the day the draft was served: record draft-served where it was posted.",
    ),
    at_once(
        "ehcp-draft-meeting",
        "Arrange a meeting with an officer if the family ask for one in the 15 days",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.DRAFT_SENT}),
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 13(1)(a)(ii)",
            SEND_REGS + "13",
            "require the local authority to arrange a meeting between them and an officer",
        ),
    ),
    Rule(
        "ehcp-school-consult-response",
        "Answer the consultation",
        WORKFLOW,
        Step.CONSULTATION,
        starts=frozenset({K.CONSULTATION_SENT}),
        stops=frozenset({K.CONSULTATION_REPLY}),
        overtaken_by=frozenset({K.FINAL_PLAN_SENT, K.AMENDED_PLAN_SENT, K.PHASE_PLAN_SENT}),
        ended_by=NO_PLAN,
        actor=Actor.SCHOOL,
        bound=Bound.AT_MOST,
        authority=Authority.GUIDANCE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(15, Unit.DAYS),
            Citation(
                "SEND Code of Practice 2015, para 9.83; Children and Families Act 2014, s 40",
                "https://www.essexsendiass.co.uk/parents-and-carers/annual-reviews/"
                "phase-transfer-annual-review/",
                "must then consult with that setting, allowing 15 days before considering any "
                "response",
            ),
        ),
        note="Guidance; calendar days, half-terms counted. The paragraph number is from memory.",
    ),
    Rule(
        "ehcp-final",
        "Send the final EHC plan",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=REQUEST,
        stops=frozenset({K.FINAL_PLAN_SENT}),
        ended_by=NO_PLAN,
        excuses=REG_10_4,
        warn=28,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(20, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 13(2)",
                SEND_REGS + "13",
                "as soon as practicable, and in any event within 20 weeks of the local "
                "authority receiving a request",
            ),
        ),
    ),
    at_once(
        "ehcp-final-recipients",
        "Send it to everyone: family, the school or college named, the health commissioner",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        confidence=Confidence.PRIMARY,
        cites=Citation("SEND Regulations 2014, reg 13(2)(a) to (c)", SEND_REGS + "13", ""),
    ),
    at_once(
        "ehcp-final-notice-contents",
        "Say in the letter: right of appeal, time limits, mediation, support services",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        confidence=Confidence.UNVERIFIED,
        cites=Citation("SEND Regulations 2014, reg 14", SEND_REGS + "14", ""),
        note="Only the title of the regulation was seen.",
    ),
    at_once(
        "ehcp-provision-start",
        "See that the provision in the plan starts with the plan",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        confidence=Confidence.PARTIAL,
        cites=Citation(
            "Children and Families Act 2014, s 42(2) and (3)",
            CFA + "42",
            "The local authority must secure the specified special educational provision",
        ),
    ),
    at_once(
        "ehcp-school-admit",
        "The school named must admit the child at once",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        actor=Actor.SCHOOL,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "Children and Families Act 2014, s 43",
            "https://www.gov.uk/government/publications/time-limits-for-complying-with-a-"
            "send-tribunal-decision-send18/carry-out-an-order-in-special-educational-needs-"
            "cases",
            "The duty to admit a child starts as soon as the statement or EHC plan is made",
        ),
    ),
)
