"""The performance report: every figure with its cases, in every form, and nothing written."""

import csv
import json
import os
import pty
import re
import sqlite3
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from send_cli.demo.caseload import caseload as synthetic
from send_cli.domain.caseload import MANAGEABLE
from send_cli.importers.headings import TEMPLATE
from send_cli.present.performance_cases import CASE_COLUMNS, STEPS
from send_cli.present.performance_rows import FIGURE_COLUMNS
from tests.cli.test_report import Page
from tests.conftest import AS_OF, Lists, Send

NOW = date.fromisoformat(AS_OF)
FORMS = ("text", "md", "html", "json")
HEAD = (
    "ref,forename,surname,officer,team,setting,need,request_received,assessment_agreed,"
    "assessment_refused,plan_agreed,final_plan_sent,review_meeting,review_decision,review_outcome"
)


@pytest.fixture
def year(send: Send, lists: Lists) -> None:
    """Import six cases: in 2026 three first plans, on days 139, 140 and 141, and one uncounted."""
    path = lists(
        HEAD,
        # Requested Mon 1 Sep 2025; day 140 is Mon 19 Jan 2026.
        "P1,Ann,Lee,Sam Example,North,Hill School,ASD,01/09/2025,06/10/2025,,,18/01/2026,,,",
        "P2,Bo,Ray,Sam Example,North,Dale College,ASD,01/09/2025,06/10/2025,,,19/01/2026,,,",
        "P3,Cy,Fox,Pat Other,South,Hill School,SEMH,01/09/2025,20/10/2025,,,20/01/2026,,,",
        "P4,Zephyrine,Quill,Pat Other,South,Hill School,,,,,,05/02/2026,,,",
        # Still open, asked on Mon 6 Oct 2025; day 140 was Mon 23 Feb 2026.
        "P5,Di,Kay,,South,Hill School,SLCN,06/10/2025,10/11/2025,,,,,,",
        "P6,Ed,Orr,Sam Example,North,Hill School,ASD,05/01/2026,,03/02/2026,,,,,",
        "P7,Fi,Pym,Sam Example,North,Hill School,ASD,31/02/2026,,,,,,,",
    )
    assert send("import", path).code == 3


def figures(send: Send, more: str = "") -> dict[str, Any]:
    told = send(f"report performance --json {more}").document
    return {one["figure"]: one for one in told["figures"]}


@pytest.mark.usefixtures("year")
def test_each_figure_knows_its_cases_and_what_it_could_not_count(send: Send) -> None:
    found = figures(send)
    within = found["twenty-weeks"]
    this, same, before = within["periods"]
    assert (this["period"], this["from"], this["to"]) == ("2026 to 2 Mar", "2026-01-01", AS_OF)
    assert (this["part"], same["part"], before["part"]) == (True, False, False)
    assert (this["number"], this["total"], this["percent"]) == (2, 3, 66.7)
    assert (this["counted"], this["against"]) == (["P1", "P2"], ["P3"])
    (beside,) = this["beside"]
    assert (beside["number"], beside["cases"]) == (1, ["P4"])
    assert "without a request" in beside["why"]
    assert [one["cases"] for one in within["beside"]] == [["P7"]]
    assert (before["number"], before["total"], before["percent"]) == (0, 0, None)
    assert found["twenty-weeks-139"]["periods"][0]["counted"] == ["P1"]
    assert found["open-over-20"]["periods"][0]["counted"] == ["P5"]
    assert found["six-weeks"]["periods"][0]["counted"] == ["P6"]
    assert found["refusals"]["periods"][0]["counted"] == ["P6"]
    # Requested in 2026: P6. In 2025: P1, P2, P3, P5, and none up to 2 March.
    assert [one["number"] for one in found["requests"]["periods"]] == [1, 0, 4]


