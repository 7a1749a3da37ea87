"""Annual and other reviews, from the year to the decision."""

from send_cli.domain.event import CASE_ENDS, REVIEW_DECISIONS
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Before, Period, Unit
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Confidence, Rule, Workflow
from send_cli.domain.step import Step
from send_cli.rules.coronavirus import REG_18A
from send_cli.rules.sources import CFA, SEND_REGS, at_once, since_2014

WORKFLOW = Workflow.REVIEW

MEETING = frozenset({K.REVIEW_MEETING})
GONE = CASE_ENDS
AMENDED = frozenset({K.AMENDED_PLAN_SENT, K.PHASE_PLAN_SENT})
# The later steps of the work: one of them on record means that those before it were taken.
NOTICE = frozenset({K.AMENDMENT_NOTICE_SENT, K.AMENDMENT_NOTICE_SERVED})
AFTER_DECISION = AMENDED | NOTICE | {K.DECIDED_NOT_TO_AMEND}
# An outcome not given may have been to amend.
AMEND = frozenset({K.REVIEW_AMEND, K.REVIEW_DECISION})
NOT_AMENDING = frozenset({K.REVIEW_MAINTAIN, K.REVIEW_CEASE})

COP_9_169 = (
    "https://www.staffordshireconnects.info/kb5/staffordshire/directory/advice.page?id=FdU7Ug_VVjs"
)

