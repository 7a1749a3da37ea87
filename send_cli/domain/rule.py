"""The shape of a rule: an event starts a clock, another stops it, a citation says who says so."""

from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.calendar import Days
from send_cli.domain.event import REVIEW_DECISIONS, EventKind
from send_cli.domain.ground import Ground
from send_cli.domain.period import Before, Directed, FixedDay, Length
from send_cli.domain.refusal import PAST_REFUSAL, REFUSALS, REOPENS
from send_cli.domain.step import Step

NO_KINDS: frozenset[EventKind] = frozenset()


class Actor(StrEnum):
    """Whose step it is. Only the authority's own duties can be breached."""

    AUTHORITY = "authority"
    SCHOOL = "school"
    ADVISER = "adviser"
    ICB = "icb"
    PARENT = "parent"
    TRIBUNAL = "tribunal"


class Bound(StrEnum):
    """Which side of the date is safe."""

    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    ON = "on"
    AT_ONCE = "at-once"


class Authority(StrEnum):
    """What kind of source the date has. The first three can be breached."""

    STATUTE = "statute"
    CASE_LAW = "case-law"
    ORDER = "order"
    GUIDANCE = "guidance"
    PRACTICE = "practice"
    LOCAL = "local"

    @property
    def is_law(self) -> bool:
        """Say whether passing the date breaches a duty."""
        return self in {Authority.STATUTE, Authority.CASE_LAW, Authority.ORDER}


class Confidence(StrEnum):
    """How the wording was read. Of several marks the weakest on the number governs."""

    PRIMARY = "primary"
    PARTIAL = "partial"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"

    @property
    def words(self) -> str:
        """The mark in a sentence, as it is printed wherever a rule is explained."""
        return {
            Confidence.PRIMARY: "primary: the wording was read at the official publisher",
            Confidence.PARTIAL: "partial: the wording was read, but only in part or on another's "
            "page",
            Confidence.SECONDARY: "secondary: the wording was not read; a reliable source states "
            "the number",
            Confidence.UNVERIFIED: "check: not verified in the regulations",
        }[self]


class Workflow(StrEnum):
    """The part of the officer's work a rule belongs to."""

    ASSESSMENT = "assessment"
    MOVE = "move"
    REASSESSMENT = "reassessment"
    CUSTODY = "custody"
    REVIEW = "review"
    PERSONAL_BUDGET = "personal-budget"
    PHASE_TRANSFER = "phase-transfer"
    CEASE = "cease"
    DESK = "desk"
    MEDIATION = "mediation"
    TRIBUNAL = "tribunal"


class Citation(NamedTuple):
    """Where a rule comes from: provision, link, and a short quotation.

    `quote` is empty where the source gives no wording to quote, `url` where the
    rule is an authority's own.
    """

    text: str
    url: str
    quote: str


class Version(NamedTuple):
    """What a rule says from `since` until the next version; None is no number."""

    since: date
    length: Length | None
    citation: Citation


class Excuse(NamedTuple):
    """A ground that was law for a time: from `since` to `until`, both days included."""

    ground: Ground
    since: date
    until: date
    citation: Citation


