"""Killed at any moment, a command leaves the file as it was before or as it should be after.

Every command runs in a forked child, which costs nothing to start, and dies
there in one of four ways: at a random moment; at a step of SQLite's machine;
on writing a byte beyond a limit, which kills it inside a commit, with the
journal or the case file half written; and on either side of the commit.
"""

import mmap
import os
import shlex
import shutil
import signal
import sqlite3
import struct
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from send_cli.cli.app import run
from send_cli.rules import BOOK
from send_cli.store import file as case_file
from send_cli.store import migrations
from send_cli.store.derive import recompute
from tests.conftest import Lists, Send

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

KILLS = 6
"""How often each command is killed in each way."""

GRAIN = 50
"""Steps of SQLite's machine between two looks at whether it is time to die."""

PATIENCE = 30
"""Seconds after which a child that hangs is killed as well."""

Content = dict[str, list[tuple[Any, ...]]]
Kill = Callable[[Random], bool]


@dataclass(frozen=True)
class Deed:
    """A command that changes the case file, and the commands before it."""

    line: str
    before: tuple[str, ...] = ()
    migrates: bool = False


DEEDS = {
    "first import": Deed("import FIRST"),
    "import": Deed("import SECOND", ("import FIRST",)),
    "record": Deed("record C0007 final-plan-sent 2026-02-27", ("import FIRST",)),
    "undo": Deed("undo", ("import FIRST", "import SECOND")),
    "migration": Deed("record C0007 contact", ("import FIRST",), migrates=True),
    "backup": Deed("backup", ("import FIRST",)),
    "restore": Deed(
        "restore LARGE --yes",
        ("import FIRST", "backup SMALL", "import SECOND", "backup LARGE", "restore SMALL --yes"),
    ),
    "forget": Deed("forget C0007 --confirm C0007", ("import FIRST", "import SECOND")),
}


