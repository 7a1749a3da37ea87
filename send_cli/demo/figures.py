"""The figures behind a synthetic caseload, each with its source.

Note:
    "SEN2" is the DfE release "Education, health and care plans", reporting year
    2025 (plans in January 2025, what was done in 2024; Open Government Licence
    v3.0). Percentages are of England. What is marked "assumption" is published
    nowhere, and is there so that the list has the texture of a real one.

"""

from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """How a case stands on the day; each is a part of the officer's caseload."""

    REQUESTED = "requested"
    REQUEST_LATE = "request past six weeks"
    ASSESSING = "assessment open"
    ASSESSMENT_LATE = "assessment past twenty weeks"
    ASSESSMENT_VERY_LATE = "assessment past a year"
    REFUSED = "assessment refused"
    PLAN_REFUSED = "plan refused"
    WITHDRAWN = "request withdrawn"
    NEW_PLAN = "first year of the plan"
    SETTLED = "reviewed this year"
    MEETING_NOT_RECORDED = "decided, no meeting on record"
    OUTCOME_NOT_RECORDED = "decided, no outcome on record"
    NOTICE_LATE = "amendment notice late"
    AMENDED_LATE = "amended plan late"
    DECIDING = "meeting held, decision in time"
    DECISION_LATE = "meeting held, decision late"
    BOOKED = "review meeting booked"
    UNBOOKED = "review due, no meeting booked"
    OVERDUE_FIRST = "first review overdue"
    OVERDUE = "review overdue"
    FORGOTTEN = "never reviewed"
    CEASED = "plan ceased"
    MOVED_OUT = "moved out"


BEFORE_THE_PLAN: Final = frozenset(
    {
        Stage.REQUESTED,
        Stage.REQUEST_LATE,
        Stage.ASSESSING,
        Stage.ASSESSMENT_LATE,
        Stage.ASSESSMENT_VERY_LATE,
        Stage.REFUSED,
        Stage.PLAN_REFUSED,
        Stage.WITHDRAWN,
    }
)
"""The stages of a request or an assessment, open or closed."""

PLANS: Final = frozenset(Stage) - BEFORE_THE_PLAN - {Stage.CEASED, Stage.MOVED_OUT}
"""The stages of a child with a plan in force."""

# Cases of one officer with 300 open ones, national ratios (SEN2): 277 plans in force, 5 requests
# and 18 open assessments (both by arrivals times duration), 39 review decisions late, 31 plans
# with no meeting recorded (the stages marked *). The rest, and the split, are assumptions.
STAGES: Final = {
    Stage.REQUESTED: 4.4,
    Stage.REQUEST_LATE: 0.6,
    Stage.ASSESSING: 12,
    Stage.ASSESSMENT_LATE: 5,
    Stage.ASSESSMENT_VERY_LATE: 1,
    Stage.REFUSED: 8,
    Stage.PLAN_REFUSED: 2,
    Stage.WITHDRAWN: 1,
    Stage.NEW_PLAN: 32,  # 42 new plans a year, less those whose first review has begun
    Stage.SETTLED: 102,
    Stage.MEETING_NOT_RECORDED: 11,  # *
    Stage.OUTCOME_NOT_RECORDED: 2,
    Stage.NOTICE_LATE: 4,
    Stage.AMENDED_LATE: 7,
    Stage.DECIDING: 16,  # 228 meetings a year, of which four weeks' worth
    Stage.DECISION_LATE: 39,
    Stage.BOOKED: 26,
    Stage.UNBOOKED: 14,
    Stage.OVERDUE_FIRST: 10,  # *
    Stage.OVERDUE: 13,  # * nine of them
    Stage.FORGOTTEN: 1,  # *
    Stage.CEASED: 6,
    Stage.MOVED_OUT: 3,
}

# SEN2, plans in force in January 2025 by single year of age (under 3 as 2).
AGE_OF_PLANS: Final = {
    2: 533, 3: 4302, 4: 22517, 5: 30847, 6: 31867, 7: 34082, 8: 36412, 9: 38381, 10: 41405,
    11: 46775, 12: 47172, 13: 47359, 14: 47125, 15: 44886, 16: 42005, 17: 36484, 18: 28598,
    19: 20815, 20: 14495, 21: 9805, 22: 6258, 23: 4030, 24: 2221, 25: 371,
}  # fmt: skip

