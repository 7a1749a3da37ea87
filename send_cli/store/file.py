"""The case file as a file: where it is, whether it is ours, and that only its owner reads it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from send_cli.domain.problem import CaseFileError, Refusal, shortened

APPLICATION_ID = 0x53454E44
"""The letters SEND: what marks an SQLite file as a case file."""

SCHEMA = 3
"""The number of the last migration, kept in the file as its `user_version`."""

Identity = tuple[int, int] | None
"""Which file it is, whatever stands at its path by now: its device and its number."""

BUSY_SECONDS = 5
OLDEST_SQLITE = (3, 37, 0)


RESTORE = "`send restore FILE` puts a backup in its place"
"""What to do about a case file that is damaged."""

_SQLITE = b"SQLite format 3\0"
_APPLICATION_AT = 68


class AbsentError(CaseFileError):
    """There is no case file at that place."""


class NotOursError(CaseFileError):
    """What is at that place is no case file."""


def refuse_old_sqlite() -> None:
    """Refuse an SQLite without STRICT tables."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise CaseFileError(
            f"this Python has SQLite {sqlite3.sqlite_version}; send needs 3.37 or newer"
        )


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read; nothing where it is there already.

    Raises:
        CaseFileError: the folder cannot be written.

    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # One that is there and read-only is opened all the same: SQLite says so better.
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
    except OSError as error:
        did = "open" if os.path.lexists(path) else "create"
        raise CaseFileError(f"cannot {did} {path}: {error.strerror}") from error


def identity(path: Path) -> Identity:
    """Return which file stands at that path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_absent(path: Path) -> None:
    """Refuse a path with nothing usable at it."""
    try:
        folder, there = path.is_dir(), path.exists()
    except OSError as error:
        raise CaseFileError(
            f"{shortened(str(path), 200)} cannot be read: {error.strerror}"
        ) from error
    if folder:
        raise CaseFileError(f"{path} is a folder, not a case file")
    if not there:
        raise absent(path)


def absent(path: Path, *notes: str) -> AbsentError:
    """Return that there is no case file there, or one that nothing was ever written to."""
    yet = f"no case file yet at {path}: `send import FILE` makes one, `send demo` shows one"
    return AbsentError("; ".join((*notes, yet)))


def not_ours(path: Path) -> NotOursError:
    """Return that what is there is another program's, or no database at all."""
    return NotOursError(f"{path} is not a case file of send: nothing was changed")


def schema_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema number of a case file; 0 for a file that is still empty.

    Raises:
        NotOursError: it is another program's.
        CaseFileError: it was made by a newer `send`.

    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        if application == 0 and not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            return 0
        raise not_ours(path)
    if version > SCHEMA:
        raise CaseFileError(
            f"{path} was made by a newer send (schema {version}, this one reads up to {SCHEMA}): "
            "update send"
        )
    return version


def marked(path: Path) -> bool:
    """Say whether a file that SQLite cannot open begins as a case file; cut short, it may be one.

    Raises:
        OSError: it cannot be read.

    """
    with path.open("rb") as file:
        head = file.read(_APPLICATION_AT + 4)
    number = APPLICATION_ID.to_bytes(4, "big")
    return head.startswith(_SQLITE) and number.startswith(head[_APPLICATION_AT:])


@contextmanager
def sentences(path: Path, damaged: str = RESTORE) -> Iterator[None]:
    """Turn SQLite's errors into sentences a person can act on; `damaged` is what to do then.

    Raises:
        NotOursError: the file is no SQLite file.
        CaseFileError: the file is locked, damaged, read-only, or the disk is full.
        Refusal: what was to be written is not text.

    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise Refusal(
            f'"{shortened(str(error.object))}" has characters that are no text: nothing was '
            "changed (type it again)"
        ) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "") or ""
        if code.startswith("SQLITE_NOTADB"):
            raise not_ours(path) from error
        if code.startswith("SQLITE_CORRUPT"):
            raise CaseFileError(f"{path} is damaged: {damaged} ({error})") from error
        raise CaseFileError(_sentence(path, code, str(error))) from error


def in_use(path: Path) -> str:
    """Return the sentence that another `send` is at work in the file."""
    return f"{path} is in use by another send: nothing was changed; try again in a moment"


def _sentence(path: Path, code: str, text: str) -> str:
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return in_use(path)
    if code == "SQLITE_READONLY_ROLLBACK":
        return (
            f"the last change of {path} was cut off before it was finished, and cannot be undone "
            "because the file is read-only: make it writable, then try again"
        )
    if code == "SQLITE_READONLY_DIRECTORY":
        return f"the folder of {path} is read-only: nothing was changed"
    if code.startswith("SQLITE_READONLY") or "readonly" in text:
        return f"{path} is read-only: nothing was changed"
    if code.startswith("SQLITE_FULL"):
        return f"the disk of {path} is full: nothing was changed"
    if code.startswith("SQLITE_CANTOPEN"):
        return f"{path} cannot be opened: look whether you may read it, and write to its folder"
    if code.startswith("SQLITE_IOERR"):
        return f"the disk of {path} reports an error: nothing was changed ({text})"
    return f"{path} cannot be used: {text}"
