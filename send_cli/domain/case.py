"""A case: a child or young person known to the authority, and what is on record of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.event import BOOKABLE, REVIEW_DECISIONS, Event, EventKind, in_order


class Flag(StrEnum):
    """A circumstance in which delay does more harm."""

    OUT_OF_SCHOOL = "out-of-school"
    LOOKED_AFTER = "looked-after"
    CHILD_PROTECTION = "child-protection"
    CHILD_IN_NEED = "child-in-need"
    TRIBUNAL = "tribunal"
    COMPLAINT = "complaint"
    MP_ENQUIRY = "mp-enquiry"
    NO_SCHOOL_NAMED = "no-school-named"


class SettingType(StrEnum):
    """The kind of school or institution; `none` is a child who attends none."""

    NURSERY = "nursery"
    INFANT = "infant"
    JUNIOR = "junior"
    FIRST = "first"
    PRIMARY = "primary"
    MIDDLE = "middle"
    SECONDARY = "secondary"
    ALL_THROUGH = "all-through"
    SPECIAL = "special"
    SIXTH_FORM = "sixth-form"
    COLLEGE = "college"
    ALTERNATIVE = "alternative"
    NONE = "none"


class Field(StrEnum):
    """The facts of a case that are not events; the values are the list's headings."""

    FORENAME = "forename"
    SURNAME = "surname"
    DOB = "dob"
    UPN = "upn"
    ULN = "uln"
    OFFICER = "officer"
    TEAM = "team"
    SETTING = "setting"
    SETTING_URN = "setting_urn"
    SETTING_TYPE = "setting_type"
    YEAR_GROUP = "year_group"
    NEED = "need"
    FLAGS = "flags"
    STATUS = "status"
    NOTES = "notes"


class Stage(StrEnum):
    """How far a case has come."""

    REQUESTED = "requested"
    """asked for, and not decided"""
    ASSESSMENT = "assessment"
    """being assessed"""
    PLAN = "plan"
    """a plan is to be made"""
    REVIEW = "review"
    """a plan is held and kept under review"""
    CLOSED = "closed"
    """refused, withdrawn, ceased or moved away"""


PERSONAL = (Field.FORENAME, Field.SURNAME, Field.DOB, Field.UPN, Field.ULN, Field.NOTES)
"""The facts that are shown only when names are asked for."""


class Unread(NamedTuple):
    """A cell of a list that could not be read, kept until a readable one replaces it."""

    heading: str
    text: str


