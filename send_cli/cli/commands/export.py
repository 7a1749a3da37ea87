"""Getting data out."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from send_cli.cli.desk import Desk
from send_cli.cli.exported import What
from send_cli.domain.problem import Refusal
from send_cli.present import documents
from send_cli.present.words import plural, safe
from send_cli.store.read import Reader


class Form(StrEnum):
    """The formats there are."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    ICS = "ics"


class Made(NamedTuple):
    """What is to be written, how many rows it has, and what there is to say of it."""

    content: bytes
    rows: int
    notes: tuple[str, ...] = ()


LEFT_OUT = {
    What.CASES: "names, dates of birth, numbers, notes and columns of no field are left out: "
    "--names adds them",
    What.EVENTS: "notes and columns of no field are left out: --names adds them",
    What.CONTACTS: "notes are left out: --names adds them",
}
PERSONAL = "this holds personal data: keep it as safe as the case file"


def command(
    ctx: typer.Context,
    what: Annotated[What, typer.Argument(help="What to take out")],
    form: Annotated[Form | None, typer.Option("--format", help="Else csv; for all, json")] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write FILE; {date} in its name is the day"
        ),
    ] = None,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="With events, those that were withdrawn too")
    ] = False,
) -> None:
    """Take data out: for Excel, for another program, for a calendar, or all of it.

    References and initials only; --names adds names, dates of birth, numbers,
    what was written in notes, and the columns of lists that are of no field. A
    text that a spreadsheet would run as a formula gets an apostrophe before it,
    which `send import` takes away again. `all` is the whole content of the case
    file, which `send import` puts into an empty one.

    \b
    Examples:
      send export today --format xlsx -o today.xlsx
      send export deadlines --format ics --officer "Sam Example" -o deadlines.ics
      send export all -o everything.json
    """
    desk = Desk.of(ctx)
    chosen = _form(desk, what, form, to)
    if withdrawn and what is not What.EVENTS:
        raise Refusal("--withdrawn goes with `send export events`")
    with desk.reading() as reader:
        made = _made(desk, reader, what, chosen, withdrawn=withdrawn)
    _write(desk, what, chosen, made, to)
    desk.tell(*made.notes)
    if what is What.ALL or desk.names:
        desk.tell(PERSONAL)
    elif chosen is not Form.ICS and what in LEFT_OUT:
        desk.tell(LEFT_OUT[what])


def _form(desk: Desk, what: What, form: Form | None, to: Path | None) -> Form:
    """Return the format asked for.

    Raises:
        Refusal: this is not made in it, or cannot be printed.

    """
    asked = desk.asked
    if what is What.ALL and (asked.officer or asked.team or asked.setting):
        raise Refusal(
            "`send export all` is the whole case file: leave --officer, --team and --setting "
            "away, or export cases"
        )
    usual = Form.JSON if what is What.ALL or (desk.as_json and to is None) else Form.CSV
    chosen = form or usual
    if what is What.ALL and chosen is not Form.JSON:
        raise Refusal(f"`send export all` writes json, not {chosen}: leave --format away")
    if chosen is Form.ICS and what is not What.DEADLINES:
        raise Refusal("--format ics is a calendar: `send export deadlines --format ics`")
    if chosen is Form.XLSX and to is None:
        raise Refusal(f"a workbook is not printed: name a file with -o {what}.xlsx")
    if desk.as_json and to is None and chosen is not Form.JSON:
        raise Refusal(f"--json and --format {chosen}: give one of them, or name a file with -o")
    return chosen


def _made(desk: Desk, reader: Reader, what: What, form: Form, *, withdrawn: bool) -> Made:
    from send_cli.cli.exported import EXPORTED, with_withdrawn

    if what is What.ALL:
        return _everything(reader)
    if form is Form.ICS:
        from send_cli.cli.feed import feed

        return Made(*feed(desk, reader))
    sheet, document, notes = (with_withdrawn if withdrawn else EXPORTED[what])(desk, reader)
    rows = len(sheet.rows)
    if form is Form.XLSX:
        from send_cli.present.workbook import LONGEST_CELL, workbook

        book = workbook(sheet, desk.today)
        if book.cut:
            cut = plural(book.cut, "text")
            notes += (f"{cut} cut to the {LONGEST_CELL:,} characters of a cell: csv has the whole",)
        return Made(book.content, rows, notes)
    if form is Form.JSON:
        from json import dumps

        text = dumps(document, ensure_ascii=False, indent=2) + "\n"
        return Made(text.encode(), rows, notes)
    from send_cli.present.export_csv import MARK, csv_text

    return Made((MARK + csv_text(sheet)).encode(), rows, notes)


def _everything(reader: Reader) -> Made:
    from send_cli.present.export_whole import whole_text
    from send_cli.store.tables import whole_content

    content = whole_content(reader.connection)
    return Made(whole_text(content).encode(), sum(len(t.rows) for t in content.tables.values()))


def _write(desk: Desk, what: What, form: Form, made: Made, to: Path | None) -> None:
    from send_cli.cli.output import print_whole, put

    if to is None:
        print_whole(made.content)
        return
    place = put(desk, to, made.content)
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "export": what.value,
        "format": form.value,
        "file": str(place),
        "rows": made.rows,
    }
    desk.answer(document, f"{safe(str(place))}: {plural(made.rows, 'row')}")
