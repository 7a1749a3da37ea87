"""Decisions of courts, Ombudsman and advisers that state their dates, as data."""

from datetime import date, timedelta

import pytest

from send_cli.domain.deadline import Reckoning
from send_cli.rules import BOOK


def counted(rule: str, start: str) -> Reckoning:
    found = BOOK.reckoning(BOOK[rule], date.fromisoformat(start))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("where", "rule", "start", "due"),
    [
        ("JSC v Cambridgeshire [2026] EWHC 68", "ehcna-no-plan", "2025-04-02", "2025-07-23"),
        ("JSC v Cambridgeshire [2026] EWHC 68", "ehcp-final", "2025-04-02", "2025-08-20"),
        ("LGSCO Buckinghamshire 25 018 823", "ehcp-final", "2025-03-12", "2025-07-30"),
        ("IPSEA, the decision after a meeting", "ar-decision", "2024-11-01", "2024-11-29"),
        # IPSEA says "by 25 November"; twelve months starting with the day end on the 24th.
        ("IPSEA, by the words of section 44", "ar-subsequent", "2024-11-25", "2025-11-24"),
        ("ICO, a subject access request", "sar", "2025-09-03", "2025-10-03"),
        ("IPSEA, the two months to appeal", "cease-effective", "2025-10-01", "2025-12-01"),
        # "The plan was made on 1 January 2019": reviewed by the end of that year.
        ("Surrey SENDIASS, the first review", "ar-first", "2019-01-01", "2019-12-31"),
        # "Decision 1 October: expires on 1 December. Certificate 29 November: 29 December", which
        # is in the Christmas of rule 12, so the next working day in January.
        ("IPSEA, appeals over Christmas", "ftt-appeal-2m", "2025-10-01", "2025-12-01"),
        ("IPSEA, appeals over Christmas", "ftt-appeal-1m", "2025-11-29", "2026-01-02"),
    ],
)
def test_a_published_decision_comes_out(where: str, rule: str, start: str, due: str) -> None:
    assert counted(rule, start).due.isoformat() == due, where


def test_the_court_counted_twelve_weeks_and_six_days_of_delay() -> None:
    due = counted("ehcna-no-plan", "2025-04-02").due
    assert date(2025, 10, 21) - due == timedelta(weeks=12, days=6) == timedelta(days=90)


def test_the_working_reads_as_a_sum() -> None:
    assert counted("ehcp-final", "2025-03-12").working == (
        "Wed 12 Mar 2025 + 20 weeks = Wed 30 Jul 2025"
    )
    assert counted("ar-subsequent", "2024-11-25").working == (
        "Mon 25 Nov 2024 + 12 months, that day counted = Mon 24 Nov 2025"
    )
    assert counted("ar-notice", "2026-04-24").working == (
        "Fri 24 Apr 2026 - 2 clear weeks = Thu 9 Apr 2026"
    )


def test_the_working_says_that_an_end_rolled() -> None:
    assert counted("ftt-appeal-1m", "2025-11-29").working == (
        "Sat 29 Nov 2025 + 1 month = Mon 29 Dec 2025, so Fri 2 Jan 2026, the next working day"
    )
    assert counted("ftt-directions", "2026-08-14").working == (
        "the day the document names = Fri 14 Aug 2026"
    )


@pytest.mark.parametrize("rule", ["ar-first", "ar-subsequent"])
def test_the_commonly_quoted_anniversary_is_in_the_note(rule: str) -> None:
    assert "anniversary" in (BOOK[rule].note or "")
