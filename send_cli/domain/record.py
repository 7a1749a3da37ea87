"""Recording one event: what cannot have happened, and what an event does to the clocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from send_cli.domain.case import Case, Field, as_spelt
from send_cli.domain.chase import OTHERS, nothing_to_chase
from send_cli.domain.deadline import Closing, Deadline, Status, spelt
from send_cli.domain.event import (
    BOOKABLE,
    BY_AGREEMENT,
    BY_ORDER,
    NAMED_DAYS,
    REVIEW_DECISIONS,
    ROUTES,
    UNOPPOSED,
    WITH_ABOUT,
    Event,
)
from send_cli.domain.event import EventKind as K
from send_cli.domain.ground import Claim, Ground

_REQUEST = (K.REQUEST_RECEIVED, K.BECAME_RESPONSIBLE, K.CUSTODY_REQUEST_RECEIVED)
_REASSESSMENT = (K.REASSESSMENT_REQUESTED, K.REASSESSMENT_AGREED)
_PLAN = (
    K.FINAL_PLAN_SENT,
    K.MOVED_IN,
    K.REVIEW_MEETING,
    *REVIEW_DECISIONS,
    K.AMENDED_PLAN_SENT,
    K.PHASE_PLAN_SENT,
)
_NOTICE = (K.AMENDMENT_NOTICE_SENT,)
_ROUTES = tuple(kind for kind in K if kind in ROUTES)
_ORDERS = tuple(kind for kind in K if kind in BY_ORDER)
_AGREEMENTS = tuple(kind for kind in K if kind in BY_AGREEMENT)
_APPEAL = (K.APPEAL_REGISTERED,)

FOLLOWS: dict[K, tuple[K, ...]] = {
    **dict.fromkeys(
        (
            K.DIRECTION_DUE,
            *sorted(UNOPPOSED),
            K.RESPONSE_SENT,
            K.BUNDLE_SENT,
            K.HEARING,
            K.APPEAL_WITHDRAWN,
            K.APPEAL_DISMISSED,
            *_ORDERS,
        ),
        _APPEAL,
    ),
    K.DIRECTION_MET: (K.DIRECTION_DUE, K.ORDER_DUE),
    K.ORDER_DUE: _ORDERS,
    K.AGREEMENT_DUE: _AGREEMENTS,
    K.AGREEMENT_NOTIFIED: (K.AGREEMENT_WITH_ICB,),
    K.AGREEMENT_DONE: _AGREEMENTS,
    K.MEDIATION_NOT_ARRANGED: (K.MEDIATION_REQUESTED, K.ICB_TOLD),
    K.SOCIAL_CARE_ANSWERED: (K.SOCIAL_CARE_RECOMMENDED,),
    K.HEALTH_ANSWERED: (K.HEALTH_RECOMMENDED,),
    K.PERMISSION_SOUGHT: (*_ORDERS, K.APPEAL_DISMISSED),
    K.CHANGE_OF_MIND: (K.ASSESSMENT_REFUSED, K.PLAN_REFUSED),
    K.ASSESSMENT_AGREED: (*_REQUEST, *_ROUTES),
    K.ASSESSMENT_REFUSED: _REQUEST,
    K.REQUEST_WITHDRAWN: (*_REQUEST, K.REASSESSMENT_REQUESTED),
    K.REASSESSMENT_REFUSED: (K.REASSESSMENT_REQUESTED,),
    K.REASSESSMENT_NO_CHANGE: (K.REASSESSMENT_AGREED,),
    K.ADVICE_REQUESTED: (*_REQUEST, *_REASSESSMENT, *_ROUTES),
    K.ADVICE_RECEIVED: (K.ADVICE_REQUESTED,),
    K.VIEWS_RECEIVED: (*_REQUEST, *_REASSESSMENT, *_PLAN),
    K.PLAN_AGREED: (*_REQUEST, *_ROUTES),
    K.PLAN_REFUSED: (*_REQUEST, *_ROUTES),
    K.DRAFT_SENT: (*_REQUEST, *_REASSESSMENT, *_ROUTES),
    K.DRAFT_SERVED: (K.DRAFT_SENT,),
    K.CONSULTATION_REPLY: (K.CONSULTATION_SENT,),
    K.QA_SENT: (*_REQUEST, *_REASSESSMENT, *_PLAN),
    K.QA_RETURNED: (K.QA_SENT,),
    K.QA_PASSED: (K.QA_SENT,),
    K.FINAL_PLAN_SENT: (*_REQUEST, *_REASSESSMENT, *_ROUTES),
    K.REVIEW_NOTICE_SENT: (K.REVIEW_MEETING,),
    K.REVIEW_PAPERS_SENT: (K.REVIEW_MEETING,),
    K.REVIEW_MEETING: _PLAN,
    K.REVIEW_REPORT_RECEIVED: (K.REVIEW_MEETING,),
    K.REVIEW_DECISION: _PLAN,
    K.REVIEW_MAINTAIN: _PLAN,
    K.REVIEW_AMEND: _PLAN,
    K.REVIEW_CEASE: _PLAN,
    K.AMENDMENT_NOTICE_SENT: _PLAN,
    K.AMENDMENT_NOTICE_SERVED: _NOTICE,
    K.DECIDED_NOT_TO_AMEND: _NOTICE,
    K.AMENDED_PLAN_SENT: _PLAN,
    K.PHASE_PLAN_SENT: _PLAN,
    K.DIRECT_PAYMENTS_STARTED: _PLAN,
    K.DIRECT_PAYMENTS_REVIEWED: (K.DIRECT_PAYMENTS_STARTED,),
    K.DIRECT_PAYMENTS_STOPPED: (K.DIRECT_PAYMENTS_STARTED,),
    K.MOVE_INFORMED: (K.MOVED_IN,),
    K.MOVE_KNOWN: _PLAN,
    K.PLAN_TRANSFERRED: (K.MOVE_KNOWN, K.MOVED_OUT),
    K.CEASE_NOTICE_SENT: _PLAN,
    K.PLAN_CEASED: _PLAN,
}
"""What must be on record, on or before an event's day, for it to have happened."""

