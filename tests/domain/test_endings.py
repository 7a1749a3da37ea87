"""Refusals, withdrawals, cessations, exceptions, and steps whose date is missing."""

from datetime import timedelta

import pytest

from send_cli.domain.clock import deadlines
from send_cli.domain.deadline import Closing, Status
from send_cli.domain.event import CASE_ENDS
from send_cli.domain.ground import Ground
from send_cli.rules import BOOK

from .history import clock, clocks, day, events, running, starts, status

REQUEST = "request-received 2026-01-05"
REFUSED = f"{REQUEST}; assessment-refused 2026-02-10"


# Refusal, withdrawal, cessation


def test_a_refusal_ends_the_clocks_that_ran() -> None:
    assert "ehcp-final" in running(REFUSED, "2026-02-09")
    assert running(REFUSED, "2026-02-10") == {"ftt-appeal-2m", "med-contact"}
    assert clock(REFUSED, "ehcp-final").closing is Closing.ENDED


def test_a_clock_ended_by_a_refusal_is_neither_met_nor_late() -> None:
    assert status(REFUSED, "ehcp-final", "2027-01-01") is Status.CLOSED


@pytest.mark.parametrize(
    "end",
    [
        "assessment-refused 2025-12-01",
        "plan-refused 2025-12-01",
        "request-withdrawn 2025-12-01",
        "plan-ceased 2025-12-01",
        "moved-out 2025-12-01",
        "case-closed 2025-12-01",
    ],
)
def test_an_ending_closes_only_clocks_started_on_or_before_it(end: str) -> None:
    history = f"request-received 2025-09-01; {end}; {REQUEST}"
    old, new = clocks(history, "ehcp-final")
    assert (old.closed_on, new.closed_on) == (day("2025-12-01"), None)


@pytest.mark.parametrize("end", sorted(CASE_ENDS))
def test_the_end_of_a_case_closes_every_clock_that_ran(end: str) -> None:
    history = (
        "final-plan-sent 2025-03-03; review-meeting 2026-01-12; review-amend 2026-01-20;"
        "amendment-notice-sent 2026-01-20; request-received 2026-01-05;"
        "advice-requested 2026-01-21 ep; draft-sent 2026-01-22; consultation-sent 2026-01-22 oak"
    )
    assert len(running(history, "2026-02-01")) == 7
    assert running(f"{history}; {end} 2026-02-01", "2026-02-01") == set()


def test_a_refusal_leaves_the_year_of_the_plan_alone() -> None:
    history = f"final-plan-sent 2025-06-02; {REFUSED}"
    assert "ar-first" in running(history, "2026-02-11")


def test_a_reversed_refusal_reopens_the_original_clocks() -> None:
    history = f"{REFUSED}; assessment-agreed 2026-04-20"
    refused, again = clocks(history, "ehcp-final")
    assert starts([refused, again]) == ["2026-01-05", "2026-01-05"]
    assert (again.due, again.opens_on) == (day("2026-05-25"), day("2026-04-20"))
    assert again.status(day("2026-05-26")) is Status.BREACHED


def test_between_a_refusal_and_its_reversal_nothing_runs() -> None:
    history = f"{REFUSED}; assessment-agreed 2026-04-20"
    assert "ehcp-final" not in running(history, "2026-04-19")
    assert {"ehcna-no-plan", "ehcp-final"} <= running(history, "2026-04-20")


def test_a_refused_plan_agreed_after_all_keeps_its_twenty_weeks() -> None:
    history = f"{REQUEST}; plan-refused 2026-04-20; plan-agreed 2026-06-01"
    again = clocks(history, "ehcp-final")[-1]
    assert (again.due, again.closed_on) == (day("2026-05-25"), None)


def test_a_plan_agreed_after_all_does_not_reopen_the_decision_to_assess() -> None:
    history = f"{REQUEST}; plan-refused 2026-04-20; plan-agreed 2026-06-01"
    assert "ehcna-decision" not in running(history, "2026-06-02")
    assert "ehcna-no-plan" not in running(history, "2026-06-02")


