"""How a statutory return is merged with what is held.

Note:
    A return is a snapshot of the year before, and has no reference of the
    council's own. So it never takes the place of what is on record: it adds
    what is not, and says where the two differ. A child that a list brought, by
    the same pupil number (else learner number) and no other date of birth,
    keeps the list's reference, and its requests become cycles of that case.
    Any other request is a case of its own, under a reference made from the
    child's number and the day of the request.

"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from send_cli.domain.case import Case, Field, Stage, name_key
from send_cli.domain.change import Change
from send_cli.domain.cycle import CORRECTION_DAYS, REQUEST_ENDS
from send_cli.domain.deadline import spelt
from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.merge import (
    ListedCase,
    Merge,
    changed_cells,
    mended_by,
    merged,
    same_column,
    says_as_much,
)
from send_cli.domain.problem import Problem, Severity

MADE = "SEN2-"
"""What a reference made here begins with."""

WITHOUT_A_DAY = frozenset({"moved_in", "exception", "assessment_agreed"})
"""What a return says without a date: asked for until it is on record, and then no more."""

_NEAR = timedelta(days=CORRECTION_DAYS)


def merge_return(
    held: Mapping[str, Case], listed: Iterable[ListedCase], today: date, counted: str = "person"
) -> Merge:
    """Merge a return with the cases held; nobody is missing from one.

    `counted` is what the rows of the return count.
    """
    known = _Known(held, today)
    by_ref: dict[str, list[ListedCase]] = {}
    problems: list[Problem] = []
    opened: set[str] = set()
    births: dict[str, str] = {}
    held_as: dict[str, str] = {}
    for one in listed:
        ref, doubt = known.ref(one)
        born = one.facts.get(Field.DOB)
        if ref != one.ref and born and births.setdefault(ref, born) != born:
            ref, doubt = one.ref, _born_on_another_day(ref)
        if ref != one.ref and _is_open(one):
            if ref in opened:
                ref, doubt = one.ref, _another(ref)
            opened.add(ref)
        held_as[one.ref] = ref
        by_ref.setdefault(ref, []).append(one)
        if doubt:
            place = one.rows[0]
            problems.append(Problem(doubt, Severity.WARNING, place, None, one.ref, counted=counted))
    changes: list[Change] = []
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for ref, requests in by_ref.items():
        one = _joined(ref, requests)
        case = held.get(ref)
        of_case = list(merged(None, one)) if case is None else []
        if case:
            of_case, differing = _additions(case, one)
            problems += [problem._replace(counted=counted) for problem in differing]
        counts["added" if case is None else "changed" if of_case else "unchanged"] += len(one.rows)
        changes += of_case
    return Merge(
        tuple(changes),
        counts["added"],
        counts["changed"],
        counts["unchanged"],
        missing=0,
        problems=tuple(problems),
        held_as=held_as,
    )


def taken_over(
    held: Mapping[str, Case], listed: Iterable[ListedCase], today: date
) -> dict[str, str]:
    """Return, by the reference a list gives it, each case that only a return brought until now."""
    made = {ref: case for ref, case in held.items() if ref.startswith(MADE)}
    if not made:
        return {}
    known = _Known(made, today)
    taken: dict[str, str] = {}
    for one in listed:
        if one.ref not in held:
            same, _ = known.candidates(one)
            free = [case for case in same if case.ref in made]
            if free:
                taken[one.ref] = max(free, key=lambda case: known.likeness(case, one)).ref
                del made[taken[one.ref]]
    return taken


@dataclass(slots=True)
class _Known:
    """The cases held, and by which number a child is known."""

    held: Mapping[str, Case]
    today: date
    by_number: dict[tuple[Field, str], list[Case]] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Case]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for case in self.held.values():
            for number in (Field.UPN, Field.ULN):
                if text := case.facts.get(number):
                    self.by_number.setdefault((number, text), []).append(case)
            if born := case.facts.get(Field.DOB):
                self.by_name.setdefault((name_key(case.name), born), []).append(case)

    def ref(self, one: ListedCase) -> tuple[str, str | None]:
        """Return the reference of a request, and what is doubtful about it."""
        if one.ref in self.held:
            return one.ref, None
        same, other = self.candidates(one)
        council = [case for case in same if not case.ref.startswith(MADE)]
        made = [case for case in same if case.ref.startswith(MADE) and _is_the_request(case, one)]
        for found in ([case for case in council if _has_room(case, one)], made):
            if found:
                return max(found, key=lambda case: self.likeness(case, one)).ref, None
        if council:
            return one.ref, _another(", ".join(case.ref for case in council))
        if other:
            return one.ref, _born_on_another_day(", ".join(case.ref for case in other))
        name = " ".join(
            one.facts[part] for part in (Field.FORENAME, Field.SURNAME) if part in one.facts
        )
        alike = self.by_name.get((name_key(name), one.facts.get(Field.DOB, "")), ())
        refs = ", ".join(case.ref for case in alike if case not in same)
        if not refs:
            return one.ref, None
        return one.ref, (
            f"is a case of its own: {refs} has the same name and date of birth, which is not "
            "enough to be the same child (if it is, set its upn, undo, and import again)"
        )

    def candidates(self, one: ListedCase) -> tuple[list[Case], list[Case]]:
        """Return the cases with the child's number, and those of them born on another day."""
        for number in (Field.UPN, Field.ULN):
            found = self.by_number.get((number, one.facts.get(number, "")), [])
            if found:
                born = one.facts.get(Field.DOB)
                other = [c for c in found if born and c.facts.get(Field.DOB, born) != born]
                return [c for c in found if c not in other], other
        return [], []

    def likeness(self, case: Case, one: ListedCase) -> tuple[int, bool, bool, date, str]:
        """Return how well a case fits a request: what both say, then that it goes on.

        A request without a date is sooner one that is on record without a date.
        """
        said = {(event.kind, event.on) for event in one.events}
        shared = len(said & {(event.kind, event.on) for event in case.events})
        shared += len(set(one.unread) & set(case.unread))
        is_alike = bool(_requested(one.events)) is bool(_requested(case.events))
        last = max((event.on for event in case.events), default=date.min)
        return shared, is_alike, case.stage(self.today) is not Stage.CLOSED, last, case.ref


