"""Questions: the lines of the list about a fact that is missing, unreadable or unconfirmed."""

from collections.abc import Iterator, Sequence
from datetime import date

from send_cli.domain.action import NO_DAY, Action, Lane, Recording, asking
from send_cli.domain.book import RuleBook
from send_cli.domain.case import PERSONAL, Case, Field, Unread
from send_cli.domain.deadline import Closing, Deadline, spelt
from send_cli.domain.event import (
    CASE_ENDS,
    CHALLENGES,
    KIND_ORDER,
    MEETINGS,
    TO_ASSESS,
    TO_MAKE_PLAN,
    Event,
)
from send_cli.domain.event import EventKind as K
from send_cli.domain.refusal import REFUSALS
from send_cli.domain.review import amends_from_no_meeting
from send_cli.domain.rule import Actor
from send_cli.domain.step import RECORDED_BY, Step
from send_cli.domain.transfer import transfer_in_doubt
from send_cli.domain.triage import Reason, Weights

CLOSING_WORDS = ("ceased", "closed", "withdrawn", "moved", "transferred out", "refused")
CLOSING_KINDS = CASE_ENDS | {K.REQUEST_WITHDRAWN, K.ASSESSMENT_REFUSED, K.PLAN_REFUSED}
PART_3 = date(2014, 9, 1)
"""The day on which Part 3 of the Children and Families Act 2014 came into force."""

CLOCKED = frozenset({K.REQUEST_RECEIVED, K.BECAME_RESPONSIBLE, K.FINAL_PLAN_SENT, K.REVIEW_MEETING})
NO_STEPS = (
    CLOSING_KINDS
    | CHALLENGES
    | {K.CONTACT, K.CHASE_SENT, K.EXCEPTION, K.CEASE_NOTICE_SENT, K.MOVE_KNOWN, K.PLAN_TRANSFERRED}
)
FIRST_PLANS = frozenset({"ehcp-final", "cust-final"})
"""The rules of the twenty weeks to a first plan, which a refusal closes and a reversal reopens."""

ENDINGS = CASE_ENDS | {K.ORDER_TO_CEASE}
OUTCOMES = (K.REVIEW_MAINTAIN, K.REVIEW_AMEND, K.REVIEW_CEASE)


def questions(
    case: Case, existing: Sequence[Deadline], today: date, book: RuleBook, weights: Weights
) -> Iterator[Action]:
    """Yield a line for each fact of a case that is missing, unreadable or unconfirmed."""
    yield from (_unread(case, cell, weights) for cell in case.unread)
    yield from (_unconfirmed(case, booked, weights) for booked in case.unconfirmed(today))
    yield from _missing_dates(case, existing, today, weights)
    yield from _outcome(case, existing, today, weights)
    # Few cases need all of what follows: the others do without.
    kinds = {event.kind for event in case.events}
    if K.REVIEW_AMEND in kinds and amends_from_no_meeting(case, existing, today):
        why = "the decision was to amend, and the notice is counted from the meeting"
        meeting = Recording(K.REVIEW_MEETING, NO_DAY)
        text = "Find the date of the review meeting"
        yield asking(case, text, Reason(weights.unread, why), (meeting,))
    if not kinds.isdisjoint(REFUSALS):
        yield from _reversal(case, existing, today, book, weights)
    if not kinds.isdisjoint(ENDINGS):
        from send_cli.domain.ending import ending_questions

        yield from ending_questions(case, today, book, weights)
    if K.EXCEPTION in kinds:
        from send_cli.domain.doubt import exception_questions

        yield from exception_questions(case, today, book, weights)
    yield from _setting_type(case, today, book, weights)
    yield from _no_clock(case, existing, today, weights)
    status = case.fact(Field.STATUS) or ""
    if any(word in status.casefold() for word in CLOSING_WORDS) and not any(
        case.has_happened(kind, today) for kind in CLOSING_KINDS
    ):
        why = "a status without a date stops no clock"
        ways = tuple(
            Recording(kind, NO_DAY) for kind in sorted(CLOSING_KINDS, key=KIND_ORDER.__getitem__)
        )
        text = f'Find the date behind the status "{status[:30]}"'
        yield asking(case, text, Reason(weights.missing, why), ways)


