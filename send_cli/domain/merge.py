"""How a list is merged with what is held: corrections, new cycles, and cases gone missing."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from send_cli.domain.case import CHILD, RECORDED_ON, Case, Extra, Field, Unread, name_key
from send_cli.domain.change import MISSING_SINCE, NEW_CASE, REF, SOURCE, Change
from send_cli.domain.cycle import opens_new_cycle
from send_cli.domain.event import CASE_ENDS, REVIEW_DECISIONS, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.flag import flags_text, listed_flags, read_flags
from send_cli.domain.kept_transfer import kept_transfers
from send_cli.domain.problem import Problem
from send_cli.domain.transfer import school_year


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One row of a list, read: the facts, the latest date of each kind, and what was unreadable.

    `extras` are the cells under headings of no field.
    """

    ref: str
    rows: tuple[int, ...]
    facts: dict[Field, str]
    events: tuple[Event, ...]
    unread: tuple[Unread, ...]
    extras: tuple[Extra, ...] = ()


class ListedEvent(NamedTuple):
    """One row of a long list, read: an event, a date that could not be read, or no date.

    `origin` is what the list says of who recorded it, when and from where; `extras`
    are the cells under headings of no field.
    """

    ref: str
    row: int
    said: Event | Unread | None
    origin: str | None = None
    is_withdrawn: bool = False
    extras: tuple[Extra, ...] = ()


def merged(held: Case | None, listed: ListedCase) -> Iterator[Change]:
    """Yield what a row of a list changes in what is held; nothing where it says the same.

    A blank never takes anything away. A date that differs from the one held is
    a correction, unless it belongs to a new cycle: then both are kept.
    """
    if held is None:
        row = listed.rows[0]
        yield Change(listed.ref, NEW_CASE, None, listed.facts, row)
        yield from (Change(listed.ref, event.kind, None, event, row) for event in listed.events)
        yield from (Change(listed.ref, cell.heading, None, cell, row) for cell in listed.unread)
        yield from (Change(listed.ref, cell.heading, None, cell, row) for cell in listed.extras)
        return
    for field, text in listed.facts.items():
        old, new = held.facts.get(field), text
        if field is Field.FLAGS:
            new = flags_text(listed_flags(held.flag_days, text))
        if old != new and not (field is Field.FLAGS and read_flags(new) == held.flag_days):
            yield Change(listed.ref, field, old, new, listed.rows[0])
    for event in listed.events:
        yield from _dated(held, event, listed)
    yield from changed_cells(held, listed)
    yield from _extras(held, listed)
    if held.missing_since:
        yield Change(
            listed.ref, MISSING_SINCE, held.missing_since.isoformat(), None, listed.rows[0], True
        )


def _confirmed(held: Case | None, listed: ListedCase, today: date) -> Iterator[Change]:
    """Yield the day of a year group that a list of a later school year still gives."""
    since = held.recorded.get(Field.YEAR_GROUP) if held else None
    listed_year = listed.facts.get(Field.YEAR_GROUP)
    if held is None or since is None or listed_year != held.fact(Field.YEAR_GROUP):
        return
    if school_year(since) != school_year(today):
        column, days = RECORDED_ON[Field.YEAR_GROUP], (since.isoformat(), today.isoformat())
        yield Change(listed.ref, column, *days, listed.rows[0], True)


def _dated(held: Case, event: Event, listed: ListedCase) -> Iterator[Change]:
    if event.kind is K.CONTACT and held.last_contact(event.on) == event.on:
        return
    alike = [old for old in held.events if same_column(old, event)]
    same_day = [old for old in alike if old.on == event.on]
    if any(says_as_much(old, event) for old in same_day):
        return
    if same_day:
        yield Change(listed.ref, event.kind, same_day[-1], event, listed.rows[0])
        return
    latest = max(alike, key=lambda old: old.on, default=None)
    if latest is None or opens_new_cycle(latest, event, (*held.events, *listed.events)):
        yield Change(listed.ref, event.kind, None, event, listed.rows[0])
    else:
        yield Change(listed.ref, event.kind, latest, event, listed.rows[0])


def same_column(old: Event, new: Event) -> bool:
    """Say whether two events stand in one column of a wide list."""
    if old.kind in REVIEW_DECISIONS and new.kind in REVIEW_DECISIONS:
        return True
    return old.kind is new.kind and old.about == new.about


def says_as_much(old: Event, new: Event) -> bool:
    """Say whether what is held says all that the list does: a blank outcome takes none away."""
    return old.kind is new.kind or new.kind is K.REVIEW_DECISION


