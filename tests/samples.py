"""Samples of output for the README, from the program itself on the synthetic caseload."""

import contextlib
import io
import json
import os
import re
import shlex
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from send_cli.cli.app import run
from send_cli.cli.table import COMMANDS
from send_cli.domain.event import BOOKABLE, REVIEW_DECISIONS, WITH_ABOUT, EventKind
from send_cli.domain.problem import ExitCode
from send_cli.domain.setting import Setting
from send_cli.importers.headings import EVENT_COLUMNS, LONG_TEMPLATE, TEMPLATE
from send_cli.present.performance_cases import CASE_COLUMNS
from send_cli.present.performance_rows import FIGURE_COLUMNS
from send_cli.present.plain import ACTION_COLUMNS, DEADLINE_COLUMNS
from send_cli.present.rule_page import COLUMNS as RULE_COLUMNS
from send_cli.present.settings import COLUMNS as SETTING_COLUMNS
from send_cli.present.settings import MOVE_COLUMNS
from send_cli.present.sheets import CONTACT_COLUMNS
from send_cli.present.sheets import EVENT_COLUMNS as EXPORTED_EVENT_COLUMNS
from send_cli.present.waiting import COLUMNS as WAITING_COLUMNS
from send_cli.rules import BOOK
from send_cli.rules.settings import SETTINGS

AS_OF = "2026-03-02"
WIDTH, HEIGHT = "80", "33"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@cache
def _db() -> str:
    """Return the synthetic caseload that every sample is taken from."""
    db = Path(mkdtemp()) / "cases.db"
    with _as_a_person(terminal=False):
        code = run(["demo", "--as-of", AS_OF, "--db", str(db)])
    if code:
        raise RuntimeError(f"send demo left with {code}")
    return str(db)


@contextlib.contextmanager
def _as_a_person(*, terminal: bool) -> Iterator[io.StringIO]:
    """Give a run a screen of 80 columns, and the name of nobody."""
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("SEND_")]:
        del os.environ[name]
    os.environ.update(COLUMNS=WIDTH, LINES=HEIGHT, NO_COLOR="1", LOGNAME="ann")
    out = _Terminal() if terminal else io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            yield out
    finally:
        os.environ.clear()
        os.environ.update(kept)


def screen(line: str, *, most: int | None = None, as_of: str = AS_OF) -> str:
    """Return what a command line prints on a terminal, as a block of the README.

    `most` cuts it after so many lines, and says so. `as_of` is the day it is typed.
    """
    db = _db()
    with _as_a_person(terminal=True) as out:
        run([*shlex.split(line), "--as-of", as_of, "--db", db])
    lines = out.getvalue().rstrip("\n").splitlines()
    if most is not None and len(lines) > most:
        lines = [*lines[:most], "..."]
    return "\n".join(["```", f"$ send {line}".rstrip(), *lines, "```"])


def top_case() -> str:
    """Return the reference at the top of the list."""
    db = _db()
    with _as_a_person(terminal=False) as out:
        run(["today", "--limit", "1", "--as-of", AS_OF, "--db", db])
    return out.getvalue().split("\t")[5].split(" ")[0]


def json_keys(line: str) -> str:
    """Return the keys of a command's JSON, as a line of a list."""
    db = _db()
    with _as_a_person(terminal=False) as out:
        run([*shlex.split(line), "--json", "--as-of", AS_OF, "--db", db])
    return f"- `send {line}`: {_keys(json.loads(out.getvalue()))}"


def _keys(document: dict[str, Any]) -> str:
    named = []
    for name, value in document.items():
        inner = value[0] if isinstance(value, list) and value else value
        named.append(f"{name} ({_keys(inner)})" if isinstance(inner, dict) and inner else name)
    return ", ".join(named)


def rules_table() -> str:
    """Return every rule with its length, citation and confidence."""
    rows = ["| Rule | Says | Whose | Source | Confidence |", "|---|---|---|---|---|"]
    for rule in BOOK.rules:
        length = rule.versions[-1].length
        says = f"{rule.bound} {length.words}" if length else "at once, no number"
        source = f"[{rule.citation.text}]({rule.citation.url}), {rule.authority}"
        rows.append(f"| `{rule.id}` | {says} | {rule.actor} | {source} | {rule.confidence} |")
    return "\n".join(rows)


