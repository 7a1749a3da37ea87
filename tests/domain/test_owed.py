"""What others owe: by whom, since when, how it was chased, and what came."""

import pytest

from send_cli.domain.action import Lane
from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case, Field
from send_cli.domain.clock import case_deadlines
from send_cli.domain.event import Event, EventKind
from send_cli.domain.owed import Owed, asked, owed, providers
from send_cli.domain.record import impossibility
from send_cli.domain.reply import Reply, noted, reply_in
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS

from .history import day, events

AGREED = "request-received 2026-01-05; assessment-agreed 2026-02-10"
ASKED = f"{AGREED}; advice-requested 2026-02-16 ep"
MEETING = "final-plan-sent 2025-03-10; review-meeting 2026-02-02"


def case(history: str, ref: str = "A1", setting: str = "Hill School") -> Case:
    return Case(ref, {Field.SETTING: setting}, tuple(events(history)))


def owing(history: str, on: str) -> list[Owed]:
    one = case(history)
    return list(owed(one, case_deadlines(one, BOOK), day(on)))


def asked_of(history: str, on: str) -> list[Owed]:
    one = case(history)
    return asked(one, case_deadlines(one, BOOK), day(on))


def test_advice_is_owed_by_the_adviser_it_was_asked_of() -> None:
    (one,) = owing(f"{ASKED}; chase-sent 2026-04-02 ep", "2026-04-03")
    assert (one.provider, one.since, one.is_overdue(day("2026-04-03"))) == (
        "ep",
        day("2026-02-16"),
        True,
    )
    assert one.chased == (day("2026-04-02"),)


def test_a_schools_own_duty_is_owed_by_the_setting_of_the_case() -> None:
    (report,) = owing(MEETING, "2026-02-03")
    assert (report.provider, report.chased_as) == ("Hill School", "school")
    one = Case("A1", {}, tuple(events(MEETING)))
    (nameless,) = owed(one, case_deadlines(one, BOOK), day("2026-02-03"))
    assert nameless.provider == "school"


def test_a_consultation_is_not_owed_by_the_school_the_child_is_at() -> None:
    (one,) = owing(f"{AGREED}; consultation-sent 2026-04-20", "2026-04-21")
    assert one.provider == "school"


def test_the_familys_time_and_the_authoritys_own_steps_are_not_owed_by_others() -> None:
    assert owing(f"{AGREED}; draft-sent 2026-04-20", "2026-04-21") == []


def test_the_most_overdue_group_comes_first_and_spelling_does_not_part_it() -> None:
    first = case(f"{AGREED}; advice-requested 2026-02-16 EP", "A1")
    second = case(f"{AGREED}; advice-requested 2026-02-17 ep", "B2")
    third = case(f"{AGREED}; advice-requested 2026-02-11 health", "C3")
    found = [
        line
        for one in (second, first, third)
        for line in owed(one, case_deadlines(one, BOOK), day("2026-04-21"))
    ]
    groups = providers(found)
    assert [(group.name, [one.case.ref for one in group.owed]) for group in groups] == [
        ("health", ["C3"]),
        ("EP", ["A1", "B2"]),
    ]


def test_what_came_and_what_was_answered_is_kept() -> None:
    one = case(f"{AGREED}; consultation-sent 2026-04-20 Dale")
    reply = Event(EventKind.CONSULTATION_REPLY, day("2026-04-30"), "Dale", "offer: from June")
    answered = Case("A1", {}, (*one.events, reply))
    (found,) = asked(answered, case_deadlines(answered, BOOK), day("2026-05-01"))
    assert (found.came, found.reply) == (reply, Reply.OFFER)
    (before,) = asked(answered, case_deadlines(answered, BOOK), day("2026-04-29"))
    assert (before.came, before.reply) == (None, None)


def test_advice_that_came_after_the_draft_has_come() -> None:
    (one,) = asked_of(
        f"{ASKED}; draft-sent 2026-04-20; advice-received 2026-04-28 ep", "2026-05-01"
    )
    assert one.came is not None
    assert one.came.on == day("2026-04-28")


def test_advice_asked_for_twice_came_once() -> None:
    first, second = asked_of(
        f"{ASKED}; draft-sent 2026-04-20; advice-requested 2026-04-22 ep; "
        "advice-received 2026-04-28 ep",
        "2026-05-01",
    )
    assert first.came is None
    assert second.came is not None


