"""A list as rows of text: bytes, encoding, separator, and the row with the headings."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from send_cli.domain.problem import InputRefused, Problem, Severity, shortened

LOOK_FOR_HEADINGS = 20
"""A report's title may stand above the headings: they are looked for in so many rows."""

csv.field_size_limit(2**24)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list under its headings, numbered as a spreadsheet numbers them."""

    file: str
    encoding: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]


def read_table(path: Path, encoding: str | None, known: frozenset[str]) -> Table:
    """Read a CSV file; `known` are the headings, normalised, by which theirs are found.

    Raises:
        InputRefused: it cannot be read, is empty, or has no row of headings.

    """
    text, used = _decoded(path, encoding)
    nulls = text.count("\0")
    text = text.replace("\0", "")
    numbered = [
        (number, tuple(cell.strip() for cell in row))
        for number, row in enumerate(_rows(path, text), 1)
        if any(cell.strip() for cell in row)
    ]
    if not numbered:
        raise InputRefused(f"{path.name}: no rows in it")
    at = _heading_row(numbered, known)
    if at is None:
        raise InputRefused(
            f"{path.name}: no row of headings was found (the list needs at least a ref column and "
            "one date; --map ref=HEADING names a column)"
        )
    if not numbered[at + 1 :]:
        raise InputRefused(f"{path.name}: no rows under its headings")
    problems = []
    if nulls:
        problems.append(Problem(f"{nulls} NUL characters were left out", Severity.WARNING))
    return Table(path.name, used, numbered[at][1], tuple(numbered[at + 1 :]), tuple(problems))


def _decoded(path: Path, encoding: str | None) -> tuple[str, str]:
    """Return the text and the encoding's name: UTF-8, UTF-16 with its mark, else cp1252.

    Nothing is detected: on short lists detection turns names into others.
    """
    name = shortened(path.name)
    if not _is_text(path.name):
        raise InputRefused(f"{name}: the name of this list is not readable text (rename the file)")
    try:
        # A folder that may not be looked into fails here as well.
        if path.is_dir():
            raise InputRefused(f"{name}: is a folder, not a list (name the file in it)")
        raw = path.read_bytes()
    except OSError as error:
        raise InputRefused(f"{name}: cannot be read: {error.strerror}") from error
    if encoding:
        try:
            text = raw.decode(codecs.lookup(encoding).name)
            # Some decoders return halves of characters, which no file can hold.
            text.encode()
            return text, encoding
        except LookupError as error:
            raise InputRefused(f'{path.name}: "{encoding}" is not an encoding') from error
        except UnicodeError as error:
            raise InputRefused(f"{path.name}: is not written in {encoding}") from error
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16"), "utf-16"
        except UnicodeError as error:
            raise InputRefused(f"{path.name}: is marked UTF-16 but is not") from error
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeError:
        return raw.decode("cp1252", errors="replace"), "cp1252"


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeError:
        return False
    return True


def _rows(path: Path, text: str) -> Iterator[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise InputRefused(f"{path.name}: cannot be read as CSV: {error}") from error


def _heading_row(numbered: list[tuple[int, tuple[str, ...]]], known: frozenset[str]) -> int | None:
    scores = [sum(normal(cell) in known for cell in row) for _, row in numbered[:LOOK_FOR_HEADINGS]]
    best = max(scores)
    return scores.index(best) if best else None


def normal(heading: str) -> str:
    """Return a heading as it is compared: small letters and figures, single spaces."""
    kept = "".join(c if c.isalnum() else " " for c in heading.casefold())
    return " ".join(kept.split())
