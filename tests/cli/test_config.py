"""The settings: what is in force, what a mistake in the file says, and changing one."""

import errno
import os
import re
import stat
from pathlib import Path

import pytest

from send_cli.domain.flag import Flag
from send_cli.domain.setting import Figure
from send_cli.rules.settings import SETTINGS
from send_cli.rules.weights import EFFORT, STAKES
from tests.conftest import Lists, Send

UNREAD = "like 450)"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "send.toml"


def by_key(send: Send, line: str = "config") -> dict[str, list[str]]:
    """Return the lines of the listing, each under its key."""
    said = send(line)
    assert said.code == 0, said.err
    return {row[0]: row[1:] for row in said.rows}


# The listing


def test_every_setting_is_listed_with_where_its_default_comes_from(send: Send) -> None:
    listed = by_key(send)
    assert list(listed) == list(SETTINGS)
    for key, (value, unit, default, origin, line, least, most, meaning, source) in listed.items():
        setting = SETTINGS[key]
        if isinstance(setting, Figure):
            assert value == default == str(setting.default)
            assert int(least) <= int(default) <= int(most)
        else:
            assert value == default == least == most == ""
        assert (origin, line) == ("default", "")
        assert unit
        assert meaning
        assert "assumption" in source or "published" in source or "own" in source, key


def test_every_flag_and_every_step_can_be_weighed() -> None:
    wanted = {f"weights.flags.{flag}" for flag in Flag}
    for step in STAKES:
        wanted |= {f"weights.stakes.{step}.points", f"weights.stakes.{step}.per_day"}
    for step in EFFORT:
        wanted |= {f"effort.{step}.minutes", f"effort.{step}.days_for_others"}
    missing = wanted - set(SETTINGS)
    assert missing == {"effort.send-final.days_for_others"}
    assert SETTINGS["drafting.qa_lead_days"].default == 5


def test_a_value_of_the_file_is_shown_with_its_line(send: Send, file: Path) -> None:
    file.write_text("# ours\n\n[weights]\nunread = 500  # agreed in May\n", encoding="utf-8")
    listed = by_key(send)
    assert listed["weights.unread"][:5] == ["500", "points", "450", "file", "4"]
    assert listed["weights.missing"][:5] == ["250", "points", "250", "default", ""]


def test_a_value_like_the_default_is_still_the_files(send: Send, file: Path) -> None:
    assert send("config set weights.unread 450").code == 0
    assert file.read_text(encoding="utf-8") == "[weights]\nunread = 450\n"
    assert by_key(send)["weights.unread"][:5] == ["450", "points", "450", "file", "2"]


def test_the_listing_in_json(send: Send, file: Path) -> None:
    empty = send("config --json").document
    assert (empty["version"], empty["file"], empty["mistakes"]) == (1, None, [])
    file.write_text("[standards]\nquiet_days = 21\nquite_days = 1\n", encoding="utf-8")
    document = send("config standards --json").document
    assert document["file"] == str(file)
    assert document["settings"][0] == {
        "key": "standards.quiet_days",
        "value": 21,
        "unit": "calendar days",
        "default": 14,
        "from": "file",
        "line": 2,
        "least": 1,
        "most": 365,
        "meaning": "A family without a word for so long is quiet: listed, and up 2 points a week",
        "source": "14 days: the interval for updates to families in a published council standard",
    }
    assert document["mistakes"] == [
        {
            "line": 3,
            "key": "standards.quite_days",
            "message": "there is no such setting (did you mean standards.quiet_days?)",
        }
    ]


def test_one_setting_and_one_group(send: Send) -> None:
    assert list(by_key(send, "config weights.unread")) == ["weights.unread"]
    days = by_key(send, "config standards")
    assert {key: row[:2] for key, row in days.items()} == {
        "standards.quiet_days": ["14", "calendar days"],
        "standards.reply_days": ["5", "working days"],
        "standards.chase_every": ["7", "calendar days"],
    }


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("line", ["config", "config weights.unread", "config effort"])
def test_a_person_sees_the_settings_within_the_window(
    send: Send, file: Path, monkeypatch: pytest.MonkeyPatch, line: str, columns: int
) -> None:
    file.write_text("[weights]\nunread = 500\n", encoding="utf-8")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("send_cli.cli.desk.Desk.on_terminal", True)
    out = send(line).out
    assert max(map(len, out.replace(str(file), "").splitlines())) <= columns
    if line != "config effort":
        assert "500 points" in out
        assert "line 2, in the place of 450" in " ".join(out.split())
        assert "default" in out.casefold()


