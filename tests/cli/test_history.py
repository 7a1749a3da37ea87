"""Everything that was recorded of a case, in order, and the chronology made of it."""

import os
from pathlib import Path

import pytest

from send_cli.cli.app import run
from send_cli.cli.commands.history import COLUMNS
from send_cli.cli.day_book import COLUMNS as OF_THE_DAY
from tests.conftest import Lists, Said, Send
from tests.samples import _as_a_person

pytestmark = pytest.mark.usefixtures("caseload")


@pytest.fixture
def told(send: Send, lists: Lists) -> Send:
    """Let a case be set, recorded of, corrected, withdrawn from and undone."""
    for line in (
        "set C2 officer=Pat surname=Leigh flags+=tribunal",
        "record C2 contact 1/3/2026 -m 'spoke | to *mother*'",
        "record C2 plan-agreed 27/2/2026",
        "withdraw C2 plan-agreed -m 'no panel sat'",
        "record C2 final-plan-sent",
        "undo",
    ):
        assert send(line).code == 0
    again = lists("ref,draft_sent,dob", "C2,21/01/2026,soon", name="b_c.csv")
    assert send("import", again).code == 3
    return send


def states(said: Said) -> list[tuple[str, str, str]]:
    return [(entry["did"], entry["what"], entry["state"]) for entry in said.document["entries"]]


def test_every_change_is_told_in_its_order(told: Send) -> None:
    assert states(told("history C2 --json")) == [
        ("put on record", "C2", "stands"),
        ("recorded", "request-received", "stands"),
        ("recorded", "assessment-agreed", "stands"),
        ("recorded", "advice-requested", "stands"),
        ("recorded", "draft-sent", "withdrawn"),
        ("changed", "officer", "stands"),
        ("changed", "surname", "stands"),
        ("changed", "flags", "stands"),
        ("recorded", "contact", "stands"),
        ("recorded", "plan-agreed", "withdrawn"),
        ("withdrawn", "plan-agreed", "stands"),
        ("recorded", "final-plan-sent", "undone"),
        ("withdrawn", "final-plan-sent", "undo"),
        ("withdrawn", "draft-sent", "stands"),
        ("recorded", "draft-sent", "stands"),
        ("could not read", "dob", "stands"),
        ("changed", "source", "stands"),
    ]


def test_an_entry_says_when_who_what_and_from_where(told: Send) -> None:
    entries = told("history C2 --json").document["entries"]
    imported, officer, undone = entries[1], entries[5], entries[11]
    assert (imported["as_of"], imported["who"]) == ("2026-03-02", "ann")
    assert (imported["command"], imported["file"], imported["row"]) == (
        *("import list.csv", "list.csv"),
        3,
    )
    assert (officer["old"], officer["new"]) == ("Sam Example", "Pat")
    assert officer["sentence"] == "officer: Sam Example -> Pat"
    assert officer["command"] == "set C2 officer=Pat surname=… flags+=tribunal"
    assert (undone["undone_on"], undone["undone_by"]) == ("2026-03-02", "ann")
    assert entries[10]["note"] == "no panel sat"
    assert {frozenset(entry) for entry in entries} == {frozenset(imported)}


def test_in_a_pipe_each_entry_is_a_line(told: Send) -> None:
    rows = told("history C2").rows
    assert {len(row) for row in rows} == {len(COLUMNS)}
    withdrawn = dict(zip(COLUMNS, rows[10], strict=True))
    assert withdrawn["did"] == "withdrawn"
    assert withdrawn["what"] == "plan agreed"
    assert withdrawn["old"] == "Fri 27 Feb 2026"
    assert withdrawn["note"] == "no panel sat"
    assert withdrawn["command"] == "withdraw C2 plan-agreed 2026-02-27"


def test_on_a_terminal_the_entries_stand_under_their_commands(told: Send) -> None:
    db = os.environ["SEND_DB"]
    with _as_a_person(terminal=True) as out:
        assert run(["history", "C2", "--db", db]) == 0
    text = " ".join(out.getvalue().split())
    assert text.startswith("C2 AL Mon 2 Mar 2026, ")
    assert "recorded: draft sent, Tue 20 Jan 2026 [list.csv row 3] WITHDRAWN" in text
    assert "send record C2 final-plan-sent 2026-03-02 UNDONE Mon 2 Mar 2026 by ann" in text
    assert 'withdrawn: plan agreed, Fri 27 Feb 2026 "no panel sat"' in text
    assert "flags: out of school -> out of school; tribunal since Mon 2 Mar 2026" in text
    assert max(map(len, out.getvalue().splitlines())) <= 80


