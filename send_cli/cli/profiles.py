"""Which heading is which field, remembered under a name in the settings."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from send_cli.cli.desk import Desk
from send_cli.domain.problem import NotFound, Refusal

PROFILES = "profiles"
"""The table of the settings that holds, under each name, a heading for each field."""


def load_profile(desk: Desk, name: str) -> list[str]:
    """Return what was saved under a name, each as `FIELD=HEADING`.

    Raises:
        NotFound: nothing was.
        Refusal: the settings cannot be read.

    """
    held = _settings(_path(desk)).get(PROFILES, {})
    if name not in held:
        there = f"those there are: {', '.join(held)}" if held else "none is saved yet"
        raise NotFound(
            f'no profile is called "{name}" ({there}; --map FIELD=HEADING with --profile saves one)'
        )
    return [f"{field}={heading}" for field, heading in held[name].items()]


def has_profile(desk: Desk, name: str) -> bool:
    """Say whether something was saved under a name."""
    return name in _settings(_path(desk)).get(PROFILES, {})


def save_profile(desk: Desk, name: str, pairs: Sequence[str]) -> Path:
    """Save `FIELD=HEADING` pairs under a name, besides what it has; return where.

    Raises:
        Refusal: the settings cannot be read or written.

    """
    import tomlkit

    path = _path(desk)
    settings = _settings(path)
    profiles = settings.setdefault(PROFILES, tomlkit.table(is_super_table=True))
    profile = profiles.setdefault(name, tomlkit.table())
    for pair in pairs:
        field, _, heading = pair.partition("=")
        profile[field.strip()] = heading.strip()
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(tomlkit.dumps(settings))
        part.replace(path)
    except OSError as error:
        raise Refusal(f"cannot write {path}: {error.strerror}") from error
    return path


def _path(desk: Desk) -> Path:
    said = os.environ.get("SEND_CONFIG")
    return Path(said).expanduser() if said else desk.path.with_name("send.toml")


def _settings(path: Path) -> Any:
    """Return the settings; none where there is no such file."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        settings = tomlkit.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return tomlkit.document()
    except (OSError, UnicodeError, TOMLKitError) as error:
        raise Refusal(f"{path} cannot be read as settings: {error}") from error
    held = settings.get(PROFILES, {})
    if not isinstance(held, dict) or not all(isinstance(one, dict) for one in held.values()):
        raise Refusal(f"{path}: {PROFILES} is to be a table of tables ([{PROFILES}.NAME])")
    return settings
