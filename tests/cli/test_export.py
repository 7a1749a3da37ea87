"""Getting data out: what is in each file, who may read it, and that it is the same every time."""

import csv
import io
import json
import os
import sqlite3
import stat
import sys
import zipfile
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from send_cli.importers.headings import TEMPLATE
from send_cli.present.plain import ACTION_COLUMNS, DEADLINE_COLUMNS
from send_cli.present.sheets import CONTACT_COLUMNS, EVENT_COLUMNS, RAG
from tests.conftest import Lists, Said, Send, Typing

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = ("Zoë", "O’Neill", "Ann", "Lee", "2015-02-01")


class _AClock(datetime):
    """A clock that goes on by a minute whenever it is looked at."""

    minutes = count(30)

    @classmethod
    def now(cls, tz: object = None) -> "_AClock":
        return cls(2026, 3, 2, 9, next(cls.minutes), tzinfo=UTC)


@pytest.fixture
def desk_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_AClock, "minutes", count(30))
    monkeypatch.setattr("send_cli.cli.desk.datetime", _AClock)


@pytest.fixture
def busy(desk_clock: None, send: Send, lists: Lists, caseload: Path) -> None:
    """A caseload with something of everything that can be exported."""
    more = lists(
        "ref,forename,surname,dob,officer,flags,request_received,need,notes",
        "C6,=Ed,O'Hara,01/02/2016,Sam Example,out-of-school@2026-02-02/2026-03-20;tribunal,"
        '05/01/2026,+SEMH,"first line\nsecond, with a comma"',
        "-7,Flo,May,,Sam Example,,31/02/2026,,",
        name="more.csv",
    )
    assert send("import --partial", more).code == 3
    for line in (
        "log C2 -m '=rang mum' --kind email --received",
        "log C2 -m 'rang her back'",
        "record C2 advice-requested 12/01/2026 --about ep -m '@mum asked'",
        "record C4 review-meeting 12/11/2026",
        "withdraw C4 review-amend 20/2/2026 -m 'wrong case'",
        "add 'ring the SENCO' --case C2 --due fri",
    ):
        assert send(line).code == 0, line


