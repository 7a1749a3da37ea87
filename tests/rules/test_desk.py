"""The clocks that no event of a child starts: counted by hand, never a row or a checklist line."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from send_cli.domain.calendar import BeyondCalendarError, Days
from send_cli.domain.clock import deadlines
from send_cli.domain.event import Event, EventKind
from send_cli.domain.rule import Confidence
from send_cli.domain.step import Step
from send_cli.rules import BOOK
from tests.conftest import Send

# rule, the day it is counted from, due
TABLE = """
sar                          2025-09-03  2025-10-03
sar                          2026-01-30  2026-03-02
sar                          2026-03-06  2026-04-07
sar                          2024-01-31  2024-02-29
sar-extended                 2025-09-03  2025-12-03
sar-extended                 2025-11-28  2026-03-02
foi                          2025-12-22  2026-01-23
foi                          2026-03-02  2026-03-31
foi                          2026-06-01  2026-06-30
foi                          2026-07-01  2026-07-30
foi                          2026-11-21  2026-12-21
eir                          2025-12-22  2026-01-23
complaint-s1-ack             2026-04-01  2026-04-10
complaint-s1-ack             2026-04-04  2026-04-13
complaint-s1                 2026-04-20  2026-05-05
complaint-s1-extended        2026-04-20  2026-05-19
complaint-s2-ack             2026-08-27  2026-09-04
complaint-s2                 2026-06-01  2026-06-29
complaint-ca1989-s1          2026-12-21  2027-01-07
complaint-ca1989-s1-extended 2026-03-02  2026-03-30
complaint-ca1989-s2          2026-03-02  2026-04-08
complaint-ca1989-s2-extended 2026-03-02  2026-06-05
complaint-ca1989-s3          2026-03-02  2026-04-15
lgsco-12m                    2025-06-10  2026-06-09
lgsco-12m                    2024-02-29  2025-02-28
lgsco-enquiry                2026-03-20  2026-03-20
sos-complaint                2026-03-22  2026-03-22
pap-jr                       2026-03-21  2026-04-04
jr-limit                     2025-11-30  2026-02-28
jr-limit                     2026-05-31  2026-08-31
jr-aos                       2026-03-16  2026-04-06
move-icb-notify              2026-03-02  2026-03-20
move-icb-change-only         2026-03-02  2026-03-20
move-icb-request             2026-03-23  2026-04-14
cust-tribunal-notify         2026-03-20  2026-04-03
cust-tribunal-school         2026-03-20  2026-04-03
"""
ROWS = [tuple(line.split()) for line in TABLE.strip().splitlines()]
DESK = [rule for rule in BOOK.rules if rule.counted_from]


def due(rule: str, start: str) -> date:
    counted = BOOK.reckoning(BOOK[rule], date.fromisoformat(start))
    assert counted is not None
    return counted.due


@pytest.mark.parametrize(("rule", "start", "last"), ROWS)
def test_the_date_is_the_one_in_the_table(rule: str, start: str, last: str) -> None:
    assert due(rule, start).isoformat() == last


def test_the_table_covers_every_rule_that_is_counted_by_hand() -> None:
    assert {rule for rule, *_ in ROWS} == {rule.id for rule in DESK}


def test_a_rule_counted_by_hand_is_no_row_of_a_child_and_no_line_of_a_checklist() -> None:
    everything = [Event(kind, date(2026, 3, 2)) for kind in EventKind]
    made = {row.rule.id for row in deadlines(everything, BOOK)}
    assert made.isdisjoint(rule.id for rule in DESK)
    assert not any(rule.makes_deadlines for rule in DESK)
    listed = {rule.id for step in Step for rule in BOOK.checklist(step, everything)}
    assert listed.isdisjoint(rule.id for rule in DESK)


def test_a_rule_needs_an_event_or_the_words_of_its_day() -> None:
    with pytest.raises(ValueError, match="foi needs the events that start it"):
        replace(BOOK["foi"], counted_from=None)
    with pytest.raises(ValueError, match="ehcp-final needs the events that start it"):
        replace(BOOK["ehcp-final"], counted_from="some day")


def test_foi_skips_bank_holidays_of_any_part_of_the_uk() -> None:
    # 2 January is Scotland's alone, 17 March and 13 July 2026 Northern Ireland's.
    in_england = replace(BOOK["foi"], days=Days.ENGLAND_AND_WALES)
    for start in ("2025-12-22", "2026-03-02", "2026-07-01"):
        counted = BOOK.reckoning(in_england, date.fromisoformat(start))
        assert counted is not None
        assert due("foi", start) - counted.due == timedelta(days=1)


def test_only_the_subject_access_month_rolls_forward_but_for_the_tribunals_clocks() -> None:
    counted = BOOK.reckoning(BOOK["sar"], date(2026, 1, 30))
    assert counted is not None
    assert counted.working == (
        "Fri 30 Jan 2026 + 1 month = Sat 28 Feb 2026, so Mon 2 Mar 2026, the next working day"
    )
    rolling = {rule.id for rule in BOOK.rules if rule.rolls and rule.days is not Days.TRIBUNAL}
    assert rolling == {"sar", "sar-extended"}
    assert due("ehcp-final", "2026-01-24").weekday() == 5


def test_working_days_are_not_counted_past_the_bank_holidays_held() -> None:
    with pytest.raises(BeyondCalendarError, match="any part of the United Kingdom"):
        due("foi", "2036-12-20")


def test_a_date_from_memory_or_a_letter_is_no_law_that_send_saw() -> None:
    unverified = {rule.id for rule in DESK if rule.confidence is Confidence.UNVERIFIED}
    assert unverified == {
        "eir",
        "complaint-ca1989-s1",
        "complaint-ca1989-s1-extended",
        "complaint-ca1989-s2",
        "complaint-ca1989-s2-extended",
        "complaint-ca1989-s3",
        "lgsco-enquiry",
        "pap-jr",
        "jr-aos",
    }
    assert not any(BOOK[rule].is_law for rule in unverified)


def test_calc_says_what_the_day_is_and_rules_which_days_are_skipped(send: Send) -> None:
    said = send("calc foi 22/12/2025").out
    assert "counted from the day the request was received" in said
    assert "Mon 22 Dec 2025 + 20 working days = Fri 23 Jan 2026" in said
    assert (
        "the date in the Ombudsman's letter = Fri 20 Mar 2026"
        in send("calc lgsco-enquiry 2026-03-20").out
    )
    page = " ".join(send("rules sar").out.split())
    assert "counted from the day the request was received" in page
    assert "rolls forward to the next working day" in page
    (document,) = send("rules foi --json").document["rules"]
    assert document["starts"] == []
    assert document["counted_from"] == "the day the request was received"
    assert document["calendar"] == "all UK"
    assert "working days of all of the United Kingdom" in send("rules foi").out


def test_calc_beyond_the_bank_holidays_is_refused(send: Send) -> None:
    said = send("calc foi 2037-01-05")
    assert said.code == 2
    assert "working days cannot be counted there" in said.err
