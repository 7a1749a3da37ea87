"""The days that figures are counted over: calendar years, calendar months, or days of one's own."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from send_cli.domain.deadline import MONTHS, ONE_DAY, spelt
from send_cli.domain.problem import Refusal

LAW_BEGAN = date(2014, 9, 1)
"""The day on which Part 3 of the Children and Families Act 2014 came into force."""


class Span(NamedTuple):
    """From the first day to the last, both counted; a part of a month or year says that it is."""

    first: date
    last: date
    name: str
    is_part: bool = False


class Spans(NamedTuple):
    """What a report is of: its days, those of the year before, and its months.

    `before` is the whole calendar year before, or for days of one's own the
    same days a year earlier; `same_days` are those where `this` is not over.
    """

    this: Span
    before: Span
    same_days: Span | None
    months: tuple[Span, ...]

    @property
    def compared(self) -> tuple[Span, ...]:
        """The days of the report and those it is compared with."""
        return (self.this, *([self.same_days] if self.same_days else []), self.before)


def year_before(day: date) -> date:
    """Return the same day a year earlier; of 29 February, the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def spans(today: date, year: int | None, first: date | None, last: date | None) -> Spans:
    """Return what a report is of: else this calendar year, the one before, and twelve months.

    Raises:
        Refusal: the days asked for do not fit each other, or today.

    """
    if first is None and last is None:
        if year is not None and not LAW_BEGAN.year <= year <= today.year:
            years = f"{LAW_BEGAN.year} to {today.year}"
            raise Refusal(f"--year: {year} is not a year from {years}: give one of them")
        this = _year(year or today.year, today)
        begins = this.first if year else date(today.year - 1, today.month, 1)
        if not year:
            begins = _next_month(begins)
        part = this.is_part
        same = _days(year_before(this.first), year_before(this.last)) if part else None
        before = _year(this.first.year - 1, today)
        return Spans(this, before, same, tuple(_months(begins, this.last)))
    if year is not None:
        raise Refusal("--year and --from: write one of them")
    if first is None or last is None:
        missing = "--from" if first is None else "--to"
        raise Refusal(f"{missing} is missing: give the first and the last day")
    if last < first:
        raise Refusal(f"--to: {spelt(last)} is before {spelt(first)}: give --from, then --to")
    if last > today:
        raise Refusal(f"--to: {spelt(last)} is after {spelt(today)}: nothing of it is on record")
    if first < LAW_BEGAN:
        raise Refusal(f"--from: {spelt(first)} is before {spelt(LAW_BEGAN)}, when the law began")
    before = _days(year_before(first), year_before(last))
    return Spans(_days(first, last), before, None, tuple(_months(first, last)))


def _year(year: int, today: date) -> Span:
    first, last = date(year, 1, 1), date(year, 12, 31)
    if last <= today:
        return Span(first, last, str(year))
    return Span(first, today, f"{year} to {_brief(today)}", is_part=True)


def _days(first: date, last: date) -> Span:
    """Return days as they are named: a whole month, one day, or any others by both ends."""
    if first.day == 1 and last + ONE_DAY == _next_month(first):
        return Span(first, last, _month_name(first))
    if (first.month, first.day) == (1, 1) and first.year == last.year:
        whole = (last.month, last.day) == (12, 31)
        return Span(first, last, str(first.year) if whole else f"{first.year} to {_brief(last)}")
    if first == last:
        return Span(first, last, f"{_brief(first)} {first.year}")
    begins = _brief(first) if first.year == last.year else f"{_brief(first)} {first.year}"
    return Span(first, last, f"{begins} to {_brief(last)} {last.year}")


def _months(first: date, last: date) -> Iterator[Span]:
    """Yield the calendar months from one day to another, the ends cut to them."""
    begins = first.replace(day=1)
    while begins <= last:
        after = _next_month(begins)
        own_first, own_last = max(first, begins), min(last, after - ONE_DAY)
        is_part = own_first > begins or own_last + ONE_DAY < after
        name = _month_name(begins) + (f" ({own_first.day} to {own_last.day})" if is_part else "")
        yield Span(own_first, own_last, name, is_part)
        begins = after


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _month_name(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _brief(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
