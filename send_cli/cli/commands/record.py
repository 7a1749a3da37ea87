"""Recording that something happened."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from send_cli.cli.chosen import OfFlag, OfStage, Yes, chosen, confirm, flatly, named
from send_cli.cli.complete import references_or_kinds
from send_cli.cli.desk import Desk
from send_cli.cli.typed import When
from send_cli.domain.case import Case, Unread, single_spaced
from send_cli.domain.ceased import open_appeal
from send_cli.domain.change import Change
from send_cli.domain.deadline import spelt
from send_cli.domain.event import BOOKABLE, NAMED_DAYS, Event, EventKind
from send_cli.domain.merge import mended_by
from send_cli.domain.problem import InputRefused, Refusal
from send_cli.domain.record import (
    Effect,
    as_on_record,
    effect,
    impossibility,
    takes_the_place_of,
)
from send_cli.domain.reply import Reply, noted
from send_cli.present import documents
from send_cli.present.effects import NO_EFFECT, effect_document, effect_lines, effect_words
from send_cli.present.words import plural, safe, who
from send_cli.store.read import Docket

if TYPE_CHECKING:
    from send_cli.store.write import Writer

REQUEST_OUTCOMES = frozenset(
    {EventKind.ASSESSMENT_AGREED, EventKind.ASSESSMENT_REFUSED, EventKind.REQUEST_WITHDRAWN}
)
"""The outcomes of a request, which a list may hold in one column with its date in another."""


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[REF...] EVENT [DATE]",
            help="Which cases; what happened; its day: yesterday, fri, 3 dec, … (else today)",
            autocompletion=references_or_kinds,
        ),
    ],
    about: Annotated[
        str | None, typer.Option(help="Which adviser, school or ground it concerns")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", "-m", help="A note to keep with it")] = None,
    flag: OfFlag = None,
    stage: OfStage = None,
    yes: Yes = False,
    reply: Annotated[
        Reply | None, typer.Option(help="What the school answered, with consultation-reply")
    ] = None,
) -> None:
    """Record that something happened, and print what it stopped and what it started.

    What cannot have happened is refused: a future date, a step with nothing
    before it, the same thing twice. Of several cases, named or of a filter, the
    first are shown and you are asked once. `send undo` takes it all back.

    \b
    Examples:
      send record C00412 final-plan-sent
      send record C00412 advice-requested 3/3/2026 --about ep
      send record C00412 consultation-reply --about "Hill School" --reply offer
      send record review-meeting 12/11/2026 --setting "Hill School" --stage review
    """
    desk = Desk.of(ctx)
    refs, kind, day = _parted(words)
    when = When.EITHER if kind in BOOKABLE else When.PAST
    on = desk.day(" ".join(day), when=when) if day else desk.today
    kept, concerns = single_spaced(note), single_spaced(about)
    if reply:
        kept = _replied(kind, reply, kept)
    happened = Event(kind, on, concerns or None, kept or None)
    with desk.reading() as reader:
        wanted = chosen(desk, reader, refs, flag, stage)
        before = [reader.docket(ref) for ref in wanted]
    _confirm(desk, before, happened, yes=yes, by_hand=bool(refs))
    told = flatly(
        (
            *("record", named(wanted), kind, on.isoformat()),
            *(("--about", concerns) if concerns else ()),
        )
    )
    with desk.writing(told) as writer:
        taken = record_all(writer, wanted, happened, desk.today)
        after = [writer.reader.docket(docket.case.ref) for docket in taken.dockets]
    effects = [
        effect(old.deadlines, new.deadlines, desk.today)
        for old, new in zip(taken.dockets, after, strict=True)
    ]
    if len(wanted) == 1:
        answer(desk, after[0], taken.events[0], effects[0])
    else:
        _answer_all(desk, taken, happened, effects)


def _parted(words: Sequence[str]) -> tuple[list[str], EventKind, list[str]]:
    """Part the words of the command: the references, the kind of event, and its day.

    Raises:
        Refusal: no word of them is a kind of event.

    """
    for place, word in enumerate(words):
        if _kind_words(word) in set(EventKind):
            return list(words[:place]), kind_named(word), list(words[place + 1 :])
    if len(words) == 1:
        raise Refusal(
            f'"{words[0]}" is no kind of event: write send record {words[0]} EVENT [DATE] '
            "(final-plan-sent, review-amend, …)"
        )
    return [words[0]], kind_named(words[1]), []


def _confirm(
    desk: Desk, dockets: Sequence[Docket], happened: Event, *, yes: bool, by_hand: bool
) -> None:
    """Have a person agree to several cases, told which of them will be left out and why."""
    if len(dockets) > 1:
        for case, rows in dockets:
            reason = impossibility(case, as_on_record(case, happened), desk.today, rows)
            if reason:
                desk.tell(safe(f"will be left out: {case.ref}: {reason}"))
    what = f"record {happened.words}, {spelt(happened.on)}"
    confirm(desk, [docket.case for docket in dockets], what, yes=yes, by_hand=by_hand)


def _kind_words(text: str) -> str:
    return text.strip().casefold().replace("_", "-").replace(" ", "-")


def _replied(kind: EventKind, reply: Reply, note: str) -> str:
    """Return the note of a consultation's reply."""
    if kind is not EventKind.CONSULTATION_REPLY:
        raise Refusal(f"--reply goes with consultation-reply, not with {kind}")
    return noted(reply, note)


