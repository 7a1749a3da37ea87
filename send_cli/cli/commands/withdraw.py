"""Withdrawing an event or a contact that did not happen, or a task."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import typer

from send_cli.cli.commands.record import kind_named
from send_cli.cli.complete import event_kinds, references
from send_cli.cli.desk import Desk
from send_cli.cli.tasks import withdraw
from send_cli.domain.case import Case, single_spaced
from send_cli.domain.change import Change
from send_cli.domain.contact import Contact
from send_cli.domain.deadline import spelt
from send_cli.domain.event import Event, EventKind, in_order
from send_cli.domain.problem import Refusal
from send_cli.domain.record import Effect, effect
from send_cli.domain.task import task_number
from send_cli.present import documents
from send_cli.present.effects import NO_EFFECT, effect_document, effect_lines
from send_cli.present.words import safe, who

Held = Event | Contact


def command(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF|TASK", help="The case's reference, or task-12", autocompletion=references
        ),
    ],
    event: Annotated[
        str | None,
        typer.Argument(
            help="What did not happen: final-plan-sent, contact, …", autocompletion=event_kinds
        ),
    ] = None,
    day: Annotated[
        list[str] | None, typer.Argument(metavar="[DATE]", help="Its day, where there are several")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(help="Which adviser, school or ground; of a contact, some of what was said"),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", "-m", help="Why it is withdrawn; it must be given")
    ] = None,
) -> None:
    """Withdraw an event or contact that did not happen, and print what that did to the clocks.

    It is kept, marked as withdrawn, with the reason: `send history REF` shows
    it. To mend a wrong date, withdraw it and record the right one. A task is
    withdrawn by its name.

    \b
    Examples:
      send withdraw C00412 draft-sent -m "typed on the wrong case"
      send withdraw C00412 advice-received 3/3/2026 --about ep -m "it was a letter"
      send withdraw C00412 contact yesterday -m "it was another family"
      send withdraw task-12 -m "no longer needed"
    """
    desk = Desk.of(ctx)
    reason = single_spaced(why)
    if not reason:
        raise Refusal("say why it is withdrawn: -m WHY (it is kept in the history)")
    number = task_number(ref)
    if number is not None:
        if event:
            raise Refusal(f"task-{number} is withdrawn whole: leave out {event}")
        withdraw(desk, number, reason)
        return
    if event is None:
        raise Refusal(f"say what did not happen: send withdraw {ref} draft-sent -m WHY")
    kind, on = kind_named(event), desk.days(" ".join(day)) if day else ()
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
        held = _the_one(reader.docket(whole).case, kind, on, about)
    with desk.writing(_told(whole, kind, held)) as writer:
        before = writer.reader.docket(whole)
        held = _the_one(before.case, kind, on, about)
        origin = None
        if isinstance(held, Event):
            origin = writer.reader.origin(whole, held.kind, held.on, held.about)
        writer.apply([Change(whole, kind, held, None, note=reason)])
        writer.settle()
        after = writer.reader.docket(whole)
    if origin and origin.file:
        desk.tell(
            f"{safe(origin.file)} has it too: mend the list, or its next import brings it back"
        )
    did = effect(before.deadlines, after.deadlines, desk.today)
    _answer(desk, after.case, kind, held, reason, did)


def _told(ref: str, kind: EventKind, held: Held) -> str:
    return f"withdraw {ref} {kind} {held.on.isoformat()}{_about(held)}"


def _about(held: Held) -> str:
    return f" --about {held.about}" if isinstance(held, Event) and held.about else ""


def _concerns(held: Held, about: str) -> bool:
    """Say whether it is about what a person says; a contact, whether some of it is said in it."""
    if isinstance(held, Event):
        return held.about == about
    return about.casefold() in held.words.casefold()


def _the_one(case: Case, kind: EventKind, on: Sequence[date], about: str | None) -> Held:
    """Return what a person means; of the days that theirs may be, the one on record.

    Of contacts that are alike in everything it is any one of them.

    Raises:
        Refusal: there is none, or more than one.

    """
    concerns = None if about is None else case.about(about)
    alike: list[Held] = [held for held in in_order(case.events) if held.kind is kind]
    if kind is EventKind.CONTACT:
        alike += case.contacts
    found = [
        held
        for held in alike
        if (not on or held.on in on) and (concerns is None or _concerns(held, concerns))
    ]
    if len(set(found)) == 1:
        return found[0]
    if found:
        way = "give the day of the one to withdraw"
        if len({held.on for held in found}) < len(found):
            way += ", and --about"
        raise Refusal(
            f"{case.ref}: {kind.words} is on record more than once: {_days(found)} ({way})"
        )
    whose = f" ({concerns})" if concerns else ""
    when = f" on {' or '.join(map(spelt, on))}" if on else ""
    rest = f"on record: {_days(alike)}" if alike else f"see `send show {case.ref}`"
    raise Refusal(f"{case.ref}: no {kind.words}{whose}{when} is on record ({rest})")


def _days(held: Iterable[Held]) -> str:
    return ", ".join(spelt(one.on) + _about(one) for one in held)


def _answer(desk: Desk, case: Case, kind: EventKind, held: Held, reason: str, did: Effect) -> None:
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": case.ref,
        "event": kind.value,
        "on": held.on.isoformat(),
        "about": held.about if isinstance(held, Event) else None,
        "reason": reason,
        **effect_document(case.ref, did, desk.today),
    }
    head = f"{who(case, names=desk.names)}: withdrawn: {held.words}, {spelt(held.on)} ({reason})"
    desk.say(document, safe(head), *(effect_lines(did, desk.today) or [NO_EFFECT]))
