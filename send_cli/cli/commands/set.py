"""Setting and correcting the facts of a case."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from send_cli.cli.chosen import OfFlag, OfStage, Yes, chosen, confirm, named
from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.cli.facts import Assignment, assignments, new_text, spell_said, told
from send_cli.cli.typed import When
from send_cli.domain.case import PERSONAL, Case, Field, Unread
from send_cli.domain.change import Change
from send_cli.domain.deadline import spelt
from send_cli.domain.event import Event
from send_cli.domain.flag import Spell, flags_text, read_flags
from send_cli.domain.kept_transfer import kept_transfers
from send_cli.domain.problem import InputRefused, Refusal
from send_cli.domain.record import Effect, effect
from send_cli.domain.transfer import school_year
from send_cli.present import documents
from send_cli.present.effects import effect_document, effect_lines
from send_cli.present.words import flags_words, plural, safe, who


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[REF...] FIELD=VALUE...",
            help="Which cases; officer=…, setting_type=…, flags+=…",
            autocompletion=references,
        ),
    ],
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day a flag is true since (today where left out)"),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day on which a flag is true")
    ] = None,
    flag: OfFlag = None,
    stage: OfStage = None,
    yes: Yes = False,
) -> None:
    """Set or correct facts of a case; `field=` with nothing after it clears one.

    A value is read as an import reads it. Flags stand between commas:
    flags=complaint puts them in the place of those there are, flags+=tribunal
    adds to them, flags-=tribunal takes away. What a list said that could not be
    read is settled by setting that field, or dropped by clearing it. Of several
    cases, named or of a filter, the first are shown and you are asked once.

    \b
    Examples:
      send set C00412 officer="Pat Other" setting_type=primary
      send set C00412 flags+=ebsna --since 2/2/2026
      send set officer="Pat Other" --officer "Sam Example" --stage review
    """
    desk = Desk.of(ctx)
    refs = [word for word in words if "=" not in word]
    read = assignments(word for word in words if "=" in word)
    if not read:
        raise Refusal("say what to set: field=value (officer=…, setting_type=…, flags+=…)")
    spell = spell_said(
        desk.day(since, "--since", when=When.PAST) if since is not None else None,
        desk.day(until, "--until") if until is not None else None,
        read,
        desk.today,
    )
    with desk.reading() as reader:
        wanted = chosen(desk, reader, refs, flag, stage)
        cases = [reader.docket(ref).case for ref in wanted]
    _refuse_for_several(cases, read)
    confirm(desk, cases, told("set", "", read, spell), yes=yes, by_hand=bool(refs))
    done: list[Done] = []
    left_out: dict[str, str] = {}
    with desk.writing(told("set", named(wanted), read, spell)) as writer:
        before = [writer.reader.docket(ref) for ref in wanted]
        changes = [_changed(one.case, read, desk.today, spell, left_out) for one in before]
        writer.apply(change for made, _ in changes for change in made)
        writer.settle()
        for old, (made, odd) in zip(before, changes, strict=True):
            if made:
                new = writer.reader.docket(old.case.ref)
                did = effect(old.deadlines, new.deadlines, desk.today)
                done.append(Done(new.case, made, odd, did))
        if not done:
            raise Refusal(next(iter(left_out.values())))
    desk.tell(*dict.fromkeys(safe(odd) for one in done for odd in one.odd))
    if len(wanted) == 1:
        _answer(desk, done[0])
    else:
        _answer_all(desk, done, left_out)


class Done(NamedTuple):
    """What was changed of one case, what is odd about it, and what it did to the clocks."""

    case: Case
    changes: list[Change]
    odd: list[str]
    did: Effect


def _refuse_for_several(cases: Sequence[Case], given: Sequence[Assignment]) -> None:
    own = next((one.heading for one in given if one.heading in PERSONAL and one.text), None)
    if own and len(cases) > 1:
        raise Refusal(f"{own} is one child's: set it for one case at a time")


def _changed(
    case: Case, given: Sequence[Assignment], today: date, spell: Spell, left_out: dict[str, str]
) -> tuple[list[Change], list[str]]:
    """Return what changes; nothing where it cannot, and `left_out` says why."""
    try:
        return _changes(case, given, today, spell)
    except Refusal as refusal:
        left_out[case.ref] = str(refusal)
        return [], []


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
    return [*changes, *kept_transfers(case, changes, today)], odd


def _held(case: Case, field: Field) -> str | None:
    return (flags_text(case.flag_days) or None) if field is Field.FLAGS else case.fact(field)


def _is_of_another_year(case: Case, field: Field, today: date) -> bool:
    """Say whether the year group on record was said in another school year, so moved up since."""
    said = case.recorded.get(field) if field is Field.YEAR_GROUP else None
    return said is not None and school_year(said) != school_year(today)


def _answer(desk: Desk, done: Done) -> None:
    case, changes, did = done.case, done.changes, done.did
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        **_case_document(desk, done),
    }
    lines = [safe(who(case, names=desk.names)), *_change_lines(desk, changes)]
    desk.say(document, *lines, *effect_lines(did, desk.today))


def _answer_all(desk: Desk, done: Sequence[Done], left_out: dict[str, str]) -> None:
    """Print what was changed of several cases.

    Raises:
        InputRefused: some of them were left out.

    """
    lines = []
    for one in done:
        lines += [safe(who(one.case, names=desk.names)), *_change_lines(desk, one.changes)]
        lines += effect_lines(one.did, desk.today)
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "cases": [_case_document(desk, one) for one in done],
        "refused": [{"case": ref, "reason": why} for ref, why in left_out.items()],
    }
    desk.say(document, *lines)
    desk.tell(*(safe(f"left out: {why}") for why in left_out.values()))
    if left_out:
        raise InputRefused(f"set for {len(done)}; {plural(len(left_out), 'case')} left out")


def _change_lines(desk: Desk, changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        if isinstance(change.old, Unread):
            hides = _hides(desk, change.old.heading)
            text = "" if hides else f', where the list says "{change.old.text[:60]}"'
            yield f"  {change.old.heading}: no longer asked for{safe(text)}"
        elif isinstance(change.new, Event):
            kept = change.new
            yield f"  {kept.words}, {spelt(kept.on)}: put on record, {kept.note}"
        else:
            yield f"  {safe(_words(desk, change))}"


def _case_document(desk: Desk, done: Done) -> dict[str, Any]:
    fields = [one for one in done.changes if not isinstance(one.old, Unread)]
    cells = [one.old for one in done.changes if isinstance(one.old, Unread)]
    return {
        "case": done.case.ref,
        "changes": [_document(desk, one.what, one.old, one.new) for one in fields],
        "settled": [_document(desk, cell.heading, cell.text, None) for cell in cells],
        **effect_document(done.case.ref, done.did, desk.today),
    }


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
    texts = [one.on.isoformat() if isinstance(one, Event) else one for one in (old, new)]
    shown = [None if hidden or text is None else str(text) for text in texts]
    return {"field": heading, "old": shown[0], "new": shown[1], "hidden": hidden}
