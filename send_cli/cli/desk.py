"""The desk a command works at: the case file, the day, whose cases, and where to answer.

What only some commands need is imported where it is used: a start-up is paid
fifty times a day.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from send_cli.cli.asked import Asked
from send_cli.cli.figures import Figures
from send_cli.cli.typed import When, readings, typed_day
from send_cli.domain.problem import ExitCode, NotFound, Refusal
from send_cli.importers.dates import NotADateError, read_date
from send_cli.rules import BOOK

if TYPE_CHECKING:
    import typer

    from send_cli.domain.day_list import DayList
    from send_cli.domain.task import Task
    from send_cli.domain.triage import InForce
    from send_cli.present.terminal import Screen
    from send_cli.store.read import Docket, Reader
    from send_cli.store.write import Command, Writer


class Desk(Figures):
    """Everything a command needs besides its own words."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.names = asked.names
        self.as_json = asked.as_json
        self.officer = asked.officer or os.environ.get("SEND_OFFICER") or None
        self.book = BOOK
        self.today = self._today()

    @classmethod
    def of(cls, ctx: "typer.Context") -> "Desk":
        """Return the desk for one run."""
        return cls(ctx.ensure_object(Asked))

    def _today(self) -> date:
        said = self.asked.as_of or os.environ.get("SEND_AS_OF")
        if not said:
            return date.today()  # noqa: DTZ011 - the one reading
        with _refused(said, "--as-of"):
            return read_date(said)

    def day(self, text: str, what: str = "the date", *, when: When = When.EITHER) -> date:
        """Read a date a person typed; `when` chooses between the readings of `fri`.

        Raises:
            Refusal: it is not one, or may be more than one.

        """
        with _refused(text, what):
            return typed_day(text, self.today, when)

    def days(self, text: str) -> tuple[date, ...]:
        """Return the days that a person's text may mean, on either side of today.

        Raises:
            Refusal: it is not a date.

        """
        with _refused(text, "the date"):
            return readings(text, self.today, When.EITHER)

    @cached_property
    def path(self) -> Path:
        """Where the case file is."""
        said = self.asked.db or os.environ.get("SEND_DB")
        if said:
            return Path(said).expanduser()
        from platformdirs import user_data_path

        return user_data_path("send", appauthor=False) / "cases.db"

    @contextmanager
    def reading(self) -> Iterator["Reader"]:
        """Open the case file to read, and tell what the store has to say."""
        from send_cli.store.read import reading

        with reading(self.path, self.book) as reader:
            self.tell(*reader.notes)
            yield reader

    @contextmanager
    def writing(self, words: str, *, create: bool = False) -> Iterator["Writer"]:
        """Open the case file to change it; `words` is the command as history will show it."""
        from send_cli.store.write import writing

        with writing(self.path, self.book, self.command(words), create=create) as writer:
            yield writer

    def command(self, words: str) -> "Command":
        """Return what is run as history will show it: the words, who, when, and as of what day."""
        from send_cli.store.write import Command

        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Command(words, _who(), now, self.today)

    def dockets(
        self,
        reader: "Reader",
        *,
        whole: bool = False,
        since: date | None = None,
        extras: bool = False,
        rules: Sequence[str] = (),
    ) -> list["Docket"]:
        """Return the cases asked for; `whole` with the deadlines that run no more.

        With `since`, an earlier day, those come too that ran on it; with `extras`
        the cases have the cells of lists that are of no field; with `rules`, only
        the deadlines of those come.
        """
        return reader.dockets(
            None if whole else self.today,
            since=since,
            rules=rules,
            officer=self.officer,
            team=self.asked.team,
            setting=self.asked.setting,
            extras=extras,
        )

    def own_tasks(self, reader: "Reader") -> list["Task"]:
        """Return the open tasks that are no child's; none where a team or setting is asked for."""
        if self.asked.team or self.asked.setting:
            return []
        return reader.own_tasks(self.today, self.officer)

    def day_list(
        self,
        dockets: Sequence["Docket"],
        own: Sequence["Task"] = (),
        figures: "InForce | None" = None,
    ) -> "DayList":
        """Return the day's list of cases and own tasks, by the figures in force or by others."""
        from send_cli.domain.agenda import Judgement
        from send_cli.domain.day_list import day_list

        used = figures or self.in_force
        office = self.office_by(used) if figures else self.office
        judgement = Judgement(self.book, used.weights, used.effort, used.standards, office)
        actions = [*judgement.own_actions(own, self.today)] if own else []
        for docket in dockets:
            actions += judgement.actions(docket.case, docket.deadlines, self.today)
        return day_list(actions, self.today)

    def ref(self, reader: "Reader", part: str) -> str:
        """Return the one reference a person meant, to read.

        Raises:
            NotFound: there is none, or more than one.

        """
        found = reader.refs(part)
        if len(found) > 1:
            from send_cli.present.words import who

            shown = [who(reader.docket(ref).case, names=self.names) for ref in found[:12]]
            more = ", …" if len(found) > 12 else ""
            raise NotFound(f'"{part}" fits {len(found)} cases: {", ".join(shown)}{more}')
        return found[0]

    def ref_to_write(self, reader: "Reader", part: str) -> str:
        """Return the one reference a person meant, to change; found by part, it is confirmed.

        Raises:
            NotFound: there is none, or more than one, or nobody could confirm it.

        """
        ref = self.ref(reader, part)
        if ref.casefold() == part.strip().casefold():
            return ref
        initials = reader.docket(ref).case.initials
        if not sys.stdin.isatty():
            raise NotFound(f'"{part}" finds {ref} {initials}: write the reference to change it')
        from send_cli.present.words import safe

        if not self.agreed(safe(f"{ref} {initials}: this case?")):
            raise NotFound("nothing was changed")
        return ref

    def agreed(self, question: str) -> bool:
        """Ask the person at the terminal; on standard error, for the answer is no part of this."""
        print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().casefold() in {"y", "yes"}

    @property
    def on_terminal(self) -> bool:
        """Say whether a person is looking, and did not ask for JSON."""
        return sys.stdout.isatty() and not self.as_json

    def answer(self, document: Mapping[str, Any], *lines: str) -> None:
        """Print the answer: the document as JSON where asked for, else the lines."""
        if self.as_json:
            import json

            print(json.dumps(document, ensure_ascii=False, indent=2))
        elif lines:
            print("\n".join(lines))

    def say(self, document: Mapping[str, Any], *sentences: str) -> None:
        """Print an answer that is no table: wrapped where a window shows it, else line by line."""
        if not self.on_terminal:
            self.answer(document, *sentences)
            return
        from send_cli.present.words import fitted

        self.answer(document, *(line for one in sentences for line in fitted(one, self.width)))

    def tell(self, *sentences: str) -> None:
        """Say something about the run, to standard error."""
        self.aside(*(f"send: {sentence}" for sentence in sentences))

    def aside(self, *lines: str) -> None:
        """Print to standard error; where nobody reads it any more, the run goes on all the same."""
        with suppress(BrokenPipeError):
            for line in lines:
                print(line, file=sys.stderr, flush=True)

    @property
    def screen(self) -> "Screen":
        """The window, and whether it shows colour."""
        from send_cli.present.terminal import Screen

        return Screen(self.width, colour=not os.environ.get("NO_COLOR"))

    @property
    def width(self) -> int:
        """The columns of the terminal."""
        return shutil.get_terminal_size().columns


@contextmanager
def _refused(text: str, what: str) -> Iterator[None]:
    """Refuse a text that is not a date, saying what it was given for."""
    try:
        yield
    except NotADateError as error:
        raise Refusal(f'{what}: "{text}" {error}') from None


def attention(needed: bool) -> None:
    """Leave with exit code 1 where something needs attention and that was asked for."""
    if needed:
        import typer

        raise typer.Exit(int(ExitCode.ATTENTION))


def _who() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
