"""The deadlines of a caseload for a calendar: those that run, and those that are gone."""

from collections.abc import Iterable, Sequence
from datetime import date

from send_cli.cli.desk import Desk
from send_cli.cli.exported import in_due_order
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import EventKind
from send_cli.domain.former import former_deadlines
from send_cli.domain.recorded import Recorded
from send_cli.present.calendar_feed import Entry, calendar_feed
from send_cli.store.read import Docket, Reader


def feed(desk: Desk, reader: Reader) -> tuple[bytes, int]:
    """Return the deadlines as a calendar, and how many there are in it.

    One that was met or closed is in it as cancelled, so that it goes from a
    calendar that has it; so is one that followed from an event that was since
    withdrawn or corrected.
    """
    of_case: dict[str, list[Recorded]] = {}
    for one in reader.recorded():
        of_case.setdefault(one.ref, []).append(one)
    changes = reader.changes()
    entries: dict[str, Entry] = {}
    for docket in desk.dockets(reader, whole=True):
        ref = docket.case.ref
        for entry in _entries(desk, docket, of_case.get(ref, []), changes.get(ref, 0)):
            entries.setdefault(entry.name, entry)
    shown = sorted(entries.values(), key=lambda one: in_due_order((one.case, one.row)))
    return calendar_feed(shown, desk.today, names=desk.names), len(shown)


def _entries(
    desk: Desk, docket: Docket, recorded: Sequence[Recorded], changes: int
) -> Iterable[Entry]:
    today, past, there = desk.today, _Past(recorded), set[str]()
    for row in desk.clocks(docket.deadlines):
        # A target that is taken out of the settings again would stay in a calendar for ever.
        if row.is_local:
            continue
        entry = Entry(docket.case, row, changes)
        there.add(entry.name)
        # A window that has passed needs no step, and its entry says so by its date.
        passed = row.runs(today) and row.status(today) is Status.CLOSED
        if row.exists(today) and not passed and past.has_run(row):
            yield entry
    for row in former_deadlines(docket.case, recorded, desk.book):
        entry = Entry(docket.case, row, changes, withdrawn=True)
        if row.exists(today) and entry.name not in there:
            yield entry


class _Past:
    """When the events of a case came on record: what never ran here stands in no calendar."""

    def __init__(self, recorded: Iterable[Recorded]) -> None:
        self.began: dict[tuple[EventKind | None, date], str] = {}
        self.ended: dict[date, str] = {}
        for one in recorded:
            kind, on, at = one.event.kind, one.event.on, one.at or ""
            if one.withdrawn_at is None:
                self.ended[on] = max(self.ended.get(on, at), at)
            self.began[kind, on] = min(self.began.get((kind, on), at), at)

    def has_run(self, row: Deadline) -> bool:
        """Say whether a deadline was on record before its end was."""
        began = self.began.get((row.start_kind, row.start_on))
        ended = self.ended.get(row.closed_on) if row.closed_on else None
        return began is None or ended is None or began < ended
