"""The place of a case's lines in the list: what pins and snoozes do to it.

Note:
    A snooze is looked at anew every day: it takes off the list only what can
    wait until its day, so that it never hides a duty, whatever changed since.

"""

from collections.abc import Sequence
from datetime import date

from send_cli.domain.action import Action, Lane
from send_cli.domain.case import Case
from send_cli.domain.deadline import Status, brief_day, spelt
from send_cli.domain.mark import Mark, MarkKind
from send_cli.domain.rule import Actor
from send_cli.domain.triage import Reason, Weights

RANKED = frozenset({Lane.SAVE, Lane.REPAIR})


def placed(
    case: Case, actions: Sequence[Action], today: date, weights: Weights
) -> Sequence[Action]:
    """Return the lines of a case as its officer's pins and snoozes place them."""
    marks = [mark for mark in case.marks if mark.made_on <= today]
    if not marks and not any(task.snoozed_until for task in case.tasks):
        return actions
    pin = next((mark for mark in reversed(marks) if mark.holds_at_top(today)), None)
    snooze = next((mark for mark in reversed(marks) if mark.kind is MarkKind.SNOOZE), None)
    found = [_snoozed(case, action, snooze, today, weights) for action in actions]
    if pin is None:
        return found
    reason = _pinned(pin, weights)
    if any(action.lane in RANKED for action in found):
        return [
            one._replace(reasons=(*one.reasons, reason)) if one.lane in RANKED else one
            for one in found
        ]
    text = f"Look at this case: {pin.text}" if pin.text else "Look at this case"
    line = Action(case, text, Lane.SAVE, Status.UNDATED, Actor.AUTHORITY, (reason,))
    return [*found, line]


def _pinned(pin: Mark, weights: Weights) -> Reason:
    why = f": {pin.text}" if pin.text else ""
    return Reason(weights.pin, f"pinned until {spelt(pin.until)}{why}", f"PINNED{why}")


def _snoozed(
    case: Case, action: Action, snooze: Mark | None, today: date, weights: Weights
) -> Action:
    until, text = (snooze.until, snooze.text) if snooze else (None, None)
    if action.task:
        since, until, text = action.task.snoozed_on, action.task.snoozed_until, None
        if since is None or since > today:
            return action
    if until is None or action.lane not in RANKED:
        return action
    why = f" ({text})" if text else ""
    if today < until:
        if why_not(action, until):
            return action
        waits = Reason(0, f"snoozed until {spelt(until)}{why}", f"snoozed until {brief_day(until)}")
        reasons = (waits, *action.reasons)
        return action._replace(lane=Lane.STEADY, reasons=reasons, snoozed_until=until)
    if action.task is None and _taken_up(case, until, today):
        return action
    back = Reason(weights.snoozed, f"was snoozed until {spelt(until)}{why}", "was snoozed")
    return action._replace(reasons=(*action.reasons, back))


def _taken_up(case: Case, until: date, today: date) -> bool:
    """Say whether anything happened to a case since it came back."""
    days = [*(event.on for event in case.events), *(one.on for one in case.contacts)]
    return any(until <= day <= today for day in days)


def why_not(action: Action, until: date) -> str | None:
    """Return why a line cannot be off the list until a day; None where it can."""
    if action.is_breached:
        return "it is breached"
    if action.asks:
        return "a fact is missing, which may hide a duty"
    if action.task and action.task.promised_to and action.by and action.by < until:
        return f"it is promised to {action.task.promised_to} for {spelt(action.by)}"
    days = [
        row.act_by or row.due for row in action.rows if row.is_law and row.actor is Actor.AUTHORITY
    ]
    first = min(days, default=None)
    if first is not None and first < until:
        return f"by law it is for {spelt(first)} at the latest"
    return None
