"""A rule on its page, and the book by workflow."""

from dataclasses import replace
from datetime import date

import pytest

from send_cli.domain.period import Period, Unit
from send_cli.domain.rule import Ground, Rule, Version
from send_cli.present.rule_page import COLUMNS, GROUND_WORDS, page_lines, says_on
from send_cli.rules import BOOK
from tests.conftest import Send

IDS = [rule.id for rule in BOOK.rules]
COUNTED = [rule.id for rule in BOOK.rules if rule.makes_deadlines]
LABELS = (
    "workflow",
    "who",
    "when",
    "if it passes",
    "starts with",
    "stopped by",
    "exceptions",
    "versions",
    "example",
    "feeds",
    "step",
    "with it",
)
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
    assert [label for label in labels if label in LABELS] == list(LABELS)
    page = flat(said.out)
    assert page.startswith(f"{rule.id}: {rule.title}")
    for ground in rule.excuses:
        assert f"{ground}: {GROUND_WORDS[ground]}" in page
    for kind in rule.starts | rule.stops | rule.given | rule.ended_by | rule.overtaken_by:
        assert kind.words in page
    for version in rule.versions:
        assert version.citation.text in page
    assert f'"{rule.citation.quote}"' in page or "no wording to quote" in page
    assert rule.citation.url in page
    assert rule.confidence.words in page
    assert f"note: {rule.note}" in page or rule.note is None
    assert "not law before Mon 1 Sep 2014" in page


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
    assert [row[0] for row in rows] == IDS
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
    assert final["feeds"] == [{"event": "final-plan-sent", "rules": ["ar-first"]}]
    assert final["shares_step_with"] == ["ehcp-draft-representations"]
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
    listed = send("rules --as-of 2014-08-31").out
    assert listed.count("not law on that date") == len(BOOK.rules)
    assert "not law on that date" not in send("rules --as-of 2014-09-01").out


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
