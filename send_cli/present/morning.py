"""The morning report: its sections in the order in which they are read, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from send_cli.domain.deadline import spelt
from send_cli.domain.since import key
from send_cli.present.changes import change_sections, lead, reason, since_document
from send_cli.present.documents import VERSION, Document, action_document, iso
from send_cli.present.report import (
    CASE,
    DAYS,
    DUE,
    LANE,
    LAW,
    RANK,
    TO_DO,
    WHY,
    Column,
    Figure,
    Report,
    Section,
    Table,
)
from send_cli.present.waiting import chased_words, owed_document
from send_cli.present.words import days, law, plural, short, short_citation, who, why

if TYPE_CHECKING:
    from send_cli.domain.action import Action
    from send_cli.domain.morning import Morning, Ranked
    from send_cli.domain.owed import Owed

LISTED = (RANK, LANE, DAYS, DUE, CASE, TO_DO, WHY, LAW)
LATE = (RANK, DAYS, DUE, CASE, TO_DO)
NEW_DUTY, IN_FULL = Column("Newly breached", "why"), Column("Every reason", "why")
BY_WHOM, CHASED, CHASE = Column("Who", "what"), Column("Chased", "why"), Column("Today", "lane")


def morning_report(morning: Morning, *, names: bool) -> Report:
    """Return the report to print; `names` shows the children's names."""
    day = morning.day
    whose = f" · {morning.whose}" if morning.whose else ""
    return Report(
        f"Morning report, {spelt(day.today)}{whose}",
        lead(morning.since),
        _figures(morning),
        tuple(_sections(morning, names=names)),
        morning.notes,
    )


def _figures(morning: Morning) -> tuple[Figure, ...]:
    day, new = morning.day, len(morning.new_breaches)
    broken, asked = len(morning.broken), len(morning.problems)
    return (
        Figure(len(day.breached), "breached", "breaches", pressing=bool(day.breached)),
        Figure(new, "newly breached", "new", pressing=bool(new)),
        Figure(len(morning.due_this_week), "due this week", "week"),
        Figure(len(morning.to_chase), "to chase", "waiting"),
        Figure(broken, "promise broken" if broken == 1 else "promises broken", "promises"),
        Figure(asked, "fact missing" if asked == 1 else "facts missing", "problems"),
    )


def _sections(morning: Morning, *, names: bool) -> Iterator[Section]:
    today = morning.day.today
    top = f"Do first: {len(morning.top)} of {len(morning.day.ranked)}"
    yield _section("top", top, _listed(morning.top, today, names=names), "Nothing is late or near.")
    new = morning.new_breaches
    if morning.since.compared:
        table = _new_breaches(morning, names=names)
        yield _section("new", f"Newly breached: {len(new)}", table, "None since then.")
    yield from change_sections(morning.since, today, names=names)
    due = f"Due this week, until {spelt(morning.week_ends)}: {len(morning.due_this_week)}"
    yield _section("week", due, _week(morning, names=names), "Nothing.")
    yield _breaches(morning, names=names)
    yield _waiting(morning, names=names)
    broken = f"Promises broken, and messages not answered in time: {len(morning.broken)}"
    yield _section("promises", broken, _promises(morning, names=names), "None.")
    missing = f"Facts missing or unreadable: {len(morning.problems)}"
    rows = tuple((who(one.case, names=names), one.text) for one in morning.problems)
    yield _section("problems", missing, Table((CASE, TO_DO), rows, 2), "None.")


def _section(name: str, title: str, table: Table, empty: str) -> Section:
    return Section(name, title, () if table.rows else (empty,), (table,) if table.rows else ())


def _listed(ranked: Sequence[Ranked], today: date, *, names: bool) -> Table:
    rows = tuple(
        (
            str(rank),
            action.lane.upper(),
            *_when(action, today),
            who(action.case, names=names),
            action.text,
            why(action),
            law(action),
        )
        for rank, action in ranked
    )
    return Table(LISTED, rows, 6)


def _when(action: Action, today: date) -> tuple[str, str]:
    left = action.days_left(today)
    return "no date" if left is None else days(left), short(action.due) if action.due else ""


def _new_breaches(morning: Morning, *, names: bool) -> Table:
    """Return each new breach in full: which duty, what brought it, every reason, the law."""
    today = morning.day.today
    turns = {(turn.case.ref, key(turn.now)): turn for turn in morning.since.breached}
    rows = []
    for rank, action in morning.new_breaches:
        duties: dict[str, list[str]] = {}
        for row in action.rows:
            turn = turns.get((action.case.ref, key(row)))
            if turn:
                duty = f"{row.rule.title}, due {spelt(row.due)} ({short_citation(row)})"
                duties.setdefault(reason(turn, today), []).append(duty)
        new = "; ".join(f"{'; '.join(group)}: {came}" for came, group in duties.items())
        told = "; ".join(one.sentence for one in action.reasons)
        rows.append((str(rank), *_late(action, today, names=names), new, told))
    return Table((*LATE, NEW_DUTY, IN_FULL), tuple(rows), 5)


