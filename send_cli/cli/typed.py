"""Dates as a person types them: `yesterday`, `fri`, `3 dec`, `+2w`, and all that a list may hold.

They are read here and not beside the dates of lists, because a list never may
hold them: what is counted from today means another day tomorrow. Where a text
may mean more than one day, all of them are its readings, and none is chosen
for the person. A week begins on Monday.
"""

import re
from datetime import date, timedelta
from enum import StrEnum

from send_cli.domain.period import months_from
from send_cli.importers.dates import (
    FIRST_YEAR,
    HOW_TO_WRITE,
    LAST_YEAR,
    WEEKDAYS,
    NotADateError,
    month_number,
    read_date,
)

NEAR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
WEEK = timedelta(days=7)
YEARS_APART = 8
"""The years from one 29 February to the next, where a century comes between."""
LONGEST = 366
"""The days beyond which nobody leaves the year out: a 29 February of years ago."""
FAR_BY_YEAR, CLOSE_BY_YEAR = 300, 60
FAR_BY_MONTH, CLOSE_BY_MONTH = 24, 5
"""A reading further off than so many days is in doubt where the other one is so close."""


class When(StrEnum):
    """On which side of today the day lies that is asked for.

    It only chooses between readings: a day that is said in full, or by its
    distance from today, is taken as it is said.
    """

    PAST = "past"
    AHEAD = "ahead"
    EITHER = "either"


def typed_day(text: str, today: date, when: When) -> date:
    """Return the one day that a person's text means.

    Raises:
        NotADateError: it means none, or may mean more than one; the message names them.

    """
    found = readings(text, today, when)
    if len(found) == 1:
        return found[0]
    from send_cli.domain.deadline import spelt

    *first, last = map(spelt, found)
    raise NotADateError(
        f"may be {', '.join(first)} or {last}: write the day, "
        f"like {found[0]:%d/%m/%Y} or {found[0].isoformat()}"
    )


def readings(text: str, today: date, when: When) -> tuple[date, ...]:
    """Return the days that a person's text may mean, the earliest first; mostly there is one.

    Raises:
        NotADateError: it means none.

    """
    try:
        return (read_date(text),)
    except NotADateError:
        found = _counted_from(today, " ".join(text.casefold().split()), when)
        if not found:
            raise
    held = tuple(day for day in sorted(found) if FIRST_YEAR <= day.year <= LAST_YEAR)
    if not held:
        raise NotADateError(f"is not a date from {FIRST_YEAR} to {LAST_YEAR} ({HOW_TO_WRITE})")
    return held


def _counted_from(today: date, text: str, when: When) -> set[date]:
    """Return the readings of a text that leaves out the year; none where it is no such text."""
    if text in NEAR_DAYS:
        return {today + timedelta(days=NEAR_DAYS[text])}
    return _step(text, today) or _weekday(text, today, when) or _day(text, today, when)


def _step(text: str, today: date) -> set[date]:
    """Read `+2w`, `-3d`, `+1m`; without its sign it may be either way."""
    found = re.fullmatch(r"([-−+]?) ?(\d{1,4}) ?(d(?:ays?)?|w(?:eeks?)?|m(?:onths?)?)", text)
    if not found:
        return set()
    signs = {"": (-1, 1), "+": (1,)}.get(found[1], (-1,))
    counts = [sign * int(found[2]) for sign in signs]
    if found[3].startswith("m"):
        return {months_from(today, count) for count in counts}
    days = 7 if found[3].startswith("w") else 1
    return {today + timedelta(days=count * days) for count in counts}


def _weekday(text: str, today: date, when: When) -> set[date]:
    """Read `fri`, `last fri` and `next fri`.

    To some `last fri` is the latest Friday before today, to others the one of
    last week; `next fri` likewise. On a Friday, `fri` may be today or a week off.
    """
    found = re.fullmatch(r"(?:(last|next) )?([a-z]+)", text)
    number = _weekday_number(found[2]) if found else None
    if not found or number is None:
        return set()
    here = today + timedelta(days=number - today.weekday())
    if found[1] == "last":
        return {here - WEEK, here if here < today else here - WEEK}
    if found[1] == "next":
        return {here + WEEK, here if here > today else here + WEEK}
    before = here if here < today else here - WEEK
    after = here if here > today else here + WEEK
    sides = {When.PAST: {before}, When.AHEAD: {after}, When.EITHER: {before, after}}[when]
    return sides | {today} if here == today else sides


