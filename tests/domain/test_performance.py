"""The figures of performance, each counted on paper beside the cases it is counted from."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_cli.domain.case import Case, Field, Unread
from send_cli.domain.clock import deadlines
from send_cli.domain.event import BOOKABLE, Event, EventKind
from send_cli.domain.figure import Figure, Tally
from send_cli.domain.performance import Performance, performance
from send_cli.domain.problem import Refusal
from send_cli.domain.span import Span, spans
from send_cli.domain.still_open import OTHER_DATES
from send_cli.present.figures import percent, share_words
from send_cli.rules import BOOK
from tests.domain.history import day, events
from tests.domain.test_properties import DAYS, HISTORIES, quick

END = day("2025-12-31")
YEAR = Span(day("2025-01-01"), END, "2025")
MAY, JUNE = (
    Span(day(f"2025-0{n}-01"), day(f"2025-0{n}-{last}"), "") for n, last in ((5, 31), (6, 30))
)


def counted(
    histories: dict[str, str],
    today: date = END,
    *,
    facts: dict[str, dict[Field, str]] | None = None,
    unread: dict[str, tuple[Unread, ...]] | None = None,
    recorded: dict[Field, date] | None = None,
) -> Performance:
    cases = [
        Case(
            ref,
            (facts or {}).get(ref, {}),
            tuple(events(history)) if history else (),
            (unread or {}).get(ref, ()),
            recorded=recorded or {},
        )
        for ref, history in histories.items()
    ]
    rows = [(case, deadlines(case.events, BOOK)) for case in cases]
    return performance(rows, today, spans(today, None, None, None), BOOK)


def over(found: Performance, name: str, span: Span = YEAR) -> Figure:
    return found.tally(name).over(span)


def behind(figure: Figure) -> tuple[set[str], set[str]]:
    """The references that count, and those that are only in what it is of."""
    good = {one.case.ref for one in figure.counted if one.counts}
    return good, {one.case.ref for one in figure.counted} - good


def told(figure: Figure | Tally) -> dict[str, list[str]]:
    """What is told beside a figure, by its first words."""
    remarks = figure.remarks if isinstance(figure, Figure) else figure.undated
    return {one.why: [case.ref for case in one.cases] for one in remarks}


def words(found: dict[str, list[str]], start: str) -> list[str]:
    (refs,) = [refs for why, refs in found.items() if why.startswith(start)]
    return refs


# The request of Mon 6 Jan 2025: day 139 is Sun 25 May, day 140 Mon 26 May, day 141 Tue 27 May.
# The request of Mon 3 Jun 2024: day 364 is Mon 2 Jun 2025, day 365 Tue 3 Jun 2025.
ASKED = "request-received 2025-01-06; "
PLANS = {
    "P139": ASKED + "final-plan-sent 2025-05-25",
    "P140": ASKED + "final-plan-sent 2025-05-26",
    "P141": ASKED + "final-plan-sent 2025-05-27",
    "X155": ASKED + "exception 2025-03-03 away-four-weeks; final-plan-sent 2025-06-10",
    "X134": ASKED + "exception 2025-03-03 away-four-weeks; final-plan-sent 2025-05-20",
    "Y364": "request-received 2024-06-03; final-plan-sent 2025-06-02",
    "Y365": "request-received 2024-06-03; final-plan-sent 2025-06-03",
    # Ceased since: the plan was issued all the same.
    "GONE": ASKED + "final-plan-sent 2025-04-07; plan-ceased 2025-11-03",
    # In none: withdrawn, refused, and still open.
    "WITH": ASKED + "request-withdrawn 2025-02-03",
    "OPEN": "request-received 2025-06-02; assessment-agreed 2025-07-01",
}


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        # Left out: the two with an exception. 8 plans less 2 is 6; 140 days: P139, P140, GONE.
        ("twenty-weeks", {"P139", "P140", "GONE"}, {"P141", "Y364", "Y365"}),
        ("twenty-weeks-139", {"P139", "GONE"}, {"P140", "P141", "Y364", "Y365"}),
        # All 8: an exception is no day in hand, so X155 is late, and X134 was in time.
        ("twenty-weeks-all", {"P139", "P140", "GONE", "X134"}, {"P141", "X155", "Y364", "Y365"}),
        (
            "twenty-weeks-all-139",
            {"P139", "GONE", "X134"},
            {"P140", "P141", "X155", "Y364", "Y365"},
        ),
        ("exceptions", {"X155", "X134"}, {"P139", "P140", "P141", "GONE", "Y364", "Y365"}),
        ("issued-over-52", {"Y365"}, {"P139", "P140", "P141", "GONE", "X155", "X134", "Y364"}),
    ],
)
def test_a_plan_is_within_the_twenty_weeks_on_day_140(
    name: str, good: set[str], bad: set[str]
) -> None:
    figure = over(counted(PLANS), name)
    assert behind(figure) == (good, bad)
    assert (figure.number, figure.total) == (len(good), len(good) + len(bad))


def test_a_plan_counts_in_the_month_in_which_it_was_issued() -> None:
    found = counted(PLANS)
    assert behind(over(found, "twenty-weeks", MAY)) == ({"P139", "P140"}, {"P141"})
    assert behind(over(found, "twenty-weeks", JUNE)) == (set(), {"Y364", "Y365"})
    assert behind(over(found, "twenty-weeks-all", JUNE)) == (set(), {"X155", "Y364", "Y365"})
    assert words(told(over(found, "twenty-weeks", MAY)), "with an exception") == ["X134"]


def test_what_is_no_first_plan_is_told_and_not_counted() -> None:
    found = counted(
        {
            "NONE": "final-plan-sent 2025-03-03",
            "AGAIN": "final-plan-sent 2023-03-01; reassessment-requested 2024-12-20; "
            "reassessment-agreed 2025-01-06; final-plan-sent 2025-04-01",
            "SECOND": "final-plan-sent 2023-03-01; final-plan-sent 2025-04-02",
            "MOVED": "request-received 2024-09-02; final-plan-sent 2025-01-20; moved-in 2025-07-01",
            # Made here; the child left and came back.
            "BACK": ASKED + "final-plan-sent 2025-05-01; moved-out 2025-06-01; moved-in 2025-09-01",
        }
    )
    for name in ("twenty-weeks", "twenty-weeks-all", "exceptions", "issued-over-52"):
        figure = over(found, name)
        assert {one.case.ref for one in figure.counted} == {"BACK"}
        beside = told(figure)
        assert words(beside, "without a request") == ["NONE"]
        assert words(beside, "after a re-assessment") == ["AGAIN"]
        assert words(beside, "in the place of an earlier plan") == ["SECOND"]
        assert words(beside, "made elsewhere") == ["MOVED"]


def test_a_refusal_that_was_reversed_counts_from_the_first_request_and_says_so() -> None:
    found = counted(
        {
            # 6 Jan to 30 Jun is 175 days; to 25 Aug 231.
            "MIND": ASKED + "assessment-refused 2025-02-10; change-of-mind 2025-03-10; "
            "final-plan-sent 2025-06-30",
            "ORDER": ASKED + "assessment-refused 2025-02-10; order-to-assess 2025-06-02; "
            "final-plan-sent 2025-08-25",
            # Asked again after the refusal: the second request is its own; 84 days.
            "NEW": ASKED + "assessment-refused 2025-02-10; request-received 2025-03-03; "
            "final-plan-sent 2025-05-26",
        }
    )
    figure = over(found, "twenty-weeks")
    assert {one.case.ref: one.days for one in figure.counted} == {
        "MIND": 175,
        "ORDER": 231,
        "NEW": 84,
    }
    assert behind(figure) == ({"NEW"}, {"MIND", "ORDER"})
    assert words(told(figure), "after a refusal that was reversed") == ["MIND", "ORDER"]


@pytest.mark.parametrize("end", ["moved-out", "request-withdrawn", "case-closed"])
def test_no_order_of_before_the_end_of_a_case_leads_to_a_plan(end: str) -> None:
    found = counted(
        {
            "A": ASKED + "assessment-refused 2025-02-10; order-to-assess 2025-03-03; "
            f"{end} 2025-04-01; final-plan-sent 2025-05-20"
        }
    )
    figure = over(found, "twenty-weeks")
    assert behind(figure) == (set(), set())
    assert words(told(figure), "without a request") == ["A"]


def test_an_exception_that_excuses_another_step_is_not_left_out() -> None:
    excused = "exception 2025-02-03 away-four-weeks:ehcna-decision; "
    found = counted({"A": ASKED + excused + "final-plan-sent 2025-06-10"})
    assert behind(over(found, "twenty-weeks")) == (set(), {"A"})
    assert words(told(over(found, "exceptions")), "with an exception that") == ["A"]


def test_an_exception_without_days_and_evidence_is_told_where_it_takes_a_plan_out() -> None:
    excused = "exception 2025-02-03 away-four-weeks; "
    found = counted({"A": ASKED + excused + "final-plan-sent 2025-06-10"})
    told_of = told(over(found, "twenty-weeks"))
    assert words(told_of, "with an exception whose days") == ["A"]


# The request of Mon 3 Mar 2025: day 42 is Mon 14 Apr, day 112 Mon 23 Jun.
MARCH = "request-received 2025-03-03; "
DECISIONS = {
    "D42": MARCH + "assessment-agreed 2025-04-14; plan-agreed 2025-06-23",
    "D43": MARCH + "assessment-refused 2025-04-15",
    "D10": MARCH + "assessment-refused 2025-03-13; order-to-assess 2025-09-01",
    "N113": MARCH + "assessment-agreed 2025-04-01; plan-refused 2025-06-24",
    "LATER": MARCH + "advice-requested 2025-05-01; draft-sent 2025-06-02",
    "WITH": MARCH + "request-withdrawn 2025-03-20",
    "WAIT": MARCH.rstrip("; "),
    "EXC": MARCH + "exception 2025-03-10 away-four-weeks:ehcna-decision; "
    "assessment-agreed 2025-05-01",
    "MOVED": MARCH + "assessment-agreed 2025-04-01; final-plan-sent 2025-06-01; "
    "moved-in 2025-08-01",
}


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("six-weeks", {"D42", "D10", "N113"}, {"D43", "EXC"}),
        # LATER went on to be assessed and drafted: no date, but no doubt how it was decided.
        ("refusals", {"D43", "D10"}, {"D42", "N113", "EXC", "LATER"}),
        ("week-16", {"D42"}, {"N113"}),
        ("no-plan-16", set(), {"N113"}),
        ("no-plan", {"N113"}, {"D42", "LATER"}),
    ],
)
def test_decisions_count_by_the_day_they_were_made(
    name: str, good: set[str], bad: set[str]
) -> None:
    assert behind(over(counted(DECISIONS), name)) == (good, bad)


def test_what_decisions_cannot_count_stands_beside_them() -> None:
    found = counted(DECISIONS)
    six = told(over(found, "six-weeks"))
    assert words(six, "with a later step") == ["LATER"]
    assert words(six, "with an exception") == ["EXC"]
    assert words(six, "of another authority") == ["MOVED"]
    assert words(told(over(found, "refusals")), "refusal reversed since") == ["D10"]
    assert words(told(over(found, "week-16")), "with a later step") == ["LATER"]
    (why,) = [why for why in told(over(found, "no-plan")) if why.startswith("with a later")]
    assert why.endswith("taken as agreed on the day of it")
    # An order to assess with no refusal on record is no agreement.
    ordered = counted({"A": MARCH + "order-to-assess 2025-06-02"})
    assert behind(over(ordered, "refusals")) == (set(), set())
    assert words(told(over(ordered, "refusals")), "with a later step") == ["A"]


def test_requests_are_counted_once_and_by_their_day() -> None:
    found = counted(
        {
            **DECISIONS,
            # A repeat while one is open is none; one after a refusal is.
            "TWICE": MARCH + "request-received 2025-03-20",
            "AGAIN": MARCH + "assessment-refused 2025-04-01; request-received 2025-07-01",
            "LAST": "request-received 2024-12-31",
            # Of the day of the move, and of this authority.
            "CAME": "moved-in 2025-05-06; became-responsible 2025-05-06",
        }
    )
    # Eight of DECISIONS (not MOVED), TWICE, AGAIN twice, CAME: 12. Of 2024, one.
    assert over(found, "requests").number == 12
    assert over(found, "requests").total is None
    assert words(told(over(found, "requests")), "of another authority") == ["MOVED"]
    before = Span(day("2024-01-01"), day("2024-12-31"), "2024")
    assert behind(over(found, "requests", before)) == ({"LAST"}, set())


@pytest.mark.parametrize(
    ("on", "undecided", "open_20", "open_52"),
    [
        # Of one request of 3 Mar 2025: day 42, 43, 140, 141, 364, 365.
        ("2025-04-14", 0, 0, 0),
        ("2025-04-15", 1, 0, 0),
        ("2025-07-21", 1, 0, 0),
        ("2025-07-22", 1, 1, 0),
        ("2026-03-02", 1, 1, 0),
        ("2026-03-03", 1, 1, 1),
    ],
)
def test_what_is_open_is_over_its_time_the_day_after(
    on: str, undecided: int, open_20: int, open_52: int
) -> None:
    found = counted(
        {
            "WAIT": MARCH.rstrip("; "),
            "DONE": "request-received 2024-01-01; request-withdrawn 2024-02-01",
        },
        day(on),
    )
    numbers = [
        found.tally(name).now().number
        for name in ("undecided-over-6", "open-over-20", "open-over-52")
    ]
    assert numbers == [undecided, open_20, open_52]
    assert "WAIT" in {one.case.ref for one in found.tally("open-over-20").counted}
    assert found.needs_attention is bool(undecided)


def test_an_open_case_with_an_exception_is_over_its_time_and_says_so() -> None:
    found = counted({"A": MARCH + "exception 2025-04-01 away-four-weeks"})
    figure = found.tally("open-over-20").now()
    assert behind(figure) == ({"A"}, set())
    assert words(told(figure), "with an exception") == ["A"]


def test_one_open_after_an_order_is_told_and_not_counted() -> None:
    refused = MARCH + "assessment-refused 2025-04-01; order-to-assess 2025-12-01"
    figure = counted({"A": refused}).tally("open-over-20").now()
    assert (figure.number, figure.total) == (0, 0)
    assert words(told(figure), "with a plan due by another day, after an order") == ["A"]


def test_a_plan_due_by_another_day_is_open_past_that_day_and_not_past_the_twenty_weeks() -> None:
    refused = MARCH + "assessment-refused 2025-04-01; "
    found = counted(
        {
            # Fourteen weeks from Tue 23 Sep 2025 are Tue 30 Dec; from Wed 24 Sep, Wed 31 Dec.
            "LATE": refused + "order-to-assess 2025-09-23",
            "TODAY": refused + "unopposed-assess 2025-09-24",
            "SENT": refused + "order-to-assess 2025-09-23; final-plan-sent 2025-12-31",
            "AGAIN": "final-plan-sent 2023-03-01; reassessment-requested 2025-09-01; "
            "reassessment-agreed 2025-09-15",
            "OWN": MARCH.rstrip("; "),
        }
    )
    figure = found.tally("open-otherwise").now()
    assert behind(figure) == ({"LATE", "AGAIN"}, {"TODAY"})
    assert behind(found.tally("open-over-20").now()) == ({"OWN"}, set())
    assert found.needs_attention


# The meeting of Mon 1 Sep 2025: 28 days are Mon 29 Sep, 84 days Mon 24 Nov.
PLAN = "final-plan-sent 2024-10-01; "
MET = PLAN + "review-meeting 2025-09-01; "
AMEND = MET + "review-amend 2025-09-15; amendment-notice-sent 2025-09-16; "
REVIEWS = {
    "R28": MET + "review-maintain 2025-09-29",
    "R29": MET + "review-maintain 2025-09-30",
    "NEVER": MET.rstrip("; "),
    "CEASED": MET + "plan-ceased 2025-09-15",
    "LATER": MET + "amendment-notice-sent 2025-09-20; amended-plan-sent 2025-10-20",
    "SOON": PLAN + "review-meeting 2025-12-10",
    "A84": AMEND + "amended-plan-sent 2025-11-24",
    "A85": AMEND + "amended-plan-sent 2025-11-25",
    "A-NOT": AMEND.rstrip("; "),
    "WHICH": MET + "review-decision 2025-09-15",
    "NO-MEET": PLAN + "review-amend 2025-09-15; amended-plan-sent 2025-10-20",
}


def test_a_review_is_decided_in_four_weeks_on_day_28() -> None:
    figure = over(counted(REVIEWS), "review-4-weeks")
    good = {"R28", "A84", "A85", "A-NOT", "WHICH"}
    assert behind(figure) == (good, {"R29", "NEVER"})
    assert words(told(figure), "with a later step") == ["LATER"]


def test_a_plan_is_amended_in_twelve_weeks_on_day_84() -> None:
    figure = over(counted(REVIEWS), "amended-12-weeks")
    assert behind(figure) == ({"A84"}, {"A85", "A-NOT"})
    beside = told(figure)
    assert words(beside, "with a decision whose outcome") == ["WHICH"]
    assert words(beside, "decided to amend with no meeting") == ["NO-MEET"]


def test_a_day_that_is_not_over_counts_for_nobody() -> None:
    waiting = {"NEVER": REVIEWS["NEVER"]}
    on_the_day = counted(waiting, day("2025-09-29"))
    assert behind(over(on_the_day, "review-4-weeks")) == (set(), set())
    assert behind(over(counted(waiting, day("2025-09-30")), "review-4-weeks")) == (
        set(),
        {"NEVER"},
    )


def test_a_phase_transfer_is_in_time_before_15_february_and_31_march() -> None:
    feb, mar = "phase-transfer 2026-09-01; ", "post16-transfer 2026-09-01; "
    found = counted(
        {
            "F14": PLAN + feb + "phase-plan-sent 2026-02-14",
            "F15": PLAN + feb + "phase-plan-sent 2026-02-15",
            "F-NOT": PLAN + feb.rstrip("; "),
            "F-GONE": PLAN + feb + "plan-ceased 2026-01-10",
            "M30": PLAN + mar + "phase-plan-sent 2026-03-30",
            "M31": PLAN + mar + "phase-plan-sent 2026-03-31",
        },
        day("2026-04-01"),
    )
    year = found.spans.this
    february, march = (over(found, f"phase-{name}", year) for name in ("15-february", "31-march"))
    assert behind(february) == ({"F14"}, {"F15", "F-NOT"})
    assert behind(march) == ({"M30"}, {"M31"})
    assert words(told(february), "sent on 15 February itself") == ["F15"]
    assert words(told(march), "sent on 31 March itself") == ["M31"]
    none = over(found, "phase-5-months", year)
    assert share_words(none.number, none.total or 0) == "none"


def test_a_change_of_phase_that_nobody_recorded_is_told_and_is_not_no_transfer() -> None:
    child = {Field.DOB: "2014-11-10", Field.SETTING_TYPE: "secondary"}
    moved = "phase-transfer 2026-09-01; "
    found = counted(
        {
            # In year 7 at a secondary school, as first recorded in October 2026.
            "MAYBE": PLAN.rstrip("; "),
            "SENT": PLAN + "phase-plan-sent 2026-02-10",
            "KNOWN": PLAN + moved + "phase-plan-sent 2026-02-10",
            # Only since 15 February has there been a plan.
            "LATER": "final-plan-sent 2026-02-15",
            "NO-AGE": PLAN.rstrip("; "),
            # In year 8: of secondary school since 2025, and no change of 2026.
            "OLDER": PLAN.rstrip("; "),
        },
        day("2026-11-20"),
        facts={
            **dict.fromkeys(("MAYBE", "SENT", "KNOWN", "LATER"), child),
            "OLDER": {**child, Field.DOB: "2013-11-10"},
        },
        recorded={Field.SETTING_TYPE: day("2026-10-01")},
    )
    february = over(found, "phase-15-february", found.spans.this)
    assert behind(february) == ({"KNOWN"}, set())
    assert words(told(february), "may have changed phase") == ["MAYBE"]
    assert words(told(february), "with a phase transfer plan sent") == ["SENT"]
    assert words(told(found.tally("phase-31-march")), "with a plan, but no date of birth") == [
        "NO-AGE"
    ]
    before = over(found, "phase-15-february", found.spans.before)
    assert words(told(before), "may have changed phase") == ["OLDER"]


def test_a_review_is_held_in_the_twelve_months_that_end_today() -> None:
    # Today is Mon 2 Mar 2026: the twelve months begin on Mon 3 Mar 2025.
    old = "final-plan-sent 2024-01-10; "
    found = counted(
        {
            "FIRST": old + "review-meeting 2025-03-03",
            "BEFORE": old + "review-meeting 2025-03-02; review-maintain 2025-03-20",
            "DECIDED": old + "review-maintain 2025-06-02",
            "NEVER": old.rstrip("; "),
            "YEAR": "final-plan-sent 2025-03-02",
            "YOUNG": "final-plan-sent 2025-03-03",
            "MOVED": "moved-in 2025-06-01",
            "CEASED": old + "plan-ceased 2025-10-01",
        },
        day("2026-03-02"),
    )
    held, decided = (found.tally(f"reviews-{name}").now() for name in ("held", "decided"))
    assert behind(held) == ({"FIRST"}, {"BEFORE", "DECIDED", "NEVER", "YEAR"})
    assert behind(decided) == ({"BEFORE", "DECIDED"}, {"FIRST", "NEVER", "YEAR"})
    assert words(told(held), "moved in within") == ["MOVED"]
    assert words(told(held), "with a decision in those 12 months") == ["BEFORE", "DECIDED"]


def test_an_appeal_is_open_until_it_is_over() -> None:
    appeal = PLAN + "appeal-registered 2025-05-01"
    found = counted(
        {
            "OPEN": appeal,
            "OVER": appeal + "; appeal-withdrawn 2025-08-01",
            "TWICE": appeal + "; order-to-amend 2025-09-01; appeal-registered 2025-11-03",
            "FLAG": PLAN.rstrip("; "),
        },
        facts={"FLAG": {Field.FLAGS: "tribunal"}},
    )
    assert over(found, "appeals").number == 4
    assert behind(found.tally("appeals-open").now()) == ({"OPEN", "TWICE"}, set())
    assert words(told(found.tally("appeals-open").now()), "flagged tribunal") == ["FLAG"]


def test_a_caseload_is_what_is_open_by_officer_and_need() -> None:
    sam, pat = {Field.OFFICER: "Sam Example", Field.NEED: "ASD"}, {Field.OFFICER: " sam  example"}
    found = counted(
        {
            "A": PLAN.rstrip("; "),
            "B": PLAN.rstrip("; "),
            "C": MARCH.rstrip("; "),
            "D": "",
            "E": MARCH + "request-withdrawn 2025-04-01",
            "F": PLAN + "plan-ceased 2025-04-01",
        },
        facts={"A": sam, "B": pat, "E": sam, "F": sam},
    )
    assert [(one.name, len(one.cases)) for one in found.officers.groups] == [
        ("Sam Example", 2),
        (None, 2),
    ]
    assert found.officers.total == 4
    assert words(told(found.officers.tally.now()), "with no dated step") == ["D"]
    assert [(one.name, len(one.cases)) for one in found.needs.groups] == [("ASD", 1), (None, 1)]


def test_an_unreadable_cell_is_told_beside_the_figures_it_may_change() -> None:
    found = counted(
        {"A": "final-plan-sent 2025-03-03"},
        unread={"A": (Unread("request_received", "31/02/2025"),)},
    )
    for tally in (*found.issued, found.requests, *found.decided, *found.still_open):
        assert ["A"] in [[c.ref for c in r.cases] for r in tally.undated], tally.definition.name
    assert found.tally("appeals").undated == ()


def test_what_is_recorded_after_today_has_not_happened() -> None:
    found = counted(PLANS, day("2025-05-26"))
    assert behind(over(found, "twenty-weeks")) == ({"P139", "P140", "GONE"}, set())


@pytest.mark.parametrize(
    ("number", "total", "said"),
    [
        (0, 0, "none"),
        (0, 3, "0.0% (0 of 3)"),
        (3, 3, "100.0% (3 of 3)"),
        (1, 3, "33.3% (1 of 3)"),
        (1, 16, "6.3% (1 of 16)"),
        (2999, 3000, "99.9% (2,999 of 3,000)"),
        (1, 3000, "0.1% (1 of 3,000)"),
    ],
)
def test_a_percentage_never_stands_alone_and_is_whole_only_where_it_is(
    number: int, total: int, said: str
) -> None:
    assert share_words(number, total) == said
    assert (percent(number, total) is None) is (total == 0)


def test_the_days_of_a_report_say_where_they_are_a_part() -> None:
    found = spans(day("2026-03-02"), None, None, None)
    assert (found.this.name, found.this.is_part) == ("2026 to 2 Mar", True)
    assert (found.before.name, found.before.is_part) == ("2025", False)
    assert found.same_days is not None
    assert (found.same_days.first, found.same_days.last) == (day("2025-01-01"), day("2025-03-02"))
    assert [one.name for one in found.months][:1] == ["Apr 2025"]
    assert [one.name for one in found.months][-2:] == ["Feb 2026", "Mar 2026 (1 to 2)"]
    assert len(found.months) == 12
    assert [one.is_part for one in found.months] == [False] * 11 + [True]
    leap = spans(day("2024-02-29"), None, None, None).same_days
    assert leap is not None
    assert leap.last == day("2023-02-28")
    whole = spans(day("2026-12-31"), 2026, None, None)
    assert (whole.this.name, whole.this.is_part, whole.same_days) == ("2026", False, None)
    one_day = spans(day("2026-03-02"), None, day("2024-02-29"), day("2024-02-29"))
    assert (one_day.this.name, one_day.before.name) == ("29 Feb 2024", "28 Feb 2023")
    own = spans(day("2026-03-02"), None, day("2025-01-15"), day("2025-02-28"))
    assert [one.name for one in own.months] == ["Jan 2025 (15 to 31)", "Feb 2025"]
    assert (own.before.first, own.before.last) == (day("2024-01-15"), day("2024-02-28"))


@pytest.mark.parametrize(
    ("year", "first", "last", "says"),
    [
        (2027, None, None, "is not a year from 2014 to 2026"),
        (1999, None, None, "is not a year from 2014 to 2026"),
        (2025, "2025-01-01", "2025-02-01", "write one of them"),
        (None, "2025-01-01", None, "--to is missing"),
        (None, None, "2025-01-01", "--from is missing"),
        (None, "2025-02-01", "2025-01-01", "is before"),
        (None, "2025-02-01", "2026-03-03", "is after"),
        (None, "2014-08-31", "2025-01-01", "when the law began"),
    ],
)
def test_days_that_do_not_fit_are_refused(
    year: int | None, first: str | None, last: str | None, says: str
) -> None:
    ends = [day(one) if one else None for one in (first, last)]
    with pytest.raises(Refusal, match=says):
        spans(day("2026-03-02"), year, *ends)


COMMON = [
    *(EventKind.REQUEST_RECEIVED, EventKind.ASSESSMENT_AGREED, EventKind.ASSESSMENT_REFUSED),
    *(EventKind.ORDER_TO_ASSESS, EventKind.CHANGE_OF_MIND, EventKind.FINAL_PLAN_SENT),
    *(EventKind.REVIEW_MEETING, EventKind.REVIEW_AMEND, EventKind.REVIEW_DECISION),
    *(EventKind.AMENDMENT_NOTICE_SENT, EventKind.AMENDED_PLAN_SENT, EventKind.PHASE_TRANSFER),
    *(EventKind.PHASE_PLAN_SENT, EventKind.PLAN_CEASED, EventKind.MOVED_IN),
]
COMMON_HISTORIES = st.lists(st.builds(Event, st.sampled_from(COMMON), DAYS), max_size=10)
ANY = HISTORIES | COMMON_HISTORIES

EVER = Span(day("2014-01-01"), day("2060-12-31"), "ever")
OWED = {
    "ehcp-final": "open-over-20",
    **dict.fromkeys(OTHER_DATES, "open-otherwise"),
    "ehcna-decision": "undecided-over-6",
    "ar-decision": "review-4-weeks",
    "ar-amend-final-longstop": "amended-12-weeks",
    "phase-other": "phase-15-february",
    "phase-sec-to-post16": "phase-31-march",
    "phase-post16-to-post16": "phase-5-months",
}
"""The rules whose breaches a figure must show, and the figure."""


def of_one(history: list[Event], today: date) -> Performance:
    case = Case("A", {}, tuple(history))
    return performance(
        [(case, deadlines(history, BOOK))], today, spans(today, None, None, None), BOOK
    )


@quick
@given(ANY, DAYS)
def test_no_breach_is_in_no_figure(history: list[Event], today: date) -> None:
    found = of_one(history, today)
    for row in deadlines(history, BOOK):
        if row.rule.id not in OWED or not row.is_breached(today):
            continue
        tally = found.tally(OWED[row.rule.id])
        figure = tally.over(EVER) if found.is_of_days(tally) else tally.now()
        late = [one for one in figure.counted if one.due == row.due and one.done is None]
        if row.rule.id in OTHER_DATES:  # a case is counted once, by the earliest of its days
            late = [one for one in figure.counted if one.due and one.due <= row.due]
        assert late, row.rule.id
        # For a stock the late ones are the number; for a share they are what is missing from it.
        assert all(one.counts is not found.is_of_days(tally) for one in late)


@quick
@given(ANY, DAYS)
def test_every_plan_sent_is_counted_or_told_of(history: list[Event], today: date) -> None:
    found = of_one(history, today)
    sent = {e.on for e in history if e.kind is EventKind.FINAL_PLAN_SENT and e.on <= today}
    for name in ("twenty-weeks-all", "exceptions", "issued-over-52"):
        figure = found.tally(name)
        counted = [one.on for one in figure.counted]
        assert len(counted) == len(set(counted))
        for on in sent:
            told_of = figure.over(Span(on, on, "")).remarks
            assert (on in counted) or told_of
        assert set(counted) <= sent


@quick
@given(ANY, DAYS)
def test_a_figure_never_counts_what_had_not_happened(history: list[Event], today: date) -> None:
    ahead = {*BOOKABLE, EventKind.EXCEPTION}
    known = [e for e in history if e.on <= today or e.kind in ahead]
    now, then = of_one(history, today), of_one(known, today)
    for one, other in zip(now.of_days, then.of_days, strict=True):
        assert [c[1:] for c in one.counted] == [c[1:] for c in other.counted], one.definition.name
        assert {r.why for r in one.over(EVER).remarks} == {
            r.why for r in other.over(EVER).remarks
        }, one.definition.name
    for one, other in zip(now.of_today, then.of_today, strict=True):
        assert [c[1:] for c in one.counted] == [c[1:] for c in other.counted], one.definition.name
