"""The one way these tests write down what happened to a case.

A history is a line, or a few divided by semicolons, of kind, day and what it is
about: `request-received 2026-01-05; advice-requested 2026-02-16 ep`.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from send_cli.domain.clock import deadlines
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import Event, EventKind
from send_cli.rules import BOOK

ONE_DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def events(history: str) -> list[Event]:
    found = []
    for line in history.split(";"):
        kind, on, *about = line.split()
        found.append(Event(EventKind(kind), day(on), about[0] if about else None))
    return found


def clocks(history: str, rule: str, *, without_setting: bool = False) -> list[Deadline]:
    """Every clock of a rule, in the order in which they opened."""
    found = deadlines(events(history), BOOK, without_setting=without_setting)
    return sorted(
        (row for row in found if row.rule.id == rule),
        key=lambda row: (row.opens_on, row.start_on, row.about or ""),
    )


def clock(history: str, rule: str, *, without_setting: bool = False) -> Deadline:
    """Return the only clock of a rule."""
    (only,) = clocks(history, rule, without_setting=without_setting)
    return only


def status(history: str, rule: str, on: str) -> Status:
    """How the only clock of a rule stands on a day."""
    return clock(history, rule).status(day(on))


def running(history: str, on: str) -> set[str]:
    """Return the ids of the rules whose clocks run on a day."""
    return {r.rule.id for r in deadlines(events(history), BOOK) if r.runs(day(on))}


def starts(rows: Iterable[Deadline]) -> list[str]:
    return [row.start_on.isoformat() for row in rows]
