"""A ground: why the law excuses a time limit, and what an exception is about."""

from enum import StrEnum
from typing import NamedTuple


class Ground(StrEnum):
    """A ground on which a time limit need not be met; each rule lists its own."""

    SCHOOL_CLOSED = "school-closed"
    PERSONAL_CIRCUMSTANCES = "exceptional-personal-circumstances"
    CIRCUMSTANCES = "exceptional-circumstances"
    AWAY = "away-four-weeks"
    MISSED_APPOINTMENT = "missed-appointment"
    AWAY_TWO_WEEKS = "away-two-weeks"
    CORONAVIRUS = "coronavirus"


class Claim(NamedTuple):
    """What an exception is about, as its event has it: `ground`, `ground:rule`, `ground:rule:who`.

    Without a rule it is every one that allows the ground; without `who`, all advisers asked.
    """

    ground: str
    rule: str | None = None
    who: str | None = None

    @classmethod
    def read(cls, about: str) -> "Claim":
        """Read what an event is about."""
        ground, rule, who = (*(part.strip() for part in about.split(":", 2)), "", "")[:3]
        return cls(ground, rule.casefold() or None, who or None)

    def names(self, rule: str, who: str | None) -> bool:
        """Say whether it is made of the clock of a rule, and of an adviser."""
        whose = self.who is None or self.who.casefold() == (who or "").casefold()
        return whose and self.rule in {None, rule}

    @property
    def text(self) -> str:
        """What the event is about, as it is written."""
        return ":".join(filter(None, self))
