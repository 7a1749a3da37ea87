"""An event that did not happen, withdrawn with its reason."""

import pytest

from tests.conftest import Send

pytestmark = pytest.mark.usefixtures("caseload")


def test_withdrawing_says_what_runs_again_and_undo_puts_it_back(send: Send) -> None:
    before = send("show C3 --json").document
    said = send('withdraw C3 final-plan-sent -m "never left the building"')
    assert said.code == 0
    assert said.out.splitlines() == [
        "C3 BR: withdrawn: final plan sent, Mon 9 Feb 2026 (never left the building)",
        "  dropped  ar-first, due Mon 8 Feb 2027",
        (
            "  reopened ehcp-final: Send the final EHC plan, by Mon 9 Feb 2026 (reg 13(2)): "
            "breached, 21 days late"
        ),
    ]
    assert "list.csv has it too: mend the list, or its next import brings it back" in said.err
    events = [event["event"] for event in send("show C3 --json").document["events"]]
    assert "final-plan-sent" not in events
    assert "ehcp-final" in {row[1] for row in send("deadlines").rows if row[0] == "C3 BR"}
    assert "undone: withdraw C3 final-plan-sent 2026-02-09" in send("undo").out
    assert send("show C3 --json").document == before


def test_a_withdrawn_refusal_opens_the_clocks_again(send: Send) -> None:
    send("record 00123 assessment-refused")
    document = send("withdraw 00123 assessment-refused -m mistyped --json").document
    assert document["reason"] == "mistyped"
    assert {row["rule"] for row in document["reopened"]} >= {"ehcp-final"}
    assert document["started"] == document["stopped"] == document["closed"] == []


def test_withdrawing_the_earlier_of_two_starts_counts_from_the_other(send: Send) -> None:
    send("record 00123 request-received 28/01/2026")
    said = send("withdraw 00123 request-received 26/01/2026 -m mistyped")
    assert "dropped  ehcna-decision, due Mon 9 Mar 2026" in said.out
    assert "started  ehcna-decision" in said.out
    assert "by Wed 11 Mar 2026" in said.out


def test_the_reason_stays_in_the_history(send: Send) -> None:
    send('withdraw C2 draft-sent --why "it was C3’s"')
    assert "it was C3’s" in send("history C2").out


def test_an_event_of_no_clock_changes_none(send: Send) -> None:
    said = send("withdraw C5 contact -m x")
    assert said.out.splitlines()[1] == "  no clock started or stopped"


def test_one_of_several_is_withdrawn_by_its_day(send: Send) -> None:
    send("record C2 contact 28/02/2026")
    send("record C2 contact 01/03/2026")
    said = send("withdraw C2 contact -m x")
    assert said.code == 2
    assert (
        "C2: contact is on record more than once: Sat 28 Feb 2026, Sun 1 Mar 2026 "
        "(give the day of the one to withdraw)" in said.err
    )
    assert send("withdraw C2 contact 28/02/2026 -m x").code == 0
    events = send("show C2 --json").document["events"]
    assert [e["on"] for e in events if e["event"] == "contact"] == ["2026-03-01"]


def test_one_of_a_day_is_withdrawn_by_what_it_is_about(send: Send) -> None:
    send("record C2 advice-requested 01/12/2025 --about ep")
    send("record C2 advice-requested 01/12/2025 --about health")
    said = send("withdraw C2 advice-requested 1/12/2025 -m x")
    assert "Mon 1 Dec 2025 --about ep, Mon 1 Dec 2025 --about health" in said.err
    assert "(give the day of the one to withdraw, and --about)" in said.err
    said = send("withdraw C2 advice-requested --about ep -m x")
    assert said.out.startswith("C2 AL: withdrawn: advice requested (ep), Mon 1 Dec 2025 (x)")
    assert "undone: withdraw C2 advice-requested 2025-12-01 --about ep" in send("undo").out


