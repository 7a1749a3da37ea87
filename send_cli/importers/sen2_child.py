"""What the return says of a child: who it is, where it is placed, and its need."""

from collections.abc import Iterable
from datetime import date

from send_cli.domain.case import Field
from send_cli.domain.identifier import NO_ULN, odd_uln, odd_upn, repaired
from send_cli.domain.problem import Severity
from send_cli.importers import sen2_codes as c
from send_cli.importers.dates import HOW_TO_WRITE, NotADateError, is_blank, read_date
from send_cli.importers.sen2_records import Record
from send_cli.importers.sen2_row import RequestRow
from send_cli.importers.wide_row import OLDEST

PRIMARY, SECONDARY = "1", "2"
LAST = "9"
"""The rank of what has none: after those that have one."""

SINGLE = {
    "forename": Field.FORENAME,
    "surname": Field.SURNAME,
    "personbirthdate": Field.DOB,
    "upn": Field.UPN,
    "uniquelearnernumber": Field.ULN,
}
"""What a child has one of, and the field it is kept in."""


def read_child(row: RequestRow, person: Record) -> None:
    """Read module 1 into a row; a number that is not one is taken all the same."""
    for field, name in ((Field.FORENAME, "Forename"), (Field.SURNAME, "Surname")):
        if person.text(name):
            row.facts[field] = person.text(name)
    _born(row, person)
    for name in ("UPN", "UniqueLearnerNumber"):
        if person.text(name) and repaired(person.text(name)) is None:
            # Half a number would make one child of several.
            message = "lost its last figures in a spreadsheet, and was not taken"
            row.problem(person, name, message, field=SINGLE[name.lower()])
    upn = number(person.text("UPN"))
    if upn and not any(one.isdigit() for one in upn):
        # "UNKNOWN" would make one child of many.
        message = "is no number, and was not taken (leave it blank)"
        row.problem(person, "UPN", message, value=upn, field=Field.UPN)
    elif upn:
        row.facts[Field.UPN] = upn
        if wrong := odd_upn(upn):
            row.problem(person, "UPN", wrong, field=Field.UPN)
    uln = number(person.text("UniqueLearnerNumber"))
    if any(one.isdigit() for one in uln) and uln != NO_ULN:
        row.facts[Field.ULN] = uln
        if wrong := odd_uln(uln):
            row.problem(person, "UniqueLearnerNumber", wrong, field=Field.ULN)
    for name, _ in person.again:
        message = "is a second value: the first was read"
        row.problem(person, name, message, Severity.ERROR, field=SINGLE.get(name))


def number(text: str) -> str:
    """Return a number without what a spreadsheet did to it; empty where its figures were lost."""
    return repaired("".join(text.strip("'‘’").split()).upper()) or ""


def _born(row: RequestRow, person: Record) -> None:
    text = person.text("PersonBirthDate")
    if is_blank(text):
        return
    try:
        born = read_date(text)
    except NotADateError as error:
        row.keep_unread(person, "PersonBirthDate", Field.DOB, str(error), Field.DOB)
        return
    if not 0 <= row.today.year - born.year <= OLDEST or born > row.today:
        message = f"is no date of birth of a child or young person ({HOW_TO_WRITE})"
        row.keep_unread(person, "PersonBirthDate", Field.DOB, message, Field.DOB)
    else:
        row.facts[Field.DOB] = born.isoformat()


def read_placement(row: RequestRow, request: Record) -> None:
    """Read where the child is placed and what it needs, each the first in rank.

    A placement that was left is not where the child is; before there is one,
    the plan's own setting stands.
    """
    placements = list(request.all("placementdetail"))
    held = [one for one in placements if not _left(row, one)]
    if placements and not held:
        row.problem(
            placements[0],
            "LeavingDate",
            "was the last day there, and no later placement is given (if the child is out of "
            "school, set the flag out-of-school)",
            value=placements[0].text("LeavingDate"),
        )
    elif held or not placements:
        named = held or list(request.all("plandetail"))
        first = _first(named, "PlacementRank", "EntryDate")
        if first:
            _setting(row, first)
    need = _first(list(request.all("senneed")), "SENtypeRank")
    if need and need.code("SENtype"):
        code = need.code("SENtype")
        row.facts[Field.NEED] = code
        if code not in c.NEEDS:
            known = ", ".join(sorted(c.NEEDS))
            row.problem(
                need,
                "SENtype",
                f"is not a code of the return ({known}): kept as it is",
                value=code,
                field=Field.NEED,
            )


def _left(row: RequestRow, placement: Record) -> bool:
    """Say whether a placement was left by today; a day that cannot be read is told of."""
    text = placement.text("LeavingDate")
    if is_blank(text):
        return False
    left = _day(text)
    if left is None:
        row.problem(
            placement,
            "LeavingDate",
            f"is not a date: the placement is taken to go on ({HOW_TO_WRITE})",
            value=text,
        )
    return left is not None and left <= row.today


def _day(text: str) -> date | None:
    try:
        return read_date(text)
    except NotADateError:
        return None


def _first(records: Iterable[Record], rank: str, since: str = "") -> Record | None:
    """Return the first in rank, of two alike the later begun."""
    best: tuple[str, int, Record] | None = None
    for one in records:
        begun = _day(one.text(since)) if since else None
        key = (number(one.text(rank)) or LAST, -(begun.toordinal() if begun else 0))
        if best is None or key < best[:2]:
            best = (*key, one)
    return best[2] if best else None


def _setting(row: RequestRow, placement: Record) -> None:
    urn, ukprn = number(placement.text("URN")), number(placement.text("UKPRN"))
    code = row.code(placement, "SENsetting", {"", *c.SETTINGS})
    if code in c.SETTING_TYPES and not (urn or ukprn):
        row.facts[Field.SETTING_TYPE] = c.SETTING_TYPES[code].value
    if urn:
        row.facts[Field.SETTING_URN] = urn
        row.facts[Field.SETTING] = f"URN {urn}"
    elif ukprn:
        row.facts[Field.SETTING] = f"UKPRN {ukprn}"
    elif code:
        row.facts[Field.SETTING] = placement.text("SENsettingOther") or c.SETTINGS[code]
