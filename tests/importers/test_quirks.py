"""Every quirk of an authority's spreadsheet, and the statement of what was understood of it.

`GOLDEN=write pytest tests/importers/test_quirks.py` writes the statements again: read what
changed before it is kept.
"""

import os
from pathlib import Path

import pytest

from tests.conftest import Send
from tests.importers.quirk_files import FOLDER, QUIRKS, Quirk


def statement(send: Send, quirk: Quirk, folder: Path) -> str:
    """Return what an officer is told of a file, and what is on record after it."""
    path = folder / quirk.file
    path.write_bytes(quirk.content)
    said = send("import", path, *quirk.options)
    lines = ["$ send import " + " ".join([quirk.file, *map(quoted, quirk.options)])]
    lines += [*said.out.splitlines(), *said.err.splitlines(), f"exit code {said.code}"]
    refs = (
        [row[0].split(" ")[0] for row in send("find").rows]
        if (folder / "cases.db").exists()
        else []
    )
    for ref in refs:
        case = send("show --json --names", ref).document
        lines += ["", ref]
        lines += [f"  {name}: {held}" for name, held in case["facts"].items() if held]
        lines += [f"  {one['event']}: {one['on']}" for one in case["events"]]
        lines += [f"  could not read {c['heading']}: {c['text']}" for c in case["unread"]]
        lines += [f"  kept as it is, {c['heading']}: {c['text']}" for c in case["extras"]]
    return "".join(f"{line}\n" for line in lines)


def quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def golden(name: str) -> Path:
    return FOLDER / f"{name.replace(' ', '-').replace(',', '')}.txt"


@pytest.mark.parametrize("name", QUIRKS)
def test_what_is_understood_of_a_quirk(send: Send, tmp_path: Path, name: str) -> None:
    found = statement(send, QUIRKS[name](), tmp_path)
    kept = golden(name)
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


def test_every_statement_is_of_a_quirk() -> None:
    assert set(FOLDER.glob("*.txt")) == {golden(name) for name in QUIRKS}
