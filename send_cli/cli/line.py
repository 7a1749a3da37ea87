"""The words of a command line, made ready before they are taken for options.

A date is a word like any other, so `-3d` is no option; and a word that strays
from a note without quotation marks must not become the date.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from send_cli.domain.problem import Refusal

MINUS = "\u2212"
"""The true minus sign, which begins no option."""


def as_typed(said: Any, typed: Mapping[str, str]) -> Any:
    """Return what an argument took, its words as they were typed before they were made ready."""
    if isinstance(said, list | tuple):
        return [typed.get(word, word) for word in said]
    return typed.get(said, said)


def ready(words: Sequence[str], options: Iterable[Any]) -> list[str]:
    """Return the words after a command, as its options may take them.

    Raises:
        Refusal: a word stands straight after a note, with others before it.

    """
    names = [option.opts for option in options if not option.is_flag]
    valued = {name for opts in names for name in opts}
    notes = tuple(name for opts in names if "-m" in opts for name in opts)
    made = list[str]()
    awaiting, noted, begun = "", False, False
    for place, word in enumerate(words):
        if awaiting:
            noted, awaiting = awaiting in notes, ""
            made.append(word)
        elif word == "--":
            return [*made, *words[place:]]
        elif not word.startswith("-") or word[1:2].isdigit():
            if noted and begun:
                raise Refusal(
                    f'"{word}" stands after the note: put it before -m, or where it is of the '
                    "note, the whole note in quotation marks"
                )
            noted, begun = False, True
            made.append(MINUS + word[1:] if word.startswith("-") else word)
        else:
            awaiting = word if word in valued else ""
            noted = bool(notes) and word.startswith(notes)
            made.append(word)
    return made
