"""Adding a task of one's own, or a promise."""

from datetime import date
from typing import Annotated

import typer

from send_cli.cli.chosen import flatly
from send_cli.cli.complete import references, rule_ids
from send_cli.cli.desk import Desk
from send_cli.cli.tasks import answer
from send_cli.cli.typed import When
from send_cli.domain.case import single_spaced
from send_cli.domain.change import Change
from send_cli.domain.deadline import spelt
from send_cli.domain.own_work import why_no_task
from send_cli.domain.problem import Refusal
from send_cli.domain.task import Task

MOST_MINUTES = 6000


def command(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What to do")],
    ref: Annotated[
        str | None,
        typer.Option("--case", metavar="REF", help="Whose it is", autocompletion=references),
    ] = None,
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="Its day: fri, 3 dec, +2w, …")
    ] = None,
    minutes: Annotated[int | None, typer.Option(help="The work it takes")] = None,
    promised_to: Annotated[
        str | None, typer.Option(metavar="WHO", help="To whom it is promised")
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(
            metavar="RULE", help="Run a clock of the book: foi, sar, …", autocompletion=rule_ids
        ),
    ] = None,
    begun: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The day its clock runs from")
    ] = None,
) -> None:
    """Put a task or a promise on the list, under the same rules as every line of it.

    A promise that is broken says to whom it was made. With --rule it runs by
    one of the book's clocks. `send done task-12` takes it off.

    \b
    Examples:
      send add "ring the SENCO" --case C00412 --due fri --minutes 10
      send add "send the draft" --case C00412 --due 3/12/2026 --promised-to mum
      send add "FOI 123" --rule foi --from yesterday
    """
    desk = Desk.of(ctx)
    words = single_spaced(text)
    if not words:
        raise Refusal('say what to do: send add "ring the SENCO"')
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise Refusal(f"--minutes: write a number from 1 to {MOST_MINUTES}")
    on = desk.day(due, "--due", when=When.AHEAD) if due is not None else None
    if on and on < desk.today:
        raise Refusal(f"--due: {spelt(on)} is past: give a day from today")
    start = _start(desk, rule, begun, on)
    whose = single_spaced(promised_to) or None
    if promised_to is not None and whose is None:
        raise Refusal("--promised-to: say to whom")
    _refuse_choosing(desk, ref)
    whole = ""
    if ref is not None:
        with desk.reading() as reader:
            whole = desk.ref_to_write(reader, ref)
    with desk.writing("add", create=not whole) as writer:
        if not whole and desk.officer:
            writer.reader.refuse_unknown_officer(desk.officer)
        task = Task(
            writer.reader.next_task(),
            words,
            desk.today,
            on,
            minutes,
            whose,
            desk.book.rule(rule).id if rule else None,
            start,
            None if whole else desk.officer,
        )
        writer.say(flatly(("add", task.name, whole and f"--case {whole}")))
        writer.apply([Change(whole, task.name, None, task)])
    answer(desk, whole, task)


def _refuse_choosing(desk: Desk, ref: str | None) -> None:
    """Refuse what chooses among cases: a task has one case, or an officer."""
    if desk.asked.team or desk.asked.setting:
        name = "--team" if desk.asked.team else "--setting"
        raise Refusal(f"{name} chooses among cases, and a task is of one: give --case REF")
    if ref is not None and desk.asked.officer:
        raise Refusal("--officer says whose a task without a case is: leave out that or --case")


def _start(desk: Desk, rule: str | None, begun: str | None, due: date | None) -> date | None:
    """Return the day from which a task's clock runs; None where it has none.

    Raises:
        Refusal: there is no rule, or it gives no day, or a day was given as well.

    """
    if rule is None:
        if begun is not None:
            raise Refusal("--from goes with --rule: the clock of that rule runs from the day")
        return None
    if due:
        raise Refusal("--due and --rule: the rule's own clock gives the day, leave out --due")
    start = desk.day(begun, "--from", when=When.PAST) if begun is not None else desk.today
    if start > desk.today:
        raise Refusal(f"--from: {spelt(start)} is to come: the clock has not started")
    named = desk.book.rule(rule)
    unfit = why_no_task(named)
    if unfit:
        raise Refusal(f"{named.id} {unfit}")
    if desk.book.reckoning(named, start) is None:
        raise Refusal(f"{named.id} gives no day from {spelt(start)}: see `send rules {named.id}`")
    return start