def test_a_decision_that_was_taken_unrecorded_is_not_reopened_either() -> None:
    history = f"{REQUEST}; plan-refused 2026-04-20; assessment-agreed 2026-06-01"
    assert "ehcna-decision" not in running(history, "2026-06-02")


@pytest.mark.parametrize(
    ("history", "step"),
    [
        (REFUSED, "advice-requested 2026-04-20 ep"),
        (REFUSED, "draft-sent 2026-04-20"),
        (f"{REQUEST}; plan-refused 2026-04-13", "draft-sent 2026-04-20"),
        (f"{REQUEST}; plan-refused 2026-04-13", "draft-served 2026-04-20"),
    ],
)
def test_work_that_goes_on_after_a_refusal_reopens_the_original_twenty_weeks(
    history: str, step: str
) -> None:
    again = clocks(f"{history}; {step}", "ehcp-final")[-1]
    assert (again.due, again.opens_on, again.closed_on) == (
        day("2026-05-25"),
        day("2026-04-20"),
        None,
    )
    assert again.status(day("2026-05-26")) is Status.BREACHED


def test_a_plan_sent_after_a_refusal_is_as_late_as_its_first_request_makes_it() -> None:
    sent = clocks(f"{REFUSED}; final-plan-sent 2026-06-01", "ehcp-final")[-1]
    assert (sent.due, sent.done_on) == (day("2026-05-25"), day("2026-06-01"))
    assert sent.status(day("2026-06-01")) is Status.MET_LATE


def test_work_that_goes_on_reopens_nothing_that_it_overtakes_or_that_has_a_route() -> None:
    drafted = f"{REFUSED}; draft-sent 2026-04-20"
    assert not {"ehcna-no-plan", "ehcp-decision-to-issue"} & running(drafted, "2026-04-21")
    ordered = f"{REFUSED}; order-to-assess 2026-04-13; advice-requested 2026-04-20 ep"
    assert "ehcp-final" not in running(ordered, "2026-04-21")


@pytest.mark.parametrize(
    "since", ["review-maintain 2026-09-01", "moved-in 2026-09-01", "reassessment-agreed 2026-09-01"]
)
def test_advice_for_a_plan_that_was_held_since_reopens_no_old_refusal(since: str) -> None:
    history = f"{REFUSED}; {since}; advice-requested 2026-09-14 ep"
    assert "ehcp-final" not in running(history, "2026-09-15")


def test_a_refusal_and_a_plan_on_the_day_of_the_request_leave_one_clock() -> None:
    on = "2026-01-05"
    one = clock(
        f"request-received {on}; assessment-refused {on}; final-plan-sent {on}", "ehcp-final"
    )
    assert one.status(day(on)) is Status.MET


def test_work_that_goes_on_takes_no_time_to_appeal_away() -> None:
    history = f"{REFUSED}; advice-requested 2026-02-16 ep"
    assert {"ftt-appeal-2m", "med-contact"} <= running(history, "2026-02-17")


def test_a_withdrawn_request_is_not_reopened_by_a_reversal() -> None:
    history = f"{REFUSED}; request-withdrawn 2026-03-02; assessment-agreed 2026-04-20"
    assert running(history, "2026-04-21") == set()


def test_a_new_request_after_a_refusal_has_its_own_twenty_weeks() -> None:
    history = f"{REFUSED}; request-received 2026-06-01; assessment-agreed 2026-06-08"
    assert starts(clocks(history, "ehcp-final")) == ["2026-01-05", "2026-06-01"]
    assert clocks(history, "ehcp-final")[-1].due == day("2026-10-19")


def test_a_notice_to_cease_stops_no_review_clock() -> None:
    history = "final-plan-sent 2025-06-02; cease-notice-sent 2026-01-05"
    assert "ar-first" in running(history, "2026-01-06")


def test_the_plan_ends_on_the_day_it_ceased() -> None:
    history = "final-plan-sent 2025-06-02; cease-notice-sent 2026-01-05; plan-ceased 2026-03-09"
    assert "ar-first" in running(history, "2026-03-08")
    assert running(history, "2026-03-09") == set()


# One step, several ids


