"""Plans before a change of phase: sent by their day, and what of it cannot be known."""

from collections.abc import Iterator, Sequence
from datetime import date

from send_cli.domain.book import RuleBook
from send_cli.domain.deadline import ONE_DAY
from send_cli.domain.event import EventKind as K
from send_cli.domain.figure import (
    Beside,
    Counted,
    Definition,
    Dossier,
    Tally,
    counted_by_due,
    unreadable,
)
from send_cli.domain.reviews_held import plan_since
from send_cli.domain.transfer import (
    PLAN_FOR,
    possible_transfer,
    school_year,
    transfer_in_doubt,
    transfers_before,
    year_group_on,
)

FEBRUARY, MARCH, FIVE_MONTHS = "phase-other", "phase-sec-to-post16", "phase-post16-to-post16"
RULES = (FEBRUARY, MARCH, FIVE_MONTHS)

BY_FEBRUARY = Definition(
    "phase-15-february",
    "Phase transfer plan before 15 February",
    "Of the plans due in the period before 15 February, for a child who changes phase, so many "
    "were sent by 14 February. A change is expected from the age and the setting on record; one "
    "from before that setting was recorded is known only where the transfer is recorded.",
    "SEND Regulations 2014, reg 18(1)(b); DfE SEN2, phase transfer reviews",
    "plans due before 15 February",
    ("phase_plan_sent", "dob", "year_group"),
)
BY_MARCH = Definition(
    "phase-31-march",
    "Post-16 transfer plan before 31 March",
    "Of the plans due in the period before 31 March, for a move from secondary school to post-16, "
    "so many were sent by 30 March. A move is expected from the age and the setting on record; one "
    "from before that setting was recorded is known only where the transfer is recorded.",
    "SEND Regulations 2014, reg 18(1)(a); DfE SEN2, phase transfer reviews",
    "plans due before 31 March",
    BY_FEBRUARY.reads,
)
BY_FIVE_MONTHS = Definition(
    "phase-5-months",
    "Plan five months before a move between post-16 settings",
    "Of the plans due in the period for a move between post-16 settings, so many were sent five "
    "months before the move. Only a move that was recorded is known.",
    "SEND Regulations 2014, reg 18(2)",
    "plans due five months before the move",
    BY_FEBRUARY.reads,
)
PHASES = {FEBRUARY: BY_FEBRUARY, MARCH: BY_MARCH, FIVE_MONTHS: BY_FIVE_MONTHS}

ON_THE_DAY = "sent on {} itself: late, as the regulation says before it"
NO_SETTING = "may change phase, but the setting type is not on record: not counted"
NO_AGE = "with a plan, but no date of birth or year group to tell a change of phase by: not counted"
NO_TRANSFER = "may have changed phase, but the setting of that time is not on record: not counted"
SENT_FOR_NONE = "with a phase transfer plan sent, but no transfer on record: not counted"


def transfers(dossiers: Sequence[Dossier], today: date, book: RuleBook) -> list[Tally]:
    """Return what is told of phase transfers, by the day on which each plan was due."""
    unknown = [(rule, one) for d in dossiers for rule, one in _not_known(d, today, book)]
    doubted = [(d.case, row) for d in dossiers if (row := transfer_in_doubt(d.case, today, book))]
    tallies = []
    for rule, definition in PHASES.items():
        beside = unreadable(dossiers, definition.reads)
        beside += [
            Beside(case, row.due, NO_SETTING) for case, row in doubted if row.rule.id == rule
        ]
        beside += [one for of, one in unknown if of == rule]
        counted = list[Counted]()
        for one in dossiers:
            for row in one.of(rule):
                found = counted_by_due(row, one.case, today)
                if found is None:
                    continue
                counted.append(found._replace(start=None, days=None))
                if rule != FIVE_MONTHS and found.done == row.due + ONE_DAY:
                    day = "15 February" if rule == FEBRUARY else "31 March"
                    beside.append(Beside(one.case, row.due, ON_THE_DAY.format(day)))
        tallies.append(Tally(definition, counted, beside))
    return tallies


def _not_known(one: Dossier, today: date, book: RuleBook) -> Iterator[tuple[str, Beside]]:
    """Yield what stands beside a rule of a child whose transfers are not all known."""
    case = one.case
    if plan_since(case, today) and year_group_on(case, today) is None:
        yield from ((rule, Beside(case, None, NO_AGE)) for rule in (FEBRUARY, MARCH))
    rows = one.of(*RULES)
    counted = {row.due.year for row in rows}
    for sent in sorted({e.on for e in case.events if e.kind is K.PHASE_PLAN_SENT}):
        leaves = school_year(sent) + 1
        if sent > today or leaves in counted or any(row.done_on == sent for row in rows):
            continue
        kind = possible_transfer(year_group_on(case, sent)) or K.PHASE_TRANSFER
        if (due := _due(kind, date(leaves, 9, 1), book)) and due <= today:
            counted.add(leaves)
            yield PLAN_FOR[kind], Beside(case, due, SENT_FOR_NONE)
    for transfer in transfers_before(case, today):
        due = _due(transfer.kind, transfer.on, book)
        if due and due <= today and transfer.on.year not in counted and plan_since(case, due):
            yield PLAN_FOR[transfer.kind], Beside(case, due, NO_TRANSFER)


def _due(kind: K, on: date, book: RuleBook) -> date | None:
    counted = book.count(book[PLAN_FOR[kind]], on)
    return counted.due if counted else None
