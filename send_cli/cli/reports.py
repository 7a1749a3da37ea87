"""The table of reports: what each is made of, and when a monitor is to be told."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from send_cli.cli.desk import Desk
from send_cli.cli.foot import foot
from send_cli.cli.since import since_day, since_then
from send_cli.present.documents import Document
from send_cli.present.report import Report


class Which(StrEnum):
    """The reports there are."""

    MORNING = "morning"
    CHANGES = "changes"


class Made(NamedTuple):
    """A report: to read, or as a document, and whether a monitor is to be told of it."""

    report: Callable[[], Report]
    document: Callable[[], Document]
    needs_attention: bool


def morning(desk: Desk, since: str | None) -> Made:
    """Make the morning report."""
    from send_cli.domain.morning import Morning
    from send_cli.domain.owed import owed, providers
    from send_cli.present.morning import morning_document, morning_report

    day = since_day(desk, since)
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


def changes(desk: Desk, since: str | None) -> Made:
    """Make the report of what is different."""
    from send_cli.present.changes import changes_document, changes_report

    day = since_day(desk, since)
    with desk.reading() as reader, reader.one_moment():
        found = since_then(desk, reader, desk.dockets(reader, since=day), day)
    return Made(
        lambda: changes_report(found, desk.today, desk.officer, names=desk.names),
        lambda: changes_document(found, desk.today, desk.officer),
        bool(found.breached),
    )


REPORTS: dict[Which, Callable[[Desk, str | None], Made]] = {
    Which.MORNING: morning,
    Which.CHANGES: changes,
}
"""How each report is made, from the desk and the day it is compared with."""
