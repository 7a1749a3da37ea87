"""Mediation and the Tribunal as an officer records, imports and sees them."""

from datetime import date, timedelta

import pytest

from send_cli.domain.event import NAMED_DAYS, EventKind
from send_cli.domain.record import FOLLOWS
from tests.conftest import Lists, Said, Send
from tests.rules.table import STORIES

RULES = sorted(
    rule for rule in STORIES if rule.startswith(("med-", "ftt-", "r44-", "r45-", "rec-"))
)
START = date(2026, 6, 1)
STEP = date(2026, 6, 10)
AFTER = "2026-06-12"


def told(rule: str) -> list[tuple[str, date, str]]:
    """Return the events of a rule's story, with all that must have come before them."""
    story = STORIES[rule]
    lines = [(story.starts, START)]
    if story.before:
        lines.append((story.before, START + timedelta(days=1)))
    lines.append((story.stops, STEP))
    found: list[tuple[str, date, str]] = []
    known: set[str] = set()

    def before(kind: EventKind) -> None:
        needed = FOLLOWS.get(kind, ())
        if needed and known.isdisjoint(needed):
            before(needed[0])
            known.add(needed[0])
            first = START - timedelta(days=30 - len(found))
            found.append((needed[0], first, about(needed[0], rule)))

    for kind, on in lines:
        before(EventKind(kind))
        known.add(kind)
        found.append((kind, on, about(kind, rule)))
    return found


def about(kind: str, rule: str) -> str:
    """What an event is about: a direction and what meets it say the same."""
    if kind == "direction-met" or kind in NAMED_DAYS:
        return "agreement-done" if rule == "med-override" else "the bundle"
    return ""


def clocks(said: Said, rule: str) -> list[tuple[str, str, str | None]]:
    return [
        (row["start"]["on"], row["status"], row["done_on"])
        for row in said.document["deadlines"]
        if row["rule"] == rule and row["start"]["on"] == START.isoformat()
    ]


@pytest.mark.parametrize("rule", RULES)
def test_the_start_and_the_step_can_be_recorded_and_imported(
    send: Send, lists: Lists, rule: str
) -> None:
    story = told(rule)
    path = lists("ref,event,date,about,note", *(f"A1,{k},{on},{of}," for k, on, of in story))
    assert send("import", path, "--as-of", AFTER).code == 0
    imported = clocks(send(f"deadlines A1 --json --as-of {AFTER}"), rule)
    assert len(imported) == 1
    assert imported[0][1] in {"met", "met-late", "closed"}
    send("new B1")
    for kind, on, of in story:
        subject = f' --about "{of}"' if of else ""
        said = send(f"record B1 {kind} {on}{subject} --as-of {AFTER}")
        assert said.code == 0, said.err
    assert clocks(send(f"deadlines B1 --json --as-of {AFTER}"), rule) == imported


def test_a_direction_needs_to_say_what_is_due(send: Send, lists: Lists) -> None:
    send("new A1")
    send("record A1 appeal-registered 2026-02-02")
    assert "--about says what" in send("record A1 direction-due 2026-03-20").err
    bare = send("import", lists("ref,event,date,about", "A2,direction-due,20/03/2026,"))
    assert bare.code == 3
    assert "needs in the column about" in bare.err


def test_a_new_day_for_a_direction_takes_the_place_of_the_first(send: Send) -> None:
    send("new A1")
    send("record A1 appeal-registered 2026-02-02")
    for day in ("2026-03-20", "2026-03-27"):
        send(f"record A1 direction-due {day} --about response-sent")
    send("record A1 direction-due 2026-04-20 --about bundle")
    rows = send("deadlines A1 --json").document["deadlines"]
    named = [(row["due"], row["about"]) for row in rows if row["rule"] == "ftt-directions"]
    assert named == [("2026-03-27", "response-sent"), ("2026-04-20", "bundle")]


def test_the_list_says_what_was_directed_and_how_to_record_it(send: Send) -> None:
    send("new A1")
    send("record A1 appeal-registered 2026-02-02")
    send("record A1 direction-due 2026-03-06 --about response-sent")
    (action,) = send("today --json").document["actions"]
    assert action["action"] == "Send the response to the appeal"
    assert (action["rule"], action["due"]) == ("ftt-directions", "2026-03-06")
    assert "record A1 response-sent" in send("next").out
    late = send("today --json --as-of 2026-03-09").document
    assert (late["counts"]["breached"], late["actions"][0]["status"]) == (1, "breached")
    send("record A1 response-sent")
    send("record A1 direction-due 2026-03-06 --about 'attendance form'")
    (action,) = send("today --json").document["actions"]
    assert action["action"] == "Do what the Tribunal directed (attendance form)"
    assert "direction-met --about 'attendance form'" in send("next").out


