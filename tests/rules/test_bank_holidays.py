"""The list of bank holidays, against one that somebody else keeps."""

from datetime import date

import holidays

from send_cli.rules.bank_holidays import ALL_UK, ENGLAND_AND_WALES, TRIBUNAL

YEARS = range(2014, 2037)
DAYS = range(date(2014, 1, 1).toordinal(), date(2037, 1, 1).toordinal())


def test_the_list_agrees_with_an_independent_one() -> None:
    independent = holidays.country_holidays("GB", subdiv="ENG", years=YEARS)
    assert {day for day in independent if day.weekday() < 5} == ENGLAND_AND_WALES.holidays


def test_the_list_of_the_whole_uk_is_every_parts_together() -> None:
    parts = [
        holidays.country_holidays("GB", subdiv=part, years=YEARS)
        for part in ("ENG", "WLS", "SCT", "NIR")
    ]
    assert {day for part in parts for day in part if day.weekday() < 5} == ALL_UK.holidays


def test_scotland_and_northern_ireland_have_days_of_their_own() -> None:
    for day in ("2026-01-02", "2026-03-17", "2026-07-13", "2026-08-03", "2026-11-30"):
        assert ENGLAND_AND_WALES.is_working_day(date.fromisoformat(day))
        assert not ALL_UK.is_working_day(date.fromisoformat(day))


def test_the_tribunal_counts_neither_august_nor_the_days_from_christmas_to_new_year() -> None:
    not_counted = [day for day in map(date.fromordinal, DAYS) if not TRIBUNAL.counts(day)]
    assert {(day.month, day.day) for day in not_counted if day.month != 8} == {
        *((12, day) for day in range(25, 32)),
        (1, 1),
    }
    assert len({day for day in not_counted if day.month == 8}) == 31 * len(YEARS)
    for year in YEARS:
        assert TRIBUNAL.rolled(date(year, 8, 1)) >= date(year, 9, 1)
        if year < 2036:
            assert TRIBUNAL.rolled(date(year, 12, 25)) > date(year + 1, 1, 1)
    assert TRIBUNAL.is_working_day(date(2026, 7, 31))
    assert TRIBUNAL.is_working_day(date(2026, 12, 24))


def test_every_year_has_its_eight() -> None:
    held = [day.year for day in ENGLAND_AND_WALES.holidays]
    # A jubilee and a funeral in 2022, a coronation in 2023.
    assert {year: held.count(year) for year in YEARS} == dict.fromkeys(YEARS, 8) | {
        2022: 10,
        2023: 9,
    }


def test_easter_monday_and_the_august_holiday_of_2026_are_no_working_days() -> None:
    assert not ENGLAND_AND_WALES.is_working_day(date(2026, 4, 6))
    assert ENGLAND_AND_WALES.is_working_day(date(2026, 4, 7))
    assert not ENGLAND_AND_WALES.is_working_day(date(2026, 8, 31))
    assert ENGLAND_AND_WALES.is_working_day(date(2026, 8, 3))  # Scotland's


def test_the_list_says_how_far_it_reaches_and_what_is_projected() -> None:
    assert ENGLAND_AND_WALES.covers(date(2014, 1, 1))
    assert ENGLAND_AND_WALES.covers(date(2036, 12, 31))
    assert not ENGLAND_AND_WALES.covers(date(2013, 12, 31))
    assert not ENGLAND_AND_WALES.covers(date(2037, 1, 1))
    assert date(2026, 12, 31) < ENGLAND_AND_WALES.projected_from < date(2036, 1, 1)
