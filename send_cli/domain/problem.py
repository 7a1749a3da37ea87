"""Faults in the user's data as values, and reasons to stop as exceptions.

Note:
    A `Problem` is collected and the run goes on, so that one run shows them
    all. A `Refusal` stops the command: it is a sentence and an exit code.

        Refusal                     2  the words of the command do not fit
        ├── InputRefused            3  some input was refused
        ├── CaseFileError           4  the case file cannot be used
        └── NotFound                5  no such case, rule or officer, or more than one

"""

from enum import IntEnum, StrEnum
from typing import NamedTuple


class ExitCode(IntEnum):
    """What the exit code of `send` says; documented in the README."""

    WORKED = 0
    """the run worked"""
    ATTENTION = 1
    """it worked and something needs attention: only when asked with `--exit-code`"""
    USAGE = 2
    """the words of the command do not fit, or it asks for what cannot be"""
    INPUT_REFUSED = 3
    """some input was refused (the rest went in)"""
    CASE_FILE = 4
    """the case file cannot be used: locked, newer, not ours, absent, damaged"""
    NOT_FOUND = 5
    """no such case, rule or officer, or more than one"""
    FAULT = 70
    """a fault in `send` itself: one line, traceback with `SEND_DEBUG=1`"""


class Refusal(Exception):  # noqa: N818 - it is not always an error: it is an answer
    """A reason to stop, in one sentence that says what to do instead."""

    exit_code = ExitCode.USAGE


class InputRefused(Refusal):
    """Input that could not be taken at all."""

    exit_code = ExitCode.INPUT_REFUSED


class CaseFileError(Refusal):
    """The case file cannot be used."""

    exit_code = ExitCode.CASE_FILE


class NotFound(Refusal):
    """What was named is not there, or is not one thing."""

    exit_code = ExitCode.NOT_FOUND


class Severity(StrEnum):
    """Whether something was refused, or taken and worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """One fault in a list: where it stands and what to do about it.

    `row` is the row as a spreadsheet numbers it; `column` is the heading as
    the list has it. Both are None where the fault is the whole file's.
    """

    message: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def sentence(self, file: str) -> str:
        """Return the problem in one line, beginning with where it is."""
        place = [file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(self.column)
        quoted = f'"{self.value}" ' if self.value else ""
        return f"{', '.join(place)}: {quoted}{self.message}"
