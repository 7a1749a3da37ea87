"""A command that runs by itself: the line, who keeps it, and its silent run."""

import configparser
import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from send_cli.cli.table import COMMANDS
from tests.conftest import Lists, Send

pytestmark = pytest.mark.usefixtures("caseload", "alone_here")

FAKE_CRONTAB = """#!/bin/sh
# The crontab of one person in one file; like the real one it wants a last newline.
case "$1" in
    -l) [ -f "$SPOOL" ] || { echo "no crontab for ann" >&2; exit 1; }; cat "$SPOOL" ;;
    -r) rm "$SPOOL" ;;
    -) cat > "$SPOOL.new"; echo x >> "$SPOOL.writes"; mv "$SPOOL.new" "$SPOOL" ;;
esac
"""

FAKE_SYSTEMCTL = """#!/bin/sh
echo "$*" >> "$CALLS"
wants="$XDG_CONFIG_HOME/systemd/user/timers.target.wants"
case "$2" in
    enable) mkdir -p "$wants"; ln -sf "../$3" "$wants/$3" ;;
    disable) rm -f "$wants/$4" ;;
    restart) [ -z "$FAILS" ] || { echo "no bus" >&2; exit 1; } ;;
esac
"""

THEIRS = (
    b"# caf\xe9\nMAILTO=ann\r\n\n0 3 * * 0  true # send schedule\n"
    b"#1 1 * * * x # send schedule: today"
)

Program = Callable[[str, str], Path]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return a function that puts a program on the PATH of the test."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    return put


