"""Every rule of the book against a table written by hand, and around its day."""

from datetime import date, timedelta

import pytest

from send_cli.domain.calendar import Days
from send_cli.domain.clock import deadlines
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import Event, EventKind
from send_cli.domain.ground import Ground
from send_cli.domain.rule import Actor, Authority, Bound, Confidence, Rule
from send_cli.rules import BOOK

from .table import (
    BY_RULE_12,
    COUNTED_BACK,
    DIRECTED,
    IDS,
    PARTIAL,
    PRIMARY,
    RIGHTS,
    ROWS,
    SEEN_ONLY_WHEN_DONE,
    STORIES,
    UNVERIFIED,
    WINDOWS,
)

# Detained persons, and reg 45 as it stands, since the spring of 2015; recommendations since 2018.
LATER_LAW = {"cust": date(2015, 4, 1), "r45": date(2015, 4, 1), "rec": date(2018, 4, 3)}

SEEN_OPEN = [row for row in ROWS if row[0] not in SEEN_ONLY_WHEN_DONE]


def row(rule: str, start: date, *, done: date | None = None) -> Deadline:
    """Return the clock that a rule's story sets off on a day."""
    story = STORIES[rule]
    told = [Event(EventKind(story.starts), start)]
    if story.plan:
        told.append(Event(EventKind.FINAL_PLAN_SENT, start - timedelta(days=800)))
    if story.after:
        earlier = start - timedelta(days=story.days_after)
        told.append(Event(EventKind(story.after), earlier))
    if story.before:
        later = start + timedelta(days=1)
        told.append(Event(EventKind(story.before), later, story.about))
    if done:
        told.append(Event(EventKind(story.stops), done))
    found = deadlines(told, BOOK)
    (only,) = (one for one in found if one.rule.id == rule and one.start_on == start)
    return only


@pytest.mark.parametrize(("rule", "start", "due", "act_by"), ROWS)
def test_the_date_is_the_one_in_the_table(rule: str, start: str, due: str, act_by: str) -> None:
    counted = BOOK.reckoning(BOOK[rule], date.fromisoformat(start))
    assert counted is not None
    assert counted.due.isoformat() == due
    assert (counted.act_by.isoformat() if counted.act_by else "-") == act_by
    is_window = rule in WINDOWS
    assert (counted.not_before is not None) is is_window
    assert not is_window or counted.not_before == counted.due + timedelta(days=1)


@pytest.mark.parametrize(("rule", "start", "due", "act_by"), SEEN_OPEN)
def test_the_status_turns_the_day_after_the_due_date(
    rule: str, start: str, due: str, act_by: str
) -> None:
    one, last = row(rule, date.fromisoformat(start)), date.fromisoformat(due)
    open_status = Status.WINDOW if rule in WINDOWS | RIGHTS else Status.DUE_SOON
    around = [one.status(last + timedelta(days=days)) for days in (-1, 0, 1)]
    assert around == [open_status, open_status, STORIES[rule].late]


@pytest.mark.parametrize(("rule", "start", "due", "act_by"), ROWS)
def test_a_step_on_the_due_date_meets_it_and_the_next_day_is_late(
    rule: str, start: str, due: str, act_by: str
) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(due)
    steps = [last + timedelta(days=days) for days in (-1, 0, 1)]
    end = max(first, steps[-1]) + timedelta(days=1)
    stood = [row(rule, first, done=step).status(end) for step in steps]
    if rule in WINDOWS:
        assert stood == [Status.CLOSED, Status.CLOSED, Status.CLOSED]
        assert [row(rule, first, done=step).too_soon for step in steps] == [True, True, False]
    elif rule in RIGHTS:
        assert stood == [Status.CLOSED, Status.CLOSED, Status.CLOSED]
        assert not any(row(rule, first, done=step).too_soon for step in steps)
    else:
        assert stood == [Status.MET, Status.MET, Status.MET_LATE]


def test_the_table_covers_every_rule_that_makes_deadlines() -> None:
    made = {rule.id for rule in BOOK.rules if rule.makes_deadlines}
    assert {rule for rule, *_ in ROWS} == set(STORIES) == made


def test_the_ids_are_those_they_have_always_had() -> None:
    assert {rule.id for rule in BOOK.rules} == set(IDS.split())


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_every_rule_says_who_says_so(rule: Rule) -> None:
    assert rule.title
    assert rule.actor in Actor
    assert rule.confidence in Confidence
    for version in rule.versions:
        assert version.citation.text
        assert version.citation.url.startswith("https://")


