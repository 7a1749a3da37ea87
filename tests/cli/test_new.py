"""A new case, put on record by hand."""

from pathlib import Path

import pytest

from tests.conftest import Lists, Send


@pytest.mark.usefixtures("caseload")
def test_a_new_case_holds_its_facts_and_can_be_undone(send: Send) -> None:
    before = send("find --json").document
    said = send(
        'new C9 surname=Ray "forename=Bo Jo" dob=1/2/2015 officer="Sam Example" '
        "year_group='Year 4' setting_type=Primary flags=tribunal --since 2/2/2026"
    )
    assert said.code == 0
    assert said.out.splitlines() == [
        "C9 BR: on record",
        "  officer: Sam Example",
        "  year group: 4",
        "  setting type: primary",
        "  flags: tribunal since Mon 2 Feb 2026",
        "  (3 personal details held; --names shows them)",
        "  then: send record C9 request-received DATE",
    ]
    facts = send("show C9 --json --names").document["facts"]
    assert facts["dob"] == "2015-02-01"
    assert facts["forename"] == "Bo Jo"
    assert "undone: new C9 surname=… forename=… dob=… officer=Sam Example" in send("undo").out
    assert send("find --json").document == before


def test_without_a_case_file_it_makes_one(send: Send, tmp_path: Path) -> None:
    assert send("new 00123").code == 0
    assert (tmp_path / "cases.db").stat().st_mode & 0o777 == 0o600
    assert send("record 00123 request-received 26/1/2026").code == 0
    assert send("deadlines 00123").rows[0][0] == "00123"


def test_a_refused_first_case_leaves_no_file(send: Send, tmp_path: Path) -> None:
    assert send("new C9 setting_type=castle").code == 2
    assert not (tmp_path / "cases.db").exists()


def test_the_document_has_every_field_and_no_personal_one(send: Send) -> None:
    document = send("new C9 surname=Ray flags=tribunal --json").document
    assert document["version"] == 1
    assert document["case"] == "C9"
    assert document["initials"] == "R"
    assert document["facts"]["surname"] is None
    assert document["facts"]["flags"] == "tribunal"
    assert len(document["facts"]) == 15
    assert document["flags"] == [{"flag": "tribunal", "since": "2026-03-02", "until": None}]
    named = send("new C10 surname=Ray --json --names").document
    assert named["facts"]["surname"] == "Ray"


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("new C2", "C2 is on record already: `send set C2 field=value` changes it"),
        ("new c2 surname=Lee", "C2 is on record already"),
        ("new surname=Lee", '"surname=Lee" is not a reference: write send new REF field=value'),
        ('new " "', '" " is not a reference'),
        ("new C9 surname", '"surname" is not an assignment: write it as field=value'),
        ("new C9 colour=red", 'no field is called "colour": those there are: forename, surname'),
        ("new C9 flags-=tribunal", "has no flag tribunal"),
        ("new C9 --since 2/2/2026", "--since goes with a flag"),
    ],
)
def test_what_is_no_new_case_is_refused(send: Send, line: str, why: str) -> None:
    before = send("find --json").document
    said = send(line)
    assert said.code == 2
    assert why in said.err
    assert said.out == ""
    assert send("find --json").document == before


def test_a_reference_is_one_line(send: Send) -> None:
    said = send("new", "C\t9")
    assert said.code == 2
    assert "a reference is one line of text" in said.err


def test_an_undone_reference_can_be_used_again(send: Send, lists: Lists) -> None:
    send("new C9 officer=Sam")
    send("undo")
    assert send("new C9 officer=Pat").code == 0
    assert send("show C9 --json").document["facts"]["officer"] == "Pat"
