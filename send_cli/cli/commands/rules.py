"""The rules themselves."""

from typing import Annotated

import typer

from send_cli.cli.commands.calc import law_lines
from send_cli.cli.complete import rule_ids
from send_cli.cli.desk import Desk
from send_cli.domain.deadline import spelt
from send_cli.domain.rule import Rule
from send_cli.present.documents import VERSION, rule_document
from send_cli.present.rule_page import line, list_lines, page_lines
from send_cli.present.words import indented


def command(
    ctx: typer.Context,
    rule: Annotated[
        str | None,
        typer.Argument(help="The rule's id; all where left out", autocompletion=rule_ids),
    ] = None,
) -> None:
    """Print the rules by workflow, or the whole page of one of them.

    The page says who must do what, what starts and stops it, its exceptions and
    versions, a worked example, what it feeds, and the law. With `--as-of DATE`,
    as the book stood on that day.

    \b
    Examples:
      send rules
      send rules ehcp-final
      send rules --as-of 2014-08-31
    """
    desk = Desk.of(ctx)
    if rule is not None:
        one = desk.book.rule(rule)
        document = rule_document(one, desk.book, desk.today)
        desk.answer({"version": VERSION, "rules": [document]}, *_page(desk, one))
        return
    known = [one for one in desk.book.rules if one.version_on(desk.today)]
    if not known:
        desk.tell(f"no rule of the book was law on {spelt(desk.today)}")
    if desk.on_terminal:
        desk.answer({}, *list_lines(desk.screen, desk.book.rules, desk.today))
        return
    desk.answer(
        {
            "version": VERSION,
            "rules": [rule_document(one, desk.book, desk.today) for one in known],
        },
        *(line(one, desk.today) for one in known),
    )


def _page(desk: Desk, rule: Rule) -> list[str]:
    lines = [*page_lines(rule, desk.book, desk.today, desk.width), "", "  Law"]
    lines += law_lines(rule, desk.width)
    return [*lines, *indented(f"note: {rule.note}", 2, desk.width)] if rule.note else lines
