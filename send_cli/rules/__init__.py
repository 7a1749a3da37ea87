"""The statute book: dated data and its citations, one module for each workflow."""

import zlib
from pathlib import Path

from send_cli import __version__
from send_cli.domain import book, calendar, clock, deadline, event, period, rule, step, transfer
from send_cli.domain.book import RuleBook
from send_cli.rules import assessment, bank_holidays, phase_transfer, review, sources


def _fingerprint() -> str:
    """Return a mark that changes with every line of the rules, or of how they are counted."""
    modules = (
        *(assessment, bank_holidays, phase_transfer, review, sources),
        *(book, calendar, clock, deadline, event, period, rule, step, transfer),
    )
    mark = length = 0
    try:
        for module in modules:
            text = Path(str(module.__file__)).read_bytes()
            mark, length = zlib.crc32(text, mark), length + len(text)
    except OSError:
        return __version__
    return f"{__version__} {mark:08x} {length}"


BOOK = RuleBook(
    (*assessment.RULES, *review.RULES, *phase_transfer.RULES),
    bank_holidays.ENGLAND_AND_WALES,
    _fingerprint(),
)
