"""Facts set and corrected by hand, and flags with the day they are true since."""

import os
from pathlib import Path

import pytest

from tests.conftest import Lists, Send

pytestmark = pytest.mark.usefixtures("caseload")


def test_set_says_old_and_new_and_undo_takes_it_back(send: Send) -> None:
    before = send("show C2 --json --names").document
    said = send('set C2 officer="Pat Other" need=SEMH surname=Leigh setting=')
    assert said.code == 0
    assert said.out.splitlines() == [
        "C2 AL",
        "  officer: Sam Example -> Pat Other",
        "  need: nothing -> SEMH",
        "  surname: changed (--names shows it)",
        "  setting: Hill School -> nothing",
    ]
    facts = send("show C2 --json --names").document["facts"]
    assert facts["officer"] == "Pat Other"
    assert facts["surname"] == "Leigh"
    assert facts["setting"] is None
    assert send('find C2 --officer "pat other"').code == 0
    undone = send("undo").out
    assert "undone: set C2 officer=Pat Other need=SEMH surname=… setting= (" in undone
    assert send("show C2 --json --names").document == before


def test_personal_details_are_named_only_where_asked_for(send: Send) -> None:
    said = send("set C2 forename=Anna dob=1/2/2015 --json")
    assert [change["hidden"] for change in said.document["changes"]] == [True, True]
    assert "Ann" not in said.out
    assert "2015" not in said.out
    assert "dob: 2015-02-01 -> nothing" in send("set C2 dob= --names").out
    assert "forename: cleared (--names shows it)" in send("set C2 forename=").out
    assert "forename: set (--names shows it)" in send("set C2 forename=Ann").out


def test_the_document_has_every_key(send: Send) -> None:
    document = send("set C2 need=SEMH --json").document
    assert document == {
        "version": 1,
        "as_of": "2026-03-02",
        "case": "C2",
        "changes": [{"field": "need", "old": None, "new": "SEMH", "hidden": False}],
        "settled": [],
        "stopped": [],
        "closed": [],
        "started": [],
        "reopened": [],
        "dropped": [],
        "excused": [],
    }


CELLS = [
    ("dob", "1 Feb 2015"),
    ("dob", "31/02/2015"),
    ("dob", "1/1/1970"),
    ("dob", "1/1/2030"),
    ("dob", "TBC"),
    ("setting_type", "Sixth form"),
    ("setting_type", "castle"),
    ("year_group", "NCY 07"),
    ("year_group", "Reception"),
    ("year_group", "15"),
    ("upn", " p2070 00016049 "),
    ("flags", "Looked after;tribunal"),
    ("officer", "Sam Example"),
    ("officer", "n/a"),
    ("notes", "a=b, c+d"),
]


