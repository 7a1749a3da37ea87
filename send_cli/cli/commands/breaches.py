"""Every duty that is breached."""

from typing import Annotated

import typer

from send_cli.cli.desk import Desk, attention
from send_cli.present import documents, plain
from send_cli.present.words import plural


def command(
    ctx: typer.Context,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 where there is a breach")
    ] = False,
) -> None:
    """Print every action by which the authority is in breach of a duty, the oldest first.

    Never cut. A date that is not law, an excused one and another's missed duty
    are not breaches of the authority and are not counted.

    \b
    Examples:
      send breaches
      send breaches --exit-code --officer "Sam Example"
    """
    desk = Desk.of(ctx)
    with desk.reading() as reader:
        day = desk.day_list(desk.dockets(reader), desk.own_tasks(reader))
    shown = [(place, action) for place, action in enumerate(day.breached, 1)]
    if desk.on_terminal:
        from send_cli.present import terminal

        lines = terminal.action_lines(desk.screen, shown, desk.today, names=desk.names)
        desk.answer({}, *lines, "", f"{plural(len(shown), 'breach', 'breaches')}, oldest first.")
    else:
        desk.answer(
            documents.breaches_document(day),
            *plain.action_lines(shown, desk.today, names=desk.names),
        )
    attention(exit_code and bool(shown))
