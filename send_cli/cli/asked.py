"""What the shared options said: apart from the desk, so that help loads nothing else."""

from dataclasses import dataclass


@dataclass(slots=True)
class Asked:
    """What the shared options said, before or after the command."""

    db: str | None = None
    as_of: str | None = None
    officer: str | None = None
    team: str | None = None
    setting: str | None = None
    names: bool = False
    as_json: bool = False
