"""Dates as lists and people write them: ISO, or day first; never a guess."""

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_YEAR, LAST_YEAR = 1950, 2100
PIVOT = 70
"""A year of two digits below this is in this century, from it on in the last."""

HOW_TO_WRITE = "write it like 28/02/2026 or 2026-02-28"

# Compiled when a date first needs them: reading 2026-03-02 does not.
_TIME = r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$"
_WEEKDAY = r"(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +"
_YEAR_FIRST = r"^(\d{4})([-/.])(\d{1,2}|[A-Za-z]{3,9})\2(\d{1,2})$"
_DAY_FIRST = r"^(\d{1,2})(?:st|nd|rd|th)?[-/. ]+(\d{1,2}|[A-Za-z]{3,9})\.?[-/., ]+(\d{4}|\d{2})$"
_NO_DATE = frozenset({"", "-", "–", "—", "n/a", "na", "tbc", "tba", "none", "null", "nil", "?"})
_NULL_YEARS = (
    r"^(31[-/.]12[-/.]9999|9999-12-31|\d{1,2}[-/.]\d{1,2}[-/.](1899|1900)|"
    r"(1899|1900)-\d{1,2}-\d{1,2})$"
)


class NotADateError(ValueError):
    """Text that is not a date; its message says what to write instead."""


@lru_cache(maxsize=8192)
def is_blank(text: str) -> bool:
    """Say whether a cell stands for no date: empty, a dash, TBC, 31/12/9999, a 1900 date."""
    return text.casefold() in _NO_DATE or bool(re.match(_NULL_YEARS, re.sub(_TIME, "", text)))


@lru_cache(maxsize=8192)
def read_date(text: str) -> date:
    """Read a date written in ISO form or day first; the time of day is let go.

    Raises:
        NotADateError: it is neither, there is no such day, or it is another day of the week.

    """
    if len(text) == 10 and text[4] == text[7] == "-":
        with suppress(ValueError):
            day = date.fromisoformat(text)
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    bare = re.sub(_TIME, "", text.strip())
    named = re.match(_WEEKDAY, bare)
    if named is None:
        return _bare(bare)
    day = _bare(bare[named.end() :])
    weekday = WEEKDAYS[day.weekday()]
    if not weekday.casefold().startswith(named[1].casefold()):
        raise NotADateError(
            f"is another day of the week: {day.isoformat()} is a {weekday} ({HOW_TO_WRITE})"
        )
    return day


def day_of(text: str, today: date, *, bookable: bool = False) -> date:
    """Read a date of something that has happened, or that may be booked.

    Raises:
        NotADateError: it is not a date, or one that cannot be in the future is.

    """
    day = read_date(text)
    if not bookable:
        refuse_future(day, today)
    return day


def refuse_future(day: date, today: date) -> None:
    """Refuse the date of something that cannot be in the future and is.

    Raises:
        NotADateError: it is after today.

    """
    if day > today:
        raise NotADateError(
            f"is after {today.isoformat()}, and this cannot be in the future (write the "
            "day it happened, or leave it blank)"
        )


def _bare(bare: str) -> date:
    if found := re.match(_YEAR_FIRST, bare):
        year, month, day = found[1], found[3], found[4]
    elif found := re.match(_DAY_FIRST, bare):
        day, month, year = found[1], found[2], found[3]
    elif re.fullmatch(r"\d{5}(\.0)?", bare):
        raise NotADateError(f"is a spreadsheet's number for a date ({HOW_TO_WRITE})")
    else:
        raise NotADateError(f"is not a date ({HOW_TO_WRITE})")
    return _date(_year(year), month_number(month), int(day))


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (2000 if int(text) < PIVOT else 1900)


def month_number(text: str) -> int:
    """Return the number of a month, given as figures or by three or more letters of its name.

    Raises:
        NotADateError: no month is called so.

    """
    if text.isdigit():
        return int(text)
    for number, name in enumerate(MONTHS, 1):
        if name.startswith(text.casefold()) or text.casefold() == "sept" == name[:4]:
            return number
    raise NotADateError(f"is not a date ({HOW_TO_WRITE})")


def _date(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADateError(f"is not a date from {FIRST_YEAR} to {LAST_YEAR} ({HOW_TO_WRITE})")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADateError(_instead(year, month, day)) from None


def _instead(year: int, month: int, day: int) -> str:
    """Return why there is no such day, and what to write instead."""
    from calendar import monthrange

    if month > 12 >= day >= 1 and month <= monthrange(year, day)[1]:
        return (
            "is not a date: the day comes first "
            f"(write {month:02}/{day:02}/{year} or {year}-{day:02}-{month:02})"
        )
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return f"is not a date ({HOW_TO_WRITE})"
    last = monthrange(year, month)[1]
    return f"is not a date (write {last}/{month:02}/{year} or {year}-{month:02}-{last})"
