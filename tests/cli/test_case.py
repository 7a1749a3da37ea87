"""One case: recording what happened, undoing it, and explaining every date and point."""

import re

import pytest

from tests.conftest import Lists, Send

pytestmark = pytest.mark.usefixtures("caseload")


def test_record_says_what_it_stopped_and_what_it_started(send: Send) -> None:
    said = send("record C2 final-plan-sent")
    assert said.code == 0
    assert said.out.splitlines()[0] == "C2 AL: final plan sent, Mon 2 Mar 2026"
    assert (
        "stopped  ehcp-final, due Mon 16 Feb 2026: met on Mon 2 Mar 2026, 14 days late" in said.out
    )
    assert "started  ar-first: Complete the first annual review, by Mon 1 Mar 2027" in said.out
    document = send("record C2 contact --json").document
    assert document["stopped"] == document["started"] == []


def test_a_step_taken_inside_the_familys_time_is_too_soon(send: Send) -> None:
    send("record 00123 assessment-agreed 27/02/2026")
    send("record 00123 draft-sent 28/02/2026")
    said = send("record 00123 final-plan-sent 02/03/2026")
    assert "TOO SOON: the family had until Sat 14 Mar 2026 (reg 13(1)(a))" in said.out


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("record C2 final-plan-sent 03/03/2026", "cannot be in the future"),
        ("record C2 final-plan-sent 28/09/2025", "is before request received on Mon 29 Sep 2025"),
        ("record C2 draft-sent 20/01/2026", "is on record already"),
        ("record C2 advice-received --about ep", "no advice requested (ep) is on record"),
        ("record C5 assessment-agreed", "has nothing to follow: no request received"),
        ("record 00123 assessment-agreed 31/01/2015", "is before the child was born"),
        ("record C2 exception", "an exception needs its ground: --about school-closed|"),
        ("record C2 final-plan", '"final-plan" is not a kind of event: did you mean final-plan'),
        ("record C2 final-plan-sent 31/02/2026", '"31/02/2026" is not a date (write 28/02/2026'),
    ],
)
def test_record_refuses_what_cannot_have_happened(send: Send, line: str, why: str) -> None:
    before = send("show C2 --json").out
    said = send(line)
    assert said.code == 2
    assert why in said.err
    assert said.out == ""
    assert send("show C2 --json").out == before


def test_a_meeting_is_booked_then_asked_about_then_confirmed(send: Send) -> None:
    said = send("record C5 review-meeting 20/03/2026")
    assert "(booked)" in said.out
    assert "Hold the review on Fri 20 Mar" in send("today").out
    after = send("today --as-of 2026-03-21 --json").document["actions"]
    asked = [a["action"] for a in after if a["case"] == "C5"]
    assert any(
        "Say whether the review meeting of Fri 20 Mar 2026 was held" in text for text in asked
    )
    assert {a["rule"] for a in after if a["case"] == "C5"} >= {"ar-first", "ar-report"}
    assert send("record C5 review-meeting 20/03/2026 --as-of 2026-03-21").code == 0
    assert "Say whether the review meeting" not in send("today --as-of 2026-03-21").out


def test_done_records_the_step_the_list_shows(send: Send) -> None:
    said = send("done C2")
    assert said.out.startswith("C2 AL: final plan sent, Mon 2 Mar 2026")


def test_done_with_more_than_one_outcome_says_what_to_choose_from(send: Send) -> None:
    said = send("done 00123")
    assert said.code == 2
    assert "send record 00123 assessment-agreed; send record 00123 assessment-refused" in said.err


def test_undo_takes_back_one_command_at_a_time(send: Send) -> None:
    before = send("show C2 --json").document
    send("record C2 contact 01/03/2026")
    send("record C2 final-plan-sent")
    assert "undone: record C2 final-plan-sent 2026-03-02" in send("undo").out
    assert "undone: record C2 contact 2026-03-01" in send("undo").out
    assert send("show C2 --json").document == before
    assert "undone: import list.csv" in send("undo").out
    said = send("undo")
    assert said.code == 2
    assert "there is nothing to undo" in said.err


def test_undo_of_a_confirmation_books_the_meeting_again(send: Send) -> None:
    send("record C5 review-meeting 20/03/2026")
    before = send("show C5 --json --as-of 2026-03-21").document
    send("record C5 review-meeting 20/03/2026 --as-of 2026-03-21")
    send("undo")
    assert send("show C5 --json --as-of 2026-03-21").document == before


