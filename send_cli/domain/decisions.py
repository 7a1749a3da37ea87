"""Requests and the decisions on them: how many, in what time, and how many were refused."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from send_cli.domain.deadline import ONE_DAY, Closing, Deadline
from send_cli.domain.event import ROUTES
from send_cli.domain.event import EventKind as K
from send_cli.domain.figure import (
    Beside,
    Counted,
    Definition,
    Dossier,
    Tally,
    unreadable,
    was_elsewhere,
)
from send_cli.domain.plans_issued import FINAL
from send_cli.domain.refusal import REOPENS

DECISION, PLAN_DECISION, NO_PLAN = "ehcna-decision", "ehcp-decision-to-issue", "ehcna-no-plan"
RULES = (DECISION, PLAN_DECISION, NO_PLAN)

REQUEST = ("request_received", "became_responsible")
DECIDED = (*REQUEST, "assessment_agreed", "assessment_refused")
PLANNED = (*REQUEST, "plan_agreed", "plan_refused")

REQUESTS = Definition(
    "requests",
    "Requests received",
    "Requests for an assessment received, and children the authority became responsible for; "
    "a repeat while one is open is not counted again, and one withdrawn since stays counted.",
    "DfE SEN2 counts requests by the calendar year; SEND Regulations 2014, reg 4(1)",
    reads=REQUEST,
)
SIX_WEEKS = Definition(
    "six-weeks",
    "Decided within 6 weeks whether to assess",
    "Of the decisions whether to assess, so many were made within 42 days of the request; an "
    "exception changes nothing here.",
    "SEND Regulations 2014, regs 4(1) and 5(1); DfE SEN2, request outcome within 6 weeks",
    "decisions whether to assess",
    DECIDED,
)
REFUSALS = Definition(
    "refusals",
    "Refused to assess",
    "Of the decisions whether to assess, so many were refusals; one that was reversed later "
    "stays a refusal, as SEN2 keeps the first outcome. A later step without one is an agreement.",
    "Children and Families Act 2014, s 36(5); DfE SEN2, item 2.5",
    "decisions whether to assess",
    DECIDED,
)
WEEK_16 = Definition(
    "week-16",
    "Decided by week 16 whether to make a plan",
    "Of the decisions whether to make a plan, so many were made within 112 days of the request; "
    "for a plan that is to be made this is practice and not law.",
    "SEND Code of Practice 2015, timeline chart; for a refusal SEND Regulations 2014, reg 10(1)",
    "decisions whether to make a plan",
    PLANNED,
)
NO_PLAN_NOTICES = Definition(
    "no-plan-16",
    "Told by week 16 that no plan is made",
    "Of the notices that no plan will be made, so many were given within 112 days of the request; "
    "an exception changes nothing here.",
    "SEND Regulations 2014, reg 10(1); DfE SEN2, assessment outcome",
    "notices that no plan will be made",
    PLANNED,
)
NO_PLANS = Definition(
    "no-plan",
    "Refused to make a plan",
    "Of the decisions whether to make a plan, so many were not to make one. A draft or a plan "
    "without one is a decision to make it.",
    "SEND Regulations 2014, reg 10(1); DfE SEN2, assessment outcome",
    "decisions whether to make a plan",
    PLANNED,
)
UNDECIDED = Definition(
    "undecided-over-6",
    "Undecided over 6 weeks",
    "Of the requests on which nobody has decided whether to assess, so many are older than "
    "42 days, whether or not they have an exception.",
    "SEND Regulations 2014, regs 4(1) and 5(1)",
    "requests undecided",
    DECIDED,
)

ELSEWHERE = "of another authority, before the child moved in: not counted"
NO_DATE = "with a later step on record and no date of the decision: not counted"
TAKEN_AS_AGREED = (
    "with a later step on record and no date of the decision: taken as agreed on the day of it"
)
EXCUSED = "with an exception on record: counted by the day all the same"
REVERSED = "refusal reversed since: still counted as a refusal"


def requests(dossiers: Sequence[Dossier], today: date) -> Tally:
    """Return what is told of the requests, by the day on which each was received."""
    counted: list[Counted] = []
    beside = unreadable(dossiers, REQUESTS.reads)
    for one in dossiers:
        for on in dict.fromkeys(row.start_on for row in one.of(FINAL)):
            if on > today:
                continue
            # One of the day of the move itself was made here.
            if was_elsewhere(one.case, on + ONE_DAY, today):
                beside.append(Beside(one.case, on, ELSEWHERE))
            else:
                counted.append(Counted(one.case, on, True, on))
        beside += [
            Beside(one.case, e.on, "for a detained person, under other Regulations: not counted")
            for e in one.case.events
            if e.kind is K.CUSTODY_REQUEST_RECEIVED and e.on <= today
        ]
    return Tally(REQUESTS, counted, beside)


def decided(dossiers: Sequence[Dossier], today: date) -> list[Tally]:
    """Return what is told of the decisions, by the day on which each was made."""
    assess, assess_beside = _decisions(dossiers, DECISION, today)
    plan, plan_beside = _decisions(dossiers, PLAN_DECISION, today)
    notices, notices_beside = _decisions(dossiers, NO_PLAN, today)
    unread, plan_unread = unreadable(dossiers, DECIDED), unreadable(dossiers, PLANNED)
    refused = [*_refused(assess, K.ASSESSMENT_REFUSED)]
    no_plans = [*_refused(plan, K.PLAN_REFUSED)]
    agreed, to_assess_beside = _agreed(assess_beside)
    to_plan, to_plan_beside = _agreed(plan_beside)
    reversed_since = _reversed(refused, dossiers, today)
    return [
        Tally(SIX_WEEKS, assess, [*assess_beside, *unread]),
        Tally(REFUSALS, [*refused, *agreed], [*to_assess_beside, *reversed_since, *unread]),
        Tally(WEEK_16, plan, [*plan_beside, *plan_unread]),
        Tally(NO_PLAN_NOTICES, notices, [*notices_beside, *plan_unread]),
        Tally(NO_PLANS, [*no_plans, *to_plan], [*to_plan_beside, *plan_unread]),
    ]


def _decisions(
    dossiers: Sequence[Dossier], rule: str, today: date
) -> tuple[list[Counted], list[Beside]]:
    """Return the decisions that stopped the clocks of a rule: for, where by the day."""
    counted, beside = [], []
    for one in dossiers:
        for row in one.of(rule):
            on = row.done_on or row.closed_on
            if on is None or on > today or (not row.done_on and not _overtaken(row)):
                continue
            if was_elsewhere(one.case, on, today):
                beside.append(Beside(one.case, on, ELSEWHERE))
                continue
            if not row.done_on:
                beside.append(Beside(one.case, on, NO_DATE))
                continue
            ground = row.ground if row.is_excused(today) else None
            days = (on - row.start_on).days
            counted.append(
                Counted(one.case, on, on <= row.due, row.start_on, row.due, on, days, ground)
            )
            if ground:
                beside.append(Beside(one.case, on, EXCUSED))
    return counted, beside


def _agreed(beside: Iterable[Beside]) -> tuple[list[Counted], list[Beside]]:
    """Return the decisions without a date that were to go on, and what else is told of them.

    What came after says how it was decided: an order to assess that it was refused.
    """
    agreed, told = [], []
    for one in beside:
        if one.why == NO_DATE and one.on:
            routed = any(e.kind in ROUTES and e.on == one.on for e in one.case.events)
            if routed:
                told.append(one)
            else:
                agreed.append(Counted(one.case, one.on, False))
                told.append(one._replace(why=TAKEN_AS_AGREED))
        elif one.why != EXCUSED:
            told.append(one)
    return agreed, told


def _overtaken(row: Deadline) -> bool:
    return row.closing is Closing.OVERTAKEN


def _refused(decisions: Iterable[Counted], kind: K) -> Iterator[Counted]:
    """Yield the decisions: for, where it was to refuse."""
    for one in decisions:
        refusal = any(e.kind is kind and e.on == one.on for e in one.case.events)
        yield one._replace(counts=refusal)


def _reversed(
    decisions: Sequence[Counted], dossiers: Sequence[Dossier], today: date
) -> Iterator[Beside]:
    """Yield the refusals after which the assessment went on, with no new request between."""
    starts = {one.case.ref: [row.start_on for row in one.of(FINAL)] for one in dossiers}
    for one in decisions:
        if not one.counts:
            continue
        ends = min((day for day in starts[one.case.ref] if day > one.on), default=today)
        if any(
            e.kind in ROUTES | REOPENS and one.on <= e.on <= min(ends, today)
            for e in one.case.events
        ):
            yield Beside(one.case, one.on, REVERSED)


def undecided(dossiers: Sequence[Dossier], today: date) -> Tally:
    """Return what is told of the requests on which nobody has decided."""
    rows = [(d.case, row) for d in dossiers for row in d.of(DECISION) if row.runs(today)]
    beside = unreadable(dossiers, DECIDED)
    beside += [
        Beside(case, None, "with an exception on record: counted all the same")
        for case, row in rows
        if row.is_excused(today)
    ]
    counted = [
        Counted(
            case,
            row.start_on,
            row.due < today,
            row.start_on,
            row.due,
            days=(today - row.start_on).days,
            ground=row.ground if row.is_excused(today) else None,
        )
        for case, row in rows
    ]
    return Tally(UNDECIDED, counted, beside)
