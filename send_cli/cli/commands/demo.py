"""A synthetic caseload to try things on."""

import csv
import os
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer

from send_cli.cli.desk import Desk
from send_cli.domain.merge import merge
from send_cli.domain.problem import Refusal
from send_cli.importers.formats import read_list
from send_cli.importers.headings import TEMPLATE
from send_cli.present import documents

OFFICER = "Sam Example"


def command(
    ctx: typer.Context,
    cases: Annotated[int, typer.Option(min=1, max=50_000, help="How many cases")] = 320,
    officers: Annotated[int, typer.Option(min=1, max=500, help="How many officers")] = 1,
    seed: Annotated[int, typer.Option(help="The same seed and day give the same cases")] = 1,
) -> None:
    """Make a synthetic caseload in a throw-away file, and print where that is.

    Nobody in it exists. Its dates are relative to today, and its shares follow
    the national figures; it goes in through the same import as a real list.

    \b
    Examples:
      send demo
      send --db "$(send demo)" today
    """
    from send_cli.demo.caseload import caseload

    desk = Desk.of(ctx)
    folder = Path(mkdtemp(prefix="send-demo-"))
    listed = folder / "caselist.csv"
    names = [OFFICER, *(f"Officer {number:03}" for number in range(2, officers + 1))]
    handle = os.open(listed, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
        sheet = csv.DictWriter(out, TEMPLATE, restval="")
        sheet.writeheader()
        sheet.writerows(caseload(desk.today, seed=seed, cases=cases, officers=names))
    if desk.asked.db is None:
        desk.path = folder / "cases.db"
    elif desk.path.exists():
        raise Refusal(f"{desk.path} is there already: demo writes only to a new file")
    listing = read_list(listed, desk.today)
    merged = merge({}, listing.cases, desk.today, file=listed.name, sources={}, has_officers=True)
    with desk.writing(f"import {listed.name}", create=True) as writer:
        writer.apply(merged.changes, file=listed.name)
    document = {
        "version": documents.VERSION,
        "db": str(desk.path),
        "list": str(listed),
        "cases": merged.added,
        "seed": seed,
        "as_of": desk.today.isoformat(),
    }
    desk.answer(document, str(desk.path))
    desk.tell(
        f"{merged.added} synthetic cases, seed {seed}; nobody in them exists; the list they came "
        f"from is {listed}",
        f'try: send --db "{desk.path}" today',
    )
