"""Reading an officer's own tasks."""

import sqlite3
from datetime import date

from send_cli.domain.case import name_key
from send_cli.domain.task import PREFIX, Task, no_such_task
from send_cli.store.rows import TASK_COLUMNS, task
from send_cli.store.search import named


class TaskReader:
    """Answers questions about tasks."""

    connection: sqlite3.Connection

    def own_tasks(self, today: date, officer: str | None = None) -> list[Task]:
        """Return the open tasks that are no child's: an officer's, or all; and nobody's."""
        rows = self.connection.execute(
            f"SELECT {', '.join(TASK_COLUMNS)} FROM tasks "
            "WHERE case_id IS NULL AND withdrawn_by IS NULL ORDER BY number"
        )
        whose = name_key(officer) if officer else None
        return [
            one
            for one in map(task, rows)
            if one.is_open(today)
            and (not whose or not one.officer or name_key(one.officer) == whose)
        ]

    def task(self, number: int) -> tuple[str, Task]:
        """Return a task with the reference of its case, empty where it is no child's.

        Raises:
            NotFound: there is no task of that number.

        """
        row = self.connection.execute(
            f"SELECT coalesce(ref, ''), {', '.join(f'tasks.{name}' for name in TASK_COLUMNS)} "
            "FROM tasks LEFT JOIN cases ON cases.id = case_id "
            "WHERE number = ? AND tasks.withdrawn_by IS NULL",
            [number],
        ).fetchone()
        if row is None:
            raise no_such_task(f"{PREFIX}{number}")
        return row[0], task(row[1:])

    def refuse_unknown_officer(self, officer: str) -> None:
        """Refuse an officer under whose name no list would ever show a task.

        A file without cases knows no officers, and takes any.

        Raises:
            NotFound: no case has that officer.

        """
        if self.connection.execute("SELECT 1 FROM cases WHERE withdrawn_by IS NULL").fetchone():
            named(self.connection, "officer", officer)

    def next_task(self) -> int:
        """Return the number of the next task; none is ever given twice."""
        return last_number(self.connection) + 1


def last_number(connection: sqlite3.Connection) -> int:
    """Return the highest number a task was ever given, whether or not the task is still there."""
    row = connection.execute(
        "SELECT max(last, (SELECT coalesce(max(number), 0) FROM tasks)) FROM task_numbers"
    )
    return int(row.fetchone()[0])


def keep_last_number(connection: sqlite3.Connection) -> None:
    """Remember the highest number of a task, before tasks are erased."""
    connection.execute("UPDATE task_numbers SET last = ?", [last_number(connection)])
