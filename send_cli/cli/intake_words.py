"""What an import did, or would do, in lines and as a document."""

from collections.abc import Iterator
from typing import Any

from send_cli.cli.intake import Imported
from send_cli.domain.change import NEW_CASE, Change
from send_cli.domain.deadline import spelt
from send_cli.domain.event import Event
from send_cli.domain.merge_words import change_kind, change_sentence, is_private, shown
from send_cli.domain.preview import Foreseen, Move
from send_cli.importers.aliases import DERIVED
from send_cli.importers.cells import normal
from send_cli.importers.headings import Layout, nearest
from send_cli.importers.listing import Listing
from send_cli.present import documents
from send_cli.present.words import plural, safe

PROBLEM = ("row", "column", "value", "message", "severity", "ref", "field")
"""What is told of a problem, in its order."""


def summary(one: Imported, *, would: bool) -> str:
    """Return how many rows brought what, in a line."""
    listing, merged = one.listing, one.merged
    if listing is None or merged is None:
        return one.refusal or ""
    how = f'sheet "{safe(listing.sheet)}"' if listing.sheet is not None else listing.encoding
    rows = f"{plural(listing.rows, 'row')} ({how}, dates day first)"
    if listing.layout is None:
        rows = f"{plural(listing.rows, 'request')} (SEN2, {how})"
    missing = f"; {merged.missing} missing" if listing.layout is Layout.WIDE else ""
    return (
        f"{safe(one.file)}: {rows}: {'would be ' if would else ''}{merged.added} added, "
        f"{merged.changed} changed, {merged.unchanged} unchanged, "
        f"{listing.refused} refused{missing}"
    )


def kept_lines(listing: Listing) -> list[str]:
    """Return which columns were not read, and the field nearest to each that has one."""
    if not listing.unused:
        return []
    whose = "event" if listing.layout is Layout.LONG else "case"
    kept = f" (kept with the {whose})" if listing.kept else ""
    lines = [f"{safe(listing.file)}: not read: {', '.join(map(safe, listing.unused))}{kept}"]
    for heading, field in nearest_fields(listing).items():
        if field:
            how = f'--map {field}="{safe(heading)}"'
            lines.append(f'{safe(listing.file)}: "{safe(heading)}" is most like {field}: {how}')
    return lines


def nearest_fields(listing: Listing) -> dict[str, str | None]:
    """Return for each heading not understood the field that has one most like it."""
    doubtful = {heading for heading, _ in listing.ambiguous}
    return {
        heading: None
        if heading in doubtful or normal(heading) in DERIVED or listing.layout is None
        else nearest(heading, listing.layout)
        for heading in listing.unused
    }


def preview_lines(one: Imported, *, names: bool) -> list[str]:
    """Return what a list would do to each case, and the cases that are missing from it."""
    lines = [safe(line) for case in one.foreseen for line in _case_lines(case, names=names)]
    missing = one.merged.missing_refs if one.merged else ()
    return lines + [f"  {safe(ref)}: missing: not in this list" for ref in missing]


def _case_lines(case: Foreseen, *, names: bool) -> Iterator[str]:
    if case.is_new:
        dates = sum(isinstance(change.new, Event) for change in case.changes)
        due = min((move for move in case.moves if move.due), key=_due, default=None)
        first = f", the first deadline {due.rule} on {spelt(_due(due))}" if due else ""
        yield f"  {case.ref}: new: {plural(dates, 'date')}{first}"
        return
    for change in case.changes:
        beside = case.beside.get(change.new) if isinstance(change.new, Event) else None
        yield f"  {change_sentence(change, names=names, beside=beside)}"
    for move in case.moves:
        yield f"  {case.ref}: deadline: {_move_words(move)}"


def _due(move: Move) -> Any:
    return move.due


def _move_words(move: Move) -> str:
    about = f" ({move.about})" if move.about else ""
    if move.was and move.due:
        same = "stays on" if move.was == move.due else f"{move.was.isoformat()} ->"
        return f"{move.rule}{about}: {same} {move.due.isoformat()}"
    if move.due:
        return f"{move.rule}{about}: starts, due {move.due.isoformat()}"
    day = move.was.isoformat() if move.was else ""
    return f"{move.rule}{about}: {move.how}, was due {day}"


def document(done: list[Imported], *, names: bool, dry_run: bool) -> documents.Document:
    """Return what an import did or would do; the preview is null where nothing was rehearsed."""
    return {
        "version": documents.VERSION,
        "files": [
            {
                "file": one.file,
                "format": one.listing.format if one.listing else None,
                "layout": one.listing.layout if one.listing else None,
                "encoding": one.listing.encoding if one.listing else None,
                "sheet": one.listing.sheet if one.listing else None,
                "rows": one.listing.rows if one.listing else 0,
                "added": one.merged.added if one.merged else 0,
                "changed": one.merged.changed if one.merged else 0,
                "unchanged": one.merged.unchanged if one.merged else 0,
                "refused": one.listing.refused if one.listing else 0,
                "missing": one.merged.missing if one.merged else 0,
                "missing_refs": list(one.merged.missing_refs) if one.merged else [],
                "unused": list(one.listing.unused) if one.listing else [],
                "kept": list(one.listing.kept) if one.listing else [],
                "nearest": nearest_fields(one.listing) if one.listing else {},
                "preview": [_foreseen(case, names=names) for case in one.foreseen]
                if dry_run
                else None,
                "problems": [
                    {key: getattr(problem, key) for key in PROBLEM} for problem in one.problems
                ],
            }
            for one in done
        ],
    }


def _foreseen(case: Foreseen, *, names: bool) -> dict[str, Any]:
    return {
        "case": case.ref,
        "new": case.is_new,
        "changes": [
            _change(change, case, names=names) for change in case.changes if change.what != NEW_CASE
        ],
        "deadlines": [
            {
                "rule": move.rule,
                "about": move.about,
                "was": documents.iso(move.was),
                "due": documents.iso(move.due),
                "how": move.how,
            }
            for move in case.moves
        ],
    }


def _change(change: Change, case: Foreseen, *, names: bool) -> dict[str, Any]:
    beside = case.beside.get(change.new) if isinstance(change.new, Event) else None
    hidden = is_private(change) and not names
    return {
        "kind": change_kind(change, beside),
        "what": str(change.what),
        "old": None if hidden or change.old is None else shown(change.old),
        "new": None if hidden or change.new is None else shown(change.new),
    }
