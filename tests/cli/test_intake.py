"""Lists on their way in: mapping, preview, corrections, columns kept, and who may be one child."""

import io
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from time import sleep
from typing import Any, NoReturn

import pytest

from send_cli.cli.progress import LARGE
from send_cli.domain.problem import InputRefused
from tests.conftest import Lists, Send
from tests.importers.workbooks import sheets, xlsx
from tests.store.test_schemas import SCHEMAS

ODD = ("Nr,Wer,Wann", "C001,Sam Example,12/01/2026")
MAPPED = ("--map", "ref=Nr", "--map", "officer=Wer", "--map", "request_received=Wann")
LAST = "Date EHC plan last reviewed"


def events(send: Send, ref: str) -> list[tuple[str, str]]:
    return [(one["event"], one["on"]) for one in send(f"show {ref} --json").document["events"]]


# The headings of a list, remembered under a name


def test_what_map_says_is_remembered_under_a_name(send: Send, lists: Lists, tmp_path: Path) -> None:
    path = lists(*ODD)
    said = send("import --profile ours", path, *MAPPED)
    assert said.code == 0
    assert "remembered as the profile ours in" in said.err
    settings = tmp_path / "send.toml"
    assert settings.read_text(encoding="utf-8") == (
        '[profiles.ours]\nref = "Nr"\nofficer = "Wer"\nrequest_received = "Wann"\n'
    )
    assert settings.stat().st_mode & 0o777 == 0o600
    assert "1 unchanged" in send("import --profile ours", path).out


