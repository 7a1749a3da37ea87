"""An action: one line of the to-do list, with its reasons.

Note:
    The score of an action is the sum of the points of its reasons and is kept
    nowhere else, so the explanation cannot drift from the rank.

"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.case import Case, Field
from send_cli.domain.contact import Contact
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.event import EventKind
from send_cli.domain.ground import Claim
from send_cli.domain.rule import Actor
from send_cli.domain.step import Step
from send_cli.domain.task import Task
from send_cli.domain.triage import Reason


class Lane(StrEnum):
    """Whether it can still be met, is already late, is far off, or is with somebody else."""

    SAVE = "save"
    REPAIR = "repair"
    STEADY = "steady"
    WAITING = "waiting"


NO_DAY = "DATE"
"""What stands for a day that the person has to find."""


class Recording(NamedTuple):
    """An event that records an action as done.

    `day` is empty where it may be today, an ISO date where it is known, and
    NO_DAY where the person has to find it. With `withdraws` the event is one to
    withdraw, because it did not happen.
    """

    kind: EventKind
    day: str = ""
    about: str | None = None
    withdraws: bool = False

    def command(self, ref: str) -> str:
        """Return the command that a person types for it; what only they know is in capitals."""
        from shlex import quote

        about = f"--about {quote(self.about)}" if self.about else ""
        words = ["send record", quote(ref), self.kind, self.day, about]
        if self.withdraws:
            words = ["send withdraw", *words[1:], "-m WHY"]
        elif self.kind is EventKind.EXCEPTION:
            claim = Claim.read(self.about or "")
            of = f"--about {quote(claim.who)}" if claim.who else ""
            ground = f"--ground {claim.ground or 'GROUND'}"
            days = f"--from {self.day or NO_DAY} --to {NO_DAY} --evidence WHAT"
            words = ["send exception", quote(ref), claim.rule or "RULE", ground, of, days]
        return " ".join(filter(None, words))


class Action(NamedTuple):
    """What to do next on one case, by when, and why.

    `row` is the deadline it carries, the earliest of `rows`; both are empty for
    a line about a fact that is missing. One of `recordings` records it as done,
    or the setting of the field `sets`.
    `not_before` is the first day on which the step may be taken. `by` is the day
    of a line without a row: of a `task`, or of the message that it `answers`.
    `start_by` is the last day on which to start and still be in time.
    """

    case: Case
    text: str
    lane: Lane
    status: Status
    actor: Actor
    reasons: tuple[Reason, ...]
    recordings: tuple[Recording, ...] = ()
    step: Step | None = None
    row: Deadline | None = None
    rows: tuple[Deadline, ...] = ()
    not_before: date | None = None
    sets: Field | None = None
    by: date | None = None
    task: Task | None = None
    answers: Contact | None = None
    start_by: date | None = None
    snoozed_until: date | None = None

    @property
    def due(self) -> date | None:
        """The last day for it, whoever set it; None where there is none."""
        return self.row.due if self.row else self.by

    def days_left(self, today: date) -> int | None:
        """Return the calendar days from `today` to the last day for it; negative when late."""
        return (self.due - today).days if self.due else None

    @property
    def score(self) -> int:
        """The sum of the points of the reasons."""
        return sum(reason.points for reason in self.reasons)

    @property
    def also(self) -> tuple[str, ...]:
        """The ids of the other rules the same step satisfies, the earliest first."""
        first = self.row.rule.id if self.row else None
        return tuple(dict.fromkeys(r.rule.id for r in self.rows if r.rule.id != first))

    @property
    def asks(self) -> bool:
        """Say whether it is about a fact that is missing, behind which a duty may stand."""
        undated = self.status is Status.UNDATED and self.task is None
        return undated or self.sets is not None or any(row.awaits_outcome for row in self.rows)

    @property
    def is_breached(self) -> bool:
        """Say whether the authority is in breach of a duty until this is done."""
        return self.status is Status.BREACHED


def asking(
    case: Case,
    text: str,
    reason: Reason,
    recordings: tuple[Recording, ...],
    lane: Lane = Lane.REPAIR,
) -> Action:
    """Return the line that asks for a fact, which one of `recordings` gives."""
    told = Reason(reason.points, reason.sentence, reason.sentence)
    return Action(case, text, lane, Status.UNDATED, Actor.AUTHORITY, (told,), recordings)
