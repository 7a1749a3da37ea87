"""What the rule modules share: the instruments, the day they came into force, short forms."""

from datetime import date

from send_cli.domain.calendar import Calendar
from send_cli.domain.event import EventKind
from send_cli.domain.period import Directed, Length
from send_cli.domain.rule import (
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
        versions=(Version(IN_FORCE, None, cites),),
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
    calendar: Calendar | None = None,
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
        calendar=calendar,
        rolls=rolls,
        note=note,
    )
