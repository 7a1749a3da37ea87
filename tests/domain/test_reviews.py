"""How the clocks of a review run: the year, the meeting, the decision, the amended plan."""

from send_cli.domain.deadline import Closing, Status

from .history import clock, clocks, day, running, starts, status

PLAN = "final-plan-sent 2025-03-10"
MEETING = f"{PLAN}; review-meeting 2026-02-02"
AMEND_CLOCKS = {"ar-amendment-notice", "ar-amend-final-longstop"}


def test_a_meeting_does_not_stop_the_year() -> None:
    assert "ar-first" in running(MEETING, "2026-03-01")
    assert status(MEETING, "ar-first", "2026-03-10") is Status.BREACHED


def test_a_meeting_stops_the_notice_and_the_papers() -> None:
    for rule in ("ar-notice", "ar-papers"):
        assert clock(MEETING, rule).closed_on == day("2026-02-02")


def test_a_decision_stops_the_old_year_and_starts_the_new() -> None:
    history = f"{MEETING}; review-maintain 2026-02-20"
    assert clock(history, "ar-first").done_on == day("2026-02-20")
    new = clock(history, "ar-subsequent")
    assert (new.start_on, new.due) == (day("2026-02-20"), day("2027-02-19"))


def test_each_decision_sets_the_year_again() -> None:
    history = f"{PLAN}; review-maintain 2026-02-20; review-amend 2027-02-25"
    second, third = clocks(history, "ar-subsequent")
    assert (second.due, second.done_on) == (day("2027-02-19"), day("2027-02-25"))
    assert second.status(day("2027-02-25")) is Status.MET_LATE
    assert third.due == day("2028-02-24")


def test_the_year_does_not_run_from_the_amended_plan() -> None:
    history = f"{MEETING}; review-amend 2026-02-20; amended-plan-sent 2026-04-20"
    assert starts(clocks(history, "ar-subsequent")) == ["2026-02-20"]


def test_the_decision_is_due_four_weeks_after_the_meeting() -> None:
    assert clock(MEETING, "ar-decision").due == day("2026-03-02")


def test_the_year_is_the_longstop_of_the_decision_and_has_no_row_of_its_own() -> None:
    late_meeting = f"{PLAN}; review-meeting 2026-03-02"
    assert clocks(late_meeting, "ar-decision-longstop") == []
    assert clock(late_meeting, "ar-first").due < clock(late_meeting, "ar-decision").due


def test_a_plan_reissued_does_not_restart_the_first_review() -> None:
    history = f"{PLAN}; reassessment-agreed 2025-06-02; final-plan-sent 2025-09-01"
    assert starts(clocks(history, "ar-first")) == ["2025-03-10"]


def test_a_plan_reissued_after_a_review_starts_no_first_review() -> None:
    history = f"{PLAN}; review-maintain 2026-02-20; final-plan-sent 2026-09-01"
    assert starts(clocks(history, "ar-first")) == ["2025-03-10"]
    assert "ar-subsequent" in running(history, "2026-09-02")


def test_a_plan_made_again_after_it_ceased_is_first_made_then() -> None:
    history = f"{PLAN}; plan-ceased 2025-09-01; final-plan-sent 2026-09-01"
    assert starts(clocks(history, "ar-first")) == ["2025-03-10", "2026-09-01"]


def test_before_the_outcome_neither_notice_is_a_row() -> None:
    notices = AMEND_CLOCKS | {"ar-maintain-or-cease-notice"}
    assert not notices & running(MEETING, "2026-02-19")


def test_to_amend_asks_for_the_amendment_notice_and_not_the_other() -> None:
    history = f"{MEETING}; review-amend 2026-02-20"
    notice = clock(history, "ar-amendment-notice")
    assert (notice.due, notice.opens_on) == (day("2026-03-02"), day("2026-02-20"))
    assert notice.status(day("2026-03-03")) is Status.BREACHED
    assert clocks(history, "ar-maintain-or-cease-notice") == []


def test_to_maintain_or_cease_asks_for_that_notice_and_not_the_other() -> None:
    for outcome in ("review-maintain", "review-cease"):
        history = f"{MEETING}; {outcome} 2026-02-20"
        notice = clock(history, "ar-maintain-or-cease-notice")
        assert (notice.due, notice.done_on) == (day("2026-03-02"), day("2026-02-20"))
        assert not AMEND_CLOCKS & running(history, "2026-02-20")


def test_only_the_notice_stops_the_amendment_notice() -> None:
    history = f"{MEETING}; review-amend 2026-02-20; amendment-notice-sent 2026-03-09"
    notice = clock(history, "ar-amendment-notice")
    assert notice.done_on == day("2026-03-09")
    assert notice.status(day("2026-03-09")) is Status.MET_LATE


def test_a_notice_sent_before_the_decision_is_counted_from_its_own_day() -> None:
    history = f"{MEETING}; amendment-notice-sent 2026-02-16; review-amend 2026-03-09"
    notice = clock(history, "ar-amendment-notice")
    assert notice.done_on == day("2026-02-16")
    assert notice.status(day("2026-03-09")) is Status.MET


def test_twelve_weeks_run_from_the_meeting_notice_or_not() -> None:
    history = f"{MEETING}; review-amend 2026-02-20"
    assert clock(history, "ar-amend-final-longstop").due == day("2026-04-27")
    assert "ar-amend-final" not in running(history, "2026-03-30")