@pytest.mark.usefixtures("year")
def test_the_months_add_up_to_the_year(send: Send) -> None:
    for name, one in figures(send, "--year 2025").items():
        for key in ("counted", "against"):
            own = [ref for month in one["months"] for ref in month[key]]
            if one["months"]:
                assert sorted(own) == sorted(one["periods"][0][key]), name


@pytest.mark.usefixtures("year")
def test_both_readings_of_the_twenty_weeks_are_shown_only_where_they_differ(send: Send) -> None:
    said = " ".join(send("report performance --format text").out.split())
    assert "exceptions left out, request on Day 1" in said
    # In the year and in the one month that differs.
    assert said.count("33.3% (1 of 3)") == 4
    assert re.search(r"within 139 days Month [a-zE ]+ Jan 2026 33\.3% \(1 of 3\) 33\.3%", said)
    send("withdraw P2 final-plan-sent --yes -m wrong")
    send("record P2 final-plan-sent 16/1/2026")
    said = send("report performance --format text").out.split("How each figure")[0]
    assert "on Day 1" not in said
    assert "33.3% (1 of 3)" not in said
    assert figures(send)["twenty-weeks-139"]["periods"][0]["counted"] == ["P2", "P1"]


@pytest.mark.usefixtures("year")
def test_an_exception_takes_a_plan_out_of_both_numbers_of_one_figure(send: Send) -> None:
    ground = "--ground away-four-weeks --from 1/12/2025 --to 30/12/2025 --evidence letter"
    assert send(f"exception P3 ehcp-final {ground}").code == 0
    found = figures(send)
    out, included = (found[name]["periods"][0] for name in ("twenty-weeks", "twenty-weeks-all"))
    assert (out["number"], out["total"], out["percent"]) == (2, 2, 100.0)
    assert (included["number"], included["total"], included["percent"]) == (2, 3, 66.7)
    assert found["exceptions"]["periods"][0]["counted"] == ["P3"]
    listed = send("report performance --cases twenty-weeks-all --format text").out
    assert "141 days, exception: away four weeks" in " ".join(listed.split())


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("form", FORMS)
def test_every_form_lists_the_cases_behind_a_figure(send: Send, form: str) -> None:
    said = send(f"report performance --cases twenty-weeks --format {form}").out
    assert "Zephyrine" not in said
    if form == "json":
        document = json.loads(said)
        assert document["cases"]["figure"] == "twenty-weeks"
        first = document["cases"]["periods"][0]
        assert [(one["case"], one["counts"], one["days"]) for one in first["cases"]] == [
            ("P1", True, 139),
            ("P2", True, 140),
            ("P3", False, 141),
        ]
        assert first["beside"][0]["cases"] == ["P4"]
        assert send("report performance --json").document["cases"] is None
        return
    flat = " ".join(re.sub(r"<[^>]*>|[\\|]", " ", said).split())
    for words in ("P1 AL", "request Mon 1 Sep 2025", "plan issued Mon 19 Jan 2026, 140 days"):
        assert words in flat
    assert flat.index("P2 BR") < flat.index("Not counted") < flat.index("P3 CF")
    assert flat.index("P3 CF") < flat.index("1 case without a request") < flat.index("P4 ZQ")
    assert "P4 Zephyrine Quill" in " ".join(
        send(f"report performance --cases twenty-weeks --names --format {form}").out.split()
    )


@pytest.mark.usefixtures("year")
def test_every_figure_lists_its_cases(send: Send) -> None:
    found = figures(send)
    assert set(STEPS) < set(found)
    for name, figure in found.items():
        rows = send(f"report performance --cases {name}").rows
        assert all(len(row) == len(CASE_COLUMNS) and row[0] == name for row in rows)
        told = send(f"report performance --cases {name} --json").document["cases"]
        for period in told["periods"]:
            same = next(one for one in figure["periods"] if one["period"] == period["period"])
            refs = [one["case"] for one in period["cases"] if one["counts"]]
            assert refs == same["counted"], name
        assert send(f"report performance --cases {name} --format text").code == 0
    said = send("report performance --cases everything")
    assert said.code == 2
    assert "is no figure: write one of twenty-weeks, " in said.err


