"""Tasks and promises of one's own: put on the list, done, and under the same rules as the rest."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Send, Typing

pytestmark = pytest.mark.usefixtures("caseload")


def line(send: Send, task: str, more: str = "") -> dict[str, Any] | None:
    """The line of a task on the day's list; None where it is not on it."""
    actions = send(f"today --all --json {more}").document["actions"]
    found: list[dict[str, Any]] = [one for one in actions if one["task"] == task]
    assert len(found) < 2
    return found[0] if found else None


def on(send: Send, task: str, more: str = "") -> dict[str, Any]:
    found = line(send, task, more)
    assert found is not None
    return found


def sentences(action: dict[str, Any]) -> str:
    return "; ".join(reason["sentence"] for reason in action["reasons"])


def test_a_task_stands_on_the_list_until_it_is_done(send: Send) -> None:
    said = send('add "ring the SENCO" --case C3 --due fri --minutes 10')
    assert said.out == "task-1, C3 BR: ring the SENCO, due Fri 6 Mar 2026\n"
    action = on(send, "task-1")
    assert action["action"] == "ring the SENCO (task-1, 10 min)"
    assert (action["case"], action["due"], action["days_left"]) == ("C3", "2026-03-06", 4)
    assert (action["lane"], action["status"], action["rule"]) == ("save", "due-soon", None)
    assert "ring the SENCO (task-1, 10 min)" in send("show C3").out
    done = send("done task-1")
    assert done.out == "task-1, C3 BR: ring the SENCO, due Fri 6 Mar 2026, done Mon 2 Mar 2026\n"
    assert line(send, "task-1") is None
    send("undo")
    assert on(send, "task-1") == action


def test_the_score_of_a_task_is_the_sum_that_why_prints(send: Send) -> None:
    send("set C3 flags+=mp-enquiry")
    send("add 'send the draft' --case C3 --promised-to mum --due today")
    action = on(send, "task-1")
    assert action["score"] == sum(reason["points"] for reason in action["reasons"])
    assert "an MP has asked since Mon 2 Mar 2026" in sentences(action)
    why = send("why C3").out
    assert "promised to mum" in why
    assert f"\n{action['score']:>9}\n" in why


@pytest.mark.parametrize(
    ("due", "lane", "status"),
    [
        ("2026-03-02", "save", "due-soon"),
        ("2026-03-09", "save", "due-soon"),
        ("2026-03-10", "steady", "on-track"),
    ],
)
def test_a_task_is_due_soon_in_the_week_before_its_day(
    send: Send, due: str, lane: str, status: str
) -> None:
    send(f"add x --due {due}")
    action = on(send, "task-1")
    assert (action["lane"], action["status"]) == (lane, status)
    assert on(send, "task-1", f"--as-of {due}")["lane"] == "save"


def test_a_task_without_a_day_is_on_the_list_and_rises_by_a_point_a_week(send: Send) -> None:
    send("add x")
    today, later = on(send, "task-1"), on(send, "task-1", "--as-of 2026-03-23")
    assert (today["due"], today["status"], today["lane"]) == (None, "undated", "save")
    assert later["score"] - today["score"] == 3


def test_a_broken_promise_says_to_whom_it_was_made_and_rises_every_day(send: Send) -> None:
    send("add 'send the draft' --case C3 --promised-to 'mum' --due 3/3/2026")
    assert "broken" not in sentences(on(send, "task-1", "--as-of 2026-03-03"))
    broken = on(send, "task-1", "--as-of 2026-03-04")
    assert (broken["lane"], broken["status"]) == ("repair", "past-target")
    assert (
        "promise to mum broken: it was for Tue 3 Mar 2026, 1 day ago (75 and 1 a day)"
        in sentences(broken)
    )
    assert "promise to mum broken" in send("today --as-of 2026-03-04").out
    assert on(send, "task-1", "--as-of 2026-03-05")["score"] > broken["score"]


def test_a_promise_weighs_more_than_a_task_of_the_same_day(send: Send) -> None:
    send("add 'a task' --due fri")
    send("add 'a promise' --due fri --promised-to mum")
    assert on(send, "task-2")["rank"] < on(send, "task-1")["rank"]


