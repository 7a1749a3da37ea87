"""Detained children and young people: the assessment asked for in custody, and the plan held."""

from datetime import date

from send_cli.domain.event import ROUTES, TO_MAKE_PLAN
from send_cli.domain.event import EventKind as K
from send_cli.domain.ground import Ground
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import (
    Actor,
    Authority,
    Bound,
    Citation,
    Confidence,
    Rule,
    Version,
    Workflow,
)
from send_cli.domain.step import Step
from send_cli.rules.assessment import (
    ADVICE,
    CUSTODY,
    DRAFT,
    GONE,
    NO_LONGER_DUE,
    NO_LONGER_OPEN,
    NO_PLAN,
    OPEN,
    REASSESSED,
)
from send_cli.rules.sources import CFA, at_once, counted_by_hand

WORKFLOW = Workflow.CUSTODY

DP_REGS = "https://www.legislation.gov.uk/uksi/2015/62/regulation/"
DP_TEXT = "SEND (Detained Persons) Regulations 2015, "
DP_IN_FORCE = date(2015, 4, 1)

# Regs 5(4), 10(4) and 13(3): a school closed, and exceptional personal circumstances.
# Being away from the area is not among them.
DP_GROUNDS = frozenset({Ground.SCHOOL_CLOSED, Ground.PERSONAL_CIRCUMSTANCES})

LG_INFORM = "https://standards.esd.org.uk/?uri=duty/3631&tab=details"

SIX_WEEKS = Period(6, Unit.WEEKS)

