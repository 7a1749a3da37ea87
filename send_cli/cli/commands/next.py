"""The one thing to do now."""

from typing import Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.action import Action, Lane
from send_cli.domain.deadline import spelt
from send_cli.present import documents
from send_cli.present.words import days_sentence, indented, safe, who, why


def command(
    ctx: typer.Context,
    skip: Annotated[int, typer.Option(min=0, help="Leave out so many from the top")] = 0,
) -> None:
    """Print the one thing to do now, and the command that records it done.

    \b
    Examples:
      send next
      send next --officer "Sam Example" --json
    """
    desk = Desk.of(ctx)
    with desk.reading() as reader:
        day = desk.day_list(desk.dockets(reader), desk.own_tasks(reader))
    action = day.ranked[skip] if skip < len(day.ranked) else None
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "action": documents.action_document(action, desk.today, skip + 1) if action else None,
        "record": recording(action) if action else [],
    }
    if action is None:
        desk.answer(document)
        desk.tell("nothing is late and nothing is due soon: `send today --all` shows what is next")
        return
    desk.answer(document, *_lines(desk, action))


def _lines(desk: Desk, action: Action) -> list[str]:
    row, left = action.row, action.days_left(desk.today)
    case = safe(who(action.case, names=desk.names)) or "your own"
    lines = indented(f"{case}: {safe(action.text)}", 0, desk.width)
    if action.due and left is not None:
        lines.append(f"  {action.lane.upper()}: {spelt(action.due)}, {days_sentence(left)}")
    if row:
        lines.append(f"  {row.citation.text} ({row.rule.id})")
    lines += indented(safe(why(action)), 2, desk.width)
    if action.step:
        for rule in desk.book.checklist(action.step, action.case.events):
            lines += indented(f"also: {rule.title}", 2, desk.width)
    lines += [f"  then: {text}" for text in recording(action)]
    whose = _quoted(action.case.ref) if action.case.ref else action.task and action.task.name
    lines.append(f"  why:  send why {whose}")
    return lines


def recording(action: Action) -> list[str]:
    """Return the commands, one of which records an action as done."""
    ref = _quoted(action.case.ref)
    if action.task:
        return [f"send done {action.task.name}"]
    if action.answers:
        return [f'send log {ref} --kind {action.answers.channel} -m "..."']
    if action.sets:
        return [f"send set {ref} {action.sets}=..."]
    if not action.recordings or action.lane is Lane.WAITING:
        return [f"send show {ref}"]
    return [one.command(action.case.ref) for one in action.recordings]


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(text)
