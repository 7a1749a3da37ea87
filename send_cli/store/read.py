"""Reading the case file, which leaves every byte of it as it was."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case, Field, Unread, name_key
from send_cli.domain.change import RECORDED_ON
from send_cli.domain.deadline import Closing, Deadline
from send_cli.domain.event import Event, EventKind
from send_cli.domain.problem import NotFound, shortened
from send_cli.store.derive import (
    DEADLINE_COLUMNS,
    EVENT_COLUMNS,
    event,
    recompute,
    recorded,
    stored_deadline,
)
from send_cli.store.file import (
    BUSY_SECONDS,
    SCHEMA,
    absent,
    refuse_absent,
    refuse_old_sqlite,
    schema_of,
    sentences,
)

_FACTS = tuple(Field)


class Docket(NamedTuple):
    """A case with its deadlines, as the file holds them."""

    case: Case
    deadlines: tuple[Deadline, ...]


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


class Reader:
    """Answers questions about the case file; `notes` are to be told to the user."""

    def __init__(self, connection: sqlite3.Connection, book: RuleBook) -> None:
        self.connection = connection
        self.book = book
        self.notes: list[str] = []

    def dockets(
        self,
        today: date | None = None,
        *,
        officer: str | None = None,
        team: str | None = None,
        setting: str | None = None,
        ref: str | None = None,
        text: str | None = None,
    ) -> list[Docket]:
        """Return the cases that fit, in the order of their references, with deadlines.

        With `today`, deadlines that were stopped or ended by then are left out.
        `text` is part of a reference, a name or a UPN.

        Raises:
            NotFound: no case has that officer, team or setting.

        """
        terms, values = ["cases.withdrawn_by IS NULL"], list[str]()
        for column, wanted in (("officer", officer), ("team", team), ("setting", setting)):
            if wanted is not None:
                term, found = self._named(column, wanted)
                terms.append(term)
                values.extend(found)
        if ref is not None:
            terms.append("cases.ref = ?")
            values.append(ref)
        if text is not None:
            terms.append(f"cases.id IN ({', '.join(map(str, self._found(text)))})")
        where = " AND ".join(terms)
        columns, stamps = ", ".join(_FACTS), ", ".join(RECORDED_ON.values())
        with self._one_moment():
            events = self._events(where, values)
            unread = self._unread(where, values)
            deadlines = self._deadlines(where, values, today)
            rows = self.connection.execute(
                f"SELECT id, ref, missing_since, {stamps}, {columns} FROM cases "
                f"WHERE {where} ORDER BY ref",
                values,
            ).fetchall()
        return [
            Docket(
                Case(
                    row[1],
                    {field: text for field, text in zip(_FACTS, row[5:], strict=True) if text},
                    tuple(events.get(row[0], ())),
                    tuple(unread.get(row[0], ())),
                    date.fromisoformat(row[2]) if row[2] else None,
                    recorded(row[3:5]),
                ),
                tuple(deadlines.get(row[0], ())),
            )
            for row in rows
        ]

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """Have several questions answered from one state, whoever writes in between."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")

    def docket(self, ref: str) -> Docket:
        """Return the case of that reference, which is known to be there, with every deadline."""
        return self.dockets(ref=ref)[0]

    def _named(self, column: str, wanted: str) -> tuple[str, list[str]]:
        """Return the condition for an officer, team or setting, however it is spelt."""
        if column == "officer":
            query = "SELECT 1 FROM cases WHERE officer_key = ? AND withdrawn_by IS NULL LIMIT 1"
            if self.connection.execute(query, [name_key(wanted)]).fetchone():
                return "cases.officer_key = ?", [name_key(wanted)]
        there = sorted(
            row[0]
            for row in self.connection.execute(
                f"SELECT DISTINCT {column} FROM cases "
                f"WHERE {column} IS NOT NULL AND withdrawn_by IS NULL"
            )
        )
        found = [name for name in there if name_key(name) == name_key(wanted)]
        if not found:
            shown = ", ".join(map(shortened, there[:12])) + (", …" if len(there) > 12 else "")
            held = f"those there are: {shown}" if there else f"no case has a {column}"
            raise NotFound(f'no case has the {column} "{wanted}" ({held})')
        return f"cases.{column} IN ({', '.join('?' * len(found))})", found

    def _found(self, text: str) -> list[int]:
        """Return the ids of the cases with that text in the reference, a name or the UPN."""
        wanted = " ".join(_plain(text).split())
        rows = self.connection.execute(
            "SELECT id, ref, coalesce(forename, ''), coalesce(surname, ''), coalesce(upn, '') "
            "FROM cases WHERE withdrawn_by IS NULL"
        )
        return [
            case_id
            for case_id, ref, forename, surname, upn in rows
            if wanted in _plain(f"{ref}\n{forename} {surname}\n{surname} {forename}\n{upn}")
        ]

    def _events(self, where: str, values: Sequence[str]) -> dict[int, list[Event]]:
        rows = self.connection.execute(
            f"SELECT case_id, {EVENT_COLUMNS} FROM events JOIN cases ON cases.id = case_id "
            f"WHERE events.withdrawn_by IS NULL AND {where} ORDER BY case_id, on_date, events.id",
            values,
        )
        return {
            case_id: [event(row[1:]) for row in group]
            for case_id, group in groupby(rows, key=itemgetter(0))
        }

    def _unread(self, where: str, values: Sequence[str]) -> dict[int, list[Unread]]:
        rows = self.connection.execute(
            "SELECT case_id, heading, text FROM unread JOIN cases ON cases.id = case_id "
            f"WHERE unread.withdrawn_by IS NULL AND {where} ORDER BY case_id, unread.id",
            values,
        )
        return {
            case_id: [Unread(heading, text) for _, heading, text in group]
            for case_id, group in groupby(rows, key=itemgetter(0))
        }

    def _deadlines(
        self, where: str, values: Sequence[str], today: date | None
    ) -> dict[int, list[Deadline]]:
        running, day = "", list[str]()
        if today is not None:
            running = f"AND (closed_on IS NULL OR closed_on > ? OR closing = '{Closing.OVERTAKEN}')"
            day = [today.isoformat()]
        rows = self.connection.execute(
            f"SELECT case_id, {DEADLINE_COLUMNS} FROM deadlines JOIN cases ON cases.id = case_id "
            f"WHERE {where} {running} ORDER BY case_id, place",
            [*values, *day],
        )
        return {
            case_id: [stored_deadline(row[1:], self.book) for row in group]
            for case_id, group in groupby(rows, key=itemgetter(0))
        }

    def refs(self, part: str) -> list[str]:
        """Return the references a person may have meant: the exact one, else those it is part of.

        Raises:
            NotFound: there is none.

        """
        wanted = part.strip()
        rows = self.connection.execute(
            "SELECT ref FROM cases WHERE withdrawn_by IS NULL AND instr(lower(ref), lower(?)) > 0 "
            "ORDER BY ref",
            [wanted],
        )
        found = [row[0] for row in rows] if wanted else []
        exact = [ref for ref in found if ref == wanted] or [
            ref for ref in found if ref.casefold() == wanted.casefold()
        ]
        if not found:
            raise NotFound(f'no case has the reference "{part}", or a part of one like it')
        return exact if len(exact) == 1 else found

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
        rows = self.connection.execute(
            "SELECT command_id, commands.words, commands.who, commands.as_of, commands.at, file, "
            "journal.row, thing, what, row_id, old, new, journal.note, about, events.note, "
            "commands.undoes, undo.as_of, undo.who, events.withdrawn_by FROM journal "
            "JOIN commands ON commands.id = command_id "
            "JOIN cases ON cases.id = journal.case_id "
            "LEFT JOIN commands AS undo ON undo.id = commands.undone_by "
            "LEFT JOIN events ON events.id = row_id AND thing IN ('event', 'held') "
            "WHERE ref = ? ORDER BY journal.id",
            [ref],
        )
        return [
            Entry._make(
                (
                    row[0],
                    _origin(row[1:7]),
                    *row[7:15],
                    row[15] is not None,
                    (date.fromisoformat(row[16]), row[17]) if row[16] else None,
                    row[18],
                )
            )
            for row in rows
        ]

    def came_from(self, ref: str) -> Origin | None:
        """Return the row of a list that last brought something to a case."""
        row = self.connection.execute(
            f"SELECT {_ORIGIN} FROM journal JOIN commands ON commands.id = command_id "
            "JOIN cases ON cases.id = case_id WHERE ref = ? AND cases.withdrawn_by IS NULL "
            "AND file IS NOT NULL AND undone_by IS NULL ORDER BY journal.id DESC LIMIT 1",
            [ref],
        ).fetchone()
        return _origin(row) if row else None

    def last_import(self) -> LastImport | None:
        """Return the last import that was not undone."""
        row = self.connection.execute(
            "SELECT as_of, words FROM commands WHERE words LIKE 'import %' AND undone_by IS NULL "
            "ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return LastImport(date.fromisoformat(row[0]), row[1]) if row else None

    def count(self) -> int:
        """Return how many cases the file holds."""
        row = self.connection.execute("SELECT count(*) FROM cases WHERE withdrawn_by IS NULL")
        return int(row.fetchone()[0])

    def without_officer(self) -> int:
        """Return how many cases have no officer."""
        row = self.connection.execute(
            "SELECT count(*) FROM cases WHERE withdrawn_by IS NULL AND officer_key IS NULL"
        )
        return int(row.fetchone()[0])

    def sources(self) -> dict[str, str | None]:
        """Return for every case of a list the list's name; by reference."""
        return dict(
            self.connection.execute("SELECT ref, source FROM cases WHERE withdrawn_by IS NULL")
        )


def _plain(text: str) -> str:
    """Return text as it is searched: without regard to case, accents and apostrophes."""
    if not text.isascii():
        from unicodedata import combining, normalize

        letters = normalize("NFKD", text.replace("’", ""))
        text = "".join(letter for letter in letters if not combining(letter))
    return text.replace(",", " ").replace("'", "").casefold()


@contextmanager
def reading(path: Path, book: RuleBook) -> Iterator[Reader]:
    """Open the case file to read; the file's bytes stay as they are.

    A file of an older schema or rule book is copied to memory and brought up
    to date there. After a writer was killed, SQLite first undoes what it left.

    Raises:
        CaseFileError: it is absent, not ours, newer, locked or damaged.

    """
    refuse_old_sqlite()
    refuse_absent(path)
    notes: list[str] = []
    with sentences(path):
        connection = _connected(path, notes)
        try:
            version = schema_of(connection, path)
            if not version:
                raise absent(path, *notes)
            if version < SCHEMA or _fingerprint(connection) != book.fingerprint:
                connection = _brought_up_to_date(connection, version, book, notes)
            reader = Reader(connection, book)
            reader.notes = notes
            yield reader
        finally:
            connection.close()


def _connected(path: Path, notes: list[str]) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if getattr(error, "sqlite_errorname", "") != "SQLITE_READONLY_ROLLBACK":
            raise
        recovering = sqlite3.connect(f"{uri}?mode=rw", uri=True, timeout=BUSY_SECONDS)
        recovering.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        recovering.close()
        notes.append("the last change was cut off before it was finished, and has been undone")
        connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    return connection


def _fingerprint(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT fingerprint FROM derived").fetchone()
    return str(row[0]) if row else None


def _brought_up_to_date(
    connection: sqlite3.Connection, version: int, book: RuleBook, notes: list[str]
) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    connection.close()
    if version < SCHEMA:
        from sqlite_utils import Database

        from send_cli.store.migrations import steps

        steps.apply(Database(copy, execute_plugins=False))
    recompute(copy, book)
    notes.append(
        "the deadlines in the case file were worked out by another version of send; they were "
        "worked out again for this answer, and the next change will store them"
    )
    return copy
