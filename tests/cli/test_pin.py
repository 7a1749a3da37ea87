"""Pinning: a case kept at the top until a day, with the reason for it."""

from typing import Any

import pytest

from tests.conftest import Send, Typing

pytestmark = pytest.mark.usefixtures("caseload")


def lines(send: Send, ref: str, more: str = "") -> list[dict[str, Any]]:
    actions = send(f"today --json {more}").document["actions"]
    return [one for one in actions if one["case"] == ref and one["rank"]]


def test_a_pinned_case_is_at_the_top_with_its_reason_until_its_day(send: Send) -> None:
    assert lines(send, "C4")[0]["rank"] == 4
    said = send('pin C4 -m "MP enquiry" --until fri')
    assert said.out == "C4 CF: pinned until Fri 6 Mar 2026: MP enquiry\n"
    (line,) = lines(send, "C4", "--as-of 2026-03-06")
    assert line["rank"] == 1
    assert line["reasons"][-1]["sentence"] == "pinned until Fri 6 Mar 2026: MP enquiry"
    assert line["score"] == sum(reason["points"] for reason in line["reasons"])
    assert "pinned until Fri 6 Mar 2026: MP enquiry" in send("why C4").out
    assert "PINNED until Fri 6 Mar 2026: MP enquiry" in send("show C4").out
    (after,) = lines(send, "C4", "--as-of 2026-03-07")
    assert "pinned" not in str(after)


def test_a_breach_keeps_its_place_under_a_pin_and_is_never_lost(send: Send) -> None:
    before = send("breaches --json").document["count"]
    for ref in ("00123", "C3", "C4"):
        send(f"pin {ref} -m look")
    assert send("breaches --json").document["count"] == before
    assert len(lines(send, "C2")) == len(lines(send, "C5")) == 1


def test_a_pinned_case_with_nothing_to_do_has_a_line_to_look_at_it(send: Send) -> None:
    assert lines(send, "C3") == []
    send("pin C3 -m 'MP enquiry'")
    (line,) = lines(send, "C3")
    assert (line["action"], line["due"]) == ("Look at this case: MP enquiry", None)
    assert "send show C3" in send("next").out
    said = send("done C3")
    assert (said.code, said.out) == (2, "")
    assert "Look at this case" in said.err


def test_a_snoozed_case_that_is_pinned_is_on_the_list(send: Send) -> None:
    send("snooze C4 fri")
    send("pin C4 -m 'MP enquiry'")
    (line,) = lines(send, "C4")
    assert line["action"] == "Look at this case: MP enquiry"


def test_without_a_day_a_pin_holds_for_a_week(send: Send) -> None:
    assert send("pin C4 -m x --json").document == {
        "version": 1,
        "as_of": "2026-03-02",
        "case": "C4",
        "pinned_until": "2026-03-09",
        "reason": "x",
    }


def test_a_new_pin_takes_the_place_of_the_one_held_and_off_takes_it_away(send: Send) -> None:
    send("pin C4 -m one --until fri")
    send("pin C4 -m two --until wed")
    (mark,) = send("show C4 --json").document["marks"]
    assert (mark["mark"], mark["until"], mark["reason"]) == ("pin", "2026-03-04", "two")
    off = send("pin C4 --off --json").document
    assert (off["pinned_until"], off["reason"]) == (None, None)
    assert send("show C4 --json").document["marks"] == []
    told = [entry["sentence"] for entry in send("history C4 --json").document["entries"]]
    assert told[-3:] == [
        "marked: pin, until 2026-03-06: one",
        "pin: until 2026-03-06: one -> until 2026-03-04: two",
        "no longer marked: pin, until 2026-03-04: two",
    ]
    send("undo")
    assert send("show C4 --json").document["marks"] == [mark]
    send("undo")
    assert send("show C4 --json").document["marks"][0]["reason"] == "one"


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("pin C4", 2, "say why it is pinned"),
        ("pin C4 -m ' '", 2, "say why it is pinned"),
        ("pin C4 -m x --until 1/3/2026", 2, "--until: Sun 1 Mar 2026 is past"),
        ("pin C4 -m x --until ''", 2, '--until: "" is not a date'),
        ("pin C4 -m x --until never", 2, '"never" is not a date'),
        ("pin C4 --off", 2, "C4 is not pinned: nothing was changed"),
        ("pin X9 -m x", 5, 'no case has "X9"'),
        ("pin fox -m x", 5, '"fox" finds C4 CF: write the reference to change it'),
        ("pin C -m x", 5, '"C" fits 4 cases'),
    ],
)
def test_a_pin_that_means_nothing_is_refused(send: Send, line: str, code: int, why: str) -> None:
    before = send("history --json").out
    said = send(line)
    assert said.code == code
    assert why in said.err
    assert said.out == ""
    assert send("history --json").out == before


def test_a_pin_of_a_later_day_is_not_known_before_it(send: Send) -> None:
    send("pin C4 -m x")
    assert "pinned" not in str(lines(send, "C4", "--as-of 2026-03-01"))
    assert "PINNED" not in send("show C4 --as-of 2026-03-01").out


def test_a_reason_may_be_any_text(send: Send) -> None:
    assert send("pin C4 -m", "[/red]\x1b[2J 中文\u202e " + "x" * 5000).code == 0
    for line in ("today", "why C4", "show C4", "history C4"):
        said = send(line)
        assert (said.code, "\x1b" in said.out, "\u202e" in said.out) == (0, False, False)
        assert "[/red]" in said.out


def test_a_case_found_by_a_name_is_confirmed_at_a_terminal(send: Send, typing: Typing) -> None:
    typing("n\n")
    assert send("pin fox -m x").code == 5
    typing("y\n")
    assert send("pin fox -m x").code == 0
    assert len(send("show C4 --json").document["marks"]) == 1


def test_a_pin_of_a_later_day_is_not_taken_away_before_it(send: Send) -> None:
    send("pin C4 -m x")
    said = send("pin C4 --off --as-of 2026-02-01")
    assert (said.code, "C4 is not pinned" in said.err) == (2, True)
    assert len(send("show C4 --json").document["marks"]) == 1
