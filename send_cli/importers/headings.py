"""Which column is which: the template's headings, and what councils' systems call them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.case import Field
from send_cli.domain.event import EventKind as K
from send_cli.domain.problem import InputRefused, Problem, Refusal, Severity
from send_cli.importers.aliases import ALIASES, AMBIGUOUS, DERIVED, LONG_ALIASES
from send_cli.importers.cells import normal
from send_cli.importers.heading_row import REPEATED, base, letter

REF = "ref"
NAME = "name"
REVIEW_DECISION = "review_decision"
REVIEW_OUTCOME = "review_outcome"
REQUEST_OUTCOME = "request_outcome"
REQUEST_OUTCOME_DATE = "request_outcome_date"
EVENT = "event"
DATE = "date"
ABOUT = "about"
NOTE = "note"
WITHDRAWN_AT = "withdrawn_at"
ORIGIN = {
    "recorded_at": "recorded",
    "recorded_by": "by",
    "source": "from",
    WITHDRAWN_AT: "withdrawn",
}
"""The columns of a long list that say how an event came on record, and the word for each."""


class Layout(StrEnum):
    """How a list is laid out: a row a child, or a row an event."""

    WIDE = "wide"
    LONG = "long"


EVENT_COLUMNS: dict[str, K] = {
    kind.value.replace("-", "_"): kind
    for kind in (
        K.REQUEST_RECEIVED,
        K.BECAME_RESPONSIBLE,
        K.ASSESSMENT_AGREED,
        K.ASSESSMENT_REFUSED,
        K.ADVICE_REQUESTED,
        K.ADVICE_RECEIVED,
        K.PLAN_AGREED,
        K.PLAN_REFUSED,
        K.DRAFT_SENT,
        K.FINAL_PLAN_SENT,
        K.REQUEST_WITHDRAWN,
        K.REASSESSMENT_REQUESTED,
        K.REASSESSMENT_AGREED,
        K.REVIEW_MEETING,
        K.REVIEW_REPORT_RECEIVED,
        K.AMENDMENT_NOTICE_SENT,
        K.AMENDED_PLAN_SENT,
        K.PHASE_PLAN_SENT,
        K.MOVED_IN,
        K.MOVED_OUT,
        K.CEASE_NOTICE_SENT,
        K.PLAN_CEASED,
    )
} | {"last_contact": K.CONTACT}
"""The columns of a wide list that hold the date of one kind of event."""

TEMPLATE = (
    REF,
    *(field.value for field in Field if field is not Field.NOTES),
    "request_received",
    "became_responsible",
    "assessment_agreed",
    "assessment_refused",
    "advice_requested",
    "advice_received",
    "plan_agreed",
    "plan_refused",
    "draft_sent",
    "final_plan_sent",
    "request_withdrawn",
    "reassessment_requested",
    "reassessment_agreed",
    "review_meeting",
    "review_report_received",
    REVIEW_DECISION,
    REVIEW_OUTCOME,
    "amendment_notice_sent",
    "amended_plan_sent",
    "phase_plan_sent",
    "moved_in",
    "moved_out",
    "cease_notice_sent",
    "plan_ceased",
    "last_contact",
    Field.NOTES.value,
)
"""The headings of the case list, in their order."""

LONG_TEMPLATE = (REF, EVENT, DATE, ABOUT, NOTE)
"""The headings of the long list of events, in their order."""

_EXPORTED = {Layout.WIDE: TEMPLATE, Layout.LONG: (*LONG_TEMPLATE, *ORIGIN)}
"""The headings that an export begins with."""

LIKE = 0.75
"""How like a known heading another must be, from 0 to 1, to be named as the nearest."""

FIELDS = {
    Layout.WIDE: frozenset({*TEMPLATE, NAME, REQUEST_OUTCOME, REQUEST_OUTCOME_DATE}),
    Layout.LONG: frozenset({*LONG_TEMPLATE, *ORIGIN}),
}


def _by_heading(layout: Layout, aliases: Mapping[str, str]) -> dict[str, str]:
    return {normal(field): field for field in FIELDS[layout]} | {
        other.strip(): field for field, others in aliases.items() for other in others.split(";")
    }


_BY_HEADING = {
    Layout.WIDE: _by_heading(Layout.WIDE, ALIASES),
    Layout.LONG: _by_heading(Layout.LONG, LONG_ALIASES),
}

PROBLEM_LIST = (
    *("file", "row", "column", "value", "message", "severity"),
    *(REF, "field", "correction"),
)
"""The headings of the file of problems, which may come back with its corrections."""

KNOWN = frozenset(
    {
        *_BY_HEADING[Layout.WIDE],
        *DERIVED,
        *PROBLEM_LIST,
        *AMBIGUOUS,
        *(name for name, field in _BY_HEADING[Layout.LONG].items() if field in {EVENT, DATE}),
        *map(normal, (ABOUT, *ORIGIN)),
    }
)
"""The headings, normalised, by which the row of headings is found."""


def read_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """Return the field for each heading, normalised, from `FIELD=HEADING` pairs.

    Raises:
        Refusal: a pair is not of that form, or names no field.

    """
    mapping = {}
    for pair in pairs:
        field, equals, heading = pair.partition("=")
        if not equals or not heading.strip():
            raise Refusal(f'--map "{pair}": write it as FIELD=HEADING')
        if not any(field.strip() in fields for fields in FIELDS.values()):
            raise Refusal(f'--map "{pair}": no field is called "{field}" (see `send template`)')
        mapping[normal(heading)] = field.strip()
    return mapping


def layout_of(headings: Sequence[str], mapping: Mapping[str, str]) -> Layout:
    """Return the layout of a list with these headings: long where it has an event and a date."""
    named = {
        mapping.get(name, _BY_HEADING[Layout.LONG].get(name)) for name in map(normal, headings)
    }
    return Layout.LONG if {EVENT, DATE} <= named else Layout.WIDE


class Places(NamedTuple):
    """Where each field stands in a list, the columns of no field, and what may be two dates.

    `others` are headings with their places. `ambiguous` are headings with the
    fields each may be.
    """

    of: dict[str, int]
    others: tuple[tuple[str, int], ...]
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...]


def places(
    file: str, headings: Sequence[str], mapping: Mapping[str, str], layout: Layout
) -> Places:
    """Return which column is which.

    Raises:
        InputRefused: there is no reference column, or two for one field.

    """
    of: dict[str, int] = {}
    others: list[tuple[str, int]] = []
    own = _EXPORTED[layout]
    # After the columns of an export stand those that were of no field before.
    ends = len(own) if tuple(headings[: len(own)]) == own else len(headings)
    for place, heading in enumerate(headings):
        name = normal(heading)
        by_name = _BY_HEADING[layout].get(normal(base(heading))) if place < ends else None
        field = mapping.get(name) or by_name
        taken = field in mapping.values() and name not in mapping
        if field is None or taken or field not in FIELDS[layout]:
            if heading in own:
                # Another column was named for this field: it must not come back as the field.
                others.append((f"{heading}{REPEATED}{letter(place)})", place))
            elif heading:
                others.append((heading, place))
        elif field in of:
            raise _two_columns(file, field, headings[of[field]], heading)
        else:
            of[field] = place
    there = {normal(heading) for heading in headings}
    missing = sorted({field for heading, field in mapping.items() if heading not in there})
    if missing:
        raise InputRefused(f"{file}: no column has the heading mapped to {', '.join(missing)}")
    if REF not in of:
        raise InputRefused(
            f"{file}: no reference column (call it ref, or name it with --map ref=HEADING; the "
            f"headings are: {', '.join(h for h in headings if h)[:300]})"
        )
    doubtful = AMBIGUOUS if layout is Layout.WIDE else {}
    ambiguous = (
        (heading, tuple(field for field in doubtful[normal(heading)] if field not in of))
        for heading, _ in others
        if normal(heading) in doubtful
    )
    return Places(of, tuple(others), tuple(one for one in ambiguous if one[1]))


def _two_columns(file: str, field: str, first: str, second: str) -> InputRefused:
    how = f'--map {field}="{first}" or --map {field}="{second}"'
    return InputRefused(
        f'{file}: two columns for {field}: "{first}" and "{second}" (say which with {how})'
    )


def ambiguous_problem(heading: str, fields: Sequence[str]) -> Problem:
    """Return that a column was not read, because it may be either of two dates."""
    choices = " or ".join(f'--map {field}="{heading}"' for field in fields)
    return Problem(
        f"may be one of several dates, which start different clocks, and was not read: {choices}",
        Severity.ERROR,
        column=heading,
    )


def nearest(heading: str, layout: Layout) -> str | None:
    """Return the field whose headings are most like one that is not understood."""
    from difflib import get_close_matches

    known = {name: field for name, field in _BY_HEADING[layout].items() if len(name) > 2}
    found = get_close_matches(normal(base(heading)), known, n=1, cutoff=LIKE)
    return known[found[0]] if found else None