class Heeds(NamedTuple):
    """What a rule heeds, worked out once: all its kinds, those that may close a clock, or open one.

    `counts_back`, `each_review` and `is_directed` are the rule's own. `starts_first`
    says that of one day's events those that start a clock come before those that
    close one; `is_revised` that the rule's clocks are looked at again once they
    are all known.
    """

    kinds: frozenset[EventKind]
    closing: frozenset[EventKind]
    opening: frozenset[EventKind]
    counts_back: bool
    each_review: bool
    is_directed: bool
    starts_first: bool
    is_revised: bool


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One clock, as dated data.

    A clock starts with the earliest of `starts`, and with `given` only once one
    of those has followed (then from the start before it). It is stopped by the
    first of `stops`. A later step of the work, one of `overtaken_by`, closes it
    with no date of its own. One of `ended_by` closes it because the duty is
    gone; where that was a refusal that is later reversed, it opens again. One
    of `restarts` puts a new start in the place of the old. Nothing starts it
    once one of `not_after` has happened, until one of `until`; with
    `only_after`, nothing starts it before one of those has happened. `if_given`
    are those of `given` that leave it open whether the duty arose.
    `actor_without_setting` is whose step it is for a child who attends no
    school or other institution. Of the clocks of a rule and of those named in
    its `later_of`, where they run together, the later governs: the other is
    closed. `excuses` are the grounds on which it need not be kept, `excused_once`
    those that were law for a time. `warn` is the warning window in calendar days.

    `days` is the calendar it is counted by. One that `rolls` ends on the next
    working day where it would end on another; no clock of the SEND Regulations
    does. One that `lapses` is a right and
    not a duty: when its time is over nobody is late. It has no clock where it
    would end no later than that of the rule it `outlasts`. `yields_to` are the
    kinds of event that name another day for the step, which then governs.

    A rule without a length never makes a deadline: it is a line of the
    checklist of its `step`. A rule that no event of a case starts is only ever
    counted by a person, from the day that `counted_from` says.
    """

    id: str
    title: str
    workflow: Workflow
    step: Step
    starts: frozenset[EventKind]
    stops: frozenset[EventKind] = NO_KINDS
    _: KW_ONLY
    actor: Actor
    bound: Bound
    authority: Authority
    confidence: Confidence
    versions: tuple[Version, ...]
    actor_without_setting: Actor | None = None
    given: frozenset[EventKind] = NO_KINDS
    if_given: frozenset[EventKind] = NO_KINDS
    overtaken_by: frozenset[EventKind] = NO_KINDS
    ended_by: frozenset[EventKind] = NO_KINDS
    restarts: frozenset[EventKind] = NO_KINDS
    not_after: frozenset[EventKind] = NO_KINDS
    until: frozenset[EventKind] = NO_KINDS
    only_after: frozenset[EventKind] = NO_KINDS
    later_of: frozenset[str] = frozenset()
    excuses: frozenset[Ground] = frozenset()
    excused_once: tuple[Excuse, ...] = ()
    warn: int = 14
    days: Days = Days.ENGLAND_AND_WALES
    rolls: bool = False
    lapses: bool = False
    outlasts: str | None = None
    yields_to: frozenset[EventKind] = NO_KINDS
    counted_from: str | None = None
    note: str | None = None
    # Settled here, because a list asks for them thousands of times.
    is_law: bool = field(init=False)
    """whether the date is law: by its authority, and by a number that was seen"""
    is_window: bool = field(init=False)
    """whether it is a time that somebody has, and not one by which a step is owed"""
    is_directed: bool = field(init=False)
    """whether a document names the day"""

    def __post_init__(self) -> None:
        """Refuse a rule that nobody can trace or start, or that overlaps itself."""
        if bool(self.starts) is bool(self.counted_from):
            raise ValueError(f"{self.id} needs the events that start it, or the day in words")
        since = [version.since for version in self.versions]
        if not since or since != sorted(set(since)):
            raise ValueError(f"{self.id} needs versions in the order of their dates")
        for version in self.versions:
            text, link = version.citation[:2]
            linked = link.startswith("https://") or self.authority is Authority.LOCAL
            if not (text and linked):
                raise ValueError(f"{self.id} needs a citation with its text and a link")
        is_law = self.authority.is_law and self.confidence is not Confidence.UNVERIFIED
        object.__setattr__(self, "is_law", is_law)
        object.__setattr__(self, "is_window", self.bound is Bound.AT_LEAST or self.lapses)
        object.__setattr__(self, "is_directed", isinstance(self.versions[-1].length, Directed))

    @property
    def makes_deadlines(self) -> bool:
        """Say whether events make deadlines of the rule: it has a number, and they start it."""
        return self.has_number and bool(self.triggers)

    @property
    def has_number(self) -> bool:
        """Say whether the rule has a number; without one it is a checklist line."""
        return self.versions[-1].length is not None

    @property
    def counts_back(self) -> bool:
        """Say whether the clock runs up to a day that may lie ahead: of an event, or named."""
        return isinstance(self.versions[-1].length, Before | FixedDay | Directed)

    @property
    def triggers(self) -> frozenset[EventKind]:
        """The kinds without which the rule can have no clock."""
        return self.starts | self.restarts

    @property
    def confidence_words(self) -> str:
        """How the number was read, in a sentence."""
        is_local = self.authority is Authority.LOCAL
        return "the authority's own figure, not law" if is_local else self.confidence.words

    @property
    def citation(self) -> Citation:
        """The citation of the version in force."""
        return self.versions[-1].citation

    def version_on(self, day: date) -> Version | None:
        """Return the version in force on `day`; None where it was not law yet."""
        for version in reversed(self.versions):
            if version.since <= day:
                return version
        return None

    def allows(self, ground: str, on: date, due: date) -> bool:
        """Say whether a ground on record from `on` excuses a clock of the rule that ends on `due`.

        One that was law for a time excuses only what was on record and ended within it:
        after its last day the time limit is law again.
        """
        return on <= due and (
            ground in self.excuses
            or any(
                one.ground == ground and one.since <= on and due <= one.until
                for one in self.excused_once
            )
        )

    @property
    def heeds(self) -> "Heeds":
        """The kinds of event that can do anything to the rule's clocks."""
        closing = self.stops | self.overtaken_by | self.ended_by
        if self.if_given:
            closing |= REVIEW_DECISIONS
        opening, kinds = self.triggers, closing
        if closing & REFUSALS:
            opening, kinds = opening | REOPENS, kinds | PAST_REFUSAL
        kinds = kinds | opening | self.given | self.not_after | self.until | self.only_after
        if self.excuses or self.excused_once:
            kinds = kinds | {EventKind.EXCEPTION}
        return Heeds(
            kinds,
            closing,
            opening,
            self.counts_back,
            self.each_review,
            self.is_directed,
            self.workflow in {Workflow.MEDIATION, Workflow.TRIBUNAL},
            self.lapses or bool(self.outlasts or self.yields_to),
        )

    @property
    def each_review(self) -> bool:
        """Say whether every review has a clock of its own."""
        own = {EventKind.REVIEW_MEETING, EventKind.AMENDMENT_NOTICE_SENT}
        return self.workflow is Workflow.REVIEW and not own.isdisjoint(self.starts)

    def whose(self, *, without_setting: bool) -> Actor:
        """Return whose step it is for a child with or without a school or institution."""
        if without_setting and self.actor_without_setting is not None:
            return self.actor_without_setting
        return self.actor