class Scene:
    """A case file before a command, and the ways to kill the command there."""

    def __init__(self, send: Send, folder: Path, deed: Deed, patch: pytest.MonkeyPatch) -> None:
        self.send = send
        self.db = folder / "cases.db"
        self.patch = patch
        self.backups = folder / "backups"
        names = {"FIRST": "first.csv", "SECOND": "second.csv", "SMALL": "s.db", "LARGE": "l.db"}
        self.lists = {word: str(folder / name) for word, name in names.items()}
        for line in deed.before:
            assert send(self.spelt(line)).code == 0
        self.line = self.spelt(deed.line)
        if deed.migrates:
            grow_schema(patch)
        self.bytes = self.db.read_bytes() if deed.before else None
        self.before = content(self.db)
        shutil.rmtree(self.backups, ignore_errors=True)
        self.ticks = mmap.mmap(-1, 8)
        self.measure()

    def spelt(self, line: str) -> str:
        return " ".join(self.lists.get(word, word) for word in line.split())

    def measure(self) -> None:
        """Run the command whole in a child: how long, how many steps, and what comes of it."""
        begun = time.perf_counter()
        assert not self.dies(lambda: None)
        self.seconds = time.perf_counter() - begun
        self.after = content(self.db)
        self.size = self.db.stat().st_size
        self.reset()
        assert not self.dies(lambda: self.count_steps(sys.maxsize))
        (self.steps,) = struct.unpack("q", self.ticks[:8])
        assert self.steps > KILLS
        self.reset()

    def reset(self) -> None:
        """Put the case file back as it was before, and nothing beside it."""
        for path in self.beside():
            path.unlink()
        shutil.rmtree(self.backups, ignore_errors=True)
        if self.bytes is not None:
            case_file.create_private(self.db)
            self.db.write_bytes(self.bytes)

    def beside(self) -> list[Path]:
        return [path for path in self.db.parent.iterdir() if path.name.startswith("cases.db")]

    def copies(self) -> list[Path]:
        return [*self.backups.iterdir()] if self.backups.exists() else []

    def dies(self, death: Callable[[], object], delay: float | None = None) -> bool:
        """Run the command in a child; say whether it was killed before its end."""
        pid = os.fork()
        if pid == 0:
            code = 99
            try:
                signal.alarm(PATIENCE)
                death()
                code = run(shlex.split(self.line))
            finally:
                os._exit(code)
        if delay is not None:
            time.sleep(delay)
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status)
        assert killed or os.WEXITSTATUS(status) == 0
        return killed

    # The four deaths

    def at_a_moment(self, random: Random) -> bool:
        return self.dies(lambda: None, random.uniform(0, self.seconds))

    def at_a_step(self, random: Random) -> bool:
        return self.dies(lambda: self.count_steps(random.randint(1, self.steps)))

    def at_a_byte(self, random: Random) -> bool:
        return self.dies(lambda: limit_files(random.randrange(self.size)))

    def count_steps(self, last: int) -> None:
        """Count the steps of every connection of this child, and die at the last."""
        self.ticks[:8] = struct.pack("q", 0)

        def tick() -> int:
            (done,) = struct.unpack("q", self.ticks[:8])
            self.ticks[:8] = struct.pack("q", done + 1)
            if done + 1 >= last:
                die()
            return 0

        connect: Any = sqlite3.connect

        def connected(*args: Any, **options: Any) -> Any:
            connection = connect(*args, **options)
            connection.set_progress_handler(tick, GRAIN)
            return connection

        self.patch.setattr(sqlite3, "connect", connected)

    def die_at_commit(self, *, after: bool) -> None:
        class Mortal(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
                if sql == "COMMIT" and not after:
                    die()
                cursor = super().execute(sql, *values)
                if sql == "COMMIT":
                    die()
                return cursor

        class Giver(sqlite3.Connection):
            """What is in memory: copying it into the case file is a commit of its own."""

            def backup(self, target: sqlite3.Connection, **options: Any) -> None:
                if not after:
                    die()
                super().backup(target, **options)
                die()

        connect: Any = sqlite3.connect

        def connected(to: Any, **options: Any) -> Any:
            mortal = {"factory": Mortal} if to == self.db else {}
            giver = {"factory": Giver} if to == ":memory:" else {}
            return connect(to, **options, **mortal, **giver)

        self.patch.setattr(sqlite3, "connect", connected)

    # What must be so afterwards

    def check(self) -> bool:
        """Check the file after a death; say whether it had a journal to be undone."""
        hot = is_hot(self.db)
        said = self.send("today --json")
        now = content(self.db)
        assert now in (self.before, self.after)
        assert said.code == (0 if now else 4)
        assert ("no case file yet" in said.err) == (not now)
        assert ("the last change was cut off before it was finished" in said.err) == hot
        assert not (hot and now == self.after)
        assert not is_hot(self.db)
        if now:
            assert_sound(self.db)
        self.check_folder()
        if now == self.before:
            assert self.send(self.line).code == 0
            assert content(self.db) == self.after
            assert_sound(self.db)
            self.check_folder()
            left = [*self.beside(), *self.copies()]
            assert not [path for path in left if path.name.endswith(("-journal", ".part"))]
        return hot

    def check_folder(self) -> None:
        """Check that what stands beside the case file is private, and a copy is whole."""
        copy = f"cases.db.schema-{case_file.SCHEMA - 1}"
        for path in self.beside():
            assert path.name in {"cases.db", "cases.db-journal", copy, f"{copy}.part"}
            assert path.stat().st_mode & 0o777 == 0o600
            if path.name == copy:
                assert content(path) == self.before
        for path in self.copies():
            assert path.stat().st_mode & 0o777 == 0o600
            if path.suffix == ".db":
                assert content(path) == self.before


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def limit_files(size: int) -> None:
    """Have the system kill this process as it writes beyond so many bytes of any file."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def grow_schema(patch: pytest.MonkeyPatch) -> None:
    """Make of this `send` a newer one, which has one more migration."""
    patch.setattr(migrations.steps, "_migrations", [*migrations.steps._migrations])

    @migrations.steps()
    def m999_later(db: Any) -> None:
        db.execute("ALTER TABLE cases ADD COLUMN later TEXT")
        db.execute("UPDATE cases SET later = ref")
        db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

    newer = case_file.SCHEMA + 1
    for module in ("file", "opening"):
        patch.setattr(f"send_cli.store.{module}.SCHEMA", newer)


def is_hot(db: Path) -> bool:
    """Say whether a journal stands beside the file that SQLite has to undo."""
    journal = db.with_name(f"{db.name}-journal")
    if not journal.exists() or not db.exists() or not db.stat().st_size:
        return False
    return journal.read_bytes()[:1] not in {b"", b"\0"}


def content(path: Path) -> Content:
    """Return everything a case file holds, by table; nothing where there is none yet."""
    if not path.exists():
        return {}
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    tables = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    found: Content = {}
    for name, sql in tables:
        if sql and sql.startswith("CREATE TABLE"):
            found[name] = sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
    if "backups" in found:
        # A name that is taken is not taken again, so it tells of the runs before.
        found["backups"] = sorted({row[1:] for row in found["backups"]})
    if tables:
        # When a migration was applied is the clock's, and not the command's.
        found["_sqlite_migrations"] = [row[:2] for row in found["_sqlite_migrations"]]
        found["schema"] = tables
        found["version"] = connection.execute("PRAGMA user_version").fetchall()
    connection.close()
    return found


def assert_sound(path: Path) -> None:
    """Check that the file is whole, and that its deadlines are those of a fresh derivation."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    connection.close()
    query = "SELECT * FROM deadlines ORDER BY case_id, place"
    held = copy.execute(query).fetchall()
    recompute(copy, BOOK)
    assert held == copy.execute(query).fetchall()
    assert held
    copy.close()


@pytest.fixture(autouse=True)
def _clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every command run at the same second, so that two runs leave the same."""
    now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    monkeypatch.setattr("send_cli.cli.desk.datetime", SimpleNamespace(now=lambda _: now))


@pytest.fixture
def _two_lists(lists: Lists) -> None:
    """Write a list of 40 cases, and a later one that corrects half of them and has 20 more."""
    head = "ref,forename,officer,notes,request_received,assessment_agreed,advice_requested"
    note = "n" * 600
    row = "C{0:04},Ann,Sam Example,{1},{2:02}/01/2026,{3:02}/02/2026,{3:02}/02/2026"
    first = [row.format(n, note, n % 28 + 1, n % 25 + 1) for n in range(40)]
    second = [row.format(n, note, n % 28 + 1, (n + n % 2) % 25 + 1) for n in range(60)]
    lists(head, *first, name="first.csv")
    lists(head, *second, name="second.csv")


@pytest.fixture
def scene(
    request: pytest.FixtureRequest,
    send: Send,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    _two_lists: None,
) -> Iterator[Scene]:
    made = Scene(send, tmp_path, DEEDS[request.param], monkeypatch)
    yield made
    made.ticks.close()


every_deed = pytest.mark.parametrize("scene", DEEDS, indirect=True)


def killed_often(scene: Scene, kill: Kill, seed: str) -> tuple[int, int]:
    """Kill the command again and again; return how often it died, and left a hot journal."""
    random = Random(f"{seed} {scene.line.split()[0]}")
    deaths = journals = 0
    for _ in range(KILLS):
        scene.reset()
        deaths += kill(random)
        journals += scene.check()
    return deaths, journals


@every_deed
def test_killed_at_a_random_moment(scene: Scene) -> None:
    killed_often(scene, scene.at_a_moment, "moment")


@every_deed
def test_killed_at_a_step_of_its_work(scene: Scene) -> None:
    deaths, _ = killed_often(scene, scene.at_a_step, "step")
    assert deaths == KILLS


@every_deed
def test_killed_while_it_writes(scene: Scene) -> None:
    deaths, _ = killed_often(scene, scene.at_a_byte, "byte")
    assert deaths


@every_deed
def test_killed_on_either_side_of_the_commit(scene: Scene) -> None:
    for after in (False, True):
        scene.reset()
        assert scene.dies(lambda after=after: scene.die_at_commit(after=after))  # type: ignore[misc]
        assert content(scene.db) == (scene.after if after else scene.before)
        assert not scene.check()


@pytest.mark.parametrize("scene", ["first import", "import", "migration", "restore"], indirect=True)
def test_killed_on_the_last_page_it_leaves_a_journal_that_the_next_reader_undoes(
    scene: Scene,
) -> None:
    assert scene.dies(lambda: limit_files(scene.size - 1))
    assert scene.check()


@pytest.mark.usefixtures("_two_lists")
def test_a_file_built_from_the_text_of_its_schema_is_read_and_then_migrated(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send("import", tmp_path / "first.csv").code == 0
    right = send("deadlines --json").out
    db = tmp_path / "cases.db"
    connection = sqlite3.connect(db)
    text = "\n".join(connection.iterdump())
    connection.close()
    db.unlink()
    case_file.create_private(db)
    connection = sqlite3.connect(db)
    connection.executescript(text)
    connection.execute(f"PRAGMA application_id = {case_file.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {case_file.SCHEMA}")
    connection.close()
    old, held, was = db.read_bytes(), content(db), case_file.SCHEMA
    grow_schema(monkeypatch)
    said = send("deadlines --json")
    assert said.out == right
    assert "worked out by another version of send" in said.err
    assert db.read_bytes() == old
    assert send("record C0007 contact").code == 0
    assert send("deadlines --json").err == ""
    copy = tmp_path / f"cases.db.schema-{was}"
    assert content(copy) == held
    assert copy.stat().st_mode & 0o777 == 0o600
    assert content(db)["version"] == [(was + 1,)]
    assert "later" in content(db)
    assert_sound(db)
