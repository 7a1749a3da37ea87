"""A case on one page."""

from datetime import date
from typing import Annotated, Any

import typer

from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.cli.tasks import task_document
from send_cli.domain.case import PERSONAL, Case, Extra, Field, Unread
from send_cli.domain.deadline import Status, spelt
from send_cli.domain.drafting import drafting
from send_cli.domain.event import NAMED_DAYS, TO_CONFIRM, Event, in_order
from send_cli.domain.mark import MarkKind
from send_cli.domain.owed import asked
from send_cli.present import documents
from send_cli.present.gates import gate_lines, gates_document
from send_cli.present.waiting import asked_lines, owed_document
from send_cli.present.words import (
    days_sentence,
    flags_words,
    indented,
    plural,
    safe,
    short_citation,
    status_sentence,
    target_words,
    who,
)
from send_cli.store.read import Docket, Origin

LATELY = 10
"""So many contacts are shown; the history has them all."""


def command(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(help="The case's reference, or a part of it", autocompletion=references)
    ],
) -> None:
    """Print a case on one page: what to do, what runs, what happened, what is missing.

    \b
    Examples:
      send show C00412
      send show 412 --names
    """
    desk = Desk.of(ctx)
    with desk.reading() as reader:
        docket = reader.docket(desk.ref(reader, ref))
        origins = {
            event: reader.origin(docket.case.ref, event.kind, event.on, event.about)
            for event in docket.case.events
        }
        cells = {cell: reader.unread_origin(docket.case.ref, cell) for cell in docket.case.unread}
    lines = [
        *_lines(desk, docket, origins),
        *_contact_lines(desk, docket.case),
        *_unread_lines(desk, docket.case, cells),
        *_extra_lines(desk, docket.case),
    ]
    desk.answer(_document(desk, docket), *lines)


def _document(desk: Desk, docket: Docket) -> dict[str, Any]:
    case, today = docket.case, desk.today
    day = desk.day_list([docket])
    actions, clocks = [*day.every], desk.clocks(docket.deadlines)
    hidden = () if desk.names else PERSONAL
    said = str if desk.names else case.unnamed
    return {
        "version": documents.VERSION,
        "as_of": today.isoformat(),
        "case": case.ref,
        "initials": case.initials,
        "facts": {
            field.value: case.fact(field) if field not in hidden else None for field in Field
        },
        "flags": documents.flags_document(case),
        "missing_since": documents.iso(case.missing_since),
        "actions": [documents.action_document(action, today) for action in actions],
        "deadlines": [
            documents.deadline_document(case.ref, row, today) for row in clocks if row.exists(today)
        ],
        "drafting": gates_document(drafting(case.events, docket.deadlines, today)),
        "asked": [
            owed_document(one, today) for one in asked(case, desk.clocks(docket.deadlines), today)
        ],
        "events": [
            {
                "event": event.kind.value,
                "on": event.on.isoformat(),
                "about": event.about,
                "note": event.note,
                "booked": event.on > today or event.booked,
            }
            for event in in_order(case.events)
        ],
        "contacts": [documents.contact_document(one) for one in case.contacts if one.on <= today],
        "tasks": [task_document(case.ref, one) for one in case.tasks if one.added_on <= today],
        "marks": [
            {
                "mark": mark.kind.value,
                "made_on": mark.made_on.isoformat(),
                "until": mark.until.isoformat(),
                "reason": mark.text,
            }
            for mark in case.marks
            if mark.made_on <= today
        ],
        "unread": [
            {"heading": cell.heading, "text": None if cell.heading in hidden else said(cell.text)}
            for cell in case.unread
        ],
        "extras": [
            {
                "heading": cell.heading,
                "text": cell.text if desk.names else None,
                "event": cell.event if desk.names else None,
            }
            for cell in case.extras
        ],
    }


