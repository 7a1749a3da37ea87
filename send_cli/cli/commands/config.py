"""The settings: what each is, where it comes from, and changing one."""

from typing import Annotated

import typer

from send_cli.cli.complete import setting_words
from send_cli.cli.desk import Desk
from send_cli.domain.problem import Refusal
from send_cli.domain.rerank import Move, moves
from send_cli.domain.setting import Settings
from send_cli.present.documents import VERSION
from send_cli.present.settings import (
    move_document,
    move_lines,
    plain_lines,
    plain_move_lines,
    setting_document,
    setting_lines,
    setting_page,
    whole,
)
from send_cli.present.words import safe
from send_cli.store.settings import value_of, write_setting

FIRST = 10
"""The lines from the top of the list that a preview shows."""


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY | set KEY VALUE | unset KEY]",
            help="A setting or a group of them; all where left out",
            autocompletion=setting_words,
        ),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show how the list would move; save nothing")
    ] = False,
) -> None:
    """Print the settings with meaning, default and source, or change one.

    They are in `send.toml` beside the case file, or where SEND_CONFIG says. `set`
    and `unset` keep the comments and the order of the file.

    \b
    Examples:
      send config weights.flags
      send config set weights.flags.out-of-school 120 --preview
      send config unset weights.flags.out-of-school
    """
    desk = Desk.of(ctx)
    match words or []:
        case ["set", key, value]:
            _change(desk, key, value_of(value), preview=preview)
        case ["unset", key]:
            _change(desk, key, None, preview=preview)
        case ["set", *_]:
            raise Refusal("set takes a key and a value: send config set KEY VALUE")
        case ["unset", *_]:
            raise Refusal("unset takes a key: send config unset KEY")
        case _ if preview:
            raise Refusal("--preview goes with set or unset: send config set KEY VALUE --preview")
        case []:
            _show(desk, None)
        case [key]:
            _show(desk, key)
        case [key, *_]:
            raise Refusal(f'"{key}": write send config set KEY VALUE to change a setting')


def _show(desk: Desk, key: str | None) -> None:
    settings = desk.settings_as_written
    file = str(desk.settings_path)
    shown = list(settings.table.values()) if key is None else settings.under(key)
    document = {
        "version": VERSION,
        "file": file if desk.has_settings_file else None,
        "settings": [setting_document(setting, settings) for setting in shown],
        "profiles": list(settings.profiles),
        "mistakes": [mistake._asdict() for mistake in settings.mistakes],
    }
    if not desk.on_terminal:
        desk.answer(document, *plain_lines(shown, settings))
    elif len(shown) == 1:
        desk.answer(document, *setting_page(shown[0], settings, file, desk.width))
    else:
        desk.answer(document, *setting_lines(desk.screen, shown, settings))
    if settings.profiles and key is None:
        names = ", ".join(map(safe, settings.profiles))
        desk.tell(f"profiles of lists (`send import FILE --profile NAME`): {names}")
    if not desk.has_settings_file:
        desk.tell(f"no settings file yet: `send config set KEY VALUE` makes {file}")
    _tell_mistakes(desk, settings)


def _change(desk: Desk, key: str, value: object | None, *, preview: bool) -> None:
    """Set a key, or take it out where the value is None, or show what that would do."""
    before = desk.settings_as_written
    file = str(desk.settings_path)
    before.refuse_unreadable(file)
    if value is None and key not in before.entries:
        one = before.setting(key)
        default = one.brief(one.default)
        raise Refusal(f"{key} is not set in {file}: its default, {default}, is in force")
    after = before.changed(key, value)
    moved = _moves(desk, after) if preview else None
    if not preview:
        after = write_setting(desk.settings_path, before, key, value)
    setting = before.table.get(key)
    old, new = (None, None) if setting is None else (before.value(key), after.value(key))
    document = {
        "version": VERSION,
        "as_of": desk.today.isoformat(),
        "file": file,
        "key": key,
        "old": whole(old),
        "new": whole(new),
        "saved": not preview,
        "moves": None if moved is None else [move_document(one) for one in moved if one.moves],
    }
    told = f"{safe(key)}: taken out"
    if setting:
        told = f"{key}: {setting.brief(old)} -> {setting.words(new)}"
    if moved is None:
        desk.answer(document, told)
    elif desk.on_terminal:
        desk.answer(document, told, *move_lines(desk.screen, moved, FIRST, names=desk.names))
    else:
        moving = (one for one in moved if one.moves)
        desk.answer(document, *plain_move_lines(moving, names=desk.names))
    desk.tell("nothing was saved" if preview else f"saved in {file}")
    _tell_mistakes(desk, after)


def _moves(desk: Desk, after: Settings) -> list[Move]:
    """Return how the day's list would move."""
    from send_cli.rules.settings import in_force

    with desk.reading() as reader:
        dockets, own = desk.dockets(reader), desk.own_tasks(reader)
    before = in_force(desk.settings_as_written)
    return moves(desk.day_list(dockets, own, before), desk.day_list(dockets, own, in_force(after)))


def _tell_mistakes(desk: Desk, settings: Settings) -> None:
    desk.tell(*(safe(one.sentence(str(desk.settings_path))) for one in settings.mistakes))