@pytest.mark.usefixtures("year")
def test_in_a_pipe_it_is_one_line_for_each_figure_and_nothing_is_cut(send: Send) -> None:
    rows = send("report performance").rows
    assert all(len(row) == len(FIGURE_COLUMNS) for row in rows)
    named = [dict(zip(FIGURE_COLUMNS, row, strict=True)) for row in rows]
    first = named[0]
    assert first == {
        "figure": "twenty-weeks",
        "group": "",
        "period": "2026 to 2 Mar",
        "from": "2026-01-01",
        "to": AS_OF,
        "part": "part",
        "number": "2",
        "total": "3",
        "percent": "66.7",
        "beside": "1 case without a request on record from which the 20 weeks can be counted: "
        "not counted: P4 ZQ",
    }
    assert {"Sam Example", "Pat Other", "no officer on record"} <= {one["group"] for one in named}
    assert {one["figure"] for one in named} == set(figures(send))


@pytest.mark.usefixtures("year")
def test_text_is_wrapped_with_bars_of_plain_characters(send: Send) -> None:
    said = send("report performance --format text").out
    assert max(map(len, said.splitlines())) <= 80
    assert "…" not in said
    (january,) = [one for one in said.splitlines() if one.startswith("  Jan 2026") and "(" in one][
        :1
    ]
    assert re.search(r"66\.7% \(2 of 3\) .* #+\.+$", january)
    assert january.split()[-1].count("#") == round(len(january.split()[-1]) * 2 / 3)
    flat = " ".join(said.split())
    assert "100 to 150 cases is what one case officer" in flat
    assert "no norm" in flat
    assert MANAGEABLE == (100, 150)
    officers = said.split("Caseload for each officer")[1].split("Primary need")[0]
    (sam,) = [one for one in officers.splitlines() if "Sam Example" in one]
    assert sam.endswith("|")
    assert sam.count("|") == 2


@pytest.mark.usefixtures("year")
def test_a_share_of_nothing_is_none_and_no_percentage_stands_alone(send: Send) -> None:
    for form in ("text", "md"):
        said = send(f"report performance --format {form}").out
        assert "none" in said
        for found in re.finditer(r"\d%", said):
            assert re.match(r"\d% \(\d+ of \d+\)", said[found.start() :])


@pytest.mark.usefixtures("year")
def test_the_page_is_read_aloud_as_it_is_seen(send: Send) -> None:
    said = send("report performance --format html").out
    page = Page(said)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.seen}
    assert re.findall(r"url\(|@import|src=|https?:", said) == []
    ids = [attrs["id"] for _, attrs in page.seen if "id" in attrs]
    assert len(ids) == len(set(ids))
    charts = page.all("svg")
    assert len(charts) == 6
    for chart in charts:
        assert chart["role"] == "img"
        title, desc = str(chart["aria-labelledby"]).split()
        assert {"id": title} in page.all("title")
        assert {"id": desc} in page.all("desc")
    assert {attrs["scope"] for attrs in page.all("th")} == {"col", "row"}
    assert len(page.all("h1")) == 1
    # Each bar has its number in words beside it, in the picture and in the table.
    numbers = [text for text in page.text if "66.7%" in text]
    assert len(numbers) >= 3


@pytest.mark.usefixtures("year")
def test_what_a_list_says_is_text_on_the_page(send: Send) -> None:
    send("set P1 officer='<b>x</b>' need='a|b'")
    page = send("report performance --format html").out
    assert "<b>x" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "\\<b>x\\</b>" in send("report performance --format md").out