# SEN2, plans first made in 2024 (20 and over as 20).
AGE_OF_NEW_PLANS: Final = {
    2: 203, 3: 2134, 4: 13245, 5: 13207, 6: 7686, 7: 6865, 8: 6431, 9: 6434, 10: 7594,
    11: 8126, 12: 5259, 13: 4663, 14: 5071, 15: 4474, 16: 3468, 17: 1656, 18: 664, 19: 291,
    20: 276,
}  # fmt: skip

# SEN2, requests for an assessment in 2024 (20 and over as 20).
AGE_OF_REQUESTS: Final = {
    2: 2792, 3: 18244, 4: 17499, 5: 10761, 6: 9946, 7: 9653, 8: 10241, 9: 12004, 10: 14602,
    11: 9129, 12: 8700, 13: 9314, 14: 8341, 15: 6971, 16: 3413, 17: 1538, 18: 647, 19: 300,
    20: 393,
}  # fmt: skip

# SEN2, years a plan has been held, from the second on (assumption: nobody's before 2014).
YEARS_HELD: Final = {
    2: 92975, 3: 72118, 4: 60306, 5: 56012, 6: 46309, 7: 56535, 8: 53450, 9: 39868, 10: 23114,
    11: 6043,
}  # fmt: skip

NEED_UNKNOWN: Final = ""

# SEN2, primary need by age band, per cent; the first age of each band is its key.
NEEDS: Final = {
    0: {
        "SLCN": 48.7, "ASD": 28.5, "PD": 5.0, "MLD": 4.1, "PMLD": 2.5, "SLD": 2.5, "SEMH": 2.3,
        "HI": 1.5, "OTH": 1.2, "VI": 0.8, "SPLD": 0.7, "MSI": 0.4, NEED_UNKNOWN: 1.8,
    },
    5: {
        "ASD": 32.9, "SLCN": 32.0, "SEMH": 14.1, "MLD": 7.4, "PD": 3.6, "SLD": 3.0, "PMLD": 1.4,
        "SPLD": 1.4, "HI": 1.3, "OTH": 1.2, "VI": 0.7, "MSI": 0.3, NEED_UNKNOWN: 0.8,
    },
    11: {
        "ASD": 31.3, "SEMH": 25.6, "SLCN": 15.0, "MLD": 12.3, "SLD": 3.9, "PD": 3.5, "SPLD": 3.0,
        "HI": 1.3, "OTH": 1.2, "PMLD": 1.1, "VI": 0.8, "MSI": 0.2, NEED_UNKNOWN: 0.7,
    },
    16: {
        "ASD": 30.3, "SEMH": 27.7, "MLD": 12.6, "SLCN": 11.6, "SLD": 5.1, "PD": 4.4, "SPLD": 2.5,
        "HI": 1.5, "PMLD": 1.3, "OTH": 1.1, "VI": 1.0, "MSI": 0.2, NEED_UNKNOWN: 0.7,
    },
    20: {
        "ASD": 30.5, "SEMH": 17.3, "MLD": 16.9, "SLCN": 12.6, "SLD": 8.2, "PD": 5.4, "SPLD": 2.5,
        "HI": 1.8, "PMLD": 1.7, "OTH": 1.2, "VI": 1.1, "MSI": 0.2, NEED_UNKNOWN: 0.7,
    },
}  # fmt: skip


class Placement(StrEnum):
    """Where a child is placed, in the broad groups of SEN2."""

    MAINSTREAM = "mainstream"
    SPECIAL = "special"
    ALTERNATIVE = "alternative"
    COLLEGE = "college"
    ELSEWHERE = "elsewhere"
    EARLY_YEARS = "early-years"
    NOT_RECORDED = ""


