"""The gates of a draft: advice, views and quality assurance, in the cycle that runs."""

from collections.abc import Sequence

import pytest

from send_cli.domain.action import Action, Lane
from send_cli.domain.agenda import Judgement
from send_cli.domain.case import Case
from send_cli.domain.clock import deadlines
from send_cli.domain.drafting import AMENDMENT, FIRST_PLAN, Drafting, drafting
from send_cli.domain.event import EventKind
from send_cli.domain.step import Step
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS

from .history import day, events

AGREED = "request-received 2026-01-05; assessment-agreed 2026-02-10"
ASKED = f"{AGREED}; advice-requested 2026-02-16 ep; advice-requested 2026-02-16 health"
DRAFTED = f"{AGREED}; plan-agreed 2026-04-10; draft-sent 2026-04-13"
AMENDING = "final-plan-sent 2025-03-10; review-meeting 2026-02-02; review-amend 2026-02-20"
JUDGEMENT = Judgement(BOOK, WEIGHTS, EFFORT, STANDARDS)


def gates(history: str, on: str) -> Drafting:
    happened = events(history)
    found = drafting(happened, deadlines(happened, BOOK), day(on))
    assert found is not None
    return found


def is_drafting(history: str, on: str) -> bool:
    return drafting(events(history), (), day(on)) is not None


def actions(history: str, on: str) -> Sequence[Action]:
    happened = events(history)
    case = Case("A1", {}, tuple(happened))
    return JUDGEMENT.actions(case, deadlines(happened, BOOK), day(on))


def line(history: str, on: str, step: Step) -> Action:
    return next(action for action in actions(history, on) if action.step is step)


def sentences(action: Action) -> list[str]:
    return [reason.sentence for reason in action.reasons]


# The cycle


@pytest.mark.parametrize(
    ("history", "on", "is_open"),
    [
        ("request-received 2026-01-05", "2026-02-09", False),
        (AGREED, "2026-02-09", False),
        (AGREED, "2026-02-10", True),
        ("request-received 2026-01-05; advice-requested 2026-02-12 ep", "2026-02-12", True),
        (f"{AGREED}; final-plan-sent 2026-05-20", "2026-05-20", False),
        (f"{AGREED}; plan-refused 2026-04-10", "2026-04-11", False),
        (f"{AGREED}; plan-refused 2026-04-10; plan-agreed 2026-06-01", "2026-06-01", True),
        (f"{AGREED}; request-withdrawn 2026-03-01", "2026-03-01", False),
        (AMENDING, "2026-02-19", False),
        (AMENDING, "2026-02-20", True),
        (f"{AMENDING}; amended-plan-sent 2026-04-01", "2026-04-01", False),
        (f"{AMENDING}; decided-not-to-amend 2026-04-01", "2026-04-01", False),
        ("final-plan-sent 2025-03-10; review-maintain 2026-02-20", "2026-03-01", False),
        # Advice asked for at a review opens no first plan.
        ("final-plan-sent 2025-03-10; advice-requested 2026-02-01 ep", "2026-03-01", False),
    ],
)
def test_a_plan_is_drafted_from_the_agreement_until_it_is_sent(
    history: str, on: str, is_open: bool
) -> None:
    assert is_drafting(history, on) is is_open


def test_each_cycle_has_its_own_steps() -> None:
    assert gates(AGREED, "2026-03-01").steps == FIRST_PLAN
    assert gates(AMENDING, "2026-03-01").steps == AMENDMENT
    assert gates(AMENDING, "2026-03-01").since == day("2026-02-20")


def test_what_was_gathered_for_an_earlier_plan_is_not_counted() -> None:
    earlier = (
        "request-received 2024-01-05; assessment-agreed 2024-02-10; "
        "advice-requested 2024-02-12 ep; views-received 2024-02-13; qa-sent 2024-05-01; "
        "qa-passed 2024-05-02; final-plan-sent 2024-05-20"
    )
    now = gates(f"{earlier}; reassessment-agreed 2026-02-10", "2026-03-01")
    assert (now.advice, now.views_on, now.qa) == ((), None, None)


def test_a_refusal_that_is_reversed_keeps_the_advice() -> None:
    reversed_ = f"{ASKED}; plan-refused 2026-04-10; plan-agreed 2026-06-01"
    assert [one.of for one in gates(reversed_, "2026-06-02").advice] == ["ep", "health"]


# Advice and views


def test_advice_counts_by_whom_it_was_asked_of() -> None:
    found = gates(f"{ASKED}; advice-received 2026-03-10 health", "2026-03-31")
    assert [(one.of, one.came_on) for one in found.advice] == [
        ("ep", None),
        ("health", day("2026-03-10")),
    ]
    (missing,) = found.missing
    assert (missing.due, missing.is_late(day("2026-03-31"))) == (day("2026-03-30"), True)
    assert not missing.is_late(day("2026-03-30"))


