"""What a plan that is being drafted waits for, as it is read on the page of its case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from send_cli.domain.deadline import spelt
from send_cli.domain.event import EventKind
from send_cli.present.documents import Document, iso
from send_cli.present.words import days_sentence, indented, safe

if TYPE_CHECKING:
    from send_cli.domain.drafting import Drafting, Sought

QA_WORDS = {
    EventKind.QA_SENT: "sent",
    EventKind.QA_RETURNED: "returned",
    EventKind.QA_PASSED: "passed",
}


def gate_lines(gates: Drafting | None, today: date, width: int) -> list[str]:
    """Return the part of a case's page that says how the drafting stands."""
    if gates is None:
        return []
    advice, missing = gates.advice, gates.missing
    lines = ["advice: not asked for"]
    if advice:
        lines = [f"advice: {len(advice) - len(missing)} of {len(advice)} in"]
        lines += [f"  missing: {safe(_missing(one, today))}" for one in missing]
    views = f"in on {spelt(gates.views_on)}" if gates.views_on else "not recorded"
    days = [f"{word} {spelt(gates.qa_days[kind])}" for kind, word in _checks(gates)]
    lines += [
        f"views of the family: {views}",
        f"quality assurance: {', '.join(days) or 'not sent'}",
    ]
    shown = ["", f"Drafting, since {spelt(gates.since)}"]
    for text in lines:
        by = 4 if text.startswith(" ") else 2
        shown += indented(text.strip(), by, width)
    return shown


def _missing(one: Sought, today: date) -> str:
    due = ""
    if one.due:
        due = f", due {spelt(one.due)}, {days_sentence((one.due - today).days)}"
    return f"{one.of}, asked {spelt(one.asked_on)}{due}"


def _checks(gates: Drafting) -> list[tuple[EventKind, str]]:
    """Return the steps of quality assurance that were taken, the last of them last."""
    taken = [(kind, word) for kind, word in QA_WORDS.items() if kind in gates.qa_days]
    return sorted(taken, key=lambda one: (gates.qa_days[one[0]], one[0] is gates.qa))


def gates_document(gates: Drafting | None) -> Document | None:
    """Return what a plan that is being drafted waits for; None where none is drafted."""
    if gates is None:
        return None
    return {
        "since": gates.since.isoformat(),
        "amends": gates.amends,
        "advice": {
            "asked": len(gates.advice),
            "in": len(gates.advice) - len(gates.missing),
            "missing": [
                {"of": one.of, "asked_on": one.asked_on.isoformat(), "due": iso(one.due)}
                for one in gates.missing
            ],
        },
        "views_on": iso(gates.views_on),
        "qa": {
            "stands": QA_WORDS[gates.qa] if gates.qa else None,
            **{f"{word}_on": iso(gates.qa_days.get(kind)) for kind, word in QA_WORDS.items()},
        },
    }
