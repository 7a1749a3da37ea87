"""A case in plain English, for the family."""

from typing import Annotated

import typer

from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.domain.account import account
from send_cli.present.family_page import page_document, page_lines
from send_cli.present.words import indented, safe


def command(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(help="The case's reference, or a part of it", autocompletion=references)
    ],
) -> None:
    """Print a page in plain English for the family: where the case is, and what comes next.

    What has been done, what is owed by when, what is not known, and their rights
    if it is late. Nothing of your own notes, tasks or contacts is on it. In a
    pipe a paragraph is one line, to paste into a letter.

    \b
    Examples:
      send explain C00412
      send explain C00412 --names > letter.txt
    """
    desk = Desk.of(ctx)
    with desk.reading() as reader:
        docket = reader.docket(desk.ref(reader, ref))
    told = account(docket.case, docket.deadlines, desk.book, desk.today)
    lines: list[str] = []
    for text, indent in page_lines(told, names=desk.names):
        if desk.on_terminal and text:
            first, *rest = indented(safe(text), 0, desk.width - indent)
            lines += [first, *(" " * indent + line for line in rest)]
        else:
            lines.append(safe(text))
    desk.answer(page_document(told, names=desk.names), *lines)