@pytest.fixture
def alone_here(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests from the person's own crontab and units; run as a `send` in a folder."""
    monkeypatch.delenv("SEND_AS_OF")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("SPOOL", str(tmp_path / "spool"))
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("FAILS", "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    program("crontab", FAKE_CRONTAB)
    program("systemctl", FAKE_SYSTEMCTL)
    monkeypatch.setattr(sys, "argv", [str(program("send", "#!/bin/sh\n"))])


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"


def as_cron_starts_it(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    r"""Run a crontab line as cron does: `%` is a newline, `\%` and `\\` lose a backslash."""
    command = line.rstrip("\n").split(" ", 5)[5]
    ready = re.sub(
        r"\\([%\\])|\\.|%", lambda found: found[1] or found[0].replace("%", "\n"), command
    )
    assert "\n" not in ready
    return subprocess.run(
        ["/bin/sh", "-c", ready],
        cwd=home,
        env={"HOME": str(home), "LOGNAME": "ann", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# The line


def test_the_line_has_whole_paths_and_a_mark(send: Send, tmp_path: Path) -> None:
    said = send("schedule today --mail --officer 'sam  example'")
    assert said.code == 0
    assert said.out == (
        f"45 6 * * 1-5 {tmp_path}/bin/send schedule --run --mail --db {tmp_path}/cases.db "
        "--officer 'sam  example' -- today # send schedule: today, sam example\n"
    )


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("--at 7:05", "5 7 * * 1-5 "),
        ("--at 00:00 --every-day", "0 0 * * * "),
        ("--at 23:59", "59 23 * * 1-5 "),
        ("--weekly mon", "45 6 * * 1 "),
        ("--weekly SUNDAY", "45 6 * * 0 "),
    ],
)
def test_the_time_and_the_days_are_crons(send: Send, words: str, begins: str) -> None:
    said = send(f"schedule backup {words}")
    assert said.out.startswith(begins)
    # Once a week is on its day, bank holiday or not.
    assert ("--every-day" in said.out) == ("--every-day" in words or "--weekly" in words)


def test_what_the_environment_says_is_in_the_line(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEND_CONFIG", "my settings.toml")
    monkeypatch.setenv("SEND_OFFICER", "Sam Example")
    monkeypatch.setenv("SEND_DB", "cases.db")
    (tmp_path / "my settings.toml").touch()
    words = send("schedule backup --json").document["command"]
    assert words[words.index("--config") + 1] == str(tmp_path / "my settings.toml")
    assert words[words.index("--officer") + 1] == "Sam Example"
    assert words[words.index("--db") + 1] == str(tmp_path / "cases.db")


def test_nothing_personal_is_in_the_line(send: Send) -> None:
    line = send("schedule breaches -- --exit-code").out
    assert not re.search("zoë|lee|sam|hill|00123|c2", line, re.IGNORECASE)


def test_a_program_reached_by_a_link_stays_a_link(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link" / "send"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "bin" / "send")
    monkeypatch.setattr(sys, "argv", [str(link)])
    assert send("schedule backup --json").document["command"][0] == str(link)


def test_a_send_started_as_a_module_is_started_so_again(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["/somewhere/send_cli/__main__.py"])
    command = send("schedule backup --json").document["command"]
    assert command[:3] == [sys.executable, "-m", "send_cli"]


@pytest.mark.parametrize(
    "folder", ["100% of it", r"a\%b", r"\\c\\\%", "it's $HOME `x`", "Zoë {date} #1"]
)
def test_cron_starts_the_line_whatever_the_folder_is_called(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    db = tmp_path / folder / "cases.db"
    db.parent.mkdir()
    shutil.copy(tmp_path / "cases.db", db)
    monkeypatch.setattr(sys, "argv", ["-m"])
    line = send("schedule backup --every-day --db", db).out
    done = as_cron_starts_it(line, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(list((db.parent / "backups").iterdir())) == 1
    db.unlink()
    done = as_cron_starts_it(line, tmp_path)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.splitlines() == [
        f"send: no case file yet at {db}: `send import FILE` makes one, `send demo` shows one"
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("forget C2", "`send forget` is not for a schedule: it wants you there"),
        ("undo --mail", "`send undo` is not for a schedule: it wants you there"),
        ("show C2 --mail", "`send show` is not for a schedule"),
        ("schedule", "`send schedule` is not for a schedule"),
        ("restore x", "`send restore` is not for a schedule"),
        ("tody", 'there is no command "tody": did you mean `send today`?'),
        ("today", "nobody would see what `send today` prints: give it a file"),
        ("today -o x", "No such option: -o"),
        ("today --instal", "No such option: --instal"),
        ("-- today --instal", "No such option: --instal"),
        ("-- today --officer Sam", "--officer: write it before `--`"),
        ("-- backup --db x.db", "--db: write it before `--`"),
        ("import", "Missing argument"),
        ("import list.csv", "a schedule runs in a folder of its own"),
        ("backup --at 7", '--at: "7" is not a time of day (write 06:45)'),
        ("backup --at 24:00", "is not a time of day"),
        ("backup --install --remove", "--install, --remove, --run: write one of them"),
        ("backup --for systemd --mail", "--mail: systemd mails nothing"),
        ("backup --for launchd --install", "--for launchd: send only prints it"),
        ("-o report.csv", "let the name end in .html, .htm, .md, .txt"),
    ],
)
def test_what_would_be_of_no_use_is_refused(
    send: Send, spool: Path, words: str, sentence: str
) -> None:
    said = send(f"schedule --install {words}" if "--install" not in words else f"schedule {words}")
    assert said.code == 2
    assert sentence in said.err
    assert said.out == ""
    assert not spool.exists()


def test_a_schedule_is_not_of_one_day(send: Send) -> None:
    said = send("schedule backup --as-of 2026-03-02")
    assert said.err == "send: --as-of is left out of it: a schedule runs as of its own day\n"
    assert said.out == send("schedule backup").out


def test_a_line_break_is_refused(send: Send, tmp_path: Path) -> None:
    db = tmp_path / "a\nb" / "cases.db"
    db.parent.mkdir()
    said = send("schedule backup --db", db)
    assert said.code == 2
    assert "cannot hold a line break" in said.err


def test_an_officer_no_case_has_is_refused_before_it_fails_every_morning(
    send: Send, spool: Path
) -> None:
    said = send("schedule backup --install --officer Nobody")
    assert said.code == 5
    assert not spool.exists()


# The crontab


def test_installing_twice_leaves_one_line_and_writes_once(send: Send, spool: Path) -> None:
    first = send("schedule backup --install")
    assert (first.code, first.err) == (0, "send: added to the crontab\n")
    assert spool.read_text() == first.out == send("schedule backup").out
    again = send("schedule backup --install")
    assert (again.code, again.err) == (0, "send: it was in the crontab already\n")
    assert spool.read_text() == first.out
    assert spool.with_name("spool.writes").read_text() == "x\n"


def test_another_time_takes_the_place_of_the_line(send: Send, spool: Path) -> None:
    send("schedule backup --install")
    send("schedule breaches --install -- --exit-code")
    send("schedule backup --install --at 08:00")
    lines = spool.read_text().splitlines()
    assert [line[:6] for line in lines] == ["0 8 * ", "45 6 *"]
    assert [line.rpartition(": ")[2] for line in lines] == ["backup", "breaches"]


def test_a_line_that_stands_twice_is_left_once(send: Send, spool: Path) -> None:
    line = send("schedule backup").out
    spool.write_text(f"{line}# between\n{line}")
    send("schedule backup --install --at 09:00")
    assert spool.read_text() == send("schedule backup --at 09:00").out + "# between\n"


def test_each_officer_has_a_line_however_the_name_is_typed(send: Send, spool: Path) -> None:
    for name in ("Sam Example", "Pat Other", "sam  EXAMPLE"):
        assert send("schedule backup --install --officer", name).code == 0
    marks = [line.rpartition("# ")[2] for line in spool.read_text().splitlines()]
    assert marks == ["send schedule: backup, sam example", "send schedule: backup, pat other"]


@pytest.mark.parametrize("end", [b"\n", b""])
def test_no_other_line_is_touched(send: Send, spool: Path, end: bytes) -> None:
    spool.write_bytes(THEIRS + end)
    line = send("schedule today --mail --install").out
    assert spool.read_bytes() == THEIRS + b"\n" + line.encode()
    said = send("schedule --remove today")
    assert (said.code, said.out) == (0, line)
    assert spool.read_bytes() == THEIRS + b"\n"


def test_a_line_between_others_is_replaced_and_taken_out_where_it_stands(
    send: Send, spool: Path
) -> None:
    line = send("schedule backup").out.encode()
    spool.write_bytes(THEIRS + b"\n" + line + b"0 0 * * * last\n")
    send("schedule backup --install --at 05:00")
    assert spool.read_bytes() == (
        THEIRS + b"\n" + line.replace(b"45 6", b"0 5", 1) + b"0 0 * * * last\n"
    )
    send("schedule --remove backup")
    assert spool.read_bytes() == THEIRS + b"\n0 0 * * * last\n"


def test_taking_out_the_only_line_leaves_no_crontab(send: Send, spool: Path) -> None:
    send("schedule backup --install")
    assert send("schedule --remove backup").err == "send: taken out of the crontab\n"
    assert not spool.exists()
    said = send("schedule --remove backup")
    assert (said.code, said.out) == (0, "")
    assert said.err == "send: no line ends in # send schedule: backup\n"
    assert not spool.exists()


def test_a_schedule_is_taken_out_though_the_case_file_is_gone(
    send: Send, spool: Path, tmp_path: Path
) -> None:
    send("schedule backup --install")
    (tmp_path / "cases.db").unlink()
    assert send("schedule --remove backup").code == 0
    assert not spool.exists()


@pytest.mark.parametrize("words", ["--install", "--remove"])
def test_a_crontab_that_cannot_be_read_is_not_written(
    send: Send, spool: Path, program: Program, words: str
) -> None:
    spool.write_bytes(THEIRS)
    program("crontab", FAKE_CRONTAB.replace("-l)", "-l) echo 'disk says no' >&2; exit 1;"))
    said = send(f"schedule backup {words}")
    assert said.code == 2
    assert "the crontab cannot be read: disk says no; to do it by hand: " in said.err
    assert said.out == ""
    assert spool.read_bytes() == THEIRS


def test_a_crontab_that_refuses_the_line_is_quoted(
    send: Send, spool: Path, program: Program
) -> None:
    program("crontab", FAKE_CRONTAB.replace("-)", "-) echo 'not allowed' >&2; exit 1;"))
    line = send("schedule backup").out.strip()
    said = send("schedule backup --install")
    assert said.code == 2
    assert said.err == (
        f"send: `crontab` refused the change: not allowed; to do it by hand: {line}\n"
    )
    assert not spool.exists()


def test_a_crontab_that_keeps_something_else_is_found_out(send: Send, program: Program) -> None:
    program("crontab", FAKE_CRONTAB.replace("cat >", "head -c 20 >"))
    said = send("schedule backup --install")
    assert said.code == 2
    assert "kept something else than it was given" in said.err


def test_without_a_crontab_program_the_line_is_given_to_add_by_hand(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    printed = send("schedule backup")
    assert printed.code == 0
    assert send("schedule backup --json").document["installed"] is False
    said = send("schedule backup --install")
    assert said.code == 2
    assert said.err.startswith("send: there is no `crontab` program here (`--for systemd`")
    assert said.err.endswith(f"to do it by hand: {printed.out}")
    said = send("schedule backup --remove")
    assert said.code == 2
    assert said.err.endswith("take out the line that ends in # send schedule: backup\n")


def test_json_says_what_where_and_whether(send: Send) -> None:
    document = send("schedule backup --json").document
    line = send("schedule backup").out.strip()
    assert list(document) == [
        *("version", "what", "where", "at", "every_day", "weekday", "line", "texts"),
        *("command", "installed"),
    ]
    assert (document["what"], document["where"], document["line"]) == ("backup", "crontab", line)
    assert document["texts"] == [{"file": None, "text": line}]
    assert document["installed"] is False
    assert send("schedule backup --install --json").document["installed"] is True
    assert send("schedule backup --json").document["installed"] is True
    assert send("schedule backup --at 08:00 --json").document["installed"] is False
    removed = send("schedule backup --remove --json").document
    assert (removed["line"], removed["installed"]) == (line, False)
    removed = send("schedule backup --remove --json").document
    assert (removed["line"], removed["texts"]) == (None, [])


# The run


def test_a_run_is_silent_when_all_is_well(send: Send) -> None:
    assert send("today --as-of 2026-03-02").err != ""
    said = send("schedule --run today --as-of 2026-03-02")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_what_is_to_be_mailed_is_printed_and_nothing_else(send: Send) -> None:
    said = send("schedule --run --mail today --as-of 2026-03-02 --officer 'Sam Example'")
    assert said.out == send("today --as-of 2026-03-02 --officer 'Sam Example'").out != ""
    assert (said.code, said.err) == (0, "")


def test_what_needs_attention_is_printed(send: Send) -> None:
    said = send("schedule --run --as-of 2026-03-02 -- breaches --exit-code")
    assert said.out == send("breaches --as-of 2026-03-02").out != ""
    assert (said.code, said.err) == (1, "")
    said = send("schedule --run --as-of 2025-01-02 -- breaches --exit-code")
    assert (said.code, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ("today --officer Nobody", 5, 'no case has the officer "Nobody"'),
        ("today --db /nowhere/cases.db", 4, "no case file yet at /nowhere/cases.db"),
        ("import /nowhere.csv", 3, "No such file"),
        ("-- today --nonsense", 2, "No such option"),
        ("tody", 2, 'there is no command "tody"'),
        ("forget C2", 2, "not for a schedule"),
    ],
)
def test_a_failure_is_one_line(send: Send, words: str, code: int, sentence: str) -> None:
    said = send(f"schedule --run --mail --as-of 2026-03-02 {words}")
    assert (said.code, said.out) == (code, "")
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("send: ")
    assert sentence in said.err


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        ("2026-04-02", True),  # Thursday before Good Friday
        ("2026-04-03", False),
        ("2026-04-04", False),  # Saturday
        ("2026-04-06", False),  # Easter Monday
        ("2026-04-07", True),
        ("2026-12-28", False),  # for Boxing Day, a Saturday
        ("2045-12-25", True),  # beyond the bank holidays that are held: rather too often
    ],
)
def test_a_run_on_a_day_that_is_no_working_day_does_nothing(
    send: Send, tmp_path: Path, day: str, runs: bool
) -> None:
    said = send(f"schedule --run backup --as-of {day}")
    assert (said.code, said.out, said.err) == (0, "", "")
    assert (tmp_path / "backups").exists() == runs
    assert send(f"schedule --run --every-day backup --as-of {day}").code == 0
    assert (tmp_path / "backups").exists()


def test_of_several_lines_about_a_failure_the_last_is_left_and_counts_them(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    path = lists("ref,request_received", "A1,31/02/2026", "A2,banana", name="bad.csv")
    db = tmp_path / "new.db"
    told = send("import --as-of 2026-03-02 --db", db, path).err.splitlines()
    assert len(told) > 1
    db.unlink()
    said = send("schedule --run import --as-of 2026-03-02 --db", db, path)
    assert (said.code, said.out) == (3, "")
    assert said.err == f"{told[-1]} (the last of {len(told)} lines: run it by hand to see all)\n"


def test_a_run_reads_the_settings_of_its_line(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEND_CONFIG", str(tmp_path / "other.toml"))
    (tmp_path / "wrong.toml").write_text("[weights]\nunread = 'x'\n", encoding="utf-8")
    said = send("schedule --run today --as-of 2026-03-02 --config", tmp_path / "wrong.toml")
    assert said.code == 2
    assert "wrong.toml" in said.err


def test_a_run_leaves_a_person_out_of_it(send: Send, tmp_path: Path) -> None:
    before = (tmp_path / "cases.db").read_bytes()
    assert send("schedule --run -- forget C2 --confirm C2").code == 2
    assert (tmp_path / "cases.db").read_bytes() == before


# systemd


def units(said: str) -> dict[Path, str]:
    """Return the files that were printed, each under its name."""
    parts = re.split(r"^# (/.*)\n", said, flags=re.MULTILINE)[1:]
    return {Path(name): text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


def parsed(text: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return parser


def test_the_units_say_what_and_when(send: Send, tmp_path: Path) -> None:
    said = send("schedule backup --for systemd --at 07:05 --officer 'Sam Example'")
    printed = units(said.out)
    folder = tmp_path / "config" / "systemd" / "user"
    assert list(printed) == [
        folder / "send-backup-sam-example.service",
        folder / "send-backup-sam-example.timer",
    ]
    service, timer = map(parsed, printed.values())
    assert service["Service"]["Type"] == "oneshot"
    assert shlex.split(service["Service"]["ExecStart"]) == [
        *(f"{tmp_path}/bin/send", "schedule", "--run", "--db", f"{tmp_path}/cases.db"),
        *("--officer", "Sam Example", "--", "backup"),
    ]
    assert timer["Timer"]["OnCalendar"] == "Mon..Fri *-*-* 07:05:00"
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"
    every = units(send("schedule backup --for systemd --every-day").out).values()
    assert parsed(list(every)[1])["Timer"]["OnCalendar"] == "*-*-* 06:45:00"


def test_what_systemd_takes_for_a_sign_is_escaped(send: Send, tmp_path: Path) -> None:
    db = tmp_path / 'a%h $HOME "x\\y' / "cases.db"
    db.parent.mkdir()
    shutil.copy(tmp_path / "cases.db", db)
    service = next(iter(units(send("schedule backup --for systemd --db", db).out).values()))
    assert f'--db "{tmp_path}/a%%h $$HOME \\"x\\\\y/cases.db" --' in service


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
@pytest.mark.parametrize("every", ["", "--every-day"])
def test_systemd_finds_nothing_wrong_with_the_units(send: Send, tmp_path: Path, every: str) -> None:
    printed = units(send(f"schedule backup --for systemd {every}").out)
    for path, text in printed.items():
        (tmp_path / path.name).write_text(text + "\n", encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / path.name) for path in printed)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "send-backup" not in done.stderr


def test_the_units_are_written_started_and_taken_away(send: Send, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    assert send("schedule backup --for systemd --json").document["installed"] is False
    said = send("schedule backup --for systemd --install")
    assert said.code == 0
    assert "started: send-backup.timer" in said.err
    for path, text in units(said.out).items():
        assert path.read_text(encoding="utf-8").strip() == text
        assert path.stat().st_mode & 0o777 == 0o600
    made = [
        "--user daemon-reload",
        "--user enable send-backup.timer",
        "--user restart send-backup.timer",
    ]
    assert calls.read_text().splitlines() == made
    assert send("schedule backup --for systemd --json").document["installed"] is True
    again = send("schedule backup --for systemd --install")
    assert (again.code, again.out) == (0, said.out)
    assert calls.read_text().splitlines() == made
    removed = send("schedule backup --for systemd --remove")
    assert removed.code == 0
    assert units(removed.out) == units(said.out)
    assert not any(path.exists() for path in units(said.out))
    assert calls.read_text().splitlines()[3:] == [
        "--user disable --now send-backup.timer",
        "--user daemon-reload",
    ]
    none = send("schedule backup --for systemd --remove")
    assert (none.code, none.out, none.err) == (0, "", "send: there is no send-backup.timer\n")


def test_units_that_do_not_start_are_put_back(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "config" / "systemd" / "user"
    monkeypatch.setenv("FAILS", "yes")
    said = send("schedule backup --for systemd --install")
    assert said.code == 2
    assert said.err == "send: `systemctl --user restart send-backup.timer` failed: no bus\n"
    assert not [path for path in folder.rglob("*") if not path.is_dir()]
    monkeypatch.setenv("FAILS", "")
    send("schedule backup --for systemd --install")
    timer = folder / "send-backup.timer"
    before = timer.read_bytes()
    monkeypatch.setenv("FAILS", "yes")
    assert send("schedule backup --for systemd --install --at 09:00").code == 2
    assert timer.read_bytes() == before


def test_without_systemd_nothing_is_written(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    said = send("schedule backup --for systemd --install")
    assert said.code == 2
    assert "there is no `systemctl` here: nothing was changed" in said.err
    assert not (tmp_path / "config").exists()


# launchd and Windows


def test_the_property_list_is_one(send: Send, tmp_path: Path) -> None:
    said = send("schedule backup --for launchd --at 07:05 --officer 'Sam Example'")
    listed = plistlib.loads(said.out.encode())
    assert listed["Label"] == "send-backup-sam-example"
    assert listed["ProgramArguments"] == [
        *(f"{tmp_path}/bin/send", "schedule", "--run", "--db", f"{tmp_path}/cases.db"),
        *("--officer", "Sam Example", "--", "backup"),
    ]
    assert listed["StartCalendarInterval"] == [
        {"Weekday": day, "Hour": 7, "Minute": 5} for day in (1, 2, 3, 4, 5)
    ]
    assert "launchctl bootstrap" in said.err
    every = plistlib.loads(send("schedule backup --for launchd --every-day").out.encode())
    assert every["StartCalendarInterval"] == [{"Hour": 6, "Minute": 45}]
    assert send("schedule backup --for launchd --json").document["installed"] is None


def test_the_task_of_windows_is_xml(send: Send, tmp_path: Path) -> None:
    db = tmp_path / "a & <b> Zoë" / "cases.db"
    db.parent.mkdir()
    shutil.copy(tmp_path / "cases.db", db)
    said = send("schedule backup --for windows --at 07:05 --as-of 2026-03-02 --db", db)
    task = ElementTree.fromstring(said.out)
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    start = task.findtext("t:Triggers/t:CalendarTrigger/t:StartBoundary", "", space)
    assert start == "2026-03-02T07:05:00"
    week = "t:Triggers/t:CalendarTrigger/t:ScheduleByWeek/t:DaysOfWeek/*"
    assert [day.tag.rpartition("}")[2] for day in task.findall(week, space)] == [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    ]
    assert task.findtext("t:Actions/t:Exec/t:Command", "", space) == f"{tmp_path}/bin/send"
    assert task.findtext("t:Actions/t:Exec/t:Arguments", "", space) == (
        f'schedule --run --db "{db}" -- backup'
    )
    assert "schtasks /Create" in said.err
    every = ElementTree.fromstring(send("schedule backup --for windows --every-day").out)
    assert len(every.findall(week, space)) == 7


# Once a week


def test_every_scheduler_knows_the_one_day_of_the_week(send: Send) -> None:
    weekly = "schedule --weekly fri backup"
    assert send(f"{weekly} --json").document["weekday"] == "Friday"
    assert send("schedule backup --json").document["weekday"] is None
    assert "OnCalendar=Fri *-*-* 06:45:00" in send(f"{weekly} --for systemd").out
    listed = plistlib.loads(send(f"{weekly} --for launchd").out.encode())
    assert listed["StartCalendarInterval"] == [{"Weekday": 5, "Hour": 6, "Minute": 45}]
    task = send(f"{weekly} --for windows").out
    assert re.findall(r"<(\w+day) ?/>", task) == ["Friday"]
    said = send("schedule --weekly fortnightly backup")
    assert said.code == 2
    assert "is not a day of the week (write mon, or Monday)" in said.err
    assert "write one of them" in send(f"{weekly} --every-day").err


def test_a_managers_figures_come_once_a_week(send: Send, tmp_path: Path, spool: Path) -> None:
    file = tmp_path / "figures-{week}.html"
    said = send("schedule --install --weekly mon -o", file, "--", "report", "performance")
    assert said.code == 0, said.err
    line = spool.read_text(encoding="utf-8")
    assert line.startswith("45 6 * * 1 ")
    assert line.endswith("# send schedule: report performance\n")
    # A bank holiday in England and Wales, and a Monday.
    run = send(f"--as-of 2026-04-06 schedule --run --every-day -- report performance -o {file}")
    assert (run.code, run.out) == (0, "")
    page = tmp_path / "figures-2026-W15.html"
    assert "<h1>Performance, Mon 6 Apr 2026" in page.read_text(encoding="utf-8")


def test_figures_to_be_mailed_are_text_to_be_read(send: Send) -> None:
    line = send("schedule --mail --weekly mon -- report performance").out
    assert "-- report performance --format text #" in line
    assert send(
        "schedule --run --mail --every-day -- report performance --format text"
    ).out.startswith("Performance, ")


# The morning report

morning = pytest.mark.skipif("report" not in COMMANDS, reason="there is no `send report`")


@morning
def test_without_words_it_is_the_morning_report_beside_the_case_file(
    send: Send, tmp_path: Path
) -> None:
    document = send("schedule --json").document
    assert document["what"] == "report morning"
    words = document["command"]
    assert words[words.index("--") + 1 :] == [
        *("report", "morning", "--format", "html", "-o", f"{tmp_path}/send-{{date}}.html"),
    ]


@morning
@pytest.mark.parametrize(("name", "form"), [("a.md", "md"), ("a.TXT", "text"), ("a.htm", "html")])
def test_the_name_of_the_file_says_the_format(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    words = send(f"schedule --json -o {name}").document["command"]
    assert words[-4:] == ["--format", form, "-o", str(tmp_path / name)]


@morning
def test_a_report_to_be_mailed_is_text_and_no_file(send: Send) -> None:
    words = send("schedule --json --mail").document["command"]
    assert words[words.index("--") + 1 :] == ["report", "morning", "--format", "text"]


@morning
def test_cron_makes_the_morning_report_in_silence(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["-m"])
    done = as_cron_starts_it(send("schedule --every-day").out, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(list(tmp_path.glob("send-20??-??-??.html"))) == 1
