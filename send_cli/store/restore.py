"""Putting a backup in the place of the case file."""

import os
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from send_cli.domain.problem import CaseFileError
from send_cli.store.backup import (
    folder_of,
    new_copy,
    new_place,
    refuse_partial,
    remember,
    remembered,
)
from send_cli.store.file import (
    AbsentError,
    create_private,
    identity,
    refuse_absent,
    schema_of,
    sentences,
)
from send_cli.store.opening import connected, remove_unused
from send_cli.store.whole import Standing, alone, refuse_damaged, replace, standing
from send_cli.store.write import FORGOTTEN, Command, new_command


class Replaced(NamedTuple):
    """What a restore put in the place of what.

    `before` is None where there was no case file, or one too damaged to count.
    `kept` is where the file that was replaced is now. `forgotten` counts the
    cases that were forgotten in it, and not in the backup.
    """

    before: Standing | None
    kept: Path | None
    forgotten: int


def present(path: Path) -> tuple[Standing | None, bool]:
    """Return what the case file holds now, and whether it is there but damaged.

    Raises:
        CaseFileError: it is not ours, newer, or in use.

    """
    try:
        refuse_absent(path)
    except AbsentError:
        return None, False
    with sentences(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        try:
            if not schema_of(connection, path):
                return None, False
            return _standing(connection, path)
        finally:
            connection.close()


def _standing(connection: sqlite3.Connection, path: Path) -> tuple[Standing | None, bool]:
    try:
        refuse_damaged(connection, path)
    except CaseFileError:
        return None, True
    return standing(connection), False


def restore(path: Path, source: Path, whole: sqlite3.Connection, command: Command) -> Replaced:
    """Put `whole`, which was verified and came from `source`, in the place of the case file.

    The file that is replaced is kept as a backup first. What was remembered of
    backups stays remembered.

    Raises:
        CaseFileError: the case file is in use, not ours, newer, or cannot be written.

    """
    aside = _set_aside(path, command.at)
    fresh = identity(path) is None
    create_private(path)
    opened = identity(path)
    try:
        with sentences(path), alone(path) as connection:
            done = _kept(connection, path, whole, command)
            if aside:
                remember(whole, [(os.fspath(aside), command.at, command.who)])
                done = done._replace(kept=aside)
            copy = (str(source.absolute()), command.at, command.who)
            known = {row[0] for row in remembered(whole)}
            remember(whole, [] if copy[0] in known else [copy])
            new_command(whole, command)
            replace(connection, whole)
    except BaseException:
        if fresh:
            with closing(sqlite3.connect(path, isolation_level=None)) as empty:
                remove_unused(empty, path, opened)
        raise
    return done


def _set_aside(path: Path, at: str) -> Path | None:
    """Move away a file that is too damaged for SQLite to hold; return where it is now."""
    if identity(path) is None:
        return None
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:  # in use, for one, which says nothing of the file
        return None
    except sqlite3.DatabaseError:
        aside = new_place(folder_of(path), at)
        aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(aside)
        return aside
    return None


def _kept(
    connection: sqlite3.Connection, path: Path, whole: sqlite3.Connection, command: Command
) -> Replaced:
    """Keep the file that is to be replaced, and what it remembers of backups."""
    if not schema_of(connection, path):
        return Replaced(None, None, 0)
    before, _ = _standing(connection, path)
    kept = new_place(folder_of(path), command.at)
    with sentences(kept), new_copy(path, kept) as part:
        if before:  # a damaged file is kept as it is
            with closing(connected(part, [])) as copy:
                refuse_damaged(copy, part)
                refuse_partial(standing(copy), before, path)
    remember(whole, [*remembered(connection), (os.fspath(kept), command.at, command.who)])
    forgotten = _forgettings(connection) - _forgettings(whole) if before else Counter[str]()
    return Replaced(before, kept, forgotten.total())


def _forgettings(connection: sqlite3.Connection) -> Counter[str]:
    """Return the moments at which a case was forgotten."""
    rows = connection.execute("SELECT at FROM commands WHERE words = ?", [FORGOTTEN])
    return Counter(at for (at,) in rows)
