"""The performance report: its sections in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from send_cli.domain.caseload import CASELOAD, MANAGEABLE, MANAGEABLE_WORDS, NEEDS, Groups
from send_cli.domain.deadline import spelt
from send_cli.domain.figure import Remark, Tally
from send_cli.domain.performance import Performance
from send_cli.domain.span import Span
from send_cli.present.figures import (
    figure_words,
    length,
    remark_words,
    share_words,
    whole_remark,
)
from send_cli.present.report import NAME, NUMBER, Bar, Chart, Column, Figure, Report, Section, Table
from send_cli.present.words import plural

DAY_ONE = "-139"
"""The end of the names of figures that read the twenty weeks the other way."""

NOT_ON_RECORD = {CASELOAD.name: "no officer on record", NEEDS.name: "not on record"}
"""What those are called of whom no officer, or no need, is on record."""

WHAT_IS_COUNTED = (
    "Counted from what is on record now, for the officer who holds each case now. A list that "
    "keeps only the latest date of each step cannot show the earlier ones. SEN2 counts a plan "
    "once it is issued: one that is late is in no percentage before that, but in what is open."
)


def performance_report(found: Performance, *, names: bool) -> Report:
    """Return the report to print; `names` shows the children's names."""
    whose = f" · {found.whose}" if found.whose else ""
    spans = found.spans
    beside = " and ".join(one.name for one in spans.compared[1:])
    part = ", a part of the year" if spans.this.is_part else ""
    return Report(
        f"Performance, {spelt(found.today)}{whose}",
        f"{spans.this.name}{part}, beside {beside}. Any figure lists its "
        "cases: send report performance --cases NAME.",
        tuple(_figures(found)),
        tuple(_sections(found, names=names)),
        (WHAT_IS_COUNTED, *_missing(found, names=names), *found.notes),
    )


def _figures(found: Performance) -> Iterator[Figure]:
    this = found.spans.this
    within = found.issued[0].over(this)
    words = f"of {within.total} first plans within 20 weeks, exceptions left out, {this.name}"
    yield Figure(within.number, words, "plans")
    for tally in found.still_open:
        now = tally.now()
        if not now.total:
            continue
        title = tally.definition.title[0].lower() + tally.definition.title[1:]
        yield Figure(now.number, f"of {now.total} {title}, today", "open", pressing=now.number > 0)
    received = found.requests.over(this).number
    yield Figure(received, f"{_noun(received, 'request')} received, {this.name}", "requests")
    appeals = found.appeals_open.now().number
    yield Figure(appeals, f"{_noun(appeals, 'appeal')} open, today", "appeals")


def _noun(number: int, noun: str) -> str:
    """Return a noun as it stands after a number."""
    return plural(number, noun).partition(" ")[2]


def _sections(found: Performance, *, names: bool) -> Iterator[Section]:
    issued = told_apart(found)
    within, included = found.issued[0], found.issued[2]
    yield Section(
        "plans",
        "Plans issued within 20 weeks",
        tuple(_beside(found, issued, names=names)),
        (
            _years(found, issued),
            _by_month(found, (within, included), "Exceptions"),
            *_other_reading(found),
        ),
    )
    yield Section(
        "open",
        "Open today",
        tuple(_beside(found, found.still_open, names=names)),
        (_now(found.still_open),),
    )
    yield Section(
        "requests",
        "Requests received",
        tuple(_beside(found, [found.requests], names=names)),
        (_years(found, [found.requests], every=True), _by_month(found, (found.requests,), "")),
    )
    yield Section(
        "decisions",
        "Decisions and refusals",
        tuple(_beside(found, found.decided, names=names)),
        (_years(found, found.decided), _by_month(found, found.decided[:2], "")),
    )
    reviews = [*found.in_the_year, *found.reviewed]
    yield Section(
        "reviews",
        "Annual reviews",
        tuple(_beside(found, reviews, names=names)),
        (
            _now(found.in_the_year),
            _years(found, found.reviewed),
            _by_month(found, found.reviewed, ""),
        ),
    )
    yield Section(
        "phases",
        "Phase transfers",
        tuple(_beside(found, found.phases, names=names)),
        (_years(found, found.phases),),
    )
    yield _caseload(found, names=names)
    yield _needs(found, names=names)
    appeals = [found.appeals, found.appeals_open]
    yield Section(
        "appeals",
        "Appeals",
        tuple(_beside(found, appeals, names=names)),
        (_years(found, [found.appeals], every=True), _now([found.appeals_open])),
    )
    yield _definitions(found)


