"""What a line of the list weighs, in whole points each with its sentence.

Note:
    Points keep rising: with every day late without a ceiling, and before that
    with every week, then every day, nearer to the last safe day to start.

        due soon    late
                   /
              ____/
        _____/
       weeks  days |due

"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from send_cli.domain.calendar import BeyondCalendarError, Calendar
from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline, Status, brief_day, spelt
from send_cli.domain.flag import OUT_OF_SCHOOL, Flag, Spell
from send_cli.domain.rule import Actor
from send_cli.domain.step import CHAINS, Step

LATE = 300
"""Points for a date that has passed; a date can have no more before it passes."""

LATE_FROM_OTHERS = 200
START_NOW = 172
"""Points on the last safe day to start; LATE is reached on the day it is due."""

PER_DAY_NEARER = 4
FAR = 60
"""Points four weeks before the last safe day to start; from there one a week."""

WORK_DAY = 300
"""Minutes of a working day that can go to one piece of work: five hours, an assumption."""


class Reason(NamedTuple):
    """One term of a score: its points, and the sentence that explains them.

    `brief` is what the list has room for; empty where the list shows it already.
    """

    points: int
    sentence: str
    brief: str = ""


class Effort(NamedTuple):
    """What a step takes: minutes of the officer's work, then calendar days for others.

    `days_after` are the calendar days that must pass before the next step.
    """

    minutes: int
    days_for_others: int
    source: str
    days_after: int = 0


class Stake(NamedTuple):
    """What the family loses while a step is not taken: points, points a day late, and why.

    `brief` is what the list has room for, `sentence` what `send why` says.
    """

    points: int
    per_day: int
    brief: str
    sentence: str


class Weights(NamedTuple):
    """The table of weights: every figure with its source.

    A date that is not law counts for one part in `target_share`, one that the
    authority set itself for one part in `local_share`.
    """

    stakes: dict[Step, Stake]
    stakes_source: str
    flags: dict[Flag, tuple[int, str]]
    flags_source: str
    target_share: int
    target_source: str
    local_share: int
    unread: int
    unread_source: str
    missing: int
    missing_source: str
    promise: int
    task: int
    reply: int
    pin: int
    snoozed: int
    returned: int
    own_source: str


class Standards(NamedTuple):
    """What the officers hold themselves to that is not law: each figure with its source.

    A family is not left without word for `quiet_days` calendar days, a message is
    answered within `reply_days` working days, and an overdue step chased again
    after `chase_every` calendar days.
    """

    quiet_days: int
    quiet_source: str
    reply_days: int
    reply_source: str
    chase_every: int
    chase_source: str


class InForce(NamedTuple):
    """The figures in force, with the settings applied.

    `targets` are the authority's own, in weeks (0 where it has none), `closed`
    the days on which its offices are closed.
    """

    weights: Weights
    effort: dict[Step, Effort]
    standards: Standards
    targets: tuple[tuple[Step, int], ...] = ()
    closed: tuple[date, ...] = ()


def last_safe_start(
    row: Deadline, step: Step, effort: dict[Step, Effort], calendar: Calendar
) -> date | None:
    """Return the last working day on which `step` can start and `row` still be met.

    Counted back from `act_by`: the calendar days the remaining steps give to
    others, then the working days of the officer's own work.
    """
    if row.act_by is None:
        return None
    steps = steps_between(step, row.step)
    waits = sum(effort[one].days_for_others for one in steps)
    waits += sum(effort[one].days_after for one in steps[:-1])
    minutes = sum(effort[one].minutes for one in steps)
    start = calendar.act_by(row.act_by - timedelta(days=waits))
    whole_days = -(-minutes // WORK_DAY) - 1
    if start is None or not whole_days:
        return start
    try:
        return calendar.working_day(start, -whole_days)
    except BeyondCalendarError:
        return None


def steps_between(first: Step, last: Step) -> tuple[Step, ...]:
    """Return the steps from `first` to `last` where they stand in one chain."""
    for chain in CHAINS:
        if first in chain and last in chain and chain.index(first) <= chain.index(last):
            return chain[chain.index(first) : chain.index(last) + 1]
    return (last,)


def row_reasons(
    row: Deadline, today: date, weights: Weights, safe_start: date | None
) -> list[Reason]:
    """Return what one deadline weighs today: how much is at stake, and how late or near it is."""
    stake = weights.stakes[row.step]
    share = 1 if row.is_law and not row.is_excused(today) else weights.target_share
    if row.is_local:
        share = weights.local_share
    late = -row.days_left(today)
    reasons = [Reason(stake.points // share, stake.sentence, stake.brief)]
    if late <= 0:
        points, sentence, brief = _nearness(row, today, safe_start)
        return [*reasons, Reason(points // share, f"{row.rule.id} {sentence}", brief)]
    if row.is_excused(today):
        sentence = (
            f"{row.rule.id} excused ({row.ground}), {plural_days(late)} after its date: no other "
            "in law"
        )
        points = LATE // share + max(1, stake.per_day // share) * late
        return [*reasons, Reason(points, sentence, "excused: as soon as you can")]
    others = row.actor is not Actor.AUTHORITY
    start = (LATE_FROM_OTHERS if others else LATE) // share
    daily = max(1, stake.per_day // share)
    what = "overdue from them" if others else "late" if row.is_law else "past the target"
    if row.is_local:
        what = "past the target"
    days = plural_days(late)
    sentence = f"{row.rule.id} {days} {what} ({start} and {daily} a day)"
    return [*reasons, Reason(start + daily * late, sentence)]


def target_reason(row: Deadline, today: date, weights: Weights, safe_start: date | None) -> Reason:
    """Return how late or near a target of the authority's is; what is at stake is the law's too."""
    term = row_reasons(row, today, weights, safe_start)[-1]
    sentence = f"LOCAL target {spelt(row.due)}: {term.sentence}"
    return Reason(term.points, sentence, row.local_words(today))


def plural_days(number: int) -> str:
    """Return a number of days in words."""
    return "1 day" if number == 1 else f"{number} days"


def _nearness(row: Deadline, today: date, safe_start: date | None) -> tuple[int, str, str]:
    aim = safe_start or row.act_by or row.due
    ahead = (aim - today).days
    left = row.days_left(today)
    when = "due today" if left == 0 else f"due in {left} day{'' if left == 1 else 's'}"
    by = f"start by {brief_day(aim)}"
    if ahead > 28:
        return max(0, FAR - (ahead - 28) // 7), f"{when}; start by {spelt(aim)}", by
    if ahead > 0:
        return START_NOW - PER_DAY_NEARER * ahead, f"{when}; start by {spelt(aim)}", by
    # Between the last safe start and the due date the points go the rest of the way.
    span = (row.due - aim).days
    points = START_NOW + (LATE - START_NOW) * -ahead // span if span else LATE
    begun = "start today" if ahead == 0 else f"the last safe day to start was {spelt(aim)}"
    return points, f"{when}; {begun}", "start today" if ahead == 0 else "start now"


def case_reasons(case: Case, today: date, weights: Weights, standards: Standards) -> list[Reason]:
    """Return what the child's circumstances add to every line of the case."""
    reasons = list[Reason]()
    if held := case.flag_days:
        reasons = [
            Reason(points, words + _spell(held[flag]), words)
            for flag, (points, words) in _weighed(case.flags(today), weights)
        ]
    last = case.last_contact(today)
    if last is not None:
        weeks = ((today - last).days - standards.quiet_days) // 7
        if weeks > 0:
            reasons.append(
                Reason(
                    2 * weeks,
                    f"no contact with the family since {spelt(last)} "
                    f"(2 a week after {plural_days(standards.quiet_days)})",
                    f"no contact since {brief_day(last)}",
                )
            )
    if case.missing_since and case.missing_since <= today:
        gone = f"not in the list of {spelt(case.missing_since)}"
        reasons.append(Reason(0, gone, gone))
    return reasons


def _weighed(flags: Iterable[Flag], weights: Weights) -> Iterator[tuple[Flag, tuple[int, str]]]:
    """Yield what each flag weighs; of the kinds of being out of school only the heaviest does."""
    out = [flag for flag in flags if flag in OUT_OF_SCHOOL]
    heaviest = max(
        out,
        key=lambda flag: (weights.flags[flag][0], flag is not Flag.OUT_OF_SCHOOL),
        default=None,
    )
    for flag in flags:
        points, words = weights.flags[flag]
        counts = flag not in OUT_OF_SCHOOL or flag is heaviest
        if counts or flag is not Flag.OUT_OF_SCHOOL:
            yield flag, (points if counts else 0, words)


def _spell(spell: Spell) -> str:
    since = f" since {spelt(spell.since)}" if spell.since else ""
    return since + (f" until {spelt(spell.until)}" if spell.until else "")


def is_late(row: Deadline, today: date) -> bool:
    """Say whether a date has passed, whoever's it is and whatever its authority."""
    return row.status(today) in LATE_STATUSES or (row.is_excused(today) and row.due < today)


LATE_STATUSES = frozenset({Status.BREACHED, Status.PAST_TARGET, Status.OVERDUE_FROM_OTHERS})
