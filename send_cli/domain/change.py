"""A change to what is on record: the unit of the journal, and of undo."""

from collections.abc import Mapping
from dataclasses import dataclass

from send_cli.domain.case import Field, Unread
from send_cli.domain.event import Event

NEW_CASE = "case"
"""What a change to the case itself is called; a field's change bears the field's name."""

REF = "ref"
"""What the reference of a case is called, where a list brings the council's own."""

MISSING_SINCE = "missing_since"
SOURCE = "source"
RECORDED_ON = {Field.YEAR_GROUP: "year_group_on", Field.SETTING_TYPE: "setting_type_on"}
"""What the keeping of the list itself is called: when a case left it, its file's name, and
the day on which a fact that changes with the school year was recorded."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one case: an event, an unread cell, or a field, from `old` to `new`.

    NEW_CASE brings the case itself, with its facts as `new`. `row` is the row
    of the list it comes from. `bookkeeping` marks what is not a fact about the
    child. `note` is the reason given for it.
    """

    ref: str
    what: str
    old: Event | Unread | str | None = None
    new: Event | Unread | Mapping[Field, str] | str | None = None
    row: int | None = None
    bookkeeping: bool = False
    note: str | None = None
