"""Changing the case file: one command, one transaction, one journal."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from send_cli.domain.book import RuleBook
from send_cli.domain.case import RECORDED_ON, Field, Unread
from send_cli.domain.change import MISSING_SINCE, NEW_CASE, REF, SOURCE, Change
from send_cli.domain.deadline import spelt
from send_cli.domain.event import Event
from send_cli.domain.problem import NotFound, Refusal
from send_cli.store.batch import Batch
from send_cli.store.derive import recompute
from send_cli.store.file import (
    BUSY_SECONDS,
    AbsentError,
    create_private,
    identity,
    refuse_absent,
    refuse_old_sqlite,
    sentences,
)
from send_cli.store.opening import remove_unused, transaction
from send_cli.store.read import Reader
from send_cli.store.reverse import WRITTEN, Written, reverse
from send_cli.store.rows import TABLES, Kept, cells, thing_of

FORGOTTEN = "forget (one case)"
RESTORED = "restore"
"""The words of the commands that cannot be undone, as history keeps them."""

_FACTS = tuple(Field)
_COLUMNS = frozenset({*_FACTS, MISSING_SINCE, REF, SOURCE, *RECORDED_ON.values()})


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


def new_command(connection: sqlite3.Connection, command: Command) -> int:
    """Put a command on record; return its id."""
    cursor = connection.execute(
        "INSERT INTO commands (words, who, at, as_of) VALUES (?, ?, ?, ?)",
        [command.words, command.who, command.at, command.as_of.isoformat()],
    )
    return int(cursor.lastrowid or 0)


class Writer:
    """Applies changes and journals each of them; `reader` sees them at once."""

    def __init__(self, connection: sqlite3.Connection, book: RuleBook, command: Command) -> None:
        self.connection = connection
        self.reader = Reader(connection, book)
        self.touched: set[int] = set()
        self.as_of = command.as_of.isoformat()
        self.command_id = new_command(connection, command)

    def say(self, words: str) -> None:
        """Have history show the command in other words, known only now."""
        self.connection.execute(
            "UPDATE commands SET words = ? WHERE id = ?", [words, self.command_id]
        )

    def apply(self, changes: Iterable[Change], *, file: str | None = None) -> None:
        """Apply and journal the changes; `file` is the list they come from."""
        ids = dict(self.connection.execute("SELECT ref, id FROM cases WHERE withdrawn_by IS NULL"))
        batch = Batch(self.connection, self.command_id, self.as_of, file)
        for change in changes:
            batch.reason = change.note
            if change.what == NEW_CASE and isinstance(change.new, Mapping):
                ids[change.ref] = batch.new_case(change, change.new)
            elif change.what == REF and isinstance(change.new, str):
                ids[change.new] = ids[change.ref]
            if isinstance(change.old, Kept) or isinstance(change.new, Kept):
                self._kept(batch, _id(ids, change.ref) if change.ref else None, change)
                continue
            case_id = _id(ids, change.ref)
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

    def _event(self, batch: Batch, case_id: int, change: Change) -> None:
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
                self._add_note(batch, case_id, row_id, old, new.note)
                return
            self._withdraw("events", row_id)
            batch.note(case_id, "event", old.kind, row_id, old.on.isoformat(), None, change.row)
        if isinstance(new, Event):
            day = new.on.isoformat()
            row_id = batch.new_event(case_id, new, day)
            batch.note(case_id, "event", new.kind, row_id, None, day, change.row)

    def _add_note(
        self, batch: Batch, case_id: int, row_id: int, held: Event, given: str | None
    ) -> None:
        """Keep a note given later with an event, after the one it has."""
        if not given or given == held.note:
            return
        note = f"{held.note}; {given}" if held.note else given
        self.connection.execute("UPDATE events SET note = ? WHERE id = ?", [note, row_id])
        batch.note(case_id, "note", f"note of {held.kind}", row_id, held.note, note, None)

    def _unread(self, batch: Batch, case_id: int, change: Change) -> None:
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

    def _kept(self, batch: Batch, case_id: int | None, change: Change) -> None:
        """Withdraw what is kept beside the events, and put another in its place."""
        old, new = change.old, change.new
        if isinstance(old, Kept):
            table, columns = TABLES[type(old)]
            same = " AND ".join(f"{column} IS ?" for column in ("case_id", *columns))
            (row_id,) = self.connection.execute(
                f"SELECT id FROM {table} WHERE {same} AND withdrawn_by IS NULL ORDER BY id DESC",
                [case_id, *cells(old)],
            ).fetchone()
            self._withdraw(table, row_id)
            batch.note(case_id, thing_of(old), change.what, row_id, old.words, None, change.row)
        if isinstance(new, Kept):
            row_id = batch.new_row(case_id, new)
            batch.note(case_id, thing_of(new), change.what, row_id, None, new.words, change.row)

    def _field(self, batch: Batch, case_id: int, change: Change) -> None:
        if change.what not in _COLUMNS:
            raise KeyError(change.what)
        old = None if change.old is None else str(change.old)
        new = None if change.new is None else str(change.new)
        batch.set_field(case_id, change.what, new)
        batch.note(case_id, "field", change.what, None, old, new, change.row)
        stamp = RECORDED_ON.get(Field(change.what)) if change.what in _FACTS else None
        if stamp:
            was = batch.held(case_id, stamp)
            batch.set_field(case_id, stamp, self.as_of)
            batch.note(case_id, "field", stamp, None, was, self.as_of, change.row)

    def _withdraw(self, table: str, row_id: int) -> None:
        self.connection.execute(
            f"UPDATE {table} SET withdrawn_by = ? WHERE id = ?", [self.command_id, row_id]
        )

    def undo(self, *, anyway: bool = False) -> Undone:
        """Reverse the last command that changed something and was not reversed, whole.

        One that was followed by a command that cannot be undone is reversed only `anyway`.

        Raises:
            Refusal: there is none, or another came after it that cannot be undone.

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
        lasting = self.connection.execute(
            "SELECT words FROM commands WHERE id > ? AND words IN (?, ?) ORDER BY id DESC LIMIT 1",
            [undone_id, FORGOTTEN, RESTORED],
        ).fetchone()
        if lasting and not anyway:
            raise Refusal(
                f"`send {lasting[0]}` cannot be undone; what came before it was `send {words}`, "
                f"{spelt(date.fromisoformat(as_of))}: `send undo --anyway` undoes that"
            )
        self.connection.execute(
            "UPDATE commands SET undone_by = ? WHERE id = ?", [self.command_id, undone_id]
        )
        self.connection.execute(
            "UPDATE commands SET undoes = ? WHERE id = ?", [undone_id, self.command_id]
        )
        entries = self.connection.execute(
            f"SELECT {WRITTEN} FROM journal WHERE command_id = ? ORDER BY id DESC", [undone_id]
        ).fetchall()
        batch = Batch(self.connection, self.command_id, self.as_of, None)
        for case_id, thing, what, row_id, old, new in entries:
            written = Written(case_id, thing, what, row_id, old, new)
            reverse(self.connection, self.command_id, written)
            batch.note(case_id, thing, what, row_id, new, old, None)
        batch.write()
        cases = {entry[0] for entry in entries if entry[0] is not None}
        self.touched.update(cases)
        return Undone(words, date.fromisoformat(as_of), at, len(entries), len(cases))


def _id(ids: Mapping[str, int], ref: str) -> int:
    """Return the id of a case.

    Raises:
        NotFound: it was taken off the record since it was looked up.

    """
    if ref not in ids:
        raise NotFound(f"no case has the reference {ref} any more: nothing was changed")
    return ids[ref]


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
    opened = identity(path)
    with sentences(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            with transaction(connection, path, opened, book, create=create):
                writer = Writer(connection, book, command)
                yield writer
                writer.settle()
        except BaseException:
            if fresh:
                remove_unused(connection, path, opened)
            raise
        finally:
            connection.close()