def test_personal_details_are_told_only_where_asked_for(told: Send) -> None:
    for line in ("history C2", "history C2 --json", "history C2 --format md"):
        hidden, shown = told(line).out, told(f"{line} --names").out
        for detail in ("Leigh", "Lee", "soon"):
            assert detail not in hidden, line
            assert detail in shown, line
    assert "surname: (--names shows it) -> (--names shows it)" in told("history C2 --format md").out
    assert "# Chronology of C2 Ann Leigh" in told("history C2 --format md --names").out


def test_the_chronology_is_in_the_order_things_happened(told: Send) -> None:
    lines = told("history C2 --format md").out.splitlines()
    assert lines[0] == "# Chronology of C2 AL"
    assert "| Day | What happened | Source | Recorded |" in lines
    table = [line.split(" | ") for line in lines if line.startswith("| ")]
    happened = table[1 : table.index(["| Day", "What changed", "Source", "Recorded |"])]
    assert [row[0].strip("| ") for row in happened] == [
        "Mon 29 Sep 2025",
        "Mon 10 Nov 2025",
        "Mon 10 Nov 2025",
        "~~Tue 20 Jan 2026~~",
        "Wed 21 Jan 2026",
        "~~Fri 27 Feb 2026~~",
        "Sun 1 Mar 2026",
        "~~Mon 2 Mar 2026~~",
    ]
    text = "\n".join(lines)
    assert "| request received | list.csv row 3 | Mon 2 Mar 2026, " in text
    assert r"contact (spoke \| to \*mother\*) | send record |" in text
    assert "~~plan agreed~~ withdrawn Mon 2 Mar 2026" in text
    assert "by ann: no panel sat |" in text
    assert "~~final plan sent~~ undone Mon 2 Mar 2026 by ann" in text
    assert r"by ann: b\_c.csv row 2 has another date |" in text
    assert "officer: Sam Example -> Pat | send set |" in text


def test_an_undone_withdrawal_leaves_the_event_standing(send: Send) -> None:
    send("withdraw C2 draft-sent -m mistake")
    send("undo")
    assert "~~" not in send("history C2 --format md").out
    assert states(send("history C2 --json"))[-2:] == [
        ("withdrawn", "draft-sent", "undone"),
        ("recorded", "draft-sent", "undo"),
    ]


def test_a_case_imported_again_after_an_undo_tells_both(send: Send, caseload: Path) -> None:
    send("undo")
    send("import", caseload)
    told = states(send("history C3 --json"))
    assert {state for *_, state in told} == {"undone", "undo", "stands"}
    assert ("taken off the record", "C3", "undo") in told


def test_a_meeting_that_was_held_and_a_case_that_left_the_list_are_told(
    send: Send, lists: Lists
) -> None:
    send("record C5 review-meeting 20/03/2026")
    assert "review meeting (booked)" in send("history C5 --format md").out
    send("record C5 review-meeting 20/03/2026 --as-of 2026-03-21")
    send("import", lists("ref,officer,last_contact", "00123,Sam Example,", name="b.csv"))
    assert "review meeting: booked -> held" in send("history C5 --format md").out
    assert "missing since: nothing -> Mon 2 Mar 2026" in send("history C3 --format md").out


def test_a_part_of_the_reference_is_enough_and_nothing_is_changed(send: Send) -> None:
    db = Path(os.environ["SEND_DB"])
    before = db.read_bytes()
    assert send("history 0012").code == 0
    assert send("history 0012 --format md").out.startswith("# Chronology of 00123 ZO")
    assert db.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("history X9", 5, 'no case has "X9" in its reference'),
        ("history C", 5, '"C" fits 4 cases'),
        ("history C2 --format pdf", 2, "'pdf' is not one of 'text', 'md'"),
    ],
)
def test_what_cannot_be_told_is_refused(send: Send, line: str, code: int, why: str) -> None:
    said = send(line)
    assert said.code == code
    assert why in said.err


