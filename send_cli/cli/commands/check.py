"""What is wrong or missing in the case file."""

from typing import Annotated, Any

import typer

from send_cli.cli.desk import Desk, attention
from send_cli.domain.check import Finding, Kind, case_findings, duplicates, running_out
from send_cli.domain.problem import CaseFileError
from send_cli.present.documents import VERSION
from send_cli.present.plain import line
from send_cli.present.words import indented, plural, safe
from send_cli.store.read import Origin, Reader

COLUMNS = ("kind", "case", "finding", "file", "row", "mend")


def command(
    ctx: typer.Context,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 where something was found")
    ] = False,
) -> None:
    """Print what is wrong or missing, where it came from, and the command that mends it.

    Missing and unreadable dates, impossible orders, assessments that nobody
    touches, cases with no running clock or no officer, possible duplicates, a
    year group that age contradicts, and bank holidays about to run out. Every
    deadline is worked out again and compared with the one stored.

    \b
    Examples:
      send check
      send check --exit-code --officer "Sam Example"
    """
    from send_cli.rules.weights import WEIGHTS

    desk = Desk.of(ctx)
    with desk.reading() as reader:
        dockets = desk.dockets(reader, whole=True)
        found = [
            finding
            for docket in dockets
            for finding in case_findings(
                docket.case, docket.deadlines, desk.today, desk.book, WEIGHTS
            )
        ]
        found += duplicates(docket.case for docket in dockets)
        found += running_out(desk.book.calendar, desk.today)
        told = [(finding, _origin(reader, finding)) for finding in found]
    document = {
        "version": VERSION,
        "as_of": desk.today.isoformat(),
        "count": len(found),
        "findings": [_document(finding, origin) for finding, origin in told],
    }
    lines = _for_person(desk, told) if desk.on_terminal else _for_pipe(told)
    desk.answer(document, *lines)
    if not found:
        desk.tell(f"nothing is wrong with {plural(len(dockets), 'case')}")
    differ = [one.ref for one in found if one.kind is Kind.DEADLINES_DIFFER]
    if differ:
        raise CaseFileError(
            f"the deadlines stored for {plural(len(differ), 'case')} are not those that follow "
            "from what is on record: something else changed the file, or this is a fault in send"
        )
    attention(exit_code and bool(found))


def _origin(reader: Reader, finding: Finding) -> Origin | None:
    if finding.ref and finding.cell:
        return reader.unread_origin(finding.ref, finding.cell)
    return reader.came_from(finding.ref) if finding.ref else None


def _document(finding: Finding, origin: Origin | None) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "case": finding.ref,
        "finding": finding.sentence,
        "file": origin.file if origin else None,
        "row": origin.row if origin else None,
        "mend": finding.mend,
    }


def _for_pipe(told: list[tuple[Finding, Origin | None]]) -> list[str]:
    return [line(*_document(finding, origin).values()) for finding, origin in told]


def _for_person(desk: Desk, told: list[tuple[Finding, Origin | None]]) -> list[str]:
    lines = []
    for finding, origin in told:
        where = f" ({origin.file} row {origin.row})" if origin and origin.file else ""
        sentence = f"{finding.ref or 'send'}: {finding.sentence}{where}"
        lines += [*indented(safe(sentence), 0, desk.width), f"    {finding.mend}"]
    return [*lines, "", plural(len(told), "finding")] if told else []
