"""Taking in case lists."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from send_cli.cli.desk import Desk
from send_cli.cli.imported import PROBLEM, Imported, answer, errors, problem_rows
from send_cli.domain.merge import merge
from send_cli.domain.merge_events import merge_events
from send_cli.domain.merge_return import merge_return, taken_over
from send_cli.domain.problem import ExitCode, InputRefused, Refusal
from send_cli.importers.formats import FORMATS, read_list
from send_cli.importers.headings import Layout, read_mapping
from send_cli.present.words import plural
from send_cli.store.file import AbsentError
from send_cli.store.read import Reader

LONG = 1000
"""From so many rows reading takes long enough to show how far it has come."""


def command(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="CSV case lists or event lists, or SEN2 returns (XML, or the folder of tables)",
            readable=False,
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing")
    ] = False,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=HEADING", help="Name the column of a field"),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(one.name for one in FORMATS),
            help="The format, where it is not the one that the content shows",
        ),
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

    The statutory SEN2 return is known by its content. It adds what is not on
    record and corrects nothing: where it differs from the record, that is said.

    \b
    Examples:
      send import caselist.csv --dry-run
      send import caselist.csv --map officer="Key worker"
      send import sen2.xml
    """
    desk = Desk.of(ctx)
    columns = read_mapping(mapping or [])
    _refuse_unknown(format_name)
    read = [_read(desk, path, columns, encoding, format_name) for path in files]
    refused = any(one.listing is None or errors(one.listing) for one in read)
    nothing = all(one.listing is None for one in read)
    rehearsed = dry_run or nothing or (all_or_nothing and refused)
    with _problem_file(problems, [*files, desk.path]) as sheet:
        done = (_rehearse if rehearsed else _import)(desk, read, partial=partial)
        if sheet:
            _write_problems(sheet, done)
    answer(desk, done, dry_run=dry_run, rehearsed=rehearsed)
    if all_or_nothing and refused and not dry_run:
        desk.tell("something was refused, so nothing was changed (--all-or-nothing)")
    if refused:
        raise typer.Exit(int(ExitCode.INPUT_REFUSED))


def _refuse_unknown(format_name: str | None) -> None:
    names = [one.name for one in FORMATS]
    if format_name is not None and format_name not in names:
        raise Refusal(f'--format "{format_name}" is no format (write {" or ".join(names)})')


def _read(
    desk: Desk,
    path: Path,
    columns: dict[str, str],
    encoding: str | None,
    format_name: str | None,
) -> Imported:
    def progress(table: Any) -> Iterable[Any]:
        if len(table.rows) < LONG or not sys.stderr.isatty():
            return table.rows  # type: ignore[no-any-return]
        from rich.console import Console
        from rich.progress import track

        bar = Console(stderr=True)
        return track(table.rows, description=f"Reading {table.file}", console=bar, transient=True)

    try:
        listing = read_list(
            path,
            desk.today,
            mapping=columns,
            encoding=encoding,
            format_name=format_name,
            progress=progress,
        )
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
    held = {docket.case.ref: docket.case for docket in reader.dockets()} if reader else {}
    if one.listing.layout is Layout.LONG:
        return Imported(one.file, one.listing, merge_events(held, one.listing.events))
    if one.listing.layout is None:
        listing = one.listing
        found = merge_return(held, listing.cases, desk.today, listing.counted)
        return Imported(one.file, listing, found)
    merged = merge(
        held,
        one.listing.cases,
        desk.today,
        file=one.file,
        sources=reader.sources() if reader else {},
        has_officers=one.listing.has_officers,
        partial=partial,
        also_listed=also_listed,
        taken=taken_over(held, one.listing.cases, desk.today),
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
        sheet.writerows({"file": one.file, **problem} for problem in problem_rows(one))