def test_before_a_decision_only_the_decision_is_a_row() -> None:
    assert "ehcna-decision" in running(REQUEST, "2026-01-06")
    assert clocks(REQUEST, "ehcna-refuse-notice") == []


def test_a_recorded_refusal_makes_the_notice_a_row_of_its_own() -> None:
    notice = clock(REFUSED, "ehcna-refuse-notice")
    assert (notice.due, notice.done_on) == (day("2026-02-16"), day("2026-02-10"))
    assert notice.status(day("2026-02-10")) is Status.MET
    late = clock(f"{REQUEST}; assessment-refused 2026-02-17", "ehcna-refuse-notice")
    assert late.status(day("2026-02-17")) is Status.MET_LATE


def test_no_plan_is_stopped_by_the_refusal_of_a_plan() -> None:
    no_plan = clock(f"{REQUEST}; plan-refused 2026-04-20", "ehcna-no-plan")
    assert (no_plan.closing, no_plan.done_on) == (Closing.STOPPED, day("2026-04-20"))


@pytest.mark.parametrize("step", ["plan-agreed", "draft-sent", "final-plan-sent"])
def test_no_plan_is_closed_once_there_will_be_a_plan(step: str) -> None:
    no_plan = clock(f"{REQUEST}; {step} 2026-04-20", "ehcna-no-plan")
    assert (no_plan.closing, no_plan.done_on) == (Closing.ENDED, None)


@pytest.mark.parametrize(
    "step",
    [
        "advice-requested",
        "advice-received",
        "plan-agreed",
        "plan-refused",
        "draft-sent",
        "draft-served",
        "final-plan-sent",
    ],
)
def test_a_later_step_closes_the_decision_whose_date_is_missing(step: str) -> None:
    decision = clock(f"{REQUEST}; {step} 2026-04-20", "ehcna-decision")
    assert (decision.closing, decision.done_on) == (Closing.OVERTAKEN, None)
    assert decision.status(day("2026-04-20")) is Status.CLOSED


@pytest.mark.parametrize(
    "step", ["amendment-notice-sent", "amendment-notice-served", "amended-plan-sent"]
)
def test_a_later_step_closes_the_review_decision_whose_date_is_missing(step: str) -> None:
    decision = clock(f"review-meeting 2026-03-02; {step} 2026-05-11", "ar-decision")
    assert (decision.closing, decision.done_on) == (Closing.OVERTAKEN, None)


def test_a_final_plan_does_not_date_the_draft() -> None:
    history = f"{REQUEST}; final-plan-sent 2026-05-20"
    assert clock(history, "ehcp-draft-issue").done_on is None
    assert clock(history, "ehcp-final").done_on == day("2026-05-20")


def test_what_happened_before_part_3_was_in_force_starts_nothing() -> None:
    assert deadlines(events("request-received 2014-08-29"), BOOK) == []
    assert clock("request-received 2014-08-29; request-received 2014-09-01", "ehcp-final")


# Exceptions

EXCUSED = f"{REQUEST}; exception 2026-02-02 away-four-weeks"


def test_an_exception_excuses_but_never_moves_the_date() -> None:
    final = clock(EXCUSED, "ehcp-final")
    assert final.due == clock(REQUEST, "ehcp-final").due == day("2026-05-25")
    assert final.status(day("2026-05-26")) is Status.EXCUSED
    assert final.ground is Ground.AWAY


def test_an_exception_excuses_from_the_day_it_is_on_record() -> None:
    assert status(EXCUSED, "ehcp-final", "2026-02-01") is Status.ON_TRACK
    assert status(EXCUSED, "ehcp-final", "2026-02-02") is Status.EXCUSED


def test_an_exception_does_not_excuse_a_refusal() -> None:
    assert status(EXCUSED, "ehcna-decision", "2026-02-17") is Status.EXCUSED
    assert status(EXCUSED, "ehcna-refuse-notice", "2026-02-17") is Status.BREACHED