def test_why_shows_the_start_the_working_the_law_and_every_point(send: Send) -> None:
    said = send("why C2 --as-of 2026-03-02")
    for line in (
        "started by  request received, Mon 29 Sep 2025",
        "list.csv row 3, imported Mon 2 Mar 2026 by ann",
        "working     Mon 29 Sep 2025 + 20 weeks = Mon 16 Feb 2026",
        "Mon 2 Mar 2026: breached, 14 days late",
        "SEND Regulations 2014, reg 13(2)",
        "https://www.legislation.gov.uk/uksi/2014/1530/regulation/13",
        "confidence: primary: the wording was read at the official publisher",
        "+80  out of school",
    ):
        assert line in said.out


def test_why_ends_with_the_score_that_today_shows(send: Send) -> None:
    row = next(row for row in send("today").rows if row[5] == "00123 ZO")
    assert send("why 00123").out.splitlines()[-1].strip() == row[10]


def test_the_terms_that_why_prints_add_up(send: Send) -> None:
    for case in ("00123", "C2", "C3", "C4", "C5"):
        blocks = send(f"why {case}").out.split("  score\n")[1:]
        assert blocks
        for block in blocks:
            *terms, total = re.findall(r"^  +([+-]?\d+)(?:  |$)", block, re.MULTILINE)
            assert sum(map(int, terms)) == int(total)


def test_why_names_the_command_behind_a_recorded_fact(send: Send) -> None:
    send("record C3 review-meeting 27/02/2026")
    assert "send record, Mon 2 Mar 2026, by ann" in send("why C3 ar-decision").out
    origin = send("why C3 ar-decision --json").document["clocks"][0]["origin"]
    assert origin["command"] == "record C3 review-meeting 2026-02-27"
    assert origin["file"] is None


def test_an_exception_excuses_and_gives_no_other_date(send: Send) -> None:
    send("record C2 exception 01/02/2026 --about away-four-weeks")
    assert "ehcp-final" not in {b["rule"] for b in send("breaches --json").document["breaches"]}
    rows = {d["rule"]: d for d in send("deadlines C2 --json").document["deadlines"]}
    assert rows["ehcp-final"]["status"] == "excused"
    assert rows["ehcp-final"]["due"] == "2026-02-16"
    assert "no statutory replacement date" in send("why C2 ehcp-final").out


def test_a_part_of_a_reference_reads_but_does_not_write(send: Send) -> None:
    assert send("show 0012").out.startswith("00123 ZO")
    said = send("record 0012 assessment-agreed")
    assert said.code == 5
    assert '"0012" finds 00123 ZO: write the reference to change it' in said.err


def test_a_part_of_several_references_lists_them(send: Send) -> None:
    said = send("show C")
    assert said.code == 5
    assert '"C" fits 4 cases: C2 AL, C3 BR, C4 CF, C5 DK' in said.err


def test_an_unknown_reference_is_exit_five(send: Send) -> None:
    said = send("why X9")
    assert said.code == 5
    assert 'no case has "X9" in its reference' in said.err


def test_show_hides_names_dates_of_birth_and_numbers_unless_asked(send: Send) -> None:
    said = send("show 00123")
    assert "2015-02-01" not in said.out
    assert "Zoë" not in said.out
    assert "2015-02-01" in send("show 00123 --names").out
    hidden = send("show 00123 --json").document["facts"]
    assert hidden["surname"] is None


def test_what_a_cell_holds_cannot_move_the_terminal(send: Send, lists: Lists) -> None:
    path = lists("ref,setting,request_received,notes", "X1,\x1b[31mRed[/red],05/01/2026,=1+1")
    assert send("import", path).code == 0
    said = send("show X1 --names")
    assert "\x1b" not in said.out
    assert "[/red]" in said.out
    assert "=1+1" in said.out


def test_a_decision_without_an_outcome_asks_for_it_and_is_no_breach(send: Send) -> None:
    send("record C5 review-decision 01/03/2026")
    said = send("record C5 review-meeting 10/02/2026")
    assert said.code == 0
    row = next(row for row in send("today").rows if "Record the outcome" in row[6])
    assert row[5] == "C5 DK"
    assert row[2] != "breached"


