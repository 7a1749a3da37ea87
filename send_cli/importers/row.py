"""A row of a list as it is read: its cells, and the problems found in them."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from send_cli.domain.case import Extra
from send_cli.domain.identifier import DIGITS, repaired
from send_cli.domain.problem import Problem, Severity
from send_cli.importers.cells import normal
from send_cli.importers.dates import NotADateError, is_blank, read_date, refuse_future
from send_cli.importers.headings import REF
from send_cli.importers.table import Table

FOOTERS = frozenset({"total", "totals", "grand total", "count"})
"""What stands for a reference in a row that only sums a list up."""

_LEADING = re.compile(r"^[\s']+")
_FOOTER_STARTS = (
    *("count", "end", "exported", "generated", "grand", "number", "page", "printed"),
    *("produced", "records", "report", "rows", "run", "source", "sub", "total"),
)
"""The first word of a row that tells of the whole list, where no date is in it."""

FORMULA_ERRORS = frozenset(
    {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"}
)
"""What a formula that went wrong leaves in a cell."""

DAY_NOUGHT = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 18264, 73050
"""Days from 30 December 1899, as Excel counts them: 1 January 1950 to 31 December 2099."""


class Serial(NamedTuple):
    """A number of a workbook that was read as a date: its row, its text, and the day."""

    row: int
    text: str
    day: date


class Columns(NamedTuple):
    """Where each field stands in a list, and the headings as the list has them.

    `extras` are the columns of no field. `numbers` are, by column, the rows
    that hold a number; `serials` collects, by field, those read as dates, and
    is None where a number is no date.
    """

    places: dict[str, int]
    headings: tuple[str, ...]
    extras: tuple[tuple[str, int], ...] = ()
    numbers: Mapping[int, AbstractSet[int]] = MappingProxyType({})
    serials: dict[str, list[Serial]] | None = None

    @classmethod
    def of(
        cls, table: Table, places: dict[str, int], extras: tuple[tuple[str, int], ...] = ()
    ) -> "Columns":
        """Return the columns of a table whose fields stand at those places."""
        serials: dict[str, list[Serial]] | None = {} if table.counts_days else None
        return cls(places, table.headings, extras, table.numbers, serials)

    def problems(self) -> Iterator[Problem]:
        """Yield what is to be said once of a column and not of each cell in it."""
        for field, found in (self.serials or {}).items():
            first = found[0]
            others = f", like {len(found) - 1} more in this column" if found[1:] else ""
            yield Problem(
                f"is a number and no date in the workbook, and was read as {first.day.isoformat()} "
                f"as Excel counts days{others} (check one)",
                Severity.WARNING,
                first.row,
                self.headings[self.places[field]],
                first.text,
            )
        if numbers := self.numbers.get(self.places[REF]):
            how = "is a number" if len(numbers) == 1 else f"holds numbers in {len(numbers)} rows"
            yield Problem(
                f"{how}, so zeros before a reference cannot be seen (if yours begin with 0, format "
                "the column as text and export it again)",
                Severity.WARNING,
                min(numbers),
                self.headings[self.places[REF]],
            )


class Row:
    """One row as it is read: its cells, and the problems found in them."""

    def __init__(
        self,
        number: int,
        cells: tuple[str, ...],
        columns: Columns,
        today: date,
    ) -> None:
        self.number = number
        self.cells = {
            field: cells[place]
            for field, place in columns.places.items()
            if place < len(cells) and cells[place]
        }
        self.extras = tuple(
            Extra(heading, cells[place])
            for heading, place in columns.extras
            if place < len(cells) and cells[place]
        )
        self.columns = columns
        self.today = today
        self.problems: list[Problem] = []
        self.ref = _LEADING.sub("", self.cells.pop(REF, "")).strip()
        self.lost = False
        if self.ref[-2:] == ".0" or "E+" in self.ref:
            self._repair_ref()

    def _repair_ref(self) -> None:
        """Undo what a spreadsheet did to a reference; `lost` where it left figures out."""
        mended = repaired(self.ref)
        self.lost = mended is None
        if mended and mended != self.ref:
            self.problems.append(
                Problem(
                    f"was a number in a spreadsheet, and was read as {mended}",
                    Severity.WARNING,
                    self.number,
                    self.name(REF),
                    self.ref,
                )
            )
            self.ref = mended

    def name(self, field: str) -> str:
        """Return the heading that the list has for a field."""
        return self.columns.headings[self.columns.places[field]]

    def problem(self, field: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(
            Problem(
                message,
                severity,
                self.number,
                self.name(field),
                self.cells.get(field),
                self.ref or None,
                field,
            )
        )

    @property
    def is_footer(self) -> bool:
        """Say whether the row only sums the list up, or tells of the whole of it."""
        ref = self.ref.casefold()
        if not ref.startswith(_FOOTER_STARTS):
            return False
        words = normal(ref)
        if words in FOOTERS or len(self.cells) > 1:
            return words in FOOTERS
        tells = words.split(" ")[0].rstrip("s") in {one.rstrip("s") for one in _FOOTER_STARTS}
        is_sentence = " " in ref or ":" in ref
        return tells and is_sentence and not any(map(_is_date, self.cells.values()))

    def refused(self, shifted: Mapping[int, str]) -> bool:
        """Say whether nothing of the row can be read, and note why."""
        if not self.ref:
            self.problem(
                REF, "has no reference, so the row was refused (write the council's own reference)"
            )
        elif self.is_footer:
            message = "is a footer and no case, so the row was refused"
            name = self.name(REF)
            self.problems.append(Problem(message, Severity.WARNING, self.number, name, self.ref))
        elif self.lost:
            self._refuse_ref("lost its last figures in a spreadsheet")
        elif self.ref.casefold() in FORMULA_ERRORS:
            self._refuse_ref("is a formula's error and no reference")
        elif self.number in shifted:
            message = f"{shifted[self.number]}; the row was refused"
            self.problems.append(Problem(message, Severity.ERROR, self.number))
        else:
            return False
        return True

    def _refuse_ref(self, why: str) -> None:
        message = f"{why}, so the row was refused (format the column as text and export it again)"
        name = self.name(REF)
        self.problems.append(Problem(message, Severity.ERROR, self.number, name, self.ref))

    def day(self, field: str, *, bookable: bool = False) -> date | None:
        """Return the date in a cell; None where it stands for none.

        Raises:
            NotADateError: it is not a date, or one that cannot be in the future is.

        """
        text = self.cells.get(field, "")
        if is_blank(text):
            if text:
                self.problem(field, "was read as no date", Severity.WARNING)
            return None
        try:
            day = read_date(text)
        except NotADateError:
            day = self._mended_day(field, text)
        if not bookable:
            refuse_future(day, self.today)
        return day

    def _mended_day(self, field: str, text: str) -> date:
        """Return the date in a cell with an apostrophe before it, or in a number of a workbook."""
        if text.startswith("'"):
            return read_date(text.lstrip("'"))
        whole = text.partition(".")[0]
        serials, place = self.columns.serials, self.columns.places[field]
        if serials is None or self.number not in self.columns.numbers.get(place, ()):
            return read_date(text)
        if not DIGITS.issuperset(whole) or not FIRST_SERIAL <= int(whole) <= LAST_SERIAL:
            return read_date(text)
        day = DAY_NOUGHT + timedelta(days=int(whole))
        serials.setdefault(field, []).append(Serial(self.number, text, day))
        return day


def _is_date(text: str) -> bool:
    try:
        read_date(text)
    except NotADateError:
        return False
    return True
