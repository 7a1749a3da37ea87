"""A row of the wide case list: the facts, the events and the unreadable cells found in it."""

from collections.abc import Callable
from datetime import date

from send_cli.domain.case import Field, SettingType, Unread
from send_cli.domain.event import BOOKABLE, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.flag import Flag, Spell, flags_text, read_flags
from send_cli.domain.identifier import NO_ULN, odd_uln, odd_upn, odd_urn, repaired
from send_cli.domain.merge import mended_by
from send_cli.domain.problem import Problem, Severity
from send_cli.importers import headings as h
from send_cli.importers.cells import normal
from send_cli.importers.dates import HOW_TO_WRITE, NotADateError, is_blank
from send_cli.importers.row import FORMULA_ERRORS, Columns, Row

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
DAYS_OF_A_FLAG = "write them like out-of-school@2026-02-02 or tribunal@2026-02-02/2026-03-01"
OLDEST = 27
"""Years: nobody with an EHC plan was born more than so many years ago."""


class WideRow(Row):
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
        if field in _READ:
            _READ[field](self, field, text)
        elif text[0] == "#" and text.casefold() in FORMULA_ERRORS:
            self.problem(field, "is a formula's error, and was read as blank", Severity.WARNING)
        elif text.casefold() not in _NOTHING:
            self.facts[field] = text

    def _setting_type(self, field: Field, text: str) -> None:
        kind = normal(uncoded(text)).replace(" ", "-")
        if kind in _SETTING_TYPES:
            self.facts[field] = kind
        elif not is_blank(text) or text == "none":
            self._keep_unread(field, f"is not a setting type (write {', '.join(SettingType)})")

    def _need(self, field: Field, text: str) -> None:
        if text.casefold() not in _NOTHING:
            self.facts[field] = uncoded(text)

    def _identifier(self, field: Field, text: str) -> None:
        """Keep a number that stands for a child or a school, and say what is odd about it.

        The warnings do not quote it: they are printed, and it may be a child's.
        """
        if text.casefold() in _NO_NUMBER:
            return
        plain = "".join(text.split()).strip("'‘’")
        number = repaired(plain.upper() if field is Field.UPN else plain)
        if (field is Field.ULN and number == NO_ULN) or not any(map(str.isalnum, plain)):
            self._warn(field, "is what stands for no number, and was read as blank")
            return
        if number is None:
            self._warn(field, "lost its last figures in a spreadsheet (it was kept as it is)")
        else:
            if number.casefold() != text.casefold():
                self._warn(field, "had spaces, an apostrophe or a spreadsheet's marks, taken out")
            if wrong := _ODD[field](number):
                self._warn(field, wrong)
        self.facts[field] = number or plain

    def _warn(self, field: Field, message: str) -> None:
        name = self.name(field)
        self.problems.append(
            Problem(message, Severity.WARNING, self.number, name, None, self.ref, field)
        )

    def _dob(self, field: Field, _: str) -> None:
        born = self._date(field)
        if born is None:
            return
        if self.today.year - born.year > OLDEST:
            self._keep_unread(
                field, f"is more than {OLDEST} years ago ({HOW_TO_WRITE}, the year in full)"
            )
        else:
            self.facts[field] = born.isoformat()

    def _year_group(self, field: Field, text: str) -> None:
        year = normal(text).removesuffix(" 0")
        for word in ("national curriculum year", "nc year", "ncy", "year", "yr", "y"):
            year = year.removeprefix(word).strip()
        year = {"reception": "r", "nursery": "n2"}.get(year, year.lstrip("0") or "0")
        if year in YEAR_GROUPS and text[0] not in "<>":
            self.facts[field] = year.upper()
        elif not is_blank(text):
            self._keep_unread(field, "is not a year group (write N1, N2, R or 1 to 14)")

    def _flags(self, field: Field, text: str) -> None:
        flags: dict[str, Spell] = {}
        for one in text.split(";"):
            said, at, days = one.partition("@")
            read = read_flags(f"flag@{days.strip()}").get("flag") if at else Spell()
            if read is None:
                self._keep_unread(field, f"has days that cannot be read ({DAYS_OF_A_FLAG})")
            elif flag := normal(said).replace(" ", "-"):
                flags.setdefault(flag, read)
        if flags:
            self.facts[field] = flags_text(flags)
        unknown = [flag for flag in flags if flag not in _FLAGS]
        if unknown:
            self.problem(
                field,
                f"has a flag that send does not know: {', '.join(unknown)} was kept but moves "
                f"nothing up the list (those it knows: {', '.join(Flag)})",
                Severity.WARNING,
            )


def uncoded(text: str) -> str:
    """Return a value without the letter of a return's list before it: `b) Female`."""
    letter, bracket, value = text.partition(")")
    return value.strip() if bracket and len(letter) <= 2 and letter.isalpha() else text


_ODD = {Field.UPN: odd_upn, Field.ULN: odd_uln, Field.SETTING_URN: odd_urn}
_NOTHING = frozenset({"-", "–", "—", "n/a", "tbc"})
_SETTING_TYPES = frozenset[str](SettingType)
_FLAGS = frozenset[str](Flag)
_NO_NUMBER = frozenset(
    {"-", "–", "—", "n/a", "tbc", "none", "null", "not known", "unknown", "no upn", "no uln"}
)
_FIELDS = {field.value: field for field in Field}
_READ: dict[Field, Callable[[WideRow, Field, str], None]] = {
    Field.DOB: WideRow._dob,
    Field.SETTING_TYPE: WideRow._setting_type,
    Field.YEAR_GROUP: WideRow._year_group,
    Field.FLAGS: WideRow._flags,
    Field.NEED: WideRow._need,
    **dict.fromkeys(_ODD, WideRow._identifier),
}
"""How the facts that are not kept just as they stand are read."""
