"""Erasing a child from the case file."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from send_cli.cli.complete import references
from send_cli.cli.desk import Desk
from send_cli.domain.problem import Refusal
from send_cli.present import documents
from send_cli.present.words import plural, safe, who

if TYPE_CHECKING:
    from send_cli.domain.case import Case
    from send_cli.store.forget import Copy, Forgotten
    from send_cli.store.mentions import Mention

TABLES = {
    "cases": "facts",
    "journal": "history",
    "commands": "the words of a command",
    "marks": "pins and snoozes",
    "extras": "other columns of a list",
    "unread": "cells that could not be read",
}
"""What the tables of the case file are called; the others by their names."""


def command(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="The whole reference", autocompletion=references)],
    confirm: Annotated[
        str | None,
        typer.Option(metavar="REF", help="The whole reference again, where nobody can be asked"),
    ] = None,
) -> None:
    """Erase a child from the case file, for good: a request for erasure, or the end of its keeping.

    Every row of the case goes, its history too; nothing of it stays in the bytes
    of the file. What stays is that one case was forgotten, when and by whom. It
    cannot be undone. The answer says which backups still hold the child, and
    which other cases speak of it, or may: neither is changed.

    \b
    Examples:
      send forget C00412
      send forget C00412 --confirm C00412
    """
    from send_cli.store.forget import child, forget
    from send_cli.store.write import FORGOTTEN

    desk = Desk.of(ctx)
    whole = ref.strip()
    with desk.reading() as reader:
        case = child(reader.connection, whole)
    _confirm(case, confirm, names=desk.names)
    done = forget(desk.path, whole, desk.book, desk.command(FORGOTTEN))
    _answer(desk, case, done)


def _confirm(case: "Case", said: str | None, *, names: bool) -> None:
    """Have a person write the whole reference once more.

    Raises:
        Refusal: nobody did, or it is another.

    """
    if said is None:
        if not sys.stdin.isatty():
            raise Refusal(
                f"nothing was changed: add --confirm {case.ref} to erase {case.ref} for good"
            )
        said = typer.prompt(
            f"{safe(who(case, names=names))} is erased for good: write the whole reference",
            err=True,
        )
    if said.strip() != case.ref:
        raise Refusal(f"that is not {case.ref}: nothing was changed")


def _answer(desk: Desk, case: "Case", done: "Forgotten") -> None:
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": case.ref,
        "erased": done.rows,
        "commands_reworded": done.commands,
        "copies": [
            {"path": str(copy.path), "there": copy.is_there, "holds": copy.holds}
            for copy in done.copies
        ],
        "mentions": [
            {"case": mention.ref, "in": [*map(_called, mention.places)]}
            for mention in done.mentions
        ],
        "may_be_mentions": [
            {"case": mention.ref, "in": [*map(_called, mention.places)]}
            for mention in done.possible
        ],
        "unremembered": [str(path) for path in done.unremembered],
    }
    rows = ", ".join(f"{number} of {table}" for table, number in done.rows.items())
    lines = [f"{safe(case.ref)} is forgotten: {plural(sum(done.rows.values()), 'row')} ({rows})"]
    lines += _copies(done.copies)
    if done.unremembered:
        lines.append("  backups named after the child, whose paths are no longer remembered:")
        lines += [f"    {safe(str(path))}" for path in done.unremembered]
    lines += _mentions("spoken of in these cases still (read them, and decide):", done.mentions)
    lines += _mentions("one name or the date of birth alone, may be of this child:", done.possible)
    lines.append("  lists, reports and exports on your disk were not looked into")
    lines.append("  an import of a list that still has the child brings it back")
    desk.say(document, *lines)


def _copies(copies: "list[Copy]") -> list[str]:
    """Return the copies that hold the child still, or may; they were not changed."""
    lines = []
    for heading, of_these in (
        (
            "still in these copies (delete them, or restore, forget and back up):",
            [copy for copy in copies if copy.holds],
        ),
        (
            "these cannot be looked into:",
            [copy for copy in copies if copy.holds is None and copy.is_there],
        ),
        (
            "backups made there are not there now (find them, if they were moved):",
            [copy for copy in copies if not copy.is_there],
        ),
    ):
        if of_these:
            lines += [f"  {heading}", *(f"    {safe(str(copy.path))}" for copy in of_these)]
    return lines


def _mentions(heading: str, found: "list[Mention]") -> list[str]:
    """Return the other cases whose text speaks of the child, or may; they were not changed."""
    return [f"  {heading}"] * bool(found) + [
        f"    {safe(mention.ref or 'no case')}: {', '.join(map(_called, mention.places))}"
        for mention in found
    ]


def _called(place: str) -> str:
    return TABLES.get(place, place)
