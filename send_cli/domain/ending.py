"""Questions about a plan that ended, was to end, or went to another authority."""

from collections.abc import Iterator
from datetime import date, timedelta

from send_cli.domain.action import NO_DAY, Action, Lane, Recording, asking
from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case
from send_cli.domain.ceased import TO_CEASE, kept_until, open_appeal, plan_ceased
from send_cli.domain.deadline import spelt
from send_cli.domain.event import CASE_ENDS, PLAN_HELD
from send_cli.domain.event import EventKind as K
from send_cli.domain.triage import Reason, Weights

TRANSFER_ASKED_FOR = timedelta(weeks=12)
"""So long after a move away the list asks when the plan went; after that only `--all` does. An
assumption."""


def ending_questions(case: Case, today: date, book: RuleBook, weights: Weights) -> Iterator[Action]:
    """Yield the lines about the end of a plan, and about its transfer."""
    yield from _ended_too_soon(case, today, book, weights)
    yield from _end_ordered(case, today, weights)
    yield from _transfer_of_plan(case, today, weights)


def _ended_too_soon(case: Case, today: date, book: RuleBook, weights: Weights) -> Iterator[Action]:
    """Yield the line for a plan that ended while it could be, or was, appealed against.

    Source: Children and Families Act 2014, s 45(4).
    """
    ceased = plan_ceased(case.events, today)
    if ceased is None:
        return
    not_so = Recording(K.PLAN_CEASED, ceased.isoformat(), None, True)
    if open_appeal(case.events, today, book):
        why = f"the plan ended on {spelt(ceased)}, and is kept until an appeal is decided (s 45(4))"
        over = (Recording(k, NO_DAY) for k in (K.APPEAL_WITHDRAWN, K.ORDER_TO_CEASE))
        text = "Find the date on which the appeal was over"
        yield asking(case, text, Reason(weights.missing, why), (*over, not_so))
    elif (until := kept_until(case.events, today, book)) and until >= today:
        why = f"the plan ended on {spelt(ceased)}, too soon: the time to appeal is open (s 45(4))"
        text = f"Keep the plan until the end of {spelt(until)}"
        yield asking(case, text, Reason(weights.missing, why), (not_so,))


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
    yield asking(case, "Find the date: plan ceased", Reason(weights.missing, why), ways)


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
    yield asking(case, "Find the date: plan transferred", Reason(points, why), ways, lane)
