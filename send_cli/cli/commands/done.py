"""Recording the next step of a case as taken."""

from datetime import date
from typing import Annotated

import typer

from send_cli.cli.commands.next import recording
from send_cli.cli.commands.record import answer, record_all
from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.cli.tasks import finish
from send_cli.cli.typed import When
from send_cli.domain.action import NO_DAY, Action, Recording
from send_cli.domain.event import Event
from send_cli.domain.problem import Refusal
from send_cli.domain.record import effect
from send_cli.domain.rule import Actor
from send_cli.domain.task import task_number


def command(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF|TASK",
            help="The case's reference, or task-12",
            autocompletion=references,
        ),
    ],
    day: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DATE]", help="The day: yesterday, fri, 3 dec, … (else today)"),
    ] = None,
) -> None:
    """Record the next step of a case as taken, the one `send today` shows for it; or a task.

    Where the step has more than one outcome, it says which commands to choose
    from and changes nothing.

    \b
    Examples:
      send done C00412
      send done C00412 yesterday
      send done task-12
    """
    desk = Desk.of(ctx)
    on = desk.day(" ".join(day), when=When.PAST) if day else desk.today
    number = task_number(ref)
    if number is not None:
        finish(desk, number, on)
        return
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
    with desk.writing(f"done {whole} {on.isoformat()}") as writer:
        listed = desk.day_list([writer.reader.docket(whole)])
        action = _next_step([*listed.every], whole)
        one = _recording(action, desk.today)
        happened = Event(one.kind, date.fromisoformat(one.day) if one.day else on, one.about)
        taken = record_all(writer, [whole], happened, desk.today)
        (before,), (recorded,) = taken.dockets, taken.events
        after = writer.reader.docket(whole)
    answer(desk, after, recorded, effect(before.deadlines, after.deadlines, desk.today))


def _next_step(actions: list[Action], ref: str) -> Action:
    if not actions:
        raise Refusal(f"{ref}: nothing is running that could be done (see `send show {ref}`)")
    return actions[0]


def _recording(action: Action, today: date) -> Recording:
    """Return the one event that records an action as done, where there is just one.

    Raises:
        Refusal: there is more than one, or its day has to be said.

    """
    ways = action.recordings
    if action.task or action.answers:
        raise Refusal(f"{action.case.ref}: {action.text}: {recording(action)[0]}")
    if action.actor is not Actor.AUTHORITY:
        choices = "; ".join(recording(action))
        raise Refusal(f"{action.case.ref}: {action.text}: when it comes: {choices}")
    if len(ways) != 1 or action.sets or _has_to_be_said(ways[0], today):
        choices = "; ".join(recording(action))
        raise Refusal(f"{action.case.ref}: {action.text}: say which: {choices}")
    return ways[0]


def _has_to_be_said(one: Recording, today: date) -> bool:
    """Say whether no step is taken by it: its day is not known, or lies ahead, or it withdraws."""
    return one.withdraws or one.day == NO_DAY or one.day > today.isoformat()
