"""What is true of every rule and of every history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from send_cli.domain.action import Action
from send_cli.domain.agenda import Judgement
from send_cli.domain.calendar import BeyondCalendarError
from send_cli.domain.case import Case
from send_cli.domain.clock import case_deadlines, deadlines
from send_cli.domain.contact import Channel, Contact, Party
from send_cli.domain.day_list import DayList, day_list
from send_cli.domain.deadline import Closing, Deadline, Reckoning, Status
from send_cli.domain.event import CHALLENGES, NAMED_DAYS, ROUTES, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.ground import Ground
from send_cli.domain.mark import Mark, MarkKind
from send_cli.domain.period import Before, Directed, FixedDay, Unit
from send_cli.domain.rule import Actor, Bound, Rule
from send_cli.domain.task import Task
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS

quick = settings(deadline=None, max_examples=200)

RULES = st.sampled_from([rule for rule in BOOK.rules if rule.has_number])
STARTS = st.dates(date(2014, 9, 1), date(2040, 12, 31))
FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 500).map(lambda days: FIRST + timedelta(days=days))
ASKED = [K.ADVICE_REQUESTED, K.ADVICE_RECEIVED, K.CONSULTATION_SENT, K.CONSULTATION_REPLY]
MOVES = [
    *(K.MOVE_KNOWN, K.MOVED_OUT, K.PLAN_TRANSFERRED, K.MOVED_IN),
    *(K.FINAL_PLAN_SENT, K.REVIEW_MAINTAIN),
]
DISPUTES = sorted(CHALLENGES | ROUTES)
EVENTS = st.one_of(
    st.builds(
        Event,
        st.sampled_from(
            [k for k in list(K)[: list(K).index(K.REVIEW_NOTICE_SENT)] if k not in DISPUTES]
        ),
        DAYS,
    ),
    st.builds(Event, st.sampled_from(DISPUTES), DAYS),
    st.builds(
        Event,
        st.sampled_from([*sorted(NAMED_DAYS), K.DIRECTION_MET]),
        DAYS,
        st.sampled_from(["bundle", K.RESPONSE_SENT.value, K.FINAL_PLAN_SENT.value]),
    ),
    st.builds(Event, st.sampled_from(list(K)[list(K).index(K.REVIEW_NOTICE_SENT) :]), DAYS),
    st.builds(Event, st.sampled_from(ASKED), DAYS, st.sampled_from([None, "ep", "health"])),
    st.builds(Event, st.just(K.EXCEPTION), DAYS, st.sampled_from(Ground)),
    st.builds(Event, st.just(K.REQUEST_RECEIVED), DAYS),
    st.builds(Event, st.sampled_from(MOVES), DAYS),
)
HISTORIES = st.lists(EVENTS, max_size=16)


def reckoned(rule: Rule, start: date) -> Reckoning:
    """Count a rule where it is law, and where the working days it needs are known."""
    assume(rule.version_on(start))
    try:
        counted = BOOK.reckoning(rule, start)
    except BeyondCalendarError:
        reject()
    assert counted is not None
    return counted


def due(rule: Rule, start: date) -> date:
    return reckoned(rule, start).due


@quick
@given(RULES, STARTS, st.integers(0, 800))
def test_a_later_trigger_never_gives_an_earlier_deadline(
    rule: Rule, start: date, later: int
) -> None:
    assert due(rule, start) <= due(rule, start + timedelta(days=later))


@quick
@given(RULES, STARTS)
def test_weeks_keep_the_weekday(rule: Rule, start: date) -> None:
    length = rule.versions[-1].length
    if isinstance(length, Directed):
        assert due(rule, start) == start
    elif isinstance(length, FixedDay):
        assert due(rule, start) < date(start.year, length.month, length.day)
    elif isinstance(length, Before) and length.period.unit is Unit.WEEKS:
        assert (due(rule, start) - start).days == -15
    elif isinstance(length, Before):
        assert due(rule, start) < start
    elif length and length.unit is Unit.WEEKS:
        assert due(rule, start).weekday() == start.weekday()
        assert (due(rule, start) - start).days == 7 * length.length
    else:
        assert due(rule, start) > start


@quick
@given(RULES, STARTS)
def test_act_by_is_a_working_day_not_after_the_due_date(rule: Rule, start: date) -> None:
    counted = reckoned(rule, start)
    if rule.bound is Bound.AT_LEAST or not BOOK.calendar.covers(counted.due):
        assert counted.act_by is None
    else:
        assert counted.act_by is not None
        assert BOOK.calendar.is_working_day(counted.act_by)
        assert timedelta(0) <= counted.due - counted.act_by <= timedelta(days=5)


@quick
@given(RULES, STARTS)
def test_only_a_rule_that_rolls_moves_forward_and_only_over_days_that_are_no_working_days(
    rule: Rule, start: date
) -> None:
    counted = reckoned(rule, start)
    rolled = counted.due - (counted.unrolled or counted.due)
    calendar = BOOK.calendars[rule.days]
    if not rule.rolls:
        assert not rolled
    else:
        assert calendar.is_working_day(counted.due)
        passed = [counted.due - timedelta(days=back) for back in range(1, rolled.days + 1)]
        assert not any(calendar.is_working_day(day) for day in passed)


def looks_ahead(row: Deadline) -> bool:
    """Say whether a booking counts: a meeting to give notice of, a transfer, a move away."""
    return row.rule.counts_back or any(BOOK[other].counts_back for other in row.rule.later_of)


def stood(rows: list[Deadline], today: date) -> list[tuple[object, ...]]:
    """How the clocks that had started stood, but for those that a booking sets."""
    return sorted(
        (
            (
                *(row.rule.id, row.about or "", row.start_on, row.opens_on, row.due, row.actor),
                *(row.status(today), row.runs(today), row.is_excused(today), row.conditional),
            )
            for row in rows
            if row.exists(today) and not looks_ahead(row)
        ),
        key=repr,
    )


@quick
@given(HISTORIES, DAYS)
def test_what_is_recorded_later_does_not_change_how_things_stood(
    history: list[Event], today: date
) -> None:
    # The date of a named day is not the day it became known.
    history = [event for event in history if event.kind not in NAMED_DAYS]
    known_then = [event for event in history if event.on <= today]
    assert stood(deadlines(history, BOOK), today) == stood(deadlines(known_then, BOOK), today)


@quick
@given(HISTORIES, st.randoms())
def test_the_deadlines_do_not_depend_on_the_order_of_recording(
    history: list[Event], shuffler: Random
) -> None:
    shuffled = list(history)
    shuffler.shuffle(shuffled)
    far = date(2040, 1, 1)
    assert stood(deadlines(shuffled, BOOK), far) == stood(deadlines(history, BOOK), far)


@quick
@given(HISTORIES)
def test_every_clock_opens_before_it_closes_and_says_why_it_closed(history: list[Event]) -> None:
    for row in deadlines(history, BOOK):
        assert (row.closed_on is None) is (row.closing is None)
        assert row.closed_on is None or row.opens_on <= row.closed_on
        assert row.done_on is None or row.closing is Closing.STOPPED
        assert row.start_on <= row.opens_on or row.rule.counts_back


@quick
@given(HISTORIES)
def test_one_clock_of_a_rule_runs_at_a_time_for_each_about(history: list[Event]) -> None:
    rows = [row for row in deadlines(history, BOOK) if not row.rule.counts_back]
    for today in {event.on for event in history}:
        going = [(row.rule.id, row.about) for row in rows if row.runs(today)]
        assert len(going) == len(set(going))


@quick
@given(HISTORIES, DAYS)
def test_only_the_authoritys_own_law_is_ever_breached(history: list[Event], today: date) -> None:
    for row in deadlines(history, BOOK):
        if row.status(today) is Status.BREACHED:
            assert row.actor is Actor.AUTHORITY
            assert row.rule.is_law
            assert row.due < today
            assert row.rule.bound is not Bound.AT_LEAST
            assert not row.conditional


ANY_DAY = st.dates(date(1980, 1, 1), date(2200, 12, 31))


@quick
@given(
    st.lists(st.builds(Event, st.sampled_from(K), ANY_DAY, st.none() | st.text())),
    st.booleans(),
    ANY_DAY,
)
def test_no_history_is_too_strange_to_be_counted(
    history: list[Event], without_setting: bool, today: date
) -> None:
    for row in deadlines(history, BOOK, without_setting=without_setting):
        assert row.status(today) in Status
        assert row.start_on >= date(2014, 9, 1)


@quick
@given(HISTORIES, DAYS)
def test_no_breach_is_hidden_and_every_score_is_the_sum_of_its_reasons(
    history: list[Event], today: date
) -> None:
    case = Case("A1", {}, tuple(history))
    rows = case_deadlines(case, BOOK)
    judged = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS).actions(case, rows, today)
    shown = {row for action in day_list(judged, today).breached for row in action.rows}
    assert {row for row in rows if row.exists(today) and row.is_breached(today)} <= shown
    assert all(a.score == sum(reason.points for reason in a.reasons) for a in judged)


def marks(today: date) -> st.SearchStrategy[list[Mark]]:
    """Return marks made lately, most of which still hold."""
    made = st.integers(-2, 20).map(lambda days: today - timedelta(days=days))
    until = st.integers(-5, 40).map(lambda days: today + timedelta(days=days))
    return st.lists(st.builds(Mark, st.sampled_from(MarkKind), made, until), max_size=4)


CONTACTS = st.lists(
    st.builds(
        Contact,
        *(DAYS, st.sampled_from(Channel), st.sampled_from(Party), st.just("x"), st.booleans()),
    ),
    max_size=3,
)
TASKS = st.lists(
    st.builds(
        lambda start, rule, until: Task(
            1, "x", start, rule=rule.id, start_on=start, snoozed_on=start, snoozed_until=until
        ),
        *(DAYS, RULES, DAYS),
    ),
    max_size=2,
)


@quick
@given(HISTORIES, CONTACTS, TASKS, st.data())
def test_no_mark_hides_a_breach_or_a_duty_in_law_that_falls_due_before_the_snooze_ends(
    history: list[Event], contacts: list[Contact], tasks: list[Task], more: st.DataObject
) -> None:
    snoozed = tuple(task._replace(number=number) for number, task in enumerate(tasks))
    plain = tuple(task._replace(snoozed_on=None, snoozed_until=None) for task in snoozed)
    bare = Case("A1", {}, tuple(history), contacts=tuple(contacts), tasks=plain)
    rows = case_deadlines(bare, BOOK)
    near = st.sampled_from([row.due for row in rows] or [FIRST])
    today = more.draw(near) - timedelta(days=more.draw(st.integers(-20, 15)))
    held = more.draw(marks(today))
    judgement = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS)

    def listed(case: Case) -> DayList:
        judged = judgement.actions(case, rows, today)
        assert all(a.score == sum(reason.points for reason in a.reasons) for a in judged)
        return day_list(judged, today)

    before, after = listed(bare), listed(replace(bare, tasks=snoozed, marks=tuple(held)))
    assert rows_of(before.every) == rows_of(after.every)
    assert rows_of(before.breached) == rows_of(after.breached)
    ends = {task.name: task.snoozed_until for task in snoozed}
    last = [m.until for m in held if m.kind is MarkKind.SNOOZE and m.made_on <= today][-1:]
    for row in rows_of(before.ranked) - rows_of(after.ranked):
        until = ends.get(row.about or "", last[0] if last else None)
        assert until is not None
        assert today < until
        assert not (row.is_law and row.actor is Actor.AUTHORITY and row.due < until)


def rows_of(actions: Iterable[Action]) -> set[Deadline]:
    return {row for action in actions for row in action.rows}
