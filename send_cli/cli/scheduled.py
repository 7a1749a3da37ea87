"""The command that a schedule runs: whether it may, how it is started, and its silent run."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

from typer.models import TyperPath

from send_cli.cli.asked import Asked
from send_cli.cli.table import AHEAD, COMMANDS, IN_OUT, LISTS
from send_cli.domain.problem import ExitCode, Refusal

if TYPE_CHECKING:
    import typer

NOT_BY_ITSELF = {"schedule", "config", "demo", "restore", "template"}
"""Commands among the lists and the files that somebody should be there for."""

NEEDS_NO_READER = {"backup"}
"""What is of use though nobody sees its answer, without being told a file."""


def refuse_unfit(ctx: "typer.Context", words: Sequence[str], *, mailed: bool) -> None:
    """Refuse words that would not run, or not be of use, where nobody is there.

    Raises:
        Refusal: they are no such command, or what it answers would be lost.

    """
    group: Any = ctx.find_root().command
    name, command, rest = group.resolve_command(ctx, list(words))
    refuse_to_schedule(name)
    parsed = command.make_context(name, rest)
    _refuse_shared(parsed.find_object(Asked))
    files = list(_files(parsed))
    for file in files:
        if not file.is_absolute():
            whole = file.expanduser().absolute()
            raise Refusal(f'"{file}": write {whole}: a schedule runs in a folder of its own')
    is_seen = mailed or files or parsed.params.get("exit_code") or name in NEEDS_NO_READER
    if not is_seen:
        raise Refusal(
            f"nobody would see what `send {' '.join(words)}` prints: give it a file with -o FILE, "
            "or write --mail and cron mails it"
        )


def refuse_to_schedule(name: str) -> None:
    """Refuse a command that is not for a schedule; the day's list is, and the lists of others."""
    is_list = name == "today" or COMMANDS[name].group in {LISTS, AHEAD, IN_OUT}
    if not is_list or name in NOT_BY_ITSELF:
        raise Refusal(f"`send {name}` is not for a schedule: it wants you there")


def _refuse_shared(asked: Asked | None) -> None:
    """Refuse, after `--`, what says which cases: it is part of the schedule."""
    for option in ("db", "as_of", "officer", "team", "setting"):
        if asked and getattr(asked, option):
            name = option.replace("_", "-")
            raise Refusal(f"--{name}: write it before `--`, with the words of the schedule itself")


def _files(parsed: Any) -> Iterator[Path]:
    """Yield the files that the words name."""
    for param in parsed.command.params:
        if isinstance(param.type, TyperPath):
            said = parsed.params[param.name] or ()
            yield from map(Path, (said,) if isinstance(said, str) else said)


def shared_words(asked: Asked, db: str | None, officer: str | None) -> list[str]:
    """Return the shared options as they are typed."""
    pairs = (
        ("--db", db),
        ("--officer", officer),
        ("--team", asked.team),
        ("--setting", asked.setting),
    )
    words = [word for name, value in pairs if value for word in (name, value)]
    return [*words, "--names"] if asked.names else words


def program_in_use() -> tuple[str, ...]:
    """Return the words that start this `send` from anywhere."""
    said = sys.argv[0]
    found = which(said) if Path(said).stem == "send" else None
    # As it was found and not where a link leads: a link outlives an update.
    return (str(Path(found).absolute()),) if found else (sys.executable, "-m", "send_cli")


def run_silently(words: Sequence[str], *, config: Path | None, mailed: bool) -> int:
    """Run a command as a schedule does; return its exit code.

    All is well: nothing is printed, or the answer where it is `mailed`.
    Something needs attention: the answer. Else one line on standard error.

    Raises:
        Refusal: it is not for a schedule, and might wait for an answer.

    """
    from send_cli.cli.app import run

    if config:
        os.environ["SEND_CONFIG"] = str(config)
    answer, told = StringIO(), StringIO()
    with redirect_stdout(answer), redirect_stderr(told):
        code = run(list(words))
    if code == ExitCode.ATTENTION or (code == ExitCode.WORKED and mailed):
        print(answer.getvalue(), end="")
    elif code != ExitCode.WORKED:
        *others, last = told.getvalue().strip().splitlines() or [f"send: it left with {code}"]
        more = f" (the last of {len(others) + 1} lines: run it by hand to see all)"
        print(last + (more if others else ""), file=sys.stderr)
    return code