@pytest.mark.parametrize(("field", "text"), CELLS)
def test_a_value_is_read_as_an_import_reads_it(
    send: Send, lists: Lists, field: str, text: str
) -> None:
    send("import", lists(f'ref,{field},last_contact\nX1,"{text}",01/03/2026', name="b.csv"))
    imported = send("show X1 --json --names").document["facts"][field]
    send("new X2")
    said = send("set X2 --since today" if field == "flags" else "set X2", f"{field}={text}")
    assert (said.code == 0) is (imported is not None)
    assert send("show X2 --json --names").document["facts"][field] == imported


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("set C2 colour=red", 'no field is called "colour": those there are: forename, surname'),
        ("set C2 ref=C9", "a reference cannot be changed"),
        ("set C2 officer", "say what to set: field=value"),
        ("set C2 officer=A officer=B", "officer is given twice: give it once"),
        ("set C2 officer+=A", "officer+=: only flags can be added or taken away"),
        ("set C2 flags+=", "flags+=: say which flag"),
        ("set C2 flags-=tribunal", "C2 has no flag tribunal (its flags: out-of-school)"),
        ("set C3 flags-=tribunal", "C3 has no flag tribunal (its flags: none)"),
        ("set C2 dob=31/02/2015", 'dob: "31/02/2015" is not a date (write 28/02/2015'),
        ("set C2 dob=1/1/1970", "is more than 27 years ago"),
        ("set C2 dob=3/3/2026", "cannot be in the future"),
        ("set C2 setting_type=castle", "is not a setting type (write nursery, infant"),
        ("set C2 year_group=15", "is not a year group (write N1, N2, R or 1 to 14)"),
        ("set C2 officer=TBC", 'officer: "TBC" says nothing (`officer=` clears it)'),
        ('set C2 officer="Sam Example"', "C2: all of this is on record already: nothing was"),
        ("set C2 draft_sent=1/2/2026", "`send record REF draft-sent DATE`"),
        ("set C2 review_outcome=amend", "`send record REF review-amend DATE`"),
        ("set C2 draft_sent=", "C2: the list has no draft_sent that could not be read"),
        ("set C2 need=SEMH --since 1/2/2026", "--since goes with a flag"),
        ("set C2 flags-=out-of-school --since 1/2/2026", "--since goes with a flag"),
        ("set C2 flags+=tribunal --since 3/3/2026", "a flag cannot begin later"),
        ("set C2 flags+=tribunal --since soon", '--since: "soon" is not a date'),
        ("set C2", "say what to set: field=value"),
    ],
)
def test_set_refuses_what_it_cannot_read(send: Send, line: str, why: str) -> None:
    before = send("show C2 --json --names").out
    said = send(line)
    assert said.code == 2
    assert why in said.err
    assert said.out == ""
    assert send("show C2 --json --names").out == before


def test_a_case_found_by_part_is_not_set(send: Send) -> None:
    assert send("set 0012 officer=Pat").code == 5
    assert send("set X9 officer=Pat").code == 5


def test_without_a_case_file_there_is_nothing_to_set(send: Send, tmp_path: Path) -> None:
    (tmp_path / "cases.db").unlink()
    said = send("set C2 officer=Pat")
    assert said.code == 4
    assert "no case file yet" in said.err


@pytest.mark.parametrize(
    ("upn", "warning"),
    [
        ("P207000016049", None),
        ("N82111234567A", None),
        ("T942200012345", None),
        ("A801200005001", "upn: it should begin with B, so one character of it is wrong"),
        ("12345", "upn: that is not of the form of a UPN"),
    ],
)
def test_a_wrong_upn_is_kept_with_a_warning(send: Send, upn: str, warning: str | None) -> None:
    said = send(f"set C2 upn={upn}")
    assert said.code == 0
    assert send("show C2 --json --names").document["facts"]["upn"] == upn
    assert (warning in said.err) if warning else (said.err == "")
    assert upn not in said.out + said.err


def test_flags_are_replaced_added_and_taken_away(send: Send) -> None:
    def held() -> object:
        flags = send("show C2 --json").document["flags"]
        return {one["flag"]: one["since"] for one in flags}

    before = send("show C2 --json").document
    assert held() == {"out-of-school": None}
    send("set C2 flags+=tribunal --since 2/2/2026")
    assert held() == {"out-of-school": None, "tribunal": "2026-02-02"}
    send('set C2 "flags+=complaint, tribunal"')
    assert held() == {"out-of-school": None, "tribunal": "2026-02-02", "complaint": "2026-03-02"}
    send("set C2 flags-=complaint flags-=out-of-school")
    assert held() == {"tribunal": "2026-02-02"}
    send("set C2 flags=looked-after,tribunal")
    assert held() == {"looked-after": "2026-03-02", "tribunal": "2026-02-02"}
    said = send("set C2 flags=")
    assert (
        "flags: looked after since Mon 2 Mar 2026; tribunal since Mon 2 Feb 2026 -> nothing"
        in said.out
    )
    assert held() == {}
    for _ in range(5):
        send("undo")
    assert send("show C2 --json").document == before


def test_show_and_why_say_since_when(send: Send) -> None:
    assert "  flags: out of school\n" in send("show C2").out
    send("set C2 flags+=out-of-school --since 2/2/2026")
    assert "  flags: out of school since Mon 2 Feb 2026\n" in send("show C2").out
    assert "+80  out of school since Mon 2 Feb 2026" in send("why C2").out
    assert send("show C2 --json").document["facts"]["flags"] == "out-of-school"


