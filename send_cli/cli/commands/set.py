"""Setting and correcting the facts of a case."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.cli.facts import Assignment, assignments, new_text, spell_said, told
from send_cli.cli.typed import When
from send_cli.domain.case import PERSONAL, Case, Field, Unread
from send_cli.domain.change import Change
from send_cli.domain.flag import Spell, flags_text, read_flags
from send_cli.domain.problem import Refusal
from send_cli.domain.record import Effect, effect
from send_cli.domain.transfer import school_year
from send_cli.present import documents
from send_cli.present.effects import effect_document, effect_lines
from send_cli.present.words import flags_words, safe, who


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="The case's reference", autocompletion=references)],
    given: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE...", help="officer=…, setting_type=…, flags+=…"),
    ],
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day a flag is true since (today where left out)"),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day on which a flag is true")
    ] = None,
) -> None:
    """Set or correct facts of a case; `field=` with nothing after it clears one.

    A value is read as an import reads it. Flags stand between commas:
    flags=complaint puts them in the place of those there are, flags+=tribunal
    adds to them, flags-=tribunal takes away. What a list said that could not be
    read is settled by setting that field, or dropped by clearing it.

    \b
    Examples:
      send set C00412 officer="Pat Other" setting_type=primary
      send set C00412 flags+=out-of-school --since 2/2/2026
    """
    desk = Desk.of(ctx)
    read = assignments(given)
    spell = spell_said(
        desk.day(since, "--since", when=When.PAST) if since else None,
        desk.day(until, "--until") if until else None,
        read,
        desk.today,
    )
    with desk.reading() as reader:
        whole = desk.ref_to_write(reader, ref)
    with desk.writing(told("set", whole, read, spell)) as writer:
        before = writer.reader.docket(whole)
        changes, odd = _changes(before.case, read, desk.today, spell)
        writer.apply(changes)
        writer.settle()
        after = writer.reader.docket(whole)
    desk.tell(*map(safe, odd))
    _answer(desk, after.case, changes, effect(before.deadlines, after.deadlines, desk.today))


def _changes(
    case: Case, given: Sequence[Assignment], today: date, spell: Spell
) -> tuple[list[Change], list[str]]:
    """Return what changes, and what is odd about it.

    Raises:
        Refusal: a value cannot be read, or nothing would change.

    """
    changes, odd = list[Change](), list[str]()
    for heading in dict.fromkeys(one.heading for one in given):
        cells = [cell for cell in case.unread if cell.heading == heading]
        changes += [Change(case.ref, heading, cell, None) for cell in cells]
        if heading in set(Field):
            field = Field(heading)
            text, strange = new_text(case, field, given, today, spell)
            odd += strange
            if text != _held(case, field) or _is_of_another_year(case, field, today):
                changes.append(Change(case.ref, field, _held(case, field), text))
        elif not cells:
            kind = heading.replace("_", "-")
            raise Refusal(
                f"{case.ref}: the list has no {heading} that could not be read (`send withdraw "
                f"{case.ref} {kind} -m WHY` takes a date off the record)"
            )
    if not changes:
        raise Refusal(f"{case.ref}: all of this is on record already: nothing was changed")
    return changes, odd


def _held(case: Case, field: Field) -> str | None:
    return (flags_text(case.flag_days) or None) if field is Field.FLAGS else case.fact(field)


def _is_of_another_year(case: Case, field: Field, today: date) -> bool:
    """Say whether the year group on record was said in another school year, so moved up since."""
    said = case.recorded.get(field) if field is Field.YEAR_GROUP else None
    return said is not None and school_year(said) != school_year(today)


def _answer(desk: Desk, case: Case, changes: Sequence[Change], did: Effect) -> None:
    fields = [change for change in changes if not isinstance(change.old, Unread)]
    cells = [change.old for change in changes if isinstance(change.old, Unread)]
    lines = [safe(who(case, names=desk.names))]
    lines += [f"  {safe(_words(desk, change))}" for change in fields]
    for cell in cells:
        text = "" if _hides(desk, cell.heading) else f', where the list says "{cell.text[:60]}"'
        lines.append(f"  {cell.heading}: no longer asked for{safe(text)}")
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": case.ref,
        "changes": [_document(desk, change.what, change.old, change.new) for change in fields],
        "settled": [_document(desk, cell.heading, cell.text, None) for cell in cells],
        **effect_document(case.ref, did, desk.today),
    }
    desk.answer(document, *lines, *effect_lines(did, desk.today))


def _hides(desk: Desk, heading: str) -> bool:
    return heading in PERSONAL and not desk.names


def _words(desk: Desk, change: Change) -> str:
    """Return a change in words, old -> new; of a personal detail only that it changed."""
    name = change.what.replace("_", " ")
    if _hides(desk, change.what):
        verb = "cleared" if change.new is None else "set" if change.old is None else "changed"
        return f"{name}: {verb} (--names shows it)"
    old, new = (_shown(change.what, value) for value in (change.old, change.new))
    return f"{name}: {old} -> {new}"


def _shown(what: str, value: object) -> str:
    if value is None:
        return "nothing"
    return flags_words(read_flags(str(value))) if what == Field.FLAGS else str(value)


def _document(desk: Desk, heading: str, old: object, new: object) -> dict[str, Any]:
    hidden = _hides(desk, heading)
    shown = [None if hidden or value is None else str(value) for value in (old, new)]
    return {"field": heading, "old": shown[0], "new": shown[1], "hidden": hidden}