def _late(action: Action, today: date, *, names: bool) -> tuple[str, ...]:
    return (*_when(action, today), who(action.case, names=names), action.text)


def _week(morning: Morning, *, names: bool) -> Table:
    today = morning.day.today
    rows = tuple(
        (*_late(action, today, names=names), why(action), law(action))
        for action in morning.due_this_week
    )
    return Table((DAYS, DUE, CASE, TO_DO, WHY, LAW), rows, 4)


def _breaches(morning: Morning, *, names: bool) -> Section:
    today = morning.day.today
    groups = morning.other_breaches
    count = sum(len(group) for _, group in groups)
    tables = tuple(
        Table(
            LATE,
            tuple((str(rank), *_late(action, today, names=names)) for rank, action in group),
            5,
            f"{row.rule.title} ({short_citation(row)}): {len(group)}",
        )
        for row, group in groups
    )
    title = "Every other breach" if morning.new_breaches else "Every breach"
    return Section("breaches", f"{title}: {count}", () if tables else ("None.",), tables)


def _waiting(morning: Morning, *, names: bool) -> Section:
    today, to_chase = morning.day.today, morning.to_chase
    asked = {id(one) for one in to_chase}
    rows = tuple(
        (
            "chase" if id(one) in asked else "chased",
            days(one.row.days_left(today)),
            short(one.row.due),
            who(one.case, names=names),
            one.row.rule.title,
            one.provider,
            chased_words(one.chased) or "never chased",
        )
        for one in morning.overdue
    )
    table = Table((CHASE, DAYS, DUE, CASE, TO_DO, BY_WHOM, CHASED), rows, 5)
    title = f"Waiting on others: {len(rows)} overdue, {len(to_chase)} to chase"
    ahead = min(
        (one for group in morning.waiting for one in group.owed if not one.is_overdue(today)),
        key=lambda one: (one.row.due, one.case.ref),
        default=None,
    )
    return Section(
        "waiting", title, tuple(_ahead(morning, ahead, names=names)), (table,) if rows else ()
    )


def _ahead(morning: Morning, ahead: Owed | None, *, names: bool) -> Iterator[str]:
    """Yield what is with others and not late, in short."""
    if ahead is None:
        yield "Nothing else is with others." if morning.overdue else "Nothing is with others."
        return
    owed = sum(len(group.owed) for group in morning.waiting) - len(morning.overdue)
    yield (
        f"{plural(owed, 'more step is', 'more steps are')} with others and not late; next "
        f"{who(ahead.case, names=names)}, {ahead.row.rule.title.lower()} ({ahead.provider}), "
        f"due {spelt(ahead.row.due)}. `send waiting` lists them all."
    )


def _promises(morning: Morning, *, names: bool) -> Table:
    today = morning.day.today
    rows = tuple((*_late(action, today, names=names), why(action)) for action in morning.broken)
    return Table((DAYS, DUE, CASE, TO_DO, WHY), rows, 4)


def morning_document(morning: Morning) -> Document:
    """Return the whole report, every key always there."""
    today = morning.day.today
    waiting = {
        "overdue": [owed_document(one, today) for one in morning.overdue],
        "to_chase": [owed_document(one, today) for one in morning.to_chase],
        "owed": sum(len(group.owed) for group in morning.waiting),
    }
    return {
        "version": VERSION,
        "as_of": today.isoformat(),
        "officer": morning.whose,
        "counts": {
            "breached": len(morning.day.breached),
            "newly_breached": len(morning.new_breaches),
            "due_this_week": len(morning.due_this_week),
            "to_chase": len(morning.to_chase),
            "promises_broken": len(morning.broken),
            "problems": len(morning.problems),
        },
        "top": _ranked_documents(morning.top, today),
        "changes": since_document(morning.since, today),
        "new_breaches": _ranked_documents(morning.new_breaches, today),
        "due_this_week": {
            "until": iso(morning.week_ends),
            "actions": [action_document(one, today) for one in morning.due_this_week],
        },
        "other_breaches": [
            {
                "rule": row.rule.id,
                "title": row.rule.title,
                "citation": row.citation.text,
                "actions": _ranked_documents(group, today),
            }
            for row, group in morning.other_breaches
        ],
        "waiting": waiting,
        "promises_broken": [action_document(one, today) for one in morning.broken],
        "problems": [action_document(one, today) for one in morning.problems],
        "notes": list(morning.notes),
    }


def _ranked_documents(ranked: Iterable[Ranked], today: date) -> list[Document]:
    return [action_document(action, today, rank) for rank, action in ranked]
