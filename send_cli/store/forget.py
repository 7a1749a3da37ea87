"""Forgetting a child: out of every table, and out of every byte of the case file."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case, Field
from send_cli.domain.change import REF, SOURCE
from send_cli.domain.problem import NotFound
from send_cli.store.backup import clear_parts, kept_beside, remembered
from send_cli.store.file import schema_of, sentences
from send_cli.store.mentions import Identity, Mention, mentions
from send_cli.store.opening import bring_up_to_date, in_memory
from send_cli.store.tasks import keep_last_number
from send_cli.store.whole import alone, refuse_damaged, replace
from send_cli.store.write import Command, new_command

GONE = "(forgotten)"
"""What stands in the words of a command, and for the name of a list, in the place of a child."""

_IDENTITY = (Field.FORENAME, Field.SURNAME, Field.UPN, Field.ULN, Field.DOB)


class Copy(NamedTuple):
    """A copy of the case file: whether it holds the child; None where it cannot be looked into."""

    path: Path
    is_there: bool
    holds: bool | None


class Forgotten(NamedTuple):
    """What was erased: rows by table and commands reworded; and what holds the child still.

    `possible` may be of another. `unremembered` are backups named after the
    child, whose paths the case file no longer holds.
    """

    rows: dict[str, int]
    commands: int
    copies: list[Copy]
    mentions: list[Mention]
    possible: list[Mention]
    unremembered: list[Path]


def child(connection: sqlite3.Connection, ref: str) -> Case:
    """Return the child of exactly that reference, on record or taken off it, with no events.

    Raises:
        NotFound: there is none.

    """
    row = connection.execute(
        "SELECT ref, forename, surname FROM cases WHERE ref = ? ORDER BY withdrawn_by IS NULL DESC",
        [ref],
    ).fetchone()
    if row:
        names = zip((Field.FORENAME, Field.SURNAME), row[1:], strict=True)
        return Case(row[0], {field: text for field, text in names if text})
    near = connection.execute(
        "SELECT ref FROM cases WHERE instr(lower(ref), lower(?)) > 0 LIMIT 1", [ref]
    ).fetchone()
    if ref and near:
        raise NotFound(f'"{ref}" is not the whole reference (as {near[0]} is): write all of it')
    raise NotFound(f'no case has the reference "{ref}"')


def forget(path: Path, ref: str, book: RuleBook, command: Command) -> Forgotten:
    """Erase a child from the case file, in one step: a sudden death leaves all of it or nothing.

    It is erased from a copy in memory, which is then packed and put in the
    place of the file.

    Raises:
        CaseFileError: the case file is in use or damaged.
        NotFound: no case has that reference.

    """
    with sentences(path), alone(path) as connection, closing(in_memory(connection)) as whole:
        bring_up_to_date(whole, schema_of(whole, path), book)
        child(whole, ref)
        identity = _identity(whole, ref)
        rows, commands = _erase(whole, ref, identity)
        known = [row[0] for row in remembered(whole)]
        unremembered = _forget_paths(whole, identity)
        new_command(whole, command)
        # Deleting leaves what was deleted in the free room of its pages. VACUUM writes
        # every page anew, and every page of the file is then replaced by one of those.
        whole.execute("VACUUM")
        refuse_damaged(whole, path)
        clear_parts(path)
        found, possible = mentions(whole, identity)
        copies = _copies(path, known, ref)
        replace(connection, whole)
    return Forgotten(rows, commands, copies, found, possible, unremembered)


def _identity(connection: sqlite3.Connection, ref: str) -> Identity:
    """Return every reference, name and number the case has ever had."""
    ids = _ids(connection, ref)
    said: dict[Field, set[str]] = {field: set() for field in _IDENTITY}
    refs = {ref}
    columns = ", ".join(_IDENTITY)
    for row in connection.execute(f"SELECT {columns} FROM cases WHERE ref = ?", [ref]):
        for field, text in zip(_IDENTITY, row, strict=True):
            said[field].add(text or "")
    changes = connection.execute(
        f"SELECT thing, what, old, new FROM journal WHERE case_id IN ({ids})"
    )
    for thing, what, *texts in changes:
        for text in filter(None, texts):
            if thing == "case":
                facts = json.loads(text) if text.startswith("{") else {}
                for field in _IDENTITY:
                    said[field].add(facts.get(field) or "")
            elif what in _IDENTITY and (thing, what) != ("unread", Field.DOB):
                said[Field(what)].add(text)
            elif what == REF:
                refs.add(text)
    numbers = (*refs, *said[Field.UPN], *said[Field.ULN])
    return Identity.of(numbers, said[Field.FORENAME], said[Field.SURNAME], said[Field.DOB])


def _ids(connection: sqlite3.Connection, ref: str) -> str:
    """Return the ids of every row of that reference: an import that was undone leaves one too."""
    rows = connection.execute("SELECT id FROM cases WHERE ref = ?", [ref])
    return ", ".join(str(row[0]) for row in rows)


def tables_with(connection: sqlite3.Connection, *columns: str) -> list[str]:
    """Return the tables that have all of those columns, whatever else they are."""
    return [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        if {*columns} <= {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
    ]


def _erase(
    connection: sqlite3.Connection, ref: str, identity: Identity
) -> tuple[dict[str, int], int]:
    """Erase every row that is of the case; return how many by table, and the commands reworded."""
    ids = _ids(connection, ref)
    reworded = _reword(connection, ids, identity)
    _rename_lists(connection, identity)
    keep_last_number(connection)
    rows = Counter[str]()
    for table in tables_with(connection, "case_id"):
        rows[table] += connection.execute(
            f'DELETE FROM "{table}" WHERE case_id IN ({ids})'
        ).rowcount
    rows["cases"] += connection.execute(f"DELETE FROM cases WHERE id IN ({ids})").rowcount
    return {table: number for table, number in sorted(rows.items()) if number}, reworded


def _reword(connection: sqlite3.Connection, ids: str, identity: Identity) -> int:
    """Leave of the words of a command that was about the child only what was done.

    A command that was about other cases alone keeps its words: they are theirs,
    but for the name of a list.
    """
    own, others = set[int](), set[int]()
    for table in tables_with(connection, "case_id", "command_id"):
        found = connection.execute(
            f'SELECT DISTINCT command_id, case_id IN ({ids}) FROM "{table}" '
            "WHERE command_id IS NOT NULL AND case_id IS NOT NULL"
        )
        for command, is_own in found:
            (own if is_own else others).add(command)
    new = [
        (f"{words.split(' ')[0]} {GONE}", number)
        for number, words in connection.execute("SELECT id, words FROM commands").fetchall()
        if (number in own - others)
        or (
            (number in own or number not in others or words.startswith("import "))
            and identity.is_in(words)
        )
    ]
    connection.executemany("UPDATE commands SET words = ? WHERE id = ?", new)
    return len(new)


def _rename_lists(connection: sqlite3.Connection, identity: Identity) -> None:
    """Give a list that is named after the child another name, wherever it is said of other cases.

    The numbers of its rows stay.
    """
    for table, column, where in (
        ("journal", "file", ""),
        ("cases", "source", ""),
        ("journal", "old", f"AND what = '{SOURCE}'"),
        ("journal", "new", f"AND what = '{SOURCE}'"),
    ):
        names = connection.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL {where}"
        ).fetchall()
        connection.executemany(
            f"UPDATE {table} SET {column} = ? WHERE {column} = ? {where}",
            [(f"{GONE}{Path(name).suffix}", name) for (name,) in names if identity.is_in(name)],
        )


def _forget_paths(connection: sqlite3.Connection, identity: Identity) -> list[Path]:
    """Take out the paths of backups that are named after the child, and return them.

    One name alone counts in the name of the file, not in those of its folders.
    """
    paths = [Path(path) for path, *_ in remembered(connection)]
    named = [path for path in paths if identity.is_in(str(path)) or identity.may_be_in(path.name)]
    connection.executemany("DELETE FROM backups WHERE path = ?", [(str(path),) for path in named])
    return named


def _copies(path: Path, known: Sequence[str], ref: str) -> list[Copy]:
    """Look into every copy of the case file that is known of; those without the child are left out.

    One that is remembered and is not where it was made is told too: it may have been moved.
    """
    places: Iterable[Path] = dict.fromkeys([*kept_beside(path), *map(Path, known)])
    looked = [Copy(place, place.exists(), _holds(place, ref)) for place in places]
    return [copy for copy in looked if copy.holds is not False]


def _holds(path: Path, ref: str) -> bool | None:
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            return copy.execute("SELECT 1 FROM cases WHERE ref = ?", [ref]).fetchone() is not None
    except sqlite3.Error:
        return None
