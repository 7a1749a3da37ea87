"""Cases that may be one child under two references: reported, never merged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from send_cli.domain.case import Field


def alike(cases: Iterable[tuple[str, Mapping[Field, str]]]) -> Iterator[tuple[str, list[str]]]:
    """Yield what references have in common, and the references: one UPN, or name and birthday."""
    by_upn: defaultdict[str, list[str]] = defaultdict(list)
    by_name: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for ref, facts in cases:
        if upn := facts.get(Field.UPN):
            by_upn[upn].append(ref)
        if born := facts.get(Field.DOB):
            forename, surname = facts.get(Field.FORENAME, ""), facts.get(Field.SURNAME, "")
            if forename or surname:
                by_name[born, forename.casefold(), surname.casefold()].append(ref)
    found = [("one UPN", refs) for refs in by_upn.values()]
    found += [("one name and date of birth", refs) for refs in by_name.values()]
    told: set[tuple[str, ...]] = set()
    for what, refs in found:
        if len(refs) > 1 and tuple(refs) not in told:
            told.add(tuple(refs))
            yield what, refs
