"""How a long list of events is merged with what is held."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from send_cli.domain.case import Case, Extra, Unread, as_spelt
from send_cli.domain.change import NEW_CASE, Change
from send_cli.domain.event import Event, in_order
from send_cli.domain.event import EventKind as K
from send_cli.domain.merge import ListedEvent, Merge, mended_by


def merge_events(held: Mapping[str, Case], listed: Iterable[ListedEvent]) -> Merge:
    """Merge a long list: it adds events, corrects none, and takes away those marked withdrawn.

    A row is added where it brings an event or a case. One whose date could not
    be read was refused, and counts as nothing here.
    """
    changes: list[Change] = []
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    of_case: dict[str, list[ListedEvent]] = {}
    for one in listed:
        of_case.setdefault(one.ref, []).append(one)
    for ref, rows in of_case.items():
        for row, brought in _by_row(held.get(ref), rows):
            changes += brought
            if not isinstance(row.said, Unread):
                new = any(isinstance(c.new, Event | Mapping) for c in brought)
                counts["added" if new else "changed" if brought else "unchanged"] += 1
    return Merge(tuple(changes), counts["added"], counts["changed"], counts["unchanged"], missing=0)


def _by_row(
    held: Case | None, rows: Sequence[ListedEvent]
) -> Iterator[tuple[ListedEvent, list[Change]]]:
    rows = list(_as_spelt(held, rows))
    known = {_identity(event): event for event in held.events} if held else {}
    cells = list(held.unread) if held else []
    still = {row.said for row in rows if isinstance(row.said, Unread)}
    kept = [row.said for row in rows if isinstance(row.said, Event) and not row.is_withdrawn]
    stands = set(map(_identity, kept))
    beside = {(cell.event, cell.heading): cell for cell in held.extras} if held else {}
    extras = _extras(rows)
    is_new = held is None
    for row in rows:
        brought = []
        if is_new and not row.is_withdrawn:
            is_new = False
            brought.append(Change(row.ref, NEW_CASE, None, {}, row.row))
        said = row.said
        if isinstance(said, Unread) and said not in cells:
            cells.append(said)
            brought.append(Change(row.ref, said.heading, None, said, row.row))
        elif isinstance(said, Event) and not row.is_withdrawn and _identity(said) not in known:
            known[_identity(said)] = said
            brought.append(Change(row.ref, said.kind, None, said, row.row, note=row.origin))
            for heading in sorted(mended_by(said)):
                mended = next((c for c in cells if c.heading == heading and c not in still), None)
                if mended:
                    cells.remove(mended)
                    brought.append(Change(row.ref, heading, mended, None, row.row))
        elif isinstance(said, Event) and _identity(said) in known.keys() - stands:
            old = known.pop(_identity(said))
            brought.append(Change(row.ref, said.kind, old, None, row.row, note=row.origin))
        for cell in extras.pop(said.mark, ()) if isinstance(said, Event) else ():
            old_cell = beside.get((cell.event, cell.heading))
            if old_cell != cell:
                brought.append(Change(row.ref, cell.heading, old_cell, cell, row.row))
        yield row, brought


def _extras(rows: Iterable[ListedEvent]) -> dict[str, list[Extra]]:
    """Return the cells of no field by the event they stand beside; those of several rows as one."""
    said: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        if isinstance(row.said, Event):
            for cell in row.extras:
                said.setdefault((row.said.mark, cell.heading), {})[cell.text] = None
    beside: dict[str, list[Extra]] = {}
    for (event, heading), texts in said.items():
        beside.setdefault(event, []).append(Extra(heading, "; ".join(texts), event))
    return beside


def _as_spelt(held: Case | None, rows: Iterable[ListedEvent]) -> Iterator[ListedEvent]:
    """Yield the rows with whom or what each concerns as the case has it, or an earlier row."""
    events = in_order(held.events) if held else []
    names = dict.fromkeys(event.about for event in events if event.about)
    for row in rows:
        said = row.said
        if isinstance(said, Event) and said.about:
            about = as_spelt(said.about, names)
            names[about] = None
            yield row._replace(said=said._replace(about=about))
        else:
            yield row


def _identity(event: Event) -> tuple[K, date, str | None]:
    return event.kind, event.on, event.about
