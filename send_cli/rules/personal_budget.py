"""Personal budgets and direct payments."""

from send_cli.domain.event import CASE_ENDS
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Confidence, Rule, Workflow
from send_cli.domain.step import Step
from send_cli.rules.coronavirus import DIRECT_PAYMENTS
from send_cli.rules.sources import at_once, since_2014

WORKFLOW = Workflow.PERSONAL_BUDGET

PAID = frozenset({K.DIRECT_PAYMENTS_STARTED})
REVIEWED = frozenset({K.DIRECT_PAYMENTS_REVIEWED})
OVER = CASE_ENDS | {K.DIRECT_PAYMENTS_STOPPED}

PB_TEXT = "SEN (Personal Budgets) Regulations 2014, "

RULES = (
    at_once(
        "pb-request",
        "If the family ask for a personal budget while the draft is open: prepare it",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.DRAFT_SENT}),
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "Children and Families Act 2014, s 49; " + PB_TEXT + "reg 4",
            "https://www.legislation.gov.uk/uksi/2014/1652/note",
            "Regulation 4 sets out when a request",
        ),
        note="No number: it runs inside the 15 days on the draft, or inside a review.",
    ),
    at_once(
        "pb-refuse",
        "If direct payments are refused: give reasons in writing, and review it on request",
        WORKFLOW,
        Step.SEND_FINAL,
        starts=frozenset({K.DRAFT_SENT}),
        confidence=Confidence.SECONDARY,
        cites=Citation(
            PB_TEXT + "reg 7",
            "https://educationlawbarristers.co.uk/special-educational-needs-ehc-plans-and-"
            "personal-budgets/",
            "It must give reasons for this, notify the parents or young person of their right to "
            "a review",
        ),
        note="The regulation was not read.",
    ),
    Rule(
        "dp-first-review",
        "Review the direct payments within their first three months",
        WORKFLOW,
        Step.REVIEW_DIRECT_PAYMENTS,
        starts=PAID,
        not_after=REVIEWED,
        until=OVER,
        stops=REVIEWED,
        ended_by=OVER,
        excused_once=DIRECT_PAYMENTS,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(3, Unit.MONTHS, inclusive=True),
            Citation(
                PB_TEXT + "reg 11",
                "https://localgovernmentlawyer.co.uk/education-law/394-education-news/"
                "43552-department-for-education-relaxes-statutory-timescales-in-four-sets-of-"
                "regulations-relating-to-sen-system",
                "within three months of direct payments being made ... to review the making and "
                "use of those direct payments",
            ),
        ),
        note="The first day is counted, the earlier of two readings; the regulation was not read.",
    ),
    at_once(
        "dp-ongoing",
        "Review the direct payments with each review of the plan",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=frozenset({K.REVIEW_MEETING}),
        only_after=PAID,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            PB_TEXT + "reg 11; Code of Practice para 9.169",
            "https://www.staffordshireconnects.info/kb5/staffordshire/directory/advice.page"
            "?id=FdU7Ug_VVjs",
            "the statutory requirement to review any arrangements for direct payments",
        ),
    ),
    at_once(
        "dp-stop",
        "If stopping direct payments: give reasonable notice in writing",
        WORKFLOW,
        Step.REVIEW_DIRECT_PAYMENTS,
        starts=frozenset({K.DIRECT_PAYMENTS_STOPPED}),
        confidence=Confidence.SECONDARY,
        cites=Citation(
            PB_TEXT + "reg 14",
            "https://www.senexpertsolicitors.co.uk/site/news/personal-budgets-direct-payments-"
            "and-sen-2",
            "the LA must first give notice in writing with their reasons",
        ),
        note="No number; the regulation was not read.",
    ),
)
