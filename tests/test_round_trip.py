"""Export then import is the identity, for any text in any cell and rows in any order."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from send_cli.domain.case import Case
from send_cli.domain.event import NAMED_DAYS, Event, EventKind
from send_cli.domain.formula import BEGINNINGS, neutral, restored
from send_cli.domain.recorded import Recorded
from send_cli.importers.formats import read_list
from send_cli.importers.headings import TEMPLATE, Layout
from send_cli.importers.listing import Listing
from send_cli.importers.long import as_said, long_listing
from send_cli.importers.wide import wide_listing
from send_cli.present.export_csv import MARK, csv_text
from send_cli.present.sheet import Sheet
from send_cli.present.sheets import EVENT_COLUMNS, cases_sheet, events_sheet
from tests.importers.test_any_text import (
    CELL,
    LONG,
    LONG_ROW,
    TODAY,
    WIDE,
    WIDE_ROW,
    after,
    merged,
    table,
)

ANY = st.text(st.characters(exclude_categories=["Cs"]))
FORMULAS = st.text(st.sampled_from("'=+-@\t\r1A ")).filter(bool)
GOOD_ROW = st.tuples(
    st.sampled_from(["A1", "A2", "=3"]),
    st.sampled_from([kind for kind in EventKind if kind not in {EventKind.EXCEPTION, *NAMED_DAYS}]),
    st.sampled_from(["05/01/2026", "2026-02-03"]),
    *(CELL for _ in ("about", "note", "recorded_at", "recorded_by", "source")),
    st.just(""),
    CELL,
)
"""A row of an event list that is read, with any text where there may be any."""

ORDERS = st.randoms(use_true_random=False)


def as_in_a_file(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows of cells as a file can hold them: without NUL characters, and stripped."""
    return [tuple(cell.replace("\0", "").strip() for cell in row) for row in rows]


def imported(sheet: Sheet, folder: pytest.TempPathFactory) -> Listing:
    path: Path = folder.getbasetemp() / "exported.csv"
    path.write_bytes((MARK + csv_text(sheet)).encode())
    return read_list(path, TODAY)


def cases(listing: Listing) -> Sheet:
    held = after({}, merged(listing, {}).changes)
    in_order: list[Case] = [held[ref] for ref in sorted(held)]
    return cases_sheet(in_order, TEMPLATE, TODAY, names=True)


def events(listing: Listing, at: str) -> Sheet:
    """Return the events of a list, as a file holds them that took it in at a moment."""
    changes = merged(listing, {}).changes
    recorded = [
        Recorded(change.ref, change.new, at, "ann", f"{at}.csv", None, change.note)
        for change in changes
        if isinstance(change.new, Event)
    ]
    held = after({}, changes).values()
    return events_sheet(map(as_said, recorded), names=True, cases=held)


def shuffled(sheet: Sheet, order: Random) -> Sheet:
    rows = list(sheet.rows)
    order.shuffle(rows)
    return sheet._replace(rows=rows)


@settings(max_examples=50, deadline=None)
@given(rows=st.lists(WIDE_ROW, min_size=1, max_size=4), order=ORDERS)
def test_a_case_list_that_was_exported_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], order: Random
) -> None:
    alone = ("Z9", *("" for _ in WIDE[1:]))
    first = cases(wide_listing(table(WIDE, as_in_a_file([alone, *rows])), TODAY))
    again = imported(shuffled(first, order), tmp_path_factory)
    assert again.layout is Layout.WIDE
    assert csv_text(cases(again)) == csv_text(first)


@settings(max_examples=80, deadline=None)
@given(first_row=GOOD_ROW, rows=st.lists(st.one_of(GOOD_ROW, LONG_ROW), max_size=6), order=ORDERS)
def test_an_event_list_that_was_exported_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    first_row: tuple[str, ...],
    rows: list[tuple[str, ...]],
    order: Random,
) -> None:
    listed = table(LONG, as_in_a_file([first_row, *rows]))
    first = events(long_listing(listed, TODAY), "2026-03-02")
    again = imported(shuffled(first, order), tmp_path_factory)
    assert again.layout is Layout.LONG
    assert again.refused == 0
    assert csv_text(events(again, "2026-05-04")) == csv_text(first)


NOTES = (
    "one line\nand another",
    '"quoted"\r\n=1+1',
    "a,b,c,d,e,f,g,h,i\nj,k,l,m,n,o,p,q,r",
    "\n,,,,,,,,\n",
    "ref\tsurname\tdob\tupn\tuln\tofficer\tteam\tsetting\tneed\tflags\tstatus\tnotes",
    "\n".join("x" for _ in range(1200)),
    "'",
    "''=x",
    '="007"',
    '=""',
    '\'="x"',
    '=HYPERLINK("http://a.example","b")',
)


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize(
    ("ref", "others"),
    [
        ("A1", ("date", "event", "dob", "team")),
        ("ref", ("", "", "", "")),
        ("=A1", ("date", "event", "dob", "team")),
    ],
)
def test_a_note_of_any_shape_stays_one_cell(
    tmp_path_factory: pytest.TempPathFactory, ref: str, others: tuple[str, ...], note: str
) -> None:
    about, *came = others
    rows: list[tuple[str, ...]] = [
        (ref, "draft-sent", "2026-01-05", about, note.strip(), *came, ""),
        (ref, "contact", "2026-01-06", "", "after it", "2026-01-06", "ann", "", ""),
    ]
    first = events(long_listing(table(EVENT_COLUMNS, rows), TODAY), "2026-03-02")
    again = imported(first, tmp_path_factory)
    assert [one.said.note for one in again.events if isinstance(one.said, Event)] == [
        note.strip(),
        "after it",
    ]
    assert csv_text(events(again, "2026-05-04")) == csv_text(first)


@settings(max_examples=500)
@given(st.one_of(ANY, FORMULAS))
@example("=1+1")
@example("'=1+1")
@example("''")
@example("")
def test_text_that_could_run_is_kept_from_it_and_comes_back(text: str) -> None:
    kept = neutral(text)
    assert kept[:1] not in BEGINNINGS
    assert restored(kept) == text
    assert (kept == text) is (text.lstrip("'")[:1] not in BEGINNINGS)
