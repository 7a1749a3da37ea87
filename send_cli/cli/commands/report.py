"""The reports: what a person reads, or has made by a timer before the day begins."""

from pathlib import Path
from typing import Annotated

import typer

from send_cli.cli.desk import Desk, attention
from send_cli.cli.output import Form, deliver, form_asked
from send_cli.cli.reports import REPORTS, Made, Wanted, Which

PAPER = 80
"""The columns of a report in a pipe or a file."""


def command(
    ctx: typer.Context,
    which: Annotated[Which, typer.Argument(metavar="|".join(Which), show_choices=True)],
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Compare with that morning, not the last working day's"),
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="Performance of that calendar year, beside the one before")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Performance from that day")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Performance up to that day")
    ] = None,
    cases: Annotated[
        str | None,
        typer.Option(metavar="FIGURE", help="List the cases behind one figure of performance"),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Else by the end of FILE's name, else text")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write FILE; {date} in its name is the day"
        ),
    ] = None,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code", help="Leave with 1 where a duty is newly breached (open too long)"
        ),
    ] = False,
) -> None:
    """Print a report, or write it to a file that only you can read.

    `morning` is what to read before the first call: the top ten, what is
    different since the last working day, what is due this week, every breach,
    whom to chase, broken promises, missing facts. `changes` is the second part
    of it. `performance` is what managers and the Department for Education ask:
    plans within 20 weeks, decisions, reviews, caseload, by month and year. In a
    pipe it is one line for each figure. A report never changes the case file.

    \b
    Examples:
      send report morning -o "$HOME/reports/{date}.html"
      send report changes --since mon
      send report morning --officer "Sam Example" --exit-code
      send report performance --year 2025 -o performance.html
      send report performance --cases twenty-weeks
    """
    desk = Desk.of(ctx)
    asked = form_asked(form, output, as_json=desk.as_json)
    made = REPORTS[which](desk, Wanted(since, year, first, last, cases))
    in_a_pipe = form is None and asked is Form.TEXT and output is None and not desk.on_terminal
    if made.rows and in_a_pipe:
        for row in made.rows():
            print(row)
    else:
        deliver(desk, lambda: _text(desk, made, asked, output), output)
    attention(exit_code and made.needs_attention)


def _text(desk: Desk, made: Made, form: Form, output: Path | None) -> str:
    """Return the report in the form asked for."""
    if form is Form.JSON:
        import json

        return json.dumps(made.document(), ensure_ascii=False, indent=2)
    report = made.report()
    if form is Form.HTML:
        from send_cli.present.report_page import report_page

        return report_page(report)
    if form is Form.MD:
        from send_cli.present.report_markdown import report_markdown

        return "\n".join(report_markdown(report))
    from send_cli.present.report_text import report_text

    width = desk.width if desk.on_terminal and output is None else PAPER
    return "\n".join(report_text(report, width))
