"""What others owe, as a person asks for it: the list, the messages, the chases, the page."""

from pathlib import Path

import pytest

from tests.conftest import Lists, Said, Send, Typing

EVENTS = (
    "ref,event,date,about,note",
    "A1,request-received,15/12/2025,,",
    "A1,assessment-agreed,05/01/2026,,",
    "A1,advice-requested,05/01/2026,ep,",
    "A1,advice-requested,05/01/2026,health,",
    "A1,advice-received,10/02/2026,health,",
    "A1,consultation-sent,20/02/2026,Hill School,",
    "B2,request-received,08/12/2025,,",
    "B2,assessment-agreed,29/12/2025,,",
    "B2,advice-requested,29/12/2025,ep,",
    "B2,chase-sent,16/02/2026,ep,",
    "B2,consultation-sent,01/02/2026,Hill Top School,",
)
"""On Mon 2 Mar 2026 ep owes two (B2 since Mon 9 Feb, A1 since Mon 16 Feb), Hill Top School one
(since Mon 16 Feb), and Hill School has until Sat 7 Mar."""


@pytest.fixture(autouse=True)
def _asked(send: Send, lists: Lists) -> None:
    assert send("import", lists(*EVENTS, name="events.csv")).code == 0
    facts = lists("ref,forename,surname,officer,request_received", "A1,Ann,Lee,Sam,15/12/2025")
    assert send("import --partial", facts).code == 0


def groups(said: Said) -> dict[str, list[str]]:
    return {
        group["provider"]: [one["case"] for one in group["owed"]]
        for group in said.document["providers"]
    }


# The list


def test_what_others_owe_is_grouped_the_most_overdue_first(send: Send) -> None:
    said = send("waiting --json")
    found = groups(said)
    assert found == {"ep": ["B2", "A1"], "Hill Top School": ["B2"], "Hill School": ["A1"]}
    assert list(found) == ["ep", "Hill Top School", "Hill School"]
    assert said.document["counts"] == {"providers": 3, "owed": 4, "overdue": 3}
    first = said.document["providers"][0]["owed"][0]
    assert (first["since"], first["due"], first["days_left"]) == ("2025-12-29", "2026-02-09", -21)
    assert first["chases"] == ["2026-02-16"]


def test_in_a_pipe_every_step_is_a_line(send: Send) -> None:
    first, *rest = send("waiting").rows
    assert first == [
        *("ep", "B2", "Return the advice asked for", "ehcna-advice-return", "2025-12-29"),
        *("2026-02-09", "-21", "overdue-from-others", "1", "2026-02-16", "ep", ""),
    ]
    assert len(rest) == 3


def test_overdue_leaves_out_what_has_time(send: Send) -> None:
    assert groups(send("waiting --overdue --json")) == {
        "ep": ["B2", "A1"],
        "Hill Top School": ["B2"],
    }


def test_one_officers_cases(send: Send) -> None:
    assert groups(send("waiting --officer sam --json")) == {"ep": ["A1"], "Hill School": ["A1"]}


def test_a_provider_is_named_in_part_and_an_exact_name_wins(send: Send) -> None:
    assert list(groups(send("waiting --provider TOP --json"))) == ["Hill Top School"]
    assert list(groups(send("waiting --json --provider", "hill  school"))) == ["Hill School"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("hill", '"hill" fits 2: Hill School, Hill Top School'),
        ("Dale", 'nothing is owed by "Dale"; those who owe: Hill School, Hill Top School, ep'),
    ],
)
def test_a_provider_that_is_none_or_several(send: Send, name: str, why: str) -> None:
    said = send("waiting --provider", name)
    assert (said.code, said.out) == (5, "")
    assert why in said.err


def test_nothing_overdue_is_said(send: Send) -> None:
    said = send("waiting --overdue --provider", "Hill School")
    assert (said.code, said.out) == (0, "")
    assert "nothing is overdue from others" in said.err


# The messages


