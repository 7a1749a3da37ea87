"""A case: a child or young person known to the authority, and what is on record of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from send_cli.domain.contact import FAMILY, Contact
from send_cli.domain.event import (
    APPEAL_OVER,
    BY_AGREEMENT,
    CASE_ENDS,
    REVIEW_DECISIONS,
    TO_ASSESS,
    TO_CONFIRM,
    TO_MAKE_PLAN,
    Event,
    EventKind,
    in_order,
)
from send_cli.domain.flag import FLAGS, Flag, Spell, read_flags
from send_cli.domain.mark import Mark
from send_cli.domain.task import Task


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


RECORDED_ON = {Field.YEAR_GROUP: "year_group_on", Field.SETTING_TYPE: "setting_type_on"}
"""What the day is called on which a fact that changes with the school year was recorded."""

PERSONAL = (Field.FORENAME, Field.SURNAME, Field.DOB, Field.UPN, Field.ULN, Field.NOTES)
"""The facts that are shown only when names are asked for."""


CHILD = "child"
"""The column, in what is exported, of the initials, or of the name where names were asked for."""


class Unread(NamedTuple):
    """A cell of a list that could not be read, kept until a readable one replaces it."""

    heading: str
    text: str


class Extra(NamedTuple):
    """A cell of a list under a heading of no field, kept as it is.

    `event` says beside which event it stood, as `Event.mark` has it; None where it is the child's.
    """

    heading: str
    text: str
    event: str | None = None

    @property
    def words(self) -> str:
        """The cell as it is read in a list."""
        return self.text


@dataclass(frozen=True, slots=True)
class Case:
    """What is on record of one child or young person.

    `facts` holds the fields as text, `dob` as an ISO date. `missing_since` is
    the day of the list the case was no longer in. `recorded` holds the day on
    which the year group and the setting type were recorded: they change with
    the school year. `contacts` stand in the order in which they were made; a
    day's list needs only those with the family that no later one answers, and
    those since a snooze was over.
    `extras` are the cells of no field, where they were asked for.
    """

    ref: str
    facts: dict[Field, str]
    events: tuple[Event, ...] = ()
    unread: tuple[Unread, ...] = ()
    missing_since: date | None = None
    recorded: dict[Field, date] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    tasks: tuple[Task, ...] = ()
    marks: tuple[Mark, ...] = ()
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

    def unnamed(self, text: str) -> str:
        """Return what was written of the child, each word of its name cut to the first letter."""
        own = {word.casefold() for word in _words(self.name) if len(word) > 1 and word[0].isalpha()}
        return "".join(f"{w[0]}…" if w.casefold() in own else w for w in _words(text))

    def flags(self, today: date) -> tuple[Flag, ...]:
        """Return the harm flags that are true on a day, in the order of their list."""
        held = self.flag_days
        return tuple(flag for flag in FLAGS if flag in held and held[flag].covers(today))

    @property
    def flag_days(self) -> dict[str, Spell]:
        """Every flag held, those that `send` does not know too, with the days it is true."""
        text = self.facts.get(Field.FLAGS)
        return read_flags(text) if text else {}

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
            if event.kind in SHOWS_A_PLAN:
                stage, held = Stage.REVIEW, True
            elif event.kind in CASE_ENDS and not event.booked:
                stage, held = Stage.CLOSED, False
            elif event.kind in _REFUSED:
                stage = Stage.REVIEW if held else Stage.CLOSED
            elif event.kind in _BEGINS:
                stage = _BEGINS[event.kind]
            elif event.kind in _GOES_ON and stage is not Stage.REVIEW:
                stage = _GOES_ON[event.kind]
        return stage

    def last_contact(self, today: date) -> date | None:
        """Return the day on which the family last heard from the authority, up to `today`."""
        days = [e.on for e in self.events if e.kind is EventKind.CONTACT and e.on <= today]
        if self.contacts:
            days += [one.on for one in self._with_family(today) if not one.received]
        return max(days, default=None)

    def unanswered(self, today: date) -> Contact | None:
        """Return the first message of the family that nothing has answered by the end of `today`.

        A contact recorded without a word of whose it was answers what came before its day.
        """
        if not self.contacts:
            return None
        said = [e.on for e in self.events if e.kind is EventKind.CONTACT and e.on <= today]
        last, waiting = max(said, default=date.min), None
        for one in self._with_family(today):
            if not one.received:
                waiting = None
            elif waiting is None and one.on >= last:
                waiting = one
        return waiting

    def _with_family(self, today: date) -> list[Contact]:
        """Return the contacts with the family up to `today`, in the order of their days."""
        own = [one for one in self.contacts if one.party in FAMILY and one.on <= today]
        return sorted(own, key=lambda one: one.on)

    def about(self, said: str) -> str:
        """Return whom or what an event concerns as the case has it already, else as it is said."""
        return as_spelt(said, (event.about for event in in_order(self.events) if event.about))

    def has_happened(self, kind: EventKind, today: date) -> bool:
        """Say whether an event of that kind is on record by the end of `today`."""
        return any(event.kind is kind and event.on <= today for event in self.events)

    def next_booked(self, kind: EventKind, today: date) -> Event | None:
        """Return the next meeting of a kind that is booked for after `today`."""
        ahead = [e for e in self.events if e.kind is kind and e.on > today]
        return min(ahead, key=lambda event: event.on, default=None)

    def unconfirmed(self, today: date) -> list[Event]:
        """Return what was booked for a day that has passed, and that nobody has confirmed."""
        return [
            event
            for event in self.events
            if event.booked
            and event.kind in TO_CONFIRM
            and event.on < today
            and not any(
                e.kind in _SHOWS_IT_HAPPENED[event.kind] and event.on <= e.on <= today
                for e in self.events
            )
        ]


_SHOWS_IT_HAPPENED = {
    EventKind.REVIEW_MEETING: REVIEW_DECISIONS | {EventKind.REVIEW_REPORT_RECEIVED},
    EventKind.MEDIATION_MEETING: BY_AGREEMENT | {EventKind.MEDIATION_CERTIFICATE},
    EventKind.HEARING: APPEAL_OVER,
    EventKind.MOVED_IN: REVIEW_DECISIONS
    | {EventKind.REVIEW_REPORT_RECEIVED, EventKind.MOVE_INFORMED},
    EventKind.MOVED_OUT: frozenset({EventKind.PLAN_TRANSFERRED}),
}
_BEGINS = {
    **dict.fromkeys(TO_ASSESS, Stage.ASSESSMENT),
    **dict.fromkeys(TO_MAKE_PLAN, Stage.PLAN),
    EventKind.REQUEST_RECEIVED: Stage.REQUESTED,
    EventKind.BECAME_RESPONSIBLE: Stage.REQUESTED,
    EventKind.CUSTODY_REQUEST_RECEIVED: Stage.REQUESTED,
    EventKind.REASSESSMENT_REQUESTED: Stage.REQUESTED,
    EventKind.ASSESSMENT_AGREED: Stage.ASSESSMENT,
    EventKind.REASSESSMENT_AGREED: Stage.ASSESSMENT,
    EventKind.PLAN_AGREED: Stage.PLAN,
}
# These happen in a review as well, where they say nothing of the stage.
_GOES_ON = {
    EventKind.CHANGE_OF_MIND: Stage.ASSESSMENT,
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
SHOWS_A_PLAN = REVIEW_DECISIONS | {
    EventKind.FINAL_PLAN_SENT,
    EventKind.REASSESSMENT_REFUSED,
    EventKind.REASSESSMENT_NO_CHANGE,
    EventKind.MOVED_IN,
    EventKind.REVIEW_MEETING,
    EventKind.AMENDMENT_NOTICE_SENT,
    EventKind.AMENDED_PLAN_SENT,
    EventKind.PHASE_PLAN_SENT,
}


def single_spaced(text: str | None) -> str:
    """Return what a person typed on one line, with single spaces; empty where it says nothing."""
    return " ".join((text or "").split())


def _words(text: str) -> list[str]:
    """Return the words of a text, and what stands between them, in their order."""
    return ["".join(group) for _, group in groupby(text, key=str.isalnum)]


def name_key(name: str) -> str:
    """Return a name as it is compared: without regard to case and spacing."""
    return single_spaced(name).casefold()


def as_spelt(name: str, held: Iterable[str]) -> str:
    """Return a name as it is spelt among those held, where it is; the first spelling wins."""
    known = list(held)
    if name in known:
        return name
    said = single_spaced(name)
    return next((one for one in known if name_key(one) == name_key(said)), said)
