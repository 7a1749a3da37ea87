"""Finding cases by a part of what is known of them, and by flag, stage, officer or setting."""

import os
from pathlib import Path

import pytest

from send_cli.cli.app import run
from send_cli.cli.commands.find import COLUMNS
from tests.conftest import Lists, Send
from tests.samples import _as_a_person

pytestmark = pytest.mark.usefixtures("caseload")


def found(send: Send, line: str) -> list[str]:
    return [row[0] for row in send(f"find {line}").rows]


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ("012", ["00123 ZO"]),
        ("c4", ["C4 CF"]),
        ("lee", ["C2 AL"]),
        ('"Ann L"', ["C2 AL"]),
        ('"lee, ann"', ["C2 AL"]),
        ("zoe", ["00123 ZO"]),
        ("oneill", ["00123 ZO"]),
        ('"O\'NEILL"', ["00123 ZO"]),
        ("", ["00123 ZO", "C2 AL", "C3 BR", "C4 CF", "C5 DK"]),
        ("--flag out-of-school", ["C2 AL"]),
        ("--flag Out_of_school", ["C2 AL"]),
        ("--stage requested", ["00123 ZO"]),
        ("--stage plan", ["C2 AL"]),
        ("--stage review", ["C3 BR", "C4 CF", "C5 DK"]),
        ('--setting "dale college"', ["C3 BR", "C4 CF"]),
        ('--officer "pat other" --stage review', ["C4 CF"]),
    ],
)
def test_cases_are_found(send: Send, line: str, refs: list[str]) -> None:
    assert found(send, line) == refs


def test_a_upn_is_found_by_a_part_of_it(send: Send) -> None:
    send("set C2 upn=P207000016049")
    assert found(send, "p2070000") == ["C2 AL"]


def test_a_line_shows_the_officer_the_setting_and_the_next_duty(send: Send) -> None:
    (row,) = send("find C2").rows
    assert row == [
        *("C2 AL", "Sam Example", "Hill School", "plan"),
        *("ehcp-final", "2026-02-16", "-14", "breached"),
    ]
    assert len(row) == len(COLUMNS)


def test_the_document_has_every_key_where_nothing_runs(send: Send) -> None:
    send("new C9")
    (case,) = send("find C9 --json").document["cases"]
    assert case == {
        "case": "C9",
        "initials": "",
        "name": None,
        "officer": None,
        "team": None,
        "setting": None,
        "stage": None,
        "flags": [],
        "next": None,
    }
    (held,) = send("find C2 --json").document["cases"]
    assert held.keys() == case.keys()
    assert held["next"]["due"] == "2026-02-16"


def test_names_are_shown_only_where_asked_for(send: Send) -> None:
    assert "Lee" not in send("find lee").out + send("find lee --json").out
    assert found(send, "lee --names") == ["C2 Ann Lee"]
    assert send("find lee --json --names").document["cases"][0]["name"] == "Ann Lee"


def test_a_window_gets_columns_that_fit_it() -> None:
    db = str(_db())
    with _as_a_person(terminal=True) as out:
        assert run(["find", "--as-of", "2026-03-02", "--db", db]) == 0
    lines = out.getvalue().splitlines()
    assert lines[1] == (
        "C2 AL     Sam Example  Hill School   16 Feb 26  14 late   Send the final EHC pl…"
    )
    assert all(len(line) <= 80 for line in lines)


def _db() -> Path:
    return Path(os.environ["SEND_DB"])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("find zzz", 'no case has "zzz" in its reference, a name or its UPN'),
        ('find zzz --officer "Pat Other"', "or its UPN (officer Pat Other)"),
        ("find --stage closed", "no case is like that (stage closed)"),
        ("find --flag tribunal", "no case is like that (flag tribunal)"),
        ("find --flag unheard-of", 'no case has the flag "unheard-of" (those there are: out-of'),
        ("find --officer Nobody", 'no case has the officer "Nobody"'),
    ],
)
def test_nothing_found_is_exit_five(send: Send, line: str, why: str) -> None:
    said = send(line)
    assert said.code == 5
    assert why in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('find " "', "say what to find: part of a reference, of a name or of a UPN"),
        ("find --stage later", "'later' is not one of 'requested', 'assessment', 'plan'"),
    ],
)
def test_a_question_that_is_none_is_exit_two(send: Send, line: str, why: str) -> None:
    said = send(line)
    assert said.code == 2
    assert why in said.err


def test_an_empty_case_file_says_what_to_do(send: Send) -> None:
    send("undo")
    said = send("find")
    assert said.code == 5
    assert "the case file is empty: `send import FILE` takes in a list" in said.err


@pytest.mark.parametrize(
    ("kinds", "stage"),
    [
        ("request-received assessment-agreed", "assessment"),
        ("request-received assessment-refused", "closed"),
        ("request-received assessment-refused assessment-agreed", "assessment"),
        ("request-received assessment-agreed plan-agreed", "plan"),
        ("request-received plan-refused", "closed"),
        ("request-received final-plan-sent", "review"),
        ("request-received final-plan-sent consultation-sent", "review"),
        ("request-received final-plan-sent reassessment-requested", "requested"),
        ("request-received final-plan-sent reassessment-requested request-withdrawn", "review"),
        ("request-received final-plan-sent plan-ceased", "closed"),
        ("request-received final-plan-sent moved-out", "closed"),
    ],
)
def test_the_stage_follows_from_what_happened(
    send: Send, lists: Lists, kinds: str, stage: str
) -> None:
    send("new S1")
    for day, kind in enumerate(kinds.split(), 1):
        assert send(f"record S1 {kind} {day}/1/2026").code == 0, kind
    assert send("find S1").rows[0][3] == stage


def test_finding_leaves_the_file_as_it_is(send: Send) -> None:
    before = _db().read_bytes()
    send("find lee")
    send("find --stage review --json")
    assert _db().read_bytes() == before


def test_the_next_duty_is_law_before_a_mere_target(send: Send) -> None:
    send("record 00123 assessment-agreed 1/3/2026")
    rows = send("deadlines 00123 --json").document["deadlines"]
    targets = [row["due"] for row in rows if row["authority"] in {"guidance", "practice"}]
    (row,) = send("find 00123 --json").document["cases"]
    (listed,) = [
        one
        for one in send("today --all --json").document["actions"]
        if one["case"] == "00123" and one["rule"] == row["next"]["rule"]
    ]
    assert listed["due"] == row["next"]["due"]
    assert min(targets) < row["next"]["due"]
    assert row["next"]["authority"] == "statute"
