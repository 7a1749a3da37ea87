"""One request of a return as it is read: its facts, events, unreadable values and problems."""

from collections.abc import Collection
from datetime import date

from send_cli.domain.case import Field, Unread
from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.problem import Problem, Severity
from send_cli.importers.dates import NotADateError, day_of, is_blank
from send_cli.importers.sen2_codes import YES_NO
from send_cli.importers.sen2_records import Record


class RequestRow:
    """What is gathered of one request while it is read."""

    def __init__(self, place: int, counted: str, today: date) -> None:
        self.place = place
        self.counted = counted
        self.today = today
        self.facts: dict[Field, str] = {}
        self.events: list[Event] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []

    def problem(
        self,
        record: Record,
        name: str,
        message: str,
        severity: Severity = Severity.WARNING,
        value: str | None = None,
        field: str | None = None,
    ) -> None:
        """Note what is wrong with a value; `value` is quoted, and left out where it is personal.

        `field` is what a correction of it is read as, where it can be corrected alone.
        """
        column = f"{record.table} {name.lower()}" if record.table else name
        self.problems.append(
            Problem(message, severity, record.place, column, value, None, field, self.counted)
        )

    def keep_unread(
        self, record: Record, name: str, heading: str, message: str, field: str | None = None
    ) -> None:
        """Keep a value that could not be read with the case, as work, and note it."""
        text = record.text(name)
        self.problem(record, name, message, Severity.ERROR, text, field)
        self.unread.append(Unread(heading, text))

    def ask(self, heading: str, why: str) -> None:
        """Keep with the case that the return says a thing happened, and not when."""
        self.unread.append(Unread(heading, why))

    def day(
        self,
        record: Record,
        name: str,
        heading: str,
        kind: K | None = None,
        *,
        bookable: bool = False,
    ) -> date | None:
        """Return a date; None where there is none, or where it was kept unread under `heading`.

        `kind` is what happened on that day, where the return says it.
        """
        text = record.text(name)
        if is_blank(text):
            if text:
                self.problem(record, name, "was read as no date", value=text)
            return None
        try:
            return day_of(text, self.today, bookable=bookable)
        except NotADateError as error:
            self.keep_unread(record, name, heading, str(error), kind)
            return None

    def happened(
        self, kind: K, on: date, note: str | None = None, *, bookable: bool = False
    ) -> None:
        """Record an event, once."""
        event = Event(kind, on, note=note, booked=bookable and on > self.today)
        if event not in self.events:
            self.events.append(event)

    def code(
        self, record: Record, name: str, known: Collection[str], heading: str | None = None
    ) -> str:
        """Return a code; one that is not known is told of, kept under `heading`, and blank."""
        code = record.code(name)
        if code in known:
            return code
        message = f"is not a code of the return (write {', '.join(sorted(filter(None, known)))})"
        if heading:
            self.keep_unread(record, name, heading, message)
        else:
            self.problem(record, name, message, value=record.text(name))
        return ""

    def says_yes(self, record: Record, name: str) -> bool:
        """Say whether a yes or no is yes."""
        return YES_NO[self.code(record, name, YES_NO)]
