"""What a change did to the clocks of a case, in words and as the part of a document."""

from collections.abc import Iterator
from datetime import date

from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.record import Effect
from send_cli.domain.rule import Bound
from send_cli.present.documents import Document, deadline_document
from send_cli.present.words import safe, short_citation, status_sentence

NO_EFFECT = "  no clock started or stopped"


def effect_words(did: Effect) -> Iterator[str]:
    """Yield what a change did to the clocks of one case in a few words."""
    for verb, rows in (("stopped", did.stopped), ("closed", did.closed), ("started", did.started)):
        if rows:
            yield f" {verb} {', '.join(map(_named, rows))}"
    if early := [row for row in did.stopped if row.too_soon]:
        yield f" TOO SOON for {', '.join(map(_named, early))}"


def effect_lines(did: Effect, today: date) -> list[str]:
    """Return what a change did to the clocks, a line for each; none where it did nothing."""
    lines = []
    for row in did.stopped:
        lines.append(
            f"  stopped  {_named(row)}, due {spelt(row.due)}: {status_sentence(row, today)}"
        )
        if row.too_soon:
            lines.append(
                f"  TOO SOON: the family had until {spelt(row.due)} ({short_citation(row)})"
            )
    lines += [f"  closed   {_named(row)}, due {spelt(row.due)}" for row in did.closed]
    lines += [f"  excused  {_named(row)}, due {spelt(row.due)}" for row in did.excused]
    lines += [f"  dropped  {_named(row)}, due {spelt(row.due)}" for row in did.dropped]
    lines += [f"  reopened {_started(row)}: {status_sentence(row, today)}" for row in did.reopened]
    lines += [f"  started  {_started(row)}" for row in did.started if row.exists(today)]
    return lines + [
        f"  to come  {_started(row)}, from {spelt(row.opens_on)}"
        for row in did.started
        if not row.exists(today)
    ]


def effect_document(ref: str, did: Effect, today: date) -> Document:
    """Return what a change did to the clocks, as the part of a document."""
    return {
        name: [deadline_document(ref, row, today) for row in rows]
        for name, rows in (
            ("stopped", did.stopped),
            ("closed", did.closed),
            ("started", did.started),
            ("reopened", did.reopened),
            ("dropped", did.dropped),
            ("excused", did.excused),
        )
    }


def _named(row: Deadline) -> str:
    return row.rule.id + (f" ({safe(row.about)})" if row.about else "")


def _started(row: Deadline) -> str:
    lapses = "until" if row.rule.lapses else "by"
    until = "not before" if row.rule.bound is Bound.AT_LEAST else lapses
    day = row.not_before if row.rule.bound is Bound.AT_LEAST and row.not_before else row.due
    return f"{_named(row)}: {row.rule.title}, {until} {spelt(day)} ({short_citation(row)})"
