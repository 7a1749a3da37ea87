"""Where an answer goes that may be a file: its form, its name, and that it is whole."""

import sys
from collections.abc import Callable
from enum import StrEnum
from os.path import realpath
from pathlib import Path

from send_cli.cli.desk import Desk
from send_cli.domain.problem import Refusal, shortened
from send_cli.present.words import safe
from send_cli.store.private import put_private

SQLITE = b"SQLite format 3\x00"
"""What a case file and every backup of it begin with."""

BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite puts to the name of a case file, for what it keeps beside it."""


class Form(StrEnum):
    """What a report is printed as."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


ENDINGS = {
    ".txt": Form.TEXT,
    ".md": Form.MD,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".json": Form.JSON,
}


def form_asked(form: Form | None, output: Path | None, *, as_json: bool) -> Form:
    """Return the form asked for: in so many words, or by the end of the file's name.

    Raises:
        Refusal: two were asked for.

    """
    if as_json and form not in {None, Form.JSON}:
        raise Refusal(f"--json and --format {form}: ask for one of them")
    if as_json:
        return Form.JSON
    return form or ENDINGS.get(output.suffix.casefold() if output else "", Form.TEXT)


def deliver(desk: Desk, text: Callable[[], str], output: Path | None) -> None:
    """Print an answer, or put it whole in the place of a file that only its owner reads.

    Raises:
        Refusal: the file cannot be written, or is none to write over.

    """
    if output is None:
        print(text())
        return
    place = put(desk, output, f"{text()}\n".encode())
    if desk.on_terminal:
        desk.tell(f"written to {safe(str(place))}")


def put(desk: Desk, output: Path, content: bytes) -> Path:
    """Put a file with that content, whole and for its owner's eyes, and return where it is.

    Raises:
        Refusal: it cannot be written there, or something else is there.

    """
    place = named(desk, output)
    shown = shortened(safe(str(place)), 200)
    try:
        if place.is_fifo() or place.is_char_device():
            place.write_bytes(content)
        else:
            _refuse_place(desk, place, shown)
            put_private(place, content)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refusal(f"-o: {shown} cannot be written: {why}") from error
    return place


def named(desk: Desk, output: Path) -> Path:
    """Return the file meant: `{date}` and its like in its name are of the day.

    Raises:
        Refusal: something else stands in braces.

    """
    today = desk.today
    year, week, _ = today.isocalendar()
    parts = {
        "date": today.isoformat(),
        "year": f"{today.year}",
        "month": f"{today.month:02}",
        "day": f"{today.day:02}",
        "week": f"{year}-W{week:02}",
    }
    text = str(output)
    for name, value in parts.items():
        text = text.replace(f"{{{name}}}", value)
    if "{" in text or "}" in text:
        known = ", ".join(f"{{{name}}}" for name in parts)
        raise Refusal(f"-o {shortened(str(output))}: in braces may stand {known}")
    return Path(text).expanduser()


def _refuse_place(desk: Desk, place: Path, shown: str) -> None:
    """Refuse to write over what is no answer: a folder, the settings, a case file."""
    if place.is_dir():
        raise Refusal(f"-o: {shown} is a folder: name the file in it")
    if place.exists() and not place.is_file():
        raise Refusal(f"-o: {shown} is not a file: name another")
    beside = (desk.path.with_name(f"{desk.path.name}{end}") for end in BESIDE)
    own = any(_is_same(place, one) for one in (desk.path, *beside, desk.settings_path))
    if own or _is_database(place):
        raise Refusal(f"-o: {shown} is a case file or another file of send's: name another")


def _is_same(place: Path, other: Path) -> bool:
    """Say whether two names are of one file, be it there already or not."""
    there = place.exists() and other.exists() and place.samefile(other)
    return there or realpath(place) == realpath(other)


def _is_database(place: Path) -> bool:
    if not place.exists():
        return False
    with place.open("rb") as there:
        return there.read(len(SQLITE)) == SQLITE


def print_whole(content: bytes) -> None:
    """Print an answer byte for byte; on a terminal without what would move its cursor."""
    out = getattr(sys.stdout, "buffer", None)
    if out is None or sys.stdout.isatty():
        print("\n".join(map(safe, content.decode("utf-8-sig").splitlines())))
        return
    sys.stdout.flush()
    out.write(content)
    out.flush()
