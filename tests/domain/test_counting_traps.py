"""The ten things most likely to be counted wrongly: a test for each, in the order of the law."""

from datetime import date

import pytest

from send_cli.domain.deadline import Status
from send_cli.rules import BOOK

from .history import clock, clocks, day

REFUSED = "request-received 2026-01-05; assessment-refused 2026-02-10"
APPEAL = "appeal-registered 2026-07-20"


def counted(rule: str, start: str) -> date:
    """When a rule is due, counted from a day."""
    found = BOOK.reckoning(BOOK[rule], day(start))
    assert found is not None
    return found.due


@pytest.mark.parametrize(
    ("rule", "due"), [("ehcna-no-plan", "2025-07-23"), ("ehcp-final", "2025-08-20")]
)
def test_weeks_keep_the_weekday_for_the_day_of_receipt_is_day_nought(rule: str, due: str) -> None:
    # The dates of R (JSC) v Cambridgeshire [2026] EWHC 68, for a request of 2 April 2025.
    one = clock("request-received 2025-04-02", rule)
    assert one.due == day(due)
    assert one.due.weekday() == day("2025-04-02").weekday()


def test_fifteen_days_beginning_with_the_day_count_it() -> None:
    draft = clock("draft-sent 2026-03-02", "ehcp-draft-representations")
    notice = clock("amendment-notice-sent 2026-03-02", "ar-amend-reps")
    assert draft.due == notice.due == day("2026-03-16")
    # And fifteen working days, Mon 2 to Fri 20 March: St Patrick's Day is one in England.
    assert counted("move-transfer-late", "2026-03-02") == day("2026-03-20")


def test_before_15_february_and_31_march_is_the_day_before() -> None:
    assert counted("phase-other", "2026-09-01") == day("2026-02-14")
    assert counted("phase-sec-to-post16", "2026-09-01") == day("2026-03-30")


def test_the_review_clock_stops_at_the_decision_and_not_at_the_meeting() -> None:
    met = "final-plan-sent 2025-01-06; review-meeting 2025-12-15"
    assert clock(met, "ar-first").status(day("2026-01-06")) is Status.BREACHED
    decided = clocks(f"{met}; review-maintain 2026-01-02", "ar-first")
    assert decided[0].done_on == day("2026-01-02")
    # Twelve months again, from the decision.
    again = clock(f"{met}; review-maintain 2026-01-02", "ar-subsequent")
    assert again.due == day("2027-01-01")


def test_the_notice_of_changes_is_due_in_four_weeks_and_the_plan_in_twelve() -> None:
    # R (L) v Devon [2022] EWHC 493: four from the meeting, eight from the notice.
    met = "review-meeting 2026-03-02; review-amend 2026-03-20"
    assert clock(met, "ar-amendment-notice").due == day("2026-03-30")
    assert clock(met, "ar-amend-final-longstop").due == day("2026-05-25")
    early = clock(f"{met}; amendment-notice-sent 2026-03-23", "ar-amend-final")
    assert early.due == day("2026-05-18")


def test_a_reversed_refusal_is_not_a_new_twenty_weeks() -> None:
    for agreed in ("assessment-agreed 2026-06-01", "change-of-mind 2026-06-01"):
        again = clocks(f"{REFUSED}; {agreed}", "ehcp-final")[-1]
        assert (again.due, again.opens_on) == (day("2026-05-25"), day("2026-06-01"))
        assert again.status(day("2026-06-01")) is Status.BREACHED


def test_reg_45_is_not_counted_by_its_text_of_2014() -> None:
    # "4 weeks ... 4 weeks ... 2 weeks" until March 2015; then 2, 10 and 14, 5, 2, 5 and 11.
    weeks = {
        rule.id: rule.versions[-1].length.words
        for rule in BOOK.rules
        if rule.id.startswith("r45-") and rule.versions[-1].length
    }
    assert weeks == {
        "r45-assess-notify": "2 weeks",
        "r45-assess-no-plan": "10 weeks",
        "r45-assess-final": "14 weeks",
        "r45-contents": "5 weeks",
        "r45-school": "2 weeks",
        "r45-refuse-plan-draft": "5 weeks",
        "r45-refuse-plan-final": "11 weeks",
        "r45-cease-amend": "5 weeks",
    }


def test_exceptions_are_not_interchangeable() -> None:
    away = "exception 2026-07-01 away-two-weeks"
    assert clock(f"order-to-assess 2026-06-01; {away}", "r44-assess-final").ground
    assert clock(f"unopposed-plan 2026-06-01; {away}", "r45-refuse-plan-final").ground
    assert not clock(f"request-received 2026-06-01; {away}", "ehcp-final").ground
    assert not clock(f"advice-requested 2026-06-01 ep; {away}", "ehcna-advice-return").ground


def test_the_tribunals_holidays_stop_only_the_tribunals_clocks() -> None:
    # Thirty working days and twenty-eight days that leave August out ...
    assert clock(APPEAL, "ftt-la-response").due == day("2026-09-29")
    assert clock(f"{APPEAL}; appeal-dismissed 2026-07-27", "ftt-permission-ut").due == day(
        "2026-09-24"
    )
    # ... and weeks, months and working days that run through it.
    assert clock("order-to-assess 2026-07-20", "r44-assess-final").due == day("2026-10-26")
    assert clock("order-to-amend 2026-07-24", "r44-amend-content").due == day("2026-08-28")
    assert clock("assessment-refused 2026-06-10", "med-contact").due == day("2026-08-10")
    assert clock("mediation-declined 2026-08-03", "med-cert-no-mediation").due == day("2026-08-06")
    assert clock("request-received 2026-07-20", "ehcp-final").due == day("2026-12-07")


def test_a_working_day_of_foi_is_none_on_a_bank_holiday_anywhere_in_the_uk() -> None:
    # 17 March 2026 is St Patrick's Day: a bank holiday in Northern Ireland alone.
    assert counted("foi", "2026-03-02") == day("2026-03-31")