def test_advice_that_comes_after_the_draft_is_in() -> None:
    history = f"{ASKED}; draft-sent 2026-04-20; advice-received 2026-04-28 ep"
    assert [one.of for one in gates(history, "2026-04-27").missing] == ["ep", "health"]
    assert [one.of for one in gates(history, "2026-04-28").missing] == ["health"]


def test_advice_asked_for_again_is_missing_again() -> None:
    history = (
        f"{AGREED}; advice-requested 2026-02-16 ep; advice-received 2026-03-10 ep; "
        "advice-requested 2026-03-20 ep"
    )
    (missing,) = gates(history, "2026-03-21").missing
    assert missing.asked_on == day("2026-03-20")


def test_views_given_with_the_request_count() -> None:
    history = f"views-received 2026-01-05; {AGREED}"
    assert gates(history, "2026-03-01").views_on == day("2026-01-05")
    assert gates(AGREED, "2026-03-01").views_on is None


def test_a_line_says_how_much_advice_is_in_and_whose_is_late() -> None:
    decide = line(f"{ASKED}; advice-received 2026-03-10 health", "2026-03-31", Step.DECIDE_PLAN)
    said = next(reason for reason in decide.reasons if reason.sentence.startswith("advice"))
    assert said == (0, "advice: 1 of 2 in; ep is late", "advice 1 of 2 in, ep late")
    early = line(ASKED, "2026-03-02", Step.DECIDE_PLAN)
    assert sentences(early)[-1] == (
        "advice: 0 of 2 in; ep due Mon 30 Mar 2026; health due Mon 30 Mar 2026"
    )


def test_a_case_without_advice_or_checks_says_nothing_of_them() -> None:
    words = " ".join(sentences(line(AGREED, "2026-03-31", Step.DECIDE_PLAN)))
    assert "advice:" not in words
    assert "quality assurance" not in words


# Quality assurance


def test_quality_assurance_stands_as_its_last_event_says() -> None:
    history = f"{DRAFTED}; qa-sent 2026-04-20; qa-returned 2026-04-22; qa-sent 2026-04-23"
    assert gates(history, "2026-04-20").qa is EventKind.QA_SENT
    assert gates(history, "2026-04-22").qa is EventKind.QA_RETURNED
    again = gates(history, "2026-04-23")
    assert again.qa is EventKind.QA_SENT
    assert again.qa_days == {
        EventKind.QA_SENT: day("2026-04-23"),
        EventKind.QA_RETURNED: day("2026-04-22"),
    }


def safe_start(history: str, on: str, step: Step) -> str:
    return next(text for text in sentences(line(history, on, step)) if "start by" in text)


@pytest.mark.parametrize(
    ("history", "on", "step", "before", "after"),
    [
        # Fri 22 May is the last working day before the twenty weeks end; five days for checking.
        (DRAFTED, "2026-04-22", Step.SEND_FINAL, "Fri 15 May 2026", "Fri 22 May 2026"),
        # Eight weeks end on Sat 18 April; five days before the Friday is a Sunday.
        (
            f"{AMENDING}; amendment-notice-sent 2026-02-21",
            "2026-02-22",
            Step.SEND_AMENDED_PLAN,
            "Fri 10 Apr 2026",
            "Fri 17 Apr 2026",
        ),
    ],
)
def test_a_plan_that_passed_needs_the_days_of_checking_no_more(
    history: str, on: str, step: Step, before: str, after: str
) -> None:
    sent = f"{history}; qa-sent {on}"
    assert safe_start(sent, on, step).endswith(before)
    assert safe_start(f"{sent}; qa-passed {on}", on, step).endswith(after)


def test_work_with_quality_assurance_says_since_when() -> None:
    said = sentences(line(f"{DRAFTED}; qa-sent 2026-04-20", "2026-04-22", Step.SEND_FINAL))
    assert "with quality assurance since Mon 20 Apr 2026" in said


def test_returned_work_comes_back_on_the_list_with_points() -> None:
    away = line(f"{DRAFTED}; qa-sent 2026-04-20", "2026-04-22", Step.SEND_FINAL)
    history = f"{DRAFTED}; qa-sent 2026-04-20; qa-returned 2026-04-22"
    back = line(history, "2026-04-22", Step.SEND_FINAL)
    assert (away.lane, back.lane) == (Lane.STEADY, Lane.SAVE)
    assert back.score == away.score + WEIGHTS.returned
    assert "returned by quality assurance on Wed 22 Apr 2026: mend it" in sentences(back)


@pytest.mark.parametrize("last", ["qa-sent", "qa-returned", "qa-passed"])
def test_quality_assurance_neither_hides_nor_delays_a_duty(last: str) -> None:
    history = f"{DRAFTED}; qa-sent 2026-05-18; {last} 2026-05-19"
    late = line(history, "2026-05-26", Step.SEND_FINAL)
    assert late.is_breached
    assert late.due == line(DRAFTED, "2026-05-26", Step.SEND_FINAL).due
