"""Ceasing a plan, and direct payments."""

import pytest

from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case
from send_cli.domain.ceased import kept_until, open_appeal
from send_cli.domain.clock import case_deadlines
from send_cli.domain.deadline import Closing, Status
from send_cli.domain.step import Step
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS
from tests.conftest import Lists, Send

from .history import clock, clocks, day, events, running, status

PLAN = "final-plan-sent 2024-03-01"
CEASE = f"{PLAN}; review-cease 2026-02-02"


def asked(history: str, on: str) -> list[str]:
    """Return the lines of the day's list that ask for a date."""
    case = Case("A1", {}, tuple(events(history)))
    found = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS).actions(
        case, case_deadlines(case, BOOK), day(on)
    )
    return [action.text for action in found if action.status is Status.UNDATED]


def test_a_plan_may_not_be_ceased_before_the_time_to_appeal_has_passed() -> None:
    assert clock(CEASE, "cease-effective").not_before == day("2026-04-03")
    assert clock(f"{CEASE}; plan-ceased 2026-04-02", "cease-effective").too_soon
    assert not clock(f"{CEASE}; plan-ceased 2026-04-03", "cease-effective").too_soon


@pytest.mark.parametrize(
    ("sent", "not_before"),
    [
        # Two months end on Good Friday, in August, on 25 December, and on New Year's Day.
        ("2026-02-03", "2026-04-08"),
        ("2026-06-15", "2026-09-02"),
        ("2026-10-25", "2027-01-05"),
        ("2025-11-01", "2026-01-03"),
    ],
)
def test_the_tribunals_holidays_lengthen_the_appeal_window(sent: str, not_before: str) -> None:
    history = f"{PLAN}; cease-notice-sent {sent}"
    assert clock(history, "cease-effective").not_before == day(not_before)


def test_a_later_month_from_a_mediation_certificate_keeps_the_plan_longer() -> None:
    history = f"{PLAN}; cease-notice-sent 2026-02-02; mediation-certificate 2026-03-20"
    assert clock(history, "cease-effective-certificate").not_before == day("2026-04-21")
    early = clock(f"{history}; plan-ceased 2026-04-20", "cease-effective-certificate")
    assert early.too_soon
    late = clock(f"{history}; plan-ceased 2026-04-21", "cease-effective-certificate")
    assert not late.too_soon


@pytest.mark.parametrize(
    "history",
    [
        # A month that ends before the two months, and certificates of other decisions.
        f"{PLAN}; cease-notice-sent 2026-02-02; mediation-certificate 2026-02-20",
        f"{PLAN}; mediation-certificate 2026-03-20",
        f"{CEASE}; review-maintain 2026-03-02; mediation-certificate 2026-03-20",
    ],
)
def test_an_earlier_month_or_another_certificate_does_not(history: str) -> None:
    assert clocks(history, "cease-effective-certificate") == []


def test_the_window_runs_from_the_notice_where_it_was_sent_after_the_decision() -> None:
    decided, sent = clocks(f"{CEASE}; cease-notice-sent 2026-02-16", "cease-effective")
    assert decided.closing is Closing.REPLACED
    assert sent.due == day("2026-04-16")


def test_a_cease_notice_stops_no_review_clock() -> None:
    history = f"{PLAN}; review-maintain 2025-12-01; cease-notice-sent 2026-02-02"
    at_work = {"ar-subsequent", "cease-effective"}
    familys_time = {"med-contact", "ftt-appeal-2m"}
    assert running(history, "2026-02-02") == at_work | familys_time


def test_a_plan_kept_after_all_ends_the_window() -> None:
    history = f"{CEASE}; review-maintain 2026-03-02"
    assert clock(history, "cease-effective").closing is Closing.ENDED


def test_ceasing_too_soon_is_said_when_it_is_recorded(send: Send, lists: Lists) -> None:
    rows = ["ref,event,date", "C9,final-plan-sent,03/11/2024", "C9,cease-notice-sent,02/02/2026"]
    assert send("import", lists(*rows)).code == 0
    said = send("record C9 plan-ceased 2026-03-02")
    assert "TOO SOON: the family had until Thu 2 Apr 2026" in said.out


def test_a_plan_ended_before_the_appeal_was_determined_is_asked_about() -> None:
    # Children and Families Act 2014, s 45(4): kept "until ... the appeal has been determined".
    ceased = f"{CEASE}; appeal-registered 2026-03-10; plan-ceased 2026-05-01"
    assert "Find the date on which the appeal was over" in asked(ceased, "2026-05-02")
    assert not asked(f"{ceased}; order-to-cease 2026-05-04", "2026-05-05")
    decided = f"{CEASE}; appeal-registered 2026-03-10; appeal-withdrawn 2026-04-20"
    assert not asked(f"{decided}; plan-ceased 2026-05-01", "2026-05-02")
    assert not asked(f"{CEASE}; plan-ceased 2026-05-01", "2026-05-02")
    contents = f"{PLAN}; appeal-registered 2024-04-10; review-cease 2026-02-02"
    assert not asked(f"{contents}; plan-ceased 2026-05-01", "2026-05-02")


def test_a_plan_is_ceased_immediately_where_the_appeal_is_dismissed() -> None:
    # SEND Regulations 2014, reg 44(2)(a): "cease to maintain the EHC Plan immediately".
    ordered = f"{CEASE}; appeal-registered 2026-03-10; order-to-cease 2026-06-01"
    assert asked(ordered, "2026-06-01") == ["Find the date: plan ceased"]
    assert not asked(f"{ordered}; plan-ceased 2026-06-02", "2026-06-02")


