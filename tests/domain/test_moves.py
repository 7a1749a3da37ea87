"""Moves between authorities: the plan that leaves with a child, and the plan that arrives."""

from datetime import date, timedelta

import pytest

from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case, Stage
from send_cli.domain.clock import case_deadlines
from send_cli.domain.deadline import Closing, Deadline, Status
from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS
from tests.conftest import Lists, Send

from .history import clock, clocks, day, events, running, status

PLAN = "final-plan-sent 2024-03-01; review-maintain 2025-02-10"


def governing(history: str, on: str) -> list[tuple[str, date]]:
    """Return the clocks of a move away that run on a day, with their due dates."""
    rules = ("move-transfer", "move-transfer-late")
    rows = [row for rule in rules for row in clocks(history, rule)]
    return [(row.rule.id, row.due) for row in rows if row.runs(day(on))]


# The plan that leaves


def test_a_move_known_fifteen_working_days_before_is_due_on_its_day() -> None:
    # Fri 8 May 2026 is the fifteenth working day before Mon 1 Jun (Mon 25 May is none).
    history = f"{PLAN}; move-known 2026-05-08; moved-out 2026-06-01"
    assert governing(history, "2026-05-08") == [("move-transfer", day("2026-06-01"))]
    assert status(history, "move-transfer", "2026-06-02") is Status.BREACHED


def test_a_move_known_later_has_fifteen_working_days_beginning_with_that_day() -> None:
    history = f"{PLAN}; move-known 2026-05-26; moved-out 2026-06-01"
    assert governing(history, "2026-06-01") == [("move-transfer-late", day("2026-06-15"))]


def test_a_move_learned_of_after_it_happened_counts_from_the_old_authoritys_knowledge() -> None:
    history = f"{PLAN}; moved-out 2026-06-01; move-known 2026-07-01"
    assert governing(history, "2026-07-01") == [("move-transfer-late", day("2026-07-21"))]
    assert clock(history, "move-transfer").closing is Closing.REPLACED


@pytest.mark.parametrize("known", range(40))
def test_the_later_of_the_move_and_the_fifteen_working_days_always_governs(known: int) -> None:
    moved = date(2026, 6, 1)
    aware = moved - timedelta(days=known)
    history = f"{PLAN}; move-known {aware}; moved-out {moved}"
    ((_, due),) = governing(history, aware.isoformat())
    late = BOOK.calendar.working_day(aware, 15, inclusive=True)
    assert due == max(moved, late)


def test_a_move_that_is_known_without_its_day_has_the_fifteen_working_days() -> None:
    assert governing(f"{PLAN}; move-known 2026-05-26", "2026-05-26") == [
        ("move-transfer-late", day("2026-06-15"))
    ]


def test_a_plan_transferred_before_the_move_is_in_time() -> None:
    history = f"{PLAN}; move-known 2026-04-01; plan-transferred 2026-05-20; moved-out 2026-06-01"
    assert status(history, "move-transfer", "2026-06-02") is Status.MET


def test_a_plan_transferred_the_day_a_past_move_was_learned_of_is_not_late() -> None:
    history = f"{PLAN}; moved-out 2026-06-01; move-known 2026-07-01; plan-transferred 2026-07-01"
    assert status(history, "move-transfer-late", "2026-07-02") is Status.MET
    assert status(history, "move-transfer", "2026-07-02") is Status.CLOSED


def test_a_child_who_comes_back_begins_another_stay() -> None:
    stay = "move-known 2026-04-01; moved-out 2026-06-01"
    history = f"{PLAN}; {stay}; moved-in 2026-09-01; move-known 2027-01-04; moved-out 2027-03-01"
    first, second = clocks(history, "move-transfer")
    assert (first.closing, first.closed_on) == (Closing.ENDED, day("2026-09-01"))
    assert (second.due, second.closing) == (day("2027-03-01"), None)


def test_moving_out_ends_the_clocks_of_the_child_and_not_the_transfer_of_the_plan() -> None:
    history = f"{PLAN}; move-known 2026-04-01; moved-out 2026-06-01"
    assert running(history, "2026-06-01") == {"move-transfer"}


def listed(case: Case, today: date) -> list[tuple[str, str]]:
    actions = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS).actions(
        case, case_deadlines(case, BOOK), today
    )
    return [(action.lane.value, action.text) for action in actions]


