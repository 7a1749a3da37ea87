"""List 1 of the inspection's Annex A, read as a case list."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.importers.annex_a import in_plain_words, is_list_1
from send_cli.importers.table import Table
from send_cli.importers.wide import wide_listing
from tests.conftest import Lists, Send
from tests.importers.test_any_text import CELL, TODAY, check
from tests.importers.workbooks import xlsx

LAST = "Date EHC plan last reviewed"

HEADINGS = (
    "Unique ID",
    "UPN",
    "Date of birth",
    "Gender",
    "Date initial  EHC plan issued",
    "Date updated EHC plan issued",
    "Date EHC plan last reviewed",
    "SEN primary need",
    "Main education establishment – URN",
    "Main education establishment – phase",
    "Elective home education",
    "Which children's social care team?",
)


def row(ref: str, **said: str) -> str:
    """Return a row of the list in commas; `said` are the cells that are not blank."""
    cells = dict.fromkeys(HEADINGS, "") | {"Unique ID": ref}
    cells["Date initial  EHC plan issued"] = "03/02/2022"
    cells |= {heading: said[key] for key in said for heading in HEADINGS if key in heading.lower()}
    return ",".join(cells.values())


def taken(send: Send, lists: Lists, *rows: str, options: str = "") -> str:
    said = send(f"import {options}", lists(",".join(HEADINGS), *rows))
    assert said.code == 0, said.err
    return said.err


def facts(send: Send, ref: str = "00101") -> dict[str, str]:
    found: dict[str, str] = send(f"show {ref} --json").document["facts"]
    return found


def kinds(send: Send) -> list[str]:
    return [event["event"] for event in send("show 00101 --json").document["events"]]


def test_its_dates_and_codes_are_read(send: Send, lists: Lists) -> None:
    taken(send, lists, row("00101", need="a) SPLD", urn="990001", updated="12/05/2025"))
    document = send("show 00101 --json").document
    assert [(e["event"], e["on"]) for e in document["events"]] == [
        ("final-plan-sent", "2022-02-03"),
        ("amended-plan-sent", "2025-05-12"),
    ]
    assert document["facts"]["need"] == "SPLD"
    assert document["facts"]["setting_urn"] == "990001"


@pytest.mark.parametrize(
    ("phase", "kind"),
    [
        ("b) Primary", "primary"),
        ("Secondary (maintained)", "secondary"),
        ("e) Post-16", "college"),
        ("Early Years", "nursery"),
    ],
)
def test_a_phase_is_a_setting_type(send: Send, lists: Lists, phase: str, kind: str) -> None:
    taken(send, lists, row("00101", phase=phase))
    assert facts(send)["setting_type"] == kind


def test_a_child_educated_at_home_attends_no_setting(send: Send, lists: Lists) -> None:
    err = taken(send, lists, row("00101", phase="c) Secondary", home="a) Yes"))
    assert facts(send)["setting_type"] == "none"
    assert "Elective home education" not in err


def test_a_phase_that_is_none_is_told_with_its_cell(send: Send, lists: Lists) -> None:
    said = send("import", lists(",".join(HEADINGS), row("00101", phase="z) Lighthouse")))
    assert said.code == 3
    assert '"Lighthouse" is not a setting type' in said.err


def test_a_social_care_team_is_a_flag_where_it_says_one(send: Send, lists: Lists) -> None:
    teams = {"team": "c) Looked after children"}
    taken(send, lists, row("00101", **teams), row("00102", team="Referral and assessment"))
    assert facts(send)["flags"] == "looked-after"
    assert not facts(send, "00102").get("flags")


def test_the_review_date_is_read_where_somebody_says_which_it_is(send: Send, lists: Lists) -> None:
    reviewed = row("00101", reviewed="10/03/2025")
    said = send("import", lists(",".join(HEADINGS), reviewed))
    assert said.code == 3
    assert f'--map review_meeting="{LAST}" or --map review_decision="{LAST}"' in said.err
    assert kinds(send) == ["final-plan-sent"]
    option = '--map review_decision="Date EHC plan last reviewed"'
    taken(send, lists, reviewed, options=option)
    assert kinds(send) == ["final-plan-sent", "review-decision"]


def test_a_person_at_a_terminal_is_asked_which_review_date_it_is(
    send: Send, lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "1")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    err = taken(send, lists, row("00101", reviewed="10/03/2025"))
    assert f'the column "{LAST}" may be:' in err
    assert kinds(send) == ["final-plan-sent", "review-meeting"]


def test_it_is_read_from_a_workbook(send: Send, tmp_path: Path) -> None:
    cells = dict.fromkeys(HEADINGS, "") | {
        "Unique ID": "00101",
        "Date initial  EHC plan issued": date(2022, 2, 3),
        "SEN primary need": "a) SPLD",
        "Main education establishment – phase": "b) Primary",
        "Which children's social care team?": "c) Looked after children",
    }
    path = tmp_path / "list1.xlsx"
    path.write_bytes(xlsx(["Annex A: List 1"], HEADINGS, [*cells.values()], sheet="List 1"))
    assert send("import", path).code == 0
    assert facts(send)["need"] == "SPLD"
    assert facts(send)["setting_type"] == "primary"
    assert facts(send)["flags"] == "looked-after"
    assert kinds(send) == ["final-plan-sent"]


def test_other_lists_are_left_as_they_are() -> None:
    assert not is_list_1(["Unique ID", "Date of Request"])
    assert is_list_1(HEADINGS)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELL, max_size=len(HEADINGS) + 1), min_size=1, max_size=4))
def test_any_text_in_any_cell(rows: Sequence[Sequence[str]]) -> None:
    numbered = tuple((number, tuple(cells)) for number, cells in enumerate(rows, 2))
    table = Table("any.csv", "utf-8", HEADINGS, numbered, ())
    check(wide_listing(in_plain_words(table), TODAY))
