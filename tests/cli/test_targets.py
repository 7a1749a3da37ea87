"""Local targets and closure days, from the settings file to every place where a date is shown."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Lists, Said, Send

TARGETS = """\
[targets]
advice.weeks = 10
send-draft.weeks = 14
decide-assessment.weeks = 5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "send.toml"


@pytest.fixture
def cases(send: Send, lists: Lists) -> None:
    """Import three cases: advice asked for, a draft to send, and one that is undecided."""
    path = lists(
        "ref,event,date,about",
        "A1,request-received,2026-01-05,",
        "A1,assessment-agreed,2026-02-09,",
        "A1,advice-requested,2026-02-09,EP",
        "A2,request-received,2025-11-17,",
        "A2,assessment-agreed,2025-12-22,",
        "A2,plan-agreed,2026-02-23,",
        "A3,request-received,2026-02-02,",
    )
    assert send("import", path).code == 0


def clocks(said: Said) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["case"], row["rule"]): row for row in said.document["deadlines"]}


# The settings


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("send-final", 21, "21 is later than the law, 20 weeks: SEND Regulations 2014, reg 13(2)"),
        (
            "decide-review",
            5,
            "5 is later than the law, 4 weeks: SEND Regulations 2014, regs 20(10)",
        ),
        (
            "advice",
            13,
            "13 is later than the law, 12 weeks: SEND Regulations 2014, reg 5(1), then SEND Regul",
        ),
        (
            "send-draft",
            17,
            "17 is later than the practice, 16 weeks: SEND Code of Practice 2015, timeline chart",
        ),
        ("send-draft", -1, "-1 is too little"),
        ("send-draft", "soon", '"soon" is not a whole number'),
        ("send-draft", "14.5", "14.5 is not a whole number"),
    ],
)
@pytest.mark.usefixtures("cases")
def test_a_target_later_than_the_law_is_refused_by_name(
    send: Send, file: Path, key: str, value: object, told: str
) -> None:
    said = send(f"config set targets.{key}.weeks", value)
    assert (said.code, said.out) == (2, "")
    assert f"send: targets.{key}.weeks: {told}" in said.err
    assert said.err.endswith("; 0 is no target)\n")
    assert not file.exists()
    if isinstance(value, int):
        file.write_text(f"[targets.{key}]\nweeks = {value}\n", encoding="utf-8")
        said = send("today")
        assert (said.code, said.out) == (2, "")
        assert f"{file}, line 2, targets.{key}.weeks: {told}" in said.err


def test_a_target_as_long_as_the_law_is_no_mistake(send: Send) -> None:
    assert send("config set targets.send-final.weeks 20").code == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('"2026-12-24"', '"2026-12-24" is not a list of days (write ["2026-12-24", '),
        ("5", "5 is not a list of days"),
        ('["24/12/2026"]', '"24/12/2026" is not a day (write it like 2026-12-24, '),
        ('["2026-02-30"]', '"2026-02-30" is not a day'),
        ('["20261224"]', '"20261224" is not a day'),
        ('["2026-W10-1"]', '"2026-W10-1" is not a day'),
        ('["9999-12-31..9999-12-30"]', '"9999-12-31..9999-12-30" ends before it begins'),
        ("[2026-12-24T10:00:00]", '"2026-12-24 10:00:00" is not a day'),
        ("[20261224]", '"20261224" is not a day'),
        ('["2026-12-24", "2026-12-29.."]', '"2026-12-29.." is not a day'),
        ('["2027-01-01..2026-12-29"]', '"2027-01-01..2026-12-29" ends before it begins'),
        ('["2026-12-24..2027-12-24"]', '"2026-12-24..2027-12-24" is more than 31 days'),
    ],
)
@pytest.mark.usefixtures("cases")
def test_closure_days_that_are_none_say_what_to_write(
    send: Send, file: Path, given: str, told: str
) -> None:
    file.write_text(f"[calendar]\n# agreed\nclosure_days = {given}\n", encoding="utf-8")
    said = send("today")
    assert (said.code, said.out) == (2, "")
    assert f"send: {file}, line 3, calendar.closure_days: {told}" in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026-12-24", '["2026-12-24"]'),
        ("2026-12-24, 2026-12-29..2027-01-01", '["2026-12-24", "2026-12-29..2027-01-01"]'),
        ('["2026-12-24"]', '["2026-12-24"]'),
        ("[2026-12-24]", "[2026-12-24]"),
        ("0001-01-01, 9999-12-31", '["0001-01-01", "9999-12-31"]'),
        ("[]", "[]"),
    ],
)
def test_closure_days_are_typed_with_commas_or_as_the_file_has_them(
    send: Send, file: Path, typed: str, written: str
) -> None:
    assert send("config set calendar.closure_days", typed).code == 0
    assert file.read_text(encoding="utf-8") == f"[calendar]\nclosure_days = {written}\n"
    shown = send("config calendar --json").document["settings"][0]
    assert shown["value"] == [
        part.strip(' "') for part in written.strip("[]").split(",") if part.strip()
    ]
    assert send("today").code == 4  # no case file yet: the settings were no reason to stop


