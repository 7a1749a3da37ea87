"""The whole content of a case file, from the one file that `send export all` writes."""

from pathlib import Path
from typing import Any

from send_cli.domain.content import FORMAT, VERSION, Content, Table
from send_cli.domain.problem import InputRefused, shortened

BEGINS = 200
"""Bytes: so near its beginning such a file says what it is."""


def is_whole(path: Path) -> bool:
    """Say whether a file holds the whole content of a case file, by what it says it is."""
    try:
        if not path.is_file():
            return False  # what is taken from a pipe is gone from it
        with path.open("rb") as file:
            start = file.read(BEGINS).removeprefix(b"\xef\xbb\xbf").lstrip()
    except (OSError, ValueError):
        return False
    return start.startswith(b"{") and f'"{FORMAT}"'.encode() in start


def read_whole(path: Path) -> Content:
    """Read the whole content of a case file.

    Raises:
        InputRefused: it is not whole, or not what `send export all` writes.

    """
    from json import loads

    name = shortened(path.name)
    try:
        document = loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputRefused(f"{name}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InputRefused(
            f"{name}: is cut off or was changed: `send export all` writes it again"
        ) from error
    if document.get("version") != VERSION:
        raise InputRefused(f"{name}: was exported by a newer send: update send")
    schema, tables = document.get("schema"), document.get("tables")
    if type(schema) is not int or not isinstance(tables, dict):
        raise _not_whole(name)
    return Content(schema, {table: _table(name, found) for table, found in tables.items()})


def _table(name: str, found: Any) -> Table:
    columns, rows = (found.get(key) if isinstance(found, dict) else None for key in _KEYS)
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise _not_whole(name)
    if not all(isinstance(column, str) for column in columns):
        raise _not_whole(name)
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns):
            raise _not_whole(name)
        if not all(cell is None or isinstance(cell, str) or _is_number(cell) for cell in row):
            raise _not_whole(name)
    return Table(tuple(columns), rows)


_KEYS = ("columns", "rows")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _not_whole(name: str) -> InputRefused:
    return InputRefused(f"{name}: is not the whole of a case file: `send export all` writes one")
