"""Completion, asked for as a shell asks for it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from send_cli.cli.table import COMMANDS
from send_cli.domain.event import EventKind
from tests.conftest import Lists, Send


def asked(**variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "send_cli"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def offered(line: str) -> list[str]:
    """Return what is offered for the last word of a line, and see that nothing else is said."""
    words = line.split(" ")
    done = asked(
        _SEND_COMPLETE="complete_bash",
        COMP_WORDS="\n".join(words),
        COMP_CWORD=str(len(words) - 1),
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


def test_commands_are_offered_from_the_table() -> None:
    assert offered("send rec") == ["record"]
    assert offered("send ") == list(COMMANDS)


def test_options_are_offered() -> None:
    assert offered("send --off") == ["--officer"]
    assert offered("send show --na") == ["--names"]


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize(
    "line",
    [
        "send show C",
        "send why C",
        "send history C",
        "send record C",
        "send done C",
        "send set C",
        "send withdraw C",
        "send deadlines C",
        "send find C",
    ],
)
def test_references_are_offered(line: str) -> None:
    assert offered(line) == ["C2", "C3", "C4", "C5"]


@pytest.mark.usefixtures("caseload")
def test_the_case_file_may_be_named_on_the_line(tmp_path: Path) -> None:
    other = tmp_path / "cases.db"
    elsewhere = other.rename(tmp_path / "other.db")
    assert offered("send show C") == []
    assert offered(f"send --db {elsewhere} show C") == ["C2", "C3", "C4", "C5"]
    assert not other.exists()


def test_events_and_rules_are_offered() -> None:
    kinds = [kind.value for kind in EventKind if kind.startswith("final")]
    assert offered("send record C2 final") == kinds == ["final-plan-sent"]
    assert offered("send withdraw C2 final") == kinds
    for line in ("send calc ehcp-f", "send rules ehcp-f", "send why C2 ehcp-f"):
        assert "ehcp-final" in offered(line)


def test_a_name_of_two_words_is_offered_as_the_shell_reads_it(send: Send, caseload: Path) -> None:
    assert send("import", caseload).code == 0
    assert offered("send today --officer S") == ["Sam\\ Example"]
    assert offered("send --officer S") == ["Sam\\ Example"]


@pytest.mark.usefixtures("caseload")
def test_no_name_of_a_child_is_offered() -> None:
    assert offered("send find Zo") == offered("send show O") == []


def test_no_control_character_reaches_the_line(send: Send, lists: Lists) -> None:
    path = lists("ref,request_received", "C1,05/01/2026", "C\x1b[31m,05/01/2026")
    send("import", path)
    assert offered("send show C") == ["C1"]


@pytest.mark.parametrize("line", ["send show C", "send today --officer S", "send nope C"])
def test_where_nothing_is_known_nothing_is_offered_or_said(tmp_path: Path, line: str) -> None:
    assert offered(line) == []
    assert not (tmp_path / "cases.db").exists()


@pytest.mark.usefixtures("caseload")
def test_a_file_that_is_not_ours_is_not_looked_into(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "cases.db")
    connection.execute("PRAGMA application_id = 1")
    connection.close()
    assert offered("send show C") == []


@pytest.mark.usefixtures("caseload")
def test_a_file_in_use_is_not_waited_for(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "cases.db", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    assert offered("send show C") == []
    connection.close()


@pytest.mark.usefixtures("caseload")
def test_completion_changes_no_byte_of_the_file(tmp_path: Path) -> None:
    before = (tmp_path / "cases.db").read_bytes()
    offered("send show C")
    assert (tmp_path / "cases.db").read_bytes() == before


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell", "pwsh"])
def test_the_other_shells_are_answered(shell: str) -> None:
    done = asked(
        _SEND_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS="send show C",
        _TYPER_COMPLETE_WORD_TO_COMPLETE="C",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert done.stderr == ""
    assert "C2" in done.stdout
    assert "C5" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_each_shell_can_be_shown(shell: str) -> None:
    done = asked(_SEND_COMPLETE=f"source_{shell}")
    assert f"complete_{shell}" in done.stdout


def test_the_options_that_install_it_are_in_the_help(send: Send) -> None:
    said = send("--help")
    assert "--install-completion" in said.out
    assert "--show-completion" in said.out


def test_no_command_is_built_to_offer_its_name() -> None:
    script = (
        "import sys; from send_cli.cli.app import run\n"
        "try: run([])\n"
        "finally: print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "_SEND_COMPLETE": "complete_bash",
            "COMP_WORDS": "send\nrec",
            "COMP_CWORD": "1",
        },
    )
    assert done.stdout == "record\n"
    assert "send_cli.cli.app" in done.stderr
    assert not [name for name in done.stderr.split() if name.startswith("send_cli.cli.commands.")]
