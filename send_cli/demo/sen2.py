"""A synthetic SEN2 return: what a caseload says of the year before, as it is sent each January."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from html import escape
from itertools import islice

INVENTED_AUTHORITY = "999"
SETTINGS = {"none": "NIEO", "nursery": "EYP"}
OUTCOMES = {"maintain": "M", "amend": "A", "cease": "C"}

Row = Mapping[str, str]


def sen2_return(rows: Iterable[Row], today: date, *, most: int | None = None) -> Iterator[str]:
    """Yield the lines of the return in which the children of a case list stand, `most` of them.

    It holds what had happened by the third Thursday of January, and nobody who
    had not come to the authority by then.
    """
    survey = survey_day(today)
    yield "<?xml version='1.0' encoding='utf-8'?>"
    yield "<Message>"
    yield from _element("Header", _header(survey))
    yield "  <Persons>"
    persons = filter(None, (_person(row, survey) for row in rows))
    for person in islice(persons, most):
        yield from _element("Person", person, 4)
    yield "  </Persons>"
    yield "</Message>"


def survey_day(today: date) -> date:
    """Return the last survey day up to a day: the third Thursday of a January."""
    for year in (today.year, today.year - 1):
        first = date(year, 1, 1)
        third = first + timedelta(days=(3 - first.weekday()) % 7 + 14)
        if third <= today:
            return third
    raise AssertionError(today)


Part = tuple[str, "str | list[Part]"]


def _element(name: str, content: "str | list[Part]", indent: int = 2) -> Iterator[str]:
    """Yield an element in lines; one without content is left out."""
    margin = " " * indent
    if isinstance(content, str):
        if content:
            yield f"{margin}<{name}>{escape(content, quote=False)}</{name}>"
        return
    lines = [line for part in content for line in _element(*part, indent=indent + 2)]
    if lines:
        yield f"{margin}<{name}>"
        yield from lines
        yield f"{margin}</{name}>"


def _header(survey: date) -> list[Part]:
    return [
        (
            "CollectionDetails",
            [
                ("Collection", "SEN2"),
                ("Year", str(survey.year)),
                ("ReferenceDate", survey.isoformat()),
            ],
        ),
        (
            "Source",
            [
                ("SourceLevel", "L"),
                ("LEA", INVENTED_AUTHORITY),
                ("SoftwareCode", "synthetic: nobody in this file exists"),
                ("SerialNo", "001"),
                ("DateTime", f"{survey.isoformat()}T09:00:00"),
            ],
        ),
    ]


def _person(row: Row, survey: date) -> list[Part]:
    """Return module 1 and the request; nothing for who has none on the survey day."""
    days = {heading: day for heading in row if (day := _day(row[heading])) and day <= survey}
    if not days.keys() & {"request_received", "final_plan_sent"}:
        return []
    return [
        ("Surname", row.get("surname", "")),
        ("Forename", row.get("forename", "")),
        ("PersonBirthDate", _iso(days, "dob")),
        ("Ethnicity", "NOBT"),
        ("UPN", row.get("upn", "")),
        ("UPNunknown", "" if row.get("upn") else "UN1"),
        ("Requests", _request(row, days, survey)),
    ]


def _day(text: str) -> date | None:
    """Return the day in a cell that has one, as a list writes it."""
    parts = text.split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    day, month, year = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(days: Mapping[str, date], heading: str) -> str:
    return days[heading].isoformat() if heading in days else ""


def _request(row: Row, days: Mapping[str, date], survey: date) -> list[Part]:
    """Return modules 2 to 5; a request decided before the year of the return is historical."""
    plan = days.get("final_plan_sent")
    if plan and plan.year < survey.year - 1:
        asked: list[Part] = [("RequestOutcome", "H")]
        assessed: list[Part] = [("AssessmentOutcome", "H")]
    else:
        outcome, on = _outcome(
            days, assessment_agreed="Y", assessment_refused="N", request_withdrawn="W"
        )
        asked = [
            ("ReceivedDate", _iso(days, "request_received")),
            ("RequestSource", "2"),
            ("RequestOutcomeDate", "" if outcome == "W" else on),
            ("RequestOutcome", outcome),
        ]
        ended, on = _outcome(days, final_plan_sent="Y", plan_refused="N")
        begun = outcome == "Y" or ended != "A"
        assessed = [("AssessmentOutcome", ended), ("AssessmentOutcomeDate", on)] if begun else []
    if plan:
        detail: list[Part] = [*_place(row, "SENsetting"), ("PlacementRank", "1")]
        made: list[Part] = [("StartDate", plan.isoformat()), ("PlanDetail", detail)]
        assessed.append(("NamedPlan", made))
    asked.append(("Assessment", assessed))
    if plan:
        asked.append(("ActivePlans", _active(row, days)))
    return asked


def _outcome(days: Mapping[str, date], **codes: str) -> tuple[str, str]:
    """Return the code of the first step that was taken, and its day; A where none was."""
    for heading, code in codes.items():
        if heading in days:
            return code, _iso(days, heading)
    return "A", ""


def _place(row: Row, name: str) -> list[Part]:
    if row.get("setting_urn"):
        return [("URN", row["setting_urn"])]
    return [(name, SETTINGS.get(row.get("setting_type", ""), "OTH"))]


def _active(row: Row, days: Mapping[str, date]) -> list[Part]:
    held = "review_decision" in days and (
        days["review_decision"] >= days.get("review_meeting", date.min)
    )
    return [
        ("PlacementDetail", [*_place(row, "SENSetting"), ("PlacementRank", "1")]),
        ("SENneed", [("SENtype", row.get("need", "")), ("SENtypeRank", "1")]),
        ("ReviewMeeting", _iso(days, "review_meeting")),
        ("ReviewOutcome", OUTCOMES.get(row.get("review_outcome", ""), "") if held else ""),
        ("ReviewDraft", _iso(days, "amendment_notice_sent")),
        ("PhaseTransferFinalDate", _iso(days, "phase_plan_sent")),
        ("LastReview", _iso(days, "review_decision")),
    ]
