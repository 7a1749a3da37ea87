"""A move: where a line of the list stands, and where it would stand by other figures."""

from collections.abc import Hashable
from typing import NamedTuple

from send_cli.domain.action import Action
from send_cli.domain.day_list import DayList
from send_cli.domain.since import key


class Move(NamedTuple):
    """A line with its rank before and after; None where it is not ranked, because it can wait."""

    old: int | None
    new: int | None
    action: Action

    @property
    def moves(self) -> bool:
        """Say whether the line changes its place."""
        return self.old != self.new

    def is_among(self, first: int) -> bool:
        """Say whether the line is one of the first, before or after."""
        return any(rank is not None and rank <= first for rank in (self.old, self.new))


def moves(before: DayList, after: DayList) -> list[Move]:
    """Return every line ranked in either list, in the new order; those ranked no more come last."""
    old = {_line(action): rank for rank, action in enumerate(before.ranked, 1)}
    new = {_line(action): rank for rank, action in enumerate(after.ranked, 1)}
    stay = [Move(old.get(_line(one)), rank, one) for rank, one in enumerate(after.ranked, 1)]
    gone = [
        Move(rank, None, one) for rank, one in enumerate(before.ranked, 1) if _line(one) not in new
    ]
    return stay + gone


def _line(action: Action) -> Hashable:
    """Return what a line is known by, whatever targets and closure days there are."""
    clocks = tuple(key(row) for row in action.rows if not row.is_local)
    return action.case.ref, action.text, clocks
