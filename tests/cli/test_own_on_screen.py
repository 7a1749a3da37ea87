"""Tasks, promises, pins and snoozes as they stand on a terminal."""

import os
import shlex

import pytest

from send_cli.cli.app import run
from tests.conftest import Send
from tests.samples import _as_a_person

pytestmark = pytest.mark.usefixtures("caseload")

WIDTHS = pytest.mark.parametrize("columns", [80, 120])


def on_screen(line: str, columns: int, as_of: str = "2026-03-02") -> list[str]:
    db = os.environ["SEND_DB"]
    with _as_a_person(terminal=True) as out:
        os.environ["COLUMNS"] = str(columns)
        assert run([*shlex.split(line), "--db", db, "--as-of", as_of]) == 0
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= columns
    return lines


def entry(lines: list[str], text: str) -> str:
    """The line that holds a text, with the one below it."""
    (place,) = (place for place, line in enumerate(lines) if text in line)
    return " ".join(lines[place : place + 2])


@WIDTHS
def test_a_broken_promise_says_to_whom_it_was_made(send: Send, columns: int) -> None:
    send("add 'write to the family about the transport appeal' --case C4 --promised-to mum")
    send("add 'write to the family of the review' --case C3 --promised-to mum --due today")
    listed = on_screen("today", columns, "2026-03-03")
    assert "promised to mum" in entry(listed, "write to the family about")
    assert "promise to mum broken" in entry(listed, "write to the family of")


@WIDTHS
def test_a_pin_and_a_snooze_that_moved_a_line_come_before_its_other_reasons(
    send: Send, columns: int
) -> None:
    send("pin C2 -m 'MP enquiry'")
    send("snooze C4 fri")
    listed = on_screen("today", columns, "2026-03-06")
    assert "PINNED: MP enquiry" in entry(listed, "Send the final plan")
    assert "was snoozed" in entry(listed, "Send the amendment notice")
    send("pin C2 -m 'stage 2 complaint, and the reply is promised for Friday at noon'")
    pinned = entry(on_screen("today", columns), "Send the final plan")
    assert "PINNED: stage 2" in pinned


@WIDTHS
@pytest.mark.parametrize("text", ["[/red] [bold]mum[/bold] " * 40, "many words " * 200])
def test_a_long_text_is_wrapped_and_moves_nothing(send: Send, columns: int, text: str) -> None:
    send("add", text, "--case", "C3", "--promised-to", "m[/]um", "--due", "today")
    send("log C3 --received -m", text)
    send("pin C3 -m", text)
    for line in ("today", "today --all", "show C3", "why C3", "next", "history C3", "quiet"):
        assert on_screen(line, columns), line


@WIDTHS
def test_what_is_due_in_person_stands_under_a_list_that_is_cut(send: Send, columns: int) -> None:
    for number in range(12):
        send(f"add 'task {number}' --due today")
    text = " ".join(on_screen("today", columns))
    assert "of 16 shown" in text or "16 of 16 shown" in text
    cut = " ".join(" ".join(on_screen("today --limit 5", columns)).split())
    assert "tasks, promises and answers due by today; first task" in cut
