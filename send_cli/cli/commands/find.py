"""Finding a case by reference, name or UPN, or filtering the cases."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from send_cli.cli.chosen import OfFlag, OfStage, filtered
from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.domain.case import Case, Field
from send_cli.domain.deadline import Deadline
from send_cli.domain.fold import carried
from send_cli.domain.problem import Refusal, shortened
from send_cli.domain.rule import Actor
from send_cli.present import documents, plain
from send_cli.present.words import days, plural, safe, short, who
from send_cli.store.read import Docket

COLUMNS = ("case", "officer", "setting", "stage", "duty", "due", "days_left", "status")
"""The columns of `send find` in a pipe; the last four are empty where no clock runs."""

WIDEST = 24
"""Characters of an officer's name and of a setting's that a line has room for."""


def command(
    ctx: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(help="Part of the reference, a name or the UPN", autocompletion=references),
    ] = None,
    flag: OfFlag = None,
    stage: OfStage = None,
) -> None:
    """Find cases, and print for each its officer, its setting and its next duty.

    Capitals, accents and apostrophes make no difference. The stages: requested (asked for
    and not decided), assessment (being assessed), plan (a plan is to be made),
    review (a plan is held and kept under review), closed (refused, withdrawn,
    ceased or moved away). Without a text or a filter every case is listed.

    \b
    Examples:
      send find oneill
      send find --stage plan --flag tribunal --officer "Sam Example"
    """
    desk = Desk.of(ctx)
    if text is not None and not text.strip(" ,'’"):
        raise Refusal("say what to find: part of a reference, of a name or of a UPN")
    with desk.reading() as reader:
        found = filtered(desk, reader, text, flag, stage)
    lines = _lines(desk, found) if desk.on_terminal else [_columns(desk, one) for one in found]
    desk.answer(_document(desk, found), *lines)
    if desk.on_terminal:
        desk.tell(plural(len(found), "case"))


def _next(docket: Docket, today: date) -> Deadline | None:
    """Return the duty that comes next: the authority's own before others', law before targets."""
    running = [row for row in docket.deadlines if row.runs(today) and not row.rule.is_window]
    own = [row for row in running if row.actor is Actor.AUTHORITY]
    return carried(own or running, today) if running else None


def _lines(desk: Desk, found: Sequence[Docket]) -> list[str]:
    """Return the lines for a window: what there is no room for is cut."""
    rows = []
    for docket in found:
        row, case = _next(docket, desk.today), docket.case
        rows.append(
            (
                safe(who(case, names=desk.names)),
                safe(case.fact(Field.OFFICER) or "no officer"),
                safe(case.fact(Field.SETTING) or "no setting"),
                short(row.due) if row else "",
                days(row.days_left(desk.today)) if row else "",
                row.rule.title if row else "nothing is running",
            )
        )
    widths = [min(max(map(len, column)), WIDEST) for column in zip(*rows, strict=True)][:-1]
    return [
        shortened(
            "  ".join(
                [
                    *(shortened(cell, w).ljust(w) for cell, w in zip(row, widths, strict=False)),
                    row[-1],
                ]
            ),
            desk.width,
        )
        for row in rows
    ]


def _columns(desk: Desk, docket: Docket) -> str:
    case, row, today = docket.case, _next(docket, desk.today), desk.today
    duty = (
        (row.rule.id, row.due.isoformat(), row.days_left(today), row.status(today)) if row else ()
    )
    facts = (case.fact(Field.OFFICER), case.fact(Field.SETTING), case.stage(today))
    return plain.line(who(case, names=desk.names), *facts, *(duty or [None] * 4))


def _document(desk: Desk, found: Sequence[Docket]) -> dict[str, Any]:
    return {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "count": len(found),
        "cases": [_case(desk, docket.case, _next(docket, desk.today)) for docket in found],
    }


def _case(desk: Desk, case: Case, row: Deadline | None) -> dict[str, Any]:
    return {
        "case": case.ref,
        "initials": case.initials,
        "name": case.name if desk.names else None,
        "officer": case.fact(Field.OFFICER),
        "team": case.fact(Field.TEAM),
        "setting": case.fact(Field.SETTING),
        "stage": case.stage(desk.today),
        "flags": list(case.flag_days),
        "next": documents.deadline_document(case.ref, row, desk.today) if row else None,
    }