@pytest.mark.usefixtures("year")
def test_a_report_is_of_the_officer_team_or_setting_asked_for(send: Send) -> None:
    for more, good, bad in (
        ("--officer 'sam example'", ["P1", "P2"], []),
        ("--team south", [], ["P3"]),
        ("--setting 'hill school'", ["P1"], ["P3"]),
    ):
        this = figures(send, more)["twenty-weeks"]["periods"][0]
        assert (this["counted"], this["against"]) == (good, bad)
    assert send("report performance --officer nobody").code == 5
    assert "· Sam Example" in send("report performance --officer 'Sam Example' --format text").out


@pytest.mark.usefixtures("year")
def test_the_days_can_be_chosen(send: Send) -> None:
    told = send("report performance --from 19/1/2026 --to 31/1/2026 --json").document
    assert told["period"] == {
        "name": "19 Jan to 31 Jan 2026",
        "from": "2026-01-19",
        "to": "2026-01-31",
        "part": False,
    }
    within = next(one for one in told["figures"] if one["figure"] == "twenty-weeks")
    assert (within["periods"][0]["counted"], within["periods"][0]["against"]) == (["P2"], ["P3"])
    assert [one["part"] for one in within["months"]] == [True]
    for line, says in (
        ("performance --year 2027", "is not a year"),
        ("performance --from 1/1/2026", "--to is missing"),
        ("performance --since mon", "--since does not go with `report performance`"),
        ("morning --cases requests", "--cases does not go with `report morning`"),
        ("changes --from 1/1/2026", "--from does not go with `report changes`"),
    ):
        said = send(f"report {line}")
        assert said.code == 2
        assert says in said.err


@pytest.mark.usefixtures("year")
def test_a_monitor_is_told_where_one_is_open_past_its_day(send: Send) -> None:
    assert send("report performance").code == 0
    assert send("report performance --exit-code").code == 1
    assert send("record P5 request-withdrawn").code == 0
    assert send("report performance --exit-code").code == 0


@pytest.mark.usefixtures("year")
def test_one_that_is_not_in_the_last_list_is_counted_and_told_of(send: Send, lists: Lists) -> None:
    shorter = lists(
        "ref,officer,final_plan_sent", "P2,Sam Example,", "P6,Sam Example,", name="b.csv"
    )
    send("import", shorter)
    told = send("report performance --json").document
    assert told["missing"] == {"number": 2, "cases": ["P1", "P7"]}
    assert figures(send)["twenty-weeks"]["periods"][0]["counted"] == ["P1", "P2"]
    flat = " ".join(send("report performance --format text").out.split())
    assert "2 cases no longer in the last list: counted all the same: P1 AL, P7 FP" in flat


@pytest.mark.usefixtures("year")
def test_it_reads_beside_a_lock_and_leaves_every_byte(send: Send, tmp_path: Path) -> None:
    db = tmp_path / "cases.db"
    lines = ["report performance", *(f"report performance --format {form}" for form in FORMS)]
    lines.append("report performance --cases requests")
    right = [send(line).out for line in lines]
    before = db.read_bytes()
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE cases SET officer = 'Nobody'")
    assert [send(line).out for line in lines] == right
    other.close()
    db.chmod(0o400)
    assert [send(line).out for line in lines] == right
    assert db.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".db"] == ["cases.db"]


@pytest.mark.usefixtures("year")
def test_it_needs_nothing_of_the_environment_and_a_file_is_private(
    send: Send, tmp_path: Path
) -> None:
    arguments = ["--db", str(tmp_path / "cases.db"), "--as-of", AS_OF, "report", "performance"]
    for form in FORMS:
        done = subprocess.run(
            [sys.executable, "-m", "send_cli", *arguments, "--format", form],
            capture_output=True,
            env={"LANG": "C", "PYTHONUTF8": "0"},
            check=True,
        )
        assert done.stdout.decode("utf-8") == send(f"report performance --format {form}").out
    assert send("report performance -o", tmp_path / "{date}.html").out == ""
    path = tmp_path / f"{AS_OF}.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert send("report performance -o", tmp_path / "a.txt").code == 0
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert text == send("report performance --format text").out


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("columns", [80, 120])
def test_on_a_terminal_it_fits_the_window(tmp_path: Path, columns: int) -> None:
    leader, follower = pty.openpty()
    db = str(tmp_path / "cases.db")
    with subprocess.Popen(
        [sys.executable, "-m", "send_cli", "--db", db, "report", "performance"],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={"COLUMNS": str(columns), "SEND_AS_OF": AS_OF},
    ) as process:
        os.close(follower)
        said = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            said += part
        process.wait()
    os.close(leader)
    lines = said.decode().splitlines()
    assert lines[0].startswith("Performance, ")
    assert columns - 15 < max(map(len, lines)) <= columns


