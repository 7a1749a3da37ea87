"""The cases a command is about: those of a filter, or those named by reference."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.case import Case, Stage
from send_cli.domain.flag import OUT_OF_SCHOOL, Flag
from send_cli.domain.problem import NotFound, Refusal, shortened
from send_cli.present.words import plural, safe, who
from send_cli.store.read import Docket, Reader

OfFlag = Annotated[str | None, typer.Option("--flag", help="Only cases with this flag")]
OfStage = Annotated[
    Stage | None,
    typer.Option("--stage", help="Only cases that have come so far", show_choices=True),
]
Yes = Annotated[bool, typer.Option("--yes", help="Change several cases without being asked")]

SHOWN = 3
"""So many of the cases that are about to change are shown."""

NAMED = 5
"""Up to so many references stand in the history as they were; of more their number does."""


def filtered(
    desk: Desk, reader: Reader, text: str | None, flag: str | None, stage: Stage | None
) -> list[Docket]:
    """Return the cases that fit every filter, with the deadlines that tell how they stand.

    Raises:
        NotFound: there is none.

    """
    dockets = reader.dockets(
        desk.today,
        officer=desk.officer,
        team=desk.asked.team,
        setting=desk.asked.setting,
        text=text,
    )
    wanted = _flag(flag, dockets) if flag is not None else None
    found = [
        docket
        for docket in dockets
        if (wanted is None or _has(docket.case, wanted, desk.today))
        and (stage is None or docket.case.stage(desk.today) is stage)
    ]
    if not found:
        raise NotFound(_nothing(desk, text, wanted, stage))
    return found


def _flag(text: str, dockets: Sequence[Docket]) -> str:
    wanted = "-".join(text.casefold().replace("_", " ").replace("-", " ").split())
    there = dict.fromkeys([*Flag, *(flag for one in dockets for flag in one.case.flag_days)])
    if wanted not in there:
        raise NotFound(f'no case has the flag "{text}" (those there are: {", ".join(there)})')
    return wanted


def _has(case: Case, flag: str, today: date) -> bool:
    """Say whether a flag is true of a case; every kind of being out of school is out of school."""
    held = {flag for flag, spell in case.flag_days.items() if spell.covers(today)}
    return flag in held or (flag == Flag.OUT_OF_SCHOOL and not OUT_OF_SCHOOL.isdisjoint(held))


def _nothing(desk: Desk, text: str | None, flag: str | None, stage: Stage | None) -> str:
    """Return the sentence that says what was looked for and not found."""
    filters = [
        f"{name} {said}"
        for name, said in (
            ("officer", desk.officer),
            ("team", desk.asked.team),
            ("setting", desk.asked.setting),
            ("flag", flag),
            ("stage", stage),
        )
        if said
    ]
    among = f" ({', '.join(filters)})" if filters else ""
    if text is not None:
        return f'no case has "{shortened(text)}" in its reference, a name or its UPN{among}'
    if filters:
        return f"no case is like that{among}"
    return "the case file is empty: `send import FILE` takes in a list"


def chosen(
    desk: Desk, reader: Reader, refs: Sequence[str], flag: str | None, stage: Stage | None
) -> list[str]:
    """Return the references of the cases to change: those named, or those of the filter.

    Raises:
        Refusal: neither is given, or both.
        NotFound: there is no such case, or more than one.

    """
    asked = desk.asked
    filters = [asked.officer, asked.team, asked.setting, flag, stage]
    if not refs and not any(filters):
        raise Refusal(
            "say which cases: one or more references, or a filter "
            "(--officer, --team, --setting, --flag, --stage)"
        )
    if refs and any(filters[1:]):
        raise Refusal("give references or a filter, not both: nothing was changed")
    if refs:
        return list(dict.fromkeys(desk.ref_to_write(reader, ref) for ref in refs))
    return [docket.case.ref for docket in filtered(desk, reader, None, flag, stage)]


def confirm(desk: Desk, cases: Sequence[Case], what: str, *, yes: bool, by_hand: bool) -> None:
    """Show how many cases are about to change, and the first; go on only if a person agrees.

    Nobody is asked about one case that was named (`by_hand`).

    Raises:
        Refusal: nobody agreed, or could be asked.

    """
    if by_hand and len(cases) < 2:
        return
    rows = [who(case, names=desk.names) for case in cases]
    agree(desk, f"{what}: {plural(len(cases), 'case')}", rows, yes=yes)


def agree(desk: Desk, what: str, rows: Sequence[str], *, yes: bool) -> None:
    """Show what is about to be changed, and the first of it; go on only if a person agrees.

    Raises:
        Refusal: nobody agreed, or could be asked.

    """
    lines = [what, *(f"  {row}" for row in rows[:SHOWN])]
    if len(rows) > SHOWN:
        lines.append(f"  and {len(rows) - SHOWN} more")
    desk.aside(*map(safe, lines))
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refusal("nothing was changed: add --yes to go on without being asked")
    if not desk.agreed("Go on?"):
        raise Refusal("nothing was changed")


def named(refs: Sequence[str]) -> str:
    """Return references as the history shows them."""
    return " ".join(refs) if len(refs) <= NAMED else f"({len(refs)} cases)"


def flatly(parts: Iterable[str | None]) -> str:
    """Return the words of a command, those that are empty left out."""
    return " ".join(part for part in parts if part)
