"""What is different since an earlier morning: what dates that passed did, and what was recorded.

The same deadlines are judged on the two days, each as it was on record that
day. Every duty that stands otherwise is told once, with how it stood before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case
from send_cli.domain.deadline import Closing, Deadline, Status
from send_cli.domain.event import EventKind
from send_cli.domain.own_work import task_deadline
from send_cli.domain.rule import Actor, Bound
from send_cli.domain.task import Task

Key = tuple[str, str | None, EventKind | None, date]
"""A clock of a case: its rule, what it is about, and the event and day it runs from."""


class Cause(NamedTuple):
    """What was recorded that moved a date: the fact, and the command, file and row behind it."""

    fact: str
    words: str
    who: str
    on: date
    file: str | None = None
    row: int | None = None


class Standing(NamedTuple):
    """A case with its deadlines as they are on record now, and as they were on record then.

    `then` is None where the case was not on record.
    """

    case: Case
    now: Sequence[Deadline]
    then: Sequence[Deadline] | None


class Turn(NamedTuple):
    """A deadline that stands otherwise: as it is now, and as it was (None where it did not run).

    One that is `gone` is no longer on record, and `now` is as it was.
    """

    case: Case
    now: Deadline
    was: Deadline | None
    gone: bool = False
    cause: Cause | None = None

    @property
    def has_moved(self) -> bool:
        """Say whether its date is another than it was."""
        return self.was is not None and self.was.due != self.now.due

    @property
    def is_recorded(self) -> bool:
        """Say whether it stands otherwise by what was recorded, and not by a day that passed."""
        return self.gone or self.was is None or self.has_moved


class Since(NamedTuple):
    """What is different since the morning of `day`.

    `compared` is false where nothing was on record then. `breached`, `close`
    and `overdue` (by others) were not so then; `settled` ran then or began
    since, and runs no more; of `moved` the date is another, `targets` are the
    authority's own whose day has passed. `missing` are the
    cases that a list since then did not have, `left` those asked for then and not now.
    """

    day: date
    compared: bool
    breached: tuple[Turn, ...]
    close: tuple[Turn, ...]
    overdue: tuple[Turn, ...]
    settled: tuple[Turn, ...]
    moved: tuple[Turn, ...]
    targets: tuple[Turn, ...]
    new: tuple[Case, ...]
    missing: tuple[Case, ...]
    left: tuple[Case, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is different."""
        return not any(self[2:])

    @property
    def recorded(self) -> frozenset[str]:
        """The references of the cases of which something stands otherwise by what was recorded."""
        turns = (turn for some in self[2:8] for turn in some if turn.is_recorded)
        return frozenset(turn.case.ref for turn in turns)

    @property
    def newly_breached(self) -> frozenset[tuple[str, Key]]:
        """The case and the clock of each new breach; none where there was nothing to compare."""
        if not self.compared:
            return frozenset()
        return frozenset((turn.case.ref, key(turn.now)) for turn in self.breached)


def explained(since: Since, cause: Callable[[Turn], Cause | None]) -> Since:
    """Return the same with the cause of each turn that no passing of dates explains."""

    def told(turns: Iterable[Turn]) -> tuple[Turn, ...]:
        return tuple(
            turn._replace(cause=cause(turn)) if turn.is_recorded else turn for turn in turns
        )

    breached, close, overdue, settled, moved, targets = map(told, since[2:8])
    return since._replace(
        breached=breached,
        close=close,
        overdue=overdue,
        settled=settled,
        moved=moved,
        targets=targets,
    )


def key(row: Deadline) -> Key:
    """Return what tells a clock of a case from its others, whatever its date."""
    return (row.rule.id, row.about, row.start_kind, row.start_on)


def task_clocks(tasks: Iterable[Task], book: RuleBook) -> Iterator[Deadline]:
    """Yield the clocks that tasks run by, those that are done stopped."""
    for task in tasks:
        row = task_deadline(task, book)
        if row is not None:
            closing = Closing.STOPPED if task.done_on else None
            yield row._replace(closed_on=task.done_on, done_on=task.done_on, closing=closing)