# Done ahead of the day that it follows from.
_AHEAD = frozenset({K.REVIEW_NOTICE_SENT, K.REVIEW_PAPERS_SENT, K.DIRECTION_MET})
_ALIKE = frozenset({K.ADVICE_RECEIVED, K.CONSULTATION_REPLY, K.DIRECTION_MET})


def as_on_record(case: Case, event: Event) -> Event:
    """Return an event that concerns whom or what the case has already, spelt as it is there."""
    about = case.about(event.about or "")
    if event.kind is K.CHASE_SENT:
        about = as_spelt(about, (actor.value for actor in OTHERS))
    return event._replace(about=about or None)


def impossibility(
    case: Case, event: Event, today: date, rows: Iterable[Deadline] = ()
) -> str | None:
    """Return why an event cannot have happened and what to do; None where it can.

    `rows` are the case's deadlines: they say whom there is to chase.
    """
    words = event.kind.words
    if event.kind is K.EXCEPTION and Claim.read(event.about or "").ground not in set(Ground):
        return f"an exception needs its ground: --about {'|'.join(Ground)}"
    if event.kind in NAMED_DAYS and not event.about:
        return (
            f"{words} names the day by which something must be done: --about says what, best by "
            "the event that will meet it (response-sent, final-plan-sent)"
        )
    if event.about and event.kind not in WITH_ABOUT:
        return f"{words} concerns the whole case: leave out --about (a note is -m)"
    if event.on > today and event.kind not in BOOKABLE:
        return (
            f"{words} cannot be in the future: {spelt(event.on)} is after {spelt(today)} "
            "(give the day it happened)"
        )
    born = case.fact(Field.DOB)
    if born and event.on.isoformat() < born:
        return f"{words} on {spelt(event.on)} is before the child was born ({born})"
    if any(_same(held, event) and not held.booked for held in case.events):
        return f"{event.words} on {spelt(event.on)} is on record already: nothing was changed"
    if event.kind is K.CHASE_SENT:
        return nothing_to_chase(event, rows)
    return _out_of_order(case, event)


