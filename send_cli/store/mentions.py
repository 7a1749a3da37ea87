"""Where the text of other cases speaks of a child: a person decides what becomes of it."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from send_cli.domain.task import PREFIX
from send_cli.store.search import plain

_OFFICERS = ("officer", "officer_key", "who")
"""The columns with the name of an officer, who is no child."""

_NO_TEXT = frozenset(
    (
        *("forename", "surname", "dob", "upn", "uln", "team", *_OFFICERS),
        *("year_group", "setting_type", "setting_urn", "flags", "heading", "thing", "what"),
        *("kind", "channel", "party", "rule", "on_date", "at", "as_of", "due", "until"),
        *("added_on", "start_on", "done_on", "snoozed_on", "snoozed_until", "made_on"),
        *("year_group_on", "setting_type_on", "missing_since"),
    )
)
"""The columns with somebody's own name, a day or a word of a closed list, and no other text."""

_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)


class Mention(NamedTuple):
    """A case whose text speaks of the child, and where: tables, tasks by name; None is no case."""

    ref: str | None
    places: tuple[str, ...]


class Identity(NamedTuple):
    """What a child is known by, each as it is searched for; `born` by the day in ISO form."""

    numbers: frozenset[str]
    forenames: frozenset[str]
    surnames: frozenset[str]
    born: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(
        cls,
        numbers: Iterable[str],
        forenames: Iterable[str],
        surnames: Iterable[str],
        born: Iterable[str],
    ) -> "Identity":
        """Return what is searched for, of what is on record."""
        return cls(
            _all_words(numbers),
            _all_words(forenames),
            _all_words(surnames),
            {day: _birthday(date.fromisoformat(day)) for day in born if day},
        )

    def is_in(self, text: str) -> bool:
        """Say whether a text has the reference, a number, or both names, as words of their own."""
        return self._is_among(_words(text))

    def may_be_in(self, text: str) -> bool:
        """Say whether a text has a name, or the date of birth however it is written."""
        return self._may_be_among(_words(text))

    def _is_among(self, words: str) -> bool:
        return any(number in words for number in self.numbers) or (
            any(name in words for name in self.forenames)
            and any(name in words for name in self.surnames)
        )

    def _may_be_among(self, words: str, own_birthday: str | None = None) -> bool:
        """Say so of words; an initial alone is no name."""
        return any(
            name in words for name in self.forenames | self.surnames if len(name.strip()) > 1
        ) or any(day != own_birthday and form.search(words) for day, form in self.born.items())


class _Child(NamedTuple):
    """The child a case is of, whose own names and birthday say nothing of another."""

    ref: str | None
    forename: str
    surname: str
    dob: str | None


def _words(text: str) -> str:
    """Return the words of a text with a space on either side, without case and accents."""
    words = re.findall(r"[^\W_]+", plain(_POSSESSIVE.sub("", text)))
    return f" {' '.join(words)} "


def _all_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(words for words in map(_words, texts) if words.strip())


def _birthday(day: date) -> re.Pattern[str]:
    """Return what finds a day among words, written in any usual way."""
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    name = f"{day:%B}".casefold()
    month = rf"(?:0?{day.month}|{name}|{name[:3]}|{name[:4]})"
    year = rf"(?:{day.year}|{day.year % 100:02})"
    return re.compile(
        rf" (?:{number}(?: of)? {month} {year}|{day.year} {month} {number}|"
        rf"{month} {number} {year}|{day:%Y%m%d}|{day:%d%m%Y}) "
    )


def mentions(
    connection: sqlite3.Connection, identity: Identity
) -> tuple[list[Mention], list[Mention]]:
    """Return the cases whose text speaks of the child, and those whose text may.

    The forename is enough in a case of the same surname: a brother's or sister's.
    A forename, surname or date of birth alone may be another's; where it is that
    of the case's own child, it is.
    """
    children = {
        case_id: _Child(ref, _words(forename or ""), _words(surname or ""), dob)
        for case_id, ref, forename, surname, dob in connection.execute(
            "SELECT id, ref, forename, surname, dob FROM cases"
        )
    }
    nobody = _Child(None, "", "", None)
    certain: dict[str | None, dict[str, None]] = {}
    possible: dict[str | None, dict[str, None]] = {}
    for case_id, place, cells in _texts(connection):
        child = children.get(case_id or 0, nobody)
        words = _words("\n".join(cells.values()))
        if identity._is_among(f"{words}{child.surname}"):
            certain.setdefault(child.ref, {})[place] = None
        elif identity._may_be_among(words) and identity._may_be_among(
            _others(cells, child), child.dob
        ):
            possible.setdefault(child.ref, {})[place] = None
    for ref, places in certain.items():
        for place in places:
            possible.get(ref, {}).pop(place, None)
    return _sorted(certain), _sorted(possible)


def _sorted(found: Mapping[str | None, Iterable[str]]) -> list[Mention]:
    """Return the cases in the order of their references, without those where nothing is left."""
    return [
        Mention(ref, tuple(places))
        for ref, places in sorted(found.items(), key=lambda one: one[0] or "")
        if places
    ]


def _others(cells: Mapping[str, str], child: _Child) -> str:
    """Return the words of a row that may be of others: those written, without the own names."""
    thing, what = cells.get("thing"), cells.get("what")
    written = {column: text for column, text in cells.items() if column not in _NO_TEXT}
    for column in ("old", "new"):
        if thing in ("event", "held") or what in _NO_TEXT:
            written.pop(column, None)
        elif thing == "case" and cells.get(column, "").startswith("{"):
            facts: dict[str, str] = json.loads(written[column])
            written[column] = "\n".join(
                text for field, text in facts.items() if field not in _NO_TEXT
            )
    words = _words("\n".join(written.values()))
    for name in (child.forename, child.surname):
        words = words.replace(name, " ") if name.strip() else words
    return words


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[int | None, str, dict[str, str]]]:
    """Yield the text of every row that a person wrote, by column, with its case and its place."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' "
        "AND name NOT IN ('deadlines', 'derived', 'backups') ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        texts = [row[1] for row in columns if row[2] == "TEXT" and row[1] not in _OFFICERS]
        names = {row[1] for row in columns}
        case = "id" if table == "cases" else "case_id" if "case_id" in names else "NULL"
        if table == "commands":
            case = "(SELECT max(case_id) FROM journal WHERE command_id = commands.id)"
        place = f"'{PREFIX}' || number" if table == "tasks" else f"'{table}'"
        wanted = "".join(f', "{column}"' for column in texts)
        for case_id, where, *row in connection.execute(
            f'SELECT {case}, {place}{wanted} FROM "{table}"'
        ):
            cells = zip(texts, row, strict=True)
            yield case_id, where, {column: text for column, text in cells if text}
