"""An exception: the ground on which a time limit need not be met, when, and by what evidence.

Note:
    It excuses; it never moves the date, because the Regulations give no other.
    The duty to act as soon as practicable stays.

"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from send_cli.domain.case import Case, Field
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.event import Event, EventKind
from send_cli.domain.ground import Claim, Ground
from send_cli.domain.rule import Rule

WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)

LEAST = {Ground.AWAY: 28, Ground.AWAY_TWO_WEEKS: 14}
"""The calendar days in a row for which somebody must have been away, within the time limit.

Source: SEND Regulations 2014, regs 8(2), 10(4) and 13(3) (4 weeks); 44 and 45 (2 weeks).
"""

CLOSED_FOR = 28
"""The calendar days in a row for which a school must be closed: reg 10(4)(a), 4 weeks."""


_NOTE = re.compile(r"(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d): *(\S.*)", re.DOTALL)
"""What `note` writes."""


class Exemption(NamedTuple):
    """What an authority relies on: the rule, the ground, its first and last day, the evidence.

    `who` is the adviser whom it excuses; None is all who were asked.
    """

    rule: Rule
    ground: Ground
    since: date
    until: date
    evidence: str
    who: str | None = None

    @classmethod
    def read(cls, event: Event, rule: Rule) -> "Exemption | None":
        """Read what is on record of an exception to a rule; None without its days or evidence."""
        claim = Claim.read(event.about or "")
        found = _NOTE.fullmatch(event.note or "")
        if not found or claim.ground not in set(Ground):
            return None
        try:
            since, until = map(date.fromisoformat, found.groups()[:2])
        except ValueError:
            return None
        return cls(rule, Ground(claim.ground), since, until, found[3], claim.who)

    @property
    def claim(self) -> Claim:
        """What the event that records it is about."""
        return Claim(self.ground, self.rule.id, self.who)

    @property
    def note(self) -> str:
        """What stands with the event: the days and the evidence."""
        return f"{self.since.isoformat()} to {self.until.isoformat()}: {self.evidence}"


def is_shown(event: Event) -> bool:
    """Say whether the days and the evidence of an exception are on record with it."""
    return _NOTE.fullmatch(event.note or "") is not None


def excused_clocks(exemption: Exemption, rows: list[Deadline]) -> list[Deadline]:
    """Return the clocks of the rule during whose time the ground lay, the last first."""
    reached = [
        row
        for row in rows
        if row.rule is exemption.rule
        and exemption.claim.names(row.rule.id, row.about)
        and row.start_on <= exemption.until
        and exemption.since <= row.due
    ]
    return sorted(reached, key=lambda row: (row.start_on, row.opens_on), reverse=True)


def claimed_on(exemption: Exemption, row: Deadline) -> date:
    """Return the day from which the exception excuses: its first within the time limit."""
    return max(exemption.since, row.start_on, row.opens_on)


def not_a_ground(rule: Rule, ground: str) -> str | None:
    """Return why the law of today knows no such ground for a rule; None where it does."""
    if not rule.excuses:
        return f"{rule.id} has no exceptions ({rule.citation.text})"
    if ground not in rule.excuses:
        allowed = ", ".join(sorted(rule.excuses))
        return f"{rule.id} is not excused by {ground}: its grounds are {allowed}"
    return None


def why_not_excused(
    exemption: Exemption, case: Case, clocks: Sequence[Deadline], today: date
) -> str | None:
    """Return why a ground does not excuse a rule, and what to do; None where it does.

    `clocks` are those of the rule during whose time the ground lay, the last first.
    """
    rule, ground = exemption.rule, exemption.ground
    row = clocks[0] if clocks else None
    once = next((one for one in rule.excused_once if one.ground is ground), None)
    if not once and (reason := not_a_ground(rule, ground)):
        return reason
    if exemption.until < exemption.since:
        return (
            f"{spelt(exemption.until)} is before {spelt(exemption.since)}: give --from, then --to"
        )
    if row is None:
        of = f" about {exemption.who}" if exemption.who else ""
        return f"no clock of {rule.id}{of} ran between those days (see `send deadlines {case.ref}`)"
    # Reg 8(2)(c): an appointment for an examination or a test "made by the body".
    whose = sorted({one.about for one in clocks if one.about})
    if ground is Ground.MISSED_APPOINTMENT and len(whose) > 1:
        return f"say who made the appointment: --about {'|'.join(whose)}"
    if once and not rule.allows(ground, claimed_on(exemption, row), row.due):
        return (
            f"{ground} excused only what was on record, and due, from {spelt(once.since)} to "
            f"{spelt(once.until)}: {rule.id} was due {spelt(row.due)}"
        )
    if claimed_on(exemption, row) > today:
        return f"{spelt(exemption.since)} is to come: record it when it has begun"
    if row.closed_on and claimed_on(exemption, row) > row.closed_on:
        return f"{rule.id} was over on {spelt(row.closed_on)}, before those days"
    within = (min(exemption.until, row.due) - max(exemption.since, row.start_on)).days + 1
    least = LEAST.get(ground)
    if least and within < least:
        return (
            f"away for {within} days in a row within the time limit ({spelt(row.start_on)} to "
            f"{spelt(row.due)}), and the ground needs {least}"
        )
    if ground is Ground.SCHOOL_CLOSED:
        return _not_closed(exemption, case)
    return None


def _not_closed(exemption: Exemption, case: Case) -> str | None:
    """Return why a closed school does not excuse.

    Advice must have been asked of the head, principal or early years lead from
    a week before it closed until a week before it opens again, and it must be
    closed for 4 weeks or more in a row.

    Source: SEND Regulations 2014, reg 10(4)(a) and (b).
    """
    days = (exemption.until - exemption.since).days + 1
    if days < CLOSED_FOR:
        return f"closed for {days} days in a row, and the ground needs {CLOSED_FOR}"
    first, last = exemption.since - WEEK, exemption.until + ONE_DAY - WEEK
    if any(_asks_school(event, case) and first <= event.on <= last for event in case.events):
        return None
    return (
        f"no advice was asked of the school between {spelt(first)} and {spelt(last)}, from a week "
        f"before it closed until a week before it opens (send record {case.ref} advice-requested "
        "DATE --about school)"
    )


def _asks_school(event: Event, case: Case) -> bool:
    """Say whether an event asks the school, college or early years setting for its advice."""
    if event.kind is not EventKind.ADVICE_REQUESTED or not event.about:
        return False
    asked = event.about.casefold()
    setting = (case.fact(Field.SETTING) or "").casefold()
    return asked == setting or any(word in asked for word in SCHOOL_WORDS)


SCHOOL_WORDS = ("school", "head", "principal", "college", "nursery", "early years", "academy")
