"""What others owe: who was asked for what, when, what came, and how it was chased."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.case import Case, Field, name_key
from send_cli.domain.chase import OTHERS, chases, whose
from send_cli.domain.deadline import Deadline
from send_cli.domain.event import Event
from send_cli.domain.reply import Reply, reply_in
from send_cli.domain.rule import Actor
from send_cli.domain.step import ASKED, Step
from send_cli.domain.triage import is_late


class Owed(NamedTuple):
    """One step that somebody else was to take for a case.

    `provider` is who they are; `chased` the days on which they were reminded;
    `came` the event by which it came, None while it has not. `target` is the
    authority's own earlier date for it, where it has one.
    """

    case: Case
    row: Deadline
    provider: str
    chased: tuple[date, ...]
    came: Event | None = None
    target: Deadline | None = None

    def is_overdue(self, today: date) -> bool:
        """Say whether it has not come and its date has passed."""
        return self.row.runs(today) and is_late(self.row, today)

    @property
    def since(self) -> date | None:
        """The day on which it was asked; None where it is counted back from a day ahead."""
        return None if self.row.rule.counts_back else self.row.start_on

    @property
    def chased_as(self) -> str:
        """What a chase of it is recorded with."""
        return whose(self.row)

    @property
    def reply(self) -> Reply | None:
        """What a school consulted answered; None where that is not on record."""
        is_consultation = self.row.rule.step is Step.CONSULTATION
        return reply_in(self.came.note) if self.came and is_consultation else None


class Provider(NamedTuple):
    """An adviser, school or health body, with what it owes, the most overdue first."""

    name: str
    owed: tuple[Owed, ...]

    def overdue(self, today: date) -> int:
        """Return how much of it is overdue."""
        return sum(one.is_overdue(today) for one in self.owed)


def owed(case: Case, rows: Sequence[Deadline], today: date) -> Iterator[Owed]:
    """Yield what others owe a case on a day; the family's own time is not among it."""
    for row in rows:
        if _is_others(row) and row.runs(today) and not row.awaits_outcome:
            chased, target = tuple(chases(case, row, today)), _target(row, rows)
            yield Owed(case, row, _provider(case, row), chased, None, target)


def asked(case: Case, rows: Sequence[Deadline], today: date) -> list[Owed]:
    """Return what was asked of others for a case up to a day, and what they owe besides."""
    found = [
        Owed(
            case,
            row,
            _provider(case, row),
            tuple(chases(case, row, today)),
            None if row.runs(today) else _came(case, row, rows, today),
            _target(row, rows),
        )
        for row in rows
        if _is_others(row)
        and row.exists(today)
        and not row.awaits_outcome
        and (row.rule.step in ASKED or row.runs(today))
    ]
    return sorted(found, key=lambda one: (one.row.start_on, one.provider, one.row.rule.id))


def providers(found: Iterable[Owed]) -> list[Provider]:
    """Group what is owed by who owes it, the most overdue group first."""
    groups: dict[str, list[Owed]] = {}
    for one in found:
        groups.setdefault(name_key(one.provider), []).append(one)
    grouped = [_group(group) for group in groups.values()]
    return sorted(grouped, key=lambda one: (one.owed[0].row.due, name_key(one.name)))


def _group(group: Iterable[Owed]) -> Provider:
    ordered = sorted(group, key=lambda one: (one.row.due, one.case.ref, one.row.rule.id))
    return Provider(ordered[0].provider, tuple(ordered))


def _is_others(row: Deadline) -> bool:
    return row.actor in OTHERS and not row.rule.is_window and not row.is_local


def _target(row: Deadline, rows: Sequence[Deadline]) -> Deadline | None:
    """Return the authority's own date for a step of others, where it has one."""
    same = (row.step, row.about, row.opens_on)
    targets = (one for one in rows if one.is_local)
    return next((one for one in targets if (one.step, one.about, one.opens_on) == same), None)


def _provider(case: Case, row: Deadline) -> str:
    """Return who is to take a step: whom it was asked of, or the school the child attends."""
    own = row.actor is Actor.SCHOOL and row.rule.step is not Step.CONSULTATION
    return row.about or (case.fact(Field.SETTING) if own else None) or row.actor.value


def _came(case: Case, row: Deadline, rows: Iterable[Deadline], today: date) -> Event | None:
    """Return the event by which it came, also after a later step had closed its clock."""
    again = min(
        (
            other.start_on
            for other in rows
            if (other.rule.id, other.about) == (row.rule.id, row.about)
            and other.start_on > row.start_on
        ),
        default=date.max,
    )
    came = [
        event
        for event in case.events
        if event.kind in row.rule.stops
        and event.about == row.about
        and row.start_on <= event.on <= today
        and event.on < again
    ]
    return min(came, key=lambda event: event.on, default=None)
