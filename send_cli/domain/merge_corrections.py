"""How the corrections of single cells are merged with what is held."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from send_cli.domain.case import Case, Unread
from send_cli.domain.change import MISSING_SINCE, Change
from send_cli.domain.merge import ListedCase, ListedEvent, Merge, merge
from send_cli.domain.merge_events import merge_events
from send_cli.domain.preview import changed


def merge_corrections(
    held: Mapping[str, Case],
    cells: Iterable[ListedCase],
    dates: Iterable[ListedEvent],
    today: date,
    *,
    file: str,
) -> Merge:
    """Merge corrected cells of a case list, then dates of an event list, with the cases held.

    A cell takes the place of what its column holds; a date is added.
    """
    first = merge(held, cells, today, file=file, sources={}, has_officers=False, partial=True)
    # Corrections are no list: a case that is missing from the list is missing still.
    mends = [change for change in first.changes if change.what != MISSING_SINCE]
    after = dict(held)
    for change in mends:
        after[change.ref] = _mended(changed(after[change.ref], [change], today), change)
    second = merge_events(after, dates)
    return Merge(
        (*mends, *second.changes),
        first.added + second.added,
        first.changed + second.changed,
        first.unchanged + second.unchanged,
        missing=0,
    )


def _mended(case: Case, change: Change) -> Case:
    """Return a case without the unreadable cell that a change makes good."""
    if not isinstance(change.old, Unread):
        return case
    return replace(case, unread=tuple(cell for cell in case.unread if cell != change.old))
