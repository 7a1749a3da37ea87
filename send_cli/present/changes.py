"""What is different since an earlier morning, as sections of a report and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from send_cli.domain.deadline import Status, spelt
from send_cli.present.documents import VERSION, Document, deadline_document, iso
from send_cli.present.report import (
    CASE,
    DAYS,
    DUE,
    DUTY,
    LAW,
    WHY,
    Column,
    Figure,
    Report,
    Section,
    Table,
)
from send_cli.present.words import days, plural, short, short_citation, status_sentence, who

if TYPE_CHECKING:
    from send_cli.domain.case import Case
    from send_cli.domain.since import Cause, Since, Turn

NOTHING_THEN = "Nothing was on record on the morning of {day}: there is nothing to compare with."
SAME = "Nothing is different since the morning of {day}."

HOW = Column("How", "why")
WAS, NOW = Column("Was due", "due"), Column("Is due", "due")
STAGE = Column("Stage", "what")


def lead(since: Since) -> str:
    """Return what the report is compared with, in a sentence."""
    if not since.compared:
        return NOTHING_THEN.format(day=spelt(since.day))
    if since.is_empty:
        return SAME.format(day=spelt(since.day))
    return f"Compared with the morning of {spelt(since.day)}."


def changes_report(since: Since, today: date, officer: str | None, *, names: bool) -> Report:
    """Return the report of what is different."""
    whose = f" · {officer}" if officer else ""
    sections = (
        *_newly_breached(since, today, names=names),
        *change_sections(since, today, names=names),
    )
    return Report(
        f"What is different, {spelt(today)}{whose}", lead(since), _figures(since), sections
    )


def change_sections(since: Since, today: date, *, names: bool) -> Iterator[Section]:
    """Yield a section for each way to be different that there is, the new breaches left out."""
    if not since.compared:
        return
    for name, title, turns in (
        ("close", "Newly close", since.close),
        ("overdue", "Newly overdue from others", since.overdue),
        ("targets", "Newly past a LOCAL target", since.targets),
    ):
        if turns:
            table = _standing(turns, today, names=names)
            yield Section(name, f"{title}: {len(turns)}", (), (table,))
    if since.moved:
        tables = tuple(_moved(since.moved, names=names))
        yield Section("moved", f"Dates that moved, and why: {len(since.moved)}", (), tables)
    if since.settled:
        table = _settled(since.settled, today, names=names)
        yield Section("settled", f"Met and ended: {len(since.settled)}", (), (table,))
    for name, title, cases in (
        ("new-cases", "New cases", since.new),
        ("missing", "Not in the newest list", since.missing),
        ("left", "No longer here", since.left),
    ):
        if cases:
            rows = tuple((who(case, names=names), case.stage(today) or "") for case in cases)
            yield Section(name, f"{title}: {len(cases)}", (), (Table((CASE, STAGE), rows, 2),))


def _newly_breached(since: Since, today: date, *, names: bool) -> Iterator[Section]:
    if since.compared and since.breached:
        table = _standing(since.breached, today, names=names)
        yield Section("new", f"Deadlines newly breached: {len(since.breached)}", (), (table,))


def _figures(since: Since) -> tuple[Figure, ...]:
    """Return the numbers at the head of the report of changes."""
    if not since.compared:
        return ()
    new = len(since.breached)
    deadlines = plural(new, "deadline").partition(" ")[2]
    return (
        Figure(new, f"{deadlines} newly breached", "new", pressing=bool(new)),
        Figure(len(since.close), "newly close", "close"),
        Figure(len(since.moved), "moved", "moved"),
        Figure(len(since.settled), "met or ended", "settled"),
        Figure(len(since.new), plural(len(since.new), "new case").partition(" ")[2], "new-cases"),
    )


def _standing(turns: Iterable[Turn], today: date, *, names: bool) -> Table:
    rows = tuple(
        (
            days(turn.now.days_left(today)),
            short(turn.now.due),
            who(turn.case, names=names),
            _duty(turn),
            reason(turn, today),
            short_citation(turn.now),
        )
        for turn in turns
    )
    return Table((DAYS, DUE, CASE, DUTY, WHY, LAW), rows, 4).without_empty_columns()


def _settled(turns: Iterable[Turn], today: date, *, names: bool) -> Table:
    rows = tuple(
        (short(turn.now.due), who(turn.case, names=names), _duty(turn), _how(turn, today))
        for turn in turns
    )
    return Table((DUE, CASE, DUTY, HOW), rows, 3)


def _moved(turns: Iterable[Turn], *, names: bool) -> Iterator[Table]:
    """Yield a table for each thing recorded that moved dates: whose, and what it was."""
    moved: dict[tuple[str, str], list[Turn]] = {}
    for turn in turns:
        why = f": {_cause(turn.cause)}" if turn.cause else ""
        moved.setdefault((turn.case.ref, f"{who(turn.case, names=names)}{why}"), []).append(turn)
    for (_, title), group in sorted(moved.items()):
        rows = tuple(
            (short(turn.was.due), short(turn.now.due), _duty(turn)) for turn in group if turn.was
        )
        yield Table((WAS, NOW, DUTY), rows, 3, title)


def _duty(turn: Turn) -> str:
    return turn.now.rule.title + (f" ({turn.now.about})" if turn.now.about else "")


def _how(turn: Turn, today: date) -> str:
    if not turn.gone:
        return status_sentence(turn.now, today)
    return f"no longer on record: {_cause(turn.cause)}" if turn.cause else "no longer on record"


def reason(turn: Turn, today: date) -> str:
    """Return why a deadline stands otherwise: what was recorded, or that its day passed."""
    if turn.cause:
        moved = f"it was due {spelt(turn.was.due)}: " if turn.was and turn.has_moved else ""
        return moved + _cause(turn.cause)
    if turn.was is None:
        return "new on the list"
    passed = turn.now.status(today) in {Status.BREACHED, Status.PAST_TARGET}
    return "its day passed" if passed else ""


def _cause(cause: Cause) -> str:
    row = f" row {cause.row}" if cause.row else ""
    source = f"{cause.file}{row}" if cause.file else f"send {cause.words.partition(' ')[0]}"
    return f"{cause.fact} ({source}, {spelt(cause.on)}, {cause.who})"


def changes_document(since: Since, today: date, officer: str | None) -> Document:
    """Return the report of what is different, every key always there."""
    return {
        "version": VERSION,
        "as_of": today.isoformat(),
        "officer": officer,
        **since_document(since, today),
    }


def since_document(since: Since, today: date) -> Document:
    """Return what is different."""
    return {
        "since": since.day.isoformat(),
        "compared": since.compared,
        "breached": [_turn(turn, today) for turn in since.breached],
        "close": [_turn(turn, today) for turn in since.close],
        "overdue": [_turn(turn, today) for turn in since.overdue],
        "settled": [_turn(turn, today) for turn in since.settled],
        "moved": [_turn(turn, today) for turn in since.moved],
        "targets": [_turn(turn, today) for turn in since.targets],
        "new_cases": [_case(case, today) for case in since.new],
        "missing": [_case(case, today) for case in since.missing],
        "left": [_case(case, today) for case in since.left],
    }


def _turn(turn: Turn, today: date) -> Document:
    cause = turn.cause
    return {
        **deadline_document(turn.case.ref, turn.now, today),
        "initials": turn.case.initials,
        "was_due": iso(turn.was.due) if turn.was else None,
        "was_started_on": iso(turn.was.start_on) if turn.was else None,
        "gone": turn.gone,
        "cause": {
            "fact": cause.fact,
            "command": cause.words,
            "who": cause.who,
            "on": cause.on.isoformat(),
            "file": cause.file,
            "row": cause.row,
        }
        if cause
        else None,
    }


def _case(case: Case, today: date) -> Document:
    return {"case": case.ref, "initials": case.initials, "stage": case.stage(today)}
