"""Where the text of other cases speaks of a child: a person decides what becomes of it."""

import re
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from send_cli.store.search import plain


class Mention(NamedTuple):
    """A case whose text speaks of the child, and the tables it stands in; None is of no case."""

    ref: str | None
    tables: tuple[str, ...]


class Identity(NamedTuple):
    """What a child is known by, each as it is searched for."""

    numbers: frozenset[str]
    forenames: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def of(
        cls, numbers: Iterable[str], forenames: Iterable[str], surnames: Iterable[str]
    ) -> "Identity":
        """Return what is searched for, of what is on record."""
        return cls(
            *(
                frozenset(words for words in map(_words, texts) if words.strip())
                for texts in (numbers, forenames, surnames)
            )
        )

    def is_in(self, text: str) -> bool:
        """Say whether a text has the reference, a number, or both names, as words of their own."""
        words = _words(text)
        return any(number in words for number in self.numbers) or (
            any(name in words for name in self.forenames)
            and any(name in words for name in self.surnames)
        )


def _words(text: str) -> str:
    """Return the words of a text with a space on either side, without case and accents."""
    words = re.findall(r"\w+", plain(text))
    return f" {' '.join(words)} "


def mentions(connection: sqlite3.Connection, identity: Identity) -> list[Mention]:
    """Return the cases whose text speaks of the child, in the order of their references.

    The forename is enough in a case of the same surname: a brother's or sister's.
    """
    cases = {
        case_id: (ref, surname or "")
        for case_id, ref, surname in connection.execute("SELECT id, ref, surname FROM cases")
    }
    found: dict[str | None, list[str]] = {}
    for table, case_id, text in _texts(connection):
        ref, surname = cases.get(case_id, (None, ""))
        if identity.is_in(f"{text}\n{surname}") and table not in found.setdefault(ref, []):
            found[ref].append(table)
    return [
        Mention(ref, tuple(tables))
        for ref, tables in sorted(found.items(), key=lambda one: one[0] or "")
        if tables
    ]


def _texts(connection: sqlite3.Connection) -> Iterable[tuple[str, int | None, str]]:
    """Yield the text of every row that a person wrote, with the case it is of."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' "
        "AND name NOT IN ('deadlines', 'derived', 'backups') ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        texts = [f'"{row[1]}"' for row in columns if row[2] == "TEXT"]
        names = {row[1] for row in columns}
        case = "id" if table == "cases" else "case_id" if "case_id" in names else None
        if table == "commands":
            case = "(SELECT max(case_id) FROM journal WHERE command_id = commands.id)"
        for case_id, *row in connection.execute(
            f'SELECT {case or "NULL"}, {", ".join(texts) or "NULL"} FROM "{table}"'
        ):
            yield table, case_id, "\n".join(filter(None, row))