def parts(content: bytes) -> bytes:
    """Return what is in a workbook: compressed, it would differ from one zlib to the next."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(
            f"--- {name}\n".encode() + book.read(name) + b"\n" for name in sorted(book.namelist())
        )


FILES = {
    "cases.csv": "cases",
    "cases-with-names.csv": "cases --names",
    "events.csv": "events --withdrawn --names",
    "contacts.csv": "contacts --names",
    "deadlines.csv": "deadlines",
    "today.csv": "today",
    "cases.json": "cases --format json",
    "today.xlsx.txt": "today --format xlsx",
    "cases.xlsx.txt": "cases --names --format xlsx",
    "deadlines.ics": "deadlines --format ics",
    "all.json": "all",
}
"""Every format, byte for byte, and the command line that makes it."""


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("name", FILES)
def test_each_format_byte_for_byte(send: Send, tmp_path: Path, name: str) -> None:
    made = tmp_path / "made"
    assert send(f"export {FILES[name]} -o", made).code == 0
    content = made.read_bytes()
    content = parts(content) if name.endswith(".xlsx.txt") else content
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_bytes(content)
    assert content == (GOLDEN / name).read_bytes()


def test_every_golden_file_is_made_by_something() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)


def rows(said: Said) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said.out.removeprefix("\ufeff"), newline="")))


@pytest.mark.usefixtures("busy")
def test_no_name_is_in_a_file_unless_names_are_asked_for(send: Send, tmp_path: Path) -> None:
    for what in ("cases", "events", "deadlines", "today", "contacts"):
        for form in ("csv", "json", "ics") if what == "deadlines" else ("csv", "json"):
            said = send(f"export {what} --format {form}")
            assert said.code == 0
            for name in (*NAMES, "rang mum", "rang her", "asked", "second,"):
                assert name not in said.out, (what, form, name)
        send(f"export {what} --format xlsx -o", tmp_path / "book.xlsx")
        text = parts((tmp_path / "book.xlsx").read_bytes()).decode()
        assert not [name for name in (*NAMES, "rang mum") if name in text]
    assert "O’Neill" in send("export cases --names").out
    assert "rang mum" in send("export contacts --names").out
    assert "Zoë O’Neill" in send("export deadlines --format ics --names").out.replace("\r\n ", "")


def test_a_name_in_a_cell_that_could_not_be_read_is_cut_to_its_letter(
    send: Send, lists: Lists
) -> None:
    head = "ref,forename,surname,request_received,draft_sent"
    send("import", lists(head, "A1,Zanzibar,O’Quill,12/01/2026,Zanzibar O’QUILL’s mum rang"))
    for line in ("today", "today --json", "show A1", "show A1 --json", "check", "history A1"):
        assert "zanzibar" not in send(line).out.casefold()
        assert "quill" not in send(line).out.casefold()
    assert "Z… O’Q…’s mum rang" in send("today").out
    assert "Zanzibar O’QUILL’s mum rang" in send("show A1 --names").out
    for what in ("cases", "events", "deadlines", "today"):
        assert "zanzibar" not in send(f"export {what}").out.casefold()
    said = send("export cases")
    assert "1 cell of lists that could not be read left out" in said.err
    assert "Zanzibar O’QUILL’s mum rang" in send("export cases --names").out


@pytest.mark.usefixtures("caseload")
def test_names_left_out_and_personal_data_are_told_of(send: Send) -> None:
    assert "--names adds them" in send("export cases").err
    assert "personal data" not in send("export cases").err
    assert "personal data" in send("export cases --names").err
    assert "personal data" in send("export all").err


@pytest.mark.usefixtures("busy")
def test_the_columns_are_those_that_are_documented(send: Send) -> None:
    def columns(line: str) -> list[str]:
        return send(f"export {line}").out.removeprefix("\ufeff").splitlines()[0].split(",")

    assert columns("cases --names") == list(TEMPLATE)
    assert columns("events") == list(EVENT_COLUMNS)
    assert columns("contacts") == list(CONTACT_COLUMNS)
    assert set(columns("today")) == {*ACTION_COLUMNS, "child", "rag"}
    assert set(columns("deadlines")) == {*DEADLINE_COLUMNS, "child", "rag"}


@pytest.mark.usefixtures("busy")
def test_text_that_could_run_does_not_and_numbers_and_dates_are_left(send: Send) -> None:
    by_ref = {row["ref"]: row for row in rows(send("export cases --names"))}
    assert by_ref["C6"]["forename"] == "'=Ed"
    assert by_ref["C6"]["need"] == "'+SEMH"
    assert by_ref["C6"]["surname"] == "O'Hara"
    assert by_ref["C6"]["notes"] == "first line\nsecond, with a comma"
    assert by_ref["C6"]["flags"] == "out-of-school@2026-02-02/2026-03-20;tribunal"
    assert "'-7" in by_ref
    late = [row for row in rows(send("export today")) if row["rag"] == "red"]
    assert late
    assert all(int(row["days_left"]) < 0 for row in late)


@pytest.mark.usefixtures("busy")
def test_a_cell_that_could_not_be_read_is_in_the_list_as_it_was(send: Send) -> None:
    said = send("export cases")
    by_ref = {row["ref"]: row for row in rows(said)}
    assert by_ref["'-7"]["request_received"] == "31/02/2026"
    assert "left out: `send check`" not in said.err
    assert "1 cell of lists that could not be read left out" in send("export events").err


@pytest.mark.usefixtures("busy")
def test_a_withdrawn_event_is_in_the_events_when_asked_for(send: Send) -> None:
    gone = [row for row in rows(send("export events --withdrawn")) if row["withdrawn_at"]]
    assert [(row["ref"], row["event"], row["date"]) for row in gone] == [
        ("C4", "review-amend", "2026-02-20")
    ]
    assert not [row for row in rows(send("export events")) if row["withdrawn_at"]]
    assert send("export cases --withdrawn").code == 2


@pytest.mark.usefixtures("busy")
def test_an_event_says_who_recorded_it_when_and_from_which_list(send: Send) -> None:
    found = {(row["ref"], row["event"], row["about"]): row for row in rows(send("export events"))}
    listed = found["00123", "request-received", ""]
    typed = found["C2", "advice-requested", "ep"]
    assert (listed["source"], listed["recorded_by"]) == ("list.csv", "ann")
    assert (typed["source"], typed["recorded_at"]) == ("", "2026-03-02T09:34:00+00:00")


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("name", ["cases.db-journal", "send.toml"])
def test_what_send_may_have_beside_the_case_file_is_not_written_before_it(
    send: Send, tmp_path: Path, name: str
) -> None:
    said = send("export cases -o", tmp_path / name)
    assert (said.code, (tmp_path / name).exists()) == (2, False)
    assert "is a case file or another file of send's" in said.err


@pytest.mark.usefixtures("busy")
def test_the_filters_choose_whose_cases(send: Send) -> None:
    for what in ("cases", "events", "contacts", "deadlines", "today"):
        said = send(f"export {what} --officer 'pat  OTHER'")
        refs = {row.get("ref") or row.get("case") for row in rows(said)}
        assert refs <= {"C4"}, what
    assert {row["ref"] for row in rows(send("export cases --setting 'dale college'"))} == {
        "C3",
        "C4",
    }
    assert send("export cases --officer Nobody").code == 5


@pytest.mark.usefixtures("caseload")
def test_an_earlier_day_leaves_out_what_came_after_and_says_so(send: Send) -> None:
    said = send("export cases --as-of 2026-02-15")
    assert {row["ref"]: row["review_decision"] for row in rows(said)}["C4"] == ""
    assert "1 event after Sun 15 Feb 2026 left out" in said.err


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("line", ["cases", "today --format xlsx", "all", "cases --format json"])
def test_a_file_is_its_owners_alone_from_its_first_byte(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    modes = []
    fsync = os.fsync

    def seen(handle: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        fsync(handle)

    monkeypatch.setattr("os.fsync", seen)
    out = tmp_path / "out"
    out.write_text("older", encoding="utf-8")
    out.chmod(0o644)
    assert send(f"export {line} -o", out).code == 0
    assert modes == [0o600]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert b"older" not in out.read_bytes()


@pytest.mark.usefixtures("caseload")
def test_a_file_that_cannot_be_finished_leaves_the_older_one(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("older", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = send("export cases -o", out)
    assert (said.code, said.out) == (2, "")
    assert "cannot be written: No space left" in said.err
    assert out.read_text(encoding="utf-8") == "older"
    assert not list(tmp_path.glob(".out*"))


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("name", ["cases.db", "send.toml", "backups/one.db", "no/such/folder", "."])
def test_nothing_of_sends_own_is_written_over(send: Send, tmp_path: Path, name: str) -> None:
    (tmp_path / "send.toml").write_text("[weights]\nunread = 500\n", encoding="utf-8")
    assert send("backup", tmp_path / "one.db").code == 0
    (tmp_path / "backups").mkdir()
    (tmp_path / "one.db").rename(tmp_path / "backups" / "one.db")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    said = send("export cases -o", tmp_path / name)
    assert said.code == 2
    assert said.err.startswith("send: -o: ")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("today --format xlsx", "a workbook is not printed: name a file with -o today.xlsx"),
        ("cases --format ics", "`send export deadlines --format ics`"),
        ("all --format csv", "writes json, not csv"),
        ("all --officer Sam", "is the whole case file: leave --officer"),
        ("cases --format csv --json", "give one of them, or name a file with -o"),
        ("cases --format pdf", "pdf"),
        ("everything", "everything"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_to_write(
    send: Send, line: str, sentence: str
) -> None:
    said = send(f"export {line}")
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


@pytest.mark.usefixtures("caseload")
def test_json_says_what_was_written(send: Send, tmp_path: Path) -> None:
    said = send("export cases --json -o", tmp_path / "cases.csv")
    assert said.document == {
        "version": 1,
        "as_of": "2026-03-02",
        "export": "cases",
        "format": "csv",
        "file": str(tmp_path / "cases.csv"),
        "rows": 5,
    }
    assert send("export deadlines --json").document == send("deadlines --json").document
    assert send("export today --json").document["actions"]


@pytest.mark.usefixtures("caseload")
def test_a_pipe_may_be_written_to_by_its_name(send: Send, tmp_path: Path) -> None:
    assert send("export cases -o /dev/null").code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.usefixtures("caseload")
def test_on_a_terminal_nothing_moves_the_cursor(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send("set C2 notes='\x1b[2Jhere'").code == 0
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    said = send("export cases --names")
    assert "�[2Jhere" in said.out
    assert "\ufeff" not in said.out


@pytest.mark.usefixtures("busy")
def test_a_workbook_has_dates_that_are_dates_and_text_that_is_text(
    send: Send, tmp_path: Path
) -> None:
    send("export cases --names --format xlsx -o", tmp_path / "cases.xlsx")
    with zipfile.ZipFile(tmp_path / "cases.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=Ed" in strings
    assert "'=Ed" not in strings
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert f"<v>{(datetime(2015, 2, 1) - datetime(1899, 12, 30)).days}</v>" in sheet  # noqa: DTZ001


@pytest.mark.usefixtures("caseload")
def test_a_text_too_long_for_a_workbook_is_cut_and_told_of(send: Send, tmp_path: Path) -> None:
    assert send("set C2", f"notes={'x' * 40_000}").code == 0
    said = send("export cases --names --format xlsx -o", tmp_path / "cases.xlsx")
    assert "1 text cut to the 32,767 characters of a cell: csv has the whole" in said.err


@pytest.mark.usefixtures("busy")
def test_the_colours_are_words_too(send: Send) -> None:
    for row in rows(send("export deadlines")):
        assert row["rag"] == RAG.get(row["status"], "")  # type: ignore[call-overload]
        assert (row["rag"] == "red") is (row["status"] == "breached")


@pytest.mark.usefixtures("busy")
def test_the_whole_goes_into_an_empty_file_and_is_the_same_again(
    send: Send, tmp_path: Path
) -> None:
    assert send("undo").code == 0
    everything = tmp_path / "all.json"
    assert send("export all -o", everything).code == 0
    other = f"--db {tmp_path / 'other.db'}"
    rehearsed = send(f"import {everything} --dry-run {other}")
    assert "would be brought back" in rehearsed.out
    assert not (tmp_path / "other.db").exists()
    assert send(f"import {everything} {other}").code == 0
    assert stat.S_IMODE((tmp_path / "other.db").stat().st_mode) == 0o600
    assert send(f"export all {other}").out == everything.read_text(encoding="utf-8")
    for line in ("today --all", "history C4", "check", "export events --withdrawn", "contacts"):
        assert send(f"{line} {other}") == send(line)


@pytest.mark.usefixtures("caseload")
def test_the_whole_has_every_table_but_those_worked_out(send: Send, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "cases.db")
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    there = {name for (name,) in found if not name.startswith("_")}
    connection.close()
    tables = json.loads(send("export all").out)["tables"]
    assert set(tables) == there - {"deadlines", "derived"}
    assert len(tables["cases"]["rows"]) == 5


@pytest.mark.usefixtures("caseload")
def test_the_whole_is_refused_where_something_is_held(
    send: Send, tmp_path: Path, lists: Lists
) -> None:
    everything = tmp_path / "all.json"
    send("export all -o", everything)
    before = (tmp_path / "cases.db").read_bytes()
    for more in ("", " --dry-run"):
        said = send(f"import {everything}{more}")
        assert (said.code, said.out) == (2, "")
        assert "holds something already" in said.err
    assert (tmp_path / "cases.db").read_bytes() == before
    said = send(f"import {everything}", lists("ref,request_received", "A1,05/01/2026"))
    assert said.code == 2
    assert "imported alone" in said.err


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"rows": [\n[1, "00123"', '"rows": [\n["x", "00123"', "what a case file can hold"),
        ('"rows": [\n[1, "00123"', '"rows": [\n[[], "00123"', "is not the whole of a case file"),
        ('"request-received"', '"request-recieved"', "what a case file can hold"),
        ('"schema": ', '"schema": 9', "newer send"),
        ('"version": 1', '"version": 2', "newer send"),
        ('"columns": ["id", "ref"', '"columns": ["id", "reff"', "its table cases"),
        ('"unread": {"columns"', '"unred": {"columns"', "its tables"),
        ("}\n}\n", "}\n", "is cut off"),
        ('"tables": {', '"tables": {"x": 1,', "is not the whole"),
        ("[1, 1, ", "[1, 77, ", "refers to one that is not there"),
        ('"2026-03-02", "call"', '"soon", "call"', "what a case file can hold"),
        ('"schema": ', f'"schema": {"9" * 5000}', "is cut off or was changed"),
    ],
)
def test_a_whole_that_was_changed_is_refused_and_nothing_is_made(
    send: Send, tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    everything = tmp_path / "all.json"
    assert send("log C2 -m rang").code == 0
    send("export all -o", everything)
    text = everything.read_text(encoding="utf-8")
    assert old in text
    everything.write_text(text.replace(old, new), encoding="utf-8")
    said = send(f"import {everything} --db {tmp_path / 'other.db'}")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("send: all.json: ")
    assert sentence in said.err
    assert not (tmp_path / "other.db").exists()


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("line", ["cases --names", "events --names", "events --withdrawn"])
def test_an_export_changes_nothing_in_the_file_it_came_from(
    send: Send, tmp_path: Path, line: str
) -> None:
    assert send(f"export {line} -o", tmp_path / "again.csv").code == 0
    said = send("import", tmp_path / "again.csv", "--json").document["files"][0]
    assert (said["added"], said["changed"], said["missing"]) == (0, 0, 0)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_columns_of_no_field_come_out_again_with_names_alone(
    send: Send, lists: Lists, tmp_path: Path, form: str
) -> None:
    rows_of_list = "A1,Ann,Lee,ann@home.example,=1+1", "B2,Bo,Ray,,"
    one = lists("ref,forename,surname,Parent email,=Odd heading", *rows_of_list)
    assert send("import", one).code == 0
    assert "ann@home" not in send("export cases").out
    out, other = tmp_path / f"out.{form}", tmp_path / "other.db"
    assert send(f"export cases --names --format {form} -o", out).code == 0
    again = send("import", out, "--json").document["files"][0]
    assert (again["added"], again["changed"]) == (0, 0)
    assert send(f"import {out} --db {other}").code == 0
    first = send("export cases --names").out
    assert send(f"export cases --names --db {other}").out == first
    (ann, bo) = rows(send("export cases --names"))
    assert (ann["Parent email"], ann["'=Odd heading"]) == ("ann@home.example", "'=1+1")
    assert (bo["Parent email"], bo["'=Odd heading"]) == ("", "")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_columns_of_an_event_list_come_out_again_beside_their_events(
    send: Send, lists: Lists, tmp_path: Path, form: str
) -> None:
    listed = lists(
        "ref,event,date,about,Venue,=Odd heading",
        "A1,review-meeting,12/01/2026,,Hill Hall,=1+1",
        "A1,consultation-sent,13/01/2026,Hill School,,",
        "A1,consultation-sent,13/01/2026,Dale College,by post,",
        "B2,review-meeting,14/01/2026,,,",
    )
    said = send("import", listed)
    assert "not read: Venue, =Odd heading (kept with the event)" in said.err
    assert "Hill Hall" not in send("export events").out
    assert "Hill Hall" not in send("show A1").out + send("show A1 --json").out
    assert "Venue (review-meeting 2026-01-12): Hill Hall" in send("show A1 --names").out
    venues = {
        (row["event"], row["about"]): (row["Venue"], row["'=Odd heading"])
        for row in rows(send("export events --names"))
        if row["ref"] == "A1"
    }
    assert venues == {
        ("review-meeting", ""): ("Hill Hall", "'=1+1"),
        ("consultation-sent", "Hill School"): ("", ""),
        ("consultation-sent", "Dale College"): ("by post", ""),
    }
    assert "Venue" not in send("export cases --names").out
    assert "4 unchanged" in send("import", listed).out
    out, other = tmp_path / f"out.{form}", tmp_path / "other.db"
    assert send(f"export events --names --format {form} -o", out).code == 0
    assert "4 unchanged" in send("import", out).out
    assert send(f"import {out} --db {other}").code == 0
    first = send("export events --names").out
    assert send(f"export events --names --db {other}").out == first


@pytest.mark.parametrize(
    ("head", "row", "options", "what"),
    [
        ("ref,Key worker,Case owner,Date of Request", "A1,Bo,Sam,12/01/2026",
         "--map officer='Case owner'", "cases"),
        ("ref,officer,Case owner,Date of Request", "A1,Bo,,12/01/2026",
         "--map officer='Case owner'", "cases"),
        ("ref,event,date,Comments,Words", "A1,contact,12/01/2026,one,two",
         "--map note=Words", "events"),
        ("ref,event,date,note,Words", "A1,contact,12/01/2026,one,",
         "--map note=Words", "events"),
    ],
)  # fmt: skip
def test_a_column_that_was_not_chosen_for_a_field_never_becomes_it(
    send: Send, lists: Lists, tmp_path: Path, head: str, row: str, options: str, what: str
) -> None:
    assert send(f"import {options}", lists(head, row)).code == 0
    out, other = tmp_path / "out.csv", tmp_path / "other.db"
    assert send(f"export {what} --names -o", out).code == 0
    (found,) = rows(send(f"export {what} --names"))
    assert {"Bo", "one"}.isdisjoint({found.get("officer"), found.get("note")})
    assert {"Bo", "one"} & {*found.values()}
    assert "1 unchanged" in send("import", out).out
    assert send(f"import {out} --db {other}").code == 0
    assert send(f"export {what} --names --db {other}").out == send(f"export {what} --names").out


def test_what_several_rows_say_beside_one_event_is_kept_as_one(send: Send, lists: Lists) -> None:
    row = "A1,review-meeting,12/01/2026"
    listed = lists("ref,event,date,Venue", f"{row},Hill Hall", f"{row},Dale Hall", f"{row},")
    assert "1 added, 0 changed, 2 unchanged" in send("import", listed).out
    assert rows(send("export events --names"))[0]["Venue"] == "Hill Hall; Dale Hall"
    assert "3 unchanged" in send("import", listed).out


def test_a_column_of_an_event_list_is_changed_undone_and_forgotten(
    send: Send, lists: Lists, typing: Typing
) -> None:
    head = "ref,event,date,Venue"
    send("import", lists(head, "A1,review-meeting,12/01/2026,Hill Hall"))
    said = send("import", lists(head, "A1,review-meeting,12/01/2026,Dale Hall"))
    assert "0 added, 1 changed" in said.out
    assert "Dale Hall" in send("export events --names").out
    assert "Dale Hall" not in send("history A1").out
    send("undo")
    assert "Hill Hall" in send("export events --names").out
    typing("A1\n")
    assert send("forget A1").code == 0
    assert "Hall" not in send("export all").out


@pytest.mark.usefixtures("caseload")
def test_the_initials_of_an_export_without_names_say_nothing_new(
    send: Send, tmp_path: Path
) -> None:
    assert send("export cases -o", tmp_path / "out.csv").code == 0
    said = send("import", tmp_path / "out.csv", "--json").document["files"][0]
    assert (said["added"], said["changed"], said["missing"]) == (0, 0, 0)
    assert "child" not in send("show C2 --names --json").out


def test_a_whole_caseload_goes_out_and_comes_back(send: Send, tmp_path: Path) -> None:
    assert send("demo --cases 60 --seed 7 --db", tmp_path / "cases.db").code == 0
    assert send("import", Path(__file__).parents[2] / "sample_data" / "events.csv").code == 0
    for number, line in enumerate(("cases --names", "events --names", "events", "all")):
        out, other = tmp_path / f"{number}.out", tmp_path / f"{number}.db"
        assert send(f"export {line} -o", out).code == 0
        send(f"import {out} --db", other)
        assert send(f"export {line} --db {other} -o", tmp_path / "again").code == 0
        assert (tmp_path / "again").read_bytes() == out.read_bytes()


def entries(text: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return the entries of a calendar: by the case and rule, what each line says."""
    lines = text.replace("\r\n ", "").split("\r\n")
    found = {}
    while "BEGIN:VEVENT" in lines:
        start, end = lines.index("BEGIN:VEVENT"), lines.index("END:VEVENT")
        entry = dict(line.split(":", 1) for line in lines[start + 1 : end])
        rule = entry["DESCRIPTION"].rsplit("\\n", 1)[1].split(":")[0]
        found[entry["SUMMARY"].split(" ")[0], rule] = entry
        del lines[: end + 1]
    return found


