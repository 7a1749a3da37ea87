"""A change to what is on record: the unit of the journal, and of undo."""

from collections.abc import Mapping
from dataclasses import dataclass

from send_cli.domain.case import Extra, Field, Unread
from send_cli.domain.contact import Contact
from send_cli.domain.event import Event
from send_cli.domain.mark import Mark
from send_cli.domain.task import Task

Fact = Event | Unread | Contact | Task | Mark | Extra
"""What a case has any number of; each is put on record or withdrawn whole."""

NEW_CASE = "case"
"""What a change to the case itself is called; a field's change bears the field's name."""

REF = "ref"
"""What the reference of a case is called, where a list brings the council's own."""

MISSING_SINCE = "missing_since"
SOURCE = "source"
"""What the keeping of the list itself is called: when a case left it, and its file's name."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one case: a fact or a field, from `old` to `new`.

    A task that is no child's has an empty `ref`.
    NEW_CASE brings the case itself, with its facts as `new`. `row` is the row
    of the list it comes from. `bookkeeping` marks what is not a fact about the
    child. `note` is the reason given for it.
    """

    ref: str
    what: str
    old: Fact | str | None = None
    new: Fact | Mapping[Field, str] | str | None = None
    row: int | None = None
    bookkeeping: bool = False
    note: str | None = None
