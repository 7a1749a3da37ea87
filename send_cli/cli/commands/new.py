"""Putting a new case on record."""

from typing import TYPE_CHECKING, Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.cli.facts import assignments, read_facts, spell_said, told
from send_cli.cli.typed import When
from send_cli.domain.case import PERSONAL, Case, Field
from send_cli.domain.change import NEW_CASE, Change
from send_cli.domain.problem import NotFound, Refusal
from send_cli.present import documents
from send_cli.present.words import flags_words, plural, safe, who

if TYPE_CHECKING:
    from send_cli.store.read import Reader


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="The council's own reference of the case")],
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE...]", help="surname=…, officer=…, dob=…, flags=…"),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day the flags are true since (else today)"),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day on which a flag is true")
    ] = None,
) -> None:
    """Put a new case on record, with the facts that are known of it.

    A value is read as an import reads it. Nothing runs until something has
    happened: `send record REF request-received DATE` starts the first clock.

    \b
    Examples:
      send new C00999 officer="Sam Example" year_group=4 setting_type=primary
      send new C00999 surname=Lee dob=1/2/2015 flags=out-of-school --since 2/2/2026
    """
    desk = Desk.of(ctx)
    whole = _reference(ref)
    read = assignments(given or [])
    spell = spell_said(
        desk.day(since, "--since", when=When.PAST) if since is not None else None,
        desk.day(until, "--until") if until else None,
        read,
        desk.today,
    )
    facts, odd = read_facts(read, desk.today, spell)
    with desk.writing(told("new", whole, read, spell), create=True) as writer:
        _refuse_held(writer.reader, whole)
        writer.apply([Change(whole, NEW_CASE, None, facts)])
    desk.tell(*map(safe, odd))
    _answer(desk, Case(whole, facts))


def _reference(ref: str) -> str:
    whole = ref.strip().lstrip("'").strip()
    if not whole or "=" in whole:
        raise Refusal(f'"{ref}" is not a reference: write send new REF field=value')
    if not whole.isprintable():
        raise Refusal("a reference is one line of text: write it without tabs and line ends")
    return whole


def _refuse_held(reader: "Reader", ref: str) -> None:
    try:
        found = reader.refs(ref)
    except NotFound:
        return
    held = next((one for one in found if one.casefold() == ref.casefold()), None)
    if held:
        raise Refusal(f"{held} is on record already: `send set {held} field=value` changes it")


def _answer(desk: Desk, case: Case) -> None:
    shown = {
        field: text for field, text in case.facts.items() if desk.names or field not in PERSONAL
    }
    lines = [f"{safe(who(case, names=desk.names))}: on record"]
    for field in shown:
        text = flags_words(case.flag_days) if field is Field.FLAGS else case.fact(field)
        lines.append(f"  {field.replace('_', ' ')}: {safe(text or '')}")
    hidden = len(case.facts) - len(shown)
    if hidden:
        lines.append(f"  ({plural(hidden, 'personal detail')} held; --names shows them)")
    lines.append(f"  then: send record {safe(case.ref)} request-received DATE")
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": case.ref,
        "initials": case.initials,
        "facts": {field.value: case.fact(field) if field in shown else None for field in Field},
        "flags": documents.flags_document(case),
    }
    desk.answer(document, *lines)
