"""Clocks of other law on the same desk: information, complaints, the Ombudsman, the courts.

No event of a child starts them: they are counted by hand, from the day a letter came.
"""

from datetime import date

from send_cli.domain.calendar import Days
from send_cli.domain.period import Directed, Period, Unit
from send_cli.domain.rule import Actor, Authority, Citation, Confidence, Workflow
from send_cli.rules.sources import counted_by_hand

WORKFLOW = Workflow.DESK

GDPR = date(2018, 5, 25)
INFORMATION_ACTS = date(2005, 1, 1)
# The Ombudsman uses the code in investigations from this day.
CODE = date(2026, 4, 1)
CHILDREN_ACT_COMPLAINTS = date(2006, 9, 1)
LOCAL_GOVERNMENT_ACT = date(1974, 4, 1)
CIVIL_PROCEDURE_RULES = date(1999, 4, 26)

LLG = "https://llg.org.uk/news/the-lgsco-release-the-complaint-handling-code"
ICO = "https://ico.org.uk/global/sar-checklist-for-smes/i-need-to-complete-a-sar"
CA_COMPLAINTS = "https://www.legislation.gov.uk/uksi/2006/1738/made"
PROTOCOL = "https://www.gov.uk/guidance/pre-action-protocol-for-judicial-review"
CPR_54 = "https://www.justice.gov.uk/courts/procedure-rules/civil/rules/part54"

RECEIVED = "the day the request was received"
CODE_TEXT = "Local Government and Social Care Ombudsman, Complaint Handling Code"
CA_TEXT = "Children Act 1989 Representations Procedure (England) Regulations 2006"
FROM_MEMORY = "Only the definition of a working day was read; the number is from memory."

TEN_WORKING_DAYS = Period(10, Unit.WORKING_DAYS)
TWENTY_WORKING_DAYS = Period(20, Unit.WORKING_DAYS)

