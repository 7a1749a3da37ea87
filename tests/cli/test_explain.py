"""The page for a family: everything owed, nothing internal, and words a child of twelve reads."""

import re
import socket
from datetime import date
from pathlib import Path

import pytest

from send_cli.domain.account import account
from send_cli.domain.case import Case, Field, Unread
from send_cli.domain.clock import case_deadlines
from send_cli.domain.done import UNTOLD
from send_cli.domain.event import (
    BOOKABLE,
    BY_AGREEMENT,
    BY_ORDER,
    UNOPPOSED,
    Event,
    EventKind,
)
from send_cli.domain.ground import Ground
from send_cli.domain.rule import Actor, Bound, Confidence
from send_cli.domain.situation import Situation
from send_cli.domain.step import MET_BY
from send_cli.present.family_page import page_lines
from send_cli.present.glossary import WORDS, is_said
from send_cli.present.plain_events import BOOKED, EVENTS, SITUATIONS
from send_cli.present.plain_steps import STEPS
from send_cli.present.plain_words import (
    CHECKED,
    GROUNDS,
    RULES,
    WHO,
    plain,
    plain_step,
)
from send_cli.rules import BOOK
from tests.conftest import Lists, Send
from tests.domain.history import day, events

TODAY = "2026-03-02"
WORDS_FILE = "send_cli/present/plain_words.py"
STEPS_FILE = "send_cli/present/plain_steps.py"
EVENTS_FILE = "send_cli/present/plain_events.py"

REQUEST = "request-received 2025-09-29"
AGREED = f"{REQUEST}; assessment-agreed 2025-11-10; advice-requested 2025-11-10 ep"
DRAFT = f"{AGREED}; advice-received 2025-12-22 ep; plan-agreed 2026-01-12; draft-sent 2026-02-25"
PLAN = f"{REQUEST}; final-plan-sent 2026-02-09"
HELD = "final-plan-sent 2025-01-13"
MEETING = f"{HELD}; review-meeting 2025-12-08"
NOTICE = f"{MEETING}; review-amend 2025-12-22; amendment-notice-sent 2025-12-29"
REFUSED = f"{REQUEST}; assessment-refused 2025-11-10"
NO_PLAN = f"{AGREED}; plan-refused 2026-01-19"
APPEAL = f"{PLAN}; appeal-registered 2026-02-20"
MEDIATION = f"{NO_PLAN}; mediation-requested 2026-02-02"

