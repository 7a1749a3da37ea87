"""Completion: what a shell offers for a word begun, quick and silent.

What goes wrong is never said here, for the shell would print it in the middle
of the line being typed. Of a case only its reference is offered, never a name.
"""

import os
from typing import TYPE_CHECKING, Any

import typer

from send_cli.cli.table import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "_SEND_COMPLETE"
"""The variable in which a shell asks for completion, and says which shell it is."""


def is_asked() -> bool:
    """Say whether a shell asks what a word may be, and not a person for an answer."""
    return bool(os.environ.get(VARIABLE))


def prepare() -> None:
    """Make the shells known, with names of several words spelt as each shell reads them."""
    from typer._click.shell_completion import CompletionItem, add_completion_class
    from typer._completion_classes import BashComplete, PowerShellComplete, completion_init

    class Bash(BashComplete):
        def format_completion(self, item: CompletionItem) -> str:
            import re

            return re.sub(r"([^\w@%+=:,./-])", r"\\\1", str(item.value))

    class PowerShell(PowerShellComplete):
        def get_completion_args(self) -> tuple[list[str], str]:
            args, begun = super().get_completion_args()
            return args, begun.strip("'\"")

        def format_completion(self, item: CompletionItem) -> str:
            value = str(item.value)
            if not value.replace("-", "").isalnum():
                value = "'" + value.replace("'", "''") + "'"
            return super().format_completion(CompletionItem(value, help=item.help))

    completion_init()
    add_completion_class(Bash, "bash")
    add_completion_class(PowerShell, "powershell")
    add_completion_class(PowerShell, "pwsh")


def command_names(begun: str) -> list[Any]:
    """Return the commands that begin so, from the table: no command is built for it."""
    from typer._click.shell_completion import CompletionItem

    return [
        CompletionItem(entry.name, help=entry.line)
        for entry in COMMANDS.values()
        if entry.name.startswith(begun)
    ]


def references(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the references of the case file that begin so."""
    try:
        from send_cli.store.search import references as found

        return _plain(found(_path(ctx), incomplete))
    except Exception:
        return []


def officers(ctx: typer.Context, _args: list[str], incomplete: str) -> list[str]:
    """Return the officers of the case file whose names begin so."""
    try:
        from send_cli.store.search import officers as found

        return _plain(found(_path(ctx), incomplete))
    except Exception:
        return []


def event_kinds(incomplete: str) -> list[str]:
    """Return the kinds of event that begin so."""
    from send_cli.domain.event import EventKind

    return [kind.value for kind in EventKind if kind.startswith(incomplete)]


def references_or_kinds(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the references and the kinds of event that begin so."""
    return [*references(ctx, incomplete), *event_kinds(incomplete)]


def rule_ids(incomplete: str) -> list[str]:
    """Return the ids of the rules that begin so."""
    from send_cli.rules import BOOK

    return [rule.id for rule in BOOK.rules if rule.id.startswith(incomplete)]


def setting_words(incomplete: str) -> list[str]:
    """Return the keys of the settings that begin so, and the words that change one."""
    from send_cli.rules.settings import SETTINGS

    return [word for word in ("set", "unset", *SETTINGS) if word.startswith(incomplete)]


def _path(ctx: typer.Context) -> "Path":
    from send_cli.cli.desk import Desk

    return Desk.of(ctx).path


def _plain(found: list[str]) -> list[str]:
    """Return those a shell can take as a word: a control character could move the terminal."""
    return [word for word in found if word.isprintable() and not word.startswith("-")]


def install(ctx: Any, param: Any, value: Any) -> None:
    """Install completion for the shell this runs in."""
    if value and not ctx.resilient_parsing:
        from typer.completion import install_callback

        install_callback(ctx, param, value)


def show(ctx: Any, param: Any, value: Any) -> None:
    """Print what installs completion for the shell this runs in."""
    if value and not ctx.resilient_parsing:
        from typer.completion import show_callback

        show_callback(ctx, param, value)
