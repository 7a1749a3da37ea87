"""The house keeps its shape: who knows whom, what is loaded when, and one reading of the clock."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

from send_cli import rules
from send_cli.cli.table import COMMANDS

SOURCE = Path(__file__).parents[1] / "send_cli"

MAY_KNOW = {
    "domain": {"domain"},
    "rules": {"domain", "rules"},
    "store": {"domain", "store"},
    "importers": {"domain", "importers"},
    "present": {"domain", "present"},
    "demo": {"domain", "demo"},
    "cli": {"cli", "domain", "rules", "store", "importers", "present", "demo"},
}
"""Which folder may import which: cli -> store, importers, present -> domain <- rules."""


FOLDERS = {path.name for path in SOURCE.iterdir() if path.is_dir()}


def modules() -> Iterator[Path]:
    return SOURCE.rglob("*.py")


def imported(path: Path) -> Iterator[str]:
    """Yield every name a module imports in full: `from a import b` is of a and of a.b."""
    package = ".".join(path.relative_to(SOURCE.parent).parent.parts)
    yield from names_imported(path.read_text(encoding="utf-8"), package)


def names_imported(text: str, package: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize(
    "line",
    [
        "import send_cli.store",
        "import send_cli.store.read as read",
        "from send_cli import store",
        "from send_cli.store import read",
        "from .. import store",
        "from ..store import read",
        "from ..store.read import Reader",
    ],
)
def test_every_way_to_import_a_folder_is_seen(line: str) -> None:
    folders = {
        name.split(".")[1]
        for name in names_imported(line, "send_cli.domain")
        if name.startswith("send_cli.")
    }
    assert folders == {"store"}


@pytest.mark.parametrize("folder", MAY_KNOW)
def test_no_arrow_goes_the_wrong_way(folder: str) -> None:
    known = {
        name.split(".")[1]
        for path in (SOURCE / folder).rglob("*.py")
        for name in imported(path)
        if name.startswith("send_cli.")
    }
    assert known & FOLDERS <= MAY_KNOW[folder]


def test_the_domain_is_pure() -> None:
    libraries = {
        name.split(".")[0]
        for path in (SOURCE / "domain").rglob("*.py")
        for name in imported(path)
        if not name.startswith("send_cli")
    }
    assert libraries <= {
        "__future__",
        "bisect",
        "collections",
        "dataclasses",
        "datetime",
        "dateutil",
        "difflib",
        "enum",
        "functools",
        "itertools",
        "re",
        "shlex",
        "typing",
    }


def test_the_clock_is_read_in_one_place() -> None:
    readings = [path for path in modules() if "date.today" in path.read_text(encoding="utf-8")]
    assert readings == [SOURCE / "cli" / "desk.py"]
    assert readings[0].read_text(encoding="utf-8").count("date.today") == 1


def test_nothing_in_the_program_can_reach_a_network() -> None:
    reaching = {"socket", "urllib", "http", "requests", "httpx", "ftplib", "smtplib", "ssl"}
    assert not reaching & {name.split(".")[0] for path in modules() for name in imported(path)}


def test_the_commands_read_the_environment_and_print_and_nothing_else_does() -> None:
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if path.parent.name not in {"cli", "commands"}:
            assert "os.environ" not in text, path
            assert not re.search(r"\bprint\(", text), path


def loaded_by(*arguments: str) -> set[str]:
    """Return the modules loaded by one run, asked of a Python of its own."""
    script = (
        "import sys; from send_cli.cli.app import run; "
        f"run({list(arguments)!r}); print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [("--help",), ("calc", "ehcp-final", "2026-01-05"), ("rules",), ("calc", "--help")]
)
def test_help_and_the_law_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert not loaded & {"rich", "sqlite_utils", "pydantic", "sqlite3", "send_cli.store.read"}
    assert "typer" in loaded


def test_the_day_loads_no_table_library(tmp_path: Path) -> None:
    loaded = loaded_by("--db", str(tmp_path / "none.db"), "today")
    assert "sqlite3" in loaded
    assert not loaded & {"rich", "sqlite_utils", "pydantic", "json", "dateutil"}


@pytest.mark.usefixtures("caseload")
def test_only_a_page_loads_what_makes_pages() -> None:
    heavy = {"rich", "sqlite_utils", "pydantic", "tomlkit"}
    for which in ("morning", "performance"):
        assert not loaded_by("report", which) & {"jinja2", "json", *heavy}
    page = loaded_by("report", "morning", "--format", "html")
    assert "jinja2" in page
    assert not page & heavy


@pytest.mark.usefixtures("caseload")
def test_settings_cost_nothing_where_there_are_none(tmp_path: Path) -> None:
    cost = {"tomllib", "tomlkit", "send_cli.rules.settings", "send_cli.store.settings"}
    assert not loaded_by("today") & cost
    (tmp_path / "send.toml").write_text("[weights]\nunread = 500\n", encoding="utf-8")
    assert loaded_by("today") & cost == cost - {"tomlkit"}


def test_only_the_command_asked_for_is_built() -> None:
    loaded = {name for name in loaded_by("calc", "--help") if name.startswith("send_cli.cli.comm")}
    assert loaded == {"send_cli.cli.commands", "send_cli.cli.commands.calc"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_two_examples(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "send_cli", name, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    examples = [line for line in done.stdout.splitlines() if re.match(r"^    send( |$)", line)]
    assert len(examples) >= 2
    assert "--as-of" in done.stdout


CHAPTERS = {f"send_cli.rules.{name}" for name in rules.CHAPTERS}


@pytest.mark.usefixtures("caseload")
def test_a_chapter_of_the_law_is_opened_only_where_it_is_needed() -> None:
    first = "send_cli.rules.assessment"
    assert loaded_by("calc", "ehcna-decision", "2026-01-05") & CHAPTERS == {first}
    rare = CHAPTERS & {f"send_cli.rules.{name}" for name in ("tribunal", "mediation", "custody")}
    for arguments in (("calc", "ehcp-final", "2026-01-05"), ("today",)):
        assert len(rare) == 3
        assert not loaded_by(*arguments) & rare
    assert loaded_by("rules") >= CHAPTERS


def test_the_mark_of_the_book_is_worked_out_only_for_a_case_file() -> None:
    script = (
        "from send_cli.cli.app import run; from send_cli.rules import BOOK; "
        "run(['calc', 'ehcp-final', '2026-01-05']); assert 'fingerprint' not in vars(BOOK)"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)


def test_the_chapters_are_the_modules_that_hold_rules() -> None:
    holding = {
        path.stem
        for path in (SOURCE / "rules").glob("*.py")
        if re.search(r"^RULES = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert holding == set(rules.CHAPTERS)
    assert len(rules.CHAPTERS) == len(holding)
