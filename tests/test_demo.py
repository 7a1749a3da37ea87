"""The synthetic caseload: the same again, true to the figures, and alive on any day."""

import csv
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest

from send_cli.demo import figures
from send_cli.demo.caseload import caseload
from send_cli.demo.child import upn
from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case, SettingType
from send_cli.domain.clock import deadlines
from send_cli.domain.day_list import DayList, day_list
from send_cli.domain.deadline import Status
from send_cli.domain.problem import Severity
from send_cli.importers.formats import read_list
from send_cli.importers.headings import TEMPLATE
from send_cli.importers.listing import Listing
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS

MONDAY = date(2026, 3, 2)
DAYS = [MONDAY, date(2026, 9, 1), date(2026, 12, 25), date(2027, 1, 1), date(2028, 2, 29)]
TYPED_BADLY = {"review_meeting", "request_received"}
AWAITED = {"review_meeting", "amended_plan_sent", "phase_plan_sent", "final_plan_sent"}
ORDERS = [
    order.split()
    for order in (
        "dob request_received assessment_agreed advice_requested advice_received plan_agreed",
        "plan_agreed draft_sent final_plan_sent review_decision amendment_notice_sent",
        "advice_received draft_sent",
        "final_plan_sent amendment_notice_sent amended_plan_sent",
        "request_received assessment_refused",
        "advice_received plan_refused",
        "request_received request_withdrawn",
        "final_plan_sent review_meeting",
        "review_decision cease_notice_sent plan_ceased",
        "final_plan_sent moved_out",
    )
]


@cache
def many() -> list[dict[str, str]]:
    """A caseload large enough for its shares to be near the figures."""
    return list(caseload(MONDAY, cases=8000))


def day(text: str) -> date:
    numbers = [int(part) for part in text.split("/")]
    return date(numbers[2], numbers[1], numbers[0])


def dated(row: dict[str, str]) -> dict[str, date]:
    found = {}
    for heading, text in row.items():
        try:
            found[heading] = day(text)
        except (ValueError, IndexError):
            continue
    return found


def listing(path: Path, today: date, rows: list[dict[str, str]]) -> Listing:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, TEMPLATE)
        writer.writeheader()
        writer.writerows(rows)
    return read_list(path, today)


def read(tmp_path: Path, today: date, seed: int = 1) -> tuple[Listing, list[Case]]:
    found = listing(tmp_path / "cases.csv", today, list(caseload(today, seed=seed)))
    return found, [Case(one.ref, one.facts, one.events, one.unread) for one in found.cases]


def listed(cases: list[Case], today: date) -> DayList:
    judgement = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS)
    return day_list(
        [
            action
            for case in cases
            for action in judgement.actions(
                case, deadlines(case.events, BOOK, without_setting=case.attends_none), today
            )
        ],
        today,
    )


def test_the_same_day_and_seed_give_the_same_rows() -> None:
    assert list(caseload(MONDAY)) == list(caseload(MONDAY))
    assert list(caseload(MONDAY)) != list(caseload(MONDAY, seed=2))


def test_every_heading_is_one_of_the_template() -> None:
    assert {heading for row in many() for heading in row} <= set(TEMPLATE)
    assert all(text for row in many() for text in row.values())


def test_references_are_unique_and_keep_their_zeros() -> None:
    refs = [row["ref"] for row in many()]
    assert len(set(refs)) == len(refs)
    assert {len(ref) for ref in refs} == {6}
    assert any(ref.startswith("C0") for ref in refs)


def test_cases_are_dealt_evenly_to_the_officers() -> None:
    officers = [f"Officer {number}" for number in range(7)]
    held = Counter(row["officer"] for row in caseload(MONDAY, cases=700, officers=officers))
    assert held == dict.fromkeys(officers, 100)


@pytest.mark.parametrize("cases", [0, 1, 17])
def test_a_caseload_may_be_small(cases: int) -> None:
    assert len(list(caseload(MONDAY, cases=cases))) == cases


def test_pupil_numbers_have_their_check_letter_and_are_unique() -> None:
    # The letter of B801200005001 is published; ours is of an authority that does not exist.
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    held = [row["upn"] for row in many() if "upn" in row]
    for number in ["B801200005001", *held]:
        total = sum(place * int(digit) for place, digit in enumerate(number[1:], 2))
        assert number[0] == letters[total % 23]
    assert len(set(held)) == len(held)
    assert 0.85 < len(held) / len(many()) < 0.97
    assert upn(2020, 12)[1:] == "999001220000"


def test_the_status_shares_are_those_of_an_officer_with_three_hundred_open_cases() -> None:
    held = Counter(row["status"] for row in caseload(MONDAY))
    assert 275 <= held["EHCP"] <= 279
    assert 17 <= held["Assessment"] <= 19
    assert 4 <= held["Requested"] <= 6
    assert 9 <= held["Refused"] <= 11


