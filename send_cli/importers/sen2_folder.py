"""The SEN2 return as a folder of CSV tables, as the Department's COLLECT exports it."""

import re
from collections.abc import Iterator
from pathlib import Path

from send_cli.domain.problem import InputRefused, Problem, Severity
from send_cli.importers.cells import normal
from send_cli.importers.heading_row import base
from send_cli.importers.listing import Progress
from send_cli.importers.sen2_records import PARENTS, Record, Return
from send_cli.importers.source import read_source
from send_cli.importers.table import Table, read_csv

TABLES = ("sen2", *PARENTS)
NEEDED = ("person", "requests")
"""The tables without which there is no case."""

NOT_A_LIST = "is a folder, not a list (name the file in it)"

_NAME = re.compile(rf"(?:.*[_ -])?({'|'.join(TABLES)})\.csv", re.IGNORECASE)
_KEY = "{}tableid"
KNOWN = frozenset(_KEY.format(table) for table in TABLES)


def is_folder_of_tables(path: Path) -> bool:
    """Say whether a folder has the tables that a return needs."""
    try:
        return {"person", "requests"} <= {name for name, _ in _tables(path)}
    except (OSError, ValueError):
        return False


def _tables(path: Path) -> list[tuple[str, Path]]:
    """Return the tables of a folder, each with its file."""
    if not path.is_dir():
        return []
    named = ((_NAME.fullmatch(file.name), file) for file in sorted(path.iterdir()))
    return [(found[1].lower(), file) for found, file in named if found]


def folder_return(path: Path, encoding: str | None, progress: Progress | None) -> Return:
    """Open a return in a folder.

    Raises:
        InputRefused: it cannot be opened, or a table is there twice or not at all.

    """
    try:
        files = dict(_tables(path))
        twice = len(_tables(path)) - len(files)
    except OSError as error:
        raise InputRefused(f"{path.name}: cannot be read: {error.strerror}") from error
    missing = [table for table in NEEDED if table not in files]
    if missing:
        raise InputRefused(
            f"{path.name}: {NOT_A_LIST}; a folder of a SEN2 return has {missing[0]}.csv in it"
        )
    if twice:
        raise InputRefused(
            f"{path.name}: has a table of the return more than once (keep one export in a folder)"
        )
    problems: list[Problem] = []
    tables = {}
    for name in PARENTS:
        try:
            if name in files:
                tables[name] = read_csv(read_source(files[name]), encoding, KNOWN)
            else:
                raise InputRefused(f"{name}.csv: is not in the folder")
        except InputRefused as refusal:
            if name in NEEDED:
                raise
            message = f"{refusal}: nothing of it was taken (where the return has none, all is well)"
            problems.append(Problem(message, Severity.WARNING))
    strays: list[int] = []
    persons = _persons(tables, strays, problems, progress)
    return Return(path.name, tables["person"].encoding, "row", persons, strays, problems)


def _persons(
    tables: dict[str, Table],
    strays: list[int],
    problems: list[Problem],
    progress: Progress | None,
) -> Iterator[Record]:
    """Yield each person with all its records; a record that belongs to none is told of."""
    by_key: dict[tuple[str, str], Record] = {}
    for name, table in tables.items():
        problems += [_of_table(problem, table) for problem in table.problems]
        headings = [normal(base(heading)).replace(" ", "") for heading in table.headings]
        for number, cells in progress(table) if progress and name == "requests" else table.rows:
            record = Record(name, number, table.file)
            for heading, cell in zip(headings, cells, strict=False):
                record.put(heading, cell)
            why = table.shifted.get(number) or _placed(record, by_key)
            if why:
                column = _KEY.format(PARENTS[name][0]) if PARENTS[name] else _KEY.format(name)
                problems.append(
                    Problem(
                        f"{why}; the row was refused",
                        Severity.ERROR,
                        number,
                        f"{table.file} {column}",
                    )
                )
                if name in NEEDED:
                    strays.append(number)
    yield from (record for (name, _), record in by_key.items() if name == "person")


def _of_table(problem: Problem, table: Table) -> Problem:
    return problem._replace(column=f"{table.file} {problem.column or ''}".strip())


def _placed(record: Record, by_key: dict[tuple[str, str], Record]) -> str | None:
    """Put a record with the one it belongs to; return why that cannot be done."""
    key = record.text(_KEY.format(record.name))
    if record.name in NEEDED or key:
        if not key:
            return f"has no {_KEY.format(record.name)}"
        if (record.name, key) in by_key:
            return f"has the {_KEY.format(record.name)} of an earlier row"
    parents = PARENTS[record.name]
    for parent in parents:
        owner = by_key.get((parent, record.text(_KEY.format(parent))))
        if owner:
            owner.parts.append(record)
            break
    else:
        if parents:
            return f"belongs to no row of the {parents[0]} table"
    if key:
        by_key[record.name, key] = record
    return None
