"""The lists as a person reads them: aligned, fitted to the window, in words before colour.

Laid out here and not with a table library: importing one takes longer than the
whole of the rest of `send today`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from typer import style

from send_cli.domain.action import Action, Lane
from send_cli.domain.deadline import Deadline, Status, brief_day, spelt
from send_cli.present.words import (
    STATUS_WORDS,
    briefs,
    days,
    law,
    safe,
    short,
    short_citation,
    who,
)

WIDE = 110
"""From so many columns an action takes one line; below it takes two."""

LANE_COLOURS = {
    Lane.SAVE: "yellow",
    Lane.REPAIR: "red",
    Lane.STEADY: "green",
    Lane.WAITING: "cyan",
}
STATUS_COLOURS = {
    Status.BREACHED: "red",
    Status.DUE_SOON: "yellow",
    Status.PAST_TARGET: "yellow",
    Status.OVERDUE_FROM_OTHERS: "cyan",
}
GAP = "  "
RANK_WIDTH, LANE_WIDTH, DAYS_WIDTH, DUE_WIDTH = 3, 7, 8, 9
TO_DO_WIDTH, LAW_WIDTH = 29, 18
INDENT = RANK_WIDTH + len(GAP)


class Screen(NamedTuple):
    """The window a list is fitted to: its columns, and whether it shows colour."""

    width: int
    colour: bool

    @property
    def is_wide(self) -> bool:
        """Say whether an action fits on one line."""
        return self.width >= WIDE

    def paint(self, text: str, colour: str | None = None, *, bold: bool = False) -> str:
        """Return the text in a colour, where the window shows it."""
        if not self.colour or not (colour or bold):
            return text
        return style(text, fg=colour, bold=bold or None)

    def dim(self, text: str) -> str:
        """Return the text less bright, where the window shows it."""
        return style(text, dim=True) if self.colour else text


def action_lines(
    screen: Screen, shown: Iterable[tuple[int | None, Action]], today: date, *, names: bool
) -> Iterator[str]:
    """Yield the lines of a list of actions: one each in a wide window, two in a narrow one."""
    rows = list(shown)
    widest = max((len(who(action.case, names=names)) for _, action in rows), default=0)
    case_width = min(max(widest, 4), 30 if names else 16)
    if screen.is_wide and rows:
        heads = (
            ("", RANK_WIDTH),
            ("LANE", LANE_WIDTH),
            ("DAYS", DAYS_WIDTH),
            ("DUE", DUE_WIDTH),
            ("CASE", case_width),
        )
        head = GAP.join(_fit(text, width) for text, width in heads)
        why_width = _why_width(screen, case_width)
        rest = GAP.join((_fit("WHAT TO DO", TO_DO_WIDTH), _fit("WHY", why_width), "LAW"))
        yield screen.dim(f"{head}{GAP}{rest}")
    for rank, action in rows:
        left = _left(screen, rank, action, today, case_width, names=names)
        to_do = safe(action.text)
        if screen.is_wide:
            to_do = _in_its_column(action, to_do)
            why_width = _why_width(screen, case_width)
            if len(to_do) > TO_DO_WIDTH and not action.row:
                # An own task has the room of the law, and a question that of its reasons.
                width = TO_DO_WIDTH + len(GAP) + why_width + len(GAP) + LAW_WIDTH
                why = _phrases(action, why_width) if action.task else ""
                text = _clip(to_do, width - len(GAP) - len(why) if why else width)
                yield left + screen.paint(text, bold=True) + (f"{GAP}{why}" if why else "")
                continue
            why = _phrases(action, why_width)
            yield (
                left
                + screen.paint(_fit(to_do, TO_DO_WIDTH), bold=True)
                + f"{GAP}{_fit(why, why_width)}{GAP}"
                + screen.dim(_fit(law(action), LAW_WIDTH).rstrip())
            )
        else:
            room = screen.width - _left_width(case_width)
            yield left + screen.paint(_clip(to_do, room), bold=True)
            yield _second_line(screen, action)


def _in_its_column(action: Action, to_do: str) -> str:
    """Return what to do; of a message to answer, the day as short as its column needs it."""
    if action.answers is None or len(to_do) <= TO_DO_WIDTH:
        return to_do
    on = action.answers.on
    return to_do.replace(spelt(on), brief_day(on).partition(" ")[2])


def _why_width(screen: Screen, case_width: int) -> int:
    return screen.width - _left_width(case_width) - TO_DO_WIDTH - LAW_WIDTH - 2 * len(GAP)


def _left_width(case_width: int) -> int:
    widths = (RANK_WIDTH, LANE_WIDTH, DAYS_WIDTH, DUE_WIDTH, case_width)
    return sum(widths) + len(widths) * len(GAP)


def _left(
    screen: Screen, rank: int | None, action: Action, today: date, case_width: int, *, names: bool
) -> str:
    number = action.days_left(today)
    left = "no date" if number is None else days(number)
    if action.status is Status.EXCUSED:
        left = "excused"
    return GAP.join(
        (
            screen.dim(f"{rank or '':>{RANK_WIDTH}}"),
            screen.paint(
                _fit(action.lane.upper(), LANE_WIDTH), LANE_COLOURS[action.lane], bold=True
            ),
            screen.paint(_fit(left, DAYS_WIDTH), STATUS_COLOURS.get(action.status)),
            _fit(short(action.due) if action.due else "", DUE_WIDTH),
            screen.paint(_fit(safe(who(action.case, names=names)), case_width), bold=True),
            "",
        )
    )


def _second_line(screen: Screen, action: Action) -> str:
    source = law(action)
    room = screen.width - INDENT - (len(source) + 3 if source else 0)
    why = _phrases(action, room)
    return " " * INDENT + why + (screen.dim(f" · {source}") if source else "")


def _phrases(action: Action, room: int) -> str:
    """Return as many of the reasons, in their order, as there is room for; `why` has them all."""
    told = ""
    for phrase in briefs(action):
        longer = f"{told}; {phrase}" if told else phrase
        if len(longer) > room and told:
            break
        told = longer
    return _clip(safe(told), room)


def _fit(text: str, width: int) -> str:
    return _clip(text, width).ljust(width)


def _clip(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


def deadline_lines(
    screen: Screen, rows: Sequence[tuple[str, Deadline]], today: date
) -> Iterator[str]:
    """Yield the lines of a list of deadlines; `rows` pairs them with how their case is shown."""
    case_width = min(max((len(case) for case, _ in rows), default=4), 30)
    names = [row.rule.id + (f" ({safe(row.about)})" if row.about else "") for _, row in rows]
    rule_width = min(max(map(len, names), default=4), 32)
    heads = (("CASE", case_width), ("DAYS", 9), ("DUE", 9), ("RULE", rule_width), ("STATUS", 25))
    if rows:
        heading = GAP.join(_fit(text, width) for text, width in heads)
        yield screen.dim(heading.rstrip() if not screen.is_wide else f"{heading}{GAP}LAW")
    for (case, row), name in zip(rows, names, strict=True):
        status = row.status(today)
        left = days(row.days_left(today)) if row.runs(today) else ""
        line = GAP.join(
            (
                screen.paint(_fit(safe(case), case_width), bold=True),
                _fit(left, 9),
                _fit(short(row.due), 9),
                _fit(name, rule_width),
            )
        )
        room = screen.width - case_width - 9 - 9 - rule_width - 4 * len(GAP)
        words = STATUS_WORDS[status]
        words = _fit(words, 25) if screen.is_wide else _clip(words, max(room, 8))
        law_words = screen.dim(f"{GAP}{short_citation(row)}") if screen.is_wide else ""
        yield f"{line}{GAP}{screen.paint(words, STATUS_COLOURS.get(status))}{law_words}"
