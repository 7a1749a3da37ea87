"""What `send export` takes out of the case file, as sheets and as documents."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from send_cli.cli.desk import Desk
from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline, Status, spelt
from send_cli.domain.event import Event
from send_cli.importers.headings import TEMPLATE
from send_cli.importers.long import as_said
from send_cli.present import documents, sheets
from send_cli.present.plain import Cell
from send_cli.present.sheet import Sheet, sheet_document
from send_cli.present.words import plural
from send_cli.store.read import Reader


class What(StrEnum):
    """What can be exported."""

    CASES = "cases"
    EVENTS = "events"
    DEADLINES = "deadlines"
    TODAY = "today"
    CONTACTS = "contacts"
    ALL = "all"


class Exported(NamedTuple):
    """A sheet, the same as a document, and what there is to say of what is not in it."""

    sheet: Sheet
    document: documents.Document
    notes: tuple[str, ...] = ()


def _of(sheet: Sheet, desk: Desk, *notes: str) -> Exported:
    return Exported(sheet, sheet_document(sheet, desk.today), notes)


def _cases(desk: Desk, reader: Reader) -> Exported:
    cases = _all_cases(desk, reader, extras=desk.names)
    later = [e for case in cases for e in case.events if not sheets.has_its_place(e, desk.today)]
    sheet = sheets.cases_sheet(cases, TEMPLATE, desk.today, names=desk.names)
    kept = {(row[0], heading, text) for row in sheet.rows for heading, text in _named(sheet, row)}
    lost = [c for case in cases for c in case.unread if (case.ref, *c) not in kept]
    return _of(sheet, desk, *_left_out(desk, later), *_unread(len(lost)))


def _named(sheet: Sheet, row: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    return zip(sheet.columns, row, strict=True)


def _events(desk: Desk, reader: Reader, *, withdrawn: bool = False) -> Exported:
    cases = _all_cases(desk, reader, extras=desk.names)
    refs = {case.ref for case in cases}
    found = [
        as_said(one)
        for one in reader.recorded()
        if one.ref in refs and (withdrawn or one.withdrawn_at is None)
    ]
    kept = [one for one in found if sheets.has_its_place(one.event, desk.today)]
    later = [one.event for one in found if not sheets.has_its_place(one.event, desk.today)]
    sheet = sheets.events_sheet(kept, names=desk.names, cases=cases)
    unread = sum(len(case.unread) for case in cases)
    return _of(sheet, desk, *_left_out(desk, later), *_unread(unread))


def _contacts(desk: Desk, reader: Reader) -> Exported:
    return _of(sheets.contacts_sheet(_all_cases(desk, reader), desk.today, names=desk.names), desk)


def _all_cases(desk: Desk, reader: Reader, *, extras: bool = False) -> list[Case]:
    return [docket.case for docket in desk.dockets(reader, whole=True, extras=extras)]


def _left_out(desk: Desk, later: Iterable[Event]) -> list[str]:
    count = len(list(later))
    if not count:
        return []
    return [f"{plural(count, 'event')} after {spelt(desk.today)} left out (--as-of)"]


def _unread(count: int) -> list[str]:
    if not count:
        return []
    cells = plural(count, "cell")
    return [f"{cells} of lists that could not be read left out: `send check` names them"]


def _today(desk: Desk, reader: Reader) -> Exported:
    day = desk.day_list(desk.dockets(reader), desk.own_tasks(reader))
    shown = [
        *enumerate(day.ranked, 1),
        *((None, action) for action in (*day.waiting, *day.steady)),
    ]
    sheet = sheets.today_sheet(shown, desk.today, names=desk.names)
    return Exported(sheet, documents.today_document(day, shown))


def _deadlines(desk: Desk, reader: Reader) -> Exported:
    today = desk.today
    rows = [
        (docket.case, row)
        for docket in desk.dockets(reader)
        for row in docket.deadlines
        if row.exists(today) and row.status(today) is not Status.CLOSED
    ]
    rows.sort(key=in_due_order)
    sheet = sheets.deadlines_sheet(rows, today, names=desk.names)
    by_ref = [(case.ref, row) for case, row in rows]
    return Exported(sheet, documents.deadlines_document(by_ref, today))


def in_due_order(pair: tuple[Case, Deadline]) -> tuple[object, ...]:
    """Return by what deadlines of many cases are put in order: the earliest first."""
    case, row = pair
    return row.due, case.ref, row.rule.id, row.about or "", row.start_on


EXPORTED: dict[What, Callable[[Desk, Reader], Exported]] = {
    What.CASES: _cases,
    What.EVENTS: _events,
    What.CONTACTS: _contacts,
    What.TODAY: _today,
    What.DEADLINES: _deadlines,
}
"""How each sheet is made."""


def with_withdrawn(desk: Desk, reader: Reader) -> Exported:
    """Return the events with those that were withdrawn."""
    return _events(desk, reader, withdrawn=True)
