"""Recording that something happened."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.case import Case
from send_cli.domain.change import Change
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.event import BOOKABLE, Event, EventKind
from send_cli.domain.problem import Refusal
from send_cli.domain.record import Effect, effect, impossibility
from send_cli.domain.rule import Bound
from send_cli.present import documents
from send_cli.present.words import safe, short_citation, status_sentence, who

if TYPE_CHECKING:
    from send_cli.store.write import Writer


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="The case's reference")],
    event: Annotated[str, typer.Argument(help="What happened: final-plan-sent, review-amend, …")],
    day: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="The day (today where left out)")
    ] = None,
    about: Annotated[
        str | None, typer.Option(help="Which adviser, school or ground it concerns")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", "-m", help="A note to keep with it")] = None,
) -> None:
    """Record that something happened, and print what it stopped and what it started.

    What cannot have happened is refused: a future date, a step with nothing
    before it, the same thing twice. `send undo` takes it back.

    \b
    Examples:
      send record C00412 final-plan-sent
      send record C00412 advice-requested 3/3/2026 --about ep
    """
    desk = Desk.of(ctx)
    happened = Event(
        kind_named(event), desk.day(day) if day else desk.today, about or None, note or None
    )
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
    words = " ".join(
        filter(None, ("record", whole, happened.kind, happened.on.isoformat(), about and "--about"))
    )
    with desk.writing(words + (f" {about}" if about else "")) as writer:
        case, before, after = record(writer, whole, happened, desk.today)
    answer(desk, case, happened, effect(before, after, desk.today))


def kind_named(text: str) -> EventKind:
    """Return the kind of event a person typed.

    Raises:
        Refusal: there is none; the sentence names those it could have been.

    """
    wanted = text.strip().casefold().replace("_", "-").replace(" ", "-")
    if wanted in set(EventKind):
        return EventKind(wanted)
    from difflib import get_close_matches

    near = [kind for kind in EventKind if wanted and wanted in kind]
    near = near or [EventKind(one) for one in get_close_matches(wanted, list(EventKind), n=4)]
    hint = f"did you mean {', '.join(near)}?" if near else f"those it knows: {', '.join(EventKind)}"
    raise Refusal(f'"{text}" is not a kind of event: {hint}')


def record(
    writer: "Writer", ref: str, happened: Event, today: date
) -> tuple[Case, list[Deadline], list[Deadline]]:
    """Put an event on record; return the case, and its deadlines before and after.

    Raises:
        Refusal: it cannot have happened.

    """
    from send_cli.domain.clock import deadlines

    docket = writer.reader.docket(ref)
    case = docket.case
    reason = impossibility(case, happened, today)
    if reason:
        raise Refusal(f"{ref}: {reason}")
    booked = happened.kind in BOOKABLE and happened.on > today
    happened = Event(happened.kind, happened.on, happened.about, happened.note, booked)
    confirmed = next(
        (
            held
            for held in case.events
            if held.booked and (held.kind, held.on) == (happened.kind, happened.on)
        ),
        None,
    )
    writer.apply([Change(ref, happened.kind, confirmed, happened)])
    events = [held for held in case.events if held is not confirmed] + [happened]
    after = deadlines(events, writer.reader.book, without_setting=case.attends_none)
    return case, list(docket.deadlines), after


def answer(desk: Desk, case: Case, happened: Event, did: Effect) -> None:
    """Print what was recorded and what it did."""
    today = desk.today
    booked = " (booked)" if happened.on > today else ""
    lines = [f"{safe(who(case, names=desk.names))}: {happened.words}, {spelt(happened.on)}{booked}"]
    for row in did.stopped:
        lines.append(
            f"  stopped  {_named(row)}, due {spelt(row.due)}: {status_sentence(row, today)}"
        )
        if row.too_soon:
            lines.append(
                f"  TOO SOON: the family had until {spelt(row.due)} ({short_citation(row)})"
            )
    lines += [f"  closed   {_named(row)}, due {spelt(row.due)}" for row in did.closed]
    lines += [f"  started  {_started(row)}" for row in did.started]
    if not (did.stopped or did.closed or did.started):
        lines.append("  no clock started or stopped")
    document = {
        "version": documents.VERSION,
        "as_of": today.isoformat(),
        "case": case.ref,
        "event": happened.kind.value,
        "on": happened.on.isoformat(),
        "about": happened.about,
        "stopped": [documents.deadline_document(case.ref, row, today) for row in did.stopped],
        "closed": [documents.deadline_document(case.ref, row, today) for row in did.closed],
        "started": [documents.deadline_document(case.ref, row, today) for row in did.started],
    }
    desk.answer(document, *lines)


def _named(row: Deadline) -> str:
    return row.rule.id + (f" ({safe(row.about)})" if row.about else "")


def _started(row: Deadline) -> str:
    until = "not before" if row.rule.bound is Bound.AT_LEAST else "by"
    day = row.not_before if row.rule.bound is Bound.AT_LEAST and row.not_before else row.due
    return f"{_named(row)}: {row.rule.title}, {until} {spelt(day)} ({short_citation(row)})"
