"""The deadlines of all cases, or of one."""

import re
from typing import Annotated

import typer

from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.problem import Refusal
from send_cli.present import documents, plain
from send_cli.present.words import plural, who

UNITS = {"d": 1, "w": 7, "": 1}


def command(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Argument(help="Only this case, with its past ones", autocompletion=references),
    ] = None,
    within: Annotated[
        str | None, typer.Option(metavar="14d", help="Due within so many days (14d) or weeks (2w)")
    ] = None,
    status: Annotated[
        str | None, typer.Option(help=f"Only these, by comma: {', '.join(list(Status)[:-1])}")
    ] = None,
) -> None:
    """Print the deadlines that run, the earliest first; of one case, every one it has had.

    \b
    Examples:
      send deadlines --within 14d
      send deadlines C00412 --json
    """
    desk = Desk.of(ctx)
    wanted = _statuses(status)
    horizon = _days(within) if within else None
    with desk.reading() as reader:
        if ref is not None:
            dockets = [reader.docket(desk.ref(reader, ref))]
        else:
            dockets = desk.dockets(reader, whole=bool(wanted))
    today = desk.today
    rows = [
        (docket.case, row)
        for docket in dockets
        for row in desk.clocks(docket.deadlines)
        if row.exists(today)
        and (ref is not None or wanted or row.status(today) is not Status.CLOSED)
        and (not wanted or row.status(today) in wanted)
        and (horizon is None or (row.runs(today) and row.days_left(today) <= horizon))
    ]
    rows.sort(key=lambda pair: (pair[1].due, pair[0].ref, pair[1].rule.id))
    by_ref: list[tuple[str, Deadline]] = [(case.ref, row) for case, row in rows]
    named = [(who(case, names=desk.names), row) for case, row in rows]
    if desk.on_terminal:
        from send_cli.present import terminal

        desk.answer({}, *terminal.deadline_lines(desk.screen, named, today))
        desk.tell(plural(len(rows), "deadline"))
    else:
        desk.answer(
            documents.deadlines_document(by_ref, today), *plain.deadline_lines(named, today)
        )


def _statuses(text: str | None) -> set[Status]:
    wanted = {part.strip() for part in (text or "").split(",") if part.strip()}
    unknown = sorted(wanted - set(Status))
    if unknown:
        raise Refusal(f"--status: there is no {', '.join(unknown)}; write {', '.join(Status)}")
    return {Status(one) for one in wanted}


def _days(text: str) -> int:
    found = re.fullmatch(r"(\d{1,4})([dw]?)", text.strip().casefold())
    if not found:
        raise Refusal(f'--within: "{text}" is not a length (write 14d or 2w)')
    return int(found[1]) * UNITS[found[2]]
