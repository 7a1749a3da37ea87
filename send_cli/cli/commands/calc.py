"""Counting one rule from one date."""

from typing import Annotated

import typer

from send_cli.cli.complete import rule_ids
from send_cli.cli.desk import Desk
from send_cli.domain.calendar import Calendar
from send_cli.domain.deadline import Reckoning, spelt
from send_cli.domain.problem import Refusal
from send_cli.domain.rule import Bound, Rule
from send_cli.present.documents import calc_document
from send_cli.present.words import indented


def command(
    ctx: typer.Context,
    rule: Annotated[
        str, typer.Argument(help="The rule's id; `send rules` lists them", autocompletion=rule_ids)
    ],
    day: Annotated[list[str], typer.Argument(metavar="DATE", help="The day the clock starts")],
) -> None:
    """Count one rule from one date, and print the working and the law.

    For a rule that counts back (notice of a meeting) the date is the meeting's.

    \b
    Examples:
      send calc ehcp-final 12/03/2025
      send calc ar-notice 2026-04-20 --json
      send calc foi 22/12/2025
    """
    desk = Desk.of(ctx)
    one = desk.book.rule(rule)
    start = desk.day(" ".join(day))
    counted = desk.book.reckoning(one, start)
    if counted and counted.act_by:
        counted = counted._replace(act_by=_working_days(desk).act_by(counted.due))
    note = one.note
    if counted is None:
        since = one.versions[0].since
        note = (
            f"not law on {spelt(start)}: in force from {spelt(since)}"
            if start < since
            else "; ".join(filter(None, ("no number in the law: at once", one.note)))
        )
    elif counted.act_by is None and one.bound is not Bound.AT_LEAST:
        until = desk.book.calendar.covers_until
        extra = f"no bank holidays are held after {spelt(until)}, so no act-by day is given"
        note = "; ".join(filter(None, (one.note, extra)))
    elif counted.act_by and counted.act_by >= desk.book.calendar.projected_from:
        year = desk.book.calendar.projected_from.year
        extra = f"bank holidays from {year} are projected: not all announced yet"
        note = "; ".join(filter(None, (one.note, extra)))
    desk.answer(calc_document(one, start, counted, note), *_lines(desk, one, counted, note))


def _working_days(desk: Desk) -> Calendar:
    """Return the working days of the offices; those of the law where the settings are mistaken.

    The law is counted whatever is in the settings, so a mistake there is only told.
    """
    if not desk.has_settings_file:
        return desk.book.calendar
    try:
        return desk.working_days
    except Refusal as mistake:
        desk.tell(f"closure days are not heeded: {mistake}")
        return desk.book.calendar


def _lines(desk: Desk, rule: Rule, counted: Reckoning | None, note: str | None) -> list[str]:
    lines = [f"{rule.id}: {rule.title}"]
    if rule.counted_from:
        lines.append(f"  counted from {rule.counted_from}")
    if counted:
        lines.append(f"  {counted.working}")
        if counted.not_before:
            lines.append(f"  not before {spelt(counted.not_before)}")
        elif counted.act_by and counted.act_by != counted.due:
            lines.append(f"  act by {spelt(counted.act_by)}, the last working day before it")
    lines.append(f"  {rule.authority}, for the {rule.actor}; {rule.bound}")
    return [*lines, *law_lines(rule, desk.width), *indented(note or "", 2, desk.width)]


def law_lines(rule: Rule, width: int, by: int = 2) -> list[str]:
    """Return a rule's citation, link, quotation and confidence, indented."""
    citation = rule.citation
    quoted = f'"{citation.quote}"' if citation.quote else "(the source gives no wording to quote)"
    source = [" " * by + citation.url, *indented(quoted, by, width)] if citation.url else []
    return [
        *indented(citation.text, by, width),
        *source,
        *indented(f"confidence: {rule.confidence_words}", by, width),
    ]
