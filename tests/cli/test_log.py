"""Contacts logged in a line: what they answer, what they show, and what is refused."""

import pytest

from tests.conftest import Lists, Send, Typing

pytestmark = pytest.mark.usefixtures("caseload")

HOSTILE = [
    "[/red] [bold]mum[/bold]",
    "mum’s été — naïve 中文 🙂",
    "\x1b[31mred\x07 \u202ebackwards",
    '"; DROP TABLE contacts; --',
    "word " * 5000 + "end",
]


def contacts(send: Send, ref: str, more: str = "") -> list[dict[str, object]]:
    found: list[dict[str, object]] = send(f"show {ref} --json {more}").document["contacts"]
    return found


def to_do(send: Send, more: str = "") -> list[str]:
    return [action["action"] for action in send(f"today --json {more}").document["actions"]]


def test_a_contact_stands_on_the_page_of_the_case_and_in_its_history(send: Send) -> None:
    said = send('log C5 -m "rang mum, draft on Friday" --on 27/2/2026')
    assert said.out == "C5 DK: Fri 27 Feb 2026, call with parent: rang mum, draft on Friday\n"
    assert contacts(send, "C5") == [
        {
            "on": "2026-02-27",
            "kind": "call",
            "with": "parent",
            "received": False,
            "text": "rang mum, draft on Friday",
        }
    ]
    assert "Fri 27 Feb 2026  call with parent: rang mum, draft on Friday" in send("show C5").out
    entry = send("history C5 --json").document["entries"][-1]
    assert (entry["did"], entry["new"]) == ("logged", "call with parent: rang mum, draft on Friday")
    assert entry["command"] == "log C5 2026-02-27 call parent"


def test_the_document_has_every_key(send: Send) -> None:
    assert send("log C5 --kind letter --with health -m asked --json").document == {
        "version": 1,
        "as_of": "2026-03-02",
        "cases": ["C5"],
        "contact": {
            "on": "2026-03-02",
            "kind": "letter",
            "with": "health",
            "received": False,
            "text": "asked",
        },
    }


def test_a_word_with_the_family_ends_their_silence_and_one_with_the_school_does_not(
    send: Send,
) -> None:
    silence = "no contact with the family since Sun 1 Feb 2026"
    assert silence in send("why C5").out
    send("log C5 -m rang --with school")
    send("log C5 -m wrote --with parent --received --on 1/3/2026")
    assert silence in send("why C5").out
    send("log C5 -m rang --with young-person")
    assert silence not in send("why C5").out
    send("undo")
    assert silence in send("why C5").out


def test_a_message_that_the_family_wait_on_stands_on_the_list_until_it_is_answered(
    send: Send,
) -> None:
    line = "Answer the email of Fri 27 Feb 2026"
    send("log C3 --received --kind email -m 'which schools?' --on 27/2/2026")
    assert line in to_do(send)
    send("log C3 --with school -m 'told the head'")
    send("log C3 -m 'an older call' --on 26/2/2026")
    assert line in to_do(send)
    assert "send log C3 --kind email" in send("done C3").err
    answered = send("log C3 --kind email -m 'the three of them'")
    assert "answers the email of Fri 27 Feb 2026" in answered.out
    assert line not in to_do(send)
    send("undo")
    assert line in to_do(send)


def test_an_answer_on_the_day_of_the_message_answers_what_was_logged_before_it(send: Send) -> None:
    send("log C3 -m 'our call'")
    send("log C3 --received -m 'their call'")
    assert any(line.startswith("Answer the call") for line in to_do(send))
    send("log C3 -m 'our second call'")
    assert not any(line.startswith("Answer") for line in to_do(send))


def test_a_message_not_answered_in_time_is_late_by_the_standard_and_no_breach(send: Send) -> None:
    send("log C3 --received --kind letter -m 'please ring' --on 2/2/2026")
    (line,) = [one for one in send("today --json").document["actions"] if one["case"] == "C3"]
    assert (line["lane"], line["status"], line["rule"]) == ("repair", "past-target", None)
    assert line["score"] == sum(reason["points"] for reason in line["reasons"])
    assert "C3" not in send("breaches").out


