"""The order of a case's events: which dates cannot both be right."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from send_cli.domain.deadline import spelt
from send_cli.domain.event import CASE_ENDS, REVIEW_DECISIONS, Event
from send_cli.domain.event import EventKind as K

SAME_REVIEW_DAYS = 28
"""A meeting within so many calendar days after a decision is taken to be the meeting it was about,
and not next year's. An assumption."""

Kinds = frozenset[K]


class Order(NamedTuple):
    """Steps that come after what they follow.

    A step is in order where `follows` or `instead` came on or before it. It is
    in order too where it may belong to an earlier cycle whose beginning is not
    on record (a list holds only the latest date of each kind): something of
    `between` parts the two, or they are more than `days` calendar days apart.
    """

    steps: Kinds
    follows: Kinds
    instead: Kinds = frozenset()
    between: Kinds = frozenset()
    days: int | None = None
    alike: bool = False
    """Only what concerns the same adviser or school is compared."""


_REQUEST = frozenset({K.REQUEST_RECEIVED})
# What another authority did may be older than the day a case came from there.
_OTHER_BEGINNINGS = frozenset(
    {
        K.BECAME_RESPONSIBLE,
        K.CUSTODY_REQUEST_RECEIVED,
        K.MOVED_IN,
        K.REASSESSMENT_REQUESTED,
        K.REASSESSMENT_AGREED,
    }
)
_GONE = CASE_ENDS
_REQUEST_ENDS = _GONE | {
    K.FINAL_PLAN_SENT,
    K.ASSESSMENT_REFUSED,
    K.PLAN_REFUSED,
    K.REQUEST_WITHDRAWN,
}
_REASSESSED = frozenset({K.REASSESSMENT_REFUSED, K.REASSESSMENT_NO_CHANGE})
_CYCLES = _REASSESSED | _REQUEST | _OTHER_BEGINNINGS | _REQUEST_ENDS
_REVIEWS = REVIEW_DECISIONS | {K.REVIEW_MEETING}
_REISSUES = frozenset({K.AMENDED_PLAN_SENT, K.PHASE_PLAN_SENT})
_NOTICE = frozenset({K.AMENDMENT_NOTICE_SENT})
_FINAL = frozenset({K.FINAL_PLAN_SENT})
_DRAFT = frozenset({K.DRAFT_SENT})

ORDERS = (
    Order(_FINAL, _REQUEST, _OTHER_BEGINNINGS, _GONE | _REVIEWS | _NOTICE | _REISSUES),
    *(
        Order(frozenset({step}), _REQUEST, _OTHER_BEGINNINGS, _REQUEST_ENDS)
        for step in (
            K.ASSESSMENT_AGREED,
            K.ADVICE_REQUESTED,
            K.ADVICE_RECEIVED,
            K.PLAN_AGREED,
            K.DRAFT_SENT,
        )
    ),
    Order(
        frozenset({K.ADVICE_RECEIVED}),
        frozenset({K.ADVICE_REQUESTED}),
        between=_CYCLES,
        alike=True,
    ),
    Order(
        frozenset({K.CONSULTATION_REPLY}),
        frozenset({K.CONSULTATION_SENT}),
        between=_CYCLES | _REVIEWS,
        alike=True,
    ),
    # A draft after a final plan may be the draft of an amended one.
    Order(_FINAL, _DRAFT, between=_CYCLES | _REVIEWS | _NOTICE | _REISSUES),
    Order(frozenset({K.DRAFT_SERVED}), _DRAFT, between=_CYCLES | _REVIEWS),
    *(
        Order(
            frozenset({step}),
            frozenset({K.REASSESSMENT_REQUESTED}),
            between=_FINAL | _REISSUES | _GONE | _REASSESSED,
        )
        for step in (K.REASSESSMENT_AGREED, K.REASSESSMENT_REFUSED)
    ),
    Order(
        frozenset({K.REASSESSMENT_NO_CHANGE}),
        frozenset({K.REASSESSMENT_AGREED}),
        between=_FINAL | _REISSUES | _GONE | frozenset({K.REASSESSMENT_REQUESTED}),
    ),
    *(
        Order(
            frozenset({step}),
            frozenset({K.DIRECT_PAYMENTS_STARTED}),
            between=_GONE | frozenset({K.DIRECT_PAYMENTS_STOPPED}),
        )
        for step in (K.DIRECT_PAYMENTS_REVIEWED, K.DIRECT_PAYMENTS_STOPPED)
    ),
    Order(frozenset({K.MOVE_INFORMED}), frozenset({K.MOVED_IN}), between=_GONE),
    *(
        Order(steps, frozenset({K.REVIEW_MEETING}), days=SAME_REVIEW_DAYS)
        for steps in (REVIEW_DECISIONS, frozenset({K.REVIEW_REPORT_RECEIVED}))
    ),
    *(
        Order(frozenset({step}), _NOTICE, between=_REVIEWS | _GONE)
        for step in (K.AMENDED_PLAN_SENT, K.DECIDED_NOT_TO_AMEND, K.AMENDMENT_NOTICE_SERVED)
    ),
    *(
        Order(
            frozenset({step}),
            _FINAL,
            _REVIEWS | _REISSUES | {K.MOVED_IN},
            _REQUEST | _OTHER_BEGINNINGS,
        )
        for step in (K.CEASE_NOTICE_SENT, K.PLAN_CEASED)
    ),
)
"""What comes after what, each with the readings that would make the dates right after all."""


