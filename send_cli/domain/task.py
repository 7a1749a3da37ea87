"""An officer's own tasks and promises."""

from datetime import date
from typing import NamedTuple

from send_cli.domain.deadline import spelt
from send_cli.domain.problem import NotFound, shortened


class Task(NamedTuple):
    """Something an officer means to do, or promised somebody to do.

    `number` names it for as long as it is on record: `task-12`. `minutes` is
    the work it takes. With `rule`, the clock of that rule runs from `start_on`.
    `officer` is whose it is, where it is no child's. It is done from `done_on`,
    and off the list until `snoozed_until`.
    """

    number: int
    text: str
    added_on: date
    due: date | None = None
    minutes: int | None = None
    promised_to: str | None = None
    rule: str | None = None
    start_on: date | None = None
    officer: str | None = None
    done_on: date | None = None
    snoozed_on: date | None = None
    snoozed_until: date | None = None

    @property
    def name(self) -> str:
        """What a person calls it by: `task-12`."""
        return f"{PREFIX}{self.number}"

    @property
    def words(self) -> str:
        """The task as it is read in a list: `ring the SENCO, promised to mum, due Fri 6 Mar`."""
        promised = f", promised to {self.promised_to}" if self.promised_to else ""
        due = f", due {spelt(self.due)}" if self.due else ""
        done = f", done {spelt(self.done_on)}" if self.done_on else ""
        until = self.snoozed_until
        snoozed = f", snoozed until {spelt(until)}" if until and not done else ""
        return f"{self.text}{promised}{due}{snoozed}{done}"

    def is_open(self, today: date) -> bool:
        """Say whether it is still to be done at the end of `today`."""
        return self.added_on <= today and (self.done_on is None or self.done_on > today)


PREFIX = "task-"


MOST_FIGURES = 12
"""No task has a number of more figures."""


def task_number(name: str) -> int | None:
    """Return the number in the name of a task, `task-12`; None where it is no such name.

    Raises:
        NotFound: the number is longer than any task's.

    """
    start, number = name[: len(PREFIX)], name[len(PREFIX) :]
    if start.casefold() != PREFIX or not (number.isascii() and number.isdigit()):
        return None
    if len(number) > MOST_FIGURES:
        raise no_such_task(shortened(name))
    return int(number)


def no_such_task(name: str) -> NotFound:
    """Return what is said of a task that is not on record."""
    return NotFound(f"there is no {name}: `send today --all` names those there are")
