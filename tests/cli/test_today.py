"""The day's list, as a person and as a script read it."""

from pathlib import Path

import pytest

from send_cli.present.plain import ACTION_COLUMNS
from tests.conftest import Lists, Send

KEYS = {
    "rank",
    "case",
    "action",
    "rule",
    "also",
    "due",
    "act_by",
    "days_left",
    "status",
    "lane",
    "actor",
    "score",
    "reasons",
    "citation",
}


@pytest.mark.usefixtures("caseload")
def test_send_alone_prints_the_day(send: Send) -> None:
    assert send().out == send("today").out != ""


@pytest.mark.usefixtures("caseload")
def test_a_pipe_gets_one_line_an_action_with_the_documented_columns(send: Send) -> None:
    rows = send("today").rows
    assert {len(row) for row in rows} == {len(ACTION_COLUMNS)}
    final = next(row for row in rows if row[8] == "ehcp-final")
    assert final[1:7] == [
        "repair",
        "breached",
        "2026-02-16",
        "-14",
        "C2 AL",
        "Send the final plan",
    ]
    assert "out of school" in final[7]
    assert final[9] == "SEND Regulations 2014, reg 13(2)"


@pytest.mark.usefixtures("caseload")
def test_the_json_has_every_key_and_points_that_add_up(send: Send) -> None:
    document = send("today --json").document
    assert document["version"] == 1
    assert document["as_of"] == "2026-03-02"
    assert set(document["counts"]) == {
        "breached",
        "due_soon",
        "snoozed",
        "waiting",
        "shown",
        "total",
    }
    assert document["counts"]["breached"] == 2
    for action in document["actions"]:
        assert set(action) >= KEYS
        assert sum(reason["points"] for reason in action["reasons"]) == action["score"]
        assert set(action["reasons"][0]) == {"points", "sentence"}


@pytest.mark.usefixtures("caseload")
def test_ranked_lines_are_numbered_and_waiting_ones_are_not(send: Send) -> None:
    actions = send("today --json").document["actions"]
    ranked = [a["rank"] for a in actions if a["lane"] in {"save", "repair"}]
    assert ranked == list(range(1, len(ranked) + 1))
    assert {a["rank"] for a in actions if a["lane"] == "waiting"} <= {None}


@pytest.mark.usefixtures("caseload")
def test_the_names_are_initials_unless_asked_for(send: Send) -> None:
    assert "O’Neill" not in send("today").out
    assert "00123 ZO" in send("today").out
    assert "00123 Zoë O’Neill" in send("today --names").out


@pytest.mark.usefixtures("caseload")
def test_shared_options_stand_before_or_after_and_after_wins(send: Send) -> None:
    after = send("today --officer 'Pat Other' --json").document
    before = send("--officer 'Pat Other' --json today").document
    both = send("--officer 'Sam Example' today --officer 'pat  OTHER' --json").document
    assert after == before == both
    assert {action["case"] for action in after["actions"]} == {"C4"}


def test_an_officer_nobody_knows_is_refused_with_those_there_are(
    send: Send, caseload: Path
) -> None:
    said = send("today --officer Sma")
    assert said.code == 5
    assert 'no case has the officer "Sma"' in said.err
    assert "Pat Other, Sam Example" in said.err


@pytest.mark.usefixtures("caseload")
def test_setting_and_team_filter(send: Send) -> None:
    cases = {a["case"] for a in send("today --setting 'hill school' --json").document["actions"]}
    assert cases == {"00123", "C2", "C5"}
    assert send("today --team X").code == 5


@pytest.mark.usefixtures("caseload")
def test_a_limit_counts_what_it_leaves_out(send: Send) -> None:
    document = send("today --limit 1 --json").document
    assert document["counts"]["shown"] == len(document["actions"]) == 1
    assert document["counts"]["total"] > 1


@pytest.mark.usefixtures("caseload")
def test_the_foot_tells_of_an_old_list_and_of_cases_without_an_officer(send: Send) -> None:
    said = send("today --as-of 2026-03-20")
    assert "list last imported Mon 2 Mar 2026, 18 days ago: import a new one" in said.err
    assert "1 case has no officer" in said.err


@pytest.mark.usefixtures("caseload")
def test_as_of_gives_the_day_asked_for(send: Send) -> None:
    earlier = send("today --as-of 2026-02-15 --json").document
    assert "ehcp-final" not in {a["rule"] for a in earlier["actions"] if a["status"] == "breached"}


def test_the_list_is_the_same_whatever_order_the_rows_came_in(
    send: Send, caseload: Path, lists: Lists
) -> None:
    first = send("today").out
    head, *rows = caseload.read_text(encoding="utf-8").splitlines()
    other = caseload.with_name("other.db")
    upside_down = lists(head, *reversed(rows), name="other.csv")
    assert send("import", upside_down, "--db", other).code == 0
    assert send("today", "--db", other).out == first


def test_no_case_file_yet_says_what_to_do(send: Send) -> None:
    said = send("today")
    assert said.code == 4
    assert "no case file yet" in said.err
    assert "`send import FILE`" in said.err


@pytest.mark.usefixtures("caseload")
def test_a_missing_case_keeps_its_clocks_and_says_so(send: Send, lists: Lists) -> None:
    shorter = lists("ref,officer,request_received", "00123,Sam Example,26/01/2026", name="s.csv")
    said = send("--as-of 2026-03-05 import", shorter, "--json")
    assert said.document["files"][0]["missing"] == 2
    line = next(row for row in send("today --as-of 2026-03-05").rows if row[5] == "C2 AL")
    assert "not in the list of Thu 5 Mar 2026" in line[7]