def test_a_booked_meeting_can_be_withdrawn(send: Send) -> None:
    before = send("show C5 --json").document
    send("record C5 review-meeting 20/03/2026")
    assert send("withdraw C5 review-meeting -m cancelled").code == 0
    assert send("show C5 --json").document == before


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("withdraw C2 draft-sent", "say why it is withdrawn: -m WHY"),
        ('withdraw C2 draft-sent -m " "', "say why it is withdrawn: -m WHY"),
        ("withdraw C2 plan-agreed -m x", "C2: no plan agreed is on record (see `send show C2`)"),
        (
            "withdraw C2 draft-sent 1/1/2026 -m x",
            "no draft sent on Thu 1 Jan 2026 is on record (on record: Tue 20 Jan 2026)",
        ),
        ("withdraw C2 draft-sent --about ep -m x", "no draft sent (ep) is on record"),
        ("withdraw C2 draft -m x", "did you mean draft-sent, draft-served?"),
        ("withdraw C2 draft-sent 31/02/2026 -m x", '"31/02/2026" is not a date'),
    ],
)
def test_withdraw_refuses_what_it_cannot_do(send: Send, line: str, why: str) -> None:
    before = send("show C2 --json").out
    said = send(line)
    assert said.code == 2
    assert why in said.err
    assert said.out == ""
    assert send("show C2 --json").out == before


def test_a_case_found_by_part_is_not_changed(send: Send) -> None:
    assert send("withdraw 0012 request-received -m x").code == 5


def test_a_contact_is_withdrawn_by_its_day_or_by_what_was_said(send: Send) -> None:
    before = send("show C3 --json").document
    send("log C3 -m 'rang mum'")
    send("log C3 -m 'rang the head' --with school")
    send("log C3 -m 'rang mum' --on yesterday")
    said = send("withdraw C3 contact -m x")
    assert said.code == 2
    assert "contact is on record more than once: Mon 2 Mar 2026, Mon 2 Mar 2026, Sun 1" in said.err
    withdrawn = send("withdraw C3 contact 2/3/2026 --about HEAD -m 'another family' --json")
    assert withdrawn.document["event"] == "contact"
    assert (withdrawn.document["about"], withdrawn.document["reason"]) == (None, "another family")
    said = send("withdraw C3 contact 1/3/2026 -m 'another family'")
    assert said.out.splitlines() == [
        "C3 BR: withdrawn: call with parent: rang mum, Sun 1 Mar 2026 (another family)",
        "  no clock started or stopped",
    ]
    (entry,) = send("history C3 --json").document["entries"][-1:]
    assert (entry["sentence"], entry["note"]) == (
        "struck out: call with parent: rang mum",
        "another family",
    )
    assert len(send("show C3 --json").document["contacts"]) == 1
    assert send("withdraw C3 contact -m x").code == 0
    assert send("show C3 --json").document == before


def test_of_contacts_that_are_alike_one_is_withdrawn(send: Send) -> None:
    send("log C3 -m rang")
    send("log C3 -m rang")
    assert send("withdraw C3 contact -m twice").code == 0
    assert len(send("show C3 --json").document["contacts"]) == 1
    send("undo")
    assert len(send("show C3 --json").document["contacts"]) == 2


def test_a_task_is_withdrawn_by_its_name(send: Send) -> None:
    send("add ring --case C3 --due fri")
    said = send("withdraw task-1 -m 'no longer needed'")
    assert said.out == "task-1, C3 BR: ring, due Fri 6 Mar 2026 (withdrawn)\n"
    assert send("done task-1").code == 5
    assert "task-1" not in send("today --all").out
    (entry,) = send("history C3 --json").document["entries"][-1:]
    assert (entry["sentence"], entry["note"]) == (
        "taken off: task-1, ring, due Fri 6 Mar 2026",
        "no longer needed",
    )
    send("undo")
    assert "task-1" in send("today").out


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("withdraw task-1", 2, "say why it is withdrawn"),
        ("withdraw task-1 contact -m x", 2, "task-1 is withdrawn whole: leave out contact"),
        ("withdraw task-9 -m x", 5, "there is no task-9"),
        ("withdraw C3 -m x", 2, "say what did not happen: send withdraw C3 draft-sent -m WHY"),
        ("withdraw C3 contact -m x", 2, "no contact is on record"),
        ("withdraw C4 contact --about nobody -m x", 2, "no contact (nobody) is on record"),
    ],
)
def test_what_names_no_task_and_no_contact_is_refused(
    send: Send, line: str, code: int, why: str
) -> None:
    send("add ring")
    send("log C4 -m rang")
    said = send(line)
    assert said.code == code
    assert why in said.err
    assert said.out == ""