RULES = (
    Rule(
        "ar-first",
        "Complete the first annual review",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        # A plan issued again after a re-assessment was first made before.
        not_after=REVIEW_DECISIONS | {K.FINAL_PLAN_SENT},
        until=GONE,
        stops=REVIEW_DECISIONS,
        ended_by=GONE,
        excused_once=REG_18A,
        warn=56,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PARTIAL,
        versions=since_2014(
            Period(12, Unit.MONTHS, inclusive=True),
            Citation(
                "Children and Families Act 2014, s 44(1)(a)",
                CFA + "44",
                "in the period of 12 months starting with the date on which the plan was first "
                "made",
            ),
        ),
        note="Runs until the decision, not the meeting. Commonly quoted as the anniversary "
        "itself, one day later.",
    ),
    Rule(
        "ar-subsequent",
        "Complete the annual review",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=REVIEW_DECISIONS,
        stops=REVIEW_DECISIONS,
        ended_by=GONE,
        excused_once=REG_18A,
        warn=56,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PARTIAL,
        versions=since_2014(
            Period(12, Unit.MONTHS, inclusive=True),
            Citation(
                "Children and Families Act 2014, s 44(1)(b)",
                CFA + "44",
                "in each subsequent period of 12 months starting with the date on which the plan "
                "was last reviewed under this section",
            ),
        ),
        note="Runs from decision to decision, not from the amended plan. Commonly quoted as the "
        "anniversary itself, one day later.",
    ),
    Rule(
        "ar-notice",
        "Give notice of the review meeting",
        WORKFLOW,
        Step.REVIEW_NOTICE,
        starts=MEETING,
        stops=frozenset({K.REVIEW_NOTICE_SENT}),
        ended_by=GONE,
        actor=Actor.SCHOOL,
        actor_without_setting=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Before(Period(2, Unit.WEEKS), clear=True),
            Citation(
                "SEND Regulations 2014, regs 20(3) and 21(3)",
                SEND_REGS + "20",
                "At least two weeks' notice of the date of the meeting must be given.",
            ),
        ),
        note="Fourteen clear days, the safer of two readings.",
    ),
    Rule(
        "ar-papers",
        "Circulate the papers for the review meeting",
        WORKFLOW,
        Step.REVIEW_NOTICE,
        starts=MEETING,
        stops=frozenset({K.REVIEW_PAPERS_SENT}),
        ended_by=GONE,
        actor=Actor.SCHOOL,
        actor_without_setting=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Before(Period(2, Unit.WEEKS), clear=True),
            Citation(
                "SEND Regulations 2014, regs 20(4) and 21(4)",
                SEND_REGS + "20",
                "must circulate it to those persons at least two weeks in advance of the review "
                "meeting",
            ),
        ),
        note="Fourteen clear days, the safer of two readings.",
    ),
    Rule(
        "ar-report",
        "Write the report of the review meeting",
        WORKFLOW,
        Step.REVIEW_REPORT,
        starts=MEETING,
        stops=frozenset({K.REVIEW_REPORT_RECEIVED}),
        overtaken_by=REVIEW_DECISIONS | AFTER_DECISION,
        ended_by=GONE,
        actor=Actor.SCHOOL,
        actor_without_setting=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(2, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, regs 20(7) and 21(7)",
                SEND_REGS + "21",
                "prepare a report on the child or young person within two weeks of the review "
                "meeting",
            ),
        ),
        note="The school's under reg 20; the authority's own under reg 21, where the child "
        "attends no school or other institution. Only reg 21(7) was read.",
    ),
    Rule(
        "ar-decision",
        "Decide after the review meeting and tell the family",
        WORKFLOW,
        Step.DECIDE_REVIEW,
        starts=MEETING,
        stops=REVIEW_DECISIONS,
        overtaken_by=AFTER_DECISION,
        ended_by=GONE,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(4, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, regs 20(10) and 21(9); Code of Practice para 9.169",
                COP_9_169,
                "within four weeks of the review meeting",
            ),
        ),
    ),
    at_once(
        "ar-decision-longstop",
        "Decide inside the twelve months too: see ar-first and ar-subsequent",
        WORKFLOW,
        Step.DECIDE_REVIEW,
        starts=MEETING,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "Children and Families Act 2014, s 44(1); Code of Practice para 9.169",
            COP_9_169,
            "and within 12 months of the date of issue",
        ),
        note="Never a date of its own, because the year is: the earlier of the two governs.",
    ),
    Rule(
        "ar-maintain-or-cease-notice",
        "Give notice of the decision to maintain or to cease, with the right of appeal",
        WORKFLOW,
        Step.DECIDE_REVIEW,
        starts=MEETING,
        given=NOT_AMENDING,
        stops=NOT_AMENDING,
        ended_by=GONE | AMEND,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(4, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, regs 20(10) and (11), 21(9) and (10)",
                "https://send.essex.gov.uk/help-learning/step-by-step/"
                "steps-annual-review-process/what-happens-next",
                "",
            ),
        ),
        note="To cease also needs reg 31: consult first, then notify.",
    ),
    at_once(
        "review-not-in-school",
        "No school or institution: the authority arranges the meeting and writes the report",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=MEETING,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 21",
            SEND_REGS + "21",
            "the child or young person concerned does not attend a school or other institution",
        ),
    ),
    at_once(
        "review-under5",
        "Under five: consider a review every three to six months as well",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        confidence=Confidence.SECONDARY,
        authority=Authority.GUIDANCE,
        cites=Citation(
            "SEND Code of Practice 2015, para 9.178",
            "https://www.sloughfamilyservices.org.uk/kb5/sloughcst/directory/localoffer.page"
            "?localofferchannel=1-4-6",
            "should consider reviewing EHC plans for a child under five at least every three to "
            "six months",
        ),
    ),
    at_once(
        "review-under18-neet",
        "Under 18 and not in education or training: review the plan",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 29(2)",
            SEND_REGS + "29",
            "must review the EHC plan in accordance with regulations 18 and 19",
        ),
    ),
    at_once(
        "review-18plus-leaver",
        "18 or over and no longer attending: review before ceasing",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 30(1)",
            SEND_REGS + "30",
            "may not cease to maintain that EHC plan, unless it has reviewed that EHC plan",
        ),
    ),
    at_once(
        "review-termly-list",
        "Each term, tell schools and colleges which plans are due for review",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        confidence=Confidence.SECONDARY,
        authority=Authority.GUIDANCE,
        cites=Citation(
            "SEND Code of Practice 2015, para 9.173",
            "https://norfolksendiass.org.uk/informationzone/booklets/annual-review-meeting",
            "Each term the Local Authority must notify schools and colleges",
        ),
        note="Two weeks before the term is the number commonly given; it was not verified.",
    ),
    at_once(
        "early-review-request",
        "A parent asks for an early review: no right to compel one was found; answer, and consider",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.FINAL_PLAN_SENT}),
        confidence=Confidence.UNVERIFIED,
        authority=Authority.PRACTICE,
        cites=Citation("No provision found; consider reg 28", SEND_REGS + "28", ""),
    ),
)
