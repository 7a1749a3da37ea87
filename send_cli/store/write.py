"""Changing the case file: one command, one transaction, one journal."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from send_cli.domain.book import RuleBook
from send_cli.domain.case import Field, Unread, flags_text, name_key, read_flags
from send_cli.domain.change import MISSING_SINCE, NEW_CASE, RECORDED_ON, SOURCE, Change
from send_cli.domain.event import Event
from send_cli.domain.problem import Refusal
from send_cli.store.derive import recompute
from send_cli.store.file import (
    BUSY_SECONDS,
    SCHEMA,
    AbsentError,
    absent,
    create_private,
    refuse_absent,
    refuse_old_sqlite,
    schema_of,
    sentences,
)
from send_cli.store.read import Reader

_FACTS = tuple(Field)
_JOURNAL = "command_id, case_id, thing, what, row_id, old, new, file, row, note"
_COLUMNS = frozenset({*_FACTS, MISSING_SINCE, SOURCE, *RECORDED_ON.values()})


@dataclass(frozen=True, slots=True)
class Command:
    """What a person ran: the words, who, the moment (UTC, ISO), and the day it was run as of."""

    words: str
    who: str
    at: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo reversed: the command, and how many changes to how many cases."""

    words: str
    as_of: date
    at: str
    changes: int
    cases: int


