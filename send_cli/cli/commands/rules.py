"""The rules themselves."""

from typing import Annotated

import typer

from send_cli.cli.commands.calc import law_lines
from send_cli.cli.complete import rule_ids
from send_cli.cli.desk import Desk
from send_cli.domain.deadline import spelt
from send_cli.domain.rule import Rule
from send_cli.present.documents import VERSION, rule_document
from send_cli.present.words import indented


def command(
    ctx: typer.Context,
    rule: Annotated[
        str | None,
        typer.Argument(help="The rule's id; all where left out", autocompletion=rule_ids),
    ] = None,
) -> None:
    """Print the rules in force, or one of them whole, with citation and confidence.

    With `--as-of DATE`, those that were law on that day.

    \b
    Examples:
      send rules
      send rules ehcp-final
    """
    desk = Desk.of(ctx)
    if rule is not None:
        one = desk.book.rule(rule)
        desk.answer({"version": VERSION, "rules": [rule_document(one)]}, *_page(desk, one))
        return
    known = [one for one in desk.book.rules if one.version_on(desk.today)]
    if not known:
        desk.tell(f"no rule of the book was law on {spelt(desk.today)}")
    width = max((len(one.id) for one in known), default=0)
    desk.answer(
        {"version": VERSION, "rules": [rule_document(one) for one in known]},
        *(_line(one, width, on_terminal=desk.on_terminal) for one in known),
    )


def _line(rule: Rule, width: int, *, on_terminal: bool) -> str:
    length = rule.versions[-1].length
    words = f"{rule.bound} {length.words}" if length else "at once"
    if on_terminal:
        return f"{rule.id:<{width}}  {words}"
    return "\t".join(
        (rule.id, words, rule.actor, rule.authority, rule.confidence, rule.citation.text)
    )


def _page(desk: Desk, rule: Rule) -> list[str]:
    lines = [f"{rule.id}: {rule.title}"]
    lines.append(f"  {rule.authority}, for the {rule.actor}")
    if rule.actor_without_setting:
        lines.append(f"  for the {rule.actor_without_setting} where the child attends no setting")
    starts = " or ".join(sorted(kind.words for kind in rule.triggers))
    stops = " or ".join(sorted(kind.words for kind in rule.stops))
    begins = f"counted from {rule.counted_from}" if rule.counted_from else f"starts with: {starts}"
    lines += indented(begins, 2, desk.width)
    if stops:
        lines += indented(f"stopped by: {stops}", 2, desk.width)
    for version in rule.versions:
        length = f"{rule.bound} {version.length.words}" if version.length else "no number: at once"
        lines.append(f"  from {spelt(version.since)}: {length}")
    if rule.later_of:
        others = " or ".join(sorted(rule.later_of))
        lines.append(f"  the later governs of this and {others}")
    rolls = "rolls forward to the next working day" if rule.rolls else "never rolls"
    lines.append(f"  working days of {rule.days.words}; {rolls}")
    if rule.lapses:
        lines.append("  a right, not a duty: it lapses, and nobody is late")
    if rule.excuses:
        grounds = ", ".join(sorted(rule.excuses))
        lines += indented(f"excused by: {grounds}", 2, desk.width)
    else:
        lines.append("  no exceptions")
    lines += law_lines(rule, desk.width)
    return [*lines, *indented(rule.note, 2, desk.width)] if rule.note else lines
