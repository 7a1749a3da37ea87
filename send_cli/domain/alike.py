"""Cases that may be one child under two references: reported, never merged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from send_cli.domain.case import Field


def alike(cases: Iterable[tuple[str, Mapping[Field, str]]]) -> Iterator[tuple[str, list[str]]]:
    """Yield what references have in common, and the references: one UPN, or name and birthday."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for ref, facts in cases:
        upn, born = facts.get(Field.UPN), facts.get(Field.DOB)
        names = filter(None, (facts.get(Field.FORENAME), facts.get(Field.SURNAME)))
        name = " ".join(names).casefold()
        if upn:
            found["one UPN", upn].append(ref)
        if born and name:
            found["one name and date of birth", name, born].append(ref)
    told: set[tuple[str, ...]] = set()
    for (what, *_), refs in found.items():
        if len(refs) > 1 and tuple(refs) not in told:
            told.add(tuple(refs))
            yield what, refs
