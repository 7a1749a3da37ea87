"""Deadlines that followed from what was on record before something was withdrawn or corrected."""

from collections.abc import Sequence
from dataclasses import replace

from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case
from send_cli.domain.clock import case_deadlines
from send_cli.domain.deadline import Deadline
from send_cli.domain.recorded import Recorded


def former_deadlines(case: Case, recorded: Sequence[Recorded], book: RuleBook) -> list[Deadline]:
    """Return the deadlines there were just before each withdrawal, those that still are too.

    `recorded` are all events that the case ever had; its facts are those of today.
    """
    found: dict[Deadline, None] = {}
    for moment in sorted({one.withdrawn_at for one in recorded if one.withdrawn_at}):
        stood = (one.event for one in recorded if _stood(one, moment))
        found |= dict.fromkeys(case_deadlines(replace(case, events=tuple(stood)), book))
    return list(found)


def _stood(one: Recorded, moment: str) -> bool:
    """Say whether an event was on record just before a moment."""
    return (one.at or "") < moment and (one.withdrawn_at is None or one.withdrawn_at >= moment)
