"""Appeals that the authority does not oppose: regulation 45, as it stands since March 2015.

The text of 2014 ("4 weeks ... 4 weeks ... 2 weeks") is still quoted; it was replaced by
SI 2015/359, reg 8.
"""

from datetime import date

from send_cli.domain.event import TO_MAKE_PLAN
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Citation, Confidence, Workflow
from send_cli.domain.step import Step
from send_cli.rules.assessment import ADVICE, DRAFT, NO_PLAN
from send_cli.rules.orders import AMENDED, AS_FINAL, GONE, NO_NEW_PLAN, PLAN
from send_cli.rules.sources import (
    REG_44_3,
    REG_45_SINCE_2015,
    SURREY_WITHDRAWING,
    at_once,
    owed,
)

WORKFLOW = Workflow.TRIBUNAL

# Substituted in March 2015; the day was not seen, so nothing is counted before April.
SINCE = date(2015, 4, 1)

ASSESS = frozenset({K.UNOPPOSED_ASSESS})
MAKE_PLAN = frozenset({K.UNOPPOSED_PLAN})
SCHOOL = frozenset({K.UNOPPOSED_SCHOOL})
CONTENTS = frozenset({K.UNOPPOSED_CONTENTS})


def _reg_45(paragraph: str, quote: str, url: str = REG_45_SINCE_2015) -> Citation:
    text = f"SEND Regulations 2014, reg 45{paragraph}; as substituted by SI 2015/359"
    return Citation(text, url, quote)


RULES = (
    owed(
        "r45-assess-notify",
        "Tell the family that the assessment conceded begins",
        WORKFLOW,
        Step.BEGIN_ASSESSMENT,
        Period(2, Unit.WEEKS),
        starts=ASSESS,
        stops=frozenset({K.ASSESSMENT_AGREED, K.REASSESSMENT_AGREED}),
        overtaken_by=ADVICE | DRAFT | PLAN | TO_MAKE_PLAN | {K.PLAN_AGREED, K.PLAN_REFUSED},
        ended_by=NO_NEW_PLAN,
        excuses=REG_44_3,
        since=SINCE,
        confidence=Confidence.PRIMARY,
        cites=_reg_45(
            "(3)",
            "within 2 weeks of the date it notified the First-tier Tribunal under paragraph (1)",
        ),
    ),
    owed(
        "r45-assess-no-plan",
        "Give notice if no plan will be made after the assessment conceded",
        WORKFLOW,
        Step.DECIDE_PLAN,
        Period(10, Unit.WEEKS),
        starts=ASSESS,
        stops=frozenset({K.PLAN_REFUSED}),
        overtaken_by=TO_MAKE_PLAN,
        ended_by=(NO_NEW_PLAN - {K.PLAN_REFUSED}) | DRAFT | PLAN | {K.PLAN_AGREED},
        excuses=REG_44_3,
        since=SINCE,
        confidence=Confidence.PRIMARY,
        cites=_reg_45("(3A)(a)", "within 10 weeks of the date it notified the First-tier Tribunal"),
    ),
    owed(
        "r45-assess-final",
        "Send the final plan after the assessment conceded",
        WORKFLOW,
        Step.SEND_FINAL,
        Period(14, Unit.WEEKS),
        starts=ASSESS,
        stops=PLAN,
        ended_by=NO_NEW_PLAN | TO_MAKE_PLAN,
        excuses=REG_44_3,
        warn=28,
        since=SINCE,
        confidence=Confidence.PRIMARY,
        cites=_reg_45("(3A)(b)", "within 14 weeks of the date it notified the First-tier Tribunal"),
        note=AS_FINAL,
    ),
    owed(
        "r45-contents",
        "Send the amended plan, where an appeal on its contents is not opposed",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        Period(5, Unit.WEEKS),
        starts=CONTENTS,
        stops=AMENDED,
        ended_by=GONE,
        excuses=REG_44_3,
        since=SINCE,
        confidence=Confidence.PRIMARY,
        cites=_reg_45("(4)", "must issue the amended EHC plan ... within 5 weeks"),
    ),
    owed(
        "r45-school",
        "Send the plan with the school, where an appeal on the school alone is not opposed",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        Period(2, Unit.WEEKS),
        starts=SCHOOL,
        stops=AMENDED,
        ended_by=GONE,
        excuses=REG_44_3,
        since=SINCE,
        confidence=Confidence.SECONDARY,
        cites=_reg_45("(5)", "", SURREY_WITHDRAWING),
        note="Where the contents are appealed against too, record unopposed-contents instead: "
        "five weeks.",
    ),
    owed(
        "r45-refuse-plan-draft",
        "Send the draft of the plan conceded",
        WORKFLOW,
        Step.SEND_DRAFT,
        Period(5, Unit.WEEKS),
        starts=MAKE_PLAN,
        stops=frozenset({K.DRAFT_SENT}),
        overtaken_by=PLAN | {K.DRAFT_SERVED},
        ended_by=NO_PLAN,
        excuses=REG_44_3,
        since=SINCE,
        confidence=Confidence.SECONDARY,
        cites=_reg_45(
            "(6)",
            "must issue draft Plan within 5 weeks and issue a final Plan within 11 weeks",
            SURREY_WITHDRAWING,
        ),
    ),
    owed(
        "r45-refuse-plan-final",
        "Send the final plan conceded",
        WORKFLOW,
        Step.SEND_FINAL,
        Period(11, Unit.WEEKS),
        starts=MAKE_PLAN,
        stops=PLAN,
        ended_by=NO_PLAN,
        excuses=REG_44_3,
        warn=28,
        since=SINCE,
        confidence=Confidence.SECONDARY,
        cites=_reg_45(
            "(6)",
            "must issue draft Plan within 5 weeks and issue a final Plan within 11 weeks",
            SURREY_WITHDRAWING,
        ),
    ),
    at_once(
        "r45-cease",
        "If an appeal against ceasing is not opposed, keep up the plan",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        starts=frozenset({K.UNOPPOSED_CEASE, K.UNOPPOSED_CEASE_AMEND}),
        since=SINCE,
        confidence=Confidence.SECONDARY,
        cites=_reg_45("(6A)", "", SURREY_WITHDRAWING),
        note="The number of the paragraph is from memory.",
    ),
    owed(
        "r45-cease-amend",
        "Send the amended plan, where it was agreed to keep it up and amend it",
        WORKFLOW,
        Step.CARRY_OUT_ORDER,
        Period(5, Unit.WEEKS),
        starts=frozenset({K.UNOPPOSED_CEASE_AMEND}),
        stops=AMENDED,
        ended_by=GONE,
        excuses=REG_44_3,
        since=SINCE,
        confidence=Confidence.UNVERIFIED,
        cites=_reg_45("(6A)", "", SURREY_WITHDRAWING),
        note="The number is partly from memory.",
    ),
)
