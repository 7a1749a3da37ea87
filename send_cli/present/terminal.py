"""The lists as a person reads them: aligned, wrapped to the window, in words before colour."""

from collections.abc import Iterable
from datetime import date
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from send_cli.domain.action import Action, Lane
from send_cli.domain.deadline import Deadline, Status
from send_cli.present.words import (
    STATUS_WORDS,
    days,
    law,
    safe,
    short,
    short_citation,
    who,
    why,
)

WIDE = 110
"""From so many columns an action takes one row; below it takes two lines."""

LANE_STYLES = {
    Lane.SAVE: "bold yellow",
    Lane.REPAIR: "bold red",
    Lane.STEADY: "green",
    Lane.WAITING: "cyan",
}
STATUS_STYLES = {
    Status.BREACHED: "red",
    Status.DUE_SOON: "yellow",
    Status.OVERDUE_FROM_OTHERS: "cyan",
}


def console(file: TextIO, width: int) -> Console:
    """Return a console that writes to `file`; colour only where the terminal has it."""
    return Console(file=file, width=width, highlight=False, markup=False, emoji=False)


def print_actions(
    to: Console, shown: Iterable[tuple[int | None, Action]], today: date, *, names: bool
) -> None:
    """Print actions, one row each in a wide window, two lines each in a narrow one."""
    rows = list(shown)
    if to.width >= WIDE:
        _print_wide(to, rows, today, names=names)
    else:
        _print_narrow(to, rows, today, names=names)


def _grid(*columns: int | None) -> Table:
    """Return a table without lines; None is a column that takes what is left, and wraps."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width in columns:
        if width is None:
            grid.add_column(ratio=1, overflow="fold")
        else:
            grid.add_column(width=width, no_wrap=True)
    return grid


def _cells(
    rank: int | None, action: Action, today: date, *, names: bool
) -> tuple[Text, Text, Text, Text, Text]:
    row = action.row
    left = days(row.days_left(today)) if row else "no date"
    style = LANE_STYLES[action.lane]
    return (
        Text(str(rank) if rank else "", style="dim", justify="right"),
        Text(action.lane.upper(), style=style),
        Text(left, style=STATUS_STYLES.get(action.status, "")),
        Text(short(row.due) if row else ""),
        Text(safe(who(action.case, names=names)), style="bold"),
    )


def _print_narrow(
    to: Console, rows: list[tuple[int | None, Action]], today: date, *, names: bool
) -> None:
    case_width = _case_width(rows, names=names)
    for rank, action in rows:
        grid = _grid(3, 7, 9, 9, case_width, None)
        grid.add_row(
            *_cells(rank, action, today, names=names), Text(safe(action.text), style="bold")
        )
        to.print(grid)
        reason = Text(safe(why(action)))
        if action.row:
            reason.append(f" · {law(action)}", style="dim")
        to.print(Padding(reason, (0, 0, 0, 5)))


def _print_wide(
    to: Console, rows: list[tuple[int | None, Action]], today: date, *, names: bool
) -> None:
    grid = _grid(3, 7, 9, 9, _case_width(rows, names=names), 26, None, 20)
    for column in (5, 7):
        grid.columns[column].no_wrap = False
        grid.columns[column].overflow = "fold"
    heads = ("", "LANE", "DAYS", "DUE", "CASE", "WHAT TO DO", "WHY", "LAW")
    grid.add_row(*(Text(head, style="dim") for head in heads))
    for rank, action in rows:
        grid.add_row(
            *_cells(rank, action, today, names=names),
            Text(safe(action.text), style="bold"),
            Text(safe(why(action))),
            Text(law(action), style="dim"),
        )
    to.print(grid)


def _case_width(rows: list[tuple[int | None, Action]], *, names: bool) -> int:
    widest = max((len(who(action.case, names=names)) for _, action in rows), default=8)
    return min(max(widest, 8), 30 if names else 16)


def print_deadlines(to: Console, rows: Iterable[tuple[str, Deadline]], today: date) -> None:
    """Print deadlines, one row each."""
    listed = list(rows)
    width = min(max((len(case) for case, _ in listed), default=8), 16)
    wide = to.width >= WIDE
    grid = _grid(width, 9, 9, None, *((24, 26) if wide else (22,)))
    heads = ["CASE", "DAYS", "DUE", "RULE", "STATUS"] + (["LAW"] if wide else [])
    grid.add_row(*(Text(head, style="dim") for head in heads))
    for case, row in listed:
        status = row.status(today)
        runs = row.runs(today)
        name = row.rule.id + (f" ({safe(row.about)})" if row.about else "")
        cells = [
            Text(safe(case), style="bold"),
            Text(days(row.days_left(today)) if runs else ""),
            Text(short(row.due)),
            Text(name),
            Text(STATUS_WORDS[status], style=STATUS_STYLES.get(status, "")),
        ]
        if wide:
            cells.append(Text(short_citation(row), style="dim"))
        grid.add_row(*cells)
    to.print(grid)
