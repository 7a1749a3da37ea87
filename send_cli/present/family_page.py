"""The page for a family: an account of a case in sentences a child of twelve could read."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from send_cli.domain.account import Account, Coming
from send_cli.domain.agenda import MEETINGS
from send_cli.domain.deadline import Deadline
from send_cli.domain.done import Done, Timing
from send_cli.domain.event import EventKind
from send_cli.domain.rule import Citation
from send_cli.domain.transfer import TRANSFERS
from send_cli.present.coming import because, capital, coming_sentences, long_day, named
from send_cli.present.documents import VERSION, Document, iso
from send_cli.present.glossary import meanings
from send_cli.present.plain_events import BEFORE_US, BOOKED, EVENTS, SITUATIONS
from send_cli.present.plain_words import CHECKED, plain, plain_step, step_name
from send_cli.present.rights import rights
from send_cli.present.words import plural, who

OF_SOMEBODY = frozenset(
    {
        EventKind.ADVICE_REQUESTED,
        EventKind.ADVICE_RECEIVED,
        EventKind.CONSULTATION_SENT,
        EventKind.CONSULTATION_REPLY,
    }
)
"""Kinds that concern one adviser, school or college."""


class Part(NamedTuple):
    """A part of the page: its heading, a key for the document, and its paragraphs."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]
    is_list: bool = True


def parts(account: Account, *, names: bool) -> list[Part]:
    """Return the page part by part; one that has nothing to say is left out."""
    return [part for part in _every_part(account, names=names) if part.paragraphs]


def _every_part(account: Account, *, names: bool) -> list[Part]:
    told = [
        Part("where", "Where are we now?", tuple(_where(account)), is_list=False),
        Part("done", "What has been done?", tuple(_done(account, names=names))),
        Part("next", "What happens next?", tuple(_next(account, names=names))),
        Part("unknown", "What do we not know?", tuple(unknown(account))),
        Part("rights", "What are your rights?", tuple(rights(account))),
    ]
    sources = Part("sources", "Where do the dates come from?", tuple(_sources(account)))
    said = " ".join(text for part in (*told, sources) for text in part.paragraphs)
    return [*told, Part("words", "What do the words mean?", tuple(meanings(said))), sources]


def title(account: Account, *, names: bool) -> str:
    """Return the first line of the page."""
    return f"Case {who(account.case, names=names)}: how things stand on {long_day(account.today)}"


def _where(account: Account) -> Iterator[str]:
    yield SITUATIONS[account.situation]
    if account.kept_for:
        yield (
            f"We got your appeal on {long_day(account.kept_for)}. We have no record that it is "
            "over. The law says that we must keep the plan until it is. If it is not over, the "
            "plan should not have come to an end. You can ask us about this, and you can complain."
        )
    late = len(account.late)
    if late:
        yield f"We are late with {plural(late, 'step', 'steps')} that the law sets a date for."


def _done(account: Account, *, names: bool) -> Iterator[str]:
    if account.earlier:
        yield f"Before this we have {plural(account.earlier, 'other step')} on record. Ask us."
    for one in account.done:
        if one.kind in EVENTS:
            whom = ", ".join(named(one.abouts, names=names)) if one.kind in OF_SOMEBODY else ""
            told = f"{long_day(one.on)}: {EVENTS[one.kind]}{f' ({whom})' if whom else ''}."
            before_us = [BEFORE_US] if account.was_before_us(one.on) else []
            yield " ".join((told, *before_us, *timing_sentences(one)))


def timing_sentences(one: Done) -> Iterator[str]:
    """Yield whether something was done in time, where the law set the authority a date for it."""
    if one.row and one.timing is Timing.EXCUSED:
        yield f"The last day was {long_day(one.row.due)}, but it did not bind, {because(one.row)}."
        yield "So we do not say if this was on time."
    elif one.row and one.days_late:
        yield f"This was {plural(one.days_late, 'day')} late. {last_day(one.row)}"
    elif one.row:
        yield f"This was on time. {last_day(one.row)}"
    if one.heard_until:
        until, ended = long_day(one.heard_until), one.kind is EventKind.PLAN_CEASED
        yield f"This was too soon. You had until {until} to {'appeal' if ended else 'answer'}."
        if ended:
            yield "The law says that we must keep the plan for that time."
        yield "You can complain about that."


def last_day(row: Deadline) -> str:
    """Return the date a step had to be taken by, in a sentence."""
    return f"The last day was {long_day(row.due)}."


def _next(account: Account, *, names: bool) -> Iterator[str]:
    for booked in account.booked:
        if booked.kind not in BOOKED:
            continue
        told = f"Planned: {BOOKED[booked.kind]}, on {long_day(booked.on)}."
        over = [
            one.row.due
            for one in account.coming
            if one.row.rule.step in MEETINGS and one.row.rule.is_law and one.row.due < booked.on
        ]
        if over and booked.kind is EventKind.REVIEW_MEETING:
            told += f" That is too late: the review must be over by {long_day(min(over))}."
        yield told
    for one in account.coming:
        yield " ".join(coming_sentences(one, account.today, names=names))
    if not account.coming and not account.no_clock:
        yield "We have no step on record that the law gives a date for."


