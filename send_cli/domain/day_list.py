"""The day's list: the lanes merged into one order that never starves either."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from send_cli.domain.action import Action, Lane
from send_cli.domain.deadline import Status
from send_cli.domain.rule import Actor
from send_cli.domain.triage import Reason

IN_A_ROW = 4
"""After so many lines of one lane, the next is the top of the other."""


class DayList(NamedTuple):
    """The ranked actions of a day, what others owe, and what can wait."""

    today: date
    ranked: tuple[Action, ...]
    waiting: tuple[Action, ...]
    steady: tuple[Action, ...]

    @property
    def breached(self) -> list[Action]:
        """The actions by which the authority is in breach, the oldest first."""
        late = [action for action in self.ranked if action.is_breached]
        return sorted(late, key=lambda a: (a.due or date.max, a.case.ref))

    @property
    def every(self) -> tuple[Action, ...]:
        """Every action: the ranked, what others owe, and what can wait."""
        return (*self.ranked, *self.waiting, *self.steady)

    @property
    def due_soon(self) -> int:
        """How many actions are within their warning window, those that are snoozed among them."""
        near = (*self.ranked, *self.snoozed)
        return sum(
            action.status is Status.DUE_SOON and action.actor is Actor.AUTHORITY for action in near
        )

    @property
    def snoozed(self) -> tuple[Action, ...]:
        """The actions that are off the list until a day, because their officer said so."""
        return tuple(action for action in self.steady if action.snoozed_until)


def day_list(actions: Iterable[Action], today: date) -> DayList:
    """Put a day's actions in order; the same facts give the same list in any order."""
    lanes: dict[Lane, list[Action]] = {lane: [] for lane in Lane}
    for action in actions:
        lanes[action.lane].append(action)
    for lane in lanes.values():
        lane.sort(key=_rank)
    return DayList(
        today,
        tuple(_merged(lanes[Lane.SAVE], lanes[Lane.REPAIR])),
        tuple(sorted(lanes[Lane.WAITING], key=_soonest)),
        tuple(sorted(lanes[Lane.STEADY], key=_soonest)),
    )


def _rank(action: Action) -> tuple[int, date, str, str]:
    return (-action.score, *_soonest(action))


def _soonest(action: Action) -> tuple[date, str, str]:
    return (action.due or date.max, action.case.ref, action.text)


def _merged(save: list[Action], repair: list[Action]) -> list[Action]:
    """Merge two lanes by score, lifting the other's top after four lines of one."""
    lanes = {Lane.SAVE: save, Lane.REPAIR: repair}
    at = {Lane.SAVE: 0, Lane.REPAIR: 0}
    merged: list[Action] = []
    last, run = None, 0
    while any(at[lane] < len(lanes[lane]) for lane in lanes):
        left = {lane: lanes[lane][at[lane]] for lane in lanes if at[lane] < len(lanes[lane])}
        lane = min(left, key=lambda one: _rank(left[one]))
        if run >= IN_A_ROW and lane is last and len(left) == 2:
            lane = Lane.REPAIR if lane is Lane.SAVE else Lane.SAVE
            merged.append(_lifted(left[lane], lane))
        else:
            merged.append(left[lane])
        at[lane] += 1
        run = run + 1 if lane is last else 1
        last = lane
    return merged


def _lifted(action: Action, lane: Lane) -> Action:
    return action._replace(
        reasons=(*action.reasons, Reason(0, f"lifted: one {lane} in every five"))
    )