def test_a_task_runs_by_a_clock_of_the_book_with_its_citation(send: Send) -> None:
    said = send('add "assessment of a child of another town" --rule ehcp-final --from 12/3/2025')
    assert said.code == 0
    action = on(send, "task-1")
    assert (action["rule"], action["due"]) == ("ehcp-final", "2025-07-30")
    assert (action["status"], action["lane"]) == ("breached", "repair")
    assert action["citation"] == "SEND Regulations 2014, reg 13(2)"
    assert "task-1" in send("breaches").out
    counted = send("calc ehcp-final 2025-03-12 --json").document
    assert (action["due"], action["act_by"]) == (counted["due"], counted["act_by"])
    send("done task-1")
    assert "task-1" not in send("breaches").out


def test_the_document_has_every_key(send: Send) -> None:
    nothing = send("add x --json").document
    assert nothing == {
        "version": 1,
        "task": "task-1",
        "case": None,
        "text": "x",
        "due": None,
        "minutes": None,
        "promised_to": None,
        "rule": None,
        "from": None,
        "officer": None,
        "added_on": "2026-03-02",
        "done_on": None,
        "snoozed_until": None,
        "by": None,
    }
    assert send("add x --case C3 --due fri --json").document.keys() == nothing.keys()
    assert send("done task-1 --json").document == nothing | {"done_on": "2026-03-02"}


def test_a_task_added_later_is_not_known_before_and_one_done_later_still_stands(
    send: Send,
) -> None:
    send("add x --case C3")
    send("add y")
    for task in ("task-1", "task-2"):
        assert line(send, task, "--as-of 2026-03-01") is None
    assert send("show C3 --json --as-of 2026-03-01").document["tasks"] == []
    send("done task-1 --as-of 2026-03-04")
    assert line(send, "task-1", "--as-of 2026-03-04") is None
    assert line(send, "task-1", "--as-of 2026-03-03") is not None


def test_a_task_of_a_case_is_its_officers_and_one_of_no_case_is_whose_it_was_added_for(
    send: Send,
) -> None:
    send("add 'of a case' --case C4")
    send("add 'of Sam' --officer 'sam example'")
    send("add 'of nobody'")
    sam, pat = "--officer 'Sam Example'", "--officer 'Pat Other'"
    assert [bool(line(send, f"task-{n}", sam)) for n in (1, 2, 3)] == [False, True, True]
    assert [bool(line(send, f"task-{n}", pat)) for n in (1, 2, 3)] == [True, False, True]
    assert [bool(line(send, f"task-{n}")) for n in (1, 2, 3)] == [True, True, True]
    assert line(send, "task-3", "--setting 'Dale College'") is None


def test_a_number_is_never_given_twice_whatever_is_undone(send: Send) -> None:
    assert send("add one").out.startswith("task-1:")
    send("undo")
    assert send("done task-1").code == 5
    assert send("add two").out.startswith("task-2:")
    send("done task-2")
    assert send("add three").out.startswith("task-3:")
    for _ in range(3):
        send("undo")
    assert send("add four").out.startswith("task-4:")


def test_tasks_added_at_once_have_numbers_of_their_own(send: Send) -> None:
    def add(number: int) -> str:
        command = [sys.executable, "-m", "send_cli", "add", f"number {number}"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(add, range(4)))
    assert sorted(line.split(":")[0] for line in said) == ["task-1", "task-2", "task-3", "task-4"]
    for printed in said:
        task, text = printed.strip().split(": ")
        assert on(send, task)["action"] == f"{text} ({task})"


def test_without_a_case_file_the_first_task_makes_one(send: Send, tmp_path: Path) -> None:
    (tmp_path / "cases.db").unlink()
    assert send("add 'import the list' --officer Anybody").code == 0
    assert (tmp_path / "cases.db").stat().st_mode & 0o777 == 0o600
    assert on(send, "task-1")["case"] is None
    (tmp_path / "cases.db").unlink()
    assert send("add x --minutes 0").code == 2
    assert send("add x --case A1").code == 4
    assert not (tmp_path / "cases.db").exists()


def test_the_history_of_the_day_names_the_task_and_that_of_the_case_what_became_of_it(
    send: Send,
) -> None:
    send("add 'ring mum' --case C3 --due fri --promised-to mum")
    send("done task-1")
    ran = [one["command"] for one in send("history --json").document["commands"]]
    assert ran[-2:] == ["add task-1 --case C3", "done task-1 2026-03-02"]
    told = [one["sentence"] for one in send("history C3 --json").document["entries"]]
    words = "ring mum, promised to mum, due Fri 6 Mar 2026"
    assert told[-2:] == [
        f"put down: task-1, {words}",
        f"task-1: {words} -> {words}, done Mon 2 Mar 2026",
    ]


