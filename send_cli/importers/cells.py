"""Text as rows of cells: the separator, and quotation marks that nobody closed."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from send_cli.domain.formula import restored
from send_cli.domain.problem import Problem, Severity

LOOK_FOR_HEADINGS = 20
"""A report's title may stand above the headings: they are looked for in so many rows."""

LONGEST_RECORD = 1000
"""Lines: where one quotation mark is not closed, no other record is looked for further on."""

NOT_CLOSED = "has a quotation mark that is not closed: check this row"

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""The separators there are, and the word for each."""

Cells = tuple[str, ...]

csv.field_size_limit(2**24)

_MADE_HARMLESS = re.compile(r"'[=+\-@\t\r]")
_SEP_LINE = re.compile(r'"?sep=([,;\t|])"?[ \t,;]*(?:\r\n|\n|\r|$)', re.IGNORECASE)


@lru_cache(maxsize=4096)
def normal(heading: str) -> str:
    """Return a heading as it is compared: small letters and figures, single spaces."""
    kept = "".join(c if c.isalnum() else " " for c in heading.casefold())
    return " ".join(kept.split())


def heading_row(records: Sequence[Sequence[str]], known: frozenset[str]) -> int | None:
    """Return which of the first records has the headings; None where none has a known one."""
    scores = [_known(record, known) for record in records[:LOOK_FOR_HEADINGS]]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def most_known(records: Sequence[Sequence[str]], known: frozenset[str]) -> int:
    """Return how many known headings the first records have, at most, in one of them."""
    return max((_known(record, known) for record in records[:LOOK_FOR_HEADINGS]), default=0)


def _known(record: Sequence[str], known: frozenset[str]) -> int:
    return sum(normal(cell) in known for cell in record)


def separated(text: str, known: frozenset[str]) -> tuple[str, str]:
    """Return the text without its `sep=` line, and its separator.

    It is the one that finds the most headings in the first lines, which a title
    above them does not change.
    """
    if said := _SEP_LINE.match(text):
        return text[said.end() :], said[1]
    lines = [line for line in islice(_lines(text), LOOK_FOR_HEADINGS) if line.strip()]
    for separator in ",;\t":
        if (
            lines
            and len(first := _alone(lines[0], separator)) > 2
            and _known(first, known) == len(first)
        ):
            return text, separator

    def fits(separator: str) -> tuple[int, int]:
        known_ones = (_known(_alone(line, separator), known) for line in lines)
        return max(known_ones, default=0), sum(line.count(separator) for line in lines)

    return text, max(SEPARATORS, key=fits)


def cut(text: str, separator: str, known: frozenset[str]) -> tuple[list[Cells], list[Problem]]:
    """Cut text into records, blank ones too, with what was wrong with their quotation marks.

    Their cells are stripped.

    Raises:
        csv.Error: a cell is longer than any can be.

    """
    try:
        reader = csv.reader(_lines(text), delimiter=separator, strict=True)
        records = [_stripped(record) for record in reader]
    except csv.Error:
        return _one_by_one(text, separator, known)
    if reader.line_num > len(records) and _swallowed(text, separator, known):
        return _one_by_one(text, separator, known)
    return records, []


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _stripped(record: Iterable[str]) -> Cells:
    return tuple(map(str.strip, record))


def as_written(records: list[Cells], text: str) -> list[Cells]:
    """Return records with what an export made harmless in them as it was; most have none."""
    if not _MADE_HARMLESS.search(text):
        return records
    return [tuple(map(restored, record)) for record in records]


def _swallowed(text: str, separator: str, known: frozenset[str]) -> bool:
    """Say whether a record of several lines may have taken rows along."""
    lines = list(_lines(text))
    reader = csv.reader(iter(lines), delimiter=separator)
    records, ends = [], [0]
    for record in reader:
        records.append(record)
        ends.append(reader.line_num)
    at = heading_row(records, known)
    return at is None or any(
        ends[place + 1] - ends[place] > 1
        and not _is_one(
            records[place], lines[ends[place] : ends[place + 1]], separator, records[at]
        )
        for place in range(at + 1, len(records))
    )


def _is_one(
    record: Sequence[str], lines: Sequence[str], separator: str, headings: Sequence[str]
) -> bool:
    """Say whether a record is as wide as the headings, and its lines are not so each alone.

    One whose every cell stands in quotation marks, as an export writes it, lost none of them.
    """
    if len(record) == len(headings) and _is_all_quoted(record, lines, separator):
        return True
    if not filled(headings) <= len(record) or filled(record) > len(headings):
        return False
    rows = all(line.count(separator) == len(headings) - 1 for line in lines)
    return len(headings) <= 2 or not rows


def _is_all_quoted(record: Sequence[str], lines: Sequence[str], separator: str) -> bool:
    quoted = (f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in record)
    return separator.join(quoted) == "".join(lines).removesuffix("\n").removesuffix("\r")


def filled(cells: Sequence[str]) -> int:
    """Return how many cells there are, up to the last that is not blank."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)


def _one_by_one(
    text: str, separator: str, known: frozenset[str]
) -> tuple[list[Cells], list[Problem]]:
    """Cut text where a quotation mark is not closed: no record takes the rows after it along."""
    lines = list(_lines(text))
    headings = _headings(lines, separator, known)
    records: list[Cells] = []
    problems = []
    at = 0
    while at < len(lines):
        record, used = _record(lines, at, separator, headings)
        if record is None:
            record = [cell.strip().strip('"') for cell in lines[at].rstrip().split(separator)]
            problems.append(Problem(NOT_CLOSED, Severity.ERROR, len(records) + 1))
        records.append(_stripped(record))
        at += used
    return records, problems


def _headings(lines: list[str], separator: str, known: frozenset[str]) -> Sequence[str]:
    whole = list(islice(csv.reader(iter(lines), delimiter=separator), LOOK_FOR_HEADINGS))
    alone = [_alone(line, separator) for line in lines[:LOOK_FOR_HEADINGS]]
    for records in (whole, alone):
        at = heading_row(records, known)
        if at is not None:
            return records[at]
    return ()


def _record(
    lines: list[str], at: int, separator: str, headings: Sequence[str]
) -> tuple[list[str] | None, int]:
    """Return the record that begins on a line, and its lines; None where it does not close."""
    if '"' not in lines[at]:
        return _alone(lines[at], separator), 1
    # The second line shows whether the first one closed its quotation marks.
    short = csv.reader([lines[at], "\n"], delimiter=separator)
    record = next(short)
    if short.line_num == 1:
        return record, 1
    whole = csv.reader(islice(_from(lines, at), LONGEST_RECORD), delimiter=separator, strict=True)
    try:
        record = next(whole)
    except csv.Error:
        return None, 1
    used = whole.line_num
    is_one = _is_one(record, lines[at : at + used], separator, headings)
    return (record, used) if is_one else (None, 1)


def _from(lines: list[str], at: int) -> Iterator[str]:
    return (lines[place] for place in range(at, len(lines)))


def _alone(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])
