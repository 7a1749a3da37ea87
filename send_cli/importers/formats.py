"""The formats a list may have, each recognised by what is in it and not by its name."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from send_cli.importers import layouts
from send_cli.importers.listing import Listing, Progress


class Reading(NamedTuple):
    """How a list is to be read: the day, which heading is which field, and what else was said."""

    today: date
    mapping: Mapping[str, str]
    encoding: str | None = None
    progress: Progress | None = None


class Format(NamedTuple):
    """A format: its name, whether a file or folder is of it, and how a list in it is read."""

    name: str
    fits: Callable[[Path], bool]
    read: Callable[[Path, Reading], Listing]


def _is_sen2(path: Path) -> bool:
    from send_cli.importers.sen2_folder import is_folder_of_tables
    from send_cli.importers.sen2_xml import is_xml

    return is_xml(path) or is_folder_of_tables(path)


def _read_sen2(path: Path, reading: Reading) -> Listing:
    from send_cli.importers.sen2 import return_listing
    from send_cli.importers.sen2_folder import folder_return
    from send_cli.importers.sen2_xml import xml_return

    opens = folder_return if path.is_dir() else xml_return
    return return_listing(opens(path, reading.encoding, reading.progress), reading.today)


def _is_anything(_: Path) -> bool:
    return True


def _read_csv(path: Path, reading: Reading) -> Listing:
    return layouts.read_list(
        path,
        reading.today,
        mapping=reading.mapping,
        encoding=reading.encoding,
        progress=reading.progress,
    )


FORMATS = (
    Format("sen2", _is_sen2, _read_sen2),
    Format("csv", _is_anything, _read_csv),
)
"""Every format, in the order in which they are tried."""


def read_list(
    path: Path,
    today: date,
    *,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
    format_name: str | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a list of any format; `mapping` is from normalised headings to fields.

    `format_name` says which format it is, where its content would say another.
    `progress` may wrap the rows to show how far it has come.

    Raises:
        InputRefused: no row of it can be read.

    """
    said = (one for one in FORMATS if one.name == format_name)
    fitting = (one for one in FORMATS if one.fits(path))
    chosen = next(said if format_name else fitting)
    return chosen.read(path, Reading(today, mapping or {}, encoding, progress))
