"""A workbook read first in a process of its own, which a damaged one may bring down."""

import subprocess
import sys

READ, COULD_NOT_BEGIN, REFUSED, LOCKED = 0, 1, 3, 4
"""How the process ends; the second where Python itself, or the reader, is not to be found."""

MOST_MEMORY = 2**32
"""Bytes: a workbook that needs more to be read is refused."""

MOST_SECONDS = 300

_SCRIPT = f"""
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, resource.RLIM_INFINITY))
except (ImportError, OSError, ValueError):
    pass
import python_calamine
try:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        for _ in book.get_sheet_by_name(name).iter_rows():
            pass
except python_calamine.PasswordError:
    sys.exit({LOCKED})
except BaseException:
    sys.exit({REFUSED})
"""


def trial(content: bytes) -> int:
    """Return whether a workbook can be read: READ, REFUSED, or LOCKED with a password.

    The reader of workbooks asks for whatever memory a file says it needs. Where
    that cannot be had its whole process ends, which is why this one is spent.
    """
    try:
        done = subprocess.run(  # noqa: S603 - this Python, and no word of the user's
            [sys.executable, "-c", _SCRIPT],
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return REFUSED
    except OSError:
        # Where no process can be started the workbook is read all the same.
        return READ
    if done.returncode == COULD_NOT_BEGIN:
        return READ
    return done.returncode if done.returncode in {READ, LOCKED} else REFUSED