HISTORIES = {
    "asked": "request-received 2026-01-26",
    "asked, late": REQUEST,
    "asked, excused": f"{REQUEST}; exception 2025-10-20 away-four-weeks",
    "assessing": AGREED,
    "assessing, excused": f"{AGREED}; exception 2026-01-12 school-closed",
    "advice excused": f"{AGREED}; exception 2025-12-01 missed-appointment",
    "advice from many": f"{AGREED}; advice-requested 2025-11-12 Dr-Jones; "
    "advice-requested 2026-02-20 health",
    "refused": f"{REQUEST}; assessment-refused 2025-11-20",
    "no plan": f"{AGREED}; plan-refused 2026-01-19",
    "plan to come": f"{AGREED}; plan-agreed 2026-01-12",
    "schools asked": f"{DRAFT}; consultation-sent 2026-02-26 Hill; "
    "consultation-sent 2026-02-26 Vale",
    "draft": DRAFT,
    "draft, dates missing": f"{REQUEST}; draft-sent 2026-01-20",
    "no plan, then a draft": f"{AGREED}; plan-refused 2026-01-19; draft-sent 2026-02-20",
    "withdrawn": f"{REQUEST}; request-withdrawn 2025-10-10",
    "plan": PLAN,
    "plan, excused": f"{REQUEST}; exception 2026-01-12 exceptional-personal-circumstances; "
    "final-plan-sent 2026-02-23",
    "plan, late and too soon": f"{DRAFT}; final-plan-sent 2026-02-27",
    "year over": "final-plan-sent 2025-01-13",
    "meeting ahead": "final-plan-sent 2025-03-31; review-meeting 2026-03-23",
    "meeting ahead, too late": "final-plan-sent 2025-03-09; review-meeting 2026-03-23",
    "meeting held": "final-plan-sent 2025-03-31; review-meeting 2026-02-16",
    "outcome unknown": f"{MEETING}; review-decision 2025-12-22",
    "kept": f"{MEETING}; review-maintain 2025-12-22",
    "to change": f"{MEETING}; review-amend 2025-12-22",
    "to change, no meeting": f"{HELD}; review-amend 2025-12-22",
    "changes sent": NOTICE,
    "changed": f"{NOTICE}; amended-plan-sent 2026-02-20",
    "not changed": f"{NOTICE}; decided-not-to-amend 2026-02-20",
    "to end": f"{MEETING}; review-cease 2025-12-22; cease-notice-sent 2025-12-23",
    "ended": f"{MEETING}; review-cease 2025-12-22; plan-ceased 2026-02-27",
    "ended, appealed": f"{HELD}; cease-notice-sent 2026-01-20; appeal-registered 2026-02-10; "
    "plan-ceased 2026-02-27",
    "moved in": "moved-in 2026-01-12",
    "moved in with a plan": "final-plan-sent 2025-12-01; moved-in 2026-01-12",
    "plan, to be assessed again": f"{PLAN}; reassessment-requested 2026-02-23",
    "moved out": f"{PLAN}; moved-out 2026-02-27",
    "next school": f"{HELD}; review-maintain 2025-12-22; phase-transfer 2026-09-01",
    "after 16": f"{HELD}; review-maintain 2025-12-22; post16-transfer 2026-09-01",
    "next college": f"{HELD}; review-maintain 2025-12-22; post16-move 2026-09-01",
    "next school named": f"{HELD}; review-maintain 2025-12-22; phase-plan-sent 2026-02-10",
    "a new assessment": f"{PLAN}; reassessment-requested 2026-02-20; "
    "reassessment-agreed 2026-02-27",
    "a new assessment asked for": f"{PLAN}; reassessment-requested 2026-02-20",
    "a new assessment refused": f"{PLAN}; reassessment-requested 2026-02-13; "
    "reassessment-refused 2026-02-23",
    "a new draft": f"{HELD}; review-maintain 2025-12-22; reassessment-agreed 2026-01-05; "
    "draft-sent 2026-02-23",
    "nothing new": f"{HELD}; review-maintain 2025-12-22; reassessment-agreed 2026-01-05; "
    "reassessment-no-change 2026-02-23",
    "in custody": "custody-request-received 2026-01-12; detained 2026-01-12",
    "in custody, excused": "custody-request-received 2025-12-01; "
    "exception 2025-12-08 school-closed; released 2026-01-12",
    "in custody, draft": "custody-request-received 2025-10-06; assessment-agreed 2025-11-10; "
    "draft-sent 2026-02-23",
    "in custody, refused": "custody-request-received 2026-01-12; assessment-refused 2026-02-23",
    "to move": f"{PLAN}; move-known 2026-02-20; moved-out 2026-03-23",
    "to move, known late": f"{PLAN}; move-known 2026-02-27",
    "moved, not passed on": f"{PLAN}; move-known 2026-01-12; moved-out 2026-02-27",
    "moved in and told": "moved-in 2026-01-12; move-informed 2026-01-26",
    "direct payments": f"{PLAN}; direct-payments-started 2026-02-16",
    "direct payments stopped": f"{PLAN}; direct-payments-started 2026-02-16; "
    "direct-payments-reviewed 2026-02-20; direct-payments-stopped 2026-02-23",
    "to end, certificate": f"{HELD}; review-cease 2026-01-20; cease-notice-sent 2026-01-20; "
    "mediation-certificate 2026-02-27",
    "closed": f"{REQUEST}; case-closed 2026-02-02",
    "mediation, adviser asked": f"{NO_PLAN}; mediation-adviser-contacted 2026-02-02",
    "mediation asked for": MEDIATION,
    "mediation on health": f"{NO_PLAN}; health-issues-raised 2026-02-26",
    "mediation by the health service": f"{NO_PLAN}; health-issues-raised 2026-02-02; "
    "icb-told 2026-02-04",
    "mediation declined": f"{NO_PLAN}; mediation-declined 2026-02-20",
    "mediation not set up": f"{MEDIATION}; mediation-not-arranged 2026-02-27",
    "mediation ahead": f"{MEDIATION}; mediation-meeting 2026-03-10",
    "mediation held": f"{MEDIATION}; mediation-meeting 2026-02-26",
    "certificate": f"{MEDIATION}; mediation-certificate 2026-02-20",
    **{f"agreed: {kind}": f"{MEDIATION}; {kind} 2026-02-20" for kind in sorted(BY_AGREEMENT)},
    "agreed on a day": f"{MEDIATION}; agreement-on-other 2026-02-20; "
    "agreement-due 2026-03-20 books",
    "agreed and done": f"{MEDIATION}; agreement-with-icb 2026-02-02; "
    "agreement-notified 2026-02-04; agreement-done 2026-02-10",
    "agreed on a plan, by a day": f"{MEDIATION}; agreement-to-make-plan 2026-02-20; "
    "agreement-due 2026-03-20 final-plan-sent",
    "appeal": APPEAL,
    "appeal, late": f"{PLAN}; appeal-registered 2026-02-10; direction-due 2026-02-24 response-sent",
    "appeal, direction": f"{APPEAL}; direction-due 2026-03-16 statement",
    "appeal, direction met": f"{APPEAL}; direction-due 2026-02-26 statement; "
    "direction-met 2026-02-25 statement",
    "appeal, answered": f"{APPEAL}; response-sent 2026-02-25; hearing 2026-03-23",
    "appeal, heard": f"{APPEAL}; response-sent 2026-02-23; bundle-sent 2026-02-24; "
    "hearing 2026-02-26",
    "appeal taken back": f"{APPEAL}; appeal-withdrawn 2026-02-25",
    "appeal lost": f"{APPEAL}; appeal-dismissed 2026-02-25; permission-sought 2026-02-26",
    "changed our mind": f"{REFUSED}; change-of-mind 2026-02-20",
    **{
        f"not opposed: {kind}": f"{REFUSED}; appeal-registered 2026-01-20; {kind} 2026-02-02"
        for kind in sorted(UNOPPOSED)
    },
    **{
        f"ordered: {kind}": f"{REFUSED}; appeal-registered 2025-12-08; {kind} 2026-02-20"
        for kind in sorted(BY_ORDER)
    },
    "ordered, away": f"{REFUSED}; appeal-registered 2025-12-08; order-to-assess 2026-02-09; "
    "exception 2026-02-16 away-two-weeks",
    "ordered, on a day": f"{APPEAL}; order-to-amend 2026-02-25; order-due 2026-03-30 training",
    "ordered, late": f"{PLAN}; appeal-registered 2026-02-10; order-on-school 2026-02-12",
    "recommended": f"{APPEAL}; order-to-amend 2026-02-25; social-care-recommended 2026-02-25; "
    "health-recommended 2026-02-25",
    "recommended and answered": f"{APPEAL}; social-care-recommended 2026-02-23; "
    "health-recommended 2026-02-23; social-care-answered 2026-02-26; health-answered 2026-02-27",
    "nothing": "views-received 2026-02-20",
}


