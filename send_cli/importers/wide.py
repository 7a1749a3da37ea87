"""The wide case list: one row a child, one column for the latest date of each kind of event."""

from collections.abc import Iterator, Mapping
from datetime import date

from send_cli.domain.case import Extra, Field
from send_cli.domain.event import REVIEW_DECISIONS
from send_cli.domain.merge import ListedCase
from send_cli.domain.problem import Problem, Severity
from send_cli.importers import headings as h
from send_cli.importers.dates import is_blank
from send_cli.importers.listing import Listing, Progress, order_problems
from send_cli.importers.row import Columns
from send_cli.importers.table import Table
from send_cli.importers.wide_row import WideRow


def wide_listing(
    table: Table,
    today: date,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a wide list; `mapping` is from normalised headings to fields.

    Raises:
        InputRefused: its headings cannot be used.

    """
    found = h.places(table.file, table.headings, mapping or {}, h.Layout.WIDE)
    columns = Columns.of(table, found.of, found.others)
    doubtful = tuple(one for one in found.ambiguous if _is_filled(table, one[0]))
    problems = [*table.problems, *(h.ambiguous_problem(*one) for one in doubtful)]
    by_ref: dict[str, list[WideRow]] = {}
    refs: set[str] = set()
    refused = 0
    for number, cells in progress(table) if progress else table.rows:
        row = WideRow(number, cells, columns, today)
        if row.refused(table.shifted):
            refused += 1
            problems += row.problems
            if row.ref and not row.is_footer:
                refs.add(row.ref)
        else:
            by_ref.setdefault(row.ref, []).append(row)
    cases = []
    for rows in by_ref.values():
        for row in rows:
            row.read()
        clash = _contradiction(rows) if len(rows) > 1 else None
        if clash:
            refused += len(rows)
            problems.extend(_clashes(rows, clash))
            continue
        problems.extend(problem for row in rows for problem in row.problems)
        case = _joined(rows)
        problems += order_problems(case.ref, case.events, rows[0].name(h.REF), rows[0].number)
        cases.append(case)
    problems += columns.problems()
    others = tuple(heading for heading, _ in found.others)
    return Listing(
        h.Layout.WIDE,
        table.file,
        table.encoding,
        len(table.rows),
        refused,
        tuple(sorted(problems, key=lambda problem: problem.row or 0)),
        others,
        cases=tuple(cases),
        has_officers=Field.OFFICER in found.of,
        refs=frozenset(refs | by_ref.keys()),
        kept=others,
        ambiguous=doubtful,
        sheet=table.sheet,
        numbers=table.numbers.get(found.of[h.REF], frozenset()),
    )


def _is_filled(table: Table, heading: str) -> bool:
    """Say whether a column has more in it than blanks."""
    place = table.headings.index(heading)
    return any(not is_blank(cells[place]) for _, cells in table.rows if place < len(cells))


def _contradiction(rows: list[WideRow]) -> str | None:
    """Return the first heading on which two rows of one reference disagree."""
    facts: dict[str, object] = {}
    for row in rows:
        said: dict[str, object] = dict(row.facts.items())
        for event in row.events:
            name = h.REVIEW_DECISION if event.kind in REVIEW_DECISIONS else event.kind
            said[name] = (event.kind, event.on)
        for heading, what in said.items():
            if facts.setdefault(heading, what) != what:
                return heading.replace("-", "_")
    return None


def _clashes(rows: list[WideRow], heading: str) -> Iterator[Problem]:
    for row in rows:
        others = ", ".join(str(other.number) for other in rows if other is not row)
        yield Problem(
            f"says something else of this case than row {others} ({heading}), so both were "
            "refused (keep the row that is right)",
            Severity.ERROR,
            row.number,
            row.name(h.REF),
            row.ref,
        )


def _joined(rows: list[WideRow]) -> ListedCase:
    facts: dict[Field, str] = {}
    for row in rows:
        facts |= row.facts
    events = dict.fromkeys(event for row in rows for event in row.events)
    unread = dict.fromkeys(
        cell
        for row in rows
        for cell in row.unread
        if not any(cell.heading in other.reads() for other in rows if other is not row)
    )
    said: dict[str, dict[str, None]] = {}
    for row in rows:
        for extra in row.extras:
            said.setdefault(extra.heading, {})[extra.text] = None
    extras = tuple(Extra(heading, "; ".join(texts)) for heading, texts in said.items())
    numbers = tuple(row.number for row in rows)
    return ListedCase(rows[0].ref, numbers, facts, tuple(events), tuple(unread), extras)