def changed_cells(held: Case, listed: ListedCase) -> Iterator[Change]:
    """Yield what a row changes in the unreadable cells held: those made good, and new ones."""
    read = {field.value for field in listed.facts} | {cell.heading for cell in listed.unread}
    read.update(*map(mended_by, listed.events))
    fresh = [cell for cell in listed.unread if cell not in held.unread]
    for cell in held.unread:
        if cell.heading in read and cell not in listed.unread:
            instead = next((new for new in fresh if new.heading == cell.heading), None)
            if instead:
                fresh.remove(instead)
            yield Change(listed.ref, cell.heading, cell, instead, listed.rows[0])
    for cell in fresh:
        yield Change(listed.ref, cell.heading, None, cell, listed.rows[0])


def _extras(held: Case, listed: ListedCase) -> Iterator[Change]:
    known = {cell.heading: cell for cell in held.extras if cell.event is None}
    # What an export without names has of them.
    initials = Extra(CHILD, held.initials)
    for cell in listed.extras:
        if cell == initials and CHILD not in known:
            continue
        old = known.get(cell.heading)
        if old != cell:
            yield Change(listed.ref, cell.heading, old, cell, listed.rows[0])


def mended_by(event: Event) -> set[str]:
    """Return the headings whose unreadable cells an event of this kind makes good."""
    headings = {heading_of(event), event.kind.value.replace("-", "_")}
    if event.kind in REVIEW_DECISIONS - {K.REVIEW_DECISION}:
        headings.add("review_outcome")
    if event.kind in {K.ASSESSMENT_AGREED, K.ASSESSMENT_REFUSED, K.REQUEST_WITHDRAWN}:
        headings |= {"request_outcome", "request_outcome_date"}
    return headings


def heading_of(event: Event) -> str:
    """Return the heading of the column of a wide list that holds events of this kind."""
    if event.kind in REVIEW_DECISIONS:
        return "review_decision"
    if event.kind is K.CONTACT:
        return "last_contact"
    return event.kind.value.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Merge:
    """What importing a list changes, and how many of its rows bring what.

    `problems` are what only shows beside what is held. `held_as` says under which
    reference a case is held that the list has under another.
    """

    changes: tuple[Change, ...]
    added: int
    changed: int
    unchanged: int
    missing: int
    missing_refs: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    held_as: Mapping[str, str] | None = None


def merge(
    held: Mapping[str, Case],
    listed: Iterable[ListedCase],
    today: date,
    *,
    file: str,
    sources: Mapping[str, str | None],
    has_officers: bool,
    partial: bool = False,
    also_listed: Container[str] = frozenset(),
    taken: Mapping[str, str] | None = None,
) -> Merge:
    """Merge a whole list with the cases held, by reference.

    A case is missing when its officer has cases in the list and it is not among
    them; in a list without officers, when it came from a file of the same name.
    `partial` says that the list is not meant to be whole; `also_listed` are
    references that are not missing all the same. `taken` says, by its reference
    in the list, under which other one a case is held until now.
    """
    changes: list[Change] = []
    added = changed = unchanged = 0
    seen: set[str] = set()
    officers: set[str] = set()
    for one in listed:
        seen.add(one.ref)
        officers.add(name_key(one.facts.get(Field.OFFICER, "")))
        until_now = taken.get(one.ref, one.ref) if taken else one.ref
        case = held.get(until_now)
        of_case = [*merged(case, one), *_confirmed(case, one, today)]
        if case:
            of_case += kept_transfers(case, of_case, today)
        if until_now != one.ref:
            seen.add(until_now)
            of_case.insert(0, Change(until_now, REF, until_now, one.ref, one.rows[0]))
        if case is None:
            added += len(one.rows)
        elif any(not change.bookkeeping for change in of_case):
            changed += len(one.rows)
        else:
            unchanged += len(one.rows)
        changes.extend(of_case)
        # A new case is stored with its list's name.
        source = sources.get(until_now)
        if not (has_officers or partial) and case and source != file:
            changes.append(Change(one.ref, SOURCE, source, file, one.rows[0], True))
    missing = [
        case
        for ref, case in (held.items() if not partial else ())
        if ref not in seen
        and ref not in also_listed
        and (_is_of(case, officers) if has_officers else sources.get(ref) == file)
        and not any(event.kind in CASE_ENDS and not event.booked for event in case.events)
    ]
    changes.extend(
        Change(case.ref, MISSING_SINCE, None, today.isoformat(), None, True)
        for case in missing
        if case.missing_since is None
    )
    refs = tuple(case.ref for case in missing)
    return Merge(tuple(changes), added, changed, unchanged, len(missing), refs)


def _is_of(case: Case, officers: set[str]) -> bool:
    return name_key(case.fact(Field.OFFICER) or "") in officers - {""}