def test_eight_weeks_run_from_the_notice() -> None:
    history = f"{MEETING}; review-amend 2026-02-20; amendment-notice-sent 2026-02-23"
    assert clock(history, "ar-amend-final").due == day("2026-04-20")
    assert clock(history, "ar-amend-final-longstop").due == day("2026-04-27")


def test_an_amended_plan_stops_both_and_so_does_a_phase_plan() -> None:
    for plan in ("amended-plan-sent", "phase-plan-sent"):
        history = f"{MEETING}; review-amend 2026-02-20; amendment-notice-sent 2026-02-23"
        history += f"; {plan} 2026-04-22"
        stood = [
            status(history, rule, "2026-04-22")
            for rule in ("ar-amend-final", "ar-amend-final-longstop")
        ]
        assert stood == [Status.MET_LATE, Status.MET]


def test_deciding_not_to_amend_after_all_ends_the_amending() -> None:
    history = (
        f"{MEETING}; review-amend 2026-02-20; amendment-notice-sent 2026-02-23;"
        "decided-not-to-amend 2026-04-20"
    )
    assert clock(history, "ar-not-amend-after-notice").status(day("2026-04-20")) is Status.MET
    assert clock(history, "ar-amend-final").closing is Closing.ENDED
    assert running(history, "2026-04-21") == {"ar-subsequent", "ftt-appeal-2m", "med-contact"}


UNKNOWN = f"{MEETING}; review-decision 2026-02-20"


def test_a_decision_without_an_outcome_sets_the_year_again() -> None:
    assert clock(UNKNOWN, "ar-first").done_on == day("2026-02-20")
    assert clock(UNKNOWN, "ar-subsequent").due == day("2027-02-19")


def test_a_decision_without_an_outcome_keeps_the_amend_clocks_as_if_amending() -> None:
    assert running(UNKNOWN, "2026-02-21") >= AMEND_CLOCKS
    assert all(clock(UNKNOWN, rule).conditional for rule in AMEND_CLOCKS)


def test_an_amend_clock_that_may_not_exist_is_never_breached() -> None:
    assert status(UNKNOWN, "ar-amendment-notice", "2026-03-03") is Status.PAST_TARGET


def test_the_outcome_to_amend_makes_the_clocks_certain() -> None:
    asked, certain = clocks(f"{UNKNOWN}; review-amend 2026-02-20", "ar-amendment-notice")
    assert (asked.closing, certain.conditional) == (Closing.REPLACED, False)
    assert (certain.start_on, certain.closed_on) == (day("2026-02-02"), None)


def test_the_outcome_to_maintain_ends_them() -> None:
    assert not AMEND_CLOCKS & running(f"{UNKNOWN}; review-maintain 2026-02-20", "2026-02-20")


def test_a_review_whose_outcome_is_not_known_does_not_hide_the_next() -> None:
    history = f"{UNKNOWN}; review-meeting 2027-02-01; review-amend 2027-02-15"
    for rule in AMEND_CLOCKS:
        asked, certain = clocks(history, rule)
        assert (asked.start_on, asked.closed_on) == (day("2026-02-02"), day("2027-02-15"))
        assert (certain.start_on, certain.conditional) == (day("2027-02-01"), False)
        assert certain.closed_on is None


def test_a_notice_after_the_next_meeting_belongs_to_the_next_review() -> None:
    history = (
        f"{UNKNOWN}; review-meeting 2027-02-01; amendment-notice-sent 2027-02-10;"
        "review-amend 2027-02-15"
    )
    asked, certain = clocks(history, "ar-amendment-notice")
    assert (asked.done_on, certain.done_on) == (None, day("2027-02-10"))


def test_the_clocks_of_a_review_end_with_the_plan() -> None:
    history = f"{MEETING}; review-amend 2026-02-20; plan-ceased 2026-03-02"
    assert running(history, "2026-03-02") == set()


def test_last_years_late_plan_does_not_hide_this_years_decision() -> None:
    history = (
        "final-plan-sent 2024-09-01; review-amend 2025-08-29; amendment-notice-sent 2025-09-01;"
        "review-meeting 2026-01-12; amended-plan-sent 2026-01-20"
    )
    assert status(history, "ar-decision", "2026-02-10") is Status.BREACHED
    later = f"{history}; review-amend 2026-02-20"
    assert status(later, "ar-amendment-notice", "2026-03-02") is Status.BREACHED
    assert status(later, "ar-amend-final-longstop", "2026-04-07") is Status.BREACHED


def test_each_review_has_amend_clocks_of_its_own() -> None:
    history = (
        f"{MEETING}; review-amend 2026-02-20; review-meeting 2027-02-01; review-amend 2027-02-15;"
        "amendment-notice-sent 2027-02-16; amended-plan-sent 2027-04-01"
    )
    first, second = sorted(clocks(history, "ar-amend-final-longstop"), key=lambda c: c.start_on)
    assert (first.closed_on, second.done_on) == (None, day("2027-04-01"))


def test_a_repeat_request_in_an_open_assessment_starts_nothing() -> None:
    history = (
        "request-received 2026-01-05; assessment-agreed 2026-02-02; request-received 2026-03-02;"
        "plan-agreed 2026-04-01; request-received 2026-04-10"
    )
    for rule in ("ehcna-decision", "ehcna-no-plan", "ehcp-final"):
        assert [one.start_on for one in clocks(history, rule)] == [day("2026-01-05")]
