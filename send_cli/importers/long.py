"""The long list: one row an event, of any kind."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from send_cli.domain.case import Unread
from send_cli.domain.event import BOOKABLE, NAMED_DAYS, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.ground import Claim, Ground
from send_cli.domain.merge import ListedEvent
from send_cli.domain.problem import Problem, Severity
from send_cli.domain.recorded import Recorded
from send_cli.importers import headings as h
from send_cli.importers.cells import normal
from send_cli.importers.dates import NotADateError, is_blank
from send_cli.importers.listing import Listing, Progress, order_problems
from send_cli.importers.row import Columns, Row
from send_cli.importers.table import Table

NEAR = 4
"""So many kinds of event are named to choose from."""

WHERE_THEY_ARE = "`send template --long` names the kinds"


def long_listing(
    table: Table,
    today: date,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a long list of events; `mapping` is from normalised headings to fields.

    Raises:
        InputRefused: its headings cannot be used.

    """
    places, others, _ = h.places(table.file, table.headings, mapping or {}, h.Layout.LONG)
    columns = Columns.of(table, places, others)
    problems = list(table.problems)
    events: list[ListedEvent] = []
    refs: set[str] = set()
    refused = 0
    for number, cells in progress(table) if progress else table.rows:
        row = _Row(number, cells, columns, today)
        if row.ref and not row.is_footer:
            refs.add(row.ref)
        listed = None if row.refused(table.shifted) else row.listed()
        if listed:
            events.append(listed)
        if listed is None or isinstance(listed.said, Unread):
            refused += 1
        problems += row.problems
    problems += columns.problems()
    problems += _orders(events, table.headings[places[h.REF]])
    return Listing(
        h.Layout.LONG,
        table.file,
        table.encoding,
        len(table.rows),
        refused,
        tuple(problems),
        tuple(heading for heading, _ in others),
        events=tuple(events),
        kept=tuple(heading for heading, _ in others),
        refs=frozenset(refs),
        sheet=table.sheet,
        numbers=table.numbers.get(places[h.REF], frozenset()),
    )


def _orders(listed: list[ListedEvent], heading: str) -> Iterator[Problem]:
    """Yield what cannot be right among the events of each case, those withdrawn left out."""
    of_case: dict[str, list[Event]] = {}
    for one in listed:
        if isinstance(one.said, Event) and not one.is_withdrawn:
            of_case.setdefault(one.ref, []).append(one.said)
    for ref, events in of_case.items():
        yield from order_problems(ref, events, heading)


class _Row(Row):
    """One row of a long list."""

    def listed(self) -> ListedEvent | None:
        """Return what the row says; None where it is refused and nothing of it can be kept."""
        kind = self._kind()
        if kind is None:
            return None
        about, is_whole = self._about(kind)
        is_withdrawn = self._withdrawn()
        try:
            day = self.day(h.DATE, bookable=kind in BOOKABLE)
        except NotADateError as error:
            self.problem(h.DATE, str(error))
            if is_withdrawn:
                return None
            cell = Unread(kind.value.replace("-", "_"), self.cells[h.DATE])
            # What an event is about stands in no file of corrections.
            self.problems[-1] = self.problems[-1]._replace(field=None if about else kind)
            return ListedEvent(self.ref, self.number, cell)
        if is_withdrawn is None or not is_whole:
            return None
        if day is None:
            self._warn_without_date()
            return ListedEvent(self.ref, self.number, None, None, is_withdrawn)
        note = self.cells.get(h.NOTE)
        event = Event(kind, day, about, note, booked=day > self.today)
        return ListedEvent(self.ref, self.number, event, self._origin(), is_withdrawn, self.extras)

    def _kind(self) -> K | None:
        text = self.cells.get(h.EVENT, "")
        kind = named(text)
        if kind is None and text:
            self.problem(h.EVENT, f"is not a kind of event, so the row was refused ({near(text)})")
        elif kind is None:
            self.problem(
                h.EVENT, f"says no kind of event, so the row was refused ({WHERE_THEY_ARE})"
            )
        return kind

    def _about(self, kind: K) -> tuple[str | None, bool]:
        """Return what the event is about, and whether it has the ground or subject it may need."""
        text = self.cells.get(h.ABOUT, "")
        if kind in NAMED_DAYS and is_blank(text):
            self.problem(
                h.EVENT,
                "names the day by which something must be done and needs in the column about what "
                "that is, so the row was refused (write the event that meets it: response-sent)",
            )
            return None, False
        if kind is not K.EXCEPTION:
            return (None if is_blank(text) else text), True
        claim = Claim.read(text)
        if _hyphened(claim.ground) in set(Ground):
            return claim._replace(ground=_hyphened(claim.ground)).text, True
        field = h.ABOUT if text else h.EVENT
        wrong = "is not a ground" if text else "needs its ground in the column about"
        self.problem(field, f"{wrong}, so the row was refused (write {' or '.join(Ground)})")
        return None, False

    def _withdrawn(self) -> bool | None:
        """Say whether the event was withdrawn; None where that cannot be read."""
        try:
            return h.WITHDRAWN_AT in self.cells and self.day(h.WITHDRAWN_AT) is not None
        except NotADateError as error:
            self.problem(h.WITHDRAWN_AT, f"{error}, so the row was refused")
            return None

    def _warn_without_date(self) -> None:
        if h.DATE not in self.cells:
            self.problem(h.DATE, "has no date, so it records nothing", Severity.WARNING)

    def _origin(self) -> str | None:
        """Return what the list says of how the event came on record, in one line."""
        said = (
            f"{word} {self.cells[field]}"
            for field, word in h.ORIGIN.items()
            if field in self.cells and not is_blank(self.cells[field])
        )
        return ", ".join(said) or None


def as_said(recorded: Recorded) -> Recorded:
    """Return how an event came on record by what its list says of it, where it says anything.

    It reads what `_origin` writes: so an export that is imported gives the same export again.
    """
    found = _SAID.fullmatch(recorded.said or "")
    if not found or not any(found.groups()):
        return recorded
    return recorded._replace(at=found[1], by=found[2], source=found[3])


_SAID = re.compile(r"(?:recorded (.*?))?(?:(?:^|, )by (.*?))?(?:(?:^|, )from (.*))?", re.DOTALL)


@lru_cache(maxsize=1024)
def named(text: str) -> K | None:
    """Return the kind of event a text names, with hyphens, underscores or spaces."""
    wanted = _hyphened(text)
    return K(wanted) if wanted in set(K) else None


@lru_cache(maxsize=1024)
def near(text: str) -> str:
    """Return what to write instead of a text that names no kind of event."""
    from difflib import get_close_matches

    wanted = _hyphened(text)[:60]
    found = [kind for kind in K if len(wanted) > 2 and (wanted in kind or kind in wanted)]
    found = found or [K(one) for one in get_close_matches(wanted, list(K), n=NEAR)]
    return f"write {' or '.join(found[:NEAR])}" if found else WHERE_THEY_ARE


def _hyphened(text: str) -> str:
    return normal(text).replace(" ", "-")