def kind_named(text: str) -> EventKind:
    """Return the kind of event a person typed.

    Raises:
        Refusal: there is none; the sentence names those it could have been.

    """
    wanted = _kind_words(text)
    if wanted in set(EventKind):
        return EventKind(wanted)
    from difflib import get_close_matches

    near = [kind for kind in EventKind if wanted and wanted in kind]
    near = near or [EventKind(one) for one in get_close_matches(wanted, list(EventKind), n=4)]
    hint = f"did you mean {', '.join(near)}?" if near else f"those it knows: {', '.join(EventKind)}"
    raise Refusal(f'"{text}" is not a kind of event: {hint}')


class Taken(NamedTuple):
    """The cases as they were before an event was put on record, and why others were left out.

    `events` are the event as it was recorded of each: it concerns whom the case says.
    """

    dockets: list[Docket]
    events: list[Event]
    refused: dict[str, str]


def record_all(writer: "Writer", refs: Sequence[str], happened: Event, today: date) -> Taken:
    """Put an event on record for every case that it can have happened to.

    Raises:
        Refusal: it cannot have happened to any of them.

    """
    taken = Taken([], [], {})
    changes: list[Change] = []
    for ref in refs:
        docket = writer.reader.docket(ref)
        event = as_on_record(docket.case, happened)
        reason = impossibility(docket.case, event, today, docket.deadlines)
        if reason:
            taken.refused[ref] = reason
        else:
            taken.dockets.append(docket)
            taken.events.append(event)
            changes += _changes(docket.case, event, today)
    if not changes:
        ref, reason = next(iter(taken.refused.items()))
        alike = f" (and so for the other {len(refs) - 1})" if len(refs) > 1 else ""
        raise Refusal(f"{ref}: {reason}{alike}")
    writer.apply(changes)
    writer.settle()
    return taken


def _changes(case: Case, happened: Event, today: date) -> list[Change]:
    """Return what an event changes: itself, the booking it confirms, the cells it makes good."""
    booked = happened.kind in BOOKABLE and happened.on > today
    one = happened._replace(booked=booked)
    confirmed = takes_the_place_of(case, one, today)
    settled = [Change(case.ref, cell.heading, cell, None) for cell in replaced(case, one)]
    return [Change(case.ref, one.kind, confirmed, one), *settled]


def replaced(case: Case, happened: Event) -> list[Unread]:
    """Return the unreadable cells of a list that an event with its date makes good."""
    return [cell for cell in case.unread if cell.heading in mended_by(happened)]


def answer(desk: Desk, after: Docket, happened: Event, did: Effect) -> None:
    """Print what was recorded and what it did."""
    case, today = after.case, desk.today
    ends = happened.kind is EventKind.PLAN_CEASED
    appeal = open_appeal(case.events, today, desk.book) if ends else None
    booked = " (booked)" if happened.on > today and happened.kind not in NAMED_DAYS else ""
    head = f"{safe(who(case, names=desk.names))}: {happened.words}, {spelt(happened.on)}{booked}"
    document = {
        "version": documents.VERSION,
        "as_of": today.isoformat(),
        "case": case.ref,
        "event": happened.kind.value,
        "on": happened.on.isoformat(),
        "about": happened.about,
        "appeal_open": documents.iso(appeal),
        **effect_document(case.ref, did, today),
    }
    lines = effect_lines(did, today) or [NO_EFFECT]
    if appeal:
        lines.append(
            f"  TOO SOON: the appeal of {spelt(appeal)} is not over on record, and the plan is "
            "kept until it is decided (CFA s 45(4))"
        )
    if happened.kind is EventKind.EXCEPTION and not did.excused:
        lines.append("  it excuses nothing: no clock that allows this ground was running that day")
    elif happened.kind is EventKind.EXCEPTION:
        lines.append(
            "  its days and its evidence are not on record, and the list asks for them: "
            f"send exception {case.ref} RULE --ground ... --from DATE --to DATE --evidence ..."
        )
    desk.say(document, head, *lines)


def _answer_all(desk: Desk, taken: Taken, happened: Event, effects: Sequence[Effect]) -> None:
    """Print what was recorded of several cases, a line for each.

    Raises:
        InputRefused: some of them were left out.

    """
    lines = []
    for docket, event, did in zip(taken.dockets, taken.events, effects, strict=True):
        head = f"{who(docket.case, names=desk.names)}: {event.words}, {spelt(event.on)}"
        lines.append(safe(head) + "".join(f";{line}" for line in effect_words(did)))
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "event": happened.kind.value,
        "on": happened.on.isoformat(),
        "about": happened.about,
        "cases": [
            {"case": docket.case.ref, **effect_document(docket.case.ref, did, desk.today)}
            for docket, did in zip(taken.dockets, effects, strict=True)
        ],
        "refused": [{"case": ref, "reason": why} for ref, why in taken.refused.items()],
    }
    desk.say(document, *lines)
    for ref, why in taken.refused.items():
        desk.tell(safe(f"left out: {ref}: {why}"))
    if taken.refused:
        count = plural(len(taken.refused), "case")
        raise InputRefused(f"recorded for {len(taken.dockets)}; {count} left out")
