"""A list beside the cases held: what in it cannot be taken, now that they are known."""

from collections.abc import Callable, Container, Iterable
from dataclasses import replace

from send_cli.domain.case import Unread
from send_cli.domain.problem import Problem, Severity
from send_cli.importers.listing import Listing


def beside_held(listing: Listing, held: Iterable[str]) -> Listing:
    """Return a list without what is refused because of the references held.

    A number of a workbook is refused where another reference is the same but
    for zeros before it: it may be either. A correction is refused where there is
    no such case.
    """
    refs = frozenset(held)
    if listing.corrects:
        why = "is the reference of no case, so nothing was corrected (import the list first)"
        return _without(listing, lambda ref, _: why if ref not in refs else None)
    if not listing.numbers:
        return listing
    alike: dict[str, str] = {}
    for ref in sorted(refs | listing.refs):
        if ref.startswith("0"):
            alike.setdefault(ref.lstrip("0"), ref)

    def doubt(ref: str, rows: Container[int]) -> str | None:
        other = alike.get(ref)
        if other is None or ref in refs or not any(row in rows for row in listing.numbers):
            return None
        return (
            f"is a number here and may be {other}, whose zeros a workbook does not show, so the "
            "row was refused (format the column as text and export it again)"
        )

    return _without(listing, doubt)


def _without(listing: Listing, doubt: Callable[[str, Container[int]], str | None]) -> Listing:
    problems = list(listing.problems)
    refused = listing.refused
    cases, events = [], []
    for case in listing.cases:
        if why := doubt(case.ref, case.rows):
            refused += len(case.rows)
            problems += [_problem(why, row, case.ref) for row in case.rows]
        else:
            cases.append(case)
    for event in listing.events:
        if why := doubt(event.ref, (event.row,)):
            # One whose date could not be read was counted as refused before.
            refused += not isinstance(event.said, Unread)
            problems.append(_problem(why, event.row, event.ref))
        else:
            events.append(event)
    return replace(
        listing,
        cases=tuple(cases),
        events=tuple(events),
        refused=refused,
        problems=tuple(problems),
    )


def _problem(why: str, row: int, ref: str) -> Problem:
    return Problem(why, Severity.ERROR, row, "ref", ref, ref)
