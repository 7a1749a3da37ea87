"""The wide case list: one row a child, one column for the latest date of each kind of event."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from send_cli.domain.case import Field, SettingType, Unread
from send_cli.domain.event import BOOKABLE, REVIEW_DECISIONS, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.flag import Flag
from send_cli.domain.merge import ListedCase, mended_by
from send_cli.domain.problem import Problem, Severity
from send_cli.importers import headings as h
from send_cli.importers.cells import normal
from send_cli.importers.dates import HOW_TO_WRITE, NotADateError, is_blank
from send_cli.importers.listing import Columns, Listing, Progress, Row, order_problems
from send_cli.importers.table import Table, read_table

OUTCOMES = {
    "maintain": K.REVIEW_MAINTAIN,
    "m": K.REVIEW_MAINTAIN,
    "amend": K.REVIEW_AMEND,
    "a": K.REVIEW_AMEND,
    "cease": K.REVIEW_CEASE,
    "c": K.REVIEW_CEASE,
}
REQUEST_OUTCOMES = {
    "y": K.ASSESSMENT_AGREED,
    "yes": K.ASSESSMENT_AGREED,
    "agreed": K.ASSESSMENT_AGREED,
    "assess": K.ASSESSMENT_AGREED,
    "n": K.ASSESSMENT_REFUSED,
    "no": K.ASSESSMENT_REFUSED,
    "refused": K.ASSESSMENT_REFUSED,
    "not to assess": K.ASSESSMENT_REFUSED,
    "w": K.REQUEST_WITHDRAWN,
    "withdrawn": K.REQUEST_WITHDRAWN,
}
UNDECIDED = frozenset({"a", "awaiting", "pending", "h"})
YEAR_GROUPS = frozenset({"n1", "n2", "r", *map(str, range(15))})
OLDEST = 27
"""Years: nobody with an EHC plan was born more than so many years ago."""


def read_wide(path: Path, today: date) -> Listing:
    """Read a wide CSV list that has the template's headings.

    Raises:
        InputRefused: no row of it can be read.

    """
    return wide_listing(read_table(path, None, h.KNOWN), today)


def wide_listing(
    table: Table,
    today: date,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a wide list; `mapping` is from normalised headings to fields.

    Raises:
        InputRefused: its headings cannot be used.

    """
    places, unused, found = h.columns(table.file, table.headings, mapping or {}, h.Layout.WIDE)
    columns = Columns(places, table.headings)
    problems = [*table.problems, *found]
    by_ref: dict[str, list[_Row]] = {}
    refs: set[str] = set()
    refused = 0
    for number, cells in progress(table) if progress else table.rows:
        row = _Row(number, cells, columns, today)
        if row.refused(table.shifted):
            refused += 1
            problems += row.problems
            if row.ref and not row.is_footer:
                refs.add(row.ref)
        else:
            by_ref.setdefault(row.ref, []).append(row)
    cases = []
    for rows in by_ref.values():
        for row in rows:
            row.read()
        clash = _contradiction(rows) if len(rows) > 1 else None
        if clash:
            refused += len(rows)
            problems.extend(_clashes(rows, clash))
            continue
        problems.extend(problem for row in rows for problem in row.problems)
        case = _joined(rows)
        problems += order_problems(case.ref, case.events, rows[0].name(h.REF), rows[0].number)
        cases.append(case)
    return Listing(
        h.Layout.WIDE,
        table.file,
        table.encoding,
        len(table.rows),
        refused,
        tuple(sorted(problems, key=lambda problem: problem.row or 0)),
        tuple(unused),
        cases=tuple(cases),
        has_officers=Field.OFFICER in places,
        refs=frozenset(refs | by_ref.keys()),
    )


