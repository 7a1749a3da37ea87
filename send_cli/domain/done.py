"""Something that was done in a case, as its family is told of it: when, and whether in time."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import NAMED_DAYS, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.rule import Actor, Bound

UNTOLD = NAMED_DAYS | {
    K.EXCEPTION,
    K.QA_SENT,
    K.QA_RETURNED,
    K.QA_PASSED,
    K.CHASE_SENT,
    K.CONTACT,
}
"""Kinds that are the officer's own, or are told with the step that they are about.

An exception is told with the step that it excuses, a named day with that which is due on it.
"""


class Timing(StrEnum):
    """Whether the authority took a step in time."""

    ON_TIME = "on-time"
    LATE = "late"
    EXCUSED = "excused"


class Done(NamedTuple):
    """Something that happened; `timing` is None where the law set the authority no date for it.

    `row` is the deadline that gives the timing. `heard_until` is the day until
    which the family should first have been heard, where the authority did not
    wait for it.
    """

    kind: K
    on: date
    abouts: tuple[str, ...]
    timing: Timing | None
    row: Deadline | None
    heard_until: date | None

    @property
    def days_late(self) -> int | None:
        """The calendar days by which it was late; None where it was not."""
        return (self.on - self.row.due).days if self.row and self.timing is Timing.LATE else None


def things_done(
    happened: Sequence[Event], existing: Sequence[Deadline], today: date
) -> Iterator[Done]:
    """Yield what was done, the events of one kind and day together."""
    together: dict[tuple[K, date], list[Event]] = {}
    for event in happened:
        if event.kind not in UNTOLD:
            together.setdefault((event.kind, event.on), []).append(event)
    for (kind, on), events in together.items():
        settled = [
            row
            for row in existing
            if row.done_on == on
            and not row.runs(today)
            and kind in row.rule.stops
            and row.actor is Actor.AUTHORITY
            and row.is_law
        ]
        owed = sorted(
            (row for row in settled if row.rule.bound is not Bound.AT_LEAST),
            key=lambda row: row.due,
        )
        late = [row for row in owed if row.status(today) is Status.MET_LATE]
        excused = [row for row in owed if row.is_excused(today)]
        timing, row = None, None
        if late:
            timing, row = Timing.LATE, late[0]
        elif excused:
            timing, row = Timing.EXCUSED, excused[0]
        elif owed:
            timing, row = Timing.ON_TIME, owed[0]
        yield Done(
            kind,
            on,
            tuple(sorted({event.about for event in events if event.about})),
            timing,
            row,
            max((row.due for row in settled if row.too_soon), default=None),
        )
