"""Which days are working days, and how far ahead that is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from send_cli.domain.problem import Refusal

ONE_DAY = timedelta(days=1)


class Days(StrEnum):
    """Whose working days a rule counts."""

    ENGLAND_AND_WALES = "England and Wales"
    ALL_UK = "all UK"
    TRIBUNAL = "Tribunal"

    @property
    def words(self) -> str:
        """The name in a sentence: `the Tribunal`."""
        return {Days.ALL_UK: "all of the United Kingdom", Days.TRIBUNAL: "the Tribunal"}.get(
            self, self.value
        )


MonthDay = tuple[int, int]


class BeyondCalendarError(Refusal):
    """A sum of working days needs bank holidays that are not held."""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The working days of one part of the law: Monday to Friday less bank holidays.

    `covers_from` and `covers_until` bound the days for which the bank holidays
    are held; `projected_from` is the first day of the years not yet announced.
    `uncounted` are the stretches of every year, first and last day, that are
    not counted at all, neither in working days nor in calendar days. `closed`
    are the days on which the offices of an authority are closed: no calendar of
    the law has any.
    """

    name: str
    holidays: frozenset[date]
    covers_from: date
    covers_until: date
    projected_from: date
    uncounted: tuple[tuple[MonthDay, MonthDay], ...] = ()
    closed: frozenset[date] = frozenset()

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
        is_open = day not in self.holidays and day not in self.closed
        return day.weekday() < 5 and is_open and self.counts(day)

    def counts(self, day: date) -> bool:
        """Say whether `day` is one of the days that are counted at all."""
        place = (day.month, day.day)
        return not any(first <= place <= last for first, last in self.uncounted)

    def day(self, start: date, number: int) -> date:
        """Return the `number`th calendar day after `start`, without the days not counted."""
        if not self.uncounted:
            return start + timedelta(days=number)
        day = start
        for _ in range(number):
            day += ONE_DAY
            while not self.counts(day):
                day += ONE_DAY
        return day

    def rolled(self, due: date) -> date:
        """Return `due`, or the next working day where it is none.

        Raises:
            BeyondCalendarError: no bank holidays are held for it.

        """
        while not self.is_working_day(due):
            due += ONE_DAY
        return due

    def act_by(self, due: date) -> date | None:
        """Return the last working day on or before `due`; None where no list reaches."""
        while self.covers(due):
            if self.is_working_day(due):
                return due
            due -= ONE_DAY
        return None

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
