"""The settings file, `send.toml`: read with every line known, and changed with care.

Note:
    It is written beside itself and put in its place whole, readable by its owner
    alone, and only after what was written reads as it should.

"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from send_cli.domain.problem import Refusal
from send_cli.domain.setting import PROFILES, Entry, Mistake, Setting, Settings
from send_cli.store.private import put_private

FORM = "each line is KEY = VALUE, like unread = 450, under a [group] that is there once"


def read_settings(path: Path, table: Mapping[str, Setting]) -> Settings:
    """Return the settings in force with that file; the defaults where there is none.

    Raises:
        Refusal: the file cannot be read at all.

    """
    try:
        text = _text(path)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = "this is not text in UTF-8 (save the file as UTF-8)"
        return Settings(table, mistakes=[Mistake(line, None, message)])
    entries, mistakes = _read(text)
    return Settings(table, entries, mistakes)


def _text(path: Path) -> str:
    """Return the text of a settings file; none where there is no file."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}") from error


def value_of(text: str) -> object:
    """Return a value as it would be read in the file; the text where it is none there."""
    import tomllib

    try:
        read = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return read["value"] if len(read) == 1 else text


def _read(text: str) -> tuple[list[Entry], list[Mistake]]:
    """Return the values of a file, or the one mistake for which it cannot be read."""
    import tomllib

    try:
        tomllib.loads(text)
        return list(_entries(text)), []
    except tomllib.TOMLDecodeError as error:
        told = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        reason, line = told.groups() if told else (str(error), None)
        last = text.rstrip().count("\n") + 1
        return [], [Mistake(int(line or last), None, f"this is not TOML: {reason} ({FORM})")]
    except (ValueError, RecursionError):
        return [], [Mistake(None, None, f"this is not TOML that can be read ({FORM})")]


def _entries(text: str) -> Iterator[Entry]:
    """Yield every value of a readable file with the line on which it begins."""
    import tomllib

    header = statement = ""
    first = 1
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        first = first if statement else number
        statement += f"{line}\n"
        if statement.lstrip().startswith("["):
            header, statement = statement, ""
            continue
        try:
            read = tomllib.loads(header + statement)
        except tomllib.TOMLDecodeError:
            continue  # the value goes on over the next line
        yield from _leaves(read, (), first)
        statement = ""


def _leaves(read: Mapping[str, Any], above: tuple[str, ...], line: int) -> Iterator[Entry]:
    for name, value in read.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*above, name), line)
        else:
            yield Entry((*above, name), value, line)


def write_setting(path: Path, settings: Settings, key: str, value: object | None) -> Settings:
    """Set a key in the file, or take it out where the value is None; return what then is in force.

    Comments and order stay as they are.

    Raises:
        Refusal: the file cannot be changed so, or cannot be written.

    """
    entry = settings.entries.get(key)
    words = entry.path if entry else tuple(key.split("."))
    after = settings.changed(key, value)
    written = None if value is None else after.entries[key].value
    return _write(path, after, {words: written})


def write_profile(path: Path, settings: Settings, name: str, headings: Mapping[str, str]) -> None:
    """Set the heading of each of those fields in a profile; its others stay.

    Raises:
        Refusal: the file cannot be changed so, or cannot be written.

    """
    changes: dict[tuple[str, ...], object] = {
        (PROFILES, name, field): heading for field, heading in headings.items()
    }
    _write(path, settings.with_profile(name, headings), changes)


def _write(
    path: Path, expected: Settings, changes: Mapping[tuple[str, ...], object | None]
) -> Settings:
    written = _text(path)
    for words, value in changes.items():
        written = _changed_text(written, words, value)
    entries, mistakes = _read(written)
    after = Settings(expected.table, entries)
    if mistakes or _values(after) != _values(expected):
        changed = " and ".join(".".join(words) for words in changes)
        raise Refusal(
            f"{path} is written in a way that {changed} cannot be changed in: nothing was changed "
            "(change it in an editor)"
        )
    _put(path, written)
    return after


def _values(settings: Settings) -> dict[str, object]:
    return {key: entry.value for key, entry in settings.entries.items()}


def _changed_text(text: str, words: tuple[str, ...], value: object | None) -> str:
    """Return the text with a value set or taken out; as it was where that cannot be done."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    *groups, name = words
    try:
        document = tomlkit.parse(text)
        table: Any = document
        for group in groups:
            if group not in table:
                table[group] = tomlkit.table()
            table = table[group]
        if value is None:
            del table[name]
        else:
            table[name] = value
        return tomlkit.dumps(document)
    except (TOMLKitError, ValueError, TypeError):
        return text


def _put(path: Path, text: str) -> None:
    """Put a file with that text in the place of what is there, whole or not at all."""
    try:
        path.resolve().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put_private(path, text.encode())
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}: nothing was changed") from error
