"""The families without a word for too long, and the messages that wait."""

import os

import pytest

from send_cli.cli.app import run
from send_cli.cli.commands.quiet import COLUMNS
from tests.conftest import Lists, Send
from tests.samples import _as_a_person

pytestmark = pytest.mark.usefixtures("caseload")


def families(send: Send, more: str = "") -> list[str]:
    return [one["case"] for one in send(f"quiet --json {more}").document["families"]]


def test_families_without_a_word_are_listed_and_those_where_nothing_is_under_way_are_not(
    send: Send,
) -> None:
    assert families(send) == ["00123", "C2", "C4"]
    assert families(send, "--all") == ["00123", "C2", "C3", "C4", "C5"]
    send("set C5 flags+=complaint")
    assert families(send) == ["00123", "C2", "C4", "C5"]


@pytest.mark.parametrize(("ago", "listed"), [(13, False), (14, True), (15, True)])
def test_the_days_are_calendar_days_and_the_last_of_them_counts(
    send: Send, ago: int, listed: bool
) -> None:
    send(f"log C2 -m rang --on -{ago}d")
    assert ("C2" in families(send, "--days 14")) is listed


def test_without_days_the_standard_of_the_settings_holds(send: Send) -> None:
    send("log C2 -m rang --on -14d")
    assert "C2" in families(send)
    send("config set standards.quiet_days 15")
    assert send("quiet --json").document["days"] == 15
    assert "C2" not in families(send)
    assert "C2" in families(send, "--days 14")


def test_only_a_word_to_the_family_ends_a_silence(send: Send) -> None:
    send("log C2 -m rang --with school")
    assert "C2" in families(send)
    send("log C2 -m rang")
    assert "C2" not in families(send)
    send("log C4 -m rang --with young-person")
    assert "C4" not in families(send)
    send("record 00123 contact")
    assert "00123" not in families(send)


def test_a_message_that_waits_is_listed_first_however_lately_the_family_heard(send: Send) -> None:
    send("log C4 -m rang")
    send("log C4 -m asks --received --kind email")
    send("log C3 -m asks --received --on 2/2/2026")
    said = send("quiet --json").document
    assert [one["case"] for one in said["families"]] == ["C3", "C4", "00123", "C2"]
    late, waits, silent, _ = said["families"]
    assert (late["overdue"], late["last_contact"], late["days"]) == (True, None, None)
    assert (waits["overdue"], waits["last_contact"], waits["days"]) == (False, "2026-03-02", 0)
    assert waits["message"]["kind"] == "email"
    assert silent["message"] is silent["answer_by"] is None


def test_the_day_for_an_answer_counts_working_days_after_the_message(send: Send) -> None:
    send("config set standards.reply_days 3")
    send("log C4 -m asks --received --on 27/2/2026")
    (one,) = [one for one in send("quiet --json").document["families"] if one["message"]]
    assert one["answer_by"] == "2026-03-04"
    assert send("quiet --json --as-of 2026-03-04").document["families"][0]["overdue"] is False
    assert send("quiet --json --as-of 2026-03-05").document["families"][0]["overdue"] is True


def test_the_longest_silence_comes_first_and_none_at_all_before_it(send: Send) -> None:
    send("log C2 -m rang --on 1/2/2026")
    send("log 00123 -m rang --on 2/2/2026")
    assert families(send) == ["C4", "C2", "00123"]


def test_a_contact_of_a_later_day_is_not_known_before_it(send: Send) -> None:
    send("log C2 -m rang")
    assert "C2" in families(send, "--as-of 2026-03-01")


def test_the_list_is_of_the_officer_or_setting_asked_for(send: Send) -> None:
    assert families(send, '--officer "sam  EXAMPLE"') == ["00123", "C2"]
    assert families(send, '--setting "dale college"') == ["C4"]
    assert send("quiet --officer Typo").code == 5


def test_the_document_has_every_key(send: Send) -> None:
    said = send("quiet --json --officer 'Pat Other'").document
    assert said == {
        "version": 1,
        "as_of": "2026-03-02",
        "days": 14,
        "reply_days": said["reply_days"],
        "count": 1,
        "families": [
            {
                "case": "C4",
                "initials": "CF",
                "officer": "Pat Other",
                "last_contact": None,
                "days": None,
                "message": None,
                "answer_by": None,
                "overdue": False,
            }
        ],
    }


def test_in_a_pipe_each_family_is_a_line_of_the_columns(send: Send) -> None:
    send("log C4 -m asks --received --kind letter --on 2/2/2026")
    said = send("quiet")
    assert {len(row) for row in said.rows} == {len(COLUMNS)}
    first = dict(zip(COLUMNS, said.rows[0], strict=True))
    assert (first["case"], first["message"]) == ("C4 CF", "letter of 2026-02-02")
    assert (first["last_contact"], first["overdue"]) == ("", "overdue")
    assert "3 families without a word for 14 days or with a message that waits" in said.err


def test_on_a_terminal_each_family_is_a_sentence_that_fits(send: Send) -> None:
    send("log C4 -m asks --received --kind letter --on 2/2/2026")
    send("log C2 -m rang --on 1/2/2026")
    db = os.environ["SEND_DB"]
    with _as_a_person(terminal=True) as out:
        assert run(["quiet", "--db", db, "--as-of", "2026-03-02"]) == 0
    text = " ".join(out.getvalue().split())
    assert "C4 CF: no contact is on record; their letter of Mon 2 Feb 2026 waits" in text
    assert "(OVERDUE)" in text
    assert "C2 AL: no word since Sun 1 Feb 2026, 29 days" in text
    assert max(map(len, out.getvalue().splitlines())) <= 80


def test_a_case_that_is_over_is_quiet_in_peace(send: Send, lists: Lists) -> None:
    send("import --partial", lists("ref,final_plan_sent", "D9,01/03/2025", name="b.csv"))
    send("set D9 flags+=tribunal --since 1/3/2026")
    assert "D9" in families(send)
    send("record D9 plan-ceased")
    assert "D9" not in families(send)


@pytest.mark.parametrize("days", ["0", "-1", "ten"])
def test_days_that_are_none_are_refused(send: Send, days: str) -> None:
    said = send(f"quiet --days={days}")
    assert said.code == 2
    assert said.out == ""


def test_names_are_shown_only_where_asked_for(send: Send) -> None:
    assert "Lee" not in send("quiet").out + send("quiet --json --names").out
    assert "C2 Ann Lee" in send("quiet --names").out
