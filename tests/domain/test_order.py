"""Orders that cannot be: a step dated before what it follows, whatever the cycles."""

import pytest

from send_cli.domain.event import Event, EventKind
from send_cli.domain.order import SAME_REVIEW_DAYS, impossible_orders, order_sentence

from .history import day, events

REVIEW = "final-plan-sent 2024-03-01; review-meeting 2025-01-10; review-amend 2025-02-01"


def pairs(history: str) -> list[tuple[str, str]]:
    return [
        (step.kind.value, other.kind.value) for step, other in impossible_orders(events(history))
    ]


@pytest.mark.parametrize(
    ("step", "follows"),
    [
        ("final-plan-sent 2025-12-01", "request-received 2026-01-05"),
        ("assessment-agreed 2025-12-01", "request-received 2026-01-05"),
        ("advice-requested 2025-12-01", "request-received 2026-01-05"),
        ("plan-agreed 2025-12-01", "request-received 2026-01-05"),
        ("draft-sent 2025-12-01", "request-received 2026-01-05"),
        ("advice-received 2026-02-01", "advice-requested 2026-02-16"),
        ("advice-received 2026-02-01 ep", "advice-requested 2026-02-16 ep"),
        ("consultation-reply 2026-02-01 hill", "consultation-sent 2026-02-16 hill"),
        ("final-plan-sent 2026-02-01", "draft-sent 2026-02-16"),
        ("draft-served 2026-02-01", "draft-sent 2026-02-16"),
        ("reassessment-agreed 2026-02-01", "reassessment-requested 2026-02-16"),
        ("review-decision 2026-02-01", "review-meeting 2026-02-16"),
        ("review-maintain 2026-02-01", "review-meeting 2026-02-16"),
        ("review-report-received 2026-02-01", "review-meeting 2026-02-16"),
        ("amended-plan-sent 2026-02-01", "amendment-notice-sent 2026-02-16"),
        ("decided-not-to-amend 2026-02-01", "amendment-notice-sent 2026-02-16"),
        ("amendment-notice-served 2026-02-01", "amendment-notice-sent 2026-02-16"),
        ("plan-ceased 2026-02-01", "final-plan-sent 2026-02-16"),
        ("cease-notice-sent 2026-02-01", "final-plan-sent 2026-02-16"),
    ],
)
def test_a_step_before_what_it_follows_is_impossible(step: str, follows: str) -> None:
    kinds = (step.split()[0], follows.split()[0])
    assert pairs(f"{step}; {follows}") == [kinds]
    assert pairs(f"{follows}; {step}") == [kinds]


@pytest.mark.parametrize("other", ["", " ep"])
def test_of_one_day_nothing_is_impossible(other: str) -> None:
    assert pairs(f"advice-received 2026-02-01{other}; advice-requested 2026-02-01{other}") == []
    assert pairs("final-plan-sent 2026-02-01; request-received 2026-02-01") == []


def test_the_steps_of_a_request_in_their_order_are_possible() -> None:
    history = (
        "request-received 2025-09-01; assessment-agreed 2025-10-01; advice-requested 2025-10-01;"
        "advice-received 2025-11-01; plan-agreed 2025-11-20; draft-sent 2025-12-01;"
        "final-plan-sent 2026-01-10; review-meeting 2027-01-04; review-amend 2027-01-20;"
        "amendment-notice-sent 2027-01-20; amended-plan-sent 2027-03-01; plan-ceased 2028-07-01"
    )
    assert pairs(history) == []


def test_one_wrong_date_is_told_once() -> None:
    history = (
        "request-received 2026-09-01; assessment-agreed 2025-10-01; advice-requested 2025-10-01;"
        "draft-sent 2025-12-01; final-plan-sent 2026-01-10"
    )
    assert pairs(history) == [("final-plan-sent", "request-received")]


@pytest.mark.parametrize(
    "history",
    [
        # A second request, the first of which is no longer in the list.
        "assessment-refused 2025-03-01; request-received 2025-09-01",
        "plan-refused 2025-03-01; assessment-agreed 2025-01-10; request-received 2025-09-01",
        "assessment-agreed 2025-01-10; request-withdrawn 2025-02-01; request-received 2025-09-01",
        "final-plan-sent 2023-03-01; plan-ceased 2024-07-01; request-received 2025-09-01",
        "final-plan-sent 2023-03-01; moved-out 2024-07-01; request-received 2025-09-01",
        # The plan was reviewed before the request: it is an older plan.
        f"{REVIEW}; request-received 2025-09-01",
        # A second plan, and the request it came of.
        "final-plan-sent 2023-03-01; request-received 2025-09-01; final-plan-sent 2026-01-10",
        # Another authority's steps, before the case was taken over.
        "assessment-agreed 2025-12-01; became-responsible 2026-01-05",
        "final-plan-sent 2023-12-01; moved-in 2026-01-05",
        "became-responsible 2025-10-01; assessment-agreed 2025-12-01; request-received 2026-01-05",
        # A reassessment has a plan before it.
        "final-plan-sent 2023-12-01; draft-sent 2023-10-01; reassessment-requested 2026-01-05",
        "reassessment-agreed 2025-01-05; final-plan-sent 2025-06-01; request-received 2025-09-01",
        # A draft of an amended plan.
        f"{REVIEW}; draft-sent 2025-03-01",
        # Advice in two rounds, of which the first was asked for.
        "advice-requested 2026-01-05; advice-received 2026-01-20; advice-requested 2026-02-16",
        # Advice of two advisers.
        "advice-received 2026-02-01 ep; advice-requested 2026-02-16 health",
        # Last year's decision and this year's meeting, of which a list holds the latest.
        "review-decision 2025-02-01; review-meeting 2026-01-10",
        f"review-report-received {day('2025-02-01')}; review-meeting 2026-01-10",
        f"amended-plan-sent 2025-01-09; {REVIEW}; amendment-notice-sent 2025-02-10",
        # A plan that ended, and a new one.
        "plan-ceased 2024-07-01; request-received 2025-09-01; final-plan-sent 2026-01-10",
        "moved-in 2023-01-01; plan-ceased 2024-07-01; final-plan-sent 2026-01-10",
    ],
)
def test_where_the_cycles_make_sense_of_it_nothing_is_impossible(history: str) -> None:
    assert pairs(history) == []


@pytest.mark.parametrize(("days", "impossible"), [(SAME_REVIEW_DAYS, 1), (SAME_REVIEW_DAYS + 1, 0)])
def test_a_meeting_soon_after_the_decision_is_the_one_it_was_about(
    days: int, impossible: int
) -> None:
    meeting = day("2026-01-01").fromordinal(day("2026-01-01").toordinal() + days)
    assert len(pairs(f"review-maintain 2026-01-01; review-meeting {meeting}")) == impossible


def test_a_booked_meeting_has_not_happened() -> None:
    booked = Event(EventKind.REVIEW_MEETING, day("2026-03-10"), booked=True)
    assert impossible_orders([*events("review-decision 2026-03-01"), booked]) == []


def test_the_sentence_names_both_dates() -> None:
    ((step, other),) = impossible_orders(
        events("final-plan-sent 2025-12-01; request-received 2026-01-05")
    )
    assert order_sentence(step, other) == (
        "final plan sent on Mon 1 Dec 2025 is before request received on Mon 5 Jan 2026"
    )


def test_no_events_are_in_order() -> None:
    assert impossible_orders([]) == []