def test_a_contact_of_a_later_day_is_not_known_before_it(send: Send) -> None:
    send("log C3 --received -m 'please ring'")
    before = "--as-of 2026-03-01"
    assert contacts(send, "C3", before) == []
    assert not any(line.startswith("Answer") for line in to_do(send, before))


def test_two_contacts_alike_are_two_and_undo_takes_one_back(send: Send) -> None:
    send("log C3 -m rang")
    send("log C3 -m rang")
    assert len(contacts(send, "C3")) == 2
    send("undo")
    assert len(contacts(send, "C3")) == 1
    send("undo")
    assert contacts(send, "C3") == []
    states = [entry["state"] for entry in send("history C3 --json").document["entries"]]
    assert states[-4:] == ["undone", "undone", "undo", "undo"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_kept_as_it_was_said_and_shown_without_harm(send: Send, text: str) -> None:
    assert send("log C3 -m", text).code == 0
    (kept,) = contacts(send, "C3")
    assert kept["text"] == " ".join(text.split())
    for line in ("show C3", "history C3", "history C3 --format md"):
        said = send(line)
        assert said.code == 0
        assert "\x1b" not in said.out
        assert "\u202e" not in said.out


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("log C3", 2, 'say what was said: -m "..."'),
        ("log C3 -m ' \n '", 2, 'say what was said: -m "..."'),
        ("log C3 -m x --on 3/3/2026", 2, "--on: Tue 3 Mar 2026 is to come: `send add` keeps"),
        ("log C3 -m x --on tomorrow", 2, "--on: Tue 3 Mar 2026 is to come"),
        ("log C3 -m x --on ''", 2, '--on: "" is not a date'),
        ("log C3 -m x --on 31/2/2026", 2, '--on: "31/2/2026" is not a date'),
        ("log C3 -m x --kind smoke", 2, "'smoke' is not one of 'call', 'email', 'meeting'"),
        ("log C3 -m x --with cat", 2, "'cat' is not one of 'parent'"),
        ("log -m x", 2, "say which cases: one or more references, or a filter"),
        ("log X9 -m x", 5, 'no case has "X9" in its reference'),
        ("log '' -m x", 5, 'no case has "" in its reference'),
        ("log ray -m x", 5, '"ray" finds C3 BR: write the reference to change it'),
        ("log C -m x", 5, '"C" fits 4 cases: C2 AL, C3 BR, C4 CF, C5 DK'),
    ],
)
def test_what_cannot_be_logged_is_refused(send: Send, line: str, code: int, why: str) -> None:
    before = send("history --json").out
    said = send(line)
    assert said.code == code
    assert why in said.err
    assert said.out == ""
    assert send("history --json").out == before


def test_a_case_found_by_a_name_is_confirmed_at_a_terminal(send: Send, typing: Typing) -> None:
    typing("n\n")
    said = send("log ray -m rang")
    assert said.code == 5
    assert "C3 BR: this case? [y/N]" in said.err
    assert contacts(send, "C3") == []
    typing("y\n")
    assert send("log ray -m rang").code == 0
    assert len(contacts(send, "C3")) == 1
    for answer in ("", "\n", "yesterday\n"):
        typing(answer)
        assert send("log ray -m rang").code == 5
    assert len(contacts(send, "C3")) == 1


def test_a_reference_cannot_move_the_cursor_of_who_confirms_it(
    send: Send, lists: Lists, typing: Typing
) -> None:
    send("import", lists("ref,surname,last_contact", "D9\x1b[2J,Poe,01/02/2026", name="b.csv"))
    typing("n\n")
    said = send("log poe -m rang")
    assert "D9�[2J P: this case?" in said.err