@pytest.mark.parametrize("text", ["[/red]", "\x1b[2J\x07", "mum’s 中文 🙂", "x" * 20000, "a\tb\nc"])
def test_any_text_is_shown_without_harm(send: Send, text: str) -> None:
    assert send("add", text, "--case", "C3", "--promised-to", text).code == 0
    for command in ("today", "show C3", "why C3", "history C3", "next --skip 2"):
        said = send(command)
        assert said.code == 0
        assert "\x1b" not in said.out
    assert {len(row) for row in send("today").rows} == {11}
    assert on(send, "task-1")["action"] == f"{' '.join(text.split())} (task-1)"


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        ("''", 2, "say what to do"),
        ("' \t '", 2, "say what to do"),
        ("x --due 1/3/2026", 2, "--due: Sun 1 Mar 2026 is past: give a day from today"),
        ("x --due ''", 2, '--due: "" is not a date'),
        ("x --due 31/2/2027", 2, '--due: "31/2/2027" is not a date'),
        ("x --minutes 0", 2, "--minutes: write a number from 1 to 6000"),
        ("x --minutes=-5", 2, "--minutes: write a number from 1 to 6000"),
        ("x --minutes 6001", 2, "--minutes: write a number from 1 to 6000"),
        ("x --promised-to ''", 2, "--promised-to: say to whom"),
        ("x --from 1/3/2026", 2, "--from goes with --rule"),
        ("x --from ''", 2, "--from goes with --rule"),
        ("x --rule ehcp-final --due fri", 2, "leave out --due"),
        ("x --rule ehcp-final --from 3/3/2026", 2, "the clock has not started"),
        ("x --rule ehcp-final --from ''", 2, '--from: "" is not a date'),
        ("x --rule ehcp-final --from 1/8/2014", 2, "ehcp-final gives no day from Fri 1 Aug 2014"),
        ("x --rule ehcna-consult-parent", 2, "ehcna-consult-parent gives no day"),
        ("x --rule ar-amend-reps", 2, "ar-amend-reps gives no last day for your own work"),
        ("x --rule ehcna-advice-return", 2, "is a step of the adviser, not your own work"),
        ("x --rule jr-limit", 2, "jr-limit is a step of the parent, not your own work"),
        ("x --rule ftt-permission-ut", 2, "gives no last day for your own work"),
        ("x --rule ftt-bundle", 2, "give its day with --due, not --rule (`send calc ftt-bundle"),
        ("x --rule phase-other", 2, "phase-other runs back from a day ahead and not on from one"),
        ("x --rule lgsco-enquiry", 2, "its document names the day: give that day with --due"),
        ("x --rule move-transfer", 2, "its document names the day: give that day with --due"),
        ("x --rule nonsense", 5, "nonsense"),
        ("x --case X9", 5, 'no case has "X9"'),
        ("x --case ''", 5, 'no case has ""'),
        ("x --case kay", 5, '"kay" finds C5 DK: write the reference to change it'),
        ("x --officer Typo", 5, 'no case has the officer "Typo" (those there are: Pat Other, Sam'),
    ],
)
def test_what_cannot_be_a_task_is_refused(send: Send, words: str, code: int, why: str) -> None:
    said = send(f"add {words}")
    assert said.code == code
    assert why in said.err
    assert said.out == ""
    assert [one["command"] for one in send("history --json").document["commands"]] == [
        "import list.csv"
    ]


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        ("task-9", 5, "there is no task-9: `send today --all` names those there are"),
        ("task-1 1/3/2026", 2, "task-1 was only added on Mon 2 Mar 2026"),
        ("task-1 3/3/2026", 2, "task-1 cannot have been done on Tue 3 Mar 2026, which is to come"),
        ("task-2", 2, "task-2 was done on Mon 2 Mar 2026: nothing was changed"),
    ],
)
def test_a_task_is_done_once_and_between_its_days(
    send: Send, words: str, code: int, why: str
) -> None:
    send("add one")
    send("add two")
    send("done TASK-2")
    said = send(f"done {words}")
    assert said.code == code
    assert why in said.err
    assert send("show C2").code == 0