def test_a_message_says_what_was_asked_when_and_when_it_was_due(send: Send) -> None:
    said = send("waiting --provider ep --text")
    assert said.out.startswith("To: ep\nSubject: Awaited from you: 2 items, 2 overdue\n")
    assert (
        "- B2: Return the advice asked for. Advice requested Mon 29 Dec 2025. It was due on "
        "Mon 9 Feb 2026 (21 days late). We reminded you once, last on Mon 16 Feb 2026.\n"
    ) in said.out
    assert "- A1 AL: Return the advice asked for." in said.out


def test_a_message_names_a_child_only_when_asked_to(send: Send) -> None:
    assert "Lee" not in send("waiting --text").out
    assert "Lee" not in send("waiting --json").out
    assert "- A1 Ann Lee: " in send("waiting --text --names").out


def test_each_provider_has_a_message_of_its_own(send: Send) -> None:
    said = send("waiting --text").out
    assert [line for line in said.splitlines() if line.startswith("To: ")] == [
        "To: ep",
        "To: Hill Top School",
        "To: Hill School",
    ]


# The chases


def test_chased_records_what_is_due_in_one_command_that_undo_takes_back(
    send: Send, tmp_path: Path
) -> None:
    before = send("waiting --json").document
    said = send("waiting --chased --yes --json")
    assert said.code == 0
    assert said.document["chased"] == [
        {"case": "B2", "about": "ep", "on": "2026-03-02"},
        {"case": "A1", "about": "ep", "on": "2026-03-02"},
        {"case": "B2", "about": "Hill Top School", "on": "2026-03-02"},
    ]
    assert "record 3 chases, sent today" in said.err
    assert "B2: ep, return the advice asked for, 21 late" in said.err
    after = send("waiting --json").document
    assert after["providers"][0]["owed"][0]["chases"] == ["2026-02-16", "2026-03-02"]
    assert "undone: waiting --chased (3 chases)" in send("undo").out
    assert send("waiting --json").document == before


def test_with_a_provider_what_is_not_due_is_chased_too(send: Send) -> None:
    assert send("waiting --chased --yes").code == 0
    said = send("waiting --chased --yes --json --provider", "Hill School")
    assert [(one["case"], one["about"]) for one in said.document["chased"]] == [
        ("A1", "Hill School")
    ]


def test_what_was_chased_today_is_not_chased_again(send: Send) -> None:
    send("record A1 chase-sent --about ep")
    said = send("waiting --chased --yes --json")
    assert "1 chase of today on record already" in said.err
    assert {(one["case"], one["about"]) for one in said.document["chased"]} == {
        ("B2", "ep"),
        ("B2", "Hill Top School"),
    }
    again = send("waiting --chased --yes --json")
    assert (again.code, again.document["chased"]) == (0, [])


def test_without_a_terminal_yes_must_be_said(send: Send) -> None:
    said = send("waiting --chased")
    assert (said.code, said.out) == (2, "")
    assert "nothing was changed: add --yes" in said.err
    assert send("waiting --yes").code == 2
    assert "chase" not in send("history A1").out


@pytest.mark.parametrize(("answer", "code", "count"), [("y", 0, 2), ("n", 2, 1)])
def test_at_a_terminal_it_is_asked_once(
    send: Send, typing: Typing, answer: str, code: int, count: int
) -> None:
    typing(f"{answer}\n")
    said = send("waiting --chased")
    assert said.code == code
    assert said.err.count("Go on?") == 1
    assert len(send("waiting --json").document["providers"][0]["owed"][0]["chases"]) == count


def test_what_was_chased_waits_on_the_list_until_the_next_chase(send: Send) -> None:
    def chase(day: str) -> list[str]:
        actions = send("today --json --as-of", day).document["actions"]
        return [a["lane"] for a in actions if a["case"] == "A1" and a["actor"] == "adviser"]

    assert chase("2026-03-02") == ["repair"]
    send("waiting --chased --yes --provider ep")
    assert (chase("2026-03-02"), chase("2026-03-09")) == (["waiting"], ["repair"])


