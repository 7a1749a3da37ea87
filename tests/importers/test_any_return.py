"""Any bytes as a return, and any text in any element of one: nothing raises, nobody is lost."""

from dataclasses import replace
from datetime import date, timedelta
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from send_cli.domain.case import Case, Field
from send_cli.domain.event import Event, EventKind
from send_cli.domain.merge_return import merge_return
from send_cli.domain.problem import InputRefused
from send_cli.importers.formats import read_list
from send_cli.importers.listing import Listing
from tests.importers.returns import KEYS, element, message, tables
from tests.importers.test_any_text import after

TODAY = date(2026, 3, 2)
VALUES = {
    "person": [
        "Surname",
        "Forename",
        "PersonBirthDate",
        "UPN",
        "UniqueLearnerNumber",
        "UPNunknown",
    ],
    "requests": [
        "ReceivedDate",
        "RequestOutcomeDate",
        "RequestOutcome",
        "RequestMediation",
        "RequestTribunal",
        "Exported",
    ],
    "assessment": ["AssessmentOutcome", "AssessmentOutcomeDate", "Week20"],
    "namedplan": ["StartDate", "CeaseDate", "CeaseReason"],
    "plandetail": ["URN", "SENsetting", "SENsettingOther", "PlacementRank"],
    "activeplans": [
        "TransferLA",
        "ReviewMeeting",
        "LastReview",
        "ReviewOutcome",
        "ReviewDraft",
        "PhaseTransferDueDate",
        "PhaseTransferFinalDate",
    ],
    "placementdetail": ["URN", "UKPRN", "SENSetting", "PlacementRank", "EntryDate", "LeavingDate"],
    "senneed": ["SENtype", "SENtypeRank"],
}
CODES = ["Y", "N", "A", "W", "H", "M", "C", "0", "1", "2", "9", "x", "ASD", "EHE", "303"]
DATES = ["2026-01-05", "2025-02-10", "2024-Mar-01 00:00:00", "2026-02-31", "2027-01-01", "TBC"]
NUMBERS = ["P207000016049", "9276308686", "9999999999", "990001", "990001.0"]
# What XML can hold at all.
TEXT = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]), max_size=12)
VALUE = st.one_of(st.just(""), st.sampled_from([*CODES, *DATES, *NUMBERS]), TEXT)
ANYWHERE = st.sampled_from([*KEYS, *(value for values in VALUES.values() for value in values)])


def records(name: str) -> st.SearchStrategy[str]:
    """Return a strategy for a record, with any of its values and what belongs to it."""
    values = st.dictionaries(st.sampled_from(VALUES[name]), VALUE, max_size=len(VALUES[name]))
    below = [child for child, parent in KEYS.items() if parent == name]
    inner = st.tuples(*(st.lists(records(child), max_size=2).map("".join) for child in below))
    return st.builds(
        lambda said, parts: element(
            name.title(), *parts, **{tag: escape(text) for tag, text in said.items()}
        ),
        values,
        inner,
    )


ELEMENTS = st.recursive(
    VALUE.map(escape),
    lambda inner: st.builds(
        lambda name, parts: element(name, *parts), ANYWHERE, st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


def check(listing: Listing) -> None:
    """Check that everybody is accounted for, and that the same return again changes nothing."""
    first = merge_return({}, listing.cases, TODAY, listing.counted)
    assert listing.rows == first.added + first.changed + first.unchanged + listing.refused
    held = after({}, first.changes)
    second = merge_return(held, listing.cases, TODAY, listing.counted)
    assert listing.rows == second.unchanged + listing.refused
    assert second.changes == ()
    for problem in (*listing.problems, *first.problems):
        assert problem.sentence(listing.file)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("returns")


def read(path: Path, content: bytes, encoding: str | None = None) -> Listing | None:
    """Return what a return says; None where it is refused, which names the file."""
    path.write_bytes(content)
    refused = ""
    try:
        return read_list(path, TODAY, format_name="sen2", encoding=encoding)
    except InputRefused as refusal:
        refused = str(refusal)
    assert path.name in refused
    return None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"<Message>", b"\xff\xfe<\0", b"<?xml "]))
