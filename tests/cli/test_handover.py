"""Handing cases over: a page each, the most pressing first."""

import pytest

from tests.conftest import Send

pytestmark = pytest.mark.usefixtures("caseload")


def page(out: str, ref: str) -> str:
    """Return one case's page."""
    (found,) = (part for part in out.split("\n---\n") if f"## {ref}" in part)
    return found


def test_a_page_has_the_stage_the_next_duty_promises_and_risks(send: Send) -> None:
    send("add 'ring mum about the draft' --case C2 --promised-to mum --due fri")
    send("log C2 --kind email --received -m 'asks for a call'")
    send("pin C2 -m 'MP enquiry' --until fri")
    told = page(send("handover C2").out, "C2")
    for line in (
        "stage: plan",
        "- Send the final plan, due Mon 16 Feb 2026, 14 days late (reg 13(2))",
        "- ring mum about the draft (task-1), promised to mum, due Fri 6 Mar 2026, 4 days left",
        "- Answer the email of Mon 2 Mar 2026, due Mon 9 Mar 2026, 7 days left",
        "- 1 duty in breach since Mon 16 Feb 2026",
        "- out of school",
        "- no contact with the family is on record",
        "- pinned until Fri 6 Mar 2026: MP enquiry",
        "- Mon 2 Mar 2026: email from parent: asks for a call",
        "- Tue 20 Jan 2026: draft sent",
    ):
        assert line in told


def test_the_most_pressing_cases_come_first_and_the_rest_are_counted(send: Send) -> None:
    said = send("handover --top 2").out
    ranked = list(dict.fromkeys(row[5].split(" ")[0] for row in send("today").rows if row[0]))
    shown = [line[3:].split(" ")[0] for line in said.splitlines() if line.startswith("## ")]
    assert shown == ranked[:2]
    assert "5 cases, 2 duties in breach" in said
    everything = send("handover --all").out
    assert everything.count("\n## ") == 5


def test_an_officers_handover_is_of_that_officer_and_names_nobody(send: Send) -> None:
    said = send("handover --officer 'sam example' --all")
    assert said.out.startswith("# Handover: sam example\n")
    assert "## C4" not in said.out
    assert "Lee" not in said.out
    assert "## C2 Ann Lee" in send("handover C2 --names").out


def test_what_is_written_in_a_note_is_no_mark_of_markdown(send: Send) -> None:
    send("log C2 -m '# not a [heading](x) *at* all'")
    assert r"\# not a \[heading\](x) \*at\* all" in send("handover C2").out


def test_the_document_has_every_page(send: Send) -> None:
    send("add 'own work'")
    document = send("handover --json").document
    assert document["cases"][0]["case"] == "C2"
    assert {"stage", "duties", "promises", "risks", "waiting", "contacts", "events"} <= set(
        document["cases"][0]
    )
    assert "own work (task-1)" in send("handover").out


def test_a_handover_of_no_cases_is_refused(send: Send) -> None:
    assert send("handover --top 0").code == 2
    assert send("handover X9").code == 5


def test_the_newest_contact_is_there_in_whatever_order_they_were_logged(send: Send) -> None:
    send("log C2 --on 2/3/2026 -m newest")
    for day in range(5, 16):
        assert send(f"log C2 --on {day}/1/2026 -m older").code == 0
    for told in (page(send("handover C2").out, "C2"), send("show C2").out):
        lines = [line for line in told.splitlines() if "with parent" in line]
        assert "newest" in lines[0]
        assert "15 Jan" in lines[1]


def test_what_others_owe_is_on_the_page_though_it_is_overdue(send: Send) -> None:
    send("record 00123 advice-requested 27/1/2026 --about ep")
    told = page(send("handover 00123 --as-of 2026-03-20").out, "00123")
    assert "- ep: return the advice asked for, due Tue 10 Mar 2026, 10 days late" in told
