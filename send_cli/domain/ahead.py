"""Clocks that run up to an event which may lie ahead: a meeting, a transfer, a move."""

from collections.abc import Iterator, Sequence
from datetime import date

from send_cli.domain.book import RuleBook
from send_cli.domain.deadline import Closing, Deadline
from send_cli.domain.event import Event, EventKind
from send_cli.domain.rule import Rule
from send_cli.domain.running import Clock


def transfers(
    rule: Rule, events: Sequence[Event], book: RuleBook, plan: date | None
) -> Iterator[Clock]:
    """Count to each transfer, from the 1 September a year before it, for a plan held by then.

    It runs on after the transfer: a plan that is late is still owed.
    """
    for transfer in events:
        counted = book.count(rule, transfer.on) if transfer.kind in rule.starts else None
        if counted is None or plan is None or plan > counted.due:
            continue
        opening = date(transfer.on.year - 1, 9, 1)
        clock = Clock(transfer, counted, max(opening, plan))
        for event in events:
            if event.on < opening:
                continue
            if event.kind in rule.stops:
                clock.close(Closing.STOPPED, max(event.on, clock.opens_on), event.on)
            elif event.kind in rule.ended_by and event.on >= clock.opens_on:
                clock.close(Closing.ENDED, event.on)
            else:
                continue
            break
        yield clock


def notices(rule: Rule, events: Sequence[Event], book: RuleBook) -> Iterator[Clock]:
    """Count back from each booked event; the notice given before it, or it itself, closes."""
    previous = date.min
    for booked in events:
        if booked.kind not in rule.starts:
            continue
        counted = book.count(rule, booked.on)
        closers = (
            event
            for event in events
            if previous < event.on <= booked.on and event.kind in rule.stops | rule.ended_by
        )
        first = next(closers, booked)
        if counted is not None:
            clock = Clock(booked, counted, previous)
            if first.kind in rule.stops:
                clock.close(Closing.STOPPED, first.on, first.on)
            else:
                clock.close(Closing.ENDED, first.on)
            yield clock
        previous = booked.on


def departures(rule: Rule, events: Sequence[Event], book: RuleBook) -> Iterator[Clock]:
    """Count to the day of each move away, from the day on which it became known.

    It runs on after the move: a plan not transferred is still owed. A child who
    comes back begins another stay.
    """
    for stay in _stays(events):
        known = next((event for event in stay if event.kind in rule.given), None)
        moved = next((event for event in stay if event.kind in rule.starts), None)
        counted = book.count(rule, moved.on) if known and moved else None
        if known is None or moved is None or counted is None:
            continue
        clock = Clock(moved, counted, known.on)
        end = next((e for e in stay if e.kind in rule.stops | rule.ended_by), None)
        if end and end.kind in rule.stops:
            clock.close(Closing.STOPPED, max(end.on, known.on), end.on)
        elif end:
            clock.close(Closing.ENDED, max(end.on, known.on))
        yield clock


def _stays(events: Sequence[Event]) -> list[list[Event]]:
    """Return the events of each stay, from one arrival to the next, which ends it."""
    stays: list[list[Event]] = [[]]
    for event in events:
        stays[-1].append(event)
        if event.kind is EventKind.MOVED_IN:
            stays.append([])
    return stays


def later_of(rows: Sequence[Deadline]) -> list[Deadline]:
    """Close, of clocks that run together and of which the later governs, the earlier.

    Where the other is not on record, it may be the later.
    """
    found = list(rows)
    for place, row in enumerate(rows):
        rivals = [
            other
            for other, rival in enumerate(rows)
            if rival.rule.id in row.rule.later_of and _was_open(rival, row.opens_on)
        ]
        if not rivals and row.rule.later_of:
            found[place] = row._replace(conditional=True)
        for other in rivals:
            earlier = other if rows[other].due < row.due else place
            found[earlier] = found[earlier]._replace(
                closed_on=row.opens_on, done_on=None, closing=Closing.REPLACED
            )
    return found


def _was_open(row: Deadline, day: date) -> bool:
    """Say whether a clock was open at some time of a day."""
    return row.opens_on <= day and (row.closed_on is None or row.closed_on >= day)