def test_without_a_case_file_there_is_no_history(send: Send, tmp_path: Path) -> None:
    (tmp_path / "cases.db").unlink()
    assert send("history C2").code == 4


def test_without_a_case_the_commands_of_the_day_are_told_with_what_became_of_them(
    send: Send,
) -> None:
    send("log C2 C3 -m rang --yes")
    send("add x")
    send("undo")
    day = send("history --json").document
    assert (day["version"], day["as_of"], day["since"]) == (1, "2026-03-02", "2026-03-02")
    assert [
        (one["command"], one["changes"], one["cases"], one["state"]) for one in day["commands"]
    ] == [
        ("import list.csv", 19, 5, "stands"),
        ("log C2 C3 2026-03-02 call parent", 2, 2, "stands"),
        ("add task-1", 1, 0, "undone"),
        ("undo", 1, 0, "undo"),
    ]
    assert {frozenset(one) for one in day["commands"]} == {frozenset(OF_THE_DAY)}
    rows = send("history").rows
    assert {len(row) for row in rows} == {len(OF_THE_DAY)}
    assert [row[3] for row in rows] == [one["command"] for one in day["commands"]]


def test_the_commands_since_a_day_are_those_known_by_today(send: Send) -> None:
    send("add later --as-of 2026-03-04")
    send("add 'on the day'")

    def told(line: str) -> list[str]:
        return [one["command"] for one in send(f"{line} --json").document["commands"]]

    assert told("history --as-of 2026-03-01") == []
    assert told("history") == ["import list.csv", "add task-2"]
    assert told("history --as-of 2026-03-04") == ["add task-1"]
    assert told("history --since mon --as-of 2026-03-04") == [
        *("import list.csv", "add task-1", "add task-2"),
    ]
    assert "nothing was changed since Sun 1 Mar 2026" in send("history --as-of 2026-03-01").err


def test_on_a_terminal_the_commands_of_the_day_are_sentences(send: Send) -> None:
    send("add x")
    send("undo")
    db = os.environ["SEND_DB"]
    with _as_a_person(terminal=True) as out:
        assert run(["history", "--db", db, "--as-of", "2026-03-02"]) == 0
    text = " ".join(out.getvalue().split())
    assert "ann: send import list.csv (19 changes to 5 cases)" in text
    assert "ann: send add task-1 (1 change to 0 cases) UNDONE" in text
    assert "ann: send undo (1 change to 0 cases) UNDO" in text


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("history --format md", "--format md is the chronology of one case: give its reference"),
        ("history C2 --since mon", "--since goes without a case"),
        ("history C2 --since ''", "--since goes without a case"),
        ("history --since ''", '--since: "" is not a date'),
        ("history --since soon", '--since: "soon" is not a date'),
    ],
)
def test_the_history_of_the_day_is_not_that_of_a_case(send: Send, line: str, why: str) -> None:
    said = send(line)
    assert (said.code, said.out) == (2, "")
    assert why in said.err


def test_a_task_has_its_own_history_of_a_case_or_of_none(send: Send) -> None:
    send('add "ring the SENCO" --case C2')
    send('add "order paper"')
    send("snooze task-2 +3d")
    send("done task-2")
    send('withdraw task-1 -m "rang already"')
    told = [[row[3], row[4], row[5]] for row in send("history task-2").rows]
    assert told == [
        ["add task-2", "put down", "task-2"],
        ["snooze task-2 2026-03-05", "changed", "task-2"],
        ["done task-2 2026-03-02", "changed", "task-2"],
    ]
    document = send("history TASK-1 --json").document
    assert (document["task"], document["case"]) == ("task-1", "C2")
    assert [one["did"] for one in document["entries"]] == ["put down", "taken off"]
    assert document["entries"][1]["note"] == "rang already"
    assert send("history task-2 --json").document["case"] is None
    assert send("history C2 --json").document["task"] is None


def test_a_task_that_never_was_has_no_history(send: Send) -> None:
    said = send("history task-7")
    assert said.code == 5
    assert said.err == "send: there is no task-7: `send today --all` names those there are\n"
    assert "of one case" in send("history task-7 --format md").err