@example(b'<?xml version="1.0" encoding="utf-7"?><a/>', b"")
@example(b'<?xml version="1.0" encoding="shift_jis"?><a/>', b"")
@example(b"<Message>" * 20000, b"")
@example(b"<Requests>" * 5000 + b"</Requests>" * 5000, b"")
@example(b"<Person>" + b"<Requests>" * 3000 + b"</Requests>" * 3000 + b"</Person>", b"")
def test_any_bytes_are_read_or_refused_with_their_name(
    folder: Path, content: bytes, start: bytes
) -> None:
    listing = read(folder / "any.xml", start + content)
    if listing:
        check(listing)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "klingon", "\0", "é"])
def test_any_encoding_is_read_or_refused(folder: Path, encoding: str) -> None:
    read(folder / "any.xml", message("<Person/>").encode(), encoding)


@settings(max_examples=150, deadline=None)
@given(st.lists(records("person"), max_size=3))
def test_any_text_in_any_value(folder: Path, persons: list[str]) -> None:
    listing = read(folder / "any.xml", message(*persons).encode())
    if persons:
        assert listing is not None
        assert listing.rows >= len(persons)
        check(listing)


@settings(max_examples=150, deadline=None)
@given(st.lists(ELEMENTS, max_size=4))
def test_any_element_inside_any_other(folder: Path, elements: list[str]) -> None:
    listing = read(folder / "any.xml", message(*elements).encode())
    if listing:
        check(listing)


DAYS = [*range(0, 400, 7)]
HELD = st.builds(
    lambda events, made: Case(
        f"SEN2-{made}" if made else "A1",
        {Field.UPN: NUMBERS[0]},
        tuple(dict.fromkeys(Event(kind, TODAY - timedelta(days=ago)) for kind, ago in events)),
    ),
    st.lists(st.tuples(st.sampled_from(EventKind), st.sampled_from(DAYS)), max_size=5),
    st.sampled_from(["", "x"]),
)


TWO_CHILDREN = [
    f"<Person><Surname>Y</Surname><PersonBirthDate>{born}</PersonBirthDate><Requests/></Person>"
    for born in ("2025-02-10", "2026-01-05")
]
TWO_REQUESTS = (
    "<Person><UPN>0</UPN><Requests><ReceivedDate>Y</ReceivedDate></Requests>"
    "<Requests><ReceivedDate>2026-01-05</ReceivedDate></Requests></Person>"
)


@settings(max_examples=150, deadline=None)
@example([TWO_REQUESTS], Case("SEN2-x", {Field.UPN: NUMBERS[0]}))
@example(TWO_CHILDREN, Case("A1", {Field.UPN: NUMBERS[0]}))
@given(st.lists(records("person"), min_size=1, max_size=2), HELD)
def test_a_return_takes_nothing_from_what_is_held(
    folder: Path, persons: list[str], case: Case
) -> None:
    listing = read(folder / "any.xml", message(*persons).encode())
    assert listing is not None
    numbered = [replace(one, facts={**one.facts, Field.UPN: NUMBERS[0]}) for one in listing.cases]
    first = merge_return({case.ref: case}, numbered, TODAY)
    held = after({case.ref: case}, first.changes)
    kept = {(event.on, event.about) for event in held[case.ref].events}
    assert {(event.on, event.about) for event in case.events} <= kept
    second = merge_return(held, numbered, TODAY)
    assert second.changes == ()
    assert second.unchanged == len([row for one in numbered for row in one.rows])


CELL = VALUE.map(lambda text: text.replace('"', "").replace(",", ";"))
KEY = st.sampled_from(["1", "2", "3", ""])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_text_in_any_table(folder: Path, data: st.DataObject) -> None:
    written = {}
    for name, parent in KEYS.items():
        row = st.tuples(KEY, KEY, *(CELL for _ in VALUES[name]))
        rows = data.draw(st.lists(row, max_size=3), label=name)
        headings = [f"{name}tableid", f"{parent}tableid", *map(str.lower, VALUES[name])]
        written[name] = [",".join(headings), *(",".join(one) for one in rows)]
    path = tables(folder / "tables", **written)
    try:
        listing = read_list(path, TODAY)
    except InputRefused:
        return
    check(listing)
