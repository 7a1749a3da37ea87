"""Any text in any cell of either layout: nothing raises, and every row is accounted for."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.domain.case import Case, Extra, Field, Unread
from send_cli.domain.change import NEW_CASE, Change
from send_cli.domain.event import Event, EventKind
from send_cli.domain.ground import Ground
from send_cli.domain.merge import Merge, merge
from send_cli.domain.merge_events import merge_events
from send_cli.domain.problem import InputRefused
from send_cli.importers.formats import read_list
from send_cli.importers.headings import FIELDS, ORIGIN, Layout, layout_of
from send_cli.importers.listing import Listing
from send_cli.importers.long import long_listing
from send_cli.importers.table import Table
from send_cli.importers.wide import wide_listing

TODAY = date(2026, 3, 2)
DATES = ["05/01/2026", "2026-02-03", "31/02/2026", "20/03/2026", "TBC", "31/12/9999", "46023"]
WORDS = ["Y", "w", "amend", "a", "none", "primary", "Year 5", "out-of-school;x", "Lee, Ann"]
KINDS = [*EventKind, "Draft sent", "REVIEW_AMEND", "draft snet"]
# A file cannot hold half a character, and the importer strips every cell.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(str.strip)
DIRT = st.text(st.sampled_from("-;@ '!0A1xé²٣/.:TZ+|\t\n\"="), max_size=8).map(str.strip)
CELL = st.one_of(st.just(""), TEXT, DIRT, st.sampled_from([*DATES, *WORDS, *KINDS, *Ground]))
REF = st.one_of(st.sampled_from(["A1", "A2", "'A1", ""]), TEXT)
LONG = ("ref", "event", "date", "about", "note", *ORIGIN, "Venue")
WIDE = ("ref", *sorted(FIELDS[Layout.WIDE] - {"ref"}))
LONG_ROW = st.tuples(
    REF,
    st.one_of(st.sampled_from(KINDS), CELL),
    st.one_of(st.sampled_from(DATES), CELL),
    CELL,
    CELL,
    *(CELL for _ in ORIGIN),
    CELL,
)
WIDE_ROW = st.tuples(REF, *(CELL for _ in WIDE[1:]))


def table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    return Table("any.csv", "utf-8", headings, tuple(enumerate(rows, 2)), ())


def merged(listing: Listing, held: dict[str, Case]) -> Merge:
    if listing.layout is Layout.LONG:
        return merge_events(held, listing.events)
    return merge(
        held,
        listing.cases,
        TODAY,
        file=listing.file,
        sources=dict.fromkeys(held, listing.file),
        has_officers=listing.has_officers,
    )


def after(held: dict[str, Case], changes: tuple[Change, ...]) -> dict[str, Case]:
    """Return the cases with changes made to them; what a change takes away must be there."""
    held = dict(held)
    for change in changes:
        old, new = change.old, change.new
        if change.what == NEW_CASE:
            assert isinstance(new, dict)
            held[change.ref] = Case(change.ref, dict(new))
            continue
        one = held[change.ref]
        if isinstance(change.what, Field) and isinstance(new, str):
            held[change.ref] = replace(one, facts={**one.facts, change.what: str(new)})
            continue
        events, cells, extras = list(one.events), list(one.unread), list(one.extras)
        if isinstance(old, Event):
            events.remove(old)
        if isinstance(old, Unread):
            cells.remove(old)
        if isinstance(old, Extra):
            extras.remove(old)
        if isinstance(new, Extra):
            extras.append(new)
        if isinstance(new, Event):
            events.append(new)
        if isinstance(new, Unread):
            cells.append(new)
        held[change.ref] = replace(
            one, events=tuple(events), unread=tuple(cells), extras=tuple(extras)
        )
    return held


def check(listing: Listing) -> None:
    """Check that every row is accounted for, and that the same list again changes nothing."""
    first = merged(listing, {})
    assert listing.rows == first.added + first.changed + first.unchanged + listing.refused
    second = merged(listing, after({}, first.changes))
    assert listing.rows == second.unchanged + listing.refused
    assert not [change for change in second.changes if not change.bookkeeping]
    for problem in listing.problems:
        assert problem.sentence(listing.file)


@settings(max_examples=150, deadline=None)
@given(st.lists(LONG_ROW, min_size=1, max_size=8))
def test_any_text_in_a_long_list(rows: list[tuple[str, ...]]) -> None:
    check(long_listing(table(LONG, rows), TODAY))


@settings(max_examples=150, deadline=None)
@given(st.lists(WIDE_ROW, min_size=1, max_size=4))
def test_any_text_in_a_wide_list(rows: list[tuple[str, ...]]) -> None:
    check(wide_listing(table(WIDE, rows), TODAY))


@settings(max_examples=150, deadline=None)
@given(layout=st.sampled_from(Layout), rows=st.lists(st.lists(CELL, max_size=6), max_size=5))
def test_any_file_is_read_or_refused_with_its_name(
    tmp_path_factory: pytest.TempPathFactory, layout: Layout, rows: list[list[str]]
) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "any.csv"
    headings = LONG if layout is Layout.LONG else WIDE
    assert layout_of(headings, {}) is layout
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    if not any(cell for row in rows for cell in row):
        with pytest.raises(InputRefused, match=r"^any\.csv: no rows under its headings"):
            read_list(path, TODAY)
        return
    listing = read_list(path, TODAY)
    assert listing.layout is layout
    check(listing)
