"""The morning report: what an officer reads before the first call of the day."""

from datetime import date, timedelta
from typing import NamedTuple

from send_cli.domain.action import Action
from send_cli.domain.day_list import DayList
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.owed import Owed, Provider
from send_cli.domain.rule import Actor
from send_cli.domain.since import Since, key

TOP = 10
"""So many of the most pressing lines are at the head of the report."""

WEEK = timedelta(days=6)
"""From the day of the report to the last day of its week: seven calendar days in all."""

Ranked = tuple[int, Action]


class Morning(NamedTuple):
    """The day's list, what is different since the morning of the last report, and what others owe.

    `whose` is the officer, where one was asked for; `notes` is what is to be
    said of the list itself.
    """

    day: DayList
    since: Since
    waiting: tuple[Provider, ...]
    whose: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def ranked(self) -> list[Ranked]:
        """Every line of the list with its rank."""
        return list(enumerate(self.day.ranked, 1))

    @property
    def top(self) -> list[Ranked]:
        """The ten lines to begin with."""
        return self.ranked[:TOP]

    @property
    def new_breaches(self) -> list[Ranked]:
        """The lines with a duty that was not yet breached then, the most pressing first."""
        new = self.since.newly_breached
        return [one for one in self.ranked if any(_name(one[1], row) in new for row in one[1].rows)]

    @property
    def other_breaches(self) -> list[tuple[Deadline, list[Ranked]]]:
        """Every other breach by the rule it carries, the commonest rule and the oldest first."""
        told = {rank for rank, _ in self.new_breaches}
        groups: dict[str, list[Ranked]] = {}
        for rank, action in self.ranked:
            if action.is_breached and rank not in told and action.row:
                groups.setdefault(action.row.rule.id, []).append((rank, action))
        found = []
        for _, group in sorted(groups.items()):
            group.sort(key=lambda one: (one[1].due or date.max, one[1].case.ref))
            first = group[0][1].row
            assert first is not None  # noqa: S101 - only lines with a deadline are grouped
            found.append((first, group))
        return sorted(found, key=lambda one: -len(one[1]))

    @property
    def week_ends(self) -> date:
        """The last day of the week that begins with the report."""
        return self.day.today + WEEK

    @property
    def due_this_week(self) -> list[Action]:
        """What is the authority's own to do by the end of the week, the soonest first."""
        own = [*self.day.ranked, *self.day.steady]
        found = [
            one
            for one in own
            if one.due
            and self.day.today <= one.due <= self.week_ends
            # What is asked of others early, for a target of the authority's, stays theirs to do.
            and one.actor is Actor.AUTHORITY
        ]
        return sorted(found, key=lambda one: (one.due or date.max, one.case.ref, one.text))

    @property
    def overdue(self) -> list[Owed]:
        """What is overdue from others, by who owes it, the most overdue first."""
        today = self.day.today
        return [one for group in self.waiting for one in group.owed if one.is_overdue(today)]

    @property
    def to_chase(self) -> list[Owed]:
        """What of it the list asks to chase today: not what was chased lately."""
        asked = {
            _name(action, row)
            for action in self.day.ranked
            if action.status is Status.OVERDUE_FROM_OTHERS
            for row in action.rows
        }
        return [one for one in self.overdue if (one.case.ref, key(one.row)) in asked]

    @property
    def broken(self) -> list[Action]:
        """The promises whose day has passed, and the messages left longer than the standard."""
        return [
            one
            for one in self.day.ranked
            if (one.answers or (one.task and one.task.promised_to))
            and one.due
            and one.due < self.day.today
        ]

    @property
    def problems(self) -> list[Action]:
        """The lines about a fact that is missing, unreadable or unconfirmed."""
        return [one for one in self.day.ranked if one.status is Status.UNDATED and not one.task]


def _name(action: Action, row: Deadline) -> tuple[str, object]:
    return (action.case.ref, key(row))
