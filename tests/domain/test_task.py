"""The words and the names of tasks, contacts and marks."""

from datetime import date

import pytest

from send_cli.domain.case import Case
from send_cli.domain.contact import Channel, Contact, Party
from send_cli.domain.deadline import Status
from send_cli.domain.mark import Mark, MarkKind
from send_cli.domain.own_work import task_actions
from send_cli.domain.task import Task, task_number
from send_cli.rules import BOOK
from send_cli.rules.weights import WEIGHTS

TODAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("task-1", 1),
        ("TASK-12", 12),
        ("task-007", 7),
        ("task-", None),
        ("task-x", None),
        ("task--1", None),
        ("task-١", None),
        ("task-²", None),
        ("task 1", None),
        (" task-1", None),
        ("C412", None),
        ("", None),
    ],
)
def test_the_name_of_a_task_is_told_from_a_reference(name: str, number: int | None) -> None:
    assert task_number(name) == number


def test_a_task_says_to_whom_it_is_promised_when_it_is_for_and_what_became_of_it() -> None:
    task = Task(12, "ring", TODAY, due=FRIDAY, promised_to="mum")
    assert task.name == "task-12"
    assert task.words == "ring, promised to mum, due Fri 6 Mar 2026"
    snoozed = task._replace(snoozed_until=FRIDAY)
    assert snoozed.words == f"{task.words}, snoozed until Fri 6 Mar 2026"
    assert snoozed._replace(done_on=TODAY).words == f"{task.words}, done Mon 2 Mar 2026"


def test_a_task_is_open_from_the_day_it_was_added_to_the_day_before_it_was_done() -> None:
    task = Task(1, "ring", TODAY, done_on=FRIDAY)
    days = [date(2026, 3, day) for day in range(1, 8)]
    assert [day.day for day in days if task.is_open(day)] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("channel", "received", "words"),
    [
        (Channel.CALL, False, "call with parent: hi"),
        (Channel.CALL, True, "call from parent: hi"),
        (Channel.MEETING, False, "meeting with parent: hi"),
        (Channel.EMAIL, False, "email to parent: hi"),
        (Channel.LETTER, True, "letter from parent: hi"),
        (Channel.MESSAGE, False, "message to parent: hi"),
    ],
)
def test_a_contact_says_which_way_it_went(channel: Channel, received: bool, words: str) -> None:
    assert Contact(TODAY, channel, Party.PARENT, "hi", received).words == words


def test_a_pin_holds_through_its_last_day_and_a_snooze_holds_nothing_at_the_top() -> None:
    pin = Mark(MarkKind.PIN, TODAY, FRIDAY, "asked")
    assert [pin.holds_at_top(date(2026, 3, day)) for day in (1, 2, 6, 7)] == [
        *(False, True, True, False),
    ]
    assert not Mark(MarkKind.SNOOZE, TODAY, FRIDAY).holds_at_top(TODAY)
    assert pin.words == "until 2026-03-06: asked"


def test_what_another_owes_by_the_clock_of_a_task_is_no_breach() -> None:
    begun = date(2025, 12, 1)
    task = Task(1, "advice", begun, rule="ehcna-advice-return", start_on=begun)
    (action,) = task_actions(Case("A1", {}), [task], date(2026, 3, 2), BOOK, WEIGHTS)
    assert action.status is Status.OVERDUE_FROM_OTHERS
    assert not action.is_breached
