"""Recording that something happened."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from send_cli.cli.complete import event_kinds, references
from send_cli.cli.desk import Desk
from send_cli.domain.case import Case, Unread
from send_cli.domain.change import Change
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.event import BOOKABLE, NAMED_DAYS, Event, EventKind
from send_cli.domain.merge import mended_by
from send_cli.domain.problem import Refusal
from send_cli.domain.record import Effect, effect, impossibility, takes_the_place_of
from send_cli.domain.rule import Bound
from send_cli.present import documents
from send_cli.present.words import safe, short_citation, status_sentence, who

if TYPE_CHECKING:
    from send_cli.store.write import Writer

NO_EFFECT = "  no clock started or stopped"

REQUEST_OUTCOMES = frozenset(
    {EventKind.ASSESSMENT_AGREED, EventKind.ASSESSMENT_REFUSED, EventKind.REQUEST_WITHDRAWN}
)
"""The outcomes of a request, which a list may hold in one column with its date in another."""


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="The case's reference", autocompletion=references)],
    event: Annotated[
        str,
        typer.Argument(
            help="What happened: final-plan-sent, review-amend, …", autocompletion=event_kinds
        ),
    ],
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
    docket = writer.reader.docket(ref)
    case = docket.case
    reason = impossibility(case, happened, today)
    if reason:
        raise Refusal(f"{ref}: {reason}")
    booked = happened.kind in BOOKABLE and happened.on > today
    happened = Event(happened.kind, happened.on, happened.about, happened.note, booked)
    confirmed = takes_the_place_of(case, happened, today)
    settled = [Change(ref, cell.heading, cell, None) for cell in replaced(case, happened)]
    writer.apply([Change(ref, happened.kind, confirmed, happened), *settled])
    writer.settle()
    return case, list(docket.deadlines), list(writer.reader.docket(ref).deadlines)


def replaced(case: Case, happened: Event) -> list[Unread]:
    """Return the unreadable cells of a list that an event with its date makes good."""
    return [cell for cell in case.unread if cell.heading in mended_by(happened)]


def answer(desk: Desk, case: Case, happened: Event, did: Effect) -> None:
    """Print what was recorded and what it did."""
    today = desk.today
    booked = " (booked)" if happened.on > today and happened.kind not in NAMED_DAYS else ""
    head = f"{safe(who(case, names=desk.names))}: {happened.words}, {spelt(happened.on)}{booked}"
    document = {
        "version": documents.VERSION,
        "as_of": today.isoformat(),
        "case": case.ref,
        "event": happened.kind.value,
        "on": happened.on.isoformat(),
        "about": happened.about,
        **effect_document(case.ref, did, today),
    }
    lines = effect_lines(did, today) or [NO_EFFECT]
    if happened.kind is EventKind.EXCEPTION and not did.excused:
        lines.append("  it excuses nothing: no clock that allows this ground was running that day")
    desk.answer(document, head, *lines)


def effect_lines(did: Effect, today: date) -> list[str]:
    """Return what a change did to the clocks, a line for each; none where it did nothing."""
    lines = []
    for row in did.stopped:
        lines.append(
            f"  stopped  {_named(row)}, due {spelt(row.due)}: {status_sentence(row, today)}"
        )
        if row.too_soon:
            lines.append(
                f"  TOO SOON: the family had until {spelt(row.due)} ({short_citation(row)})"
            )
    lines += [f"  closed   {_named(row)}, due {spelt(row.due)}" for row in did.closed]
    lines += [f"  excused  {_named(row)}, due {spelt(row.due)}" for row in did.excused]
    lines += [f"  dropped  {_named(row)}, due {spelt(row.due)}" for row in did.dropped]
    lines += [f"  reopened {_started(row)}: {status_sentence(row, today)}" for row in did.reopened]
    lines += [f"  started  {_started(row)}" for row in did.started if row.exists(today)]
    return lines + [
        f"  to come  {_started(row)}, from {spelt(row.opens_on)}"
        for row in did.started
        if not row.exists(today)
    ]


def effect_document(ref: str, did: Effect, today: date) -> documents.Document:
    """Return what a change did to the clocks, as the part of a document."""
    return {
        name: [documents.deadline_document(ref, row, today) for row in rows]
        for name, rows in (
            ("stopped", did.stopped),
            ("closed", did.closed),
            ("started", did.started),
            ("reopened", did.reopened),
            ("dropped", did.dropped),
            ("excused", did.excused),
        )
    }


def _named(row: Deadline) -> str:
    return row.rule.id + (f" ({safe(row.about)})" if row.about else "")


def _started(row: Deadline) -> str:
    lapses = "until" if row.rule.lapses else "by"
    until = "not before" if row.rule.bound is Bound.AT_LEAST else lapses
    day = row.not_before if row.rule.bound is Bound.AT_LEAST and row.not_before else row.due
    return f"{_named(row)}: {row.rule.title}, {until} {spelt(day)} ({short_citation(row)})"
