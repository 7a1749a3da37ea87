"""A table of figures in plain text: its headings, its rows, and a bar of plain characters."""

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from send_cli.present.report import Chart, Table
from send_cli.present.words import safe

GAP = "  "
LONGEST, SHORTEST = 30, 10
"""The most and the fewest characters of a bar; where there is no room for one, none is drawn."""

FULL, EMPTY, MARK = "#", ".", "|"
NARROWEST_NAME, NARROWEST_HEAD = 16, 14


def grid_lines(table: Table, width: int) -> Iterator[str]:
    """Yield the lines of a grid, no wider than `width` where its words allow it."""
    rows = [[safe(cell) for cell in row] for row in table.rows]
    heads = [column.head for column in table.columns]
    numbers = [
        max(min(len(head), NARROWEST_HEAD), *map(len, cells))
        for head, cells in zip(heads[1:], zip(*(row[1:] for row in rows), strict=True), strict=True)
    ]
    taken = sum(numbers) + len(GAP) * (len(numbers) + 1)
    longest = max(len(row[0]) for row in rows)
    bar = _bar_width(table.chart, width - taken - longest)
    name = min(longest, max(NARROWEST_NAME, width - taken - (bar + len(GAP) if bar else 0)))
    yield from _wrapped([heads[0], *heads[1:]], name, numbers, "")
    bars = table.chart.bars if table.chart and bar else ()
    marks = table.chart.marks if table.chart else ()
    for row, one in zip_longest(rows, bars):
        drawn = drawn_bar(one.length, bar, marks) if one else ""
        yield from _wrapped(row, name, numbers, drawn)


def _bar_width(chart: Chart | None, room: int) -> int:
    """Return the characters of the longest bar; 0 where there is no chart, or no room."""
    room -= len(GAP)
    return min(LONGEST, room) if chart and room >= SHORTEST else 0


def drawn_bar(length: float | None, width: int, marks: tuple[float, ...] = ()) -> str:
    """Return a bar: full as far as it goes, at least one character where it is not nothing."""
    if length is None:
        return ""
    full = round(length * width)
    full = max(1, min(width - 1, full)) if 0 < length < 1 else full
    drawn = list(FULL * full + EMPTY * (width - full))
    for mark in marks:
        drawn[min(width - 1, round(mark * width))] = MARK
    return "".join(drawn)


def _wrapped(row: list[str], name: int, numbers: list[int], bar: str) -> Iterator[str]:
    """Yield a row, its name and its headings wrapped within their columns."""
    widths = [name, *numbers]
    cells = [
        wrap(cell, room, break_long_words=False, break_on_hyphens=False) or [""]
        for cell, room in zip(row, widths, strict=True)
    ]
    for place, parts in enumerate(zip_longest(*cells, fillvalue="")):
        padded = [f"{part:<{room}}" for part, room in zip(parts, widths, strict=True)]
        line = GAP + GAP.join([*padded, bar if place == 0 else ""])
        yield line.rstrip()
