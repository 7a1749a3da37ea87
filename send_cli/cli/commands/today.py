"""The day's to-do list."""

import shutil
from typing import Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.cli.foot import foot
from send_cli.domain.action import Action
from send_cli.domain.day_list import DayList
from send_cli.domain.deadline import brief_day, spelt
from send_cli.domain.problem import Refusal
from send_cli.present import plain
from send_cli.present.words import indented, plural, safe, who, why

AT_LEAST = 10
AROUND = 9
"""Lines of the screen that the head and the foot of the list take."""

TALL = 30
"""From so many lines the parts of the screen stand apart."""

Shown = list[tuple[int | None, Action]]


def command(
    ctx: typer.Context,
    limit: Annotated[
        int | None, typer.Option(help="Print so many actions (else what fits the screen)")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every action, what can wait and what others owe")
    ] = False,
) -> None:
    """Print the day's to-do list, the most pressing first.

    SAVE lines can still be met; REPAIR lines are already late. `send why REF`
    shows where every date and every point comes from.

    \b
    Examples:
      send today
      send today --officer "Sam Example" --all
    """
    if limit is not None and limit < 1:
        raise Refusal("--limit: write a number from 1")
    desk = Desk.of(ctx)
    with desk.reading() as reader:
        dockets = desk.dockets(reader)
        day = desk.day_list(dockets, desk.own_tasks(reader))
        below = foot(desk, reader)
    ranked: Shown = list(enumerate(day.ranked, 1))
    rest: Shown = [(None, action) for action in day.waiting]
    if everything:
        rest += [(None, action) for action in day.steady]
    if desk.on_terminal:
        _on_terminal(desk, day, ranked, rest, limit, everything=everything)
    elif desk.as_json:
        from send_cli.present.documents import today_document

        desk.answer(today_document(day, (ranked + rest)[:limit]))
    else:
        shown = (ranked + rest)[:limit]
        desk.answer({}, *plain.action_lines(shown, desk.today, names=desk.names))
    desk.tell(*below)


def _on_terminal(
    desk: Desk, day: DayList, ranked: Shown, rest: Shown, limit: int | None, *, everything: bool
) -> None:
    from send_cli.present import terminal

    screen = desk.screen
    height = shutil.get_terminal_size().lines
    per_action = 1 if screen.is_wide else 2
    fits = max(AT_LEAST, (height - AROUND) // per_action)
    cut = ranked if everything and limit is None else ranked[: limit or fits]
    head = indented(_head(desk, day), 0, desk.width)
    gap = [""] if height >= TALL else []
    lines = [*(screen.paint(line, bold=True) for line in head), *gap]
    if not ranked:
        lines.append("Nothing is late or due soon: `send today --all` shows what is next.")
    lines += terminal.action_lines(screen, cut, desk.today, names=desk.names)
    if everything and rest:
        lines += ["", screen.paint("Waiting on others, then what can wait", bold=True)]
        lines += terminal.action_lines(screen, rest, desk.today, names=desk.names)
    elif day.waiting and gap:
        lines += [*gap, *indented(_waiting(desk, day), 0, desk.width)]
    own = _own(desk, ranked[len(cut) :])
    lines += [*gap, *own] if own else []
    print("\n".join([*lines, *gap, _last_line(day, cut, everything=everything)]))


def _own(desk: Desk, left: Shown) -> list[str]:
    """Return what the officer owes in person by today and the screen has no room for, in short."""
    own = [
        action
        for _, action in left
        if (action.task or action.answers) and action.due and action.due <= desk.today
    ]
    if not own:
        return []
    first = own[0]
    case = safe(who(first.case, names=desk.names))
    told = ", ".join(filter(None, (case, safe(first.text), why(first))))
    count = plural(len(own), "task, promise or answer", "tasks, promises and answers")
    return indented(f"Your own: {count} due by today; first {told}", 0, desk.width)


def _waiting(desk: Desk, day: DayList) -> str:
    """Return what others owe, in short: how many steps, and the next with who and since."""
    first = day.waiting[0]
    due = f", due {brief_day(first.due)}" if first.due else ""
    case = safe(who(first.case, names=desk.names))
    count = plural(len(day.waiting), "step", "steps")
    return f"Waiting on others: {count}; next {case}, {safe(first.text).lower()}, {why(first)}{due}"


def _head(desk: Desk, day: DayList) -> str:
    whose = f" · {desk.officer}" if desk.officer else ""
    snoozed = f" · {len(day.snoozed)} snoozed" if day.snoozed else ""
    return (
        f"{spelt(day.today)}{whose} · {len(day.breached)} breached · {day.due_soon} due soon · "
        f"{len(day.waiting)} waiting on others{snoozed}"
    )


def _last_line(day: DayList, cut: Shown, *, everything: bool) -> str:
    if everything and len(cut) == len(day.ranked):
        return f"{plural(len(day.ranked) + len(day.waiting) + len(day.steady), 'line')}, all shown."
    left = [action for _, action in enumerate(day.ranked[len(cut) :])]
    breaches = sum(action.is_breached for action in left)
    hidden = f"; {plural(breaches, 'breach', 'breaches')} not shown" if left else ""
    return f"{len(cut)} of {len(day.ranked)} shown{hidden}: `send today --all` shows the rest."
