"""The table of reports: what each is made of, and when a monitor is to be told."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from send_cli.cli.desk import Desk
from send_cli.cli.foot import foot
from send_cli.cli.since import since_day, since_then
from send_cli.cli.typed import When
from send_cli.domain.problem import Refusal
from send_cli.present.documents import Document
from send_cli.present.report import Report


class Which(StrEnum):
    """The reports there are."""

    MORNING = "morning"
    CHANGES = "changes"
    PERFORMANCE = "performance"


class Wanted(NamedTuple):
    """What a report is asked to be of, as it was typed."""

    since: str | None = None
    year: int | None = None
    first: str | None = None
    last: str | None = None
    cases: str | None = None

    def only(self, which: Which, *names: str) -> None:
        """Refuse what does not go with a report.

        Raises:
            Refusal: more than `names` was asked for.

        """
        for name, said in self._asdict().items():
            if said is not None and name not in names:
                option = {"first": "from", "last": "to"}.get(name, name)
                raise Refusal(f"--{option} does not go with `report {which}`: leave it out")


class Made(NamedTuple):
    """A report: to read, or as a document, and whether a monitor is to be told of it.

    `rows` are its lines for a pipe, cut at tabs, where it has them.
    """

    report: Callable[[], Report]
    document: Callable[[], Document]
    needs_attention: bool
    rows: Callable[[], Iterator[str]] | None = None


def morning(desk: Desk, wanted: Wanted) -> Made:
    """Make the morning report."""
    from send_cli.domain.morning import Morning
    from send_cli.domain.owed import owed, providers
    from send_cli.present.morning import morning_document, morning_report

    wanted.only(Which.MORNING, "since")
    day = since_day(desk, wanted.since)
    with desk.reading() as reader, reader.one_moment():
        dockets = desk.dockets(reader, since=day)
        found = since_then(desk, reader, dockets, day)
        own = desk.own_tasks(reader)
        notes = foot(desk, reader)
    groups = providers(
        one
        for docket in dockets
        for one in owed(docket.case, desk.clocks(docket.deadlines), desk.today)
    )
    made = Morning(desk.day_list(dockets, own), found, tuple(groups), desk.officer, tuple(notes))
    return Made(
        lambda: morning_report(made, names=desk.names),
        lambda: morning_document(made),
        bool(found.breached),
    )


def changes(desk: Desk, wanted: Wanted) -> Made:
    """Make the report of what is different."""
    from send_cli.present.changes import changes_document, changes_report

    wanted.only(Which.CHANGES, "since")
    day = since_day(desk, wanted.since)
    with desk.reading() as reader, reader.one_moment():
        found = since_then(desk, reader, desk.dockets(reader, since=day), day)
    return Made(
        lambda: changes_report(found, desk.today, desk.officer, names=desk.names),
        lambda: changes_document(found, desk.today, desk.officer),
        bool(found.breached),
    )


def performance(desk: Desk, wanted: Wanted) -> Made:
    """Make the report of what managers and the Department for Education ask."""
    from send_cli.domain.performance import RULES
    from send_cli.domain.performance import performance as counted
    from send_cli.domain.span import spans
    from send_cli.present import performance_cases, performance_rows
    from send_cli.present.performance import performance_report

    wanted.only(Which.PERFORMANCE, "year", "first", "last", "cases")
    first, last = (
        None if said is None else desk.day(said, name, when=When.PAST)
        for said, name in ((wanted.first, "--from"), (wanted.last, "--to"))
    )
    asked = spans(desk.today, wanted.year, first, last)
    with desk.reading() as reader, reader.one_moment():
        dockets = desk.dockets(reader, whole=True, rules=RULES)
        notes = foot(desk, reader)
    found = counted(dockets, desk.today, asked, desk.book)
    found = found._replace(whose=desk.officer, notes=tuple(notes))
    if wanted.cases is None:
        return Made(
            lambda: performance_report(found, names=desk.names),
            lambda: performance_rows.performance_document(found),
            found.needs_attention,
            lambda: performance_rows.figure_lines(found, names=desk.names),
        )
    tally = found.tally(wanted.cases)
    return Made(
        lambda: performance_cases.cases_report(found, tally, names=desk.names),
        lambda: performance_cases.cases_document(found, tally),
        found.needs_attention,
        lambda: performance_cases.case_lines(found, tally, names=desk.names),
    )


REPORTS: dict[Which, Callable[[Desk, Wanted], Made]] = {
    Which.MORNING: morning,
    Which.CHANGES: changes,
    Which.PERFORMANCE: performance,
}
"""How each report is made, from the desk and what it is asked to be of."""
