"""The exceptions of 2020, which were law from 1 May to 25 September, both days included.

They excuse nothing that ends later. Only those are here whose provision is known; the
regulations amended others too, whose clocks are shown as if they had not.
"""

from datetime import date

from send_cli.domain.ground import Ground
from send_cli.domain.rule import Citation, Excuse

_PAGES = (
    "https://www.gov.uk/government/publications/changes-to-the-law-on-education-health-and-care-"
    "needs-assessments-and-plans-due-to-coronavirus/"
)
_ANNEX_A = _PAGES + "annex-a-details-of-the-amendments-to-the-existing-regulations"
_GUIDANCE = (
    _PAGES + "education-health-and-care-needs-assessments-and-plans-guidance-on-temporary-"
    "legislative-changes-relating-to-coronavirus-covid-19"
)


def _in_2020(text: str, url: str, quote: str = "") -> tuple[Excuse, ...]:
    cites = Citation(f"{text}; SI 2020/471", url, quote)
    return (Excuse(Ground.CORONAVIRUS, date(2020, 5, 1), date(2020, 9, 25), cites),)


REG_4_3 = _in_2020("SEND Regulations 2014, reg 4(3)", _ANNEX_A)
REG_8_1 = _in_2020(
    "SEND Regulations 2014, reg 8",
    _ANNEX_A,
    "in other instances, such as regulation 8(1)",
)
TWENTY_WEEKS = _in_2020(
    "SEND Regulations 2014, reg 13",
    _GUIDANCE,
    "such as to issue a plan to someone eligible for one within 20 weeks of the initial request",
)
# Only its number was seen: that it concerns the yearly review is from memory.
REG_18A = _in_2020("SEND Regulations 2014, reg 18A", _ANNEX_A)
DIRECT_PAYMENTS = _in_2020(
    "SEN (Personal Budgets) Regulations 2014, reg 11",
    "https://localgovernmentlawyer.co.uk/education-law/394-education-news/43552-department-for-"
    "education-relaxes-statutory-timescales-in-four-sets-of-regulations-relating-to-sen-system",
)
