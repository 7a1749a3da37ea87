"""A file that only its owner reads, put in its place whole or not at all."""

import os
from pathlib import Path
from tempfile import mkstemp


def put_private(path: Path, text: str) -> None:
    """Put a file with that text, mode 0600, in the place of what is there.

    Raises:
        OSError: it cannot be written; what was there is as it was.

    """
    place = path.resolve()
    handle, beside = mkstemp(prefix=f".{place.name[:80]}.", dir=place.parent)  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(beside).replace(place)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
