"""Phase transfers: who changes phase when, and by what day the plan must be sent."""

from datetime import date

import pytest

from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case, Field
from send_cli.domain.clock import case_deadlines
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.transfer import expected_transfers, year_group, year_group_on
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS

OCTOBER = date(2026, 10, 1)
PLAN = Event(K.FINAL_PLAN_SENT, date(2024, 3, 1))


def case(setting: str = "primary", *events: Event, year: str = "6", born: str = "") -> Case:
    facts = {Field.SETTING_TYPE: setting, Field.YEAR_GROUP: year, Field.DOB: born}
    held = {field: text for field, text in facts.items() if text}
    stamps = dict.fromkeys((Field.YEAR_GROUP, Field.SETTING_TYPE), OCTOBER)
    return Case("A1", held, (PLAN, *events), recorded=stamps)


def clock(one: Case, rule: str) -> Deadline:
    (found,) = (row for row in case_deadlines(one, BOOK) if row.rule.id == rule)
    return found


def rules(one: Case) -> set[str]:
    return {row.rule.id for row in case_deadlines(one, BOOK) if row.rule.id.startswith("phase")}


@pytest.mark.parametrize(
    ("born", "day", "group"),
    [
        ("2016-08-31", "2026-09-01", 6),
        ("2016-09-01", "2026-09-01", 5),
        ("2016-08-31", "2026-08-31", 5),
        ("2022-08-31", "2026-09-01", 0),
        ("2012-02-29", "2027-03-01", 10),
    ],
)
def test_a_year_group_is_that_of_the_thirty_first_of_august(
    born: str, day: str, group: int
) -> None:
    assert year_group(date.fromisoformat(born), date.fromisoformat(day)) == group


def test_a_recorded_year_group_moves_up_each_september() -> None:
    one = case()
    assert year_group_on(one, date(2027, 8, 31)) == 6
    assert year_group_on(one, date(2027, 9, 1)) == 7


def test_the_date_of_birth_wins_where_the_two_disagree() -> None:
    assert expected_transfers(case(born="2017-01-01")) == [
        Event(K.PHASE_TRANSFER, date(2028, 9, 1))
    ]


@pytest.mark.parametrize(
    ("setting", "year", "kind", "on"),
    [
        ("nursery", "N2", K.PHASE_TRANSFER, "2027-09-01"),
        ("infant", "2", K.PHASE_TRANSFER, "2027-09-01"),
        ("first", "3", K.PHASE_TRANSFER, "2028-09-01"),
        ("junior", "6", K.PHASE_TRANSFER, "2027-09-01"),
        ("middle", "8", K.PHASE_TRANSFER, "2027-09-01"),
        ("alternative", "11", K.POST16_TRANSFER, "2027-09-01"),
        ("sixth-form", "13", K.POST16_TRANSFER, "2027-09-01"),
        ("secondary", "12", K.POST16_TRANSFER, "2028-09-01"),
        ("special", "13", K.POST16_TRANSFER, "2027-09-01"),
    ],
)
def test_the_setting_says_after_which_year_a_child_moves_on(
    setting: str, year: str, kind: K, on: str
) -> None:
    assert expected_transfers(case(setting, year=year)) == [Event(kind, date.fromisoformat(on))]


@pytest.mark.parametrize("setting", ["college", "none", ""])
def test_a_setting_without_a_next_phase_expects_no_transfer(setting: str) -> None:
    assert expected_transfers(case(setting, year="11")) == []


@pytest.mark.parametrize("setting", ["secondary", "all-through"])
def test_a_school_may_be_left_after_year_eleven_or_after_its_sixth_form(setting: str) -> None:
    assert expected_transfers(case(setting, year="10")) == [
        Event(K.POST16_TRANSFER, date(2028, 9, 1)),
        Event(K.POST16_TRANSFER, date(2030, 9, 1)),
    ]
    college = case("college", year="12")
    assert expected_transfers(college) == []


def test_a_school_sixth_form_to_a_college_is_a_transfer_from_secondary_to_post_16() -> None:
    row = clock(case("secondary", year="13"), "phase-sec-to-post16")
    assert (row.due, row.opens_on) == (date(2027, 3, 30), date(2026, 9, 1))
    assert rules(case("secondary", year="14")) == set()


def test_a_special_school_may_have_every_transfer_ahead() -> None:
    assert [event.on.year for event in expected_transfers(case("special", year="6"))] == [
        2027,
        2032,
        2034,
    ]


def test_a_transfer_that_was_past_when_the_setting_was_recorded_was_not_made_from_it() -> None:
    assert expected_transfers(case("primary", year="8")) == []


def test_before_the_fifteenth_of_february_is_the_fourteenth() -> None:
    row = clock(case(), "phase-other")
    assert (row.due, row.act_by) == (date(2027, 2, 14), date(2027, 2, 12))
    assert row.opens_on == date(2026, 9, 1)
    assert not row.exists(date(2026, 8, 31))


def test_before_the_thirty_first_of_march_is_the_thirtieth() -> None:
    row = clock(case("alternative", year="11"), "phase-sec-to-post16")
    assert (row.due, row.act_by) == (date(2027, 3, 30), date(2027, 3, 30))


