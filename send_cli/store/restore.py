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
    NotOursError,
    create_private,
    identity,
    marked,
    not_ours,
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
    try:
        if _is_lost(path):
            return None, True
        with sentences(path), closing(_opened(path)) as connection:
            if not schema_of(connection, path):
                return None, False
            return _standing(connection, path)
    except NotOursError as error:
        raise CaseFileError(f"{error}; move it away first") from error


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)


def _is_lost(path: Path) -> bool:
    """Say whether it is a case file too damaged for SQLite to open: cut short, for one.

    Raises:
        NotOursError: SQLite cannot open it, and it does not begin as a case file.
        CaseFileError: it is in use or cannot be read.

    """
    with sentences(path), closing(_opened(path)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:  # in use, for one, which says nothing of the file
            raise
        except sqlite3.DatabaseError as error:
            if not marked(path):
                raise not_ours(path) from error
            return True
    return False


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
    aside = _set_aside(path, command.at) if identity(path) and _is_lost(path) else None
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
        if aside and identity(path) is None:
            aside.replace(path)
        raise
    return done


def _set_aside(path: Path, at: str) -> Path:
    """Move a file that is too damaged to be copied among the backups; return where it is now.

    Raises:
        CaseFileError: the folder of the backups cannot be written.

    """
    aside = new_place(folder_of(path), at)
    try:
        aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(aside)
    except OSError as error:
        raise CaseFileError(f"cannot move {path} to {aside}: {error.strerror}") from error
    return aside


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