def test_the_closure_days_in_the_listing(send: Send) -> None:
    assert send("config set calendar.closure_days 2026-12-24,2026-12-29..2027-01-01").out == (
        "calendar.closure_days: none -> 2026-12-24, 2026-12-29..2027-01-01\n"
    )
    (row,) = send("config calendar.closure_days").rows
    assert row[:5] == [
        "calendar.closure_days",
        "2026-12-24, 2026-12-29..2027-01-01",
        "days",
        "",
        "file",
    ]
    assert send("config unset calendar.closure_days").out == (
        "calendar.closure_days: 2026-12-24, 2026-12-29..2027-01-01 -> none\n"
    )


@pytest.mark.usefixtures("cases")
def test_a_preview_moves_only_what_a_target_moves(send: Send, file: Path) -> None:
    # A2's draft comes onto the list for its target; A3 waits for the law alone.
    said = send("config set targets.send-draft.weeks 15 --preview --json").document
    assert [(one["case"], one["old_rank"], one["new_rank"]) for one in said["moves"]] == [
        ("A2", None, 1),
        ("A3", 1, 2),
    ]
    assert not file.exists()
    still = send("config set calendar.closure_days 2027-06-01 --preview --json").document
    assert still["moves"] == []


# Where it is shown


@pytest.mark.usefixtures("cases")
def test_a_target_is_one_of_the_deadlines_and_says_that_it_is_local(send: Send, file: Path) -> None:
    before = clocks(send("deadlines --json"))
    file.write_text(TARGETS, encoding="utf-8")
    after = clocks(send("deadlines --json"))
    assert {key: after[key] for key in before} == before
    assert after.keys() - before.keys() == {
        ("A1", "local-advice"),
        ("A1", "local-send-draft"),
        ("A2", "local-send-draft"),
        ("A3", "local-decide-assessment"),
        ("A3", "local-send-draft"),
    }
    assert after["A2", "local-send-draft"] == {
        **before["A2", "ehcp-draft-issue"],
        "rule": "local-send-draft",
        "due": "2026-02-23",
        "act_by": "2026-02-23",
        "status": "past-target",
        "days_left": -7,
        "authority": "local",
        "confidence": "primary",
        "citation": "LOCAL target, send.toml",
    }
    advice = after["A1", "local-advice"]
    assert advice["about"] == "EP"
    assert advice["start"] == {"event": "request-received", "on": "2026-01-05"}
    assert (advice["due"], advice["status"]) == ("2026-03-16", "due-soon")
    past = clocks(send("deadlines --status past-target --json --as-of 2026-03-17"))
    assert ("A1", "local-advice") in past
    assert ("A1", "local-advice") in clocks(send("deadlines A1 --within 14d --json"))


