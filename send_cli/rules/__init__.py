"""The statute book: dated data and its citations, one module for each workflow."""

import os
import zlib
from importlib import import_module

from send_cli import __version__, domain
from send_cli.domain.book import Chapter, RuleBook
from send_cli.domain.rule import Rule
from send_cli.rules.bank_holidays import CALENDARS

# In the order in which they are opened: first what nearly every caseload needs.
CHAPTERS = (
    "assessment",
    "first_plan",
    "review",
    "amendment",
    "phase_transfer",
    "time_to_appeal",
    "reassessment",
    "move",
    "cease",
    "personal_budget",
    "custody",
    "mediation",
    "tribunal",
    "orders",
    "unopposed",
    "desk",
)


def _chapter(name: str) -> Chapter:
    def opened() -> tuple[Rule, ...]:
        rules: tuple[Rule, ...] = import_module(f"{__name__}.{name}").RULES
        return rules

    return opened


def _fingerprint() -> str:
    """Return a mark that changes with every line of the rules, or of how they are counted."""
    mark = length = 0
    for folder in (os.path.dirname(__file__), os.path.dirname(str(domain.__file__))):  # noqa: PTH120 - pathlib takes twice as long
        with os.scandir(folder) as found:
            paths = sorted(entry.path for entry in found if entry.name.endswith(".py"))
        for path in paths:
            with open(path, "rb", buffering=0) as module:  # noqa: PTH123 - as above
                text = module.read()
            mark, length = zlib.crc32(text, mark), length + len(text)
    return f"{__version__} {mark:08x} {length}"


BOOK = RuleBook(map(_chapter, CHAPTERS), CALENDARS, _fingerprint)