def told_apart(found: Performance) -> list[Tally]:
    """Return the figures of plans issued; the reading of 139 days only where it differs."""
    spans = (*found.spans.compared, *found.spans.months)
    usual = {one.definition.name: one for one in found.issued}
    return [
        tally
        for name, tally in usual.items()
        if not name.endswith(DAY_ONE)
        or any(
            tally.over(span).number != usual[name.removesuffix(DAY_ONE)].over(span).number
            for span in spans
        )
    ]


def _other_reading(found: Performance) -> Iterator[Table]:
    """Yield the months in which the reading of 139 days differs, with its figures."""
    within, strict, included, included_strict = found.issued[:4]
    rows = tuple(
        (_name(span), figure_words(strict.over(span)), figure_words(included_strict.over(span)))
        for span in found.spans.months
        if within.over(span).number != strict.over(span).number
        or included.over(span).number != included_strict.over(span).number
    )
    if rows:
        heads = ("Month", NAME), ("Exceptions left out", NUMBER), ("Exceptions included", NUMBER)
        title = "The months that differ where the request is on Day 1: within 139 days"
        yield Table(tuple(Column(*head) for head in heads), rows, 3, title, is_grid=True)


def _years(found: Performance, tallies: Sequence[Tally], *, every: bool = False) -> Table:
    """Return figures over this year and the one before; `every` with the same days of it."""
    spans = found.spans.compared if every else (found.spans.this, found.spans.before)
    heads = (Column("Figure", NAME), *(Column(_name(span), NUMBER) for span in spans))
    rows = tuple(
        (tally.definition.title, *(figure_words(tally.over(span)) for span in spans))
        for tally in tallies
    )
    return Table(heads, rows, len(heads), is_grid=True)


def _name(span: Span) -> str:
    return f"{span.name} (part)" if span.is_part and "(" not in span.name else span.name


def _now(tallies: Sequence[Tally]) -> Table:
    rows = tuple((tally.definition.title, figure_words(tally.now())) for tally in tallies)
    return Table((Column("Figure", NAME), Column("Today", NUMBER)), rows, 2, is_grid=True)


def _by_month(found: Performance, tallies: Sequence[Tally], word: str) -> Table:
    """Return figures by month, with a bar for the first of them."""
    months = [[tally.over(span) for tally in tallies] for span in found.spans.months]
    first = tallies[0].definition
    most = max((figures[0].number for figures in months), default=0)
    heads = tuple(
        Column(f"{word} left out" if not place else f"{word} included", NUMBER)
        if word
        else Column(tally.definition.title, NUMBER)
        for place, tally in enumerate(tallies)
    )
    rows, bars = [], []
    for span, figures in zip(found.spans.months, months, strict=True):
        total = figures[0].total
        words = tuple(map(figure_words, figures))
        rows.append((_name(span), *words))
        bars.append(Bar(_name(span), words[0], length(figures[0].number, total or most)))
        if total == 0:
            bars[-1] = bars[-1]._replace(length=None)
    says = f"One bar for each month: {first.meaning}"
    chart = Chart(f"{first.title}, by month", says, tuple(bars))
    title = chart.title if len(tallies) == 1 else f"By month; the bars are of: {first.title}"
    return Table((Column("Month", NAME), *heads), tuple(rows), len(heads) + 1, title, True, chart)


