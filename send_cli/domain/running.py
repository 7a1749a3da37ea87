"""One clock of a rule while the events of its case go by."""

from datetime import date

from send_cli.domain.deadline import Closing, Deadline, Reckoning
from send_cli.domain.event import Event
from send_cli.domain.ground import Ground
from send_cli.domain.rule import Actor, Rule


class Clock:
    """A clock from its start, as far as the events have closed it."""

    __slots__ = (
        "closed_on",
        "closing",
        "conditional",
        "counted",
        "done_on",
        "ground",
        "ground_on",
        "opens_on",
        "start",
    )

    def __init__(self, start: Event, counted: Reckoning, opens_on: date) -> None:
        self.start = start
        self.counted = counted
        self.opens_on = opens_on
        self.conditional = False
        self.closed_on: date | None = None
        self.done_on: date | None = None
        self.closing: Closing | None = None
        self.ground: Ground | None = None
        self.ground_on: date | None = None

    def close(self, closing: Closing, on: date, done_on: date | None = None) -> None:
        """Let it run no longer from `on`; `done_on` is the day of the step, where one was taken."""
        self.closing, self.closed_on, self.done_on = closing, on, done_on

    def again(self, on: date) -> "Clock":
        """Return the same clock, running again from `on`."""
        clock = Clock(self.start, self.counted, on)
        clock.conditional = self.conditional
        clock.ground, clock.ground_on = self.ground, self.ground_on
        return clock

    def deadline(self, rule: Rule, actor: Actor) -> Deadline:
        """Return the clock as the deadline it has become."""
        counted = self.counted
        return Deadline(
            rule,
            self.start.about,
            self.start.kind,
            self.start.on,
            counted.due,
            counted.act_by,
            counted.not_before,
            actor,
            self.opens_on,
            self.conditional,
            self.closed_on,
            self.done_on,
            self.closing,
            self.ground,
            self.ground_on,
        )
