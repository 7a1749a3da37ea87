"""Questions: the lines of the list about a fact that is missing, unreadable or unconfirmed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from send_cli.domain.action import NO_DAY, Action, Lane, Recording
from send_cli.domain.book import RuleBook
from send_cli.domain.case import PERSONAL, Case, Field, Unread
from send_cli.domain.deadline import Closing, Deadline, Status, spelt
from send_cli.domain.event import (
    APPEAL_OVER,
    CASE_ENDS,
    CHALLENGES,
    KIND_ORDER,
    MEETINGS,
    PLAN_HELD,
    TO_ASSESS,
    TO_MAKE_PLAN,
    Event,
)
from send_cli.domain.event import EventKind as K
from send_cli.domain.review import amends_from_no_meeting
from send_cli.domain.rule import REFUSALS, Actor
from send_cli.domain.step import RECORDED_BY, Step
from send_cli.domain.transfer import transfer_in_doubt
from send_cli.domain.triage import Reason, Weights

CLOSING_WORDS = ("ceased", "closed", "withdrawn", "moved", "transferred out", "refused")
CLOSING_KINDS = CASE_ENDS | {K.REQUEST_WITHDRAWN, K.ASSESSMENT_REFUSED, K.PLAN_REFUSED}
PART_3 = date(2014, 9, 1)
"""The day on which Part 3 of the Children and Families Act 2014 came into force."""

TRANSFER_ASKED_FOR = timedelta(weeks=12)
"""So long after a move away the list asks when the plan went; after that only `--all` does. An
assumption."""

CLOCKED = frozenset({K.REQUEST_RECEIVED, K.BECAME_RESPONSIBLE, K.FINAL_PLAN_SENT, K.REVIEW_MEETING})
NO_STEPS = (
    CLOSING_KINDS
    | CHALLENGES
    | {K.CONTACT, K.CHASE_SENT, K.EXCEPTION, K.CEASE_NOTICE_SENT, K.MOVE_KNOWN, K.PLAN_TRANSFERRED}
)
TO_CEASE = frozenset({K.REVIEW_CEASE, K.CEASE_NOTICE_SENT})
OUTCOMES = (K.REVIEW_MAINTAIN, K.REVIEW_AMEND, K.REVIEW_CEASE)


def questions(
    case: Case, existing: Sequence[Deadline], today: date, book: RuleBook, weights: Weights
) -> Iterator[Action]:
    """Yield a line for each fact of a case that is missing, unreadable or unconfirmed."""
    yield from (_unread(case, cell, weights) for cell in case.unread)
    yield from (_unconfirmed(case, booked, weights) for booked in case.unconfirmed(today))
    yield from _missing_dates(case, existing, today, weights)
    yield from _outcome(case, existing, today, weights)
    if amends_from_no_meeting(case, existing, today):
        why = "the decision was to amend, and the notice is counted from the meeting"
        meeting = Recording(K.REVIEW_MEETING, NO_DAY)
        text = "Find the date of the review meeting"
        yield _question(case, text, Reason(weights.unread, why), (meeting,))
    yield from _appeal_at_the_end(case, today, weights)
    yield from _end_ordered(case, today, weights)
    yield from _transfer_of_plan(case, today, weights)
    yield from _reversal(case, existing, today, book, weights)
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
        yield _question(case, text, Reason(weights.missing, why), ways)


def _question(
    case: Case,
    text: str,
    reason: Reason,
    recordings: tuple[Recording, ...],
    lane: Lane = Lane.REPAIR,
) -> Action:
    told = Reason(reason.points, reason.sentence, reason.sentence)
    return Action(case, text, lane, Status.UNDATED, Actor.AUTHORITY, (told,), recordings)


def _unread(case: Case, cell: Unread, weights: Weights) -> Action:
    kind = cell.heading.replace("_", "-")
    ways = (Recording(K(kind), NO_DAY),) if kind in set(K) else ()
    field = Field(cell.heading) if cell.heading in set(Field) else None
    reason = Reason(weights.unread, "a date that cannot be read may hide a breach")
    return _question(case, unread_words(case, cell), reason, ways)._replace(sets=field)


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
    return _question(case, text, Reason(weights.missing, why), ways)


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
        yield _question(case, text, Reason(points, why), ways, lane)


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


def _reversal(
    case: Case, existing: Sequence[Deadline], today: date, book: RuleBook, weights: Weights
) -> Iterator[Action]:
    """Yield the line that asks by which route a refusal was reversed, with the date of the others.

    Until that is recorded the original clock runs, which is the safer reading.
    """
    row = next((r for r in existing if r.rule.id == "ehcp-final" and r.runs(today)), None)
    if row is None or row.opens_on == row.start_on:
        return
    reversed_on = row.opens_on
    refused = [e for e in case.events if e.kind in REFUSALS and e.on <= reversed_on]
    if any(e.kind is K.CHANGE_OF_MIND and e.on >= reversed_on for e in case.events):
        return
    last = max(refused, key=lambda event: (event.on, KIND_ORDER[event.kind]))
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
    yield _question(case, text, Reason(weights.missing, why), (*ways, bare))


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
            yield _question(case, text, Reason(weights.unread, why), right)
            return
    running = any(row.runs(today) and not row.rule.lapses for row in existing)
    if running or case.unread or is_over(case, today):
        return
    why = "no clock is running, and nothing says that the case is over"
    ways = tuple(Recording(kind, NO_DAY) for kind in (K.REQUEST_RECEIVED, K.FINAL_PLAN_SENT))
    text = "Find the date of the request, or of the plan"
    yield _question(case, text, Reason(weights.missing, why), ways)


def _appeal_at_the_end(case: Case, today: date, weights: Weights) -> Iterator[Action]:
    """Yield the line for a plan that ended while an appeal against that was not yet decided.

    Source: Children and Families Act 2014, s 45(4).
    """
    happened = [event for event in case.events if event.on <= today]
    ceased = max((e.on for e in happened if e.kind is K.PLAN_CEASED), default=date.min)
    notice = max((e.on for e in happened if e.kind in TO_CEASE), default=date.max)
    appealed = [e.on for e in happened if e.kind is K.APPEAL_REGISTERED]
    since = max((on for on in appealed if notice <= on <= ceased), default=None)
    if since is None or any(e.kind in APPEAL_OVER and e.on >= since for e in happened):
        return
    why = f"the plan ended on {spelt(ceased)}, and is kept until an appeal is decided (s 45(4))"
    ways = tuple(Recording(k, NO_DAY) for k in (K.APPEAL_WITHDRAWN, K.ORDER_TO_CEASE))
    text = "Find the date on which the appeal was over"
    yield _question(case, text, Reason(weights.missing, why), ways)


def _end_ordered(case: Case, today: date, weights: Weights) -> Iterator[Action]:
    """Yield the line for a plan that is to end at once, and nothing says that it has.

    Source: SEND Regulations 2014, reg 44(2)(a).
    """
    happened = [event for event in case.events if event.on <= today]
    ordered = max((e.on for e in happened if e.kind is K.ORDER_TO_CEASE), default=None)
    if ordered is None:
        return
    notice = max(
        (e.on for e in happened if e.kind in TO_CEASE and e.on <= ordered), default=ordered
    )
    over = CASE_ENDS | {K.FINAL_PLAN_SENT}
    if any(e.kind in over and e.on >= notice for e in happened):
        return
    why = f"the order of {spelt(ordered)} is to end the plan at once (reg 44(2)(a))"
    ways = (Recording(K.PLAN_CEASED, NO_DAY),)
    yield _question(case, "Find the date: plan ceased", Reason(weights.missing, why), ways)


def _transfer_of_plan(case: Case, today: date, weights: Weights) -> Iterator[Action]:
    """Yield the line for a child who moved away with a plan, and nothing says that it went too."""
    ends = [e for e in case.events if e.kind in CASE_ENDS and e.on <= today and not e.booked]
    last = max(ends, key=lambda event: event.on, default=None)
    if last is None or last.kind is not K.MOVED_OUT:
        return
    before = [e.kind for e in case.events if e.on <= last.on]
    later = [e.kind for e in case.events if last.on < e.on <= today]
    answered = {K.MOVE_KNOWN, K.PLAN_TRANSFERRED}
    if PLAN_HELD.isdisjoint(before) or answered.intersection([*before, *later]) or later:
        return
    is_fresh = today - last.on <= TRANSFER_ASKED_FOR
    why = "the old authority transfers the plan on the day of the move, or soon after it knew"
    points = weights.missing if is_fresh else 0
    ways = (Recording(K.PLAN_TRANSFERRED, NO_DAY), Recording(K.MOVE_KNOWN, NO_DAY))
    lane = Lane.REPAIR if is_fresh else Lane.STEADY
    yield _question(case, "Find the date: plan transferred", Reason(points, why), ways, lane)


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
