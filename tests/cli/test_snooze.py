"""Snoozing: it takes off the list what can wait, never a duty, and comes back on top."""

from typing import Any

import pytest

from tests.conftest import Lists, Send, Typing

pytestmark = pytest.mark.usefixtures("caseload")


def lines(send: Send, ref: str, more: str = "") -> list[dict[str, Any]]:
    """The lines of a case that are ranked on the day's list."""
    actions = send(f"today --json {more}").document["actions"]
    return [one for one in actions if one["case"] == ref and one["rank"]]


def sentences(action: dict[str, Any]) -> list[str]:
    return [reason["sentence"] for reason in action["reasons"]]


def test_a_snoozed_case_is_off_the_list_and_says_so_under_all(send: Send) -> None:
    said = send('snooze C4 fri -m "school is back on Monday"')
    assert said.out == "C4 CF: off the list until Fri 6 Mar 2026 (school is back on Monday)\n"
    assert lines(send, "C4") == []
    (steady,) = [
        one
        for one in send("today --all --json").document["actions"]
        if one["case"] == "C4" and one["rule"] == "ar-amendment-notice"
    ]
    assert steady["lane"] == "steady"
    assert steady["reasons"][0] == {
        "points": 0,
        "sentence": "snoozed until Fri 6 Mar 2026 (school is back on Monday)",
    }
    assert "snoozed until Fri 6 Mar 2026: school is back on Monday" in send("show C4").out


def test_it_comes_back_on_its_day_on_top_and_says_it_was_snoozed(send: Send) -> None:
    send("snooze C4 fri -m 'the head is away'")
    assert lines(send, "C4", "--as-of 2026-03-05") == []
    (back,) = lines(send, "C4", "--as-of 2026-03-06")
    assert back["rank"] == 1
    assert sentences(back)[-1] == "was snoozed until Fri 6 Mar 2026 (the head is away)"
    assert back["score"] == sum(reason["points"] for reason in back["reasons"])
    assert "was snoozed until Fri 6 Mar 2026" in send("why C4 --as-of 2026-03-06").out


@pytest.mark.parametrize("taken", ["log C4 -m rang --with school", "record C4 contact"])
def test_once_something_has_happened_it_was_taken_up(send: Send, taken: str) -> None:
    send("snooze C4 fri")
    send(f"{taken} --as-of 2026-03-05")
    (back,) = lines(send, "C4", "--as-of 2026-03-06")
    assert "was snoozed until Fri 6 Mar 2026" in sentences(back)
    send(f"{taken} --as-of 2026-03-06")
    (taken_up,) = lines(send, "C4", "--as-of 2026-03-07")
    assert "was snoozed" not in str(taken_up)
    (explained,) = [
        one
        for one in send("why C4 --json --as-of 2026-03-07").document["actions"]
        if one["rule"] == taken_up["rule"]
    ]
    assert explained["score"] == taken_up["score"]


def test_a_contact_logged_after_the_return_is_not_known_before_it(send: Send) -> None:
    send("snooze C4 fri")
    send("log C4 -m rang --with school --as-of 2026-03-08")
    (back,) = lines(send, "C4", "--as-of 2026-03-07")
    assert "was snoozed until Fri 6 Mar 2026" in sentences(back)


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        (
            "snooze C2 tomorrow",
            2,
            "C2 cannot wait until Tue 3 Mar 2026: Send the final plan: it is",
        ),
        ("snooze C5 tomorrow", 2, "Arrange the annual review: it is breached"),
        ("snooze C4 10/3/2026", 2, "by law it is for Mon 9 Mar 2026 at the latest"),
        ("snooze C4 2027-01-01", 2, "by law it is for Mon 9 Mar 2026 at the latest"),
        ("snooze C4 today", 2, "Mon 2 Mar 2026 is not ahead: give the day on which it is to come"),
        ("snooze C4 1/3/2026", 2, "Sun 1 Mar 2026 is not ahead"),
        ("snooze C4 ''", 2, 'the date: "" is not a date'),
        ("snooze C4 soon", 2, '"soon" is not a date'),
        ("snooze C4", 2, "say until when: send snooze C4 fri"),
        ("snooze C3 fri", 2, "C3 has no line on today's list: nothing was changed"),
        ("snooze X9 fri", 5, 'no case has "X9"'),
        ("snooze fox fri", 5, '"fox" finds C4 CF: write the reference to change it'),
        ("snooze task-9 fri", 5, "there is no task-9"),
    ],
)
def test_a_snooze_that_would_hide_a_duty_or_means_nothing_is_refused(
    send: Send, line: str, code: int, why: str
) -> None:
    before = send("today --json").out
    said = send(line)
    assert said.code == code
    assert why in said.err
    assert said.out == ""
    assert send("today --json").out == before


