"""Withdrawing an event that did not happen."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import typer

from send_cli.cli.commands.record import kind_named
from send_cli.cli.complete import event_kinds, references
from send_cli.cli.desk import Desk
from send_cli.domain.case import Case
from send_cli.domain.change import Change
from send_cli.domain.deadline import spelt
from send_cli.domain.event import Event, EventKind, in_order
from send_cli.domain.problem import Refusal
from send_cli.domain.record import Effect, effect
from send_cli.present import documents
from send_cli.present.effects import NO_EFFECT, effect_document, effect_lines
from send_cli.present.words import safe, who


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="The case's reference", autocompletion=references)],
    event: Annotated[
        str,
        typer.Argument(help="What did not happen: final-plan-sent, …", autocompletion=event_kinds),
    ],
    day: Annotated[
        list[str] | None, typer.Argument(metavar="[DATE]", help="Its day, where there are several")
    ] = None,
    about: Annotated[
        str | None, typer.Option(help="Which adviser, school or ground it concerns")
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", "-m", help="Why it is withdrawn; it must be given")
    ] = None,
) -> None:
    """Withdraw an event that did not happen, and print what that did to the clocks.

    It is kept, marked as withdrawn, with the reason: `send history REF` shows
    it. To mend a wrong date, withdraw it and record the right one.

    \b
    Examples:
      send withdraw C00412 draft-sent -m "typed on the wrong case"
      send withdraw C00412 advice-received 3/3/2026 --about ep -m "it was a letter"
    """
    desk = Desk.of(ctx)
    kind, on = kind_named(event), desk.days(" ".join(day)) if day else ()
    reason = (why or "").strip()
    if not reason:
        raise Refusal("say why it is withdrawn: -m WHY (it is kept in the history)")
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
        held = _the_one(reader.docket(whole).case, kind, on, about)
    with desk.writing(_told(whole, held)) as writer:
        before = writer.reader.docket(whole)
        origin = writer.reader.origin(whole, held.kind, held.on, held.about)
        held = _the_one(before.case, kind, on, about)
        writer.apply([Change(whole, held.kind, held, None, note=reason)])
        writer.settle()
        after = writer.reader.docket(whole)
    if origin and origin.file:
        desk.tell(
            f"{safe(origin.file)} has it too: mend the list, or its next import brings it back"
        )
    _answer(desk, after.case, held, reason, effect(before.deadlines, after.deadlines, desk.today))


def _told(ref: str, held: Event) -> str:
    about = f" --about {held.about}" if held.about else ""
    return f"withdraw {ref} {held.kind} {held.on.isoformat()}{about}"


def _the_one(case: Case, kind: EventKind, on: Sequence[date], about: str | None) -> Event:
    """Return the event a person means; of the days that theirs may be, the one on record.

    Raises:
        Refusal: there is none, or more than one.

    """
    alike = [held for held in in_order(case.events) if held.kind is kind]
    found = [
        held
        for held in alike
        if (not on or held.on in on) and (about is None or held.about == about)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        way = "give the day of the one to withdraw"
        if len({held.on for held in found}) < len(found):
            way += ", and --about"
        raise Refusal(
            f"{case.ref}: {kind.words} is on record more than once: {_days(found)} ({way})"
        )
    whose = f" ({about})" if about else ""
    when = f" on {' or '.join(map(spelt, on))}" if on else ""
    rest = f"on record: {_days(alike)}" if alike else f"see `send show {case.ref}`"
    raise Refusal(f"{case.ref}: no {kind.words}{whose}{when} is on record ({rest})")


def _days(events: Iterable[Event]) -> str:
    return ", ".join(
        spelt(held.on) + (f" --about {held.about}" if held.about else "") for held in events
    )


def _answer(desk: Desk, case: Case, held: Event, reason: str, did: Effect) -> None:
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": case.ref,
        "event": held.kind.value,
        "on": held.on.isoformat(),
        "about": held.about,
        "reason": reason,
        **effect_document(case.ref, did, desk.today),
    }
    head = f"{who(case, names=desk.names)}: withdrawn: {held.words}, {spelt(held.on)} ({reason})"
    desk.answer(document, safe(head), *(effect_lines(did, desk.today) or [NO_EFFECT]))
