"""Small synthetic returns, written as XML and as a folder of tables."""

from pathlib import Path

CHILD = {
    "Surname": "Lee",
    "Forename": "Ann",
    "PersonBirthDate": "2015-02-01",
    "Ethnicity": "WBRI",
    "PostCode": "ZZ9 9ZZ",
    "UPN": "P207000016049",
}
"""A child who does not exist; the number is the one that the standard explains itself with."""

KEYS = {
    "person": "sen2",
    "requests": "person",
    "assessment": "requests",
    "namedplan": "assessment",
    "plandetail": "namedplan",
    "activeplans": "requests",
    "placementdetail": "activeplans",
    "senneed": "activeplans",
}


def element(name: str, *content: str, **values: str) -> str:
    """Return an element with its values, then what is in it."""
    inner = "".join(f"<{tag}>{text}</{tag}>" for tag, text in values.items())
    return f"<{name}>{inner}{''.join(content)}</{name}>"


def person(*requests: str, **values: str) -> str:
    """Return a person; what is not said is CHILD's."""
    return element("Person", *requests, **{**CHILD, **values})


def request(*content: str, **values: str) -> str:
    """Return a request, received on Mon 5 Jan 2026 and not decided unless it says otherwise."""
    said = {"ReceivedDate": "2026-01-05", "RequestOutcome": "A", **values}
    return element("Requests", *content, **said)


def plan(active: str = "", start: str = "2024-03-01", **values: str) -> str:
    """Return a historical request with a plan."""
    named = element("NamedPlan", StartDate=start, **values)
    return request(
        element("Assessment", named, AssessmentOutcome="H"),
        active,
        ReceivedDate="",
        RequestOutcome="H",
    )


def active(*content: str, **values: str) -> str:
    """Return the active plan of a request."""
    return element("ActivePlans", *content, **values)


def message(*persons: str) -> str:
    """Return a return with these persons."""
    header = element("Header", element("CollectionDetails", Collection="SEN2", Year="2026"))
    return element("Message", header, element("Persons", *persons))


def tables(folder: Path, **rows: list[str]) -> Path:
    """Write a folder of the nine tables; each list is a row of headings, then the rows."""
    folder.mkdir(exist_ok=True)
    for table in ("sen2", *KEYS):
        lines = rows.get(table, [f"NativeId,{table}tableid,{KEYS.get(table, '')}tableid"])
        name = f"Blade-Export_15-01-2026_{table}.csv"
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
