"""Bank holidays in England and Wales, and in any part of the UK, from 2014 to 2036.

And the days the Tribunal does not count in special educational needs cases.

Add years; do not remove them: old working-day sums must still come out. The
years from PROJECTED_FROM have not all been announced and follow the usual
pattern; a test holds the whole list against an independent one.
"""

from dataclasses import replace
from datetime import date

from send_cli.domain.calendar import Calendar, Days

PROJECTED_FROM = date(2028, 1, 1)


def _days(years: dict[int, str]) -> frozenset[date]:
    return frozenset(
        date(year, int(day[:2]), int(day[3:]))
        for year, days in years.items()
        for day in days.split()
    )


ENGLAND_AND_WALES = Calendar(
    name="England and Wales",
    holidays=_days(
        {
            2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
            2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
            2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
            2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
            2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
            2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
            2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
            2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
            2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
            2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
            2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
            2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
            2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
            2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
            2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
            2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
            2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
            2031: "01-01 04-11 04-14 05-05 05-26 08-25 12-25 12-26",
            2032: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
            2033: "01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27",
            2034: "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26",
            2035: "01-01 03-23 03-26 05-07 05-28 08-27 12-25 12-26",
            2036: "01-01 04-11 04-14 05-05 05-26 08-25 12-25 12-26",
        }
    ),
    covers_from=date(2014, 1, 1),
    covers_until=date(2036, 12, 31),
    projected_from=PROJECTED_FROM,
)

# 2 January, St Patrick's Day, the Twelfth, Scotland's August holiday, St Andrew's
# Day, each where it falls; and Scotland's day of 15 June 2026.
_ELSEWHERE = {
    2014: "01-02 03-17 07-14 08-04 12-01",
    2015: "01-02 03-17 07-13 08-03 11-30",
    2016: "01-04 03-17 07-12 08-01 11-30",
    2017: "01-03 03-17 07-12 08-07 11-30",
    2018: "01-02 03-19 07-12 08-06 11-30",
    2019: "01-02 03-18 07-12 08-05 12-02",
    2020: "01-02 03-17 07-13 08-03 11-30",
    2021: "01-04 03-17 07-12 08-02 11-30",
    2022: "01-04 03-17 07-12 08-01 11-30",
    2023: "01-03 03-17 07-12 08-07 11-30",
    2024: "01-02 03-18 07-12 08-05 12-02",
    2025: "01-02 03-17 07-14 08-04 12-01",
    2026: "01-02 03-17 06-15 07-13 08-03 11-30",
    2027: "01-04 03-17 07-12 08-02 11-30",
    2028: "01-04 03-17 07-12 08-07 11-30",
    2029: "01-02 03-19 07-12 08-06 11-30",
    2030: "01-02 03-18 07-12 08-05 12-02",
    2031: "01-02 03-17 07-14 08-04 12-01",
    2032: "01-02 03-17 07-12 08-02 11-30",
    2033: "01-04 03-17 07-12 08-01 11-30",
    2034: "01-03 03-17 07-12 08-07 11-30",
    2035: "01-02 03-19 07-12 08-06 11-30",
    2036: "01-02 03-17 07-14 08-04 12-01",
}

ALL_UK = Calendar(
    name="any part of the United Kingdom",
    holidays=ENGLAND_AND_WALES.holidays | _days(_ELSEWHERE),
    covers_from=ENGLAND_AND_WALES.covers_from,
    covers_until=ENGLAND_AND_WALES.covers_until,
    projected_from=PROJECTED_FROM,
)
"""Freedom of Information Act 2000, s 10(6): a bank holiday in any part of the UK is skipped."""

# Tribunal Procedure (First-tier Tribunal) (HESC) Rules 2008, rule 12(3): in special
# educational needs cases no day of August, nor from 25 December to 1 January, is counted.
TRIBUNAL = replace(
    ENGLAND_AND_WALES,
    name="the Tribunal",
    uncounted=(((1, 1), (1, 1)), ((8, 1), (8, 31)), ((12, 25), (12, 31))),
)

CALENDARS = {
    Days.ENGLAND_AND_WALES: ENGLAND_AND_WALES,
    Days.ALL_UK: ALL_UK,
    Days.TRIBUNAL: TRIBUNAL,
}
"""The calendar of each part of the law."""
