"""Detained children and young people: release and detention part-way restart nothing."""

import pytest

from send_cli.domain.case import Case, Stage
from send_cli.domain.deadline import Status
from send_cli.domain.step import Step
from send_cli.rules import BOOK
from tests.conftest import Lists, Send

from .history import clock, clocks, day, events, running, status

ASKED = "custody-request-received 2026-01-05"


def test_a_request_in_custody_starts_the_clocks_of_the_detained_alone() -> None:
    assert running(ASKED, "2026-01-05") == {"cust-notice", "cust-no-plan", "cust-final"}
    assert clock(ASKED, "cust-final").due == day("2026-05-25")
    assert Case("A1", {}, tuple(events(ASKED))).stage(day("2026-01-05")) is Stage.REQUESTED


def test_release_part_way_does_not_restart_the_weeks() -> None:
    history = f"{ASKED}; assessment-agreed 2026-02-10; released 2026-03-02"
    assert clock(history, "cust-final").due == day("2026-05-25")
    assert "cust-final" in running(history, "2026-03-02")
    assert clocks(history, "ehcp-final") == []


def test_detention_part_way_does_not_restart_the_weeks() -> None:
    history = "request-received 2026-01-05; assessment-agreed 2026-02-10; detained 2026-03-02"
    assert clock(history, "ehcp-final").due == day("2026-05-25")
    assert "ehcp-final" in running(history, "2026-03-02")
    assert clocks(history, "cust-final") == []


def test_the_family_have_one_window_on_a_draft_for_a_detained_person() -> None:
    history = f"{ASKED}; assessment-agreed 2026-02-10; draft-sent 2026-04-20"
    assert clock(history, "cust-draft-reps").not_before == day("2026-05-05")
    assert clocks(history, "ehcp-draft-representations") == []


def test_a_refusal_taken_back_leaves_the_draft_its_window() -> None:
    history = f"{ASKED}; assessment-refused 2026-02-10; assessment-agreed 2026-03-02"
    assert len(clocks(f"{history}; draft-sent 2026-04-20", "cust-draft-reps")) == 1


@pytest.mark.parametrize("route", ["order-to-assess", "agreement-to-assess", "unopposed-assess"])
def test_a_refusal_in_custody_reversed_by_a_route_does_not_open_its_first_weeks(route: str) -> None:
    history = f"{ASKED}; assessment-refused 2026-02-10; {route} 2026-07-06"
    began = f"{history}; assessment-agreed 2026-07-13"
    assert running(began, "2026-07-14").isdisjoint({"cust-no-plan", "cust-final"})
    final = "r45-assess-final" if route == "unopposed-assess" else "r44-assess-final"
    assert final in running(began, "2026-07-14")


def test_a_plan_ordered_for_a_detained_person_has_only_the_dates_of_the_order() -> None:
    refused = f"{ASKED}; assessment-agreed 2026-02-10; plan-refused 2026-04-20"
    ordered = f"{refused}; order-to-make-plan 2026-07-06; plan-agreed 2026-07-07"
    assert "r44-make-final" in running(ordered, "2026-07-08")
    assert "cust-final" not in running(ordered, "2026-07-08")


def test_no_ground_excuses_the_refusal_of_a_detained_person() -> None:
    history = f"{ASKED}; exception 2026-02-01 school-closed"
    assert status(history, "cust-notice", "2026-03-02") is Status.EXCUSED
    assert status(history, "cust-notice-refuse", "2026-03-02") is Status.BREACHED


def test_being_away_excuses_nothing_of_a_detained_person() -> None:
    history = f"{ASKED}; exception 2026-02-01 away-four-weeks"
    assert status(history, "cust-final", "2026-06-01") is Status.BREACHED


def test_the_checklist_speaks_of_custody_only_in_a_case_of_custody() -> None:
    def listed(history: str) -> set[str]:
        steps = (Step.SEND_FINAL, Step.HOLD_REVIEW)
        found = [rule for step in steps for rule in BOOK.checklist(step, events(history))]
        return {rule.id for rule in found if rule.id.startswith("cust")}

    assert listed("request-received 2026-01-05") == set()
    assert listed(f"{ASKED}; released 2026-03-02") == {
        "cust-released-midway",
        "cust-release-review",
    }
    assert listed("request-received 2026-01-05; detained 2026-03-02") == {
        "cust-detained-midway",
        "cust-keep-plan",
    }


def test_custody_is_recorded_and_read_from_a_long_list(send: Send, lists: Lists) -> None:
    send("new D1")
    said = send("record D1 custody-request-received 2026-02-02")
    assert "started  cust-final" in said.out
    assert "stopped  cust-notice," in send("record D1 assessment-agreed 2026-03-02").out
    rows = ["ref,event,date", "D2,custody-request-received,02/02/2026", "D2,released,16/02/2026"]
    assert send("import", lists(*rows)).code == 0
    found = send("deadlines D2 --json").document["deadlines"]
    assert {row["rule"] for row in found} == {"cust-notice", "cust-no-plan", "cust-final"}
