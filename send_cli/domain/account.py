"""The account of a case for its family: where it stands, what was done, what is to come.

Only what a family may be told: never an officer's task, mark, note or contact,
and never the text of a cell that could not be read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case
from send_cli.domain.ceased import open_appeal
from send_cli.domain.deadline import Closing, Deadline, Reckoning, Status
from send_cli.domain.done import UNTOLD, Done, Timing, things_done
from send_cli.domain.doubt import doubts
from send_cli.domain.event import (
    APPEAL_OVER,
    APPEALABLE,
    BOOKABLE,
    NAMED_DAYS,
    ROUTES,
    Event,
    in_order,
)
from send_cli.domain.event import EventKind as K
from send_cli.domain.question import is_over, reversed_somehow
from send_cli.domain.review import amends_from_no_meeting
from send_cli.domain.rule import Actor, Authority, Bound
from send_cli.domain.situation import Situation, last_of, situation
from send_cli.domain.step import CHAINS, Step
from send_cli.domain.transfer import transfer_in_doubt

LATELY = 8
"""So many of the last things done are told; the history has them all."""

# What leaves nothing to appeal against, or shows that it has been appealed against.
_NO_APPEAL = frozenset(
    {
        *ROUTES,
        *APPEAL_OVER,
        K.APPEAL_REGISTERED,
        K.CHANGE_OF_MIND,
        K.CASE_CLOSED,
        K.PLAN_CEASED,
        K.CUSTODY_REQUEST_RECEIVED,
        K.REQUEST_RECEIVED,
        K.BECAME_RESPONSIBLE,
        K.ASSESSMENT_AGREED,
        K.PLAN_AGREED,
        K.REQUEST_WITHDRAWN,
        K.REVIEW_DECISION,
        K.REVIEW_AMEND,
        K.MOVED_OUT,
    }
)


class Coming(NamedTuple):
    """A step that is still to be taken, or a window that is open, with the date that governs it.

    `after_another` is true where an earlier step of the same work is open;
    `if_held` where its clock runs from a meeting that nobody has confirmed.
    """

    row: Deadline
    abouts: tuple[str, ...]
    after_another: bool
    if_held: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What a family is told of a case at the end of a day.

    `done` is what was done last; `earlier` counts what was done before it.
    `kept_for` is the day of an appeal that was open when the plan ended, and is
    not known to be over; `no_route` says that a refusal was reversed, and not by
    what. `unshown` are clocks excused by what nothing on record shows. `undated`
    are steps that were taken on a day that is not on record, `unread` kinds whose
    date cannot be read, `in_doubt` a transfer that may or may not come.
    `no_meeting` says that the meeting behind a decision to amend is not on record,
    `no_clock` that nothing runs and nothing says that the case is over. `decision`
    is the last decision, where it can be appealed; `chances` are the times that the
    family have after it, and that no step to come tells of.
    """

    case: Case
    today: date
    situation: Situation
    done: tuple[Done, ...]
    earlier: int
    coming: tuple[Coming, ...]
    booked: tuple[Event, ...]
    unconfirmed: tuple[Event, ...]
    undated: tuple[Step, ...]
    unread: tuple[K, ...]
    in_doubt: Deadline | None
    no_meeting: bool
    no_clock: bool
    kept_for: date | None
    no_route: bool
    unshown: tuple[Deadline, ...]
    decision: Event | None
    chances: tuple[Reckoning, ...]

    @property
    def late(self) -> tuple[Coming, ...]:
        """The authority's own duties that are in breach."""
        return tuple(one for one in self.coming if one.row.is_breached(self.today))

    def was_before_us(self, on: date) -> bool:
        """Say whether a day was before the plan came from another authority."""
        came = (e.on for e in self.case.events if e.kind is K.MOVED_IN and e.on <= self.today)
        return on < max(came, default=date.min)

    @property
    def was_late(self) -> tuple[Done, ...]:
        """The steps told of that the authority took too late."""
        return tuple(one for one in self.done if one.timing is Timing.LATE)


