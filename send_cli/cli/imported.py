"""What importing did, and how it is told: in lines, as JSON, and problem by problem."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from send_cli.cli.desk import Desk
from send_cli.domain.change import NEW_CASE
from send_cli.domain.merge import Merge
from send_cli.domain.merge_words import change_sentence
from send_cli.domain.problem import Problem, Severity
from send_cli.importers.headings import Layout
from send_cli.importers.listing import Listing
from send_cli.present import documents
from send_cli.present.words import plural, safe

SHOWN = 20
"""Problems, and changes of a dry run, printed on a terminal; --json and pipes have them all."""

PROBLEM = ("row", "column", "value", "message", "severity")
"""What is told of a problem, in its order."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A list with what importing it changes; without a listing, why it could not be read."""

    file: str
    listing: Listing | None
    merged: Merge | None
    refusal: str | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the list, and beside what is held; or why it was not read."""
        if self.listing is None:
            return (Problem(self.refusal or "", Severity.ERROR),)
        return self.listing.problems + (self.merged.problems if self.merged else ())


def errors(listing: Listing) -> int:
    """Return how many things in a list were refused."""
    return sum(problem.severity is Severity.ERROR for problem in listing.problems)


def answer(desk: Desk, done: list[Imported], *, dry_run: bool, rehearsed: bool) -> None:
    """Tell what was done, or would be."""
    lines: list[str] = []
    for one in done:
        if one.listing is None or one.merged is None:
            desk.tell(one.refusal or "")
            continue
        merged, listing = one.merged, one.listing
        would = "would be " if rehearsed else ""
        lines.append(
            f"{safe(one.file)}: {_rows(listing)}: {would}{merged.added} added, "
            f"{merged.changed} changed, {merged.unchanged} unchanged, {listing.refused} refused"
            + (f"; {merged.missing} missing" if listing.layout is Layout.WIDE else "")
        )
        if dry_run:
            lines += _changes(desk, merged)
        _tell_problems(desk, listing, one.problems)
    desk.answer(_document(done), *lines)


def _tell_problems(desk: Desk, listing: Listing, problems: Sequence[Problem]) -> None:
    if listing.encoding == "cp1252":
        desk.tell(f"{listing.file} is not UTF-8: read as cp1252 (--encoding NAME overrides)")
    if listing.unused:
        desk.tell(f"{listing.file}: not read: {', '.join(map(safe, listing.unused))}")
    cut = SHOWN if sys.stderr.isatty() else len(problems)
    # What was refused comes before what is only worth a look.
    listed = sorted(problems, key=lambda p: p.severity is Severity.WARNING)
    for problem in listed[:cut]:
        warning = "warning: " if problem.severity is Severity.WARNING else ""
        desk.tell(warning + safe(problem.sentence(listing.file)))
    if len(listed) > cut:
        more = plural(len(listed) - cut, "more problem")
        desk.tell(f"{more} in {listing.file}: --problems FILE or --json has them all")


def _changes(desk: Desk, merged: Merge) -> list[str]:
    """Return what a dry run would change in cases held already, old -> new."""
    new = {change.ref for change in merged.changes if change.what == NEW_CASE}
    told = [c for c in merged.changes if c.ref not in new and not c.bookkeeping]
    cut = SHOWN * 5 if desk.on_terminal else len(told)
    lines = [f"  {safe(change_sentence(one, names=desk.names))}" for one in told[:cut]]
    return lines + ([f"  and {len(told) - cut} more"] if len(told) > cut else [])


def _document(done: list[Imported]) -> documents.Document:
    return {
        "version": documents.VERSION,
        "files": [
            {
                "file": one.file,
                "format": one.listing.format if one.listing else "csv",
                "layout": _layout(one.listing),
                "encoding": one.listing.encoding if one.listing else None,
                "rows": one.listing.rows if one.listing else 0,
                "added": one.merged.added if one.merged else 0,
                "changed": one.merged.changed if one.merged else 0,
                "unchanged": one.merged.unchanged if one.merged else 0,
                "refused": one.listing.refused if one.listing else 0,
                "missing": one.merged.missing if one.merged else 0,
                "unused": list(one.listing.unused) if one.listing else [],
                "problems": problem_rows(one),
            }
            for one in done
        ],
    }


def _rows(listing: Listing) -> str:
    if listing.layout is None:
        return f"{plural(listing.rows, 'request')} (SEN2, {listing.encoding})"
    return f"{plural(listing.rows, 'row')} ({listing.encoding}, dates day first)"


def _layout(listing: Listing | None) -> str | None:
    return listing.layout.value if listing and listing.layout else None


def problem_rows(one: Imported) -> list[dict[str, Any]]:
    """Return the problems of a list, as JSON and the problem file have them."""
    return [{key: getattr(problem, key) for key in PROBLEM} for problem in one.problems]