def test_a_flag_that_send_does_not_know_is_kept_with_a_warning(send: Send) -> None:
    said = send("set C2 flags+=tribunl")
    assert said.code == 0
    assert "tribunl was kept but moves nothing up the list" in said.err
    assert [one["flag"] for one in send("show C2 --json").document["flags"]][-1] == "tribunl"


def test_a_list_with_plain_flags_takes_no_known_day_away(send: Send, lists: Lists) -> None:
    send("set C2 flags+=out-of-school --since 2/2/2026")
    set_so = send("show C2 --json").document
    same = lists("ref,flags,last_contact", "C2,out-of-school,", name="b.csv")
    assert "1 unchanged" in send("import", same).out
    assert send("show C2 --json").document == set_so
    more = lists("ref,flags,last_contact", "C2,tribunal;out-of-school,", name="c.csv")
    assert "1 changed" in send("import", more).out
    assert send("show C2 --json").document["flags"] == [
        {"flag": "tribunal", "since": None, "until": None},
        {"flag": "out-of-school", "since": "2026-02-02", "until": None},
    ]
    send("undo")
    assert send("show C2 --json").document == set_so


def test_a_set_field_settles_the_cell_that_could_not_be_read(send: Send, lists: Lists) -> None:
    send("import", lists("ref,dob,setting_type,draft_sent", "C3,soon,castle,?!", name="b.csv"))
    before = send("show C3 --json").document
    assert len(before["unread"]) == 3
    assert "  dob: (--names shows it)  [b.csv row 2" in send("show C3").out
    assert '  dob: "soon"  [b.csv row 2' in send("show C3 --names").out
    assert [cell["text"] for cell in before["unread"]].count(None) == 1
    said = send("set C3 setting_type=college dob=1/2/2009 draft_sent=")
    assert '  setting_type: no longer asked for, where the list says "castle"' in said.out
    assert "  dob: no longer asked for\n" in said.out
    assert "soon" not in said.out
    after = send("show C3 --json").document
    assert after["unread"] == []
    assert len(send("history C3 --json").document["entries"]) > 3
    send("undo")
    assert send("show C3 --json").document == before


def test_a_cleared_field_settles_its_cell_too(send: Send, lists: Lists) -> None:
    send("import", lists("ref,year_group,last_contact", "C3,lots,1/3/2026", name="b.csv"))
    document = send("set C3 year_group= --json").document
    assert document["changes"] == []
    assert document["settled"] == [
        {"field": "year_group", "old": "lots", "new": None, "hidden": False}
    ]


def test_a_recorded_date_settles_its_cell(send: Send, lists: Lists) -> None:
    send("import", lists("ref,assessment_agreed", "00123,see notes", name="b.csv"))
    before = send("show 00123 --json").document
    assert before["unread"]
    assert send("record 00123 assessment-agreed 1/3/2026").code == 0
    assert send("show 00123 --json").document["unread"] == []
    send("undo")
    assert send("show 00123 --json").document == before


def test_a_changed_setting_type_works_the_deadlines_out_again(send: Send) -> None:
    send("record C5 review-meeting 20/03/2026")
    before = send("deadlines C5 --json").document
    assert {d["actor"] for d in before["deadlines"] if d["rule"] == "ar-notice"} == {"school"}
    send("set C5 setting_type=none")
    after = send("deadlines C5 --json").document["deadlines"]
    assert {d["actor"] for d in after if d["rule"] == "ar-notice"} == {"authority"}
    send("undo")
    assert send("deadlines C5 --json").document == before


def test_a_year_group_said_again_in_another_school_year_is_of_that_year(send: Send) -> None:
    send("set C5 year_group=5")
    assert send("set C5 year_group=5").code == 2
    said = send("set C5 year_group=5 --as-of 2026-09-02")
    assert "year group: 5 -> 5" in said.out


def test_set_leaves_nothing_behind_where_it_refuses(send: Send) -> None:
    db = Path(os.environ["SEND_DB"])
    before = db.read_bytes()
    send('set C2 officer="Sam Example"')
    send("set C2 flags-=tribunal")
    assert db.read_bytes() == before


