"""Re-assessment of a child who has a plan, from the request to the plan that follows it."""

from send_cli.domain.event import TO_ASSESS
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Confidence, Rule, Workflow
from send_cli.domain.step import Step
from send_cli.rules.assessment import (
    ADVICE,
    DRAFT,
    GONE,
    NO_PLAN,
    REASSESSED,
    REASSESSING,
    REG_8_2,
    REG_10_4,
)
from send_cli.rules.sources import SEND_REGS, at_once, since_2014

WORKFLOW = Workflow.REASSESSMENT

REQUESTED = frozenset({K.REASSESSMENT_REQUESTED})
DONE = frozenset({K.FINAL_PLAN_SENT})
# The family keep the plan they have.
UNCHANGED = frozenset({K.REASSESSMENT_REFUSED, K.REASSESSMENT_NO_CHANGE})

SENDIASS = "https://sendadvicesurrey.org.uk/requesting-reassessment/"

RULES = (
    Rule(
        "reassess-decision",
        "Decide whether to re-assess and tell the family",
        WORKFLOW,
        Step.DECIDE_REASSESSMENT,
        starts=REQUESTED,
        # A repeat request starts nothing while a re-assessment is open.
        not_after=REASSESSING,
        until=REASSESSED | UNCHANGED,
        stops=frozenset({K.REASSESSMENT_AGREED, K.REASSESSMENT_REFUSED}),
        overtaken_by=ADVICE | DRAFT | DONE | {K.REASSESSMENT_NO_CHANGE},
        ended_by=GONE,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(15, Unit.DAYS),
            Citation(
                "SEND Regulations 2014, reg 25(1)",
                SENDIASS,
                "The LA should respond within 15 days",
            ),
        ),
        note="Calendar days. The regulation was not read; no exceptions are known.",
    ),
    at_once(
        "reassess-refuse-grounds",
        "A request within six months of the last assessment may be refused",
        WORKFLOW,
        Step.DECIDE_REASSESSMENT,
        starts=REQUESTED,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND Regulations 2014, reg 24",
            SENDIASS,
            "do not have to reassess if they have carried out an assessment within the previous "
            "six months",
        ),
    ),
    Rule(
        "reassess-advice",
        "Return the advice asked for in the re-assessment",
        WORKFLOW,
        Step.ADVICE,
        starts=frozenset({K.ADVICE_REQUESTED}),
        only_after=REASSESSING,
        not_after=REASSESSED,
        stops=frozenset({K.ADVICE_RECEIVED}),
        overtaken_by=DRAFT | DONE,
        ended_by=GONE | UNCHANGED,
        excuses=REG_8_2,
        actor=Actor.ADVISER,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(6, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 26, applying regs 6 to 9",
                "https://edyourself.org/send-regulations/",
                "also applies to re-assessment, see reg 26",
            ),
        ),
        note="One clock for each adviser, counted from the day the request was sent.",
    ),
    Rule(
        "reassess-draft-reps",
        "Leave the family their 15 days on the draft after the re-assessment",
        WORKFLOW,
        Step.SEND_REASSESSED_PLAN,
        starts=frozenset({K.DRAFT_SENT}),
        restarts=frozenset({K.DRAFT_SERVED}),
        only_after=REASSESSING,
        not_after=REASSESSED,
        stops=DONE,
        ended_by=GONE | UNCHANGED,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_LEAST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(15, Unit.DAYS, inclusive=True),
            Citation(
                "SEND Regulations 2014, reg 27(1), applying reg 13(1)",
                SEND_REGS + "27",
                "must comply with the requirements of regulations 11, 12, 13(1) and 14",
            ),
        ),
        note="Runs from the day the draft was served: record draft-served where it was posted.",
    ),
    Rule(
        "reassess-final",
        "Send the plan after the re-assessment",
        WORKFLOW,
        Step.SEND_REASSESSED_PLAN,
        starts=REASSESSING,
        # An order, agreement or notice to the Tribunal to assess has dates of its own.
        not_after=TO_ASSESS,
        until=REASSESSED | UNCHANGED | NO_PLAN | REQUESTED,
        stops=DONE,
        ended_by=GONE | UNCHANGED,
        excuses=REG_10_4,
        warn=28,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(14, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 27(2)",
                SEND_REGS + "27",
                "within 14 weeks of the notification under regulation 25(1) or of deciding it is "
                "necessary to reassess under section 44(3)",
            ),
        ),
        note="Runs from the notice that there will be a re-assessment, or from the authority's "
        "own decision; not from the request. Record the plan as final-plan-sent: the amended "
        "plan of a review does not stop it.",
    ),
    at_once(
        "reassess-no-change",
        "If the plan will not change, tell the family: record reassessment-no-change",
        WORKFLOW,
        Step.SEND_REASSESSED_PLAN,
        starts=REASSESSING,
        confidence=Confidence.UNVERIFIED,
        cites=Citation("SEND Regulations 2014, reg 27(4)", SEND_REGS + "27", ""),
        note="Whether the regulation gives a number was not verified.",
    ),
)
