"""A change to what is on record: the unit of the journal, and of undo."""

from collections.abc import Mapping
from dataclasses import dataclass

from send_cli.domain.case import Field, Unread
from send_cli.domain.event import Event

NEW_CASE = "case"
"""What a change to the case itself is called; a field's change bears the field's name."""

MISSING_SINCE = "missing_since"
SOURCE = "source"
"""What the keeping of the list itself is called: when a case left it, and its file's name."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one case: an event, an unread cell, or a field, from `old` to `new`.

    NEW_CASE brings the case itself, with its facts as `new`. `row` is the row
    of the list it comes from. `bookkeeping` marks what is not a fact about the
    child.
    """

    ref: str
    what: str
    old: Event | Unread | str | None = None
    new: Event | Unread | Mapping[Field, str] | str | None = None
    row: int | None = None
    bookkeeping: bool = False
