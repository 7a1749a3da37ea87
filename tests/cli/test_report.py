"""The reports: whole, the same in every form, safe beside the officer, and quiet for monitors."""

import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Lists, Send

FRIDAY, MONDAY, TUESDAY = "2026-02-27", "2026-03-02", "2026-03-03"
HEAD = "ref,forename,surname,officer,setting,request_received,assessment_agreed,draft_sent"
PAGE = ("morning", "changes")


@pytest.fixture
def weekend(send: Send, lists: Lists) -> None:
    """Import a list on Thursday; have dates pass over the weekend and others recorded since."""
    first = lists(
        HEAD,
        # The six weeks end on Sat 28 Feb 2026.
        "W1,Ann,Lee,Sam Example,Hill School,17/01/2026,,",
        # Past the twenty weeks long ago.
        "W2,Bo,Ray,Sam Example,Hill School,29/09/2025,10/11/2025,20/01/2026",
        # The six weeks end on Fri 13 Mar 2026; corrected on Monday.
        "W3,Cy,Fox,Pat Other,Hill School,30/01/2026,,",
        # Decided on Friday, in time.
        "W4,Di,Kay,Sam Example,Hill School,26/01/2026,,",
        name="thursday.csv",
    )
    assert send("import --as-of 2026-02-26", first).code == 0
    assert send(f"record W4 assessment-agreed {FRIDAY} --as-of {FRIDAY}").code == 0
    second = lists(
        HEAD,
        "W3,Cy,Fox,Pat Other,Hill School,23/01/2026,,",
        "W5,Zephyrine,Quill,Pat Other,Hill School,01/12/2025,,",
        name="monday.csv",
    )
    assert send("import --partial", second).code == 0


def found(turns: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(turn["case"], turn["rule"]) for turn in turns]


@pytest.mark.usefixtures("weekend")
def test_what_changed_is_what_passed_and_what_was_recorded(send: Send) -> None:
    told = send("report changes --json").document
    assert (told["since"], told["compared"]) == (FRIDAY, True)
    assert ("W1", "ehcna-decision") in found(told["breached"])
    assert ("W5", "ehcna-decision") in found(told["breached"])
    assert "W2" not in {turn["case"] for turn in told["breached"]}
    assert ("W4", "ehcna-decision") in found(told["settled"])
    assert [case["case"] for case in told["new_cases"]] == ["W5"]
    moved = {turn["rule"]: turn for turn in told["moved"] if turn["case"] == "W3"}
    assert moved["ehcna-decision"]["was_due"] == "2026-03-13"
    assert moved["ehcna-decision"]["due"] == "2026-03-06"
    assert moved["ehcna-decision"]["cause"] == {
        "fact": "request received Fri 30 Jan 2026 -> Fri 23 Jan 2026",
        "command": "import monday.csv",
        "who": "ann",
        "on": MONDAY,
        "file": "monday.csv",
        "row": 2,
    }


@pytest.mark.usefixtures("weekend")
def test_the_morning_says_the_same_as_the_changes_and_as_today(send: Send) -> None:
    told = send("report morning --json").document
    changes = send("report changes --json").document
    assert told["changes"] == {name: changes[name] for name in told["changes"]}
    today = send("today --json").document
    ranked = [one for one in today["actions"] if one["rank"]]
    assert told["top"] == ranked[:10]
    breached = {one["case"]: one for one in ranked if one["status"] == "breached"}
    others = [one for group in told["other_breaches"] for one in group["actions"]]
    assert {one["case"] for one in [*told["new_breaches"], *others]} == set(breached)
    assert told["counts"]["breached"] == len(told["new_breaches"]) + len(others) == 3
    assert {one["case"] for one in told["new_breaches"]} == {"W1", "W5"}
    assert told["due_this_week"]["until"] == "2026-03-08"
    assert [one["case"] for one in told["due_this_week"]["actions"]] == ["W3"]


@pytest.mark.usefixtures("weekend")
def test_the_day_to_compare_with_can_be_chosen(send: Send) -> None:
    assert send("report changes --json --as-of 2026-04-07").document["since"] == "2026-04-02"
    whole = send("report changes --since 26/2 --json").document
    assert not whole["compared"]
    assert "Nothing was on record on the morning of" in send("report changes --since 26/2").out
    assert "Nothing is different" in send("report changes --as-of 2026-03-04").out
    said = send("report changes --since today")
    assert said.code == 2
    assert "is not before Mon 2 Mar 2026" in said.err


@pytest.mark.usefixtures("weekend")
def test_an_undo_takes_the_change_out_of_the_report(send: Send) -> None:
    send("undo")
    told = send("report changes --json").document
    assert told["moved"] == told["new_cases"] == []
    assert found(told["breached"]) == [("W1", "ehcna-decision")]


