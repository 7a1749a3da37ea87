"""Dates as people type them: read where they mean one day, refused where they may mean two."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_cli.cli.typed import When, readings, typed_day
from send_cli.importers.dates import MONTHS, WEEKDAYS, NotADateError, read_date
from tests.conftest import Send

PAST, AHEAD, EITHER = When.PAST, When.AHEAD, When.EITHER

MONDAY = "2026-03-02"
FRIDAY = "2026-03-06"
SATURDAY = "2026-03-07"
SUNDAY = "2026-03-08"

days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
todays = st.dates(date(1970, 1, 1), date(2080, 12, 31))
sides = st.sampled_from(When)

ONE_DAY = [
    # By name.
    ("today", MONDAY, PAST, "2026-03-02"),
    ("Yesterday", MONDAY, PAST, "2026-03-01"),
    (" tomorrow ", MONDAY, AHEAD, "2026-03-03"),
    ("tomorrow", "2028-02-28", EITHER, "2028-02-29"),
    # By the day of the week.
    ("fri", MONDAY, PAST, "2026-02-27"),
    ("FRIDAY", MONDAY, AHEAD, "2026-03-06"),
    ("fri", SATURDAY, PAST, "2026-03-06"),
    ("thurs", MONDAY, PAST, "2026-02-26"),
    ("weds", MONDAY, AHEAD, "2026-03-04"),
    ("sun", MONDAY, PAST, "2026-03-01"),
    ("last fri", MONDAY, PAST, "2026-02-27"),
    ("last  Friday", MONDAY, EITHER, "2026-02-27"),
    ("last fri", FRIDAY, PAST, "2026-02-27"),
    ("next fri", FRIDAY, AHEAD, "2026-03-13"),
    ("next fri", SATURDAY, EITHER, "2026-03-13"),
    ("next mon", FRIDAY, AHEAD, "2026-03-09"),
    # By day and month.
    ("3 dec", MONDAY, PAST, "2025-12-03"),
    ("3 December", MONDAY, AHEAD, "2026-12-03"),
    ("3rd of dec.", MONDAY, PAST, "2025-12-03"),
    ("3dec", MONDAY, PAST, "2025-12-03"),
    ("3-sept", MONDAY, PAST, "2025-09-03"),
    ("3/12", MONDAY, PAST, "2025-12-03"),
    ("03/12", MONDAY, AHEAD, "2026-12-03"),
    ("3.12.", MONDAY, PAST, "2025-12-03"),
    ("3-12", MONDAY, PAST, "2025-12-03"),
    ("2 mar", MONDAY, PAST, "2026-03-02"),
    ("2/3", MONDAY, EITHER, "2026-03-02"),
    ("1 may", MONDAY, AHEAD, "2026-05-01"),
    ("29 feb", "2028-03-01", PAST, "2028-02-29"),
    ("29 feb", "2027-06-01", AHEAD, "2028-02-29"),
    ("29/2", "2024-03-01", PAST, "2024-02-29"),
    # Just inside what is in doubt: 300 days back, and 61 days ahead.
    ("6 may", MONDAY, PAST, "2025-05-06"),
    ("2 may", MONDAY, PAST, "2025-05-02"),
    ("27 dec", MONDAY, AHEAD, "2026-12-27"),
    # By the day of the month.
    ("2nd", MONDAY, EITHER, "2026-03-02"),
    ("1st", MONDAY, PAST, "2026-03-01"),
    ("3rd", MONDAY, AHEAD, "2026-03-03"),
    ("31st", MONDAY, PAST, "2026-01-31"),
    ("31st", MONDAY, AHEAD, "2026-03-31"),
    ("20th", "2026-01-10", PAST, "2025-12-20"),
    # The day of the week says which.
    ("mon 9 mar", MONDAY, EITHER, "2026-03-09"),
    ("Monday, 9/3", MONDAY, AHEAD, "2026-03-09"),
    ("sun 9 mar", MONDAY, EITHER, "2025-03-09"),
    ("thu 3 apr", MONDAY, PAST, "2025-04-03"),
    ("wed 3 dec", MONDAY, PAST, "2025-12-03"),
    ("wed 15th", "2026-04-10", EITHER, "2026-04-15"),
    # By the distance from today.
    ("+2w", MONDAY, AHEAD, "2026-03-16"),
    ("+10d", MONDAY, EITHER, "2026-03-12"),
    ("-3d", MONDAY, PAST, "2026-02-27"),
    ("−3d", MONDAY, PAST, "2026-02-27"),
    ("+ 2 weeks", MONDAY, AHEAD, "2026-03-16"),
    ("-1 month", "2026-03-31", PAST, "2026-02-28"),
    ("+1m", "2026-01-31", AHEAD, "2026-02-28"),
    ("+1m", "2028-01-31", AHEAD, "2028-02-29"),
    ("+0d", MONDAY, PAST, "2026-03-02"),
    ("0d", MONDAY, PAST, "2026-03-02"),
    # In full, as lists have them, on whichever side of today.
    ("3/12/2031", MONDAY, PAST, "2031-12-03"),
    ("03-12-25", MONDAY, AHEAD, "2025-12-03"),
    ("2026-04-03", MONDAY, PAST, "2026-04-03"),
    ("3 dec 25", MONDAY, AHEAD, "2025-12-03"),
    ("Fri 27 Feb 2026", MONDAY, AHEAD, "2026-02-27"),
]


@pytest.mark.parametrize(("text", "today", "when", "meant"), ONE_DAY)
def test_what_means_one_day_is_read(text: str, today: str, when: When, meant: str) -> None:
    assert typed_day(text, date.fromisoformat(today), when).isoformat() == meant


SEVERAL_DAYS = [
    ("fri", MONDAY, EITHER, "Fri 27 Feb 2026 or Fri 6 Mar 2026"),
    ("fri", FRIDAY, PAST, "Fri 27 Feb 2026 or Fri 6 Mar 2026"),
    ("fri", FRIDAY, AHEAD, "Fri 6 Mar 2026 or Fri 13 Mar 2026"),
    ("fri", FRIDAY, EITHER, "Fri 27 Feb 2026, Fri 6 Mar 2026 or Fri 13 Mar 2026"),
    ("next fri", MONDAY, AHEAD, "Fri 6 Mar 2026 or Fri 13 Mar 2026"),
    ("last fri", SATURDAY, PAST, "Fri 27 Feb 2026 or Fri 6 Mar 2026"),
    ("last mon", SUNDAY, PAST, "Mon 23 Feb 2026 or Mon 2 Mar 2026"),
    ("3 dec", MONDAY, EITHER, "Wed 3 Dec 2025 or Thu 3 Dec 2026"),
    ("9/3", MONDAY, EITHER, "Sun 9 Mar 2025 or Mon 9 Mar 2026"),
    ("3rd", FRIDAY, EITHER, "Tue 3 Mar 2026 or Fri 3 Apr 2026"),
    # For what has happened, a day of next month is a slip or last year's.
    ("3 apr", MONDAY, PAST, "Thu 3 Apr 2025 or Fri 3 Apr 2026"),
    ("3 mar", MONDAY, PAST, "Mon 3 Mar 2025 or Tue 3 Mar 2026"),
    ("1 may", MONDAY, PAST, "Thu 1 May 2025 or Fri 1 May 2026"),
    ("3 feb", MONDAY, AHEAD, "Tue 3 Feb 2026 or Wed 3 Feb 2027"),
    ("1 mar", MONDAY, AHEAD, "Sun 1 Mar 2026 or Mon 1 Mar 2027"),
    ("3rd", MONDAY, PAST, "Tue 3 Feb 2026 or Tue 3 Mar 2026"),
    ("15th", "2026-01-10", PAST, "Mon 15 Dec 2025 or Thu 15 Jan 2026"),
    ("tue 3rd", MONDAY, EITHER, "Tue 3 Feb 2026 or Tue 3 Mar 2026"),
    ("29 feb", MONDAY, PAST, "Thu 29 Feb 2024 or Tue 29 Feb 2028"),
    ("2w", MONDAY, PAST, "Mon 16 Feb 2026 or Mon 16 Mar 2026"),
    ("10 days", MONDAY, AHEAD, "Fri 20 Feb 2026 or Thu 12 Mar 2026"),
]


@pytest.mark.parametrize(("text", "today", "when", "named"), SEVERAL_DAYS)
def test_what_may_mean_several_days_is_refused_with_each_spelt_out(
    text: str, today: str, when: When, named: str
) -> None:
    with pytest.raises(NotADateError) as refused:
        typed_day(text, date.fromisoformat(today), when)
    first = readings(text, date.fromisoformat(today), when)[0]
    assert str(refused.value) == (
        f"may be {named}: write the day, like {first:%d/%m/%Y} or {first.isoformat()}"
    )


@pytest.mark.parametrize(
    ("text", "when", "why"),
    [
        ("31/02/2026", PAST, "is not a date (write 28/02/2026 or 2026-02-28)"),
        ("31/02", PAST, "is not a date (write it like"),
        ("30 feb", AHEAD, "is not a date (write it like"),
        ("32nd", AHEAD, "is not a date (write it like"),
        ("0 dec", AHEAD, "is not a date (write it like"),
        ("3/0", AHEAD, "is not a date (write it like"),
        ("3 foo", AHEAD, "is not a date (write it like"),
        ("mo", PAST, "is not a date (write it like"),
        ("fridge", PAST, "is not a date (write it like"),
        ("foo 9 mar", PAST, "is not a date (write it like"),
        ("soon", PAST, "is not a date (write it like"),
        ("3", PAST, "is not a date (write it like"),
        ("", PAST, "is not a date (write it like"),
        ("12/25", PAST, "is not a date: the day comes first"),
        ("dec 3", PAST, "is not a date: the day comes first (write 3 dec, or with its year"),
        ("Dec 26", AHEAD, "is not a date: the day comes first (write 26 dec, or with its year"),
        ("tue 9 mar", PAST, "another day of the week: it may be Sun 9 Mar 2025 or Mon 9 Mar 2026"),
        ("mon 9 mar", PAST, "can only be Mon 9 Mar 2026, which is still to come"),
        ("sun 9 mar", AHEAD, "can only be Sun 9 Mar 2025, which has gone by"),
        ("tue 9 mar 2026", PAST, "is another day of the week: 2026-03-09 is a Monday"),
        ("+9999w", AHEAD, "is not a date from 1950 to 2100"),
    ],
)
def test_what_means_no_day_is_refused_with_what_to_write(text: str, when: When, why: str) -> None:
    with pytest.raises(NotADateError) as refused:
        typed_day(text, date.fromisoformat(MONDAY), when)
    assert why in str(refused.value)


WORDS = st.sampled_from(
    [
        *(name[:3].casefold() for name in (*WEEKDAYS, *MONTHS)),
        *("last", "next", "of", "+", "-", "/", ".", "st", "th", "d", "w", "m", "today", " "),
        *map(str, range(33)),
    ]
)


@given(
    st.text(max_size=20) | st.lists(WORDS, max_size=6).map("".join) | st.lists(WORDS).map(" ".join),
    todays,
    sides,
)
def test_no_text_raises_anything_but_the_refusal(text: str, today: date, when: When) -> None:
    try:
        found = typed_day(text, today, when)
    except NotADateError:
        return
    assert 1950 <= found.year <= 2100


@given(days, days, sides)
def test_a_day_in_full_is_that_day_whatever_today_is(day: date, today: date, when: When) -> None:
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}"):
        assert typed_day(text, today, when) == day


@given(todays, st.integers(0, 5000), sides)
def test_steps_count_calendar_days(today: date, count: int, when: When) -> None:
    assert typed_day(f"+{count}d", today, when) == today + timedelta(days=count)
    assert typed_day(f"-{count}d", today, when) == today - timedelta(days=count)
    assert typed_day(f"+{count // 7}w", today, when) == today + timedelta(days=count // 7 * 7)


SHORT = (
    st.sampled_from([name[:3] for name in WEEKDAYS])
    | st.builds("{} {}".format, st.integers(1, 31), st.sampled_from(MONTHS))
    | st.builds("{}/{}".format, st.integers(1, 31), st.integers(1, 12))
    | st.builds("{}th".format, st.integers(1, 31))
    | st.builds(
        "{} {} {}".format,
        st.sampled_from(WEEKDAYS),
        st.integers(1, 31),
        st.sampled_from([name[:3] for name in MONTHS]),
    )
)


@given(SHORT, todays)
def test_what_happened_is_never_after_today_and_what_is_ahead_never_before(
    text: str, today: date
) -> None:
    for when, wrong in ((PAST, 1), (AHEAD, -1)):
        try:
            found = typed_day(text, today, when)
        except NotADateError:
            continue
        assert (found - today).days * wrong <= 0
        of_a_leap_year = text.endswith(" 29 feb")  # with the day of the week, which says which
        assert of_a_leap_year or abs((found - today).days) <= 366


def test_the_day_of_the_week_picks_a_leap_year() -> None:
    assert typed_day("thu 29 feb", date(2026, 3, 2), PAST) == date(2024, 2, 29)


@given(todays, st.integers(0, 300))
def test_a_day_and_month_of_the_past_months_is_that_day(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    if (day.month, day.day) != (2, 29):
        assert typed_day(f"{day.day} {MONTHS[day.month - 1]}", today, PAST) == day
        assert typed_day(f"{day.day}/{day.month}", today, PAST) == day


@given(SHORT, todays)
def test_no_list_may_hold_what_is_counted_from_today(text: str, today: date) -> None:
    assert readings("yesterday", today, EITHER)
    for short in (text, "yesterday", "+2w"):
        with pytest.raises(NotADateError):
            read_date(short)


# As a person would


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("record 00123 assessment-agreed yesterday", "Sun 1 Mar 2026"),
        ("record 00123 assessment-agreed fri", "Fri 27 Feb 2026"),
        ("record 00123 assessment-agreed 'last fri'", "Fri 27 Feb 2026"),
        ("record 00123 assessment-agreed last fri --json", "2026-02-27"),
        ("record 00123 assessment-agreed 20 feb -m 'by letter'", "Fri 20 Feb 2026"),
        ("record 00123 assessment-agreed -m 'by letter'", "Mon 2 Mar 2026"),
        ("record -m 'by letter' 00123 assessment-agreed 20 feb", "Fri 20 Feb 2026"),
        ("record 00123 assessment-agreed -3d", "Fri 27 Feb 2026"),
        ("record 00123 assessment-agreed -- -3d", "Fri 27 Feb 2026"),
        ("record C2 advice-requested --about ep 3 dec", "Wed 3 Dec 2025"),
        ("record C5 review-meeting +2w", "Mon 16 Mar 2026 (booked)"),
        ("record C5 review-meeting mon 9 mar", "Mon 9 Mar 2026 (booked)"),
        ("done C2 yesterday", "Sun 1 Mar 2026"),
        ("done C2 26 feb", "Thu 26 Feb 2026"),
        ("calc ehcp-final 12 mar 2025", "Wed 30 Jul 2025"),
        ("calc ehcp-final -1w", "Mon 23 Feb 2026"),
    ],
)
def test_a_date_is_taken_as_it_is_typed(send: Send, line: str, on: str) -> None:
    said = send(line)
    assert said.code == 0, said.err
    assert on in said.out


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            "record C5 review-meeting fri",
            'the date: "fri" may be Fri 27 Feb 2026 or Fri 6 Mar 2026: write the day, like 27/02',
        ),
        ("calc ehcp-final 3 dec", '"3 dec" may be Wed 3 Dec 2025 or Thu 3 Dec 2026: write the day'),
        ("record 00123 assessment-agreed tomorrow", "cannot be in the future: Tue 3 Mar 2026"),
        ("record 00123 assessment-agreed +1d", "cannot be in the future: Tue 3 Mar 2026"),
        ("record 00123 assessment-agreed mon", '"mon" may be Mon 23 Feb 2026 or Mon 2 Mar 2026'),
        ("record 00123 assessment-agreed feb 3", '"feb 3" is not a date: the day comes first'),
        ("record 00123 assessment-agreed ''", 'the date: "" is not a date'),
        ("done C2 mon", '"mon" may be'),
        (
            "record 00123 contact -m rang fri",
            '"fri" stands after the note: put it before -m, or where it is of the note, the whole',
        ),
        ("record 00123 contact --note=rang 3 dec", '"3" stands after the note'),
        ("record 00123 contact -m rang mum yesterday", '"mum" stands after the note'),
        ("record 00123 contact -m rang -3d", '"-3d" stands after the note'),
        ("set 00123 flags+=complaint --since 3 apr", '--since: "3" is not a date'),
        ("set 00123 flags+=complaint --since '3 apr'", '--since: "3 apr" may be Thu 3 Apr 2025 or'),
        ("set 00123 flags+=complaint --since tomorrow", "--since: Tue 3 Mar 2026 is after"),
    ],
)
def test_a_date_in_doubt_changes_nothing(send: Send, line: str, why: str) -> None:
    before = send("history --json").out
    said = send(line)
    assert said.code == 2
    assert why in said.err
    assert said.out == ""
    assert send("history --json").out == before


@pytest.mark.usefixtures("caseload")
def test_a_step_back_in_a_note_is_left_as_it_was_typed(send: Send) -> None:
    assert send("record C2 contact -m -3d").code == 0
    events = send("show C2 --json").document["events"]
    assert [e["note"] for e in events if e["event"] == "contact"] == ["-3d"]


@pytest.mark.usefixtures("caseload")
def test_a_flag_may_be_true_since_a_friday(send: Send) -> None:
    said = send("set 00123 flags+=complaint --since fri --json")
    assert "2026-02-27" in said.out
    said = send("new C9 flags=complaint --since -1w --json")
    assert said.document["flags"] == [{"flag": "complaint", "since": "2026-02-23", "until": None}]


@pytest.mark.parametrize("text", ["yesterday", "today", "fri", "3 dec", "+2w", "3/12"])
def test_today_itself_is_given_in_full(
    send: Send, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    for line in ("calc ehcp-final 2026-01-05", "calc ehcp-final today"):
        said = send(line, "--as-of", text)
        assert said.code == 2
        assert f'--as-of: "{text}" is not a date (write it like' in said.err
    assert send("calc ehcp-final today --as-of 3/12/2025").code == 0
    monkeypatch.setenv("SEND_AS_OF", text)
    assert send("calc ehcp-final 2026-01-05").code == 2


@pytest.mark.usefixtures("caseload")
def test_of_two_days_the_one_on_record_is_withdrawn(send: Send) -> None:
    send("record C5 review-meeting 6/3/2026")
    said = send("withdraw C5 review-meeting fri -m cancelled")
    assert said.out.startswith("C5 DK: withdrawn: review meeting, Fri 6 Mar 2026 (cancelled)")
    said = send("withdraw C2 draft-sent 20 jan -m mistyped")
    assert said.out.startswith("C2 AL: withdrawn: draft sent, Tue 20 Jan 2026 (mistyped)")


@pytest.mark.usefixtures("caseload")
def test_where_both_days_or_neither_are_on_record_nothing_is_withdrawn(send: Send) -> None:
    send("record C5 review-meeting 27/2/2026")
    send("record C5 review-meeting 6/3/2026")
    said = send("withdraw C5 review-meeting fri -m x")
    assert said.code == 2
    assert "is on record more than once: Fri 27 Feb 2026, Fri 6 Mar 2026" in said.err
    said = send("withdraw C5 review-meeting thu -m x")
    assert said.code == 2
    assert "no review meeting on Thu 26 Feb 2026 or Thu 5 Mar 2026 is on record" in said.err
    assert "no draft sent on Sun 1 Mar 2026" in send("withdraw C2 draft-sent yesterday -m x").err
