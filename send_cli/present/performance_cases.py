"""The cases behind one figure: which counted, which did not, and the days they were counted by."""

from collections.abc import Iterable, Iterator

from send_cli.domain.caseload import Groups
from send_cli.domain.deadline import spelt
from send_cli.domain.figure import Counted, Figure, Remark, Tally
from send_cli.domain.performance import Performance
from send_cli.present.documents import Document
from send_cli.present.figures import (
    TODAY,
    counted_document,
    figure_words,
    remarks_document,
    share_words,
)
from send_cli.present.performance import otherwise
from send_cli.present.performance_rows import performance_document
from send_cli.present.plain import line
from send_cli.present.report import CASE, Column, Report, Section, Table
from send_cli.present.words import plural, who

CASE_COLUMNS = (
    *("figure", "group", "period", "case", "counts", "on", "start", "due", "done", "days"),
    *("exception", "beside"),
)
"""The columns of `send report performance --cases FIGURE` in a pipe.

`counts` is `yes` or `no`, and empty for a case that is only told of `beside`.
"""

COUNTED_BY = Column("Counted by", "why")

STEPS = {
    "open-over-20": ("request", ""),
    "open-over-52": ("request", ""),
    "open-otherwise": ("from", ""),
    "undecided-over-6": ("request", ""),
    "requests": ("request", ""),
    "six-weeks": ("request", "decided"),
    "refusals": ("request", "decided"),
    "week-16": ("request", "decided"),
    "no-plan-16": ("request", "notice given"),
    "no-plan": ("request", "decided"),
    "reviews-held": ("plan held since", "last meeting"),
    "reviews-decided": ("plan held since", "last decision"),
    "review-4-weeks": ("meeting", "decided"),
    "amended-12-weeks": ("meeting", "amended plan sent"),
    "phase-15-february": ("", "plan sent"),
    "phase-31-march": ("", "plan sent"),
    "phase-5-months": ("", "plan sent"),
    "appeals": ("registered", ""),
    "appeals-open": ("registered", ""),
}
"""What the first and the last day of a case behind a figure are; else request and plan issued."""


def cases_report(found: Performance, tally: Tally, *, names: bool) -> Report:
    """Return the cases behind a figure, to print."""
    whose = f" · {found.whose}" if found.whose else ""
    definition = tally.definition
    return Report(
        f"{definition.title}, {spelt(found.today)}{whose}",
        f"{definition.meaning} Source: {definition.source}.",
        (),
        tuple(_sections(found, tally, names=names)),
        found.notes,
    )


def _sections(found: Performance, tally: Tally, *, names: bool) -> Iterator[Section]:
    groups = _groups(found, tally)
    if groups:
        for place, group in enumerate(groups.groups, 1):
            title = (
                f"{group.name or otherwise(groups)}: {share_words(len(group.cases), groups.total)}"
            )
            rows = tuple((who(case, names=names),) for case in group.cases)
            yield Section(f"group-{place}", title, (), (Table((CASE,), rows, 1),))
    for place, figure in enumerate(_figures(found, tally)):
        name = figure.span.name if figure.span else "Today"
        tables = () if groups else tuple(_tables(figure, names=names))
        tables += tuple(_beside(figure.remarks, names=names))
        said = () if tables else ("No case.",)
        yield Section(f"days-{place}", f"{name}: {figure_words(figure)}", said, tables)
    if found.is_of_days(tally) and tally.undated:
        tables = tuple(_beside(tally.undated, names=names))
        yield Section("undated", "With no date to place them by", (), tables)


def _groups(found: Performance, tally: Tally) -> Groups | None:
    return next((one for one in (found.officers, found.needs) if one.tally is tally), None)


def _figures(found: Performance, tally: Tally) -> list[Figure]:
    if found.is_of_days(tally):
        return [tally.over(span) for span in (found.spans.this, found.spans.before)]
    return [tally.now()]


def _tables(figure: Figure, *, names: bool) -> Iterator[Table]:
    """Yield the cases that count, then those that do not."""
    for counts, title in ((True, "Counted"), (False, "Not counted, but in what it is of")):
        own = [one for one in figure.counted if one.counts is counts]
        if own:
            rows = tuple(
                (who(one.case, names=names), counted_by(figure.definition.name, one)) for one in own
            )
            yield Table((CASE, COUNTED_BY), rows, 2, f"{title}: {len(own)}")


def _beside(remarks: Iterable[Remark], *, names: bool) -> Iterator[Table]:
    for remark in remarks:
        rows = tuple((who(case, names=names),) for case in remark.cases)
        yield Table((CASE,), rows, 1, f"{plural(len(rows), 'case')} {remark.why}")


def counted_by(name: str, one: Counted) -> str:
    """Return the days a case was counted by, in words."""
    first, last = STEPS.get(name, ("request", "plan issued"))
    told = []
    if one.start and first:
        told.append(f"{first} {spelt(one.start)}")
    if one.due:
        told.append(f"due {spelt(one.due)}")
    if last:
        told.append(f"{last} {spelt(one.done)}" if one.done else f"{last}: not on record")
    if one.days is not None:
        told.append(plural(one.days, "day") + ("" if last else " to today"))
    if one.ground:
        told.append(f"exception: {one.ground.replace('-', ' ')}")
    return ", ".join(told)


def case_lines(found: Performance, tally: Tally, *, names: bool) -> Iterator[str]:
    """Yield one line for each case behind a figure, cut at tabs."""
    name = tally.definition.name
    groups = _groups(found, tally)
    of_group = (
        {}
        if groups is None
        else {
            case.ref: group.name or otherwise(groups)
            for group in groups.groups
            for case in group.cases
        }
    )
    for figure in _figures(found, tally):
        days = figure.span.name if figure.span else TODAY
        for one in figure.counted:
            yield line(
                *(name, of_group.get(one.case.ref), days, who(one.case, names=names)),
                "yes" if one.counts else "no",
                *(one.on, one.start, one.due, one.done, one.days, one.ground, None),
            )
        yield from _beside_lines(name, days, figure.remarks, names=names)
    if found.is_of_days(tally):
        yield from _beside_lines(name, "no date", tally.undated, names=names)


def _beside_lines(name: str, days: str, remarks: Iterable[Remark], *, names: bool) -> Iterator[str]:
    for remark in remarks:
        for case in remark.cases:
            yield line(name, None, days, who(case, names=names), *[None] * 7, remark.why)


def cases_document(found: Performance, tally: Tally) -> Document:
    """Return the whole report with the cases behind one figure."""
    cases = {
        "figure": tally.definition.name,
        "periods": [
            {
                "period": figure.span.name if figure.span else TODAY,
                "cases": [counted_document(one) for one in figure.counted],
                "beside": remarks_document(figure.remarks),
            }
            for figure in _figures(found, tally)
        ],
    }
    return {**performance_document(found), "cases": cases}
