"""A synthetic caseload: the rows of a wide case list, alive on any day."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from send_cli.demo import figures as f
from send_cli.demo.child import age_at, child
from send_cli.demo.diary import Diary
from send_cli.demo.draw import Shares
from send_cli.demo.figures import Stage
from send_cli.demo.history import ASSESSMENTS, History
from send_cli.demo.names import TEAMS
from send_cli.demo.phase import add_phase_plan
from send_cli.demo.reviews import plan_history

STAGES = Shares(f.STAGES)
BUSY = frozenset(Stage) - {
    Stage.SETTLED,
    Stage.NEW_PLAN,
    Stage.MEETING_NOT_RECORDED,
    Stage.BOOKED,
    Stage.UNBOOKED,
}
"""Stages in which somebody spoke to the family of late."""

TRANSFERS = frozenset({Stage.SETTLED, Stage.NEW_PLAN, Stage.BOOKED, Stage.UNBOOKED})
UNREADABLE = ("w/c 12 Jan", "31/06/{year}", "Autumn 2", "{serial}", "see email", "11/{year}")
AWAITED = ("review_meeting", "amended_plan_sent", "phase_plan_sent")
MISSING = ("assessment_agreed", "review_meeting", "amendment_notice_sent", "draft_sent")


def caseload(
    today: date,
    *,
    seed: int = 1,
    cases: int = 320,
    officers: Sequence[str] = ("Sam Example",),
) -> Iterator[dict[str, str]]:
    """Yield one row a case, from the headings of the case list to text; absent is blank.

    The same day, seed, number and officers give the same rows. The cases are
    dealt to the officers in turn.
    """
    rng = Random(seed)  # noqa: S311 - a seed must give the same list again; nothing is secret
    diary = Diary(rng, today)
    most = max(99999, cases * 9)
    numbers = rng.sample(range(1, most), cases)
    for place, stage in enumerate(STAGES.dealt(cases, rng)):
        which = place % len(officers)
        row = {
            "ref": f"C{numbers[place]:0{len(str(most))}}",
            "officer": officers[which],
            "team": f"SEND {TEAMS[which % len(TEAMS)]}",
        }
        row |= _case(stage, place, diary)
        yield {heading: text for heading, text in row.items() if text}


def _case(stage: Stage, number: int, diary: Diary) -> dict[str, str]:
    age = age_at(stage, diary.rng)
    row = child(stage, age, number, diary.rng, diary.today)
    made = ASSESSMENTS.get(stage)
    history = made(diary) if made else plan_history(stage, age, diary)
    if stage in TRANSFERS:
        add_phase_plan(history, row, diary)
    _add_contact(stage, history, diary)
    if diary.chance(f.DATE_MISSING):
        held = [heading for heading in MISSING if heading in history.dates]
        history.dates.pop(diary.rng.choice(held or MISSING), None)
    row |= {"status": history.status, "review_outcome": history.outcome, "notes": history.note}
    row |= {heading: f"{day:%d/%m/%Y}" for heading, day in history.dates.items()}
    return row | _dirt(stage, history, diary)


def _add_contact(stage: Stage, history: History, diary: Diary) -> None:
    """Record when the family was last spoken to, never before the case began."""
    if diary.chance(f.NO_CONTACT):
        return
    ago = diary.tail(1, 22, 90) if stage in BUSY else diary.tail(3, 60, 250)
    began = min(history.dates.values())
    last = max(history.dates.get("amended_plan_sent", began), diary.ago(ago, ago + 2))
    history.dates["last_contact"] = last


def _dirt(stage: Stage, history: History, diary: Diary) -> dict[str, str]:
    """Return the cells that somebody typed badly, in place of what they hide."""
    if diary.chance(f.UNREADABLE_DATE):
        heading = "review_meeting" if stage in f.PLANS else "request_received"
        text = diary.rng.choice(UNREADABLE)
        # A date cell that lost its format shows the days since the end of 1899.
        serial = (diary.today - date(1899, 12, 30)).days - 40
        return {heading: text.format(year=diary.today.year - 1, serial=serial)}
    if diary.chance(f.DATE_TO_BE_CONFIRMED):
        blanks = [heading for heading in AWAITED if heading not in history.dates]
        return {blanks[0] if stage in f.PLANS else "final_plan_sent": "TBC"} if blanks else {}
    return {}
