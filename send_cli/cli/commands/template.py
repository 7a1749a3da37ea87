"""The headings of the two layouts that a list may have."""

from typing import Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.event import EventKind
from send_cli.importers.headings import LONG_TEMPLATE, TEMPLATE
from send_cli.present.documents import VERSION


def command(
    ctx: typer.Context,
    is_long: Annotated[
        bool, typer.Option("--long", help="The headings of the long layout, a row an event")
    ] = False,
) -> None:
    """Print the headings of a list as one line of CSV, to fill in and import.

    The wide layout is a case list: a row a child, a column for the latest date
    of each kind of event. The long one, with `--long`, is a list of events of
    any kind: a row an event.

    \b
    Examples:
      send template > caselist.csv
      send template --long > events.csv
    """
    desk = Desk.of(ctx)
    document = {
        "version": VERSION,
        "wide": list(TEMPLATE),
        "long": list(LONG_TEMPLATE),
        "events": [kind.value for kind in EventKind],
    }
    desk.answer(document, ",".join(LONG_TEMPLATE if is_long else TEMPLATE))
    if not desk.on_terminal:
        return
    if is_long:
        desk.tell(
            f"event is one of: {', '.join(EventKind)}",
            "about says which adviser, school or ground an event concerns",
        )
    else:
        desk.tell(
            "one row a child, with the latest date of each kind: for the list your system exports",
            "`send template --long`: one row an event, of any kind: for what happened more than "
            "once, and what has no column",
        )
