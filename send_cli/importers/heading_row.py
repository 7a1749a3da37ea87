"""The row of headings made whole: groups above it, headings that repeat, columns without one."""

from collections import Counter
from collections.abc import Sequence

from send_cli.importers.aliases import ALIASES
from send_cli.importers.cells import LOOK_FOR_HEADINGS, Cells, normal

REPEATED = " (column "
"""What stands between a heading that repeats and the letter of its column."""


MANY = 3
"""A row with so many known headings in it is a row of headings."""

_REFS = frozenset({"ref", *ALIASES["ref"].split("; ")})

Numbered = tuple[int, Cells]
"""A row with its number, as a spreadsheet numbers it."""


def headings_place(numbered: Sequence[Numbered], known: frozenset[str]) -> int | None:
    """Return which of the first rows has the headings; None where none has a known one.

    It is the first that has many, a reference among them, so that of two tables
    the upper one is read; else the one that has the most. Headings in two rows,
    a group above each, stand in the lower one.
    """
    most: list[tuple[int, int]] = []
    for place in range(min(len(numbered), LOOK_FOR_HEADINGS)):
        alone = [normal(cell) for cell in numbered[place][1]]
        score = sum(name in known for name in alone)
        below = _below(numbered, place, known)
        if below > score:
            score = 0
        if score >= MANY and not _REFS.isdisjoint(alone):
            return place
        if place and (with_group := _below(numbered, place - 1, known)) > score:
            score = with_group
        most.append((score, -place))
    best, place = max(most, default=(0, 0))
    return -place if best else None


def _below(numbered: Sequence[Numbered], place: int, known: frozenset[str]) -> int:
    """Return how many known headings the row below makes with a row as its groups."""
    if place + 1 >= len(numbered) or numbered[place + 1][0] != numbered[place][0] + 1:
        return 0
    group, cells = numbered[place][1], list(numbered[place + 1][1])
    cells += [""] * (len(group) - len(cells))
    # A group leaves the cells beside its own blank.
    if not any(cell and not _cell(group, at) for at, cell in enumerate(cells)):
        return 0
    return sum(normal(heading) in known for heading in _grouped(cells, group, known))


def above(numbered: Sequence[Numbered], at: int) -> Cells:
    """Return the cells of the row that touches the headings from above."""
    touches = at > 0 and numbered[at - 1][0] == numbered[at][0] - 1
    return numbered[at - 1][1] if touches else ()


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
    headings: Cells, above: Cells, rows: Sequence[Numbered], known: frozenset[str]
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
