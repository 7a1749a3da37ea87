"""An answer as a file: whole or not at all, and for its owner's eyes from its first byte."""

import os
import sys
from pathlib import Path

from send_cli.domain.problem import Refusal
from send_cli.present.words import safe

DATABASE = b"SQLite format 3\0"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: who reads it finds the old one whole or the new one.

    Raises:
        Refusal: it cannot be written there, or would be written over a database.

    """
    shown = safe(str(path))
    try:
        if path.is_dir():
            raise Refusal(f"-o: {shown} is a folder: name the file in it")
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a pipe, for one
            return
        if path.exists() and _is_database(path):
            raise Refusal(f"-o: {shown} is a case file or another database: name another file")
        _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refusal(f"-o: cannot write {shown}: {why}") from error


def _replace(to: Path, content: bytes) -> None:
    from tempfile import mkstemp

    handle, name = mkstemp(dir=to.parent, prefix=".send-")  # with mode 0600
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(handle)
        part.replace(to)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


def print_whole(content: bytes) -> None:
    """Print an answer byte for byte; on a terminal without what would move its cursor."""
    out = getattr(sys.stdout, "buffer", None)
    if out is None or sys.stdout.isatty():
        text = content.decode("utf-8-sig")
        print("\n".join(map(safe, text.splitlines())))
        return
    sys.stdout.flush()
    out.write(content)
    out.flush()