def _unread(case: Case, cell: Unread, weights: Weights) -> Action:
    kind = cell.heading.replace("_", "-")
    ways = (Recording(K(kind), NO_DAY),) if kind in set(K) else ()
    field = Field(cell.heading) if cell.heading in set(Field) else None
    reason = Reason(weights.unread, "a date that cannot be read may hide a breach")
    return asking(case, unread_words(case, cell), reason, ways)._replace(sets=field)


def unread_words(case: Case, cell: Unread) -> str:
    """Return what is asked of a cell that could not be read, without the child's name in it."""
    text = case.unnamed(cell.text)
    shown = text if len(text) <= 40 else text[:39] + "…"
    said = "" if cell.heading in PERSONAL else f': the list says "{shown}"'
    return f"Find the {cell.heading.replace('_', ' ')}{said}"


def _unconfirmed(case: Case, booked: Event, weights: Weights) -> Action:
    day = booked.on.isoformat()
    ways = (Recording(booked.kind, day), Recording(booked.kind, day, None, True))
    text = f"Say whether the child {booked.kind.words} on {spelt(booked.on)}"
    why = "its clock runs as if it did"
    if booked.kind in MEETINGS:
        text = f"Say whether the {booked.kind.words} of {spelt(booked.on)} was held"
        why = "its clock runs as if it was held"
    elif booked.kind in CASE_ENDS:
        why = "every clock runs on until somebody says so"
    return asking(case, text, Reason(weights.missing, why), ways)


def _missing_dates(
    case: Case, existing: Sequence[Deadline], today: date, weights: Weights
) -> Iterator[Action]:
    """Yield a line for the dates not on record: of the work still open, then of the rest."""
    overtaken = [
        row
        for row in existing
        if row.closing is Closing.OVERTAKEN
        and not row.runs(today)
        and row.is_law
        and row.actor is Actor.AUTHORITY
    ]
    if not overtaken:
        return
    still_open = {
        row.rule.workflow for row in existing if row.runs(today) and not row.awaits_outcome
    }
    for is_open, lane in ((True, Lane.REPAIR), (False, Lane.STEADY)):
        asked = [row for row in overtaken if (row.rule.workflow in still_open) is is_open]
        if not asked:
            continue
        kinds = dict.fromkeys(kind for row in asked for kind in RECORDED_BY[row.rule.step])
        points = weights.missing if is_open else 0
        why = "a later step is on record, so this one was taken, on time or not"
        text = f"Find the date: {' or '.join(kind.words for kind in kinds)}"
        ways = tuple(Recording(kind, NO_DAY) for kind in kinds)
        yield asking(case, text, Reason(points, why), ways, lane)


def _outcome(
    case: Case, existing: Sequence[Deadline], today: date, weights: Weights
) -> Iterator[Action]:
    """Yield the line that asks what a review decided, with the dates that hang on it."""
    conditional = sorted(
        (row for row in existing if row.awaits_outcome and row.runs(today)), key=lambda row: row.due
    )
    if not conditional:
        return
    row = conditional[0]
    day = row.opens_on.isoformat()
    late = row.due < today
    why = (
        f"if it was to amend, the notice was due {spelt(row.due)}"
        if late
        else f"if it is to amend, the notice is due {spelt(row.due)}"
    )
    yield Action(
        case,
        "Record the outcome of the review",
        Lane.REPAIR,
        row.status(today),
        Actor.AUTHORITY,
        (Reason(weights.missing, why, "the outcome is not on record"),),
        tuple(Recording(kind, day) for kind in OUTCOMES),
        row=row,
        rows=tuple(conditional),
    )


