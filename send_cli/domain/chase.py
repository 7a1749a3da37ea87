"""Chases: the reminders sent to those who owe something."""

from collections.abc import Iterable
from datetime import date

from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.event import Event, EventKind
from send_cli.domain.rule import Actor
from send_cli.domain.step import ASKED

OTHERS = frozenset({Actor.SCHOOL, Actor.ADVISER, Actor.ICB})
"""Those who can be chased: a family's time and a Tribunal's are their own."""


def whose(row: Deadline) -> str:
    """Return what a chase of a step is recorded with: the adviser or school, or else the actor."""
    return row.about or row.actor.value


def chases(case: Case, row: Deadline, today: date) -> list[date]:
    """Return the days on which what a clock waits for was chased, while the clock ran."""
    name, end = whose(row), min(row.closed_on or today, today)
    # A clock counted back from a meeting begins before the day it is counted from.
    begin = min(row.start_on, row.opens_on)
    return sorted(
        event.on
        for event in case.events
        if event.kind is EventKind.CHASE_SENT and event.about == name and begin <= event.on <= end
    )


def nothing_to_chase(event: Event, rows: Iterable[Deadline]) -> str | None:
    """Return why nobody of that name can have been chased that day; None where they can."""
    owing = {
        whose(row)
        for row in rows
        if row.actor in OTHERS
        and min(row.start_on, row.opens_on) <= event.on
        and (row.rule.step in ASKED or row.closed_on is None or row.closed_on >= event.on)
    }
    if event.about in owing:
        return None
    choice = f" (--about {'|'.join(sorted(owing))})" if owing else ""
    if not event.about:
        return f"a chase needs whom it went to{choice or ': nothing is asked of anybody'}"
    return (
        f"{event.words} has nothing to chase: nothing was asked of {event.about} by "
        f"{spelt(event.on)}{choice}"
    )


def times(number: int) -> str:
    """Return how often in words: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
