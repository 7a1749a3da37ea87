"""Several cases changed at once: shown first, asked once, undone once."""

import os
import subprocess
import sys

import pytest

from tests.conftest import Lists, Send, Typing

pytestmark = pytest.mark.usefixtures("caseload")

REFS = ("00123", "C2", "C3", "C4", "C5")


def pages(send: Send) -> list[str]:
    return [send(f"show {ref} --json --names").out for ref in REFS]


def contacted(send: Send) -> list[str]:
    return [ref for ref in REFS if send(f"show {ref} --json").document["contacts"]]


def test_several_references_are_changed_by_one_command_and_one_undo(send: Send) -> None:
    before = pages(send)
    said = send("log C3 C5 C3 -m rang --yes")
    assert said.out == (
        "C3 BR: Mon 2 Mar 2026, call with parent: rang\n"
        "C5 DK: Mon 2 Mar 2026, call with parent: rang\n"
    )
    assert contacted(send) == ["C3", "C5"]
    ran = send("history --json").document["commands"][-1]
    assert (ran["command"], ran["changes"], ran["cases"]) == (
        *("log C3 C5 2026-03-02 call parent", 2),
        2,
    )
    assert send("undo --json").document["cases"] == 2
    assert pages(send) == before


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ('--setting "Hill School"', ["00123", "C2", "C5"]),
        ('--setting "hill  school" --stage review', ["C5"]),
        ("--stage review", ["C3", "C4", "C5"]),
        ("--flag out-of-school", ["C2"]),
        ('--officer "pat other"', ["C4"]),
        ('--officer "Sam Example" --stage review', ["C3"]),
    ],
)
def test_a_filter_chooses_the_cases_that_find_finds(
    send: Send, words: str, refs: list[str]
) -> None:
    assert [case["case"] for case in send(f"find {words} --json").document["cases"]] == refs
    assert send(f"log {words} -m rang --yes").code == 0
    assert contacted(send) == refs


LINES = [
    'log --setting "Hill School" -m rang',
    'set team=North --setting "Hill School"',
    'record contact --setting "Hill School"',
]


@pytest.mark.parametrize("line", LINES)
def test_nothing_is_changed_where_nobody_agreed(send: Send, typing: Typing, line: str) -> None:
    before = pages(send)
    piped = send(line)
    assert (piped.code, piped.out) == (2, "")
    assert "nothing was changed: add --yes to go on" in piped.err
    for answer in ("n\n", "\n", ""):
        typing(answer)
        said = send(line)
        assert (said.code, said.out) == (2, "")
        assert "Go on? [y/N]" in said.err
    assert pages(send) == before
    assert len(send("history --json").document["commands"]) == 1


@pytest.mark.parametrize("line", LINES)
def test_at_a_terminal_one_yes_changes_them_all_and_one_undo_takes_it_back(
    send: Send, typing: Typing, line: str
) -> None:
    before = pages(send)
    typing("y\n")
    said = send(line)
    assert said.code == 0
    assert [ref for ref in REFS if f"{ref} " in said.out] == ["00123", "C2", "C5"]
    assert pages(send) != before
    send("undo")
    assert pages(send) == before


def test_three_of_them_are_shown_before_it_is_asked(send: Send) -> None:
    said = send("log --stage review -m rang")
    assert "log a call on Mon 2 Mar 2026: 3 cases\n  C3 BR\n  C4 CF\n  C5 DK\n" in said.err
    send("new C6 setting='Hill School'")
    shown = send('set team=North --setting "Hill School"').err.splitlines()
    assert shown[:5] == [
        "set team=North: 4 cases",
        "  00123 ZO",
        "  C2 AL",
        "  C5 DK",
        "  and 1 more",
    ]


def test_a_filter_of_one_case_is_asked_too_and_one_reference_is_not(send: Send) -> None:
    assert send("log --flag out-of-school -m rang").code == 2
    assert send("log C2 -m rang").code == 0


def test_names_stand_in_the_preview_only_where_asked_for(send: Send) -> None:
    assert "Lee" not in send("log C2 C3 -m rang").err
    assert "C2 Ann Lee" in send("log C2 C3 -m rang --names").err


def test_what_cannot_have_happened_to_some_is_left_out_and_said(send: Send) -> None:
    send("record C3 contact")
    before = pages(send)
    said = send("record 00123 C2 C3 contact --yes --json")
    assert said.code == 3
    assert "will be left out: C3: contact" in said.err
    assert [one["case"] for one in said.document["cases"]] == ["00123", "C2"]
    (refused,) = said.document["refused"]
    assert refused["case"] == "C3"
    assert refused["reason"] in said.err
    assert "recorded for 2; 1 case left out" in said.err
    send("undo")
    assert pages(send) == before