def reversed_somehow(
    case: Case, existing: Sequence[Deadline], today: date
) -> tuple[Deadline, Event] | tuple[None, None]:
    """Return the clock that runs again after a refusal, and the refusal; by no route on record."""
    row = next((r for r in existing if r.rule.id in FIRST_PLANS and r.runs(today)), None)
    if row is None or row.opens_on == row.start_on:
        return None, None
    on = row.opens_on
    refused = [e for e in case.events if e.kind in REFUSALS and row.start_on <= e.on <= on]
    if not refused or any(e.kind is K.CHANGE_OF_MIND and e.on >= on for e in case.events):
        return None, None
    return row, max(refused, key=lambda event: (event.on, KIND_ORDER[event.kind]))


def _reversal(
    case: Case, existing: Sequence[Deadline], today: date, book: RuleBook, weights: Weights
) -> Iterator[Action]:
    """Yield the line that asks by which route a refusal was reversed, with the date of the others.

    Until that is recorded the original clock runs, which is the safer reading.
    """
    row, last = reversed_somehow(case, existing, today)
    if row is None or last is None:
        return
    reversed_on = row.opens_on
    routes = TO_MAKE_PLAN if last.kind is K.PLAN_REFUSED else TO_ASSESS
    others = (
        book.count(rule, reversed_on)
        for rule in book.started_by(routes)
        if rule.step is Step.SEND_FINAL
    )
    other = max((counted.due for counted in others if counted), default=row.due)
    why = (
        f"the original twenty weeks run, due {spelt(row.due)}; by an order, an agreement or a "
        f"notice to the Tribunal of {spelt(reversed_on)} the final plan would be due "
        f"{spelt(other)}"
    )
    ways = [Recording(kind, NO_DAY) for kind in sorted(routes, key=KIND_ORDER.__getitem__)]
    bare = Recording(K.CHANGE_OF_MIND, reversed_on.isoformat())
    text = "Say how the refusal was reversed"
    yield asking(case, text, Reason(weights.missing, why), (*ways, bare))


def is_over(case: Case, today: date) -> bool:
    """Say whether the last thing that happened, contacts apart, ended the case."""
    steps = [e.on for e in case.events if e.on <= today and e.kind not in NO_STEPS]
    ends = [e.on for e in case.events if e.on <= today and e.kind in CLOSING_KINDS and not e.booked]
    return bool(ends) and max(ends) >= max(steps, default=date.min)


def _no_clock(
    case: Case, existing: Sequence[Deadline], today: date, weights: Weights
) -> Iterator[Action]:
    """Yield the line for a case whose facts start no clock, though nothing says that it is over."""
    happened = [event for event in case.events if event.on <= today]
    for event in happened:
        if event.kind in CLOCKED and event.on < PART_3:
            text = f"Find the right date: {event.kind.words}, {spelt(event.on)}"
            why = f"the law began on {spelt(PART_3)}, so no clock runs from it"
            right = (Recording(event.kind, NO_DAY),)
            yield asking(case, text, Reason(weights.unread, why), right)
            return
    running = any(row.runs(today) and not row.rule.lapses for row in existing)
    if running or case.unread or is_over(case, today):
        return
    why = "no clock is running, and nothing says that the case is over"
    ways = tuple(Recording(kind, NO_DAY) for kind in (K.REQUEST_RECEIVED, K.FINAL_PLAN_SENT))
    text = "Find the date of the request, or of the plan"
    yield asking(case, text, Reason(weights.missing, why), ways)


def _setting_type(case: Case, today: date, book: RuleBook, weights: Weights) -> Iterator[Action]:
    """Yield the line that asks for the setting type of a child who may change phase this year."""
    row = transfer_in_doubt(case, today, book)
    if row is None:
        return
    late = row.days_left(today) < 0
    why = f"if the child changes phase, the plan {'was' if late else 'is'} due {spelt(row.due)}"
    yield Action(
        case,
        "Record the setting type",
        Lane.REPAIR if late else Lane.SAVE,
        row.status(today),
        Actor.AUTHORITY,
        (Reason(weights.missing, why, "it may change phase"),),
        row=row,
        rows=(row,),
        sets=Field.SETTING_TYPE,
    )