def test_words_that_do_not_fit(send: Send) -> None:
    for line, sentence in (
        ("config set weights.unread", "set takes a key and a value: send config set KEY VALUE"),
        ("config unset", "unset takes a key: send config unset KEY"),
        (
            "config weights.unread 5",
            '"weights.unread": write send config set KEY VALUE to change a setting',
        ),
        (
            "config weights --preview",
            "--preview goes with set or unset: send config set KEY VALUE --preview",
        ),
        (
            "config weights.unraed",
            '"weights.unraed": there is no such setting (did you mean weights.unread?)',
        ),
        (
            "config set elephants 5",
            '"elephants": there is no such setting (`send config` lists those there are)',
        ),
        (
            "config set weights 5",
            (
                '"weights": this is a group of settings, not a setting (write one of them, like '
                "weights.flags.out-of-school)"
            ),
        ),
    ):
        said = send(line)
        assert (said.code, said.out, said.err) == (2, "", f"send: {sentence}\n")


# Mistakes in the file


MISTAKES = [
    (
        "[weights]\nunraed = 500\n",
        "line 2, weights.unraed: there is no such setting (did you mean weights.unread?)",
    ),
    (
        "[weights]\n# how much\nunread = 'lots'\n",
        f'line 3, weights.unread: "lots" is not a whole number (write one from 0 to 1000, {UNREAD}',
    ),
    (
        "[weights]\nunread = true\n",
        f"line 2, weights.unread: true is not a whole number (write one from 0 to 1000, {UNREAD}",
    ),
    (
        "weights.unread = 4.5\n",
        f"line 1, weights.unread: 4.5 is not a whole number (write one from 0 to 1000, {UNREAD}",
    ),
    (
        "[weights]\nmissing = 1\nunread = [\n  1,\n]\n",
        f"line 3, weights.unread: a list is not a whole number (write one from 0 to 1000, {UNREAD}",
    ),
    (
        "[weights]\nunread = 1001\n",
        f"line 2, weights.unread: 1001 is too much (write one from 0 to 1000, {UNREAD}",
    ),
    (
        "[weights]\nunread = -1\n",
        f"line 2, weights.unread: -1 is too little (write one from 0 to 1000, {UNREAD}",
    ),
    (
        '"weights.unread" = 5\n',
        'line 1, "weights.unread": there is no such setting (did you mean weights.unread?)',
    ),
    (
        "[weights.unread]\nmost = 5\n",
        "line 2, weights.unread.most: there is no such setting (did you mean weights.unread?)",
    ),
    (
        "[[weights]]\nunread = 5\nmissing = 6\n",
        (
            "line 2, weights: this is a group of settings, not a setting (write one of them, like "
            "weights.flags.out-of-school)"
        ),
    ),
    (
        "[effort.send-final]\ndays_for_others = 5\n",
        (
            "line 2, effort.send-final.days_for_others: this is the setting drafting.qa_lead_days "
            "(write that key)"
        ),
    ),
    (
        "[weights]\ntarget_share = 0\n",
        "line 2, weights.target_share: 0 is too little (write one from 1 to 100, like 4)",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), MISTAKES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.usefixtures("caseload")
def test_a_mistake_says_its_line_and_what_to_write(
    send: Send, file: Path, text: str, sentence: str, line_end: str
) -> None:
    file.write_text(text.replace("\n", line_end), encoding="utf-8", newline="")
    said = send("today")
    assert (said.code, said.out) == (2, "")
    assert said.err == f"send: {file}, {sentence}\n"
    shown = send("config")
    assert shown.code == 0
    assert len(shown.rows) == len(SETTINGS)
    assert f"send: {file}, {sentence}\n" in shown.err


@pytest.mark.parametrize(("text", "sentence"), MISTAKES)
@pytest.mark.usefixtures("caseload")
def test_taking_the_mistaken_key_out_mends_the_file(
    send: Send, file: Path, text: str, sentence: str
) -> None:
    file.write_text(text, encoding="utf-8")
    key = re.sub(r"^line \d+, ([^:]*):.*", r"\1", sentence)
    assert send("config unset", key).code == 0
    assert send("today").code == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[weights]\nunread = soon\n", 2),
        ("[weights\nunread = 5\n", 1),
        ("[weights]\nunread = 5\nunread = 6", 3),
        ("[weights]\nunread = 5\n\n[weights]\nmissing = 6\n", 4),
        ("unread\n", 1),
    ],
)
@pytest.mark.usefixtures("caseload")
def test_a_file_that_is_not_toml(send: Send, file: Path, text: str, line: int) -> None:
    file.write_text(text, encoding="utf-8")
    for command in ("today", "config set weights.unread 5", "config unset weights.unread"):
        said = send(command)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(f"send: {file}, line {line}: this is not TOML: ")
        assert said.err.endswith(
            "(each line is KEY = VALUE, like unread = 450, under a [group] that is there once)\n"
        )
        assert said.err.count("\n") == 1
    assert file.read_text(encoding="utf-8") == text
    shown = send("config")
    assert shown.code == 0
    assert f"{file}, line {line}: this is not TOML" in shown.err


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 5000, "x = " + "9" * 5000, "x" + ".x" * 5000 + " = 1"]
)
@pytest.mark.usefixtures("caseload")
def test_a_file_beyond_what_can_be_read(send: Send, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    for line in ("today", "config set weights.unread 5"):
        said = send(line)
        assert said.code == 2
        assert said.err.startswith(f"send: {file}: this is not TOML that can be read (")
    assert send("config").code == 0


@pytest.mark.usefixtures("caseload")
def test_a_file_that_is_not_text(send: Send, file: Path) -> None:
    file.write_bytes("[weights]\n# café\n".encode("cp1252"))
    said = send("today")
    assert said.code == 2
    assert said.err == (
        f"send: {file}, line 2: this is not text in UTF-8 (save the file as UTF-8)\n"
    )


@pytest.mark.usefixtures("caseload")
def test_a_file_with_the_mark_of_an_editor_is_read(send: Send, file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf[weights]\r\nunread = 500\r\n")
    assert by_key(send)["weights.unread"][:5] == ["500", "points", "450", "file", "2"]
    assert send("today").code == 0


@pytest.mark.usefixtures("caseload")
def test_several_mistakes_are_counted_and_all_shown(send: Send, file: Path) -> None:
    file.write_text("[weights]\nunraed = 1\nmissing = ''\nunread = -1\n", encoding="utf-8")
    said = send("today")
    assert said.code == 2
    assert said.err.endswith("(and 2 more: `send config` shows them)\n")
    assert len(re.findall(r", line [234], ", send("config").err)) == 3


@pytest.mark.usefixtures("caseload")
def test_a_folder_in_the_place_of_the_file(send: Send, file: Path) -> None:
    file.mkdir()
    for line in ("today", "config", "config set weights.unread 5"):
        said = send(line)
        assert said.code == 2
        assert said.err == f"send: {file} cannot be read: Is a directory\n"


def test_a_mistake_in_the_settings_stops_no_record(send: Send, caseload: Path, file: Path) -> None:
    assert caseload
    file.write_text("nonsense", encoding="utf-8")
    assert send("record C2 contact").code == 0
    assert send("calc ehcp-final 2026-01-05").code == 0


# Where the file is


@pytest.mark.usefixtures("caseload")
def test_the_environment_says_where_the_file_is(
    send: Send, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("[weights]\nunread = 1\n", encoding="utf-8")
    other = tmp_path / "team" / "ours.toml"
    monkeypatch.setenv("SEND_CONFIG", str(other))
    assert f"SEND_CONFIG: no file at {other}: the defaults are in force" in send("today").err
    assert send("config set weights.unread 7").code == 0
    assert by_key(send)["weights.unread"][0] == "7"
    assert "SEND_CONFIG" not in send("today").err
    assert file.read_text(encoding="utf-8") == "[weights]\nunread = 1\n"


# Changing one


def test_a_change_keeps_comments_and_order_and_is_private(send: Send, file: Path) -> None:
    file.write_text(
        "# Agreed by the team in May.\n\n[weights]  # points\n"
        "unread = 500 # hides breaches\n# the rest is as it was\n\n"
        "[effort.send-draft]\nminutes = 240\n",
        encoding="utf-8",
    )
    file.chmod(0o644)
    said = send("config set weights.missing 300")
    assert (said.code, said.out) == (0, "weights.missing: 250 -> 300 points\n")
    assert said.err == f"send: saved in {file}\n"
    assert send("config set effort.send-draft.minutes 200").code == 0
    assert send("config set weights.flags.out-of-school 90").code == 0
    assert file.read_text(encoding="utf-8") == (
        "# Agreed by the team in May.\n\n[weights]  # points\n"
        "unread = 500 # hides breaches\n# the rest is as it was\nmissing = 300\n\n"
        "[weights.flags]\nout-of-school = 90\n"
        "[effort.send-draft]\nminutes = 200\n"
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert send("config unset weights.missing").out == "weights.missing: 300 -> 250 points\n"
    assert "missing" not in file.read_text(encoding="utf-8")
    assert [path.name for path in file.parent.iterdir() if "toml" in path.name] == ["send.toml"]


def test_a_new_file_is_private(send: Send, file: Path) -> None:
    assert send("config set standards.reply_days 3").code == 0
    assert file.read_text(encoding="utf-8") == "[standards]\nreply_days = 3\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_line_ends_of_another_system_are_kept(send: Send, file: Path) -> None:
    file.write_bytes(b"[weights] # ours\r\nunread = 500\r\n")
    assert send("config set weights.unread 600").code == 0
    assert file.read_bytes() == b"[weights] # ours\r\nunread = 600\r\n"


def test_a_link_to_the_file_stays_a_link(send: Send, file: Path, tmp_path: Path) -> None:
    real = tmp_path / "shared.toml"
    real.write_text("[weights]\nunread = 5\n", encoding="utf-8")
    file.symlink_to(real)
    assert send("config set weights.unread 6").code == 0
    assert file.is_symlink()
    assert real.read_text(encoding="utf-8") == "[weights]\nunread = 6\n"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("soon", '"soon" is not a whole number'),
        ("4.5", "4.5 is not a whole number"),
        ("true", "true is not a whole number"),
        ("", '"" is not a whole number'),
        ("5\nmissing = 6", "is not a whole number"),
        ("9999", "9999 is too much"),
        ("9" * 5000, "is not a whole number"),
    ],
)
def test_a_value_that_will_not_do_is_refused_and_nothing_written(
    send: Send, file: Path, value: str, told: str
) -> None:
    said = send("config set weights.unread", value)
    assert said.code == 2
    assert told in said.err
    assert said.err.endswith(f"(write one from 0 to 1000, {UNREAD}\n")
    assert not file.exists()


def test_taking_out_what_is_not_set(send: Send, file: Path) -> None:
    said = send("config unset weights.unread")
    assert said.code == 2
    assert said.err == (
        f"send: weights.unread is not set in {file}: its default, 450, is in force\n"
    )


@pytest.mark.parametrize(
    "text", ["weights = 4\n", "weights = {unread = 4}\n", "[[weights.flags]]\ntribunal = 4\n"]
)
def test_a_file_that_has_no_place_for_a_key_is_left_alone(
    send: Send, file: Path, text: str
) -> None:
    file.write_text(text, encoding="utf-8")
    said = send("config set weights.flags.tribunal 5")
    assert said.code == 2
    assert "cannot be changed in: nothing was changed (change it in an editor)" in said.err
    assert file.read_text(encoding="utf-8") == text


def test_a_mistake_elsewhere_does_not_stop_a_change(send: Send, file: Path) -> None:
    file.write_text("[[other]]\na = 1\nb = 2\n", encoding="utf-8")
    said = send("config set weights.unread 5")
    assert said.code == 0
    assert f"{file}, line 2, other: there is no such setting" in said.err
    assert by_key(send)["weights.unread"][0] == "5"


def test_a_write_that_fails_leaves_the_file_as_it_was(
    send: Send, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("[weights]\nunread = 5\n", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = send("config set weights.unread 6")
    assert said.code == 2
    assert said.err == (
        f"send: {file} cannot be written: No space left on device: nothing was changed\n"
    )
    assert file.read_text(encoding="utf-8") == "[weights]\nunread = 5\n"
    assert [path.name for path in file.parent.iterdir()] == ["send.toml"]


def test_a_change_in_json(send: Send, file: Path) -> None:
    assert send("config set weights.unread 500 --json").document == {
        "version": 1,
        "as_of": "2026-03-02",
        "file": str(file),
        "key": "weights.unread",
        "old": 450,
        "new": 500,
        "saved": True,
        "moves": None,
    }


# What a change does


@pytest.fixture
def two_late(send: Send, lists: Lists) -> None:
    """Import two cases: A1 waits longer for its plan, A2 is out of school."""
    path = lists(
        "ref,forename,flags,request_received,assessment_agreed,draft_sent",
        "A1,Ann,,01/09/2025,13/10/2025,01/12/2025",
        "A2,Bo,out-of-school,22/09/2025,03/11/2025,12/01/2026",
    )
    assert send("import", path).code == 0


def order(send: Send) -> list[str]:
    return [action["case"] for action in send("today --json").document["actions"]]


@pytest.mark.usefixtures("two_late")
def test_another_weight_changes_the_order_of_the_list_and_the_points_of_why(send: Send) -> None:
    assert order(send) == ["A1", "A2"]
    assert send("config set weights.flags.out-of-school 321").code == 0
    assert order(send) == ["A2", "A1"]
    (action,) = send("why A2 --json").document["actions"]
    assert {"points": 321, "sentence": "out of school"} in action["reasons"]
    assert action["score"] == sum(reason["points"] for reason in action["reasons"])
    assert re.search(r"321  out of school", send("why A2").out)
    assert send("next --json").document["action"]["case"] == "A2"


@pytest.mark.usefixtures("two_late")
def test_a_preview_shows_the_moves_and_saves_nothing(send: Send, file: Path) -> None:
    assert send("config set weights.flags.out-of-school 79").code == 0
    before = file.read_bytes()
    said = send("config set weights.flags.out-of-school 321 --preview")
    assert said.code == 0
    assert said.rows == [
        ["2", "1", "A2 B", "Send the final plan", "ehcp-final"],
        ["1", "2", "A1 A", "Send the final plan", "ehcp-final"],
    ]
    assert said.err == "send: nothing was saved\n"
    assert file.read_bytes() == before
    document = send("config unset weights.flags.out-of-school --preview --json").document
    assert (document["old"], document["new"], document["saved"]) == (79, 80, False)
    assert document["moves"] == []
    assert order(send) == ["A1", "A2"]


@pytest.mark.usefixtures("two_late")
def test_a_preview_is_what_the_list_then_is(send: Send) -> None:
    line = "config set weights.flags.out-of-school 321"
    moves = send(f"{line} --preview --json").document["moves"]
    assert send(line).code == 0
    ranks = {one["case"]: one["rank"] for one in send("today --json").document["actions"]}
    assert ranks == {move["case"]: move["new_rank"] for move in moves}


@pytest.mark.usefixtures("caseload")
def test_a_preview_says_what_comes_onto_the_list_and_what_can_wait(send: Send) -> None:
    """With a year left to others, the reviews that are far off have to begin at once."""
    line = "config set effort.hold-review.days_for_others 365 --preview --json"
    came = [move for move in send(line).document["moves"] if move["old_rank"] is None]
    assert [(move["case"], move["rule"]) for move in came] == [
        ("C3", "ar-first"),
        ("C4", "ar-subsequent"),
    ]
    assert send("config set effort.hold-review.days_for_others 365").code == 0
    gone = send("config unset effort.hold-review.days_for_others --preview --json").document
    assert {m["case"] for m in gone["moves"] if m["new_rank"] is None} == {"C3", "C4"}


@pytest.mark.usefixtures("two_late")
def test_a_person_sees_the_first_lines_move(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("send_cli.cli.desk.Desk.on_terminal", True)
    said = send("config set weights.flags.out-of-school 321 --preview")
    assert said.out.splitlines() == [
        "weights.flags.out-of-school: 80 -> 321 points",
        "    2 ->   1  A2 B  Send the final plan",
        "    1 ->   2  A1 A  Send the final plan",
        "",
        "2 of 2 lines would move.",
    ]


@pytest.mark.usefixtures("two_late")
def test_silence_counts_from_the_days_that_are_set(send: Send) -> None:
    assert send("record A1 contact 2026-01-05").code == 0
    assert "(2 a week after 14 days)" in send("why A1").out.replace("\n           ", " ")
    assert send("config set standards.quiet_days 21").code == 0
    assert "(2 a week after 21 days)" in send("why A1").out.replace("\n           ", " ")


@pytest.mark.usefixtures("caseload")
def test_a_preview_needs_a_case_file(send: Send) -> None:
    said = send("config set weights.unread 5 --preview --db none.db")
    assert said.code == 4
    assert "no case file yet" in said.err


def test_the_settings_are_offered_to_a_shell() -> None:
    from send_cli.cli.complete import setting_words

    assert setting_words("standards.q") == ["standards.quiet_days"]
    assert setting_words("se") == ["set"]


def test_a_figure_below_nothing_is_too_little(send: Send) -> None:
    said = send("config set drafting.qa_lead_days -3")
    assert said.code == 2
    assert "-3 is too little (write one from 0 to 365" in said.err


@pytest.mark.usefixtures("caseload")
def test_what_returned_work_weighs_is_a_setting(send: Send) -> None:
    send("record C2 qa-sent 23/2/2026")
    send("record C2 qa-returned 24/2/2026")
    assert "+100  returned by quality assurance" in send("why C2").out
    assert send("config set weights.returned 120").code == 0
    assert "+120  returned by quality assurance" in send("why C2").out
