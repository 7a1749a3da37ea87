"""The row of headings made whole: groups above it, headings that repeat, columns without one."""

from collections import Counter
from collections.abc import Sequence

from send_cli.importers.cells import Cells, normal

REPEATED = " (column "
"""What stands between a heading that repeats and the letter of its column."""


def letter(place: int) -> str:
    """Return the letter a spreadsheet has for a column: A for 0, AA for 26."""
    name = ""
    while place >= 0:
        name = chr(ord("A") + place % 26) + name
        place = place // 26 - 1
    return name


def base(heading: str) -> str:
    """Return a heading without the letter of its column that was put to it."""
    return heading.rpartition(REPEATED)[0] or heading


def full_headings(
    headings: Cells, above: Cells, rows: Sequence[tuple[int, Cells]], known: frozenset[str]
) -> Cells:
    """Return the headings as they are looked up and told.

    A heading merged with the cell above it stands there; one under a group
    ("Annual review" above "Meeting date") bears the group's name where that
    says which it is. One that repeats bears the letter of its column, unless
    the two columns say the same: then it is left blank. A column without a
    heading that has something in it is called by its letter.
    """
    width = max([len(headings), *(len(cells) for _, cells in rows)])
    whole = list(headings) + [""] * (width - len(headings))
    whole = _grouped(whole, above, known)
    first: dict[str, int] = {}
    for place, heading in enumerate(whole):
        if not heading:
            if any(_cell(cells, place) for _, cells in rows):
                whole[place] = f"Column {letter(place)}"
            continue
        other = first.setdefault(normal(heading), place)
        if other != place:
            same = all(_cell(cells, other) == _cell(cells, place) for _, cells in rows)
            whole[place] = "" if same else f"{heading}{REPEATED}{letter(place)})"
    return tuple(whole)


def _cell(cells: Cells, place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _grouped(headings: list[str], above: Cells, known: frozenset[str]) -> list[str]:
    # A single cell above the headings is a title.
    if sum(map(bool, above)) < 2:
        return headings
    times = Counter(map(normal, headings))
    whole, group = [], ""
    for place, heading in enumerate(headings):
        over = _cell(above, place)
        group = over or group
        both = f"{group} {heading}"
        if not heading:
            whole.append(over)
        elif normal(both) in known or (group and times[normal(heading)] > 1):
            whole.append(both)
        else:
            whole.append(heading)
    return whole
