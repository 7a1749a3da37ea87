"""How lengths of time are counted."""

from datetime import date

import pytest

from send_cli.domain.calendar import BeyondCalendarError
from send_cli.domain.period import Before, Period, Unit
from send_cli.domain.problem import ExitCode
from send_cli.rules.bank_holidays import ENGLAND_AND_WALES as ENGLAND

from .history import day


def ends(length: Period | Before, start: str) -> str:
    return length.last_day(day(start), ENGLAND).isoformat()


def months(number: int, *, inclusive: bool = False) -> Period:
    return Period(number, Unit.MONTHS, inclusive)


def working(number: int, *, inclusive: bool = False) -> Period:
    return Period(number, Unit.WORKING_DAYS, inclusive)


def test_the_day_of_the_trigger_is_not_counted() -> None:
    assert ends(Period(1, Unit.DAYS), "2026-02-28") == "2026-03-01"
    assert ends(Period(15, Unit.DAYS), "2026-02-10") == "2026-02-25"
    assert ends(Period(6, Unit.WEEKS), "2025-04-02") == "2025-05-14"


def test_beginning_with_counts_the_day_of_the_trigger() -> None:
    assert ends(Period(15, Unit.DAYS, inclusive=True), "2026-03-02") == "2026-03-16"
    assert ends(Period(1, Unit.DAYS, inclusive=True), "2026-03-02") == "2026-03-02"


def test_a_plain_day_is_a_calendar_day() -> None:
    # Good Friday, the weekend and Easter Monday of 2026 all count.
    assert ends(Period(5, Unit.DAYS), "2026-04-02") == "2026-04-07"


def test_nothing_rolls_forward_from_a_weekend_or_a_holiday() -> None:
    assert ends(Period(2, Unit.DAYS), "2026-04-03") == "2026-04-05"
    assert ends(Period(1, Unit.WEEKS), "2026-12-18") == "2026-12-25"


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        (2, "2025-10-01", "2025-12-01"),
        (1, "2025-01-30", "2025-02-28"),
        (1, "2024-01-31", "2024-02-29"),
        (2, "2025-12-31", "2026-02-28"),
        (12, "2024-02-29", "2025-02-28"),
        (-5, "2026-09-01", "2026-04-01"),
    ],
)
def test_a_month_ends_on_the_corresponding_date_or_the_last_of_the_month(
    number: int, start: str, end: str
) -> None:
    assert ends(months(number), start) == end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2025-01-15", "2026-01-14"),
        ("2025-03-01", "2026-02-28"),
        ("2023-03-01", "2024-02-29"),
        ("2024-02-28", "2025-02-27"),
        ("2024-02-29", "2025-02-28"),
        ("2025-12-31", "2026-12-30"),
    ],
)
def test_twelve_months_starting_with_a_day_end_the_day_before_the_anniversary(
    start: str, end: str
) -> None:
    assert ends(months(12, inclusive=True), start) == end


def test_an_inclusive_month_ends_on_the_last_day_where_there_is_no_corresponding_one() -> None:
    assert ends(months(1, inclusive=True), "2025-01-31") == "2025-02-28"
    assert ends(months(1, inclusive=True), "2025-01-28") == "2025-02-27"


def test_working_days_skip_weekends_and_bank_holidays() -> None:
    assert ends(working(1), "2026-04-02") == "2026-04-07"
    assert ends(working(15), "2026-08-17") == "2026-09-08"
    assert ends(working(3), "2025-12-24") == "2025-12-31"


def test_working_days_beginning_with_the_day_count_it_if_it_is_one() -> None:
    assert ends(working(1, inclusive=True), "2026-04-02") == "2026-04-02"
    assert ends(working(1, inclusive=True), "2026-04-03") == "2026-04-07"
    assert ends(working(15, inclusive=True), "2026-08-17") == "2026-09-07"


def test_working_days_count_backwards() -> None:
    assert ends(Before(working(1)), "2026-04-07") == "2026-04-02"
    assert ends(Before(working(10)), "2026-04-16") == "2026-03-31"


def test_two_weeks_before_is_the_same_weekday_and_two_clear_weeks_a_day_more() -> None:
    two_weeks = Period(2, Unit.WEEKS)
    assert ends(Before(two_weeks), "2026-04-24") == "2026-04-10"
    assert ends(Before(two_weeks, clear=True), "2026-04-24") == "2026-04-09"


def test_months_before_are_the_corresponding_date_back() -> None:
    assert ends(Before(months(5)), "2026-09-01") == "2026-04-01"
    assert ends(Before(months(1)), "2026-03-31") == "2026-02-28"


def test_a_length_reads_in_words() -> None:
    assert Period(1, Unit.WEEKS).words == "1 week"
    assert working(15).words == "15 working days"
    assert Before(Period(2, Unit.WEEKS), clear=True).words == "2 clear weeks"


def test_a_sum_of_working_days_is_refused_where_the_bank_holidays_are_not_held() -> None:
    with pytest.raises(BeyondCalendarError, match=r"01 Jan 2037 is outside the bank holidays") as e:
        ends(working(3), "2036-12-30")
    assert e.value.exit_code is ExitCode.USAGE
    with pytest.raises(BeyondCalendarError, match="31 Dec 2013"):
        ends(Before(working(1)), "2014-01-01")


def test_weeks_and_months_are_counted_where_working_days_cannot_be() -> None:
    assert ends(Period(1, Unit.WEEKS), "2036-12-30") == "2037-01-06"
    assert ends(months(1), "2036-12-30") == "2037-01-30"


def test_act_by_is_the_last_working_day_on_or_before_the_date() -> None:
    assert ENGLAND.act_by(day("2026-04-02")) == day("2026-04-02")
    assert ENGLAND.act_by(day("2026-04-06")) == day("2026-04-02")
    assert ENGLAND.act_by(day("2026-01-01")) == day("2025-12-31")


def test_act_by_is_not_known_beyond_the_bank_holidays() -> None:
    assert ENGLAND.act_by(day("2036-12-31")) == day("2036-12-31")
    assert ENGLAND.act_by(day("2037-01-01")) is None
    # The first of January 2014 is a holiday, and the day before it is not held.
    assert ENGLAND.act_by(date(2014, 1, 1)) is None
