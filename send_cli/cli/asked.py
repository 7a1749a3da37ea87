"""What the shared options said: apart from the desk, so that help loads nothing else."""


class Asked:
    """What the shared options said, before or after the command."""

    __slots__ = ("as_json", "as_of", "db", "names", "officer", "setting", "team")

    def __init__(self) -> None:
        self.db: str | None = None
        self.as_of: str | None = None
        self.officer: str | None = None
        self.team: str | None = None
        self.setting: str | None = None
        self.names = False
        self.as_json = False
