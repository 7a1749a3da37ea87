"""Phase transfers that are expected from the child's age or year group and setting type.

Note:
    A school year begins on 1 September. A child's year group is that of the
    31 August before it: Reception (0) for those who are four by then.

"""

from datetime import date

from send_cli.domain.book import RuleBook
from send_cli.domain.case import Case, Field, SettingType
from send_cli.domain.deadline import Deadline
from send_cli.domain.event import CASE_ENDS, PLAN_HELD, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.rule import Actor

TRANSFERS = frozenset({K.PHASE_TRANSFER, K.POST16_TRANSFER, K.POST16_MOVE})
"""The kinds of transfer; a recorded one takes the place of one expected in the same year."""

PLAN_FOR = {K.PHASE_TRANSFER: "phase-other", K.POST16_TRANSFER: "phase-sec-to-post16"}
"""The rule that says by when the plan for a possible transfer is due."""

NURSERY_YEAR = -1

# SEND Regulations 2014, reg 2: the phases. A special school or unit may keep a
# child; the transfer is expected all the same, which is the safer reading.
_OTHER = {
    SettingType.NURSERY: (NURSERY_YEAR,),
    SettingType.INFANT: (2,),
    SettingType.FIRST: (4,),
    SettingType.PRIMARY: (6,),
    SettingType.JUNIOR: (6,),
    SettingType.SPECIAL: (6,),
    SettingType.ALTERNATIVE: (6,),
    SettingType.MIDDLE: (8,),
}
# A school's own sixth form is no post-16 institution (Children and Families Act
# 2014, s 83): its Year 11 is counted for safety, and its Year 13 does transfer,
# where the child is then still at a school.
_TO_POST16 = {
    SettingType.SECONDARY: (11, 13),
    SettingType.ALL_THROUGH: (11, 13),
    SettingType.SPECIAL: (11, 13),
    SettingType.ALTERNATIVE: (11,),
    SettingType.SIXTH_FORM: (13,),
}
# From which years a child comes into a kind of setting.
_INTO = {
    SettingType.INFANT: (NURSERY_YEAR,),
    SettingType.FIRST: (NURSERY_YEAR,),
    SettingType.PRIMARY: (NURSERY_YEAR,),
    SettingType.JUNIOR: (2,),
    SettingType.MIDDLE: (4, 6),
    SettingType.SECONDARY: (6, 8),
    SettingType.ALL_THROUGH: (NURSERY_YEAR, 6, 8),
    SettingType.SPECIAL: (NURSERY_YEAR, 6, 11),
    SettingType.ALTERNATIVE: (6, 8, 11),
    SettingType.SIXTH_FORM: (11,),
    SettingType.COLLEGE: (11, 13),
}


def school_year(day: date) -> int:
    """Return the calendar year in which the school year of a day began."""
    return day.year if day.month >= 9 else day.year - 1


def year_group(born: date, day: date) -> int:
    """Return a child's year group on a day by date of birth; 0 is Reception."""
    turns_four = born.year + 4 if (born.month, born.day) <= (8, 31) else born.year + 5
    return school_year(day) - turns_four


def year_group_on(case: Case, day: date) -> int | None:
    """Return a child's year group on a day: by date of birth, else as recorded.

    A recorded year group is true of the school year it was recorded in, and
    moves up each 1 September.
    """
    born = case.fact(Field.DOB)
    if born:
        return year_group(date.fromisoformat(born), day)
    return recorded_year_group(case, day)


def recorded_year_group(case: Case, day: date) -> int | None:
    """Return the year group on a day by the list alone; None where it gives none."""
    recorded, since = number(case.fact(Field.YEAR_GROUP)), case.recorded.get(Field.YEAR_GROUP)
    if recorded is None or since is None:
        return None
    return recorded + school_year(day) - school_year(since)


def number(text: str | None) -> int | None:
    """Return a year group as a number: `R` is 0, `N2` is -1; None where none is given."""
    if not text:
        return None
    return {"N1": -2, "N2": NURSERY_YEAR, "R": 0}.get(text) if not text.isdigit() else int(text)


def expected_transfers(case: Case) -> list[Event]:
    """Return the transfers a child of that age will make out of that kind of setting.

    A transfer that was past when the setting type was recorded was not made
    out of it.
    """
    setting, since = case.fact(Field.SETTING_TYPE), case.recorded.get(Field.SETTING_TYPE)
    if not setting or since is None:
        return []
    now = year_group_on(case, since)
    if now is None:
        return []
    known = {(event.kind, event.on.year) for event in case.events if event.kind in TRANSFERS}
    found = []
    for kind, leaving in ((K.PHASE_TRANSFER, _OTHER), (K.POST16_TRANSFER, _TO_POST16)):
        for last_year in leaving.get(SettingType(setting), ()):
            on = date(school_year(since) + 1 + last_year - now, 9, 1)
            if on > since and (kind, on.year) not in known:
                found.append(Event(kind, on))
    return found


def possible_transfer(year: int | None) -> K | None:
    """Return the transfer that a child of a year group may make, whatever the setting."""
    if year in {11, 13}:
        return K.POST16_TRANSFER
    ends = {last_year for years in _OTHER.values() for last_year in years}
    return K.PHASE_TRANSFER if year in ends else None


def transfers_before(case: Case, today: date) -> list[Event]:
    """Return the transfers a child may have made before the setting type now on record was.

    Where none is on record, those that a child of that age may have made whatever
    the setting. Nobody knows that they were made.
    """
    setting, since = case.fact(Field.SETTING_TYPE), case.recorded.get(Field.SETTING_TYPE, today)
    now = year_group_on(case, since)
    if now is None:
        return []
    into = _INTO.get(SettingType(setting), ()) if setting else range(NURSERY_YEAR, now)
    return [
        Event(kind, date(school_year(since) + 1 + last_year - now, 9, 1))
        for last_year in into
        if last_year < now and (kind := possible_transfer(last_year))
    ]


def transfer_in_doubt(case: Case, today: date, book: RuleBook) -> Deadline | None:
    """Return the date of the transfer a child may make this year, where no setting type tells."""
    if case.fact(Field.SETTING_TYPE) or not any(e.kind in PLAN_HELD for e in case.events):
        return None
    if any(e.kind in CASE_ENDS and e.on <= today for e in case.events):
        return None
    kind = possible_transfer(year_group_on(case, today))
    opening = date(school_year(today), 9, 1)
    sent = any(e.kind is K.PHASE_PLAN_SENT and e.on >= opening for e in case.events)
    if kind is None or sent:
        return None
    transfer = date(opening.year + 1, 9, 1)
    rule = book[PLAN_FOR[kind]]
    counted = book.count(rule, transfer)
    if counted is None:
        return None
    return Deadline(
        rule,
        None,
        kind,
        transfer,
        counted.due,
        counted.act_by,
        None,
        Actor.AUTHORITY,
        opening,
        conditional=True,
    )
