"""The codes of the SEN2 return, and the words for them."""

from send_cli.domain.case import SettingType
from send_cli.domain.event import EventKind as K

NEEDS = frozenset(
    "SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD DS OTH".split()  # noqa: SIM905 - a list of codes
)
YES_NO = {"1": True, "TRUE": True, "Y": True, "0": False, "FALSE": False, "N": False, "": False}

REQUEST_OUTCOMES = {
    "Y": K.ASSESSMENT_AGREED,
    "N": K.ASSESSMENT_REFUSED,
    "W": K.REQUEST_WITHDRAWN,
    "A": None,
    "H": None,
    "": None,
}
"""What each outcome of a request records; an undecided or historical one records nothing."""

ASSESSMENT_OUTCOMES = {
    "Y": K.FINAL_PLAN_SENT,
    "N": K.PLAN_REFUSED,
    "W": K.REQUEST_WITHDRAWN,
    "A": None,
    "H": None,
    "": None,
}
"""The same for an assessment: the date of one that ended in a plan is the day it was issued."""

REVIEW_OUTCOMES = {
    "M": K.REVIEW_MAINTAIN,
    "A": K.REVIEW_AMEND,
    "C": K.REVIEW_CEASE,
    "": K.REVIEW_DECISION,
}

HISTORICAL = "H"

CEASE_REASONS = {
    "1": "reached the age limit",
    "2": "needs met without a plan",
    "3": "higher education",
    "4": "paid employment",
    "5": "transferred to another authority in England",
    "6": "no longer wishes to engage",
    "7": "moved outside England",
    "8": "deceased",
    "9": "other",
}
TRANSFERRED = "5"

SETTINGS = {
    "OLA": "Arranged by the authority (EOTAS)",
    "OPA": "Arranged by the parents",
    "EHE": "Educated at home",
    "EYP": "Early years provider",
    "OTH": "Type of setting named only",
    "NEET": "Not in education, employment or training",
    "NIEC": "None: notice to cease issued",
    "NIEO": "None: awaiting a placement or other",
}
"""The words for a setting that has no number."""

SETTING_TYPES = {
    "EYP": SettingType.NURSERY,
    **dict.fromkeys(("OLA", "OPA", "EHE", "NEET", "NIEC", "NIEO"), SettingType.NONE),
}
"""The setting types that a code settles: with no school or institution the authority arranges the
review itself (SEND Regulations 2014, reg 21)."""
