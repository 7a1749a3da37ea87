"""The appeal: the family's time to bring it, the response, the hearing, and what comes after."""

from datetime import date

from send_cli.domain.calendar import Days
from send_cli.domain.event import APPEAL_OVER, BY_ORDER, CASE_ENDS
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Before, Directed, Period, Unit
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
from send_cli.rules.sources import (
    CFA,
    HESC_RULES,
    RULE_12,
    at_once,
    owed,
    since_2014,
)

WORKFLOW = Workflow.TRIBUNAL

GONE = CASE_ENDS
LEFT = frozenset({K.MOVED_OUT, K.CASE_CLOSED})
OVER = APPEAL_OVER | LEFT
DIRECTED = frozenset({K.DIRECTION_DUE})
DECIDED = BY_ORDER | {K.APPEAL_DISMISSED}

# SI 2017/1306, reg 3, as its explanatory note has it: for appeals against decisions made, and
# on plans made or amended, from this day. The powers went on after the trial.
RECOMMENDATIONS_SINCE = date(2018, 4, 3)

FIVE_WEEKS = Period(5, Unit.WEEKS)

IPSEA_RESPONSE = "https://www.ipsea.org.uk/what-happens-after-i-submit-my-appeal-la-response"
MEDWAY = "https://medway.gov.uk/info/200307/local_offer/1305/single_route_of_redress/2"
RULES = (
    Rule(
        "ftt-la-response",
        "Send the response to the appeal",
        WORKFLOW,
        Step.ANSWER_APPEAL,
        starts=frozenset({K.APPEAL_REGISTERED}),
        stops=frozenset({K.RESPONSE_SENT}),
        overtaken_by=frozenset({K.HEARING}),
        ended_by=OVER,
        yields_to=DIRECTED,
        days=Days.TRIBUNAL,
        rolls=True,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(30, Unit.WORKING_DAYS),
            Citation(
                "HESC Tribunal Rules 2008, rules 21 and 12(3)(b)",
                IPSEA_RESPONSE,
                "usually within 30 working days of receiving your appeal documents",
            ),
        ),
        note="The day in the registration letter governs: record direction-due with it, --about "
        "response-sent. August and 25 December to 1 January are not counted.",
    ),
    owed(
        "ftt-directions",
        "Do what the Tribunal directed by the day it named",
        WORKFLOW,
        Step.DIRECTION,
        Directed(),
        starts=DIRECTED,
        stops=frozenset({K.DIRECTION_MET}),
        ended_by=OVER,
        authority=Authority.ORDER,
        confidence=Confidence.PARTIAL,
        cites=Citation(
            "HESC Tribunal Rules 2008, rule 12(1) and (4)",
            HESC_RULES + "12",
            "does not apply where the Tribunal directs that an act must be done by or on a "
            "specified date",
        ),
        note="By 5pm of the day named, which August and Christmas do not move. The wording was "
        "read in the rules of the Upper Tribunal.",
    ),
    Rule(
        "ftt-bundle",
        "Send the bundle at least ten working days before the hearing",
        WORKFLOW,
        Step.BUNDLE,
        starts=frozenset({K.HEARING}),
        stops=frozenset({K.BUNDLE_SENT}),
        ended_by=OVER,
        yields_to=DIRECTED,
        days=Days.TRIBUNAL,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.PRACTICE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Before(Period(10, Unit.WORKING_DAYS)),
            Citation(
                "Case directions of the Tribunal; no period in the Rules",
                "https://cbsendiass.org/timetable-for-appeal",
                "At least 10 working days before the hearing, the LA will send you and the "
                "Tribunal the bundle",
            ),
        ),
        note="Practice: the directions of the case govern (direction-due, --about bundle-sent).",
    ),
    at_once(
        "r45-notify",
        "If the appeal will not be opposed, tell the Tribunal before the response is due",
        WORKFLOW,
        Step.ANSWER_APPEAL,
        starts=frozenset({K.APPEAL_REGISTERED}),
        confidence=Confidence.PARTIAL,
        cites=Citation(
            "SEND Regulations 2014, reg 45(1) and (2)",
            "https://www.sendadvicesurrey.org.uk/information-advice-and-resources/appeals/"
            "consent-orders-and-agreements",
            "treated as if it was determined in favour of the appellant and the First-tier "
            "Tribunal is not required to make an order",
        ),
        note="The clocks r45-... then run from that notice.",
    ),
    at_once(
        "ftt-cease-during-appeal",
        "Keep up the plan until the time to appeal is over and any appeal is decided",
        WORKFLOW,
        Step.ANSWER_APPEAL,
        starts=frozenset({K.CEASE_NOTICE_SENT, K.REVIEW_CEASE}),
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "Children and Families Act 2014, s 45(4)",
            CFA + "45",
            "must continue to maintain the EHC plan until the time has passed for bringing an "
            "appeal or the appeal has been determined",
        ),
        note="Quoted from the Explanatory Note to the section.",
    ),
    owed(
        "rec-social-care",
        "Answer the Tribunal's social care recommendation in writing, with reasons",
        WORKFLOW,
        Step.SOCIAL_CARE_ANSWER,
        FIVE_WEEKS,
        starts=frozenset({K.SOCIAL_CARE_RECOMMENDED}),
        stops=frozenset({K.SOCIAL_CARE_ANSWERED}),
        ended_by=GONE,
        since=RECOMMENDATIONS_SINCE,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND (First-tier Tribunal Recommendations Power) Regulations 2017, SI 2017/1306",
            MEDWAY,
            "respond to parents and young people and the local council SEND team within 5 weeks "
            "of a recommendation",
        ),
        note="Counted from the day it was sent; the regulation with the number was not seen.",
    ),
    owed(
        "rec-health",
        "Answer the Tribunal's health recommendation in writing, with reasons",
        WORKFLOW,
        Step.HEALTH_ANSWER,
        FIVE_WEEKS,
        starts=frozenset({K.HEALTH_RECOMMENDED}),
        stops=frozenset({K.HEALTH_ANSWERED}),
        ended_by=GONE,
        actor=Actor.ICB,
        since=RECOMMENDATIONS_SINCE,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND (First-tier Tribunal Recommendations Power) Regulations 2017, SI 2017/1306",
            MEDWAY,
            "respond to parents and young people and the local council SEND team within 5 weeks "
            "of a recommendation",
        ),
        note="Counted from the day it was sent; a copy goes to the authority.",
    ),
    at_once(
        "rec-copy-sos",
        "See whether a copy of the answer is still owed to the Secretary of State",
        WORKFLOW,
        Step.SOCIAL_CARE_ANSWER,
        starts=frozenset({K.SOCIAL_CARE_ANSWERED}),
        since=RECOMMENDATIONS_SINCE,
        confidence=Confidence.UNVERIFIED,
        cites=Citation(
            "SEND (First-tier Tribunal Recommendations Power) Regulations 2017, SI 2017/1306",
            "https://www.legislation.gov.uk/uksi/2017/1306/note",
            "",
        ),
        note="During the trial, to 31 August 2021, it was owed within a week of the answer. The "
        "duty has likely ended with the trial, so no date is counted.",
    ),
    Rule(
        "ftt-permission-ut",
        "Ask for permission to appeal, a review or a setting aside",
        WORKFLOW,
        Step.APPEAL_FURTHER,
        starts=DECIDED,
        restarts=DECIDED,
        stops=frozenset({K.PERMISSION_SOUGHT}),
        days=Days.TRIBUNAL,
        rolls=True,
        lapses=True,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(
            Period(28, Unit.DAYS),
            Citation(
                "HESC Tribunal Rules 2008, rules 45 and 46",
                "https://www.liaiselincolnshire.org.uk/tribunals/hearing",
                "These options all have deadlines - usually within 28 days",
            ),
        ),
        note="Either side's time, not a duty; the order binds meanwhile. August and 25 December "
        "to 1 January are not counted. " + RULE_12,
    ),
)
