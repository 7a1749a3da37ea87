"""The whole content of a case file, as it is taken away and brought back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Value = str | int | float | None

FORMAT = "send-case-file"
"""What a file that holds the whole content says it is."""

VERSION = 1
"""How such a file is laid out."""


class Table(NamedTuple):
    """A table as it stands: its columns, and its rows in the order of their keys."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


class Content(NamedTuple):
    """Every table that does not follow from others, by name, and the schema they are of."""

    schema: int
    tables: Mapping[str, Table]
