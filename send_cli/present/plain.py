"""Lines for a pipe: tab-separated, documented columns, nothing boxed, coloured or clipped."""

from collections.abc import Iterable, Iterator
from datetime import date

from send_cli.domain.action import Action
from send_cli.domain.deadline import Deadline
from send_cli.present.words import safe, who, why

ACTION_COLUMNS = (
    "rank",
    "lane",
    "status",
    "due",
    "days_left",
    "case",
    "action",
    "why",
    "rule",
    "citation",
    "score",
)
"""The columns of `send today` in a pipe; `rank` is empty for what is not ranked."""

DEADLINE_COLUMNS = (
    "case",
    "rule",
    "about",
    "start",
    "started_on",
    "due",
    "act_by",
    "days_left",
    "status",
    "done_on",
    "actor",
    "confidence",
    "citation",
)
"""The columns of `send deadlines` in a pipe."""

Cell = str | int | bool | date | None
"""What stands in a table: text, which is never a number or a date, or one of these."""


def line(*cells: object) -> str:
    """Return one line of a table: the cells between tabs, without a tab or newline of their own."""
    texts = ["" if cell is None else str(cell) for cell in cells]
    return "\t".join(texts if "".join(texts).isprintable() else map(safe, texts))


def action_cells(rank: int | None, action: Action, today: date, case: str) -> tuple[Cell, ...]:
    """Return the cells of an action, in the order of ACTION_COLUMNS; `case` is how it is shown."""
    row = action.row
    return (
        rank,
        action.lane,
        action.status,
        action.due,
        action.days_left(today),
        case,
        action.text,
        why(action),
        row.rule.id if row else None,
        row.citation.text if row else None,
        action.score,
    )


def action_lines(
    shown: Iterable[tuple[int | None, Action]], today: date, *, names: bool
) -> Iterator[str]:
    """Yield one line for each action."""
    for rank, action in shown:
        yield line(*action_cells(rank, action, today, who(action.case, names=names)))


def deadline_cells(case: str, row: Deadline, today: date) -> tuple[Cell, ...]:
    """Return the cells of a deadline, in the order of DEADLINE_COLUMNS."""
    return (
        case,
        row.rule.id,
        row.about,
        row.start_kind,
        row.start_on,
        row.due,
        row.act_by,
        row.days_left(today),
        row.status(today),
        row.done_on if not row.runs(today) else None,
        row.actor,
        row.rule.confidence,
        row.citation.text,
    )


def deadline_lines(rows: Iterable[tuple[str, Deadline]], today: date) -> Iterator[str]:
    """Yield one line for each deadline; `rows` pairs them with how their case is shown."""
    for case, row in rows:
        yield line(*deadline_cells(case, row, today))
