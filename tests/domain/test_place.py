"""What pins and snoozes do to the lines of a case, from one day to the next."""

from datetime import date

import pytest

from send_cli.domain.action import Action, Lane
from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case
from send_cli.domain.clock import case_deadlines
from send_cli.domain.contact import Channel, Contact, Party
from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.mark import Mark, MarkKind
from send_cli.domain.place import RANKED, why_not
from send_cli.domain.task import Task
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS
from tests.domain.history import day, events

JUDGEMENT = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS)
ASKED = "request-received 2026-01-26"
"""Undecided; the six weeks end on Mon 9 Mar 2026."""
ADVICE = "request-received 2025-12-01; assessment-agreed 2026-01-05; advice-requested 2026-01-06 ep"
"""Advice asked for, and late."""


def mark(kind: MarkKind, made: str, until: str, text: str | None = None) -> Mark:
    return Mark(kind, day(made), day(until), text)


def snooze(until: str, made: str = "2026-03-02") -> Mark:
    return mark(MarkKind.SNOOZE, made, until)


def pin(until: str, text: str | None = "asked") -> Mark:
    return mark(MarkKind.PIN, "2026-03-02", until, text)


def lines(
    history: str, on: str, *marks: Mark, tasks: tuple[Task, ...] = (), said: tuple[str, ...] = ()
) -> list[Action]:
    contacts = tuple(Contact(day(one), Channel.CALL, Party.SCHOOL, "x") for one in said)
    case = Case("A1", {}, tuple(events(history)), contacts=contacts, tasks=tasks, marks=marks)
    return list(JUDGEMENT.actions(case, case_deadlines(case, BOOK), day(on)))


def lanes(found: list[Action]) -> list[Lane]:
    return [action.lane for action in found]


def told(found: list[Action]) -> str:
    return "; ".join(reason.sentence for action in found for reason in action.reasons)


def test_a_snooze_changes_no_points_and_only_the_lane() -> None:
    (plain,) = lines(ASKED, "2026-03-02")
    (waits,) = lines(ASKED, "2026-03-02", snooze("2026-03-06"))
    assert (plain.lane, waits.lane) == (Lane.SAVE, Lane.STEADY)
    assert waits.score == plain.score
    assert waits.reasons[1:] == plain.reasons


def test_a_snooze_works_from_the_day_it_was_made_until_the_day_before_it_ends() -> None:
    held = snooze("2026-03-06", made="2026-03-03")
    found = {on: lanes(lines(ASKED, f"2026-03-0{on}", held)) for on in range(2, 7)}
    assert found == {
        2: [Lane.SAVE],
        3: [Lane.STEADY],
        4: [Lane.STEADY],
        5: [Lane.STEADY],
        6: [Lane.SAVE],
    }


def test_a_snooze_past_the_last_day_in_law_hides_nothing() -> None:
    assert lanes(lines(ASKED, "2026-03-02", snooze("2026-03-09"))) == [Lane.STEADY]
    assert lanes(lines(ASKED, "2026-03-02", snooze("2026-03-10"))) == [Lane.SAVE]
    late = lanes(lines(ASKED, "2026-03-12", snooze("2026-06-01")))
    assert late == lanes(lines(ASKED, "2026-03-12"))
    assert late[0] is Lane.REPAIR


def test_the_last_working_day_counts_where_the_last_day_is_none() -> None:
    asked = "request-received 2026-01-24"  # the six weeks end on Sat 7 Mar 2026
    assert lanes(lines(asked, "2026-03-02", snooze("2026-03-06"))) == [Lane.STEADY]
    assert lanes(lines(asked, "2026-03-02", snooze("2026-03-07"))) == [Lane.SAVE]


