"""The file of problems: what was refused, with a place for the correction."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from send_cli.domain.formula import neutral
from send_cli.domain.problem import Problem, Refusal, Severity
from send_cli.importers.headings import PROBLEM_LIST

NOT_HERE = "not corrected in this file: mend the list itself and import it again"
"""What is said of a problem that is no single cell of a case."""


@contextmanager
def problem_file(path: Path | None, taken: Sequence[Path]) -> Iterator[IO[str] | None]:
    """Open the file for the problems, for its owner's eyes only; `taken` must not be lost.

    Raises:
        Refusal: it is one of those, or cannot be written.

    """
    if path is None:
        yield None
        return
    if any(_is_same(path, other) for other in taken):
        raise Refusal(f"--problems: {path} is the case file or a list: name another file")
    try:
        handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", error)
        raise Refusal(f"--problems: cannot write {path}: {why}") from error
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as out:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            path.chmod(0o600)
            out.truncate(0)
        yield out


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return os.path.realpath(path) == os.path.realpath(other)


def write_problems(out: IO[str], found: Iterable[tuple[str, Problem]]) -> None:
    """Write problems, each with its file; the column `correction` is left to fill in."""
    import csv

    sheet = csv.writer(out)
    sheet.writerow(PROBLEM_LIST)
    for file, problem in found:
        named = {**problem._asdict(), "file": file, "correction": None}
        if problem.severity is Severity.ERROR and problem.row and not problem.field:
            named["message"] = f"{problem.message}; {NOT_HERE}"
        row = (named[heading] for heading in PROBLEM_LIST)
        sheet.writerow(neutral(cell) if isinstance(cell, str) else cell for cell in row)
