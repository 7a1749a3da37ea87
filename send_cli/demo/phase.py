"""Phase transfers in an invented caseload: the amended plans sent for them."""

from datetime import date, timedelta

from send_cli.demo.diary import Diary, working
from send_cli.demo.history import History
from send_cli.domain.case import SettingType

# The school year after which a child moves on, by kind of setting.
LAST_YEARS: dict[str, str] = {
    SettingType.NURSERY: "N2",
    SettingType.INFANT: "2",
    SettingType.FIRST: "4",
    SettingType.JUNIOR: "6",
    SettingType.PRIMARY: "6",
    SettingType.MIDDLE: "8",
    SettingType.SECONDARY: "11",
    SettingType.ALL_THROUGH: "11",
}
# Most are sent in the last weeks before the date, and about one in eight late (assumption).
EARLIEST, LATEST, USUAL = -70, 15, -7


def add_phase_plan(history: History, row: dict[str, str], diary: Diary) -> None:
    """Record the plan sent for the transfer of a child who moves on this year.

    The date is the day before 31 March on leaving secondary school, the day
    before 15 February otherwise (SEND Regulations 2014, reg 18(1)).
    """
    year = row["year_group"]
    if not year or LAST_YEARS.get(row["setting_type"]) != year:
        return
    today = diary.today
    spring = today.year + 1 if today.month >= 9 else today.year
    due = date(spring, 3, 30) if year == "11" else date(spring, 2, 14)
    sent = working(due + timedelta(days=int(diary.rng.triangular(EARLIEST, LATEST, USUAL))))
    dates = history.dates
    met = dates.get("review_meeting", date.max)
    undecided = met <= sent < dates.get("review_decision", date.max)
    made = dates["final_plan_sent"] < date(spring - 1, 9, 1)
    amending = history.outcome == "amend" and "amended_plan_sent" not in dates
    if sent <= today and made and not undecided and not amending:
        dates["phase_plan_sent"] = sent