def calendar(send: Send, *more: str) -> dict[tuple[str, str], dict[str, str]]:
    said = send(" ".join(("export deadlines --format ics", *more)))
    assert said.code == 0
    return entries(said.out)


@pytest.mark.usefixtures("desk_clock", "caseload")
def test_a_deadline_stands_on_the_day_to_act_and_says_its_legal_date(send: Send) -> None:
    one = calendar(send)["C5", "ar-first"]
    assert one["DTSTART;VALUE=DATE"] == "20260227"
    assert one["DTEND;VALUE=DATE"] == "20260228"
    assert one["DTSTAMP"] == "20260302T000000Z"
    assert "legal date Sat 28 Feb 2026" in one["SUMMARY"]
    assert one["SUMMARY"].startswith("C5 DK: ")
    assert one["STATUS"] == "CONFIRMED"
    assert one["CLASS"] == "PRIVATE"
    target = calendar(send)["00123", "ehcna-decision"]
    assert "legal date" in target["SUMMARY"]


@pytest.mark.usefixtures("desk_clock", "caseload")
def test_a_date_that_is_not_law_is_a_target(send: Send) -> None:
    assert send("record 00123 assessment-agreed 2/3/2026").code == 0
    for (case, rule), one in calendar(send).items():
        law = json.loads(send(f"rules {rule} --json").out)
        authority = (law.get("rule") or law["rules"][0])["authority"]
        words = "legal date" if authority in {"statute", "case-law", "order"} else "target date"
        assert words in one["SUMMARY"], (case, rule)


