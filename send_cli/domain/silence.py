"""Silence: how long a family has been without a word, and what they still wait for."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from send_cli.domain.calendar import Calendar
from send_cli.domain.case import Case
from send_cli.domain.contact import Contact
from send_cli.domain.deadline import Deadline
from send_cli.domain.question import is_over
from send_cli.domain.rule import Actor
from send_cli.domain.step import Step


class Silence(NamedTuple):
    """A family without a word since `since` (None: none is on record), or with a message waiting.

    `answer_by` is the last day of the authority's own standard for the message.
    """

    case: Case
    since: date | None
    message: Contact | None
    answer_by: date | None

    def days(self, today: date) -> int | None:
        """Return the calendar days without a word; None where none is on record."""
        return (today - self.since).days if self.since else None


def is_under_way(case: Case, rows: Iterable[Deadline], today: date) -> bool:
    """Say whether work is under way for a child: more than the year of a plan is running."""
    if is_over(case, today):
        return False
    if case.flags(today):
        return True
    return any(
        row.runs(today)
        and row.actor is Actor.AUTHORITY
        and not row.rule.is_window
        and row.step is not Step.HOLD_REVIEW
        for row in rows
    )


def silence(
    case: Case, today: date, quiet_days: int, reply_days: int, calendar: Calendar
) -> Silence | None:
    """Return how long a family has been without a word; None where it is not too long.

    `quiet_days` are calendar days, `reply_days` working days.
    """
    since, message = case.last_contact(today), case.unanswered(today)
    quiet = since is None or (today - since).days >= quiet_days
    if not quiet and message is None:
        return None
    by = message.answer_by(reply_days, calendar) if message else None
    return Silence(case, since, message, by)


def longest_first(found: Iterable[Silence]) -> list[Silence]:
    """Return them in order: messages that wait, the oldest first; then the longest silence."""
    return sorted(
        found,
        key=lambda one: (
            one.message is None,
            one.message.on if one.message else date.min,
            one.since or date.min,
            one.case.ref,
        ),
    )
