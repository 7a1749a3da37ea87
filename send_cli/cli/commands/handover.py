"""Handing cases over to another officer."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.domain.action import Action
from send_cli.domain.deadline import spelt
from send_cli.domain.owed import owed
from send_cli.domain.problem import Refusal
from send_cli.present import documents
from send_cli.present.handover import Page, page_document, page_lines
from send_cli.present.words import markdown, plural
from send_cli.store.read import Docket


def command(
    ctx: typer.Context,
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF...]", help="These cases", autocompletion=references),
    ] = None,
    top: Annotated[int, typer.Option(help="So many of the most pressing cases")] = 10,
    everything: Annotated[bool, typer.Option("--all", help="Every case")] = False,
) -> None:
    """Print a page for each case, in Markdown, for the officer who takes it on.

    The stage, the next duty, open promises, risks, what others owe, and what
    was said and done last; the most pressing case first.

    \b
    Examples:
      send handover --officer "Sam Example" --top 10 > handover.md
      send handover C00412
    """
    if top < 1:
        raise Refusal("--top: write a number from 1 (--all for every case)")
    desk = Desk.of(ctx)
    with desk.reading() as reader:
        if refs:
            wanted = dict.fromkeys(desk.ref(reader, ref) for ref in refs)
            dockets = [reader.docket(ref) for ref in wanted]
        else:
            dockets = desk.dockets(reader, whole=True)
        own = [] if refs else desk.own_tasks(reader)
    day = desk.day_list(dockets, own)
    known = [docket._replace(deadlines=tuple(desk.clocks(docket.deadlines))) for docket in dockets]
    pages = _pages(day.every, known, desk.today)
    shown = pages if refs or everything else pages[:top]
    title = f"Handover: {desk.officer}" if desk.officer else "Handover"
    quiet_days = desk.in_force.standards.quiet_days
    drawn_up = (
        f"Drawn up on {spelt(desk.today)}. {plural(len(dockets), 'case')}, "
        f"{plural(len(day.breached), 'duty', 'duties')} in breach, {day.due_soon} due soon; "
        f"{plural(len(shown), 'case')} below, the most pressing first."
    )
    lines = [f"# {markdown(title)}", "", drawn_up]
    tasks = [action for action in day.every if action.task and not action.case.ref]
    if tasks:
        lines += ["", "**Tasks that are no child's**", ""]
        lines += [f"- {markdown(action.text)}" for action in tasks]
    for page in shown:
        lines += ["", "---", "", *page_lines(page, desk.today, quiet_days, names=desk.names)]
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "officer": desk.officer,
        "total": len(dockets),
        "cases": [page_document(page, desk.today, quiet_days) for page in shown],
    }
    desk.answer(document, *lines)


def _pages(actions: Sequence[Action], dockets: Sequence[Docket], today: date) -> list[Page]:
    """Return a page for each case, in the order of their most pressing lines."""
    lines: dict[str, list[Action]] = {}
    for action in actions:
        if action.case.ref:
            lines.setdefault(action.case.ref, []).append(action)
    found = {docket.case.ref: docket for docket in dockets}
    order = [*lines, *(ref for ref in found if ref not in lines)]
    return [
        Page(case, tuple(lines.get(case.ref, ())), tuple(owed(case, rows, today)))
        for case, rows in map(found.__getitem__, order)
    ]