@pytest.mark.parametrize(
    ("note", "reply"),
    [
        ("yes", Reply.YES),
        ("No: full", Reply.NO),
        ("offer: from June: year 5", Reply.OFFER),
        ("no places until September", None),
        ("", None),
        (None, None),
    ],
)
def test_a_reply_is_read_from_the_beginning_of_its_note(
    note: str | None, reply: Reply | None
) -> None:
    assert reply_in(note) is reply


@pytest.mark.parametrize("reply", Reply)
@pytest.mark.parametrize("text", [None, "from June", "no: not this"])
def test_a_reply_that_is_noted_is_read_again(reply: Reply, text: str | None) -> None:
    assert reply_in(noted(reply, text)) is reply


# Chases


def chased(history: str, on: str, about: str | None) -> str | None:
    one = case(history)
    event = Event(EventKind.CHASE_SENT, day(on), about)
    return impossibility(one, event, day("2026-06-01"), case_deadlines(one, BOOK))


def test_only_who_was_asked_can_have_been_chased() -> None:
    assert chased(ASKED, "2026-02-20", "ep") is None
    assert chased(ASKED, "2026-02-15", "ep") == (
        "chase sent (ep) has nothing to chase: nothing was asked of ep by Sun 15 Feb 2026"
    )
    assert chased(ASKED, "2026-02-20", "health") == (
        "chase sent (health) has nothing to chase: nothing was asked of health by "
        "Fri 20 Feb 2026 (--about ep)"
    )
    assert chased(ASKED, "2026-02-20", None) == "a chase needs whom it went to (--about ep)"
    assert chased("contact 2026-02-01", "2026-02-20", None) == (
        "a chase needs whom it went to: nothing is asked of anybody"
    )


def test_the_school_can_be_chased_while_a_duty_of_its_own_runs() -> None:
    assert chased(MEETING, "2026-02-20", "school") is None
    reported = f"{MEETING}; review-report-received 2026-02-10"
    assert chased(reported, "2026-02-10", "school") is None
    assert chased(reported, "2026-02-11", "school") is not None


def test_a_chase_before_the_meeting_counts_for_its_notice() -> None:
    history = "final-plan-sent 2025-03-10; review-meeting 2026-03-09; chase-sent 2026-02-25 school"
    found = [one for one in owing(history, "2026-02-26") if one.row.rule.id == "ar-notice"]
    assert [one.chased for one in found] == [(day("2026-02-25"),)]
    one = case(history)
    judgement = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS)
    lanes = {
        on: [
            action.lane
            for action in judgement.actions(one, case_deadlines(one, BOOK), day(on))
            if action.row and action.row.rule.id in {"ar-notice", "ar-papers"}
        ]
        for on in ("2026-02-26", "2026-03-04")
    }
    assert lanes == {"2026-02-26": [Lane.WAITING], "2026-03-04": [Lane.REPAIR]}


def test_a_chase_of_an_earlier_request_is_not_one_of_the_next() -> None:
    history = (
        f"{ASKED}; chase-sent 2026-04-02 ep; advice-received 2026-04-03 ep; "
        "advice-requested 2026-04-06 ep; chase-sent 2026-05-20 ep"
    )
    first, second = asked_of(history, "2026-05-21")
    assert (first.chased, second.chased) == ((day("2026-04-02"),), (day("2026-05-20"),))


@pytest.mark.parametrize(
    ("history", "kind", "reason"),
    [
        (AGREED, "qa-passed", "no qa sent is on record"),
        (AGREED, "qa-returned", "no qa sent is on record"),
        ("contact 2026-01-01", "views-received", "no request received or became responsible"),
        (AGREED, "views-received", None),
        (MEETING, "views-received", None),
        (AGREED, "qa-sent", None),
        (f"{AGREED}; qa-sent 2026-02-12", "qa-passed", None),
    ],
)
def test_a_gate_needs_what_comes_before_it(history: str, kind: str, reason: str | None) -> None:
    said = impossibility(
        case(history), Event(EventKind(kind), day("2026-02-20")), day("2026-06-01")
    )
    assert said is None if reason is None else reason in (said or "")
