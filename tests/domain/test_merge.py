"""How a list is merged with what is held."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.domain.case import Case, Field, Unread
from send_cli.domain.change import MISSING_SINCE, NEW_CASE, Change
from send_cli.domain.event import Event, EventKind
from send_cli.domain.merge import ListedCase, Merge, heading_of, merge, merged

from .history import day, events

FILE = "caseload.csv"
TODAY = date(2026, 3, 2)


def listed(history: str = "", ref: str = "A1", row: int = 2, **facts: str) -> ListedCase:
    return ListedCase(ref, (row,), _facts(facts), tuple(events(history)) if history else (), ())


def held(history: str = "", ref: str = "A1", **facts: str) -> Case:
    return Case(ref, _facts(facts), tuple(events(history)) if history else ())


def _facts(facts: dict[str, str]) -> dict[Field, str]:
    return {Field(name): text for name, text in facts.items()}


def after(before: Case | None, changes: Iterable[Change]) -> Case:
    """Return a case with changes made to it, as the store would."""
    one = before or Case("A1", {})
    for change in changes:
        old, new = change.old, change.new
        if change.what == NEW_CASE:
            assert isinstance(new, dict)
            one = replace(one, facts=dict(new))
        elif change.what == MISSING_SINCE:
            one = replace(one, missing_since=date.fromisoformat(str(new)) if new else None)
        elif isinstance(new, Event):
            kept = tuple(event for event in one.events if event != old)
            one = replace(one, events=(*kept, new))
        elif isinstance(old, Unread) or isinstance(new, Unread):
            cells = [cell for cell in one.unread if cell != old]
            one = replace(one, unread=(*cells, *([new] if isinstance(new, Unread) else [])))
        else:
            one = replace(one, facts={**one.facts, Field(change.what): str(new)})
    return one


def words(before: str, listed_now: str) -> list[str]:
    """Return what a list changes in what is held: `old -> new` for each event."""
    return [
        f"{change.old.on if isinstance(change.old, Event) else 'none'} -> "
        f"{change.new.on if isinstance(change.new, Event) else 'none'}"
        for change in merged(held(before), listed(listed_now))
    ]


# Corrections and new cycles


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("request-received 2026-01-05", "request-received 2026-01-06"),
        ("request-received 2026-01-05", "request-received 2025-12-05"),
        (
            "request-received 2026-01-05; assessment-agreed 2026-02-02",
            "request-received 2026-03-02",
        ),
        ("assessment-agreed 2026-02-02", "assessment-agreed 2026-02-09"),
        ("final-plan-sent 2026-05-18", "final-plan-sent 2026-05-20"),
        ("review-meeting 2026-02-02", "review-meeting 2026-02-09"),
        ("review-maintain 2026-02-20", "review-maintain 2026-02-23"),
        ("draft-sent 2026-04-01; final-plan-sent 2026-05-18", "draft-sent 2026-04-03"),
    ],
)
def test_another_date_within_the_cycle_is_a_correction(before: str, now: str) -> None:
    old, new = events(before)[0].on, events(now)[0].on
    assert words(before, now) == [f"{old} -> {new}"]


@pytest.mark.parametrize(
    "end", ["final-plan-sent", "assessment-refused", "plan-refused", "request-withdrawn"]
)
def test_a_request_after_the_end_of_the_last_is_a_new_cycle(end: str) -> None:
    before = f"request-received 2024-01-08; {end} 2024-05-20"
    assert words(before, "request-received 2026-01-05") == ["none -> 2026-01-05"]


def test_a_request_before_the_end_of_the_last_is_a_correction() -> None:
    before = "request-received 2024-01-08; final-plan-sent 2024-05-20"
    assert words(before, "request-received 2024-01-10") == ["2024-01-08 -> 2024-01-10"]


def test_a_request_that_ended_on_its_own_day_is_over() -> None:
    before = "request-received 2024-01-08; request-withdrawn 2024-01-08"
    assert words(before, "request-received 2026-01-05") == ["none -> 2026-01-05"]


def test_a_meeting_after_the_decision_on_the_last_is_a_new_cycle() -> None:
    before = "review-meeting 2025-02-03; review-maintain 2025-02-20"
    assert words(before, "review-meeting 2026-02-02") == ["none -> 2026-02-02"]


def test_a_decision_after_the_next_meeting_is_a_new_cycle() -> None:
    before = "review-meeting 2025-02-03; review-maintain 2025-02-20"
    now = "review-meeting 2026-02-02; review-amend 2026-02-20"
    assert words(before, now) == ["none -> 2026-02-02", "none -> 2026-02-20"]


def test_a_second_request_brings_its_steps_with_it() -> None:
    before = "request-received 2024-01-08; assessment-agreed 2024-02-12; final-plan-sent 2024-05-20"
    now = "request-received 2026-01-05; assessment-agreed 2026-02-09; final-plan-sent 2026-05-18"
    assert [one.split(" -> ")[0] for one in words(before, now)] == ["none"] * 3


def test_an_older_list_brings_back_nothing_that_is_held() -> None:
    before = "request-received 2024-01-08; final-plan-sent 2024-05-20; request-received 2026-01-05"
    assert words(before, "request-received 2024-01-08") == []


def test_every_contact_is_kept() -> None:
    assert words("contact 2026-01-05", "contact 2026-01-06") == ["none -> 2026-01-06"]


def test_each_adviser_is_corrected_apart() -> None:
    before = "advice-requested 2026-02-16 ep; advice-requested 2026-02-20 health"
    assert words(before, "advice-requested 2026-02-17 ep") == ["2026-02-16 -> 2026-02-17"]


def test_an_outcome_replaces_a_decision_without_one() -> None:
    (change,) = merged(held("review-decision 2026-02-20"), listed("review-amend 2026-02-20"))
    assert isinstance(change.old, Event)
    assert isinstance(change.new, Event)
    outcomes = (change.old.kind, change.new.kind)
    assert outcomes == (EventKind.REVIEW_DECISION, EventKind.REVIEW_AMEND)


# Blanks


def test_a_blank_outcome_takes_none_away() -> None:
    assert words("review-amend 2026-02-20", "review-decision 2026-02-20") == []


def test_a_blank_never_wipes_a_date_or_a_fact() -> None:
    before = held("request-received 2026-01-05; contact 2026-02-02", officer="Ada", need="SLCN")
    assert list(merged(before, listed())) == []
    assert list(merged(before, listed(officer="Ada"))) == []


def test_a_fact_that_differs_is_changed() -> None:
    (change,) = merged(held(officer="Ada"), listed(officer="Grace"))
    assert (change.what, change.old, change.new) == (Field.OFFICER, "Ada", "Grace")


# Cells that could not be read

CELL = Unread("request_received", "31/02/2026")


def test_an_unread_cell_is_kept_until_a_readable_date_replaces_it() -> None:
    unread = replace(held(), unread=(CELL,))
    assert list(merged(unread, listed())) == []
    assert after(unread, merged(unread, listed("request-received 2026-02-28"))).unread == ()


def test_a_cell_unread_again_is_the_same_cell() -> None:
    unread = replace(held(), unread=(CELL,))
    assert list(merged(unread, replace(listed(), unread=(CELL,)))) == []
    other = Unread(CELL.heading, "32/01/2026")
    assert after(unread, merged(unread, replace(listed(), unread=(other,)))).unread == (other,)


# Twice is once

KINDS = [kind for kind in EventKind if kind is not EventKind.EXCEPTION]
DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))
LISTS = st.builds(
    lambda dated, facts, cells: ListedCase(
        "A1",
        (2,),
        facts,
        tuple({heading_of(event): event for event in dated}.values()),
        tuple(Unread(heading, text) for heading, text in cells.items()),
    ),
    st.lists(st.builds(Event, st.sampled_from(KINDS), DAYS), max_size=8),
    st.dictionaries(st.sampled_from(Field), st.sampled_from(["a", "b"]), max_size=3),
    st.dictionaries(st.sampled_from(["request_received", "dob"]), st.sampled_from("xy")),
)


def _consistent(row: ListedCase) -> bool:
    """Say whether no cell of the row is at once read and unread."""
    read = {field.value for field in row.facts} | {heading_of(event) for event in row.events}
    return not read & {cell.heading for cell in row.unread}


ROWS = LISTS.filter(_consistent)
quick = settings(deadline=None, max_examples=150)


@quick
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_merging_the_same_list_twice_changes_nothing(rows: list[ListedCase]) -> None:
    one: Case | None = None
    for row in rows:
        one = after(one, merged(one, row))
    assert list(merged(one, rows[-1])) == []


@quick
@given(ROWS, ROWS)
def test_what_a_list_says_is_on_record_afterwards(first: ListedCase, second: ListedCase) -> None:
    one = after(None, merged(None, first))
    one = after(one, merged(one, second))
    on_record = {(heading_of(event), event.on) for event in one.events}
    assert {(heading_of(event), event.on) for event in second.events} <= on_record
    assert second.facts.items() <= one.facts.items()
    assert first.facts.keys() <= one.facts.keys()


@quick
@given(ROWS, ROWS)
def test_no_kind_of_date_is_ever_lost(first: ListedCase, second: ListedCase) -> None:
    one = after(None, merged(None, first))
    both = after(one, merged(one, second))
    assert {heading_of(e) for e in one.events} <= {heading_of(e) for e in both.events}


# A whole list


def whole(
    cases: list[Case], rows: list[ListedCase], *, has_officers: bool = True, partial: bool = False
) -> Merge:
    return merge(
        {case.ref: case for case in cases},
        rows,
        TODAY,
        file=FILE,
        sources={case.ref: FILE for case in cases},
        has_officers=has_officers,
        partial=partial,
    )


def counts(merged_list: Merge) -> tuple[int, int, int, int]:
    one = merged_list
    return (one.added, one.changed, one.unchanged, one.missing)


def test_every_row_is_added_changed_or_unchanged() -> None:
    held_now = [held(ref="A1", officer="Ada"), held(ref="B2", officer="Ada")]
    rows = [
        listed(ref="A1", officer="Ada"),
        listed(ref="B2", officer="Ada", need="SLCN"),
        listed(ref="C3", officer="Ada"),
    ]
    assert counts(whole(held_now, rows)) == (1, 1, 1, 0)


def test_a_case_of_an_officer_in_the_list_is_missing_where_it_is_not_in_it() -> None:
    held_now = [held(ref="A1", officer="Ada"), held(ref="B2", officer="Ada")]
    one = whole(held_now, [listed(ref="A1", officer="ADA ")])
    assert one.missing == 1
    assert [(c.ref, c.new) for c in one.changes if c.what == MISSING_SINCE] == [
        ("B2", "2026-03-02")
    ]


def test_a_case_of_another_officer_is_not_missing() -> None:
    held_now = [held(ref="A1", officer="Ada"), held(ref="B2", officer="Grace")]
    assert whole(held_now, [listed(ref="A1", officer="Ada")]).missing == 0


def test_without_officers_a_case_is_missing_from_the_file_it_came_from() -> None:
    held_now = [held(ref="A1"), held(ref="B2")]
    assert whole(held_now, [listed(ref="A1")], has_officers=False).missing == 1


def test_nothing_is_missing_from_a_partial_list() -> None:
    held_now = [held(ref="A1", officer="Ada"), held(ref="B2", officer="Ada")]
    assert whole(held_now, [listed(ref="A1", officer="Ada")], partial=True).missing == 0


def test_a_plan_that_ceased_is_not_missing() -> None:
    held_now = [held(ref="A1", officer="Ada"), held("plan-ceased 2026-01-05", "B2", officer="Ada")]
    assert whole(held_now, [listed(ref="A1", officer="Ada")]).missing == 0


def test_a_case_still_missing_is_counted_and_keeps_its_first_day() -> None:
    gone = replace(held(ref="B2", officer="Ada"), missing_since=day("2026-02-02"))
    one = whole([held(ref="A1", officer="Ada"), gone], [listed(ref="A1", officer="Ada")])
    assert (one.missing, one.changes) == (1, ())


def test_a_case_that_comes_back_is_no_longer_missing() -> None:
    gone = replace(held(ref="B2", officer="Ada"), missing_since=TODAY - timedelta(days=28))
    one = whole([gone], [listed(ref="B2", officer="Ada")])
    assert counts(one) == (0, 0, 1, 0)
    assert [(c.what, c.new, c.bookkeeping) for c in one.changes] == [(MISSING_SINCE, None, True)]


def test_a_new_case_brings_its_source_by_itself() -> None:
    def run(cases: dict[str, Case]) -> list[str]:
        one = merge(cases, [listed()], TODAY, file=FILE, sources={}, has_officers=False)
        return [change.what for change in one.changes]

    assert run({}) == [NEW_CASE]
    assert run({"A1": held()}) == ["source"]


def test_what_is_listed_elsewhere_is_not_missing() -> None:
    cases = {"A1": held(), "A2": held(ref="A2")}
    sources = dict.fromkeys(cases, FILE)
    for also, missing in ((frozenset[str](), 1), (frozenset({"A2"}), 0)):
        one = merge(
            cases,
            [listed()],
            TODAY,
            file=FILE,
            sources=sources,
            has_officers=False,
            also_listed=also,
        )
        assert one.missing == missing
