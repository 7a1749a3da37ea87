"""The person's own systemd units: a timer, and the service it starts."""

import os
import subprocess
from pathlib import Path
from shutil import which

from send_cli.domain.problem import Refusal
from send_cli.store.file import create_private

Units = dict[Path, str]
"""What the text of each file is to be; the timer is the last."""


def unit_folder() -> Path:
    """Return where a person's own units are."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def are_installed(units: Units) -> bool:
    """Say whether the files are there as they should be, and the timer is enabled."""
    texts = {path: _text(path) for path in units}
    return texts == units and os.path.lexists(_enabled(units))


def put_units(units: Units) -> None:
    """Write the files and start the timer; where that fails, all is as it was.

    Raises:
        Refusal: there is no systemd, or it would not start the timer.

    """
    before = {path: _text(path) for path in units}
    systemctl = _systemctl()
    for path, text in units.items():
        create_private(path)
        path.write_text(text, encoding="utf-8")
    try:
        _run(systemctl, "daemon-reload")
        _run(systemctl, "enable", _timer(units))
        _run(systemctl, "restart", _timer(units))
    except Refusal:
        for path, text_before in before.items():
            if text_before is None:
                path.unlink()
            else:
                path.write_text(text_before, encoding="utf-8")
        if None in before.values():
            _enabled(units).unlink(missing_ok=True)
        raise


def take_units(units: Units) -> Units:
    """Stop the timer and take the files away; return those that were there.

    Raises:
        Refusal: there is no systemd, or it would not stop the timer.

    """
    there = {path: _text(path) or "" for path in units if os.path.lexists(path)}
    if there:
        systemctl = _systemctl()
        _run(systemctl, "disable", "--now", _timer(units))
        for path in there:
            path.unlink()
        _run(systemctl, "daemon-reload")
    return there


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _timer(units: Units) -> str:
    return list(units)[-1].name


def _enabled(units: Units) -> Path:
    """Return the link that systemd makes of an enabled timer."""
    timer = list(units)[-1]
    return timer.parent / "timers.target.wants" / timer.name


def _systemctl() -> str:
    program = which("systemctl")
    if program is None:
        raise Refusal("there is no `systemctl` here: nothing was changed (`--for cron`?)")
    return program


def _run(systemctl: str, *words: str) -> None:
    done = subprocess.run(  # noqa: S603 - words of our own; no shell reads them
        [systemctl, "--user", *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"it left with {done.returncode}"
        raise Refusal(f"`systemctl --user {' '.join(words)}` failed: {said}")
