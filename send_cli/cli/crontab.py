"""The person's own crontab: one line of it is ours, and no other is touched."""

import os
import subprocess
from shutil import which

from send_cli.domain.problem import Refusal

ELSEWHERE = "`--for systemd`, `launchd` or `windows` for a machine that has no cron"


def crontab_there() -> list[bytes] | None:
    """Return the lines of the crontab, each with its end; None where there is no `crontab`.

    Raises:
        Refusal: there may be one, but it cannot be read.

    """
    program = which("crontab")
    if program is None:
        return None
    done = _run(program, "-l")
    if done.returncode == 0:
        return done.stdout.splitlines(keepends=True)
    said = _said(done)
    # What is no "there is none yet" must not be taken for an empty crontab, and written over.
    if "no crontab" in said.casefold() or "no such file" in said.casefold():
        return []
    raise Refusal(f"the crontab cannot be read: {said}")


def put_crontab(lines: list[bytes]) -> None:
    """Put these lines in the place of the crontab; without any, take it away.

    Raises:
        Refusal: `crontab` would not have it, or has something else now.

    """
    program = which("crontab") or "crontab"
    done = _run(program, "-", text=b"".join(lines)) if lines else _run(program, "-r")
    if done.returncode:
        raise Refusal(f"`crontab` refused the change: {_said(done)}")
    if crontab_there() != lines:
        raise Refusal("`crontab` kept something else than it was given: look at `crontab -l`")


def is_ours(line: bytes, marker: str) -> bool:
    """Say whether a line is that schedule; one that was put out of use with `#` is not."""
    text = line.strip()
    return text.endswith(marker.encode()) and not text.startswith(b"#")


def with_line(lines: list[bytes], line: str, marker: str) -> list[bytes]:
    """Return the crontab with that line once: where it was, or at the end."""
    new = f"{line}\n".encode()
    places = [place for place, one in enumerate(lines) if is_ours(one, marker)]
    if not places:
        ended = [*lines[:-1], lines[-1] + b"\n"] if lines and lines[-1][-1:] != b"\n" else lines
        return [*ended, new]
    kept = [new if place == places[0] else one for place, one in enumerate(lines)]
    return [one for place, one in enumerate(kept) if place not in places[1:]]


def without_line(lines: list[bytes], marker: str) -> list[bytes]:
    """Return the crontab without that schedule."""
    return [line for line in lines if not is_ours(line, marker)]


def _run(program: str, *words: str, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - words of our own; no shell reads them
        [program, *words],
        input=text,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C"},
        check=False,
    )


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    said = " ".join(done.stderr.decode(errors="replace").split())
    return said or f"it left with {done.returncode}"
