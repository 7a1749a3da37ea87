"""Reviews: held and decided in the year, decided in time, and amended in time."""

from collections.abc import Iterator, Sequence
from datetime import date

from send_cli.domain.case import SHOWS_A_PLAN, Case
from send_cli.domain.deadline import ONE_DAY, Closing
from send_cli.domain.event import CASE_ENDS, REVIEW_DECISIONS, in_order
from send_cli.domain.event import EventKind as K
from send_cli.domain.figure import (
    Beside,
    Counted,
    Definition,
    Dossier,
    Tally,
    counted_by_due,
    unreadable,
)
from send_cli.domain.span import year_before

DECISION, AMENDED = "ar-decision", "ar-amend-final-longstop"
RULES = (DECISION, AMENDED)

DECISION_COLUMNS = ("review_meeting", "review_decision", "review_outcome")
IN_FORCE = "plans in force for 12 months or more"

HELD = Definition(
    "reviews-held",
    "Review meeting held in the last 12 months",
    "Of the plans in force that were held for 12 months or more, so many have a review meeting "
    "in the 12 months that end today.",
    "DfE SEN2, annual review meetings; Children and Families Act 2014, s 44(1)",
    IN_FORCE,
    ("final_plan_sent", "moved_in", "review_meeting"),
)
DECIDED = Definition(
    "reviews-decided",
    "Review decided in the last 12 months",
    "Of the same plans, so many have a review decision in the 12 months that end today: the "
    "decision, and not the meeting, completes a review.",
    "Children and Families Act 2014, s 44(1); SEND Code of Practice 2015, para 9.169",
    IN_FORCE,
    ("final_plan_sent", "moved_in", "review_decision"),
)
FOUR_WEEKS = Definition(
    "review-4-weeks",
    "Review decided within 4 weeks of the meeting",
    "Of the review meetings whose 4 weeks ended in the period, so many were followed by a decision "
    "within 28 days; one that is late or not made counts against.",
    "SEND Regulations 2014, regs 20(10) and 21(9); DfE SEN2, review decisions",
    "review meetings whose 4 weeks ended",
    DECISION_COLUMNS,
)
TWELVE_WEEKS = Definition(
    "amended-12-weeks",
    "Amended plan within 12 weeks of the meeting",
    "Of the reviews decided to amend whose 12 weeks ended in the period, so many had the amended "
    "plan within 84 days of the meeting; one that is late or not sent counts against.",
    "R (L) v Devon [2022] EWHC 493 (Admin)",
    "reviews to amend whose 12 weeks ended",
    (*DECISION_COLUMNS, "amended_plan_sent"),
)
BOOKED = "with a meeting booked that nobody has confirmed: {}"
NO_MEETING = "with a decision in those 12 months and no meeting on record: not counted as held"
MOVED_IN = (
    "moved in within the 12 months: not counted, when the plan was last reviewed is not on record"
)
NO_DECISION_DAY = "with a later step on record and no date of the decision: not counted"
NO_OUTCOME = "with a decision whose outcome is not on record: not counted"
AMEND_NO_MEETING = "decided to amend with no meeting on record: not counted"


def plan_since(case: Case, today: date) -> date | None:
    """Return the first day known on which the plan in force was held; None where none is."""
    since = None
    for event in in_order(case.events):
        if event.on > today:
            break
        if event.kind in CASE_ENDS and not event.booked:
            since = None
        elif event.kind in SHOWS_A_PLAN and since is None:
            since = event.on
    return since


def in_the_year(dossiers: Sequence[Dossier], today: date) -> list[Tally]:
    """Return what is told of the plans in force: which were reviewed in the last 12 months."""
    begins = year_before(today) + ONE_DAY
    held, decided = list[Counted](), list[Counted]()
    held_beside = unreadable(dossiers, HELD.reads)
    decided_beside = unreadable(dossiers, DECIDED.reads)
    for case, _ in dossiers:
        since = plan_since(case, today)
        if since is None:
            continue
        if since >= begins:
            if any(e.kind is K.MOVED_IN and e.on == since for e in case.events):
                held_beside.append(Beside(case, None, MOVED_IN))
                decided_beside.append(Beside(case, None, MOVED_IN))
            continue
        unconfirmed = case.unconfirmed(today)
        meetings = [
            e.on
            for e in case.events
            if e.kind is K.REVIEW_MEETING and e.on <= today and e not in unconfirmed
        ]
        decisions = [e.on for e in case.events if e.kind in REVIEW_DECISIONS and e.on <= today]
        met, done = max(meetings, default=None), max(decisions, default=None)
        was_held, was_decided = bool(met and met >= begins), bool(done and done >= begins)
        held.append(Counted(case, met or since, was_held, since, done=met))
        decided.append(Counted(case, done or since, was_decided, since, done=done))
        if was_decided and not was_held:
            held_beside.append(Beside(case, None, NO_MEETING))
        if any(e.kind is K.REVIEW_MEETING for e in unconfirmed):
            held_beside.append(Beside(case, None, BOOKED.format("not counted as held")))
    return [Tally(HELD, held, held_beside), Tally(DECIDED, decided, decided_beside)]


def after_meetings(dossiers: Sequence[Dossier], today: date) -> list[Tally]:
    """Return what is told of the decisions and amended plans, by the day each was due."""
    tallies = []
    for definition, rule in ((FOUR_WEEKS, DECISION), (TWELVE_WEEKS, AMENDED)):
        beside = unreadable(dossiers, definition.reads)
        counted = list[Counted]()
        for one in dossiers:
            for row in one.of(rule):
                found = counted_by_due(row, one.case, today)
                if found:
                    counted.append(found)
                elif not row.exists(today) or row.due > today:
                    continue
                elif row.conditional and (row.runs(today) or row.done_on):
                    beside.append(Beside(one.case, row.due, NO_OUTCOME))
                elif row.closing is Closing.OVERTAKEN and not row.runs(today):
                    beside.append(Beside(one.case, row.due, NO_DECISION_DAY))
            if rule == DECISION:
                beside += _booked(one, today)
            else:
                beside += _amended_without_meeting(one, today)
        tallies.append(Tally(definition, counted, beside))
    return tallies


def _booked(one: Dossier, today: date) -> Iterator[Beside]:
    """Yield the case where the four weeks run from a meeting that nobody has confirmed."""
    days = {e.on for e in one.case.unconfirmed(today) if e.kind is K.REVIEW_MEETING}
    for row in one.of(DECISION):
        if row.start_on in days and row.due <= today:
            yield Beside(one.case, row.due, BOOKED.format("counted as if it was held"))


def _amended_without_meeting(one: Dossier, today: date) -> Iterator[Beside]:
    counted = {row.opens_on for row in one.of(AMENDED)}
    for event in one.case.events:
        if event.kind is K.REVIEW_AMEND and event.on <= today and event.on not in counted:
            yield Beside(one.case, event.on, AMEND_NO_MEETING)