def _same(held: Event, event: Event) -> bool:
    return (held.kind, held.on, held.about) == (event.kind, event.on, event.about)


def _out_of_order(case: Case, event: Event) -> str | None:
    needed = FOLLOWS.get(event.kind)
    if needed is None:
        return None
    known = [e for e in case.events if e.kind in needed]
    choice = ""
    if event.kind in _ALIKE:
        others = sorted({e.about for e in known if e.about})
        choice = f"--about {'|'.join(others)}" if others else ""
        known = [e for e in known if e.about == event.about]
        if choice and not known and not event.about:
            return f"{event.words} needs whom or what it concerns ({choice})"
    whose = f" ({event.about})" if event.about else ""
    names = " or ".join(kind.words for kind in needed[:2]) + whose
    if not known:
        first_that = f"record that first: send record {case.ref} {needed[0]} DATE{_option(event)}"
        ways = f"{choice}; or {first_that}" if choice else first_that
        return f"{event.words} has nothing to follow: no {names} is on record ({ways})"
    if event.kind in _AHEAD:
        return None
    first = min(known, key=lambda e: e.on)
    if event.on < first.on:
        return (
            f"{event.words} on {spelt(event.on)} is before {first.words} on {spelt(first.on)} "
            f"(if that date is wrong, withdraw it first: send withdraw {case.ref} {first.kind} "
            f"{first.on.isoformat()}{_option(first)} -m WHY)"
        )
    return None


def _option(event: Event) -> str:
    """Return whom or what an event concerns, as the option of a command."""
    if not event.about or event.kind not in WITH_ABOUT:
        return ""
    mark = "'" if '"' in event.about else '"'
    return f" --about {mark}{event.about}{mark}"


def takes_the_place_of(case: Case, event: Event, today: date) -> Event | None:
    """Return the booking that an event confirms, or moves to another day ahead."""
    booked = [
        held
        for held in case.events
        if held.booked and (held.kind, held.about) == (event.kind, event.about)
    ]
    confirmed = next((held for held in booked if held.on == event.on), None)
    if confirmed or event.on <= today:
        return confirmed
    return next((held for held in booked if held.on > today), None)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change did to a case's clocks: those it stopped, closed, and started.

    Stopped too is one that was closed without the day of its step, which is now known.
    `reopened` run again; `dropped` ran from a start that is no longer on record;
    `excused` are those that an exception excuses.
    """

    stopped: tuple[Deadline, ...]
    closed: tuple[Deadline, ...]
    started: tuple[Deadline, ...]
    reopened: tuple[Deadline, ...] = ()
    dropped: tuple[Deadline, ...] = ()
    excused: tuple[Deadline, ...] = ()


def effect(before: Iterable[Deadline], after: Sequence[Deadline], today: date) -> Effect:
    """Compare a case's deadlines before and after a change."""
    before = list(before)
    ran = {_identity(row) for row in before if row.runs(today)}
    done = {_identity(row): row.done_on for row in before}
    left = {_identity(row) for row in after}
    unexcused = {_identity(row) for row in before if not row.is_excused(today)}
    shut = [
        row
        for row in after
        if not row.runs(today)
        and _identity(row) in done
        and (_identity(row) in ran or row.done_on != done[_identity(row)])
    ]
    new = [row for row in after if _identity(row) not in done]
    return Effect(
        tuple(
            row for row in (*shut, *new) if row.closing is Closing.STOPPED and not row.runs(today)
        ),
        tuple(row for row in shut if row.closing is not Closing.STOPPED),
        tuple(row for row in new if _is_open(row, today) or row.opens_on > today),
        tuple(row for row in after if _identity(row) in done.keys() - ran and _is_open(row, today)),
        tuple(row for row in before if row.runs(today) and _identity(row) not in left),
        tuple(row for row in after if row.is_excused(today) and _identity(row) in unexcused),
    )


def _is_open(row: Deadline, today: date) -> bool:
    """Say whether a clock runs, and is not a window that is over."""
    return row.runs(today) and row.status(today) is not Status.CLOSED


def _identity(row: Deadline) -> tuple[str, str | None, date, date]:
    return (row.rule.id, row.about, row.start_on, row.opens_on)
