"""The reviews of an invented plan: decided, amended, booked, held or forgotten."""

from datetime import date, timedelta

from send_cli.demo import figures as f
from send_cli.demo.diary import Diary
from send_cli.demo.draw import band
from send_cli.demo.figures import Stage
from send_cli.demo.history import History, first_plan, held_since

YEAR = 365
FIRST_REVIEWS = 0.15
"""The share of plans in their first year, as of new plans a year (42 of 277)."""


def plan_history(stage: Stage, age: int, diary: Diary) -> History:
    """Return the history of a case that has, or had, a plan."""
    history = History("EHCP")
    if stage in {Stage.NEW_PLAN, Stage.OVERDUE_FIRST, Stage.FORGOTTEN}:
        history.dates = first_plan(diary, _anchor(stage, diary))
    elif stage in {Stage.DECIDING, Stage.DECISION_LATE}:
        _held(stage, age, diary, history)
    elif stage in {Stage.AMENDED_LATE, Stage.NOTICE_LATE}:
        _amending(stage, age, diary, history)
    elif stage in {Stage.BOOKED, Stage.UNBOOKED} and diary.chance(FIRST_REVIEWS):
        history.dates = first_plan(diary, _anchor(stage, diary))
    else:
        _decided(history, _anchor(stage, diary), age, diary)
        history.dates |= held_since(diary, age, history.dates["review_decision"])
    _finish(stage, diary, history)
    return history


def _anchor(stage: Stage, diary: Diary) -> date:
    """Return the day from which the year of the next review runs."""
    if stage in {Stage.OVERDUE, Stage.OVERDUE_FIRST}:
        late = diary.tail(3, 40, 190)
        return diary.ago(YEAR + late, YEAR + late + 2)
    least, most = {
        Stage.FORGOTTEN: (760, 820),
        Stage.BOOKED: (270, 345),
        Stage.UNBOOKED: (308, 362),
        Stage.CEASED: (90, 200),
        Stage.MOVED_OUT: (60, 300),
        Stage.OUTCOME_NOT_RECORDED: (14, 70),
        Stage.MEETING_NOT_RECORDED: (75, 280),
    }.get(stage, (2, 300))
    return diary.ago(least, most)


def _decided(history: History, on: date, age: int, diary: Diary, outcome: str = "") -> None:
    """Record a review decided on that day, with what follows as far as it has happened."""
    in_time = diary.chance(f.REVIEW_DECIDED_IN_FOUR_WEEKS)
    lag = diary.rng.randint(10, 25) if in_time else diary.rng.randint(30, 62)
    met = diary.in_term(on - timedelta(days=lag))
    history.outcome = outcome or _outcome(age, diary)
    history.dates |= {
        "review_meeting": met,
        "review_report_received": min(on, _report(met, diary)),
        "review_decision": on,
    }
    if history.outcome == "amend":
        in_time = diary.chance(f.AMENDED_IN_EIGHT_WEEKS)
        notice = diary.after(on, 0, 3)
        amended = diary.after(notice, 20, 50) if in_time else diary.after(notice, 57, 80)
        _record(history, diary, amendment_notice_sent=notice, amended_plan_sent=amended)
    elif history.outcome == "cease":
        _record(history, diary, cease_notice_sent=diary.after(on, 20, 40))


def _held(stage: Stage, age: int, diary: Diary, history: History) -> None:
    """Record a meeting that was held and is not decided, and the review of the year before."""
    ago = diary.rng.randint(1, 27) if stage is Stage.DECIDING else diary.tail(30, 28, 210)
    met = diary.in_term(diary.today - timedelta(days=ago))
    anchor = diary.before(met, 285, 345)
    if diary.chance(FIRST_REVIEWS):
        history.dates = first_plan(diary, anchor)
    else:
        _decided(history, anchor, age, diary)
        history.dates |= held_since(diary, age, anchor)
    history.dates["review_meeting"] = met
    report = _report(met, diary)
    if ago < 28 or not diary.chance(f.REPORT_MISSING):
        _record(history, diary, review_report_received=report)


def _amending(stage: Stage, age: int, diary: Diary, history: History) -> None:
    """Record a review decided as to amend whose notice or amended plan is late."""
    notice_late = stage is Stage.NOTICE_LATE
    ago = diary.rng.randint(10, 45) if notice_late else diary.tail(58, 28, 190)
    _decided(history, diary.ago(ago, ago + 3), age, diary, "amend")
    history.dates |= held_since(diary, age, history.dates["review_decision"])
    history.dates.pop("amended_plan_sent", None)
    if notice_late:
        history.dates.pop("amendment_notice_sent", None)
        decision = history.dates["review_decision"]
        met = min(diary.ago(31, 40), diary.before(decision, 8, 26))
        history.dates["review_meeting"] = met
        history.dates["review_report_received"] = min(decision, _report(met, diary))


def _finish(stage: Stage, diary: Diary, history: History) -> None:
    """Record what marks the stage, and leave out what it is that was not recorded."""
    dates = history.dates
    if stage is Stage.BOOKED:
        year_ends = dates.get("review_decision", dates["final_plan_sent"]) + timedelta(days=YEAR)
        day = year_ends - timedelta(days=diary.rng.randint(0, 50))
        soonest = diary.today + timedelta(days=diary.rng.randint(3, 35))
        dates["review_meeting"] = diary.booked(max(day, soonest))
    elif stage is Stage.MEETING_NOT_RECORDED or (stage is Stage.OVERDUE and diary.chance(0.7)):
        _forget(history, "review_meeting", "review_report_received")
    elif stage is Stage.OUTCOME_NOT_RECORDED:
        history.outcome = ""
        _forget(history, "amendment_notice_sent", "amended_plan_sent", "cease_notice_sent")
    elif stage is Stage.CEASED:
        history.status, history.outcome = "Ceased", "cease"
        _forget(history, "amendment_notice_sent", "amended_plan_sent", "cease_notice_sent")
        notice = diary.after(dates["review_decision"], 15, 40)
        dates |= {"cease_notice_sent": notice, "plan_ceased": diary.after(notice, 1, 40)}
    elif stage is Stage.MOVED_OUT:
        history.status = "Moved out"
        dates["moved_out"] = diary.ago(3, 50)


def _outcome(age: int, diary: Diary) -> str:
    amend, cease = band(f.OUTCOMES, age)
    place = diary.rng.random()
    return "amend" if place < amend else "cease" if place < amend + cease else "maintain"


def _report(met: date, diary: Diary) -> date:
    in_time = diary.chance(f.REPORT_IN_TWO_WEEKS)
    return diary.after(met, 5, 14) if in_time else diary.after(met, 15, 30)


def _record(history: History, diary: Diary, **dates: date) -> None:
    """Record the dates that have come by today."""
    history.dates |= {heading: day for heading, day in dates.items() if day <= diary.today}


def _forget(history: History, *headings: str) -> None:
    for heading in headings:
        history.dates.pop(heading, None)