class _Row(Row):
    """One row of a wide list: the facts, events and unreadable cells found in it."""

    def __init__(self, number: int, cells: tuple[str, ...], columns: Columns, today: date) -> None:
        super().__init__(number, cells, columns, today)
        self.facts: dict[Field, str] = {}
        self.events: list[Event] = []
        self.unread: list[Unread] = []

    def read(self) -> None:
        """Read every cell."""
        for field, text in self.cells.items():
            if kind := h.EVENT_COLUMNS.get(field):
                self._event(field, kind)
            elif field in _FIELDS:
                self._fact(_FIELDS[field], text)
        if h.NAME in self.cells:
            self._name(self.cells[h.NAME])
        self._review_decision()
        self._request_outcome()
        if not self.events and not self.unread:
            self.problems.append(
                Problem("has no date in it, so nothing runs for it", Severity.WARNING, self.number)
            )

    def reads(self) -> set[str]:
        """Return the headings whose cells were read, and those that its events make good."""
        return {field.value for field in self.facts}.union(*map(mended_by, self.events))

    def _keep_unread(self, field: str, message: str) -> None:
        self.problem(field, message)
        self.unread.append(Unread(field, self.cells[field]))

    def _date(self, field: str, *, bookable: bool = False) -> date | None:
        try:
            return self.day(field, bookable=bookable)
        except NotADateError as error:
            self._keep_unread(field, str(error))
            return None

    def _event(self, field: str, kind: K) -> None:
        bookable = kind in BOOKABLE
        day = self._date(field, bookable=bookable)
        if day:
            self.events.append(Event(kind, day, booked=bookable and day > self.today))

    def _review_decision(self) -> None:
        outcome = self.cells.get(h.REVIEW_OUTCOME, "")
        day = self._date(h.REVIEW_DECISION)
        kind = OUTCOMES.get(normal(outcome).split(" ")[0]) if outcome else None
        if not is_blank(outcome) and kind is None:
            self._keep_unread(
                h.REVIEW_OUTCOME, "is not an outcome (write maintain, amend or cease)"
            )
        if day:
            self.events.append(Event(kind or K.REVIEW_DECISION, day))
        elif kind and not any(cell.heading == h.REVIEW_DECISION for cell in self.unread):
            self._keep_unread(
                h.REVIEW_OUTCOME,
                "is an outcome without the date of its decision (fill in review_decision)",
            )

    def _request_outcome(self) -> None:
        outcome = normal(self.cells.get(h.REQUEST_OUTCOME, ""))
        dated = h.REQUEST_OUTCOME_DATE in self.cells
        day = self._date(h.REQUEST_OUTCOME_DATE) if dated else None
        kind = REQUEST_OUTCOMES.get(outcome)
        if day and kind and any(e.kind is kind and e.on != day for e in self.events):
            self._keep_unread(
                h.REQUEST_OUTCOME_DATE,
                f"is another day than the row's own date for {kind.words} (keep the right one)",
            )
        elif day and kind:
            self.events.append(Event(kind, day))
        elif day:
            self._keep_unread(
                h.REQUEST_OUTCOME_DATE,
                "is a date, but of what is not said (give the request outcome: Y, N or W)",
            )
        elif outcome and kind is None and outcome not in UNDECIDED:
            self._keep_unread(h.REQUEST_OUTCOME, "is not a request outcome (write Y, N, A or W)")

    def _name(self, text: str) -> None:
        surname, comma, forename = text.partition(",")
        if not comma:
            forename, _, surname = text.rpartition(" ")
        for field, part in ((Field.FORENAME, forename), (Field.SURNAME, surname)):
            if part.strip():
                self.facts.setdefault(field, part.strip())

    def _fact(self, field: Field, text: str) -> None:
        if field is Field.DOB:
            self._dob()
        elif field is Field.SETTING_TYPE:
            kind = normal(text).replace(" ", "-")
            if kind in set(SettingType):
                self.facts[field] = kind
            elif not is_blank(text) or text == "none":
                self._keep_unread(field, f"is not a setting type (write {', '.join(SettingType)})")
        elif field is Field.YEAR_GROUP:
            self._year_group(text)
        elif field is Field.FLAGS:
            self._flags(text)
        elif field is Field.UPN:
            self.facts[field] = "".join(text.lstrip("'").split()).upper()
        elif text.casefold() not in {"-", "–", "—", "n/a", "tbc"}:
            self.facts[field] = text

    def _dob(self) -> None:
        born = self._date(Field.DOB)
        if born is None:
            return
        if self.today.year - born.year > OLDEST:
            self._keep_unread(
                Field.DOB, f"is more than {OLDEST} years ago ({HOW_TO_WRITE}, the year in full)"
            )
        else:
            self.facts[Field.DOB] = born.isoformat()

    def _year_group(self, text: str) -> None:
        year = normal(text).removesuffix(" 0")
        for word in ("national curriculum year", "nc year", "ncy", "year", "yr", "y"):
            year = year.removeprefix(word).strip()
        year = {"reception": "r", "nursery": "n2"}.get(year, year.lstrip("0") or "0")
        if year in YEAR_GROUPS:
            self.facts[Field.YEAR_GROUP] = year.upper()
        elif not is_blank(text):
            self._keep_unread(Field.YEAR_GROUP, "is not a year group (write N1, N2, R or 1 to 14)")

    def _flags(self, text: str) -> None:
        flags = [flag for one in text.split(";") if (flag := normal(one).replace(" ", "-"))]
        if flags:
            self.facts[Field.FLAGS] = ";".join(dict.fromkeys(flags))
        unknown = [flag for flag in flags if flag not in set(Flag)]
        if unknown:
            self.problem(
                Field.FLAGS,
                f"has a flag that send does not know: {', '.join(unknown)} was kept but moves "
                f"nothing up the list (those it knows: {', '.join(Flag)})",
                Severity.WARNING,
            )


_FIELDS = {field.value: field for field in Field}


def _contradiction(rows: list[_Row]) -> str | None:
    """Return the first heading on which two rows of one reference disagree."""
    facts: dict[str, object] = {}
    for row in rows:
        said: dict[str, object] = dict(row.facts.items())
        for event in row.events:
            name = h.REVIEW_DECISION if event.kind in REVIEW_DECISIONS else event.kind
            said[name] = (event.kind, event.on)
        for heading, what in said.items():
            if facts.setdefault(heading, what) != what:
                return heading.replace("-", "_")
    return None


def _clashes(rows: list[_Row], heading: str) -> Iterator[Problem]:
    for row in rows:
        others = ", ".join(str(other.number) for other in rows if other is not row)
        yield Problem(
            f"says something else of this case than row {others} ({heading}), so both were "
            "refused (keep the row that is right)",
            Severity.ERROR,
            row.number,
            row.name(h.REF),
            row.ref,
        )


def _joined(rows: list[_Row]) -> ListedCase:
    facts: dict[Field, str] = {}
    for row in rows:
        facts |= row.facts
    events = dict.fromkeys(event for row in rows for event in row.events)
    unread = dict.fromkeys(
        cell
        for row in rows
        for cell in row.unread
        if not any(cell.heading in other.reads() for other in rows if other is not row)
    )
    return ListedCase(
        rows[0].ref, tuple(row.number for row in rows), facts, tuple(events), tuple(unread)
    )
