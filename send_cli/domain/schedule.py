"""A command that is to run by itself: what, when, and on which days."""

from datetime import time
from enum import StrEnum
from typing import NamedTuple


class Scheduler(StrEnum):
    """What starts it."""

    CRON = "cron"
    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    WINDOWS = "windows"


class Schedule(NamedTuple):
    """One command at one time of day.

    `what` tells it from the other schedules of the same person: the command,
    and whose cases. `program` is what is run, word by word, the program first.
    It starts Monday to Friday, or `every_day`, or on the one `weekday` (0 is
    Monday); bank holidays it knows itself.
    """

    what: str
    program: tuple[str, ...]
    at: time
    every_day: bool = False
    weekday: int | None = None

    @property
    def weekdays(self) -> range:
        """The days of the week on which it starts; 0 is Monday."""
        if self.weekday is not None:
            return range(self.weekday, self.weekday + 1)
        return range(7 if self.every_day else 5)

    @property
    def slug(self) -> str:
        """What it is, as a file may be called: `send-report-morning-sam-example`."""
        words = (f"send {self.what}").casefold().split()
        return "-".join(filter(None, ("".join(map(_plain, word)) for word in words)))


def _plain(character: str) -> str:
    """Return a character as a file name has it: none of the marks, other letters by number."""
    if character.isascii():
        return character if character.isalnum() or character == "-" else ""
    return f"u{ord(character):04x}"
