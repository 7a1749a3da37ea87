"""The amendment of a plan after a review, from the notice to the amended plan."""

from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Confidence, Rule
from send_cli.domain.step import Step
from send_cli.rules.review import AMEND, AMENDED, GONE, MEETING, NOT_AMENDING, WORKFLOW
from send_cli.rules.sources import SEND_REGS, at_once, since_2014

IPSEA_DEVON = "https://www.ipsea.org.uk/r-l-m-and-p-v-devon-county-council-2022-ewhc-493-admin"
DEVON_NOTE = "https://www.monckton.com/case-note-r-l-v-devon-cc-2022-ewhc-493-admin/"

RULES = (
    Rule(
        "ar-amendment-notice",
        "Send the amendment notice with the proposed changes and the evidence",
        WORKFLOW,
        Step.SEND_AMENDMENT_NOTICE,
        starts=MEETING,
        given=AMEND,
        if_given=frozenset({K.REVIEW_DECISION}),
        stops=frozenset({K.AMENDMENT_NOTICE_SENT}),
        overtaken_by=AMENDED | {K.AMENDMENT_NOTICE_SERVED},
        ended_by=GONE | NOT_AMENDING | {K.DECIDED_NOT_TO_AMEND},
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(4, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 20(10) with reg 22(2)(a); R (L) v Devon [2022] EWHC "
                "493 (Admin)",
                IPSEA_DEVON,
                "your LA must tell you within four weeks",
            ),
        ),
    ),
    Rule(
        "ar-amend-reps",
        "Leave the family their 15 days on the proposed amendments",
        WORKFLOW,
        Step.SEND_AMENDED_PLAN,
        starts=frozenset({K.AMENDMENT_NOTICE_SENT}),
        restarts=frozenset({K.AMENDMENT_NOTICE_SERVED}),
        stops=AMENDED,
        ended_by=GONE | {K.DECIDED_NOT_TO_AMEND},
        actor=Actor.AUTHORITY,
        bound=Bound.AT_LEAST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(15, Unit.DAYS, inclusive=True),
            Citation(
                "SEND Regulations 2014, reg 22(2)(c)",
                SEND_REGS + "22",
                "at least 15 days, beginning with the day on which the draft plan was served",
            ),
        ),
        note="Runs from the day it was served: record amendment-notice-served where it was posted.",
    ),
    Rule(
        "ar-amend-final",
        "Send the amended final plan",
        WORKFLOW,
        Step.SEND_AMENDED_PLAN,
        starts=frozenset({K.AMENDMENT_NOTICE_SENT}),
        stops=AMENDED,
        ended_by=GONE | {K.DECIDED_NOT_TO_AMEND},
        warn=21,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Period(8, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 22(3)",
                SEND_REGS + "22",
                "within 8 weeks of the local authority sending a copy of the EHC plan in "
                "accordance with paragraph (2)(a)",
            ),
        ),
    ),
    Rule(
        "ar-not-amend-after-notice",
        "Tell the family that the plan will not be amended after all",
        WORKFLOW,
        Step.SEND_AMENDED_PLAN,
        starts=frozenset({K.AMENDMENT_NOTICE_SENT}),
        given=frozenset({K.DECIDED_NOT_TO_AMEND}),
        stops=frozenset({K.DECIDED_NOT_TO_AMEND}),
        ended_by=GONE | AMENDED,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(8, Unit.WEEKS),
            Citation(
                "SEND Regulations 2014, reg 22(4)",
                SEND_REGS + "22",
                "of its decision and its reasons for this as soon as practicable",
            ),
        ),
        note="The number was cut off in the text read.",
    ),
    Rule(
        "ar-amend-final-longstop",
        "Send the amended final plan within twelve weeks of the meeting",
        WORKFLOW,
        Step.SEND_AMENDED_PLAN,
        starts=MEETING,
        given=AMEND,
        if_given=frozenset({K.REVIEW_DECISION}),
        stops=AMENDED,
        ended_by=GONE | NOT_AMENDING | {K.DECIDED_NOT_TO_AMEND},
        warn=21,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.CASE_LAW,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(12, Unit.WEEKS),
            Citation(
                "R (L) v Devon [2022] EWHC 493 (Admin)",
                DEVON_NOTE,
                "issue a final amended plan within 12 weeks of the annual review meeting",
            ),
        ),
    ),
    at_once(
        "amend-no-review",
        "If there was no review: the notice has its own 15 days and 8 weeks all the same",
        WORKFLOW,
        Step.SEND_AMENDED_PLAN,
        starts=frozenset({K.AMENDMENT_NOTICE_SENT}),
        confidence=Confidence.UNVERIFIED,
        cites=Citation("SEND Regulations 2014, reg 28", SEND_REGS + "28", ""),
        note="The regulation was not read; ar-amend-reps and ar-amend-final run from the notice.",
    ),
)
