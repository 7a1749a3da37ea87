"""Backup and restore: a whole copy, verified, and the old or the new whole in its place."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from send_cli.store import file as case_file
from send_cli.store.whole import verified
from tests.conftest import Said, Send, Typing
from tests.store.test_sudden_death import Content, assert_sound, content, grow_schema

SCHEMAS = Path(__file__).with_name("schemas")
OF_THE_RECORD = ("cases", "events", "unread", "journal", "deadlines")

Keep = Callable[..., Path]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "cases.db"


@pytest.fixture
def kept(send: Send, caseload: Path, tmp_path: Path) -> Path:
    """Back up the caseload, then change the case file."""
    to = tmp_path / "kept" / "caseload.db"
    to.parent.mkdir()
    assert send("backup", to).code == 0
    assert send("record C2 contact").code == 0
    return to


def record(path: Path) -> Content:
    return {table: content(path)[table] for table in OF_THE_RECORD}


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def backups(db: Path) -> list[str]:
    with closing(sqlite3.connect(db)) as connection:
        return [row[0] for row in connection.execute("SELECT path FROM backups ORDER BY path")]


def beside(db: Path) -> list[Path]:
    return sorted((db.parent / "backups").iterdir())


def told(said: Said) -> str:
    return said.err.removeprefix("send: ").strip()


# Backup


@pytest.mark.usefixtures("caseload")
def test_a_backup_is_the_whole_of_the_case_file(send: Send, db: Path) -> None:
    before = record(db)
    said = send("backup")
    assert said.code == 0
    (made,) = beside(db)
    assert re.fullmatch(r"send-\d{4}-\d\d-\d\d-\d{6}\.db", made.name)
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert record(made) == before
    assert_sound(made)
    assert said.out.splitlines() == [
        str(made),
        "  5 cases, 14 events, 19 changes",
        "  verified: sound, complete, every deadline worked out again",
    ]
    with closing(sqlite3.connect(db)) as connection:
        rows = connection.execute("SELECT path, by FROM backups").fetchall()
    assert rows == [(str(made), "ann")]


@pytest.mark.usefixtures("caseload")
def test_a_backup_tells_itself_as_a_document(send: Send, tmp_path: Path) -> None:
    document = send("backup --json", tmp_path / "a.db").document
    assert document.pop("at")
    assert document == {
        "version": 1,
        "as_of": "2026-03-02",
        "backup": str(tmp_path / "a.db"),
        "cases": 5,
        "rows": {"cases": 5, "events": 14, "journal": 19},
        "verified": True,
    }


@pytest.mark.usefixtures("caseload")
def test_two_backups_in_one_second_have_each_a_name(send: Send, db: Path) -> None:
    for _ in range(3):
        assert send("backup").code == 0
    assert len(beside(db)) == 3
    assert backups(db) == [str(path) for path in beside(db)]


@pytest.mark.usefixtures("caseload")
def test_a_backup_is_made_in_a_folder_that_is_named(send: Send, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    made = Path(send("backup", tmp_path / "stick").out.splitlines()[0])
    assert made.parent == tmp_path / "stick"
    assert record(made) == record(tmp_path / "cases.db")


@pytest.mark.usefixtures("caseload")
def test_a_backup_makes_no_folder_for_a_file_that_was_named(
    send: Send, db: Path, tmp_path: Path
) -> None:
    out = tmp_path / "stick" / "caseload"
    for name in (out / "a.db", out.parent / "a.db"):
        said = send("backup", name)
        assert said.code == 2
        assert f"there is no folder {name.parent}: nothing was written" in said.err
    assert not out.parent.exists()
    assert backups(db) == []


@pytest.mark.parametrize("name", ["mine.db", "mine.db.part"])
@pytest.mark.usefixtures("caseload")
def test_a_backup_is_never_written_over_a_file(send: Send, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    said = send("backup", tmp_path / "mine.db")
    assert said.code == 2
    assert f"{tmp_path / name} is there already: nothing was written over it" in said.err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("mine")] == [name]
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.usefixtures("caseload")
def test_a_backup_is_private_before_it_has_its_name(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int]] = []

    def looks(path: Path, *args: Any, **options: Any) -> sqlite3.Connection:
        seen.append((path.name, path.stat().st_mode & 0o777))
        assert not (tmp_path / "a.db").exists()
        return verified(path, *args, **options)

    monkeypatch.setattr("send_cli.store.backup.verified", looks)
    assert send("backup", tmp_path / "a.db").code == 0
    assert seen == [("a.db.part", 0o600)]


@pytest.mark.usefixtures("caseload")
def test_a_copy_that_lacks_a_row_is_no_backup(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*args: Any, **options: Any) -> sqlite3.Connection:
        whole = verified(*args, **options)
        whole.execute("DELETE FROM events WHERE id = 1")
        return whole

    monkeypatch.setattr("send_cli.store.backup.verified", lacking)
    said = send("backup", tmp_path / "a.db")
    assert said.code == 4
    assert "it was taken away" in said.err
    assert not list(tmp_path.glob("a.db*"))
    assert backups(tmp_path / "cases.db") == []


@pytest.mark.usefixtures("caseload")
def test_a_file_whose_deadlines_do_not_follow_is_not_backed_up(send: Send, db: Path) -> None:
    change(db, "UPDATE deadlines SET due = '2027-01-01' WHERE rule = 'ehcp-final'")
    said = send("backup")
    assert said.code == 4
    assert f"the deadlines in {db} are not those that follow" in said.err
    assert beside(db) == []


@pytest.mark.usefixtures("caseload")
def test_a_backup_is_made_while_others_read_and_not_while_they_write(
    send: Send, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("send_cli.store.write.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = send("backup")
        assert said.code == 4
        assert "is in use by another send: nothing was changed" in said.err
        assert not (db.parent / "backups").exists()
        other.execute("ROLLBACK")
    assert send("backup").code == 0
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("SELECT count(*) FROM cases").fetchone()
        assert send("backup").code == 0


@pytest.mark.usefixtures("caseload")
def test_a_backup_is_not_what_undo_undoes(send: Send) -> None:
    send("record C2 contact")
    send("backup")
    assert "undone: record C2 contact" in send("undo").out


# Restore


@pytest.mark.usefixtures("kept")
def test_restore_puts_the_backup_in_place_and_keeps_what_was_there(
    send: Send, db: Path, kept: Path
) -> None:
    before = content(db)
    said = send("restore --yes", kept)
    assert said.code == 0
    assert record(db) == record(kept)
    assert_sound(db)
    (safe,) = beside(db)
    assert content(safe) == before
    assert safe.stat().st_mode & 0o777 == 0o600
    assert backups(db) == sorted([str(safe), str(kept)])
    assert said.out.splitlines() == [
        "restored: 5 cases, last `send import list.csv`, Mon 2 Mar 2026",
        f"  the case file as it was is kept: {safe}",
    ]
    assert told(said).splitlines() == [
        f"{db} now: 5 cases, last `send record C2 contact 2026-03-02`, Mon 2 Mar 2026",
        f"send: {kept}: 5 cases, last `send import list.csv`, Mon 2 Mar 2026",
    ]
    assert not db.with_name("cases.db-journal").exists()
    assert send("record C2 contact").code == 0
    assert send("check").code == 0


def test_restore_tells_itself_as_a_document(send: Send, kept: Path, db: Path) -> None:
    document = send("restore --yes --json", kept).document
    assert set(document) == {
        *("version", "as_of", "restored", "cases", "last", "before", "backup", "forgotten_since")
    }
    assert document["last"]["command"] == "import list.csv"
    assert document["before"]["last"]["command"] == "record C2 contact 2026-03-02"
    assert document["backup"] == str(beside(db)[0])
    assert document["forgotten_since"] == 0


def test_restore_asks_first(send: Send, kept: Path, db: Path, typing: Typing) -> None:
    before = db.read_bytes()
    said = send("restore", kept)
    assert said.code == 2
    assert "nothing was changed: add --yes" in said.err
    for answer, code in (("n", 2), ("y", 0)):
        assert db.read_bytes() == before
        typing(f"{answer}\n")
        assert send("restore", kept).code == code
    assert record(db) == record(kept)


def test_restore_makes_the_case_file_where_there_is_none(
    send: Send, kept: Path, db: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new" / "cases.db"
    said = send("restore", kept, "--db", new)
    assert said.code == 0
    assert "is kept" not in said.out
    assert record(new) == record(kept)
    assert new.stat().st_mode & 0o777 == 0o600
    assert not (new.parent / "backups").exists()
    db.unlink()
    db.touch(0o600)
    assert send("restore", kept).code == 0
    assert record(db) == record(kept)


def test_backups_made_since_are_still_known_after_a_restore(
    send: Send, kept: Path, db: Path, tmp_path: Path
) -> None:
    assert send("backup", tmp_path / "later.db").code == 0
    assert send("restore --yes", kept).code == 0
    assert {str(kept), str(tmp_path / "later.db")} < set(backups(db))


def broken(kept: Path, how: str) -> None:
    """Spoil a backup in one way."""
    whole = kept.read_bytes()
    if how == "pages":
        kept.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    elif how == "cut":
        kept.write_bytes(whole[: len(whole) // 2])
    elif how == "list":
        kept.write_bytes(b"ref,request_received\n" * 400)
    elif how == "empty":
        kept.write_bytes(b"")
    elif how == "gone":
        kept.unlink()
    elif how == "folder":
        kept.unlink()
        kept.mkdir()
    elif how == "newer":
        change(kept, f"PRAGMA user_version = {case_file.SCHEMA + 1}")
    elif how == "foreign":
        change(kept, "PRAGMA application_id = 1")
    elif how == "deadlines":
        change(kept, "UPDATE deadlines SET due = '2027-01-01' WHERE rule = 'ehcp-final'")
    elif how == "dangling":
        change(kept, "DELETE FROM cases WHERE ref = 'C2'")
    elif how == "index":
        change(
            kept,
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE "
            "name = 'events_case') WHERE name = 'unread_case'",
        )


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("pages", "is damaged"),
        ("cut", "is damaged: name another backup ("),
        ("list", "is not a case file of send"),
        ("empty", "is empty"),
        ("gone", "there is no backup at"),
        ("folder", "is a folder, not a backup"),
        ("newer", "was made by a newer send"),
        ("foreign", "is not a case file of send"),
        ("deadlines", "are not those that follow from what is on record"),
        ("dangling", "is damaged: nothing was changed (a row of"),
        ("index", "is damaged"),
    ],
)
def test_a_backup_that_is_not_right_changes_nothing(
    send: Send, kept: Path, db: Path, how: str, why: str
) -> None:
    before = db.read_bytes()
    broken(kept, how)
    said = send("restore --yes", kept)
    assert said.code == 4
    assert why in said.err
    assert str(kept) in said.err
    assert said.err.count("\n") == 1
    assert db.read_bytes() == before
    assert not (db.parent / "backups").exists()
    db.unlink()
    assert send("restore --yes", kept).code == 4
    assert not db.exists()


def test_the_case_file_is_not_restored_from_itself(send: Send, kept: Path, db: Path) -> None:
    assert kept
    said = send("restore --yes", db)
    assert said.code == 2
    assert "is the case file itself" in said.err


def test_a_damaged_case_file_is_replaced_and_kept_as_it_is(
    send: Send, kept: Path, db: Path
) -> None:
    whole = db.read_bytes()
    spoilt = whole[:4096] + b"\xa5" * (len(whole) - 4096)
    db.write_bytes(spoilt)
    assert send("today").code == 4
    said = send("restore --yes --json", kept)
    assert said.code == 0
    assert f"{db} now: is damaged" in said.err
    assert said.document["before"] is None
    assert record(db) == record(kept)
    (safe,) = beside(db)
    assert safe.read_bytes()[4096:] == spoilt[4096:]


@pytest.mark.parametrize("length", [50, 71, 99, 512, 4096, 30_000])
def test_a_case_file_that_was_cut_short_is_replaced_and_kept_as_it_is(
    send: Send, kept: Path, db: Path, length: int
) -> None:
    cut = db.read_bytes()[:length]
    db.write_bytes(cut)
    told = send("today")
    assert told.code == 4
    assert "`send restore FILE` puts a backup in its place" in told.err
    asked = send("restore", kept)
    assert asked.code == 2
    assert f"{db} now: is damaged" in asked.err
    assert db.read_bytes() == cut
    said = send("restore --yes", kept)
    assert said.code == 0, said.err
    (safe,) = beside(db)
    assert said.out.splitlines()[1] == f"  the case file as it was is kept: {safe}"
    assert safe.read_bytes() == cut
    assert record(db) == record(kept)
    assert backups(db) == sorted([str(safe), str(kept)])
    assert send("check").code == 0


def test_a_damaged_case_file_is_back_where_it_was_when_the_restore_fails(
    send: Send, kept: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    cut = db.read_bytes()[:4096]
    db.write_bytes(cut)
    monkeypatch.setattr("send_cli.store.restore.replace", full)
    assert send("restore --yes", kept).code == 4
    assert db.read_bytes() == cut
    assert beside(db) == []


def test_deadlines_that_do_not_follow_are_put_right_by_a_restore(
    send: Send, kept: Path, db: Path
) -> None:
    change(db, "UPDATE deadlines SET due = '2027-01-01' WHERE rule = 'ehcp-final'")
    assert send("restore --yes", kept).code == 0
    assert_sound(db)


@pytest.mark.usefixtures("kept")
def test_a_file_that_is_not_ours_is_not_replaced(send: Send, kept: Path, db: Path) -> None:
    ours, theirs = db.read_bytes(), sqlite_of_another()
    for spoilt in (
        b"ref,request_received\n" * 400,
        theirs,
        theirs[:4096],
        bytes(100) + ours[100:],
        ours[:15],
    ):
        db.write_bytes(spoilt)
        said = send("restore --yes", kept)
        assert said.code == 4
        assert "is not a case file of send: nothing was changed; move it away first" in said.err
        assert db.read_bytes() == spoilt
        assert not (db.parent / "backups").exists()


def sqlite_of_another() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute("INSERT INTO theirs VALUES (zeroblob(9999))")
        connection.commit()
        return connection.serialize()


def test_a_backup_of_an_older_send_is_brought_up_to_date(
    send: Send, kept: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = kept.read_bytes()
    grow_schema(monkeypatch)
    assert send("restore --yes", kept).code == 0
    assert kept.read_bytes() == old
    assert "later" in content(db)
    assert content(db)["version"] == [(case_file.SCHEMA,)]
    assert record(db)["events"] == record(kept)["events"]
    assert "worked out again" not in send("today").err


def test_a_file_that_remembers_no_backups_yet_is_restored(send: Send, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((SCHEMAS / "schema-1.sql").read_text(encoding="utf-8"))
    assert "backups" not in content(old)
    assert send("restore", old).code == 0
    assert backups(tmp_path / "cases.db") == [str(old)]
    assert send("deadlines S1").code == 0
    assert send("backup --db", old).code == 0
    assert len(backups(old)) == 1


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "BEGIN"])
def test_a_file_in_use_is_not_replaced(
    send: Send, kept: Path, db: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr("send_cli.store.whole.BUSY_SECONDS", 0.1)
    before = db.read_bytes()
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute(statement)
        other.execute("SELECT count(*) FROM events").fetchone()
        said = send("restore --yes", kept)
        assert said.code == 4
        assert "is in use by another send: nothing was changed" in said.err
        assert other.execute("SELECT count(*) FROM events").fetchone()
    assert db.read_bytes() == before
    assert send("restore --yes", kept).code == 0


def test_nobody_writes_between_the_safety_copy_and_the_replacing(
    send: Send, kept: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from send_cli.store.write import new_command

    refused: list[str] = []

    def meanwhile(*args: Any) -> int:
        with closing(sqlite3.connect(db, timeout=0, isolation_level=None)) as other:
            assert other.execute("SELECT count(*) FROM cases").fetchone() == (5,)
            with pytest.raises(sqlite3.OperationalError, match="locked") as error:
                other.execute("BEGIN IMMEDIATE")
            refused.append(str(error.value))
        return new_command(*args)

    monkeypatch.setattr("send_cli.store.restore.new_command", meanwhile)
    assert send("restore --yes", kept).code == 0
    assert refused


@pytest.mark.parametrize(
    ("lacks", "why"),
    [
        ("DELETE FROM journal", "it was taken away"),
        ("DELETE FROM cases WHERE ref = 'C2'", "is damaged"),
    ],
)
def test_without_a_whole_safety_copy_nothing_is_replaced(
    send: Send, kept: Path, db: Path, monkeypatch: pytest.MonkeyPatch, lacks: str, why: str
) -> None:
    def lacking(path: Path, _: list[str]) -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        connection.execute(lacks)
        return connection

    monkeypatch.setattr("send_cli.store.restore.connected", lacking)
    before = db.read_bytes()
    said = send("restore --yes", kept)
    assert said.code == 4
    assert why in said.err
    assert db.read_bytes() == before
    assert beside(db) == []


def test_a_restore_is_on_record_and_undo_does_not_pass_it_unasked(
    send: Send, kept: Path, db: Path
) -> None:
    send("restore --yes", kept)
    with closing(sqlite3.connect(db)) as connection:
        last = connection.execute("SELECT words, who FROM commands ORDER BY id DESC").fetchone()
    assert last == ("restore", "ann")
    said = send("undo")
    assert said.code == 2
    assert "`send restore` cannot be undone" in said.err
    assert "`send import list.csv`, Mon 2 Mar 2026" in said.err
    assert send("undo --anyway").code == 0
    assert {row[-1] is None for row in content(db)["cases"]} == {False}


def test_a_change_after_a_restore_is_undone_as_ever(send: Send, kept: Path) -> None:
    send("restore --yes", kept)
    send("record C3 contact")
    assert "undone: record C3 contact" in send("undo").out
    assert send("undo").code == 2
