"""Keeping a case at the top of the list."""

from datetime import timedelta
from typing import Annotated

import typer

from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.cli.typed import When
from send_cli.domain.case import Case, single_spaced
from send_cli.domain.change import Change
from send_cli.domain.deadline import spelt
from send_cli.domain.mark import Mark, MarkKind
from send_cli.domain.problem import Refusal
from send_cli.present import documents
from send_cli.present.words import safe, who

WEEK = timedelta(days=7)


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="The case's reference", autocompletion=references)],
    text: Annotated[
        str | None, typer.Option("--message", "-m", help="Why; it must be given")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The last day it is pinned (else a week from today)"),
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Take the pin away")] = False,
) -> None:
    """Keep a case at the top of the list until a day, and say why.

    The pin is a term of its own in `send why`, stands in the history, and ends
    by itself.

    \b
    Examples:
      send pin C00412 -m "MP enquiry" --until fri
      send pin C00412 --off
    """
    desk = Desk.of(ctx)
    last = desk.today + WEEK
    if until is not None:
        last = desk.day(until, "--until", when=When.AHEAD)
    reason = single_spaced(text)
    if not off and not reason:
        raise Refusal('say why it is pinned: -m "MP enquiry" (it stands in the history)')
    if last < desk.today:
        raise Refusal(f"--until: {spelt(last)} is past: give a day from today")
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
    told = f"pin {whole} --off" if off else f"pin {whole} --until {last.isoformat()}"
    pin = None if off else Mark(MarkKind.PIN, desk.today, last, reason)
    with desk.writing(told) as writer:
        case = writer.reader.docket(whole).case
        held = [mark for mark in case.marks if mark.kind is MarkKind.PIN]
        if off:
            held = [mark for mark in held if mark.made_on <= desk.today]
            if not held:
                raise Refusal(f"{whole} is not pinned: nothing was changed")
        if pin and any(mark.repeats(pin) for mark in held):
            raise Refusal(f"{whole}: this pin is on record already: nothing was changed")
        changes = [Change(whole, MarkKind.PIN, mark, None) for mark in held]
        if pin:
            changes.append(Change(whole, MarkKind.PIN, None, pin))
        writer.apply(changes)
    _answer(desk, case, pin)


def _answer(desk: Desk, case: Case, pin: Mark | None) -> None:
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": case.ref,
        "pinned_until": documents.iso(pin.until) if pin else None,
        "reason": pin.text if pin else None,
    }
    did = f"pinned until {spelt(pin.until)}: {pin.text}" if pin else "no longer pinned"
    desk.say(document, safe(f"{who(case, names=desk.names)}: {did}"))
