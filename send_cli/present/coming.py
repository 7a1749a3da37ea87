"""What a family is told of one step that is still to come, in sentences."""

from collections.abc import Iterator
from datetime import date

from send_cli.domain.account import Coming
from send_cli.domain.deadline import Deadline, Status
from send_cli.domain.period import Before, Directed, FixedDay, Period
from send_cli.domain.rule import Actor, Authority, Bound, Confidence, Rule
from send_cli.domain.step import ASKED
from send_cli.present.plain_events import BOOKED, EVENTS, NAMED
from send_cli.present.plain_words import ADVISERS, GROUNDS, WHO, plain, plain_step
from send_cli.present.words import plural, safe


def coming_sentences(one: Coming, today: date, *, names: bool) -> Iterator[str]:
    """Yield what is said of one step that is still to be taken."""
    row, words = one.row, plain_step(one.row)
    status = row.status(today)
    if row.rule.bound is Bound.AT_LEAST:
        yield f"You have until {long_day(row.due)} to {words.what}."
        yield "We must wait for you until then."
    elif status is Status.EXCUSED:
        yield f"The last day for {words.name} was {long_day(row.due)}."
        yield f"That day no longer binds, {because(row)}."
        yield "The law sets no new day. It must still be done as soon as it can be."
    elif row.actor is Actor.PARENT:
        yield from chance_sentences(row.rule, row.due, today)
    elif row.rule.lapses:
        yield f"You and we can both {words.what} until {long_day(row.due)}."
    else:
        yield from _owed(one, today, names=names)
    yield from _counted(row)
    if words.meaning:
        yield words.meaning
    if words.late and row.due < today:
        yield words.late


def because(row: Deadline) -> str:
    """Return the reason on record why a date need not be kept."""
    ground = row.ground
    if ground is None:
        return "for a reason that is not on record"
    return f"because {GROUNDS.get(ground, ground.value.replace('-', ' '))}"


def chance_sentences(rule: Rule, due: date, today: date) -> Iterator[str]:
    """Yield until when the family can do something that is theirs to do or to leave."""
    what = plain(rule).what
    if due >= today:
        yield f"You can {what} until {long_day(due)}."
    else:
        yield f"The last day for you to {what} was {long_day(due)}."
        yield "Get free advice at once if you still want to do it."
    yield from _not_law(rule)


def _owed(one: Coming, today: date, *, names: bool) -> Iterator[str]:
    row, words, day = one.row, plain_step(one.row), long_day(one.row.due)
    late = row.due < today
    first = ""
    if row.awaits_outcome:
        first = "If we chose to change the plan, "
    elif one.if_held:
        first = "If that meeting was held, "
    elif one.after_another and words.if_it_comes_to_it and not late:
        first = f"{words.if_it_comes_to_it}, "
    does = _who(one, names=names)
    binds = row.rule.is_law and not row.may_be_later
    must = "must" if binds else "should"
    if late and binds:
        told = f"by {day} {does} had to {words.what}."
    elif late:
        hoped = "hoped to" if row.actor is Actor.AUTHORITY else f"hoped that {does} would"
        told = f"by {day} we {hoped} {words.what}."
    elif row.due == today:
        told = f"today, {day}, {does} {must} {words.what}."
    else:
        told = f"by {day} {does} {must} {words.what}."
    yield capital(first + told)
    if late:
        yield "We have no record that this was done."
    if late and row.is_law:
        yield f"It is {plural((today - row.due).days, 'day')} late."
    if row.may_be_later:
        yield "The day may be later: we have no record of another date that it hangs on."
    yield from _not_law(row.rule)


def _not_law(rule: Rule) -> Iterator[str]:
    """Yield what keeps a date from being taken for law."""
    if rule.confidence is Confidence.UNVERIFIED:
        yield "We have not checked this date against the law, so do not rely on it."
    elif rule.authority is Authority.GUIDANCE:
        yield "This date comes from a guide. It is not law."
    elif not rule.is_law:
        yield "This date is only what is often done. It is not law."


def _counted(row: Deadline) -> Iterator[str]:
    """Yield how the date was counted, and from what."""
    version = row.rule.version_on(row.start_on)
    start = long_day(row.start_on)
    length = version.length if version else None
    if isinstance(length, FixedDay):
        if row.start_kind in BOOKED:
            yield f"This is for {BOOKED[row.start_kind]} in {row.start_on:%B %Y}."
        return
    if isinstance(length, Directed):
        if row.start_kind in NAMED:
            yield NAMED[row.start_kind]
        return
    if row.start_kind not in EVENTS:
        yield f"We count from {start}."
    elif isinstance(length, Before):
        named = BOOKED.get(row.start_kind, "the day itself")
        yield f"That is {length.period.words} before {named} on {start}."
    elif isinstance(length, Period):
        begins = ". The first day is" if length.inclusive else " from"
        yield f"That is {length.words}{begins} {start}, when {EVENTS[row.start_kind]}."
    else:
        yield f"We count from {start}, when {EVENTS[row.start_kind]}."


def long_day(day: date) -> str:
    """Return a date as a letter has it: `Monday 16 March 2026`."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def named(abouts: tuple[str, ...], *, names: bool) -> list[str]:
    """Return whom something concerned: a service by its plain name, another only with names."""
    known = [ADVISERS.get(about.casefold().replace("-", " ")) for about in abouts]
    shown = [
        name or safe(about) for name, about in zip(known, abouts, strict=True) if name or names
    ]
    return list(dict.fromkeys(shown))


def _who(one: Coming, *, names: bool) -> str:
    """Return whose step it is: by name where it may be told."""
    words = plain_step(one.row)
    if words.who or one.row.step not in ASKED:
        return words.who or WHO[one.row.actor]
    told = named(one.abouts, names=names)
    if told and len(told) == len(one.abouts):
        return listed(told)
    if len(one.abouts) > 1 and one.row.actor is Actor.SCHOOL:
        return "each school or college we asked"
    if told:
        return listed([*told, "others we asked"])
    return WHO[one.row.actor]


def listed(names: list[str]) -> str:
    """Return names as they are read: `one, two and three`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def capital(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