def told(
    history: str, facts: dict[Field, str] | None = None, *, on: str = TODAY, names: bool = False
) -> str:
    """Return the page of a case with that history, a paragraph a line."""
    recorded = dict.fromkeys((Field.YEAR_GROUP, Field.SETTING_TYPE), day(on))
    case = Case("C1", facts or {}, tuple(events(history)), recorded=recorded)
    return page(case, day(on), names=names)


def page(case: Case, today: date, *, names: bool = False) -> str:
    found = account(case, case_deadlines(case, BOOK), BOOK, today)
    return "\n".join(text for text, _ in page_lines(found, names=names))


PAGES = {name: told(history) for name, history in HISTORIES.items()}


def part(page: str, heading: str) -> str:
    """Return one part of a page; empty where there is none."""
    found = re.search(rf"^{re.escape(heading)}\n((?:.+\n?)+)", page, re.MULTILINE)
    return found[1] if found else ""


# Every rule, event and reason has its words


def test_every_rule_that_can_run_on_a_case_has_words_for_the_family() -> None:
    without = [
        f"{rule.id} (or its step, Step.{rule.step.name})"
        for rule in BOOK.rules
        if rule.makes_deadlines and rule.id not in RULES and rule.step not in STEPS
    ]
    assert not without, (
        f"add to RULES in {WORDS_FILE} or STEPS in {STEPS_FILE}: {', '.join(without)}"
    )


