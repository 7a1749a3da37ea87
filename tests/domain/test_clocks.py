"""How clocks run: dates, windows, starts, stops and the future."""

import pytest

from send_cli.domain.case import Case
from send_cli.domain.clock import deadlines
from send_cli.domain.deadline import Closing, Status
from send_cli.domain.event import Event, EventKind
from send_cli.domain.rule import Actor
from send_cli.rules import BOOK

from .history import clock, clocks, day, running, starts, status

REQUEST = "request-received 2026-01-05"


# Due and act-by


def test_the_due_date_is_the_last_lawful_day() -> None:
    assert status(REQUEST, "ehcp-final", "2026-05-25") is Status.DUE_SOON
    assert status(REQUEST, "ehcp-final", "2026-05-26") is Status.BREACHED


def test_act_by_comes_before_a_bank_holiday_and_the_due_date_does_not_move() -> None:
    final = clock(REQUEST, "ehcp-final")
    assert (final.due, final.act_by) == (day("2026-05-25"), day("2026-05-22"))


def test_august_does_not_stop_the_twenty_weeks() -> None:
    assert clock("request-received 2026-07-01", "ehcp-final").due == day("2026-11-18")


def test_due_soon_is_fourteen_days_unless_the_rule_says_otherwise() -> None:
    assert status(REQUEST, "ehcna-decision", "2026-02-01") is Status.ON_TRACK
    assert status(REQUEST, "ehcna-decision", "2026-02-02") is Status.DUE_SOON
    assert status(REQUEST, "ehcp-final", "2026-04-26") is Status.ON_TRACK
    assert status(REQUEST, "ehcp-final", "2026-04-27") is Status.DUE_SOON
    assert status("final-plan-sent 2026-01-05", "ar-first", "2026-11-09") is Status.DUE_SOON


def test_a_passed_target_is_never_breached() -> None:
    assert status(REQUEST, "ehcp-draft-issue-week-14", "2026-04-14") is Status.PAST_TARGET
    assert status(REQUEST, "ehcp-draft-issue", "2030-01-01") is Status.PAST_TARGET


def test_what_others_owe_is_never_breached() -> None:
    advice = "advice-requested 2026-02-16 ep"
    assert status(advice, "ehcna-advice-return", "2026-03-31") is Status.OVERDUE_FROM_OTHERS


def test_the_review_report_is_the_authoritys_own_for_a_child_in_no_school() -> None:
    meeting = "review-meeting 2026-03-06"
    at_school = clock(meeting, "ar-report")
    at_none = clock(meeting, "ar-report", without_setting=True)
    assert (at_school.actor, at_none.actor) == (Actor.SCHOOL, Actor.AUTHORITY)
    assert at_none.is_breached(day("2026-03-21"))
    assert not at_school.is_breached(day("2026-03-21"))


# Windows


def test_a_window_is_never_due_soon_and_never_breached() -> None:
    draft = clock("draft-sent 2026-03-02", "ehcp-draft-representations")
    stood = {draft.status(day(f"2026-03-{n:02}")) for n in range(2, 17)}
    assert stood == {Status.WINDOW}
    assert draft.status(day("2026-03-17")) is Status.CLOSED
    assert (draft.due, draft.not_before) == (day("2026-03-16"), day("2026-03-17"))
    assert draft.act_by is None


@pytest.mark.parametrize(("sent", "too_soon"), [("2026-03-16", True), ("2026-03-17", False)])
def test_a_final_plan_sent_inside_the_fifteen_days_is_too_soon(sent: str, too_soon: bool) -> None:
    history = f"draft-sent 2026-03-02; final-plan-sent {sent}"
    assert clock(history, "ehcp-draft-representations").too_soon is too_soon


def test_notice_of_a_meeting_counts_back_fifteen_days() -> None:
    notice = clock("review-meeting 2026-06-19", "ar-notice")
    assert notice.due == day("2026-06-04")
    assert notice.status(day("2026-06-04")) is Status.DUE_SOON
    assert notice.status(day("2026-06-05")) is Status.OVERDUE_FROM_OTHERS


# Starts and stops


def test_the_earliest_start_governs() -> None:
    history = "request-received 2026-02-02; became-responsible 2026-01-05"
    assert starts(clocks(history, "ehcp-final")) == ["2026-01-05"]


def test_a_repeat_request_while_the_clock_runs_starts_nothing() -> None:
    history = f"{REQUEST}; request-received 2026-02-02"
    assert starts(clocks(history, "ehcp-final")) == ["2026-01-05"]


def test_a_request_after_the_first_has_ended_starts_a_new_clock() -> None:
    history = f"{REQUEST}; request-withdrawn 2026-02-02; request-received 2026-09-01"
    assert starts(clocks(history, "ehcp-final")) == ["2026-01-05", "2026-09-01"]


def test_the_first_stopping_event_stops_the_clock() -> None:
    history = f"{REQUEST}; assessment-agreed 2026-02-10; assessment-agreed 2026-03-10"
    decision = clock(history, "ehcna-decision")
    assert (decision.closing, decision.done_on) == (Closing.STOPPED, day("2026-02-10"))
    assert decision.status(day("2026-04-01")) is Status.MET