class Writer:
    """Applies changes and journals each of them; `reader` sees them at once."""

    def __init__(self, connection: sqlite3.Connection, book: RuleBook, command: Command) -> None:
        self.connection = connection
        self.reader = Reader(connection, book)
        self.touched: set[int] = set()
        self.as_of = command.as_of.isoformat()
        cursor = connection.execute(
            "INSERT INTO commands (words, who, at, as_of) VALUES (?, ?, ?, ?)",
            [command.words, command.who, command.at, command.as_of.isoformat()],
        )
        self.command_id = int(cursor.lastrowid or 0)

    def apply(self, changes: Iterable[Change], *, file: str | None = None) -> None:
        """Apply and journal the changes; `file` is the list they come from."""
        ids = dict(self.connection.execute("SELECT ref, id FROM cases WHERE withdrawn_by IS NULL"))
        batch = _Batch(self.connection, self.command_id, self.as_of, file)
        for change in changes:
            batch.reason = change.note
            if change.what == NEW_CASE and isinstance(change.new, Mapping):
                ids[change.ref] = batch.new_case(change, change.new)
            case_id = ids[change.ref]
            self.touched.add(case_id)
            if isinstance(change.old, Event) or isinstance(change.new, Event):
                self._event(batch, case_id, change)
            elif isinstance(change.old, Unread) or isinstance(change.new, Unread):
                self._unread(batch, case_id, change)
            elif change.what != NEW_CASE:
                self._field(batch, case_id, change)
        batch.write()

    def settle(self) -> None:
        """Derive the deadlines of every case that was changed, so that `reader` sees them."""
        recompute(self.connection, self.reader.book, sorted(self.touched))
        self.touched.clear()

    def _event(self, batch: "_Batch", case_id: int, change: Change) -> None:
        old, new = change.old, change.new
        if isinstance(old, Event):
            (row_id,) = self.connection.execute(
                "SELECT id FROM events WHERE case_id = ? AND kind = ? AND on_date = ? "
                "AND about IS ? AND withdrawn_by IS NULL",
                [case_id, old.kind.value, old.on.isoformat(), old.about],
            ).fetchone()
            if isinstance(new, Event) and old.booked and (new.kind, new.on) == (old.kind, old.on):
                self.connection.execute("UPDATE events SET booked = 0 WHERE id = ?", [row_id])
                batch.note(case_id, "held", old.kind, row_id, "booked", "held", change.row)
                return
            self._withdraw("events", row_id)
            batch.note(case_id, "event", old.kind, row_id, old.on.isoformat(), None, change.row)
        if isinstance(new, Event):
            row_id = batch.new_event(case_id, new)
            batch.note(case_id, "event", new.kind, row_id, None, new.on.isoformat(), change.row)

    def _unread(self, batch: "_Batch", case_id: int, change: Change) -> None:
        old, new = change.old, change.new
        if isinstance(old, Unread):
            (row_id,) = self.connection.execute(
                "SELECT id FROM unread WHERE case_id = ? AND heading = ? AND text = ? "
                "AND withdrawn_by IS NULL",
                [case_id, old.heading, old.text],
            ).fetchone()
            self._withdraw("unread", row_id)
            batch.note(case_id, "unread", old.heading, row_id, old.text, None, change.row)
        if isinstance(new, Unread):
            row_id = batch.new_unread(case_id, new)
            batch.note(case_id, "unread", new.heading, row_id, None, new.text, change.row)

    def _field(self, batch: "_Batch", case_id: int, change: Change) -> None:
        if change.what not in _COLUMNS:
            raise KeyError(change.what)
        old = None if change.old is None else str(change.old)
        new = None if change.new is None else str(change.new)
        if change.what == Field.FLAGS:
            old, new = self._flags(case_id, new)
        self._set_field(case_id, change.what, new)
        batch.note(case_id, "field", change.what, None, old, new, change.row)
        stamp = RECORDED_ON.get(Field(change.what)) if change.what in _FACTS else None
        if stamp:
            (was,) = self.connection.execute(
                f"SELECT {stamp} FROM cases WHERE id = ?", [case_id]
            ).fetchone()
            self._set_field(case_id, stamp, self.as_of)
            batch.note(case_id, "field", stamp, None, was, self.as_of, change.row)

    def _flags(self, case_id: int, new: str | None) -> tuple[str | None, str | None]:
        """Return the flags as stored and as they are to be: a list's take no known day away."""
        (old,) = self.connection.execute(
            "SELECT flags FROM cases WHERE id = ?", [case_id]
        ).fetchone()
        if not (old and new):
            return old, new
        held = read_flags(old)
        return old, flags_text({f: day or held.get(f) for f, day in read_flags(new).items()})

    def _set_field(self, case_id: int, column: str, value: str | None) -> None:
        self.connection.execute(f"UPDATE cases SET {column} = ? WHERE id = ?", [value, case_id])
        if column == Field.OFFICER:
            self.connection.execute(
                "UPDATE cases SET officer_key = ? WHERE id = ?",
                [name_key(value) if value else None, case_id],
            )

    def _withdraw(self, table: str, row_id: int) -> None:
        self.connection.execute(
            f"UPDATE {table} SET withdrawn_by = ? WHERE id = ?", [self.command_id, row_id]
        )

    def undo(self) -> Undone:
        """Reverse the last command that changed something and was not reversed, whole.

        Raises:
            Refusal: there is none.

        """
        row = self.connection.execute(
            "SELECT id, words, as_of, at FROM commands WHERE undone_by IS NULL AND undoes IS NULL "
            "AND id <> ? AND EXISTS (SELECT 1 FROM journal WHERE command_id = commands.id) "
            "ORDER BY id DESC LIMIT 1",
            [self.command_id],
        ).fetchone()
        if row is None:
            raise Refusal("there is nothing to undo")
        undone_id, words, as_of, at = row
        self.connection.execute(
            "UPDATE commands SET undone_by = ? WHERE id = ?", [self.command_id, undone_id]
        )
        self.connection.execute(
            "UPDATE commands SET undoes = ? WHERE id = ?", [undone_id, self.command_id]
        )
        entries = self.connection.execute(
            "SELECT case_id, thing, what, row_id, old, new FROM journal WHERE command_id = ? "
            "ORDER BY id DESC",
            [undone_id],
        ).fetchall()
        batch = _Batch(self.connection, self.command_id, self.as_of, None)
        for case_id, thing, what, row_id, old, new in entries:
            self._reverse(case_id, thing, what, row_id, old, new)
            batch.note(case_id, thing, what, row_id, new, old, None)
        batch.write()
        cases = {entry[0] for entry in entries}
        self.touched.update(cases)
        return Undone(words, date.fromisoformat(as_of), at, len(entries), len(cases))

    def _reverse(
        self, case_id: int, thing: str, what: str, row_id: int, old: str | None, new: str | None
    ) -> None:
        table = {"case": "cases", "event": "events", "unread": "unread"}.get(thing)
        if thing == "field":
            self._set_field(case_id, what, old)
        elif thing == "held":
            self.connection.execute("UPDATE events SET booked = 1 WHERE id = ?", [row_id])
        elif table and new is None:
            self.connection.execute(
                f"UPDATE {table} SET withdrawn_by = NULL WHERE id = ?", [row_id]
            )
        elif table:
            self._withdraw(table, row_id)


