"""Bringing back the whole content of a case file, as `send export all` wrote it."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from send_cli.cli.desk import Desk
from send_cli.domain.problem import InputRefused, Refusal
from send_cli.importers.whole import read_whole
from send_cli.present import documents
from send_cli.present.words import plural, safe


def bring_back(desk: Desk, files: Sequence[Path], *, dry_run: bool) -> None:
    """Put the whole content of one file into a case file that holds nothing, and say so.

    The case file is then what was exported: this is no command of its history.

    Raises:
        Refusal: the case file holds something, or other files are given as well.
        InputRefused: the content is not whole.

    """
    from send_cli.store.tables import built, load, refuse_full

    path = files[0]
    if len(files) > 1:
        raise Refusal("the whole content of a case file is imported alone: name only that file")
    content = read_whole(path)
    try:
        whole = built(content, desk.book)
    except InputRefused as refusal:
        raise InputRefused(f"{path.name}: {refusal}") from refusal
    with closing(whole):
        if dry_run:
            refuse_full(desk.path)
        else:
            load(desk.path, whole)
    rows = sum(len(table.rows) for table in content.tables.values())
    document = {
        "version": documents.VERSION,
        "files": [
            {
                "file": path.name,
                "format": "send",
                "layout": None,
                "encoding": "utf-8",
                "rows": rows,
                "added": rows,
                "changed": 0,
                "unchanged": 0,
                "refused": 0,
                "missing": 0,
                "unused": [],
                "problems": [],
            }
        ],
    }
    would = "would be " if dry_run else ""
    told = f"{plural(rows, 'row')} of a whole case file: {would}brought back as they were"
    desk.answer(document, f"{safe(path.name)}: {told}")
