"""Mediation and disagreement resolution, and what was agreed there."""

from send_cli.domain.event import APPEALABLE, BY_AGREEMENT, CASE_ENDS
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Directed, Period, Unit
from send_cli.domain.rule import Actor, Citation, Confidence, Workflow
from send_cli.domain.step import Step
from send_cli.rules.sources import (
    CFA,
    SEND_REGS,
    at_once,
    owed,
)

WORKFLOW = Workflow.MEDIATION

GONE = CASE_ENDS
MEETING = frozenset({K.MEDIATION_MEETING})
CERTIFICATE = frozenset({K.MEDIATION_CERTIFICATE})
# Once there is a certificate, an agreement or a change of mind, no mediation is left to arrange.
NO_MEDIATION = GONE | BY_AGREEMENT | CERTIFICATE | {K.MEDIATION_DECLINED}
AGREED_DATES = frozenset({K.AGREEMENT_DUE})

THREE_WORKING_DAYS = Period(3, Unit.WORKING_DAYS)
THIRTY_DAYS = Period(30, Unit.DAYS)
# The definition of a working day, reg 2(1), was not seen: believed to be Monday to Friday
# less Christmas Day, Good Friday and the bank holidays of England.
UNSEEN_WORKING_DAY = "The definition of a working day was not seen; bank holidays are left out."

IPSEA_PROCESS = "https://www.ipsea.org.uk/the-mediation-process"
SENSATIONAL_FAMILIES = "https://sensationalfamilies.org.uk/resources/27-mediation"

