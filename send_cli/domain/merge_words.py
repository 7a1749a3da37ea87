"""What importing a list changes, in words."""

from send_cli.domain.case import Extra, Field, Unread
from send_cli.domain.change import Change
from send_cli.domain.event import Event

PRIVATE = frozenset({Field.FORENAME, Field.SURNAME, Field.DOB, Field.UPN, Field.ULN, Field.NOTES})
"""Fields that say who a child is: their values are shown only where names are."""


def change_sentence(change: Change, *, names: bool) -> str:
    """Return one change, old -> new; without `names` not what would say who a child is."""
    old, new = change.old, change.new
    words = f"{change.ref}: {_kind(change)}: {change.what}"
    if not names and (change.what in PRIVATE or isinstance(old or new, Extra)):
        return words
    if isinstance(old, Event) and isinstance(new, Event) and old.kind is not new.kind:
        if old.on == new.on:
            return f"{words}: {old.kind} -> {new.kind} ({new.on.isoformat()})"
        return f"{words}: {old.kind} {_shown(old)} -> {new.kind} {_shown(new)}"
    return f"{words}: {_shown(old)} -> {_shown(new)}"


def _kind(change: Change) -> str:
    if not isinstance(change.new, Event):
        return "withdrawn" if isinstance(change.old, Event) and change.new is None else "change"
    return "new date" if change.old is None else "correction"


def _shown(value: object) -> str:
    if isinstance(value, Event):
        return value.on.isoformat() + (f" ({value.about})" if value.about else "")
    if isinstance(value, Unread | Extra):
        return value.text
    return "nothing" if value is None else str(value)
