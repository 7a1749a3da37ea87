"""Which cases a person means: by officer, team or setting, by reference, or by some text."""

import sqlite3
from pathlib import Path

from send_cli.domain.case import name_key
from send_cli.domain.problem import NotFound, shortened
from send_cli.store.file import schema_of

MOST = 100
"""So many references or names are offered to complete a word with, and no more."""


def named(connection: sqlite3.Connection, column: str, wanted: str) -> tuple[str, list[str]]:
    """Return the condition for an officer, team or setting, however it is spelt.

    Raises:
        NotFound: no case has one of that name.

    """
    if column == "officer":
        query = "SELECT 1 FROM cases WHERE officer_key = ? AND withdrawn_by IS NULL LIMIT 1"
        if connection.execute(query, [name_key(wanted)]).fetchone():
            return "cases.officer_key = ?", [name_key(wanted)]
    there = sorted(
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT {column} FROM cases "
            f"WHERE {column} IS NOT NULL AND withdrawn_by IS NULL"
        )
    )
    found = [name for name in there if name_key(name) == name_key(wanted)]
    if not found:
        shown = ", ".join(map(shortened, there[:12])) + (", …" if len(there) > 12 else "")
        held = f"those there are: {shown}" if there else f"no case has a {column}"
        raise NotFound(f'no case has the {column} "{wanted}" ({held})')
    return f"cases.{column} IN ({', '.join('?' * len(found))})", found


def found(connection: sqlite3.Connection, text: str) -> list[int]:
    """Return the ids of the cases with that text in the reference, a name or the UPN."""
    wanted = " ".join(plain(text).split())
    rows = connection.execute(
        "SELECT id, ref, coalesce(forename, ''), coalesce(surname, ''), coalesce(upn, '') "
        "FROM cases WHERE withdrawn_by IS NULL"
    )
    return [
        case_id
        for case_id, ref, forename, surname, upn in rows
        if wanted in plain(f"{ref}\n{forename} {surname}\n{surname} {forename}\n{upn}")
    ]


def refs(connection: sqlite3.Connection, part: str) -> list[str]:
    """Return the references a person may have meant: the exact one, else those that fit.

    A case fits that has the text in its reference, a name or its UPN.

    Raises:
        NotFound: there is none.

    """
    wanted = part.strip()
    rows = connection.execute("SELECT ref FROM cases WHERE withdrawn_by IS NULL ORDER BY ref")
    there = [row[0] for row in rows] if wanted else []
    if wanted in there:
        return [wanted]
    alike = [ref for ref in there if ref.casefold() == wanted.casefold()]
    if len(alike) == 1:
        return alike
    ids = ", ".join(map(str, found(connection, wanted))) if wanted.strip(" ,'’") else ""
    fitting = connection.execute(f"SELECT ref FROM cases WHERE id IN ({ids}) ORDER BY ref")
    fit = [row[0] for row in fitting]
    if not fit:
        raise NotFound(f'no case has "{shortened(part)}" in its reference, a name or its UPN')
    return fit


def plain(text: str) -> str:
    """Return text as it is searched: without regard to case, accents and apostrophes."""
    if not text.isascii():
        from unicodedata import combining, normalize

        letters = normalize("NFKD", text.replace("’", ""))
        text = "".join(letter for letter in letters if not combining(letter))
    return text.replace(",", " ").replace("'", "").casefold()


def references(path: Path, start: str) -> list[str]:
    """Return the references that begin so: a glance, for completion.

    Raises:
        sqlite3.Error: the file is absent or in use.
        CaseFileError: it is not ours.

    """
    return _glance(path, "ref", start)


def officers(path: Path, start: str) -> list[str]:
    """Return the officers whose names begin so: a glance, for completion.

    Raises:
        sqlite3.Error: the file is absent or in use.
        CaseFileError: it is not ours.

    """
    return _glance(path, "officer", start)


def _glance(path: Path, column: str, start: str) -> list[str]:
    """Return what a column holds, waiting for nobody and mending nothing."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
    try:
        schema_of(connection, path)
        rows = connection.execute(
            f"SELECT DISTINCT {column} FROM cases WHERE withdrawn_by IS NULL "
            f"AND substr({column}, 1, ?) = ? ORDER BY {column} LIMIT {MOST}",
            [len(start), start],
        )
        return [row[0] for row in rows]
    finally:
        connection.close()