def test_needs_placements_and_ages_are_near_the_figures() -> None:
    plans = [row for row in many() if row["status"] == "EHCP"]

    def share(heading: str, *values: str) -> float:
        return 100 * sum(row.get(heading, "") in values for row in plans) / len(plans)

    assert share("need", "ASD") == pytest.approx(31.5, abs=3)
    assert share("need", "SLCN") == pytest.approx(21.3, abs=3)
    assert share("need", "SEMH") == pytest.approx(20.7, abs=3)
    assert share("need", "") == pytest.approx(0.8, abs=0.7)
    assert share("setting_type", "") == pytest.approx(3.0, abs=1.2)
    assert share("setting_type", "special") == pytest.approx(30.4, abs=4)
    assert share("setting_type", "college") == pytest.approx(13.8, abs=3)
    assert share("setting_type", "none") == pytest.approx(7.8, abs=2)
    born = [day(row["dob"]) for row in plans]
    teens = sum(date(2009, 9, 1) <= one <= date(2014, 8, 31) for one in born)
    assert 100 * teens / len(plans) == pytest.approx(36.5, abs=4)
    assert {row["setting_type"] for row in many() if "setting_type" in row} <= set(SettingType)


def test_timeliness_and_outcomes_are_near_the_figures() -> None:
    rows = [(row, dated(row)) for row in many()]
    weeks = [
        (found["final_plan_sent"] - found["request_received"]).days / 7
        for _, found in rows
        if {"final_plan_sent", "request_received"} <= set(found)
    ]
    assert 100 * sum(one <= 20 for one in weeks) / len(weeks) == pytest.approx(46, abs=5)
    assert 100 * sum(one > 52 for one in weeks) / len(weeks) == pytest.approx(7, abs=3)
    outcomes = Counter(row.get("review_outcome") for row, found in rows if row["status"] == "EHCP")
    decided = outcomes["amend"] + outcomes["maintain"] + outcomes["cease"]
    assert 100 * outcomes["amend"] / decided == pytest.approx(61.2, abs=5)
    assert 0.3 < 100 * outcomes["cease"] / decided < 3
    late = sum(
        found["review_meeting"] < MONDAY - timedelta(weeks=4)
        and found.get("review_decision", date.min) < found["review_meeting"]
        for _, found in rows
        if "review_meeting" in found and "plan_ceased" not in found and "moved_out" not in found
    )
    assert 320 * late / len(rows) == pytest.approx(39, abs=6)


def test_no_plan_is_older_than_the_law_and_recent_ones_keep_their_request() -> None:
    finals = [dated(row) for row in many() if "final_plan_sent" in dated(row)]
    assert min(found["final_plan_sent"] for found in finals) >= date(2014, 9, 1)
    lately = MONDAY - timedelta(days=300)
    recent = [found for found in finals if found["final_plan_sent"] > lately]
    older = [found for found in finals if found["final_plan_sent"] < date(2023, 1, 1)]
    assert all("request_received" in found for found in recent)
    assert not any("request_received" in found for found in older)


@pytest.mark.parametrize("today", DAYS)
def test_dates_stand_in_order_and_only_meetings_are_ahead(today: date) -> None:
    for row in caseload(today, seed=3, cases=2000):
        found = dated(row)
        for order in ORDERS:
            days = [found[heading] for heading in order if heading in found]
            assert days == sorted(days), row
        ahead = {heading for heading, on in found.items() if on > today}
        assert ahead <= {"review_meeting"}, row


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_list_has_no_problems_but_its_few_bad_cells(
    tmp_path: Path, today: date, seed: int
) -> None:
    found, cases = read(tmp_path, today, seed)
    assert (found.rows, found.refused, len(cases)) == (320, 0, 320)
    errors = [one for one in found.problems if one.severity is Severity.ERROR]
    warnings = [one for one in found.problems if one.severity is Severity.WARNING]
    assert {one.column for one in errors} <= TYPED_BADLY
    assert {one.column for one in warnings if one.value} <= AWAITED
    assert {one.value for one in warnings} <= {"TBC", None}
    assert 1 <= len(errors) <= 10
    assert len(warnings) <= 12


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_list_is_alive_on_any_day(tmp_path: Path, today: date, seed: int) -> None:
    _, cases = read(tmp_path, today, seed)
    states = Counter(
        row.status(today)
        for case in cases
        for row in deadlines(case.events, BOOK, without_setting=case.attends_none)
        if row.exists(today)
    )
    for status in (Status.DUE_SOON, Status.ON_TRACK, Status.MET, Status.OVERDUE_FROM_OTHERS):
        assert states[status] >= 3, status
    found = listed(cases, today)
    late = [(today - one.row.due).days for one in found.breached if one.row]
    assert 40 <= len(found.breached) <= 130
    assert found.due_soon >= 15
    assert len(found.waiting) >= 10
    assert sum(one.status is Status.UNDATED for one in found.ranked) <= 12
    assert sorted(late)[len(late) // 2] < 60, "most of what is late is late by weeks"
    assert sum(days > 365 for days in late) <= 4


def test_a_council_of_twenty_thousand_is_made_in_seconds() -> None:
    began = perf_counter()
    officers = [f"Officer {number}" for number in range(60)]
    assert sum(1 for _ in caseload(MONDAY, cases=20_000, officers=officers)) == 20_000
    assert perf_counter() - began < 20


def test_the_stages_add_up_to_one_officer() -> None:
    assert sum(figures.STAGES.values()) == pytest.approx(320)
    assert sum(figures.STAGES[stage] for stage in figures.PLANS) == pytest.approx(277)
