"""Everything that was recorded of a case, and by whom."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Annotated, Any, NamedTuple

import typer

from send_cli.cli.complete import references
from send_cli.cli.day_book import print_commands
from send_cli.cli.desk import Desk
from send_cli.cli.typed import When
from send_cli.domain.case import PERSONAL, RECORDED_ON, Case, Field
from send_cli.domain.change import MISSING_SINCE, SOURCE
from send_cli.domain.deadline import spelt
from send_cli.domain.flag import read_flags
from send_cli.domain.problem import Refusal
from send_cli.present import documents, plain
from send_cli.present.words import flags_words, indented, markdown, safe, who
from send_cli.store.read import Entry

HIDDEN = "(--names shows it)"
COLUMNS = (
    *("as_of", "at", "who", "command", "did", "what"),
    *("old", "new", "file", "row", "note", "state"),
)
"""The columns of `send history` in a pipe."""

KEPT = {
    "contact": ("logged", "struck out"),
    "task": ("put down", "taken off"),
    "mark": ("marked", "no longer marked"),
    "extra": ("kept", "no longer kept"),
}
"""What is said of what is kept beside the events: put on record, and taken off it."""

KEPT_UP = {SOURCE: "the list it comes from"} | {
    column: f"{field.replace('_', ' ')} as of" for field, column in RECORDED_ON.items()
}
"""What is kept up beside the facts, which a chronology leaves out."""


class Form(StrEnum):
    """How the history is printed."""

    TEXT = "text"
    MD = "md"


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


def command(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(
            help="The case's reference, or a part of it (else the commands of the day)",
            autocompletion=references,
        ),
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", help="md is a chronology in order of what happened")
    ] = Form.TEXT,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Without a case: the commands since a day, not today's"),
    ] = None,
) -> None:
    """Print every change to a case in the order it was made: who, when, what, from where.

    What was undone or withdrawn stays, marked, with the reason. `--format md`
    prints a chronology for a complaint, ordered by the day things happened.
    Without a case, the commands of the day, whoever ran them.

    \b
    Examples:
      send history C00412
      send history --since mon
      send history C00412 --format md --names > chronology.md
    """
    desk = Desk.of(ctx)
    if ref is None:
        if form is not Form.TEXT:
            raise Refusal("--format md is the chronology of one case: give its reference")
        day = desk.day(since, "--since", when=When.PAST) if since is not None else desk.today
        print_commands(desk, day)
        return
    if since is not None:
        raise Refusal("--since goes without a case: the history of a case is always whole")
    with desk.reading() as reader:
        case = reader.docket(desk.ref(reader, ref)).case
        entries = changes_joined(reader.journal(case.ref))
    if form is Form.MD:
        lines = list(_chronology(desk, case, entries))
    elif desk.on_terminal:
        lines = [safe(who(case, names=desk.names)), *_lines(desk, entries)]
    else:
        lines = [_columns(desk, entry) for entry in entries]
    desk.answer(_document(desk, case, entries), *lines)


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


def _told(entry: Entry, *, names: bool) -> Told:
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
    if (entry.what in PERSONAL or entry.thing == "extra") and not names:
        old, new = (HIDDEN if text else None for text in (old, new))
    if entry.thing in KEPT and not (old and new):
        done, undone = KEPT[entry.thing]
        return Told(done if adds else undone, "" if entry.thing == "contact" else what, old, new)
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


def _state(entry: Entry) -> str:
    """Return what became of a change: it stands, or was undone or withdrawn; or it is an undo."""
    if entry.undoes:
        return "undo"
    if entry.undone:
        return "undone"
    return "withdrawn" if entry.new and entry.withdrawn_by else "stands"


def _clock(entry: Entry) -> str:
    """Return when a change was typed: the day it was made as of, and the time of the clock."""
    at = datetime.fromisoformat(entry.origin.at).astimezone()
    other = f" on {spelt(at.date())}" if at.date() != entry.origin.as_of else ""
    return f"{spelt(entry.origin.as_of)}, {at:%H:%M}{other}"


def _place(entry: Entry) -> str:
    row = f" row {entry.origin.row}" if entry.origin.row else ""
    return f"{entry.origin.file}{row}" if entry.origin.file else ""


def _lines(desk: Desk, entries: Sequence[Entry]) -> Iterator[str]:
    for _, group in groupby(entries, key=lambda entry: entry.command):
        of_command = list(group)
        first = of_command[0]
        mark = f"  UNDONE {_undone(first)}" if first.undone else ""
        yield ""
        head = f"{_clock(first)}, {first.origin.who}: send {first.origin.words}{mark}"
        yield from indented(safe(head), 0, desk.width)
        for entry in of_command:
            ends = [f"[{_place(entry)}]"] if _place(entry) else []
            ends += [f'"{text}"' for text in (entry.event_note, entry.note) if text]
            ends += ["WITHDRAWN"] if _state(entry) == "withdrawn" else []
            line = "  ".join([_told(entry, names=desk.names).sentence, *ends])
            yield from indented(safe(line), 2, desk.width)


def _undone(entry: Entry) -> str:
    return f"{spelt(entry.undone[0])} by {entry.undone[1]}" if entry.undone else ""


def _columns(desk: Desk, entry: Entry) -> str:
    origin, told = entry.origin, _told(entry, names=desk.names)
    notes = "; ".join(filter(None, (entry.event_note, entry.note)))
    said = (told.did, told.what, told.old, told.new, origin.file, origin.row, notes, _state(entry))
    return plain.line(origin.as_of.isoformat(), origin.at, origin.who, origin.words, *said)


def _chronology(desk: Desk, case: Case, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what happened by the day it happened, then what else was changed, in Markdown."""
    taken = {
        (entry.command, entry.row_id): entry
        for entry in entries
        if entry.thing == "event" and entry.new is None
    }
    kept = [entry for entry in entries if not entry.undoes]
    happened = [entry for entry in kept if entry.thing == "event" and entry.new]
    changed = [entry for entry in kept if entry.thing != "event" and entry.what not in KEPT_UP]
    yield f"# Chronology of {markdown(who(case, names=desk.names))}"
    yield f"\nDrawn up on {spelt(desk.today)} from the record. What is struck out does not stand."
    yield "\n| Day | What happened | Source | Recorded |\n|---|---|---|---|"
    for entry in sorted(happened, key=lambda entry: entry.new or ""):
        told = _told(entry, names=desk.names)
        gone = taken.get((entry.withdrawn_by or 0, entry.row_id))
        note = f" ({entry.event_note})" if entry.event_note else ""
        booked = " (booked)" if (entry.new or "") > desk.today.isoformat() else ""
        yield _row(entry, told.new or "", f"{told.what}{booked}{note}", gone)
    yield "\n## Changes to the record"
    yield "\n| Day | What changed | Source | Recorded |\n|---|---|---|---|"
    for entry in changed:
        told = _told(entry, names=desk.names)
        yield _row(entry, spelt(entry.origin.as_of), told.sentence, None)


