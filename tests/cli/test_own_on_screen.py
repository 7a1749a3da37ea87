"""Tasks, promises, pins and snoozes as they stand on a terminal."""

import os
import shlex

import pytest

from send_cli.cli.app import run
from send_cli.domain.contact import Channel
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
    broken = entry(listed, "write to the family of")
    assert "promise to mum broken" in broken
    assert "promised to mum" not in broken


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


@pytest.mark.parametrize("kind", list(Channel))
def test_a_message_to_answer_keeps_to_the_columns_of_the_list(send: Send, kind: str) -> None:
    send(f"log C4 --kind {kind} --received --on 2026-02-27 -m hello")
    head, *lines = (
        line for line in on_screen("today", 120) if "WHAT TO DO" in line or " C4 " in line
    )
    (line,) = (line for line in lines if "Answer the" in line)
    assert f"Answer the {kind} of 27 Feb" in line[: head.index("WHY") - 1]
    assert line[head.index("WHY") :].startswith("they wait for an answer")


@WIDTHS
def test_what_was_done_is_wrapped_between_its_words(send: Send, columns: int) -> None:
    text = "the school would like the meeting of the spring term to be held in the summer " * 3
    for line in (
        f"log C3 -m '{text}'",
        f"set C3 'need={text}'",
        f"pin C3 -m '{text}'",
        f"add '{text}' --case C3",
        f"withdraw C4 review-amend -m '{text}'",
        "undo",
        "record C3 review-meeting 27/2/2026",
        "forget C3 --confirm C3",
    ):
        said = on_screen(line, columns)
        assert said, line
    send(f"set C4 'need={text}'")
    assert " ".join(on_screen("undo", columns)).startswith("undone: set C4")
    (whole,) = send(f"log C4 -m '{text}'").out.splitlines()
    assert len(whole) > 120
