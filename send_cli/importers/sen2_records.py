"""The statutory SEN2 return as records: a person, the requests of one, and what each of them has.

Note:
    Returns differ from year to year and from supplier to supplier: names are
    compared without regard to capitals, and their order says nothing.

"""

from collections.abc import Iterator
from typing import NamedTuple

from send_cli.domain.problem import Problem

PARENTS = {
    "person": (),
    "requests": ("person",),
    "assessment": ("requests",),
    "namedplan": ("assessment", "requests"),
    "plandetail": ("namedplan", "requests"),
    "activeplans": ("requests",),
    "placementdetail": ("activeplans", "requests"),
    "senneed": ("activeplans", "requests"),
}
"""The records of a return, and to which each may belong: the nearest first."""

NOT_STORED = frozenset({"ethnicity", "postcode", "sex", "gendercurrent"})
"""What a deadline has no use for is not kept, nor quoted."""

PERSONAL = frozenset({"surname", "forename", "personbirthdate", "upn", "uniquelearnernumber"})
"""What says who a child is: not quoted where it need not be."""

LONGEST = 1000
"""The characters of the longest value kept."""


class Record:
    """One record: its values by name in small letters, and the records that belong to it.

    `place` is the person's number in an XML return, and the row of the table
    in a folder of tables, whose `table` is then its file.
    """

    __slots__ = ("again", "name", "parts", "place", "table", "values")

    def __init__(self, name: str, place: int = 0, table: str = "") -> None:
        self.name = name
        self.place = place
        self.table = table
        self.values: dict[str, str] = {}
        self.parts: list[Record] = []
        self.again: list[tuple[str, str]] = []

    def put(self, name: str, text: str) -> None:
        """Keep a value; of two that differ the first, with the other `again`."""
        text = text.strip()[:LONGEST]
        if not text or name in NOT_STORED:
            return
        if self.values.setdefault(name, text) != text:
            self.again.append((name, text))

    def text(self, name: str) -> str:
        """Return a value; empty where there is none."""
        return self.values.get(name.lower(), "")

    def code(self, name: str) -> str:
        """Return a value that is a code, in capitals."""
        return self.text(name).upper()

    def all(self, name: str) -> Iterator["Record"]:
        """Yield the records of a name that belong to this one, at any depth."""
        waiting = list(reversed(self.parts))
        while waiting:
            part = waiting.pop()
            if part.name == name:
                yield part
            if part.name != self.name:
                waiting.extend(reversed(part.parts))

    @property
    def whole(self) -> Iterator["Record"]:
        """The record itself, and every one that belongs to it."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.parts))


class Return(NamedTuple):
    """A return, opened: what it is called, and its persons as they are read.

    `counted` is what the place of its records counts. `strays` and `problems`
    are filled while the persons are read: requests that belong to no person,
    and what was wrong with the file itself.
    """

    file: str
    encoding: str | None
    counted: str
    persons: Iterator[Record]
    strays: list[int]
    problems: list[Problem]
