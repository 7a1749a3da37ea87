"""A report as plain text: for a terminal, a file or a mail, wrapped and never cut."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from send_cli.present.report import Report, Section, Table
from send_cli.present.report_grid import grid_lines
from send_cli.present.words import indented, safe

NARROWEST = 60
"""However narrow the window, the columns stand beside each other in so many characters."""

INDENT = 5
GAP = "  "


def report_text(report: Report, width: int) -> list[str]:
    """Return the lines of a report, wrapped to a width."""
    width = max(width, NARROWEST)
    figures = " · ".join(f"{figure.number} {figure.words}" for figure in report.figures)
    lines = [safe(report.title), "=" * len(report.title)]
    for text in filter(None, (report.subtitle, figures)):
        lines += indented(safe(text), 0, width)
    for section in report.sections:
        lines += _section(section, width)
    if report.notes:
        lines.append("")
    for note in report.notes:
        lines += indented(safe(note), 0, width)
    return lines


def _section(section: Section, width: int) -> Iterator[str]:
    yield ""
    yield safe(section.title)
    yield "-" * len(section.title)
    for sentence in section.sentences:
        yield from indented(safe(sentence), 0, width)
    for place, table in enumerate(section.tables):
        if table.title:
            if place or section.sentences:
                yield ""
            yield from indented(safe(table.title), 0, width)
        elif table.is_grid and (place or section.sentences):
            yield ""
        yield from grid_lines(table, width) if table.is_grid else _rows(table, width)


def _rows(table: Table, width: int) -> Iterator[str]:
    """Yield each row: its first columns beside each other, then the others below."""
    narrow = range(table.second - 1)
    rows = [[safe(cell) for cell in row] for row in table.rows]
    widths = [max((len(row[place]) for row in rows), default=0) for place in narrow]
    for row in rows:
        left = GAP.join(
            f"{row[place]:>{widths[place]}}"
            if table.columns[place].holds == "rank"
            else f"{row[place]:<{widths[place]}}"
            for place in narrow
        )
        yield from _hanging(f"  {left}{GAP}" if left else "  ", row[table.second - 1], width)
        below = " · ".join(filter(None, row[table.second :]))
        if below:
            yield from indented(below, INDENT, width)


def _hanging(left: str, text: str, width: int) -> Sequence[str]:
    """Return text after what stands to its left, and its other lines under its first."""
    if len(left) > width // 2 + 12:
        return [left.rstrip(), *indented(text, INDENT, width)]
    room = " " * len(left)
    found = wrap(
        text,
        width,
        initial_indent=left,
        subsequent_indent=room,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return found or [left.rstrip()]
