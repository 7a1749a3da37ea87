"""Exceptions: only the grounds a rule allows, and never another date."""

import pytest

from send_cli.domain.ground import Ground
from send_cli.rules import BOOK
from tests.conftest import Lists, Send

AWAY = "exception S1 ehcp-final --ground away-four-weeks"
EVIDENCE = "--evidence 'letter of 9 February'"


@pytest.fixture
def asked(send: Send, lists: Lists) -> None:
    """Put a child on record whose twenty weeks began on Mon 14 Jul 2025, over a summer."""
    path = lists(
        "ref,setting,request_received,assessment_agreed,draft_sent",
        "S1,Hill School,14/07/2025,18/08/2025,",
    )
    assert send("import", path).code == 0


def deadline(send: Send, rule: str) -> dict[str, object]:
    rows = send("deadlines S1 --json").document["deadlines"]
    return next(row for row in rows if row["rule"] == rule)


@pytest.mark.usefixtures("asked")
def test_an_absence_of_four_weeks_excuses_and_moves_no_date(send: Send) -> None:
    before = deadline(send, "ehcp-final")
    assert (before["due"], before["status"]) == ("2025-12-01", "breached")
    said = send(f"{AWAY} --from 1/9/2025 --to 28/9/2025 {EVIDENCE}")
    assert said.code == 0
    assert "original date Mon 1 Dec 2025; no statutory replacement date" in said.out
    after = deadline(send, "ehcp-final")
    assert (after["due"], after["status"]) == ("2025-12-01", "excused")
    assert after["ground"] == "away-four-weeks"
    assert "letter of 9 February" in send("show S1").out
    assert "2025-09-01 to 2025-09-28" in send("history S1").out
    listed = [row[6] for row in send("today --all").rows]
    assert any("plan" in text for text in listed)


@pytest.mark.usefixtures("asked")
def test_it_excuses_the_one_rule_it_names(send: Send) -> None:
    send(f"{AWAY} --from 1/9/2025 --to 30/9/2025 {EVIDENCE}")
    assert deadline(send, "ehcp-final")["status"] == "excused"
    assert deadline(send, "ehcna-no-plan")["status"] == "breached"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("ehcp-final --ground away-four-weeks --from 1/9/2025 --to 27/9/2025", "away for 27 days"),
        # Only four days of it lie within the twenty weeks.
        ("ehcp-final --ground away-four-weeks --from 28/11/2025 --to 10/1/2026", "away for 4 days"),
        ("ehcp-final --ground away-two-weeks --from 1/9/2025 --to 27/9/2025", "its grounds are"),
        ("ehcp-final --ground missed-appointment --from 1/9/2025", "its grounds are"),
        ("ehcna-refuse-notice --ground away-four-weeks --from 1/9/2025", "has no exceptions"),
        ("ar-decision --ground away-four-weeks --from 1/9/2025", "has no exceptions"),
        ("ehcp-final --ground holiday --from 1/9/2025", "is no ground (those of ehcp-final: "),
        ("ehcp-final --ground away-four-weeks", "say from which day"),
        ("ehcp-final --ground away-four-weeks --from 1/9/2024 --to 1/10/2024", "no clock of"),
        ("ehcp-final --ground away-four-weeks --from 1/9/2025 --to 1/8/2025", "is before"),
    ],
)
def test_what_excuses_nothing_is_refused(send: Send, line: str, says: str) -> None:
    said = send(f"exception S1 {line} {EVIDENCE}")
    assert said.code == 2
    assert says in said.err
    assert "exception" not in send("history S1").out


@pytest.mark.usefixtures("asked")
def test_an_exception_needs_its_evidence(send: Send) -> None:
    line = "exception S1 ehcp-final --ground away-four-weeks --from 1/9/2025 --to 30/9/2025"
    for ending in ("", " --evidence ''", " --evidence ' '"):
        said = send(line + ending)
        assert said.code == 2
        assert "say what shows it" in said.err


CLOSED = "exception S1 ehcp-final --ground school-closed --from 22/7/2025 --to 1/9/2025"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("day", "counts"),
    # It opens on Tue 2 Sep 2025: from Tue 15 Jul to Tue 26 Aug.
    [("14/7/2025", False), ("15/7/2025", True), ("26/8/2025", True), ("27/8/2025", False)],
)
def test_a_closed_school_counts_where_its_advice_was_asked_from_a_week_before_to_a_week_before(
    send: Send, day: str, counts: bool
) -> None:
    assert send(f"record S1 advice-requested {day} --about school").code == 0
    said = send(f"{CLOSED} {EVIDENCE}")
    assert (said.code == 0) is counts
    if not counts:
        assert (
            "no advice was asked of the school between Tue 15 Jul 2025 and Tue 26 Aug" in said.err
        )


@pytest.mark.usefixtures("asked")
def test_a_two_week_holiday_closes_no_school_for_long_enough(send: Send) -> None:
    send("record S1 advice-requested 20/7/2025 --about school")
    said = send(f"{CLOSED.replace('1/9/2025', '17/8/2025')} {EVIDENCE}")
    assert "closed for 27 days in a row, and the ground needs 28" in said.err


@pytest.mark.usefixtures("asked")
def test_advice_of_others_in_the_holidays_closes_no_school(send: Send) -> None:
    send("record S1 advice-requested 1/8/2025 --about ep")
    assert send(f"{CLOSED} {EVIDENCE}").code == 2


@pytest.mark.usefixtures("asked")
def test_the_same_exception_twice_is_refused_and_undo_takes_it_back(send: Send) -> None:
    line = f"{AWAY} --from 1/9/2025 --to 30/9/2025 {EVIDENCE}"
    assert send(line).code == 0
    assert "on record already" in send(line).err
    send("undo")
    assert deadline(send, "ehcp-final")["status"] == "breached"


@pytest.mark.usefixtures("asked")
def test_an_event_list_carries_an_exception_with_its_rule(send: Send, lists: Lists) -> None:
    path = lists(
        "ref,event,date,about,note",
        "S1,exception,01/09/2025,away-four-weeks:ehcp-final,2025-09-01 to 2025-09-30: letter",
        name="events.csv",
    )
    assert send("import", path).code == 0
    assert deadline(send, "ehcp-final")["status"] == "excused"
    assert deadline(send, "ehcna-no-plan")["status"] == "breached"


@pytest.mark.usefixtures("asked")
def test_a_missed_appointment_excuses_the_body_that_made_it_alone(send: Send) -> None:
    # Reg 8(2)(c): "an appointment for an examination or a test made by the body".
    for who in ("ep", "health"):
        assert send(f"record S1 advice-requested 18/8/2025 --about {who}").code == 0
    line = (
        f"exception S1 ehcna-advice-return --ground missed-appointment --from 1/9/2025 {EVIDENCE}"
    )
    said = send(line)
    assert said.code == 2
    assert "say who made the appointment: --about ep|health" in said.err
    assert "no clock of ehcna-advice-return about dentist" in send(f"{line} --about dentist").err
    assert send(f"{line} --about health").code == 0
    advice = {
        row["about"]: row["status"]
        for row in send("deadlines S1 --json").document["deadlines"]
        if row["rule"] == "ehcna-advice-return"
    }
    assert advice == {"ep": "overdue-from-others", "health": "excused"}
    assert send(f"{line} --about health").code == 2


def test_no_exception_ever_reaches_the_notice_of_a_refusal() -> None:
    assert not BOOK.rule("ehcna-refuse-notice").excuses
    assert set().union(*(rule.excuses for rule in BOOK.rules)) <= set(Ground)
