"""A file that only its owner reads, put in its place whole or not at all."""

import os
from pathlib import Path
from tempfile import mkstemp


def put_private(path: Path, content: bytes) -> None:
    """Put a file with that content, mode 0600, in the place of what is there.

    Raises:
        OSError: it cannot be written; what was there is as it was.

    """
    place = path.resolve()
    handle, beside = mkstemp(prefix=f".{place.name[:80]}.", dir=place.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(beside).replace(place)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
