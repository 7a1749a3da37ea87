"""Moves between authorities: the plan that leaves with a child, and the plan that arrives."""

from send_cli.domain.event import CASE_ENDS, REVIEW_DECISIONS
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Directed, Period, Unit
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Confidence, Rule, Workflow
from send_cli.domain.step import Step
from send_cli.rules.review import AFTER_DECISION
from send_cli.rules.sources import IN_FORCE, SEND_REGS, at_once, counted_by_hand, since_2014

WORKFLOW = Workflow.MOVE

MOVED_IN = frozenset({K.MOVED_IN})
TRANSFERRED = frozenset({K.PLAN_TRANSFERRED})
# A child who comes back, or whose plan ended, has no plan to transfer.
NO_TRANSFER = frozenset({K.MOVED_IN, K.PLAN_CEASED, K.CASE_CLOSED})

SWINDON = (
    "https://www.swindon.gov.uk/info/20210/frequently_asked_questions_faqs_about_send/1476/"
    "send_faqs_education_health_and_care_ehc_plans"
)
DEVON_MOVING = "https://www.devonias.org.uk/information/moving-to-devon-with-a-child-with-send/"
REG_16 = "SEND Regulations 2014, reg 16"
WORKING_DAY = "What the Regulations call a working day was not read: counted as in England."
FROM_AWARENESS = "The first day is counted, the earlier of two readings. " + WORKING_DAY

FIFTEEN_WORKING_DAYS = Period(15, Unit.WORKING_DAYS, inclusive=True)

RULES = (
    Rule(
        "move-transfer",
        "Transfer the plan to the new authority on the day of the move",
        WORKFLOW,
        Step.TRANSFER_PLAN,
        starts=frozenset({K.MOVED_OUT}),
        given=frozenset({K.MOVE_KNOWN}),
        stops=TRANSFERRED,
        ended_by=NO_TRANSFER,
        actor=Actor.AUTHORITY,
        bound=Bound.ON,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Directed("the day of the move"),
            Citation(
                "SEND Regulations 2014, reg 15(2)",
                SEND_REGS + "15",
                "shall transfer the EHC plan to the new authority ... on the day of the move",
            ),
        ),
        note="Where this authority knew of the move at least 15 working days before it: record "
        "move-known with the day. Otherwise move-transfer-late governs.",
    ),
    Rule(
        "move-transfer-late",
        "Transfer the plan to the new authority, the move being known late",
        WORKFLOW,
        Step.TRANSFER_PLAN,
        starts=frozenset({K.MOVE_KNOWN}),
        stops=TRANSFERRED,
        ended_by=NO_TRANSFER,
        later_of=frozenset({"move-transfer"}),
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            FIFTEEN_WORKING_DAYS,
            Citation(
                "SEND Regulations 2014, reg 15(2)",
                SEND_REGS + "15",
                "within 15 working days beginning with the day on which it did become aware",
            ),
        ),
        note="From the day the old authority knew, not the new one. Until the day of the move is "
        "on record (moved-out), it may be that day, which is later, and this is no breach. "
        + WORKING_DAY,
    ),
    Rule(
        "move-inform",
        "Tell the family of the transfer, of any assessment, and of the next review",
        WORKFLOW,
        Step.TELL_OF_TRANSFER,
        starts=MOVED_IN,
        stops=frozenset({K.MOVE_INFORMED}),
        overtaken_by=AFTER_DECISION | REVIEW_DECISIONS | {K.REVIEW_MEETING},
        ended_by=CASE_ENDS,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(6, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 15(4)",
                SEND_REGS + "15",
                "must, within 6 weeks of the date of the transfer, inform the child's parent or "
                "the young person",
            ),
        ),
        note="moved-in is the day the plan was transferred.",
    ),
    Rule(
        "move-review",
        "Review the plan that was transferred",
        WORKFLOW,
        Step.HOLD_REVIEW,
        starts=MOVED_IN,
        stops=REVIEW_DECISIONS,
        ended_by=CASE_ENDS,
        later_of=frozenset({"ar-first", "ar-subsequent"}),
        warn=56,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(3, Unit.MONTHS, inclusive=True),
            Citation(
                "SEND Regulations 2014, reg 15(5); Code of Practice para 9.161",
                DEVON_MOVING,
                "within three months of the plan being transferred",
            ),
        ),
        note="The later of this and of the twelve months from the plan or its last review "
        "(ar-first, ar-subsequent) governs; the other is closed. The three months were not in "
        "the part of the regulation that was read. Where neither the plan nor a review is on "
        "record, the later may be the one not counted, and this is no breach: record "
        "final-plan-sent or the last review with its date.",
    ),
    at_once(
        "move-maintain",
        "Provide what the plan says from the day of the transfer: fees, and a place meanwhile",
        WORKFLOW,
        Step.TELL_OF_TRANSFER,
        starts=MOVED_IN,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 15(3)(a)",
            SEND_REGS + "15",
            "treated as if it had been made by the new authority on the date on which it was made "
            "by the old authority",
        ),
    ),
    at_once(
        "move-in-progress",
        "Moved here part-way through an assessment: no rule was found, so it begins anew here",
        WORKFLOW,
        Step.DECIDE_ASSESSMENT,
        starts=frozenset({K.BECAME_RESPONSIBLE}),
        only_after=frozenset({K.BECAME_RESPONSIBLE}),
        confidence=Confidence.UNVERIFIED,
        authority=Authority.PRACTICE,
        cites=Citation(
            "No provision found; Children and Families Act 2014, ss 24 and 36",
            "https://www.legislation.gov.uk/ukpga/2014/6/section/24",
            "",
        ),
        note="An open question: record became-responsible with the day it came to notice here.",
    ),
    counted_by_hand(
        "move-icb-notify",
        "Old integrated care board: tell the new one of the move",
        WORKFLOW,
        FIFTEEN_WORKING_DAYS,
        counted_from="the day the old board became aware of the move",
        since=IN_FORCE,
        cites=Citation(
            REG_16,
            SWINDON,
            "within 15 working days beginning on the day on which it did become aware",
        ),
        actor=Actor.ICB,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        note="On the day of the move where it knew at least 15 working days before. " + WORKING_DAY,
    ),
    counted_by_hand(
        "move-icb-change-only",
        "Old integrated care board: tell the new one of a change for another reason",
        WORKFLOW,
        FIFTEEN_WORKING_DAYS,
        counted_from="the day the old board became aware of the change",
        since=IN_FORCE,
        cites=Citation(REG_16, SWINDON, ""),
        actor=Actor.ICB,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        note=FROM_AWARENESS,
    ),
    counted_by_hand(
        "move-icb-request",
        "New integrated care board: ask for an assessment or a review it cannot do without",
        WORKFLOW,
        FIFTEEN_WORKING_DAYS,
        counted_from="the day the new board became aware of the change",
        since=IN_FORCE,
        cites=Citation(REG_16, SWINDON, "The new local authority must comply with any request."),
        actor=Actor.ICB,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        note="Where it cannot secure the health provision in the plan. " + FROM_AWARENESS,
    ),
)