def test_a_profile_is_added_to_and_the_rest_of_the_settings_stay(
    send: Send, lists: Lists, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "other.toml"
    was = '# ours\nofficer = "Sam"\n\n[profiles.ours]\nref = "Nr"\n'
    settings.write_text(was, encoding="utf-8")
    monkeypatch.setenv("SEND_CONFIG", str(settings))
    assert send("import --profile ours", lists(*ODD), *MAPPED[2:]).code == 0
    text = settings.read_text(encoding="utf-8")
    assert text.startswith(was)
    assert 'request_received = "Wann"' in text


def test_the_settings_tell_which_profiles_there_are_and_leave_them_be(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    send("import --profile ours", lists(*ODD), *MAPPED)
    said = send("config --json")
    assert (said.document["profiles"], said.document["mistakes"]) == (["ours"], [])
    assert "profiles of lists (`send import FILE --profile NAME`): ours" in said.err
    assert send("today").code == 0
    assert send("config set weights.unread 300").code == 0
    assert "1 unchanged" in send("import --profile ours", lists(*ODD)).out
    assert send("config unset profiles.ours.officer").code == 0
    text = (tmp_path / "send.toml").read_text(encoding="utf-8")
    assert 'ref = "Nr"' in text
    assert "officer" not in text


def test_a_profile_under_an_odd_name_is_found_again(send: Send, lists: Lists) -> None:
    path = lists(*ODD)
    for name in ("our list", "v1.2", "Größe", 'a"b'):
        assert send("import --profile", name, path, *MAPPED).code == 0
        assert send("import --profile", name, path).code == 0
    assert send("config --json").document["profiles"] == ["our list", "v1.2", "Größe", 'a"b']


def test_a_dry_run_remembers_nothing(send: Send, lists: Lists, tmp_path: Path) -> None:
    assert send("import --dry-run --profile ours", lists(*ODD), *MAPPED).code == 0
    assert not (tmp_path / "send.toml").exists()


def test_a_profile_there_is_not_names_those_there_are(send: Send, lists: Lists) -> None:
    path = lists(*ODD)
    said = send("import --profile ours", path)
    assert said.code == 5
    assert 'no profile is called "ours" (none is saved yet' in said.err
    send("import --profile ours", path, *MAPPED)
    assert "those there are: ours" in send("import --profile theirs", path).err


@pytest.mark.parametrize("text", ["[profiles", "profiles = 3\n", "[profiles]\nours = 3\n", "\0"])
def test_settings_that_cannot_be_read_are_a_sentence(
    send: Send, lists: Lists, tmp_path: Path, text: str
) -> None:
    (tmp_path / "send.toml").write_text(text, encoding="utf-8")
    said = send("import --profile ours", lists(*ODD))
    assert said.code == 2
    assert "send.toml" in said.err


# Headings that are not understood


def test_the_nearest_field_is_named(send: Send, lists: Lists) -> None:
    path = lists("ref,Case Oficer,Sex,request_received", "C001,Sam,F,12/01/2026")
    said = send("import --json", path)
    assert 'list.csv: "Case Oficer" is most like officer: --map officer="Case Oficer"' in said.err
    (one,) = said.document["files"]
    assert one["nearest"] == {"Case Oficer": "officer", "Sex": None}
    assert one["kept"] == one["unused"] == ["Case Oficer", "Sex"]


@pytest.mark.parametrize(
    ("answers", "happened"),
    [(["1"], "review-meeting"), (["both", "2"], "review-decision"), (["0"], None)],
)
def test_a_heading_that_may_be_two_dates_is_asked_at_a_terminal(
    send: Send,
    lists: Lists,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
    happened: str | None,
) -> None:
    given = iter(answers)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    path = lists(f"ref,final_plan_sent,{LAST}", "C001,01/03/2024,10/01/2026")
    said = send("import", path)
    assert "1  review_meeting (the day the meeting was held)" in said.err
    assert said.code == 0
    expected = {("final-plan-sent", "2024-03-01")} | (
        {(happened, "2026-01-10")} if happened else set()
    )
    assert set(events(send, "C001")) == expected


def test_it_is_refused_with_the_option_to_add_elsewhere(send: Send, lists: Lists) -> None:
    path = lists(f"ref,final_plan_sent,{LAST}", "C001,01/03/2024,10/01/2026")
    said = send("import", path)
    assert said.code == 3
    assert f'--map review_meeting="{LAST}" or --map review_decision="{LAST}"' in said.err
    assert events(send, "C001") == [("final-plan-sent", "2024-03-01")]


def test_a_date_that_has_its_own_column_is_not_asked_for(send: Send, lists: Lists) -> None:
    path = lists(f"ref,review_meeting,{LAST}", "C001,10/01/2026,10/01/2026")
    assert f'and was not read: --map review_decision="{LAST}"' in send("import", path).err


# Columns of no field


HEAD = "ref,request_received,Sex,Transport"


def kept(send: Send) -> dict[str, Any]:
    return {c["heading"]: c["text"] for c in send("show C001 --json --names").document["extras"]}


def test_columns_of_no_field_are_kept_corrected_and_undone(send: Send, lists: Lists) -> None:
    send("import", lists(HEAD, "C001,12/01/2026,F,taxi"))
    assert kept(send) == {"Sex": "F", "Transport": "taxi"}
    said = send("import", lists(HEAD, "C001,12/01/2026,,bus", name="b.csv"))
    assert "0 added, 1 changed" in said.out
    assert kept(send) == {"Sex": "F", "Transport": "bus"}
    assert "1 unchanged" in send("import", lists(HEAD, "C001,12/01/2026,F,bus", name="b.csv")).out
    send("undo")
    assert kept(send) == {"Sex": "F", "Transport": "taxi"}
    send("undo")
    assert send("show C001").code == 5


def test_columns_of_no_field_are_shown_only_with_the_names(send: Send, lists: Lists) -> None:
    path = lists(HEAD, "C001,12/01/2026,F,taxi to Hill")
    assert "Transport" not in send("import --dry-run", path).out
    send("import", path)
    shown = send("show C001")
    assert "taxi" not in shown.out + send("show C001 --json").out + send("history C001").out
    assert "taxi" not in send("history C001 --json").out
    assert "(2 other columns of the list held; --names shows them)" in shown.out
    assert "  Transport: taxi to Hill" in send("show C001 --names").out
    assert "kept\tTransport\t\ttaxi to Hill" in send("history C001 --names").out
    changed = lists(HEAD, "C001,12/01/2026,F,bus", name="b.csv")
    assert "bus" not in send("import --dry-run --json", changed).out
    assert "C001: change: Transport\n" in send("import --dry-run", changed).out
    assert "taxi to Hill -> bus" in send("import --dry-run --names", changed).out


def test_a_list_is_taken_into_a_file_of_the_schema_before(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "cases.db")) as connection:
        connection.executescript((SCHEMAS / "schema-1.sql").read_text(encoding="utf-8"))
    before = send("show S1 --json").document["events"]
    assert before
    assert send("import --partial", lists("ref,Sex", "S1,F")).code == 0
    case = send("show S1 --json --names").document
    assert case["events"] == before
    assert case["extras"] == [{"heading": "Sex", "text": "F", "event": None}]


# What a dry run shows of each case


def test_a_dry_run_shows_which_deadlines_would_move_and_to_when(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "C001,12/01/2026"))
    head = "ref,request_received,assessment_agreed"
    later = lists(head, "C001,19/01/2026,20/02/2026", name="b.csv")
    said = send("import --dry-run", later)
    assert said.out.splitlines()[1:] == [
        "  C001: correction: request-received: 2026-01-12 -> 2026-01-19",
        "  C001: new date: assessment-agreed: nothing -> 2026-02-20",
        "  C001: deadline: ehcna-no-plan: 2026-05-04 -> 2026-05-11",
        "  C001: deadline: ehcp-decision-to-issue: 2026-05-04 -> 2026-05-11",
        "  C001: deadline: ehcp-draft-issue: 2026-05-04 -> 2026-05-11",
        "  C001: deadline: ehcp-draft-issue-week-14: 2026-04-20 -> 2026-04-27",
        "  C001: deadline: ehcp-final: 2026-06-01 -> 2026-06-08",
        "  C001: deadline: ehcna-decision: met, was due 2026-03-02",
        "  C001: deadline: ehcna-decision: dropped, was due 2026-02-23",
    ]
    (case,) = send("import --dry-run --json", later).document["files"][0]["preview"]
    assert case["changes"][0] == {
        "kind": "correction",
        "what": "request-received",
        "old": "2026-01-12",
        "new": "2026-01-19",
    }
    final = {"rule": "ehcp-final", "about": None, "was": "2026-06-01", "due": "2026-06-08"}
    assert case["deadlines"][4] == {**final, "how": "moves"}
    assert send("import --json", later).document["files"][0]["preview"] is None


