"""A list beside the cases held: what in it cannot be taken, now that they are known."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
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
    bare = {ref.lstrip("0"): ref for ref in sorted(refs)}
    if listing.corrects:

        def unknown(ref: str, _: Container[int]) -> str | None:
            other = bare.get(ref.lstrip("0"))
            how = (
                f"{other} differs by zeros alone: write it so" if other else "import the list first"
            )
            why = f"is the reference of no case, so nothing was corrected ({how})"
            return why if ref not in refs else None

        return _without(listing, unknown)
    if not (listing.numbers or refs):
        return listing
    if not listing.numbers:
        return replace(listing, problems=(*listing.problems, *_zeros(listing, refs, bare)))
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


def _zeros(listing: Listing, refs: Container[str], bare: Mapping[str, str]) -> Iterator[Problem]:
    """Yield, once for a list, that its new references differ from those held by zeros alone."""
    rows = [(one.rows[0], one.ref) for one in listing.cases]
    rows += [(one.row, one.ref) for one in listing.events]
    found = {ref: row for row, ref in reversed(rows) if ref not in refs and ref.lstrip("0") in bare}
    if found:
        row, ref = min((row, ref) for ref, row in found.items())
        others = f", like {len(found) - 1} more in this list" if len(found) > 1 else ""
        yield Problem(
            f"is new, and differs from {bare[ref.lstrip('0')]} by zeros alone{others}: a "
            "spreadsheet may have taken them away (if so `send undo`, format the column as text "
            "and export it again)",
            Severity.WARNING,
            row,
            "ref",
            ref,
            ref,
        )


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