def unknown(account: Account) -> Iterator[str]:
    """Yield what is not on record, and what cannot be said for that."""
    for event in account.unconfirmed:
        if event.kind in BOOKED:
            yield (
                f"Planned: {BOOKED[event.kind]}, on {long_day(event.on)}. "
                "We have no record that it took place."
            )
    for step in account.undated:
        yield f"We have no date on record for {step_name(step)}."
    for kind in account.unread:
        if kind in EVENTS:
            yield (
                f"We have no date on record that we can read for when {EVENTS[kind]}. "
                "So what we say above may be wrong."
            )
    known = {(event.on, event.kind) for event in account.case.events}
    starts = dict.fromkeys((one.row.start_on, one.row.start_kind) for one in account.coming)
    for on, start in starts:
        if start in TRANSFERS and (on, start) not in known:
            yield (
                f"We have no date on record for a move in {on:%B %Y}. We expect it from your "
                "child's age or school year and the kind of school."
            )
    if any(one.row.awaits_outcome for one in account.coming):
        yield "We have no record of what we chose after the review."
    yield from _not_shown(account)
    if account.no_meeting:
        yield (
            "We have no date on record for the review meeting. "
            "So we cannot say by when you must have the changes."
        )
    if account.no_clock:
        yield (
            "We have no date on record for the request or for the plan. "
            "So we cannot say what comes next, or by when."
        )
    row = account.in_doubt
    if row:
        yield (
            "We have no record of what kind of school your child goes to. "
            f"If your child moves to a new one in {row.start_on:%B %Y}, we must "
            f"{plain(row.rule).what} by {long_day(row.due)}."
        )


def _not_shown(account: Account) -> Iterator[str]:
    """Yield what the page says and no record bears out."""
    if account.no_route:
        yield (
            "We first said no. We have no record of why we went on. If the Tribunal told us to, or "
            "we agreed it in mediation, the final plan is due on another day. Ask us."
        )
    for row in account.unshown:
        yield (
            f"We say that the last day for {plain_step(row).name} does not bind. We have no record "
            "of what shows that. Ask us."
        )


def _sources(account: Account) -> Iterator[str]:
    rows = [*(one.row for one in account.coming), *filter(None, [account.in_doubt])]
    found = [(plain_step(row).name, row.citation, row.rule) for row in rows]
    found += [(plain(one.rule).name, one.version.citation, one.rule) for one in account.chances]
    yield from dict.fromkeys(
        f"{capital(name)}: {source(citation)}. {CHECKED[rule.confidence]}"
        for name, citation, rule in found
    )


def source(citation: Citation) -> str:
    """Return a citation with its short forms spelt out."""
    text = citation.text
    for short, whole in SHORT_FORMS:
        text = text.replace(short, whole)
    return text


SHORT_FORMS = (
    ("HESC Tribunal Rules", "Tribunal Rules"),
    (" (HESC)", ""),
    (" regs ", " regulations "),
    (" reg ", " regulation "),
    (" s ", " section "),
    (" para ", " paragraph "),
    (" paras ", " paragraphs "),
)


def page_lines(account: Account, *, names: bool) -> Iterator[tuple[str, int]]:
    """Yield the lines of the page, unwrapped, each with its indent in columns."""
    yield title(account, names=names), 0
    for part in parts(account, names=names):
        yield "", 0
        yield part.heading, 0
        for paragraph in part.paragraphs:
            yield (f"- {paragraph}", 2) if part.is_list else (paragraph, 0)


def page_document(account: Account, *, names: bool) -> Document:
    """Return the page as a document, its sentences beside the dates they come from."""
    told = {part.key: list(part.paragraphs) for part in _every_part(account, names=names)}
    today = account.today
    return {
        "version": VERSION,
        "as_of": today.isoformat(),
        "case": account.case.ref,
        "initials": account.case.initials,
        "name": (account.case.name or None) if names else None,
        "situation": account.situation.value,
        "appeal_open": iso(account.kept_for),
        "earlier": account.earlier,
        "done": [
            {
                "event": one.kind.value,
                "on": one.on.isoformat(),
                "timing": one.timing.value if one.timing else None,
                "due": iso(one.row.due) if one.row else None,
                "days_late": one.days_late,
                "heard_until": iso(one.heard_until),
            }
            for one in account.done
            if one.kind in EVENTS
        ],
        "next": [_coming_document(one, today, names=names) for one in account.coming],
        "chances": [
            {
                "rule": one.rule.id,
                "from": one.start.isoformat(),
                "due": one.due.isoformat(),
                "citation": one.version.citation.text,
                "confidence": one.rule.confidence.value,
            }
            for one in account.chances
        ],
        "text": told,
    }


def _coming_document(one: Coming, today: date, *, names: bool) -> Document:
    row = one.row
    return {
        "rule": row.rule.id,
        "step": row.step.value,
        "actor": row.actor.value,
        "due": row.due.isoformat(),
        "not_before": iso(row.not_before),
        "days_left": row.days_left(today),
        "status": row.status(today).value,
        "is_law": row.is_law,
        "conditional": row.conditional,
        "ground": row.ground.value if row.ground and row.is_excused(today) else None,
        "citation": row.citation.text,
        "confidence": row.rule.confidence.value,
        "text": " ".join(coming_sentences(one, today, names=names)),
    }
