"""How far a long import has come: on a terminal, on standard error, and gone when it is done."""

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from send_cli.present.words import safe

LONG = 1000
"""From so many rows reading takes long enough to show how far it has come."""

LARGE = 100_000
"""Bytes: from here on opening a list takes long enough to say that it is being read."""


class Opening:
    """Says that a large list is being opened, until its rows are read or it could not be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shown = ExitStack()

    def __enter__(self) -> "Opening":
        """Begin to say it."""
        if _size(self.path) >= LARGE:
            say(self.shown, f"Reading {safe(self.path.name)}")
        return self

    def __exit__(self, *_: object) -> None:
        """Say it no more."""
        self.shown.close()

    def rows(self, table: Any) -> Iterable[Any]:
        """Return the rows of a list, with a bar that shows how far it has come."""
        self.shown.close()
        if len(table.rows) < LONG or not sys.stderr.isatty():
            return table.rows  # type: ignore[no-any-return]
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import track

        bar, words = Console(stderr=True), f"Reading {escape(safe(table.file))}"
        return track(table.rows, description=words, console=bar, transient=True)


def say(shown: ExitStack, words: str) -> None:
    """Say on a terminal what is being done, for as long as `shown` is open."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        shown.enter_context(Console(stderr=True).status(Text(words)))


def _size(path: Path) -> int:
    """Return the bytes of a file, or of the files in a folder; none where it cannot be seen."""
    try:
        if path.is_dir():
            return sum(one.stat().st_size for one in path.iterdir())
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