def test_a_window_and_a_chance_of_the_familys_have_words_of_their_own() -> None:
    without = [
        rule.id
        for rule in BOOK.rules
        if rule.makes_deadlines
        and (rule.bound is Bound.AT_LEAST or rule.actor is Actor.PARENT)
        and rule.id not in RULES
    ]
    assert not without, f'add to RULES in {WORDS_FILE}, said after "you": {", ".join(without)}'


def test_no_words_are_kept_for_a_rule_that_is_gone() -> None:
    assert RULES.keys() <= {rule.id for rule in BOOK.rules}


def test_every_kind_of_event_has_words_or_is_the_officers_own() -> None:
    without = [kind.value for kind in EventKind if kind not in EVENTS and kind not in UNTOLD]
    where = (
        f"add to EVENTS in {EVENTS_FILE} (and to APPEALABLE in send_cli/domain/event.py what the "
        "family may appeal), or to UNTOLD in send_cli/domain/account.py"
    )
    assert not without, f"{where}: {', '.join(without)}"
    ahead = [kind.value for kind in BOOKABLE if kind not in BOOKED and kind not in UNTOLD]
    assert not ahead, f"add to BOOKED in {EVENTS_FILE}: {', '.join(ahead)}"


def test_every_actor_ground_mark_and_situation_has_words() -> None:
    assert set(WHO) == set(Actor), f"add to WHO in {WORDS_FILE}"
    assert set(GROUNDS) == set(Ground), f"add to GROUNDS in {WORDS_FILE}"
    assert set(CHECKED) == set(Confidence), f"add to CHECKED in {WORDS_FILE}"
    assert set(SITUATIONS) == set(Situation), f"add to SITUATIONS in {EVENTS_FILE}"


def test_a_rule_without_words_is_told_by_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = BOOK["ehcp-final"]
    monkeypatch.delitem(STEPS, rule.step)
    assert plain(rule).what == "send the final EHC plan"
    assert "we had to send the final EHC plan." in told(REQUEST)


def test_a_chance_of_the_familys_has_its_last_day_and_what_comes_after() -> None:
    refused = f"{REQUEST}; assessment-refused 2026-01-20"
    said = told(refused)
    assert "You can get in touch with the mediation adviser until Friday 20 March 2026." in said
    assert "You can appeal until Friday 20 March 2026." in said
    assert "We have not worked it out here." not in said
    over = told(refused, on="2026-03-21")
    for what in ("get in touch with the mediation adviser", "appeal"):
        assert f"The last day for you to {what} was Friday 20 March 2026. Get free" in over
    assert "late" not in part(over, "What happens next?")
    agreed = f"{REQUEST}; assessment-refused 2025-11-20; assessment-agreed 2026-02-20"
    for page in (told(agreed), told(agreed, on="2026-03-21")):
        assert "mediation adviser" not in page


def test_the_month_after_the_certificate_is_told_only_where_it_ends_later() -> None:
    refused = f"{REQUEST}; assessment-refused 2026-01-20; mediation-adviser-contacted 2026-01-26"
    late = told(f"{refused}; mediation-certificate 2026-02-27")
    assert "You can appeal until Friday 27 March 2026." in late
    assert (
        "That is 1 month from Friday 27 February 2026, when the adviser gave you the certificate"
        in late
    )
    assert "20 March 2026" not in late
    early = told(f"{refused}; mediation-certificate 2026-02-02")
    assert "You can appeal until Friday 20 March 2026." in early
    assert "1 month" not in early


