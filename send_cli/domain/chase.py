"""Chases: the reminders sent to those who owe something."""

from datetime import date

from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline
from send_cli.domain.event import EventKind


def whose(row: Deadline) -> str:
    """Return what a chase of a step is recorded with: the adviser or school, or else the actor."""
    return row.about or row.actor.value


def chases(case: Case, row: Deadline, today: date) -> list[date]:
    """Return the days on which what a clock waits for was chased, since the clock began."""
    name = whose(row)
    return sorted(
        event.on
        for event in case.events
        if event.kind is EventKind.CHASE_SENT
        and event.about == name
        and row.start_on <= event.on <= today
    )


def times(number: int) -> str:
    """Return how often in words: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
