"""The README is true: every sample in it is what the program prints today."""

import os
import re
import subprocess
import sys
from pathlib import Path

from send_cli.cli.table import COMMANDS

ROOT = Path(__file__).parents[1]


def test_the_samples_are_what_the_program_prints() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", "README.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_in_the_readme_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL))
    named = set(re.findall(r"(?:^|[|\s])send ([a-z]+)", code))
    named |= set(re.findall(r"`send ([a-z]+)", text))
    assert named
    assert named <= set(COMMANDS)


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"`send {name}`" in text for name in COMMANDS)
