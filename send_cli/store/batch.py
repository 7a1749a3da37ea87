"""The rows one command adds."""

import sqlite3
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from send_cli.domain.case import RECORDED_ON, Field, Unread, name_key
from send_cli.domain.change import MISSING_SINCE, SOURCE, Change
from send_cli.domain.event import Event
from send_cli.store.reverse import columns_set
from send_cli.store.rows import TABLES, THINGS, Kept, cells

if TYPE_CHECKING:
    from json import JSONEncoder

_FACTS = tuple(Field)
_COLUMNS = tuple((field, field.value) for field in Field)
_JOURNAL = "command_id, case_id, thing, what, row_id, old, new, file, row, note"


class Batch:
    """The rows one command adds, written together at its end."""

    def __init__(
        self, connection: sqlite3.Connection, command_id: int, as_of: str, file: str | None
    ) -> None:
        self.connection = connection
        self.command_id = command_id
        self.as_of = as_of
        self.file = file
        self.reason: str | None = None
        self.cases: dict[int, dict[str, str | int | None]] = {}
        self.events: list[tuple[object, ...]] = []
        self.unread: list[tuple[object, ...]] = []
        self.kept: dict[str, list[tuple[object, ...]]] = {}
        self.journal: list[tuple[object, ...]] = []
        self.next_id = {
            table: connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
            for table in ("cases", "events", "unread", *THINGS.values())
        }

    @cached_property
    def encoder(self) -> "JSONEncoder":
        """What writes the facts of a new case; made once, and only where there is one."""
        from json import JSONEncoder

        return JSONEncoder(ensure_ascii=False)

    def _id(self, table: str) -> int:
        self.next_id[table] += 1
        return int(self.next_id[table])

    def new_case(self, change: Change, facts: Mapping[Field, str]) -> int:
        """Add a case with its facts; return its id."""
        case_id = self._id("cases")
        officer = facts.get(Field.OFFICER)
        self.cases[case_id] = {
            "id": case_id,
            "ref": change.ref,
            "officer_key": name_key(officer) if officer else None,
            MISSING_SINCE: None,
            SOURCE: self.file,
            **{day: self.as_of if facts.get(field) else None for field, day in RECORDED_ON.items()},
            **{column: facts.get(field) for field, column in _COLUMNS},
        }
        shown = self.encoder.encode(dict(facts))
        self.note(case_id, "case", change.ref, case_id, None, shown, change.row)
        return case_id

    def held(self, case_id: int, column: str) -> str | None:
        """Return what a field holds, of a case in the file or of one not yet written to it."""
        if case_id in self.cases:
            value = self.cases[case_id][column]
        else:
            (value,) = self.connection.execute(
                f"SELECT {column} FROM cases WHERE id = ?", [case_id]
            ).fetchone()
        return None if value is None else str(value)

    def set_field(self, case_id: int, column: str, value: str | None) -> None:
        """Set a field, of a case in the file or of one not yet written to it."""
        values = columns_set(column, value)
        if case_id in self.cases:
            self.cases[case_id].update(values)
            return
        for name, text in values.items():
            self.connection.execute(f"UPDATE cases SET {name} = ? WHERE id = ?", [text, case_id])

    def new_event(self, case_id: int, event: Event, day: str) -> int:
        """Add an event to a case, its day in ISO form; return its id."""
        row_id = self._id("events")
        self.events.append(
            (
                row_id,
                case_id,
                event.kind.value,
                day,
                event.about,
                event.note,
                int(event.booked),
            )
        )
        return row_id

    def new_unread(self, case_id: int, cell: Unread) -> int:
        """Add an unreadable cell to a case; return its id."""
        row_id = self._id("unread")
        self.unread.append((row_id, case_id, cell.heading, cell.text))
        return row_id

    def new_row(self, case_id: int | None, kept: Kept) -> int:
        """Add what is kept beside the events; return the id of its row."""
        table, columns = TABLES[type(kept)]
        row_id = self._id(table)
        statement = f"INSERT INTO {table} (id, case_id, {', '.join(columns)}) VALUES"
        self.kept.setdefault(statement, []).append((row_id, case_id, *cells(kept)))
        return row_id

    def note(
        self,
        case_id: int | None,
        thing: str,
        what: str,
        row_id: int | None,
        old: str | None,
        new: str | None,
        row: int | None,
    ) -> None:
        """Journal one change, with the reason given for it."""
        place = (self.file, row, self.reason)
        self.journal.append((self.command_id, case_id, thing, str(what), row_id, old, new, *place))

    def write(self) -> None:
        """Write the rows."""
        cases: list[tuple[object, ...]] = [tuple(case.values()) for case in self.cases.values()]
        columns = ", ".join(next(iter(self.cases.values()), ()))
        statements: tuple[tuple[str, list[tuple[object, ...]]], ...] = (
            (f"INSERT INTO cases ({columns}) VALUES", cases),
            (
                "INSERT INTO events (id, case_id, kind, on_date, about, note, booked) VALUES",
                self.events,
            ),
            ("INSERT INTO unread (id, case_id, heading, text) VALUES", self.unread),
            *self.kept.items(),
            (f"INSERT INTO journal ({_JOURNAL}) VALUES", self.journal),
        )
        for statement, rows in statements:
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self.connection.executemany(f"{statement} ({marks})", rows)
