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


# What a list, or `record`, brings without what `exception` asks for


def asked_of(send: Send, ref: str) -> dict[str, str]:
    """Return what the list asks of a case, with the reason."""
    rows = send("today --all --json").document["actions"]
    return {
        row["action"]: row["reasons"][0]["sentence"]
        for row in rows
        if row["case"] == ref and "excuses" in row["action"]
    }


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("about", "note", "action", "says"),
    [
        ("away-four-weeks", "", "Show what excuses ehcna-no-plan, ehcp-final", "not on record"),
        (
            "away-four-weeks:ehcp-final",
            "2025-09-01 to 2025-09-10: letter",
            "Show what excuses ehcp-final",
            "away for 10 days in a row within the time limit",
        ),
        (
            "school-closed:ehcp-final",
            "2025-07-22 to 2025-09-01: letter",
            "Show what excuses ehcp-final",
            "no advice was asked of the school",
        ),
        (
            "away-two-weeks:ehcp-final",
            "",
            "Withdraw the exception that excuses nothing",
            "ehcp-final is not excused by away-two-weeks",
        ),
        (
            "away-four-weeks:no-such-rule",
            "",
            "Withdraw the exception that excuses nothing",
            'no rule is called "no-such-rule"',
        ),
        (
            "coronavirus",
            "",
            "Withdraw the exception that excuses nothing",
            "no clock that is open allows coronavirus",
        ),
    ],
)
def test_an_imported_exception_never_hides_a_breach_in_silence(
    send: Send, lists: Lists, about: str, note: str, action: str, says: str
) -> None:
    path = lists(
        "ref,event,date,about,note", f"S1,exception,01/09/2025,{about},{note}", name="events.csv"
    )
    assert send("import", path).code == 0
    ((text, sentence),) = asked_of(send, "S1").items()
    assert text.startswith(action)
    assert says in sentence
    assert text in send("check").out
    assert (deadline(send, "ehcp-final")["status"] == "excused") is text.startswith("Show")


@pytest.mark.usefixtures("asked")
def test_days_and_evidence_given_afterwards_settle_an_exception(send: Send) -> None:
    said = send("record S1 exception 1/9/2025 --about away-four-weeks")
    assert "its days and its evidence are not on record" in said.out
    assert "We have no record of what shows that." in send("explain S1").out
    for rule in ("ehcna-no-plan", "ehcp-final"):
        assert any(rule in text for text in asked_of(send, "S1"))
        line = f"exception S1 {rule} --ground away-four-weeks --from 1/9/2025 --to 30/9/2025"
        assert send(f"{line} {EVIDENCE}").code == 0
    assert asked_of(send, "S1") == {}
    assert "We have no record of what shows that." not in send("explain S1").out


@pytest.mark.usefixtures("asked")
def test_an_exception_is_claimed_for_an_adviser_however_it_is_typed(
    send: Send, lists: Lists
) -> None:
    send("record S1 advice-requested 18/8/2025 --about health")
    line = "exception S1 ehcna-advice-return --ground missed-appointment --from 1/9/2025"
    assert send(f"{line} --about HEALTH {EVIDENCE}").code == 0
    assert deadline(send, "ehcna-advice-return")["status"] == "excused"
    path = lists(
        "ref,event,date,about",
        "S1,exception,02/09/2025,missed-appointment:ehcna-advice-return:dentist",
        name="events.csv",
    )
    assert send("import", path).code == 0
    sentence = asked_of(send, "S1").popitem()[1]
    assert sentence == "no clock of ehcna-advice-return is about dentist"


def test_a_reopened_clock_is_excused_by_days_after_it_was_reopened(
    send: Send, lists: Lists
) -> None:
    path = lists(
        "ref,event,date",
        "S2,request-received,06/10/2025",
        "S2,assessment-refused,10/11/2025",
        "S2,change-of-mind,12/01/2026",
    )
    assert send("import", path).code == 0
    line = "exception S2 ehcp-final --ground exceptional-personal-circumstances --from 20/1/2026"
    said = send(f"{line} {EVIDENCE}")
    assert (said.code, "excused  ehcp-final, due Mon 23 Feb 2026" in said.out) == (0, True)


def test_the_ground_of_2020_is_taken_for_what_was_on_record_and_due_within_it(
    send: Send, lists: Lists
) -> None:
    path = lists(
        "ref,event,date",
        "S3,request-received,02/03/2020",
        "S4,request-received,11/05/2020",
    )
    assert send("import", path).code == 0
    line = "ehcp-final --ground coronavirus --from 1/5/2020 --to 20/7/2020"
    assert send(f"exception S3 {line} {EVIDENCE}").code == 0
    rows = send("deadlines S3 --json").document["deadlines"]
    assert "excused" in {row["status"] for row in rows if row["rule"] == "ehcp-final"}
    said = send(f"exception S4 {line} {EVIDENCE}")
    assert said.code == 2
    assert "from Fri 1 May 2020 to Fri 25 Sep 2020: ehcp-final was due Mon 28 Sep" in said.err