def test_a_plan_ordered_by_a_day_is_begun_as_early_as_its_steps_need(send: Send) -> None:
    send("new A1")
    send("record A1 appeal-registered 2025-10-06")
    send("record A1 order-to-make-plan 2026-02-02")
    send("record A1 order-due 2026-05-11 --about final-plan-sent")
    action = send("today --json --all").document["actions"][0]
    assert action["action"] == "Send the draft plan"
    assert {action["rule"], *action["also"]} == {"r44-make-draft", "r44-override"}


def test_the_familys_time_is_on_the_case_and_not_on_the_list(send: Send) -> None:
    send("new A1")
    send("record A1 request-received 2026-01-05")
    said = send("record A1 assessment-refused 2026-02-10")
    assert "ftt-appeal-2m: Appeal within two months of the decision, until Fri 10 Apr" in said.out
    assert send("today --json --all").document["actions"] == []
    assert "ftt-appeal-2m: the parent's time, 39 days left" in send("show A1").out


def test_the_officer_is_asked_how_a_refusal_was_reversed(send: Send) -> None:
    send("new A1")
    for event in (
        "request-received 2025-09-01",
        "assessment-refused 2025-10-06",
        "assessment-agreed 2026-02-16",
    ):
        send(f"record A1 {event}")
    question = "Say how the refusal was reversed"
    lines = {one["action"]: one for one in send("today --json").document["actions"]}
    (reason, *_) = lines[question]["reasons"]
    assert "the original twenty weeks run, due Mon 19 Jan 2026" in reason["sentence"]
    assert "would be due Mon 25 May 2026" in reason["sentence"]
    send("record A1 change-of-mind 2026-02-16")
    actions = {one["action"]: one for one in send("today --json").document["actions"]}
    assert question not in actions
    assert any("ehcp-final" in (one["rule"], *one["also"]) for one in actions.values())
    send("undo")
    send("new C1")
    for event in (
        "request-received 2025-09-01",
        "plan-refused 2025-12-08",
        "draft-sent 2026-02-16",
    ):
        send(f"record C1 {event}")
    assert question in {one["action"] for one in send("today --json").document["actions"]}
    assert "C1" in {one["case"] for one in send("breaches --json").document["breaches"]}
    assert "We have no record of why we went on." in send("explain C1").out
    send("new B1")
    for event in (
        "request-received 2025-09-01",
        "plan-refused 2025-12-08",
        "plan-agreed 2026-02-16",
    ):
        send(f"record B1 {event}")
    asked = send("why B1").out
    assert "would be due Mon 4 May 2026" in " ".join(asked.split())
    send("record B1 agreement-to-make-plan 2026-02-16")
    assert question not in send("why B1").out
    rows = send("deadlines B1 --json").document["deadlines"]
    final = next(row for row in rows if row["rule"] == "r44-make-final")
    assert (final["due"], final["status"]) == ("2026-05-04", "on-track")


def test_a_hearing_that_nobody_confirmed_is_asked_about(send: Send) -> None:
    send("new A1")
    send("record A1 appeal-registered 2026-01-05")
    send("record A1 hearing 2026-04-20")
    bundle = next(
        row
        for row in send("deadlines A1 --json").document["deadlines"]
        if row["rule"] == "ftt-bundle"
    )
    assert (bundle["due"], bundle["authority"]) == ("2026-04-02", "practice")
    late = "--as-of 2026-04-21"
    question = "Say whether the hearing of Mon 20 Apr 2026 was held"
    assert question in send(f"today {late}").out
    send(f"record A1 order-to-amend 2026-04-20 {late}")
    assert question not in send(f"today {late}").out


def test_a_mediation_booked_too_late_is_to_be_brought_forward(send: Send) -> None:
    send("new A1")
    send("record A1 mediation-requested 2026-02-16")
    send("record A1 mediation-meeting 2026-03-25")
    assert "Bring the mediation forward: booked Wed 25 Mar" in send("today").out
    send("record A1 mediation-meeting 2026-03-16")
    assert "Hold the mediation on Mon 16 Mar" in send("today --all").out


def test_a_dismissed_appeal_leaves_a_refused_case_at_rest(send: Send) -> None:
    send("new A1")
    for event in (
        "request-received 2025-01-06",
        "assessment-refused 2025-02-10",
        "appeal-registered 2025-04-07",
        "response-sent 2025-05-06",
        "appeal-dismissed 2025-10-06",
    ):
        assert send(f"record A1 {event}").code == 0
    assert send("today --json --all").document["actions"] == []


def test_calc_refuses_working_days_past_the_bank_holidays_held(send: Send) -> None:
    far = send("calc ftt-la-response 2036-12-01")
    assert far.code == 2
    assert "working days cannot be counted" in far.err
    assert "so Fri 2 Jan 2026, the next working day" in send("calc ftt-appeal-1m 29/11/2025").out
