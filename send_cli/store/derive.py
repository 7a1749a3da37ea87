"""The derived deadlines: recomputed with every change, read many times."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any

from send_cli.domain.book import RuleBook
from send_cli.domain.case import RECORDED_ON, Case, Field
from send_cli.domain.deadline import Closing, Deadline
from send_cli.domain.event import Event, EventKind
from send_cli.domain.ground import Ground
from send_cli.domain.rule import Actor

EventRow = tuple[str, str, str | None, str | None, int]
EVENT_COLUMNS = "kind, on_date, about, note, booked"
DEADLINE_COLUMNS = (
    "rule, about, start_kind, start_on, due, act_by, not_before, actor, opens_on, conditional, "
    "closed_on, done_on, closing, ground, ground_on"
)
# A look-up is a quarter of the price of calling the enumeration, and there are thousands.
_KINDS = {kind.value: kind for kind in EventKind}
_ACTORS = {actor.value: actor for actor in Actor}
_TEXT: dict[str, str] = {
    member: member.value for names in (EventKind, Actor, Closing, Ground) for member in names
}

# The facts that deadlines follow from, besides the events.
_FACTS = "dob, year_group, year_group_on, setting_type, setting_type_on"

_INSERT = (
    f"INSERT INTO deadlines (case_id, place, {DEADLINE_COLUMNS}) VALUES ({', '.join('?' * 17)})"
)


def recompute(
    connection: sqlite3.Connection, book: RuleBook, case_ids: Sequence[int] | None = None
) -> None:
    """Derive the deadlines of some cases anew, or of all, inside the caller's transaction."""
    if case_ids is None:
        connection.execute("DELETE FROM deadlines")
        where = ""
    else:
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
        connection.execute("DELETE FROM touched")
        connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((i,) for i in case_ids))
        connection.execute("DELETE FROM deadlines WHERE case_id IN (SELECT id FROM touched)")
        where = "AND cases.id IN (SELECT id FROM touched)"
    connection.executemany(_INSERT, list(_derived(connection, book, where)))


def deadlines_follow(connection: sqlite3.Connection, book: RuleBook) -> bool:
    """Say whether the deadlines stored are those that follow from what is on record."""
    stored = connection.execute(
        f"SELECT case_id, place, {DEADLINE_COLUMNS} FROM deadlines ORDER BY case_id, place"
    )
    return all(held == row for held, row in zip_longest(stored, _derived(connection, book)))


def _derived(
    connection: sqlite3.Connection, book: RuleBook, where: str = ""
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the deadlines, in the order of the cases."""
    from send_cli.domain.clock import case_deadlines

    rows: Iterable[tuple[Any, ...]] = connection.execute(
        f"SELECT cases.id, {_FACTS}, {EVENT_COLUMNS} FROM events "
        "JOIN cases ON cases.id = events.case_id "
        f"WHERE events.withdrawn_by IS NULL AND cases.withdrawn_by IS NULL {where} "
        "ORDER BY cases.id"
    )
    for case_id, group in groupby(rows, key=itemgetter(0)):
        of_case = list(group)
        dob, year, year_on, setting, setting_on = of_case[0][1:6]
        case = Case(
            "",
            {
                field: text
                for field, text in (
                    (Field.DOB, dob),
                    (Field.YEAR_GROUP, year),
                    (Field.SETTING_TYPE, setting),
                )
                if text
            },
            tuple(event(row[6:]) for row in of_case),
            recorded=recorded((year_on, setting_on)),
        )
        for place, one in enumerate(case_deadlines(case, book)):
            yield (case_id, place, *_columns(one))


def recorded(days: Sequence[str | None]) -> dict[Field, date]:
    """Return the days on which facts were recorded, from their columns in order."""
    return {
        field: date.fromisoformat(day) for field, day in zip(RECORDED_ON, days, strict=True) if day
    }


def event(row: EventRow) -> Event:
    """Return the event that stands in EVENT_COLUMNS."""
    kind, on, about, note, booked = row
    return Event(_KINDS[kind], date.fromisoformat(on), about, note, booked == 1)


def _columns(one: Deadline) -> tuple[object, ...]:
    rule, about, start_kind, start_on, due, act_by, not_before, actor, opens_on, conditional = one[
        :10
    ]
    closed_on, done_on, closing, ground, ground_on = one[10:]
    return (
        rule.id,
        about,
        _TEXT[start_kind] if start_kind else None,
        _iso(start_on),
        _iso(due),
        _iso(act_by),
        _iso(not_before),
        _TEXT[actor],
        _iso(opens_on),
        int(conditional),
        _iso(closed_on),
        _iso(done_on),
        _TEXT[closing] if closing else None,
        _TEXT[ground] if ground else None,
        _iso(ground_on),
    )


def stored_deadline(row: Sequence[Any], book: RuleBook) -> Deadline:
    """Return the deadline that stands in DEADLINE_COLUMNS."""
    rule, about, start_kind, start_on, due, act_by, not_before, actor, opens_on, conditional = row[
        :10
    ]
    closed_on, done_on, closing, ground, ground_on = row[10:]
    return Deadline(
        book[rule],
        about,
        _KINDS[start_kind],
        date.fromisoformat(start_on),
        date.fromisoformat(due),
        _day(act_by),
        _day(not_before),
        _ACTORS[actor],
        date.fromisoformat(opens_on),
        conditional == 1,
        _day(closed_on),
        _day(done_on),
        Closing(closing) if closing else None,
        Ground(ground) if ground else None,
        _day(ground_on),
    )


@cache
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
