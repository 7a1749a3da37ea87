"""The statutory SEN2 return: each request of each person is a case.

Note:
    The return has no reference of the council's own. A request is given one
    made from the child's pupil number (else the learner number, else name and
    date of birth) and the day it was received: the same in every return. Where
    the case file holds the child already, its own reference is kept: see
    `send_cli.domain.merge_return`.

"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from send_cli.domain.case import Field, name_key
from send_cli.domain.event import EventKind as K
from send_cli.domain.merge import ListedCase
from send_cli.domain.merge_return import MADE
from send_cli.domain.problem import InputRefused, Problem, Severity
from send_cli.importers.listing import Listing, order_problems
from send_cli.importers.sen2_child import read_child, read_placement
from send_cli.importers.sen2_codes import HISTORICAL
from send_cli.importers.sen2_records import Record, Return
from send_cli.importers.sen2_request import read_request
from send_cli.importers.sen2_row import RequestRow


def return_listing(opened: Return, today: date) -> Listing:
    """Read a return.

    Raises:
        InputRefused: it cannot be read to its end, or has nobody in it.

    """
    reading = _Reading(opened.counted, today)
    for person in opened.persons:
        reading.person(person)
    refused = reading.refused + len(opened.strays)
    if not reading.listed and not refused:
        raise InputRefused(
            f"{opened.file}: has no Person in it, so it is no SEN2 return (name the XML return, or "
            "the folder of its tables)"
        )
    rows = len(reading.listed) + refused
    kept = list(reading.once(reading.told_apart()))
    refs = frozenset(one.ref for one, _ in reading.listed)
    refused += rows - refused - sum(len(one.rows) for one in kept)
    taken = frozenset(one.ref for one in kept)
    of_cases = (one if one.ref in taken else one._replace(field=None) for one in reading.of_cases)
    problems = [*opened.problems, *reading.problems, *of_cases, *_amended(kept)]
    return Listing(
        None,
        opened.file,
        opened.encoding,
        rows,
        refused,
        tuple(sorted(problems, key=lambda problem: problem.row or 0)),
        (),
        cases=tuple(kept),
        refs=refs,
        counted=opened.counted,
    )


def _amended(cases: Sequence[ListedCase]) -> Iterator[Problem]:
    """Yield how many plans a return leaves open that were to be amended: it has no date for it."""
    later = {K.PHASE_PLAN_SENT, K.PLAN_CEASED, K.MOVED_OUT}
    amending = 0
    for one in cases:
        decided = [event.on for event in one.events if event.kind is K.REVIEW_AMEND]
        amending += bool(decided) and not any(
            event.kind in later and event.on >= decided[0] for event in one.events
        )
    if amending:
        yield Problem(
            f"a return does not say when an amended plan was sent: {amending} of its cases, whose "
            "review was to amend, wait for it (record amended-plan-sent, or import a list that "
            "has it)",
            Severity.WARNING,
        )


class _Reading:
    """The cases and the problems found so far, and how many rows were refused."""

    def __init__(self, counted: str, today: date) -> None:
        self.counted = counted
        self.today = today
        self.listed: list[tuple[ListedCase, list[Problem]]] = []
        self.problems: list[Problem] = []
        self.of_cases: list[Problem] = []
        self.refused = 0

    def _refuse(self, record: Record, name: str, message: str) -> None:
        self.refused += 1
        column = record.table or name
        self.problems.append(
            Problem(message, Severity.ERROR, record.place, column, counted=self.counted)
        )

    def person(self, person: Record) -> None:
        """Read a person: a case for each request; what is said of the child is told once."""
        requests = [
            one for one in person.all("requests") if one.values or not any(one.all("requests"))
        ]
        if not requests:
            message = "has no Requests, so the person was refused (each person of a return has one)"
            self._refuse(person, "Person", message)
        undated = 0
        for place, request in enumerate(requests):
            row = RequestRow(request.place, self.counted, self.today)
            read_child(row, person)
            if place:
                # What is said of the child is told once, but is to be corrected in each case.
                row.problems = [one for one in row.problems if one.severity is Severity.ERROR]
            read_placement(row, request)
            read_request(row, request)
            received = _received(row, request)
            undated += not received
            ref = made_ref(row.facts, received or f"without a date {undated}")
            if ref is None:
                message = (
                    "has no UPN, no learner number, and no name with a date of birth, so whose "
                    "request it is cannot be told and it was refused"
                )
                self._refuse(request, "Person", message)
                self.problems += (one._replace(field=None) for one in row.problems)
            else:
                self._keep(ref, row)

    def _keep(self, ref: str, row: RequestRow) -> None:
        self.problems += [
            one._replace(counted=self.counted)
            for one in order_problems(ref, row.events, "Requests", row.place)
        ]
        listed = ListedCase(ref, (row.place,), row.facts, tuple(row.events), tuple(row.unread))
        self.listed.append((listed, row.problems))

    def told_apart(self) -> Iterator[ListedCase]:
        """Yield the cases; a pupil number that two children bear identifies neither."""
        born: dict[str, set[str]] = {}
        for one, _ in self.listed:
            if Field.UPN in one.facts:
                born.setdefault(one.facts[Field.UPN], set()).add(one.facts.get(Field.DOB, ""))
        shared = {upn for upn, days in born.items() if len(days - {""}) > 1}
        for one, problems in self.listed:
            if one.facts.get(Field.UPN) not in shared:
                self.of_cases += (problem._replace(ref=one.ref) for problem in problems)
                yield one
                continue
            facts = dict(one.facts)
            del facts[Field.UPN]
            received = next((e.on for e in one.events if e.kind is K.REQUEST_RECEIVED), one.ref)
            ref = made_ref(facts, str(received)) or one.ref
            self.of_cases += (problem._replace(ref=ref) for problem in problems)
            self.problems.append(
                Problem(
                    "is the pupil number of children with different dates of birth, so it was not "
                    "taken (correct the wrong one)",
                    Severity.ERROR,
                    one.rows[0],
                    "UPN",
                    ref=ref,
                    field=Field.UPN,
                    counted=self.counted,
                )
            )
            yield replace(one, ref=ref, facts=facts)

    def once(self, listed: Iterator[ListedCase]) -> Iterator[ListedCase]:
        """Yield each case once; requests of one reference that differ are all refused."""
        by_ref: dict[str, list[ListedCase]] = {}
        for one in listed:
            by_ref.setdefault(one.ref, []).append(one)
        for of_ref in by_ref.values():
            first = of_ref[0]
            if all((one.facts, one.events, one.unread) == _said(first) for one in of_ref):
                yield replace(first, rows=tuple(row for one in of_ref for row in one.rows))
                continue
            for one in of_ref:
                others = ", ".join(str(other.rows[0]) for other in of_ref if other is not one)
                self.problems.append(
                    Problem(
                        f"is the same child's request of the same day as that of {self.counted} "
                        f"{others}, but says something else, so both were refused (keep the one "
                        "that is right)",
                        Severity.ERROR,
                        one.rows[0],
                        "Requests",
                        counted=self.counted,
                    )
                )


def _said(one: ListedCase) -> tuple[object, ...]:
    return one.facts, one.events, one.unread


def _received(row: RequestRow, request: Record) -> str:
    """Return the day a request is known by; a historical one is known by none."""
    if request.code("RequestOutcome") == HISTORICAL:
        return ""
    days = (event.on for event in row.events if event.kind is K.REQUEST_RECEIVED)
    return next((day.isoformat() for day in days), "")


def made_ref(facts: Mapping[Field, str], received: str) -> str | None:
    """Return the reference made for a request; None where nothing says whose it is.

    It does not say who the child is, and is the same in every return.
    """
    names = (name_key(facts.get(Field.FORENAME, "")), name_key(facts.get(Field.SURNAME, "")))
    born = facts.get(Field.DOB, "")
    whose = facts.get(Field.UPN) or facts.get(Field.ULN)
    if not whose and not (born and any(names)):
        return None
    said = "|".join((whose or f"{names[0]}|{names[1]}|{born}", received))
    return MADE + sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
