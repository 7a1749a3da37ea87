"""The rules themselves."""

from typing import Annotated

import typer

from send_cli.cli.commands.calc import law_lines
from send_cli.cli.complete import rule_ids
from send_cli.cli.desk import Desk
from send_cli.domain.deadline import spelt
from send_cli.domain.rule import Rule
from send_cli.present.documents import VERSION, Document, rule_document
from send_cli.present.rule_page import line, list_lines, page_lines
from send_cli.present.words import indented, plural


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
    today = desk.today
    if rule is not None:
        one = desk.book.rule(rule)
        desk.answer(_document(desk, [one]), *_page(desk, one))
        return
    known = [one for one in desk.book.rules if one.version_on(today)]
    later = len(desk.book.rules) - len(known)
    if not known:
        desk.tell(f"no rule of the book was law on {spelt(today)}")
    elif later and not desk.on_terminal:
        desk.tell(f"left out, not law on {spelt(today)}: {plural(later, 'rule')}")
    if desk.on_terminal:
        desk.answer({}, *list_lines(desk.screen, desk.book.rules, today))
    else:
        desk.answer(_document(desk, known), *(line(one, today) for one in known))


def _document(desk: Desk, rules: list[Rule]) -> Document:
    """Return the rules as a document; empty where none is asked for, for it takes long to count."""
    if not desk.as_json:
        return {}
    told = [rule_document(one, desk.book, desk.today) for one in rules]
    return {"version": VERSION, "rules": told}


def _page(desk: Desk, rule: Rule) -> list[str]:
    lines = [*page_lines(rule, desk.book, desk.today, desk.width), "", "  Law"]
    lines += law_lines(rule, desk.width)
    return [*lines, *indented(f"note: {rule.note}", 2, desk.width)] if rule.note else lines
