"""The cases as they were: the journal replayed backwards, beside the file and in memory.

The file keeps no older state of a case. What was added since a command is taken
off again and what was changed is changed back, in a copy of those cases alone.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from send_cli.domain.book import RuleBook
from send_cli.store.derive import recompute
from send_cli.store.reverse import WRITTEN, Written, reverse
from send_cli.store.rows import THINGS

_OF_CASES = ("events", "unread", *THINGS.values())

# A case first put on record since then was nothing before: there is nothing to put back.
_CHANGED = (
    "(SELECT case_id FROM journal WHERE command_id >= :command AND EXISTS (SELECT 1 FROM journal "
    "AS before WHERE before.case_id = journal.case_id AND before.command_id < :command))"
)


@contextmanager
def as_before(
    connection: sqlite3.Connection, command_id: int, book: RuleBook
) -> Iterator[sqlite3.Connection]:
    """Give a case file in memory of the cases changed by a command or since, as they were before.

    It holds what is no child's too, the deadlines derived by `book`, and no journal.
    """
    since = {"command": command_id}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        copy.execute("BEGIN")
        _make(connection, copy, "table")
        _copy(
            copy, "cases", connection.execute(f"SELECT * FROM cases WHERE id IN {_CHANGED}", since)
        )
        for table in _OF_CASES:
            its = f"SELECT * FROM {table} WHERE case_id IS NULL OR case_id IN {_CHANGED}"
            _copy(copy, table, connection.execute(its, since))
        entries = connection.execute(
            f"SELECT {WRITTEN} FROM journal WHERE command_id >= :command "
            f"AND (case_id IS NULL OR case_id IN {_CHANGED}) ORDER BY id DESC",
            since,
        )
        for entry in entries:
            reverse(copy, command_id, Written._make(entry))
        # Last, because only where it ends is a reference again one case's.
        _make(connection, copy, "index")
        recompute(copy, book)
        copy.execute("COMMIT")
        yield copy


def _make(connection: sqlite3.Connection, copy: sqlite3.Connection, kind: str) -> None:
    """Make what there is of a kind, tables or indexes, in the copy."""
    made = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL "
        "AND name NOT LIKE 'sqlite_%'",
        [kind],
    )
    for (statement,) in made:
        copy.execute(statement)


def _copy(copy: sqlite3.Connection, table: str, rows: sqlite3.Cursor) -> None:
    marks = ", ".join("?" * len(rows.description))
    copy.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
