"""Which days are working days, and how far ahead that is known."""

from dataclasses import dataclass
from datetime import date, timedelta

from send_cli.domain.problem import Refusal

ONE_DAY = timedelta(days=1)


class BeyondCalendarError(Refusal):
    """A sum of working days needs bank holidays that are not held."""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The working days of one part of the law: Monday to Friday less bank holidays.

    `covers_from` and `covers_until` bound the days for which the bank holidays
    are held; `projected_from` is the first day of the years not yet announced.
    """

    name: str
    holidays: frozenset[date]
    covers_from: date
    covers_until: date
    projected_from: date

    def covers(self, day: date) -> bool:
        """Say whether the bank holidays around `day` are held."""
        return self.covers_from <= day <= self.covers_until

    def is_working_day(self, day: date) -> bool:
        """Say whether `day` is a working day.

        Raises:
            BeyondCalendarError: `day` is outside the days this calendar covers.

        """
        if not self.covers(day):
            raise BeyondCalendarError(
                f"{day:%d %b %Y} is outside the bank holidays held for {self.name} "
                f"({self.covers_from:%d %b %Y} to {self.covers_until:%d %b %Y}), "
                "so working days cannot be counted there"
            )
        return day.weekday() < 5 and day not in self.holidays

    def act_by(self, due: date) -> date | None:
        """Return the last working day on or before `due`; None where no list reaches."""
        while self.covers(due):
            if self.is_working_day(due):
                return due
            due -= ONE_DAY
        return None

    def on_or_after(self, day: date) -> date:
        """Return the first working day on or after `day`.

        Raises:
            BeyondCalendarError: no bank holidays are held for it.

        """
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def working_day(self, start: date, number: int, *, inclusive: bool = False) -> date:
        """Return the `number`th working day after `start`, or before it where negative.

        With `inclusive`, `start` is the first where it is itself a working day.
        """
        step = ONE_DAY if number > 0 else -ONE_DAY
        day = start - step if inclusive else start
        for _ in range(abs(number)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day