@pytest.mark.usefixtures("cases")
def test_the_line_of_the_list_has_the_laws_date_and_the_local_one(send: Send, file: Path) -> None:
    file.write_text(TARGETS, encoding="utf-8")
    first, *_ = send("today --json").document["actions"]
    assert (first["case"], first["rule"], first["due"]) == ("A2", "ehcp-final", "2026-04-06")
    assert (first["lane"], first["status"]) == ("save", "on-track")
    assert first["local"] == [
        {
            "rule": "local-send-draft",
            "due": "2026-02-23",
            "days_left": -7,
            "status": "past-target",
        }
    ]
    assert first["score"] == sum(reason["points"] for reason in first["reasons"])
    assert "LOCAL was 23 Feb; start by Thu 12 Mar; no plan in force" in send("today").out
    assert "LOCAL was 23 Feb" in send("next").out
    shown = " ".join(send("show A2").out.split())
    assert "SAVE Send the draft plan, 35 days left; LOCAL was 23 Feb" in shown
    assert "local-send-draft: past the target (not law), 7 days late · LOCAL target" in shown
    assert "35 days left (reg 13(2)); LOCAL was 23 Feb" in send("handover A2").out


@pytest.mark.usefixtures("cases")
def test_the_share_of_a_target_is_a_setting(send: Send, file: Path) -> None:
    # At most what the law's own date would have on its last day: 300, less the 132 it has.
    for share, points in ((4, 75 + 7), (1, 168), (100, 3 + 7)):
        file.write_text(f"{TARGETS}[weights]\nlocal_share = {share}\n", encoding="utf-8")
        first, *_ = send("today --json").document["actions"]
        (term,) = (one for one in first["reasons"] if one["sentence"].startswith("LOCAL target"))
        assert term["points"] == points


@pytest.mark.usefixtures("cases")
def test_why_shows_the_figures_of_a_target_and_the_date_that_it_serves(
    send: Send, file: Path
) -> None:
    file.write_text(TARGETS, encoding="utf-8")
    whole = send("why A1 local-advice").out
    shown = " ".join(whole.split())
    assert (
        "local-advice (EP): LOCAL target: have the advice within 10 weeks of the request" in shown
    )
    assert "started by request received, Mon 5 Jan 2026 list.csv row 2" in shown
    assert "working Mon 5 Jan 2026 + 10 weeks = Mon 16 Mar 2026" in shown
    assert "LOCAL target, send.toml confidence: the authority's own figure, not law" in shown
    assert "working Mon 9 Feb 2026 + 6 weeks = Mon 23 Mar 2026" in shown
    assert "" not in whole.splitlines()
    document = send("why A1 local-advice --json").document
    assert [one["rule"] for one in document["clocks"]] == ["ehcna-advice-return", "local-advice"]
    assert document["clocks"][1]["citation"] == {
        "text": "LOCAL target, send.toml",
        "url": None,
        "quote": None,
    }
    file.unlink()
    assert send("why A1 local-advice").code == 5


@pytest.mark.usefixtures("cases")
def test_advice_past_its_target_is_chased_and_waited_for(send: Send, file: Path) -> None:
    file.write_text(TARGETS, encoding="utf-8")
    (row,) = send("waiting --as-of 2026-03-16").rows
    assert (row[7], row[-1]) == ("due-soon", "2026-03-16")
    assert not any("Chase" in line for line in send("today --as-of 2026-03-16").out.splitlines())
    (chase,) = (row for row in send("today --as-of 2026-03-17").rows if "Chase" in row[6])
    assert chase[1:5] == ["save", "due-soon", "2026-03-23", "6"]
    assert chase[7] == "LOCAL was 16 Mar; holds up the draft"
    owed = send("waiting --json --as-of 2026-03-17").document
    assert owed["counts"]["overdue"] == 0
    assert owed["providers"][0]["owed"][0]["local_due"] == "2026-03-16"
    assert "LOCAL was 16 Mar" in send("show A1 --as-of 2026-03-17").out


