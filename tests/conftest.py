"""What the tests share: `send`, run as a person would run it."""

import io
import json
import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from send_cli.cli.app import run

AS_OF = "2026-03-02"
"""The day on which the tests are run, unless one says otherwise: a Monday."""


@dataclass(frozen=True)
class Said:
    """What a run printed, what it said about itself, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def document(self) -> Any:
        """The JSON printed."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """The lines printed, cut at their tabs."""
        return [line.split("\t") for line in self.out.splitlines()]


Send = Callable[..., Said]
Lists = Callable[..., Path]
Typing = Callable[[str], None]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep every test from the person's own case file, settings and name."""
    for name in [name for name in os.environ if name.startswith("SEND_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SEND_DB", str(tmp_path / "cases.db"))
    monkeypatch.setenv("SEND_AS_OF", AS_OF)
    monkeypatch.setenv("LOGNAME", "ann")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def send(capsys: pytest.CaptureFixture[str]) -> Send:
    """Return a function that runs one command line; extra arguments are not split."""

    def runs(line: str = "", *more: object) -> Said:
        capsys.readouterr()
        code = run([*shlex.split(line), *map(str, more)])
        captured = capsys.readouterr()
        return Said(captured.out, captured.err, code)

    return runs


class _Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Return a function that puts a person at the keyboard, who types those lines."""

    def types(lines: str) -> None:
        monkeypatch.setattr("sys.stdin", _Keyboard(lines))

    return types


@pytest.fixture(autouse=True)
def _nobody_at_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no test wait for a person, or depend on where it is run."""
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    """Return a function that writes a list from lines of text, or from bytes."""

    def write(*lines: str | bytes, name: str = "list.csv") -> Path:
        path = tmp_path / name
        if lines and isinstance(lines[0], bytes):
            path.write_bytes(b"".join(line for line in lines if isinstance(line, bytes)))
        else:
            path.write_text("".join(f"{line!s}\n" for line in lines), encoding="utf-8")
        return path

    return write


@pytest.fixture
def caseload(send: Send, lists: Lists) -> Path:
    """Import a small caseload: one case at each stage; return the list it came from."""
    path = lists(
        "ref,forename,surname,dob,officer,setting,setting_type,flags,request_received,"
        "assessment_agreed,advice_requested,draft_sent,final_plan_sent,review_meeting,"
        "review_decision,review_outcome,amendment_notice_sent,last_contact",
        # Undecided, six weeks on Mon 9 Mar 2026.
        "00123,Zoë,O’Neill,01/02/2015,Sam Example,Hill School,primary,,26/01/2026,,,,,,,,,",
        # Past the twenty weeks (Mon 16 Feb 2026), draft sent.
        "C2,Ann,Lee,,Sam Example,Hill School,primary,out-of-school,29/09/2025,10/11/2025,"
        "10/11/2025,20/01/2026,,,,,,",
        # Met in every step; first review due Tue 9 Feb 2027.
        "C3,Bo,Ray,,Sam Example,Dale College,college,,22/09/2025,03/11/2025,,12/01/2026,"
        "09/02/2026,,,,,",
        # Review decided to amend, notice not sent: due Mon 9 Mar 2026.
        "C4,Cy,Fox,,Pat Other,Dale College,college,,,,,,01/03/2024,09/02/2026,20/02/2026,amend,,",
        # Nobody's case: review overdue since Sat 28 Feb 2026.
        "C5,Di,Kay,,,Hill School,primary,,,,,,01/03/2025,,,,,01/02/2026",
    )
    assert send("import", path).code == 0
    return path
