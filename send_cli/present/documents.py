"""The JSON documents: every key always present, null when empty, ISO dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from send_cli.domain.deadline import Deadline, Reckoning
from send_cli.domain.event import EventKind
from send_cli.domain.rule import Citation, Rule, Version

if TYPE_CHECKING:
    from send_cli.domain.action import Action
    from send_cli.domain.book import RuleBook
    from send_cli.domain.case import Case
    from send_cli.domain.contact import Contact
    from send_cli.domain.day_list import DayList

VERSION = 1

Document = dict[str, Any]


def iso(day: date | None) -> str | None:
    """Return a date in ISO form."""
    return day.isoformat() if day else None


def contact_document(contact: Contact) -> Document:
    """Return one contact."""
    return {
        "on": contact.on.isoformat(),
        "kind": contact.channel.value,
        "with": contact.party.value,
        "received": contact.received,
        "text": contact.text,
    }


def flags_document(case: Case) -> list[Document]:
    """Return the flags of a case, each with the days it is true."""
    return [
        {"flag": flag, "since": iso(spell.since), "until": iso(spell.until)}
        for flag, spell in case.flag_days.items()
    ]


def action_document(action: Action, today: date, rank: int | None = None) -> Document:
    """Return one action; its points add up to its score."""
    row = action.row
    return {
        "rank": rank,
        "case": action.case.ref or None,
        "initials": action.case.initials,
        "action": action.text,
        "rule": row.rule.id if row else None,
        "also": list(action.also),
        "due": iso(action.due),
        "act_by": iso(row.act_by) if row else None,
        "not_before": iso(action.not_before),
        "days_left": action.days_left(today),
        "status": action.status.value,
        "lane": action.lane.value,
        "actor": action.actor.value,
        "score": action.score,
        "reasons": [{"points": r.points, "sentence": r.sentence} for r in action.reasons],
        "citation": row.citation.text if row else None,
        "confidence": row.rule.confidence.value if row else None,
        "task": action.task.name if action.task else None,
        "start_by": iso(action.start_by),
        "snoozed_until": iso(action.snoozed_until),
        "local": [
            {
                "rule": one.rule.id,
                "due": one.due.isoformat(),
                "days_left": one.days_left(today),
                "status": one.status(today).value,
            }
            for one in action.rows
            if one.is_local
        ],
    }


def today_document(day: DayList, shown: Sequence[tuple[int | None, Action]]) -> Document:
    """Return the day's list: the actions shown, and the counts of all there are."""
    return {
        "version": VERSION,
        "as_of": day.today.isoformat(),
        "counts": {
            "breached": len(day.breached),
            "due_soon": day.due_soon,
            "snoozed": len(day.snoozed),
            "waiting": len(day.waiting),
            "shown": len(shown),
            "total": len(day.ranked) + len(day.waiting) + len(day.steady),
        },
        "actions": [action_document(action, day.today, rank) for rank, action in shown],
    }


def deadline_document(ref: str, row: Deadline, today: date) -> Document:
    """Return one deadline of one case."""
    return {
        "case": ref or None,
        "rule": row.rule.id,
        "about": row.about,
        "start": {"event": row.start_kind, "on": row.start_on.isoformat()},
        "due": row.due.isoformat(),
        "act_by": iso(row.act_by),
        "not_before": iso(row.not_before),
        "status": row.status(today).value,
        "done_on": iso(row.done_on) if not row.runs(today) else None,
        "days_left": row.days_left(today),
        "actor": row.actor.value,
        "authority": row.rule.authority.value,
        "confidence": row.rule.confidence.value,
        "citation": row.citation.text,
        "closed_on": iso(row.closed_on) if not row.runs(today) else None,
        "ground": row.ground.value if row.ground and row.is_excused(today) else None,
        "conditional": row.conditional,
        "too_soon": row.too_soon and not row.runs(today),
    }


def deadlines_document(rows: Iterable[tuple[str, Deadline]], today: date) -> Document:
    """Return deadlines as a list."""
    return {
        "version": VERSION,
        "as_of": today.isoformat(),
        "deadlines": [deadline_document(ref, row, today) for ref, row in rows],
    }


