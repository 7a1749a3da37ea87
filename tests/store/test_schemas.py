"""Every schema ever released is read as it is, and migrated by the first change, losing nothing."""

import sqlite3
from pathlib import Path

import pytest

from send_cli.store.file import SCHEMA
from tests.conftest import Send

SCHEMAS = Path(__file__).with_name("schemas")
OLD = sorted(SCHEMAS.glob("schema-*.sql"))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "cases.db"


def made(db: Path, schema: Path) -> None:
    connection = sqlite3.connect(db)
    connection.executescript(schema.read_text(encoding="utf-8"))
    connection.close()


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_a_file_of_every_schema_before_this_one_is_kept() -> None:
    assert [path.stem for path in OLD] == [f"schema-{number}" for number in range(1, SCHEMA)]


@pytest.mark.parametrize("schema", OLD, ids=lambda path: path.stem)
def test_an_old_file_is_read_migrated_and_undone_as_a_new_one(
    send: Send, db: Path, schema: Path
) -> None:
    made(db, schema)
    before, kept = db.read_bytes(), dump(db)
    history, shown = send("history S1 --json").document, send("show S2 --json").document
    report = send("report morning --json")
    assert report.code == 0
    assert report.document["changes"]["since"] == "2026-02-27"
    assert db.read_bytes() == before
    assert [entry["state"] for entry in history["entries"]][-3:] == ["stands", "undone", "undo"]
    assert shown["flags"][0] == {"flag": "out-of-school", "since": "2026-02-02", "until": None}
    assert shown["unread"] == [{"heading": "draft_sent", "text": "soon"}]
    assert send("record S2 contact").code == 0
    assert dump(db.with_name(f"cases.db.{schema.stem}")) == kept
    assert send("history S1 --json").document == history
    for _ in range(4):
        assert send("undo").code == 0
    assert "nothing to undo" in send("undo").err
    assert send("check").code == 0