@pytest.mark.usefixtures("desk_clock", "caseload")
def test_a_met_deadline_is_cancelled_under_the_name_it_had(send: Send) -> None:
    before = calendar(send)["C2", "ehcp-final"]
    assert before["STATUS"] == "CONFIRMED"
    assert send("record C2 final-plan-sent 2/3/2026").code == 0
    after = calendar(send)["C2", "ehcp-final"]
    assert after["UID"] == before["UID"]
    assert after["STATUS"] == "CANCELLED"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


@pytest.mark.usefixtures("desk_clock", "caseload")
def test_a_corrected_date_cancels_the_entries_that_followed_from_the_old_one(
    send: Send, lists: Lists
) -> None:
    before = send("export deadlines --format ics").out
    corrected = lists("ref,request_received", "00123,27/01/2026", name="again.csv")
    assert send("import --partial", corrected).code == 0
    after = send("export deadlines --format ics").out

    def uids(text: str, status: str) -> set[str]:
        blocks = text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
        return {
            block.split("UID:")[1].split("\r\n")[0]
            for block in blocks
            if f"STATUS:{status}" in block
        }

    gone = uids(before, "CONFIRMED") - uids(after, "CONFIRMED")
    assert gone
    assert gone <= uids(after, "CANCELLED")


@pytest.mark.usefixtures("desk_clock", "caseload")
def test_what_never_ran_here_is_not_in_the_calendar(send: Send) -> None:
    """The list that brought the start brought the end as well: no calendar has it."""
    assert ("C3", "ehcp-final") not in calendar(send)
    assert not [one for one in calendar(send).values() if one["STATUS"] == "CANCELLED"]


