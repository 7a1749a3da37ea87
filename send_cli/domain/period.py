"""Lengths of time, counted as the law counts them.

Note:
    The day of the trigger is not counted unless the provision says "beginning
    with" or "starting with" it (`inclusive`). A plain "day" is a calendar day.
    A month ends on the corresponding date, or on the last day of the month
    where there is none. Nothing here rolls forward from a weekend or holiday:
    a rule that does says so.

"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.calendar import Calendar


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "day"
    WORKING_DAYS = "working day"
    WEEKS = "week"
    MONTHS = "month"


class Period(NamedTuple):
    """A length of time; `inclusive` means "beginning with" the trigger day."""

    length: int
    unit: Unit
    inclusive: bool = False

    @property
    def words(self) -> str:
        """The length in words: `20 weeks`."""
        return f"{self.length} {self.unit.value}{'' if self.length == 1 else 's'}"

    def last_day(self, start: date, calendar: Calendar) -> date:
        """Return the last day of the period that `start` sets off.

        Working days are those of `calendar`, which refuses a sum that runs
        past the end of its list. Days that the calendar does not count are left
        out of a period of days or weeks, and may still be the end of one of months.
        """
        if self.unit is Unit.WORKING_DAYS:
            return calendar.working_day(start, self.length, inclusive=self.inclusive)
        if self.unit is Unit.MONTHS:
            return self._last_day_of_months(start)
        days = self.length * (7 if self.unit is Unit.WEEKS else 1)
        return calendar.day(start, days - self.inclusive)

    def _last_day_of_months(self, start: date) -> date:
        corresponding = months_from(start, self.length)
        if self.inclusive and corresponding.day == start.day:
            return corresponding - timedelta(days=1)
        return corresponding


class Before(NamedTuple):
    """A length counted back from a booked event: "at least two weeks before".

    With `clear`, neither the day of the notice nor the day of the event
    counts, so two clear weeks end 15 days before the meeting. `less` is a length
    counted back from there.
    """

    period: Period
    clear: bool = False
    less: Period | None = None

    @property
    def words(self) -> str:
        """The length in words: `2 clear weeks`."""
        words = self.period.words.replace(" ", " clear ", 1) if self.clear else self.period.words
        return f"{words} and {self.less.words}" if self.less else words

    def last_day(self, event: date, calendar: Calendar) -> date:
        """Return the last day on which the step can be taken before `event`."""
        period = self.period
        if period.unit is Unit.WORKING_DAYS:
            back = calendar.working_day(event, -period.length)
        elif period.unit is Unit.MONTHS:
            back = months_from(event, -period.length)
        else:
            back = event - timedelta(days=period.length * (7 if period.unit is Unit.WEEKS else 1))
        if self.less:
            back = Before(self.less).last_day(back, calendar)
        return back - timedelta(days=1) if self.clear else back


class FixedDay(NamedTuple):
    """The day before a fixed date in the year of an event: "before 15 February".

    `less` is a length counted back from that day.
    """

    month: int
    day: int
    less: Period | None = None

    @property
    def words(self) -> str:
        """The length in words: `before 15 February of that year`."""
        named = f"{self.day} {date(2000, self.month, 1):%B} of that year"
        return (
            f"{self.less.words} short of the day before {named}"
            if self.less
            else (f"before {named}")
        )

    def last_day(self, event: date, calendar: Calendar) -> date:
        """Return the last day before the fixed date in the calendar year of `event`."""
        last = date(event.year, self.month, self.day) - timedelta(days=1)
        return Before(self.less).last_day(last, calendar) if self.less else last


class Directed(NamedTuple):
    """No length: the day itself is named, and is the date of the event; `words` say by what."""

    words: str = "the day the document names"

    def last_day(self, event: date, _calendar: Calendar) -> date:
        """Return the day named."""
        return event


Length = Period | Before | FixedDay | Directed


def months_from(start: date, months: int) -> date:
    """Return the corresponding date, or the month's last day where there is none."""
    from dateutil.relativedelta import relativedelta

    return start + relativedelta(months=months)