def test_a_case_can_wait_until_its_last_day_and_comes_back_on_it(send: Send) -> None:
    assert send("snooze C4 9/3/2026").code == 0
    (back,) = lines(send, "C4", "--as-of 2026-03-09")
    assert back["due"] == "2026-03-09"


def test_an_import_that_moves_the_date_forward_ends_the_snooze(send: Send, lists: Lists) -> None:
    send("snooze C4 fri")
    assert lines(send, "C4") == []
    late = lists("ref,review_meeting", "C4,02/02/2026", name="b.csv")
    send("import --partial", late)
    (line,) = [one for one in lines(send, "C4") if one["rule"] == "ar-amendment-notice"]
    assert line["due"] == "2026-03-02"
    send("undo")
    assert lines(send, "C4") == []


def test_a_cell_that_could_not_be_read_is_asked_for_though_the_case_is_snoozed(
    send: Send, lists: Lists
) -> None:
    send("snooze C4 fri")
    send("import --partial", lists("ref,draft_sent", "C4,31/02/2026", name="b.csv"))
    (line,) = lines(send, "C4")
    assert line["status"] == "undated"


def test_a_new_snooze_takes_the_place_of_the_one_held(send: Send) -> None:
    send("snooze C4 fri")
    assert send("snooze C4 wed").code == 0
    assert [mark["until"] for mark in send("show C4 --json").document["marks"]] == ["2026-03-04"]
    assert send("snooze C4 10/3/2026").code == 2
    (entry,) = send("history C4 --json").document["entries"][-1:]
    assert entry["sentence"] == "snooze: until 2026-03-06 -> until 2026-03-04"
    send("undo")
    assert [mark["until"] for mark in send("show C4 --json").document["marks"]] == ["2026-03-06"]


def test_a_pinned_case_is_not_snoozed(send: Send) -> None:
    send("pin C4 -m 'MP enquiry'")
    said = send("snooze C4 fri")
    assert said.code == 2
    assert "C4 is pinned until Mon 9 Mar 2026: `send pin C4 --off` first" in said.err
    send("pin C4 --off")
    assert send("snooze C4 fri").code == 0


def test_the_tasks_of_a_case_stay_on_the_list_and_are_named(send: Send) -> None:
    send("add 'ring mum' --case C4 --due fri --promised-to mum")
    said = send("snooze C4 sat")
    assert said.code == 0
    assert "send: its tasks stay on the list: task-1\n" in said.err
    assert [one["task"] for one in lines(send, "C4")] == ["task-1"]
    send("add 'ring' --case C3")
    alone = send("snooze C3 fri")
    assert alone.code == 2
    assert "C3 has no line on today's list but task-2, to be snoozed by name" in alone.err


def test_a_task_is_snoozed_by_its_name(send: Send) -> None:
    send("add 'ring' --case C3")
    said = send("snooze task-1 fri")
    assert said.out == "task-1, C3 BR: ring, snoozed until Fri 6 Mar 2026\n"
    assert lines(send, "C3") == []
    (back,) = lines(send, "C3", "--as-of 2026-03-06")
    assert sentences(back)[-1] == "was snoozed until Fri 6 Mar 2026"
    assert lines(send, "C3", "--as-of 2026-03-05") == []
    send("undo")
    assert [one["task"] for one in lines(send, "C3")] == ["task-1"]


@pytest.mark.parametrize(
    ("words", "until", "why"),
    [
        ("--due thu --promised-to mum", "fri", "it is promised to mum for Thu 5 Mar 2026"),
        ("--rule ehcp-final --from 1/9/2025", "fri", "it is breached"),
        ("--rule ehcp-final --from 20/10/2025", "sun", None),
        ("--rule ehcp-final --from 20/10/2025", "10/3/2026", "by law it is for Mon 9 Mar 2026"),
        ("--due thu --promised-to mum", "thu", None),
        ("--due thu", "fri", None),
        ("", "1/1/2027", None),
    ],
)
def test_a_task_can_wait_but_a_promise_and_the_law_cannot(
    send: Send, words: str, until: str, why: str | None
) -> None:
    send(f"add ring {words}")
    said = send(f"snooze task-1 {until}")
    assert said.code == (2 if why else 0)
    assert (why or "") in said.err


def test_a_task_is_not_snoozed_once_done_or_before_it_was_added(send: Send) -> None:
    send("add ring")
    early = send("snooze task-1 fri --as-of 2026-03-01")
    assert (early.code, early.out) == (2, "")
    assert "task-1 was only added on Mon 2 Mar 2026" in early.err
    send("done task-1")
    assert "task-1 was done on Mon 2 Mar 2026" in send("snooze task-1 fri").err


def test_a_snooze_of_a_later_day_is_not_known_before_it(send: Send) -> None:
    send("snooze C4 fri")
    assert len(lines(send, "C4", "--as-of 2026-03-01")) == 1
    assert send("show C4 --json --as-of 2026-03-01").document["marks"] == []