def test_a_plan_ended_too_soon_leaves_the_family_their_two_months_for_mediation() -> None:
    ended = f"{CEASE}; plan-ceased 2026-02-20"
    assert {"med-contact", "ftt-appeal-2m"} <= running(ended, "2026-03-02")


def test_direct_payments_are_reviewed_within_their_first_three_months() -> None:
    history = f"{PLAN}; direct-payments-started 2026-01-05"
    assert clock(history, "dp-first-review").due == day("2026-04-04")
    assert status(history, "dp-first-review", "2026-04-05") is Status.BREACHED
    later = f"{history}; direct-payments-reviewed 2026-03-02; direct-payments-started 2026-09-01"
    assert len(clocks(later, "dp-first-review")) == 1


def test_direct_payments_that_stop_need_no_review_and_begin_anew() -> None:
    history = f"{PLAN}; direct-payments-started 2026-01-05; direct-payments-stopped 2026-02-02"
    assert clock(history, "dp-first-review").closing is Closing.ENDED
    assert len(clocks(f"{history}; direct-payments-started 2026-09-01", "dp-first-review")) == 2


def test_a_review_looks_at_direct_payments_only_where_there_are_some() -> None:
    def listed(history: str) -> set[str]:
        return {rule.id for rule in BOOK.checklist(Step.HOLD_REVIEW, events(history))}

    assert "dp-ongoing" not in listed(PLAN)
    assert "dp-ongoing" in listed(f"{PLAN}; direct-payments-started 2026-01-05")


def test_direct_payments_are_recorded_after_a_plan(send: Send) -> None:
    send("new P1")
    assert send("record P1 direct-payments-started 2026-02-02").code == 2
    send("record P1 moved-in 2026-01-05")
    assert "started  dp-first-review" in send("record P1 direct-payments-started 2026-02-02").out
    assert "stopped  dp-first-review" in send("record P1 direct-payments-reviewed").out


def test_every_step_that_can_be_late_has_its_weight_and_its_effort() -> None:
    owed = {rule.step for rule in BOOK.rules if rule.makes_deadlines and not rule.is_window}
    assert owed <= set(WEIGHTS.stakes)
    assert owed <= set(EFFORT)


# A plan that ended while it could be, or was, appealed against: s 45(4)

NOTICE = "final-plan-sent 2024-07-01; cease-notice-sent 2026-01-12"
WITHDRAWN = "appeal-withdrawn 2026-02-27"


@pytest.mark.parametrize(
    ("history", "on", "appeal"),
    [
        (f"{NOTICE}; appeal-registered 2026-02-02; plan-ceased 2026-02-20", "2026-03-02", True),
        (f"{NOTICE}; plan-ceased 2026-02-20; appeal-registered 2026-03-12", "2026-03-12", True),
        # Ceased on the first day on which it could be; the appeal came after.
        (f"{NOTICE}; plan-ceased 2026-03-13; appeal-registered 2026-03-14", "2026-03-20", False),
        (
            f"{NOTICE}; appeal-registered 2026-02-02; plan-ceased 2026-02-20; {WITHDRAWN}",
            "2026-03-02",
            False,
        ),
        (f"{NOTICE}; appeal-registered 2026-02-02", "2026-03-02", False),
    ],
)
def test_an_appeal_that_was_open_when_the_plan_ended_is_known(
    history: str, on: str, appeal: bool
) -> None:
    assert (open_appeal(events(history), day(on), BOOK) is not None) is appeal


def test_the_plan_is_kept_for_the_longer_of_the_two_times_to_appeal() -> None:
    ended = f"{NOTICE}; plan-ceased 2026-02-20"
    assert kept_until(events(ended), day("2026-03-02"), BOOK) == day("2026-03-12")
    certified = f"{NOTICE}; mediation-certificate 2026-02-18; plan-ceased 2026-02-20"
    assert kept_until(events(certified), day("2026-03-02"), BOOK) == day("2026-03-18")
    lawful = f"{NOTICE}; plan-ceased 2026-03-13"
    assert kept_until(events(lawful), day("2026-03-20"), BOOK) is None


def test_a_plan_that_ended_too_soon_is_kept_on_the_list_while_it_can_be_appealed_against() -> None:
    ended = f"{NOTICE}; plan-ceased 2026-02-20"
    assert asked(ended, "2026-03-12") == ["Keep the plan until the end of Thu 12 Mar 2026"]
    assert asked(ended, "2026-03-13") == []


def test_recording_the_end_of_a_plan_says_that_an_appeal_is_open(send: Send) -> None:
    send("new A1")
    for event in (
        "request-received 2024-03-04",
        "final-plan-sent 2024-07-01",
        "cease-notice-sent 2025-12-01",
        "appeal-registered 2026-01-20",
    ):
        assert send(f"record A1 {event}").code == 0
    said = send("record A1 plan-ceased 2026-02-20")
    assert "TOO SOON: the appeal of Tue 20 Jan 2026 is not over on record" in said.out
    page = send("explain A1")
    assert "We have no record that it is over." in page.out
    assert "the plan should not have come to an end" in page.out
    assert send("explain A1 --json").document["appeal_open"] == "2026-01-20"
    assert any("the appeal was over" in row[6] for row in send("today").rows)
    send("record A1 appeal-withdrawn 2026-02-18")
    assert "We have no record that it is over." not in send("explain A1").out