@pytest.mark.usefixtures("cases")
def test_a_report_tells_once_that_a_target_has_passed(send: Send, file: Path) -> None:
    file.write_text(TARGETS, encoding="utf-8")
    told = send("report changes --json --since 2026-03-09 --as-of 2026-03-10").document
    assert [(one["case"], one["rule"]) for one in told["targets"]] == [
        ("A3", "local-decide-assessment")
    ]
    assert told["breached"] == []
    text = " ".join(send("report morning --as-of 2026-03-10 --since 2026-03-09").out.split())
    assert "Newly past a LOCAL target: 1" in text
    assert "LOCAL target: decide whether to assess within 5 weeks of the request" in text
    later = send("report changes --json --since 2026-03-10 --as-of 2026-03-11").document
    assert later["targets"] == []


@pytest.mark.usefixtures("caseload")
def test_a_target_is_no_breach_and_stops_no_monitor(send: Send, file: Path) -> None:
    day = "2026-03-09"  # the last day in law of two duties
    before = send(f"breaches --json --as-of {day}").document
    file.write_text(
        "[targets]\ndecide-assessment.weeks = 1\nsend-amendment-notice.weeks = 1\n"
        "send-final.weeks = 1\nsend-draft.weeks = 1\n",
        encoding="utf-8",
    )
    after = send(f"breaches --json --as-of {day}").document
    assert before["count"] == after["count"] == 2
    assert [one["duties"] for one in before["breaches"]] == [
        one["duties"] for one in after["breaches"]
    ]
    counts = send(f"today --json --as-of {day}").document["counts"]
    assert counts["breached"] == 2
    late = "report morning --exit-code --since 2026-03-06"
    assert send(f"{late} --as-of {day}").code == 0
    assert send(f"{late} --as-of 2026-03-10").code == 1


@pytest.mark.usefixtures("caseload")
def test_what_is_stored_and_what_a_family_is_told_are_the_laws_alone(
    send: Send, file: Path, tmp_path: Path
) -> None:
    held = (tmp_path / "cases.db").read_bytes()
    told = send("explain 00123").out
    file.write_text(
        f'{TARGETS}[calendar]\nclosure_days = ["2026-03-09", "2026-02-09"]\n', encoding="utf-8"
    )
    assert "deadlines-differ" not in send("check").out
    assert send("explain 00123").out == told
    assert send("record 00123 contact").code == 0
    assert "deadlines-differ" not in send("check").out
    file.unlink()
    assert "deadlines-differ" not in send("check").out
    assert send("undo").code == 0
    assert held


# Closure days


@pytest.mark.usefixtures("caseload")
def test_closure_days_move_the_day_to_act_by_wherever_it_is_shown(send: Send, file: Path) -> None:
    file.write_text('[calendar]\nclosure_days = ["2026-03-06..2026-03-09"]\n', encoding="utf-8")
    (decide,) = (one for one in send("today --json").document["actions"] if one["case"] == "00123")
    assert (decide["due"], decide["act_by"]) == ("2026-03-09", "2026-03-05")
    assert decide["start_by"] == "2026-02-26"
    row = clocks(send("deadlines 00123 --json"))["00123", "ehcna-decision"]
    assert (row["due"], row["act_by"]) == ("2026-03-09", "2026-03-05")
    why = " ".join(send("why 00123").out.split())
    assert (
        "act by Thu 5 Mar 2026, the last working day before it (closed on Fri 6 Mar to Mon 9 Mar "
        "2026)"
    ) in why
    assert (
        "closed on Fri 6 Mar to Mon 9 Mar 2026: start by Thu 26 Feb 2026 and not Mon 2 Mar 2026"
    ) in why
    counted = send("calc ehcna-decision 2026-01-26 --json").document
    assert (counted["due"], counted["act_by"]) == ("2026-03-09", "2026-03-05")


