"""Re-assessment: its own clocks, from its own starts."""

import pytest

from send_cli.domain.case import Case, Stage
from send_cli.domain.deadline import Closing, Status
from send_cli.domain.step import Step
from send_cli.rules import BOOK
from tests.conftest import Send

from .history import clock, clocks, day, events, running, status

HELD = "final-plan-sent 2024-03-01; review-maintain 2025-12-01"
ASKED = f"{HELD}; reassessment-requested 2026-01-05"
AGREED = f"{ASKED}; reassessment-agreed 2026-01-16"


def test_the_fourteen_weeks_run_from_the_notification_and_not_from_the_request() -> None:
    assert "reassess-final" not in running(ASKED, "2026-01-15")
    assert clock(AGREED, "reassess-final").due == day("2026-04-24")


def test_the_outer_path_is_fifteen_days_and_fourteen_weeks() -> None:
    late = f"{ASKED}; reassessment-agreed 2026-01-20"
    assert status(late, "reassess-decision", "2026-02-01") is Status.MET
    assert (clock(late, "reassess-final").due - day("2026-01-05")).days == 15 + 14 * 7


def test_the_authoritys_own_decision_to_reassess_starts_the_fourteen_weeks() -> None:
    own = f"{HELD}; reassessment-agreed 2026-01-16"
    assert clocks(own, "reassess-decision") == []
    assert clock(own, "reassess-final").due == day("2026-04-24")


def test_a_reassessment_starts_no_clock_of_a_first_plan() -> None:
    history = f"{AGREED}; advice-requested 2026-01-19 ep; draft-sent 2026-03-02"
    made = {row.split("-")[0] for row in running(history, "2026-03-02")}
    assert made == {"reassess", "ar"}
    assert clocks(history, "ehcna-advice-return") == []
    assert clocks(history, "ehcp-draft-representations") == []
    assert clock(history, "reassess-draft-reps").not_before == day("2026-03-17")


def test_after_the_plan_ceased_a_new_request_has_the_clocks_of_a_first_plan_again() -> None:
    history = f"{AGREED}; plan-ceased 2026-02-02; request-received 2026-06-01"
    history = f"{history}; advice-requested 2026-07-01 ep; draft-sent 2026-08-01"
    assert clocks(history, "reassess-advice") == []
    assert clock(history, "ehcna-advice-return").start_on == day("2026-07-01")
    assert clock(history, "ehcp-draft-representations").start_on == day("2026-08-01")


def test_advice_in_a_reassessment_has_a_clock_for_each_adviser() -> None:
    history = f"{AGREED}; advice-requested 2026-01-19 ep; advice-requested 2026-01-26 health"
    history = f"{history}; advice-received 2026-02-20 ep"
    ep, health = clocks(history, "reassess-advice")
    assert (ep.about, ep.status(day("2026-03-01"))) == ("ep", Status.MET)
    assert (health.about, health.due) == ("health", day("2026-03-09"))


def test_a_repeat_request_starts_nothing_while_a_reassessment_is_open() -> None:
    assert len(clocks(f"{AGREED}; reassessment-requested 2026-02-02", "reassess-decision")) == 1


def test_a_refused_reassessment_leaves_the_plan_and_a_later_request_is_a_new_one() -> None:
    refused = f"{ASKED}; reassessment-refused 2026-01-16"
    familys_time = {"med-contact", "ftt-appeal-2m"}
    assert running(refused, "2026-01-16") == {"ar-subsequent"} | familys_time
    assert Case("A1", {}, tuple(events(refused))).stage(day("2026-01-16")) is Stage.REVIEW
    again = f"{refused}; reassessment-requested 2026-09-01"
    assert len(clocks(again, "reassess-decision")) == 2


def test_a_plan_left_unchanged_ends_the_fourteen_weeks() -> None:
    history = f"{AGREED}; reassessment-no-change 2026-04-01"
    row = clock(history, "reassess-final")
    assert (row.closing, row.closed_on) == (Closing.ENDED, day("2026-04-01"))


def test_a_draft_with_no_decision_on_record_asks_for_its_date() -> None:
    row = clock(f"{ASKED}; draft-sent 2026-03-02", "reassess-decision")
    assert (row.closing, row.done_on) == (Closing.OVERTAKEN, None)


def test_the_amended_plan_of_a_review_is_no_plan_after_a_reassessment() -> None:
    history = f"{AGREED}; amended-plan-sent 2026-02-10"
    assert "reassess-final" in running(history, "2026-02-10")