def otherwise(groups: Groups) -> str:
    """Return what the group is called that has no name."""
    return NOT_ON_RECORD[groups.tally.definition.name]


def _groups(groups: Groups, heading: str, most: int, marks: tuple[int, ...]) -> Table:
    total, nameless = groups.total, otherwise(groups)
    chart = Chart(
        groups.tally.definition.title,
        groups.tally.definition.meaning,
        tuple(
            Bar(group.name or nameless, f"{len(group.cases):,}", length(len(group.cases), most))
            for group in groups.groups
        ),
        tuple(mark / most for mark in marks),
    )
    rows = tuple(
        (group.name or nameless, share_words(len(group.cases), total)) for group in groups.groups
    )
    if marks:
        rows = tuple((bar.label, bar.number) for bar in chart.bars)
    heads = (Column(heading, NAME), Column("Cases", NUMBER))
    return Table(heads, rows, 2, is_grid=True, chart=chart)


def _caseload(found: Performance, *, names: bool) -> Section:
    groups = found.officers.groups
    most = max([*(len(group.cases) for group in groups), MANAGEABLE[1]])
    table = _groups(found.officers, "Officer", most, MANAGEABLE)
    marks = f"The two marks across the bars stand at {MANAGEABLE[0]} and {MANAGEABLE[1]}."
    said = [
        f"{plural(found.officers.total, 'case')} open. {MANAGEABLE_WORDS} {marks}",
        *_beside(found, [found.officers.tally], names=names),
    ]
    tables = (table,) if groups else ()
    return Section("caseload", "Caseload for each officer", tuple(said), tables)


def _needs(found: Performance, *, names: bool) -> Section:
    groups = found.needs.groups
    most = max((len(group.cases) for group in groups), default=0)
    tables = (_groups(found.needs, "Need", most, ()),) if groups else ()
    said = [
        f"{plural(found.needs.total, 'plan')} in force.",
        *_beside(found, [found.needs.tally], names=names),
    ]
    return Section("needs", "Primary need of those with a plan", tuple(said), tables)


def _definitions(found: Performance) -> Section:
    rows = tuple(
        (one.definition.name, one.definition.meaning, one.definition.source)
        for one in every_tally(found)
    )
    columns = (Column("--cases", NAME), Column("What it counts", "what"), Column("Source", "why"))
    said = "Write the name after --cases to list the cases behind a figure."
    return Section("counted", "How each figure is counted", (said,), (Table(columns, rows, 2),))


def every_tally(found: Performance) -> list[Tally]:
    """Return every figure in the order of the report."""
    return [*found.of_days, *found.of_today]


def _beside(found: Performance, tallies: Sequence[Tally], *, names: bool) -> Iterator[str]:
    """Yield what cannot be counted, or is to be known of it, with its number and references."""
    told: dict[tuple[str, str, tuple[str, ...]], tuple[Remark, list[str]]] = {}
    for tally in tallies:
        for when, remark in _remarks(found, tally):
            key = (when, remark.why, tuple(case.ref for case in remark.cases))
            told.setdefault(key, (remark, []))[1].append(tally.definition.name)
    for (when, _, _), (remark, of) in told.items():
        which = "" if len(of) == len(tallies) else f" [{', '.join(of)}]"
        yield f"{when}: {remark_words(remark, of[0], names=names)}{which}"


def _remarks(found: Performance, tally: Tally) -> Iterator[tuple[str, Remark]]:
    if not found.is_of_days(tally):
        yield from (("Today", remark) for remark in tally.now().remarks)
        return
    for span in (found.spans.this, found.spans.before):
        yield from ((span.name, remark) for remark in tally.over(span).remarks)
    yield from (("No date", remark) for remark in tally.undated)


def _missing(found: Performance, *, names: bool) -> Iterator[str]:
    if found.missing:
        remark = Remark("no longer in the last list: counted all the same", found.missing)
        yield whole_remark(remark, names=names)
