"""Marks: what an officer's own judgement does to the place of a case in the list."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class MarkKind(StrEnum):
    """What a mark does."""

    PIN = "pin"
    """keeps the case at the top until a day"""
    SNOOZE = "snooze"
    """takes what can wait off the list until a day"""


class Mark(NamedTuple):
    """A pin or a snooze: from the day it was made until its last day, and why.

    A pin is at the top up to and on `until`; a snoozed case comes back on it.
    """

    kind: MarkKind
    made_on: date
    until: date
    text: str | None = None

    @property
    def words(self) -> str:
        """The mark as it is read in a list."""
        return f"until {self.until.isoformat()}" + (f": {self.text}" if self.text else "")

    def repeats(self, other: "Mark") -> bool:
        """Say whether another mark made on the same day or later would change nothing."""
        return self._replace(made_on=other.made_on) == other and self.made_on <= other.made_on

    def holds_at_top(self, today: date) -> bool:
        """Say whether it is a pin that holds on a day."""
        return self.kind is MarkKind.PIN and self.made_on <= today <= self.until