def test_an_excused_row_stays_excused_when_it_is_done() -> None:
    early = clock(f"{EXCUSED}; final-plan-sent 2026-05-01", "ehcp-final")
    late = clock(f"{EXCUSED}; final-plan-sent 2026-09-01", "ehcp-final")
    assert early.status(day("2026-05-01")) is late.status(day("2026-09-01")) is Status.EXCUSED
    assert not late.is_breached(day("2026-08-31"))


def test_a_second_exception_does_not_put_off_the_first() -> None:
    history = f"{EXCUSED}; exception 2026-03-02 school-closed"
    assert clock(history, "ehcp-final").ground is Ground.AWAY
    assert status(history, "ehcp-final", "2026-02-20") is Status.EXCUSED


def test_a_ground_excuses_only_the_clocks_that_list_it() -> None:
    history = f"{REQUEST}; advice-requested 2026-02-02 ep; exception 2026-02-09 missed-appointment"
    assert clock(history, "ehcna-advice-return").ground is Ground.MISSED_APPOINTMENT
    assert clock(history, "ehcp-final").ground is None


def test_the_holidays_of_a_school_do_not_excuse_an_adviser() -> None:
    history = "advice-requested 2026-07-20 ep; exception 2026-07-21 school-closed"
    assert status(history, "ehcna-advice-return", "2026-09-01") is Status.OVERDUE_FROM_OTHERS


@pytest.mark.parametrize("ground", list(Ground))
def test_no_exception_excuses_a_review(ground: Ground) -> None:
    history = (
        f"final-plan-sent 2025-06-02; review-meeting 2026-03-02; exception 2026-03-03 {ground}"
    )
    reviews = {"ar-first": "2026-06-02", "ar-decision": "2026-03-31"}
    assert {status(history, rule, on) for rule, on in reviews.items()} == {Status.BREACHED}


# The exceptions of 2020, from 1 May to 25 September, both included

ASKED_2020 = "request-received 2020-04-01"


@pytest.mark.parametrize(
    ("on", "excused"), [("2020-04-30", False), ("2020-05-01", True), ("2020-05-13", True)]
)
def test_coronavirus_excuses_from_the_first_of_may_2020(on: str, *, excused: bool) -> None:
    history = f"{ASKED_2020}; exception {on} coronavirus"
    for rule in ("ehcna-refuse-notice", "ehcp-final"):
        assert (clock(history, rule).ground is Ground.CORONAVIRUS) is excused
    late = Status.EXCUSED if excused else Status.BREACHED
    assert status(history, "ehcp-final", "2020-09-30") is late


@pytest.mark.parametrize(
    ("asked", "due", "excused"),
    [("2020-05-08", "2020-09-25", True), ("2020-05-09", "2020-09-26", False)],
)
def test_coronavirus_excuses_no_date_after_25_september_2020(
    asked: str, due: str, *, excused: bool
) -> None:
    for on in ("2020-06-01", due):
        final = clock(f"request-received {asked}; exception {on} coronavirus", "ehcp-final")
        assert final.due == day(due)
        assert (final.ground is Ground.CORONAVIRUS) is excused


@pytest.mark.parametrize("on", ["2020-09-26", "2026-02-02"])
def test_coronavirus_excuses_nothing_afterwards(on: str) -> None:
    asked = day(on) - timedelta(days=21)
    final = f"request-received {asked}; advice-requested {asked} ep; exception {on} coronavirus"
    found = deadlines(events(final), BOOK)
    assert found
    assert not [row for row in found if row.ground]


def test_only_the_clocks_whose_provision_is_known_are_excused_by_coronavirus() -> None:
    excused = {rule.id: rule.excused_once for rule in BOOK.rules if rule.excused_once}
    assert set(excused) == {
        "ehcna-refuse-notice",
        "ehcna-advice-return",
        "ehcp-final",
        "ar-first",
        "ar-subsequent",
        "dp-first-review",
    }
    for (only,) in excused.values():
        assert (only.since, only.until) == (day("2020-05-01"), day("2020-09-25"))
        assert "SI 2020/471" in only.citation.text
    review = "final-plan-sent 2019-06-03; exception 2020-05-11 coronavirus"
    assert status(review, "ar-first", "2020-06-03") is Status.EXCUSED
