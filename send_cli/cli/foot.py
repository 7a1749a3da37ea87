"""What is said of the list itself: how old it is, and whose cases nobody has."""

from datetime import timedelta

from send_cli.cli.desk import Desk
from send_cli.domain.deadline import spelt
from send_cli.present.words import plural
from send_cli.store.read import LastImport, Reader

STALE_AFTER = timedelta(days=7)


def foot(desk: Desk, reader: Reader) -> list[str]:
    """Return what to say below a list of the day."""
    lines = []
    last = reader.last_import()
    if last is not None:
        lines.append(_age(last, desk))
    unowned = reader.without_officer()
    if unowned:
        lines.append(f"{plural(unowned, 'case has', 'cases have')} no officer")
    if not reader.count():
        lines.append("the case file is empty: `send import FILE` takes in a list")
    return lines


def _age(last: LastImport, desk: Desk) -> str:
    old = desk.today - last.on > STALE_AFTER
    warning = f", {plural((desk.today - last.on).days, 'day')} ago: import a new one" if old else ""
    return f"list last imported {spelt(last.on)}{warning}"
