"""The whole content of a case file, table by table, and a case file made of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from send_cli.domain.book import RuleBook
from send_cli.domain.content import Content, Table
from send_cli.domain.problem import InputRefused, Refusal
from send_cli.store.file import SCHEMA, create_private, identity, schema_of, sentences
from send_cli.store.opening import bring_up_to_date, connected, remove_unused
from send_cli.store.read import Reader
from send_cli.store.whole import alone, replace

DERIVED = frozenset({"deadlines", "derived"})
"""The tables that follow from the others, and are worked out again."""

COUNTING = "task_numbers"
"""The table that has a row in a case file that holds nothing, too."""


def whole_content(connection: sqlite3.Connection) -> Content:
    """Return every table but those that are derived, withdrawn rows and all, by name."""
    return Content(SCHEMA, {name: _table(connection, name) for name in _names(connection)})


def _names(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    every = [name for (name,) in rows if not name.startswith(("_", "sqlite_"))]
    return [name for name in every if name not in DERIVED]


def _columns(connection: sqlite3.Connection, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns of a table, and those of its key."""
    rows = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = sorted((row[5], row[1]) for row in rows if row[5])
    return tuple(row[1] for row in rows), tuple(column for _, column in keys)


def _table(connection: sqlite3.Connection, name: str) -> Table:
    columns, key = _columns(connection, name)
    by = ", ".join(f'"{column}"' for column in key) or "rowid"
    shown = ", ".join(f'"{column}"' for column in columns)
    rows = connection.execute(f'SELECT {shown} FROM "{name}" ORDER BY {by}').fetchall()
    return Table(columns, rows)


def built(content: Content, book: RuleBook) -> sqlite3.Connection:
    """Return a case file in memory that has that content, brought up to date.

    Raises:
        InputRefused: it is of a newer `send`, or is not the whole of a case file.

    """
    schema, tables = content
    if not 0 < schema <= SCHEMA:
        raise InputRefused(
            f"it was exported by a newer send (schema {schema}, this one reads up to {SCHEMA}): "
            "update send"
        )
    connection = _empty(schema)
    try:
        missing = sorted({*_names(connection)} ^ {*tables})
        if missing:
            raise InputRefused(f"its tables are not those of a case file: {', '.join(missing)}")
        for name, table in tables.items():
            _fill(connection, name, table)
        if lost := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise InputRefused(f"a row of {lost[0]} refers to one that is not there")
        bring_up_to_date(connection, schema, book)
        Reader(connection, book).dockets()  # what cannot be read again is found here
    except (sqlite3.Error, ValueError, KeyError, OverflowError) as error:
        connection.close()
        raise InputRefused(f"what it holds is not what a case file can hold: {error}") from error
    except InputRefused:
        connection.close()
        raise
    return connection


def _empty(schema: int) -> sqlite3.Connection:
    """Return an empty case file of a schema."""
    from sqlite_utils import Database

    from send_cli.store.migrations import steps

    connection = sqlite3.connect(":memory:", isolation_level=None)
    database = Database(connection, execute_plugins=False)
    pending = [step.name for step in steps.pending(database)]
    steps.apply(database, stop_before=pending[schema] if schema < len(pending) else None)
    connection.execute(f"PRAGMA user_version = {schema}")
    return connection


def _fill(connection: sqlite3.Connection, name: str, table: Table) -> None:
    columns, _ = _columns(connection, name)
    if set(columns) != set(table.columns) or len(columns) != len(table.columns):
        raise InputRefused(f"the columns of its table {name} are not those of a case file")
    shown = ", ".join(f'"{column}"' for column in table.columns)
    marks = ", ".join("?" * len(columns))
    connection.execute(f'DELETE FROM "{name}"')
    connection.executemany(f'INSERT INTO "{name}" ({shown}) VALUES ({marks})', table.rows)


def load(path: Path, whole: sqlite3.Connection) -> None:
    """Put a whole case file where there is none yet, or one that holds nothing.

    Raises:
        Refusal: the case file holds something already.
        CaseFileError: it is in use, not ours, newer, or cannot be written.

    """
    fresh = identity(path) is None
    create_private(path)
    opened = identity(path)
    try:
        with sentences(path), alone(path) as connection:
            _refuse_full(connection, path)
            replace(connection, whole)
    except BaseException:
        if fresh:
            with closing(sqlite3.connect(path, isolation_level=None)) as empty:
                remove_unused(empty, path, opened)
        raise


def refuse_full(path: Path) -> None:
    """Refuse a case file that holds something.

    Raises:
        Refusal: it does.
        CaseFileError: it is in use, not ours, newer, or cannot be read.

    """
    if identity(path) is None:
        return
    with sentences(path), closing(connected(path, [])) as connection:
        _refuse_full(connection, path)


def _refuse_full(connection: sqlite3.Connection, path: Path) -> None:
    if not schema_of(connection, path):
        return
    names = [name for name in _names(connection) if name != COUNTING]
    if any(connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in names):
        raise Refusal(
            f"{path} holds something already: the whole content of a case file goes into an empty "
            "one only (--db names a new one)"
        )
