"""Harm flags: circumstances of a child in which delay does more harm, and when they are true."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Flag(StrEnum):
    """A circumstance in which delay does more harm."""

    OUT_OF_SCHOOL = "out-of-school"
    EBSNA = "ebsna"
    EXCLUDED = "excluded"
    PART_TIME = "part-time"
    NO_PLACE = "no-place"
    LOOKED_AFTER = "looked-after"
    CHILD_PROTECTION = "child-protection"
    CHILD_IN_NEED = "child-in-need"
    TRIBUNAL = "tribunal"
    COMPLAINT = "complaint"
    MP_ENQUIRY = "mp-enquiry"
    NO_SCHOOL_NAMED = "no-school-named"


FLAGS = tuple(Flag)

OUT_OF_SCHOOL = frozenset(
    {Flag.OUT_OF_SCHOOL, Flag.EBSNA, Flag.EXCLUDED, Flag.PART_TIME, Flag.NO_PLACE}
)
"""Out of school, and its kinds: emotionally based non-attendance, an exclusion, a part-time
timetable, no place. A child is out of school once, however many of them are held."""


class Spell(NamedTuple):
    """The days on which a flag is true, both ends counted; None where nobody said."""

    since: date | None = None
    until: date | None = None

    def covers(self, today: date) -> bool:
        """Say whether the flag is true on a day; without a day it always is."""
        begun = self.since is None or self.since <= today
        return begun and (self.until is None or today <= self.until)


def read_flags(text: str) -> dict[str, Spell]:
    """Return the flags in a text, each with its days.

    `out-of-school@2026-02-02;tribunal@2026-02-02/2026-03-01`; a flag without a
    day is true without one, and one with an unreadable day is kept as it is.
    """
    flags: dict[str, Spell] = {}
    for one in filter(None, map(str.strip, text.split(";"))):
        flag, _, days = one.partition("@")
        since, _, until = days.partition("/")
        try:
            flags[flag] = Spell(_day(since), _day(until))
        except ValueError:
            flags[one] = Spell()
    return flags


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def flags_text(flags: Mapping[str, Spell]) -> str:
    """Return flags as they are stored: the reverse of `read_flags`."""
    return ";".join(flag + _days(spell) for flag, spell in flags.items())


def listed_flags(held: Mapping[str, Spell], listed: str) -> dict[str, Spell]:
    """Return the flags of a case after a list that has a text of them.

    A list takes away only flags without a day. Those with one were set by a
    person, and stay; their days are others only where the list gives some.
    """
    said = read_flags(listed)
    flags = {flag: held.get(flag, days) if days == Spell() else days for flag, days in said.items()}
    return flags | {
        flag: days for flag, days in held.items() if days != Spell() and flag not in flags
    }


def _days(spell: Spell) -> str:
    since = spell.since.isoformat() if spell.since else ""
    until = f"/{spell.until.isoformat()}" if spell.until else ""
    return f"@{since}{until}" if since or until else ""
