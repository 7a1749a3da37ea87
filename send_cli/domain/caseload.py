"""The caseload: how many cases each officer holds, the needs of the children, and appeals."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.case import Case, Field, Stage, name_key
from send_cli.domain.event import APPEAL_OVER
from send_cli.domain.event import EventKind as K
from send_cli.domain.figure import Beside, Counted, Definition, Dossier, Tally, unreadable
from send_cli.domain.flag import Flag
from send_cli.domain.reviews_held import plan_since

MANAGEABLE = (100, 150)
"""What one case officer, who held more than 300 cases, called a manageable number of them."""

MANAGEABLE_WORDS = (
    "100 to 150 cases is what one case officer, who held more than 300, called manageable in an "
    "account of the work. It is one person's word: no norm, and no law sets a number."
)

CASELOAD = Definition(
    "caseload",
    "Cases for each officer",
    "The cases that are open today, by the officer who holds them: not refused, withdrawn, "
    "ceased, closed or moved away.",
    "Counted from the case file; no regulation sets a number",
)
NEEDS = Definition(
    "needs",
    "Primary need",
    "The plans in force today, by the need on record of the child.",
    "DfE SEN2, item 5.8; the codes are those of SEN2",
    reads=("need",),
)
APPEALS = Definition(
    "appeals",
    "Appeals registered",
    "Appeals to the SEND Tribunal registered in the period.",
    "Children and Families Act 2014, s 51; published by the Ministry of Justice",
    reads=("appeal_registered",),
)
APPEALS_OPEN = Definition(
    "appeals-open",
    "Appeals open",
    "Children with an appeal that is registered, and that no order, withdrawal, dismissal or "
    "concession has ended by today.",
    APPEALS.source,
    reads=("appeal_registered",),
)

NOTHING_DATED = "with no dated step on record: counted as open"
FLAGGED = "flagged tribunal, with no appeal on record: not counted"


class Group(NamedTuple):
    """The cases that share an officer or a need; `name` is None where none is on record."""

    name: str | None
    cases: tuple[Case, ...]


class Groups(NamedTuple):
    """A tally and how it falls into groups, the largest first and what is not on record last."""

    tally: Tally
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """The cases in all the groups."""
        return sum(len(group.cases) for group in self.groups)


def officers(dossiers: Sequence[Dossier], today: date) -> Groups:
    """Return the open cases of each officer."""
    stages = [(one.case, one.case.stage(today)) for one in dossiers]
    cases = [(case, stage) for case, stage in stages if stage is not Stage.CLOSED]
    beside = [Beside(case, None, NOTHING_DATED) for case, stage in cases if stage is None]
    return _groups(CASELOAD, [case for case, _ in cases], Field.OFFICER, beside, today)


def needs(dossiers: Sequence[Dossier], today: date) -> Groups:
    """Return the plans in force by the child's need."""
    cases = [one.case for one in dossiers if plan_since(one.case, today)]
    return _groups(NEEDS, cases, Field.NEED, unreadable(dossiers, NEEDS.reads), today)


def _groups(
    definition: Definition,
    cases: Sequence[Case],
    field: Field,
    beside: Sequence[Beside],
    today: date,
) -> Groups:
    names: dict[str, str] = {}
    found: dict[str, list[Case]] = {}
    for case in cases:
        text = case.fact(field) or ""
        key = name_key(text)
        names.setdefault(key, text)
        found.setdefault(key, []).append(case)
    order = sorted(found, key=lambda key: (not key, -len(found[key]), key))
    tally = Tally(definition, (Counted(case, today, True) for case in cases), beside)
    return Groups(tally, tuple(Group(names[key] or None, tuple(found[key])) for key in order))


def appeals(dossiers: Sequence[Dossier], today: date) -> tuple[Tally, Tally]:
    """Return the appeals registered, by their days, and those that are open."""
    registered, still_open = list[Counted](), list[Counted]()
    unread = unreadable(dossiers, APPEALS.reads)
    flagged = list[Beside]()
    for case, _ in dossiers:
        days = sorted(_registered(case, today))
        registered += [Counted(case, day, True, day) for day in days]
        over = [e.on for e in case.events if e.kind in APPEAL_OVER and e.on <= today]
        if days and max(days) > max(over, default=date.min):
            still_open.append(Counted(case, days[-1], True, days[-1], days=(today - days[-1]).days))
        elif not days and Flag.TRIBUNAL in case.flags(today):
            flagged.append(Beside(case, None, FLAGGED))
    return Tally(APPEALS, registered, unread), Tally(APPEALS_OPEN, still_open, [*unread, *flagged])


def _registered(case: Case, today: date) -> Iterator[date]:
    yield from {e.on for e in case.events if e.kind is K.APPEAL_REGISTERED and e.on <= today}