def test_after_a_plan_the_family_are_told_their_times_before_anybody_uses_them() -> None:
    said = part(PAGES["plan"], "What are your rights?")
    assert "You can get in touch with the mediation adviser until Thursday 9 April 2026." in said
    assert "You can appeal until Thursday 9 April 2026." in said
    appealed = told(f"{PLAN}; appeal-registered 2026-02-27")
    assert "You can appeal until" not in appealed
    assert "we must send the Tribunal our answer to your appeal" in appealed


def test_a_plan_that_is_to_end_is_kept_until_the_longer_of_two_times_to_appeal_is_over() -> None:
    notice = f"{HELD}; review-cease 2026-01-20; cease-notice-sent 2026-01-20"
    assert "You have until Friday 20 March 2026 to appeal against the end" in told(notice)
    longer = told(f"{notice}; mediation-certificate 2026-02-27")
    assert "You have until Friday 27 March 2026 to appeal against the end" in longer
    assert "20 March 2026" not in longer


def test_a_day_that_a_document_names_says_who_set_it_and_what_is_due() -> None:
    said = told(f"{APPEAL}; direction-due 2026-03-16 response-sent", names=True)
    (line,) = (line for line in said.splitlines() if "send the Tribunal our answer" in line)
    assert line.startswith("- By Monday 16 March 2026 we must send the Tribunal our answer")
    assert "The Tribunal set that day." in line
    assert "response-sent" not in said


def test_a_right_that_both_sides_have_is_no_duty_of_the_councils() -> None:
    said = told(f"{APPEAL}; hearing 2026-02-23; order-to-amend 2026-02-25")
    (line,) = (line for line in said.splitlines() if "look at its ruling again" in line)
    assert line.startswith("- You and we can both ask the Tribunal")
    assert "must" not in line


def test_everything_booked_is_told() -> None:
    said = told(f"{APPEAL}; hearing 2026-05-12; mediation-meeting 2026-03-10")
    assert "Planned: a mediation meeting, on Tuesday 10 March 2026." in said
    assert "Planned: the hearing of your appeal, on Tuesday 12 May 2026." in said


# What the page says


def test_the_histories_meet_every_situation() -> None:
    met = {
        account(Case("C1", {}, tuple(events(history))), (), BOOK, day(TODAY)).situation
        for history in HISTORIES.values()
    }
    assert met == set(Situation)


def test_a_step_that_is_late_says_how_late_and_what_can_be_done() -> None:
    page = told(f"{AGREED}; draft-sent 2026-01-20")
    assert (
        "- By Monday 16 February 2026 we had to send you the final EHC plan. "
        "We have no record that this was done. It is 14 days late. That is 20 weeks from "
        "Monday 29 September 2025, when we got the request for an EHC needs assessment."
    ) in page
    assert "We are late. You can complain to us, the council." in page
    assert "the Ombudsman" in page


@pytest.mark.parametrize("name", HISTORIES)
def test_every_breach_of_a_case_is_on_its_page(name: str) -> None:
    case = Case("C1", {}, tuple(events(HISTORIES[name])))
    rows = case_deadlines(case, BOOK)
    breached = [row for row in rows if row.is_breached(day(TODAY))]
    late = {row.step for row in breached}
    said = part(PAGES[name], "What happens next?")
    assert {row.step for row in breached if plain_step(row).what in said} == late
    assert said.count(" late.") >= len(late)
    assert (f"We are late with {len(late)} step" in PAGES[name]) is bool(late)


def test_no_breach_of_a_caseload_is_hidden_from_a_family(send: Send, tmp_path: Path) -> None:
    assert send("demo --cases 60 --db", tmp_path / "cases.db").code == 0
    late: dict[str, set[str]] = {}
    for row in send("deadlines --status breached --json").document["deadlines"]:
        step = MET_BY.get(row["about"], BOOK[row["rule"]].step)
        late.setdefault(row["case"], set()).add(step.value)
    assert late
    for ref in {row[5].split(" ")[0] for row in send("today").rows}:
        steps = send(f"explain {ref} --json").document["next"]
        shown = {step["step"] for step in steps if step["status"] == "breached"}
        assert shown == late.get(ref, set()), ref


