"""A table of either layout, recognised by its headings."""

from send_cli.importers.annex_a import in_plain_words, is_list_1
from send_cli.importers.corrections import correction_listing, is_correction_list
from send_cli.importers.headings import Layout, layout_of
from send_cli.importers.listing import Listing, Reading
from send_cli.importers.long import long_listing
from send_cli.importers.table import Table
from send_cli.importers.wide import wide_listing


def table_listing(table: Table, reading: Reading) -> Listing:
    """Read a table as a case list, as a list of events, or as corrections.

    Raises:
        InputRefused: its headings cannot be used.

    """
    if is_correction_list(table.headings):
        return correction_listing(table, reading)
    if is_list_1(table.headings):
        table = in_plain_words(table)
    is_long = layout_of(table.headings, reading.mapping) is Layout.LONG
    listing = long_listing if is_long else wide_listing
    return listing(table, reading.today, reading.mapping, reading.progress)
