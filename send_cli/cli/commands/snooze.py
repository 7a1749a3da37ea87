"""Taking what can wait off the list until a day."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.cli.tasks import change
from send_cli.cli.typed import When
from send_cli.domain.action import Action
from send_cli.domain.case import Case, single_spaced
from send_cli.domain.change import Change
from send_cli.domain.deadline import spelt
from send_cli.domain.mark import Mark, MarkKind
from send_cli.domain.place import why_not
from send_cli.domain.problem import Refusal
from send_cli.domain.task import Task, task_number
from send_cli.present import documents
from send_cli.present.words import safe, who

if TYPE_CHECKING:
    from send_cli.store.read import Docket


def command(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF|TASK", help="The case's reference, or task-12", autocompletion=references
        ),
    ],
    day: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DATE]", help="The day it comes back: fri, +3d, 3 dec, …"),
    ] = None,
    text: Annotated[str | None, typer.Option("--message", "-m", help="Why")] = None,
    off: Annotated[bool, typer.Option("--off", help="Take the snooze away")] = False,
) -> None:
    """Take a case or a task off the list until a day; it comes back on top, and says so.

    It never hides a duty: refused where a line is breached, a fact is missing,
    or a day set by law comes first. Should that become so later, the line comes
    back by itself. The tasks of a case stay: each is snoozed by its own name.

    \b
    Examples:
      send snooze C00412 fri -m "school is back on Monday"
      send snooze task-12 +3d
      send snooze C00412 --off
    """
    desk = Desk.of(ctx)
    number = task_number(ref)
    if off:
        if day:
            raise Refusal(f"--off takes the snooze away: leave out {' '.join(day)}")
        _take_away(desk, ref, number)
        return
    if not day:
        raise Refusal(f"say until when: send snooze {ref} fri (--off takes a snooze away)")
    until = desk.day(" ".join(day), when=When.AHEAD)
    if until <= desk.today:
        raise Refusal(f"{spelt(until)} is not ahead: give the day on which it is to come back")
    if number is not None:
        _snooze_task(desk, number, until)
        return
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
    reason = single_spaced(text) or None
    mark = Mark(MarkKind.SNOOZE, desk.today, until, reason)
    with desk.writing(f"snooze {whole} {until.isoformat()}") as writer:
        docket = writer.reader.docket(whole)
        held = [one for one in docket.case.marks if one.kind is MarkKind.SNOOZE]
        if any(one.repeats(mark) for one in held):
            raise Refusal(f"{whole}: this snooze is on record already: nothing was changed")
        staying = _refuse_hiding(desk, docket, until)
        changes = [Change(whole, MarkKind.SNOOZE, one, None) for one in held]
        writer.apply([*changes, Change(whole, MarkKind.SNOOZE, None, mark)])
    if staying:
        desk.tell(f"its tasks stay on the list: {staying}")
    _answer(desk, docket.case, mark)


def _take_away(desk: Desk, ref: str, number: int | None) -> None:
    """Take the snooze of a case or a task away.

    Raises:
        Refusal: it is not snoozed.

    """
    if number is not None:
        change(desk, number, f"snooze task-{number} --off", lambda task: _awake(desk, task))
        return
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
    with desk.writing(f"snooze {whole} --off") as writer:
        case = writer.reader.docket(whole).case
        held = [
            one for one in case.marks if one.kind is MarkKind.SNOOZE and one.made_on <= desk.today
        ]
        if not held:
            raise Refusal(f"{whole} is not snoozed: nothing was changed")
        writer.apply(Change(whole, MarkKind.SNOOZE, one, None) for one in held)
    _answer(desk, case, None)


def _awake(desk: Desk, task: Task) -> Task:
    if task.snoozed_until is None or (task.snoozed_on and task.snoozed_on > desk.today):
        raise Refusal(f"{task.name} is not snoozed: nothing was changed")
    return task._replace(snoozed_on=None, snoozed_until=None)


def _refuse_hiding(desk: Desk, docket: "Docket", until: date) -> str:
    """Return the names of the tasks of a case, which stay on the list when it is taken off.

    It is judged as it would stand without the snooze that is held, which may be
    made longer or shorter.

    Raises:
        Refusal: a line of it cannot wait so long; or it is pinned, or not on the list.

    """
    case, ref = docket.case, docket.case.ref
    pinned = next((mark for mark in case.marks if mark.holds_at_top(desk.today)), None)
    if pinned:
        raise Refusal(f"{ref} is pinned until {spelt(pinned.until)}: `send pin {ref} --off` first")
    bare = docket._replace(case=replace(case, marks=()))
    lines = desk.day_list([bare]).ranked
    tasks = ", ".join(action.task.name for action in lines if action.task)
    lines = tuple(action for action in lines if not action.task)
    if not lines:
        own = f" but {tasks}, to be snoozed by name" if tasks else ""
        raise Refusal(f"{ref} has no line on today's list{own}: nothing was changed")
    for action in lines:
        _refuse(action, until, ref)
        if action.start_by and action.start_by < until:
            late = f"the last safe day to start is {spelt(action.start_by)}"
            desk.tell(safe(f"{action.text}: {late}, before it comes back"))
    return tasks


def _refuse(action: Action, until: date, name: str) -> None:
    reason = why_not(action, until)
    if reason:
        raise Refusal(f"{name} cannot wait until {spelt(until)}: {action.text}: {reason}")


def _snooze_task(desk: Desk, number: int, until: date) -> None:
    def snoozed(task: Task) -> Task:
        if task.done_on:
            raise Refusal(f"{task.name} was done on {spelt(task.done_on)}: nothing was changed")
        if task.added_on > desk.today:
            raise Refusal(f"{task.name} was only added on {spelt(task.added_on)}")
        if task.snoozed_until == until:
            raise Refusal(f"{task.name}: this snooze is on record already: nothing was changed")
        (action,) = desk.day_list([], [task]).every
        _refuse(action, until, task.name)
        return task._replace(snoozed_on=desk.today, snoozed_until=until)

    change(desk, number, f"snooze task-{number} {until.isoformat()}", snoozed)


def _answer(desk: Desk, case: Case, mark: Mark | None) -> None:
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": case.ref,
        "snoozed_until": documents.iso(mark.until) if mark else None,
        "reason": mark.text if mark else None,
    }
    why = f" ({mark.text})" if mark and mark.text else ""
    did = f"off the list until {spelt(mark.until)}{why}" if mark else "no longer snoozed"
    desk.say(document, safe(f"{who(case, names=desk.names)}: {did}"))
