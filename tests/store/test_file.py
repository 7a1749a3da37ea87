"""The case file: ours or not, whole or not, and never changed by reading."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from send_cli.cli.table import COMMANDS
from send_cli.store import file as case_file
from tests.conftest import Lists, Send

WRITING = {
    *("record", "done", "undo", "new", "set", "withdraw", "import", "demo"),
    *("log", "add", "pin", "snooze", "forget", "backup", "restore", "exception"),
}
"""The commands that change a case file, or make one."""

WORDS = {
    "today": "today --all",
    "show": "show C2",
    "history": "history C2",
    "find": "find C2",
    "why": "why C2",
    "explain": "explain C2",
    "export": "export cases",
    "calc": "calc ehcp-final 2026-01-05",
    "report": "report morning",
    "schedule": "schedule today --mail",
}
"""What a command is tried with, where its name alone is not enough."""

READING = (
    "",
    *(WORDS.get(name, name) for name in COMMANDS if name not in WRITING),
    "deadlines C2",
    "report changes",
    "report performance",
    "report performance --cases requests",
    "export all",
    "import --dry-run LIST",
)
"""Every command of the table that is not known to write, and a few ways to run one."""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "cases.db"


@pytest.mark.parametrize("line", READING)
def test_reading_leaves_every_byte_as_it_was(
    send: Send, caseload: Path, db: Path, line: str
) -> None:
    before = db.read_bytes()
    assert send(line.replace("LIST", str(caseload))).code == 0
    assert send(f"{line.replace('LIST', str(caseload))} --json").code == 0
    assert db.read_bytes() == before
    assert [path.name for path in db.parent.iterdir() if path.name.startswith("cases")] == [
        "cases.db"
    ]


@pytest.mark.parametrize("line", ["today", "record C2 contact", "undo", "import LIST"])
def test_a_file_of_another_program_is_refused_and_left_alone(
    send: Send, lists: Lists, db: Path, line: str
) -> None:
    connection = sqlite3.connect(db)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = db.read_bytes()
    said = send(line.replace("LIST", str(lists("ref,request_received", "A1,05/01/2026"))))
    assert said.code == 4
    assert "is not a case file of send: nothing was changed" in said.err
    assert db.read_bytes() == before


@pytest.mark.parametrize("line", ["today", "record C2 contact"])
def test_a_file_that_is_no_database_is_refused(send: Send, db: Path, line: str) -> None:
    db.write_bytes(b"ref,request_received\n" * 200)
    said = send(line)
    assert said.code == 4
    assert "is not a case file of send" in said.err


@pytest.mark.parametrize("line", ["today", "record C2 contact"])
@pytest.mark.usefixtures("caseload")
def test_a_file_of_a_newer_send_is_refused(send: Send, db: Path, line: str) -> None:
    connection = sqlite3.connect(db)
    connection.execute(f"PRAGMA user_version = {case_file.SCHEMA + 1}")
    connection.close()
    said = send(line)
    assert said.code == 4
    assert "was made by a newer send" in said.err


@pytest.mark.parametrize("line", ["today", "record C2 contact", "undo"])
def test_a_folder_in_the_place_of_the_file_is_refused(send: Send, db: Path, line: str) -> None:
    db.mkdir()
    said = send(line)
    assert said.code == 4
    assert "is a folder, not a case file" in said.err


@pytest.mark.usefixtures("caseload")
def test_a_damaged_file_is_refused(send: Send, db: Path) -> None:
    whole = db.read_bytes()
    db.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    said = send("today")
    assert said.code == 4
    assert "is damaged: `send restore FILE` puts a backup in its place (" in said.err


@pytest.mark.usefixtures("caseload")
def test_a_file_in_use_is_read_and_not_written(
    send: Send, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("send_cli.store.write.BUSY_SECONDS", 0.1)
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert send("today").code == 0
    said = send("record C2 contact")
    assert said.code == 4
    assert "is in use by another send: nothing was changed" in said.err
    other.close()
    assert send("record C2 contact").code == 0


@pytest.mark.usefixtures("caseload")
def test_a_newer_rule_book_answers_from_memory_and_is_stored_by_the_next_change(
    send: Send, db: Path
) -> None:
    right = send("deadlines --json").out
    connection = sqlite3.connect(db)
    connection.execute("UPDATE derived SET fingerprint = 'older'")
    connection.execute("UPDATE deadlines SET due = '1999-01-01'")
    connection.commit()
    connection.close()
    before = db.read_bytes()
    said = send("deadlines --json")
    assert said.out == right
    assert "worked out again for this answer" in said.err
    assert db.read_bytes() == before
    assert send("record 00123 contact").code == 0
    said = send("deadlines --json")
    assert said.out == right
    assert said.err == ""


@pytest.mark.usefixtures("caseload")
def test_a_change_that_fails_half_way_changes_nothing(
    send: Send, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = db.read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("send_cli.store.write.recompute", full)
    assert send("record C2 contact").code == 4
    assert db.read_bytes() == before


def test_an_import_that_fails_leaves_no_empty_file(
    send: Send, lists: Lists, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("send_cli.store.write.recompute", full)
    assert send("import", lists("ref,request_received", "A1,05/01/2026")).code == 4
    assert not db.exists()


@pytest.mark.usefixtures("caseload")
def test_what_a_killed_writer_left_is_undone_by_the_next_reader(send: Send, db: Path) -> None:
    before = send("today").out
    script = (
        "import sqlite3, sys, time\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 1')\n"
        "c.execute('PRAGMA cache_spill = 1')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.execute('UPDATE cases SET notes = hex(randomblob(40000))')\n"
        "c.execute('UPDATE deadlines SET due = hex(randomblob(2000))')\n"
        "print('changed', flush=True)\n"
        "time.sleep(60)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", script, str(db)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "changed\n"
    writer.kill()
    writer.wait()
    writer.stdout.close()
    assert db.with_name("cases.db-journal").exists()
    time.sleep(0.05)
    said = send("today")
    assert said.code == 0
    assert "has been undone" in said.err
    assert said.out == before


def test_a_case_file_can_be_made_in_a_folder_that_is_not_there(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = tmp_path / "new" / "place" / "cases.db"
    said = send("import", lists("ref,request_received", "A1,05/01/2026"), "--db", path)
    assert said.code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
