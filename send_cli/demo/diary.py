"""Days on which things happen in an authority: not at weekends, and meetings in term time."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

ONE_DAY = timedelta(days=1)
NO_POST = frozenset({(12, 25), (12, 26), (1, 1)})
SUMMER = ((7, 22), (9, 3))
"""First and last day of the summer holiday, an assumption."""
SPRING = ((4, 1), (4, 15))
"""First and last day of the Easter holiday, an assumption: it is the same every year."""
CHRISTMAS = ((12, 20), (1, 4))
"""First and last day of the Christmas holiday, an assumption."""


def holiday(day: date) -> tuple[date, date] | None:
    """Return the first and last day of the school holiday `day` is in; None in term."""
    place = (day.month, day.day)
    for first, last in (SPRING, SUMMER):
        if first <= place <= last:
            return date(day.year, *first), date(day.year, *last)
    if place >= CHRISTMAS[0] or place <= CHRISTMAS[1]:
        year = day.year if day.month == 12 else day.year - 1
        return date(year, *CHRISTMAS[0]), date(year + 1, *CHRISTMAS[1])
    return None


def working(day: date) -> date:
    """Return the last weekday on or before `day`."""
    while day.weekday() > 4 or (day.month, day.day) in NO_POST:
        day -= ONE_DAY
    return day


@dataclass(frozen=True, slots=True)
class Diary:
    """Draws days for one caseload, none of them after `today` unless it is booked."""

    rng: Random
    today: date

    def chance(self, share: float) -> bool:
        """Say yes in `share` of the cases."""
        return self.rng.random() < share

    def ago(self, least: int, most: int) -> date:
        """Return a working day between so many calendar days ago."""
        return working(self.today - timedelta(days=self.rng.randint(least, most)))

    def after(self, day: date, least: int, most: int) -> date:
        """Return a working day so many calendar days after `day`; perhaps in the future."""
        return max(day, working(day + timedelta(days=self.rng.randint(least, most))))

    def before(self, day: date, least: int, most: int) -> date:
        """Return a working day so many calendar days before `day`."""
        return working(day - timedelta(days=self.rng.randint(least, most)))

    def in_term(self, day: date) -> date:
        """Return `day` or, in a holiday, a school day of the three weeks before it."""
        closed = holiday(day)
        if closed:
            day = closed[0] - timedelta(days=self.rng.randint(1, 20))
        return working(day)

    def booked(self, day: date) -> date:
        """Return `day` or, in a holiday, a school day of the three weeks after it."""
        closed = holiday(day)
        if closed:
            day = closed[1] + timedelta(days=self.rng.randint(3, 20))
        shifted = working(day)
        return shifted if shifted > self.today else day + timedelta(days=7 - day.weekday())

    def tail(self, least: int, mean: float, most: int) -> int:
        """Return days late as they are found: mostly few, now and then very many."""
        return min(most, least + int(self.rng.expovariate(1 / mean)))
