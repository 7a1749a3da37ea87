"""Bad input: for each kind one clear sentence and its exit code, and nothing lost."""

import errno
import importlib.util
import io
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from send_cli.cli.app import run
from send_cli.cli.table import COMMANDS, PACKAGE
from send_cli.domain.problem import QUOTED, SENTENCE
from send_cli.store.file import SCHEMA
from send_cli.store.read import Reader
from tests.conftest import Lists, Send

HEAD = "ref,forename,request_received,draft_sent"
WHOLE = "A1,Ann,05/01/2026,"
FUTURE = (
    "is after 2026-03-02, and this cannot be in the future (write the day it happened, or leave it "
    "blank)"
)
ESCAPES = "\x1b[31m\x07\x9b2J\u202e[/red][bold]"
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

Opens = Callable[..., int]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "cases.db"


def why(err: str) -> list[str]:
    """Return the sentences on standard error, without what is said of every run."""
    return [line.removeprefix("send: ") for line in err.splitlines()]


# The list as a file


@pytest.mark.skipif(ROOT, reason="root reads every file")
def test_a_list_that_may_not_be_read(send: Send, lists: Lists) -> None:
    path = lists(HEAD, WHOLE)
    path.chmod(0)
    said = send("import", path)
    assert said.code == 3
    assert why(said.err) == ["list.csv: cannot be read: Permission denied"]


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO, errno.ENXIO])
def test_a_list_that_the_system_does_not_give(
    send: Send, lists: Lists, db: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def refuses(_: Path) -> bytes:
        raise OSError(error, os.strerror(error))

    path = lists(HEAD, WHOLE)
    monkeypatch.setattr(Path, "read_bytes", refuses)
    said = send("import", path)
    assert said.code == 3
    assert why(said.err) == [f"list.csv: cannot be read: {os.strerror(error)}"]
    assert not db.exists()


def test_a_list_in_a_folder_that_may_not_be_looked_into(
    send: Send, lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> os.stat_result:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = lists(HEAD, WHOLE)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", refuses)
        patch.setattr(Path, "read_bytes", refuses)
        said = send("import --dry-run", path, "--db", "none.db")
    assert said.code in {3, 4}
    assert "cannot be read: Permission denied" in said.err
    assert "fault" not in said.err


def test_a_folder_in_the_place_of_a_list(send: Send, tmp_path: Path, db: Path) -> None:
    folder = tmp_path / "lists.csv"
    folder.mkdir()
    said = send("import", folder)
    assert said.code == 3
    assert why(said.err) == ["lists.csv: is a folder, not a list (name the file in it)"]
    assert not db.exists()


def test_a_list_whose_name_is_too_long(send: Send, tmp_path: Path) -> None:
    said = send("import", tmp_path / ("n" * 5000))
    assert said.code == 3
    assert why(said.err) == [f"{'n' * (QUOTED - 1)}…: cannot be read: File name too long"]


def test_a_list_whose_name_is_no_text(send: Send, tmp_path: Path, db: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/list-\xff.csv"))
    path.write_text(f"{HEAD}\n{WHOLE}\n", encoding="utf-8")
    said = send("import", path)
    assert said.code == 3
    assert why(said.err) == [
        "list-�.csv: the name of this list is not readable text (rename the file)"
    ]
    assert not db.exists()


def test_a_list_whose_name_is_no_text_in_json(send: Send, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/list-\xff.csv"))
    path.write_text(f"{HEAD}\n{WHOLE}\n", encoding="utf-8")
    problems = tmp_path / "problems.csv"
    said = send("import --json", path, "--problems", problems)
    assert said.code == 3
    said.out.encode()
    assert "the name of this list" in said.document["files"][0]["problems"][0]["message"]
    assert "the name of this list" in problems.read_text(encoding="utf-8-sig")


def test_the_words_leave_unreadable_lists_to_the_import(
    send: Send, lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert send("import --dry-run", lists(HEAD, WHOLE)).code == 0


def test_a_note_that_is_no_text(send: Send, caseload: Path, db: Path) -> None:
    assert caseload
    before = db.read_bytes()
    said = send("record C2 contact -m", os.fsdecode(b"ring \xff"))
    assert said.code == 2
    assert why(said.err) == [
        '"ring �" has characters that are no text: nothing was changed (type it again)'
    ]
    assert db.read_bytes() == before


def test_an_encoding_that_is_none(send: Send, lists: Lists) -> None:
    said = send("import --encoding nonsense", lists(HEAD, WHOLE))
    assert said.code == 3
    assert why(said.err) == ['list.csv: "nonsense" is not an encoding']


def test_an_encoding_that_does_not_fit(send: Send, lists: Lists) -> None:
    path = lists("ref,forename,request_received\nA1,Zoë,05/01/2026\n".encode("cp1252"))
    said = send("import --encoding utf-8", path)
    assert said.code == 3
    assert why(said.err) == ["list.csv: is not written in utf-8"]


def test_two_reference_columns(send: Send, lists: Lists, db: Path) -> None:
    said = send("import", lists("ref,Case ID,request_received", "A1,A2,05/01/2026"))
    assert said.code == 3
    assert why(said.err) == [
        (
            'list.csv: two columns for ref: "ref" and "Case ID" '
            '(say which with --map ref="ref" or --map ref="Case ID")'
        )
    ]
    assert not db.exists()
    assert (
        send(
            "import",
            lists("ref,Case ID,request_received", "A1,A2,05/01/2026"),
            "--map",
            "ref=Case ID",
        ).code
        == 0
    )
    assert send("show A2").code == 0


def test_a_good_list_goes_in_beside_a_bad_one(send: Send, lists: Lists, tmp_path: Path) -> None:
    said = send("import", lists(HEAD, WHOLE), tmp_path / "none.csv")
    assert said.code == 3
    assert why(said.err) == ["none.csv: cannot be read: No such file or directory"]
    assert send("show A1").code == 0


# The cells


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2026", "is not a date (write 28/02/2026 or 2026-02-28)"),
        ("02/13/2026", "is not a date: the day comes first (write 13/02/2026 or 2026-02-13)"),
        ("awaiting EP report", "is not a date (write it like 28/02/2026 or 2026-02-28)"),
        ("w/c 12 Jan", "is not a date (write it like 28/02/2026 or 2026-02-28)"),
        (
            "05/05/1949",
            "is not a date from 1950 to 2100 (write it like 28/02/2026 or 2026-02-28)",
        ),
        (
            "46023",
            "is a spreadsheet's number for a date (write it like 28/02/2026 or 2026-02-28)",
        ),
        ("03/03/2026", FUTURE),
    ],
)
def test_a_cell_that_is_no_date_is_refused_and_kept(
    send: Send, lists: Lists, text: str, message: str
) -> None:
    said = send("import", lists(HEAD, f"A1,Ann,05/01/2026,{text}"))
    assert said.code == 3
    assert f'list.csv, row 2, draft_sent: "{text}" {message}' in why(said.err)
    case = send("show A1 --json").document
    assert case["unread"] == [{"heading": "draft_sent", "text": text}]
    assert [event["on"] for event in case["events"]] == ["2026-01-05"]


@pytest.mark.parametrize("text", ["01/01/1900", "00/01/1900", "30/12/1899", "31/12/9999"])
def test_a_spreadsheets_empty_date_is_no_date(send: Send, lists: Lists, text: str) -> None:
    said = send("import", lists(HEAD, f"A1,Ann,05/01/2026,{text}"))
    assert said.code == 0
    assert f'warning: list.csv, row 2, draft_sent: "{text}" was read as no date' in why(said.err)
    assert send("show A1 --json").document["unread"] == []


def test_a_reference_twice_with_different_facts(send: Send, lists: Lists) -> None:
    said = send("import", lists(HEAD, WHOLE, "A2,Bo,05/01/2026,", "A1,Cy,05/01/2026,"))
    assert said.code == 3
    keep = "(forename), so both were refused (keep the row that is right)"
    told = [line for line in why(said.err) if "row" in line]
    assert told == [
        f'list.csv, row {row}, ref: "A1" says something else of this case than row {other} {keep}'
        for row, other in ((2, 4), (4, 2))
    ]
    assert send("show A1").code == 5
    assert send("show A2").code == 0


def test_dates_in_an_impossible_order_go_in_all_the_same(send: Send, lists: Lists) -> None:
    said = send("import", lists("ref,request_received,final_plan_sent", "A1,05/01/2026,01/12/2025"))
    assert said.code == 0
    assert 'warning: list.csv, row 2, ref: "A1" final plan sent' in said.err
    dates = [event["on"] for event in send("show A1 --json").document["events"]]
    assert dates == ["2025-12-01", "2026-01-05"]


def test_nul_bytes_are_left_out_and_counted(send: Send, lists: Lists) -> None:
    said = send("import", lists(b"ref,forename,request_received\nA1,A\0n\0n,05/01/2026\0\n"))
    assert said.code == 0
    assert "warning: list.csv: 3 NUL characters were left out" in why(said.err)
    assert "A1 Ann" in send("show A1 --names").out


def test_a_cell_of_ten_thousand_characters_is_cut_in_the_sentence_and_kept_whole(
    send: Send, lists: Lists
) -> None:
    long = "x" * 10_000
    said = send("import", lists(HEAD, f"A1,Ann,{long},"))
    assert said.code == 3
    assert (
        f'list.csv, row 2, request_received: "{"x" * (QUOTED - 1)}…" is not a date '
        "(write it like 28/02/2026 or 2026-02-28)"
    ) in why(said.err)
    assert send("show A1 --json").document["unread"] == [
        {"heading": "request_received", "text": long}
    ]
    assert len(send("today").out) < 300


@pytest.mark.parametrize(
    "heading", ["dob", "setting_type", "year_group", "flags", "review_outcome", "draft_sent"]
)
def test_no_sentence_about_a_cell_is_endless(send: Send, lists: Lists, heading: str) -> None:
    path = lists(f"ref,request_received,{heading}", f"A1,05/01/2026,{'x' * 10_000}")
    for line in why(send("import", path).err):
        assert len(line) < SENTENCE + 2 * QUOTED + 40


def test_a_long_officer_does_not_drown_the_answer(send: Send, lists: Lists) -> None:
    send("import", lists("ref,officer,request_received", f"A1,{'x' * 10_000},05/01/2026"))
    said = send("today --officer Nobody")
    assert said.code == 5
    assert len(said.err) < 300


MARKUP_VIEWS = (
    "today --names",
    "today --all --names",
    "next --names",
    "show A1 --names",
    "why A1 --names",
    "deadlines A1",
    "deadlines --names",
    "breaches --names",
    "show A",
    "show nothing",
    "today --officer nobody",
    "record A contact",
    "record A1 contact",
)


@pytest.mark.parametrize("line", MARKUP_VIEWS)
@pytest.mark.parametrize("columns", ["60", "160"])
def test_markup_and_escapes_in_names_reach_no_terminal(
    send: Send, lists: Lists, monkeypatch: pytest.MonkeyPatch, line: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    head = "ref,forename,surname,officer,setting,notes,request_received,draft_sent"
    rest = f"O{ESCAPES},S{ESCAPES},N{ESCAPES},05/01/2026,soon{ESCAPES}"
    path = lists(
        head, f"A1,Ann{ESCAPES},Lee{ESCAPES},{rest}", f"A2{ESCAPES},Bo,Ray,{rest}", name="m.csv"
    )
    dry, wet = send("import --dry-run", path), send("import", path)
    again = lists(head, f"A1,Zoë{ESCAPES},Lee{ESCAPES},{rest}", name="b.csv")
    for said in (dry, wet, send("import --dry-run", again), send(line)):
        assert said.code in {0, 3, 5}
        for text in (said.out, said.err):
            assert all(c.isprintable() or c in "\n\t" for c in text)


def test_markup_in_a_name_is_shown_as_it_stands(send: Send, lists: Lists) -> None:
    send("import", lists("ref,forename,surname,request_received", "A1,[bold]Ann,[/red],05/01/2026"))
    assert "A1 [bold]Ann [/red]" in send("show A1 --names").out
    assert send("show A1 --names --json").document["facts"]["forename"] == "[bold]Ann"


def test_json_keeps_a_name_whole(send: Send, lists: Lists) -> None:
    send("import", lists("ref,forename,request_received", f"A1,Ann{ESCAPES},05/01/2026"))
    said = send("show A1 --names --json")
    assert said.document["facts"]["forename"] == f"Ann{ESCAPES}"
    assert "\x1b" not in said.out


# The case file

NEEDS_NO_FILE = {"calc", "rules", "template", "import", "demo", "new", "config", "restore"}
"""Commands that need no case file, or make one."""

WORDS = {
    "record": "A1 contact",
    "done": "A1",
    "show": "A1",
    "why": "A1",
    "explain": "A1",
    "history": "A1",
    "find": "A1",
    "set": "A1 officer=Sam",
    "withdraw": "A1 contact -m wrong",
    "log": "A1 -m rang",
    "exception": "A1 ehcp-final --ground away-four-weeks --from 1/1/2026 --evidence letter",
    "add": "'ring the school' --case A1",
    "pin": "A1 -m urgent",
    "snooze": "A1 +3d",
    "waiting": "--chased --yes",
    "report": "morning",
    "forget": "A1 --confirm A1",
    "schedule": "today --mail",
    "export": "cases",
}
"""What the commands need besides their names."""

CHANGING = ("record C2 contact", "undo", "import LIST")


def _lines() -> Iterator[str]:
    for name, entry in COMMANDS.items():
        if name not in NEEDS_NO_FILE and importlib.util.find_spec(f"{PACKAGE}.{entry.module}"):
            yield f"{name} {WORDS.get(name, '')}".strip()


LINES = list(_lines())


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("empty", [False, True])
def test_no_case_file_yet(send: Send, db: Path, line: str, empty: bool) -> None:
    if empty:
        db.touch(0o600)
    said = send(line)
    assert said.code == 4
    assert why(said.err) == [
        f"no case file yet at {db}: `send import FILE` makes one, `send demo` shows one"
    ]
    assert said.out == ""
    assert db.exists() == empty


@pytest.mark.parametrize("line", LINES)
def test_a_case_file_of_another_program(send: Send, db: Path, line: str) -> None:
    connection = sqlite3.connect(db)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = db.read_bytes()
    said = send(line)
    assert said.code == 4
    assert why(said.err) == [f"{db} is not a case file of send: nothing was changed"]
    assert db.read_bytes() == before


@pytest.mark.parametrize("line", LINES)
@pytest.mark.usefixtures("caseload")
def test_a_case_file_of_a_newer_send(send: Send, db: Path, line: str) -> None:
    connection = sqlite3.connect(db)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    said = send(line.replace("A1", "C2"))
    assert said.code == 4
    newer = f"schema {SCHEMA + 1}, this one reads up to {SCHEMA}"
    assert why(said.err) == [f"{db} was made by a newer send ({newer}): update send"]


@pytest.mark.parametrize("line", ["today", *CHANGING])
def test_a_damaged_case_file(send: Send, caseload: Path, db: Path, line: str) -> None:
    whole = db.read_bytes()
    db.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    said = send(line.replace("LIST", str(caseload)))
    assert said.code == 4
    assert why(said.err)[-1].startswith(
        f"{db} is damaged: `send restore FILE` puts a backup in its place ("
    )


@pytest.mark.parametrize("line", CHANGING)
def test_a_locked_case_file(
    send: Send, caseload: Path, db: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr("send_cli.store.write.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = send(line.replace("LIST", str(caseload)))
    other.close()
    assert said.code == 4
    assert why(said.err) == [
        f"{db} is in use by another send: nothing was changed; try again in a moment"
    ]


@pytest.fixture
def _read_only(db: Path, caseload: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the case file read-only, also for root: as SQLite opens one that it may not write."""
    assert caseload
    if not ROOT:
        db.chmod(0o400)
        yield
        return
    connect: Any = sqlite3.connect
    opens = os.open

    def connected(path: object, **options: Any) -> Any:
        if path == db:
            return connect(f"{db.as_uri()}?mode=ro", uri=True, **options)
        return connect(str(path), **options)

    def opened(path: object, flags: int, *more: Any) -> int:
        if path == db and flags & (os.O_RDWR | os.O_WRONLY):
            raise PermissionError(errno.EACCES, "Permission denied")
        return opens(str(path), flags, *more)

    monkeypatch.setattr("sqlite3.connect", connected)
    monkeypatch.setattr("os.open", opened)
    yield


@pytest.mark.parametrize("line", CHANGING)
@pytest.mark.usefixtures("_read_only")
def test_a_read_only_case_file(send: Send, caseload: Path, db: Path, line: str) -> None:
    before = db.read_bytes()
    assert send("today").code == 0
    said = send(line.replace("LIST", str(caseload)))
    assert said.code == 4
    assert why(said.err) == [f"{db} is read-only: nothing was changed"]
    assert db.read_bytes() == before


@pytest.mark.skipif(ROOT, reason="root writes every folder")
@pytest.mark.parametrize("line", CHANGING)
def test_a_read_only_folder(send: Send, caseload: Path, db: Path, line: str) -> None:
    before = db.read_bytes()
    db.parent.chmod(0o500)
    try:
        said = send(line.replace("LIST", str(caseload)))
    finally:
        db.parent.chmod(0o700)
    assert said.code == 4
    assert why(said.err) == [f"the folder of {db} is read-only: nothing was changed"]
    assert db.read_bytes() == before


@pytest.mark.skipif(ROOT, reason="root reads every file")
@pytest.mark.parametrize("line", ["today", *CHANGING])
def test_a_case_file_that_may_not_be_read(send: Send, caseload: Path, db: Path, line: str) -> None:
    db.chmod(0)
    said = send(line.replace("LIST", str(caseload)))
    db.chmod(0o600)
    assert said.code == 4
    assert why(said.err)[0] in {
        f"{db} cannot be opened: look whether you may read it, and write to its folder",
        f"cannot open {db}: Permission denied",
    }


def test_a_folder_in_which_no_case_file_can_be_made(
    send: Send, lists: Lists, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens: Opens = os.open

    def opened(path: object, flags: int, *more: Any) -> int:
        if path == db:
            raise OSError(errno.EROFS, "Read-only file system")
        return opens(str(path), flags, *more)

    path = lists(HEAD, WHOLE)
    monkeypatch.setattr("os.open", opened)
    said = send("import", path)
    assert said.code == 4
    assert why(said.err) == [f"cannot create {db}: Read-only file system"]


@pytest.fixture
def _full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no case file grow: SQLite says of that what it says of a full disk."""
    connect: Any = sqlite3.connect

    def connected(*args: Any, **options: Any) -> Any:
        connection = connect(*args, **options)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr("send_cli.store.write.sqlite3.connect", connected)


def many(lists: Lists) -> Path:
    return lists(HEAD, *(f"B{n},{'n' * 500},05/01/2026," for n in range(100)), name="many.csv")


@pytest.mark.usefixtures("caseload", "_full_disk")
def test_a_full_disk_takes_no_import(send: Send, lists: Lists, db: Path) -> None:
    before = db.read_bytes()
    said = send("import", many(lists))
    assert said.code == 4
    assert why(said.err) == [f"the disk of {db} is full: nothing was changed"]
    assert said.out == ""
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_full_disk")
def test_a_full_disk_takes_no_first_import_and_leaves_no_file(
    send: Send, lists: Lists, db: Path
) -> None:
    said = send("import", many(lists))
    assert said.code == 4
    assert why(said.err) == [f"the disk of {db} is full: nothing was changed"]
    assert not db.exists()


@pytest.mark.usefixtures("caseload", "_full_disk")
def test_a_full_disk_takes_no_record(send: Send, db: Path) -> None:
    before = db.read_bytes()
    for _ in range(200):
        said = send("record C2 contact -m", "n" * 4000)
        if said.code:
            break
        before = db.read_bytes()
    assert said.code == 4
    assert why(said.err) == [f"the disk of {db} is full: nothing was changed"]
    assert db.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and a limit on files")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("line", ["record C2 contact", "import LIST", "undo"])
def test_a_disk_that_stops_in_the_middle_changes_nothing(
    send: Send, caseload: Path, lists: Lists, db: Path, line: str, share: float
) -> None:
    """Under a limit on the size of files, every write beyond it fails, as on a broken disk."""
    resource: Any = pytest.importorskip("resource")
    assert caseload
    assert send("import", many(lists)).code == 0
    before, size = send("today --json").out, db.stat().st_size
    more = lists(HEAD, *(f"C{n},{'m' * 500},05/01/2026," for n in range(9, 200)), name="more.csv")
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size * share), resource.RLIM_INFINITY))
        sys.stderr = io.StringIO()
        code = run(line.replace("LIST", str(more)).split())
        os.write(write, sys.stderr.getvalue().encode())
        os._exit(code)
    _, status = os.waitpid(pid, 0)
    os.close(write)
    with os.fdopen(read) as pipe:
        told = pipe.read()
    code = os.waitstatus_to_exitcode(status)
    if code:
        assert code == 4
        assert why(told) == [
            f"the disk of {db} reports an error: nothing was changed (disk I/O error)"
        ]
        assert send("today --json").out == before
    assert code or share == 0.9


@pytest.mark.usefixtures("caseload")
def test_a_list_is_of_one_moment_whoever_writes_in_between(
    send: Send, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change that is committed while a reader works is seen whole, or not at all."""
    right = send("deadlines C2 --json").out
    events = Reader._events

    def meanwhile(self: Reader, where: str, values: Any) -> Any:
        found = events(self, where, values)
        writer = sqlite3.connect(db, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"), writer:
            writer.execute("DELETE FROM deadlines")
        writer.close()
        return found

    monkeypatch.setattr(Reader, "_events", meanwhile)
    assert send("deadlines C2 --json").out == right
