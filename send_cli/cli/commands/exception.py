"""Recording an exception: why a time limit need not be met."""

from typing import Annotated

import typer

from send_cli.cli.chosen import flatly
from send_cli.cli.commands.record import replaced
from send_cli.cli.complete import references, rule_ids
from send_cli.cli.desk import Desk
from send_cli.cli.typed import When
from send_cli.domain.case import single_spaced
from send_cli.domain.change import Change
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.event import Event, EventKind
from send_cli.domain.exception import Exemption, claimed_on, excused_clocks, why_not_excused
from send_cli.domain.ground import Ground
from send_cli.domain.problem import Refusal
from send_cli.domain.record import effect
from send_cli.present import documents
from send_cli.present.effects import effect_document, effect_lines
from send_cli.present.words import safe, who
from send_cli.store.read import Docket


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="The case's reference", autocompletion=references)],
    rule: Annotated[
        str, typer.Argument(help="The rule that need not be met", autocompletion=rule_ids)
    ],
    ground: Annotated[
        str, typer.Option(help=f"The ground: {', '.join(Ground)}", metavar="GROUND")
    ] = "",
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day of it")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day of it (else the first)")
    ] = None,
    evidence: Annotated[str | None, typer.Option(help="What shows it; it must be given")] = None,
    about: Annotated[
        str | None, typer.Option(metavar="WHO", help="The adviser whom it excuses (else all)")
    ] = None,
) -> None:
    """Record why a time limit need not be met; only on a ground that the rule allows.

    The deadline is marked as excused, with the ground: its date does not move,
    because the Regulations give no other, and the line stays on the list, to be
    done as soon as practicable. `send rules RULE` names the grounds of a rule.
    For a closed school give its first and last closed day.

    \b
    Examples:
      send exception C00412 ehcp-final --ground away-four-weeks --from 2/1/2026 \\
        --to 6/2/2026 --evidence "letter of 9 February"
      send exception C00412 ehcna-advice-return --ground missed-appointment \\
        --about health --from 3/2/2026 --evidence "clinic letter"
    """
    desk = Desk.of(ctx)
    exemption = _exemption(desk, rule, ground, since, until, evidence)
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
        docket = reader.docket(whole)
        exemption = exemption._replace(who=docket.case.about(single_spaced(about)) or None)
        _clock(desk, docket, exemption)
    words = flatly(
        (
            *("exception", whole, exemption.rule.id, "--ground", exemption.ground),
            *("--from", exemption.since.isoformat(), "--to", exemption.until.isoformat()),
            *(("--about", exemption.who) if exemption.who else ()),
        )
    )
    with desk.writing(words) as writer:
        before = writer.reader.docket(whole)
        row = _clock(desk, before, exemption)
        event = Event(
            EventKind.EXCEPTION, claimed_on(exemption, row), exemption.claim.text, exemption.note
        )
        if any((e.kind, e.on, e.about) == event[:3] for e in before.case.events):
            raise Refusal(f"{whole}: this exception is on record already: nothing was changed")
        settled = [Change(whole, cell.heading, cell, None) for cell in replaced(before.case, event)]
        writer.apply([Change(whole, event.kind, None, event), *settled])
        writer.settle()
        after = writer.reader.docket(whole)
    _answer(desk, after, exemption, row, before)


def _exemption(
    desk: Desk,
    rule: str,
    ground: str,
    since: str | None,
    until: str | None,
    evidence: str | None,
) -> Exemption:
    """Read what was said of an exception.

    Raises:
        Refusal: the ground, the day or the evidence is missing.
        NotFound: there is no such rule.

    """
    named = desk.book.rule(rule)
    wanted = ground.strip().casefold().replace("_", "-").replace(" ", "-")
    if wanted not in set(Ground):
        allowed = ", ".join(sorted(named.excuses)) or f"none: {named.id} has no exceptions"
        raise Refusal(f'--ground: "{ground}" is no ground (those of {named.id}: {allowed})')
    if since is None:
        raise Refusal("say from which day: --from DATE, and --to DATE")
    shown = single_spaced(evidence)
    if not shown:
        raise Refusal('say what shows it: --evidence "letter of 9 February" (it stands with it)')
    first = desk.day(since, "--from", when=When.PAST)
    last = desk.day(until, "--to") if until else first
    return Exemption(named, Ground(wanted), first, last, shown)


def _clock(desk: Desk, docket: Docket, exemption: Exemption) -> Deadline:
    """Return the clock that an exception excuses.

    Raises:
        Refusal: the ground does not excuse it.

    """
    clocks = excused_clocks(exemption, list(docket.deadlines))
    reason = why_not_excused(exemption, docket.case, clocks, desk.today)
    if reason:
        raise Refusal(f"{docket.case.ref}: {reason}")
    return clocks[0]


def _answer(desk: Desk, after: Docket, exemption: Exemption, row: Deadline, before: Docket) -> None:
    did = effect(before.deadlines, after.deadlines, desk.today)
    head = (
        f"{who(after.case, names=desk.names)}: {exemption.rule.id} excused by {exemption.ground}, "
        f"{spelt(exemption.since)} to {spelt(exemption.until)}"
    )
    kept = (
        f"  original date {spelt(row.due)}; no statutory replacement date: as soon as practicable"
    )
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": after.case.ref,
        "rule": exemption.rule.id,
        "ground": exemption.ground.value,
        "about": exemption.who,
        "from": exemption.since.isoformat(),
        "to": exemption.until.isoformat(),
        "evidence": exemption.evidence,
        "due": row.due.isoformat(),
        **effect_document(after.case.ref, did, desk.today),
    }
    desk.say(document, safe(head), kept, *effect_lines(did, desk.today))
