"""Handover: a page for each case, in Markdown, for the officer who takes it on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.action import Action, Lane
from send_cli.domain.case import Case, Field
from send_cli.domain.chase import times
from send_cli.domain.deadline import spelt
from send_cli.domain.event import in_order
from send_cli.domain.mark import MarkKind
from send_cli.domain.owed import Owed
from send_cli.present.documents import Document, action_document, contact_document, iso
from send_cli.present.waiting import owed_document
from send_cli.present.words import (
    days_sentence,
    flag_words,
    markdown,
    plural,
    short_citation,
    target_words,
    who,
)

LATELY = 5
"""So many of the last events and contacts are on the page."""

MARKED = {MarkKind.PIN: "pinned", MarkKind.SNOOZE: "snoozed"}

FACTS = (Field.SETTING, Field.YEAR_GROUP, Field.NEED, Field.TEAM, Field.OFFICER, Field.STATUS)


class Page(NamedTuple):
    """What one case's page says: the case, its lines in the order of the list, what others owe."""

    case: Case
    actions: tuple[Action, ...]
    owed: tuple[Owed, ...]

    @property
    def own(self) -> tuple[Action, ...]:
        """The lines that are the authority's to act on, the most pressing first."""
        return tuple(one for one in self.actions if one.lane is not Lane.WAITING)

    @property
    def promises(self) -> tuple[Action, ...]:
        """The open tasks and promises, and the message that waits for an answer."""
        return tuple(one for one in self.actions if one.task or one.answers)

    @property
    def duties(self) -> tuple[Action, ...]:
        """The lines of the authority's own that are not an officer's task or promise."""
        return tuple(one for one in self.own if not (one.task or one.answers))


def risks(page: Page, today: date, quiet_days: int) -> list[str]:
    """Return what makes a case one to watch, in words: breaches, flags, silence, missing facts.

    `quiet_days` are the calendar days after which a family is without a word for too long.
    """
    case, found = page.case, list[str]()
    breached = [action for action in page.actions if action.is_breached]
    if breached:
        oldest = min(action.due or today for action in breached)
        found.append(f"{plural(len(breached), 'duty', 'duties')} in breach since {spelt(oldest)}")
    held = case.flag_days
    found += [flag_words(flag, held[flag]) for flag in held if held[flag].covers(today)]
    last = case.last_contact(today)
    if last is None:
        found.append("no contact with the family is on record")
    elif (today - last).days >= quiet_days:
        found.append(f"no word to the family since {spelt(last)}")
    if case.unread:
        found.append(f"{plural(len(case.unread), 'date', 'dates')} on record cannot be read")
    if case.missing_since and case.missing_since <= today:
        found.append(f"not in the list of {spelt(case.missing_since)}")
    found += [
        f"{MARKED[one.kind]} until {spelt(one.until)}" + (f": {one.text}" if one.text else "")
        for one in case.marks
        if one.made_on <= today <= one.until
    ]
    return found


def page_lines(page: Page, today: date, quiet_days: int, *, names: bool) -> Iterator[str]:
    """Yield one case's page."""
    case = page.case
    stage = case.stage(today)
    facts = [
        f"{field.replace('_', ' ')}: {case.fact(field)}" for field in FACTS if case.fact(field)
    ]
    yield f"## {markdown(who(case, names=names))}"
    yield ""
    yield markdown(" · ".join(filter(None, (f"stage: {stage or 'nothing recorded'}", *facts))))
    yield from _section("Next duty", [_line(one, today) for one in page.duties[:3]], "none runs")
    yield from _section("Open promises and tasks", [_line(one, today) for one in page.promises])
    yield from _section("Risks", risks(page, today, quiet_days))
    yield from _section("Waiting on others", [_owed_line(one, today) for one in page.owed])
    said = sorted((one for one in case.contacts if one.on <= today), key=lambda one: one.on)
    said = said[-LATELY:]
    yield from _section("Last contacts", [f"{spelt(one.on)}: {one.words}" for one in said[::-1]])
    happened = [event for event in in_order(case.events) if event.on <= today][-LATELY:]
    events = [f"{spelt(event.on)}: {event.words}" for event in happened[::-1]]
    yield from _section("What happened last", events)


def _section(title: str, lines: Sequence[str], empty: str = "none") -> Iterator[str]:
    yield ""
    yield f"**{title}**"
    yield ""
    yield from (f"- {markdown(line)}" for line in lines or [empty])


def _owed_line(one: Owed, today: date) -> str:
    when = f"due {spelt(one.row.due)}, {days_sentence(one.row.days_left(today))}"
    chased = f", chased {times(len(one.chased))}" if one.chased else ""
    chased += f"; {one.target.local_words(today)}" if one.target else ""
    return f"{one.provider}: {one.row.rule.title.lower()}, {when}{chased}"


def _line(action: Action, today: date) -> str:
    left = action.days_left(today)
    when = ""
    if action.due and left is not None:
        when = f", due {spelt(action.due)}, {days_sentence(left)}"
    law = f" ({short_citation(action.row)})" if action.row else ""
    promised = ""
    if action.task and action.task.promised_to:
        promised = f", promised to {action.task.promised_to}"
    local = f"; {text}" if (text := target_words(action)) else ""
    return f"{action.text}{promised}{when}{law}{local}"


def page_document(page: Page, today: date, quiet_days: int) -> Document:
    """Return one case's page as a document."""
    case = page.case
    return {
        "case": case.ref,
        "initials": case.initials,
        "stage": case.stage(today),
        "duties": [action_document(one, today) for one in page.duties],
        "promises": [action_document(one, today) for one in page.promises],
        "risks": risks(page, today, quiet_days),
        "waiting": [owed_document(one, today) for one in page.owed],
        "contacts": [contact_document(one) for one in case.contacts if one.on <= today],
        "events": [
            {"event": event.kind.value, "on": iso(event.on), "about": event.about}
            for event in in_order(case.events)
            if event.on <= today
        ],
    }