@pytest.mark.parametrize("name", [name for name in HISTORIES if "excused" in name])
def test_nothing_is_on_time_or_owed_by_a_day_where_an_exception_is_recorded(name: str) -> None:
    excused = [
        row
        for row in case_deadlines(Case("C1", {}, tuple(events(HISTORIES[name]))), BOOK)
        if row.is_excused(day(TODAY)) and (row.done_on or row.runs(day(TODAY)))
    ]
    assert excused
    for row in excused:
        last = f"{row.due:%A} {row.due.day} {row.due:%B %Y}"
        about = [line for line in PAGES[name].splitlines() if last in line]
        freed = [line for line in about if "no longer binds" in line or "did not bind" in line]
        owed = [line for line in about if plain(row.rule).what in line]
        assert freed
        assert not owed
        assert not [line for line in freed if "on time. The" in line or "must " in line[:60]]


def test_a_plan_sent_after_an_exception_is_not_said_to_be_on_time() -> None:
    (line,) = (line for line in PAGES["plan, excused"].splitlines() if "- Monday 23 Feb" in line)
    assert "on time." in line
    assert "we do not say if this was on time" in line
    assert "something out of the ordinary" in line


def test_a_target_is_never_called_law() -> None:
    page = told("request-received 2026-01-26")
    (line,) = (line for line in page.splitlines() if "send you a draft" in line)
    assert "we should send you a draft" in line
    assert "It is not law." in line
    assert "must" not in line