def test_it_comes_back_with_a_term_of_its_own_until_it_is_taken_up() -> None:
    held = snooze("2026-03-04")
    (plain,) = lines(ASKED, "2026-03-05")
    (back,) = lines(ASKED, "2026-03-05", held)
    assert back.score == plain.score + WEIGHTS.snoozed
    assert back.reasons[-1].sentence == "was snoozed until Wed 4 Mar 2026"
    for said in ("2026-03-04", "2026-03-05"):
        assert lines(ASKED, "2026-03-05", held, said=(said,))[0].score == plain.score
    for said in ("2026-03-03", "2026-03-06"):
        assert lines(ASKED, "2026-03-05", held, said=(said,))[0].score == back.score
    happened = f"{ASKED}; contact 2026-03-04"
    assert "was snoozed" not in told(lines(happened, "2026-03-05", held))


def test_a_pin_adds_its_points_to_each_ranked_line_through_its_last_day() -> None:
    (plain,) = lines(ASKED, "2026-03-02")
    (pinned,) = lines(ASKED, "2026-03-02", pin("2026-03-02"))
    assert pinned.score == plain.score + WEIGHTS.pin
    assert "PINNED: asked" in [reason.brief for reason in pinned.reasons]
    assert "pinned" not in told(lines(ASKED, "2026-03-03", pin("2026-03-02")))
    assert "pinned" not in told(lines(ASKED, "2026-03-01", pin("2026-03-09")))


def test_a_pin_on_a_case_without_a_ranked_line_makes_one() -> None:
    held = "final-plan-sent 2026-02-09"
    assert lanes(lines(held, "2026-03-02")) == [Lane.STEADY]
    found = lines(held, "2026-03-02", pin("2026-03-09", None))
    assert lanes(found) == [Lane.STEADY, Lane.SAVE]
    assert found[1].text == "Look at this case"
    assert lines(held, "2026-03-02", pin("2026-03-09"))[1].text == "Look at this case: asked"


def test_a_pin_and_a_snooze_leave_a_line_to_look_at() -> None:
    found = lines(ASKED, "2026-03-02", snooze("2026-03-06"), pin("2026-03-09"))
    assert lanes(found) == [Lane.STEADY, Lane.SAVE]


def test_of_several_marks_of_one_kind_the_last_counts() -> None:
    found = lines(ASKED, "2026-03-03", snooze("2026-03-06"), snooze("2026-03-03"))
    assert lanes(found) == [Lane.SAVE]


def test_the_snooze_of_a_case_leaves_its_tasks_and_that_of_a_task_the_case() -> None:
    task = Task(1, "ring", day("2026-03-02"))
    assert lanes(lines(ASKED, "2026-03-02", snooze("2026-03-06"), tasks=(task,))) == [
        Lane.STEADY,
        Lane.SAVE,
    ]
    snoozed = task._replace(snoozed_on=day("2026-03-02"), snoozed_until=day("2026-03-06"))
    assert lanes(lines(ASKED, "2026-03-02", tasks=(snoozed,))) == [Lane.SAVE, Lane.STEADY]
    assert lanes(lines(ASKED, "2026-03-02", tasks=(snoozed._replace(snoozed_on=None),))) == [
        Lane.SAVE,
        Lane.SAVE,
    ]


@pytest.mark.parametrize(
    ("history", "until", "why"),
    [
        ("request-received 2025-09-29", "2026-03-03", "it is breached"),
        (ASKED, "2026-03-09", None),
        (ASKED, "2026-03-10", "by law it is for Mon 9 Mar 2026 at the latest"),
        # Advice is another's duty: chasing it may wait.
        (
            ADVICE,
            "2026-03-06",
            None,
        ),
    ],
)
def test_why_a_line_cannot_wait(history: str, until: str, why: str | None) -> None:
    first, *_ = (one for one in lines(history, "2026-03-02") if one.lane in RANKED)
    assert why_not(first, day(until)) == why


def test_an_event_of_the_future_takes_nothing_up() -> None:
    held = snooze("2026-03-04")
    booked = Event(K.REVIEW_MEETING, date(2026, 3, 20), booked=True)
    case = Case("A1", {}, (*events(ASKED), booked), marks=(held,))
    found = JUDGEMENT.actions(case, case_deadlines(case, BOOK), day("2026-03-05"))
    assert "was snoozed until Wed 4 Mar 2026" in told(list(found))
