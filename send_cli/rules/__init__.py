"""The statute book: dated data and its citations, one module for each workflow."""

import zlib
from pathlib import Path

from send_cli import __version__, domain
from send_cli.domain.book import RuleBook
from send_cli.rules import (
    amendment,
    assessment,
    bank_holidays,
    cease,
    custody,
    desk,
    first_plan,
    mediation,
    move,
    orders,
    personal_budget,
    phase_transfer,
    reassessment,
    review,
    tribunal,
    unopposed,
)


def _fingerprint() -> str:
    """Return a mark that changes with every line of the rules, or of how they are counted."""
    folders = (Path(__file__).parent, Path(str(domain.__file__)).parent)
    mark = length = 0
    for path in sorted(path for folder in folders for path in folder.glob("*.py")):
        text = path.read_bytes()
        mark, length = zlib.crc32(text, mark), length + len(text)
    return f"{__version__} {mark:08x} {length}"


BOOK = RuleBook(
    (
        *assessment.RULES,
        *first_plan.RULES,
        *reassessment.RULES,
        *review.RULES,
        *amendment.RULES,
        *phase_transfer.RULES,
        *personal_budget.RULES,
        *cease.RULES,
        *custody.RULES,
        *move.RULES,
        *desk.RULES,
        *mediation.RULES,
        *tribunal.RULES,
        *orders.RULES,
        *unopposed.RULES,
    ),
    bank_holidays.CALENDARS,
    _fingerprint(),
)
