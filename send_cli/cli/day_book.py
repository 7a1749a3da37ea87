"""The day book: the commands that changed the case file, in the order they were run."""

from datetime import date, datetime
from typing import Any

from send_cli.cli.desk import Desk
from send_cli.domain.deadline import spelt
from send_cli.present import documents, plain
from send_cli.present.words import indented, plural, safe
from send_cli.store.journal import Ran

COLUMNS = ("as_of", "at", "who", "command", "changes", "cases", "state")
"""The columns of `send history` without a case, in a pipe."""


def print_commands(desk: Desk, since: date) -> None:
    """Print the commands run as of `since` or later, up to today."""
    with desk.reading() as reader:
        ran = reader.commands(since, desk.today)
    document = {
        "version": documents.VERSION,
        "as_of": desk.today.isoformat(),
        "since": since.isoformat(),
        "commands": [_document(one) for one in ran],
    }
    if desk.on_terminal:
        lines = [line for one in ran for line in _lines(desk, one)]
    else:
        lines = [plain.line(*_document(one).values()) for one in ran]
    desk.answer(document, *lines)
    if not ran:
        desk.tell(f"nothing was changed since {spelt(since)}")


def _document(one: Ran) -> dict[str, Any]:
    return {
        "as_of": one.as_of.isoformat(),
        "at": one.at,
        "who": one.who,
        "command": one.words,
        "changes": one.changes,
        "cases": one.cases,
        "state": one.state,
    }


def _lines(desk: Desk, one: Ran) -> list[str]:
    at = datetime.fromisoformat(one.at).astimezone()
    did = f"{plural(one.changes, 'change')} to {plural(one.cases, 'case')}"
    mark = "" if one.state == "stands" else f"  {one.state.upper()}"
    text = f"{spelt(one.as_of)}, {at:%H:%M}, {one.who}: send {one.words} ({did}){mark}"
    return indented(safe(text), 0, desk.width)