RULES = (
    owed(
        "med-cert-no-mediation",
        "Issue the certificate where the family want no mediation",
        WORKFLOW,
        Step.MEDIATION_CERTIFICATE,
        THREE_WORKING_DAYS,
        starts=frozenset({K.MEDIATION_DECLINED}),
        stops=CERTIFICATE,
        ended_by=GONE,
        actor=Actor.ADVISER,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND Regulations 2014, reg 34(1); Children and Families Act 2014, s 55(4)",
            SENSATIONAL_FAMILIES,
            "they must issue a mediation certificate within 3 working days",
        ),
        note=UNSEEN_WORKING_DAY,
    ),
    owed(
        "med-tell-icb",
        "Tell each health commissioner that the mediation is about health",
        WORKFLOW,
        Step.TELL_ICB,
        THREE_WORKING_DAYS,
        starts=frozenset({K.HEALTH_ISSUES_RAISED}),
        stops=frozenset({K.ICB_TOLD}),
        ended_by=NO_MEDIATION,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND Regulations 2014, regs 35 and 36",
            IPSEA_PROCESS,
            "must, within 3 working days of you telling your LA about this, tell each relevant "
            "integrated care board",
        ),
        note=UNSEEN_WORKING_DAY,
    ),
    owed(
        "med-arrange-la",
        "Arrange the mediation and take part in it",
        WORKFLOW,
        Step.ARRANGE_MEDIATION,
        THIRTY_DAYS,
        starts=frozenset({K.MEDIATION_REQUESTED}),
        stops=MEETING,
        ended_by=NO_MEDIATION,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND Regulations 2014, reg 36; Children and Families Act 2014, ss 53 and 54",
            IPSEA_PROCESS,
            "must arrange for mediation between you and the LA within 30 days of you telling the "
            "LA you want to mediate",
        ),
        note="Calendar days. That it cannot be arranged in time does not end the duty; the "
        "certificate does.",
    ),
    owed(
        "med-arrange-icb",
        "Arrange the mediation about health",
        WORKFLOW,
        Step.ARRANGE_MEDIATION,
        THIRTY_DAYS,
        # Where the family want the authority there as well, the authority arranges it.
        starts=frozenset({K.ICB_TOLD}),
        stops=MEETING,
        ended_by=NO_MEDIATION | {K.MEDIATION_REQUESTED},
        not_after=frozenset({K.MEDIATION_REQUESTED}),
        until=CERTIFICATE | BY_AGREEMENT | APPEALABLE,
        actor=Actor.ICB,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND Regulations 2014, reg 36; Children and Families Act 2014, s 53",
            IPSEA_PROCESS,
            "within 30 days from the date the LA told them",
        ),
        note="Calendar days, where health is all that is in dispute: mediation-requested is then "
        "left out. One page says working days, which is wrong.",
    ),
    at_once(
        "med-cannot-arrange",
        "If 30 days cannot be met, tell the mediation adviser as soon as that is clear",
        WORKFLOW,
        Step.ARRANGE_MEDIATION,
        starts=frozenset({K.MEDIATION_REQUESTED}),
        confidence=Confidence.SECONDARY,
        cites=Citation("SEND Regulations 2014, regs 36 to 39", IPSEA_PROCESS, ""),
    ),
    owed(
        "med-cannot-arrange-certificate",
        "Issue the certificate where no mediation can be arranged",
        WORKFLOW,
        Step.MEDIATION_CERTIFICATE,
        THREE_WORKING_DAYS,
        starts=frozenset({K.MEDIATION_NOT_ARRANGED}),
        stops=CERTIFICATE,
        ended_by=GONE,
        actor=Actor.ADVISER,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND Regulations 2014, regs 36 to 39",
            IPSEA_PROCESS,
            "must give to you a 'deemed mediation' certificate within 3 working days of the LA "
            "telling",
        ),
        note=UNSEEN_WORKING_DAY,
    ),
    owed(
        "med-cert-after",
        "Issue the certificate after the mediation",
        WORKFLOW,
        Step.MEDIATION_CERTIFICATE,
        THREE_WORKING_DAYS,
        starts=MEETING,
        restarts=MEETING,
        stops=CERTIFICATE,
        ended_by=GONE,
        actor=Actor.ADVISER,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND Regulations 2014, regs 38 and 39; Children and Families Act 2014, s 55(5)",
            "https://www.mumsnet.com/talk/special_needs/1872434-draft-SEN-0-25-CoP-is-out-now",
            "within 3 working days of the end of mediation",
        ),
        note="Counted from the last meeting. " + UNSEEN_WORKING_DAY,
    ),
    at_once(
        "med-attend",
        "Send somebody who has the authority to settle",
        WORKFLOW,
        Step.ARRANGE_MEDIATION,
        starts=MEETING,
        confidence=Confidence.SECONDARY,
        cites=Citation(
            "SEND Regulations 2014, reg 37",
            SENSATIONAL_FAMILIES,
            "attended by a person who has the authority to resolve the mediation issues",
        ),
    ),
    at_once(
        "drs",
        "Offer disagreement resolution, whatever the disagreement is about",
        WORKFLOW,
        Step.ARRANGE_MEDIATION,
        starts=APPEALABLE,
        confidence=Confidence.UNVERIFIED,
        cites=Citation("Children and Families Act 2014, s 57", CFA + "57", ""),
        note="No period; the section was not read.",
    ),
    at_once(
        "med-agree-appealable",
        "What could have been appealed against: the dates of reg 44, counted from the agreement",
        WORKFLOW,
        Step.AGREEMENT,
        starts=BY_AGREEMENT - {K.AGREEMENT_ON_OTHER, K.AGREEMENT_WITH_ICB},
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 42(2)",
            SEND_REGS + "42",
            "as if the mediation agreement were an order of the First-tier Tribunal",
        ),
        note="It has no period of its own: the clocks r44-... run from the agreement.",
    ),
    owed(
        "med-agree-other",
        "Do what was agreed on a matter without a right of appeal",
        WORKFLOW,
        Step.AGREEMENT,
        Period(2, Unit.WEEKS),
        starts=frozenset({K.AGREEMENT_ON_OTHER}),
        stops=frozenset({K.AGREEMENT_DONE}),
        ended_by=GONE,
        yields_to=AGREED_DATES,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 42(3)",
            SEND_REGS + "42",
            "must do that thing within two weeks of the date of the mediation agreement",
        ),
    ),
    owed(
        "med-agree-other-icb",
        "Do what the health commissioner agreed without the authority",
        WORKFLOW,
        Step.AGREEMENT,
        Period(2, Unit.WEEKS),
        starts=frozenset({K.AGREEMENT_WITH_ICB}),
        stops=frozenset({K.AGREEMENT_DONE}),
        ended_by=GONE,
        yields_to=AGREED_DATES,
        actor=Actor.ICB,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 42(3)",
            SEND_REGS + "42",
            "must do that thing within two weeks of the date of the mediation agreement",
        ),
    ),
    owed(
        "med-rcb-notify-la",
        "Tell the authority of an agreement it was no party to",
        WORKFLOW,
        Step.NOTIFY_AGREEMENT,
        Period(1, Unit.WEEKS),
        starts=frozenset({K.AGREEMENT_WITH_ICB}),
        stops=frozenset({K.AGREEMENT_NOTIFIED}),
        ended_by=GONE,
        yields_to=AGREED_DATES,
        actor=Actor.ICB,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 42(4)",
            SEND_REGS + "42",
            "within 1 week of the date of that agreement",
        ),
    ),
    owed(
        "med-override",
        "Do what was agreed in mediation, by the day agreed in writing",
        WORKFLOW,
        Step.AGREEMENT,
        Directed(),
        starts=AGREED_DATES,
        stops=frozenset({K.AGREEMENT_DONE}),
        ended_by=GONE,
        confidence=Confidence.PRIMARY,
        cites=Citation(
            "SEND Regulations 2014, reg 42(5)",
            SEND_REGS + "42",
            "do not apply where the parties to the mediation agree in writing to a different "
            "timescale",
        ),
        note="Record agreement-due with the day, and --about the event that will meet it "
        "(final-plan-sent): it takes the place of the counted date of that step.",
    ),
)
