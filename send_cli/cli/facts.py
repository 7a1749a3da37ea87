"""The facts of a case as a person types them: `field=value`, read as a list's cells are."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.case import PERSONAL, Case, Field
from send_cli.domain.deadline import spelt
from send_cli.domain.flag import Spell, flags_text, read_flags
from send_cli.domain.problem import Refusal, Severity, shortened
from send_cli.importers.headings import EVENT_COLUMNS
from send_cli.importers.table import Table, normal
from send_cli.importers.wide import wide_listing


class Assignment(NamedTuple):
    """A heading and the text it is set to; `sign` is + or - where a flag is added or taken away."""

    heading: str
    sign: str
    text: str

    @property
    def words(self) -> str:
        """The assignment as history may show it: without what is shown only to who asks."""
        return f"{self.heading}{self.sign}={self._shown}"

    @property
    def _shown(self) -> str:
        return "…" if self.text and self.heading in PERSONAL else shortened(self.text)


def assignments(words: Iterable[str]) -> list[Assignment]:
    """Read `field=value`, `flags+=flag` and `flags-=flag`; a heading of a date only to clear it.

    Raises:
        Refusal: one is not of that form, names no field, or a field is named twice.

    """
    read = [_assignment(word) for word in words]
    plain = [one.heading for one in read if not one.sign]
    twice = next((heading for heading in plain if plain.count(heading) > 1), None)
    if twice:
        raise Refusal(f"{twice} is given twice: give it once")
    return read


def _assignment(word: str) -> Assignment:
    found = re.fullmatch(r"\s*([^=+]*?)\s*([+-]?)=(.*)", word, re.DOTALL)
    if not found:
        raise Refusal(f'"{word}" is not an assignment: write it as field=value')
    heading = found[1].casefold().replace("-", "_").replace(" ", "_")
    sign, text = found[2], found[3].strip()
    if heading not in set(Field):
        _refuse_heading(found[1], heading, text)
    if sign and heading != Field.FLAGS:
        raise Refusal(f"{heading}{sign}=: only flags can be added or taken away")
    if sign and not text:
        raise Refusal(f"flags{sign}=: say which flag")
    return Assignment(heading, sign, text)


def _refuse_heading(said: str, heading: str, text: str) -> None:
    """Refuse what is no field; a date may be cleared, for a list's cell that could not be read."""
    if heading == "ref":
        raise Refusal("a reference cannot be changed: `send new REF` puts another case on record")
    if heading in EVENT_COLUMNS or heading in {"review_decision", "review_outcome"}:
        if text:
            kind = EVENT_COLUMNS.get(heading, "review-amend")
            raise Refusal(f"{heading} is something that happened: `send record REF {kind} DATE`")
    elif not heading.startswith("request_outcome") or text:
        raise Refusal(f'no field is called "{said}": those there are: {", ".join(Field)}')


def told(verb: str, ref: str, given: Iterable[Assignment], spell: Spell) -> str:
    """Return the command as history shows it."""
    days = (("--since", spell.since), ("--until", spell.until))
    ends = [f"{name} {day.isoformat()}" for name, day in days if day]
    return " ".join(filter(None, [verb, ref, *(one.words for one in given), *ends]))


def spell_said(
    since: date | None, until: date | None, given: Iterable[Assignment], today: date
) -> Spell:
    """Return the days on which the flags given are true, as they were said.

    Raises:
        Refusal: no flag is given, they begin after `today`, or end before they begin.

    """
    spell = Spell(since, until)
    if spell == Spell():
        return spell
    if not any(one.heading == Field.FLAGS and one.text and one.sign != "-" for one in given):
        name = "--since" if since else "--until"
        raise Refusal(f"{name} goes with a flag: flags+=out-of-school {name} DATE")
    if since and since > today:
        raise Refusal(f"--since: {spelt(since)} is after {spelt(today)}: a flag cannot begin later")
    if since and until and until < since:
        raise Refusal(f"--until: {spelt(until)} is before {spelt(since)}, when the flag begins")
    return spell


def read_fact(field: Field, text: str, today: date) -> tuple[str, list[str]]:
    """Return a field's text as an import would keep it, and what is odd about it.

    Raises:
        Refusal: an import would refuse the cell, or take it for a blank.

    """
    row = (1, ("-", text))
    listing = wide_listing(Table("", "utf-8", ("ref", field.value), (row,), ()), today)
    told = [problem for problem in listing.problems if problem.column]
    for problem in told:
        if problem.severity is Severity.ERROR:
            raise Refusal(f'{field}: "{text}" {problem.message}')
    kept = listing.cases[0].facts.get(field)
    if not kept:
        raise Refusal(f'{field}: "{text}" says nothing (`{field}=` clears it)')
    return kept, [
        f'{field}: "{text}" {problem.message}' if problem.value else f"{field}: {problem.message}"
        for problem in told
    ]


def read_facts(
    given: Sequence[Assignment], today: date, spell: Spell
) -> tuple[dict[Field, str], list[str]]:
    """Return the facts of a new case, and what is odd about them."""
    case, warnings = Case("", {}), list[str]()
    facts = {}
    for field in dict.fromkeys(Field(one.heading) for one in given if one.text):
        text, odd = new_text(case, field, given, today, spell)
        facts[field] = text or ""
        warnings += odd
    return {field: text for field, text in facts.items() if text}, warnings


def new_text(
    case: Case, field: Field, given: Sequence[Assignment], today: date, spell: Spell
) -> tuple[str | None, list[str]]:
    """Return the text a field is to have, None where it is cleared, and what is odd about it."""
    own = [one for one in given if one.heading == field]
    if field is not Field.FLAGS:
        return read_fact(field, own[0].text, today) if own[0].text else (None, [])
    flags, warnings = case.flag_days, list[str]()
    for one in own:
        odd: list[str] = []
        if one.sign == "-":
            _take(flags, one.text, case.ref)
        elif one.text:
            text, odd = read_fact(field, one.text.replace(",", ";"), today)
            said = {
                flag: _spell(flags.get(flag), Spell(*map(_first, spell, days)), today)
                for flag, days in read_flags(text).items()
            }
            flags = flags | said if one.sign else said
        else:
            flags = {}
        warnings += odd
    return flags_text(flags) or None, warnings


def _spell(held: Spell | None, said: Spell, today: date) -> Spell:
    """Return the days a flag is true: what was said before what is held; a new one from today.

    One that was over begins anew.

    Raises:
        Refusal: it would end before it begins.

    """
    if held is None or not held.covers(today):
        held = Spell(today)
    spell = Spell(said.since or held.since, said.until or held.until)
    if spell.since and spell.until and spell.until < spell.since:
        raise Refusal(f"--until: {spelt(spell.until)} is before {spelt(spell.since)}: give --since")
    return spell


def _first(said: date | None, typed: date | None) -> date | None:
    return said or typed


def _take(flags: dict[str, Spell], text: str, ref: str) -> None:
    for flag in filter(None, text.replace(",", ";").split(";")):
        name = normal(flag).replace(" ", "-")
        if name not in flags:
            held = ", ".join(flags) or "none"
            raise Refusal(f"{ref} has no flag {name} (its flags: {held})")
        del flags[name]
