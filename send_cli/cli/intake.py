"""A list on its way in: read, asked about where it is in doubt, merged with what is held."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from send_cli.cli.desk import Desk
from send_cli.cli.progress import LONG, Opening, say
from send_cli.domain.alike import alike
from send_cli.domain.case import Case, Field
from send_cli.domain.change import NEW_CASE, REF
from send_cli.domain.merge import Merge, merge
from send_cli.domain.merge_corrections import merge_corrections
from send_cli.domain.merge_events import merge_events
from send_cli.domain.merge_return import merge_return, taken_over
from send_cli.domain.preview import Foreseen, foreseen
from send_cli.domain.problem import InputRefused, Problem, Severity
from send_cli.importers.cells import normal
from send_cli.importers.formats import read_list
from send_cli.importers.headings import Layout
from send_cli.importers.held import beside_held
from send_cli.importers.listing import Listing
from send_cli.present.words import plural, safe
from send_cli.store.file import AbsentError
from send_cli.store.read import Reader

TELLING = frozenset({Field.UPN, Field.DOB, Field.FORENAME, Field.SURNAME})
"""The facts by which one child under two references is seen."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a person said that the lists are to be read."""

    columns: dict[str, str]
    encoding: str | None
    sheet: str | None
    format: str | None
    partial: bool
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """A list with what importing it changes; without a listing, why it could not be read.

    `foreseen` is what a dry run tells of each case; `answers` are, each as
    `FIELD=HEADING`, what a person said of headings in doubt.
    """

    file: str
    listing: Listing | None
    merged: Merge | None
    refusal: str | None = None
    foreseen: tuple[Foreseen, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the list, or why there is none."""
        if self.listing is None:
            return (Problem(self.refusal or "", Severity.ERROR),)
        return self.listing.problems

    @property
    def is_refused(self) -> bool:
        """Say whether anything in it was."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def read(desk: Desk, path: Path, wanted: Wanted) -> Imported:
    """Read a list, and ask a person at a terminal which date a doubtful heading is."""
    name = path.name.encode(errors="replace").decode()
    try:
        listing = _listing(desk, path, wanted.columns, wanted)
        answers = _answers(desk, listing)
        said = {normal(heading): field for heading, field in answers.items() if field}
        if said:
            listing = _listing(desk, path, {**wanted.columns, **said}, wanted)
    except InputRefused as refusal:
        # A name that is no text could not be printed.
        return Imported(name, None, None, str(refusal))
    asked = (one for one in listing.problems if one.row is not None or one.column not in answers)
    pairs = tuple(f"{field}={heading}" for heading, field in answers.items() if field)
    return Imported(name, replace(listing, problems=tuple(asked)), None, answers=pairs)


def _listing(desk: Desk, path: Path, columns: Mapping[str, str], wanted: Wanted) -> Listing:
    with Opening(path) as opening:
        return read_list(
            path,
            desk.today,
            mapping=columns,
            encoding=wanted.encoding,
            sheet=wanted.sheet,
            format_name=wanted.format,
            progress=opening.rows,
        )


def _answers(desk: Desk, listing: Listing) -> dict[str, str | None]:
    """Return the field for each doubtful heading, or None, as a person at a terminal says."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return {}
    answers: dict[str, str | None] = {}
    for heading, fields in listing.ambiguous:
        desk.tell(f'{safe(listing.file)}: the column "{safe(heading)}" may be:')
        for number, field in enumerate(fields, 1):
            desk.tell(f"  {number}  {field} ({WHAT_IT_IS.get(field, field.replace('_', ' '))})")
        desk.tell("  0  none of them: it is kept with the case and starts no clock")
        said = _choice(len(fields))
        answers[heading] = fields[said - 1] if said else None
    return answers


def _choice(most: int) -> int:
    """Return the number a person typed, from 0 to `most`, however often it takes."""
    import typer

    while (said := str(typer.prompt(f"Which, 0 to {most}", err=True)).strip()) not in {
        str(number) for number in range(most + 1)
    }:
        typer.echo(f"write a number from 0 to {most}", err=True)
    return int(said)


WHAT_IT_IS = {
    "review_meeting": "the day the meeting was held",
    "review_decision": "the day the decision was sent to the family",
    "plan_agreed": "the day it was decided to make a plan",
    "plan_refused": "the day it was decided not to make one",
    "final_plan_sent": "the day the final plan was sent",
}
"""What the date of a field is, for a person who is asked."""


def rehearse(desk: Desk, lists: list[Imported], wanted: Wanted) -> list[Imported]:
    """Return what importing the lists would change."""

    def merged(reader: Reader | None) -> list[Imported]:
        refs = _refs(lists)
        return [_merged(reader, one, desk, wanted, refs) for one in lists]

    with ExitStack() as shown:
        if (rows := _rows(lists)) >= LONG:
            say(shown, f"Comparing {plural(rows, 'row')}")
        try:
            reader = shown.enter_context(desk.reading())
        except AbsentError:
            reader = None
        return merged(reader)


def take_in(desk: Desk, lists: list[Imported], wanted: Wanted) -> list[Imported]:
    """Change the case file as the lists say; all of it, or nothing where it is interrupted."""
    done = []
    names = " ".join(one.file for one in lists if one.listing)
    refs = _refs(lists)
    with ExitStack() as shown:
        if (rows := _rows(lists)) >= LONG:
            say(shown, f"Storing {plural(rows, 'row')}")
        writer = shown.enter_context(desk.writing(f"import {names}", create=True))
        for one in lists:
            merged = _merged(writer.reader, one, desk, wanted, refs)
            if merged.merged:
                writer.apply(merged.merged.changes, file=one.file)
            done.append(merged)
    return done


def _rows(lists: Iterable[Imported]) -> int:
    return sum(one.listing.rows for one in lists if one.listing)


def _refs(lists: Iterable[Imported]) -> frozenset[str]:
    """Return the references in all the lists of one command: none of them is missing."""
    return frozenset().union(*(one.listing.refs for one in lists if one.listing))


def _merged(
    reader: Reader | None,
    one: Imported,
    desk: Desk,
    wanted: Wanted,
    also_listed: frozenset[str],
) -> Imported:
    if one.listing is None:
        return one
    dockets = reader.dockets(extras=True) if reader else []
    held = {docket.case.ref: docket.case for docket in dockets}
    listing = beside_held(one.listing, held)
    if listing.corrects:
        merged = merge_corrections(held, listing.cases, listing.events, desk.today, file=one.file)
    elif listing.layout is Layout.LONG:
        merged = merge_events(held, listing.events)
    elif listing.layout is None:
        merged = merge_return(held, listing.cases, desk.today, listing.counted)
    else:
        merged = merge(
            held,
            listing.cases,
            desk.today,
            file=one.file,
            sources=reader.sources() if reader else {},
            has_officers=listing.has_officers,
            partial=wanted.partial,
            also_listed=also_listed,
            taken=taken_over(held, listing.cases, desk.today),
        )
    refs = merged.held_as or {}
    told = (p._replace(ref=refs.get(p.ref or "", p.ref)) for p in listing.problems)
    problems = (*dict.fromkeys(told), *merged.problems)
    if listing.layout is not None:
        problems += tuple(_duplicates(held, merged))
    would: Iterator[Foreseen] = iter(())
    if wanted.dry_run:
        is_wide = listing.layout is Layout.WIDE
        would = foreseen(held, merged.changes, desk.book, desk.today, is_wide=is_wide)
    return replace(
        one, listing=replace(listing, problems=problems), merged=merged, foreseen=tuple(would)
    )


def _duplicates(held: Mapping[str, Case], merged: Merge) -> Iterator[Problem]:
    """Yield a warning for each case brought or changed that may be another under its reference."""
    facts = {ref: case.facts for ref, case in held.items()}
    fresh: dict[str, int | None] = {}
    for change in merged.changes:
        new = change.new
        if change.what == NEW_CASE and isinstance(new, Mapping):
            facts[change.ref], fresh[change.ref] = dict(new), change.row
        elif change.what == REF and isinstance(new, str):
            facts[new] = facts.pop(change.ref)
        elif change.what in TELLING and isinstance(new, str):
            facts[change.ref] = {**facts[change.ref], Field(change.what): new}
            fresh[change.ref] = change.row
    if not fresh:
        return
    for what, refs in alike(facts.items()):
        for ref in refs:
            if ref in fresh:
                others = ", ".join(other for other in refs if other != ref)
                yield Problem(
                    f"has {what} with {others}: one child under two references, or twins, or a "
                    "slip (nothing was joined)",
                    Severity.WARNING,
                    fresh[ref],
                    "ref",
                    ref,
                    ref,
                )
                break
