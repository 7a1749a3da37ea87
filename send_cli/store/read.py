"""Reading the case file, which leaves every byte of it as it was."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from send_cli.domain.book import RuleBook
from send_cli.domain.case import RECORDED_ON, Case, Field, Unread
from send_cli.domain.contact import FAMILY, Contact
from send_cli.domain.deadline import Closing, Deadline
from send_cli.domain.event import Event
from send_cli.domain.mark import MarkKind
from send_cli.domain.problem import NotFound
from send_cli.store.derive import (
    DEADLINE_COLUMNS,
    EVENT_COLUMNS,
    event,
    recorded,
    stored_deadline,
)
from send_cli.store.file import absent, refuse_absent, refuse_old_sqlite, schema_of, sentences
from send_cli.store.journal import Entry, JournalReader, LastImport, Origin
from send_cli.store.opening import brought_up_to_date, connected, is_up_to_date
from send_cli.store.rows import (
    CONTACT_COLUMNS,
    EXTRA_COLUMNS,
    MARK_COLUMNS,
    TASK_COLUMNS,
    contact,
    extra,
    mark,
    task,
)
from send_cli.store.search import found, named, refs
from send_cli.store.tasks import TaskReader

__all__ = ["Docket", "Entry", "LastImport", "Origin", "Reader", "reading"]

_FACTS = tuple(Field)
_FAMILY = "(" + ", ".join(f"'{party}'" for party in sorted(FAMILY)) + ")"

One = TypeVar("One")


class Docket(NamedTuple):
    """A case with its deadlines, as the file holds them."""

    case: Case
    deadlines: tuple[Deadline, ...]


class Reader(JournalReader, TaskReader):
    """Answers questions about the case file; `notes` are to be told to the user."""

    def __init__(self, connection: sqlite3.Connection, book: RuleBook) -> None:
        super().__init__(connection)
        self.book = book
        self.notes: list[str] = []

    def dockets(
        self,
        today: date | None = None,
        *,
        since: date | None = None,
        officer: str | None = None,
        team: str | None = None,
        setting: str | None = None,
        ref: str | None = None,
        text: str | None = None,
        extras: bool = False,
        rules: Sequence[str] = (),
    ) -> list[Docket]:
        """Return the cases that fit, in the order of their references, with deadlines.

        With `today`, deadlines that were stopped or ended by then are left out, or
        with `since` those that were by that earlier day; with `rules`, those of other
        rules. `text` is part of a reference, a name or a UPN. With `extras` the cases
        have the cells of lists that are of no field.

        Raises:
            NotFound: no case has that officer, team or setting.

        """
        terms, values = ["cases.withdrawn_by IS NULL"], list[str]()
        for column, wanted in (("officer", officer), ("team", team), ("setting", setting)):
            if wanted is not None:
                term, names = named(self.connection, column, wanted)
                terms.append(term)
                values.extend(names)
        if ref is not None:
            terms.append("cases.ref = ?")
            values.append(ref)
        if text is not None:
            terms.append(f"cases.id IN ({', '.join(map(str, found(self.connection, text)))})")
        where = " AND ".join(terms)
        columns, stamps = ", ".join(_FACTS), ", ".join(RECORDED_ON.values())
        with self.one_moment():
            events = self._events(where, values)
            unread = self._unread(where, values)
            deadlines = self._deadlines(where, values, today, since or today, rules)
            contacts = self._contacts(where, values, today)
            tasks = self._kept("tasks", TASK_COLUMNS, task, where, values)
            marks = self._kept("marks", MARK_COLUMNS, mark, where, values)
            others = self._kept("extras", EXTRA_COLUMNS, extra, where, values) if extras else {}
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
                    tuple(contacts.get(row[0], ())),
                    tuple(tasks.get(row[0], ())),
                    tuple(marks.get(row[0], ())),
                    tuple(others.get(row[0], ())),
                ),
                tuple(deadlines.get(row[0], ())),
            )
            for row in rows
        ]

    @contextmanager
    def one_moment(self) -> Iterator[None]:
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
        """Return the case of that reference, with all of it.

        Raises:
            NotFound: it is not there, or no longer.

        """
        held = self.dockets(ref=ref, extras=True)
        if not held:
            raise NotFound(f"no case has the reference {ref}")
        return held[0]

    @contextmanager
    def before(self, command_id: int) -> Iterator["Reader"]:
        """Give a reader of the cases changed by a command or since, as they were before it."""
        from send_cli.store.earlier import as_before

        with as_before(self.connection, command_id, self.book) as copy:
            yield Reader(copy, self.book)

    def changed(self, command_id: int) -> dict[str, tuple[Deadline, ...]]:
        """Return every deadline of each case changed by a command or since; by reference."""
        touched = f"cases.id IN (SELECT case_id FROM journal WHERE command_id >= {command_id:d})"
        where = f"cases.withdrawn_by IS NULL AND {touched}"
        rows = self._deadlines(where, (), None, None)
        refs = self.connection.execute(f"SELECT id, ref FROM cases WHERE {where}")
        return {ref: tuple(rows.get(case_id, ())) for case_id, ref in refs}

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
        self,
        where: str,
        values: Sequence[str],
        today: date | None,
        since: date | None,
        rules: Sequence[str] = (),
    ) -> dict[int, list[Deadline]]:
        running, day = "", list[str]()
        if rules:
            where = f"{where} AND rule IN ({', '.join('?' * len(rules))})"
            values = [*values, *rules]
        if today is not None and since is not None:
            running = (
                "AND opens_on <= ? AND (closed_on IS NULL OR closed_on > ? "
                f"OR closing = '{Closing.OVERTAKEN}')"
            )
            day = [today.isoformat(), since.isoformat()]
        rows = self.connection.execute(
            f"SELECT case_id, {DEADLINE_COLUMNS} FROM deadlines JOIN cases ON cases.id = case_id "
            f"WHERE {where} {running} ORDER BY case_id, place",
            [*values, *day],
        )
        return {
            case_id: [stored_deadline(row[1:], self.book) for row in group]
            for case_id, group in groupby(rows, key=itemgetter(0))
        }

    def _kept(
        self,
        table: str,
        columns: Sequence[str],
        made: Callable[[Sequence[Any]], One],
        where: str,
        values: Sequence[str],
    ) -> dict[int, list[One]]:
        """Return what stands in a table for each case, in the order in which it was recorded."""
        shown = ", ".join(f"{table}.{column}" for column in columns)
        rows = self.connection.execute(
            f"SELECT case_id, {shown} FROM {table} JOIN cases ON cases.id = case_id "
            f"WHERE {table}.withdrawn_by IS NULL AND {where} ORDER BY case_id, {table}.id",
            values,
        )
        return {
            case_id: [made(row[1:]) for row in group]
            for case_id, group in groupby(rows, key=itemgetter(0))
        }

    def _contacts(
        self, where: str, values: Sequence[str], today: date | None
    ) -> dict[int, list[Contact]]:
        """Return the contacts of each case; for a day's list, those that tell how it stands."""
        if today is None:
            return self._kept("contacts", CONTACT_COLUMNS, contact, where, values)
        day = today.isoformat()
        telling = (
            f"{where} AND contacts.on_date <= '{day}' AND (EXISTS (SELECT 1 FROM marks "
            "WHERE marks.case_id = cases.id AND marks.withdrawn_by IS NULL "
            f"AND kind = '{MarkKind.SNOOZE}' AND until <= contacts.on_date) "
            f"OR contacts.party IN {_FAMILY} AND NOT EXISTS (SELECT 1 FROM contacts AS later "
            "WHERE later.case_id = cases.id "
            f"AND later.withdrawn_by IS NULL AND later.received = 0 AND later.party IN {_FAMILY} "
            f"AND later.on_date <= '{day}' "
            "AND (later.on_date, later.id) > (contacts.on_date, contacts.id)))"
        )
        return self._kept("contacts", CONTACT_COLUMNS, contact, telling, values)

    def refs(self, part: str) -> list[str]:
        """Return the references a person may have meant: the exact one, else those it is part of.

        Raises:
            NotFound: there is none.

        """
        return refs(self.connection, part)

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
        connection = connected(path, notes)
        try:
            version = schema_of(connection, path)
            if not version:
                raise absent(path, *notes)
            if not is_up_to_date(connection, version, book):
                connection = brought_up_to_date(connection, version, book, notes)
            reader = Reader(connection, book)
            reader.notes = notes
            yield reader
        finally:
            connection.close()
