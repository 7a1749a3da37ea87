"""Which heading is which field, remembered under a name in the settings."""

from collections.abc import Sequence
from pathlib import Path

from send_cli.cli.desk import Desk
from send_cli.domain.problem import NotFound, Refusal
from send_cli.domain.setting import PROFILES


def load_profile(desk: Desk, name: str) -> list[str]:
    """Return what was saved under a name, each as `FIELD=HEADING`.

    Raises:
        NotFound: nothing was.
        Refusal: the settings cannot be read.

    """
    held = _profiles(desk)
    if name not in held:
        there = f"those there are: {', '.join(held)}" if held else "none is saved yet"
        raise NotFound(
            f'no profile is called "{name}" ({there}; --map FIELD=HEADING with --profile saves one)'
        )
    return [f"{field}={heading}" for field, heading in held[name].items()]


def has_profile(desk: Desk, name: str) -> bool:
    """Say whether something was saved under a name."""
    return name in _profiles(desk)


def save_profile(desk: Desk, name: str, pairs: Sequence[str]) -> Path:
    """Save `FIELD=HEADING` pairs under a name, besides what it has; return where.

    Raises:
        Refusal: the settings cannot be read or written.

    """
    from send_cli.store.settings import write_profile

    split = (pair.partition("=") for pair in pairs)
    headings = {field.strip(): heading.strip() for field, _, heading in split}
    write_profile(desk.settings_path, desk.settings_as_written, name, headings)
    return desk.settings_path


def _profiles(desk: Desk) -> dict[str, dict[str, str]]:
    """Return the profiles; a mistake in another setting is none in them.

    Raises:
        Refusal: they cannot be read.

    """
    settings, file = desk.settings_as_written, str(desk.settings_path)
    settings.refuse_unreadable(file)
    for mistake in settings.mistakes:
        if (mistake.key or "").partition(".")[0] == PROFILES:
            raise Refusal(mistake.sentence(file))
    return settings.profiles