def breaches_document(day: DayList) -> Document:
    """Return the breached actions, the oldest first, each with every breached duty."""
    return {
        "version": VERSION,
        "as_of": day.today.isoformat(),
        "count": len(day.breached),
        "breaches": [
            {
                **action_document(action, day.today),
                "duties": [
                    deadline_document(action.case.ref, row, day.today)
                    for row in action.rows
                    if row.is_breached(day.today)
                ],
            }
            for action in day.breached
        ],
    }


def citation_document(citation: Citation) -> Document:
    """Return a citation with its link and quotation."""
    return {
        "text": citation.text,
        "url": citation.url or None,
        "quote": citation.quote or None,
    }


def calc_document(rule: Rule, start: date, counted: Reckoning | None, note: str | None) -> Document:
    """Return one rule counted from one day."""
    return {
        "version": VERSION,
        "rule": rule.id,
        "start": start.isoformat(),
        "due": iso(counted.due) if counted else None,
        "act_by": iso(counted.act_by) if counted else None,
        "not_before": iso(counted.not_before) if counted else None,
        "working": counted.working if counted else None,
        "bound": rule.bound.value,
        "actor": rule.actor.value,
        "authority": rule.authority.value,
        "confidence": rule.confidence.value,
        "citation": citation_document(rule.citation),
        "note": note,
    }


def rule_document(rule: Rule, book: RuleBook, today: date) -> Document:
    """Return a rule with every version it has had, and what it feeds."""
    version, counted = rule.version_on(today), book.example(rule, today)
    return {
        "id": rule.id,
        "title": rule.title,
        "workflow": rule.workflow.value,
        "starts": _kinds(rule.triggers),
        "counted_from": rule.counted_from,
        "stops": _kinds(rule.stops),
        "actor": rule.actor.value,
        "bound": rule.bound.value,
        "authority": rule.authority.value,
        "confidence": rule.confidence.value,
        "later_of": sorted(rule.later_of),
        "calendar": rule.days.value,
        "rolls": rule.rolls,
        "lapses": rule.lapses,
        "excuses": sorted(ground.value for ground in rule.excuses),
        "versions": [version_document(one) for one in rule.versions],
        "note": rule.note,
        "as_of": today.isoformat(),
        "in_force": version_document(version) if version else None,
        "is_law": rule.is_law,
        "confidence_words": rule.confidence.words,
        "actor_without_setting": rule.actor_without_setting,
        "given": _kinds(rule.given),
        "restarts": _kinds(rule.restarts),
        "overtaken_by": _kinds(rule.overtaken_by),
        "ended_by": _kinds(rule.ended_by),
        "not_after": _kinds(rule.not_after),
        "until": _kinds(rule.until),
        "only_after": _kinds(rule.only_after),
        "if_given": _kinds(rule.if_given),
        "outlasts": rule.outlasts,
        "yields_to": _kinds(rule.yields_to),
        "excused_once": [
            {
                "ground": one.ground.value,
                "since": one.since.isoformat(),
                "until": one.until.isoformat(),
                "citation": citation_document(one.citation),
            }
            for one in rule.excused_once
        ],
        "warn_days": rule.warn if rule.makes_deadlines else None,
        "example": {
            "start": counted.start.isoformat(),
            "due": counted.due.isoformat(),
            "act_by": iso(counted.act_by),
            "not_before": iso(counted.not_before),
            "working": counted.working,
        }
        if counted
        else None,
        "feeds": [
            {"event": kind.value, "rules": [one.id for one in fed]}
            for kind, fed in book.fed_by(rule).items()
        ],
        "step": rule.step.value,
        "shares_step_with": [one.id for one in book.sharing(rule)],
        "checklist": [one.id for one in book.checklist(rule.step) if one is not rule],
    }


def version_document(version: Version) -> Document:
    """Return what a rule says from a day on."""
    return {
        "since": version.since.isoformat(),
        "length": version.length.words if version.length else None,
        "citation": citation_document(version.citation),
    }


def _kinds(kinds: Iterable[EventKind]) -> list[str]:
    return sorted(kind.value for kind in kinds)
