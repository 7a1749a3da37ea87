"""The figures of performance as rows for a pipe, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from send_cli.domain.caseload import MANAGEABLE, MANAGEABLE_WORDS, Groups
from send_cli.domain.figure import Remark
from send_cli.domain.performance import Performance
from send_cli.present.documents import VERSION, Document
from send_cli.present.figures import TODAY, percent, refs, tally_document, whole_remark
from send_cli.present.performance import WHAT_IS_COUNTED, every_tally, otherwise
from send_cli.present.plain import line

FIGURE_COLUMNS = (
    *("figure", "group", "period", "from", "to", "part", "number", "total", "percent", "beside"),
)
"""The columns of `send report performance` in a pipe.

`group` is an officer or a need; `part` marks a month or year of which only a part is counted.
"""


def figure_lines(found: Performance, *, names: bool) -> Iterator[str]:
    """Yield one line for each figure and its days, cut at tabs."""
    for tally in every_tally(found):
        definition = tally.definition
        of_days = found.is_of_days(tally)
        figures = [tally.now()]
        if of_days:
            figures = [tally.over(s) for s in (*found.spans.compared, *found.spans.months)]
        for figure in figures:
            span = figure.span
            total = figure.total
            yield line(
                definition.name,
                None,
                span.name if span else TODAY,
                span.first if span else None,
                span.last if span else found.today,
                "part" if span and span.is_part else None,
                figure.number,
                total,
                None if total is None else percent(figure.number, total),
                _told(figure.remarks, names=names),
            )
        if of_days and tally.undated:
            told = _told(tally.undated, names=names)
            yield line(definition.name, None, "no date", *[None] * 6, told)
    for groups in (found.officers, found.needs):
        for group in groups.groups:
            number = len(group.cases)
            yield line(
                groups.tally.definition.name,
                group.name or otherwise(groups),
                *(TODAY, None, found.today, None),
                *(number, groups.total, percent(number, groups.total), None),
            )


def _told(remarks: Iterable[Remark], *, names: bool) -> str:
    return "; ".join(whole_remark(one, names=names) for one in remarks)


def performance_document(found: Performance) -> Document:
    """Return the whole report, every key always there."""
    this = found.spans.this
    return {
        "version": VERSION,
        "as_of": found.today.isoformat(),
        "officer": found.whose,
        "period": {
            "name": this.name,
            "from": this.first.isoformat(),
            "to": this.last.isoformat(),
            "part": this.is_part,
        },
        "figures": [tally_document(found, tally) for tally in every_tally(found)],
        "officers": _groups_document(found.officers, "officer"),
        "needs": _groups_document(found.needs, "need"),
        "manageable": {
            "least": MANAGEABLE[0],
            "most": MANAGEABLE[1],
            "source": MANAGEABLE_WORDS,
        },
        "missing": {"number": len(found.missing), "cases": refs(found.missing)},
        "cases": None,
        "notes": [WHAT_IS_COUNTED, *found.notes],
    }


def _groups_document(groups: Groups, key: str) -> list[Document]:
    total = groups.total
    return [
        {
            key: group.name,
            "number": len(group.cases),
            "total": total,
            "percent": percent(len(group.cases), total),
            "cases": refs(group.cases),
        }
        for group in groups.groups
    ]