def test_a_number_that_was_not_verified_is_never_said_to_be_law(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rule = BOOK["ehcp-final"]
    monkeypatch.setattr("send_cli.domain.rule.Rule.__setattr__", object.__setattr__)
    monkeypatch.setattr(rule, "confidence", Confidence.UNVERIFIED)
    monkeypatch.setattr(rule, "is_law", False)
    page = told(REQUEST)
    (line,) = (line for line in page.splitlines() if "send you the final" in line)
    assert "We have not checked this date against the law" in line
    assert "had to" not in line
    assert "late" not in line


def test_what_is_not_known_is_said() -> None:
    missing = part(PAGES["draft, dates missing"], "What do we not know?")
    assert "We have no date on record for our choice to assess or not." in missing
    assert "We have no date on record for the draft plan." in PAGES["plan"]
    assert "We have no date on record for the draft plan." not in PAGES["draft"]
    assert "no record of what we chose" in part(PAGES["outcome unknown"], "What do we not know?")
    assert "for the review meeting" in part(PAGES["to change, no meeting"], "What do we not know?")
    assert "for the request or for the plan" in part(PAGES["nothing"], "What do we not know?")


def test_a_cell_that_cannot_be_read_is_a_date_not_known_and_its_text_is_not_told() -> None:
    case = Case(
        "C1",
        {},
        tuple(events(REQUEST)),
        (Unread("draft_sent", "see Jo's note"), Unread("last_contact", "tbc")),
    )
    said = page(case, day(TODAY))
    assert "no date on record that we can read for when we sent you the draft plan" in said
    assert "Jo" not in said
    assert "tbc" not in said


def test_a_meeting_nobody_confirmed_is_not_said_to_have_been_held() -> None:
    booked = Event(EventKind.REVIEW_MEETING, date(2026, 2, 16), booked=True)
    said = page(Case("C1", {}, (*events("final-plan-sent 2025-03-31"), booked)), day(TODAY))
    assert "We have no record that it took place." in said
    assert "If that meeting was held, by Monday 16 March 2026 we must decide" in said
    assert "2026: the review meeting was held" not in said


def test_a_move_that_is_only_expected_is_said_to_be() -> None:
    facts = {Field.YEAR_GROUP: "6", Field.SETTING_TYPE: "primary"}
    said = told(f"{HELD}; review-maintain 2025-12-22", facts)
    assert "By Saturday 14 February 2026 we had to check the plan" in said
    assert "We expect it from your child's age or school year" in said
    unsure = told(f"{HELD}; review-maintain 2025-12-22", {Field.YEAR_GROUP: "6"})
    assert "no record of what kind of school" in unsure


def test_the_family_is_told_of_its_own_time_to_answer() -> None:
    assert (
        "You have until Wednesday 11 March 2026 to tell us what you think of the draft plan."
        in PAGES["draft"]
    )
    assert "You can ask to meet us." in PAGES["draft"]
    assert (
        "This was too soon. You had until Wednesday 11 March 2026"
        in PAGES["plan, late and too soon"]
    )


def test_what_another_council_did_is_not_said_to_be_ours() -> None:
    moved = PAGES["moved in with a plan"]
    done, rights = part(moved, "What has been done?"), part(moved, "What are your rights?")
    theirs = '(Here "we" is the council that you were with before.)'
    assert f"we sent you the final EHC plan. {theirs}" in done
    assert f"to us from another council. {theirs}" not in done
    assert f"we sent you the final EHC plan. {theirs} The law gave you a right" in rights
    assert theirs not in PAGES["plan"]


def test_a_new_assessment_takes_no_right_to_appeal_away() -> None:
    rights = part(PAGES["plan, to be assessed again"], "What are your rights?")
    assert "we sent you the final EHC plan. The law gave you a right to appeal" in rights


def test_a_decision_that_can_be_appealed_says_so_and_names_no_day_it_did_not_count() -> None:
    said = part(PAGES["refused"], "What are your rights?")
    assert "On Thursday 20 November 2025 we said no to an EHC needs assessment." in said
    assert "The law gave you a right to appeal against that." in said
    assert "you to appeal was Tuesday 20 January 2026. Get free advice" in said
    assert "The law gave you a right to appeal against that." not in PAGES["assessing"]


@pytest.mark.parametrize("name", HISTORIES)
def test_every_page_says_where_free_advice_is(name: str) -> None:
    assert "SENDIASS" in part(PAGES[name], "What are your rights?")
    assert "complain" in part(PAGES[name], "What are your rights?")


@pytest.mark.parametrize("name", HISTORIES)
def test_no_date_is_on_the_page_that_the_case_does_not_have(name: str) -> None:
    case = Case("C1", {}, tuple(events(HISTORIES[name])))
    rows = case_deadlines(case, BOOK)
    known = {day(TODAY)} | {event.on for event in case.events}
    known |= {day for row in rows for day in (row.due, row.start_on)}
    known |= {one.due for one in account(case, rows, BOOK, day(TODAY)).chances}
    said = re.findall(r"(\w+day) (\d+) (\w+) (\d{4})", PAGES[name])
    assert said
    assert {" ".join(one) for one in said} <= {f"{d:%A} {d.day} {d:%B %Y}" for d in known}


def test_what_was_done_earlier_is_counted_where_it_is_not_told() -> None:
    long = f"{DRAFT}; final-plan-sent 2026-02-27; views-received 2026-02-28"
    assert len(events(long)) == 8
    assert "on record. Ask us." not in told(long)
    assert "- Before this we have 1 other step on record. Ask us." in told(
        f"{long}; review-meeting 2026-03-01"
    )


# Whose eyes it is for


def test_nothing_of_the_officers_own_is_on_the_page(send: Send, lists: Lists) -> None:
    send(
        "import",
        lists(
            "ref,forename,surname,dob,officer,setting,flags,notes,request_received,draft_sent",
            "A1,Zoë,Quill,01/02/2015,Sam Example,Hill School,safeguarding,secretnote,"
            "29/09/2025,secretcell",
        ),
    )
    for line in (
        "add 'secrettask' --case A1 --due fri",
        "add 'secretpromise' --case A1 --promised-to mum --due fri",
        "log A1 --kind email --received -m 'secretmessage'",
        "pin A1 -m 'secretpin' --until fri",
        "record A1 qa-sent 2026-02-20 -m secretcheck",
        "record A1 assessment-agreed 2025-11-10 -m secretreason",
        "record A1 advice-requested 2025-11-10 --about 'Dr Hidden'",
    ):
        assert send(line).code == 0, line
    said = send("explain A1")
    assert said.code == 0
    for document in (said.out, send("explain A1 --json").out):
        for hidden in ("secret", "Quill", "Zoë", "Example", "Hill", "Hidden", "guard", "score"):
            assert hidden not in document
    named = send("explain A1 --names").out
    assert named.startswith("Case A1 Zoë Quill: how things stand on Monday 2 March 2026\n")
    assert "Dr Hidden" in named
    assert "secret" not in named


@pytest.mark.usefixtures("caseload")
def test_the_page_is_plain_lines_in_a_pipe_and_fits_the_window_on_a_screen(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = send("explain C2").out
    assert max(map(len, piped.splitlines())) > 120
    assert "\x1b" not in piped
    monkeypatch.setattr("send_cli.cli.desk.Desk.on_terminal", True)
    for columns in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        shown = send("explain C2").out
        assert max(map(len, shown.splitlines())) <= columns
        assert " ".join(shown.split()) == " ".join(piped.split())


@pytest.mark.usefixtures("caseload")
def test_the_document_has_every_key_and_the_dates_behind_the_sentences(send: Send) -> None:
    document = send("explain C2 --json").document
    assert list(document) == [
        *(
            "version",
            "as_of",
            "case",
            "initials",
            "name",
            "situation",
            "appeal_open",
            "earlier",
            "done",
            "next",
            "chances",
            "text",
        ),
    ]
    (step,) = document["next"]
    assert step["rule"] == "ehcp-final"
    assert (step["due"], step["status"], step["days_left"]) == ("2026-02-16", "breached", -14)
    assert document["name"] is None
    assert send("explain C2 --names --json").document["name"] == "Ann Lee"
    assert document["done"][1]["timing"] == "on-time"
    headings = {"where", "done", "next", "unknown", "rights", "words", "sources"}
    assert set(document["text"]) == headings


def test_a_case_there_is_not_has_no_page(send: Send, caseload: object) -> None:
    assert caseload
    assert send("explain X9").code == 5


# The words it is told in

JARGON = (
    "statut",
    "breach",
    "authorit",
    "represent",
    "provision",
    "amend",
    "maintain",
    "cease",
    "consult",
    "commission",
    "setting",
    "actor",
    "deadline",
    "phase",
    "long-stop",
    "lane",
    "ehcna",
    "ehcp",
    "trigger",
)


@pytest.mark.parametrize("name", HISTORIES)
def test_no_jargon_is_on_the_page_and_every_word_of_art_has_its_meaning(name: str) -> None:
    text = PAGES[name].split("Where do the dates come from?")[0]
    assert not [word for word in JARGON if word in text.casefold()]
    explained = part(PAGES[name], "What do the words mean?")
    body = PAGES[name].replace(explained, "")
    for word in WORDS:
        assert not is_said(word, body) or f"- {word}: " in explained, word
    for short in set(re.findall(r"\b[A-Z]{2,}\b", PAGES[name])):
        assert short in explained, short


def prose(page: str) -> str:
    """Return the sentences of a page, without its title and headings."""
    lines = [line.removeprefix("- ") for line in page.splitlines()[1:]]
    told = [line for line in lines if line and not line.endswith("?")]
    return " ".join(line if line.endswith(".") else f"{line}." for line in told)


@pytest.mark.parametrize("name", HISTORIES)
def test_the_page_can_be_read_at_twelve(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A school grade is five years short of the age: grade 7 is read at twelve."""

    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("a measure of reading age may not ask a network")

    monkeypatch.setattr(socket, "socket", no_network)
    import textstat  # type: ignore[import-untyped]  # here, so that its import is watched too

    text = prose(PAGES[name])
    assert textstat.flesch_kincaid_grade(text) + 5 <= 12
    assert textstat.smog_index(text) + 5 <= 13.5
    assert len(text.split()) < 900
