"""Own work: the lines of an officer's tasks and promises, and of the messages to answer."""

from collections.abc import Iterable, Iterator
from datetime import date

from send_cli.domain.action import Action, Lane
from send_cli.domain.book import RuleBook
from send_cli.domain.calendar import Calendar
from send_cli.domain.case import Case
from send_cli.domain.deadline import Deadline, Status, spelt
from send_cli.domain.rule import Actor, Rule
from send_cli.domain.task import Task
from send_cli.domain.triage import LATE, Reason, Standards, Weights, plural_days

SOON = 7
"""Calendar days before its day in which a task is due soon."""


def task_actions(
    case: Case, tasks: Iterable[Task], today: date, book: RuleBook, weights: Weights
) -> Iterator[Action]:
    """Yield a line for each task that is still to be done; `case` is whose they are."""
    for task in tasks:
        if task.is_open(today):
            yield _task_action(case, task, today, book, weights)


def task_deadline(task: Task, book: RuleBook) -> Deadline | None:
    """Return the clock a task runs by; None where it has none."""
    counted = (
        book.count(book.rule(task.rule), task.start_on) if task.rule and task.start_on else None
    )
    if counted is None:
        return None
    rule, start = counted.rule, counted.start
    return Deadline(
        rule,
        task.name,
        None,
        start,
        counted.due,
        counted.act_by,
        counted.not_before,
        rule.actor,
        start,
    )


def why_no_task(rule: Rule) -> str | None:
    """Return why a rule gives no day for own work and what to do instead; None where it does."""
    if rule.is_directed:
        return "has no number, for its document names the day: give that day with --due, not --rule"
    if rule.actor is not Actor.AUTHORITY:
        return f"is a step of the {rule.actor}, not your own work: see `send rules {rule.id}`"
    if rule.is_window:
        return f"gives no last day for your own work: see `send rules {rule.id}`"
    if rule.counts_back:
        return (
            "runs back from a day ahead and not on from one: give its day with --due, not --rule "
            f"(`send calc {rule.id} DATE` counts it)"
        )
    return None


def _task_action(case: Case, task: Task, today: date, book: RuleBook, weights: Weights) -> Action:
    row = task_deadline(task, book)
    due = row.due if row else task.due
    share = 1 if row and row.is_law else weights.target_share
    if task.promised_to:
        promised = f"promised to {task.promised_to}"
        # One that is broken says so, and to whom, with its day.
        is_broken = due is not None and due < today
        first = Reason(weights.promise, promised, "" if is_broken else promised)
    else:
        first = Reason(weights.task, "your own task", "your own task")
    reasons = [first, *_urgency(due, today, task.promised_to, share)]
    if row is None and task.due is None:
        reasons.append(_age(task, today))
    if row:
        status = row.status(today)
    elif due is None:
        status = Status.UNDATED
    elif due < today:
        status = Status.PAST_TARGET
    else:
        status = Status.DUE_SOON if (due - today).days <= SOON else Status.ON_TRACK
    minutes = f", {task.minutes} min" if task.minutes else ""
    return Action(
        case,
        f"{task.text} ({task.name}{minutes})",
        _lane(due, today),
        status,
        row.actor if row else Actor.AUTHORITY,
        tuple(reasons),
        row=row,
        rows=(row,) if row else (),
        by=due,
        task=task,
    )


def _lane(due: date | None, today: date) -> Lane:
    if due is not None and due < today:
        return Lane.REPAIR
    return Lane.SAVE if due is None or (due - today).days <= SOON else Lane.STEADY


def _urgency(
    due: date | None, today: date, promised_to: str | None, share: int
) -> Iterator[Reason]:
    """Yield how late or near a day is; one that is not law weighs one part in `share`."""
    if due is None:
        return
    late = (today - due).days
    if late <= 0:
        when = "today" if late == 0 else f"in {plural_days(-late)}"
        points = max(LATE - 8 * -late, 60 + late) // share
        yield Reason(max(0, points), f"due {when}, {spelt(due)}", "due today" if late == 0 else "")
        return
    daily = max(1, 4 // share)
    broken = f"promise to {promised_to} broken" if promised_to else "past its day"
    start = LATE // share
    sentence = (
        f"{broken}: it was for {spelt(due)}, {plural_days(late)} ago ({start} and {daily} a day)"
    )
    yield Reason(start + daily * late, sentence, broken if promised_to else "")


def _age(task: Task, today: date) -> Reason:
    weeks = (today - task.added_on).days // 7
    return Reason(weeks, f"on the list since {spelt(task.added_on)} (1 a week)")


def reply_actions(
    case: Case, today: date, calendar: Calendar, weights: Weights, standards: Standards
) -> Iterator[Action]:
    """Yield the line for the family's message that nothing has answered yet.

    Its day is the authority's own standard, in working days after the message.
    """
    message = case.unanswered(today)
    if message is None:
        return
    due = message.answer_by(standards.reply_days, calendar)
    late = due is not None and due < today
    standard = f"the standard is an answer in {standards.reply_days} working days"
    wrote = Reason(
        weights.reply, f"the family wait for an answer; {standard}", "they wait for an answer"
    )
    yield Action(
        case,
        f"Answer the {message.channel} of {spelt(message.on)}",
        Lane.REPAIR if late else Lane.SAVE,
        Status.PAST_TARGET if late else Status.DUE_SOON,
        Actor.AUTHORITY,
        (wrote, *_urgency(due, today, None, weights.target_share)),
        by=due,
        answers=message,
    )
