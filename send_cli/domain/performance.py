"""Performance: what managers and the Department for Education ask, counted from the case file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain import (
    caseload,
    decisions,
    phase_plans,
    plans_issued,
    reviews_held,
    still_open,
)
from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case
from send_cli.domain.caseload import Groups
from send_cli.domain.deadline import Deadline
from send_cli.domain.figure import Tally, dossier
from send_cli.domain.problem import Refusal
from send_cli.domain.span import Spans

RULES = (*still_open.RULES, *decisions.RULES, *reviews_held.RULES, *phase_plans.RULES)
"""The rules whose clocks the figures are counted from."""


class Performance(NamedTuple):
    """Every figure of a caseload.

    `issued`, `decided`, `requests`, `reviewed`, `phases` and `appeals` are of
    days; the others are of today. `missing` are the cases that the last list no
    longer has, and that are counted all the same.
    """

    today: date
    spans: Spans
    issued: tuple[Tally, ...]
    requests: Tally
    decided: tuple[Tally, ...]
    reviewed: tuple[Tally, ...]
    phases: tuple[Tally, ...]
    appeals: Tally
    still_open: tuple[Tally, ...]
    in_the_year: tuple[Tally, ...]
    appeals_open: Tally
    officers: Groups
    needs: Groups
    missing: tuple[Case, ...]
    whose: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def of_days(self) -> Iterator[Tally]:
        """The figures that are of days."""
        yield from self.issued
        yield self.requests
        yield from (*self.decided, *self.reviewed, *self.phases)
        yield self.appeals

    @property
    def of_today(self) -> Iterator[Tally]:
        """The figures that are of today."""
        yield from (*self.still_open, *self.in_the_year, self.appeals_open)
        yield from (self.officers.tally, self.needs.tally)

    @property
    def needs_attention(self) -> bool:
        """Say whether a request or an assessment is open past its day."""
        return any(tally.now().number for tally in self.still_open)

    def tally(self, name: str) -> Tally:
        """Return what is behind a figure.

        Raises:
            Refusal: there is none of that name.

        """
        held = {one.definition.name: one for one in (*self.of_days, *self.of_today)}
        if name not in held:
            raise Refusal(f'--cases: "{name}" is no figure: write one of {", ".join(held)}')
        return held[name]

    def is_of_days(self, tally: Tally) -> bool:
        """Say whether a figure is of days, and not of today."""
        return any(one is tally for one in self.of_days)


def performance(
    cases: Iterable[tuple[Case, Sequence[Deadline]]], today: date, spans: Spans, book: RuleBook
) -> Performance:
    """Count every figure of a caseload as it stands at the end of `today`."""
    dossiers = [dossier(case, rows) for case, rows in cases]
    registered, appeals_open = caseload.appeals(dossiers, today)
    return Performance(
        today,
        spans,
        tuple(plans_issued.issued(dossiers, today)),
        decisions.requests(dossiers, today),
        tuple(decisions.decided(dossiers, today)),
        tuple(reviews_held.after_meetings(dossiers, today)),
        tuple(phase_plans.transfers(dossiers, today, book)),
        registered,
        (*still_open.still_open(dossiers, today), decisions.undecided(dossiers, today)),
        tuple(reviews_held.in_the_year(dossiers, today)),
        appeals_open,
        caseload.officers(dossiers, today),
        caseload.needs(dossiers, today),
        tuple(
            one.case
            for one in dossiers
            if one.case.missing_since and one.case.missing_since <= today
        ),
    )
