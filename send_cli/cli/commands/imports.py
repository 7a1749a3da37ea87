"""Taking in case lists."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.change import NEW_CASE
from send_cli.domain.merge import Merge, merge
from send_cli.domain.merge_events import merge_events
from send_cli.domain.merge_words import change_sentence
from send_cli.domain.problem import ExitCode, InputRefused, Problem, Refusal, Severity
from send_cli.importers.formats import read_list
from send_cli.importers.headings import Layout, read_mapping
from send_cli.importers.listing import Listing
from send_cli.present import documents
from send_cli.present.words import plural, safe
from send_cli.store.file import AbsentError
from send_cli.store.read import Reader

LONG = 1000
"""From so many rows reading takes long enough to show how far it has come."""

SHOWN = 20
"""Problems, and changes of a dry run, printed on a terminal; --json and pipes have them all."""

PROBLEM = ("row", "column", "value", "message", "severity")
"""What is told of a problem, in its order."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A list with what importing it changes; without a listing, why it could not be read."""

    file: str
    listing: Listing | None
    merged: Merge | None
    refusal: str | None = None


def command(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="CSV case lists or event lists", readable=False),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing")
    ] = False,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=HEADING", help="Name the column of a field"),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="The encoding, where it is not UTF-8")
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="The list is not whole: nobody in it is missing")
    ] = False,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Where anything is refused, change nothing")
    ] = False,
    problems: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the problems to a file as well", readable=False),
    ] = None,
) -> None:
    """Take in case lists; what cannot be read is listed, and the rest goes in.

    A case list holds the latest date of each kind. A date that differs is a
    correction, or the start of a new request or review: a dry run says which.
    A list with the columns event and date has a row an event: it adds events
    and corrects none. A blank never takes anything away, and the same list
    twice changes nothing. `send undo` takes a whole import back.

    \b
    Examples:
      send import caselist.csv --dry-run
      send import caselist.csv --map officer="Key worker"
    """
    desk = Desk.of(ctx)
    columns = read_mapping(mapping or [])
    read = [_read(desk, path, columns, encoding) for path in files]
    refused = any(one.listing is None or _errors(one.listing) for one in read)
    nothing = all(one.listing is None for one in read)
    rehearsed = dry_run or nothing or (all_or_nothing and refused)
    with _problem_file(problems, [*files, desk.path]) as sheet:
        done = (_rehearse if rehearsed else _import)(desk, read, partial=partial)
        if sheet:
            _write_problems(sheet, done)
    _answer(desk, done, dry_run=dry_run, rehearsed=rehearsed)
    if all_or_nothing and refused and not dry_run:
        desk.tell("something was refused, so nothing was changed (--all-or-nothing)")
    if refused:
        raise typer.Exit(int(ExitCode.INPUT_REFUSED))


def _read(desk: Desk, path: Path, columns: dict[str, str], encoding: str | None) -> Imported:
    def progress(table: Any) -> Iterable[Any]:
        if len(table.rows) < LONG or not sys.stderr.isatty():
            return table.rows  # type: ignore[no-any-return]
        from rich.console import Console
        from rich.progress import track

        bar = Console(stderr=True)
        return track(table.rows, description=f"Reading {table.file}", console=bar, transient=True)

    try:
        listing = read_list(path, desk.today, mapping=columns, encoding=encoding, progress=progress)
    except InputRefused as refusal:
        # A name that is no text could not be printed.
        name = path.name.encode(errors="replace").decode()
        return Imported(name, None, None, str(refusal))
    return Imported(path.name, listing, None)


def _merged(
    reader: Reader | None,
    one: Imported,
    desk: Desk,
    *,
    partial: bool,
    also_listed: frozenset[str],
) -> Imported:
    if one.listing is None:
        return one
    held = (
        {docket.case.ref: docket.case for docket in reader.dockets(extras=True)} if reader else {}
    )
    if one.listing.layout is Layout.LONG:
        return Imported(one.file, one.listing, merge_events(held, one.listing.events))
    merged = merge(
        held,
        one.listing.cases,
        desk.today,
        file=one.file,
        sources=reader.sources() if reader else {},
        has_officers=one.listing.has_officers,
        partial=partial,
        also_listed=also_listed,
    )
    return Imported(one.file, one.listing, merged)


def _refs(read: Iterable[Imported]) -> frozenset[str]:
    """Return the references in all the lists of one command: none of them is missing."""
    return frozenset().union(*(one.listing.refs for one in read if one.listing))


def _rehearse(desk: Desk, read: list[Imported], *, partial: bool) -> list[Imported]:
    def merged(reader: Reader | None) -> list[Imported]:
        refs = _refs(read)
        return [_merged(reader, one, desk, partial=partial, also_listed=refs) for one in read]

    try:
        with desk.reading() as reader:
            return merged(reader)
    except AbsentError:
        return merged(None)


