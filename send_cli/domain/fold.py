"""Folding: the deadlines that one line of the list stands for, and the one that it shows."""

from collections.abc import Iterator, Sequence
from datetime import date

from send_cli.domain.deadline import Deadline
from send_cli.domain.step import CHAINS, Step
from send_cli.domain.triage import is_late

Group = list[Deadline]


def carried(rows: Sequence[Deadline], today: date) -> Deadline:
    """Return the deadline an action shows: the earliest that is law, else the earliest.

    One that is excused comes after those that are not, so that an exception
    never hides a duty it does not reach; an authority's own target comes last.
    """
    return min(
        rows,
        key=lambda row: (
            not row.is_law,
            row.is_local,
            row.is_excused(today),
            row.due,
            row.rule.id,
        ),
    )


def folded(own: dict[Step, Group], today: date) -> Iterator[tuple[Step, Group, Step]]:
    """Fold the rows of one chain of steps into the first step that is not yet taken.

    Each comes with the first step of the chain that is still to be taken before it.

    A row that can still be met is kept apart from an earlier one that is lost,
    so that what is late never hides what can be saved.
    """
    chained = {step for chain in CHAINS for step in chain}
    yield from ((step, group, step) for step, group in own.items() if step not in chained)
    for chain in CHAINS:
        untaken = next((step for step in chain if step in own), None)
        first: Step | None = None
        rows: Group = []
        for step, group in _duties(chain, own):
            lost = any(row.is_law and is_late(row, today) for row in rows)
            savable = not any(row.is_law and is_late(row, today) for row in group)
            if first is not None and lost and savable:
                yield first, rows, untaken or first
                first, rows = None, []
            first = first or step
            rows = [*rows, *group]
        if first is not None:
            yield first, rows, untaken or first


def _duties(chain: Sequence[Step], own: dict[Step, Group]) -> Iterator[tuple[Step, Group]]:
    """Yield the steps of a chain with their rows, a mere target with the duty it serves."""
    first: Step | None = None
    targets: Group = []
    for step in (one for one in chain if one in own):
        first = first or step
        targets = [*targets, *own[step]]
        if any(row.is_law for row in own[step]):
            yield first, targets
            first, targets = None, []
    if first is not None:
        yield first, targets
