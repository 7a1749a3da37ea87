"""The program: the options that every command shares, and its one way out."""

import errno
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from send_cli.cli import complete
from send_cli.cli.asked import Asked
from send_cli.cli.line import as_typed, ready
from send_cli.cli.table import COMMANDS, HINTS, PACKAGE
from send_cli.domain.problem import ExitCode, Refusal

INTERRUPTED = 130


def _keep(ctx: typer.Context, param: Any, value: Any) -> Any:
    """Keep what a shared option says; after the command wins over before it."""
    if value is not None and value is not False:
        setattr(ctx.ensure_object(Asked), param.name, value)
    return value


def _option(*names: str, metavar: str | None = None, text: str, offers: Any = None) -> TyperOption:
    return TyperOption(
        param_decls=list(names),
        metavar=metavar,
        is_flag=metavar is None,
        default=None if metavar else False,
        expose_value=False,
        callback=_keep,
        help=text,
        type=str if metavar else bool,
        autocompletion=offers,
    )


def _completion_option(name: str, callback: Any, text: str) -> TyperOption:
    return TyperOption(
        param_decls=[name],
        is_flag=True,
        is_eager=True,
        default=False,
        expose_value=False,
        callback=callback,
        help=text,
        type=bool,
    )


def shared_options() -> list[TyperOption]:
    """Return the options that stand before or after every command."""
    return [
        _option("--db", metavar="PATH", text="The case file (else SEND_DB, else your own)"),
        _option("--as-of", metavar="DATE", text="Answer as if today were DATE (else SEND_AS_OF)"),
        _option(
            "--officer",
            metavar="NAME",
            text="Only this officer's cases (else SEND_OFFICER)",
            offers=complete.officers,
        ),
        _option("--team", metavar="NAME", text="Only this team's cases"),
        _option("--setting", metavar="NAME", text="Only the cases at this school or college"),
        _option("--names", text="Show full names; initials otherwise"),
        _option("--json", "as_json", text="Print JSON: versioned, keys only ever added"),
    ]


class CommandTable(TyperGroup):
    """A group that builds a command only when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Build the command of that name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"{PACKAGE}.{entry.module}")
        return build(module.command, entry.name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command, or say what to type instead of one there is not."""
        name = args[0]
        if ctx.resilient_parsing and name not in COMMANDS:
            return None, None, []
        if not name.startswith("-") and name not in COMMANDS:
            raise Refusal(f'there is no command "{name}": {_instead(name)}')
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Offer the commands and the options that begin so."""
        options = super(TyperGroup, self).shell_complete(ctx, incomplete)
        return [*complete.command_names(incomplete), *options]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the table of commands by group."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for entry in COMMANDS.values():
            groups.setdefault(entry.group, []).append((entry.name, entry.line))
        for group, rows in groups.items():
            with formatter.section(group):
                formatter.write_dl(rows)


def _instead(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=3)
    if name in HINTS:
        return HINTS[name]
    if near:
        return "did you mean " + " or ".join(f"`send {one}`" for one in near) + "?"
    return "`send --help` lists them"


class WordsCommand(TyperCommand):
    """A command among whose words a date like `-3d` may stand."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the options from the words, made ready for it."""
        options = [param for param in self.params if isinstance(param, TyperOption)]
        words = ready(args, options)
        typed = {made: word for made, word in zip(words, args, strict=True) if made != word}
        left = super().parse_args(ctx, [*words])
        if typed:
            arguments = {param.name for param in self.params} - {one.name for one in options}
            for name in arguments & ctx.params.keys():
                ctx.params[name] = as_typed(ctx.params[name], typed)
        return left


def build(function: Any, name: str) -> Any:
    """Return the command a function makes, with the shared options added."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=WordsCommand)(function)
    command = typer.main.get_command(app)
    command.params.extend(shared_options())
    return command


def _version(value: bool) -> None:
    if value:
        from send_cli import LAW_READ_TO, __version__

        typer.echo(f"send {__version__}, the law as read to {LAW_READ_TO}")
        raise typer.Exit


def _root(
    ctx: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="The version, and the law's date"
    ),
) -> None:
    """Show what is late, what is next, and the law that says so, for SEND case officers."""
    if ctx.invoked_subcommand is None:
        command = CommandTable().get_command(ctx, "today")
        with command.make_context("today", [], parent=ctx) as today:
            command.invoke(today)


def program() -> TyperGroup:
    """Return the whole program as one command."""
    app = typer.Typer(
        cls=CommandTable,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(_root)
    group = typer.main.get_group(app)
    group.params.extend(shared_options())
    group.params += [
        _completion_option(
            "--install-completion", complete.install, "Have your shell complete what you type"
        ),
        _completion_option("--show-completion", complete.show, "Print what that installs"),
    ]
    return group


def main() -> None:
    """Run `send`; leave by the exit code that says how it went."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller: there is nobody to tell
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.exit(run(sys.argv[1:]))


def run(args: list[str]) -> int:
    """Run one command line; return its exit code."""
    try:
        if complete.is_asked():
            return _completed()
        code = program().main(args, prog_name="send", standalone_mode=False)
        sys.stdout.flush()
    except Refusal as refusal:
        return _say(str(refusal), refusal.exit_code)
    except TyperException as usage:
        return _say(usage.format_message().rstrip("."), ExitCode.USAGE)
    except (KeyboardInterrupt, typer.Abort):
        return _say("stopped", INTERRUPTED)
    except BrokenPipeError:
        # The reader of the pipe has gone: keep Python from saying so at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.WORKED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _say(f"the answer could not be written: {error.strerror}", ExitCode.FAULT)
    except Exception as fault:
        if os.environ.get("SEND_DEBUG"):
            raise
        name = type(fault).__name__
        return _say(f"a fault in send itself ({name}); SEND_DEBUG=1 shows where", ExitCode.FAULT)
    return int(code or 0)


def _completed() -> int:
    """Answer a shell; say nothing where there is no answer."""
    try:
        complete.prepare()
        program().main([], prog_name="send", standalone_mode=False)
    except Exception:
        return ExitCode.WORKED
    return ExitCode.WORKED


def _say(sentence: str, code: int) -> int:
    print(f"send: {sentence}", file=sys.stderr)
    return int(code)