def event_kinds() -> str:
    """Return every kind of event, and how a list carries it."""
    columns = {kind: heading for heading, kind in EVENT_COLUMNS.items()}
    rows = ["| Kind | Column of the case list |", "|---|---|"]
    for kind in EventKind:
        column = f"`{columns[kind]}`" if kind in columns else "event list only"
        if kind in REVIEW_DECISIONS:
            column = "`review_decision` with `review_outcome`"
        notes = [" (may be booked ahead)" if kind in BOOKABLE else ""]
        notes.append(" (`about` says which)" if kind in WITH_ABOUT else "")
        rows.append(f"| `{kind}`{''.join(notes)} | {column} |")
    return "\n".join(rows)


def headings() -> str:
    """Return the headings of both layouts."""
    return (
        f"The case list: `{', '.join(TEMPLATE)}`.\n\nThe event list: `{', '.join(LONG_TEMPLATE)}`."
    )


def export_columns() -> str:
    """Return the columns of each sheet that is exported."""
    in_a_pipe = "those of `send {}` in a pipe, with `child` after `case`, and `rag` last"
    sheets = [
        ("cases", "those of the case list; without `--names` only `child` says whose it is"),
        *((name, in_a_pipe.format(name)) for name in ("today", "deadlines")),
        ("events", ", ".join(EXPORTED_EVENT_COLUMNS)),
        ("contacts", ", ".join(CONTACT_COLUMNS)),
    ]
    return "\n".join(f"- `send export {name}`: {columns}" for name, columns in sheets)


def commands() -> str:
    """Return every command with its line, by group."""
    rows = ["| Command | What it does |", "|---|---|"]
    rows += [f"| `send {entry.name}` | {entry.line} |" for entry in COMMANDS.values()]
    return "\n".join(rows)


def settings_table() -> str:
    """Return every setting with its default, those of one kind in one row."""
    kinds: dict[str, list[tuple[str, Setting]]] = {}
    for setting in SETTINGS.values():
        kind, one = setting.key, ""
        for pattern, name in ((r"(weights\.flags)\.(.+)()", "FLAG"), (STEPS, "STEP")):
            found = re.fullmatch(pattern, setting.key)
            if found:
                kind, one = f"{found[1]}.{name}{found[3]}", found[2]
        kinds.setdefault(kind, []).append((one, setting))
    rows = ["| Key | Default | In |", "|---|---|---|"]
    for kind, ones in kinds.items():
        defaults = ", ".join(
            f"{one} {setting.brief(setting.default)}".strip() for one, setting in ones
        )
        rows.append(f"| `{kind}` | {defaults} | {ones[0][1].unit} |")
    return "\n".join(rows)


STEPS = r"(weights\.stakes|effort|targets)\.([^.]+)(\..+)"
"""The keys that there are for every step of the work."""


def exit_codes() -> str:
    """Return the table of exit codes."""
    import ast
    import inspect

    meanings = {}
    body = ast.parse(inspect.getsource(ExitCode)).body[0]
    assert isinstance(body, ast.ClassDef)
    for name, meaning in zip(body.body, body.body[1:], strict=False):
        if isinstance(name, ast.Assign) and isinstance(meaning, ast.Expr):
            target, text = name.targets[0], meaning.value
            assert isinstance(target, ast.Name)
            assert isinstance(text, ast.Constant)
            meanings[target.id] = str(text.value)
    rows = [f"| {code.value} | {meanings[code.name]} |" for code in ExitCode]
    return "\n".join(["| Exit | Meaning |", "|---|---|", *rows])


def columns() -> str:
    """Return the columns of the piped lists."""
    return (
        f"- `send today` and `send breaches`: {', '.join(ACTION_COLUMNS)}\n"
        f"- `send deadlines`: {', '.join(DEADLINE_COLUMNS)}\n"
        f"- `send rules`: {', '.join(RULE_COLUMNS)}\n"
        f"- `send config`: {', '.join(SETTING_COLUMNS)}\n"
        f"- `send config set KEY VALUE --preview`: {', '.join(MOVE_COLUMNS)}\n"
        f"- `send waiting`: {', '.join(WAITING_COLUMNS)}\n"
        f"- `send report performance`: {', '.join(FIGURE_COLUMNS)}\n"
        f"- `send report performance --cases FIGURE`: {', '.join(CASE_COLUMNS)}"
    )


if __name__ == "__main__":
    sys.stdout.write(screen(" ".join(sys.argv[1:])) + "\n")