RULES = (
    Rule(
        "cust-notice",
        "Decide whether to assess the detained person, and tell them",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=CUSTODY,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        stops=frozenset({K.ASSESSMENT_AGREED, K.ASSESSMENT_REFUSED}),
        overtaken_by=ADVICE | DRAFT | ROUTES | {K.PLAN_AGREED, K.PLAN_REFUSED, K.FINAL_PLAN_SENT},
        ended_by=GONE,
        excuses=DP_GROUNDS,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=(
            Version(
                DP_IN_FORCE,
                SIX_WEEKS,
                Citation(
                    DP_TEXT + "reg 5(1)",
                    DP_REGS + "5",
                    "within 6 weeks of ... receiving a request ... or the date on which the "
                    "detained person has been brought or comes to the attention",
                ),
            ),
        ),
        note="The home authority's.",
    ),
    Rule(
        "cust-notice-refuse",
        "Give notice that no assessment of the detained person is necessary",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=CUSTODY,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        given=frozenset({K.ASSESSMENT_REFUSED, K.EXCEPTION}),
        stops=frozenset({K.ASSESSMENT_REFUSED}),
        ended_by=GONE
        | ADVICE
        | DRAFT
        | ROUTES
        | {K.ASSESSMENT_AGREED, K.PLAN_AGREED, K.PLAN_REFUSED, K.FINAL_PLAN_SENT},
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=(
            Version(
                DP_IN_FORCE,
                SIX_WEEKS,
                Citation(
                    DP_TEXT + "reg 4(1)",
                    DP_REGS + "4",
                    "within 6 weeks of ... receiving a request",
                ),
            ),
        ),
        note="Its exceptions are those of reg 5 alone: no ground excuses a refusal.",
    ),
    Rule(
        "cust-no-plan",
        "Give notice if no plan will be made for the detained person",
        WORKFLOW,
        Step.DECIDE_PLAN,
        starts=CUSTODY,
        not_after=OPEN,
        until=NO_LONGER_OPEN,
        stops=frozenset({K.PLAN_REFUSED}),
        overtaken_by=TO_MAKE_PLAN,
        ended_by=GONE | DRAFT | ROUTES | {K.ASSESSMENT_REFUSED, K.PLAN_AGREED, K.FINAL_PLAN_SENT},
        excuses=DP_GROUNDS,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=(
            Version(
                DP_IN_FORCE,
                Period(16, Unit.WEEKS),
                Citation(
                    DP_TEXT + "reg 10(1)",
                    DP_REGS + "15",
                    "the 16 weeks specified in regulation 10(1)",
                ),
            ),
        ),
        note="The number was read where reg 15 repeats it.",
    ),
    Rule(
        "cust-draft-reps",
        "Leave the detained person and the parent their 15 days on the draft plan",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.DRAFT_SENT}),
        restarts=frozenset({K.DRAFT_SERVED}),
        only_after=CUSTODY,
        not_after=REASSESSED,
        stops=frozenset({K.FINAL_PLAN_SENT}),
        ended_by=NO_PLAN,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_LEAST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=(
            Version(
                DP_IN_FORCE,
                Period(15, Unit.DAYS, inclusive=True),
                Citation(
                    DP_TEXT + "reg 13(1)(a)",
                    DP_REGS + "13",
                    "at least 15 days, beginning with the day on which the draft plan was served",
                ),
            ),
        ),
        note="Runs from the day the draft was served: record draft-served where it was posted.",
    ),
    Rule(
        "cust-final",
        "Send the final plan of the detained person",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=CUSTODY,
        not_after=ROUTES,
        until=NO_LONGER_OPEN,
        stops=frozenset({K.FINAL_PLAN_SENT}),
        ended_by=NO_LONGER_DUE,
        excuses=DP_GROUNDS,
        warn=28,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=(
            Version(
                DP_IN_FORCE,
                Period(20, Unit.WEEKS),
                Citation(
                    DP_TEXT + "reg 13(2)",
                    DP_REGS + "13",
                    "as soon as practicable, and in any event within 20 weeks",
                ),
            ),
        ),
    ),
    at_once(
        "cust-released-midway",
        "Released part-way: the weeks still run from the custody request, and do not restart",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.RELEASED}),
        only_after=frozenset({K.RELEASED}),
        since=DP_IN_FORCE,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            DP_TEXT + "reg 15(1)",
            DP_REGS + "15",
            "from the date which the detained person has been brought or comes to the attention "
            "of the local authority",
        ),
        note="Never a date of its own: cust-notice, cust-no-plan and cust-final run on.",
    ),
    at_once(
        "cust-detained-midway",
        "Detained part-way: the weeks still run from the day the authority became responsible",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.DETAINED}),
        only_after=frozenset({K.DETAINED}),
        since=DP_IN_FORCE,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            DP_TEXT + "reg 15(4)",
            DP_REGS + "15",
            "from the date which the local authority became responsible",
        ),
        note="Never a date of its own: ehcna-decision, ehcna-no-plan and ehcp-final run on.",
    ),
    at_once(
        "cust-keep-plan",
        "Detained: keep the plan, and arrange what it says in detention",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.DETAINED}),
        only_after=frozenset({K.DETAINED}),
        since=DP_IN_FORCE,
        confidence=Confidence.UNVERIFIED,
        cites=Citation("Children and Families Act 2014, s 74", CFA + "74", ""),
        note="The section was not read.",
    ),
    at_once(
        "cust-release-review",
        "Released: provide again what the plan says, and review it as soon as practicable",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.RELEASED}),
        only_after=frozenset({K.RELEASED}),
        since=DP_IN_FORCE,
        confidence=Confidence.UNVERIFIED,
        cites=Citation("Children and Families Act 2014, s 48", CFA + "48", ""),
        note="The section was not read.",
    ),
    *(
        counted_by_hand(
            f"cust-tribunal-{what}",
            title,
            WORKFLOW,
            Period(2, Unit.WEEKS),
            counted_from="the day of the order",
            since=DP_IN_FORCE,
            cites=Citation(DP_TEXT + "reg 29", LG_INFORM, "within 2 weeks of the order being made"),
            authority=Authority.STATUTE,
            confidence=Confidence.SECONDARY,
            note="Of an order in a detained person's appeal. The number of the regulation is "
            "from memory.",
        )
        for what, title in (
            ("notify", "After the Tribunal's order, tell the detained person of the assessment"),
            (
                "school",
                "After the Tribunal's order, send the detained person's plan with the place",
            ),
        )
    ),
)
