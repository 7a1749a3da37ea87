"""The program as a whole: help, mistakes, and its one way out."""

from pathlib import Path

import pytest

from send_cli import __version__
from send_cli.cli.table import COMMANDS
from tests.conftest import Send


def test_help_lists_every_command_with_its_line(send: Send) -> None:
    said = send("--help")
    assert said.code == 0
    for entry in COMMANDS.values():
        assert entry.name in said.out
        assert entry.line.split("(")[0].strip()[:30] in said.out


def test_the_version_says_to_what_date_the_law_was_read(send: Send) -> None:
    assert send("--version").out == f"send {__version__}, the law as read to 2026-11-21\n"


def test_a_command_there_is_not_says_what_to_type(send: Send) -> None:
    said = send("due")
    assert said.code == 2
    assert "`send deadlines` lists them; `send calc RULE DATE` counts one" in said.err
    assert "did you mean `send today`?" in send("tody").err


@pytest.mark.parametrize(
    "line", ["today --nonsense", "calc", "today --limit none", "today --limit 0", "record A"]
)
def test_words_that_do_not_fit_are_exit_two_in_one_line(send: Send, line: str) -> None:
    said = send(line)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("send: ")
    assert said.err.count("\n") == 1


def test_a_day_that_is_none_is_exit_two(send: Send) -> None:
    said = send("today --as-of 30/02/2026")
    assert said.code == 2
    assert '--as-of: "30/02/2026" is not a date (write 28/02/2026 or 2026-02-28)' in said.err


def test_a_fault_in_send_itself_is_one_line_and_exit_seventy(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("Zoë O’Neill")

    monkeypatch.setattr("send_cli.cli.desk.Desk.of", broken)
    said = send("calc ehcp-final 2026-01-05")
    assert said.code == 70
    assert (
        said.err == "send: a fault in send itself (ZeroDivisionError); SEND_DEBUG=1 shows where\n"
    )
    monkeypatch.setenv("SEND_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        send("calc ehcp-final 2026-01-05")


@pytest.mark.parametrize("day", ["2026-03-02", "2027-08-14"])
def test_demo_makes_a_caseload_that_is_alive_on_any_day(
    send: Send, tmp_path: Path, day: str
) -> None:
    made = send(f"demo --json --as-of {day}", "--db", tmp_path / "demo.db").document
    assert made["cases"] == 320
    counts = send(f"today --json --as-of {day}", "--db", made["db"]).document["counts"]
    assert counts["breached"] > 20
    assert counts["due_soon"] > 10
    assert counts["waiting"] > 5


def test_demo_prints_where_its_throw_away_file_is(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEND_DB")
    said = send("demo --cases 20")
    made = Path(said.out.strip())
    assert made.is_file()
    assert made.stat().st_mode & 0o777 == 0o600
    assert "nobody in them exists" in said.err
    assert send("today", "--db", made).code == 0


def test_demo_never_writes_over_a_file(send: Send, caseload: Path) -> None:
    said = send("demo", "--db", caseload.with_name("cases.db"))
    assert said.code == 2
    assert "is there already" in said.err
