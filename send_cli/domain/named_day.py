"""Days that a document names, and what they do to the clocks that are counted."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from send_cli.domain.book import RuleBook
from send_cli.domain.deadline import ONE_DAY, Closing, Deadline
from send_cli.domain.event import BY_AGREEMENT, BY_ORDER, Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.rule import Rule
from send_cli.domain.running import Clock

NAMED_IN = {
    K.DIRECTION_DUE: frozenset({K.APPEAL_REGISTERED}),
    K.ORDER_DUE: BY_ORDER,
    K.AGREEMENT_DUE: BY_AGREEMENT,
}
"""What a named day belongs to: the last of these on or before it."""


def named_days(rule: Rule, events: Sequence[Event], book: RuleBook) -> Iterator[Clock]:
    """Yield a clock for each day named, met by what it is about.

    It runs from the appeal, order or agreement that it belongs to. Where none is
    on record, only what happened on the day or after it closes it, or what says
    in so many words that it was met.
    """
    for named in events:
        counted = book.count(rule, named.on) if named.kind in rule.starts else None
        if counted is None:
            continue
        begun = max(
            (e.on for e in events if e.kind in NAMED_IN[named.kind] and e.on <= named.on),
            default=None,
        )
        clock = Clock(named, counted, begun or date.min)
        since = begun or named.on
        for event in events:
            says_so = event.kind in rule.stops and _subject(event) == _subject(named)
            is_it = event.kind == _subject(named) and event.on >= since
            if is_it or (says_so and event.on >= clock.opens_on):
                clock.close(Closing.STOPPED, event.on, event.on)
            elif event.on > since and event.kind in rule.ended_by:
                clock.close(Closing.ENDED, event.on)
            else:
                continue
            break
        yield clock


def _subject(event: Event) -> str:
    """Return what an event is about as it is compared: `response sent` is `response-sent`."""
    return "-".join((event.about or "").casefold().replace("_", " ").split())


def revised(
    rule: Rule, clocks: list[Clock], events: Sequence[Event], found: Iterable[Deadline]
) -> list[Clock]:
    """Return a rule's clocks as they are once those of the rules before it are known.

    A right lapses the day after its last, and is no longer than another's where
    it would end no later. A counted clock gives way to a day that was named for
    its step.
    """
    if rule.outlasts:
        others = [row for row in found if row.rule.id == rule.outlasts]
        clocks = [clock for clock in clocks if _outlasts(clock, others)]
    for clock in clocks:
        due = clock.counted.due
        if rule.lapses and (clock.closed_on is None or clock.closed_on > due):
            clock.close(Closing.ENDED, max(due + ONE_DAY, clock.opens_on))
    for named in events:
        if named.kind in rule.yields_to and _subject(named) in rule.stops:
            _give_way(rule, clocks, named)
    return clocks


def _outlasts(clock: Clock, others: Sequence[Deadline]) -> bool:
    before = [row for row in others if row.start_on <= clock.start.on]
    last = max(before, key=lambda row: row.start_on, default=None)
    return last is None or clock.counted.due > last.due


def _give_way(rule: Rule, clocks: Sequence[Clock], named: Event) -> None:
    """Close the clocks of the start that a named day belongs to: that day governs.

    It is the last start before it or, for a clock that counts back, the first after it.
    """
    if rule.counts_back:
        start = min((c.start.on for c in clocks if c.start.on >= named.on), default=None)
    else:
        start = max((c.start.on for c in clocks if c.start.on <= named.on), default=None)
    for clock in clocks:
        if clock.start.on == start:
            clock.close(Closing.REPLACED, clock.opens_on)