def _lines(desk: Desk, docket: Docket, origins: dict[Event, Origin | None]) -> list[str]:
    case, today = docket.case, desk.today
    day = desk.day_list([docket])
    lines = [safe(who(case, names=desk.names)), *_facts(desk, case)]
    for line in _mark_lines(case, today):
        lines += indented(safe(line), 2, desk.width)
    actions = [*day.every]
    lines += ["", "To do" if actions else "To do: nothing is running"]
    for action in actions:
        left = action.days_left(today)
        when = f", {days_sentence(left)}" if left is not None else ""
        local = f"; {said}" if (said := target_words(action)) else ""
        text = f"{action.lane.upper()}  {safe(action.text)}{when}{local} (score {action.score})"
        lines += indented(text, 2, desk.width)
        if action.step:
            checklist = desk.book.checklist(action.step, action.case.events)
            for rule in checklist:
                lines += indented(f"- {rule.title} ({rule.id})", 6, desk.width)
    running = [
        row
        for row in desk.clocks(docket.deadlines)
        if row.runs(today) and row.status(today) is not Status.CLOSED
    ]
    if running:
        lines += ["", "Clocks that run"]
    for row in sorted(running, key=lambda one: one.due):
        about = f" ({safe(row.about)})" if row.about else ""
        text = f"{spelt(row.due)}  {row.rule.id}{about}: {status_sentence(row, today)}"
        lines += indented(f"{text} · {short_citation(row)}", 2, desk.width)
    early = [row for row in docket.deadlines if row.too_soon and not row.runs(today)]
    lines += [f"  TOO SOON: {row.rule.title} until {spelt(row.due)}" for row in early]
    gates = drafting(case.events, docket.deadlines, today)
    lines += gate_lines(gates, today, desk.width)
    lines += asked_lines(asked(case, desk.clocks(docket.deadlines), today), today, desk.width)
    lines += ["", "What happened"]
    for event in in_order(case.events):
        origin = origins[event]
        booked = " (booked)" if event.on > today and event.kind not in NAMED_DAYS else ""
        if event.booked and event.on <= today and event.kind in TO_CONFIRM:
            booked = " (not confirmed)"
        source = f"  [{origin_words(origin)}]" if origin else ""
        note = f": {safe(event.note)}" if event.note else ""
        text = f"{spelt(event.on)}  {safe(event.words)}{booked}{note}{source}"
        lines += indented(text, 2, desk.width)
    return lines


def _contact_lines(desk: Desk, case: Case) -> list[str]:
    """Return what was said lately, the last first."""
    said = sorted((one for one in case.contacts if one.on <= desk.today), key=lambda one: one.on)
    lines = ["", "Contacts"] if said else []
    for one in said[: -LATELY - 1 : -1]:
        lines += indented(f"{spelt(one.on)}  {safe(one.words)}", 2, desk.width)
    if len(said) > LATELY:
        lines.append(f"  and {len(said) - LATELY} before them: send history {safe(case.ref)}")
    return lines


def _mark_lines(case: Case, today: date) -> list[str]:
    """Return the pin and the snooze that still hold."""
    verbs = {MarkKind.PIN: "PINNED", MarkKind.SNOOZE: "snoozed"}
    return [
        f"{verbs[mark.kind]} until {spelt(mark.until)}" + (f": {mark.text}" if mark.text else "")
        for mark in case.marks
        if mark.made_on <= today <= mark.until
    ]


def _unread_lines(desk: Desk, case: Case, cells: dict[Unread, Origin | None]) -> list[str]:
    lines = ["", "What could not be read"] if cells else []
    for cell, origin in cells.items():
        source = f"  [{origin_words(origin)}]" if origin else ""
        lines.append(f"  {cell.heading}: {_cell_text(desk, case, cell)}{source}")
    return lines


def _extra_lines(desk: Desk, case: Case) -> list[str]:
    if not case.extras:
        return []
    if not desk.names:
        held = plural(len(case.extras), "other column")
        return ["", f"({held} of the list held; --names shows them)"]
    title = "Other columns of the list, kept as they are"
    return ["", title, *(f"  {safe(_extra_words(cell))}" for cell in case.extras)]


def _extra_words(cell: Extra) -> str:
    beside = f" ({cell.event})" if cell.event else ""
    return f"{cell.heading}{beside}: {cell.text}"


def _cell_text(desk: Desk, case: Case, cell: Unread) -> str:
    if desk.names:
        return f'"{safe(cell.text[:60])}"'
    return (
        "(--names shows it)"
        if cell.heading in PERSONAL
        else f'"{safe(case.unnamed(cell.text)[:60])}"'
    )


def _facts(desk: Desk, case: Case) -> list[str]:
    shown = [
        (field.value.replace("_", " "), _fact(case, field))
        for field in Field
        if (desk.names or field not in PERSONAL) and case.fact(field)
    ]
    lines = [f"  {name}: {safe(str(text))}" for name, text in shown]
    if case.missing_since:
        lines.append(f"  not in the list of {spelt(case.missing_since)}")
    if not desk.names and case.fact(Field.SURNAME):
        hidden = sum(case.fact(field) is not None for field in PERSONAL)
        lines.append(f"  ({plural(hidden, 'personal detail')} held; --names shows them)")
    return lines


def _fact(case: Case, field: Field) -> str | None:
    return flags_words(case.flag_days) if field is Field.FLAGS else case.fact(field)


def origin_words(origin: Origin) -> str:
    """Return where a fact came from: the file and row, or the command, and when and by whom."""
    if origin.file:
        return f"{origin.file} row {origin.row}, imported {spelt(origin.as_of)} by {origin.who}"
    return f"send {origin.words.split(' ')[0]}, {spelt(origin.as_of)}, by {origin.who}"