def _requested(events: Iterable[Event]) -> list[date]:
    return [event.on for event in events if event.kind is K.REQUEST_RECEIVED]


def _is_open(one: ListedCase) -> bool:
    """Say whether a return gives the day of a request, and none on which it ended."""
    return bool(_requested(one.events)) and not any(e.kind in REQUEST_ENDS for e in one.events)


def _has_room(case: Case, one: ListedCase) -> bool:
    """Say whether a request can stand in a case that a list brought.

    Of two that are open at once the earlier would hold the clock of both.
    """
    recorded = _requested(case.events)
    if not recorded or not _is_open(one):
        return True
    (received, *_) = _requested(one.events)
    if any(abs(on - received) <= _NEAR for on in recorded):
        return True
    over = case.stage(received) in {Stage.CLOSED, Stage.REVIEW}
    return over and max(recorded) < received


def _another(refs: str) -> str:
    return (
        f"is a case of its own: {refs} is the same child, with another request that may still be "
        "open (if this one was withdrawn, record request-withdrawn)"
    )


def _born_on_another_day(refs: str) -> str:
    return (
        f"is a case of its own: {refs} has the same number but another date of birth "
        "(correct whichever is wrong)"
    )


def _is_the_request(case: Case, one: ListedCase) -> bool:
    """Say whether a case that a return brought is that request.

    A request without a date, as a historical one is, is the child's in an
    earlier return; and one whose date could not be read is mended.
    """
    received = set(_requested(one.events))
    if not received or received & set(_requested(case.events)):
        return True
    return any(cell.heading == "request_received" for cell in case.unread)


def _joined(ref: str, requests: Sequence[ListedCase]) -> ListedCase:
    """Return several requests as one case: what the last says of the child, and all that happened.

    A child who is held under one reference has all its requests there.
    """
    facts: dict[Field, str] = {}
    for one in requests:
        facts |= one.facts
    return ListedCase(
        ref,
        tuple(row for one in requests for row in one.rows),
        facts,
        tuple(dict.fromkeys(event for one in requests for event in one.events)),
        tuple(dict.fromkeys(cell for one in requests for cell in one.unread)),
    )


def _additions(case: Case, one: ListedCase) -> tuple[list[Change], list[Problem]]:
    """Return what a return adds to a case, and where what it says differs from the record."""
    row = one.rows[0]
    is_made = case.ref.startswith(MADE)
    changes = [
        Change(case.ref, field, case.fact(field), text, row)
        for field, text in one.facts.items()
        if case.fact(field) != text and (is_made or case.fact(field) is None)
    ]
    brought: list[Event] = []
    problems: list[Problem] = []
    for event in one.events:
        alike = [old for old in (*case.events, *brought) if same_column(old, event)]
        near = min(alike, key=lambda old: abs(old.on - event.on), default=None)
        if near is None or abs(near.on - event.on) > _NEAR:
            brought.append(event)
            changes.append(Change(case.ref, event.kind, None, event, row))
        elif near.on == event.on and near.kind is K.REVIEW_DECISION and near is not event:
            if event.kind is not near.kind:
                brought.append(event)
                changes.append(Change(case.ref, event.kind, near, event, row))
        elif near.on != event.on or not says_as_much(near, event):
            problems.append(_differs(near, event, row))
    answered = set().union(*map(mended_by, (*case.events, *brought))) & WITHOUT_A_DAY
    cells = tuple(cell for cell in one.unread if cell.heading not in answered)
    changes += changed_cells(case, replace(one, events=tuple(brought), unread=cells))
    return changes, problems


def _differs(old: Event, new: Event, row: int) -> Problem:
    return Problem(
        f"is the day of {new.kind.words} by the return, but {old.kind.words} on {spelt(old.on)} "
        "is on record and was left (if the return is right, withdraw that and record this)",
        Severity.WARNING,
        row,
        None,
        new.on.isoformat(),
    )
