"""Deadlines as a calendar: all-day events on the day to act, kept true by each new export."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline, Status, spelt
from send_cli.present.words import STATUS_WORDS, who

PRODUCT = "-//send//SEND deadlines//EN"

SPACE = UUID("7d0c9b3e-50a5-4e0e-9f6b-2f6d1f3b8f57")
"""What the names of entries are made in: the same deadline has the same name for ever."""

GONE = frozenset({Status.MET, Status.MET_LATE, Status.CLOSED})


class Entry(NamedTuple):
    """A deadline as a calendar shows it; `changes` counts the changes to its case so far.

    One that is `withdrawn` followed from an event that is no longer on record.
    """

    case: Case
    row: Deadline
    changes: int
    withdrawn: bool = False

    @property
    def name(self) -> str:
        """What tells it from all others, made of case, rule, about and the start of its cycle."""
        row = self.row
        of = (self.case.ref, row.rule.id, row.about or "", row.start_on.isoformat())
        return f"{uuid5(SPACE, repr(of))}@send"

    def is_gone(self, today: date) -> bool:
        """Say whether it has no place in a calendar any more: met, closed or withdrawn."""
        return self.withdrawn or self.row.status(today) in GONE


def calendar_feed(entries: Iterable[Entry], today: date, *, names: bool) -> bytes:
    """Return deadlines as an iCalendar file; those that are gone are in it as cancelled."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "SEND deadlines")
    for entry in entries:
        calendar.add_component(_event(entry, today, names=names))
    return bytes(calendar.to_ical())


def _event(entry: Entry, today: date, *, names: bool) -> Any:
    from icalendar import Event

    row = entry.row
    on = row.act_by or row.due
    gone = entry.is_gone(today)
    case = who(entry.case, names=names)
    event = Event()
    event.add("uid", entry.name)
    event.add("sequence", entry.changes)
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", f"{case}: {row.rule.title} ({_date_words(row)} {spelt(row.due)})")
    event.add("description", "\n".join(_description(entry, today)))
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _date_words(row: Deadline) -> str:
    return "legal date" if row.is_law else "target date"


def _description(entry: Entry, today: date) -> list[str]:
    row = entry.row
    act_by = [f"Last working day to act: {spelt(row.act_by)}"] if row.act_by else []
    status = "withdrawn" if entry.withdrawn else STATUS_WORDS[row.status(today)]
    return [
        f"{_date_words(row).capitalize()}: {spelt(row.due)}",
        *act_by,
        f"On {spelt(today)}: {status}",
        f"{row.rule.id}: {row.citation.text}",
    ]