def _row(entry: Entry, day: str, what: str, gone: Entry | None) -> str:
    """Return a row of the chronology, struck out where it does not stand."""
    source = _place(entry) or f"send {entry.origin.words.split(' ')[0]}"
    recorded = f"{_clock(entry)}, by {entry.origin.who}"
    why = ""
    if entry.undone:
        why = f" undone {_undone(entry)}"
    elif gone:
        why = f" withdrawn {_clock(gone)}, by {gone.origin.who}"
        why += f": {gone.note}" if gone.note else f": {_place(gone)} has another date"
    cells = [f"~~{markdown(text)}~~" if why else markdown(text) for text in (day, what)]
    return f"| {cells[0]} | {cells[1]}{markdown(why)} | {markdown(source)} | {markdown(recorded)} |"


def _document(desk: Desk, case: Case, entries: Sequence[Entry]) -> dict[str, Any]:
    return {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": case.ref,
        "initials": case.initials,
        "entries": [_entry(entry, names=desk.names) for entry in entries],
    }


def _entry(entry: Entry, *, names: bool) -> dict[str, Any]:
    origin = entry.origin
    hides = not names and (entry.what in PERSONAL or entry.thing in {"case", "extra"})
    told = _told(entry, names=names)
    return {
        "as_of": origin.as_of.isoformat(),
        "at": origin.at,
        "who": origin.who,
        "command": origin.words,
        "did": told.did,
        "sentence": told.sentence,
        "what": entry.what,
        "about": entry.about,
        "old": None if hides else entry.old,
        "new": None if hides else entry.new,
        "hidden": hides,
        "file": origin.file,
        "row": origin.row,
        "event_note": entry.event_note,
        "note": entry.note,
        "state": _state(entry),
        "undone_on": documents.iso(entry.undone[0]) if entry.undone else None,
        "undone_by": entry.undone[1] if entry.undone else None,
    }
