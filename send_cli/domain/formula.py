"""Text that a spreadsheet would run as a formula: how it is made harmless, and read back.

An apostrophe before it keeps a spreadsheet from running it. Text that has
apostrophes before such a beginning gets one more, so that any text comes back
exactly as it was.
"""

BEGINNINGS = frozenset("=+-@\t\r")
"""The characters with which a formula begins, in one spreadsheet or another."""


def neutral(text: str) -> str:
    """Return text as it may stand in a cell of CSV: with an apostrophe where it could run."""
    return f"'{text}" if _begins_a_formula(text) else text


def restored(text: str) -> str:
    """Return the text of a cell: the reverse of `neutral`."""
    return text[1:] if text.startswith("'") and _begins_a_formula(text) else text


def _begins_a_formula(text: str) -> bool:
    return text.lstrip("'")[:1] in BEGINNINGS
