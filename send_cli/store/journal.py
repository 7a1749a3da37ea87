"""What the journal says: every change to a case, and where each fact came from."""

import sqlite3
from collections.abc import Container, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from send_cli.domain.case import Unread
from send_cli.domain.event import EventKind
from send_cli.domain.task import no_such_task
from send_cli.store.derive import EVENT_COLUMNS, event

if TYPE_CHECKING:
    from send_cli.domain.recorded import Recorded


class Origin(NamedTuple):
    """Where a fact came from: the command, who gave it and when, and the row of a file."""

    words: str
    who: str
    as_of: date
    at: str
    file: str | None
    row: int | None


_ORIGIN = "words, who, as_of, at, file, journal.row"


def _origin(row: tuple[str, str, str, str, str | None, int | None]) -> Origin:
    words, who, as_of, at, file, number = row
    return Origin(words, who, date.fromisoformat(as_of), at, file, number)


class Entry(NamedTuple):
    """One row of the journal: what was changed, in which command, and what became of it.

    `note` is the reason given for it. `about` and `event_note` are the event's. `undoes`
    is true of what `send undo` wrote. `undone` is when and by whom the command
    was undone; `withdrawn_by` the command that withdrew the event.
    """

    command: int
    origin: Origin
    thing: str
    what: str
    row_id: int | None
    old: str | None
    new: str | None
    note: str | None
    about: str | None
    event_note: str | None
    undoes: bool
    undone: tuple[date, str] | None
    withdrawn_by: int | None


class LastImport(NamedTuple):
    """When a list was last imported: the day, and the file's name."""

    on: date
    words: str


class Ran(NamedTuple):
    """A command that changed the file: its words, who, when, how much, and what became of it."""

    as_of: date
    at: str
    who: str
    words: str
    changes: int
    cases: int
    state: str


