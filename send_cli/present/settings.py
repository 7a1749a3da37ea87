"""The settings, and what a change of one would do, as documents and as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from send_cli.domain.problem import shortened
from send_cli.domain.setting import Setting, Settings
from send_cli.present.documents import Document
from send_cli.present.plain import line
from send_cli.present.words import indented, plural, safe, who

if TYPE_CHECKING:
    from send_cli.domain.rerank import Move
    from send_cli.present.terminal import Screen

COLUMNS = (
    "key",
    "value",
    "unit",
    "default",
    "from",
    "line",
    "least",
    "most",
    "meaning",
    "source",
)
"""The columns of `send config` in a pipe; `from` is `default` or `file`."""

MOVE_COLUMNS = ("old_rank", "new_rank", "case", "action", "rule")
"""The columns of `send config set KEY VALUE --preview` in a pipe."""


def setting_document(setting: Setting, settings: Settings) -> Document:
    """Return one setting with its value in force; `line` is where the file gives that."""
    given = setting.key in settings.given
    return {
        "key": setting.key,
        "value": whole(settings.value(setting.key)),
        "unit": setting.unit,
        "default": whole(setting.default),
        "from": "file" if given else "default",
        "line": settings.line(setting.key) if given else None,
        "least": setting.least,
        "most": setting.most,
        "meaning": setting.meaning,
        "source": setting.source,
    }


def plain_lines(shown: Iterable[Setting], settings: Settings) -> Iterator[str]:
    """Yield one line for each setting."""
    for setting in shown:
        cells = setting_document(setting, settings).values()
        yield line(*(", ".join(cell) if isinstance(cell, list) else cell for cell in cells))


def whole(value: object) -> object:
    """Return a value as a document has it: the days of a list as text."""
    return list(map(str, value)) if isinstance(value, list | tuple) else value


def setting_lines(screen: Screen, shown: Sequence[Setting], settings: Settings) -> Iterator[str]:
    """Yield the settings for a person, those whose defaults have one source together."""
    width = max(len(setting.key) for setting in shown)
    for source, ones in groupby(shown, key=lambda setting: setting.source):
        yield from map(screen.dim, indented(f"Defaults from: {source}", 0, screen.width))
        for setting in ones:
            room = screen.width - width - 4
            value = shortened(setting.words(settings.value(setting.key)), room)
            given = setting.key in settings.given
            yield screen.paint(f"  {setting.key:<{width}}  {value}", bold=given)
            where = f"{_where(setting, settings)}: " if given else ""
            yield from indented(f"{where}{setting.meaning}", 4, screen.width)
        yield ""


def setting_page(setting: Setting, settings: Settings, file: str, width: int) -> list[str]:
    """Return one setting whole."""
    value = setting.words(settings.value(setting.key))
    lines = indented(f"{setting.key}: {value}", 0, width, 2)
    given = setting.key in settings.given
    where = f"{file}, {_where(setting, settings)}" if given else "this is the default"
    for text in (
        setting.meaning,
        where,
        setting.bounds,
        f"default from: {setting.source}",
    ):
        lines += indented(safe(text), 2, width)
    return lines


def _where(setting: Setting, settings: Settings) -> str:
    default = setting.brief(setting.default)
    return f"line {settings.line(setting.key)}, in the place of {default}"


def move_document(move: Move) -> Document:
    """Return where a line of the list stands, and where it would."""
    row = move.action.row
    return {
        "old_rank": move.old,
        "new_rank": move.new,
        "case": move.action.case.ref,
        "initials": move.action.case.initials,
        "action": move.action.text,
        "rule": row.rule.id if row else None,
    }


def plain_move_lines(moved: Iterable[Move], *, names: bool) -> Iterator[str]:
    """Yield one line for each line of the list that moves."""
    for move in moved:
        row = move.action.row
        shown = who(move.action.case, names=names)
        yield line(move.old, move.new, shown, move.action.text, row.rule.id if row else None)


def move_lines(screen: Screen, found: Sequence[Move], first: int, *, names: bool) -> Iterator[str]:
    """Yield the first lines of the list as they would be, then those that were among the first."""
    shown = [move for move in found if move.is_among(first)]
    cases = [safe(who(move.action.case, names=names)) for move in shown]
    ranks = [_ranks(move) for move in shown]
    case_width, rank_width = (max(map(len, texts), default=0) for texts in (cases, ranks))
    for move, case, rank in zip(shown, cases, ranks, strict=True):
        told = f"  {rank:<{rank_width}}  {case:<{case_width}}  {safe(move.action.text)}"
        yield screen.paint(shortened(told, screen.width), bold=move.moves)
    moving = sum(move.moves for move in found)
    yield ""
    yield f"{moving} of {plural(len(found), 'line')} would move."


def _ranks(move: Move) -> str:
    """Return the ranks of a line, one where it stays: ` 21 ->   6`."""
    old, new = ("can wait" if rank is None else f"{rank:>3}" for rank in (move.old, move.new))
    return f"{old} -> {new}" if move.moves else new
