"""What is different since a morning: dates that passed, and what was recorded, each told once."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from send_cli.domain.case import Case
from send_cli.domain.clock import case_deadlines
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.since import Since, Standing, difference, key, task_clocks
from send_cli.domain.task import Task
from send_cli.rules import BOOK
from tests.domain.test_properties import HISTORIES

FRIDAY, MONDAY = date(2026, 2, 27), date(2026, 3, 2)
REQUEST = date(2025, 9, 29)


def case(*events: Event, ref: str = "A1") -> Case:
    return Case(ref, {}, tuple(events))


def rows(*events: Event) -> list[Deadline]:
    return case_deadlines(case(*events), BOOK)


def found(now: list[Event], then: list[Event] | None) -> Since:
    before = None if then is None else rows(*then)
    return difference([Standing(case(*now), rows(*now), before)], FRIDAY, MONDAY)


def rules(turns: object) -> list[str]:
    assert isinstance(turns, tuple)
    return [turn.now.rule.id for turn in turns]


def test_a_date_that_passed_over_the_weekend_is_a_new_breach() -> None:
    # Twenty weeks from Sat 11 Oct 2025 end on Sat 28 Feb 2026.
    agreed = [Event(K.ASSESSMENT_AGREED, date(2025, 11, 20)), Event(K.DRAFT_SENT, FRIDAY)]
    events = [Event(K.REQUEST_RECEIVED, date(2025, 10, 11)), *agreed]
    since = found(events, events)
    assert rules(since.breached) == ["ehcp-final"]
    assert since.breached[0].was == since.breached[0].now
    assert not since.moved
    assert not since.new


def test_a_breach_of_before_is_not_new() -> None:
    events = [Event(K.REQUEST_RECEIVED, REQUEST)]
    since = found(events, events)
    assert since.breached == ()
    assert since.compared


def test_what_is_due_on_the_morning_itself_is_new_the_next_day() -> None:
    # Due on the Friday: not yet late on Friday's list.
    request = FRIDAY - timedelta(weeks=6)
    events = [Event(K.REQUEST_RECEIVED, request)]
    assert "ehcna-decision" in rules(found(events, events).breached)
    day_before = [Event(K.REQUEST_RECEIVED, request - timedelta(days=1))]
    assert "ehcna-decision" not in rules(found(day_before, day_before).breached)


def test_a_corrected_date_is_told_with_the_date_it_was() -> None:
    was, now = date(2026, 1, 30), date(2025, 12, 30)
    since = found([Event(K.REQUEST_RECEIVED, now)], [Event(K.REQUEST_RECEIVED, was)])
    final = next(turn for turn in since.moved if turn.now.rule.id == "ehcp-final")
    assert final.was is not None
    assert (final.was.due, final.now.due) == (date(2026, 6, 19), date(2026, 5, 19))
    assert "ehcp-final" not in rules(since.settled)
    # Six weeks from 30 December had passed: a correction can breach.
    assert "ehcna-decision" in rules(since.breached)


def test_a_step_taken_is_met_and_a_step_withdrawn_is_gone() -> None:
    request = Event(K.REQUEST_RECEIVED, REQUEST)
    agreed = Event(K.ASSESSMENT_AGREED, date(2025, 11, 3))
    since = found([request, agreed], [request])
    met = {turn.now.rule.id: turn for turn in since.settled}
    assert met["ehcna-decision"].now.status(MONDAY) is Status.MET
    gone = found([], [request, agreed])
    assert {turn.now.rule.id for turn in gone.settled if turn.gone} >= {"ehcp-final"}
    # What was met before is not told again.
    assert not found([request, agreed], [request, agreed]).settled


def test_a_step_that_is_open_again_and_late_is_a_new_breach() -> None:
    request = Event(K.REQUEST_RECEIVED, REQUEST)
    final = Event(K.FINAL_PLAN_SENT, date(2026, 2, 9))
    assert "ehcp-final" in rules(found([request], [request, final]).breached)


def test_a_new_case_is_new_and_so_is_its_breach() -> None:
    old = Standing(case(ref="A0"), [], [])
    new = Standing(
        case(Event(K.REQUEST_RECEIVED, REQUEST)), rows(Event(K.REQUEST_RECEIVED, REQUEST)), None
    )
    since = difference([old, new], FRIDAY, MONDAY)
    assert [one.ref for one in since.new] == ["A1"]
    assert "ehcp-final" in rules(since.breached)


def test_with_nothing_on_record_then_there_is_nothing_to_compare() -> None:
    since = found([Event(K.REQUEST_RECEIVED, REQUEST)], None)
    assert not since.compared
    assert since.newly_breached == frozenset()
    assert since.breached


def test_an_exception_recorded_takes_a_breach_off_in_the_open() -> None:
    request = Event(K.REQUEST_RECEIVED, REQUEST)
    ground = next(iter(BOOK.rule("ehcna-decision").excuses))
    excused = Event(K.EXCEPTION, date(2025, 11, 3), ground.value)
    since = found([request, excused], [request])
    told = {turn.now.rule.id: turn.now.status(MONDAY) for turn in since.settled}
    assert told["ehcna-decision"] is Status.EXCUSED


def test_the_clock_of_a_task_breaches_as_any_other() -> None:
    start = FRIDAY - timedelta(days=40)
    row = BOOK.count(BOOK.rule("sar"), start)
    assert row is not None
    task = Task(1, "answer the request", start, rule="sar", start_on=start)
    clocks = list(task_clocks([task], BOOK))
    nobody = Standing(Case("", {}), clocks, clocks)
    breached = difference([nobody], row.due, row.due + timedelta(days=1)).breached
    assert [turn.now.about for turn in breached] == ["task-1"]
    done = list(task_clocks([task._replace(done_on=MONDAY)], BOOK))
    settled = difference([Standing(Case("", {}), done, clocks)], FRIDAY, MONDAY).settled
    assert [turn.now.done_on for turn in settled] == [MONDAY]


@settings(deadline=None, max_examples=300)
@given(HISTORIES, HISTORIES, st.integers(0, 500), st.integers(1, 30))
def test_no_breach_of_today_is_hidden_and_none_vanishes_untold(
    now: list[Event], then: list[Event], start: int, days: int
) -> None:
    since = date(2024, 1, 1) + timedelta(days=start)
    today = since + timedelta(days=days)
    present, before = rows(*now), rows(*then)
    told = difference([Standing(case(*now), present, before)], since, today)

    def breached(some: list[Deadline], day: date) -> set[object]:
        return {key(row) for row in some if row.is_breached(day)}

    new = {key(turn.now) for turn in told.breached}
    was: dict[object, object] = {key(turn.was): key(turn.now) for turn in told.moved if turn.was}
    known = breached(before, since)
    carried_on = {was.get(name, name) for name in known}
    assert breached(present, today) <= new | carried_on
    assert new <= breached(present, today)
    assert not new & known
    settled = {key(turn.now) for turn in told.settled}
    assert known <= breached(present, today) | settled | set(was) | {
        key(turn.was) for turn in told.settled if turn.was
    } | {key(row) for row in present if row.runs(today)}


@settings(deadline=None, max_examples=200)
@given(HISTORIES, st.integers(0, 500))
def test_the_same_facts_on_the_same_day_differ_in_nothing(events: list[Event], start: int) -> None:
    day = date(2024, 1, 1) + timedelta(days=start)
    # What begins and is met on the very day is told, as begun since its morning.
    assume(all(event.on != day for event in events))
    held = rows(*events)
    assert difference([Standing(case(*events), held, list(held))], day, day).is_empty


def test_a_breach_that_was_both_excused_and_ended_since_is_told() -> None:
    asked = Event(K.REQUEST_RECEIVED, date(2024, 1, 1))
    excused = Event(K.EXCEPTION, date(2024, 1, 1), "school-closed")
    left = Event(K.MOVED_OUT, date(2024, 1, 1))
    now, then = rows(asked, excused, left), rows(asked)
    told = difference(
        [Standing(case(asked, excused, left), now, then)], date(2024, 2, 13), date(2024, 2, 14)
    )
    assert "ehcna-decision" in {turn.now.rule.id for turn in told.settled}
