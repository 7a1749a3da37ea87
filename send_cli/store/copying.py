"""Copying the case file as a file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from send_cli.store.file import create_private

PART = ".part"
"""What the name of a file ends in while it is being made."""


def part_of(to: Path) -> Path:
    """Return the place where a file is made before it gets its name."""
    return to.with_name(f"{to.name}{PART}")


@contextmanager
def copy_into(path: Path, to: Path) -> Iterator[Path]:
    """Copy the case file beside the place it is for, to be looked at and renamed.

    The caller holds the case file, so that nobody else can change it. What was
    not renamed is taken away.
    """
    part = part_of(to)
    part.unlink(missing_ok=True)
    create_private(part)
    # A connection that is about to write cannot be copied from.
    source, copy = sqlite3.connect(path), sqlite3.connect(part)
    try:
        copy.execute("PRAGMA journal_mode = memory")
        source.backup(copy)
        copy.close()
        yield part
    finally:
        copy.close()
        source.close()
        part.unlink(missing_ok=True)
