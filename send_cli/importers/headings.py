"""Which column is which: the template's headings, and what councils' systems call them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from send_cli.domain.case import Field
from send_cli.domain.event import EventKind as K
from send_cli.domain.problem import InputRefused, Problem, Refusal, Severity
from send_cli.importers.cells import normal

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

ALIASES = {
    REF: "unique id; child unique id; person id; persontableid; requests record id; case ref; "
    "case reference; reference; case id; pid; student id; pupil id; ll id",
    "forename": "first name; firstname; legal first name; given name",
    "surname": "familyname; family name; last name; legal last name",
    NAME: "child name; pupil name; full name; child s name",
    "dob": "date of birth; dob ccyy mm dd; personbirthdate; dateofbirth; d o b",
    "upn": "upn unique pupil number; unique pupil number",
    "uln": "uln young persons unique learner number; unique learner number",
    "officer": "lead caseworker; allocated worker; case officer; sen officer; send officer; ehcco; "
    "plan coordinator; caseworker; key worker; keyworker",
    "team": "allocated team",
    "setting": "school; establishment; placement; school name; setting name",
    "setting_urn": "main education establishment urn; urn; urn unique reference number",
    "setting_type": "main education establishment phase; school phase; phase",
    "year_group": "ncy; nc year; nc year actual; national curriculum year; year",
    "need": "sen primary need; primary need; sen type of need; sentype",
    "flags": "flag",
    "status": "case status; stage",
    "notes": "note; comments; comment",
    "request_received": "date request was received; receiveddate; ehcr ehcp req date; "
    "date of request; request date; ehcna request date; week 0; date request received",
    REQUEST_OUTCOME_DATE: "ehcr ehcp req outcome date; 6 week decision; six week decision; "
    "6 week decision date",
    REQUEST_OUTCOME: "requestoutcome; ehcr ehcp req outcome",
    "assessment_agreed": "decision to assess; decision to assess date",
    "plan_agreed": "decision to issue; decision to issue date",
    "plan_refused": "refusal to issue; refusal to issue date",
    "draft_sent": "draft plan sent; date draft issued; draft issued",
    "final_plan_sent": "ehc plan start date; date initial ehc plan issued; ehcp start date; "
    "final plan issued; date finalised; startdate",
    "amended_plan_sent": "date updated ehc plan issued; last amended final",
    "review_meeting": "annual review meeting date; reviewmeeting; ar date; last ar",
    REVIEW_DECISION: "ehc plan review decisions date; lastreview; review decision date",
    REVIEW_OUTCOME: "annual review decision; reviewoutcome; annual review outcome",
    "amendment_notice_sent": "reviewdraft; annual review date draft amended ehc plan issued",
    "phase_plan_sent": "phase transfer review final plan date; phasetransferfinaldate",
    "plan_ceased": "date ehc plan ceased; ceasedate",
    "last_contact": "last contact date; date of last contact",
}
"""Other headings for a field, as `normal` writes them, separated by semicolons."""

LONG_ALIASES = {
    REF: ALIASES[REF],
    EVENT: "event type; event kind; kind of event",
    DATE: "event date; date of event",
    NOTE: "notes; comments; comment",
}
"""The same for the long list."""

DERIVED = frozenset(
    {
        "next annual review",
        "ehcp review date",
        "annual review date",
        "phase transfer review due date for any amended plan",
        "phasetransferduedate",
    }
)
"""Dates that `send` works out itself."""

AMBIGUOUS = {
    "date ehc plan last reviewed": ("review_meeting", REVIEW_DECISION),
    "last review": ("review_meeting", REVIEW_DECISION),
    "assessment outcome date": ("plan_agreed", "plan_refused", "final_plan_sent"),
}
"""Headings that stand for either of two dates, which start different clocks."""

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

KNOWN = frozenset(
    {
        *_BY_HEADING[Layout.WIDE],
        *DERIVED,
        *AMBIGUOUS,
        *(name for name, field in _BY_HEADING[Layout.LONG].items() if field in {EVENT, DATE}),
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


def columns(
    file: str, headings: Sequence[str], mapping: Mapping[str, str], layout: Layout
) -> tuple[dict[str, int], list[str], list[Problem]]:
    """Return the place of each field, the headings not read, and what is wrong with them.

    Raises:
        InputRefused: there is no reference column, or two for one field.

    """
    places: dict[str, int] = {}
    unused: list[str] = []
    problems: list[Problem] = []
    for place, heading in enumerate(headings):
        name = normal(heading)
        field = mapping.get(name) or _BY_HEADING[layout].get(name)
        taken = field in mapping.values() and name not in mapping
        if field is None or taken or field not in FIELDS[layout]:
            if name in AMBIGUOUS and layout is Layout.WIDE:
                problems.append(_ambiguous(heading, AMBIGUOUS[name]))
            if heading:
                unused.append(heading)
        elif field in places:
            raise InputRefused(
                f'{file}: two columns for {field}: "{headings[places[field]]}" and "{heading}" '
                f"(say which with --map {field}=HEADING)"
            )
        else:
            places[field] = place
    there = {normal(heading) for heading in headings}
    missing = sorted({field for heading, field in mapping.items() if heading not in there})
    if missing:
        raise InputRefused(f"{file}: no column has the heading mapped to {', '.join(missing)}")
    if REF not in places:
        raise InputRefused(
            f"{file}: no reference column (call it ref, or name it with --map ref=HEADING; the "
            f"headings are: {', '.join(h for h in headings if h)[:300]})"
        )
    return places, unused, problems


def _ambiguous(heading: str, fields: Sequence[str]) -> Problem:
    choices = " or ".join(f'--map {field}="{heading}"' for field in fields)
    return Problem(
        f"may be one of several dates, which start different clocks, and was not read: {choices}",
        Severity.WARNING,
        column=heading,
    )
