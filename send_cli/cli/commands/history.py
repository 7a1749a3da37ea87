"""Everything that was recorded of a case, and by whom."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Annotated, Any

import typer

from send_cli.cli.complete import references
from send_cli.cli.day_book import print_commands
from send_cli.cli.desk import Desk
from send_cli.cli.told import KEPT_UP, changes_joined, in_words, place, state, typed_at, undone
from send_cli.cli.typed import When
from send_cli.domain.case import PERSONAL, Case
from send_cli.domain.deadline import spelt
from send_cli.domain.problem import Refusal
from send_cli.domain.task import PREFIX, task_number
from send_cli.present import documents, plain
from send_cli.present.words import indented, markdown, safe, who
from send_cli.store.read import Entry

COLUMNS = (
    *("as_of", "at", "who", "command", "did", "what"),
    *("old", "new", "file", "row", "note", "state"),
)
"""The columns of `send history` in a pipe."""


class Form(StrEnum):
    """How the history is printed."""

    TEXT = "text"
    MD = "md"


def command(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(
            metavar="[REF|TASK]",
            help="The case's reference, or a part of it; or task-12 (else the day's commands)",
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
    """Print every change to a case or a task in the order it was made: who, when, what, from where.

    What was undone or withdrawn stays, marked, with the reason. `--format md`
    prints a chronology for a complaint, ordered by the day things happened.
    Without a case, the commands of the day, whoever ran them.

    \b
    Examples:
      send history C00412
      send history task-12
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
    number = task_number(ref)
    if number is not None:
        _print_task(desk, f"{PREFIX}{number}", form)
        return
    with desk.reading() as reader:
        case = reader.docket(desk.ref(reader, ref)).case
        entries = changes_joined(reader.journal(case.ref))
    if form is Form.MD:
        desk.answer(_document(desk, case, entries), *_chronology(desk, case, entries))
    else:
        _print(desk, who(case, names=desk.names), _document(desk, case, entries), entries)


def _print_task(desk: Desk, name: str, form: Form) -> None:
    """Print the history of a task, of one that is done or withdrawn too."""
    if form is not Form.TEXT:
        raise Refusal("--format md is the chronology of one case: give its reference")
    with desk.reading() as reader:
        ref, found = reader.task_journal(name)
    entries = changes_joined(found)
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "task": name,
        "case": ref or None,
        "initials": None,
        "entries": [_entry(entry, names=desk.names) for entry in entries],
    }
    _print(desk, f"{name}, {ref or 'your own'}", document, entries)


def _print(desk: Desk, whose: str, document: dict[str, Any], entries: Sequence[Entry]) -> None:
    """Print changes: by command in a window, a line for each in a pipe."""
    if desk.on_terminal:
        lines = [safe(whose), *_lines(desk, entries)]
    else:
        lines = [_columns(desk, entry) for entry in entries]
    desk.answer(document, *lines)


def _lines(desk: Desk, entries: Sequence[Entry]) -> Iterator[str]:
    for _, group in groupby(entries, key=lambda entry: entry.command):
        of_command = list(group)
        first = of_command[0]
        mark = f"  UNDONE {undone(first)}" if first.undone else ""
        yield ""
        head = f"{typed_at(first)}, {first.origin.who}: send {first.origin.words}{mark}"
        yield from indented(safe(head), 0, desk.width)
        for entry in of_command:
            ends = [f"[{place(entry)}]"] if place(entry) else []
            ends += [f'"{text}"' for text in (entry.event_note, entry.note) if text]
            ends += ["WITHDRAWN"] if state(entry) == "withdrawn" else []
            line = "  ".join([in_words(entry, names=desk.names).sentence, *ends])
            yield from indented(safe(line), 2, desk.width)


def _columns(desk: Desk, entry: Entry) -> str:
    origin, told = entry.origin, in_words(entry, names=desk.names)
    notes = "; ".join(filter(None, (entry.event_note, entry.note)))
    said = (told.did, told.what, told.old, told.new, origin.file, origin.row, notes, state(entry))
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
        told = in_words(entry, names=desk.names)
        gone = taken.get((entry.withdrawn_by or 0, entry.row_id))
        note = f" ({entry.event_note})" if entry.event_note else ""
        booked = " (booked)" if (entry.new or "") > desk.today.isoformat() else ""
        yield _row(entry, told.new or "", f"{told.what}{booked}{note}", gone)
    yield "\n## Changes to the record"
    yield "\n| Day | What changed | Source | Recorded |\n|---|---|---|---|"
    for entry in changed:
        told = in_words(entry, names=desk.names)
        yield _row(entry, spelt(entry.origin.as_of), told.sentence, None)


def _row(entry: Entry, day: str, what: str, gone: Entry | None) -> str:
    """Return a row of the chronology, struck out where it does not stand."""
    source = place(entry) or f"send {entry.origin.words.split(' ')[0]}"
    recorded = f"{typed_at(entry)}, by {entry.origin.who}"
    why = ""
    if entry.undone:
        why = f" undone {undone(entry)}"
    elif gone:
        why = f" withdrawn {typed_at(gone)}, by {gone.origin.who}"
        why += f": {gone.note}" if gone.note else f": {place(gone)} has another date"
    cells = [f"~~{markdown(text)}~~" if why else markdown(text) for text in (day, what)]
    return f"| {cells[0]} | {cells[1]}{markdown(why)} | {markdown(source)} | {markdown(recorded)} |"


def _document(desk: Desk, case: Case, entries: Sequence[Entry]) -> dict[str, Any]:
    return {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "task": None,
        "case": case.ref,
        "initials": case.initials,
        "entries": [_entry(entry, names=desk.names) for entry in entries],
    }


def _entry(entry: Entry, *, names: bool) -> dict[str, Any]:
    origin = entry.origin
    hides = not names and (entry.what in PERSONAL or entry.thing in {"case", "extra", "unread"})
    told = in_words(entry, names=names)
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
        "state": state(entry),
        "undone_on": documents.iso(entry.undone[0]) if entry.undone else None,
        "undone_by": entry.undone[1] if entry.undone else None,
    }