def test_a_booking_moved_to_another_day_takes_the_place_of_the_first(send: Send) -> None:
    send("record C5 review-meeting 20/03/2026")
    said = send("record C5 review-meeting 27/03/2026")
    assert "review meeting, Fri 27 Mar 2026 (booked)" in said.out
    events = send("show C5 --json").document["events"]
    assert [e["on"] for e in events if e["event"] == "review-meeting"] == ["2026-03-27"]
    assert "2026-03-20" not in send("deadlines C5 --as-of 2026-04-30").out


def test_a_meeting_booked_after_the_last_lawful_day_is_to_be_brought_forward(send: Send) -> None:
    send("record C3 review-meeting 01/03/2027 --as-of 2027-01-15")
    row = next(r for r in send("today --as-of 2027-01-15").rows if r[5] == "C3 BR")
    assert row[6] == "Bring the review forward: booked Mon 1 Mar"
    assert "booked too late" in row[7]


def test_about_is_refused_where_it_would_stop_nothing(send: Send) -> None:
    said = send("record C2 final-plan-sent --about 'Hill School'")
    assert said.code == 2
    assert "final plan sent concerns the whole case: leave out --about" in said.err


def test_done_never_records_for_somebody_else(send: Send) -> None:
    send("record C3 review-meeting 02/02/2026")
    send("record C3 review-maintain 10/02/2026")
    send("record 00123 assessment-agreed 02/02/2026")
    send("record 00123 advice-requested 02/02/2026 --about ep")
    send("record 00123 plan-agreed 27/02/2026")
    said = send("done 00123 --as-of 2026-03-20")
    assert said.code == 2
    assert "send record 00123 advice-received --about ep" in said.err


def test_done_never_records_a_meeting_that_nobody_has_dated(send: Send) -> None:
    said = send("done C5")
    assert said.code == 2
    assert "send record C5 review-meeting DATE" in said.err


def test_an_exception_says_what_it_excuses_or_that_it_excuses_nothing(send: Send) -> None:
    said = send("record C2 exception 01/02/2026 --about away-four-weeks")
    assert "excused  ehcp-final, due Mon 16 Feb 2026" in said.out
    late = send("record 00123 exception 02/03/2026 --about missed-appointment")
    assert "it excuses nothing: no clock that allows this ground" in late.out


def test_what_is_excused_is_never_shown_as_late(send: Send) -> None:
    send("record C2 exception 01/02/2026 --about away-four-weeks")
    row = next(row for row in send("today").rows if row[8] == "ehcp-final")
    assert (row[1], row[2]) == ("save", "excused")
    assert "excused: as soon as you can" in row[7]
    assert "14 days late" not in send("why C2 ehcp-final").out


@pytest.mark.parametrize(
    ("events", "asks"),
    [
        ("assessment_agreed,02/02/2026", "Find the date of the request, or of the plan"),
        ("amended_plan_sent,02/02/2026", "Find the date of the request, or of the plan"),
        ("last_contact,02/02/2026", "Find the date of the request, or of the plan"),
        ("request_received,TBC", "Find the date of the request, or of the plan"),
        ("request_received,12/01/2006", "Find the right date: request received, Thu 12 Jan 2006"),
    ],
)
def test_a_case_that_starts_no_clock_is_a_line_of_the_list(
    send: Send, lists: Lists, events: str, asks: str
) -> None:
    heading, value = events.split(",")
    send("import --partial", lists(f"ref,{heading}", f"N1,{value}", name="n.csv"))
    assert [row[6] for row in send("today").rows if row[5] == "N1"] == [asks]


def test_an_unread_cell_is_settled_by_the_record_that_next_names(send: Send, lists: Lists) -> None:
    send("import --partial", lists("ref,request_received", "U1,soon", name="u.csv"))
    assert "Find the request received" in send("today").out
    send("record U1 request-received 02/02/2026")
    assert "Find the request received" not in send("today").out
    send("undo")
    assert "Find the request received" in send("today").out


def test_a_clock_whose_day_is_given_late_is_stopped_and_said_to_be(send: Send) -> None:
    send("new X9")
    send("record X9 request-received 5/1/2026")
    assert "closed   ehcna-decision" in send("record X9 advice-requested 1/3/2026").out
    said = send("record X9 assessment-agreed 1/3/2026")
    assert (
        "  stopped  ehcna-decision, due Mon 16 Feb 2026: met on Sun 1 Mar 2026, 13 days late\n"
        in said.out
    )
    assert "no clock" not in said.out
    taken_back = send("withdraw X9 assessment-agreed -m wrong")
    assert "closed   ehcna-decision" in taken_back.out
