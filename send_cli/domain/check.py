"""Checks: what is wrong or missing in what is on record, each with its mend."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.alike import alike
from send_cli.domain.book import RuleBook
from send_cli.domain.calendar import Calendar
from send_cli.domain.case import Case, Field, Unread
from send_cli.domain.clock import case_deadlines
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.event import CASE_ENDS
from send_cli.domain.event import EventKind as K
from send_cli.domain.order import impossible_orders, order_sentence
from send_cli.domain.question import questions, unread_words
from send_cli.domain.transfer import recorded_year_group, year_group_on
from send_cli.domain.triage import Weights

STALE_AFTER = timedelta(weeks=12)
"""An assessment in which nothing has been recorded for so long has probably moved on."""

RUNS_OUT_WITHIN = timedelta(days=365)

ASSESSMENTS = frozenset({"ehcp-final", "cust-final", "reassess-final"})
"""The rules whose clock runs as long as an assessment does."""

OVER = CASE_ENDS | {K.REQUEST_WITHDRAWN, K.ASSESSMENT_REFUSED, K.PLAN_REFUSED}


class Kind(StrEnum):
    """What a finding is about."""

    DEADLINES_DIFFER = "deadlines-differ"
    IMPOSSIBLE_ORDER = "impossible-order"
    MISSING = "missing"
    NO_CLOCK = "no-clock"
    STALE_STAGE = "stale-stage"
    YEAR_GROUP = "year-group"
    NO_OFFICER = "no-officer"
    DUPLICATE = "possible-duplicate"
    BANK_HOLIDAYS = "bank-holidays"


class Finding(NamedTuple):
    """One thing wrong: the case, what it is, and the command that mends it.

    `cell` is the cell of a list that could not be read, where that is what is wrong.
    """

    kind: Kind
    ref: str | None
    sentence: str
    mend: str
    cell: Unread | None = None


def case_findings(
    case: Case, rows: Sequence[Deadline], today: date, book: RuleBook, weights: Weights
) -> Iterator[Finding]:
    """Yield what is wrong with one case; `rows` are its deadlines as the file holds them."""
    ref = case.ref
    if list(rows) != case_deadlines(case, book):
        sentence = "the deadlines stored are not those that follow from what is on record"
        mend = f"send record {ref} contact"  # any change to a case works its deadlines out anew
        yield Finding(Kind.DEADLINES_DIFFER, ref, sentence, mend)
    for step, follows in impossible_orders(case.events):
        mend = f"send withdraw {ref} {step.kind} {step.on.isoformat()} -m WHY"
        yield Finding(Kind.IMPOSSIBLE_ORDER, ref, order_sentence(step, follows), mend)
    cells = {unread_words(case, cell): cell for cell in case.unread}
    for asked in questions(case, rows, today, book, weights):
        mend = f"send set {ref} {asked.sets}=..." if asked.sets else f"send show {ref}"
        if asked.recordings:
            mend = asked.recordings[0].command(ref)
        yield Finding(Kind.MISSING, ref, asked.text, mend, cells.get(asked.text))
    yield from _standing(case, rows, today)
    if not case.fact(Field.OFFICER):
        mend = f'send set {ref} officer="..."'
        yield Finding(Kind.NO_OFFICER, ref, "no officer has this case", mend)
    by_list, by_age = recorded_year_group(case, today), year_group_on(case, today)
    if by_list is not None and by_list != by_age:
        sentence = f"year group {by_list} by the list, {by_age} by date of birth, which is used"
        yield Finding(Kind.YEAR_GROUP, ref, sentence, f"send set {ref} year_group={by_age}")


def _standing(case: Case, rows: Sequence[Deadline], today: date) -> Iterator[Finding]:
    """Yield whether the case stands still: no clock, or an assessment that nobody touches."""
    ref = case.ref
    running = [row for row in rows if row.runs(today) and not row.rule.lapses]
    happened = [event for event in case.events if event.on <= today]
    if not running and not any(event.kind in OVER for event in happened):
        sentence = "no clock is running and nothing says that the case is over"
        yield Finding(Kind.NO_CLOCK, ref, sentence, f"send record {ref} request-received DATE")
    steps = [event.on for event in happened if event.kind is not K.CONTACT]
    assessing = any(row.rule.id in ASSESSMENTS for row in running)
    if assessing and steps and today - max(steps) > STALE_AFTER:
        sentence = f"an assessment is open and nothing was recorded since {spelt(max(steps))}"
        yield Finding(Kind.STALE_STAGE, ref, sentence, f"send show {ref}")


def duplicates(cases: Iterable[Case]) -> Iterator[Finding]:
    """Yield cases that may be one child: one UPN, or one name and date of birth."""
    for what, refs in alike((case.ref, case.facts) for case in cases):
        sentence = f"{what} as {', '.join(refs[1:])}: one child, or twins, or a slip"
        yield Finding(Kind.DUPLICATE, refs[0], sentence, f"send show {refs[0]} --names")


def running_out(calendar: Calendar, today: date) -> Iterator[Finding]:
    """Yield a finding where the bank holidays held end within a year."""
    if today + RUNS_OUT_WITHIN > calendar.covers_until:
        sentence = (
            f"the bank holidays held for {calendar.name} end on {spelt(calendar.covers_until)}: "
            "after it no act-by day is given"
        )
        yield Finding(Kind.BANK_HOLIDAYS, None, sentence, "update send")