def _weekday_number(word: str) -> int | None:
    if len(word) < 3:
        return None
    whole = "wednesday" if word == "weds" else word
    names = enumerate(WEEKDAYS)
    return next((number for number, name in names if name.casefold().startswith(whole)), None)


def _day(text: str, today: date, when: When) -> set[date]:
    """Read `3 dec`, `3/12` and `3rd`, with or without the day of the week before it."""
    found = re.fullmatch(
        r"(?:([a-z]+),? )?(\d{1,2})"
        r"(?:(?:st|nd|rd|th)?[-/. ]*(?:of )?([a-z]{3,9})\.?|[-/.](\d{1,2})\.?|(?:st|nd|rd|th))",
        text,
    )
    number = _weekday_number(found[1]) if found and found[1] else None
    if not found or (found[1] and number is None):
        _refuse_month_first(text)
        return set()
    day, month = int(found[2]), found[3] or found[4]
    if month:
        days = _in_years(day, month_number(month), today)
        far, close = FAR_BY_YEAR, CLOSE_BY_YEAR
    else:
        days = _in_months(day, today)
        far, close = FAR_BY_MONTH, CLOSE_BY_MONTH
    before, after = max(d for d in days if d <= today), min(d for d in days if d >= today)
    fit = {one for one in (before, after) if number in {None, one.weekday()}}
    if fit < {before, after}:
        return _of_its_weekday(fit, before, after, when)
    if when is When.EITHER:
        return fit
    meant, other = (before, after) if when is When.PAST else (after, before)
    gap, others = abs((meant - today).days), abs((other - today).days)
    return fit if gap > LONGEST or (gap > far and others <= close) else {meant}


def _refuse_month_first(text: str) -> None:
    """Refuse `dec 26`, which may be 26 December or December 2026."""
    found = re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?", text)
    if found and _weekday_number(found[1]) is None:
        month_number(found[1])
        raise NotADateError(
            f"is not a date: the day comes first (write {int(found[2])} {found[1]}, "
            "or with its year like 28/02/2026 or 2026-02-28)"
        )


def _in_years(day: int, month: int, today: date) -> list[date]:
    """Return such days of the years around today, of those that have it."""
    if month > 12 >= day >= 1:
        raise NotADateError(f"is not a date: the day comes first ({HOW_TO_WRITE})")
    around = range(today.year - YEARS_APART, today.year + YEARS_APART + 1)
    return _existing(day, [(year, month) for year in around if 1 <= month <= 12])


def _in_months(day: int, today: date) -> list[date]:
    """Return such days of the months around today, of those that have it."""
    here = today.year * 12 + today.month - 1
    return _existing(day, [(at // 12, at % 12 + 1) for at in range(here - 2, here + 3)])


def _existing(day: int, months: list[tuple[int, int]]) -> list[date]:
    from calendar import monthrange

    days = [date(*month, day) for month in months if 1 <= day <= monthrange(*month)[1]]
    if not days:
        raise NotADateError(f"is not a date ({HOW_TO_WRITE})")
    return days


def _of_its_weekday(fit: set[date], before: date, after: date, when: When) -> set[date]:
    """Return the day that its weekday picks.

    Raises:
        NotADateError: it picks neither, or one on the wrong side of today.

    """
    from send_cli.domain.deadline import spelt

    if not fit:
        days = " or ".join(map(spelt, sorted({before, after})))
        raise NotADateError(f"is another day of the week: it may be {days} ({HOW_TO_WRITE})")
    wrong = {When.PAST: after, When.AHEAD: before}.get(when)
    if wrong in fit:
        why = "is still to come" if when is When.PAST else "has gone by"
        raise NotADateError(f"can only be {spelt(*fit)}, which {why} ({HOW_TO_WRITE})")
    return fit
