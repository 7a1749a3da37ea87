"""The family's time after a decision: to contact a mediation adviser, and to appeal."""

from send_cli.domain.calendar import Days
from send_cli.domain.event import APPEALABLE, ROUTES
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Period, Unit
from send_cli.domain.refusal import REVERSALS
from send_cli.domain.rule import (
    Actor,
    Authority,
    Bound,
    Citation,
    Confidence,
    Rule,
    Workflow,
)
from send_cli.domain.step import Step
from send_cli.rules.sources import HESC_RULES, RULE_12, SEND_REGS, since_2014

LEFT = frozenset({K.MOVED_OUT, K.CASE_CLOSED})
CERTIFICATE = frozenset({K.MEDIATION_CERTIFICATE})

# The family's time after each of these is counted from the first. After another, which every
# plan brings, it is counted from the decision all the same, but only once there is a sign that
# somebody means to use it.
TURNED_DOWN = frozenset(
    {
        K.ASSESSMENT_REFUSED,
        K.PLAN_REFUSED,
        K.REVIEW_CEASE,
        K.DECIDED_NOT_TO_AMEND,
        K.CEASE_NOTICE_SENT,
        K.REASSESSMENT_REFUSED,
        K.REASSESSMENT_NO_CHANGE,
    }
)
ONCE_USED = (
    "After a plan or a decision to keep one it is counted once mediation or an appeal is on record."
)
CHALLENGED = TURNED_DOWN | {
    K.MEDIATION_CONTACTED,
    K.MEDIATION_DECLINED,
    K.MEDIATION_REQUESTED,
    K.HEALTH_ISSUES_RAISED,
    K.MEDIATION_MEETING,
    K.MEDIATION_CERTIFICATE,
    K.APPEAL_REGISTERED,
}

RULES = (
    Rule(
        "med-contact",
        "Contact the mediation adviser",
        Workflow.MEDIATION,
        Step.CONTACT_MEDIATION,
        starts=APPEALABLE,
        restarts=APPEALABLE,
        given=CHALLENGED,
        stops=frozenset({K.MEDIATION_CONTACTED}),
        ended_by=LEFT | ROUTES | CERTIFICATE | {K.MEDIATION_DECLINED, K.MEDIATION_REQUESTED},
        lapses=True,
        actor=Actor.PARENT,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(2, Unit.MONTHS),
            Citation(
                "SEND Regulations 2014, reg 33",
                SEND_REGS + "33",
                "must contact the mediation adviser within 2 months after written notice of the "
                "local authority's decision was sent",
            ),
        ),
        note="The family's time, not a duty. Neither August nor Christmas extends it. No "
        "certificate is needed to appeal only about the school (Children and Families Act 2014, "
        "s 55(3)). " + ONCE_USED,
    ),
    Rule(
        "ftt-appeal-2m",
        "Appeal within two months of the decision",
        Workflow.TRIBUNAL,
        Step.APPEAL,
        starts=APPEALABLE,
        restarts=APPEALABLE,
        given=CHALLENGED,
        stops=frozenset({K.APPEAL_REGISTERED}),
        ended_by=ROUTES | REVERSALS | LEFT,
        days=Days.TRIBUNAL,
        rolls=True,
        lapses=True,
        actor=Actor.PARENT,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(2, Unit.MONTHS),
            Citation(
                "HESC Tribunal Rules 2008, rule 20(1)(c)(i)",
                HESC_RULES + "20",
                "within 2 months after written notice of the decision being challenged was sent "
                "to the applicant",
            ),
        ),
        note="The family's time, not a duty: the appeal must have reached the Tribunal by 5pm. "
        "Where ftt-appeal-1m ends later, that governs. " + RULE_12 + " " + ONCE_USED,
    ),
    Rule(
        "ftt-appeal-1m",
        "Appeal within one month of the mediation certificate",
        Workflow.TRIBUNAL,
        Step.APPEAL,
        starts=frozenset({K.MEDIATION_CERTIFICATE}),
        restarts=frozenset({K.MEDIATION_CERTIFICATE}),
        stops=frozenset({K.APPEAL_REGISTERED}),
        ended_by=ROUTES | REVERSALS | LEFT,
        days=Days.TRIBUNAL,
        rolls=True,
        lapses=True,
        outlasts="ftt-appeal-2m",
        actor=Actor.PARENT,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(1, Unit.MONTHS),
            Citation(
                "HESC Tribunal Rules 2008, rule 20(1)(c)(ii)",
                HESC_RULES + "20",
                "within 1 month from the date of issue of the mediation certificate if that date "
                "would be a later date",
            ),
        ),
        note="The family's time, not a duty. One month, not 30 days, and only where it ends later "
        "than the two months. " + RULE_12,
    ),
)
