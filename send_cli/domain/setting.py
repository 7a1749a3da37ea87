"""A setting: what may be changed, what it means, and where its default comes from.

Note:
    A `Mistake` is one fault in the settings file, as a value, so that all of
    them can be shown. What is mistaken is not in force: its default is.

"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from send_cli.domain.closure import NOT_A_LIST, closure_fault, closure_words, closures
from send_cli.domain.problem import Refusal, shortened

PROFILES = "profiles"
"""The group that holds, under the name of each profile, which heading of a list is which field."""


class Figure(NamedTuple):
    """A whole number: `least` and `most` are the first and the last it may be.

    `unit` is what it counts, such as minutes or calendar days. `limit` is why it may
    not be more, where the law says so; `zero` what none at all is called.
    """

    key: str
    meaning: str
    default: int
    unit: str
    source: str
    least: int
    most: int
    limit: str = ""
    zero: str = ""

    def fault(self, given: object) -> str | None:
        """Return why a value will not do, and what to write instead; None where it will do."""
        like = f"; 0 is {self.zero}" if self.zero else f", like {self.default}"
        write = f"(write one from {self.least} to {self.most}{like})"
        if isinstance(given, bool) or not isinstance(given, int):
            return f"{_quoted(given)} is not a whole number {write}"
        if given < self.least:
            return f"{given} is too little {write}"
        if given > self.most:
            why = f"later than {self.limit}" if self.limit else "too much"
            return f"{shortened(str(given))} is {why} {write}"
        return None

    @property
    def bounds(self) -> str:
        """What it may be, in words."""
        why = f"; more is later than {self.limit}" if self.limit else ""
        return f"a whole number from {self.least} to {self.most}{why}"

    def taken(self, typed: object) -> object:
        """Return a value typed at a prompt as the file has it."""
        return typed

    def brief(self, value: object) -> str:
        """Return a value without its unit."""
        return self.zero if value == 0 and self.zero else str(value)

    def words(self, value: object) -> str:
        """Return a value with its unit."""
        return self.zero if value == 0 and self.zero else f"{value} {self.unit}"


class Closures(NamedTuple):
    """A list of days, and of runs of days, on which the offices are closed."""

    key: str
    meaning: str
    default: tuple[str, ...]
    unit: str
    source: str
    least: None = None
    most: None = None

    def fault(self, given: object) -> str | None:
        """Return why a value will not do, and what to write instead; None where it will do."""
        if not isinstance(given, list | tuple):
            return f"{_quoted(given)} is not a list of days ({NOT_A_LIST})"
        return closure_fault(given)

    @property
    def bounds(self) -> str:
        """What it may be, in words."""
        return f"a list of days ({NOT_A_LIST})"

    def taken(self, typed: object) -> object:
        """Return a value typed at a prompt as the file has it: days between commas are a list."""
        if isinstance(typed, date):
            return [typed.isoformat()]
        if isinstance(typed, str):
            return [word.strip() for word in typed.split(",") if word.strip()]
        return typed

    def brief(self, value: object) -> str:
        """Return a value in words."""
        return closure_words(value)

    def words(self, value: object) -> str:
        """Return a value in words; days have no other unit."""
        return closure_words(value)


Setting = Figure | Closures
"""One setting: a kind of value knows what is wrong with one."""


class Entry(NamedTuple):
    """A value as the file has it: the words of its key, the value, and its line."""

    path: tuple[str, ...]
    value: object
    line: int

    @property
    def key(self) -> str:
        """The key as it is written; a word with a dot in it stands in quotation marks."""
        return ".".join(f'"{word}"' if "." in word else word for word in self.path)

    @property
    def is_of_profile(self) -> bool:
        """Say whether it is the heading of a field in a profile."""
        return self.path[0] == PROFILES and len(self.path) == 3 and isinstance(self.value, str)


class Mistake(NamedTuple):
    """One fault in the settings file; `key` is None where the whole file cannot be read."""

    line: int | None
    key: str | None
    message: str

    def sentence(self, file: str) -> str:
        """Return the mistake in one line, beginning with where it is."""
        line = None if self.line is None else f"line {self.line}"
        key = None if self.key is None else shortened(self.key)
        return f"{', '.join(part for part in (file, line, key) if part)}: {self.message}"


class Settings:
    """The values in force: what the file sets and may be set so, else the defaults."""

    def __init__(
        self,
        table: Mapping[str, Setting],
        entries: Sequence[Entry] = (),
        mistakes: Iterable[Mistake] = (),
    ) -> None:
        self.table = table
        self.entries: dict[str, Entry] = {}
        for entry in entries:
            self.entries.setdefault(entry.key, entry)
        found = map(self._mistake, self.entries.values())
        self.mistakes = (*mistakes, *(mistake for mistake in found if mistake))
        wrong_keys = {mistake.key for mistake in self.mistakes}
        self.given: dict[str, object] = {
            key: entry.value
            for key, entry in self.entries.items()
            if key not in wrong_keys and not entry.is_of_profile
        }

    def __getitem__(self, key: str) -> int:
        """Return the figure in force."""
        value = self.value(key)
        assert isinstance(value, int)  # noqa: S101 - a setting that is a list is asked for as days
        return value

    def value(self, key: str) -> object:
        """Return the value in force, as the file or the default has it."""
        return self.given.get(key, self.table[key].default)

    def days(self, key: str) -> tuple[date, ...]:
        """Return the days in force, of a setting that is a list of days."""
        return tuple(closures(self.value(key)))

    @property
    def profiles(self) -> dict[str, dict[str, str]]:
        """The heading of each field, by the names of the profiles."""
        found: dict[str, dict[str, str]] = {}
        for entry in self.entries.values():
            if entry.is_of_profile:
                _, name, field = entry.path
                found.setdefault(name, {})[field] = str(entry.value)
        return found

    def setting(self, key: str) -> Setting:
        """Return the setting of that key.

        Raises:
            Refusal: there is none.

        """
        found = self.table.get(key)
        if found is None:
            raise Refusal(f'"{shortened(key)}": {self._unknown(key)}')
        return found

    def under(self, key: str) -> list[Setting]:
        """Return the setting of that key, or those of that group.

        Raises:
            Refusal: there is none.

        """
        group = [one for one in self.table.values() if one.key.startswith(f"{key}.")]
        return group or [self.setting(key)]

    def line(self, key: str) -> int | None:
        """Return the line of the file that gives a key; None where none does."""
        entry = self.entries.get(key)
        return entry.line if entry else None

    def changed(self, key: str, value: object | None) -> "Settings":
        """Return the settings as they would be with another value; None takes it out.

        Raises:
            Refusal: there is no such setting, or it may not have that value.

        """
        kept = [entry for entry in self.entries.values() if entry.key != key]
        if value is None:
            return Settings(self.table, kept)
        setting = self.setting(key)
        taken = setting.taken(value)
        fault = setting.fault(taken)
        if fault:
            raise Refusal(f"{key}: {fault}")
        return Settings(self.table, [*kept, Entry(tuple(key.split(".")), taken, 0)])

    def with_profile(self, name: str, headings: Mapping[str, str]) -> "Settings":
        """Return the settings as they would be with those headings in a profile."""
        added = [Entry((PROFILES, name, field), text, 0) for field, text in headings.items()]
        replaced = {entry.key for entry in added}
        kept = [entry for entry in self.entries.values() if entry.key not in replaced]
        return Settings(self.table, [*kept, *added])

    def refuse_mistakes(self, file: str) -> None:
        """Refuse a file with a mistake in it.

        Raises:
            Refusal: the first mistake, and how many more there are.

        """
        if self.mistakes:
            rest = len(self.mistakes) - 1
            more = f" (and {rest} more: `send config` shows them)" if rest else ""
            raise Refusal(self.mistakes[0].sentence(file) + more)

    def refuse_unreadable(self, file: str) -> None:
        """Refuse a file that cannot be read as a whole.

        Raises:
            Refusal: why it cannot.

        """
        for mistake in self.mistakes:
            if mistake.key is None:
                raise Refusal(mistake.sentence(file))

    def _mistake(self, entry: Entry) -> Mistake | None:
        if entry.is_of_profile:
            return None
        setting = self.table.get(entry.key)
        fault = setting.fault(entry.value) if setting else self._unknown(entry.key)
        return Mistake(entry.line, entry.key, fault) if fault else None

    def _unknown(self, key: str) -> str:
        """Return what to write instead of a key there is not."""
        from difflib import get_close_matches

        if key.partition(".")[0] == PROFILES:
            return (
                "a profile has the heading of each field, as `send import FILE "
                "--map FIELD=HEADING --profile NAME` saves it"
            )
        if key in MERGED:
            return f"this is the setting {MERGED[key]} (write that key)"
        inside = next((known for known in self.table if known.startswith(f"{key}.")), None)
        if inside:
            return f"this is a group of settings, not a setting (write one of them, like {inside})"
        near = get_close_matches(key.replace('"', ""), self.table, n=1)
        if near:
            return f"there is no such setting (did you mean {near[0]}?)"
        return "there is no such setting (`send config` lists those there are)"


MERGED = {"effort.send-final.days_for_others": "drafting.qa_lead_days"}
"""Keys that would stand in the pattern of the others, and are one setting with another."""


def _quoted(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a group" if isinstance(value, dict) else "a list"
    return f'"{shortened(value)}"' if isinstance(value, str) else shortened(str(value))
