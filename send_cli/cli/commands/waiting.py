"""What others owe, and the chases."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from send_cli.cli.chosen import agree
from send_cli.cli.desk import Desk
from send_cli.domain.case import name_key
from send_cli.domain.change import Change
from send_cli.domain.event import Event, EventKind
from send_cli.domain.owed import Owed, Provider, owed, providers
from send_cli.domain.problem import NotFound, Refusal
from send_cli.domain.record import impossibility
from send_cli.present import waiting
from send_cli.present.documents import Document
from send_cli.present.words import days, plural, safe, who

CHOICES = 12

Chase = tuple[str, Event]
"""The reference of a case, and the chase to record."""


def command(
    ctx: typer.Context,
    provider: Annotated[
        str | None, typer.Option(help="Only this adviser or school, or a part of its name")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late")] = False,
    text: Annotated[
        bool, typer.Option("--text", help="A message for each, ready to paste into an email")
    ] = False,
    chased: Annotated[
        bool,
        typer.Option(
            "--chased", help="Record a chase of what is due or late (with --provider, of all shown)"
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Record without asking")] = False,
) -> None:
    """Print what others owe, grouped by who owes it, the most overdue first.

    Advice, replies to consultations, and the schools' own duties. `--text` makes
    a message of each group; `--chased` records that they were reminded.

    \b
    Examples:
      send waiting --overdue
      send waiting --provider "Hill School" --text --chased
    """
    desk = Desk.of(ctx)
    if yes and not chased:
        raise Refusal("--yes goes with --chased, which records the chases")
    with desk.reading() as reader:
        found = [
            one
            for docket in desk.dockets(reader)
            for one in owed(docket.case, desk.clocks(docket.deadlines), desk.today)
        ]
    groups = providers(found)
    if provider is not None:
        groups = [_the_one(groups, provider)]
    if overdue:
        late = (one for group in groups for one in group.owed if one.is_overdue(desk.today))
        groups = providers(late)
    recorded = _record(desk, groups, every=provider is not None, yes=yes) if chased else []
    _answer(desk, groups, recorded, text=text)
    if not groups:
        what = "is overdue from others" if overdue else "is owed by others"
        desk.tell(f"nothing {what}: `send today` has what is yours")


def _the_one(groups: Sequence[Provider], wanted: str) -> Provider:
    """Return the group a person meant: an exact name, else the one it is part of.

    Raises:
        NotFound: there is none, or more than one.

    """
    key = name_key(wanted)
    found = [group for group in groups if key in name_key(group.name)]
    found = [group for group in found if name_key(group.name) == key] or found
    if len(found) == 1:
        return found[0]
    if not groups:
        raise NotFound(f'nothing is owed by "{wanted}": nobody owes anything')
    if not found:
        raise NotFound(f'nothing is owed by "{wanted}"; those who owe: {_names(groups)}')
    raise NotFound(f'"{wanted}" fits {len(found)}: {_names(found)}')


def _names(groups: Sequence[Provider]) -> str:
    more = ", …" if len(groups) > CHOICES else ""
    return ", ".join(sorted(safe(group.name) for group in groups)[:CHOICES]) + more


def _answer(
    desk: Desk, groups: Sequence[Provider], recorded: Sequence[Chase], *, text: bool
) -> None:
    told: list[Document] = [
        {"case": ref, "about": event.about, "on": event.on.isoformat()} for ref, event in recorded
    ]
    document = waiting.waiting_document(groups, desk.today, told, names=desk.names)
    if text:
        between = ["", "-" * 40, ""]
        lines: list[str] = []
        for group in groups:
            lines += between if lines else []
            lines += waiting.message(group, desk.today, names=desk.names)
    elif desk.on_terminal:
        lines = list(waiting.terminal_lines(desk.screen, groups, desk.today, names=desk.names))
    else:
        lines = list(waiting.plain_lines(groups, desk.today, names=desk.names))
    desk.answer(document, *lines)


def _record(desk: Desk, groups: Sequence[Provider], *, every: bool, yes: bool) -> list[Chase]:
    """Record one chase for each case and name among what is shown; return those recorded.

    Raises:
        Refusal: nobody confirmed it, or nobody could.

    """
    shown = [one for group in groups for one in group.owed]
    due = [one for one in shown if every or one.row.due <= desk.today]
    if not due:
        desk.tell("nothing that is shown is due: no chase was recorded")
        return []
    wanted = _chases(desk, due)
    held = {(one.case.ref, one.chased_as) for one in due if desk.today in one.chased}
    new = [chase for chase in wanted if (chase[0], chase[1].about) not in held]
    if held:
        desk.tell(f"{plural(len(held), 'chase')} of today on record already")
    if not new:
        return []
    keys = {(ref, event.about) for ref, event in new}
    rows = [
        f"{who(one.case, names=desk.names)}: {one.provider}, {one.row.rule.title.lower()}, "
        f"{days(one.row.days_left(desk.today))}"
        for one in due
        if (one.case.ref, one.chased_as) in keys
    ]
    agree(desk, f"record {plural(len(new), 'chase')}, sent today", rows, yes=yes)
    with desk.writing(_words(groups, every=every, count=len(new))) as writer:
        for ref, event in new:
            docket = writer.reader.docket(ref)
            reason = impossibility(docket.case, event, desk.today, docket.deadlines)
            if reason:
                raise Refusal(f"{ref}: {reason}")
        writer.apply([Change(ref, event.kind, None, event) for ref, event in new])
    desk.tell(f"{plural(len(new), 'chase')} recorded (`send undo` takes them back, all at once)")
    return new


def _chases(desk: Desk, due: Iterable[Owed]) -> list[Chase]:
    named = dict.fromkeys((one.case.ref, one.chased_as) for one in due)
    return [(ref, Event(EventKind.CHASE_SENT, desk.today, name)) for ref, name in named]


def _words(groups: Sequence[Provider], *, every: bool, count: int) -> str:
    whom = f" --provider {groups[0].name}" if every and groups else ""
    return f"waiting --chased{whom} ({plural(count, 'chase')})"
