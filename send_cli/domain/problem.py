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

QUOTED = 60
"""The characters of a cell that a sentence quotes; the case file keeps the whole."""

SENTENCE = 500
"""The characters of the longest sentence about a cell."""


def shortened(text: str, most: int = QUOTED) -> str:
    """Return text cut to so many characters, an ellipsis for the rest."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _one_line(text: str) -> str:
    """Return text without the characters that would move a terminal's cursor."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)


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

    def __str__(self) -> str:
        """Return the sentence: one line, whatever the lists it quotes have in them."""
        return _one_line(super().__str__())


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
    the list has it. Both are None where the fault is the whole file's. `ref`
    and `field` say of which case and which field a cell was. `counted` is what
    `row` counts where that is not rows.
    """

    message: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    value: str | None = None
    ref: str | None = None
    field: str | None = None
    counted: str = "row"

    def sentence(self, file: str) -> str:
        """Return the problem in one line, beginning with where it is; a long value is cut."""
        place = [file]
        if self.row is not None:
            place.append(f"{self.counted} {self.row}")
        if self.column:
            place.append(shortened(self.column))
        quoted = f'"{shortened(self.value)}" ' if self.value else ""
        return _one_line(f"{', '.join(place)}: {quoted}{shortened(self.message, SENTENCE)}")