def test_an_empty_case_file_says_what_to_do(send: Send) -> None:
    assert send("new A1").code == 0
    assert send("undo").code == 0
    for form in FORMS:
        said = send(f"report performance --format {form}")
        assert said.code == 0
        assert "the case file is empty" in said.out


def read(cell: str) -> date | None:
    """A date as the demo writes it, where it can be read."""
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", cell)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def test_the_figures_of_the_demo_are_those_of_its_list(send: Send, tmp_path: Path) -> None:
    """Count the list as it stands, by no code of the program, and compare."""
    path = tmp_path / "demo.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, TEMPLATE, restval="")
        sheet.writeheader()
        sheet.writerows(synthetic(NOW, cases=320))
    send("import", path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = {
            row["ref"]: {name: read(cell) for name, cell in row.items()}
            for row in csv.DictReader(file)
        }
    found = figures(send)
    plans, requests, decisions, reviews = {}, set(), {}, {}
    for ref, row in rows.items():
        asked, issued = row["request_received"], row["final_plan_sent"]
        decided = row["assessment_agreed"] or row["assessment_refused"]
        met, after = row["review_meeting"], row["review_decision"]
        if asked and asked.year == 2025:
            requests.add(ref)
        if asked and issued and issued.year == 2025:
            plans[ref] = (issued - asked).days <= 140
        if asked and decided and decided.year == 2025:
            decisions[ref] = (decided - asked).days <= 42
        gone = row["plan_ceased"] or row["moved_out"]
        if met and (
            date(2025, 1, 1) <= date.fromordinal(met.toordinal() + 28) <= date(2025, 12, 31)
        ):
            # A decision before the meeting is of the review before.
            late = after is None or not 0 <= (after - met).days <= 28
            if not (gone and (gone - met).days <= 28) and (after or not row["amended_plan_sent"]):
                reviews[ref] = not late
    assert set(found["requests"]["periods"][-1]["counted"]) == requests
    for name, by_hand in (
        ("twenty-weeks-all", plans),
        ("six-weeks", decisions),
        ("review-4-weeks", reviews),
    ):
        last = found[name]["periods"][-1]
        assert set(last["counted"]) == {ref for ref, good in by_hand.items() if good}, name
        assert set(last["against"]) == {ref for ref, good in by_hand.items() if not good}, name
        assert by_hand
    assert found["caseload"]["periods"][0]["number"] == sum(
        one["number"] for one in send("report performance --json").document["officers"]
    )


@pytest.mark.usefixtures("year")
def test_what_is_open_says_that_it_is_of_today_whatever_the_year_asked_for(send: Send) -> None:
    said = " ".join(send("report performance --year 2025 --format text").out.split())
    assert "1 of 1 open over 20 weeks, today" in said
    assert "4 requests received, 2025" in said
    assert "0 appeals open, today" in said
    said = " ".join(send("report performance --format text").out.split())
    assert "1 request received, 2026 to 2 Mar" in said


@pytest.mark.usefixtures("year")
def test_the_bars_stand_after_the_heading_they_are_under(send: Send) -> None:
    page = send("report performance --format html").out
    heading = page.index("By month; the bars are of: Within 20 weeks")
    assert heading < page.index("<svg")