@pytest.mark.usefixtures("weekend")
def test_a_report_is_of_the_officer_asked_for(send: Send) -> None:
    told = send("report morning --officer 'pat other' --json").document
    assert {one["case"] for one in told["top"]} == {"W3", "W5"}
    assert told["changes"]["left"] == []
    assert send("set W3 officer='Sam Example'").code == 0
    left = send("report changes --officer 'pat other' --json").document["left"]
    assert [case["case"] for case in left] == ["W3"]
    came = send("report changes --officer 'sam example' --json").document["new_cases"]
    assert [case["case"] for case in came] == ["W3"]


@pytest.mark.usefixtures("weekend")
def test_promises_and_what_others_owe_are_in_the_report(send: Send) -> None:
    send("record W1 advice-requested 18/1/2026 --about ep")
    send(f"add 'ring mum' --case W1 --due {FRIDAY} --promised-to mum --as-of 2026-02-26")
    send("log W2 --kind email --received -m 'asks for a call' --as-of 2026-02-20")
    told = send("report morning --json").document
    assert [one["case"] for one in told["promises_broken"]] == ["W1", "W2"]
    assert [one["provider"] for one in told["waiting"]["to_chase"]] == ["ep"]
    assert send("record W1 chase-sent --about ep").code == 0
    told = send("report morning --json").document
    assert told["waiting"]["to_chase"] == []
    assert [one["chases"] for one in told["waiting"]["overdue"]] == [[MONDAY]]


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.usefixtures("weekend")
def test_no_form_names_a_child_unless_asked(send: Send, form: str) -> None:
    said = send(f"report morning --format {form}").out
    assert "W5" in said
    assert "ZQ" in said
    assert "Zephyrine" not in said
    if form != "json":
        assert "W5 Zephyrine Quill" in send(f"report morning --names --format {form}").out


class Page(HTMLParser):
    """What a page is made of, and whether every part is closed."""

    EMPTY = frozenset({"meta", "br", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.seen if name == tag]


@pytest.mark.parametrize("which", PAGE)
@pytest.mark.usefixtures("weekend")
def test_the_page_asks_nothing_of_anybody_and_is_made_to_be_read_aloud(
    send: Send, which: str
) -> None:
    said = send(f"report {which} --format html").out
    page = Page(said)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.seen}
    asking = re.findall(r"url\(|@import|src=|https?:", said)
    assert asking == []
    assert page.all("html")[0]["lang"] == "en-GB"
    assert len(page.all("h1")) == 1
    headings = [tag for tag, _ in page.seen if re.fullmatch("h[1-6]", tag)]
    assert set(headings) == {"h1", "h2"}
    ids = [attrs["id"] for _, attrs in page.seen if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [str(attrs["href"])[1:] for attrs in page.all("a") if "href" in attrs]
    assert set(links) <= set(ids)
    for table in page.all("table"):
        assert table["role"] == "table"
    assert {attrs["scope"] for attrs in page.all("th")} == {"col", "row"}
    for tag, attrs in page.seen:
        if attrs.get("role") in {"cell", "rowheader"}:
            assert attrs["data-head"], tag


def test_what_a_list_says_is_text_on_the_page_and_in_markdown(send: Send, lists: Lists) -> None:
    send(
        "import --as-of 2026-02-26",
        lists(
            "ref,forename,surname,request_received",
            '"<b>A|1</b>",<i>x,"&y",29/09/2025',
            "A2,Bo,Ray,29/09/2025",
        ),
    )
    said = send("report morning --names --format html").out
    assert "<b>A" not in said
    assert "&lt;b&gt;A|1&lt;/b&gt; &lt;i&gt;x &amp;y" in said
    rows = [
        line
        for line in send("report morning --names --format md").out.splitlines()
        if line.startswith("| ") and "A\\|1" in line
    ]
    assert rows
    assert all("\\<b>A\\|1\\</b>" in line for line in rows)


@pytest.mark.usefixtures("weekend")
def test_text_is_wrapped_and_never_cut(send: Send) -> None:
    said = send("report morning").out
    assert max(map(len, said.splitlines())) <= 80
    assert "…" not in said
    for heading in ("Do first:", "Newly breached: 2", "Dates that moved, and why:", "New cases: 1"):
        assert f"\n{heading}" in said


@pytest.mark.usefixtures("weekend")
def test_the_changes_count_deadlines_and_say_that_they_do(send: Send) -> None:
    number = len(send("report changes --json").document["breached"])
    said = send("report changes").out
    assert f"{number} deadline{'s' * (number != 1)} newly breached" in " ".join(said.split())
    assert f"\nDeadlines newly breached: {number}\n" in said


@pytest.mark.usefixtures("weekend")
def test_a_file_is_whole_private_and_named_by_the_day(send: Send, tmp_path: Path) -> None:
    said = send("report morning -o", tmp_path / "{date} {week}.html")
    assert (said.code, said.out) == (0, "")
    path = tmp_path / "2026-03-02 2026-W10.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8") == send("report morning --format html").out
    for name, start in (
        ("a.md", "# Morning"),
        ("a.json", "{"),
        ("a", "Morning"),
        ("a.txt", "Morn"),
    ):
        assert send("report morning -o", tmp_path / name).code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    path.chmod(0o644)
    assert send("report morning -o", path).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    left = [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]
    assert left == []