def test_a_stop_on_the_day_of_the_start_stops() -> None:
    assert clock(f"{REQUEST}; assessment-agreed 2026-01-05", "ehcna-decision").done_on


def test_a_stop_before_the_start_stops_nothing() -> None:
    assert "ehcp-final" in running(f"final-plan-sent 2025-12-01; {REQUEST}", "2026-02-01")


def test_each_adviser_has_a_clock_of_its_own() -> None:
    history = (
        "advice-requested 2026-02-16 ep; advice-requested 2026-02-20 health;"
        "advice-received 2026-03-20 ep"
    )
    ep, health = clocks(history, "ehcna-advice-return")
    assert (ep.done_on, health.done_on) == (day("2026-03-20"), None)
    assert (ep.due, health.due) == (day("2026-03-30"), day("2026-04-03"))


def test_an_event_without_about_stops_only_clocks_without_about() -> None:
    history = (
        "advice-requested 2026-02-16; advice-requested 2026-02-16 ep; advice-received 2026-03-20"
    )
    unnamed, ep = clocks(history, "ehcna-advice-return")
    assert (unnamed.done_on, ep.closed_on) == (day("2026-03-20"), None)


def test_an_event_about_one_adviser_does_not_stop_the_clock_without_about() -> None:
    history = "advice-requested 2026-02-16; advice-received 2026-03-20 ep"
    assert clock(history, "ehcna-advice-return").closed_on is None


def test_an_event_never_stops_the_clock_it_started() -> None:
    assert clock("review-maintain 2026-03-06", "ar-subsequent").closed_on is None


def test_two_words_for_one_decision_on_one_day_start_one_year() -> None:
    history = "review-decision 2026-03-06; review-amend 2026-03-06"
    assert clock(history, "ar-subsequent").closed_on is None


# The future


def test_an_event_dated_after_today_has_not_happened() -> None:
    history = f"{REQUEST}; assessment-agreed 2026-02-10"
    assert status(history, "ehcna-decision", "2026-02-09") is Status.DUE_SOON
    assert status(history, "ehcna-decision", "2026-02-10") is Status.MET
    assert running(history, "2026-01-04") == set()


def test_a_meeting_booked_ahead_starts_no_clock_before_its_day() -> None:
    history = "final-plan-sent 2026-01-05; review-meeting 2026-10-01"
    assert "ar-decision" not in running(history, "2026-09-30")
    assert "ar-decision" in running(history, "2026-10-01")


def test_notice_of_a_booked_meeting_is_owed_before_it_and_no_longer_after() -> None:
    history = "final-plan-sent 2026-01-05; review-meeting 2026-10-01"
    assert {"ar-notice", "ar-papers"} <= running(history, "2026-09-01")
    assert not {"ar-notice", "ar-papers"} & running(history, "2026-10-01")


def test_notice_of_a_second_meeting_is_owed_only_after_the_first() -> None:
    history = "review-meeting 2025-10-01; review-notice-sent 2025-09-01; review-meeting 2026-10-01"
    first, second = clocks(history, "ar-notice")
    assert (first.done_on, second.done_on) == (day("2025-09-01"), None)
    assert not second.runs(day("2025-09-30"))
    assert second.runs(day("2025-10-01"))


def test_notice_is_owed_until_the_plan_ceases_and_not_from_then() -> None:
    history = "review-meeting 2026-10-01; plan-ceased 2026-08-31"
    assert "ar-notice" in running(history, "2026-08-30")
    assert "ar-notice" not in running(history, "2026-08-31")


def test_the_clock_of_an_unconfirmed_meeting_runs_meanwhile() -> None:
    booked = Event(EventKind.REVIEW_MEETING, day("2026-10-01"), booked=True)
    case = Case("A1", {}, (booked,))
    assert case.unconfirmed(day("2026-10-01")) == []
    assert case.unconfirmed(day("2026-10-02")) == [booked]
    (decision,) = (r for r in deadlines([booked], BOOK) if r.rule.id == "ar-decision")
    assert decision.runs(day("2026-10-02"))


# Decisions are dated by the day of the notice, drafts by the day they were sent


def test_the_fifteen_days_run_from_the_day_the_draft_was_sent() -> None:
    assert clock("draft-sent 2026-03-02", "ehcp-draft-representations").due == day("2026-03-16")


def test_a_served_date_takes_the_place_of_the_day_it_was_sent() -> None:
    history = "draft-sent 2026-03-02; draft-served 2026-03-04"
    sent, served = clocks(history, "ehcp-draft-representations")
    assert (sent.closing, served.due) == (Closing.REPLACED, day("2026-03-18"))
    assert sent.status(day("2026-03-10")) is Status.CLOSED


def test_an_amendment_notice_served_later_leaves_its_fifteen_days_from_then() -> None:
    history = "amendment-notice-sent 2026-03-02; amendment-notice-served 2026-03-05"
    assert clocks(history, "ar-amend-reps")[-1].due == day("2026-03-19")
    assert clock(history, "ar-amend-final").due == day("2026-04-27")  # "sending", not serving
