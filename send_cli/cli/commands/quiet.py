"""The families that have not been heard from."""

from typing import Annotated, Any

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.case import Field
from send_cli.domain.deadline import spelt
from send_cli.domain.problem import Refusal
from send_cli.domain.silence import Silence, is_under_way, longest_first, silence
from send_cli.present import documents, plain
from send_cli.present.words import indented, plural, safe, who

COLUMNS = ("case", "officer", "last_contact", "days", "message", "answer_by", "overdue")
"""The columns of `send quiet` in a pipe; the last three are empty where no message waits."""


def command(
    ctx: typer.Context,
    days: Annotated[
        int | None, typer.Option(help="Calendar days without a word (else standards.quiet_days)")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also where nothing but the year of a plan is running")
    ] = False,
) -> None:
    """List the families without a word for too long, and the messages that wait for an answer.

    Of children for whom work is under way: more is running than the year of
    their plan, or a flag is. The standards are settings: `send config standards`.

    \b
    Examples:
      send quiet
      send quiet --days 14 --officer "Sam Example"
    """
    if days is not None and days < 1:
        raise Refusal("--days: write a number from 1")
    desk = Desk.of(ctx)
    standards = desk.in_force.standards
    most = days or standards.quiet_days
    with desk.reading() as reader:
        dockets = desk.dockets(reader)
    found = longest_first(
        quiet
        for docket in dockets
        if is_under_way(docket.case, docket.deadlines, desk.today)
        or (everything and docket.deadlines)
        or docket.case.unanswered(desk.today)
        if (
            quiet := silence(docket.case, desk.today, most, standards.reply_days, desk.working_days)
        )
    )
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "days": most,
        "reply_days": standards.reply_days,
        "count": len(found),
        "families": [_document(desk, one) for one in found],
    }
    if desk.on_terminal:
        lines = [line for one in found for line in _lines(desk, one)]
    else:
        lines = [plain.line(*_columns(desk, one)) for one in found]
    desk.answer(document, *lines)
    told = plural(len(found), "family", "families")
    desk.tell(f"{told} without a word for {plural(most, 'day')} or with a message that waits")


def _overdue(desk: Desk, one: Silence) -> bool:
    return one.answer_by is not None and one.answer_by < desk.today


def _columns(desk: Desk, one: Silence) -> tuple[object, ...]:
    message = f"{one.message.channel} of {one.message.on.isoformat()}" if one.message else None
    return (
        who(one.case, names=desk.names),
        one.case.fact(Field.OFFICER),
        documents.iso(one.since),
        one.days(desk.today),
        message,
        documents.iso(one.answer_by),
        ("overdue" if _overdue(desk, one) else "") if one.message else None,
    )


def _lines(desk: Desk, one: Silence) -> list[str]:
    case, days = who(one.case, names=desk.names), one.days(desk.today)
    quiet = f"no word since {spelt(one.since)}, {plural(days or 0, 'day')}" if one.since else ""
    text = f"{case}: {quiet or 'no contact is on record'}"
    if one.message:
        by = f", answer due {spelt(one.answer_by)}" if one.answer_by else ""
        late = " (OVERDUE)" if _overdue(desk, one) else ""
        text += f"; their {one.message.channel} of {spelt(one.message.on)} waits{by}{late}"
    return indented(safe(text), 0, desk.width)


def _document(desk: Desk, one: Silence) -> dict[str, Any]:
    return {
        "case": one.case.ref,
        "initials": one.case.initials,
        "officer": one.case.fact(Field.OFFICER),
        "last_contact": documents.iso(one.since),
        "days": one.days(desk.today),
        "message": documents.contact_document(one.message) if one.message else None,
        "answer_by": documents.iso(one.answer_by),
        "overdue": _overdue(desk, one),
    }
