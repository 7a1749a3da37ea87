"""What happened to an invented case: the latest date of each kind, as a list keeps it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from send_cli.demo import figures as f
from send_cli.demo.diary import Diary
from send_cli.demo.draw import Shares
from send_cli.demo.figures import Stage

LATER_STEPS = ("advice_received", "plan_agreed", "draft_sent")
WEEKS = Shares(f.WEEKS_TO_FINAL)
YEARS_HELD = Shares(f.YEARS_HELD)
FIRST_PLANS = date(2014, 9, 1)


@dataclass(slots=True)
class History:
    """The dates of a case by heading, the outcome of its last review and its status."""

    status: str
    dates: dict[str, date] = field(default_factory=dict)
    outcome: str = ""
    note: str = ""


Made = Callable[[Diary], History]


def requested(diary: Diary, least: int, most: int) -> History:
    """Return a request that is not decided."""
    return History("Requested", {"request_received": diary.ago(least, most)})


def assessing(diary: Diary, least: int, most: int) -> History:
    """Return an assessment that is open, as far on as it is old."""
    start = diary.ago(least, most)
    days = (diary.today - start).days
    history = History("Assessment", decided(diary, start, "assessment_agreed"))
    agreed = history.dates["assessment_agreed"]
    asked = diary.after(agreed, 1, 5)
    if asked <= diary.today:
        history.dates["advice_requested"] = asked
    done = _steps_taken(days, diary)
    if done:
        taken = zip(LATER_STEPS, _between(diary, history.dates, min(days, 190)), strict=True)
        history.dates |= dict(list(taken)[:done])
    if days > 140 and diary.chance(f.EXCEPTIONS):
        history.note = "Away for six weeks in the summer: is an exception to be claimed?"
    return history


def _steps_taken(days: int, diary: Diary) -> int:
    """Return how many of the later steps an assessment of that age has behind it.

    It is most often stuck for want of advice, and after a year for want of a
    school (assumptions).
    """
    if days < 84:
        return 0
    if days < 105:
        return diary.rng.choice((0, 1))
    return 3 if days > 300 else diary.rng.choice((0, 1, 2, 3, 3))


def refused(diary: Diary) -> History:
    """Return a request refused in the last half-year."""
    no = diary.ago(3, 180)
    in_time = diary.chance(f.DECIDED_IN_SIX_WEEKS)
    start = diary.before(no, 30, 40) if in_time else diary.before(no, 46, 80)
    return History("Refused", {"request_received": start, "assessment_refused": no})


def plan_refused(diary: Diary) -> History:
    """Return an assessment after which no plan was made."""
    no = diary.ago(3, 150)
    in_time = diary.chance(f.TOLD_OF_NO_PLAN_IN_TIME)
    start = diary.before(no, 100, 110) if in_time else diary.before(no, 116, 190)
    dates = decided(diary, start, "assessment_agreed")
    dates["advice_requested"] = diary.after(dates["assessment_agreed"], 1, 5)
    dates["advice_received"] = diary.before(no, 7, 14)
    return History("Refused", dates | {"plan_refused": no})


def withdrawn(diary: Diary) -> History:
    """Return a request the family withdrew."""
    start = diary.ago(40, 150)
    gone = diary.after(start, 7, 38)
    return History("Withdrawn", {"request_received": start, "request_withdrawn": gone})


def decided(diary: Diary, start: date, step: str) -> dict[str, date]:
    """Return a request and the decision on it."""
    days = (diary.today - start).days
    in_time = days < 70 or diary.chance(f.DECIDED_IN_SIX_WEEKS)
    on = diary.after(start, 24, min(42, days)) if in_time else diary.after(start, 45, 66)
    return {"request_received": start, step: on}


def first_plan(diary: Diary, final: date) -> dict[str, date]:
    """Return the whole of an assessment that ended with a final plan on that day."""
    least, most = WEEKS.draw(diary.rng)
    start = diary.before(final, least * 7 + 1, most * 7 - 3)
    dates = decided(diary, start, "assessment_agreed")
    dates["advice_requested"] = diary.after(dates["assessment_agreed"], 1, 5)
    days = (final - start).days
    return (
        dates
        | dict(zip(LATER_STEPS, _between(diary, dates, days), strict=True))
        | {"final_plan_sent": final}
    )


def held_since(diary: Diary, age: int, reviewed: date) -> dict[str, date]:
    """Return the plan of a child whose last review was decided on that day.

    A plan a few years old shows no more than its own date, as in most lists.
    """
    years = min(YEARS_HELD.draw(diary.rng), max(2, age - 2))
    final = diary.before(reviewed, 325, 365)
    final = max(final - timedelta(days=364 * (years - 2)), FIRST_PLANS + timedelta(days=age * 9))
    if years == 2 and diary.chance(f.RECENT_KEEPS_DATES):
        return first_plan(diary, final)
    return {"final_plan_sent": final}


def _between(diary: Diary, dates: dict[str, date], days: int) -> list[date]:
    """Return the days on which advice came, a plan was agreed and the draft was sent."""
    start, asked = dates["request_received"], dates["advice_requested"]
    shares = (diary.rng.uniform(0.68, 0.76), diary.rng.uniform(0.78, 0.8), 0.84)
    return [max(asked, diary.after(start, int(days * one), int(days * one))) for one in shares]


ASSESSMENTS: dict[Stage, Made] = {
    Stage.REQUESTED: lambda diary: requested(diary, 2, 41),
    Stage.REQUEST_LATE: lambda diary: requested(diary, 44, 60),
    Stage.ASSESSING: lambda diary: assessing(diary, 35, 139),
    Stage.ASSESSMENT_LATE: lambda diary: assessing(diary, 142, 290),
    Stage.ASSESSMENT_VERY_LATE: lambda diary: assessing(diary, 370, 450),
    Stage.REFUSED: refused,
    Stage.PLAN_REFUSED: plan_refused,
    Stage.WITHDRAWN: withdrawn,
}