@pytest.mark.usefixtures("busy")
def test_every_entry_has_a_name_of_its_own(send: Send) -> None:
    text = send("export deadlines --format ics").out
    uids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) > 5
    assert send("export deadlines --format ics").out == text


@pytest.mark.usefixtures("caseload")
def test_the_calendar_is_one_that_a_client_can_read(send: Send) -> None:
    from icalendar import Calendar

    assert send("record C2 advice-requested 2/3/2026 --about 'a;b,c\nd\\'").code == 0
    read = Calendar.from_ical(send("export deadlines --format ics").out)
    for event in read.walk("VEVENT"):
        assert (event.decoded("dtend") - event.decoded("dtstart")).days == 1
        assert not isinstance(event.decoded("dtstart"), datetime)


def test_flags_with_days_come_in_and_the_same_list_again_changes_nothing(
    send: Send, lists: Lists
) -> None:
    flags = "out-of-school@2026-02-02/2026-03-20;tribunal@2026-01-05"
    path = lists("ref,request_received,flags", f"A1,05/01/2026,{flags}")
    assert send("import", path).code == 0
    assert "0 added, 0 changed, 1 unchanged" in send("import", path).out
    assert send("show A1 --json").document["flags"] == [
        {"flag": "out-of-school", "since": "2026-02-02", "until": "2026-03-20"},
        {"flag": "tribunal", "since": "2026-01-05", "until": None},
    ]
    plain = lists("ref,request_received,flags", "A1,05/01/2026,out-of-school;tribunal")
    assert "0 added, 0 changed, 1 unchanged" in send("import", plain).out
    moved = lists("ref,request_received,flags", f"A1,05/01/2026,{flags.replace('20;', '27;')}")
    assert "0 added, 1 changed" in send("import", moved).out
    wrong = lists("ref,request_received,flags", "A1,05/01/2026,tribunal@soon")
    said = send("import", wrong)
    assert said.code == 3
    assert "has days that cannot be read (write them like out-of-school@2026-02-02" in said.err


def test_the_days_of_a_flag_may_be_typed_with_it(send: Send) -> None:
    assert send("new A1 flags=tribunal@2026-01-05/2026-03-20").code == 0
    assert send("show A1 --json").document["flags"] == [
        {"flag": "tribunal", "since": "2026-01-05", "until": "2026-03-20"}
    ]


@pytest.mark.parametrize("ref", ["A1", "' 'A1", "'=A1", "''-7"])
def test_a_reference_has_no_apostrophe_before_it(send: Send, lists: Lists, ref: str) -> None:
    path = lists("ref,request_received,upn", f"\"{ref}\",05/01/2026,' 'a1")
    assert send("import", path).code == 0
    first = send("export cases --names").out
    again = lists(first.encode(), name="again.csv")
    assert "0 added, 0 changed, 1 unchanged" in send("import", again).out
    assert send("export cases --names").out == first
    assert rows(send("export cases --names"))[0]["upn"] == "A1"