@pytest.mark.parametrize("rule", sorted(STORIES))
def test_only_the_authoritys_own_law_can_be_breached(rule: str) -> None:
    law = {Authority.STATUTE, Authority.CASE_LAW, Authority.ORDER}
    known, late = BOOK[rule], STORIES[rule].late
    own_law = known.actor is Actor.AUTHORITY and known.authority in law
    seen = rule not in UNVERIFIED.split()
    can = own_law and seen and rule not in WINDOWS | RIGHTS
    assert (late is Status.BREACHED) is can


def test_windows_are_at_least_and_notices_count_back() -> None:
    made = [rule for rule in BOOK.rules if rule.makes_deadlines]
    assert {rule.id for rule in made if rule.bound is Bound.AT_LEAST} == WINDOWS
    assert {rule.id for rule in made if rule.counts_back} == COUNTED_BACK
    assert {rule.id for rule in made if rule.lapses} == RIGHTS
    assert {rule.id for rule in made if rule.is_directed} == DIRECTED
    assert {rule.id for rule in made if rule.rolls} == BY_RULE_12
    by_tribunal = {rule.id for rule in BOOK.rules if rule.days is Days.TRIBUNAL}
    assert by_tribunal == BY_RULE_12 | {"ftt-bundle"}


def test_rules_without_a_number_are_at_once_and_never_a_row() -> None:
    for rule in BOOK.rules:
        assert rule.has_number is (rule.bound is not Bound.AT_ONCE)
        if not rule.has_number:
            assert BOOK.reckoning(rule, date(2026, 1, 5)) is None


@pytest.mark.parametrize("rule", sorted(STORIES))
def test_before_its_law_was_in_force_there_is_no_deadline(rule: str) -> None:
    since = LATER_LAW.get(rule.split("-")[0], date(2014, 9, 1))
    assert BOOK.reckoning(BOOK[rule], since - timedelta(days=1)) is None
    assert BOOK.reckoning(BOOK[rule], since) is not None


@pytest.mark.parametrize(
    ("instrument", "since"),
    [
        ("Detained Persons) Regulations 2015", date(2015, 4, 1)),
        ("SI 2015/359", date(2015, 4, 1)),
        ("SI 2017/1306", date(2018, 4, 3)),
    ],
)
def test_nothing_is_law_before_the_instrument_that_says_it(instrument: str, since: date) -> None:
    cited = [rule for rule in BOOK.rules if instrument in rule.citation.text]
    assert any(not rule.has_number for rule in cited)
    assert {rule.versions[0].since for rule in cited} == {since}


def test_each_clock_has_its_own_list_of_exceptions() -> None:
    closure = {Ground.SCHOOL_CLOSED, Ground.PERSONAL_CIRCUMSTANCES, Ground.AWAY}
    listed = {
        "ehcna-decision": closure,
        "ehcna-no-plan": closure,
        "ehcp-final": closure,
        "reassess-final": closure,
        # For advisers: "exceptional circumstances", not "personal", and no school holidays.
        "ehcna-advice-return": {Ground.CIRCUMSTANCES, Ground.AWAY, Ground.MISSED_APPOINTMENT},
        # Orders, agreements and concessions: two weeks away is enough.
        **{
            rule: closure | {Ground.AWAY_TWO_WEEKS}
            for rule in STORIES
            if rule.startswith(("r44-", "r45-")) and rule != "r44-override"
        },
    }
    # Detained Persons Regulations, regs 5(4), 10(4) and 13(3): being away is not among them.
    detained = {Ground.SCHOOL_CLOSED, Ground.PERSONAL_CIRCUMSTANCES}
    listed |= dict.fromkeys(("cust-notice", "cust-no-plan", "cust-final"), detained)
    listed["reassess-advice"] = listed["ehcna-advice-return"]
    assert {rule.id: set(rule.excuses) for rule in BOOK.rules if rule.excuses} == listed


def test_the_marks_of_confidence_are_those_of_the_wording_read() -> None:
    marked = {
        mark: {rule.id for rule in BOOK.rules if rule.makes_deadlines and rule.confidence is mark}
        for mark in Confidence
    }
    assert marked[Confidence.UNVERIFIED] == set(UNVERIFIED.split())
    assert marked[Confidence.PARTIAL] == set(PARTIAL.split())
    assert marked[Confidence.PRIMARY] == set(PRIMARY.split())
