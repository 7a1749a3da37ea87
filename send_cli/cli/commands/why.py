"""Where every date and every point comes from."""

from typing import Annotated, Any

import typer

from send_cli.cli.commands.calc import law_lines
from send_cli.cli.commands.show import origin_words
from send_cli.cli.complete import references, rule_ids
from send_cli.cli.desk import Desk
from send_cli.domain.action import Action
from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.rule import Rule
from send_cli.domain.task import task_number
from send_cli.present import documents
from send_cli.present.words import indented, safe, status_sentence, who
from send_cli.store.read import Docket, Origin, Reader

Origins = dict[Deadline, Origin | None]

EXPECTED = "expected from the child's age or year group and the setting type"
"""Where the start of a clock comes from that no event on record started."""

OWN = "the day you gave with it"


def command(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF|TASK",
            help="The case's reference, or a part of it; or task-12",
            autocompletion=references,
        ),
    ],
    rule: Annotated[
        str | None, typer.Argument(help="Only this rule, past clocks too", autocompletion=rule_ids)
    ] = None,
) -> None:
    """Print, for each line of a case or for a task, its clocks, the law, and its score's terms.

    For each clock: what started it and where that fact came from, the working,
    how it stands, the citation with link and quotation, and the confidence.

    \b
    Examples:
      send why C00412
      send why C00412 ehcp-final
      send why task-12
    """
    desk = Desk.of(ctx)
    only = _rule(desk, rule).id if rule else None
    number = task_number(ref)
    with desk.reading() as reader:
        docket = _docket_of(reader, number) if number else reader.docket(desk.ref(reader, ref))
        ours = [row for row in desk.clocks(docket.deadlines) if row.exists(desk.today)]
        beside = desk.office.serves(only) if desk.office and only else None
        clocks = [row for row in ours if only is None or row.rule.id in {only, beside}]
        origins = {
            row: reader.origin(docket.case.ref, row.start_kind, row.start_on, row.started_about)
            for row in clocks
            if row.start_kind
        }
    day = desk.day_list([docket])
    actions = [one for one in day.every if not number or (one.task and one.task.number == number)]
    of_tasks = [row for one in actions if one.task for row in one.rows]
    origins |= {row: None for row in of_tasks if only in {None, row.rule.id}}
    if only:
        lines = [safe(who(docket.case, names=desk.names))]
        for row in clocks:
            lines += clock_lines(desk, row, origins[row])
        if not clocks:
            lines.append(f"  no clock of {only} has started")
    else:
        lines = _case_lines(desk, docket, actions, origins)
    desk.answer(_document(desk, docket, actions, origins, only), *lines)


def _rule(desk: Desk, said: str) -> Rule:
    """Return the rule that a person named: of a target of the authority's, or of the book."""
    target = desk.office.rule(said) if desk.office else None
    return target or desk.book.rule(said)


def _docket_of(reader: Reader, number: int) -> Docket:
    """Return what a line of a task is made of: its case without the case's own clocks."""
    ref, task = reader.task(number)
    case = reader.docket(ref).case if ref else Case("", {}, tasks=(task,))
    return Docket(case, ())


def _case_lines(desk: Desk, docket: Docket, actions: list[Action], origins: Origins) -> list[str]:
    lines = [safe(who(docket.case, names=desk.names)) or "your own"]
    if not actions:
        lines.append("  nothing is running: no line of the list to explain")
    for action in actions:
        lines += ["", *indented(f"{action.lane.upper()}: {safe(action.text)}", 0, desk.width)]
        for row in action.rows:
            lines += clock_lines(desk, row, origins.get(row))
        if action.step:
            for one in desk.book.checklist(action.step, action.case.events):
                lines += indented(f"do with it: {one.title} ({one.citation.text})", 2, desk.width)
        lines += _score_lines(desk, action)
    return lines


def _score_lines(desk: Desk, action: Action) -> list[str]:
    lines = ["  score"]
    for reason in action.reasons:
        sentence = indented(safe(reason.sentence), 11, desk.width)
        lines += [f"  {reason.points:>+7}  {sentence[0].strip()}", *sentence[1:]]
    return [*lines, f"  {action.score:>7}"]


def clock_lines(desk: Desk, row: Deadline, origin: Origin | None) -> list[str]:
    """Return one clock, line by line, from its start to the confidence in its law."""
    today = desk.today
    counted = desk.book.reckoning(row.rule, row.start_on)
    about = f" ({safe(row.about)})" if row.about else ""
    lines = indented(f"{row.rule.id}{about}: {row.rule.title}", 2, desk.width, 2)
    kind = row.start_kind.words if row.start_kind else "your own task"
    whom = f" ({safe(row.started_about)})" if row.started_about else ""
    lines.append(f"    started by  {kind}{whom}, {spelt(row.start_on)}")
    source = origin_words(origin) if origin else EXPECTED if row.start_kind else OWN
    lines.append(f"                {safe(source)}")
    if row.opens_on > row.start_on:
        lines.append(f"                known to run since {spelt(row.opens_on)}")
    lines.append(f"    working     {counted.working if counted else 'no number'}")
    if row.not_before:
        lines.append(f"    not before  {spelt(row.not_before)}")
    elif row.act_by and row.act_by != row.due:
        closed = _closed(desk, row)
        text = f"act by      {spelt(row.act_by)}, the last working day before it{closed}"
        lines += indented(text, 4, desk.width, 12)
    lines.append(f"    {spelt(today):<11}: {status_sentence(row, today)}")
    if row.ground and row.is_excused(today):
        lines.append(
            f"    exception   {row.ground.value}; original date {spelt(row.due)}, "
            "no statutory replacement date"
        )
    if row.awaits_outcome:
        lines.append("    runs only if the decision was to amend, which is not on record")
    if row.may_be_later:
        lines.append("    may be later: another date that it hangs on is not on record")
    note = indented(row.rule.note, 4, desk.width) if row.rule.note else []
    return [*lines, *law_lines(row.rule, desk.width, 4), *note]


def _closed(desk: Desk, row: Deadline) -> str:
    """Return for which closure days the day to act by is so early; empty where for none."""
    if desk.office is None or row.act_by == desk.book.calendar.act_by(row.due):
        return ""
    return f" (closed on {desk.office.closed_words(row.act_by or row.due, row.due)})"


def _document(
    desk: Desk, docket: Docket, actions: list[Action], origins: Origins, only: str | None
) -> dict[str, Any]:
    return {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "case": docket.case.ref or None,
        "actions": [
            documents.action_document(action, desk.today)
            for action in actions
            if only is None or only in {row.rule.id for row in action.rows}
        ],
        "clocks": [_clock_document(desk, docket, row, origin) for row, origin in origins.items()],
    }


def _clock_document(
    desk: Desk, docket: Docket, row: Deadline, origin: Origin | None
) -> dict[str, Any]:
    counted = desk.book.reckoning(row.rule, row.start_on)
    return {
        **documents.deadline_document(docket.case.ref, row, desk.today),
        "working": counted.working if counted else None,
        "origin": {
            "command": origin.words,
            "who": origin.who,
            "as_of": origin.as_of.isoformat(),
            "at": origin.at,
            "file": origin.file,
            "row": origin.row,
        }
        if origin
        else None,
        "citation": documents.citation_document(row.citation),
        "confidence_words": row.rule.confidence_words,
        "note": row.rule.note,
    }
