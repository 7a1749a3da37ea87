"""The calculator, the rules, and the lists of deadlines."""

import pytest

from send_cli.present.plain import DEADLINE_COLUMNS
from send_cli.rules import BOOK
from tests.conftest import Send


def test_calc_prints_the_working_and_the_law(send: Send) -> None:
    said = send("calc ehcp-final 12/03/2025")
    assert said.code == 0
    assert "Wed 12 Mar 2025 + 20 weeks = Wed 30 Jul 2025" in said.out
    assert "SEND Regulations 2014, reg 13(2)" in said.out


def test_the_json_of_calc_is_the_contract(send: Send) -> None:
    assert send("calc ehcp-final 2025-03-12 --json").document == {
        "version": 1,
        "rule": "ehcp-final",
        "start": "2025-03-12",
        "due": "2025-07-30",
        "act_by": "2025-07-30",
        "not_before": None,
        "working": "Wed 12 Mar 2025 + 20 weeks = Wed 30 Jul 2025",
        "bound": "at-most",
        "actor": "authority",
        "authority": "statute",
        "confidence": "primary",
        "citation": {
            "text": "SEND Regulations 2014, reg 13(2)",
            "url": "https://www.legislation.gov.uk/uksi/2014/1530/regulation/13",
            "quote": "as soon as practicable, and in any event within 20 weeks of the local "
            "authority receiving a request",
        },
        "note": None,
    }


def test_calc_of_a_window_gives_the_first_day_after_it(send: Send) -> None:
    document = send("calc ehcp-draft-representations 2026-03-02 --json").document
    assert document["due"] == "2026-03-16"
    assert document["not_before"] == "2026-03-17"
    assert document["act_by"] is None


def test_calc_counts_notice_back_from_the_meeting(send: Send) -> None:
    document = send("calc ar-notice 2026-04-20 --json").document
    assert document["due"] == "2026-04-05"
    assert document["act_by"] == "2026-04-02"
    assert document["working"] == "Mon 20 Apr 2026 - 2 clear weeks = Sun 5 Apr 2026"


def test_what_was_not_law_yet_has_no_date(send: Send) -> None:
    document = send("calc ehcp-final 2014-08-31 --json").document
    assert document["due"] is None
    assert document["note"] == "not law on Sun 31 Aug 2014: in force from Mon 1 Sep 2014"


def test_beyond_the_bank_holidays_there_is_no_act_by(send: Send) -> None:
    document = send("calc ar-first 2036-06-01 --json").document
    assert document["due"] == "2037-05-31"
    assert document["act_by"] is None
    assert "no bank holidays are held after Wed 31 Dec 2036" in document["note"]


def test_a_rule_without_a_number_says_so(send: Send) -> None:
    said = send("calc ehcna-advice-request 2026-03-02")
    assert said.code == 0
    assert "no number in the law: at once" in said.out


def test_a_wrong_rule_names_those_it_could_have_been(send: Send) -> None:
    said = send("calc ehcp-finel 2026-03-02")
    assert said.code == 5
    assert 'no rule is called "ehcp-finel": did you mean ehcp-final' in said.err


@pytest.mark.parametrize("rule", [rule.id for rule in BOOK.rules])
def test_every_rule_has_a_page_with_its_law(send: Send, rule: str) -> None:
    said = send(f"rules {rule}")
    assert said.code == 0
    assert BOOK[rule].citation.url in said.out
    assert BOOK[rule].confidence.words.split(":")[0] in said.out


def test_rules_lists_every_rule_with_its_confidence(send: Send) -> None:
    listed_rows = send("rules --as-of 2026-11-21").rows
    assert [row[0] for row in listed_rows] == [rule.id for rule in BOOK.rules]
    listed = send("rules --json").document["rules"]
    assert all(one["confidence"] and one["versions"][-1]["citation"]["url"] for one in listed)


def test_no_rule_of_a_child_was_law_before_part_three(send: Send) -> None:
    listed = send("rules --as-of 2013-01-01 --json").document["rules"]
    assert {one["workflow"] for one in listed} == {"desk"}
    said = send("rules --as-of 1970-01-01")
    assert said.out == ""
    assert "no rule of the book was law on Thu 1 Jan 1970" in said.err


def test_an_unverified_number_says_so(send: Send) -> None:
    assert "check: not verified in the regulations" in send("rules ehcp-final-notice-contents").out


@pytest.mark.usefixtures("caseload")
def test_deadlines_in_a_pipe_have_the_documented_columns(send: Send) -> None:
    rows = send("deadlines").rows
    assert {len(row) for row in rows} == {len(DEADLINE_COLUMNS)}
    assert [row[5] for row in rows] == sorted(row[5] for row in rows)


@pytest.mark.usefixtures("caseload")
def test_deadlines_of_a_case_show_the_past_ones_too(send: Send) -> None:
    document = send("deadlines C3 --json").document
    assert set(document) == {"version", "as_of", "deadlines"}
    by_rule = {row["rule"]: row for row in document["deadlines"]}
    assert by_rule["ehcp-final"]["status"] == "met"
    assert by_rule["ehcp-final"]["done_on"] == "2026-02-09"
    assert by_rule["ar-first"]["due"] == "2027-02-08"


@pytest.mark.usefixtures("caseload")
def test_deadlines_within_and_by_status(send: Send) -> None:
    soon = send("deadlines --within 2w --json").document["deadlines"]
    assert soon
    assert all(row["days_left"] <= 14 for row in soon)
    late = send("deadlines --status met-late,breached --json").document["deadlines"]
    assert {row["status"] for row in late} == {"breached", "met-late"}
    assert send("deadlines --status never").code == 2
    assert send("deadlines --within soon").code == 2


@pytest.mark.usefixtures("caseload")
def test_breaches_are_the_oldest_first_and_agree_with_today(send: Send) -> None:
    document = send("breaches --json").document
    assert [b["case"] for b in document["breaches"]] == ["C2", "C5"]
    assert document["count"] == send("today --json").document["counts"]["breached"] == 2
    assert [d["rule"] for d in document["breaches"][0]["duties"]] == ["ehcp-final"]
    assert len(send("breaches").rows) == 2


@pytest.mark.usefixtures("caseload")
def test_breaches_leave_with_one_only_when_asked(send: Send) -> None:
    assert send("breaches").code == 0
    assert send("breaches --exit-code").code == 1
    assert send("breaches --exit-code --officer 'Pat Other'").code == 0


@pytest.mark.usefixtures("caseload")
def test_next_is_the_top_of_today_with_the_command_that_records_it(send: Send) -> None:
    first = send("today --json").document["actions"][0]
    document = send("next --json").document
    assert document["action"]["case"] == first["case"]
    assert document["record"] == [f"send record {first['case']} final-plan-sent"]
    assert "then: send record C2 final-plan-sent" in send("next").out


def test_next_of_nothing_says_so(send: Send) -> None:
    send("demo --cases 1")
    assert send("next").code == 4
