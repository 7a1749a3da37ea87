"""Forgetting a child: out of every table and every byte, and what is said of what remains."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from send_cli.store.forget import tables_with
from tests.conftest import Lists, Send
from tests.store.test_sudden_death import assert_sound, content, grow_schema

REF = "EHC/77-0412"
HEAD = "ref,forename,surname,dob,upn,uln,officer,setting,need,notes,flags,request_received,"
OTHER = "EHC/1,Bo,Ray,01/02/2014,,,Sam Example,Hill School,,,,05/01/2026,"

SECRETS = (
    *(REF, "Zephyrine", "Quillfeather", "Featherquill", "Zephyrina"),
    *("B801200005001", "1234567890", "2013-04-17", "17/04/2013", "17 April 2013"),
    *("mother lives abroad", "spoke to the grandmother", "typed on the wrong child"),
    *("born when", "Dr Halloway", "selective mutism"),
)
"""What is on record of the child and of nobody else, each for a place it stands in."""


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the case file in a folder of its own, apart from the lists."""
    folder = tmp_path / "box"
    monkeypatch.setenv("SEND_DB", str(folder / "cases.db"))
    return folder


@pytest.fixture
def db(box: Path) -> Path:
    return box / "cases.db"


@pytest.fixture
def _pages_keep_what_was_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have SQLite leave what is deleted in its pages, as most builds of it do."""
    connect: Any = sqlite3.connect

    def connected(*args: Any, **options: Any) -> Any:
        connection = connect(*args, **options)
        connection.execute("PRAGMA secure_delete = OFF")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connected)


@pytest.fixture
def life(send: Send, lists: Lists, db: Path) -> Path:
    """Let a child have lists, corrections, notes, withdrawals and undone commands."""
    end = "assessment_agreed,draft_sent"
    others = [f"EHC/{n},Kim,Ray,01/02/2014,,,Sam Example,,,,,05/01/2026,,," for n in range(2, 40)]
    first = lists(
        HEAD + end,
        OTHER + ",",
        f"{REF},Zephyrine,Quillfeather,17/04/2013,B801200005001,1234567890,Sam Example,"
        "Hill School,selective mutism,mother lives abroad,,01/09/2025,13/10/2025,05/01/2026",
        *others,
        name="all cases.csv",
    )
    assert send("import", first).code == 0
    for line in (
        f"record {REF} contact 1/3/2026 -m 'spoke to the grandmother'",
        f"record {REF} advice-requested 2/2/2026 --about 'Dr Halloway'",
        f"set {REF} surname=Featherquill flags+=tribunal",
        f"set {REF} notes='born when 17 April 2013'",
        f"withdraw {REF} draft-sent -m 'typed on the wrong child'",
        f"record {REF} plan-agreed 5/1/2026",
        f"record {REF} draft-sent 20/1/2026 -m 'Zephyrine has it'",
        f"record {REF} final-plan-sent 20/2/2026",
        "undo",
        "record EHC/1 contact -m hello",
        f"done {REF}",
    ):
        said = send(line)
        assert said.code == 0, said.err
    again = lists(
        HEAD + end,
        OTHER + ",",
        f"{REF},Zephyrina,Featherquill,17/04/2013?,,,Pat Other,,,,looked-after,02/09/2025,soon,",
        name="again.csv",
    )
    assert send("import", again).code == 3
    return db


def in_folder(folder: Path, secret: str) -> list[str]:
    """Return the files of a folder with that text in their bytes, but for backups."""
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file()
        and path.parent.name != "backups"
        and any(form in path.read_bytes() for form in forms(secret))
    ]


def forms(secret: str) -> Iterator[bytes]:
    for text in (secret, secret.casefold()):
        yield text.encode()
        yield text.encode("utf-16-le")


def query(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(sql).fetchall()


def forgotten(send: Send, ref: str = REF) -> Any:
    said = send(f"forget {ref} --confirm {ref} --json")
    assert said.code == 0, said.err
    return said.document


@pytest.mark.usefixtures("_pages_keep_what_was_deleted")
def test_nothing_of_the_child_stays_in_the_bytes_of_the_file(
    send: Send, life: Path, box: Path
) -> None:
    (box / "cases.db-journal").write_bytes(b"\0" * 512 + f"{REF} Zephyrine".encode())
    (box / "cases.db.schema-0.part").write_bytes(REF.encode())
    for secret in SECRETS:
        assert in_folder(box, secret), f"{secret} was never there"
    forgotten(send)
    for secret in SECRETS:
        assert in_folder(box, secret) == [], secret
    assert query(life, "PRAGMA freelist_count") == [(0,)]
    assert sorted(path.name for path in box.iterdir()) == ["cases.db"]
    assert life.stat().st_mode & 0o777 == 0o600
    assert_sound(life)


def test_every_table_of_the_schema_is_emptied_of_the_case(send: Send, life: Path) -> None:
    ((case_id,),) = query(life, f"SELECT id FROM cases WHERE ref = '{REF}'")
    with closing(sqlite3.connect(life)) as connection:
        connection.execute(
            "CREATE TABLE later_letters (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL "
            "REFERENCES cases (id), words TEXT NOT NULL) STRICT"
        )
        tables = tables_with(connection, "case_id")
        for table in tables:
            fill(connection, table, case_id)
        connection.commit()
    assert {"events", "unread", "extras", "journal", "later_letters"} <= set(tables)
    count = f"SELECT count(*) FROM {{}} WHERE case_id = {case_id}"
    for table in tables:
        assert query(life, count.format(table)) > [(0,)], table
    erased = forgotten(send)["erased"]
    for table in tables:
        assert query(life, count.format(table)) == [(0,)], table
        assert erased[table] > 0
    assert erased["cases"] == 1
    assert send(f"show {REF}").code == 5
    assert send(f"history {REF}").code == 5


def fill(connection: sqlite3.Connection, table: str, case_id: int) -> None:
    """Put a row of the case in a table that has none, whatever its columns are."""
    if connection.execute(f"SELECT 1 FROM {table} WHERE case_id = ?", [case_id]).fetchone():
        return
    must = {
        name: 1 if kind == "INTEGER" else "2026-03-02"
        for _, name, kind, needed, default, key in connection.execute(f"PRAGMA table_info({table})")
        if needed and default is None and not key
    } | {"case_id": case_id}
    marks = ", ".join("?" * len(must))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(must)}) VALUES ({marks})", [*must.values()]
    )


def test_the_other_cases_are_as_they_were(send: Send, life: Path) -> None:
    def rest() -> dict[str, list[tuple[Any, ...]]]:
        return {
            table: query(life, f"SELECT {table}.* FROM {table} {join} WHERE ref <> '{REF}'")
            for table, join in (
                ("cases", ""),
                *(
                    (table, "JOIN cases ON cases.id = case_id")
                    for table in ("events", "unread", "journal", "deadlines")
                ),
            )
        }

    before = rest()
    forgotten(send)
    assert rest() == before
    assert len(query(life, "SELECT 1 FROM cases")) == 39
    assert send("today").code == 0
    assert send("check").code == 0


def test_history_keeps_that_a_case_was_forgotten_and_not_which(send: Send, life: Path) -> None:
    forgotten(send)
    kept = query(life, "SELECT words FROM commands WHERE words NOT LIKE '% (forgotten)'")
    assert [words for (words,) in kept] == [
        "import all cases.csv",
        "record EHC/1 contact 2026-03-02",
        "import again.csv",
        "forget (one case)",
    ]
    reworded = query(life, "SELECT words FROM commands WHERE words LIKE '% (forgotten)'")
    assert {words.split(" ")[0] for (words,) in reworded} == {
        *("record", "set", "withdraw", "undo", "done")
    }
    assert query(life, "SELECT DISTINCT who FROM commands") == [("ann",)]


def test_a_list_named_after_the_child_is_reworded(send: Send, lists: Lists, db: Path) -> None:
    head = "ref,forename,surname,request_received"
    send("import", lists(head, "A7,Ann,Lee,05/01/2026", name="Ann Lee.csv"))
    send("import", lists(head, "A7,Ann,Lee,06/01/2026", "A8,Bo,Ray,05/01/2026", name="A7 &c.csv"))
    send("import", lists(head, "A70,Di,Kay,05/01/2026", name="A70.csv"))
    document = forgotten(send, "A7")
    assert [words for (words,) in query(db, "SELECT words FROM commands ORDER BY id")] == [
        "import (forgotten)",
        "import (forgotten)",
        "import A70.csv",
        "forget (one case)",
    ]
    assert document["commands_reworded"] == 2
    assert document["mentions"] == []


def test_a_list_of_many_that_is_named_after_the_child_loses_its_name_everywhere(
    send: Send, lists: Lists, db: Path, box: Path
) -> None:
    head = "ref,forename,surname,request_received"
    others = ("A2,Bo,Ray,05/01/2026", "A3,Di,Kay,06/01/2026")
    send("import", lists(head, "A1,Zoe,Quux,05/01/2026", *others, name="Quux_Zoe A1.csv"))
    send("import", lists(head, *others, name="all.csv"))
    later = lists(head, others[0], "A3,Di,Kay,07/01/2026", name="Quux_Zoe A1.csv")
    send("import --partial", later)
    assert in_folder(box, "Quux_Zoe")
    document = forgotten(send, "A1")
    assert (document["mentions"], document["may_be_mentions"]) == ([], [])
    assert in_folder(box, "Quux") == []
    first = [row for row in query(db, "SELECT file, row FROM journal") if row[0] != "all.csv"]
    assert {file for file, _ in first} == {"(forgotten).csv"}
    assert {3, 4} <= {row for _, row in first}
    assert "(forgotten).csv" in send("history A2").out
    assert send("why A2").code == 0
    assert_sound(db)


# What is asked first


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("forget 77-0412 --confirm 77-0412", 5, f'"77-0412" is not the whole reference (as {REF}'),
        ("forget ehc/77-0412 --confirm ehc/77-0412", 5, "is not the whole reference"),
        ("forget X9 --confirm X9", 5, 'no case has the reference "X9"'),
        ("forget '' --confirm ''", 5, "no case has the reference"),
        (f"forget {REF}", 2, f"add --confirm {REF} to erase {REF} for good"),
        (f"forget {REF} --confirm 77-0412", 2, f"that is not {REF}: nothing was changed"),
        (f"forget {REF} --confirm ehc/77-0412", 2, "nothing was changed"),
        ("forget", 2, "Missing argument"),
    ],
)
def test_the_whole_reference_is_needed_twice(
    send: Send, life: Path, line: str, code: int, why: str
) -> None:
    before = life.read_bytes()
    said = send(line)
    assert said.code == code
    assert why in said.err
    assert said.out == ""
    assert life.read_bytes() == before


def test_at_a_terminal_the_reference_is_typed(
    send: Send, life: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = life.read_bytes()
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    answers = {"yes": 2, "EHC/77": 2, f" {REF} ": 0}
    typed = iter(answers)

    def prompt(text: str, *, err: bool) -> str:
        asked.append(text)
        assert err
        return next(typed)

    monkeypatch.setattr("typer.prompt", prompt)
    for code in answers.values():
        assert life.read_bytes() == before
        assert send(f"forget {REF}").code == code
    assert set(asked) == {f"{REF} ZF is erased for good: write the whole reference"}
    assert send(f"show {REF}").code == 5


def test_a_file_in_use_is_left_as_it_is(
    send: Send, life: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("send_cli.store.whole.BUSY_SECONDS", 0.1)
    before = life.read_bytes()
    for statement in ("BEGIN IMMEDIATE", "BEGIN"):
        with closing(sqlite3.connect(life, isolation_level=None)) as other:
            other.execute(statement)
            other.execute("SELECT count(*) FROM cases").fetchone()
            said = send(f"forget {REF} --confirm {REF}")
            assert said.code == 4
            assert "is in use by another send: nothing was changed" in said.err
    assert life.read_bytes() == before


def test_a_damaged_file_is_left_as_it_is(send: Send, life: Path) -> None:
    with closing(sqlite3.connect(life)) as connection:
        connection.execute("DELETE FROM cases WHERE ref = 'EHC/1'")
        connection.commit()
    before = life.read_bytes()
    said = send(f"forget {REF} --confirm {REF}")
    assert said.code == 4
    assert "is damaged: nothing was changed" in said.err
    assert life.read_bytes() == before


# What comes afterwards


def test_undo_does_not_pass_a_forgetting_unasked(send: Send, life: Path) -> None:
    forgotten(send)
    before = life.read_bytes()
    said = send("undo")
    assert said.code == 2
    assert "`send forget (one case)` cannot be undone" in said.err
    assert "what came before it was `send import again.csv`, Mon 2 Mar 2026" in said.err
    assert life.read_bytes() == before


def test_an_earlier_import_is_undone_for_the_others(send: Send, lists: Lists, db: Path) -> None:
    head = "ref,request_received"
    send("import", lists(head, "A1,05/01/2026", "A2,05/01/2026", name="one.csv"))
    before = {table: content(db)[table] for table in ("cases", "events", "deadlines")}
    send("import", lists(head, "A1,06/01/2026", "A2,06/01/2026", "A3,06/01/2026", name="two.csv"))
    forgotten(send, "A2")
    document = send("undo --anyway --json").document
    assert (document["undone"], document["cases"]) == ("import two.csv", 2)
    assert_sound(db)
    (case,) = [row for row in before["deadlines"] if row[0] == 1][:1]
    assert case in content(db)["deadlines"]
    assert send("find").out.count("\n") == 1
    assert "A2" not in send("find").out


def test_a_list_brings_the_child_back_and_the_answer_says_so(
    send: Send, lists: Lists, db: Path
) -> None:
    given = lists("ref,request_received", "A1,05/01/2026", "A2,05/01/2026")
    send("import", given)
    said = send("forget A2 --confirm A2")
    assert "an import of a list that still has the child brings it back" in said.out
    assert send("find A2").out == ""
    send("import", given)
    assert send("find A2").out
    assert_sound(db)


def test_a_child_whose_import_was_undone_is_forgotten_too(
    send: Send, lists: Lists, db: Path, box: Path
) -> None:
    given = lists("ref,forename,request_received", "A1,Bo,05/01/2026", "A2,Zephyrine,05/01/2026")
    send("import", given)
    send("undo")
    assert send("show A2").code == 5
    assert forgotten(send, "A2")["erased"]["cases"] == 1
    assert in_folder(box, "Zephyrine") == []
    send("import", given)
    send("undo")
    send("import", given)
    assert forgotten(send, "A2")["erased"]["cases"] == 2
    assert in_folder(box, "Zephyrine") == []


def test_a_child_is_forgotten_from_a_file_of_an_older_send(
    send: Send, life: Path, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow_schema(monkeypatch)
    forgotten(send)
    assert "later" in content(life)
    assert sorted(path.name for path in box.iterdir()) == ["cases.db"]
    assert [secret for secret in SECRETS if in_folder(box, secret)] == []
    assert send("record EHC/1 contact 1/3/2026").code == 0


# Copies, and the text of other cases


def test_copies_that_still_hold_the_child_are_told_and_left(
    send: Send, life: Path, tmp_path: Path, box: Path
) -> None:
    elsewhere, moved = tmp_path / "elsewhere.db", tmp_path / "moved.db"
    assert send("backup").code == 0
    assert send("backup", elsewhere).code == 0
    assert send("backup", moved).code == 0
    moved.rename(tmp_path / "away.db")
    schema = box / "cases.db.schema-0"
    schema.write_bytes(life.read_bytes())
    odd = box / "backups" / "notes.txt"
    odd.write_text("not a case file")
    part = box / "backups" / "send-2026-03-01-080000.db.part"
    part.write_bytes(REF.encode())
    theirs = box / "backups" / "theirs.part"
    theirs.write_text("not ours to take away")
    (backup,) = (box / "backups").glob("*.db")
    before = [path.read_bytes() for path in (elsewhere, schema, backup, odd)]
    said = send(f"forget {REF} --confirm {REF}")
    assert said.out.splitlines()[1:] == [
        "  still in these copies (delete them, or restore, forget and back up):",
        *(f"    {path}" for path in (backup, schema, elsewhere)),
        "  these cannot be looked into:",
        f"    {odd}",
        f"    {theirs}",
        "  backups made there are not there now (find them, if they were moved):",
        f"    {moved}",
        "  lists, reports and exports on your disk were not looked into",
        "  an import of a list that still has the child brings it back",
    ]
    assert [path.read_bytes() for path in (elsewhere, schema, backup, odd)] == before
    assert not part.exists()


def test_a_backup_made_afterwards_holds_nothing_of_the_child(
    send: Send, life: Path, tmp_path: Path
) -> None:
    forgotten(send)
    assert send("backup", tmp_path / "clean.db").code == 0
    held = (tmp_path / "clean.db").read_bytes()
    assert not [secret for secret in SECRETS if any(form in held for form in forms(secret))]
    assert forgotten(send, "EHC/1")["copies"] == [
        {"path": str(tmp_path / "clean.db"), "there": True, "holds": True}
    ]


def test_a_restored_backup_that_brings_the_child_back_says_so(
    send: Send, life: Path, tmp_path: Path
) -> None:
    assert send("backup", tmp_path / "a.db").code == 0
    forgotten(send)
    said = send("restore --yes --json", tmp_path / "a.db")
    assert said.document["forgotten_since"] == 1
    assert "1 case forgotten since that backup was made" in said.err
    assert send(f"show {REF}").code == 0


def test_cases_that_speak_of_the_child_are_told_and_left(
    send: Send, lists: Lists, db: Path
) -> None:
    rows = (
        "A1,Zoë,O’Neill,,B801200005001,,",
        "A2,Bo,O'Neill,,,his sister Zoe starts in June,",
        "A3,Di,Kay,,,see a1 too,",
        "A4,Ed,Fox,,,friend of ZOE ONEILL,",
        "A5,Zoe,Oneill,,,,",
        "A6,Fi,Orr,,B801200005001,,",
        "A7,Gus,O'Neill,,,no news,",
        "A8,Hal,Ives,,,Zoë Maiden rang,",
        "A10,Zoë,Ash,,,A11 and BA1,",
    )
    send(
        "import",
        lists(
            "ref,forename,surname,dob,upn,notes,request_received",
            *(f"{row}05/01/2026" for row in rows),
        ),
    )
    send("record A2 contact -m 'Zoe settles well'")
    send("set A1 surname=Maiden")
    send("set A1", "surname=O’Neill")
    send("record A3 contact -m 'the aunt of Zoë O’Neill rang'")
    before = query(db, "SELECT * FROM cases WHERE ref <> 'A1'")
    document = forgotten(send, "A1")
    assert [(one["case"], one["in"]) for one in document["mentions"]] == [
        ("A2", ["facts", "events", "history"]),
        ("A3", ["facts", "events", "history"]),
        ("A4", ["facts", "history"]),
        ("A5", ["facts", "history"]),
        ("A6", ["facts", "history"]),
        ("A8", ["facts", "history"]),
    ]
    assert query(db, "SELECT * FROM cases") == before


HEADINGS = "ref,forename,surname,dob,officer,setting,notes,request_received"


def possible(document: Any) -> dict[str | None, list[str]]:
    return {one["case"]: one["in"] for one in document["may_be_mentions"]}


@pytest.mark.parametrize(
    "text",
    [
        *("the Bramblewick family rang", "Zephyrine settles well", "zephyrine's mother"),
        *("born 2018-12-30", "born 30/12/2018", "30.12.2018", "30 Dec 2018", "30.12.18"),
        *("(30th December, 2018)", "30th of Dec 2018", "December 30 2018", "30-Dec-18"),
    ],
)
def test_one_name_or_the_birthday_alone_may_be_of_the_child(
    send: Send, lists: Lists, db: Path, text: str
) -> None:
    head = HEADINGS
    send(
        "import",
        lists(
            head,
            "A1,Zephyrine,Bramblewick,30/12/2018,Sam Example,Hill School,,05/01/2026",
            f'A2,Bo,Ray,01/02/2014,Sam Example,Hill School,"{text}",05/01/2026',
            "A3,Di,Kay,03/02/2014,Sam Example,Hill School,born 30/11/2018,05/01/2026",
        ),
    )
    before = query(db, "SELECT * FROM cases WHERE ref <> 'A1'")
    document = forgotten(send, "A1")
    assert document["mentions"] == []
    assert possible(document) == {"A2": ["facts", "history"]}
    assert query(db, "SELECT * FROM cases") == before


def test_where_a_name_alone_stands_is_told_apart_from_what_is_certain(
    send: Send, lists: Lists
) -> None:
    send(
        "import",
        lists(
            HEADINGS,
            "A1,Zoe,Bramblewick,30/12/2018,Sam Example,Hill School,,05/01/2026",
            "A2,Bo,Ray,,Sam Example,Bramblewick House,see A1,05/01/2026",
            "A3,Di,Kay,,Sam Example,Hill School,,05/01/2026",
            name="Bramblewick.csv",
        ),
    )
    send("log A3 -m 'Mrs Bramblewick rang'")
    send("add --case A3", "ask about Zoe")
    send("add", "ring Zoe Bramblewick's school")
    send("add", "ring Mrs Bramblewick")
    send("add", "sharpen pencils")
    said = send("forget A1 --confirm A1")
    assert said.code == 0
    assert said.out.splitlines()[1:-2] == [
        "  spoken of in these cases still (read them, and decide):",
        "    no case: history, task-2",
        "    A2: facts, history",
        "  one name or the date of birth alone, may be of this child:",
        "    no case: task-3",
        "    A3: facts, the words of a command, contacts, history, task-1",
    ]


def test_the_own_name_of_another_is_no_trace_of_the_child(send: Send, lists: Lists) -> None:
    send(
        "import",
        lists(
            HEADINGS,
            "A1,Ann,Contact,30/12/2018,Ann Event,Hill School,,05/01/2026",
            "A2,Ann,Ray,30/12/2018,Ann Event,Hill School,Ann Ray likes swings,05/01/2026",
            "A3,Bo,Contact,,Sam Example,Hill School,the Contact family,30/12/2018",
            "A4,Di,Contact-Kay,,Sam Example,Hill School,Mrs Contact-Kay rang,05/01/2026",
            "A5,Ed,Fox,,Ann Event,Hill School,,05/01/2026",
        ),
    )
    send("record A5 contact 1/3/2026")
    send("add 'sharpen pencils' --officer 'Ann Event'")
    document = forgotten(send, "A1")
    assert (document["mentions"], possible(document)) == (
        [],
        {"A5": ["the words of a command"]},
    )


def test_a_backup_named_after_the_child_is_told_and_no_longer_remembered(
    send: Send, lists: Lists, db: Path, box: Path, tmp_path: Path
) -> None:
    head = "ref,forename,surname,upn,request_received"
    send("import", lists(head, "A1,Zoe,Quux,B801200005001,05/01/2026", "A2,Bo,Ray,,05/01/2026"))
    folder = tmp_path / "zoe"
    folder.mkdir()
    named = [folder / f"{name}.db" for name in ("Zoe Quux", "quux", "a1", "B801200005001")]
    plain = folder / "plain.db"
    for place in (*named, plain):
        assert send("backup", place).code == 0
    named[1].unlink()
    said = send("forget A1 --confirm A1")
    told = said.out.splitlines()
    heading = "  backups named after the child, whose paths are no longer remembered:"
    at = told.index(heading)
    assert sorted(told[at + 1 : at + 5]) == sorted(f"    {place}" for place in named)
    assert query(db, "SELECT path FROM backups") == [(str(plain),)]
    for secret in ("Zoe Quux", "quux", "B801200005001"):
        assert in_folder(box, secret) == []
    assert forgotten(send, "A2")["unremembered"] == []


def test_the_number_of_a_forgotten_task_is_not_given_again(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "A1,05/01/2026", "A2,05/01/2026"))
    send("add 'ring the school'")
    send("add --case A1 'ring the mother'")
    forgotten(send, "A1")
    assert "task-3" in send("add 'sharpen pencils'").out
    send("add --case A2 'ring the father'")
    forgotten(send, "A2")
    assert "task-5" in send("add 'read the plan'").out