def test_a_dry_run_says_what_it_would_do_and_then_does_it(send: Send, caseload: Path) -> None:
    text = caseload.read_text(encoding="utf-8").replace("26/01/2026", "27/01/2026")
    caseload.write_text(text, encoding="utf-8")
    (case,) = send("import --dry-run --json", caseload).document["files"][0]["preview"]
    would = {(move["rule"], move["due"]) for move in case["deadlines"] if move["due"]}
    send("import", caseload)
    after = {
        (row["rule"], row["due"]) for row in send("deadlines 00123 --json").document["deadlines"]
    }
    assert would
    assert would <= after


def test_a_dry_run_names_new_and_missing_cases(send: Send, lists: Lists) -> None:
    head = "ref,officer,request_received"
    send("import", lists(head, "C001,Sam,12/01/2026", "C002,Sam,12/01/2026"))
    said = send("import --dry-run", lists(head, "C001,Sam,12/01/2026", "C003,Sam,26/01/2026"))
    assert "  C003: new: 1 date, the first deadline ehcna-decision on Mon 9 Mar 2026" in said.out
    assert "  C002: missing: not in this list" in said.out


# The file of problems, with its corrections


def corrected(path: Path, *said: str) -> None:
    """Fill in the last column of the rows, from the first."""
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    filled = [row + cell for row, cell in zip(rows, said, strict=True)]
    path.write_text("\n".join([head, *filled]) + "\n", encoding="utf-8-sig")