def impossible_orders(events: Iterable[Event]) -> list[tuple[Event, Event]]:
    """Return each step that is dated before what it follows, with what it follows.

    Only where no reading of the case's requests and reviews puts them in order.
    What is only booked has not happened, and is left out.
    """
    happened = sorted(
        (event for event in events if not event.booked),
        key=lambda event: (event.on, event.kind, event.about or ""),
    )
    first: dict[K, date] = {}
    for event in happened:
        first.setdefault(event.kind, event.on)
    orders = (order for order in ORDERS if _may_be_against(order, first))
    return list(dict.fromkeys(pair for order in orders for pair in _against(order, happened)))


def _may_be_against(order: Order, first: Mapping[K, date]) -> bool:
    """Say whether a step came before the first thing it could follow: most often none did."""
    begun = [on for kind, on in first.items() if kind in order.follows]
    taken = [on for kind, on in first.items() if kind in order.steps]
    return bool(begun and taken) and (order.alike or min(taken) < min(begun))


def order_sentence(step: Event, follows: Event) -> str:
    """Return what is wrong with a pair that `impossible_orders` found."""
    return f"{step.words} on {spelt(step.on)} is before {follows.words} on {spelt(follows.on)}"


def _against(order: Order, happened: list[Event]) -> Iterable[tuple[Event, Event]]:
    groups = {event.about for event in happened} if order.alike else {None}
    for about in sorted(groups, key=lambda text: text or ""):
        own = [event for event in happened if not order.alike or event.about == about]
        pair = _first_pair(order, own, happened)
        if pair:
            yield pair


def _first_pair(
    order: Order, own: list[Event], happened: list[Event]
) -> tuple[Event, Event] | None:
    """Return the last step before the first thing it could follow, where both cannot be right."""
    begun = [event for event in own if event.kind in order.follows]
    if not begun:
        return None
    first = begun[0]
    begins = [e for e in own if e.kind in order.follows | order.instead and e.on < first.on]
    early = [e for e in own if e.kind in order.steps and e.on < first.on]
    has_its_own = any(e.kind in order.steps and e.on >= first.on for e in own)
    if not early or has_its_own:
        return None
    step = early[-1]
    if any(event.on <= step.on for event in begins):
        return None
    apart = timedelta.max if order.days is None else timedelta(days=order.days)
    parted = any(
        event.kind in order.between and step.on <= event.on <= first.on
        for event in happened
        if event not in (step, first)
    )
    if parted or first.on - step.on > apart:
        return None
    return step, first
