"""A report in Markdown."""

from collections.abc import Iterator

from send_cli.present.report import Report, Table
from send_cli.present.words import markdown


def report_markdown(report: Report) -> Iterator[str]:
    """Yield the lines of a report in Markdown."""
    yield f"# {markdown(report.title)}"
    yield ""
    yield markdown(report.subtitle)
    if report.figures:
        yield ""
        yield " · ".join(f"**{one.number}** {markdown(one.words)}" for one in report.figures)
    for section in report.sections:
        yield ""
        yield f"## {markdown(section.title)}"
        for sentence in section.sentences:
            yield ""
            yield markdown(sentence)
        for table in section.tables:
            if table.title:
                yield ""
                yield f"### {markdown(table.title)}"
            yield ""
            yield from _table(table)
    for note in report.notes:
        yield ""
        yield markdown(note)


def _table(table: Table) -> Iterator[str]:
    yield _line(column.head for column in table.columns)
    yield "|" + "---|" * len(table.columns)
    for row in table.rows:
        yield _line(markdown(cell) for cell in row)


def _line(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