class Extra(NamedTuple):
    """A cell of a list under a heading of no field, kept as it is."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is on record of one child or young person.

    `facts` holds the fields as text, `dob` as an ISO date. `missing_since` is
    the day of the list the case was no longer in. `recorded` holds the day on
    which the year group and the setting type were recorded: they change with
    the school year. `extras` are the cells of no field, where they were asked for.
    """

    ref: str
    facts: dict[Field, str]
    events: tuple[Event, ...] = ()
    unread: tuple[Unread, ...] = ()
    missing_since: date | None = None
    recorded: dict[Field, date] = field(default_factory=dict)
    extras: tuple[Extra, ...] = ()

    def fact(self, field: Field) -> str | None:
        """Return a field's text, the flags without their dates; None where it is not on record."""
        text = self.facts.get(field)
        return ";".join(read_flags(text)) if field is Field.FLAGS and text else text

    @property
    def initials(self) -> str:
        """The child's initials, the forename's first; empty where no name is held."""
        names = (self.fact(Field.FORENAME), self.fact(Field.SURNAME))
        return "".join(name.strip()[:1].upper() for name in names if name)

    @property
    def name(self) -> str:
        """The child's full name, for those who ask for it."""
        names = (self.fact(Field.FORENAME), self.fact(Field.SURNAME))
        return " ".join(name for name in names if name)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The harm flags that `send` knows, in the order of their list."""
        held = self.flag_days
        return tuple(flag for flag in Flag if flag in held)

    @property
    def flag_days(self) -> dict[str, date | None]:
        """Every flag held, those that `send` does not know too, with the day it is true since."""
        return read_flags(self.facts.get(Field.FLAGS) or "")

    def flag_since(self, flag: str) -> date | None:
        """Return the day since which a flag is true; None where nobody said."""
        return self.flag_days.get(flag)

    @property
    def attends_none(self) -> bool:
        """Say whether the child attends no school or other institution."""
        return self.fact(Field.SETTING_TYPE) == SettingType.NONE

    def stage(self, today: date) -> Stage | None:
        """Return how far the case has come by the end of `today`; None where nothing has happened.

        A request that is refused or withdrawn while a plan is held leaves the plan.
        """
        stage, held = None, False
        for event in in_order(self.events):
            if event.on > today:
                break
            if event.kind in _PLAN_HELD:
                stage, held = Stage.REVIEW, True
            elif event.kind in _PLAN_OVER:
                stage, held = Stage.CLOSED, False
            elif event.kind in _REFUSED:
                stage = Stage.REVIEW if held else Stage.CLOSED
            elif event.kind in _BEGINS:
                stage = _BEGINS[event.kind]
            elif event.kind in _GOES_ON and stage is not Stage.REVIEW:
                stage = _GOES_ON[event.kind]
        return stage

    def last_contact(self, today: date) -> date | None:
        """Return the day of the last contact with the family up to `today`."""
        days = [e.on for e in self.events if e.kind is EventKind.CONTACT and e.on <= today]
        return max(days, default=None)

    def has_happened(self, kind: EventKind, today: date) -> bool:
        """Say whether an event of that kind is on record by the end of `today`."""
        return any(event.kind is kind and event.on <= today for event in self.events)

    def next_booked(self, today: date) -> Event | None:
        """Return the next meeting that is booked for after `today`."""
        ahead = [e for e in self.events if e.kind in BOOKABLE and e.on > today]
        return min(ahead, key=lambda event: event.on, default=None)

    def unconfirmed(self, today: date) -> list[Event]:
        """Return the booked meetings whose day has passed and that nobody has confirmed."""
        later = REVIEW_DECISIONS | {EventKind.REVIEW_REPORT_RECEIVED}
        return [
            event
            for event in self.events
            if event.booked
            and event.on < today
            and not any(e.kind in later and event.on <= e.on <= today for e in self.events)
        ]


_BEGINS = {
    EventKind.REQUEST_RECEIVED: Stage.REQUESTED,
    EventKind.BECAME_RESPONSIBLE: Stage.REQUESTED,
    EventKind.REASSESSMENT_REQUESTED: Stage.REQUESTED,
    EventKind.ASSESSMENT_AGREED: Stage.ASSESSMENT,
    EventKind.REASSESSMENT_AGREED: Stage.ASSESSMENT,
    EventKind.PLAN_AGREED: Stage.PLAN,
}
# These happen in a review as well, where they say nothing of the stage.
_GOES_ON = {
    EventKind.ADVICE_REQUESTED: Stage.ASSESSMENT,
    EventKind.ADVICE_RECEIVED: Stage.ASSESSMENT,
    EventKind.DRAFT_SENT: Stage.PLAN,
    EventKind.DRAFT_SERVED: Stage.PLAN,
    EventKind.CONSULTATION_SENT: Stage.PLAN,
    EventKind.CONSULTATION_REPLY: Stage.PLAN,
}
_REFUSED = frozenset(
    {EventKind.ASSESSMENT_REFUSED, EventKind.PLAN_REFUSED, EventKind.REQUEST_WITHDRAWN}
)
_PLAN_OVER = frozenset({EventKind.PLAN_CEASED, EventKind.MOVED_OUT})
_PLAN_HELD = REVIEW_DECISIONS | {
    EventKind.FINAL_PLAN_SENT,
    EventKind.MOVED_IN,
    EventKind.REVIEW_MEETING,
    EventKind.AMENDMENT_NOTICE_SENT,
    EventKind.AMENDED_PLAN_SENT,
    EventKind.PHASE_PLAN_SENT,
}


def read_flags(text: str) -> dict[str, date | None]:
    """Return the flags in a text, `out-of-school@2026-02-02;tribunal`, each with its day."""
    flags: dict[str, date | None] = {}
    for one in filter(None, map(str.strip, text.split(";"))):
        flag, _, day = one.partition("@")
        try:
            flags[flag] = date.fromisoformat(day) if day else None
        except ValueError:
            flags[one] = None
    return flags


def flags_text(flags: Mapping[str, date | None]) -> str:
    """Return flags as they are stored: the reverse of `read_flags`."""
    return ";".join(f"{flag}@{day.isoformat()}" if day else flag for flag, day in flags.items())


def name_key(name: str) -> str:
    """Return a name as it is compared: without regard to case and spacing."""
    return " ".join(name.split()).casefold()
