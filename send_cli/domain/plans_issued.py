"""Plans issued: how long each first plan took from its request, as SEN2 counts."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.case import Case
from send_cli.domain.event import CASE_ENDS, PLAN_HELD, ROUTES, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.exception import is_shown
from send_cli.domain.figure import (
    Beside,
    Counted,
    Definition,
    Dossier,
    Tally,
    unreadable,
    was_elsewhere,
)
from send_cli.domain.ground import Claim, Ground

FINAL = "ehcp-final"
REASSESSMENT, DETAINED = "reassess-final", "cust-final"
RULES = (FINAL, REASSESSMENT, DETAINED)

WITHIN = 140
"""Twenty weeks in calendar days, the day of the request not counted."""

WITHIN_FROM_DAY_ONE = 139
"""Twenty weeks in calendar days, where the day of the request is the first of them."""

YEAR = 364
"""Fifty-two weeks in calendar days."""

SEN2 = (
    "DfE SEN2: plans issued in the calendar year, exceptions apart and included; "
    "SEND Regulations 2014, reg 13(2) and (3)"
)
DAY_ONE = "; the SEN2 guide calls the day of the request Day 1, and not how the DfE counts it"
COLUMNS = ("request_received", "became_responsible", "final_plan_sent")

WITHIN_20 = Definition(
    "twenty-weeks",
    "Within 20 weeks, exceptions left out",
    "Of the first plans issued, without those that have an exception, so many were issued within "
    "140 days of the request, or of the day the authority became responsible. A first plan is one "
    "made on a request: not after a re-assessment, nor in the place of another.",
    SEN2,
    "first plans issued, exceptions left out",
    COLUMNS,
)
WITHIN_20_DAY_ONE = Definition(
    "twenty-weeks-139",
    "Within 20 weeks, exceptions left out, request on Day 1",
    "The same, within 139 days: the day of the request is the first of the 140.",
    SEN2 + DAY_ONE,
    WITHIN_20.of,
    COLUMNS,
)
WITHIN_20_ALL = Definition(
    "twenty-weeks-all",
    "Within 20 weeks, exceptions included",
    "Of all the first plans issued, so many were issued within 140 days of the request, or of the "
    "day the authority became responsible, whether or not they have an exception.",
    SEN2,
    "first plans issued",
    COLUMNS,
)
WITHIN_20_ALL_DAY_ONE = Definition(
    "twenty-weeks-all-139",
    "Within 20 weeks, exceptions included, request on Day 1",
    "The same, within 139 days: the day of the request is the first of the 140.",
    SEN2 + DAY_ONE,
    WITHIN_20_ALL.of,
    COLUMNS,
)
EXCEPTIONS = Definition(
    "exceptions",
    "With an exception to the 20 weeks",
    "Of all the first plans issued, so many have on record an exception that excuses the 20 weeks.",
    "SEND Regulations 2014, regs 10(4) and 13(3); DfE SEN2, item 3.7",
    "first plans issued",
    (*COLUMNS, "exception"),
)
OVER_A_YEAR = Definition(
    "issued-over-52",
    "Issued after more than 52 weeks",
    "Of all the first plans issued, so many took more than 364 days from the request.",
    "DfE SEN2 publishes plans that took over a year",
    "first plans issued",
    COLUMNS,
)
NO_REQUEST = "without a request on record from which the 20 weeks can be counted: not counted"
ELSEWHERE = "made elsewhere, before the child moved in: not counted"
REASSESSED = "after a re-assessment: no first plan, not counted"
CUSTODY = "for a detained person, under other Regulations: not counted"
REPLACED = "in the place of an earlier plan: no first plan, not counted"
REVERSED = (
    "after a refusal that was reversed: counted from the request, but how SEN2 counts them was "
    "not verified"
)
LEFT_OUT = "with an exception to the 20 weeks: left out"
NOT_SHOWN = "with an exception whose days and evidence are not on record: left out all the same"
OTHER_STEP = "with an exception that does not excuse the 20 weeks: not left out"


_ENDS = CASE_ENDS | {K.REQUEST_WITHDRAWN}


class Issue(NamedTuple):
    """A first plan: when it was issued, from which request, and whether it is excused."""

    case: Case
    on: date
    start: date
    due: date
    ground: Ground | None

    @property
    def days(self) -> int:
        """The calendar days from the request to the plan."""
        return (self.on - self.start).days

    def counted(self, *, counts: bool) -> Counted:
        """Return it as a case behind a figure."""
        return Counted(
            self.case, self.on, counts, self.start, self.due, self.on, self.days, self.ground
        )


def first_plans(dossiers: Sequence[Dossier], today: date) -> tuple[list[Issue], list[Beside]]:
    """Return the first plans issued by the end of `today`, and what is to be said beside them."""
    found: list[Issue] = []
    beside: list[Beside] = []
    for one in dossiers:
        days = {e.on for e in one.case.events if e.kind is K.FINAL_PLAN_SENT and e.on <= today}
        for on in sorted(days):
            issue, why = _first_plan(one, on, today)
            if issue:
                found.append(issue)
            if why:
                beside.append(Beside(one.case, on, why))
    return found, beside


def _first_plan(one: Dossier, on: date, today: date) -> tuple[Issue | None, str]:
    """Return the first plan issued on a day, or None, and what is to be said of it."""
    if was_elsewhere(one.case, on, today):
        return None, ELSEWHERE
    rows = one.of(FINAL)
    row = next((row for row in rows if row.done_on == on), None)
    reversed_since = row is not None and row.opens_on != row.start_on
    if row is None:
        row = next((r for r in reversed(rows) if r.start_on <= on and r.done_on is None), None)
        if row is None or not _by_route(one.case, row.start_on, on):
            return None, _why_none(one, on)
        reversed_since = True
    ground = row.ground if row.is_excused(today) else None
    return Issue(one.case, on, row.start_on, row.due, ground), REVERSED if reversed_since else ""


def _by_route(case: Case, start: date, on: date) -> bool:
    """Say whether an order, agreement or notice to the Tribunal between two days led to a plan.

    It did not where a plan, a withdrawal or the end of the case came between.
    """
    between = [e for e in case.events if start <= e.on <= on]
    plans = [e.on for e in between if e.kind is K.FINAL_PLAN_SENT and e.on < on]
    ends = [e.on for e in between if e.kind in _ENDS and not e.booked]
    return any(e.kind in ROUTES and max([start, *plans, *ends]) <= e.on for e in between)


def _why_none(one: Dossier, on: date) -> str:
    if any(row.done_on == on for row in one.of(REASSESSMENT)):
        return REASSESSED
    if any(row.done_on == on for row in one.of(DETAINED)):
        return CUSTODY
    held = any(e.kind in PLAN_HELD and e.on < on for e in one.case.events)
    return REPLACED if held else NO_REQUEST


def issued(dossiers: Sequence[Dossier], today: date) -> list[Tally]:
    """Return what is told of the first plans, by the day on which each was issued."""
    plans, beside = first_plans(dossiers, today)
    unread = unreadable(dossiers, COLUMNS)
    aside = [*beside, *unread]
    left_out = [
        Beside(one.case, one.on, LEFT_OUT if _is_shown(one) else NOT_SHOWN)
        for one in plans
        if one.ground
    ]
    others = [
        Beside(one.case, one.on, OTHER_STEP) for one in plans if not one.ground and _exceptions(one)
    ]

    def within(definition: Definition, most: int, *, excused: bool) -> Tally:
        own = [one for one in plans if excused or not one.ground]
        counted = [one.counted(counts=one.days <= most) for one in own]
        return Tally(definition, counted, aside if excused else [*aside, *left_out])

    return [
        within(WITHIN_20, WITHIN, excused=False),
        within(WITHIN_20_DAY_ONE, WITHIN_FROM_DAY_ONE, excused=False),
        within(WITHIN_20_ALL, WITHIN, excused=True),
        within(WITHIN_20_ALL_DAY_ONE, WITHIN_FROM_DAY_ONE, excused=True),
        Tally(
            EXCEPTIONS,
            [one.counted(counts=one.ground is not None) for one in plans],
            [*aside, *others, *unreadable(dossiers, ("exception",))],
        ),
        Tally(OVER_A_YEAR, [one.counted(counts=one.days > YEAR) for one in plans], aside),
    ]


def _exceptions(plan: Issue) -> list[Event]:
    return [e for e in plan.case.events if e.kind is K.EXCEPTION and plan.start <= e.on <= plan.on]


def _is_shown(plan: Issue) -> bool:
    claims = ((event, Claim.read(event.about or "")) for event in _exceptions(plan))
    return any(is_shown(event) for event, claim in claims if claim.names(FINAL, None))