def difference(
    standings: Iterable[Standing], since: date, today: date, left: Iterable[Case] = ()
) -> Since:
    """Return what is different today from the list as it stood on the morning of `since`."""
    found: dict[str, list[Turn]] = {
        name: [] for name in ("breached", "close", "overdue", "settled", "moved", "targets")
    }
    new, missing, compared = list[Case](), list[Case](), False
    for one in standings:
        if one.case.missing_since and since <= one.case.missing_since <= today:
            missing.append(one.case)
        if one.case.ref and one.then is None:
            new.append(one.case)
        elif one.case.ref:
            compared = True
        _sort(one, since, today, found)
    gone = tuple(left)
    return Since(
        since,
        compared or bool(gone),
        new=tuple(new),
        missing=tuple(missing),
        left=gone,
        **{name: tuple(sorted(turns, key=_oldest)) for name, turns in found.items()},
    )


def _sort(one: Standing, since: date, today: date, found: Mapping[str, list[Turn]]) -> None:
    """Put each deadline of a case that stands otherwise where it is told."""
    ran = {key(row): row for row in one.then or () if _runs(row, since)}
    present = {key(row): row for row in one.now}
    moved = _moved(one, ran, present, today) if one.then is not one.now else {}
    replaced = {key(row) for row in moved.values()}
    for row in one.now:
        was = ran.get(key(row)) or moved.get(key(row))
        if _runs(row, today):
            _running(Turn(one.case, row, was), since, today, found)
        if _is_settled(row, was, since, today) and key(row) not in replaced:
            found["settled"].append(Turn(one.case, row, was))
    found["settled"] += [
        Turn(one.case, row, row, gone=True)
        for name, row in ran.items()
        if name not in present and name not in replaced and row.rule.bound is not Bound.AT_LEAST
    ]


def _running(turn: Turn, since: date, today: date, found: Mapping[str, list[Turn]]) -> None:
    row, was = turn.now, turn.was
    if turn.has_moved:
        found["moved"].append(turn)
    status, before = row.status(today), was.status(since) if was else None
    if status is before:
        return
    if status is Status.BREACHED:
        found["breached"].append(turn)
    elif status is Status.OVERDUE_FROM_OTHERS:
        found["overdue"].append(turn)
    elif status is Status.PAST_TARGET and row.is_local:
        found["targets"].append(turn)
    elif status is Status.DUE_SOON and row.actor is Actor.AUTHORITY:
        found["close"].append(turn)


def _runs(row: Deadline, day: date) -> bool:
    return row.runs(day) and not row.awaits_outcome


def _is_settled(row: Deadline, was: Deadline | None, since: date, today: date) -> bool:
    """Say whether a clock ran then, or has begun since, and is now met, ended or excused."""
    if row.rule.bound is Bound.AT_LEAST or not row.exists(today):
        return False
    if row.is_excused(today) and row.runs(today):
        return was is not None and not was.is_excused(since)
    if _runs(row, today) or row.awaits_outcome:
        return False
    if was is None and not (row.done_on and row.opens_on >= since):
        return False
    return row.actor is Actor.AUTHORITY or row.done_on is not None


def _moved(
    one: Standing, ran: Mapping[Key, Deadline], present: Mapping[Key, Deadline], today: date
) -> dict[Key, Deadline]:
    """Return for each clock that took the place of another the one it was.

    A clock whose start is no longer on record, or that a better start replaced,
    goes on in the new clock of the same rule.
    """
    held = {key(row) for row in one.then or ()}
    lost: dict[tuple[str, str | None], list[Deadline]] = {}
    for name, row in ran.items():
        now = present.get(name)
        if now is None or (now.closing is Closing.REPLACED and not now.runs(today)):
            lost.setdefault(name[:2], []).append(row)
    pairs: dict[Key, Deadline] = {}
    for about, olds in lost.items():
        fresh = [
            row
            for name, row in present.items()
            if name[:2] == about and name not in held and row.exists(today)
        ]
        for old, row in zip(sorted(olds, key=_by_due), sorted(fresh, key=_by_due), strict=False):
            pairs[key(row)] = old
    return pairs


def _by_due(row: Deadline) -> date:
    return row.due


def _oldest(turn: Turn) -> tuple[date, str, str]:
    return (turn.now.due, turn.case.ref, turn.now.rule.id)
