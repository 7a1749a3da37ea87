"""Where an answer goes that may be a file: its form, its name, and that it is whole."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from send_cli.cli.desk import Desk
from send_cli.domain.problem import Refusal, shortened

SQLITE = b"SQLite format 3\x00"
"""What a case file and every backup of it begin with."""


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
    from send_cli.store.private import put_private

    place = named(desk, output)
    _refuse_place(desk, place)
    try:
        put_private(place, f"{text()}\n")
    except OSError as error:
        raise Refusal(
            f"{shortened(str(place), 200)} cannot be written: {error.strerror}"
        ) from error
    if desk.on_terminal:
        desk.tell(f"written to {place}")


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


def _refuse_place(desk: Desk, place: Path) -> None:
    """Refuse to write over what is no report: a folder, a device, the settings, a case file."""
    try:
        if not place.exists():
            return
        is_file, start = place.is_file(), b""
        if is_file:
            with place.open("rb") as there:
                start = there.read(len(SQLITE))
    except OSError as error:
        raise Refusal(
            f"{shortened(str(place), 200)} cannot be written: {error.strerror}"
        ) from error
    if not is_file:
        raise Refusal(f"{shortened(str(place), 200)} is not a file: give the name of one")
    if start == SQLITE or _is_same(place, desk.settings_path):
        raise Refusal(f"{shortened(str(place), 200)} is no report: give another name")


def _is_same(place: Path, other: Path) -> bool:
    return other.exists() and place.samefile(other)