# Recording, and the page of a case


def test_a_reply_is_recorded_shown_and_carried_by_the_event_list(send: Send, lists: Lists) -> None:
    line = "record B2 consultation-reply --about 'Hill Top School' --reply offer -m 'from June'"
    assert send(line).code == 0
    page = " ".join(send("show B2").out.split())
    assert "came on Mon 2 Mar 2026, 14 days late: offer: from June" in page
    (one,) = (one for one in send("show B2 --json").document["asked"] if one["reply"])
    assert (one["provider"], one["reply"], one["note"]) == (
        "Hill Top School",
        "offer",
        "offer: from June",
    )
    listed = lists(*EVENTS[:1], "A1,consultation-reply,28/02/2026,Hill School,no: full")
    send("import", listed)
    (other,) = (one for one in send("show A1 --json").document["asked"] if one["reply"])
    assert (other["reply"], other["came_on"]) == ("no", "2026-02-28")
    assert "offer: from June" in send("history B2").out


def test_a_reply_goes_with_nothing_else(send: Send) -> None:
    said = send("record A1 advice-received --about ep --reply yes")
    assert said.code == 2
    assert "--reply goes with consultation-reply, not with advice-received" in said.err
    assert send("record A1 consultation-reply --about 'Hill School' --reply perhaps").code == 2


def test_a_chase_of_nobody_is_refused(send: Send) -> None:
    said = send("record A1 chase-sent --about physio")
    assert said.code == 2
    assert "nothing was asked of physio" in said.err
    assert "(--about Hill School|ep|health)" in said.err


def test_the_page_shows_what_was_asked_and_how_the_drafting_stands(send: Send) -> None:
    send("record A1 views-received 01/03/2026")
    send("record A1 qa-sent")
    page = " ".join(send("show A1").out.split())
    assert "advice: 1 of 2 in missing: ep, asked Mon 5 Jan 2026, due Mon 16 Feb 2026" in page
    assert "views of the family: in on Sun 1 Mar 2026" in page
    assert "quality assurance: sent Mon 2 Mar 2026" in page
    assert "health: advice requested Mon 5 Jan 2026, due Mon 16 Feb 2026: came on" in page
    document = send("show A1 --json").document
    assert document["drafting"] == {
        "since": "2026-01-05",
        "amends": False,
        "advice": {
            "asked": 2,
            "in": 1,
            "missing": [{"of": "ep", "asked_on": "2026-01-05", "due": "2026-02-16"}],
        },
        "views_on": "2026-03-01",
        "qa": {
            "stands": "sent",
            "sent_on": "2026-03-02",
            "returned_on": None,
            "passed_on": None,
        },
    }
    assert [one["provider"] for one in document["asked"]] == ["ep", "health", "Hill School"]


def test_a_case_that_drafts_nothing_has_no_gates(send: Send, caseload: Path) -> None:
    document = send("show C3 --json").document
    assert (document["drafting"], document["asked"]) == (None, [])
    assert "Asked of others" not in send("show C3").out


def test_next_and_why_say_how_much_advice_is_in(send: Send) -> None:
    assert "advice 1 of 2 in, ep late" in send("today --all").out
    told = send("next --officer sam --as-of 2026-05-05").out
    assert told.startswith("A1 AL: Decide whether to make a plan")
    assert "advice 1 of 2 in, ep late" in " ".join(told.split())
    assert "+0  advice: 1 of 2 in; ep is late" in send("why A1").out


def test_on_a_terminal_each_group_has_a_heading(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("send_cli.cli.desk.Desk.on_terminal", True)
    monkeypatch.setenv("NO_COLOR", "1")
    lines = send("waiting").out.splitlines()
    assert lines[0] == "ep: 2 owed, 2 overdue"
    assert lines[1] == "  21 late    9 Feb 26   B2  Return the advice asked for"
    assert (
        lines[2] == "             advice requested Mon 29 Dec 2025; chased once, last on Mon 16 Feb"
    )
    assert all(len(line) <= 80 for line in lines)
