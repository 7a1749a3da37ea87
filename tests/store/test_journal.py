"""The journal: every change a row, nothing deleted, and deadlines that can be derived again."""

import sqlite3
from pathlib import Path

import pytest

from send_cli.rules import BOOK
from send_cli.store.derive import recompute
from tests.conftest import Lists, Send

pytestmark = pytest.mark.usefixtures("caseload")


def rows(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tmp_path / "cases.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_every_event_has_a_journal_row_with_its_file_and_row(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "SELECT count(*), sum(file = 'list.csv' AND row BETWEEN 2 AND 6) FROM events "
        "LEFT JOIN journal ON thing = 'event' AND row_id = events.id",
    )
    ((events, with_a_row),) = found
    assert events == with_a_row
    assert isinstance(events, int)
    assert events > 10


def test_events_are_withdrawn_and_never_deleted(send: Send, lists: Lists, tmp_path: Path) -> None:
    send("import", lists("ref,request_received", "00123,27/01/2026", name="b.csv"))
    send("undo")
    kept = rows(
        tmp_path,
        "SELECT on_date, events.withdrawn_by IS NULL FROM events JOIN cases ON cases.id = case_id "
        "WHERE ref = '00123' AND kind = 'request-received' ORDER BY on_date",
    )
    assert kept == [("2026-01-26", 1), ("2026-01-27", 0)]


def test_the_derived_deadlines_are_those_of_a_fresh_derivation(send: Send, tmp_path: Path) -> None:
    send("record C2 final-plan-sent")
    send("record C5 review-meeting 20/03/2026")
    send("undo")
    stored = rows(tmp_path, "SELECT * FROM deadlines ORDER BY case_id, place")
    connection = sqlite3.connect(tmp_path / "cases.db")
    recompute(connection, BOOK)
    fresh = connection.execute("SELECT * FROM deadlines ORDER BY case_id, place").fetchall()
    connection.rollback()
    connection.close()
    assert stored == fresh != []


def test_a_changed_setting_type_is_derived_anew(send: Send, lists: Lists) -> None:
    send("record C5 review-meeting 20/03/2026")
    before = send("deadlines C5 --json").document["deadlines"]
    assert {d["actor"] for d in before if d["rule"] == "ar-notice"} == {"school"}
    send("import", lists("ref,setting_type,final_plan_sent", "C5,none,01/03/2025", name="b.csv"))
    after = send("deadlines C5 --json").document["deadlines"]
    assert {d["actor"] for d in after if d["rule"] == "ar-notice"} == {"authority"}
    send("undo")
    assert send("deadlines C5 --json").document["deadlines"] == before


def test_who_and_when_are_on_every_command(tmp_path: Path) -> None:
    assert rows(tmp_path, "SELECT words, who, as_of FROM commands") == [
        ("import list.csv", "ann", "2026-03-02")
    ]


def test_an_undone_import_can_be_imported_again(send: Send, tmp_path: Path) -> None:
    before = send("today").out
    send("undo")
    assert rows(tmp_path, "SELECT count(*) FROM deadlines") == [(0,)]
    assert send("import", tmp_path / "list.csv").code == 0
    assert send("today").out == before
