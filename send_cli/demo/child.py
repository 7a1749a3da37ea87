"""An invented child: name, birthday, need, setting and circumstances."""

from datetime import date, timedelta
from random import Random

from send_cli.demo import figures as f
from send_cli.demo.draw import Shares, band
from send_cli.demo.figures import Placement, Stage
from send_cli.demo.names import FORENAMES, PLACES, SURNAMES
from send_cli.domain.case import SettingType
from send_cli.domain.flag import Flag
from send_cli.domain.identifier import upn_letter

REQUESTS = Shares(f.AGE_OF_REQUESTS)
NEW_PLANS = Shares(f.AGE_OF_NEW_PLANS)
PLANS = Shares(f.AGE_OF_PLANS)
NEEDS = {first: Shares(shares) for first, shares in f.NEEDS.items()}
PLACEMENTS = {first: Shares(shares) for first, shares in f.PLACEMENTS.items()}

# Mainstream schools by age, the shares an assumption; the first age of each band is its key.
MAINSTREAM = {
    0: Shares({SettingType.NURSERY: 0.8, SettingType.PRIMARY: 0.2}),
    4: Shares({SettingType.PRIMARY: 0.9, SettingType.INFANT: 0.08, SettingType.FIRST: 0.02}),
    7: Shares({SettingType.PRIMARY: 0.9, SettingType.JUNIOR: 0.08, SettingType.MIDDLE: 0.02}),
    11: Shares({SettingType.SECONDARY: 0.95, SettingType.ALL_THROUGH: 0.05}),
    16: Shares({SettingType.SIXTH_FORM: 1.0}),
}
SETTING_TYPES = {
    Placement.SPECIAL: SettingType.SPECIAL,
    Placement.ALTERNATIVE: SettingType.ALTERNATIVE,
    Placement.COLLEGE: SettingType.COLLEGE,
    Placement.ELSEWHERE: SettingType.NONE,
    Placement.EARLY_YEARS: SettingType.NURSERY,
}
# How many settings of each kind there are to draw from, and what their names end in.
SETTINGS = {
    SettingType.NURSERY: (12, "Nursery School"),
    SettingType.INFANT: (4, "Infant School"),
    SettingType.JUNIOR: (4, "Junior School"),
    SettingType.FIRST: (2, "First School"),
    SettingType.PRIMARY: (24, "Primary School"),
    SettingType.MIDDLE: (2, "Middle School"),
    SettingType.SECONDARY: (14, "High School"),
    SettingType.ALL_THROUGH: (2, "Academy"),
    SettingType.SPECIAL: (8, "Special School"),
    SettingType.SIXTH_FORM: (5, "Sixth Form"),
    SettingType.COLLEGE: (5, "College"),
    SettingType.ALTERNATIVE: (3, "Alternative Provision Academy"),
}
UNISSUED_URN = 990000
INVENTED_AUTHORITY = "999"


def age_at(stage: Stage, rng: Random) -> int:
    """Draw an age in years that fits the stage of the case."""
    if stage in f.BEFORE_THE_PLAN:
        return REQUESTS.draw(rng)
    if stage is Stage.NEW_PLAN:
        return max(3, NEW_PLANS.draw(rng))
    # A plan that is due for review was made a year ago, and asked for before that.
    return max(4, PLANS.draw(rng))


def child(stage: Stage, age: int, number: int, rng: Random, today: date) -> dict[str, str]:
    """Invent the child of a case; `number` makes the pupil number its own."""
    year = age - 4
    began = today.year if today.month >= 9 else today.year - 1
    # The figures count ages, as schools do, on the last day of August.
    born = date(began - age, 8, 31) - timedelta(days=rng.randrange(365))
    need = band(NEEDS, age).draw(rng)
    kind = setting_type(stage, age, rng)
    row = {
        "forename": rng.choice(FORENAMES),
        "surname": rng.choice(SURNAMES),
        "dob": f"{born:%d/%m/%Y}",
        "upn": "" if age < 4 or rng.random() < f.NO_UPN else upn(born.year + 4, number),
        "setting_type": kind.value if kind else "",
        "year_group": year_name(year),
        "need": need,
        "flags": ";".join(flags(stage, age, need, kind, rng)),
    }
    return row | setting(kind, age, rng)


def year_name(year: int) -> str:
    """Return a school year as a list writes it; nothing where there is none."""
    return {0: "R", -1: "N2", -2: "N1"}.get(year, str(year) if 0 < year <= 14 else "")


def setting_type(stage: Stage, age: int, rng: Random) -> SettingType | None:
    """Draw the kind of setting; None where it is not recorded."""
    placement = band(PLACEMENTS, age).draw(rng)
    new = stage in f.BEFORE_THE_PLAN or stage is Stage.NEW_PLAN
    if placement is Placement.SPECIAL and new and rng.random() > f.NEW_AND_SPECIAL:
        placement = Placement.MAINSTREAM
    if placement is Placement.EARLY_YEARS and age > 3:
        placement = Placement.MAINSTREAM
    if placement is Placement.MAINSTREAM:
        return band(MAINSTREAM, age).draw(rng)
    return SETTING_TYPES.get(placement)


def setting(kind: SettingType | None, age: int, rng: Random) -> dict[str, str]:
    """Draw a setting of that kind; one name always has one number."""
    if kind is None:
        return {}
    if kind is SettingType.NONE:
        return {"setting": rng.choice(("Educated at home", "EOTAS package") if age < 16 else ("",))}
    number, suffix = SETTINGS[kind]
    which = rng.randrange(number)
    place = PLACES[(which * 7 + len(suffix)) % len(PLACES)]
    urn = UNISSUED_URN + 100 * list(SETTINGS).index(kind) + which
    return {"setting": f"{place} {suffix}", "setting_urn": str(urn)}


def flags(stage: Stage, age: int, need: str, kind: SettingType | None, rng: Random) -> list[Flag]:
    """Draw the circumstances in which delay does more harm."""
    semh = need == "SEMH" and age >= 11
    appeals = f.TRIBUNAL_REFUSED if stage in {Stage.REFUSED, Stage.PLAN_REFUSED} else f.TRIBUNAL
    shares = {
        Flag.OUT_OF_SCHOOL: f.OUT_OF_SCHOOL_SEMH if semh else f.OUT_OF_SCHOOL,
        Flag.LOOKED_AFTER: f.LOOKED_AFTER,
        Flag.CHILD_PROTECTION: f.CHILD_PROTECTION,
        Flag.CHILD_IN_NEED: f.CHILD_IN_NEED,
        Flag.TRIBUNAL: appeals,
        Flag.COMPLAINT: f.COMPLAINT,
        Flag.MP_ENQUIRY: f.MP_ENQUIRY,
        Flag.NO_SCHOOL_NAMED: 0.0 if kind else f.NO_SCHOOL_NAMED * 10,
    }
    if age > 17:
        shares = {flag: share for flag, share in shares.items() if flag not in OF_CHILDREN}
    return [flag for flag, share in shares.items() if rng.random() < share]


OF_CHILDREN = frozenset(
    {Flag.OUT_OF_SCHOOL, Flag.LOOKED_AFTER, Flag.CHILD_PROTECTION, Flag.CHILD_IN_NEED}
)
"""Circumstances that end at eighteen."""


def upn(year: int, number: int) -> str:
    """Return a pupil number with its check letter, of an authority that does not exist."""
    serial, school = divmod(number, 10000)
    body = f"{INVENTED_AUTHORITY}{school:04}{year % 100:02}{serial:03}"
    return upn_letter(body) + body