# SEN2, placement by single year of age, joined to bands by the number of plans, per cent.
# Not recorded is 3.0 per cent over all ages: a rate of dirty data, not of children.
PLACEMENTS: Final = {
    0: {
        Placement.MAINSTREAM: 62.3, Placement.SPECIAL: 18.0, Placement.EARLY_YEARS: 14.9,
        Placement.ELSEWHERE: 2.6, Placement.ALTERNATIVE: 0.1, Placement.NOT_RECORDED: 2.1,
    },
    5: {
        Placement.MAINSTREAM: 66.4, Placement.SPECIAL: 28.9, Placement.ELSEWHERE: 2.1,
        Placement.ALTERNATIVE: 0.5, Placement.NOT_RECORDED: 2.1,
    },
    11: {
        Placement.MAINSTREAM: 47.7, Placement.SPECIAL: 43.5, Placement.ELSEWHERE: 4.9,
        Placement.ALTERNATIVE: 1.4, Placement.NOT_RECORDED: 2.5,
    },
    16: {
        Placement.COLLEGE: 47.6, Placement.SPECIAL: 22.4, Placement.ELSEWHERE: 16.5,
        Placement.MAINSTREAM: 8.2, Placement.ALTERNATIVE: 0.4, Placement.NOT_RECORDED: 4.9,
    },
    19: {
        Placement.COLLEGE: 63.3, Placement.ELSEWHERE: 27.0, Placement.SPECIAL: 3.3,
        Placement.MAINSTREAM: 1.1, Placement.NOT_RECORDED: 5.3,
    },
}  # fmt: skip

NEW_AND_SPECIAL: Final = 0.3
"""SEN2: 9.3 per cent of new plans name a special school, against 30.4 of all."""

# SEN2, reviews decided: the share of amend, the share of cease; the rest is maintain. The overall
# figures are 61.2 and 1.1 per cent. The first age of each band is its key.
OUTCOMES: Final = {
    0: (0.60, 0.001),
    10: (0.81, 0.001),
    11: (0.61, 0.001),
    12: (0.51, 0.001),
    14: (0.60, 0.001),
    15: (0.77, 0.002),
    16: (0.73, 0.003),
    17: (0.58, 0.018),
    18: (0.57, 0.047),
    20: (0.48, 0.082),
}

DECIDED_IN_SIX_WEEKS: Final = 0.848  # SEN2, requests of 2024
TOLD_OF_NO_PLAN_IN_TIME: Final = 0.341  # SEN2, assessments of 2024
REVIEW_DECIDED_IN_FOUR_WEEKS: Final = 0.444  # SEN2, reviews of 2024
EXCEPTIONS: Final = 0.061  # SEN2, plans of 2024 to which an exception applied

# SEN2, plans of 2024 by the weeks they took: shares, with the shortest and longest of each
# (assumption: none quicker than 15 weeks, none slower than 75).
WEEKS_TO_FINAL: Final = {(15, 20): 46.4, (21, 52): 46.2, (53, 75): 7.3}

# A published figure of one council: 51 per cent of review reports come within two weeks.
REPORT_IN_TWO_WEEKS: Final = 0.51
REPORT_MISSING: Final = 0.2  # assumption: of meetings more than four weeks ago, undecided

AMENDED_IN_EIGHT_WEEKS: Final = 0.75  # assumption
RECENT_KEEPS_DATES: Final = 0.6  # assumption: a plan under two years old still shows its request

# Flags, shares of the children they can concern: all assumptions.
OUT_OF_SCHOOL: Final = 0.015
OUT_OF_SCHOOL_SEMH: Final = 0.12  # eleven or older, with SEMH as the primary need
LOOKED_AFTER: Final = 0.04
CHILD_PROTECTION: Final = 0.01
CHILD_IN_NEED: Final = 0.05
TRIBUNAL: Final = 0.012  # about six appeals open in 300
TRIBUNAL_REFUSED: Final = 0.2  # after a refusal
COMPLAINT: Final = 0.02
MP_ENQUIRY: Final = 0.004
NO_SCHOOL_NAMED: Final = 0.012

# The dirt of a real list, shares of the rows: all assumptions but the two above (placement
# not recorded, need unknown).
UNREADABLE_DATE: Final = 0.009
DATE_TO_BE_CONFIRMED: Final = 0.012
DATE_MISSING: Final = 0.01
NO_UPN: Final = 0.06
NO_CONTACT: Final = 0.12