def test_a_plan_holder_who_moved_is_asked_about_until_the_transfer_is_on_record() -> None:
    case = Case("A1", {}, tuple(events(f"{PLAN}; moved-out 2026-06-01")))
    asked = "Find the date: plan transferred"
    assert ("repair", asked) in listed(case, day("2026-06-02"))
    assert ("repair", asked) in listed(case, day("2026-08-24"))
    assert ("steady", asked) in listed(case, day("2026-08-25"))
    done = (*case.events, Event(K.PLAN_TRANSFERRED, day("2026-06-01")))
    assert listed(Case("A1", {}, done), day("2026-06-02")) == []
    late = (*case.events, Event(K.PLAN_TRANSFERRED, day("2026-06-15")))
    assert listed(Case("A1", {}, late), day("2026-06-16")) == []


def test_a_plan_is_transferred_on_the_day_of_a_move_known_15_working_days_before_it() -> None:
    known = f"{PLAN}; move-known 2026-03-02"
    assert status(known, "move-transfer-late", "2026-03-23") is Status.PAST_TARGET
    booked = f"{known}; moved-out 2026-06-10"
    assert status(booked, "move-transfer", "2026-06-11") is Status.BREACHED
    assert status(f"{known}; moved-out 2026-03-04", "move-transfer-late", "2026-03-23") is (
        Status.BREACHED
    )


def test_a_child_without_a_plan_has_none_to_transfer() -> None:
    case = Case("A1", {}, tuple(events("request-received 2026-01-05; moved-out 2026-02-02")))
    assert listed(case, day("2026-02-03")) == []


def test_a_move_that_is_only_booked_ends_nothing_until_somebody_says_so() -> None:
    known = events(f"{PLAN}; review-meeting 2026-01-12; move-known 2026-04-01")
    booked = Event(K.MOVED_OUT, day("2026-06-01"), booked=True)
    case = Case("A1", {}, (*known, booked))
    rows = case_deadlines(case, BOOK)
    going = {row.rule.id for row in rows if row.runs(day("2026-06-05"))}
    assert {"ar-subsequent", "ar-decision", "move-transfer"} <= going
    assert ("repair", "Say whether the child moved out on Mon 1 Jun 2026") in listed(
        case, day("2026-06-02")
    )
    assert case.stage(day("2026-06-02")) is Stage.REVIEW
    confirmed = Case("A1", {}, (*known, booked._replace(booked=False)))
    rows = case_deadlines(confirmed, BOOK)
    assert {row.rule.id for row in rows if row.runs(day("2026-06-05"))} == {"move-transfer"}


def test_a_move_ahead_is_no_review_meeting() -> None:
    known = events("final-plan-sent 2025-06-02; post16-move 2026-09-01; moved-out 2026-05-20")
    case = Case("A1", {}, tuple(event._replace(booked=True) for event in known))
    assert case.next_booked(K.REVIEW_MEETING, day("2026-05-01")) is None


# The plan that arrives


def year(history: str, on: str) -> list[tuple[str, date]]:
    """Return the clocks of the year that run on a day."""
    rows: list[Deadline] = []
    for rule in ("ar-first", "ar-subsequent", "move-review"):
        rows += [row for row in clocks(history, rule) if row.runs(day(on))]
    return [(row.rule.id, row.due) for row in rows]


def test_the_three_months_replace_a_year_that_ends_within_them() -> None:
    history = "final-plan-sent 2025-04-01; moved-in 2026-02-02"
    assert year(history, "2026-02-01") == [("ar-first", day("2026-03-31"))]
    assert year(history, "2026-02-02") == [("move-review", day("2026-05-01"))]


def test_a_year_that_ends_after_the_three_months_goes_on() -> None:
    history = f"{PLAN}; review-maintain 2025-12-01; moved-in 2026-02-02"
    assert year(history, "2026-02-02") == [("ar-subsequent", day("2026-11-30"))]


def test_a_year_that_ends_on_the_last_day_of_the_three_months_goes_on() -> None:
    history = f"{PLAN}; review-maintain 2025-05-02; moved-in 2026-02-02"
    assert year(history, "2026-02-02") == [("ar-subsequent", day("2026-05-01"))]


def test_a_plan_without_a_date_on_record_has_three_months() -> None:
    assert year("moved-in 2026-02-02", "2026-02-02") == [("move-review", day("2026-05-01"))]


def test_a_review_after_the_transfer_begins_the_year_again() -> None:
    history = "final-plan-sent 2025-04-01; moved-in 2026-02-02; review-maintain 2026-04-20"
    assert year(history, "2026-04-20") == [("ar-subsequent", day("2027-04-19"))]
    assert clock(history, "ar-first").closing is Closing.REPLACED
    assert status(history, "move-review", "2026-04-21") is Status.MET


