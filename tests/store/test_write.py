"""Changing the case file: what is written together, and who else may be at work in it."""

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from send_cli.domain.case import Field
from send_cli.domain.change import NEW_CASE, Change
from send_cli.domain.problem import CaseFileError
from send_cli.rules import BOOK
from send_cli.store.file import create_private, identity
from send_cli.store.opening import remove_unused, transaction
from send_cli.store.write import Command, writing
from tests.conftest import Lists, Send

TYPED = Command("new A1", "ann", "2026-03-02T09:00:00+00:00", date(2026, 3, 2))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "cases.db"


def test_a_case_that_left_a_list_without_officers_is_missing(send: Send, lists: Lists) -> None:
    head = "ref,request_received"
    send("import", lists(head, "A1,05/01/2026", "A2,05/01/2026"))
    said = send("import", lists(head, "A1,05/01/2026"), "--json")
    assert said.document["files"][0]["missing"] == 1
    assert "not in the list of" in send("today --all").out


def test_a_new_case_knows_the_file_it_came_from(send: Send, lists: Lists, db: Path) -> None:
    send("import", lists("ref,officer,request_received", "A1,Sam Example,05/01/2026"))
    rows = sqlite3.connect(db)
    assert rows.execute("SELECT source FROM cases").fetchall() == [("list.csv",)]
    rows.close()


def test_a_field_of_a_case_made_by_the_same_command_is_kept(db: Path) -> None:
    with writing(db, BOOK, TYPED, create=True) as writer:
        writer.apply(
            [
                Change("A1", NEW_CASE, None, {Field.FLAGS: "out-of-school since 2026-01-05"}),
                Change("A1", Field.OFFICER, None, "Sam Example"),
                Change("A1", Field.YEAR_GROUP, None, "6"),
            ]
        )
        case = writer.reader.dockets(officer="sam example")[0].case
    assert case.fact(Field.OFFICER) == "Sam Example"
    assert case.fact(Field.YEAR_GROUP) == "6"
    assert case.recorded == {Field.YEAR_GROUP: date(2026, 3, 2)}


def notes(db: Path) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(db)
    try:
        query = "SELECT booked, note FROM events WHERE kind = 'review-meeting'"
        return connection.execute(query).fetchall()
    finally:
        connection.close()


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize(
    ("first", "kept"), [("", "it was held"), (" -m 'in the hall'", "in the hall; it was held")]
)
def test_a_note_given_with_the_confirmation_of_a_meeting_is_kept(
    send: Send, db: Path, first: str, kept: str
) -> None:
    assert send(f"record C5 review-meeting 20/03/2026{first}").code == 0
    booked = notes(db)[-1]
    confirmation = "record C5 review-meeting 20/03/2026 -m 'it was held' --as-of 2026-03-23"
    assert send(confirmation).code == 0
    assert notes(db)[-1] == (0, kept)
    assert kept in send("history C5").out
    assert send("undo").code == 0
    assert notes(db)[-1] == booked


def test_a_first_import_that_fails_leaves_the_file_another_has_begun_to_use(db: Path) -> None:
    create_private(db)
    mine, other = (sqlite3.connect(db, isolation_level=None) for _ in range(2))
    other.execute("BEGIN IMMEDIATE")
    remove_unused(mine, db, identity(db))
    assert db.exists()
    other.execute("CREATE TABLE theirs (x)")
    other.execute("COMMIT")
    remove_unused(mine, db, identity(db))
    assert db.exists()
    mine.close()
    other.close()


def test_a_first_import_whose_file_was_taken_away_meanwhile_says_so(db: Path) -> None:
    create_private(db)
    opened = identity(db)
    mine, other = (sqlite3.connect(db, isolation_level=None) for _ in range(2))
    mine.execute("SELECT 1 FROM sqlite_schema").fetchone()
    remove_unused(other, db, opened)
    assert not db.exists()
    with (
        pytest.raises(CaseFileError, match="in use by another send"),
        transaction(mine, db, opened, BOOK, create=True),
    ):
        pytest.fail("it wrote to a file that nobody will find")
    mine.close()
    other.close()
