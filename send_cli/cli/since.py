"""What is different since an earlier morning, asked of the case file."""

from collections.abc import Mapping, Sequence
from datetime import date

from send_cli.cli.cause import cause
from send_cli.cli.desk import Desk
from send_cli.cli.typed import When
from send_cli.domain.calendar import ONE_DAY
from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline, spelt
from send_cli.domain.problem import NotFound, Refusal
from send_cli.domain.since import Since, Standing, difference, explained, task_clocks
from send_cli.domain.task import Task
from send_cli.store.read import Docket, Reader


def since_day(desk: Desk, said: str | None) -> date:
    """Return the morning to compare with: of the day asked for, else of the last working day.

    Raises:
        Refusal: it is not before today.

    """
    if said is None:
        before = desk.today - ONE_DAY
        return desk.working_days.act_by(before) or before
    day = desk.day(said, "--since", when=When.PAST)
    if day >= desk.today:
        raise Refusal(
            f"--since: {spelt(day)} is not before {spelt(desk.today)}: give an earlier day"
        )
    return day


def since_then(desk: Desk, reader: Reader, dockets: Sequence[Docket], day: date) -> Since:
    """Return what is different from the list as it stood on the morning of `day`.

    `dockets` are the cases on the list now, with the deadlines that ran on either day.
    One that was another officer's then is new on the list of this one.
    """
    command = reader.first_command(day, desk.today)
    own = _own_tasks(desk, reader, day)
    if command is None:
        same = [(one, _clocks(desk, one.case, one.deadlines)) for one in dockets]
        standings = [Standing(one.case, rows, rows) for one, rows in same]
        return difference([*standings, _of_nobody(desk, own, own)], day, desk.today)
    changed = reader.changed(command)
    with reader.before(command) as earlier:
        then = {one.case.ref: one for one in earlier.dockets()}
        listed = _listed(desk, earlier, then)
        own_then = _own_tasks(desk, earlier, day)
    standings, new = [_of_nobody(desk, own, own_then)], changed.keys() - listed
    for one in dockets:
        ref = one.case.ref
        now = before = _clocks(desk, one.case, changed.get(ref, one.deadlines))
        if ref in then:
            before = _clocks(desk, then[ref].case, then[ref].deadlines)
        standings.append(Standing(one.case, now, None if ref in new else before))
    left = [then[ref].case for ref in sorted(listed - {one.case.ref for one in dockets})]
    found = difference(standings, day, desk.today, left)
    if not found.compared:
        return found
    entries = reader.journal_since(command, found.recorded)
    return explained(
        found, lambda turn: cause(turn, entries.get(turn.case.ref, ()), names=desk.names)
    )


def _clocks(desk: Desk, case: Case, rows: Sequence[Deadline]) -> Sequence[Deadline]:
    """Return the deadlines of a case with the authority's targets and the clocks of its tasks."""
    known = desk.clocks(rows)
    return [*known, *task_clocks(case.tasks, desk.book)] if case.tasks else known


def _of_nobody(desk: Desk, now: Sequence[Task], then: Sequence[Task]) -> Standing:
    """Return how the tasks stand that are no child's."""
    clocks = [list(task_clocks(tasks, desk.book)) for tasks in (now, then)]
    return Standing(Case("", {}), *clocks)


def _own_tasks(desk: Desk, reader: Reader, day: date) -> list[Task]:
    """Return the tasks that are no child's and were open on a day, or are today."""
    if desk.asked.team or desk.asked.setting:
        return []
    found = [*reader.own_tasks(day, desk.officer), *reader.own_tasks(desk.today, desk.officer)]
    return list({task.number: task for task in found}.values())


def _listed(desk: Desk, earlier: Reader, then: Mapping[str, Docket]) -> set[str]:
    """Return which of the cases changed since were among those asked for then."""
    if not (desk.officer or desk.asked.team or desk.asked.setting):
        return set(then)
    try:
        return {docket.case.ref for docket in desk.dockets(earlier, whole=True)}
    except NotFound:
        return set()
