"""A doubt about an exception on record: it excuses without what it needs, or it excuses nothing.

`send exception` asks for days and evidence first. A list of events, or `send record`,
can bring an exception without them: it excuses, and the doubt is told.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.action import NO_DAY, Action, Recording, asking
from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.event import Event, EventKind, in_order
from send_cli.domain.exception import (
    Exemption,
    excused_clocks,
    not_a_ground,
    why_not_excused,
)
from send_cli.domain.ground import Claim
from send_cli.domain.triage import Reason, Weights


class Doubt(NamedTuple):
    """An exception, why there is a doubt about it, and the clocks that it excuses."""

    event: Event
    claim: Claim
    why: str
    rows: tuple[Deadline, ...]


def exception_questions(
    case: Case, today: date, book: RuleBook, weights: Weights
) -> Iterator[Action]:
    """Yield a line for each exception that lacks what it needs, or that excuses nothing."""
    for event, claim, why, rows in doubts(case, today, book):
        text = f"Withdraw the exception that excuses nothing ({claim.text})"
        not_so = Recording(EventKind.EXCEPTION, event.on.isoformat(), event.about, True)
        ways: tuple[Recording, ...] = (not_so,)
        if rows:
            late = "hides a breach" if any(row.due < today for row in rows) else "would hide one"
            rules = ", ".join(dict.fromkeys(row.rule.id for row in rows))
            text = f"Show what excuses {rules} ({claim.ground})"
            why = f"{why}: if it does not hold, it {late}"
            shown = claim._replace(rule=rows[0].rule.id).text
            ways = (Recording(EventKind.EXCEPTION, NO_DAY, shown), not_so)
        told = Reason(weights.missing, case.unnamed(why))
        yield asking(case, case.unnamed(text), told, ways)


def doubts(case: Case, today: date, book: RuleBook) -> Iterator[Doubt]:
    """Yield the doubts about the exceptions to the clocks that are open.

    The clocks are worked out anew: a day's list holds only those that are open.
    """
    events = [e for e in in_order(case.events) if e.kind is EventKind.EXCEPTION and e.on <= today]
    if not events:
        return
    from send_cli.domain.clock import case_deadlines

    existing = [row for row in case_deadlines(case, book) if row.exists(today)]
    claims = {event: Claim.read(event.about or "") for event in events}
    found: dict[tuple[Event, str], list[Deadline]] = {}
    for row in existing:
        if not (row.runs(today) and row.is_excused(today)):
            continue
        reasons = {
            event: _unproven(event, row, case, existing, today)
            for event in events
            if claims[event].names(row.rule.id, row.about)
            and row.rule.allows(claims[event].ground, event.on, row.due)
        }
        if reasons and None not in reasons.values():
            event, why = next(iter(reasons.items()))
            found.setdefault((event, why or ""), []).append(row)
    for (event, why), rows in found.items():
        yield Doubt(event, claims[event], why, tuple(rows))
    for event in events:
        if nothing := _excuses_nothing(event, claims[event], existing, today, book):
            yield Doubt(event, claims[event], nothing, ())


def _unproven(
    event: Event, row: Deadline, case: Case, existing: Sequence[Deadline], today: date
) -> str | None:
    """Return what an exception that excuses a clock has not; None where it has it all."""
    exemption = Exemption.read(event, row.rule)
    if exemption is None:
        return "its days and its evidence are not on record"
    clocks = excused_clocks(exemption, list(existing))
    return why_not_excused(exemption, case, clocks, today)


def _excuses_nothing(
    event: Event, claim: Claim, existing: Sequence[Deadline], today: date, book: RuleBook
) -> str | None:
    """Return why an exception excuses no clock, where one is open that it might be meant for."""
    named = [row for row in existing if claim.names(row.rule.id, row.about)]
    if any(row.is_excused(today) for row in named):
        return None
    if claim.rule is None:
        meant = [row for row in named if row.runs(today) and row.rule.excuses]
        allowed = any(claim.ground in row.rule.excuses for row in meant)
        lacks = "ran that day" if allowed else f"allows {claim.ground}"
        return f"no clock that is open {lacks}" if meant else None
    try:
        rule = book[claim.rule]
    except KeyError:
        return f'no rule is called "{claim.rule}"'
    meant = [row for row in existing if row.rule is rule and row.runs(today)]
    if not meant:
        return None
    if not named:
        return f"no clock of {rule.id} is about {claim.who}"
    return not_a_ground(rule, claim.ground) or f"no clock of {rule.id} ran on {spelt(event.on)}"
