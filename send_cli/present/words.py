"""The phrases every view shares, so that they read the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from send_cli.domain.deadline import MONTHS, Deadline, Status, spelt

if TYPE_CHECKING:
    from send_cli.domain.action import Action
    from send_cli.domain.case import Case
    from send_cli.domain.flag import Spell

STATUS_WORDS = {
    Status.BREACHED: "breached",
    Status.DUE_SOON: "due soon",
    Status.ON_TRACK: "on track",
    Status.WINDOW: "family's time to answer",
    Status.MET: "met",
    Status.MET_LATE: "met, but late",
    Status.CLOSED: "closed",
    Status.EXCUSED: "excused by an exception",
    Status.PAST_TARGET: "past the target (not law)",
    Status.OVERDUE_FROM_OTHERS: "overdue from others",
    Status.UNDATED: "no date",
}


def short(day: date) -> str:
    """Return a date for a narrow column: `30 Jul 25`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year % 100:02}"


def days(left: int) -> str:
    """Return days left or late: `12 left`, `today`, `141 late`."""
    if left == 0:
        return "today"
    return f"{left} left" if left > 0 else f"{-left} late"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 case`, `3 cases`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def who(case: Case, *, names: bool) -> str:
    """Return the reference with the initials, or with the name where it was asked for."""
    return f"{case.ref} {case.name if names else case.initials}".rstrip()


def law(action: Action) -> str:
    """Return the regulation behind a line in short: `SEND Regs 13(2)`."""
    return short_citation(action.row) if action.row else ""


def short_citation(row: Deadline) -> str:
    """Return a deadline's provision in short."""
    return short_source(row.citation.text)


def short_source(text: str) -> str:
    """Return the first provision of a citation in short."""
    text = text.split(";")[0]
    for long, brief in (
        ("SEND Regulations 2014, regs ", "regs "),
        ("SEND Regulations 2014, reg ", "reg "),
        ("Children and Families Act 2014, s ", "CFA s "),
        ("SEND Code of Practice 2015, ", "Code of Practice, "),
        ("R (L) v Devon [2022] EWHC 493 (Admin)", "Devon [2022]"),
        (" and ", ", "),
    ):
        text = text.replace(long, brief)
    return text


def briefs(action: Action) -> list[str]:
    """Return the reasons of a line in short, the most telling first.

    First a pin or a snooze that moved it or a target of the authority's that
    has passed, then when to start, then the child's circumstances, then what
    is at stake, then the rest.
    """
    stake, *rest = [reason.brief for reason in action.reasons]
    moved = [text for text in rest if text.startswith(MOST_TELLING)]
    others = [text for text in rest if text.startswith(LESS_TELLING)]
    telling = [text for text in rest if text not in (*moved, *others)]
    return [text for text in (*moved, *telling, stake, *others) if text]


MOST_TELLING = ("PINNED", "was snoozed", "LOCAL was")
LESS_TELLING = ("advice ", "no contact", "not in the list")


def why(action: Action) -> str:
    """Return all the reasons of a line in short."""
    return "; ".join(briefs(action))


def target_words(action: Action) -> str:
    """Return the authority's own target of a line in short; empty where none is shown."""
    return next((text for text in briefs(action) if text.startswith("LOCAL ")), "")


def status_sentence(row: Deadline, today: date) -> str:
    """Return how a deadline stands, in a sentence."""
    status = row.status(today)
    words = STATUS_WORDS[status]
    if row.done_on and status in {Status.MET, Status.MET_LATE}:
        late = (row.done_on - row.due).days
        over = f", {plural(late, 'day')} late" if late > 0 else ""
        return f"{words.split(',')[0]} on {spelt(row.done_on)}{over}"
    if status is Status.WINDOW and row.rule.lapses:
        left = row.days_left(today)
        return f"the {row.actor}'s time, {plural(left, 'day')} left" if left else "last day"
    if status is Status.CLOSED and row.closed_on and row.closing:
        return f"closed on {spelt(row.closed_on)} ({row.closing})"
    if row.runs(today) and status not in {Status.WINDOW, Status.CLOSED, Status.EXCUSED}:
        return f"{words}, {days_sentence(row.days_left(today))}"
    return words


def days_sentence(left: int) -> str:
    """Return days left or late in a sentence: `12 days left`, `due today`, `141 days late`."""
    if left == 0:
        return "due today"
    return f"{plural(abs(left), 'day')} {'left' if left > 0 else 'late'}"


def fitted(line: str, width: int) -> list[str]:
    """Return a line as it is where it fits a width, else wrapped under its own indent."""
    if len(line) <= width:
        return [line]
    text = line.lstrip()
    return indented(text, len(line) - len(text), width, 2)


def indented(text: str, by: int, width: int, hanging: int = 0) -> list[str]:
    """Return text wrapped to a width under an indent; what follows its first line hangs deeper."""
    return wrap(
        text,
        max(40, width),
        initial_indent=" " * by,
        subsequent_indent=" " * (by + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )


def flags_words(flags: Mapping[str, Spell]) -> str:
    """Return flags as they are read: `out of school since Mon 2 Feb 2026; tribunal`."""
    return "; ".join(map(flag_words, flags, flags.values()))


def flag_words(flag: str, spell: Spell) -> str:
    """Return one flag, with the days it is true where they are known."""
    since = f" since {spelt(spell.since)}" if spell.since else ""
    until = f" until {spelt(spell.until)}" if spell.until else ""
    return FLAG_WORDS.get(flag, flag.replace("-", " ")) + since + until


FLAG_WORDS = {
    "ebsna": "out of school (EBSNA)",
    "excluded": "out of school (excluded)",
    "part-time": "out of school (part-time timetable)",
    "no-place": "out of school (no place)",
    "mp-enquiry": "MP enquiry",
}
"""The flags that read otherwise than they are typed."""


def markdown(text: str) -> str:
    """Return text as it stands in Markdown: nothing in it is a mark."""
    return safe(text).translate(MARKS)


MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<|~#"})


def safe(text: str) -> str:
    """Return text without the characters that would move a terminal's cursor."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)
