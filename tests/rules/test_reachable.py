"""Every clock of a case can be set off by a list of events, and stopped by `send record`."""

from datetime import date, timedelta

import pytest

from send_cli.domain.event import NAMED_DAYS, EventKind
from send_cli.domain.rule import Workflow
from send_cli.rules import BOOK
from tests.conftest import Lists, Send

from .table import RIGHTS, SEEN_ONLY_WHEN_DONE, STORIES, WINDOWS

STOPPED = "2026-02-23"
STARTS = {
    **dict.fromkeys(WINDOWS | RIGHTS, "2026-02-20"),
    **dict.fromkeys(("ar-notice", "ar-papers", "ftt-bundle", "move-transfer"), "2026-03-20"),
    **{rule: "2026-09-01" for rule, story in STORIES.items() if story.plan},
}
BEFORE = {
    "ehcp-draft-representations": "request-received",
    "ftt-bundle": "appeal-registered",
    "med-override": "agreement-to-amend",
}
PLAN_CHANGED = {"amended-plan-sent", "phase-plan-sent", "plan-ceased"}


def named(rule: str) -> str:
    """Return what a day that a document names is about: the event that meets it, or words."""
    stops = STORIES[rule].stops
    return "bundle of papers" if stops == EventKind.DIRECTION_MET else stops


def told(rule: str) -> list[str]:
    """Return the rows of an event list that set the clock off."""
    story = STORIES[rule]
    start = date.fromisoformat(STARTS.get(rule, "2025-11-17"))
    happened = [(story.starts, start)]
    if story.after:
        happened.append((story.after, start - timedelta(days=story.days_after)))
    if story.before:
        happened.append((story.before, start + timedelta(days=1)))
    if rule in BEFORE:
        happened.append((BEFORE[rule], start - timedelta(days=40)))
    if story.plan or story.stops in PLAN_CHANGED or BOOK[rule].workflow is Workflow.REVIEW:
        happened.append(("final-plan-sent", date(2024, 1, 8)))
    if rule == "ar-first":
        happened = happened[:1]
    about = dict.fromkeys(NAMED_DAYS, named(rule)) | {story.before: story.about or ""}
    return [f"A1,{kind},{day.isoformat()},{about.get(kind, '')}" for kind, day in happened]


@pytest.mark.parametrize("rule", sorted(STORIES))
def test_a_list_starts_the_clock_and_a_record_stops_it(rule: str, send: Send, lists: Lists) -> None:
    def found(key: str) -> list[str]:
        rows = send("deadlines A1 --json").document["deadlines"]
        return [row[key] for row in rows if row["rule"] == rule]

    assert send("import", lists("ref,event,date,about", *told(rule))).code == 0
    is_open = any(status != "closed" for status in found("status"))
    assert is_open is (rule not in SEEN_ONLY_WHEN_DONE)
    stops = STORIES[rule].stops
    about = f" --about '{named(rule)}'" if stops == EventKind.DIRECTION_MET else ""
    said = send(f"record A1 {stops} {STOPPED}{about}")
    assert said.code == 0, said.err
    assert STOPPED in found("done_on")
