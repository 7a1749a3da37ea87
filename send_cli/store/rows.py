"""What is kept beside the events of a case, as rows: contacts, tasks, marks, other cells."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from send_cli.domain.case import Extra
from send_cli.domain.contact import Channel, Contact, Party
from send_cli.domain.mark import Mark, MarkKind
from send_cli.domain.task import Task

Kept = Contact | Task | Mark | Extra

CONTACT_COLUMNS = ("on_date", "channel", "party", "text", "received")
TASK_COLUMNS = (
    *("number", "text", "added_on", "due", "minutes", "promised_to", "rule", "start_on"),
    *("officer", "done_on", "snoozed_on", "snoozed_until"),
)
MARK_COLUMNS = ("kind", "made_on", "until", "text")
EXTRA_COLUMNS = ("heading", "text", "event")

TABLES: dict[type[Kept], tuple[str, tuple[str, ...]]] = {
    Contact: ("contacts", CONTACT_COLUMNS),
    Task: ("tasks", TASK_COLUMNS),
    Mark: ("marks", MARK_COLUMNS),
    Extra: ("extras", EXTRA_COLUMNS),
}
"""The table of each kind, and its columns in the order of its fields."""

THINGS: dict[str, str] = {
    "contact": "contacts",
    "task": "tasks",
    "mark": "marks",
    "extra": "extras",
}
"""What the journal calls a row of each table."""


def cells(kept: Kept) -> tuple[str | int | None, ...]:
    """Return one of them as the cells of its row."""
    return tuple(
        one.isoformat() if isinstance(one, date) else int(one) if isinstance(one, bool) else one
        for one in kept
    )


def thing_of(kept: Kept) -> str:
    """Return what the journal calls it."""
    return type(kept).__name__.lower()


def contact(row: Sequence[Any]) -> Contact:
    """Return the contact that stands in CONTACT_COLUMNS."""
    on, channel, party, text, received = row
    return Contact(date.fromisoformat(on), Channel(channel), Party(party), text, received == 1)


def task(row: Sequence[Any]) -> Task:
    """Return the task that stands in TASK_COLUMNS."""
    number, text, added, due, minutes, promised, rule, start, officer, *days = row
    done, snoozed_on, snoozed_until = map(_day, days)
    return Task(
        number,
        text,
        date.fromisoformat(added),
        _day(due),
        minutes,
        promised,
        rule,
        _day(start),
        officer,
        done,
        snoozed_on,
        snoozed_until,
    )


def mark(row: Sequence[Any]) -> Mark:
    """Return the mark that stands in MARK_COLUMNS."""
    kind, made, until, text = row
    return Mark(MarkKind(kind), date.fromisoformat(made), date.fromisoformat(until), text)


def extra(row: Sequence[Any]) -> Extra:
    """Return the cell of no field that stands in EXTRA_COLUMNS."""
    return Extra(*row)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
