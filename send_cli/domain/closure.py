"""Closure days as they are written: days, and runs of days with `..` between first and last."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from send_cli.domain.problem import shortened

LONGEST = 31
"""Days of the longest run: a longer one is a slip of the year or the month."""

NOT_A_LIST = 'write ["2026-12-24", "2026-12-29..2027-01-01"]'


def closures(given: object) -> Iterator[date]:
    """Yield the days of a list without a fault."""
    for first, last in map(_run, _items(given)):
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def closure_fault(given: Iterable[object]) -> str | None:
    """Return why a list of days will not do, and what to write instead; None where it will do."""
    write = "write it like 2026-12-24, or 2026-12-29..2027-01-01 for all from one to the other"
    for one in given:
        said = shortened(str(one))
        try:
            first, last = _run(one)
        except ValueError:
            return f'"{said}" is not a day ({write})'
        if last < first:
            return f'"{said}" ends before it begins ({write})'
        if (last - first).days >= LONGEST:
            return f'"{said}" is more than {LONGEST} days (give each closure by itself)'
    return None


def closure_words(given: object) -> str:
    """Return a list of days as it is read; a run with `..` between its first and last."""
    return ", ".join(map(str, _items(given))) or "none"


def _items(given: object) -> Iterable[object]:
    return given if isinstance(given, list | tuple) else ()


def _run(one: object) -> tuple[date, date]:
    """Return the first and the last of a run of days.

    Raises:
        ValueError: it is none.

    """
    if type(one) is date:  # a TOML file can hold a date as such; a date with a time is none
        return one, one
    if not isinstance(one, str):
        raise ValueError
    first, dots, last = one.partition("..")
    begins = _day(first)
    return begins, _day(last) if dots else begins


def _day(text: str) -> date:
    text = text.strip()
    if len(text) != len("2026-12-24") or text[4:8:3] != "--":  # another form than ours
        raise ValueError
    return date.fromisoformat(text)
