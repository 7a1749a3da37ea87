"""What an authority sets for itself: its own earlier dates, and the days its offices are closed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.domain.action import Action, Lane
from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case
from send_cli.domain.clock import deadlines
from send_cli.domain.day_list import day_list
from send_cli.domain.deadline import Closing, Deadline, Status
from send_cli.domain.event import Event
from send_cli.domain.office import BASES, Office, most_weeks, target_rule
from send_cli.domain.rule import Actor, Authority
from send_cli.domain.step import Step
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS

from .history import day, events
from .test_properties import DAYS, HISTORIES, stood

quick = settings(deadline=None, max_examples=150)

REQUEST = "request-received 2026-01-05"  # a Monday
ASKED = f"{REQUEST}; assessment-agreed 2026-02-16; advice-requested 2026-02-16 ep"
MEETING = "final-plan-sent 2025-03-03; review-meeting 2026-02-02"
AMEND = f"{MEETING}; review-amend 2026-02-10"


def office(*closed: str, **weeks: int) -> Office:
    """Return an office with targets by the names of their steps, and closure days."""
    targets = [(Step(name.replace("_", "-")), number) for name, number in weeks.items()]
    return Office(BOOK, targets, map(day, closed))


def targets(history: str, **weeks: int) -> list[Deadline]:
    rows = office(**weeks).rows(deadlines(events(history), BOOK))
    return [row for row in rows if row.is_local]


def target(history: str, **weeks: int) -> Deadline:
    (only,) = targets(history, **weeks)
    return only


def actions(history: str, today: str, own: Office | None) -> Sequence[Action]:
    judgement = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS, own)
    case = Case("A1", {}, tuple(events(history)))
    return judgement.actions(case, deadlines(case.events, BOOK), day(today))


def line(history: str, today: str, own: Office | None, rule: str) -> Action:
    """Return the line that carries a rule."""
    found = [one for one in actions(history, today, own) if one.row and one.row.rule.id == rule]
    (only,) = found
    return only


# The dates, counted by hand


@pytest.mark.parametrize(
    ("step", "weeks", "history", "due"),
    [
        ("decide_assessment", 5, REQUEST, "2026-02-09"),
        ("advice", 10, ASKED, "2026-03-16"),
        ("decide_plan", 15, REQUEST, "2026-04-20"),
        ("send_draft", 14, REQUEST, "2026-04-13"),
        ("send_final", 19, REQUEST, "2026-05-18"),
        (
            "send_reassessed_plan",
            12,
            "final-plan-sent 2025-03-03; reassessment-agreed 2026-01-06",
            "2026-03-31",
        ),
        ("decide_review", 3, MEETING, "2026-02-23"),
        ("send_amendment_notice", 3, AMEND, "2026-02-23"),
        ("send_amended_plan", 10, AMEND, "2026-04-13"),
    ],
)
def test_a_target_is_counted_in_weeks_from_where_its_law_is(
    step: str, weeks: int, history: str, due: str
) -> None:
    row = target(history, **{step: weeks})
    assert row.due == day(due)
    assert row.rule.id == f"local-{step.replace('_', '-')}"
    assert row.rule.authority is Authority.LOCAL
    assert not row.is_law
    assert f"+ {weeks} weeks = " in BOOK.reckoning(row.rule, row.start_on).working  # type: ignore[union-attr]


@pytest.mark.parametrize("step", BASES)
def test_every_target_goes_by_a_rule_of_its_own_step_in_weeks(step: Step) -> None:
    rule, own = BOOK[BASES[step].rule], target_rule(step, 1, BOOK)
    assert rule.step is own.step is step
    assert own.title.startswith("LOCAL target: ")
    assert own.id not in {one.id for one in BOOK.rules}
    assert own.stops == rule.stops
    assert most_weeks(step, BOOK) >= 4


def test_the_most_weeks_are_the_laws_own() -> None:
    most = {step.value: most_weeks(step, BOOK) for step in BASES}
    assert most == {
        "decide-assessment": 6,
        "advice": 12,  # asked for by week 6, and then six weeks
        "decide-plan": 16,
        "send-draft": 16,
        "send-final": 20,
        "send-reassessed-plan": 14,
        "decide-review": 4,
        "send-amendment-notice": 4,
        "send-amended-plan": 12,
    }


# How it stands


@pytest.mark.parametrize(
    ("today", "status"),
    [
        ("2026-03-29", Status.ON_TRACK),
        ("2026-03-30", Status.DUE_SOON),
        ("2026-04-12", Status.DUE_SOON),
        ("2026-04-13", Status.DUE_SOON),
        ("2026-04-14", Status.PAST_TARGET),
    ],
)
def test_the_day_before_the_day_and_the_day_after(today: str, status: Status) -> None:
    assert target(REQUEST, send_draft=14).status(day(today)) is status


def test_a_target_for_others_is_past_and_not_overdue_from_them() -> None:
    row = target(ASKED, advice=10)
    assert (row.actor, row.about) == (Actor.ADVISER, "ep")
    assert row.status(day("2026-03-17")) is Status.PAST_TARGET


@pytest.mark.parametrize(
    ("sent", "status"), [("2026-04-13", Status.MET), ("2026-04-14", Status.MET_LATE)]
)
def test_what_meets_the_law_meets_the_target(sent: str, status: Status) -> None:
    row = target(f"{REQUEST}; draft-sent {sent}", send_draft=14)
    assert (row.closing, row.done_on) == (Closing.STOPPED, day(sent))
    assert row.status(day("2026-05-01")) is status


def test_a_target_ends_with_the_duty_it_serves() -> None:
    row = target(f"{REQUEST}; request-withdrawn 2026-02-02", send_draft=14)
    assert row.status(day("2026-06-01")) is Status.CLOSED


def test_each_adviser_has_the_target_from_the_one_request() -> None:
    both = f"{ASKED}; advice-requested 2026-02-18 health"
    rows = targets(both, advice=10)
    assert {(row.about, row.start_on, row.due) for row in rows} == {
        ("ep", day("2026-01-05"), day("2026-03-16")),
        ("health", day("2026-01-05"), day("2026-03-16")),
    }


def test_advice_of_no_request_has_no_target() -> None:
    assert targets("advice-requested 2026-02-16 ep", advice=10) == []


# Where the law is no later


def test_advice_asked_for_early_is_due_by_law_before_the_target() -> None:
    # Asked for on 6 Jan 2026: by law Tue 17 Feb 2026, by the target Mon 16 Mar 2026.
    assert targets(f"{REQUEST}; advice-requested 2026-01-06 ep", advice=10) == []


def test_the_same_day_as_the_law_is_no_target() -> None:
    assert targets(REQUEST, send_final=20) == []
    assert targets(REQUEST, decide_plan=16) == []


def test_practice_puts_no_target_aside() -> None:
    # Weeks 14 and 16 for a draft are not law.
    assert target(REQUEST, send_draft=16).due == day("2026-04-27")


def test_a_target_gives_way_when_a_date_of_law_comes_before_it() -> None:
    # Ten weeks of the meeting are Mon 13 Apr 2026; eight of a notice on 17 Feb Tue 14 Apr.
    kept = target(f"{AMEND}; amendment-notice-sent 2026-02-17", send_amended_plan=10)
    assert kept.runs(day("2026-04-14"))
    given_way = target(f"{AMEND}; amendment-notice-sent 2026-02-16", send_amended_plan=10)
    assert given_way.runs(day("2026-02-15"))
    assert not given_way.runs(day("2026-02-16"))
    assert given_way.status(day("2026-06-01")) is Status.CLOSED


def test_the_familys_own_time_is_no_date_of_law_for_the_plan() -> None:
    # The draft's 15 days end before the target for the final plan, and do not put it aside.
    row = target(f"{REQUEST}; draft-sent 2026-04-13", send_final=19)
    assert row.runs(day("2026-05-18"))


# The line of the list


def test_one_line_carries_the_law_and_says_both_dates() -> None:
    own = office(send_draft=14)
    history = f"{REQUEST}; assessment-agreed 2026-02-16; plan-agreed 2026-04-01"
    found = line(history, "2026-04-06", own, "ehcp-final")
    assert (found.text, found.due) == ("Send the draft plan", day("2026-05-25"))
    assert [row.rule.id for row in found.rows] == [
        "ehcp-draft-issue-week-14",
        "local-send-draft",
        "ehcp-draft-issue",
        "ehcp-final",
    ]
    assert [reason.brief for reason in found.reasons] == [
        "no plan in force",
        "start by Thu 30 Apr",
        "LOCAL by 13 Apr",
    ]


def test_the_term_of_a_target_by_hand() -> None:
    history = f"{REQUEST}; assessment-agreed 2026-02-16; plan-agreed 2026-04-01"
    bare = line(history, "2026-04-23", None, "ehcp-final")
    with_it = line(history, "2026-04-23", office(send_draft=14), "ehcp-final")
    # Ten days past: a quarter of the 300 of a date that has passed, and of the 3 a day at least 1.
    *others, term = with_it.reasons
    assert tuple(others) == bare.reasons
    assert term.points == 75 + 10
    assert term.sentence == (
        "LOCAL target Mon 13 Apr 2026: local-send-draft 10 days past the target (75 and 1 a day)"
    )
    assert term.brief == "LOCAL was 13 Apr"


def test_a_target_that_is_near_brings_its_line_onto_the_list_and_never_into_repair() -> None:
    history = f"{REQUEST}; assessment-agreed 2026-02-16; plan-agreed 2026-03-02"
    for today, lane in (
        ("2026-03-29", Lane.STEADY),
        ("2026-03-30", Lane.SAVE),
        ("2026-04-14", Lane.SAVE),
    ):
        assert line(history, today, None, "ehcp-final").lane is Lane.STEADY
        found = line(history, today, office(send_draft=14), "ehcp-final")
        assert (found.lane, found.status) == (lane, Status.ON_TRACK)


def test_advice_past_its_target_is_chased_before_the_law_says_so() -> None:
    own = office(advice=10)
    waits = line(ASKED, "2026-03-16", own, "ehcna-advice-return")
    assert (waits.lane, waits.score) == (Lane.WAITING, 0)
    chase = line(ASKED, "2026-03-17", own, "ehcna-advice-return")
    assert (chase.text, chase.lane) == ("Chase the advice (ep)", Lane.SAVE)
    assert (chase.due, chase.actor) == (day("2026-03-30"), Actor.ADVISER)
    # A quarter of the stake of 150, and of 200 for what others are late with, and a point a day.
    assert [reason.points for reason in chase.reasons] == [37, 51]
    late = line(ASKED, "2026-03-31", own, "ehcna-advice-return")
    assert late == line(ASKED, "2026-03-31", None, "ehcna-advice-return")._replace(rows=late.rows)
    assert (late.lane, late.status) == (Lane.REPAIR, Status.OVERDUE_FROM_OTHERS)


def test_a_chase_for_a_target_is_off_the_list_until_it_is_due_again() -> None:
    chased = f"{ASKED}; chase-sent 2026-03-17 ep"
    own = office(advice=10)
    assert line(chased, "2026-03-18", own, "ehcna-advice-return").lane is Lane.WAITING
    assert line(chased, "2026-03-24", own, "ehcna-advice-return").lane is Lane.SAVE


def test_a_step_of_others_that_is_chased_early_is_not_counted_as_due_soon() -> None:
    today = day("2026-03-20")
    found = day_list(actions(ASKED, "2026-03-20", office(advice=10)), today)
    assert [one.status for one in found.ranked] == [Status.DUE_SOON]
    assert found.due_soon == 0


def test_an_excused_target_weighs_nothing() -> None:
    history = f"{REQUEST}; exception 2026-02-02 away-four-weeks; plan-agreed 2026-04-01"
    own = office(send_final=18)
    row = target(history, send_final=18)
    assert row.status(day("2026-06-01")) is Status.EXCUSED
    found = [line(history, "2026-06-01", one, "ehcp-final") for one in (None, own)]
    assert found[0].reasons == found[1].reasons
    assert row.rule.id in {one.rule.id for one in found[1].rows}


# Closure days


@pytest.mark.parametrize(
    ("closed", "act_by", "start_by"),
    [
        ((), "2026-02-16", "2026-02-09"),
        (("2026-02-09",), "2026-02-16", "2026-02-06"),  # the Monday: the Friday before
        (("2026-02-16",), "2026-02-13", "2026-02-06"),
        (("2026-02-13", "2026-02-16"), "2026-02-12", "2026-02-05"),
        (("2026-02-15",), "2026-02-16", "2026-02-09"),  # a Sunday
        (("2026-02-10",), "2026-02-16", "2026-02-09"),  # after the day to start
    ],
)
def test_a_closure_day_moves_the_day_to_start_and_no_due_date(
    closed: tuple[str, ...], act_by: str, start_by: str
) -> None:
    # Six weeks on Mon 16 Feb 2026; the decision leaves seven days to the panel.
    found = line(REQUEST, "2026-01-20", office(*closed), "ehcna-decision")
    assert found.row
    assert found.row.due == day("2026-02-16")
    assert found.row.act_by == day(act_by)
    assert found.start_by == day(start_by)


def test_the_reasons_say_which_closure_days_moved_the_start() -> None:
    own = office("2026-02-05", "2026-02-06", "2026-02-09", "2026-02-12", "2026-03-02")
    found = line(REQUEST, "2026-01-20", own, "ehcna-decision")
    assert found.reasons[-1] == (
        0,
        # The Thursday, the Friday and the Monday are one run; those after the due day are not told.
        (
            "closed on Thu 5 Feb to Mon 9 Feb 2026, Thu 12 Feb 2026: start by Wed 4 Feb 2026 and "
            "not Mon 9 Feb 2026"
        ),
        "",
    )


def test_closure_days_that_move_nothing_are_not_told() -> None:
    found = line(REQUEST, "2026-01-20", office("2026-02-12"), "ehcna-decision")
    assert found == line(REQUEST, "2026-01-20", None, "ehcna-decision")


def test_a_target_heeds_the_closure_days_too() -> None:
    history = f"{REQUEST}; assessment-agreed 2026-02-16; plan-agreed 2026-03-02"
    own = office("2026-04-10", "2026-04-13", send_draft=14)
    found = line(history, "2026-03-30", own, "ehcp-final")
    (draft,) = (row for row in found.rows if row.is_local)
    # Mon 13 and Fri 10 Apr 2026 are closed, and so is Easter before them.
    assert (draft.due, draft.act_by) == (day("2026-04-13"), day("2026-04-09"))


def test_an_office_that_is_closed_for_ever_gives_no_safe_start() -> None:
    every_day = (date(2014, 1, 1) + timedelta(days=number) for number in range(5000))
    own = Office(BOOK, (), every_day)
    found = line(REQUEST, "2026-01-20", own, "ehcna-decision")
    assert found.row
    assert (found.row.due, found.row.act_by, found.start_by) == (day("2026-02-16"), None, None)


# Whatever happened, and whatever is set


WEEKS = st.fixed_dictionaries(
    {}, optional={step: st.integers(0, most_weeks(step, BOOK)) for step in BASES}
)
CLOSED = st.lists(DAYS, max_size=30)
OFFICES = st.builds(lambda weeks, closed: Office(BOOK, weeks.items(), closed), WEEKS, CLOSED)


@quick
@given(HISTORIES, OFFICES, DAYS)
def test_no_target_and_no_closure_day_changes_what_is_breached_or_due(
    history: list[Event], own: Office, today: date
) -> None:
    rows = deadlines(history, BOOK)
    known = own.rows(rows)
    law = [row._replace(act_by=None) for row in known if not row.is_local]
    assert law == [row._replace(act_by=None) for row in rows]
    assert not any(row.is_breached(today) for row in known if row.is_local)
    case = Case("A1", {}, tuple(history))
    bare, with_it = (
        day_list(Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS, one).actions(case, rows, today), today)
        for one in (None, own)
    )
    assert breaches(bare.breached, today) == breaches(with_it.breached, today)
    assert bare.due_soon == with_it.due_soon
    assert carried(bare.every) <= stands_for(with_it.every)
    assert asked(bare.every) == asked(with_it.every)
    for action in with_it.every:
        assert action.score == sum(reason.points for reason in action.reasons)
        assert action.row is None or not action.row.is_local


def breaches(found: Sequence[Action], today: date) -> set[tuple[object, ...]]:
    return {
        (one.text, one.due, *(row.rule.id for row in one.rows if row.is_breached(today)))
        for one in found
    }


def carried(found: Iterable[Action]) -> set[tuple[object, ...]]:
    rows = (one.row for one in found if one.row)
    return {(row.rule.id, row.about, row.due) for row in rows}


def asked(found: Iterable[Action]) -> list[Action]:
    """Return the lines about a fact that is missing: what is set has no part in them."""
    lines = [one for one in found if one.row is None or one.asks]
    return sorted(lines, key=lambda one: (one.text, one.lane))


def stands_for(found: Iterable[Action]) -> set[tuple[object, ...]]:
    return {(row.rule.id, row.about, row.due) for one in found for row in one.rows}


@quick
@given(HISTORIES, OFFICES)
def test_a_target_is_before_every_date_of_law_beside_it(history: list[Event], own: Office) -> None:
    rows = own.rows(deadlines(history, BOOK))
    for row in rows:
        if row.is_local:
            assert row.closed_on is None or row.opens_on <= row.closed_on
            assert not any(
                other.is_law
                and not other.rule.is_window
                and (other.step, other.about) == (row.step, row.about)
                and other.due <= row.due
                and other.runs(today)
                for other in rows
                for today in (row.opens_on, row.opens_on + timedelta(weeks=6))
                if row.runs(today)
            )


@quick
@given(HISTORIES, OFFICES, DAYS)
def test_a_days_deadlines_give_the_targets_that_all_of_them_give(
    history: list[Event], own: Office, today: date
) -> None:
    rows = deadlines(history, BOOK)
    of_the_day = [
        row
        for row in rows
        if row.opens_on <= today and (row.runs(today) or row.closing is Closing.OVERTAKEN)
    ]

    def going(found: Iterable[Deadline]) -> list[tuple[object, ...]]:
        return stood([row for row in found if row.is_local and row.runs(today)], today)

    assert going(own.rows(of_the_day)) == going(own.rows(rows))


@quick
@given(HISTORIES, OFFICES)
def test_the_targets_are_the_same_however_often_they_are_asked_for(
    history: list[Event], own: Office
) -> None:
    rows = own.rows(deadlines(history, BOOK))
    assert own.rows(rows) == rows
