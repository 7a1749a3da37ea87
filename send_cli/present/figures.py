"""Figures in words and as documents: so many of so many, and no percentage by itself."""

from collections.abc import Iterable, Sequence

from send_cli.domain.case import Case
from send_cli.domain.figure import Counted, Figure, Remark, Tally
from send_cli.domain.performance import Performance
from send_cli.present.documents import Document, iso
from send_cli.present.words import plural, who

NONE = "none"
"""What stands where there is nothing to count: it is no 0 per cent."""

TODAY = "today"
SHOWN = 6
"""So many references stand beside a figure; `--cases` lists them all."""


def percent(number: int, total: int) -> float | None:
    """Return a percentage to one decimal, 0 and 100 only where they are exact; None of nothing."""
    if total == 0:
        return None
    if number in {0, total}:
        return 100.0 if number else 0.0
    tenths = (2000 * number + total) // (2 * total)
    return min(999, max(1, tenths)) / 10


def share_words(number: int, total: int) -> str:
    """Return a share with what it is of: `46.4% (13 of 28)`; of nothing, `none`."""
    found = percent(number, total)
    return NONE if found is None else f"{found}% ({number:,} of {total:,})"


def figure_words(figure: Figure) -> str:
    """Return a figure in words."""
    if figure.total is None:
        return f"{figure.number:,}"
    return share_words(figure.number, figure.total)


def length(number: int, total: int) -> float | None:
    """Return how long a bar is, from 0 to 1; None of nothing."""
    return number / total if total else None


def remark_words(remark: Remark, name: str, *, names: bool) -> str:
    """Return what is told beside a figure, with the first of the cases it is true of."""
    cases = remark.cases
    shown = ", ".join(who(case, names=names) for case in cases[:SHOWN])
    more = len(cases) - SHOWN
    rest = f" and {more} more, see --cases {name}" if more > 0 else ""
    return f"{plural(len(cases), 'case')} {remark.why} ({shown}{rest})"


def whole_remark(remark: Remark, *, names: bool) -> str:
    """Return what is told beside a figure, with every case it is true of."""
    shown = ", ".join(who(case, names=names) for case in remark.cases)
    return f"{plural(len(remark.cases), 'case')} {remark.why}: {shown}"


def tally_document(found: Performance, tally: Tally) -> Document:
    """Return a figure over its days, each with the cases behind it."""
    of_days = found.is_of_days(tally)
    definition = tally.definition
    return {
        "figure": definition.name,
        "title": definition.title,
        "meaning": definition.meaning,
        "source": definition.source,
        "of": definition.of or None,
        "periods": [_figure_document(tally.over(span), found) for span in found.spans.compared]
        if of_days
        else [_figure_document(tally.now(), found)],
        "months": [_figure_document(tally.over(span), found) for span in found.spans.months]
        if of_days
        else [],
        "beside": remarks_document(tally.undated) if of_days else [],
    }


def _figure_document(figure: Figure, found: Performance) -> Document:
    span = figure.span
    total = figure.total
    against = [one for one in figure.counted if not one.counts]
    return {
        "period": span.name if span else TODAY,
        "from": iso(span.first) if span else None,
        "to": iso(span.last if span else found.today),
        "part": bool(span and span.is_part),
        "number": figure.number,
        "total": total,
        "percent": None if total is None else percent(figure.number, total),
        "counted": refs(one.case for one in figure.counted if one.counts),
        "against": refs(one.case for one in against),
        "beside": remarks_document(figure.remarks),
    }


def remarks_document(remarks: Sequence[Remark]) -> list[Document]:
    """Return what is told beside a figure."""
    return [{"why": one.why, "number": len(one.cases), "cases": refs(one.cases)} for one in remarks]


def refs(cases: Iterable[Case]) -> list[str]:
    """Return the references of cases."""
    return [case.ref for case in cases]


def counted_document(one: Counted) -> Document:
    """Return one case behind a figure, with the days it was counted by."""
    return {
        "case": one.case.ref,
        "initials": one.case.initials,
        "counts": one.counts,
        "on": one.on.isoformat(),
        "start": iso(one.start),
        "due": iso(one.due),
        "done": iso(one.done),
        "days": one.days,
        "exception": one.ground.value if one.ground else None,
    }
