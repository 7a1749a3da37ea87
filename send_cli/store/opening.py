"""Opening the case file: to read it as it is, or to change it in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from send_cli.domain.book import RuleBook
from send_cli.domain.problem import CaseFileError
from send_cli.store.copying import copy_into
from send_cli.store.derive import recompute
from send_cli.store.file import (
    BUSY_SECONDS,
    SCHEMA,
    Identity,
    absent,
    identity,
    in_use,
    schema_of,
)


def connected(path: Path, notes: list[str]) -> sqlite3.Connection:
    """Open the file to read; after a killed writer SQLite first undoes what it left."""
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


def is_up_to_date(connection: sqlite3.Connection, version: int, book: RuleBook) -> bool:
    """Say whether the schema is this program's, and the deadlines this rule book's."""
    return version >= SCHEMA and _fingerprint(connection) == book.fingerprint


def _fingerprint(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT fingerprint FROM derived").fetchone()
    return str(row[0]) if row else None


def brought_up_to_date(
    connection: sqlite3.Connection, version: int, book: RuleBook, notes: list[str]
) -> sqlite3.Connection:
    """Return a copy of the file in memory, migrated and with its deadlines derived anew."""
    copy = in_memory(connection)
    connection.close()
    bring_up_to_date(copy, version, book)
    notes.append(
        "the deadlines in the case file were worked out by another version of send; they were "
        "worked out again for this answer, and the next change will store them"
    )
    return copy


def in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of the whole file in memory."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    return copy


def bring_up_to_date(connection: sqlite3.Connection, version: int, book: RuleBook) -> None:
    """Give a file the schema of this program, and the deadlines of this rule book."""
    if version < SCHEMA:
        from sqlite_utils import Database

        from send_cli.store.migrations import steps

        steps.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
    if _fingerprint(connection) != book.fingerprint:
        recompute(connection, book)
        connection.execute("DELETE FROM derived")
        connection.execute("INSERT INTO derived VALUES (?)", [book.fingerprint])


@contextmanager
def transaction(
    connection: sqlite3.Connection, path: Path, opened: Identity, book: RuleBook, *, create: bool
) -> Iterator[None]:
    """Hold the file to change it, brought up to date: all of what is done inside, or nothing.

    Raises:
        CaseFileError: it is in use, not ours, newer, absent, or was taken away meanwhile.

    """
    # Nothing reaches the file before the commit, so readers work during a long import.
    connection.execute("PRAGMA cache_spill = off")
    begin(connection, path, opened)
    try:
        # Once more: while this waited for its turn, another send may have changed it.
        version = schema_of(connection, path)
        if not version and not create:
            raise absent(path)
        if 0 < version < SCHEMA:
            _keep(path, path.with_name(f"{path.name}.schema-{version}"))
        bring_up_to_date(connection, version, book)
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def begin(connection: sqlite3.Connection, path: Path, opened: Identity) -> None:
    """Wait for the turn to write, in the file that still stands at its path."""
    try:
        schema_of(connection, path)
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        if identity(path) == opened:
            raise
    if identity(path) != opened:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise CaseFileError(in_use(path))


def _keep(path: Path, to: Path) -> None:
    """Copy the case file, whole or not at all, while nobody else can change it."""
    with copy_into(path, to) as part:
        part.replace(to)


def remove_unused(connection: sqlite3.Connection, path: Path, opened: Identity) -> None:
    """Take away a file that is still empty, unless another `send` is at work in it.

    One that waits for its turn finds that the file is gone, and says so.
    """
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN EXCLUSIVE")
        if identity(path) == opened and not path.stat().st_size:
            path.unlink()
        connection.execute("ROLLBACK")
    except (sqlite3.Error, OSError):
        return
