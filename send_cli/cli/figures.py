"""The figures, targets and days in force: the settings file beside the defaults.

What only some commands need is imported where it is used.
"""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from send_cli.domain.book import RuleBook

if TYPE_CHECKING:
    from send_cli.domain.calendar import Calendar
    from send_cli.domain.deadline import Deadline
    from send_cli.domain.office import Office
    from send_cli.domain.setting import Settings
    from send_cli.domain.triage import InForce


class Figures:
    """What a desk goes by that is not the law."""

    book: RuleBook

    @property
    def path(self) -> Path:
        """Where the case file is."""
        raise NotImplementedError

    def tell(self, *sentences: str) -> None:
        """Say something about the run."""
        raise NotImplementedError

    @cached_property
    def settings_path(self) -> Path:
        """Where the settings are: at SEND_CONFIG, else beside the case file."""
        said = os.environ.get("SEND_CONFIG")
        return Path(said).expanduser() if said else self.path.with_name("send.toml")

    @property
    def has_settings_file(self) -> bool:
        """Say whether there is a settings file, though it may not be readable."""
        try:
            self.settings_path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True
        return True

    @cached_property
    def settings(self) -> "Settings":
        """The settings in force.

        Raises:
            Refusal: there is a mistake in the file.

        """
        settings = self.settings_as_written
        settings.refuse_mistakes(str(self.settings_path))
        return settings

    @cached_property
    def settings_as_written(self) -> "Settings":
        """The settings with the mistakes that are in the file."""
        from send_cli.rules.settings import SETTINGS
        from send_cli.store.settings import read_settings

        return read_settings(self.settings_path, SETTINGS)

    @cached_property
    def in_force(self) -> "InForce":
        """The weights, the effort and the standards, with the settings applied.

        Raises:
            Refusal: there is a mistake in the file.

        """
        if not self.has_settings_file:
            from send_cli.domain.triage import InForce
            from send_cli.rules.weights import EFFORT, STANDARDS, WEIGHTS

            if os.environ.get("SEND_CONFIG"):
                self.tell(
                    f"SEND_CONFIG: no file at {self.settings_path}: the defaults are in force"
                )
            return InForce(WEIGHTS, EFFORT, STANDARDS)
        from send_cli.rules.settings import in_force

        return in_force(self.settings)

    @cached_property
    def office(self) -> "Office | None":
        """The targets and the closure days of the authority; None where it has set none.

        Raises:
            Refusal: there is a mistake in the settings file.

        """
        return self.office_by(self.in_force)

    def office_by(self, figures: "InForce") -> "Office | None":
        """Return the targets and the closure days of other figures; None where there are none."""
        if not (figures.closed or any(weeks for _, weeks in figures.targets)):
            return None
        from send_cli.domain.office import Office

        return Office(self.book, figures.targets, figures.closed)

    @property
    def working_days(self) -> "Calendar":
        """The working days of the authority's own offices."""
        return self.office.calendar if self.office else self.book.calendar

    def clocks(self, rows: Sequence["Deadline"]) -> Sequence["Deadline"]:
        """Return the deadlines of a case with the targets that the authority set beside them."""
        return self.office.rows(rows) if self.office else rows
