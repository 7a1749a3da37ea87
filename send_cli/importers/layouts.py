"""A list of either layout, recognised by its headings."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from send_cli.importers.annex_a import in_plain_words, is_list_1
from send_cli.importers.headings import KNOWN, Layout, layout_of
from send_cli.importers.listing import Listing, Progress
from send_cli.importers.long import long_listing
from send_cli.importers.table import read_table
from send_cli.importers.wide import wide_listing


def read_list(
    path: Path,
    today: date,
    *,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Listing:
    """Read a CSV list; `mapping` is from normalised headings to fields.

    `progress` may wrap the table's rows to show how far it has come.

    Raises:
        InputRefused: no row of it can be read.

    """
    mapping = mapping or {}
    table = read_table(path, encoding, KNOWN | frozenset(mapping))
    if is_list_1(table.headings):
        table = in_plain_words(table)
    is_long = layout_of(table.headings, mapping) is Layout.LONG
    return (long_listing if is_long else wide_listing)(table, today, mapping, progress)