def test_a_case_found_by_a_name_is_confirmed_at_a_terminal(send: Send, typing: Typing) -> None:
    typing("n\n")
    assert send("add x --case kay").code == 5
    typing("y\n")
    assert send("add x --case kay").out.startswith("task-1, C5 DK: x")


def test_why_explains_a_task_with_its_clock_and_every_term(send: Send) -> None:
    send("add 'of no case' --rule ehcp-final --from 12/3/2025 --promised-to mum")
    send("add 'of a case' --case C3 --rule ehcp-final --from 12/3/2025")
    send("add 'without a clock' --case C3")
    for task, whose in (("task-1", "your own"), ("TASK-2", "C3 BR")):
        said = send(f"why {task}").out
        assert said.startswith(f"{whose}\n")
        assert f"started by  your own task ({task.casefold()}), Wed 12 Mar 2025" in said
        assert "Wed 12 Mar 2025 + 20 weeks = Wed 30 Jul 2025" in said
        document = send(f"why {task} --json").document
        (action,), (clock,) = document["actions"], document["clocks"]
        assert action["task"] == task.casefold()
        assert action == on(send, task.casefold()) | {"rank": None}
        assert (clock["due"], clock["origin"]) == ("2025-07-30", None)
    assert send("why task-1 --json").document["case"] is None
    assert send("why task-3 --json").document["clocks"] == []
    clocks = send("why C3 --json").document["clocks"]
    assert [clock["about"] for clock in clocks][-1] == "task-2"
    only = send("why C3 ar-first --json").document["clocks"]
    assert [clock["rule"] for clock in only] == ["ar-first"]
    assert send("why task-9").code == 5
    assert "why:  send why task-1" in send("next").out


def test_a_freedom_of_information_request_runs_by_its_own_clock(send: Send) -> None:
    said = send("add 'FOI 123' --rule foi --from 27/2/2026").out
    assert said == "task-1: FOI 123, by Mon 30 Mar 2026 (foi)\n"
    (row,) = (row for row in send("today --all --as-of 2026-03-31").rows if "FOI 123" in row[6])
    assert row[1:5] == ["repair", "breached", "2026-03-30", "-1"]
    assert "FOI 123" in send("breaches --as-of 2026-03-31").out
    why = send("why task-1").out
    assert "Fri 27 Feb 2026 + 20 working days = Mon 30 Mar 2026" in why
    assert "Freedom of Information Act 2000" in why


@pytest.mark.parametrize(
    "command", ["done {}", "why {}", "snooze {} fri", "withdraw {} -m gone", "history {}"]
)
@pytest.mark.parametrize("figures", ["9" * 20, "9" * 5000, "0"])
def test_a_number_no_task_can_have_is_no_task(send: Send, command: str, figures: str) -> None:
    said = send(command.format(f"task-{figures}"))
    assert said.code == 5
    assert "task-" in said.err


@pytest.mark.parametrize("text", ["-5 things", "\u22125 things"])
def test_a_text_that_begins_with_a_number_below_nothing_is_kept_as_typed(
    send: Send, text: str
) -> None:
    assert send("add", text, "--json").document["text"] == text


@pytest.mark.parametrize(
    ("option", "why"),
    [
        ("--officer 'Sam Example' --case C4", "--officer says whose a task without a case is"),
        ("--team North", "--team chooses among cases"),
        ("--setting 'Hill School' --case C4", "--setting chooses among cases"),
    ],
)
def test_what_chooses_among_cases_is_not_silently_left_out(
    send: Send, option: str, why: str
) -> None:
    said = send(f"add x {option}")
    assert said.code == 2
    assert why in said.err
    assert send("why task-1").code == 5


def test_the_officer_of_the_environment_goes_with_a_case(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEND_OFFICER", "Sam Example")
    assert send("add x --case C4 --json").document["officer"] is None


def test_the_points_of_a_task_that_is_late_are_worked_out(send: Send) -> None:
    send("add x --due 3/3/2026")
    send("add y --rule foi --from 2/2/2026")
    for task, as_of, term in (
        ("task-1", "2026-03-13", "+85 past its day: it was for Tue 3 Mar 2026, 10 days ago"),
        ("task-2", "2026-03-12", "+340 past its day: it was for Mon 2 Mar 2026, 10 days ago"),
    ):
        each = "(75 and 1 a day)" if task == "task-1" else "(300 and 4 a day)"
        assert f"{term} {each}" in " ".join(send(f"why {task} --as-of {as_of}").out.split())
