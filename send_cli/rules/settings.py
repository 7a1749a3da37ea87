"""The table of settings, and the figures in force with what was set."""

from collections.abc import Iterator

from send_cli.domain.office import BASES, aim, limiting, most_weeks
from send_cli.domain.setting import MERGED, Closures, Figure, Setting, Settings
from send_cli.domain.step import Step
from send_cli.domain.triage import InForce
from send_cli.rules import BOOK
from send_cli.rules.weights import EFFORT, QUALITY, STAKES, STANDARDS, WEIGHTS

MOST_POINTS = 1000
MOST_ON_TOP = 10_000
"""Points of what its officer wants at the top, whatever else there is."""


def _weights() -> Iterator[Setting]:
    for flag, (points, words) in WEIGHTS.flags.items():
        meaning = f"Added to every line of a case with this flag: {words}"
        yield _points(f"weights.flags.{flag}", meaning, points, WEIGHTS.flags_source)
    for step, stake in STAKES.items():
        key, source = f"weights.stakes.{step}", WEIGHTS.stakes_source
        meaning = f"{step.verb}: what is at stake ({stake.sentence})"
        yield _points(f"{key}.points", meaning, stake.points, source)
        meaning = f"{step.verb}: added for each day late"
        # A breach that gained nothing by age would sink below the newer ones.
        yield Figure(
            f"{key}.per_day", meaning, stake.per_day, "points a calendar day", source, 1, 100
        )
    yield Figure(
        "weights.target_share",
        "A date that is not law, or is excused, counts for one part in so many",
        WEIGHTS.target_share,
        "parts",
        WEIGHTS.target_source,
        1,
        100,
    )
    yield Figure(
        "weights.local_share",
        "A target that the authority set itself counts for one part in so many",
        WEIGHTS.local_share,
        "parts",
        WEIGHTS.target_source,
        1,
        100,
    )
    meaning = "A cell of a list that could not be read"
    yield _points("weights.unread", meaning, WEIGHTS.unread, WEIGHTS.unread_source)
    meaning = "A fact that is missing or unconfirmed"
    yield _points("weights.missing", meaning, WEIGHTS.missing, WEIGHTS.missing_source)
    for name, default, meaning in (
        ("task", WEIGHTS.task, "A task of your own"),
        ("promise", WEIGHTS.promise, "A promise"),
        ("reply", WEIGHTS.reply, "A message of the family that waits for an answer"),
        ("returned", WEIGHTS.returned, "A plan that quality assurance has returned"),
    ):
        yield _points(f"weights.{name}", meaning, default, WEIGHTS.own_source)
    for name, default, meaning in (
        ("pin", WEIGHTS.pin, "Each line of a case that is pinned"),
        ("snoozed", WEIGHTS.snoozed, "Each line of a case that is back from a snooze"),
    ):
        yield _points(f"weights.{name}", meaning, default, WEIGHTS.own_source, MOST_ON_TOP)


def _points(key: str, meaning: str, default: int, source: str, most: int = MOST_POINTS) -> Setting:
    return Figure(key, meaning, default, "points", source, 0, most)


def _effort() -> Iterator[Setting]:
    for step, effort in EFFORT.items():
        meaning = f"{step.verb}: the officer's own work"
        yield Figure(
            f"effort.{step}.minutes", meaning, effort.minutes, "minutes", effort.source, 1, 6000
        )
        meaning, source = f"{step.verb}: then left to others before its date", effort.source
        if step is Step.SEND_FINAL:
            meaning, source = "Quality assurance before the final plan goes out", QUALITY
        key = _days_for_others(step)
        yield Figure(key, meaning, effort.days_for_others, "calendar days", source, 0, 365)


def _days_for_others(step: Step) -> str:
    key = f"effort.{step}.days_for_others"
    return MERGED.get(key, key)


def _standards() -> Iterator[Setting]:
    yield Figure(
        "standards.quiet_days",
        "A family without a word for so long is quiet: listed, and up 2 points a week",
        STANDARDS.quiet_days,
        "calendar days",
        STANDARDS.quiet_source,
        1,
        365,
    )
    yield Figure(
        "standards.reply_days",
        "A family's message is answered within so long",
        STANDARDS.reply_days,
        "working days",
        STANDARDS.reply_source,
        1,
        60,
    )
    yield Figure(
        "standards.chase_every",
        "The same overdue step is chased again after so long",
        STANDARDS.chase_every,
        "calendar days",
        STANDARDS.chase_source,
        1,
        90,
    )


def _targets() -> Iterator[Setting]:
    for step, basis in BASES.items():
        rules, most = limiting(step, BOOK), most_weeks(step, BOOK)
        kind = "the law" if rules[-1].is_law else "the practice"
        sources = ", then ".join(rule.citation.text for rule in rules)
        yield Figure(
            _target(step),
            f"LOCAL target: {aim(step).lower()} within so many weeks of {basis.start}",
            0,
            "weeks",
            "an authority's own figure: there is none until you set it",
            0,
            most,
            f"{kind}, {most} weeks: {sources}",
            "no target",
        )


def _target(step: Step) -> str:
    return f"targets.{step}.weeks"


def _calendar() -> Iterator[Setting]:
    yield Closures(
        CLOSURE_DAYS,
        "Days on which the offices are closed: no work is planned on them; no date of law moves",
        (),
        "days",
        "an authority's own days: there are none until you set them",
    )


CLOSURE_DAYS = "calendar.closure_days"

SETTINGS = {
    one.key: one for one in (*_weights(), *_effort(), *_standards(), *_targets(), *_calendar())
}
"""Every setting, by its key."""


def in_force(settings: Settings) -> InForce:
    """Return the figures in force, with the settings applied."""
    weights = WEIGHTS._replace(
        stakes={
            step: stake._replace(
                points=settings[f"weights.stakes.{step}.points"],
                per_day=settings[f"weights.stakes.{step}.per_day"],
            )
            for step, stake in STAKES.items()
        },
        flags={
            flag: (settings[f"weights.flags.{flag}"], words)
            for flag, (_, words) in WEIGHTS.flags.items()
        },
        target_share=settings["weights.target_share"],
        local_share=settings["weights.local_share"],
        unread=settings["weights.unread"],
        missing=settings["weights.missing"],
        task=settings["weights.task"],
        promise=settings["weights.promise"],
        reply=settings["weights.reply"],
        returned=settings["weights.returned"],
        pin=settings["weights.pin"],
        snoozed=settings["weights.snoozed"],
    )
    effort = {
        step: one._replace(
            minutes=settings[f"effort.{step}.minutes"],
            days_for_others=settings[_days_for_others(step)],
        )
        for step, one in EFFORT.items()
    }
    standards = STANDARDS._replace(
        quiet_days=settings["standards.quiet_days"],
        reply_days=settings["standards.reply_days"],
        chase_every=settings["standards.chase_every"],
    )
    targets = tuple((step, settings[_target(step)]) for step in BASES)
    return InForce(weights, effort, standards, targets, settings.days(CLOSURE_DAYS))
