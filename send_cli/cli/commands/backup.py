"""Making a backup."""

import os
from pathlib import Path
from typing import Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.problem import Refusal
from send_cli.present import documents
from send_cli.present.words import plural, safe


def command(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(help="Where to (else a new file in `backups` beside the case file)"),
    ] = None,
) -> None:
    """Make a whole copy of the case file, verify it, and print where it is.

    The copy is read back: it is sound, it has every row, and every deadline in
    it is worked out again and compared. Nothing is ever written over. Only you
    can read it; it holds what the case file holds, so keep it as safe.

    \b
    Examples:
      send backup
      send backup /media/stick/caseload.db
    """
    from send_cli.store.backup import back_up, folder_of, new_place
    from send_cli.store.file import refuse_absent

    desk = Desk.of(ctx)
    refuse_absent(desk.path)
    command = desk.command("backup")
    to = file.expanduser().absolute() if file else None
    if to is None or os.path.isdir(to):  # noqa: PTH112 - a name may be too long to be asked about
        to = new_place(to or folder_of(desk.path), command.at)
    elif not os.path.isdir(to.parent):  # noqa: PTH112
        raise Refusal(
            f"there is no folder {safe(str(to.parent))}: nothing was written (put the stick in, or "
            "make the folder first)"
        )
    with desk.writing("backup") as writer:
        made = back_up(writer, desk.path, to, command)
    cases, events, changes = made.rows
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "backup": str(to),
        "at": command.at,
        "cases": made.cases,
        "rows": {"cases": cases, "events": events, "journal": changes},
        "verified": True,
    }
    desk.answer(
        document,
        safe(str(to)),
        f"  {plural(made.cases, 'case')}, {plural(events, 'event')}, {plural(changes, 'change')}",
        "  verified: sound, complete, every deadline worked out again",
    )
