"""Ceasing to maintain a plan: consulting, notifying, and the appeal window before it may end."""

from send_cli.domain.calendar import Days
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Confidence, Rule, Workflow
from send_cli.domain.step import Step
from send_cli.rules.sources import CFA, HESC_RULES, SEND_REGS, at_once, since_2014

WORKFLOW = Workflow.CEASE

DECIDED = frozenset({K.REVIEW_CEASE})
NOTICE = frozenset({K.CEASE_NOTICE_SENT})
CERTIFICATE = frozenset({K.MEDIATION_CERTIFICATE})
# The plan is kept after all, or is no longer this authority's to cease.
KEPT = frozenset({K.REVIEW_MAINTAIN, K.REVIEW_AMEND, K.MOVED_OUT, K.CASE_CLOSED})

RULES = (
    at_once(
        "cease-consult",
        "If considering to cease: say so, and consult the family and the head or principal first",
        WORKFLOW,
        Step.DECIDE_REVIEW,
        starts=DECIDED,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 31(1)",
            SEND_REGS + "31",
            "inform the child's parent or the young person that it is considering ceasing ... "
            "and consult",
        ),
        note="No number in the regulation; fifteen days is common practice.",
    ),
    at_once(
        "cease-notify",
        "If ceasing: notify the family, the institution named and the health commissioner",
        WORKFLOW,
        Step.DECIDE_REVIEW,
        starts=DECIDED | NOTICE,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 31(2) and (3)",
            SEND_REGS + "31",
            "must notify the child's parent or the young person, the institution named ... and "
            "the responsible commissioning body",
        ),
        note="No number in the regulation; four weeks where it comes from a review meeting (see "
        "ar-maintain-or-cease-notice).",
    ),
    Rule(
        "cease-effective",
        "Keep the plan until the time to appeal has passed",
        WORKFLOW,
        Step.CEASE_PLAN,
        starts=DECIDED,
        restarts=NOTICE,
        stops=frozenset({K.PLAN_CEASED}),
        ended_by=KEPT,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_LEAST,
        authority=Authority.STATUTE,
        confidence=Confidence.PARTIAL,
        days=Days.TRIBUNAL,
        rolls=True,
        versions=since_2014(
            Period(2, Unit.MONTHS),
            Citation(
                "Children and Families Act 2014, s 45(4); Tribunal Procedure (HESC) Rules 2008, "
                "rules 12 and 20(1)(c)(i)",
                "https://legislation.gov.uk/ukpga/2014/6/notes/division/4/3/11/9",
                "must continue to maintain the EHC plan until the time has passed for bringing "
                "an appeal or the appeal has been determined",
            ),
        ),
        note="Two months from the notice; an end in August or from 25 December to 1 January "
        "moves to the first working day after. Longer where cease-effective-certificate says so, "
        "and until it is decided where an appeal was brought: no day can be given for that.",
    ),
    Rule(
        "cease-effective-certificate",
        "Keep the plan until the time to appeal after the certificate has passed",
        WORKFLOW,
        Step.CEASE_PLAN,
        starts=CERTIFICATE,
        restarts=CERTIFICATE,
        only_after=DECIDED | NOTICE,
        not_after=KEPT | {K.PLAN_CEASED},
        stops=frozenset({K.PLAN_CEASED}),
        ended_by=KEPT,
        outlasts="cease-effective",
        actor=Actor.AUTHORITY,
        bound=Bound.AT_LEAST,
        authority=Authority.STATUTE,
        confidence=Confidence.PARTIAL,
        days=Days.TRIBUNAL,
        rolls=True,
        versions=since_2014(
            Period(1, Unit.MONTHS),
            Citation(
                "Children and Families Act 2014, s 45(4); Tribunal Procedure (HESC) Rules 2008, "
                "rules 12 and 20(1)(c)(ii)",
                HESC_RULES + "20",
                "within 1 month from the date of issue of the mediation certificate if that date "
                "would be a later date",
            ),
        ),
        note="One month from the certificate, only where it ends later than the two months of "
        "cease-effective.",
    ),
    at_once(
        "cease-age25",
        "At 25 the plan may be kept to the end of the academic year",
        WORKFLOW,
        Step.CEASE_PLAN,
        starts=NOTICE,
        confidence=Confidence.UNVERIFIED,
        cites=Citation(
            "Children and Families Act 2014, s 46; SEND Regulations 2014, reg 46",
            CFA + "46",
            "prescribe the period of the academic year, for the purposes of continuing to "
            "maintain an EHC plan beyond a young person's 25th birthday",
        ),
        note="31 July is the day commonly given for its end; it was not verified.",
    ),
)
