"""A rule on a page of its own, and the book in a list: who must do what, from what, until when."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from send_cli.domain.book import RuleBook
from send_cli.domain.deadline import spelt
from send_cli.domain.event import EventKind
from send_cli.domain.ground import Ground
from send_cli.domain.period import Before, Length, Period
from send_cli.domain.rule import Actor, Bound, Confidence, Rule
from send_cli.present.words import plural, short_source

if TYPE_CHECKING:
    from send_cli.present.terminal import Screen

COLUMNS = ("rule", "says", "actor", "authority", "confidence", "citation")
"""The columns of the book in a pipe."""

LABEL = 16
"""The columns of the labels at the left of a page."""

GROUND_WORDS = {
    Ground.SCHOOL_CLOSED: "advice was asked of a school closed for 4 weeks or more, between a week "
    "before it closed and a week before it opens again",
    Ground.PERSONAL_CIRCUMSTANCES: "exceptional personal circumstances affect the child, the "
    "parent or the young person",
    Ground.CIRCUMSTANCES: "exceptional circumstances affect the child, the parent or the young "
    "person",
    Ground.AWAY: "the child, the parent or the young person is away from the area for 4 weeks or "
    "more in a row",
    Ground.MISSED_APPOINTMENT: "the child or young person missed an appointment for an "
    "examination or a test",
    Ground.AWAY_TWO_WEEKS: "the child, the parent or the young person is away from the area for 2 "
    "weeks or more in a row",
    Ground.CORONAVIRUS: "coronavirus made it impractical",
}
"""The grounds of an exception, as the regulations put them, in short."""


def says(rule: Rule, length: Length | None) -> str:
    """Return what a rule says in its shortest form: `at-most 20 weeks`, `at once`."""
    return f"{rule.bound} {length.words}" if length else "at once"


def says_on(rule: Rule, day: date) -> str:
    """Return what a rule says on a day; before its first version it was no law."""
    version = rule.version_on(day)
    return says(rule, version.length) if version else "not law on that date"


def page_lines(rule: Rule, book: RuleBook, today: date, width: int) -> Iterator[str]:
    """Yield the page of a rule but for its source, wrapped to `width` columns."""
    yield f"{rule.id}: {rule.title}"
    for part in (
        _duty(rule, today),
        _starts(rule),
        _stops(rule),
        _exceptions(rule),
        _versions(rule),
        _example(rule, book, today),
        _fed(rule, book),
    ):
        yield ""
        for label, text in part:
            yield from wrap(
                text,
                max(width, 40),
                initial_indent=f"  {label:<{LABEL}}",
                subsequent_indent=" " * (LABEL + 2),
                break_long_words=False,
                break_on_hyphens=False,
            )


Part = Iterator[tuple[str, str]]
"""Lines of a page: a label, empty where it goes on, and what it says."""


def _duty(rule: Rule, today: date) -> Part:
    version = rule.version_on(today)
    yield "workflow", rule.workflow.value.replace("-", " ")
    yield "who", f"the {rule.actor}"
    if rule.actor_without_setting:
        yield "", f"the {rule.actor_without_setting}, where the child attends no setting"
    if version is None:
        yield "when", f"not law on that date ({spelt(today)})"
    else:
        yield "when", _when(rule, version.length)
    yield "if it passes", _if_passed(rule)
    if rule.makes_deadlines and rule.bound is not Bound.AT_LEAST:
        yield "due soon", f"from {plural(rule.warn, 'calendar day')} before"


def _when(rule: Rule, length: Length | None) -> str:
    if length is None:
        return "at once: no number, so a line of the checklist of its step"
    if isinstance(length, Before):
        return f"{length.words} before, or earlier ({rule.bound})"
    if isinstance(length, Period):
        counted = "the first day counted" if length.inclusive else "the first day not counted"
        side = {Bound.AT_LEAST: "no sooner than after ", Bound.ON: "on the day, "}
        return f"{side.get(rule.bound, 'within ')}{length.words}, {counted} ({rule.bound})"
    return f"{length.words} ({rule.bound})"


def _if_passed(rule: Rule) -> str:
    if not rule.makes_deadlines:
        return f"no date to pass ({rule.authority})"
    if rule.lapses:
        return f"a right, not a duty: it lapses, and nobody is late ({rule.authority})"
    if rule.bound is Bound.AT_LEAST:
        return f"a window: a step taken before it closes is too soon ({rule.authority})"
    if rule.confidence is Confidence.UNVERIFIED:
        return f"past-target: the number is not verified ({rule.authority})"
    if rule.actor is Actor.PARENT:
        return f"the family's own time is over ({rule.authority})"
    if rule.actor is not Actor.AUTHORITY:
        return f"overdue from others: chase; no breach of the authority's ({rule.authority})"
    if rule.is_law:
        return f"a breach of the authority's: it is law ({rule.authority})"
    return f"past-target, never a breach: it is not law ({rule.authority})"


def _starts(rule: Rule) -> Part:
    if rule.counted_from:
        yield "counted from", f"{rule.counted_from} (no event of a case: `send add --rule`)"
    else:
        yield "starts with", _events(rule.starts)
    if rule.only_after:
        yield "only after", _events(rule.only_after)
    if rule.restarts:
        yield "starts anew", f"{_events(rule.restarts)}, in the place of the old start"
    if rule.given:
        yield "only given", f"{_events(rule.given)}, then from the start before it"
    if rule.if_given:
        yield "left open by", f"{_events(rule.if_given)}: nobody knows yet whether it arose"
    if rule.not_after:
        yield "not after", _events(rule.not_after)
    if rule.until:
        yield "until again", _events(rule.until)


def _stops(rule: Rule) -> Part:
    yield "stopped by", _events(rule.stops) or "nothing: it has no clock"
    if rule.overtaken_by:
        yield "overtaken by", f"{_events(rule.overtaken_by)} (its own date is then missing)"
    if rule.ended_by:
        yield "ended by", f"{_events(rule.ended_by)} (the duty is gone)"
    if rule.yields_to:
        yield "gives way to", f"{_events(rule.yields_to)}: the day named there governs"
    if rule.outlasts:
        yield "only beyond", f"{rule.outlasts}: it counts where it ends later than that"


def _exceptions(rule: Rule) -> Part:
    told = [f"{ground}: {GROUND_WORDS[ground]}" for ground in sorted(rule.excuses)]
    told += [
        f"{one.ground}: {GROUND_WORDS[one.ground]}, only where it was on record and the date fell "
        f"from {spelt(one.since)} to {spelt(one.until)} ({one.citation.text})"
        for one in rule.excused_once
    ]
    if not told:
        yield "exceptions", "none"
        return
    for place, words in enumerate(told):
        yield "" if place else "exceptions", words
    yield "", "an exception excuses; it never moves the date"


def _versions(rule: Rule) -> Part:
    label = "versions"
    for version in reversed(rule.versions):
        length = says(rule, version.length)
        yield label, f"from {spelt(version.since)}: {length} ({version.citation.text})"
        label = ""
    yield "", f"not law before {spelt(rule.versions[0].since)}"
    if rule.later_of:
        yield "the later of", f"this and {' or '.join(sorted(rule.later_of))}"
    rolls = "rolls forward to the next working day" if rule.rolls else "never rolls"
    yield "calendar", f"working days of {rule.days.words}; {rolls}"


def _example(rule: Rule, book: RuleBook, today: date) -> Part:
    counted = book.example(rule, today)
    if counted is None:
        yield "example", "none: there is no number to count"
        return
    yield "example", counted.working
    if counted.not_before:
        yield "", f"not before {spelt(counted.not_before)}"
    elif counted.act_by and counted.act_by != counted.due:
        yield "", f"act by {spelt(counted.act_by)}, the last working day before it"
    yield "", f"any other day: send calc {rule.id} DATE"


def _fed(rule: Rule, book: RuleBook) -> Part:
    label = "feeds"
    for kind, fed in book.fed_by(rule).items():
        yield label, f"{kind.words} starts {', '.join(one.id for one in fed)}"
        label = ""
    if label:
        yield label, "nothing: no event that stops it starts another clock"
    shared = ", ".join(one.id for one in book.sharing(rule))
    yield (
        "step",
        f"{rule.step.verb} ({rule.step}); {f'shared with {shared}' if shared else 'alone'}",
    )
    label = "with it"
    for one in book.checklist(rule.step):
        if one is not rule:
            yield label, f"{one.title} ({one.id})"
            label = ""
    if label:
        yield label, "nothing: the step has no other line of a checklist"


def _events(kinds: Iterable[EventKind]) -> str:
    wanted = frozenset(kinds)
    return ", ".join(kind.words for kind in EventKind if kind in wanted)


def line(rule: Rule, today: date) -> str:
    """Return a rule as one line of the book in a pipe, as it stood on a day."""
    version = rule.version_on(today) or rule.versions[-1]
    return "\t".join(
        (
            rule.id,
            says_on(rule, today),
            rule.actor,
            rule.authority,
            rule.confidence,
            version.citation.text,
        )
    )


def list_lines(screen: "Screen", rules: Iterable[Rule], today: date) -> Iterator[str]:
    """Yield the book for a person, a heading for each workflow."""
    rules = list(rules)
    width = max((len(rule.id) for rule in rules), default=0)
    for place, workflow in enumerate(dict.fromkeys(rule.workflow for rule in rules)):
        if place:
            yield ""
        yield screen.paint(workflow.replace("-", " ").capitalize(), bold=True)
        for rule in (one for one in rules if one.workflow is workflow):
            told = [f"  {rule.id:<{width}}", _fitted(says_on(rule, today), 21), f"{rule.actor:<9}"]
            told.append(f"{rule.confidence:<10}")
            if screen.is_wide:
                told.append(short_source(rule.citation.text))
            yield "  ".join(told)[: screen.width].rstrip()


def _fitted(text: str, width: int) -> str:
    return (text if len(text) <= width else f"{text[: width - 1]}…").ljust(width)