def account(case: Case, rows: Iterable[Deadline], book: RuleBook, today: date) -> Account:
    """Return what the family of a case is told, from its events and deadlines."""
    existing = [row for row in rows if row.exists(today) and row.start_kind is not None]
    unconfirmed = tuple(case.unconfirmed(today))
    happened = [
        event for event in in_order(case.events) if event.on <= today and event not in unconfirmed
    ]
    everything = tuple(things_done(happened, existing, today))
    done = everything[-LATELY:]
    last = last_of(happened, APPEALABLE | _NO_APPEAL)
    decision = last if last and last.kind in APPEALABLE else None
    coming = _coming(existing, unconfirmed, last, today)
    first = done[0].on if done else today
    undated = [
        row.rule.step
        for row in existing
        if row.closing is Closing.OVERTAKEN
        and not row.runs(today)
        and row.closed_on is not None
        and row.closed_on >= first
    ]
    return Account(
        case,
        today,
        situation(case, happened, today),
        done,
        len(everything) - len(done),
        tuple(coming),
        tuple(event for event in in_order(case.events) if _is_ahead(event, today)),
        unconfirmed,
        tuple(dict.fromkeys(undated)),
        tuple(_unread(case)),
        transfer_in_doubt(case, today, book),
        amends_from_no_meeting(case, existing, today),
        not any(row.runs(today) for row in existing) and not is_over(case, today),
        open_appeal(case.events, today, book),
        reversed_somehow(case, existing, today)[0] is not None,
        tuple(row for one in doubts(case, today, book) for row in one.rows),
        decision,
        tuple(_chances(decision, happened, coming, book)) if decision else (),
    )


def _is_ahead(event: Event, today: date) -> bool:
    return event.on > today and event.kind in BOOKABLE - NAMED_DAYS


def _chances(
    decision: Event, happened: Sequence[Event], coming: Sequence[Coming], book: RuleBook
) -> Iterator[Reckoning]:
    """Yield the times the family have after a decision, the longest where one step has several.

    Not one that they have used, nor one that a step to come tells of.
    """
    since = happened[happened.index(decision) :]
    kinds = {event.kind for event in since}
    told = {one.row.rule.step for one in coming if one.row.actor is Actor.PARENT}
    longest: dict[Step, Reckoning] = {}
    for rule in book.rules:
        start = last_of(since, rule.triggers)
        used = rule.stops | rule.ended_by
        if not (start and rule.lapses and rule.actor is Actor.PARENT and used.isdisjoint(kinds)):
            continue
        counted = book.count(rule, start.on)
        held = longest.get(rule.step)
        if counted and rule.step not in told and (held is None or counted.due > held.due):
            longest[rule.step] = counted
    yield from longest.values()


def _coming(
    existing: Sequence[Deadline],
    unconfirmed: Sequence[Event],
    decision: Event | None,
    today: date,
) -> list[Coming]:
    """Return the steps that are open, the earliest first: one line for each date that governs.

    A date of guidance or practice gives way to one of law for the same step;
    an exception never gives way to a date that it does not reach.
    """
    running = [
        row
        for row in existing
        if row.runs(today)
        and row.status(today) is not Status.CLOSED
        and not _is_old_chance(row, decision, today)
    ]
    # Of two times for one thing, the longer is the one there is.
    outlasted = {row.rule.outlasts for row in running}
    running = [row for row in running if row.rule.id not in outlasted]
    sources = list(Authority)
    rank = {id(row): (not row.rule.is_law, sources.index(row.rule.authority)) for row in running}
    best: dict[tuple[object, ...], tuple[bool, int]] = {}
    for row in running:
        best[_whose(row)] = min(best.get(_whose(row), rank[id(row)]), rank[id(row)])
    governing = [row for row in running if row.rule.is_law or rank[id(row)] == best[_whose(row)]]
    together: dict[tuple[object, ...], list[Deadline]] = {}
    for row in sorted(governing, key=lambda row: (row.due, row.rule.id, row.about or "")):
        own_day = row.due if row.about else None
        key = (*_whose(row), row.is_excused(today), row.conditional, own_day)
        together.setdefault(key, []).append(row)
    open_steps = {row.step for row in governing}
    meetings = {(event.kind, event.on) for event in unconfirmed}
    return [
        Coming(
            rows[0],
            tuple(sorted({row.about for row in rows if row.about})),
            _is_after_another(rows[0].step, open_steps),
            (rows[0].start_kind, rows[0].start_on) in meetings,
        )
        for rows in together.values()
    ]


def _whose(row: Deadline) -> tuple[object, ...]:
    return (row.step, row.actor, row.rule.bound is Bound.AT_LEAST)


def _is_old_chance(row: Deadline, decision: Event | None, today: date) -> bool:
    """Say whether a time the family had is over, and was for another decision than the last."""
    if row.actor is not Actor.PARENT or row.due >= today:
        return False
    return decision is None or row.start_on < decision.on


def _is_after_another(step: Step, open_steps: set[Step]) -> bool:
    return any(
        not open_steps.isdisjoint(chain[: chain.index(step)]) for chain in CHAINS if step in chain
    )


def _unread(case: Case) -> Iterator[K]:
    for cell in case.unread:
        kind = cell.heading.replace("_", "-")
        if kind in set(K) and K(kind) not in UNTOLD:
            yield K(kind)
