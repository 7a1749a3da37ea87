"""What others owe, as it is read: on a page, in a list, as JSON, and as a message to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from send_cli.domain.chase import times
from send_cli.domain.deadline import spelt
from send_cli.present.documents import VERSION, Document, deadline_document, iso
from send_cli.present.plain import line
from send_cli.present.words import (
    days,
    days_sentence,
    indented,
    plural,
    safe,
    short,
    status_sentence,
    who,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from send_cli.domain.event import Event
    from send_cli.domain.owed import Owed, Provider
    from send_cli.present.terminal import Screen

COLUMNS = (
    "provider",
    "case",
    "what",
    "rule",
    "since",
    "due",
    "days_left",
    "status",
    "times_chased",
    "last_chased",
    "chased_as",
    "local_due",
)
"""The columns of `send waiting` in a pipe."""


def plain_lines(groups: Iterable[Provider], today: date, *, names: bool) -> Iterator[str]:
    """Yield one line for each step that others owe."""
    for group in groups:
        for one in group.owed:
            row = one.row
            yield line(
                group.name,
                who(one.case, names=names),
                row.rule.title,
                row.rule.id,
                iso(one.since),
                row.due.isoformat(),
                row.days_left(today),
                row.status(today),
                len(one.chased),
                iso(one.chased[-1]) if one.chased else None,
                one.chased_as,
                iso(one.target.due) if one.target else None,
            )


def terminal_lines(
    screen: Screen, groups: Sequence[Provider], today: date, *, names: bool
) -> Iterator[str]:
    """Yield a heading for each group, and under it two lines for each step."""
    for place, group in enumerate(groups):
        if place:
            yield ""
        late = group.overdue(today)
        overdue = f", {late} overdue" if late else ""
        yield screen.paint(f"{safe(group.name)}: {len(group.owed)} owed{overdue}", bold=True)
        for one in group.owed:
            late_colour = "red" if one.is_overdue(today) else None
            left = screen.paint(f"{days(one.row.days_left(today)):<9}", late_colour)
            case = safe(who(one.case, names=names))
            yield f"  {left}  {short(one.row.due):<9}  {case}  {one.row.rule.title}"
            yield from map(screen.dim, indented(safe(_history(one, today)), 13, screen.width))


def _history(one: Owed, today: date) -> str:
    """Return when it was asked, its LOCAL target and how it was chased, in one line."""
    parts = (_start(one), _target_words(one, today), chased_words(one.chased))
    return "; ".join(filter(None, parts))


def _target_words(one: Owed, today: date) -> str:
    return one.target.local_words(today) if one.target and one.came is None else ""


def _start(one: Owed) -> str:
    row = one.row
    kind = row.start_kind.words if row.start_kind else "asked"
    if one.since is None:
        return f"for the {kind} of {spelt(row.start_on)}"
    return f"{kind} {spelt(row.start_on)}"


def chased_words(chased: Sequence[date]) -> str:
    """Return how often and when last somebody was reminded; empty where never."""
    return f"chased {times(len(chased))}, last on {spelt(chased[-1])}" if chased else ""


def asked_lines(found: Iterable[Owed], today: date, width: int) -> list[str]:
    """Return the part of a case's page that says what was asked of others and what came."""
    lines = []
    for one in found:
        parts = [f"{_start(one)}, due {spelt(one.row.due)}: {_standing(one, today)}"]
        parts += filter(None, (_target_words(one, today), chased_words(one.chased)))
        what = "" if one.row.about else f" ({one.row.rule.title.lower()})"
        lines += indented(safe(f"{one.provider}{what}: {'; '.join(parts)}"), 2, width)
    return ["", "Asked of others", *lines] if lines else []


def _standing(one: Owed, today: date) -> str:
    if one.came is None:
        return status_sentence(one.row, today)
    late = (one.came.on - one.row.due).days
    over = f", {plural(late, 'day')} late" if late > 0 else ""
    return f"came on {spelt(one.came.on)}{over}{_said(one, one.came)}"


def _said(one: Owed, came: Event) -> str:
    """Return what came with it: the reply of a school, or the note."""
    if came.note:
        return f": {came.note}"
    return ": the reply is not recorded" if came.kind.value == "consultation-reply" else ""


def owed_document(one: Owed, today: date) -> Document:
    """Return one step that others owe, or have taken."""
    return {
        **deadline_document(one.case.ref, one.row, today),
        "initials": one.case.initials,
        "provider": one.provider,
        "what": one.row.rule.title,
        "since": iso(one.since),
        "overdue": one.is_overdue(today),
        "chased_as": one.chased_as,
        "chases": [day.isoformat() for day in one.chased],
        "came_on": iso(one.came.on) if one.came else None,
        "reply": one.reply.value if one.reply else None,
        "note": one.came.note if one.came else None,
        "local_due": iso(one.target.due) if one.target else None,
    }


def waiting_document(
    groups: Sequence[Provider], today: date, chased: Sequence[Document], *, names: bool
) -> Document:
    """Return everything that others owe, by who owes it; `chased` is what was just recorded."""
    return {
        "version": VERSION,
        "as_of": today.isoformat(),
        "counts": {
            "providers": len(groups),
            "owed": sum(len(group.owed) for group in groups),
            "overdue": sum(group.overdue(today) for group in groups),
        },
        "providers": [
            {
                "provider": group.name,
                "overdue": group.overdue(today),
                "message": "\n".join(message(group, today, names=names)),
                "owed": [owed_document(one, today) for one in group.owed],
            }
            for group in groups
        ],
        "chased": list(chased),
    }


def message(group: Provider, today: date, *, names: bool) -> list[str]:
    """Return a message to paste into an email, in the words of a letter."""
    late = group.overdue(today)
    count = plural(len(group.owed), "item")
    overdue = f", {late} overdue" if late else ""
    lines = [
        f"To: {safe(group.name)}",
        f"Subject: Awaited from you: {count}{overdue}",
        "",
        "Hello,",
        "",
        "We are waiting for the following from you:",
        "",
    ]
    lines += [f"- {safe(_sentence(one, group, today, names=names))}" for one in group.owed]
    return [
        *lines,
        "",
        "Please send what you can, and tell us when to expect the rest. If you have sent it",
        "already, thank you: please tell us on which day.",
        "",
        "Thank you.",
    ]


def _sentence(one: Owed, group: Provider, today: date, *, names: bool) -> str:
    row = one.row
    about = f" ({row.about})" if row.about and row.about != group.name else ""
    left = row.days_left(today)
    was = "was" if left < 0 else "is"
    when = f"It {was} due on {spelt(row.due)} ({days_sentence(left)})."
    if row.is_excused(today):
        when = f"Its date, {spelt(row.due)}, is excused by an exception."
    chased = ""
    if one.chased:
        often = times(len(one.chased))
        chased = f" We reminded you {often}, last on {spelt(one.chased[-1])}."
    start = _start(one)
    return (
        f"{who(one.case, names=names)}: {row.rule.title}{about}. "
        f"{start[0].upper()}{start[1:]}. {when}{chased}"
    )
