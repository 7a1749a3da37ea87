"""What importing a list would do to each case: its changes, and the deadlines that would move."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from send_cli.domain.book import RuleBook
from send_cli.domain.case import RECORDED_ON, Case, Extra, Field, Unread
from send_cli.domain.change import NEW_CASE, REF, Change
from send_cli.domain.clock import case_deadlines
from send_cli.domain.deadline import Deadline
from send_cli.domain.event import Event, EventKind
from send_cli.domain.merge import same_column
from send_cli.domain.record import effect


class Move(NamedTuple):
    """A deadline that would move: from the day it is due now to the day it would be due.

    `was` is None for one that would start, `due` for one that would not run any
    more; `how` says which: moves, starts, met, closed, dropped.
    """

    rule: str
    about: str | None
    was: date | None
    due: date | None
    how: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One case as a list would change it; `beside` has the event that stays, by the new one."""

    ref: str
    is_new: bool
    changes: tuple[Change, ...]
    beside: Mapping[Event, Event]
    moves: tuple[Move, ...]


def foreseen(
    held: Mapping[str, Case],
    changes: Iterable[Change],
    book: RuleBook,
    today: date,
    *,
    is_wide: bool = True,
) -> Iterator[Foreseen]:
    """Yield every case that changes would touch, in the order of the changes.

    In a wide list, which has the latest date of each kind, a date beside one held
    begins a new cycle.
    """
    of_case: dict[str, list[Change]] = {}
    until_now: dict[str, str] = {}
    for change in changes:
        ref = change.ref
        if change.what == REF and isinstance(change.new, str):
            ref = change.new
            until_now[ref] = change.ref
        of_case.setdefault(ref, []).append(change)
    for ref, own in of_case.items():
        before = held.get(until_now.get(ref, ref), Case(ref, {}))
        told = tuple(change for change in own if not change.bookkeeping)
        if not told:
            continue
        after = changed(before, own, today)
        yield Foreseen(
            ref,
            until_now.get(ref, ref) not in held,
            told,
            dict(_beside(before, told)) if is_wide else {},
            tuple(_moves(case_deadlines(before, book), case_deadlines(after, book), today)),
        )


def changed(case: Case, changes: Iterable[Change], today: date) -> Case:
    """Return a case with changes made to it."""
    facts, events = dict(case.facts), list(case.events)
    recorded = dict(case.recorded)
    for change in changes:
        old, new = change.old, change.new
        if change.what == NEW_CASE and isinstance(new, Mapping):
            facts |= new
            recorded |= {field: today for field in RECORDED_ON if field in new}
        elif isinstance(old, Event) or isinstance(new, Event):
            if isinstance(old, Event):
                events.remove(old)
            if isinstance(new, Event):
                events.append(new)
        elif not isinstance(old or new, Unread | Extra) and change.what in set(Field):
            facts[Field(change.what)] = str(new or "")
            if change.what in RECORDED_ON:
                recorded[Field(change.what)] = today
    return replace(case, facts=facts, events=tuple(events), recorded=recorded)


def _beside(case: Case, changes: Iterable[Change]) -> Iterator[tuple[Event, Event]]:
    for change in changes:
        new = change.new
        if isinstance(new, Event) and change.old is None and new.kind is not EventKind.CONTACT:
            alike = [event for event in case.events if same_column(event, new)]
            if alike:
                yield new, max(alike, key=lambda event: event.on)


def _moves(before: list[Deadline], after: list[Deadline], today: date) -> Iterator[Move]:
    done = effect(before, after, today)
    dropped = list(done.dropped)
    for row in (*done.started, *done.reopened):
        was = next((old for old in dropped if _same_clock(old, row)), None)
        if was:
            dropped.remove(was)
            yield Move(row.rule.id, row.about, was.due, row.due, "moves")
        else:
            yield Move(row.rule.id, row.about, None, row.due, "starts")
    for how, rows in (("met", done.stopped), ("closed", done.closed), ("dropped", dropped)):
        yield from (Move(row.rule.id, row.about, row.due, None, how) for row in rows)


def _same_clock(one: Deadline, other: Deadline) -> bool:
    return (one.rule.id, one.about) == (other.rule.id, other.about)
