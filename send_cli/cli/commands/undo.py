"""Taking back the last command."""

from typing import Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.deadline import spelt
from send_cli.present import documents
from send_cli.present.words import plural


def command(
    ctx: typer.Context,
    anyway: Annotated[
        bool, typer.Option(help="Undo even what came before a forget or a restore")
    ] = False,
) -> None:
    """Reverse the last command that changed something, whole: an import too.

    What it reversed stays in the history, marked. Run it again to go one
    command further back. A `forget` or a `restore` cannot be undone: what came
    before it is undone only with --anyway.

    \b
    Examples:
      send undo
      send undo --json
    """
    desk = Desk.of(ctx)
    with desk.writing("undo") as writer:
        undone = writer.undo(anyway=anyway)
    document = {
        "version": documents.VERSION,
        "undone": undone.words,
        "as_of": undone.as_of.isoformat(),
        "at": undone.at,
        "changes": undone.changes,
        "cases": undone.cases,
    }
    changes, cases = plural(undone.changes, "change"), plural(undone.cases, "case")
    desk.say(document, f"undone: {undone.words} ({spelt(undone.as_of)}): {changes} to {cases}")
