"""The case file as a whole: verified, and put in the place of another in one step."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from send_cli.domain.book import RuleBook
from send_cli.domain.problem import CaseFileError
from send_cli.store.derive import deadlines_follow
from send_cli.store.file import BUSY_SECONDS, RESTORE, identity, schema_of, sentences
from send_cli.store.opening import begin, bring_up_to_date, connected, in_memory


class Standing(NamedTuple):
    """What a case file holds: how many cases, events and changes, and its last command.

    `cases` counts those on record; `rows` every row of cases, events and journal.
    """

    cases: int
    rows: tuple[int, int, int]
    last: tuple[str, date, str] | None
    """The words, the day it was run as of, and the moment."""


def standing(connection: sqlite3.Connection) -> Standing:
    """Return what a case file holds."""
    (cases,) = connection.execute(
        "SELECT count(*) FROM cases WHERE withdrawn_by IS NULL"
    ).fetchone()
    rows = connection.execute(
        "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM events), "
        "(SELECT count(*) FROM journal)"
    ).fetchone()
    last = connection.execute(
        "SELECT words, as_of, at FROM commands ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Standing(cases, rows, (last[0], date.fromisoformat(last[1]), last[2]) if last else None)


def verified(path: Path, book: RuleBook, *, of: Path | None = None) -> sqlite3.Connection:
    """Return the whole of a file in memory, up to date, when nothing is wrong with it.

    `of` is the file it was copied from a moment ago, and the one to blame.

    Raises:
        CaseFileError: it is not ours, newer, damaged, or holds deadlines that do not follow
            from what is on record.

    """
    named = of or path
    damaged = RESTORE if of else "name another backup"
    with sentences(named, damaged), closing(connected(path, [])) as connection:
        copy = in_memory(connection)
    with sentences(named, damaged):
        if not (version := schema_of(copy, named)):
            raise CaseFileError(f"{named} is empty: nothing was changed")
        refuse_damaged(copy, named, damaged)
        bring_up_to_date(copy, version, book)
        if not deadlines_follow(copy, book):
            raise CaseFileError(
                f"the deadlines in {named} are not those that follow from what is on record: "
                "nothing was changed"
            )
    return copy


def refuse_damaged(connection: sqlite3.Connection, path: Path, damaged: str = RESTORE) -> None:
    """Refuse a file that is not whole, or whose rows refer to rows that are not there.

    `damaged` is what to do then.
    """
    try:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError:  # in use, for one, which says nothing of the file
        raise
    except sqlite3.DatabaseError as error:
        found, lost = str(error), None
    if found != "ok" or lost:
        why = f"a row of {lost[0]} refers to one that is not there" if lost else found
        why = " ".join(why.split())
        raise CaseFileError(f"{path} is damaged: nothing was changed ({why}); {damaged}")


@contextmanager
def alone(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold the case file: until the end nobody else can change it, and others may read.

    Raises:
        CaseFileError: it is in use, not ours, newer, or was taken away meanwhile.

    """
    opened = identity(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        # A whole file cannot be copied into one that is in a transaction. In this mode
        # the lock that a transaction took stays when it has ended.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        # A kept lock keeps its journal too, with what was replaced in it: cut to nothing,
        # that is what makes the change hold.
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        begin(connection, path, opened)
        connection.execute("ROLLBACK")
        yield connection
    finally:
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA locking_mode = NORMAL")
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()


def replace(connection: sqlite3.Connection, whole: sqlite3.Connection) -> None:
    """Put the whole of another file in the place of this one, which is held by `alone`.

    It is one change under SQLite's own lock and journal: who reads, and who comes
    after a sudden death, finds the old whole or the new.
    """
    connection.execute("BEGIN EXCLUSIVE")  # waits for readers, and gives up in time
    connection.execute("ROLLBACK")
    whole.backup(connection)