RULES = (
    counted_by_hand(
        "sar",
        "Answer a subject access request",
        WORKFLOW,
        Period(1, Unit.MONTHS),
        counted_from=RECEIVED,
        since=GDPR,
        cites=Citation(
            "UK GDPR, arts 12(3) and 15",
            ICO,
            "calculate the time limit from the day you receive the request",
        ),
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        rolls=True,
        note="To the corresponding date, and on to the next working day from a weekend or bank "
        "holiday. Whether the Data (Use and Access) Act 2025 stops the clock was not checked.",
    ),
    counted_by_hand(
        "sar-extended",
        "Answer a subject access request that is complex",
        WORKFLOW,
        Period(3, Unit.MONTHS),
        counted_from=RECEIVED,
        since=GDPR,
        cites=Citation(
            "UK GDPR, art 12(3)",
            "https://information-compliance.ed.ac.uk/guidance/requests/subject-access/"
            "calculate-response-date",
            "",
        ),
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        rolls=True,
        note="Two months more, only for a complex request, and only if the person is told within "
        "the first month.",
    ),
    counted_by_hand(
        "foi",
        "Answer a freedom of information request",
        WORKFLOW,
        TWENTY_WORKING_DAYS,
        counted_from=RECEIVED,
        since=INFORMATION_ACTS,
        cites=Citation(
            "Freedom of Information Act 2000, s 10(1) and (6)",
            "https://informationrightsandwrongs.com/2013/01/08/when-is-a-working-day-not-a-working-day/",
            "not later than the twentieth working day following the date of receipt",
        ),
        authority=Authority.STATUTE,
        confidence=Confidence.PARTIAL,
        days=Days.ALL_UK,
        note="The day after receipt is the first. A bank holiday in any part of the United "
        "Kingdom is no working day: 2 January, St Patrick's Day, 12 July, St Andrew's Day.",
    ),
    counted_by_hand(
        "eir",
        "Answer a request for environmental information",
        WORKFLOW,
        TWENTY_WORKING_DAYS,
        counted_from=RECEIVED,
        since=INFORMATION_ACTS,
        cites=Citation(
            "Environmental Information Regulations 2004, reg 5(2)",
            "https://www.legislation.gov.uk/uksi/2004/3391/regulation/5",
            "",
        ),
        authority=Authority.STATUTE,
        confidence=Confidence.UNVERIFIED,
        days=Days.ALL_UK,
        note="The regulation was not read; working days are taken to be those of the Freedom of "
        "Information Act.",
    ),
    counted_by_hand(
        "complaint-s1-ack",
        "Acknowledge and log a complaint",
        WORKFLOW,
        Period(5, Unit.WORKING_DAYS),
        counted_from="the day the complaint was received",
        since=CODE,
        cites=Citation(
            CODE_TEXT,
            LLG,
            "acknowledgement ... and having it logged within five working days",
        ),
        authority=Authority.GUIDANCE,
        confidence=Confidence.SECONDARY,
    ),
    counted_by_hand(
        "complaint-s1",
        "Answer a complaint at stage 1",
        WORKFLOW,
        TEN_WORKING_DAYS,
        counted_from="the day the complaint was acknowledged",
        since=CODE,
        cites=Citation(
            CODE_TEXT, LLG, "full response within ten working days of the acknowledgement"
        ),
        authority=Authority.GUIDANCE,
        confidence=Confidence.SECONDARY,
    ),
    counted_by_hand(
        "complaint-s1-extended",
        "Answer a complaint at stage 1, where it was extended",
        WORKFLOW,
        TWENTY_WORKING_DAYS,
        counted_from="the day the complaint was acknowledged",
        since=CODE,
        cites=Citation(CODE_TEXT, LLG, ""),
        authority=Authority.GUIDANCE,
        confidence=Confidence.SECONDARY,
        note="Ten working days more at most, with the reasons given to the complainant.",
    ),
    counted_by_hand(
        "complaint-s2-ack",
        "Acknowledge a complaint at stage 2",
        WORKFLOW,
        Period(5, Unit.WORKING_DAYS),
        counted_from="the day the complaint was escalated",
        since=CODE,
        cites=Citation(CODE_TEXT, LLG, ""),
        authority=Authority.GUIDANCE,
        confidence=Confidence.SECONDARY,
    ),
    counted_by_hand(
        "complaint-s2",
        "Answer a complaint at stage 2",
        WORKFLOW,
        TWENTY_WORKING_DAYS,
        counted_from="the day the escalation was acknowledged",
        since=CODE,
        cites=Citation(
            CODE_TEXT, LLG, "twenty days from the time that the complaint was acknowledged"
        ),
        authority=Authority.GUIDANCE,
        confidence=Confidence.SECONDARY,
    ),
    *(
        counted_by_hand(
            f"complaint-ca1989-{stage}",
            title,
            WORKFLOW,
            Period(days, Unit.WORKING_DAYS),
            counted_from="the day the complaint, or the request for the next stage, was received",
            since=CHILDREN_ACT_COMPLAINTS,
            cites=Citation(CA_TEXT, CA_COMPLAINTS, ""),
            authority=Authority.STATUTE,
            confidence=Confidence.UNVERIFIED,
            note=FROM_MEMORY,
        )
        for stage, days, title in (
            ("s1", 10, "Answer a children's social care complaint at stage 1"),
            ("s1-extended", 20, "Answer a children's social care complaint at stage 1, extended"),
            ("s2", 25, "Answer a children's social care complaint at stage 2"),
            ("s2-extended", 65, "Answer a children's social care complaint at stage 2, extended"),
            ("s3", 30, "Hold the review panel of a children's social care complaint"),
        )
    ),
    counted_by_hand(
        "lgsco-12m",
        "Complain to the Ombudsman",
        WORKFLOW,
        Period(12, Unit.MONTHS, inclusive=True),
        counted_from="the day the person first knew of the problem",
        since=LOCAL_GOVERNMENT_ACT,
        cites=Citation(
            "Local Government Act 1974, s 26B",
            "https://www.lgo.org.uk/decisions/education/special-educational-needs/20-001-594",
            "Late complaints are when someone takes more than 12 months to complain to us",
        ),
        actor=Actor.PARENT,
        authority=Authority.STATUTE,
        confidence=Confidence.SECONDARY,
        note="The section was not read: the first day is counted, the earlier of two readings. "
        "The Ombudsman may take a later complaint.",
    ),
    counted_by_hand(
        "lgsco-enquiry",
        "Answer the Ombudsman's enquiry",
        WORKFLOW,
        Directed("the date in the Ombudsman's letter"),
        counted_from="the date the letter gives to answer by",
        since=LOCAL_GOVERNMENT_ACT,
        cites=Citation(
            "Local Government Act 1974, s 29",
            "https://www.legislation.gov.uk/ukpga/1974/7/section/29",
            "",
        ),
        authority=Authority.STATUTE,
        confidence=Confidence.UNVERIFIED,
        note="The letter names the date; the section was not read.",
    ),
    counted_by_hand(
        "sos-complaint",
        "Answer the Department for Education about a complaint to the Secretary of State",
        WORKFLOW,
        Directed("the date in the department's letter"),
        counted_from="the date the letter gives to answer by",
        since=date(1996, 11, 1),
        cites=Citation(
            "Education Act 1996, ss 496 and 497",
            "https://www.specialneedsjungle.com/faq/can-la-make-amendments-ehcp-differ-"
            "tribunal-order/",
            "made under section 497 of the Education Act 1996",
        ),
        authority=Authority.PRACTICE,
        confidence=Confidence.SECONDARY,
        note="The Act gives no period: answer by the date the department sets.",
    ),
    counted_by_hand(
        "pap-jr",
        "Answer a letter before claim for judicial review",
        WORKFLOW,
        Period(14, Unit.DAYS),
        counted_from="the date of the letter",
        since=CIVIL_PROCEDURE_RULES,
        cites=Citation("Pre-Action Protocol for Judicial Review", PROTOCOL, ""),
        authority=Authority.GUIDANCE,
        confidence=Confidence.UNVERIFIED,
        note="The normal time, in calendar days; shorter where the letter says that it is urgent. "
        "The number was not in the part of the protocol that was read.",
    ),
    counted_by_hand(
        "jr-limit",
        "File a claim for judicial review",
        WORKFLOW,
        Period(3, Unit.MONTHS),
        counted_from="the day the grounds first arose",
        since=CIVIL_PROCEDURE_RULES,
        cites=Citation(
            "Civil Procedure Rules, r 54.5(1)",
            PROTOCOL,
            "promptly and in any event not later than 3 months after the grounds to make the "
            "claim first arose",
        ),
        actor=Actor.PARENT,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        note="The claimant's. Promptly comes first: a claim inside the three months may be late.",
    ),
    counted_by_hand(
        "jr-aos",
        "Acknowledge service of a claim for judicial review",
        WORKFLOW,
        Period(21, Unit.DAYS),
        counted_from="the day the claim form was served",
        since=CIVIL_PROCEDURE_RULES,
        cites=Citation("Civil Procedure Rules, r 54.8", CPR_54, ""),
        authority=Authority.STATUTE,
        confidence=Confidence.UNVERIFIED,
        note="The rule was not read. A court often orders less: the order governs.",
    ),
)
