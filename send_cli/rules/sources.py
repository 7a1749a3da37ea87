"""What the rule modules share: the instruments, the day they came into force, short forms."""

from datetime import date

from send_cli.domain.calendar import Days
from send_cli.domain.event import EventKind
from send_cli.domain.ground import Ground
from send_cli.domain.period import Directed, Length
from send_cli.domain.rule import (
    NO_KINDS,
    Actor,
    Authority,
    Bound,
    Citation,
    Confidence,
    Rule,
    Version,
    Workflow,
)
from send_cli.domain.step import Step

SEND_REGS = "https://www.legislation.gov.uk/uksi/2014/1530/regulation/"
CFA = "https://www.legislation.gov.uk/ukpga/2014/6/section/"
HESC_RULES = "https://www.legislation.gov.uk/uksi/2008/2699/article/"
REG_45_SINCE_2015 = "https://www.legislation.gov.uk/uksi/2015/359/regulation/8"
HMCTS_ORDERS = (
    "https://www.gov.uk/government/publications/time-limits-for-complying-with-a-send-tribunal-"
    "decision-send18/carry-out-an-order-in-special-educational-needs-cases"
)
SURREY_WITHDRAWING = (
    "https://www.sendadvicesurrey.org.uk/information-advice-and-resources/appeals/"
    "withdrawingstopping-an-appeal"
)
IPSEA_BA = (
    "https://www.ipsea.org.uk/ba-r-on-the-application-of-v-nottinghamshire-county-council-2021-"
    "ewhc-1348-admin"
)

# Rule 12(2) and (3)(a): time that ends on a day that is no working day, in August or from
# 25 December to 1 January is kept on the next working day after it.
RULE_12 = (
    "Rule 12 moves an end that is no working day, is in August or is from 25 December to 1 "
    "January to the next working day."
)

# Reg 44(3), which reg 45 shares: two weeks away is enough, and any ground of reg 13(3). The
# lettering of the paragraphs was not seen; HMCTS lists one more ground, of which the words
# are cut off.
REG_44_3 = frozenset(
    {
        Ground.PERSONAL_CIRCUMSTANCES,
        Ground.AWAY_TWO_WEEKS,
        Ground.AWAY,
        Ground.SCHOOL_CLOSED,
    }
)

IN_FORCE = date(2014, 9, 1)
"""Part 3 of the Children and Families Act 2014 and the SEND Regulations 2014 came into force."""


def since_2014(length: Length, citation: Citation) -> tuple[Version, ...]:
    """Return the versions of a rule that has not changed since Part 3 came into force."""
    return (Version(IN_FORCE, length, citation),)


def at_once(
    rule_id: str,
    title: str,
    workflow: Workflow,
    step: Step,
    *,
    starts: frozenset[EventKind],
    cites: Citation,
    confidence: Confidence,
    actor: Actor = Actor.AUTHORITY,
    authority: Authority = Authority.STATUTE,
    only_after: frozenset[EventKind] = frozenset(),
    since: date = IN_FORCE,
    note: str | None = None,
) -> Rule:
    """Return a rule that has no number: a line of the checklist of its step.

    With `only_after`, of those cases alone in which one of these has happened.
    """
    return Rule(
        rule_id,
        title,
        workflow,
        step,
        starts,
        actor=actor,
        bound=Bound.AT_ONCE,
        authority=authority,
        confidence=confidence,
        versions=(Version(since, None, cites),),
        only_after=only_after,
        note=note,
    )


def counted_by_hand(
    rule_id: str,
    title: str,
    workflow: Workflow,
    length: Length,
    *,
    counted_from: str,
    since: date,
    cites: Citation,
    authority: Authority,
    confidence: Confidence,
    actor: Actor = Actor.AUTHORITY,
    days: Days = Days.ENGLAND_AND_WALES,
    rolls: bool = False,
    note: str | None = None,
) -> Rule:
    """Return a rule that no event of a case starts: one for `send calc` alone."""
    return Rule(
        rule_id,
        title,
        workflow,
        Step.ANSWER,
        frozenset(),
        counted_from=counted_from,
        actor=actor,
        bound=Bound.ON if isinstance(length, Directed) else Bound.AT_MOST,
        authority=authority,
        confidence=confidence,
        versions=(Version(since, length, cites),),
        days=days,
        rolls=rolls,
        note=note,
    )


def owed(
    rule_id: str,
    title: str,
    workflow: Workflow,
    step: Step,
    length: Length,
    *,
    starts: frozenset[EventKind],
    stops: frozenset[EventKind],
    cites: Citation,
    confidence: Confidence,
    actor: Actor = Actor.AUTHORITY,
    authority: Authority = Authority.STATUTE,
    given: frozenset[EventKind] = NO_KINDS,
    restarts: frozenset[EventKind] = NO_KINDS,
    overtaken_by: frozenset[EventKind] = NO_KINDS,
    ended_by: frozenset[EventKind] = NO_KINDS,
    not_after: frozenset[EventKind] = NO_KINDS,
    until: frozenset[EventKind] = NO_KINDS,
    yields_to: frozenset[EventKind] = NO_KINDS,
    excuses: frozenset[Ground] = frozenset(),
    warn: int = 14,
    since: date = IN_FORCE,
    note: str | None = None,
) -> Rule:
    """Return a rule by which a step is owed within a time."""
    return Rule(
        rule_id,
        title,
        workflow,
        step,
        starts,
        stops,
        actor=actor,
        bound=Bound.AT_MOST,
        authority=authority,
        confidence=confidence,
        versions=(Version(since, length, cites),),
        given=given,
        restarts=restarts,
        overtaken_by=overtaken_by,
        ended_by=ended_by,
        not_after=not_after,
        until=until,
        yields_to=yields_to,
        excuses=excuses,
        warn=warn,
        note=note,
    )
