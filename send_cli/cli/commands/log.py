"""Logging what was said with a family, a school or another service."""

from typing import Annotated

import typer

from send_cli.cli.chosen import OfFlag, OfStage, Yes, chosen, confirm, flatly, named
from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.cli.typed import When
from send_cli.domain.case import Case, single_spaced
from send_cli.domain.change import Change
from send_cli.domain.contact import FAMILY, Channel, Contact, Party
from send_cli.domain.deadline import spelt
from send_cli.domain.problem import Refusal
from send_cli.present import documents
from send_cli.present.words import safe, who


def command(
    ctx: typer.Context,
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF...]", help="Which cases", autocompletion=references),
    ] = None,
    text: Annotated[str | None, typer.Option("--message", "-m", help="What was said")] = None,
    kind: Annotated[Channel, typer.Option(help="How", show_choices=True)] = Channel.CALL,
    party: Annotated[Party, typer.Option("--with", help="Who", show_choices=True)] = Party.PARENT,
    received: Annotated[
        bool, typer.Option("--received", help="They wrote or rang, and wait for an answer")
    ] = False,
    day: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day (today where left out)")
    ] = None,
    flag: OfFlag = None,
    stage: OfStage = None,
    yes: Yes = False,
) -> None:
    """Log a contact in one line: it stands in the history, and the family is not quiet any more.

    A message that the family wait on (--received) stands on the list, by the
    standard for an answer, until something goes back to them. Of several cases,
    named or of a filter, the first are shown and you are asked once.

    \b
    Examples:
      send log C00412 -m "rang mum, draft on Friday"
      send log C00412 --kind email --received -m "asks which schools were consulted"
      send log --setting "Hill School" --with school --kind meeting -m "termly meeting"
    """
    desk = Desk.of(ctx)
    on = desk.day(day, "--on", when=When.PAST) if day is not None else desk.today
    said = single_spaced(text)
    if not said:
        raise Refusal('say what was said: -m "..."')
    if on > desk.today:
        raise Refusal(f"--on: {spelt(on)} is to come: `send add` keeps what you mean to do")
    contact = Contact(on, kind, party, said, received)
    with desk.reading() as reader:
        wanted = chosen(desk, reader, refs or [], flag, stage)
        cases = [reader.docket(ref).case for ref in wanted]
    what = f"log a {kind} on {spelt(on)}"
    confirm(desk, cases, what, yes=yes, by_hand=bool(refs))
    told = flatly(
        ("log", named(wanted), on.isoformat(), kind, party, "--received" if received else None)
    )
    with desk.writing(told) as writer:
        writer.apply(Change(ref, "contact", None, contact) for ref in wanted)
    _answer(desk, cases, contact)


def _answer(desk: Desk, cases: list[Case], contact: Contact) -> None:
    lines = []
    for case in cases:
        lines.append(f"{who(case, names=desk.names)}: {spelt(contact.on)}, {contact.words}")
        waiting = case.unanswered(desk.today)
        if (
            waiting
            and contact.party in FAMILY
            and not contact.received
            and contact.on >= waiting.on
        ):
            lines.append(f"  answers the {waiting.channel} of {spelt(waiting.on)}")
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "cases": [case.ref for case in cases],
        "contact": documents.contact_document(contact),
    }
    desk.say(document, *map(safe, lines))