@pytest.mark.usefixtures("weekend")
def test_a_report_is_written_over_no_case_file_folder_or_settings(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "send.toml").write_text("[weights]\nunread = 500\n", encoding="utf-8")
    for name, sentence in (
        ("cases.db", "is a case file or another file of send's"),
        ("send.toml", "is a case file or another file of send's"),
        (".", "is a folder: name the file in it"),
        ("nowhere/a.html", "cannot be written: No such file or directory"),
        ("{name}.html", "in braces may stand {date}"),
        ("{date.html", "in braces may stand {date}"),
        ("{date!x}.html", "in braces may stand {date}"),
    ):
        before = (tmp_path / "cases.db").read_bytes()
        said = send("report morning -o", tmp_path / name)
        assert said.code == 2, name
        assert sentence in said.err
        assert (tmp_path / "cases.db").read_bytes() == before

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "kept.txt").write_text("of yesterday", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    said = send("report morning -o", tmp_path / "kept.txt")
    assert said.code == 2
    assert "No space left" in said.err
    assert (tmp_path / "kept.txt").read_text(encoding="utf-8") == "of yesterday"


@pytest.mark.usefixtures("weekend")
def test_two_forms_are_refused(send: Send) -> None:
    assert "ask for one of them" in send("report morning --json --format md").err
    assert send("report morning --json --format json").code == 0
    assert send("report evening").code == 2


def test_a_monitor_is_told_of_what_is_newly_breached(send: Send, lists: Lists) -> None:
    send("import --as-of 2026-02-26", lists("ref,request_received", "A1,29/09/2025"))
    for which in PAGE:
        assert send(f"report {which} --exit-code").code == 0
        assert send(f"report {which}").code == 0
        # On the day of the first list nobody has been told of anything yet.
        assert send(f"report {which} --exit-code --as-of 2026-02-26").code == 1
    send("import --partial", lists("ref,request_received", "A2,29/09/2025", name="b.csv"))
    for which in PAGE:
        assert send(f"report {which} --exit-code").code == 1
        assert send(f"report {which} --exit-code --as-of {TUESDAY} --since {MONDAY}").code == 1
        assert send(f"report {which} --exit-code --as-of 2026-03-04").code == 0
    assert send("breaches --exit-code --as-of 2026-03-04").code == 1


@pytest.mark.usefixtures("weekend")
def test_a_report_works_while_an_import_holds_the_file_and_on_one_that_is_read_only(
    send: Send, tmp_path: Path
) -> None:
    db = tmp_path / "cases.db"
    right = send("report morning").out
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE cases SET officer = 'Nobody'")
    assert send("report morning").out == right
    other.close()
    db.chmod(0o400)
    before = db.read_bytes()
    assert send("report morning").out == right
    assert db.read_bytes() == before


@pytest.mark.usefixtures("weekend")
def test_a_report_needs_nothing_of_the_environment(tmp_path: Path, send: Send) -> None:
    db = tmp_path / "cases.db"
    send("set W1 setting='École Zoë'")
    send("record W1 contact -m 'Zoë'")
    before = db.read_bytes()
    arguments = ["--db", str(db), "--as-of", MONDAY, "report", "morning"]
    for form in ("text", "html", "md", "json"):
        done = subprocess.run(
            [sys.executable, "-m", "send_cli", *arguments, "--format", form],
            capture_output=True,
            env={"LANG": "C", "PYTHONUTF8": "0"},
            check=True,
        )
        text = done.stdout.decode("utf-8")
        assert "W1" in text
        assert "\x1b" not in text
        if form == "text":
            assert " · " in text
        if form == "json":
            assert json.loads(text)["as_of"] == MONDAY
    assert db.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".db"] == ["cases.db"]


def test_an_empty_case_file_says_what_to_do(send: Send) -> None:
    assert send("new A1").code == 0
    assert send("undo").code == 0
    said = send("report morning")
    assert said.code == 0
    assert "the case file is empty" in said.out
    assert send("report changes --exit-code").code == 0
