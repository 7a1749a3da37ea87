"""The formats a list may have, recognised by what is in the file and not by its name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from send_cli.domain.problem import InputRefused, shortened
from send_cli.importers.headings import KNOWN
from send_cli.importers.layouts import table_listing
from send_cli.importers.listing import Listing, Progress, Reading
from send_cli.importers.source import Source, read_source, refuse_odd_name
from send_cli.importers.table import read_csv
from send_cli.importers.webpage import is_web_page, read_web_page
from send_cli.importers.workbook import is_workbook, read_workbook


class Format(NamedTuple):
    """A format: its name, whether the bytes of a file are of it, and how a list in it is read."""

    name: str
    fits: Callable[[bytes], bool]
    read: Callable[[Source, Reading], Listing]


def _read_csv(source: Source, reading: Reading) -> Listing:
    if reading.sheet is not None:
        raise InputRefused(f"{source.file}: is no workbook, so --sheet does not fit it")
    table = read_csv(source, reading.encoding, KNOWN | frozenset(reading.mapping))
    return table_listing(table, reading)


def _read_workbook(source: Source, reading: Reading) -> Listing:
    if reading.encoding is not None:
        raise InputRefused(f"{source.file}: is a workbook, so --encoding does not fit it")
    table = read_workbook(source, reading.sheet, KNOWN | frozenset(reading.mapping))
    return table_listing(table, reading)


def _read_web_page(source: Source, reading: Reading) -> Listing:
    if reading.sheet is not None:
        raise InputRefused(f"{source.file}: is no workbook, so --sheet does not fit it")
    table = read_web_page(source, reading.encoding, KNOWN | frozenset(reading.mapping))
    return table_listing(table, reading)


def _is_return(path: Path) -> bool:
    from send_cli.importers.sen2_folder import is_folder_of_tables
    from send_cli.importers.sen2_xml import is_xml

    return is_xml(path) or is_folder_of_tables(path)


def _read_return(path: Path, reading: Reading) -> Listing:
    """Read a return, whose fields are known: what names a column or a sheet does not fit it."""
    from send_cli.importers.sen2 import return_listing
    from send_cli.importers.sen2_folder import folder_return
    from send_cli.importers.sen2_xml import xml_return

    refuse_odd_name(path)
    name = shortened(path.name)
    if reading.mapping:
        raise InputRefused(
            f"{name}: is a SEN2 return, whose columns are known, so neither --map nor --profile "
            "fits it (import it without)"
        )
    if reading.sheet is not None:
        raise InputRefused(f"{name}: is no workbook, so --sheet does not fit it")
    opens = folder_return if path.is_dir() else xml_return
    listing = return_listing(opens(path, reading.encoding, reading.progress), reading.today)
    return replace(listing, format=SEN2)


def _is_anything(_: bytes) -> bool:
    return True


FORMATS = (
    Format("xlsx", is_workbook, _read_workbook),
    Format("html", is_web_page, _read_web_page),
    Format("csv", _is_anything, _read_csv),
)
"""Every format of a file that is read whole, in the order in which they are tried."""

SEN2 = "sen2"
NAMES = (SEN2, *(one.name for one in FORMATS))
"""What the formats are called; a return, which may be a folder or long, is looked for first."""


def read_list(
    path: Path,
    today: date,
    *,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    format_name: str | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a list of any format; `mapping` is from normalised headings to fields.

    `format_name` says which format it is, where its content would say another.
    `progress` may wrap the rows to show how far it has come.

    Raises:
        InputRefused: no row of it can be read.

    """
    reading = Reading(today, mapping or {}, encoding, sheet, progress)
    if format_name == SEN2 or (format_name is None and _is_return(path)):
        return _read_return(path, reading)
    source = read_source(path)
    fits = (one for one in FORMATS if one.fits(source.content))
    said = (one for one in FORMATS if one.name == format_name)
    chosen = next(said if format_name else fits)
    listing = chosen.read(source, reading)
    return replace(listing, format=chosen.name)
