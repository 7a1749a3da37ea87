"""What can be taken away as a sheet: the cases, the events, the contacts, the day, the deadlines.

References and initials by default. A child's name, date of birth and numbers,
and what was written in free text, are in it only where names were asked for.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from send_cli.domain.action import Action
from send_cli.domain.case import CHILD, PERSONAL, Case, Field
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import BOOKABLE, KIND_ORDER, REVIEW_DECISIONS, Event, EventKind
from send_cli.domain.merge import heading_of
from send_cli.domain.recorded import Recorded
from send_cli.present.plain import (
    ACTION_COLUMNS,
    DEADLINE_COLUMNS,
    Cell,
    action_cells,
    deadline_cells,
)
from send_cli.present.sheet import Sheet

EVENT_COLUMNS = (
    *("ref", "event", "date", "about", "note"),
    *("recorded_at", "recorded_by", "source", "withdrawn_at"),
)
"""The columns of the events."""

CONTACT_COLUMNS = ("ref", "date", "kind", "with", "received", "note")
"""The columns of the contacts."""

RAG_COLUMN = "rag"
RAG = {
    Status.BREACHED: "red",
    Status.DUE_SOON: "amber",
    Status.PAST_TARGET: "amber",
    Status.OVERDUE_FROM_OTHERS: "amber",
    Status.ON_TRACK: "green",
    Status.WINDOW: "green",
}
"""What still runs, in colours: red is a breach, amber is close or is no breach of law."""


def cases_sheet(
    cases: Iterable[Case], headings: Sequence[str], today: date, *, names: bool
) -> Sheet:
    """Return the cases as a wide list: a row a child, the latest date of each kind of event.

    Of what concerns one adviser or school a wide list cannot say which: it is not in it.
    The columns of no field may hold anything: they are in it only with `names`.
    """
    others: list[str] = []
    if names:
        cases = list(cases)
        of_children = {cell.heading for case in cases for cell in case.extras if not cell.event}
        others = sorted(of_children - {*headings})
        columns = (*headings, *others)
    else:
        shown = [heading for heading in headings if heading not in set(PERSONAL)]
        columns = (shown[0], CHILD, *shown[1:])
    rows = []
    for case in cases:
        cells = _wide_cells(case, today)
        beside = (cell for cell in case.extras if cell.heading in others and not cell.event)
        cells |= {cell.heading: cell.text for cell in beside}
        if not names:
            cells[CHILD] = case.initials or None
            named = {cell for cell in case.unread if case.unnamed(cell.text) != cell.text}
            cells |= {one.heading: None for one in named if cells.get(one.heading) == one.text}
        rows.append([cells.get(column) for column in columns])
    return Sheet("cases", columns, rows)


def _wide_cells(case: Case, today: date) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"ref": case.ref}
    cells |= {field.value: text for field, text in case.facts.items()}
    if born := case.facts.get(Field.DOB):
        cells[Field.DOB.value] = date.fromisoformat(born)
    latest: dict[str, Event] = {}
    for event in case.events:
        if has_its_place(event, today) and event.about is None:
            heading = heading_of(event)
            latest[heading] = max(latest.get(heading, event), event, key=_when)
    for heading, event in latest.items():
        cells[heading] = event.on
        if event.kind in REVIEW_DECISIONS - {EventKind.REVIEW_DECISION}:
            cells["review_outcome"] = event.kind.value.removeprefix("review-")
    if spoken := case.last_contact(today):
        cells["last_contact"] = spoken
    for cell in sorted(case.unread):
        cells.setdefault(cell.heading, cell.text)
    return cells


def _when(event: Event) -> tuple[date, int]:
    return event.on, KIND_ORDER[event.kind]


def has_its_place(event: Event, today: date) -> bool:
    """Say whether a list of that day would have an event: it has happened, or is booked."""
    return event.on <= today or event.kind in BOOKABLE


def events_sheet(recorded: Iterable[Recorded], *, names: bool, cases: Iterable[Case] = ()) -> Sheet:
    """Return events as a long list, a row an event.

    Their notes, and the cells of no field that `cases` have beside them, are in it
    only with `names`.
    """
    found = [(case.ref, cell) for case in cases for cell in case.extras if names and cell.event]
    beside = {(ref, cell.event, cell.heading): cell.text for ref, cell in found}
    others = sorted({cell.heading for _, cell in found} - {*EVENT_COLUMNS})
    rows = [
        (
            *(one.ref, one.event.kind.value, one.event.on, one.event.about),
            one.event.note if names else None,
            *(one.at, one.by, one.source, one.withdrawn_at),
            *(beside.get((one.ref, one.event.mark, heading)) for heading in others),
        )
        for one in recorded
    ]
    return Sheet("events", (*EVENT_COLUMNS, *others), sorted(rows, key=_in_order))


def _in_order(row: Sequence[Cell]) -> tuple[object, ...]:
    ref, kind, on, *rest = row
    return (ref, on, KIND_ORDER[EventKind(str(kind))], [str(cell or "") for cell in rest])


def contacts_sheet(cases: Iterable[Case], today: date, *, names: bool) -> Sheet:
    """Return the contacts of cases, by case and day; what was said only with `names`."""
    rows = [
        (
            *(case.ref, one.on, one.channel.value, one.party.value, one.received),
            one.text if names else None,
        )
        for case in cases
        for one in sorted(case.contacts, key=lambda one: one.on)
        if one.on <= today
    ]
    return Sheet("contacts", CONTACT_COLUMNS, rows)


def today_sheet(shown: Iterable[tuple[int | None, Action]], today: date, *, names: bool) -> Sheet:
    """Return the lines of a day's list: the columns of `send today`, and a colour."""
    rows = [
        _with_child(
            action_cells(rank, action, today, action.case.ref),
            ACTION_COLUMNS,
            _child(action.case, names=names),
            action.status,
        )
        for rank, action in shown
    ]
    columns = _columns(ACTION_COLUMNS)
    return Sheet("today", columns, rows, columns.index(RAG_COLUMN))


def deadlines_sheet(rows: Iterable[tuple[Case, Deadline]], today: date, *, names: bool) -> Sheet:
    """Return deadlines: the columns of `send deadlines`, and a colour."""
    cells = [
        _with_child(
            deadline_cells(case.ref, row, today),
            DEADLINE_COLUMNS,
            _child(case, names=names),
            row.status(today),
        )
        for case, row in rows
    ]
    columns = _columns(DEADLINE_COLUMNS)
    return Sheet("deadlines", columns, cells, columns.index(RAG_COLUMN))


def _child(case: Case, *, names: bool) -> str | None:
    return (case.name if names else case.initials) or None


def _columns(columns: Sequence[str]) -> tuple[str, ...]:
    after = columns.index("case") + 1
    return (*columns[:after], CHILD, *columns[after:], RAG_COLUMN)


def _with_child(
    cells: Sequence[Cell], columns: Sequence[str], child: str | None, status: Status
) -> tuple[Cell, ...]:
    after = columns.index("case") + 1
    return (*cells[:after], child, *cells[after:], RAG.get(status))