def test_the_file_of_problems_comes_back_with_its_corrections(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    bad = lists(
        "Case Ref,D.O.B.,Officer,Date of Request,Draft Plan Sent",
        "00123,31/02/2015,Sam,soon,",
        "C002,01/02/2015,Sam,12/01/2026,=1+1",
        "C003,01/02/2014,Sam,12/01/2026,",
    )
    assert send("import --problems", path, bad).code == 3
    head = path.read_text(encoding="utf-8-sig").splitlines()[0]
    assert head == "file,row,column,value,message,severity,ref,field,correction"
    corrected(path, "28/02/2015", "12/01/2026", "")
    assert "2 rows" in send("import --dry-run", path).out
    said = send("import", path)
    assert said.code == 0
    assert "0 added, 2 changed, 0 unchanged, 0 refused; 0 missing" in said.out
    case = send("show 00123 --json --names").document
    assert case["facts"]["dob"] == "2015-02-28"
    assert case["unread"] == []
    assert events(send, "00123") == [("request-received", "2026-01-12")]
    assert send("show C002 --json").document["unread"] == [
        {"heading": "draft_sent", "text": "=1+1"}
    ]
    assert "2 unchanged" in send("import", path).out


def test_a_correction_that_cannot_be_read_is_refused_like_any_cell(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    send("import --problems", path, lists("ref,request_received", "C001,soon"))
    corrected(path, "later")
    said = send("import", path)
    assert said.code == 3
    assert 'problems.csv, row 2, request_received: "later" is not a date' in said.err


def test_a_correction_of_no_case_or_no_cell_is_refused(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    send("import --dry-run --problems", path, lists("ref,request_received", "C001,soon", ",x"))
    corrected(path, "12/01/2026", "C009")
    said = send("import", path)
    assert said.code == 3
    assert '"C001" is the reference of no case, so nothing was corrected' in said.err
    assert "corrects no single cell that send can find" in said.err
    assert "2 rows" in said.out
    assert "2 refused" in said.out


def test_a_file_of_problems_without_corrections_says_so(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    send("import --problems", path, lists("ref,request_received", "C001,soon"))
    assert "no correction is filled in" in send("import", path).err


def test_an_event_list_is_corrected_too(send: Send, lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    send("import", lists("ref,request_received", "C001,12/01/2026"))
    bad = lists("ref,event,date", "C001,consultation-sent,soon", name="events.csv")
    send("import --problems", path, bad)
    corrected(path, "01/03/2026")
    assert send("import", path).code == 0
    assert ("consultation-sent", "2026-03-01") in events(send, "C001")
    assert send("show C001 --json").document["unread"] == []


def test_a_correction_of_an_event_list_adds_a_date_and_takes_none_away(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    send("import", lists("ref,draft_sent", "C001,12/01/2026"))
    send("import --problems", path, lists("ref,event,date", "C001,draft-sent,soon", name="e.csv"))
    corrected(path, "02/02/2026")
    assert send("import", path).code == 0
    assert {("draft-sent", "2026-01-12"), ("draft-sent", "2026-02-02")} <= set(events(send, "C001"))


def test_the_problems_of_a_case_list_and_an_event_list_are_corrected_together(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    one = lists("ref,dob,request_received", "C001,soon,later")
    two = lists("ref,event,date", "C001,request-received,x", "C001,draft-sent,y", name="e.csv")
    send("import --problems", path, one, two)
    corrected(path, "01/02/2015", "12/01/2026", "12/01/2026", "02/02/2026")
    said = send("import --dry-run", path)
    assert "C001: deadline: ehcp-draft-issue: met, was due 2026-05-04" in said.out
    said = send("import", path)
    assert (said.code, "4 rows" in said.out) == (0, True)
    assert events(send, "C001") == [
        ("request-received", "2026-01-12"),
        ("draft-sent", "2026-02-02"),
    ]
    assert send("show C001 --json").document["unread"] == []


def test_a_correction_leaves_a_missing_case_missing(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path, head = tmp_path / "problems.csv", "ref,officer,request_received"
    send("import --problems", path, lists(head, "C001,Sam,soon", "C002,Sam,12/01/2026"))
    send("import", lists(head, "C002,Sam,12/01/2026", name="b.csv"))
    corrected(path, "12/01/2026")
    assert send("import", path).code == 0
    assert send("show C001 --json").document["missing_since"] is not None


# References, and who may be one child


def test_a_number_is_refused_beside_a_reference_with_zeros(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    send("import", lists("ref,request_received", "00123,12/01/2026"))
    path = tmp_path / "b.xlsx"
    path.write_bytes(xlsx(("ref", "request_received"), (123, "13/01/2026"), (456, "13/01/2026")))
    said = send("import", path)
    assert said.code == 3
    assert '"123" is a number here and may be 00123' in said.err
    assert "1 added, 0 changed, 0 unchanged, 1 refused" in said.out
    assert events(send, "00123") == [("request-received", "2026-01-12")]


@pytest.mark.parametrize(
    "lines",
    [("ref,request_received", "123,12/01/2026", "456,12/01/2026"),
     ("ref,event,date", "123,contact,12/01/2026", "456,contact,12/01/2026")],
)  # fmt: skip
def test_references_that_lost_their_zeros_in_a_spreadsheet_are_told_once(
    send: Send, lists: Lists, lines: tuple[str, ...]
) -> None:
    send("import", lists("ref,request_received", "00123,12/01/2026", "00456,12/01/2026"))
    again = lists(*lines, name="b.csv")
    said = send("import --dry-run", again)
    assert "2 added" in said.out
    told = 'warning: b.csv, row 2, ref: "123" is new, and differs from 00123 by zeros alone, like 1'
    assert told in said.err
    assert said.err.count("zeros alone") == 1
    send("import", again)
    assert "zeros alone" not in send("import", again).err


def test_a_correction_whose_reference_lost_its_zeros_names_the_case(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    send("import --problems", path, lists("ref,request_received", "00123,soon"))
    corrected(path, "12/01/2026")
    text = path.read_text(encoding="utf-8-sig").replace(",00123,", ",123,")
    path.write_text(text, encoding="utf-8-sig")
    said = send("import", path)
    assert said.code == 3
    assert "(00123 differs by zeros alone: write it so)" in said.err


def test_possible_duplicates_are_told_when_they_come_and_not_joined(
    send: Send, lists: Lists
) -> None:
    head = "ref,forename,surname,dob,upn,request_received"
    send("import", lists(head, "C001,Ann,Lee,09/03/2014,B801200005001,12/01/2026"))
    again = lists(head, "C002,ann,LEE,09/03/2014,,12/01/2026", name="b.csv")
    said = send("import", again)
    assert said.code == 0
    assert 'warning: b.csv, row 2, ref: "C002" has one name and date of birth with C001' in said.err
    assert "has one" not in send("import", again).err
    assert send("show C001").code == send("show C002").code == 0


def test_what_is_odd_about_a_number_is_told_without_the_number(send: Send, lists: Lists) -> None:
    path = lists("ref,upn,uln,request_received", "C001,A801200005001,1234567890,12/01/2026")
    said = send("import --json", path)
    assert said.code == 0
    assert "it should begin with B" in said.err
    assert "A801200005001" not in said.err + said.out
    assert "1234567890" not in said.err + said.out


# Formats and sheets


@pytest.mark.parametrize(
    ("options", "wants"),
    [
        ("--format csv", "no row of headings was found"),
        ("--encoding utf-8", "is a workbook, so --encoding does not fit it"),
        ("--sheet Other", 'no sheet is called "Other" (it has "Sam", "Pat")'),
        ("--sheet pat", None),
    ],
)
def test_what_is_said_of_a_workbook(
    send: Send, tmp_path: Path, options: str, wants: str | None
) -> None:
    rows = [("ref", "request_received"), ("C001", "12/01/2026")]
    path = tmp_path / "list.csv"
    path.write_bytes(sheets({"Sam": rows, "Pat": rows}))
    said = send(f"import {options}", path)
    assert said.code == (3 if wants else 0)
    assert wants is None or wants in said.err


def test_a_list_is_not_read_as_what_it_is_not(send: Send, lists: Lists) -> None:
    path = lists("ref,request_received", "C001,12/01/2026")
    assert "cannot be read as a workbook" in send("import --format xlsx", path).err
    assert "is no workbook, so --sheet does not fit it" in send("import --sheet A", path).err
    assert send("import --format xml", path).code == 2


@pytest.mark.parametrize("terminal", [True, False])
def test_on_a_terminal_it_is_said_that_a_large_workbook_is_being_read(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    screen, said = io.StringIO(), []

    def opened(*_: object, **__: object) -> NoReturn:
        sleep(0.5)
        said.append(screen.getvalue())
        raise InputRefused("list.xlsx: stopped here")

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.setattr("send_cli.importers.formats.read_source", opened)
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx(("ref",), ("C001",)) + bytes(LARGE))
    send("import", path)
    assert ("Reading list.xlsx" in said[0]) is terminal


def test_an_interrupted_import_leaves_the_file_as_it_was(
    send: Send, caseload: Path, lists: Lists, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (tmp_path / "cases.db").read_bytes()
    assert caseload.exists()

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("send_cli.store.write.Writer.settle", stop)
    assert send("import", lists("ref,request_received", "N1,12/01/2026", name="b.csv")).code != 0
    assert (tmp_path / "cases.db").read_bytes() == before
