"""What a line weighs and why, and which lines a case has."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.domain.action import Action, Lane
from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case, Field, Unread
from send_cli.domain.clock import deadlines
from send_cli.domain.day_list import DayList, day_list
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import Event, EventKind
from send_cli.domain.rule import Actor, Rule
from send_cli.domain.step import Step
from send_cli.domain.triage import last_safe_start, row_reasons
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS

from .history import ONE_DAY, clock, day, events

JUDGEMENT = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS)
REQUEST = "request-received 2026-01-05"
AGREED = f"{REQUEST}; assessment-agreed 2026-02-10"
EXCUSED = f"{REQUEST}; exception 2026-02-02 away-four-weeks"


def case(history: str, ref: str = "A1", **facts: str) -> Case:
    return Case(ref, {Field(name): text for name, text in facts.items()}, tuple(events(history)))


def judged(one: Case, today: date) -> Sequence[Action]:
    rows = deadlines(one.events, BOOK, without_setting=one.attends_none)
    return JUDGEMENT.actions(one, rows, today)


def actions(history: str, today: str, **facts: str) -> Sequence[Action]:
    return judged(case(history, **facts), day(today))


def listed(today: str, *cases: Case) -> DayList:
    return day_list([a for one in cases for a in judged(one, day(today))], day(today))


def carries(action: Action) -> str:
    return action.row.rule.id if action.row else ""


# The score


@pytest.mark.parametrize("today", ["2026-01-06", "2026-02-16", "2026-02-17", "2026-05-26"])
def test_the_score_is_the_sum_of_the_reasons(today: str) -> None:
    history = f"{REQUEST}; advice-requested 2026-01-06 ep; contact 2026-01-05"
    found = actions(history, today, flags="out-of-school; looked-after")
    assert found
    for action in found:
        assert action.score == sum(reason.points for reason in action.reasons)
        assert all(reason.sentence for reason in action.reasons)


def test_the_reasons_of_a_breach_add_up_by_hand() -> None:
    (first, *_) = actions(REQUEST, "2026-02-18", flags="out-of-school")
    # What is at stake, two days late at 300 and 3 a day, and the child's circumstances.
    assert [reason.points for reason in first.reasons] == [300, 306, 80]
    assert first.score == 686


def test_silence_weighs_more_with_every_week_after_two() -> None:
    scores = [
        actions(f"{REQUEST}; contact 2026-01-05", today)[0].score - actions(REQUEST, today)[0].score
        for today in ("2026-01-19", "2026-01-26", "2026-02-02")
    ]
    assert scores == [0, 2, 4]


def test_an_older_breach_outranks_a_younger_one_all_else_equal() -> None:
    younger, older = case(REQUEST, "A1"), case("request-received 2026-01-02", "B2")
    lines = listed("2026-03-02", younger, older).breached
    ranked = [a.case.ref for a in listed("2026-03-02", younger, older).ranked if a.is_breached]
    assert ranked == [a.case.ref for a in lines] == ["B2", "A1"]


def test_a_flag_moves_a_case_up_among_its_equals() -> None:
    flagged = case(REQUEST, "Z9", flags="child-protection")
    assert listed("2026-03-02", case(REQUEST, "A1"), flagged).ranked[0].case.ref == "Z9"


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from([r for r in BOOK.rules if r.makes_deadlines and not r.is_window]),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.integers(-120, 60),
)
def test_the_points_of_a_date_never_fall_as_a_day_passes(
    rule: Rule, start: date, ahead: int
) -> None:
    row = _row(rule, start)
    today = row.due + timedelta(days=ahead)
    assert _points(row, today) <= _points(row, today + ONE_DAY)


def _row(rule: Rule, start: date) -> Deadline:
    """Return a clock of the authority's own, whoever's step it usually is."""
    counted = BOOK.reckoning(rule, start)
    assert counted is not None
    dates = (counted.due, counted.act_by, counted.not_before)
    return Deadline(rule, None, min(rule.starts), start, *dates, Actor.AUTHORITY, start)


def _points(row: Deadline, today: date) -> int:
    safe = last_safe_start(row, row.rule.step, EFFORT, BOOK.calendar)
    return sum(reason.points for reason in row_reasons(row, today, WEIGHTS, safe))


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(
        [
            REQUEST,
            AGREED,
            f"{AGREED}; plan-agreed 2026-02-10",
            f"{AGREED}; draft-sent 2026-02-10",
            "final-plan-sent 2025-06-02",
            "final-plan-sent 2025-06-02; review-meeting 2026-02-02",
            "final-plan-sent 2025-06-02; review-meeting 2026-02-02; review-amend 2026-02-10",
            "review-meeting 2026-02-02; review-amend 2026-02-09; amendment-notice-sent 2026-02-10",
            f"{AGREED}; contact 2026-02-02",
        ]
    ),
    st.dates(date(2026, 2, 10), date(2026, 12, 31)),
)
def test_a_line_of_the_same_rows_never_falls_while_nothing_happens(
    history: str, today: date
) -> None:
    one = case(history)
    before = {action.rows: action.score for action in judged(one, today) if action.rows}
    after = {action.rows: action.score for action in judged(one, today + ONE_DAY)}
    assert all(score <= after.get(rows, score) for rows, score in before.items())
    assert before


def test_what_is_late_always_weighs_more_than_the_same_thing_before() -> None:
    decision = clock(REQUEST, "ehcna-decision")
    assert _points(decision, day("2026-02-16")) < _points(decision, day("2026-02-17"))


# The last safe day to start


def test_the_last_safe_start_counts_back_the_work_and_the_hand_over() -> None:
    decision = clock(REQUEST, "ehcna-decision")
    safe = last_safe_start(decision, Step.DECIDE_ASSESSMENT, EFFORT, BOOK.calendar)
    assert safe == day("2026-02-09")  # a weekly panel before Monday 16 February
    # From the draft: fifteen days for the family, five for checking, two days of work.
    final = clock(REQUEST, "ehcp-final")
    assert final.act_by == day("2026-05-22")
    safe = last_safe_start(final, Step.SEND_DRAFT, EFFORT, BOOK.calendar)
    assert safe == day("2026-04-30")


def test_beyond_the_bank_holidays_no_safe_start_is_known() -> None:
    far = clock("request-received 2037-01-05", "ehcp-final")
    assert last_safe_start(far, Step.SEND_FINAL, EFFORT, BOOK.calendar) is None
    assert actions("request-received 2037-01-05", "2037-02-02")[0].score > 0


# Which lines a case has


def test_before_a_decision_only_the_decision_shows() -> None:
    (only,) = actions(REQUEST, "2026-01-10")
    assert (only.text, carries(only)) == ("Decide whether to assess", "ehcna-decision")
    assert {"ehcna-no-plan", "ehcp-final"} <= set(only.also)


def test_one_step_is_one_action_and_carries_the_earliest_date_that_is_law() -> None:
    (only,) = actions(AGREED, "2026-04-10")
    assert (only.step, carries(only)) == (Step.DECIDE_PLAN, "ehcna-no-plan")
    assert only.also[0] == "ehcp-draft-issue-week-14"


def test_late_and_savable_rows_of_one_case_are_kept_apart() -> None:
    late, savable = actions(AGREED, "2026-04-28")
    assert (late.lane, carries(late)) == (Lane.REPAIR, "ehcna-no-plan")
    assert (savable.lane, carries(savable)) == (Lane.SAVE, "ehcp-final")
    assert savable.status is Status.DUE_SOON


def test_one_step_late_is_counted_as_one_breach() -> None:
    day_after_everything = listed("2026-05-26", case(AGREED))
    assert [carries(a) for a in day_after_everything.breached] == ["ehcna-no-plan"]


def test_a_practice_date_passed_is_past_target_and_in_no_breach_count() -> None:
    assert clock(AGREED, "ehcp-draft-issue-week-14").status(day("2026-04-14")) is Status.PAST_TARGET
    lines = listed("2026-04-14", case(AGREED))
    assert lines.ranked
    assert lines.breached == []


def test_an_excused_row_is_never_breached() -> None:
    agreed = f"{EXCUSED}; assessment-agreed 2026-02-10"
    found = actions(agreed, "2026-12-01")
    assert found
    assert {action.status for action in found if action.row} == {Status.EXCUSED}
    assert listed("2026-12-01", case(agreed)).breached == []


def test_an_excused_decision_does_not_hide_a_refusal_that_is_late() -> None:
    first, *_ = actions(EXCUSED, "2026-02-17")
    assert (first.status, carries(first)) == (Status.BREACHED, "ehcna-refuse-notice")
    assert first.also == ("ehcna-decision",)


def test_what_waits_on_somebody_else_is_not_ranked() -> None:
    lines = listed("2026-03-02", case(f"{AGREED}; advice-requested 2026-02-16 ep"))
    (waiting,) = lines.waiting
    assert (waiting.text, waiting.score) == ("Return the advice asked for (ep)", 0)
    assert waiting.reasons[0].sentence == "with the adviser since Mon 16 Feb 2026"
    assert waiting not in lines.ranked


def test_what_is_overdue_from_others_is_a_chase_and_no_breach() -> None:
    lines = listed("2026-03-31", case(f"{AGREED}; advice-requested 2026-02-16 ep"))
    chase = next(action for action in lines.ranked if action.actor is Actor.ADVISER)
    assert (chase.text, chase.lane) == ("Chase the advice (ep)", Lane.REPAIR)
    assert chase.status is Status.OVERDUE_FROM_OTHERS
    assert [reason.points for reason in chase.reasons] == [150, 202]
    assert lines.breached == []


def test_what_is_beyond_its_warning_window_is_steady_and_not_ranked() -> None:
    lines = listed("2026-01-10", case(REQUEST))
    assert ([a.lane for a in lines.steady], lines.ranked) == ([Lane.STEADY], ())


def test_a_final_plan_waits_for_the_fifteen_days() -> None:
    final, *_ = actions(f"{AGREED}; draft-sent 2026-05-18", "2026-05-20")
    assert final.not_before == day("2026-06-02")
    assert final.reasons[-1].sentence.startswith("not before Tue 2 Jun 2026")


def test_once_the_meeting_is_held_the_year_is_a_decision_to_take() -> None:
    history = "final-plan-sent 2025-03-10; review-meeting 2026-02-02"
    decide = next(a for a in actions(history, "2026-03-15") if a.is_breached)
    assert (decide.text, decide.also) == ("Decide the review", ("ar-first",))


def test_a_decision_without_an_outcome_asks_for_it() -> None:
    history = "review-meeting 2026-02-02; review-decision 2026-02-20"
    asked = [a for a in actions(history, "2026-03-05") if a.lane is Lane.REPAIR]
    assert [a.text for a in asked] == ["Record the outcome of the review"]
    assert not asked[0].is_breached


def test_a_step_that_was_passed_over_is_asked_for() -> None:
    texts = [a.text for a in actions(f"{REQUEST}; plan-agreed 2026-04-10", "2026-04-28")]
    assert "Find the date: assessment agreed or assessment refused" in texts


def test_an_unconfirmed_meeting_is_asked_about_the_day_after() -> None:
    booked = Event(EventKind.REVIEW_MEETING, day("2026-10-01"), booked=True)
    one = Case("A1", {}, (booked,))
    asked = "Say whether the review meeting of Thu 1 Oct 2026 was held"
    assert asked not in [a.text for a in judged(one, day("2026-10-01"))]
    assert asked in [a.text for a in judged(one, day("2026-10-02"))]


def test_a_date_that_could_not_be_read_is_work() -> None:
    one = Case("A1", {}, (), (Unread("request_received", "31/02/2026"),))
    (asked,) = judged(one, day("2026-03-02"))
    assert asked.text == 'Find the request received: the list says "31/02/2026"'
    assert (asked.status, asked.lane) == (Status.UNDATED, Lane.REPAIR)


def test_a_status_closes_nothing_and_is_asked_about() -> None:
    found = actions(REQUEST, "2026-03-02", status="Closed")
    assert any(action.is_breached for action in found)
    assert 'Find the date behind the status "Closed"' in [action.text for action in found]


def test_a_case_missing_from_the_list_keeps_its_clocks_and_says_so() -> None:
    gone = Case("A1", {}, tuple(events(REQUEST)), missing_since=day("2026-02-12"))
    first, *_ = judged(gone, day("2026-03-02"))
    assert first.is_breached
    assert first.reasons[-1].sentence == "not in the list of Thu 12 Feb 2026"


def test_a_step_still_to_be_taken_first_takes_its_time_from_the_later_one() -> None:
    history = "review-meeting 2025-12-29; review-amend 2026-01-09"
    (final,) = (a for a in actions(history, "2026-03-10") if a.text == "Send the amended plan")
    assert final.row is not None
    assert final.row.due == day("2026-03-23")
    # The notice was never sent: its own work and the family's 15 days come first.
    assert "the last safe day to start was" in " ".join(r.sentence for r in final.reasons)


def test_the_reasons_name_the_rule_they_weigh() -> None:
    for action in actions(f"{REQUEST}; assessment-agreed 2026-02-02", "2026-06-10"):
        if action.row:
            assert any(row.rule.id in action.reasons[1].sentence for row in action.rows)
