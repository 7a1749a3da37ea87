"""Backups: whole, verified copies of the case file, and where they were made."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from send_cli.domain.problem import CaseFileError, Refusal
from send_cli.store.copying import PART, copy_into, part_of
from send_cli.store.file import sentences
from send_cli.store.whole import Standing, standing, verified
from send_cli.store.write import Command, Writer

FOLDER = "backups"
"""The folder beside the case file in which backups are made, unless one says otherwise."""

NAMED = "send-"
"""What the name of a backup begins with, unless a person gave it another."""


def folder_of(path: Path) -> Path:
    """Return the folder of the backups of a case file."""
    return path.absolute().parent / FOLDER


def new_place(folder: Path, at: str) -> Path:
    """Return a name that is free: it says when, by the clock on the wall, and nothing else."""
    name = f"{NAMED}{datetime.fromisoformat(at).astimezone():%Y-%m-%d-%H%M%S}"
    number, place = 1, folder / f"{name}.db"
    while os.path.lexists(place):
        number += 1
        place = folder / f"{name}-{number}.db"
    return place


def back_up(writer: Writer, path: Path, to: Path, command: Command) -> Standing:
    """Copy the case file to a place of its own, verify the copy, and remember where it is.

    The writer holds the file meanwhile; others read.

    Raises:
        Refusal: something is there already.
        CaseFileError: it cannot be written, or the copy is not what it should be.

    """
    with sentences(to), new_copy(path, to) as part:
        with closing(verified(part, writer.reader.book, of=path)) as whole:
            made = standing(whole)
        refuse_partial(made, standing(writer.connection), path)
        remember(writer.connection, [(str(to), command.at, command.who)])
    return made


def refuse_partial(made: Standing, held: Standing, path: Path) -> None:
    """Refuse a copy that has not every row."""
    if made.rows != held.rows:
        raise CaseFileError(
            f"a copy of {path} has {made.rows} cases, events and changes in the place of "
            f"{held.rows}: it was taken away"
        )


@contextmanager
def new_copy(path: Path, to: Path) -> Iterator[Path]:
    """Copy a case file that the caller holds; the copy gets its name when it was looked at.

    Raises:
        Refusal: something is there already.
        CaseFileError: it cannot be written.

    """
    clear_parts(path)
    for place in (to, part_of(to)):
        if os.path.lexists(place):
            raise Refusal(f"{place} is there already: nothing was written over it (name another)")
    with copy_into(path, to) as part:
        yield part
        try:
            part.rename(to)
        except OSError as error:
            raise CaseFileError(f"cannot write {to}: {error.strerror}") from error


def clear_parts(path: Path) -> None:
    """Take away what copies that were cut off have left; the caller holds the case file."""
    for part in kept_beside(path):
        if part.suffix == PART and part.name.startswith((f"{path.name}.", NAMED)):
            part.unlink(missing_ok=True)


def kept_beside(path: Path) -> list[Path]:
    """Return the copies beside a case file: kept before a new schema, or as backups."""
    found: list[Path] = []
    for folder, start in ((path.absolute().parent, f"{path.name}.schema-"), (folder_of(path), "")):
        try:
            found += [one for one in folder.iterdir() if one.name.startswith(start)]
        except OSError:
            continue
    return sorted(one for one in found if not one.is_dir())


def remember(connection: sqlite3.Connection, made: Iterable[tuple[str, str, str]]) -> None:
    """Remember where backups are: the path, when and by whom."""
    connection.executemany("INSERT OR REPLACE INTO backups (path, at, by) VALUES (?, ?, ?)", made)


def remembered(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return where backups were made, when and by whom; nothing where a file cannot say."""
    try:
        return connection.execute("SELECT path, at, by FROM backups ORDER BY at, path").fetchall()
    except sqlite3.DatabaseError:  # an older schema, or a damaged file
        return []