def test_the_law_is_counted_whatever_is_wrong_with_the_settings(send: Send, file: Path) -> None:
    file.write_text("[calendar]\nclosure_days = [5]\n", encoding="utf-8")
    said = send("calc ehcna-decision 2026-01-26 --json")
    assert (said.code, said.document["act_by"]) == (0, "2026-03-09")
    assert "closure days are not heeded: " in said.err
    assert "line 2, calendar.closure_days" in said.err


def test_no_sum_of_working_days_heeds_a_closure_day(send: Send, file: Path) -> None:
    before = send("calc foi 2026-01-26 --json").document
    file.write_text('[calendar]\nclosure_days = ["2026-02-02..2026-02-06"]\n', encoding="utf-8")
    assert send("calc foi 2026-01-26 --json").document == before


def test_the_standard_for_an_answer_is_in_days_on_which_you_are_open(
    send: Send, file: Path, lists: Lists
) -> None:
    path = lists("ref,request_received", "A1,05/01/2026")
    assert send("import", path).code == 0
    assert send("log A1 -m question --received --on 2026-02-27").code == 0
    (row,) = send("quiet").rows
    assert row[5] == "2026-03-06"
    file.write_text('[calendar]\nclosure_days = ["2026-03-04"]\n', encoding="utf-8")
    (row,) = send("quiet").rows
    assert row[5] == "2026-03-09"


@pytest.mark.usefixtures("cases")
def test_a_report_compares_with_the_last_day_on_which_you_were_open(send: Send, file: Path) -> None:
    assert send("report changes --json").document["since"] == "2026-02-27"
    file.write_text('[calendar]\nclosure_days = ["2026-02-27"]\n', encoding="utf-8")
    assert send("report changes --json").document["since"] == "2026-02-26"


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.usefixtures("cases")
def test_a_person_sees_targets_within_the_window(
    send: Send, file: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    file.write_text(
        f'{TARGETS}[calendar]\nclosure_days = ["2026-03-06", "2026-03-09..2026-03-13"]\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("send_cli.cli.desk.Desk.on_terminal", True)
    for line in ("today --all", "deadlines", "show A1", "waiting", "why A2 local-send-draft"):
        out = send(f"{line} --as-of 2026-03-17").out
        assert "LOCAL" in out or "local-" in out, line
        lines = [one for one in out.splitlines() if "https://" not in one]
        assert max(map(len, lines)) <= columns, line
    out = send("config").out
    assert max(map(len, out.replace(str(file), "").splitlines())) <= columns
    assert "14 weeks" in out
    assert "no target" in out


def test_a_target_long_past_never_puts_what_can_be_met_before_a_breach(
    send: Send, lists: Lists, file: Path
) -> None:
    path = lists(
        "ref,event,date",
        # A day late by law, for the least that a decision to assess can be.
        "B1,request-received,2026-01-18",
        *(f"C{number},request-received,2026-01-20" for number in range(9)),
    )
    assert send("import", path).code == 0
    steps = ("decide-assessment", "decide-plan", "send-draft", "send-final")
    file.write_text("[targets]\n" + "".join(f"{one}.weeks = 1\n" for one in steps))
    first, second, *_ = send("today --json --all").document["actions"]
    assert (first["case"], first["status"]) == ("B1", "breached")
    assert second["score"] <= first["score"]
    assert any("as on the last lawful day" in one["sentence"] for one in second["reasons"])


def test_a_line_says_to_start_by_a_day_of_the_date_that_it_shows(send: Send, lists: Lists) -> None:
    # The final plan weighs more, but its safe start is long after the decision is due.
    assert send("import", lists("ref,event,date", "B1,request-received,2026-02-02")).code == 0
    (line,) = send("today --all").rows
    assert (line[3], line[7]) == ("2026-03-16", "start by Mon 9 Mar; no plan in force")