def test_the_new_authority_must_review_before_the_later_of_twelve_months_and_three() -> None:
    history = "final-plan-sent 2025-04-01; moved-in 2026-02-02"
    assert status(history, "move-review", "2026-05-01") is Status.DUE_SOON
    assert status(history, "move-review", "2026-05-02") is Status.BREACHED


@pytest.mark.parametrize(
    "history",
    [
        "moved-in 2026-02-02",
        # Away for a time, in which the other authority may have reviewed the plan.
        "final-plan-sent 2024-04-01; moved-out 2024-09-02; moved-in 2026-02-02",
        # A plan of this authority's own, made after the transfer.
        "moved-in 2026-02-02; final-plan-sent 2026-04-20",
    ],
)
def test_three_months_are_no_breach_where_the_twelve_are_not_on_record(history: str) -> None:
    row = clock(history, "move-review")
    assert row.may_be_later
    assert row.status(day("2026-05-02")) is Status.PAST_TARGET


def test_the_family_are_told_that_the_day_of_the_first_review_here_may_be_later(
    send: Send,
) -> None:
    send("new M1")
    send("record M1 moved-in 2026-02-02")
    page = send("explain M1 --as-of 2026-03-02").out
    assert "By Friday 1 May 2026 we should finish the annual review of the plan." in page
    assert "The day may be later: we have no record of another date" in page
    assert "may be later" in send("why M1 move-review --as-of 2026-03-02").out
    late = send("today --json --as-of 2026-05-02").document["actions"]
    assert [(one["rule"], one["status"]) for one in late if one["rule"] == "move-review"] == [
        ("move-review", "past-target")
    ]
    send("record M1 final-plan-sent 2025-04-01")
    assert "breached" in send("deadlines M1 --status breached --as-of 2026-05-02").out


def test_a_year_the_old_authority_missed_is_not_this_ones_breach() -> None:
    history = "final-plan-sent 2024-04-01; moved-in 2026-02-02"
    assert status(history, "ar-first", "2026-02-01") is Status.BREACHED
    assert status(history, "ar-first", "2026-02-02") is Status.CLOSED
    assert year(history, "2026-02-02") == [("move-review", day("2026-05-01"))]


def test_the_family_are_told_within_six_weeks_of_the_transfer() -> None:
    history = "moved-in 2026-02-02"
    assert clock(history, "move-inform").due == day("2026-03-16")
    later = f"{history}; review-meeting 2026-04-20"
    assert clock(later, "move-inform").closing is Closing.OVERTAKEN


def test_a_move_is_recorded_from_the_day_it_is_known(send: Send) -> None:
    send("new M1")
    send("record M1 request-received 2025-06-16")
    assert send("record M1 final-plan-sent 2025-11-03").code == 0
    assert "started  move-transfer-late" in send("record M1 move-known 2026-02-02").out
    booked = send("record M1 moved-out 2026-04-20")
    assert "(booked)" in booked.out
    (row,) = (
        one
        for one in send("deadlines M1 --json").document["deadlines"]
        if one["rule"] == "move-transfer"
    )
    assert (row["due"], row["status"]) == ("2026-04-20", "on-track")
    assert "the day of the move = Mon 20 Apr 2026" in send("why M1 move-transfer").out
    sent = send("record M1 plan-transferred 2026-03-02")
    assert "stopped  move-transfer," in sent.out
    assert send("record M1 move-informed").code == 2


def test_the_page_of_a_rule_says_which_other_it_stands_beside(send: Send) -> None:
    page = " ".join(send("rules move-transfer-late").out.split())
    assert "the later of this and move-transfer" in page
    (document,) = send("rules move-review --json").document["rules"]
    assert document["later_of"] == ["ar-first", "ar-subsequent"]


def test_moves_are_read_from_a_long_list(send: Send, lists: Lists) -> None:
    rows = ["ref,event,date", "L1,moved-in,02/02/2026", "L1,move-informed,09/02/2026"]
    rows += ["L2,final-plan-sent,03/11/2025", "L2,move-known,02/02/2026"]
    rows += ["L2,moved-out,20/04/2026", "L2,plan-transferred,16/02/2026"]
    assert send("import", lists(*rows)).code == 0
    for ref, rule in (("L1", "move-inform"), ("L2", "move-transfer")):
        found = send(f"deadlines {ref} --json").document["deadlines"]
        assert {row["rule"]: row["status"] for row in found}[rule] == "met"
