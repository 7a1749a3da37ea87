"""A rule on its page, and the book by workflow."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import send_cli.domain.rule as domain_rule
from send_cli.domain.deadline import spelt
from send_cli.domain.ground import Ground
from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Rule, Version
from send_cli.present.rule_page import COLUMNS, GROUND_WORDS, page_lines, says_on
from send_cli.rules import BOOK, first_plan
from tests.conftest import Send

IDS = [rule.id for rule in BOOK.rules]
COUNTED = [rule.id for rule in BOOK.rules if rule.makes_deadlines]
LABELS = (
    "workflow",
    "who",
    "when",
    "if it passes",
    "starts",
    "stopped by",
    "exceptions",
    "versions",
    "calendar",
    "example",
    "feeds",
    "step",
    "with it",
)
STARTS = ("starts with", "counted from")
KEYS_OF_OLD = {
    *("id", "title", "workflow", "starts", "stops", "actor", "bound", "authority"),
    *("confidence", "excuses", "versions", "note"),
}


def flat(text: str) -> str:
    """Return a page as one line, however it was wrapped."""
    return " ".join(text.split())


@pytest.mark.parametrize("rule", BOOK.rules, ids=IDS)
def test_every_rules_page_has_all_the_parts(send: Send, rule: Rule) -> None:
    said = send(f"rules {rule.id}")
    assert said.code == 0
    labels = [line[2:18].strip() for line in said.out.splitlines() if line.startswith("  ")]
    labels = ["starts" if label in STARTS else label for label in labels]
    assert [label for label in labels if label in LABELS] == list(LABELS)
    page = flat(said.out)
    assert rule.counted_from is None or f"counted from {rule.counted_from}" in page
    assert ("only after" in labels) is bool(rule.only_after)
    assert ("starts anew" in labels) is bool(rule.restarts)
    assert ("gives way to" in labels) is bool(rule.yields_to)
    assert ("the later of" in labels) is bool(rule.later_of)
    assert rule.outlasts is None or f"only beyond {rule.outlasts}" in page
    assert ("it lapses, and nobody is late" in page) is rule.lapses
    assert f"working days of {rule.days.words}; {'rolls' if rule.rolls else 'never rolls'}" in page
    for excuse in rule.excused_once:
        assert excuse.citation.text in page
    assert page.startswith(f"{rule.id}: {rule.title}")
    for ground in rule.excuses:
        assert f"{ground}: {GROUND_WORDS[ground]}" in page
    for kind in rule.triggers | rule.stops | rule.given | rule.ended_by | rule.overtaken_by:
        assert kind.words in page
    for version in rule.versions:
        assert version.citation.text in page
    assert f'"{rule.citation.quote}"' in page or "no wording to quote" in page
    assert rule.citation.url in page
    assert rule.confidence.words in page
    assert f"note: {rule.note}" in page or rule.note is None
    assert f"not law before {spelt(rule.versions[0].since)}" in page


@pytest.mark.parametrize("rule", COUNTED)
def test_the_example_is_what_the_calculator_prints(send: Send, rule: str) -> None:
    (document,) = send(f"rules {rule} --json").document["rules"]
    example = document["example"]
    counted = send(f"calc {rule} {example['start']} --json").document
    assert {key: counted[key] for key in ("start", "due", "act_by", "not_before", "working")} == (
        example
    )
    assert example["working"] in flat(send(f"rules {rule}").out)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_every_page_fits_the_window(
    send: Send, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("send_cli.cli.desk.Desk.on_terminal", True)
    for rule in BOOK.rules:
        lines = send(f"rules {rule.id}").out.splitlines()[1:]
        assert max(len(line) for line in lines if "https://" not in line) <= columns


@pytest.mark.parametrize("columns", [80, 120])
def test_the_book_is_grouped_by_workflow_on_a_terminal(
    send: Send, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("send_cli.cli.desk.Desk.on_terminal", True)
    lines = send("rules").out.splitlines()
    assert max(map(len, lines)) <= columns
    headings = [line for line in lines if line and not line.startswith(" ")]
    workflows = list(dict.fromkeys(rule.workflow for rule in BOOK.rules))
    assert headings == [one.replace("-", " ").capitalize() for one in workflows]
    found, heading = {}, ""
    for line in filter(None, lines):
        if line in headings:
            heading = line
        else:
            found[line.split()[0]] = heading
    named = {rule.id: rule.workflow.replace("-", " ").capitalize() for rule in BOOK.rules}
    assert found == named
    (line,) = (line for line in lines if line.startswith("  ehcp-final "))
    assert line.split()[1:5] == ["at-most", "20", "weeks", "authority"]
    assert ("reg 13(2)" in line) is (columns == 120)


def test_the_book_in_a_pipe_has_the_documented_columns(send: Send) -> None:
    rows = send("rules").rows
    (today,) = {one["as_of"] for one in send("rules --json").document["rules"]}
    law = [rule.id for rule in BOOK.rules if rule.version_on(date.fromisoformat(today))]
    assert [row[0] for row in rows] == law
    assert "complaint-s1" not in law
    assert [row[0] for row in send("rules --as-of 2026-04-01").rows] == IDS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    (final,) = (row for row in rows if row[0] == "ehcp-final")
    assert final[1:] == [
        "at-most 20 weeks",
        "authority",
        "statute",
        "primary",
        "SEND Regulations 2014, reg 13(2)",
    ]


def test_keys_of_the_document_are_only_added(send: Send) -> None:
    for document in send("rules --json").document["rules"]:
        assert set(document) >= KEYS_OF_OLD
    (final,) = send("rules ehcp-final --json").document["rules"]
    assert final["in_force"]["length"] == "20 weeks"
    assert final["feeds"] == [
        {"event": "final-plan-sent", "rules": ["ar-first", "med-contact", "ftt-appeal-2m"]}
    ]
    assert final["shares_step_with"][:2] == ["ehcp-draft-representations", "cust-draft-reps"]
    assert all(BOOK[one].step is BOOK["ehcp-final"].step for one in final["shares_step_with"])
    assert "ehcp-provision-start" in final["checklist"]
    assert final["restarts"] == []


def test_before_its_first_version_a_rule_was_not_law_on_that_date(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = flat(send("rules ehcp-final --as-of 2014-08-31").out)
    assert "not law on that date (Sun 31 Aug 2014)" in page
    assert "Mon 1 Sep 2014 + 20 weeks = Mon 19 Jan 2015" in page
    (document,) = send("rules ehcp-final --json --as-of 2014-08-31").document["rules"]
    assert document["in_force"] is None
    assert "not law on that date" not in send("rules ehcp-final --as-of 2014-09-01").out
    monkeypatch.setattr("send_cli.cli.desk.Desk.on_terminal", True)
    for day in ("2014-08-31", "2014-09-01", "2026-03-31", "2026-04-01"):
        unborn = [r for r in BOOK.rules if r.version_on(date.fromisoformat(day)) is None]
        assert send(f"rules --as-of {day}").out.count("not law on that date") == len(unborn)
    assert not unborn


def test_a_rule_that_changed_says_on_each_day_what_it_said_then() -> None:
    old = BOOK["ehcp-final"]
    (first,) = old.versions
    later = Version(date(2026, 1, 1), Period(18, Unit.WEEKS), first.citation)
    rule = replace(old, versions=(first, later))
    assert says_on(rule, date(2025, 12, 31)) == "at-most 20 weeks"
    assert says_on(rule, date(2026, 1, 1)) == "at-most 18 weeks"
    then = flat(" ".join(page_lines(rule, BOOK, date(2025, 12, 31), 80)))
    assert "within 20 weeks" in then
    assert "from Thu 1 Jan 2026: at-most 18 weeks" in then
    assert "from Mon 1 Sep 2014: at-most 20 weeks" in then


def test_the_book_is_open_beyond_the_bank_holidays_that_are_held(send: Send) -> None:
    for rule in BOOK.rules:
        assert send(f"rules {rule.id} --as-of 2050-01-01").code == 0


def test_every_ground_has_its_words() -> None:
    assert set(GROUND_WORDS) == set(Ground), "add to GROUND_WORDS in present/rule_page.py"


def test_an_exception_that_was_law_for_a_time_is_shown_with_its_days(send: Send) -> None:
    page = flat(send("rules ehcna-refuse-notice").out)
    assert "coronavirus: coronavirus made it impractical, only where" in page
    assert "from Fri 1 May 2020 to Fri 25 Sep 2020" in page
    (rule,) = send("rules ehcna-refuse-notice --json").document["rules"]
    assert rule["excuses"] == []
    (once,) = rule["excused_once"]
    assert (once["ground"], once["since"], once["until"]) == (
        "coronavirus",
        "2020-05-01",
        "2020-09-25",
    )
    assert send("new A1").code == 0
    assert send("record A1 request-received 2026-02-02").code == 0
    assert "it excuses nothing" in send("record A1 exception 2026-02-16 --about coronavirus").out


def test_the_version_that_the_readme_adds_is_one() -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    code = readme.split("### Adding a version to a rule")[1].split("```")[1]
    found = {**vars(first_plan), **vars(domain_rule)}
    exec(code.removeprefix("python"), found)
    rule = replace(BOOK["ehcp-final"], versions=found["versions"])
    before, after = date(2029, 8, 31), date(2029, 9, 1)
    assert says_on(rule, before) == "at-most 20 weeks"
    assert says_on(rule, after) == "at-most 16 weeks"
    assert says_on(rule, date(2014, 8, 31)) == "not law on that date"
