"""Taking in lists."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from send_cli.cli import profiles
from send_cli.cli.desk import Desk
from send_cli.cli.intake import Imported, Wanted, read, rehearse, take_in
from send_cli.cli.intake_words import document, kept_lines, preview_lines, summary
from send_cli.cli.problem_file import problem_file, write_problems
from send_cli.domain.problem import ExitCode, Severity
from send_cli.importers.formats import NAMES
from send_cli.importers.headings import read_mapping
from send_cli.importers.whole import is_whole
from send_cli.present.words import plural, safe

SHOWN = 20
"""Problems, and changes of a dry run, printed on a terminal; --json and pipes have them all."""

FormatName = StrEnum("FormatName", [(name, name) for name in NAMES])  # type: ignore[misc]


def command(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Case lists or event lists (CSV, Excel), or SEN2 returns (XML, or their folder)",
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
    profile: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Remember what --map says, or use what it said before"),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The sheet of the workbook")
    ] = None,
    format_name: Annotated[
        FormatName | None, typer.Option("--format", help="Where the file looks like another")
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
    twice changes nothing. The file of --problems, with its last column filled
    in, is a list too: it mends those cells. `send undo` takes an import back.

    The statutory SEN2 return is known by its content. It adds what is not on
    record and corrects nothing: where it differs from the record, that is said.
    What `send export all` wrote goes into an empty case file, as it was.

    \b
    Examples:
      send import caselist.csv --dry-run
      send import export.xlsx --map officer="Key worker" --profile ours
      send import export.xlsx --profile ours
      send import sen2.xml
    """
    desk = Desk.of(ctx)
    if any(map(is_whole, files)):
        from send_cli.cli.whole import bring_back

        bring_back(desk, files, dry_run=dry_run)
        return
    given = list(mapping or [])
    columns = read_mapping([*_remembered(desk, profile, given), *given])
    wanted = Wanted(columns, encoding, sheet, format_name, partial, dry_run)
    lists = [read(desk, path, wanted) for path in files]
    refused = any(one.is_refused for one in lists)
    nothing = all(one.listing is None for one in lists)
    rehearsed = dry_run or nothing or (all_or_nothing and refused)
    with problem_file(problems, [*files, desk.path]) as out:
        done = (rehearse if rehearsed else take_in)(desk, lists, wanted)
        if out:
            write_problems(out, ((one.file, p) for one in done for p in one.problems))
    given += [pair for one in lists for pair in one.answers]
    if profile and given and not (dry_run or nothing):
        where = profiles.save_profile(desk, profile, given)
        desk.tell(f"remembered as the profile {profile} in {where}")
    _answer(desk, done, dry_run=dry_run, rehearsed=rehearsed)
    if all_or_nothing and refused and not dry_run:
        desk.tell("something was refused, so nothing was changed (--all-or-nothing)")
    if any(one.is_refused for one in done):
        raise typer.Exit(int(ExitCode.INPUT_REFUSED))


def _remembered(desk: Desk, profile: str | None, given: list[str]) -> list[str]:
    """Return what a profile holds; a new one, which --map is to make, holds nothing."""
    if profile is None or (given and not profiles.has_profile(desk, profile)):
        return []
    return profiles.load_profile(desk, profile)


def _answer(desk: Desk, done: list[Imported], *, dry_run: bool, rehearsed: bool) -> None:
    lines: list[str] = []
    for one in done:
        if one.listing is None or one.merged is None:
            desk.tell(one.refusal or "")
            continue
        lines.append(summary(one, would=rehearsed))
        if dry_run:
            told = preview_lines(one, names=desk.names)
            cut = SHOWN * 5 if desk.on_terminal else len(told)
            lines += told[:cut]
            lines += [f"  and {len(told) - cut} more"] if len(told) > cut else []
        if one.listing.encoding == "cp1252":
            desk.tell(f"{one.file} is not UTF-8: read as cp1252 (--encoding NAME overrides)")
        desk.tell(*kept_lines(one.listing))
        _tell_problems(desk, one)
    desk.answer(document(done, names=desk.names, dry_run=dry_run), *lines)


def _tell_problems(desk: Desk, one: Imported) -> None:
    cut = SHOWN if sys.stderr.isatty() else len(one.problems)
    # What was refused comes before what is only worth a look.
    ordered = sorted(one.problems, key=lambda p: p.severity is Severity.WARNING)
    marks = {Severity.WARNING: "warning: "}
    told = (marks.get(p.severity, "") + safe(p.sentence(one.file)) for p in ordered)
    # What is said of a child of two requests is a problem of both cases.
    listed = list(dict.fromkeys(told))
    desk.tell(*listed[:cut])
    if len(listed) > cut:
        more = plural(len(listed) - cut, "more problem")
        desk.tell(f"{more} in {one.file}: --problems FILE or --json has them all")