def test_the_document_has_every_key(send: Send) -> None:
    assert send("snooze C4 fri --json").document == {
        "version": 1,
        "as_of": "2026-03-02",
        "case": "C4",
        "snoozed_until": "2026-03-06",
        "reason": None,
    }
    send("add ring")
    assert send("snooze task-1 fri --json").document["snoozed_until"] == "2026-03-06"


def test_a_reason_may_be_any_text(send: Send) -> None:
    assert send("snooze C4 fri -m", "[/red]\x1b[2J 中文").code == 0
    assert "\x1b" not in send("today --all").out
    for line in ("why C4", "show C4", "history C4"):
        said = send(line)
        assert (said.code, "\x1b" in said.out) == (0, False)
        assert "[/red]" in said.out


def test_a_case_found_by_a_name_is_confirmed_at_a_terminal(send: Send, typing: Typing) -> None:
    typing("n\n")
    assert send("snooze fox fri").code == 5
    assert len(lines(send, "C4")) == 1
    typing("y\n")
    assert send("snooze fox fri").code == 0
    assert lines(send, "C4") == []


def test_a_missing_fact_behind_which_a_duty_may_stand_is_not_snoozed(
    send: Send, lists: Lists
) -> None:
    path = lists(
        "ref,setting_type,year_group,final_plan_sent,review_meeting,review_decision",
        # Decided, outcome not known: the notice was due on Mon 2 Feb 2026.
        "Q1,primary,4,01/03/2024,05/01/2026,20/01/2026",
        # In a year that changes phase, at a setting nobody recorded.
        "Q2,,6,01/06/2025,,",
        name="more.csv",
    )
    assert send("import", path, "--partial").code == 0
    for ref in ("Q1", "Q2"):
        said = send(f"snooze {ref} +1w")
        assert said.code == 2
        assert "a fact is missing, which may hide a duty" in said.err


def test_a_snooze_past_the_last_safe_start_says_so_and_stays_counted(
    send: Send, lists: Lists
) -> None:
    path = lists("ref,request_received,assessment_agreed,draft_sent", name="more.csv")
    path = lists(
        "ref,request_received,assessment_agreed,plan_agreed,draft_sent",
        "N1,27/10/2025,01/12/2025,09/02/2026,10/02/2026",
        name="more.csv",
    )
    assert send("import", path, "--partial").code == 0
    before = send("today --json").document["counts"]
    said = send("snooze N1 16/3/2026")
    assert said.code == 0
    assert "the last safe day to start is" in said.err
    after = send("today --json").document["counts"]
    assert (before["snoozed"], after["snoozed"]) == (0, 1)
    assert after["due_soon"] == before["due_soon"]
    (line,) = (a for a in send("today --all --json").document["actions"] if a["case"] == "N1")
    assert line["snoozed_until"] == "2026-03-16"
    assert "snoozed until Mon 16 Mar 2026" in send("handover N1").out


@pytest.mark.parametrize("ref", ["C4", "task-1"])
def test_off_ends_a_snooze(send: Send, ref: str) -> None:
    send('add "order paper"')
    before = send("today").out
    send(f"snooze {ref} fri")
    assert send("today").out != before
    said = send(f"snooze {ref} --off")
    assert said.code == 0
    assert send("today").out == before
    assert f"send snooze {ref} --off" not in said.out
    assert f"snooze {ref} --off" in send(f"history {ref}").out
    again = send(f"snooze {ref} --off")
    assert (again.code, again.err) == (
        2,
        f"send: {ref} is not snoozed: nothing was changed\n",
    )


@pytest.mark.parametrize("ref", ["C4", "task-1"])
def test_off_takes_away_only_what_was_on_record_by_that_day(send: Send, ref: str) -> None:
    send('add "order paper" --as-of 2026-02-01')
    send(f"snooze {ref} fri")
    said = send(f"snooze {ref} --off --as-of 2026-02-02")
    assert (said.code, "is not snoozed" in said.err) == (2, True)
    assert "snoozed until Fri 6 Mar 2026" in send("today --all --json").out


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("snooze C4", "say until when: send snooze C4 fri (--off takes a snooze away)"),
        ("snooze C4 fri --off", "--off takes the snooze away: leave out fri"),
    ],
)
def test_a_snooze_has_a_day_or_is_taken_away(send: Send, line: str, why: str) -> None:
    said = send(line)
    assert (said.code, said.err) == (2, f"send: {why}\n")


def test_the_same_snooze_or_pin_again_changes_nothing(send: Send) -> None:
    send('add "order paper"')
    for line in ("snooze C4 fri -m x", "snooze task-1 fri", "pin C2 -m x --until fri"):
        assert send(line).code == 0
        before = send("history --json").out
        said = send(line)
        assert (said.code, "is on record already: nothing was changed" in said.err) == (2, True)
        assert send("history --json").out == before
    assert send("snooze C4 fri -m y").code == 0
    assert send("pin C2 -m x --until thu").code == 0