def _import(desk: Desk, read: list[Imported], *, partial: bool) -> list[Imported]:
    done = []
    rows = sum(one.listing.rows for one in read if one.listing)
    waiting: Any = nullcontext()
    if rows >= LONG and sys.stderr.isatty():
        from rich.console import Console

        waiting = Console(stderr=True).status(f"Storing {plural(rows, 'row')}")
    names = " ".join(one.file for one in read if one.listing)
    refs = _refs(read)
    with waiting, desk.writing(f"import {names}", create=True) as writer:
        for one in read:
            merged = _merged(writer.reader, one, desk, partial=partial, also_listed=refs)
            if merged.merged:
                writer.apply(merged.merged.changes, file=one.file)
            done.append(merged)
    return done


def _errors(listing: Listing) -> int:
    return sum(problem.severity is Severity.ERROR for problem in listing.problems)


def _answer(desk: Desk, done: list[Imported], *, dry_run: bool, rehearsed: bool) -> None:
    lines: list[str] = []
    for one in done:
        if one.listing is None or one.merged is None:
            desk.tell(one.refusal or "")
            continue
        merged, listing = one.merged, one.listing
        would = "would be " if rehearsed else ""
        lines.append(
            f"{safe(one.file)}: {plural(listing.rows, 'row')} ({listing.encoding}, dates day "
            f"first): {would}{merged.added} added, {merged.changed} changed, "
            f"{merged.unchanged} unchanged, {listing.refused} refused"
            + (f"; {merged.missing} missing" if listing.layout is Layout.WIDE else "")
        )
        if dry_run:
            lines += _changes(desk, merged)
        _tell_problems(desk, listing)
    desk.answer(_document(done), *lines)


def _tell_problems(desk: Desk, listing: Listing) -> None:
    if listing.encoding == "cp1252":
        desk.tell(f"{listing.file} is not UTF-8: read as cp1252 (--encoding NAME overrides)")
    if listing.unused:
        desk.tell(f"{listing.file}: not read: {', '.join(map(safe, listing.unused))}")
    cut = SHOWN if sys.stderr.isatty() else len(listing.problems)
    # What was refused comes before what is only worth a look.
    listed = sorted(listing.problems, key=lambda p: p.severity is Severity.WARNING)
    for problem in listed[:cut]:
        warning = "warning: " if problem.severity is Severity.WARNING else ""
        desk.tell(warning + safe(problem.sentence(listing.file)))
    if len(listed) > cut:
        more = plural(len(listed) - cut, "more problem")
        desk.tell(f"{more} in {listing.file}: --problems FILE or --json has them all")


def _changes(desk: Desk, merged: Merge) -> list[str]:
    """Return what a dry run would change in cases held already, old -> new."""
    new = {change.ref for change in merged.changes if change.what == NEW_CASE}
    told = [c for c in merged.changes if c.ref not in new and not c.bookkeeping]
    cut = SHOWN * 5 if desk.on_terminal else len(told)
    lines = [f"  {safe(change_sentence(one, names=desk.names))}" for one in told[:cut]]
    return lines + ([f"  and {len(told) - cut} more"] if len(told) > cut else [])


def _document(done: list[Imported]) -> documents.Document:
    return {
        "version": documents.VERSION,
        "files": [
            {
                "file": one.file,
                "format": "csv",
                "layout": one.listing.layout.value if one.listing else None,
                "encoding": one.listing.encoding if one.listing else None,
                "rows": one.listing.rows if one.listing else 0,
                "added": one.merged.added if one.merged else 0,
                "changed": one.merged.changed if one.merged else 0,
                "unchanged": one.merged.unchanged if one.merged else 0,
                "refused": one.listing.refused if one.listing else 0,
                "missing": one.merged.missing if one.merged else 0,
                "unused": list(one.listing.unused) if one.listing else [],
                "problems": _problems(one),
            }
            for one in done
        ],
    }


def _problems(one: Imported) -> list[dict[str, Any]]:
    found = one.listing.problems if one.listing else [Problem(one.refusal or "", Severity.ERROR)]
    return [{key: getattr(problem, key) for key in PROBLEM} for problem in found]


@contextmanager
def _problem_file(path: Path | None, taken: Sequence[Path]) -> Iterator[IO[str] | None]:
    """Open the file for the problems, for its owner's eyes only; `taken` must not be lost."""
    if path is None:
        yield None
        return
    if any(_is_same(path, other) for other in taken):
        raise Refusal(f"--problems: {path} is the case file or a list: name another file")
    try:
        handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", error)
        raise Refusal(f"--problems: cannot write {path}: {why}") from error
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as out:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            path.chmod(0o600)
            out.truncate(0)
        yield out


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return os.path.realpath(path) == os.path.realpath(other)


def _write_problems(out: IO[str], done: list[Imported]) -> None:
    import csv

    sheet = csv.DictWriter(out, ["file", *PROBLEM])
    sheet.writeheader()
    for one in done:
        sheet.writerows({"file": one.file, **problem} for problem in _problems(one))