class JournalReader:
    """Answers questions about who recorded what, and when."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def origin(self, ref: str, kind: EventKind, on: date, about: str | None) -> Origin | None:
        """Return where an event that stands came from."""
        row = self.connection.execute(
            f"SELECT {_ORIGIN} FROM journal "
            "JOIN commands ON commands.id = command_id "
            "JOIN events ON events.id = row_id AND thing = 'event' "
            "JOIN cases ON cases.id = events.case_id "
            "WHERE ref = ? AND cases.withdrawn_by IS NULL AND kind = ? AND on_date = ? "
            "AND about IS ? AND events.withdrawn_by IS NULL AND new IS NOT NULL "
            "ORDER BY journal.id LIMIT 1",
            [ref, kind.value, on.isoformat(), about],
        ).fetchone()
        return _origin(row) if row else None

    def unread_origin(self, ref: str, cell: Unread) -> Origin | None:
        """Return where an unreadable cell came from."""
        row = self.connection.execute(
            f"SELECT {_ORIGIN} FROM journal "
            "JOIN commands ON commands.id = command_id "
            "JOIN unread ON unread.id = row_id AND thing = 'unread' "
            "JOIN cases ON cases.id = unread.case_id "
            "WHERE ref = ? AND cases.withdrawn_by IS NULL AND heading = ? AND text = ? "
            "AND unread.withdrawn_by IS NULL AND new IS NOT NULL ORDER BY journal.id LIMIT 1",
            [ref, cell.heading, cell.text],
        ).fetchone()
        return _origin(row) if row else None

    def journal(self, ref: str) -> list[Entry]:
        """Return every change to a case of that reference, in the order they were made."""
        return [entry for _, entry in self._entries("ref = ?", ref)]

    def journal_since(self, command_id: int, refs: Container[str]) -> dict[str, list[Entry]]:
        """Return the events and fields changed by a command or since, of some references."""
        found: dict[str, list[Entry]] = {}
        where = "thing IN ('event', 'field') AND command_id >= ?"
        for ref, entry in self._entries(where, command_id):
            if ref in refs:
                found.setdefault(ref, []).append(entry)
        return found

    def task_journal(self, name: str) -> tuple[str, list[Entry]]:
        """Return the reference of a task's case, empty where it is no child's, and its changes.

        Raises:
            NotFound: no task ever had that name.

        """
        row = self.connection.execute(
            "SELECT coalesce(ref, '') FROM journal LEFT JOIN cases ON cases.id = journal.case_id "
            "WHERE thing = 'task' AND what = ? LIMIT 1",
            [name],
        ).fetchone()
        if row is None:
            raise no_such_task(name)
        return str(row[0]), [
            entry for _, entry in self._entries("thing = 'task' AND what = ?", name)
        ]

    def _entries(self, where: str, value: object) -> Iterator[tuple[str, Entry]]:
        """Yield the rows of the journal that fit, each with the reference of its case."""
        rows = self.connection.execute(
            "SELECT command_id, commands.words, commands.who, commands.as_of, commands.at, file, "
            "journal.row, thing, what, row_id, old, new, journal.note, about, events.note, "
            "commands.undoes, undo.as_of, undo.who, events.withdrawn_by, ref FROM journal "
            "JOIN commands ON commands.id = command_id "
            "LEFT JOIN cases ON cases.id = journal.case_id "
            "LEFT JOIN commands AS undo ON undo.id = commands.undone_by "
            "LEFT JOIN events ON events.id = row_id AND thing IN ('event', 'held') "
            f"WHERE {where} ORDER BY journal.id",
            [value],
        )
        for row in rows:
            entry = Entry._make(
                (
                    row[0],
                    _origin(row[1:7]),
                    *row[7:15],
                    row[15] is not None,
                    (date.fromisoformat(row[16]), row[17]) if row[16] else None,
                    row[18],
                )
            )
            yield row[19], entry

    def came_from(self, ref: str) -> Origin | None:
        """Return the row of a list that last brought something to a case."""
        row = self.connection.execute(
            f"SELECT {_ORIGIN} FROM journal JOIN commands ON commands.id = command_id "
            "JOIN cases ON cases.id = case_id WHERE ref = ? AND cases.withdrawn_by IS NULL "
            "AND file IS NOT NULL AND undone_by IS NULL ORDER BY journal.id DESC LIMIT 1",
            [ref],
        ).fetchone()
        return _origin(row) if row else None

    def commands(self, since: date, until: date) -> list[Ran]:
        """Return the commands run as of those days, both counted, in the order they were run."""
        rows = self.connection.execute(
            "SELECT as_of, at, who, words, count(journal.id), count(DISTINCT case_id), "
            "CASE WHEN undoes IS NOT NULL THEN 'undo' WHEN undone_by IS NOT NULL THEN 'undone' "
            "ELSE 'stands' END FROM commands LEFT JOIN journal ON command_id = commands.id "
            "WHERE as_of BETWEEN ? AND ? GROUP BY commands.id ORDER BY commands.id",
            [since.isoformat(), until.isoformat()],
        )
        return [Ran(date.fromisoformat(row[0]), *row[1:]) for row in rows]

    def first_command(self, since: date, until: date) -> int | None:
        """Return the first command run as of those days, both counted; None where none was.

        What was run after it was recorded since then, as of whatever day it was run.
        """
        (found,) = self.connection.execute(
            "SELECT min(id) FROM commands WHERE as_of BETWEEN ? AND ?",
            [since.isoformat(), until.isoformat()],
        ).fetchone()
        return None if found is None else int(found)

    def recorded(self) -> "list[Recorded]":
        """Return every event of the cases on record, those withdrawn too, and how each came."""
        from send_cli.domain.recorded import Recorded

        rows = self.connection.execute(
            "SELECT ref, commands.at, commands.who, file, gone.at, "
            "CASE WHEN file IS NULL THEN NULL ELSE journal.note END, "
            f"{', '.join(f'events.{column}' for column in EVENT_COLUMNS.split(', '))} FROM events "
            "JOIN cases ON cases.id = events.case_id AND cases.withdrawn_by IS NULL "
            "LEFT JOIN (SELECT row_id, min(id) AS first FROM journal "
            "WHERE thing = 'event' AND new IS NOT NULL GROUP BY row_id) AS came "
            "ON came.row_id = events.id "
            "LEFT JOIN journal ON journal.id = came.first "
            "LEFT JOIN commands ON commands.id = journal.command_id "
            "LEFT JOIN commands AS gone ON gone.id = events.withdrawn_by "
            "ORDER BY ref, on_date, events.id"
        )
        return [Recorded(row[0], event(row[6:]), *row[1:6]) for row in rows]

    def changes(self) -> dict[str, int]:
        """Return how many changes each case on record has had, by reference."""
        return dict(
            self.connection.execute(
                "SELECT ref, count(journal.id) FROM cases JOIN journal ON case_id = cases.id "
                "WHERE cases.withdrawn_by IS NULL GROUP BY cases.id"
            )
        )

    def last_import(self) -> LastImport | None:
        """Return the last import that was not undone."""
        row = self.connection.execute(
            "SELECT as_of, words FROM commands WHERE words LIKE 'import %' AND undone_by IS NULL "
            "ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return LastImport(date.fromisoformat(row[0]), row[1]) if row else None
