"""A change to a case, as the journal has it, in the words of its history."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from send_cli.domain.case import PERSONAL, RECORDED_ON, Field
from send_cli.domain.change import MISSING_SINCE, SOURCE
from send_cli.domain.deadline import spelt
from send_cli.domain.flag import read_flags
from send_cli.present.words import flags_words
from send_cli.store.read import Entry

HIDDEN = "(--names shows it)"

KEPT = {
    "contact": ("logged", "struck out"),
    "task": ("put down", "taken off"),
    "mark": ("marked", "no longer marked"),
    "extra": ("kept", "no longer kept"),
}
"""What is said of a contact, a task and a mark: put on record, and taken off it."""

KEPT_UP = {SOURCE: "the list it comes from"} | {
    column: f"{field.replace('_', ' ')} as of" for field, column in RECORDED_ON.items()
}
"""What is kept up beside the facts, which a chronology leaves out."""


class Told(NamedTuple):
    """A row of the journal in words."""

    did: str
    what: str
    old: str | None
    new: str | None

    @property
    def sentence(self) -> str:
        """The row in one line: `changed: officer: Sam Example -> Pat Other`."""
        if self.did == "changed":
            return f"{self.what}: {self.old or 'nothing'} -> {self.new or 'nothing'}"
        said = self.new or self.old
        return f"{self.did}: {', '.join(filter(None, (self.what, said)))}"


def changes_joined(entries: Sequence[Entry]) -> list[Entry]:
    """Return the journal with the two rows of a changed task, pin or snooze as one."""
    joined = list[Entry]()
    for entry in entries:
        last = joined[-1] if joined else None
        if (
            last
            and last.thing in KEPT
            and (last.command, last.what) == (entry.command, entry.what)
            and last.new is None
            and entry.old is None
        ):
            joined[-1] = entry._replace(old=last.old)
        else:
            joined.append(entry)
    return joined


def in_words(entry: Entry, *, names: bool) -> Told:
    """Return a row of the journal in words, without personal details unless asked for."""
    old, new, adds = entry.old, entry.new, entry.new is not None
    what = KEPT_UP.get(entry.what, entry.what.replace("_", " "))
    if entry.thing == "case":
        facts = _facts(new or old or "{}", names=names)
        return Told("put on record" if adds else "taken off the record", "the case", None, facts)
    if entry.thing in {"event", "held"}:
        what = what.replace("-", " ") + (f" ({entry.about})" if entry.about else "")
        if entry.thing == "held":
            return Told("changed", what, old, new)
        return Told("recorded" if adds else "withdrawn", what, _day(old), _day(new))
    if (entry.what in PERSONAL or entry.thing in {"extra", "unread"}) and not names:
        old, new = (HIDDEN if text else None for text in (old, new))
    if entry.thing in KEPT and not (old and new):
        begun, ended = KEPT[entry.thing]
        return Told(begun if adds else ended, "" if entry.thing == "contact" else what, old, new)
    if entry.thing == "unread":
        return Told("could not read" if adds else "no longer asked for", what, old, new)
    if entry.what == Field.FLAGS:
        old, new = (flags_words(read_flags(text)) if text else None for text in (old, new))
    elif entry.what in {MISSING_SINCE, *RECORDED_ON.values()}:
        old, new = _day(old), _day(new)
    return Told("changed", what, old, new)


def _facts(text: str, *, names: bool) -> str | None:
    facts = json.loads(text).items()
    shown = [f"{name} {said}" for name, said in facts if names or name not in PERSONAL]
    return ", ".join(shown).replace("_", " ") or None


def _day(iso: str | None) -> str | None:
    return spelt(date.fromisoformat(iso)) if iso else None


def state(entry: Entry) -> str:
    """Return what became of a change: it stands, or was undone or withdrawn; or it is an undo."""
    if entry.undoes:
        return "undo"
    if entry.undone:
        return "undone"
    return "withdrawn" if entry.new and entry.withdrawn_by else "stands"


def typed_at(entry: Entry) -> str:
    """Return when a change was typed: the day it was made as of, and the time of the clock."""
    at = datetime.fromisoformat(entry.origin.at).astimezone()
    other = f" on {spelt(at.date())}" if at.date() != entry.origin.as_of else ""
    return f"{spelt(entry.origin.as_of)}, {at:%H:%M}{other}"


def place(entry: Entry) -> str:
    """Return the file and row a change came from; empty where it came from none."""
    row = f" row {entry.origin.row}" if entry.origin.row else ""
    return f"{entry.origin.file}{row}" if entry.origin.file else ""


def undone(entry: Entry) -> str:
    """Return when and by whom a change was undone; empty where it was not."""
    return f"{spelt(entry.undone[0])} by {entry.undone[1]}" if entry.undone else ""
