"""What importing a list changes, in words."""

from send_cli.domain.case import Extra, Field, Unread
from send_cli.domain.change import Change
from send_cli.domain.event import Event

PRIVATE = frozenset({Field.FORENAME, Field.SURNAME, Field.DOB, Field.UPN, Field.ULN, Field.NOTES})
"""Fields that say who a child is: their values are shown only where names are."""


def change_sentence(change: Change, *, names: bool, beside: Event | None = None) -> str:
    """Return one change, old -> new; without `names` not what would say who a child is.

    `beside` is the last event of the kind that stays on record.
    """
    old, new = change.old, change.new
    words = f"{change.ref}: {change_kind(change, beside)}: {change.what}"
    if not names and is_private(change):
        return words
    if isinstance(old, Event) and isinstance(new, Event) and old.kind is not new.kind:
        if old.on == new.on:
            return f"{words}: {old.kind} -> {new.kind} ({new.on.isoformat()})"
        return f"{words}: {old.kind} {shown(old)} -> {new.kind} {shown(new)}"
    if beside:
        return f"{words}: {shown(new)}, beside {shown(beside)}"
    return f"{words}: {shown(old)} -> {shown(new)}"


def change_kind(change: Change, beside: Event | None = None) -> str:
    """Return what a change is: a correction, a new date, the start of a new cycle."""
    if not isinstance(change.new, Event):
        return "withdrawn" if isinstance(change.old, Event) and change.new is None else "change"
    if change.old is not None:
        return "correction"
    return "new cycle" if beside else "new date"


def is_private(change: Change) -> bool:
    """Say whether a change's values would say who a child is."""
    return change.what in PRIVATE or isinstance(change.old or change.new, Extra)


def shown(value: object) -> str:
    """Return one side of a change as it is read."""
    if isinstance(value, Event):
        return value.on.isoformat() + (f" ({value.about})" if value.about else "")
    if isinstance(value, Unread | Extra):
        return value.text
    return "nothing" if value is None else str(value)
