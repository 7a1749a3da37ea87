"""The order of the day's list."""

from datetime import date
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.domain.action import Action, Lane
from send_cli.domain.case import Case
from send_cli.domain.day_list import DayList, day_list
from send_cli.domain.deadline import Status
from send_cli.domain.rule import Actor
from send_cli.domain.triage import Reason

TODAY = date(2026, 3, 2)
LIFTED = "lifted: one {} in every five"


def line(lane: Lane, points: int, ref: str) -> Action:
    status = Status.BREACHED if lane is Lane.REPAIR else Status.DUE_SOON
    reasons = (Reason(points, "at stake"),)
    return Action(Case(ref, {}), "Do it", lane, status, Actor.AUTHORITY, reasons)


def lines(save: list[int], repair: list[int]) -> list[Action]:
    found = [line(Lane.SAVE, points, f"S{n:02}") for n, points in enumerate(save)]
    return [*found, *(line(Lane.REPAIR, points, f"R{n:02}") for n, points in enumerate(repair))]


def refs(ranked: DayList) -> list[str]:
    return [action.case.ref for action in ranked.ranked]


def is_lifted(action: Action) -> bool:
    return action.reasons[-1] == Reason(0, LIFTED.format(action.lane))


def test_the_lanes_are_merged_by_score() -> None:
    merged = day_list(lines([500, 300], [400, 200]), TODAY)
    assert refs(merged) == ["S00", "R00", "S01", "R01"]
    assert not any(is_lifted(action) for action in merged.ranked)


def test_after_four_of_one_lane_comes_the_other() -> None:
    merged = day_list(lines([100, 90], [900] * 9), TODAY)
    assert refs(merged) == [
        *("R00", "R01", "R02", "R03", "S00"),
        *("R04", "R05", "R06", "R07", "S01"),
        "R08",
    ]


def test_a_lifted_line_says_so_with_no_points() -> None:
    merged = day_list(lines([900] * 5, [100]), TODAY)
    (lifted,) = (action for action in merged.ranked if is_lifted(action))
    assert lifted.reasons[-1] == Reason(0, "lifted: one repair in every five")
    assert (refs(merged).index("R00"), lifted.score) == (4, 100)


def test_a_line_whose_turn_it_is_by_score_is_not_lifted() -> None:
    merged = day_list(lines([900, 800, 700, 600], [500]), TODAY)
    assert not any(is_lifted(action) for action in merged.ranked)


def test_a_tie_goes_to_the_lower_reference() -> None:
    tied = [line(Lane.SAVE, 100, "B2"), line(Lane.REPAIR, 100, "A1"), line(Lane.SAVE, 100, "A0")]
    assert refs(day_list(tied, TODAY)) == ["A0", "A1", "B2"]


def test_steady_and_waiting_are_kept_out_of_the_ranking() -> None:
    found = day_list([line(Lane.STEADY, 999, "A1"), line(Lane.WAITING, 999, "B2")], TODAY)
    assert (found.ranked, len(found.steady), len(found.waiting)) == ((), 1, 1)


SCORES = st.lists(st.integers(0, 900), max_size=25)
quick = settings(deadline=None, max_examples=150)


@quick
@given(SCORES, SCORES)
def test_neither_lane_starves_the_other(save: list[int], repair: list[int]) -> None:
    merged = [action.lane for action in day_list(lines(save, repair), TODAY).ranked]
    for start in range(len(merged) - 4):
        run, rest = set(merged[start : start + 5]), set(merged[start:])
        assert len(run) == len(rest)


@quick
@given(SCORES, SCORES)
def test_the_list_holds_every_line_once_and_each_lane_in_its_order(
    save: list[int], repair: list[int]
) -> None:
    merged = day_list(lines(save, repair), TODAY)
    assert sorted(refs(merged)) == sorted(action.case.ref for action in lines(save, repair))
    for lane, scores in ((Lane.SAVE, save), (Lane.REPAIR, repair)):
        of_lane = [action.score for action in merged.ranked if action.lane is lane]
        assert of_lane == sorted(scores, reverse=True)


@quick
@given(SCORES, SCORES)
def test_only_a_line_out_of_its_turn_is_lifted(save: list[int], repair: list[int]) -> None:
    merged = day_list(lines(save, repair), TODAY).ranked
    for action, after in pairwise(merged):
        assert is_lifted(action) or action.score >= after.score or is_lifted(after)
        assert not is_lifted(after) or after.lane is not action.lane


@quick
@given(SCORES, SCORES, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_input(
    save: list[int], repair: list[int], shuffler: Random
) -> None:
    found = lines(save, repair)
    shuffled = list(found)
    shuffler.shuffle(shuffled)
    assert day_list(shuffled, TODAY) == day_list(found, TODAY)


def test_the_counts_are_of_ranked_actions() -> None:
    found = day_list(lines([5, 4], [3]), TODAY)
    assert (found.due_soon, len(found.breached)) == (2, 1)
