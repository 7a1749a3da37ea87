"""Requests and assessments that are open: past the twenty weeks, or another day for the plan."""

from collections.abc import Iterator, Sequence
from datetime import date

from send_cli.domain.figure import Beside, Counted, Definition, Dossier, Tally, unreadable
from send_cli.domain.plans_issued import COLUMNS, DETAINED, FINAL, REASSESSMENT, WITHIN, YEAR

AFTER_ORDER = (
    "r44-assess-final",
    "r44-make-final",
    "r44-refer-back-final",
    "r45-assess-final",
    "r45-refuse-plan-final",
)
"""The rules by which a plan is due after an order, an agreement, or a notice to the Tribunal."""

OTHER_DATES = (*AFTER_ORDER, REASSESSMENT, DETAINED)
RULES = (FINAL, *OTHER_DATES)

OPEN_OVER_20 = Definition(
    "open-over-20",
    "Open over 20 weeks",
    "Of the requests and assessments open today, so many are past the day on which the plan was "
    "due, 140 days after the request, whether or not they have an exception.",
    "SEND Regulations 2014, reg 13(2); SEN2 counts a plan only once it is issued",
    "requests and assessments open",
    COLUMNS,
)
OPEN_OVER_52 = Definition(
    "open-over-52",
    "Open over 52 weeks",
    "Of the requests and assessments open today, so many are older than 364 days.",
    OPEN_OVER_20.source,
    OPEN_OVER_20.of,
    COLUMNS,
)
OPEN_OTHERWISE = Definition(
    "open-otherwise",
    "Open past another day than the 20 weeks",
    "Of the assessments open today whose plan is due by another day (after an order, a written "
    "agreement or a notice to the Tribunal; in a re-assessment; for a detained person), so many "
    "are past that day, whether or not they have an exception.",
    "SEND Regulations 2014, regs 27(2), 42(2), 44 and 45; SEND (Detained Persons) Regulations "
    "2015, reg 13(2)",
    "assessments whose plan is due by another day",
    (*COLUMNS, "reassessment_requested", "reassessment_agreed"),
)

EXCUSED = "with an exception on record: counted all the same"
COUNTED_APART = (
    "with a plan due by another day, after an order, an agreement or a notice to the Tribunal, in "
    "a re-assessment or for a detained person: counted in open-otherwise"
)


def still_open(dossiers: Sequence[Dossier], today: date) -> list[Tally]:
    """Return what is told of the requests and assessments that are open today."""
    rows = [(d.case, row) for d in dossiers for row in d.of(FINAL) if row.runs(today)]
    beside = [*unreadable(dossiers, COLUMNS), *_open_beside(dossiers, today)]

    def older(definition: Definition, most: int) -> Tally:
        return Tally(
            definition,
            (
                Counted(
                    case,
                    row.start_on,
                    (today - row.start_on).days > most,
                    row.start_on,
                    row.due,
                    days=(today - row.start_on).days,
                    ground=row.ground if row.is_excused(today) else None,
                )
                for case, row in rows
            ),
            beside,
        )

    return [older(OPEN_OVER_20, WITHIN), older(OPEN_OVER_52, YEAR), _otherwise(dossiers, today)]


def _otherwise(dossiers: Sequence[Dossier], today: date) -> Tally:
    """Return what is told of those whose plan is due by another date than the twenty weeks."""
    counted, beside = list[Counted](), list[Beside]()
    for one in dossiers:
        rows = [row for row in one.of(*OTHER_DATES) if row.runs(today)]
        if not rows:
            continue
        row = min(rows, key=lambda row: row.due)
        ground = row.ground if row.is_excused(today) else None
        days = (today - row.start_on).days
        counted.append(
            Counted(
                *(one.case, row.start_on, row.due < today, row.start_on, row.due),
                days=days,
                ground=ground,
            )
        )
        if ground:
            beside.append(Beside(one.case, None, EXCUSED))
    return Tally(OPEN_OTHERWISE, counted, [*beside, *unreadable(dossiers, OPEN_OTHERWISE.reads)])


def _open_beside(dossiers: Sequence[Dossier], today: date) -> Iterator[Beside]:
    for one in dossiers:
        for row in one.of(FINAL):
            if row.runs(today) and row.is_excused(today):
                yield Beside(one.case, None, EXCUSED)
        if any(row.runs(today) for row in one.of(*OTHER_DATES)):
            yield Beside(one.case, None, COUNTED_APART)