class _Batch:
    """The rows one command adds, written together at its end."""

    def __init__(
        self, connection: sqlite3.Connection, command_id: int, as_of: str, file: str | None
    ) -> None:
        self.connection = connection
        self.command_id = command_id
        self.as_of = as_of
        self.file = file
        self.reason: str | None = None
        self.cases: list[tuple[object, ...]] = []
        self.events: list[tuple[object, ...]] = []
        self.unread: list[tuple[object, ...]] = []
        self.journal: list[tuple[object, ...]] = []
        self.next_id = {
            table: connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
            for table in ("cases", "events", "unread")
        }

    def _id(self, table: str) -> int:
        self.next_id[table] += 1
        return int(self.next_id[table])

    def new_case(self, change: Change, facts: Mapping[Field, str]) -> int:
        import json

        case_id = self._id("cases")
        officer = facts.get(Field.OFFICER)
        self.cases.append(
            (
                case_id,
                change.ref,
                name_key(officer) if officer else None,
                *(self.as_of if facts.get(field) else None for field in RECORDED_ON),
                *(facts.get(field) for field in _FACTS),
            )
        )
        shown = json.dumps({str(field): text for field, text in facts.items()}, ensure_ascii=False)
        self.note(case_id, "case", change.ref, case_id, None, shown, change.row)
        return case_id

    def new_event(self, case_id: int, event: Event) -> int:
        row_id = self._id("events")
        self.events.append(
            (
                row_id,
                case_id,
                event.kind.value,
                event.on.isoformat(),
                event.about,
                event.note,
                int(event.booked),
            )
        )
        return row_id

    def new_unread(self, case_id: int, cell: Unread) -> int:
        row_id = self._id("unread")
        self.unread.append((row_id, case_id, cell.heading, cell.text))
        return row_id

    def note(
        self,
        case_id: int,
        thing: str,
        what: str,
        row_id: int | None,
        old: str | None,
        new: str | None,
        row: int | None,
    ) -> None:
        """Journal one change, with the reason given for it."""
        place = (self.file, row, self.reason)
        self.journal.append((self.command_id, case_id, thing, str(what), row_id, old, new, *place))

    def write(self) -> None:
        """Write the rows."""
        facts = ", ".join((*RECORDED_ON.values(), *_FACTS))
        for statement, rows in (
            (f"INSERT INTO cases (id, ref, officer_key, {facts}) VALUES", self.cases),
            (
                "INSERT INTO events (id, case_id, kind, on_date, about, note, booked) VALUES",
                self.events,
            ),
            ("INSERT INTO unread (id, case_id, heading, text) VALUES", self.unread),
            (f"INSERT INTO journal ({_JOURNAL}) VALUES", self.journal),
        ):
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self.connection.executemany(f"{statement} ({marks})", rows)


@contextmanager
def writing(
    path: Path, book: RuleBook, command: Command, *, create: bool = False
) -> Iterator[Writer]:
    """Open the case file to change it: all of what is done inside happens, or none.

    An older file is copied beside itself and brought up to date first. The
    deadlines of every case that was changed are derived again at the end.

    Raises:
        CaseFileError: it is absent (without `create`), not ours, newer, locked, read-only.

    """
    refuse_old_sqlite()
    fresh = False
    try:
        refuse_absent(path)
    except AbsentError:
        if not create:
            raise
        fresh = True
    if create:
        create_private(path)
    try:
        with sentences(path):
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                with _transaction(connection, path, book, create=create):
                    writer = Writer(connection, book, command)
                    yield writer
                    writer.settle()
            finally:
                connection.close()
    except BaseException:
        if fresh and path.exists() and path.stat().st_size == 0:
            path.unlink()
        raise


@contextmanager
def _transaction(
    connection: sqlite3.Connection, path: Path, book: RuleBook, *, create: bool
) -> Iterator[None]:
    # Nothing reaches the file before the commit, so readers work during a long import.
    connection.execute("PRAGMA cache_spill = off")
    schema_of(connection, path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Once more: while this waited for its turn, another send may have changed it.
        version = schema_of(connection, path)
        if not version and not create:
            raise absent(path)
        if 0 < version < SCHEMA:
            _copy(path, path.with_name(f"{path.name}.schema-{version}"))
        if version < SCHEMA:
            from sqlite_utils import Database

            from send_cli.store.migrations import steps

            steps.apply(Database(connection, execute_plugins=False))
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        held = connection.execute("SELECT fingerprint FROM derived").fetchone()
        if held is None or held[0] != book.fingerprint:
            recompute(connection, book)
            connection.execute("DELETE FROM derived")
            connection.execute("INSERT INTO derived VALUES (?)", [book.fingerprint])
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _copy(path: Path, to: Path) -> None:
    """Copy the case file, whole or not at all, while nobody else can change it."""
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    create_private(part)
    # A connection that is about to write cannot be copied from.
    source, copy = sqlite3.connect(path), sqlite3.connect(part)
    try:
        copy.execute("PRAGMA journal_mode = memory")
        source.backup(copy)
        copy.close()
        part.replace(to)
    finally:
        copy.close()
        source.close()
        part.unlink(missing_ok=True)
