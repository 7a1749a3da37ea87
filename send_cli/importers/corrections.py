"""The file of problems with its corrections filled in, taken in as a list of single cells."""

from collections.abc import Sequence
from dataclasses import replace

from send_cli.domain.event import Event
from send_cli.domain.problem import InputRefused, Problem, Severity
from send_cli.importers.cells import normal
from send_cli.importers.heading_row import Numbered
from send_cli.importers.headings import DATE, EVENT, FIELDS, REF, Layout
from send_cli.importers.listing import Listing, Reading
from send_cli.importers.long import long_listing, named
from send_cli.importers.table import Table
from send_cli.importers.wide import wide_listing

FIELD, VALUE, CORRECTION = "field", "value", "correction"


def is_correction_list(headings: Sequence[str]) -> bool:
    """Say whether a list is the file of problems that an import wrote."""
    return {REF, FIELD, VALUE, CORRECTION} <= set(map(normal, headings))


def correction_listing(table: Table, reading: Reading) -> Listing:
    """Read the cells that have a correction, each for the case and field it is of.

    Raises:
        InputRefused: no correction is filled in.

    """
    place = {normal(heading): at for at, heading in enumerate(table.headings)}

    def cell(cells: Sequence[str], name: str) -> str:
        at = place[name]
        return cells[at] if at < len(cells) else ""

    filled = [
        (number, cell(cells, REF), cell(cells, FIELD), cell(cells, CORRECTION))
        for number, cells in table.rows
        if cell(cells, CORRECTION)
    ]
    if not filled:
        raise InputRefused(f"{table.file}: no correction is filled in (write in its last column)")
    known = [one for one in filled if one[2] in FIELDS[Layout.WIDE] and one[2] != REF]
    events = [one for one in filled if one[2] not in FIELDS[Layout.WIDE] and named(one[2])]
    others = [one for one in filled if one not in known and one not in events]
    fields = sorted({field for _, _, field, _ in known})
    cells = wide_listing(
        _as_list(
            table,
            (REF, *fields),
            [
                (number, (ref, *(said if field == other else "" for other in fields)))
                for number, ref, field, said in known
            ],
        ),
        reading.today,
    )
    dates = long_listing(
        _as_list(
            table,
            (REF, EVENT, DATE),
            [(number, (ref, kind, said)) for number, ref, kind, said in events],
        ),
        reading.today,
    )
    problems = [*cells.problems, *(_of_an_event(problem) for problem in dates.problems)]
    problems = [problem for problem in problems if problem.column]
    problems += [_no_cell(number, ref, said) for number, ref, _, said in others]
    return replace(
        cells,
        rows=len(filled),
        refused=cells.refused + dates.refused + len(others),
        problems=tuple(sorted(problems, key=lambda problem: problem.row or 0)),
        # What was unreadable before stands as work already.
        events=tuple(one for one in dates.events if isinstance(one.said, Event)),
        refs=cells.refs | dates.refs,
        has_officers=False,
        corrects=True,
    )


def _as_list(table: Table, headings: tuple[str, ...], rows: list[Numbered]) -> Table:
    """Return the corrections of one layout as a list of that layout."""
    return replace(table, headings=headings, rows=tuple(rows), shifted={}, numbers={}, problems=())


def _of_an_event(problem: Problem) -> Problem:
    """Return a problem with the kind of event as its field, which no case list has."""
    return problem._replace(field=named(problem.field or ""))


def _no_cell(number: int, ref: str, said: str) -> Problem:
    return Problem(
        "corrects no single cell that send can find (mend the list and import it again)",
        Severity.ERROR,
        number,
        CORRECTION,
        said,
        ref or None,
    )
