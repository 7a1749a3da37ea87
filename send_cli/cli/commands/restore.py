"""Putting a backup in the place of the case file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.deadline import spelt
from send_cli.domain.problem import CaseFileError, Refusal
from send_cli.present import documents
from send_cli.present.words import plural, safe

if TYPE_CHECKING:
    from send_cli.store.whole import Standing


def command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The backup")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask")] = False,
) -> None:
    """Put a backup in the place of the case file, which is kept as a backup first.

    The backup is verified before anything is changed: it is sound, and every
    deadline in it is worked out again. One of an older send is brought up to
    date.

    \b
    Examples:
      send restore backups/send-2026-03-02-093000.db
      send restore /media/stick/caseload.db --yes
    """
    from contextlib import closing

    from send_cli.store.restore import present, restore
    from send_cli.store.whole import standing, verified
    from send_cli.store.write import RESTORED

    desk = Desk.of(ctx)
    source = file.expanduser()
    _refuse_unusable(source, desk.path)
    with closing(verified(source, desk.book)) as whole:
        now = standing(whole)
        before, damaged = present(desk.path)
        if before or damaged:
            was = "is damaged" if before is None else _held(before)
            desk.tell(f"{safe(str(desk.path))} now: {was}")
            desk.tell(f"{safe(str(source))}: {_held(now)}")
        _confirm(desk, yes=yes, asks=before is not None or damaged)
        done = restore(desk.path, source, whole, desk.command(RESTORED))
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "restored": str(source.absolute()),
        "cases": now.cases,
        "last": _last(now),
        "before": {"cases": done.before.cases, "last": _last(done.before)} if done.before else None,
        "backup": str(done.kept) if done.kept else None,
        "forgotten_since": done.forgotten,
    }
    lines = [f"restored: {_held(now)}"]
    if done.kept:
        lines.append(f"  the case file as it was is kept: {safe(str(done.kept))}")
    desk.answer(document, *lines)
    if done.forgotten:
        desk.tell(
            f"{plural(done.forgotten, 'case')} forgotten since that backup was made: what it still "
            "held of them is back (`send forget REF` again)"
        )


def _refuse_unusable(source: Path, path: Path) -> None:
    """Refuse what is no file, and the case file itself.

    Raises:
        CaseFileError: there is nothing to restore.

    """
    shown = safe(str(source))
    try:
        if source.is_dir():
            raise CaseFileError(f"{shown} is a folder, not a backup: name the file in it")
        if not source.exists():
            raise CaseFileError(f"there is no backup at {shown}: nothing was changed")
        if path.exists() and source.samefile(path):
            raise Refusal(f"{shown} is the case file itself: name a backup")
    except OSError as error:
        raise CaseFileError(f"{shown} cannot be read: {error.strerror}") from error


def _confirm(desk: Desk, *, yes: bool, asks: bool) -> None:
    """Have a person say that the case file is to be replaced, where there is one.

    Raises:
        Refusal: nobody said so.

    """
    if yes or not asks:
        return
    if not sys.stdin.isatty():
        raise Refusal("nothing was changed: add --yes to put the backup in its place")
    if not desk.agreed("put the backup in its place?"):
        raise Refusal("nothing was changed")


def _held(held: "Standing") -> str:
    """Return what a case file holds, in words."""
    last = f"last `send {safe(held.last[0])}`, {spelt(held.last[1])}" if held.last else "no command"
    return f"{plural(held.cases, 'case')}, {last}"


def _last(held: "Standing") -> dict[str, Any] | None:
    if held.last is None:
        return None
    words, as_of, at = held.last
    return {"command": words, "as_of": as_of.isoformat(), "at": at}
