"""Changing an officer's own tasks: what `add`, `done`, `snooze` and `withdraw` share."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from send_cli.cli.desk import Desk
from send_cli.domain.change import Change
from send_cli.domain.deadline import spelt
from send_cli.domain.own_work import task_deadline
from send_cli.domain.problem import Refusal
from send_cli.domain.task import Task
from send_cli.present import documents
from send_cli.present.words import safe, who

if TYPE_CHECKING:
    from send_cli.present.documents import Document


def finish(desk: Desk, number: int, on: date) -> None:
    """Record a task as done and print it.

    Raises:
        Refusal: it is done already, the day is ahead, or before it was added.

    """

    def done(task: Task) -> Task:
        if task.done_on:
            raise Refusal(f"{task.name} was done on {spelt(task.done_on)}: nothing was changed")
        if on > desk.today:
            raise Refusal(f"{task.name} cannot have been done on {spelt(on)}, which is to come")
        if on < task.added_on:
            raise Refusal(f"{task.name} was only added on {spelt(task.added_on)}")
        return task._replace(done_on=on)

    change(desk, number, f"done task-{number} {on.isoformat()}", done)


def withdraw(desk: Desk, number: int, reason: str) -> None:
    """Take a task off the record for a reason, and print it."""
    change(desk, number, f"withdraw task-{number}", lambda _: None, reason)


def change(
    desk: Desk,
    number: int,
    words: str,
    changed: Callable[[Task], Task | None],
    reason: str | None = None,
) -> None:
    """Put a task on record as it is to be, or take it off where that is None, and print it.

    Raises:
        NotFound: there is no such task.

    """
    with desk.reading() as reader:
        reader.task(number)
    with desk.writing(words) as writer:
        ref, task = writer.reader.task(number)
        new = changed(task)
        writer.apply([Change(ref, task.name, task, new, note=reason)])
    answer(desk, ref, new or task, "" if new else "withdrawn")


def answer(desk: Desk, ref: str, task: Task, did: str = "") -> None:
    """Print a task as it stands now."""
    whose = ""
    if ref:
        with desk.reading() as reader:
            whose = f", {who(reader.docket(ref).case, names=desk.names)}"
    row = task_deadline(task, desk.book)
    by = f", by {spelt(row.due)} ({row.rule.id})" if row else ""
    ending = f" ({did})" if did else ""
    line = safe(f"{task.name}{whose}: {task.words}{by}{ending}")
    document = {**task_document(ref, task), "by": documents.iso(row.due if row else task.due)}
    desk.say({"version": documents.VERSION, **document}, line)


def task_document(ref: str, task: Task) -> "Document":
    """Return a task as a document."""
    return {
        "task": task.name,
        "case": ref or None,
        "text": task.text,
        "due": documents.iso(task.due),
        "minutes": task.minutes,
        "promised_to": task.promised_to,
        "rule": task.rule,
        "from": documents.iso(task.start_on),
        "officer": task.officer,
        "added_on": task.added_on.isoformat(),
        "done_on": documents.iso(task.done_on),
        "snoozed_until": documents.iso(task.snoozed_until),
    }