def test_the_day_before_the_day_and_the_day_after() -> None:
    row = clock(case(), "phase-other")
    assert row.status(date(2027, 2, 13)) is Status.DUE_SOON
    assert row.status(date(2027, 2, 14)) is Status.DUE_SOON
    assert row.status(date(2027, 2, 15)) is Status.BREACHED


def test_the_back_stop_of_the_meeting_is_twelve_weeks_before_and_only_practice() -> None:
    row = clock(case(), "phase-meeting-backstop")
    assert row.due == date(2026, 11, 22)
    assert row.status(date(2026, 11, 23)) is Status.PAST_TARGET
    post16 = clock(case("alternative", year="11"), "phase-meeting-backstop-post16")
    assert post16.due == date(2027, 1, 5)


def test_a_meeting_since_september_stops_the_back_stop_and_not_the_plan() -> None:
    held = case("primary", Event(K.REVIEW_MEETING, date(2026, 10, 20)))
    assert clock(held, "phase-meeting-backstop").done_on == date(2026, 10, 20)
    assert clock(held, "phase-other").closed_on is None
    july = case("primary", Event(K.REVIEW_MEETING, date(2026, 7, 1)))
    assert clock(july, "phase-meeting-backstop").closed_on is None


def test_the_phase_plan_stops_it_and_counts_as_an_amended_plan() -> None:
    sent = case(
        "primary",
        Event(K.REVIEW_MEETING, date(2026, 10, 20)),
        Event(K.REVIEW_AMEND, date(2026, 11, 10)),
        Event(K.AMENDMENT_NOTICE_SENT, date(2026, 11, 10)),
        Event(K.PHASE_PLAN_SENT, date(2027, 1, 20)),
    )
    assert clock(sent, "phase-other").done_on == date(2027, 1, 20)
    assert clock(sent, "ar-amend-final").done_on == date(2027, 1, 20)
    assert clock(sent, "ar-amend-final-longstop").status(date(2027, 2, 1)) is Status.MET_LATE


def test_last_years_phase_plan_does_not_stop_this_years() -> None:
    assert (
        clock(case("junior", Event(K.PHASE_PLAN_SENT, date(2026, 2, 1))), "phase-other").closed_on
        is None
    )


def test_a_late_phase_plan_is_still_owed_after_the_transfer() -> None:
    assert clock(case(), "phase-other").status(date(2027, 10, 1)) is Status.BREACHED


def test_a_plan_made_after_the_date_has_no_phase_deadline() -> None:
    stamps = dict.fromkeys((Field.YEAR_GROUP, Field.SETTING_TYPE), OCTOBER)
    facts = {Field.SETTING_TYPE: "primary", Field.YEAR_GROUP: "6"}
    made = Event(K.FINAL_PLAN_SENT, date(2027, 3, 1))
    assert rules(Case("A1", facts, (made,), recorded=stamps)) == set()
    assert rules(Case("A1", facts, (), recorded=stamps)) == set()


def test_a_plan_made_in_the_year_opens_its_clock_that_day() -> None:
    stamps = dict.fromkeys((Field.YEAR_GROUP, Field.SETTING_TYPE), OCTOBER)
    facts = {Field.SETTING_TYPE: "primary", Field.YEAR_GROUP: "6"}
    made = Event(K.FINAL_PLAN_SENT, date(2027, 1, 4))
    row = clock(Case("A1", facts, (made,), recorded=stamps), "phase-other")
    assert row.opens_on == date(2027, 1, 4)


def test_a_recorded_transfer_takes_the_place_of_the_expected_one() -> None:
    moved = case("primary", Event(K.PHASE_TRANSFER, date(2027, 4, 12)))
    row = clock(moved, "phase-other")
    assert (row.start_on, row.due) == (date(2027, 4, 12), date(2027, 2, 14))


def test_a_move_between_post16_settings_is_five_months_before_it() -> None:
    moving = case("college", Event(K.POST16_MOVE, date(2027, 9, 1)), year="13")
    row = clock(moving, "phase-post16-to-post16")
    assert row.due == date(2027, 4, 1)


def test_a_plan_that_ceased_owes_no_phase_plan() -> None:
    ceased = case("primary", Event(K.PLAN_CEASED, date(2026, 12, 1)))
    assert clock(ceased, "phase-other").status(date(2027, 3, 1)) is Status.CLOSED


def test_an_unknown_setting_type_gives_one_line_with_the_earliest_date() -> None:
    one = case("", year="6")
    asked = [
        action
        for action in Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS).actions(
            one, case_deadlines(one, BOOK), date(2027, 1, 4)
        )
        if action.text == "Record the setting type"
    ]
    assert [action.row.due for action in asked if action.row] == [date(2027, 2, 14)]
    assert asked[0].status is Status.DUE_SOON
    assert not asked[0].is_breached


def test_an_earlier_plan_that_ceased_closes_no_transfer_of_the_plan_held_since() -> None:
    ceased, arrived = date(2026, 10, 5), date(2026, 10, 6)
    events = (Event(K.PLAN_CEASED, ceased), Event(K.MOVED_IN, arrived))
    facts = {Field.SETTING_TYPE: "primary", Field.YEAR_GROUP: "6"}
    stamps = dict.fromkeys((Field.YEAR_GROUP, Field.SETTING_TYPE), OCTOBER)
    row = clock(Case("A1", facts, events, recorded=stamps), "phase-other")
    assert (row.opens_on, row.closed_on) == (arrived, None)