def test_an_exception_excuses_the_fourteen_weeks_and_never_the_fifteen_days() -> None:
    asked = f"{ASKED}; exception 2026-01-10 away-four-weeks"
    assert status(asked, "reassess-decision", "2026-02-01") is Status.BREACHED
    agreed = f"{AGREED}; exception 2026-02-10 away-four-weeks"
    assert status(agreed, "reassess-final", "2026-06-01") is Status.EXCUSED


def test_the_checklist_of_a_first_decision_says_nothing_of_reassessment() -> None:
    listed = {rule.id for rule in BOOK.checklist(Step.DECIDE_ASSESSMENT, events(AGREED))}
    assert not any(rule.startswith("reassess") for rule in listed)


def test_a_reassessment_is_recorded_step_by_step(send: Send) -> None:
    send("new R1")
    send("record R1 request-received 2025-06-16")
    assert send("record R1 final-plan-sent 2025-11-03").code == 0
    asked = send("record R1 reassessment-requested 2026-02-16")
    assert "started  reassess-decision" in asked.out
    agreed = send("record R1 reassessment-agreed 2026-02-27")
    assert "stopped  reassess-decision" in agreed.out
    assert "Fri 5 Jun 2026" in agreed.out
    assert send("record R1 reassessment-no-change 2026-02-01").code == 2
    early = send("record R1 draft-sent 2026-02-20")
    assert early.code == 0
    sent = send("record R1 final-plan-sent 2026-03-01")
    assert "stopped  reassess-final" in sent.out


def test_a_reassessment_that_was_ordered_runs_on_the_dates_of_the_order() -> None:
    refused = f"{ASKED}; reassessment-refused 2026-01-16; order-to-assess 2026-05-04"
    ordered = f"{refused}; reassessment-agreed 2026-05-11"
    assert clocks(ordered, "reassess-final") == []
    assert clock(ordered, "r44-assess-final").due == day("2026-08-10")
    unchanged = clock(f"{ordered}; reassessment-no-change 2026-07-01", "r44-assess-final")
    assert unchanged.closing is Closing.ENDED
    later = f"{ordered}; final-plan-sent 2026-07-01; reassessment-agreed 2027-03-01"
    assert clock(later, "reassess-final").due == day("2027-06-07")


@pytest.mark.parametrize(
    ("route", "rule"),
    [
        ("order-to-assess", "r44-assess"),
        ("agreement-to-assess", "r44-assess"),
        ("unopposed-assess", "r45-assess"),
    ],
)
def test_the_amended_plan_of_a_review_is_not_the_plan_of_a_reassessment_ordered(
    route: str, rule: str
) -> None:
    history = f"{HELD}; {route} 2026-05-04; amendment-notice-sent 2026-05-05"
    amended = f"{history}; amended-plan-sent 2026-06-15"
    assert status(amended, f"{rule}-notify", "2026-06-16") is Status.BREACHED
    assert status(amended, f"{rule}-final", "2026-08-11") is Status.BREACHED
    assert clocks(f"{amended}; reassessment-agreed 2026-06-16", "reassess-final") == []
    sent = f"{amended}; final-plan-sent 2026-08-10"
    assert status(sent, f"{rule}-final", "2026-08-11") is Status.MET


def test_a_refused_reassessment_can_be_appealed_against() -> None:
    refused = f"{ASKED}; reassessment-refused 2026-01-16"
    assert clock(refused, "ftt-appeal-2m").due == day("2026-03-16")


def test_not_to_amend_or_replace_a_plan_after_a_reassessment_can_be_appealed_against(
    send: Send,
) -> None:
    # Children and Families Act 2014, s 51(2)(e): "following a review or re-assessment".
    agreed = f"{ASKED}; reassessment-agreed 2026-01-16"
    unchanged = f"{agreed}; reassessment-no-change 2026-06-30"
    assert clock(unchanged, "ftt-appeal-2m").due == day("2026-09-01")
    assert clock(unchanged, "med-contact").due == day("2026-08-30")
    send("new R1")
    for step in (
        "request-received 2024-06-16",
        "final-plan-sent 2024-11-03",
        "reassessment-requested 2025-09-01",
        "reassessment-agreed 2025-09-12",
        "reassessment-no-change 2026-01-05",
    ):
        assert send(f"record R1 {step}").code == 0
    page = send("explain R1 --as-of 2026-01-06").out
    assert "You can appeal until Thursday 5 March 2026" in page
    assert "The law gave you a right to appeal against that." in page


def test_what_came_before_the_reassessment_starts_no_clock_of_it() -> None:
    history = (
        "advice-requested 2026-01-05 ep; draft-sent 2026-01-12; reassessment-agreed 2026-02-02"
    )
    assert not clocks(history, "reassess-advice")
    assert not clocks(history, "reassess-draft-reps")
    assert clocks(f"{history}; advice-requested 2026-02-03 ep", "reassess-advice")