def test_what_can_have_happened_to_none_changes_nothing(send: Send) -> None:
    before = pages(send)
    said = send("record C3 C4 assessment-refused 1/1/2020 --yes")
    assert said.code == 2
    assert "(and so for the other 1)" in said.err
    assert pages(send) == before


def test_a_fact_held_already_is_left_out_of_set(send: Send) -> None:
    said = send('set officer="Pat Other" C3 C4 --yes --json')
    assert said.code == 3
    assert [one["case"] for one in said.document["cases"]] == ["C3"]
    assert [one["case"] for one in said.document["refused"]] == ["C4"]
    assert send('set officer="Pat Other" C3 C4 --yes').code == 2


def test_what_is_one_childs_is_not_set_for_several(send: Send) -> None:
    before = pages(send)
    for fact in ("surname=Lee", "dob=1/2/2015", "upn=P207000016049", "notes=x"):
        said = send(f"set {fact} C3 C4 --yes")
        assert said.code == 2
        assert "is one child's: set it for one case at a time" in said.err
    assert pages(send) == before


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("log -m x --yes", 2, "say which cases: one or more references, or a filter"),
        ("record contact --yes", 2, "say which cases"),
        ("set team=North --yes", 2, "say which cases"),
        ("log C2 -m x --stage review", 2, "give references or a filter, not both"),
        ("log -m x --flag nonsense --yes", 5, 'no case has the flag "nonsense"'),
        ("log -m x --flag tribunal --yes", 5, "no case is like that (flag tribunal)"),
        ("log -m x --setting Nowhere --yes", 5, 'no case has the setting "Nowhere"'),
        ("log -m x --officer Typo --yes", 5, 'no case has the officer "Typo"'),
        ("log C2 X9 -m x --yes", 5, 'no case has "X9"'),
        ("log C2 lee -m x --yes", 5, '"lee" finds C2 AL'),
        ("log C2 C -m x --yes", 5, '"C" fits 4 cases'),
        ("record C2 C3 contact 3/3/2026 --yes", 2, "contact cannot be in the future"),
    ],
)
def test_what_is_not_clear_changes_nothing(send: Send, line: str, code: int, why: str) -> None:
    before = pages(send)
    said = send(line)
    assert said.code == code
    assert why in said.err
    assert pages(send) == before


def test_a_filter_is_no_flag_that_is_over(send: Send) -> None:
    send("set C3 flags+=ebsna --since 1/2/2026 --until 1/3/2026")
    assert [row[0] for row in send("find --flag out-of-school").rows] == ["C2 AL"]
    before = send("find --flag ebsna --as-of 2026-03-01")
    assert [row[0] for row in before.rows] == ["C3 BR"]
    assert send("find --flag ebsna").code == 5


def test_of_many_the_history_says_how_many(send: Send, lists: Lists) -> None:
    rows = [f"D{number},01/03/2025" for number in range(60)]
    send("import --partial", lists("ref,final_plan_sent", *rows, name="b.csv"))
    refs = " ".join(f"D{number}" for number in range(60))
    assert send(f"set {refs} team=North --yes").code == 0
    ran = send("history --json").document["commands"][-1]
    assert (ran["command"], ran["changes"], ran["cases"]) == ("set (60 cases) team=North", 60, 60)


def test_a_case_that_is_taken_off_the_record_meanwhile_stops_the_whole(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    send("new C9")

    def undone(*_: object, **__: object) -> None:
        assert send("undo").code == 0

    monkeypatch.setattr("send_cli.cli.commands.log.confirm", undone)
    monkeypatch.setattr("send_cli.cli.commands.set.confirm", undone)
    monkeypatch.setattr("send_cli.cli.commands.record.confirm", undone)
    for line in ("log C2 C9 -m x", "set C2 C9 team=North", "record C2 C9 contact"):
        said = send(line)
        assert (said.code, said.out) == (5, "")
        assert "no case has the reference C9" in said.err
        assert contacted(send) == []
        send("new C9")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe whose reader has gone")
def test_a_change_is_made_though_nobody_reads_what_is_said_of_it(send: Send) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    line = ["record", "contact", "--setting", "Hill School", "--yes"]
    subprocess.run(
        [sys.executable, "-m", "send_cli", *line], stdout=writer, stderr=writer, check=False
    )
    os.close(writer)
    assert "undone: record 00123 C2 C5 contact" in send("undo").out