def flags(send: Send, ref: str) -> dict[str, tuple[str | None, str | None]]:
    found = send(f"show {ref} --json").document["flags"]
    return {one["flag"]: (one["since"], one["until"]) for one in found}


def test_a_flag_has_an_end_after_which_it_weighs_nothing_and_is_still_on_record(send: Send) -> None:
    send("set C3 flags+=tribunal --since 2/2/2026 --until 3/3/2026")
    assert flags(send, "C3") == {"tribunal": ("2026-02-02", "2026-03-03")}
    days = "since Mon 2 Feb 2026 until Tue 3 Mar 2026"
    assert days in send("why C3 --as-of 2026-03-03").out
    assert days not in send("why C3 --as-of 2026-03-04").out
    assert days not in send("why C3 --as-of 2026-02-01").out
    assert f"tribunal {days}" in send("show C3 --as-of 2026-03-04").out


def test_a_flag_that_was_over_begins_anew(send: Send) -> None:
    send("set C3 flags+=tribunal --since 2/2/2026 --until 20/2/2026")
    send("set C3 flags+=tribunal")
    assert flags(send, "C3") == {"tribunal": ("2026-03-02", None)}


def test_an_end_said_later_keeps_the_beginning(send: Send) -> None:
    send("set C3 flags+=ebsna --since 2/2/2026")
    send("set C3 flags+=ebsna --until 30/4/2026")
    assert flags(send, "C3") == {"ebsna": ("2026-02-02", "2026-04-30")}
    send("undo")
    assert flags(send, "C3") == {"ebsna": ("2026-02-02", None)}


@pytest.mark.parametrize("kind", ["ebsna", "excluded", "part-time", "no-place"])
def test_every_kind_of_being_out_of_school_is_found_as_out_of_school(send: Send, kind: str) -> None:
    send(f"set C3 flags+={kind}")
    assert {row[0] for row in send("find --flag out-of-school").rows} == {"C2 AL", "C3 BR"}
    assert [row[0] for row in send(f"find --flag {kind}").rows] == ["C3 BR"]
    before = send("why C2 --json").document["actions"][0]["score"]
    send(f"set C2 flags+={kind}")
    assert send("why C2 --json").document["actions"][0]["score"] >= before


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("set C3 flags+=tribunal --until 1/2/2026", "--until: Sun 1 Feb 2026 is before Mon 2 Mar"),
        (
            "set C3 flags+=tribunal --since 1/3/2026 --until 1/2/2026",
            "--until: Sun 1 Feb 2026 is before Sun 1 Mar 2026, when the flag begins",
        ),
        ("set C3 need=SEMH --until 1/4/2026", "--until goes with a flag"),
        ("set C3 flags+=tribunal --until ''", '--until: "" is not a date'),
        ("set C3 flags+=tribunal --since ''", '--since: "" is not a date'),
        ("new C9 flags=tribunal --since ''", '--since: "" is not a date'),
    ],
)
def test_a_flag_cannot_end_before_it_begins(send: Send, line: str, why: str) -> None:
    said = send(line)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
    assert flags(send, "C3") == {}


def test_a_list_takes_no_flag_away_that_a_person_set(send: Send, lists: Lists) -> None:
    brought = lists("ref,flags,last_contact", "C2,looked-after,", name="b.csv")
    assert "1 changed" in send("import", brought, "--partial").out
    send("set C2 flags+=ebsna --since 2/2/2026")
    before = send("show C2 --json").document["flags"]
    assert [one["flag"] for one in before] == ["looked-after", "ebsna"]
    assert "1 unchanged" in send("import", brought, "--partial").out
    assert send("show C2 --json").document["flags"] == before
    other = lists("ref,flags,last_contact", "C2,tribunal,", name="c.csv")
    assert "1 changed" in send("import", other, "--partial").out
    after = send("show C2 --json").document["flags"]
    assert [one["flag"] for one in after] == ["tribunal", "ebsna"]
    assert "ebsna" in send("history C2").out
