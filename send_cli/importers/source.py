"""A list as it comes: the name of its file, and its bytes."""

from pathlib import Path
from typing import NamedTuple

from send_cli.domain.problem import InputRefused, shortened


class Source(NamedTuple):
    """The name of a file, and what is in it."""

    file: str
    content: bytes


def read_source(path: Path) -> Source:
    """Read a file.

    Raises:
        InputRefused: it cannot be read, or its name is no text.

    """
    refuse_odd_name(path)
    name = shortened(path.name)
    try:
        # A folder that may not be looked into fails here as well.
        if path.is_dir():
            raise InputRefused(f"{name}: is a folder, not a list (name the file in it)")
        return Source(path.name, path.read_bytes())
    except OSError as error:
        raise InputRefused(f"{name}: cannot be read: {error.strerror}") from error


def refuse_odd_name(path: Path) -> None:
    """Refuse a file whose name could be neither stored nor printed.

    Raises:
        InputRefused: it is no text.

    """
    try:
        path.name.encode()
    except UnicodeError as error:
        raise InputRefused(
            f"{shortened(path.name)}: the name of this list is not readable text (rename the file)"
        ) from error
