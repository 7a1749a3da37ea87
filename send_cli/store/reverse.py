"""Reversing one row of the journal: in the file for an undo, beside it to see a case as it was."""

import sqlite3
from typing import NamedTuple

from send_cli.domain.case import Field, name_key
from send_cli.store.rows import THINGS

_TABLES = {"case": "cases", "event": "events", "unread": "unread", **THINGS}


class Written(NamedTuple):
    """One row of the journal, as what it changed: the case, what, and from what to what."""

    case_id: int | None
    thing: str
    what: str
    row_id: int | None
    old: str | None
    new: str | None


WRITTEN = "case_id, thing, what, row_id, old, new"
"""The columns of the journal that a `Written` is made of."""


def reverse(connection: sqlite3.Connection, command_id: int, written: Written) -> None:
    """Put back what one row of the journal changed; `command_id` is what withdraws what it added.

    The rows of later commands, and the later rows of its own, were put back before.
    """
    case_id, thing, what, row_id, old, new = written
    table = _TABLES.get(thing)
    if thing == "field":
        for column, value in columns_set(what, old).items():
            connection.execute(f"UPDATE cases SET {column} = ? WHERE id = ?", [value, case_id])
    elif thing == "held":
        was_booked = old == "booked"
        connection.execute("UPDATE events SET booked = ? WHERE id = ?", [was_booked, row_id])
    elif thing == "note":
        connection.execute("UPDATE events SET note = ? WHERE id = ?", [old, row_id])
    elif table:
        by = command_id if new is not None else None
        connection.execute(f"UPDATE {table} SET withdrawn_by = ? WHERE id = ?", [by, row_id])


def columns_set(field: str, value: str | None) -> dict[str, str | None]:
    """Return the columns of a case that hold a field: an officer is also held as compared."""
    columns = {str(field): value}
    if field == Field.OFFICER:
        columns["officer_key"] = name_key(value) if value else None
    return columns
