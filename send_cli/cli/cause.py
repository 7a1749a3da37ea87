"""What was recorded that moved a date, found in the journal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from send_cli.domain.case import PERSONAL, Field
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.since import Cause, Turn
from send_cli.store.read import Entry

MOVING = (Field.DOB, Field.YEAR_GROUP, Field.SETTING_TYPE)
"""The facts besides the events that deadlines follow from."""


def cause(turn: Turn, entries: Iterable[Entry], *, names: bool) -> Cause | None:
    """Return what made a deadline stand as it does; None where nothing is found.

    `entries` are what was changed of the case since. First what put its start
    on record or took it off, then what else its date follows from, then the
    last of what happened to the case.
    """
    standing = [one for one in entries if not one.undone][::-1]
    found = next(_told(turn, standing, names=names), None)
    if found is None:
        return None
    fact, entry = found
    origin = entry.origin
    return Cause(fact, origin.words, origin.who, origin.as_of, origin.file, origin.row)


def _told(turn: Turn, entries: Sequence[Entry], *, names: bool) -> Iterator[tuple[str, Entry]]:
    """Yield what may be behind it, the likeliest first; `entries` are the latest first."""
    events = [one for one in entries if one.thing == "event"]
    for one in events:
        if one.what == turn.now.start_kind and _day(one, gone=turn.gone) == turn.now.start_on:
            yield _sentence(one, turn.was), one
    for one in entries:
        if one.thing == "field" and one.what in MOVING:
            shown = names or one.what not in PERSONAL
            change = f": {one.old or 'nothing'} -> {one.new or 'nothing'}" if shown else ""
            yield f"{one.what.replace('_', ' ')} changed{change}", one
    for one in events:
        yield _sentence(one, None), one


def _day(entry: Entry, *, gone: bool) -> date | None:
    """Return the day of an event put on record, or of one taken off it."""
    text = entry.old if gone else entry.new
    return date.fromisoformat(text) if text else None


def _sentence(entry: Entry, was: Deadline | None) -> str:
    """Return what was recorded of an event; `was` is the clock whose start it is instead of."""
    what = entry.what.replace("-", " ") + (f" ({entry.about})" if entry.about else "")
    day = _day(entry, gone=not entry.new)
    if day is None:
        return what
    if not entry.new:
        return f"{what} {spelt(day)} withdrawn"
    moved = was is not None and was.start_kind == entry.what and was.start_on != day
    return f"{what} {f'{spelt(was.start_on)} -> ' if was and moved else ''}{spelt(day)}"
