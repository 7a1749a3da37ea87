"""Mediation and the Tribunal: whose time runs, how it is counted, and what reverses a refusal."""

import pytest

from send_cli.domain.case import Case, Stage
from send_cli.domain.clock import deadlines
from send_cli.domain.deadline import Closing, Status
from send_cli.domain.event import NAMED_DAYS, Event, EventKind
from send_cli.domain.rule import Actor
from send_cli.rules import BOOK

from .history import clock, clocks, day, events, running, status

REFUSED = "request-received 2026-01-05; assessment-refused 2026-02-10"
NO_PLAN = "request-received 2026-01-05; assessment-agreed 2026-02-10; plan-refused 2026-04-20"
APPEAL = "appeal-registered 2026-07-20"


def stands(history: str, rule: str) -> tuple[str, Closing | None]:
    """When the only clock of a rule is due, and why it is closed."""
    one = clock(history, rule)
    return one.due.isoformat(), one.closing


# Months and days


def test_the_month_of_the_certificate_is_not_thirty_days() -> None:
    assert clock("mediation-certificate 2026-02-02", "ftt-appeal-1m").due == day("2026-03-02")


def test_the_thirty_days_of_mediation_are_calendar_days() -> None:
    assert clock("mediation-requested 2026-03-16", "med-arrange-la").due == day("2026-04-15")


# The family's time


def test_an_appeal_window_that_ends_in_august_is_open_until_september() -> None:
    late = "assessment-refused 2026-06-30"
    assert status(late, "ftt-appeal-2m", "2026-09-01") is Status.WINDOW
    assert status(late, "ftt-appeal-2m", "2026-09-02") is Status.CLOSED
    assert status(late, "med-contact", "2026-08-30") is Status.WINDOW
    assert status(late, "med-contact", "2026-08-31") is Status.CLOSED


def test_the_windows_run_after_a_refusal_and_are_nobodys_breach() -> None:
    for rule in ("ftt-appeal-2m", "med-contact"):
        one = clock(REFUSED, rule)
        assert (one.actor, one.opens_on) == (Actor.PARENT, day("2026-02-10"))
        assert (one.closing, one.closed_on) == (Closing.ENDED, day("2026-04-11"))
    assert {one.status(day("2027-01-01")) for one in deadlines(events(REFUSED), BOOK)} <= {
        Status.CLOSED,
        Status.MET,
    }


def test_the_later_limb_governs_the_time_to_appeal() -> None:
    early = f"{REFUSED}; mediation-certificate 2026-03-10"
    assert clocks(early, "ftt-appeal-1m") == []  # both limbs end on 10 April
    late = f"{REFUSED}; mediation-certificate 2026-03-11"
    assert clock(late, "ftt-appeal-1m").due == day("2026-04-13")
    assert clock(late, "ftt-appeal-2m").due == day("2026-04-10")


def test_a_plans_windows_are_counted_once_somebody_uses_them() -> None:
    plan = "final-plan-sent 2026-03-02; amended-plan-sent 2026-03-09"
    assert running(plan, "2026-03-10") == {"ar-first"}
    one = clock(f"{plan}; mediation-requested 2026-03-20", "ftt-appeal-2m")
    assert (one.start_on, one.due, one.opens_on) == (
        day("2026-03-09"),
        day("2026-05-11"),
        day("2026-03-20"),
    )
    certified = f"{plan}; mediation-certificate 2026-05-01"
    assert clock(certified, "ftt-appeal-1m").due == day("2026-06-01")


def test_a_window_that_was_over_before_anybody_used_it_never_runs() -> None:
    history = "final-plan-sent 2026-01-05; mediation-adviser-contacted 2026-05-01"
    one = clock(history, "ftt-appeal-2m")
    assert (one.due, one.opens_on, one.closed_on) == (
        day("2026-03-05"),
        day("2026-05-01"),
        day("2026-05-01"),
    )
    assert one.status(day("2026-05-01")) is Status.CLOSED


def test_a_new_refusal_has_a_window_of_its_own() -> None:
    history = f"{REFUSED}; request-received 2026-09-07; assessment-refused 2026-10-05"
    assert [one.due for one in clocks(history, "ftt-appeal-2m")] == [
        day("2026-04-10"),
        day("2026-12-07"),
    ]


# Days that a document names


def test_the_day_in_the_registration_letter_governs_the_response() -> None:
    history = f"{APPEAL}; direction-due 2026-08-31 response-sent"
    assert clock(history, "ftt-la-response").closing is Closing.REPLACED
    named = clock(history, "ftt-directions")
    assert (named.due, named.opens_on, named.about) == (
        day("2026-08-31"),
        day("2026-07-20"),
        "response-sent",
    )
    assert named.status(day("2026-09-01")) is Status.BREACHED
    sent = clock(f"{history}; response-sent 2026-08-31", "ftt-directions")
    assert sent.status(day("2026-08-31")) is Status.MET


def test_each_direction_has_its_own_day() -> None:
    history = (
        f"{APPEAL}; direction-due 2026-09-04 attendance-form; direction-due 2026-10-05 bundle-sent;"
        "direction-met 2026-09-07 attendance-form"
    )
    form, bundle = sorted(clocks(history, "ftt-directions"), key=lambda one: one.due)
    assert form.status(day("2026-09-07")) is Status.MET_LATE
    assert bundle.status(day("2026-10-06")) is Status.BREACHED


def test_a_directed_day_takes_the_place_of_the_practice_for_the_bundle() -> None:
    hearing = f"{APPEAL}; hearing 2026-11-02"
    assert clock(hearing, "ftt-bundle").due == day("2026-10-19")
    directed = f"{hearing}; direction-due 2026-10-09 bundle-sent"
    assert clock(directed, "ftt-bundle").closing is Closing.REPLACED
    assert clock(directed, "ftt-directions").due == day("2026-10-09")


def test_a_step_of_the_day_that_set_it_off_meets_the_clock() -> None:
    for history, rule in (
        ("agreement-to-amend 2026-06-01; amended-plan-sent 2026-06-01", "r44-amend-content"),
        ("order-to-assess 2026-06-01; assessment-agreed 2026-06-01", "r44-assess-notify"),
        (
            f"{APPEAL}; unopposed-assess 2026-07-20; assessment-agreed 2026-07-20",
            "r45-assess-notify",
        ),
    ):
        assert status(history, rule, "2026-07-20") is Status.MET
    conceded = f"{APPEAL}; unopposed-assess 2026-07-20"
    assert clock(conceded, "ftt-la-response").closing is Closing.ENDED


def test_a_direction_is_gone_with_the_appeal() -> None:
    history = f"{APPEAL}; direction-due 2026-10-05 bundle; appeal-withdrawn 2026-09-01"
    assert clock(history, "ftt-directions").closed_on == day("2026-09-01")
    assert stands(history, "ftt-la-response")[1] is Closing.ENDED


def test_a_day_named_in_the_order_takes_the_place_of_the_weeks() -> None:
    order = "order-to-assess 2026-06-01"
    named = f"{order}; order-due 2026-08-03 final-plan-sent"
    assert clock(named, "r44-assess-final").closing is Closing.REPLACED
    assert stands(named, "r44-assess-no-plan") == ("2026-08-10", None)
    assert clock(named, "r44-override").status(day("2026-08-04")) is Status.BREACHED
    done = clock(f"{named}; final-plan-sent 2026-08-03", "r44-override")
    assert done.status(day("2026-08-03")) is Status.MET


def test_a_day_agreed_in_writing_takes_the_place_of_the_weeks_of_the_agreement() -> None:
    agreed = "agreement-to-amend 2026-06-01; agreement-due 2026-09-01 amended-plan-sent"
    assert clock(agreed, "r44-amend-content").closing is Closing.REPLACED
    assert clock(agreed, "med-override").due == day("2026-09-01")
    other = "agreement-on-other 2026-06-01; agreement-due 2026-07-01 agreement-done"
    assert clock(other, "med-agree-other").closing is Closing.REPLACED
    done = clock(f"{other}; agreement-done 2026-06-30", "med-override")
    assert done.status(day("2026-07-02")) is Status.MET


def test_a_named_day_that_belongs_to_nothing_on_record_is_closed_by_nothing_older() -> None:
    history = "final-plan-sent 2024-06-03; order-due 2026-08-03 final-plan-sent"
    assert clock(history, "r44-override").status(day("2026-08-04")) is Status.BREACHED


@pytest.mark.parametrize("kind", sorted(NAMED_DAYS))
def test_a_named_day_is_not_asked_about_once_it_is_past(kind: EventKind) -> None:
    named = Event(kind, day("2026-08-03"), "bundle", booked=True)
    assert Case("A1", {}, (named,)).unconfirmed(day("2026-08-10")) == []


# Mediation


def test_health_arranges_the_mediation_only_where_health_is_all_of_it() -> None:
    health = "health-issues-raised 2026-03-02; icb-told 2026-03-04"
    assert clock(health, "med-arrange-icb").due == day("2026-04-03")
    mixed = f"mediation-requested 2026-03-02; {health}"
    assert clocks(mixed, "med-arrange-icb") == []
    assert clock(mixed, "med-arrange-la").due == day("2026-04-01")


def test_that_it_cannot_be_arranged_does_not_end_the_thirty_days() -> None:
    history = "mediation-requested 2026-03-02; mediation-not-arranged 2026-03-25"
    assert status(history, "med-arrange-la", "2026-04-02") is Status.BREACHED
    certified = f"{history}; mediation-certificate 2026-03-27"
    assert clock(certified, "med-arrange-la").closing is Closing.ENDED
    assert status(certified, "med-cannot-arrange-certificate", "2026-03-27") is Status.MET


def test_a_mediation_booked_ahead_stops_nothing_until_its_day() -> None:
    history = "mediation-requested 2026-03-02; mediation-meeting 2026-04-15"
    assert status(history, "med-arrange-la", "2026-04-02") is Status.BREACHED
    assert status(history, "med-arrange-la", "2026-04-15") is Status.MET_LATE
    assert clock(history, "med-cert-after").due == day("2026-04-20")


# Refusals reversed, by four routes


@pytest.mark.parametrize(
    ("route", "rules"),
    [
        ("order-to-assess", ("r44-assess-notify", "r44-assess-no-plan", "r44-assess-final")),
        ("agreement-to-assess", ("r44-assess-notify", "r44-assess-no-plan", "r44-assess-final")),
        ("unopposed-assess", ("r45-assess-notify", "r45-assess-no-plan", "r45-assess-final")),
    ],
)
@pytest.mark.parametrize("agreed", ["2026-06-01", "2026-06-08", None])
def test_a_refusal_to_assess_reversed_by_a_route_has_its_dates(
    route: str, rules: tuple[str, str, str], agreed: str | None
) -> None:
    history = f"{REFUSED}; {route} 2026-06-01"
    history += f"; assessment-agreed {agreed}" if agreed else ""
    assert [clock(history, rule).due.isoformat() for rule in rules] == [
        "2026-06-15",
        "2026-08-10",
        "2026-09-07",
    ]
    assert not {"ehcp-final", "ehcna-no-plan"} & running(history, "2026-06-09")
    told = clock(history, rules[0])
    assert told.done_on == (day(agreed) if agreed else None)


@pytest.mark.parametrize(
    ("route", "draft", "final"),
    [
        ("order-to-make-plan", "r44-make-draft", "r44-make-final"),
        ("agreement-to-make-plan", "r44-make-draft", "r44-make-final"),
        ("unopposed-plan", "r45-refuse-plan-draft", "r45-refuse-plan-final"),
    ],
)
def test_a_refusal_to_make_a_plan_reversed_by_a_route_has_its_dates(
    route: str, draft: str, final: str
) -> None:
    history = f"{NO_PLAN}; {route} 2026-06-01; plan-agreed 2026-06-08"
    assert (clock(history, draft).due, clock(history, final).due) == (
        day("2026-07-06"),
        day("2026-08-17"),
    )
    assert "ehcp-final" not in running(history, "2026-06-09")


def test_a_route_recorded_after_the_change_of_mind_puts_its_dates_in_the_place() -> None:
    agreed = f"{REFUSED}; assessment-agreed 2026-06-01"
    assert "ehcp-final" in running(agreed, "2026-06-02")
    routed = f"{agreed}; order-to-assess 2026-06-03"
    assert "ehcp-final" in running(routed, "2026-06-02")
    assert "ehcp-final" not in running(routed, "2026-06-03")
    assert clock(routed, "r44-assess-final").due == day("2026-09-09")


def test_a_route_shows_that_the_request_had_been_refused() -> None:
    history = "request-received 2026-01-05; order-to-assess 2026-06-01"
    assert clock(history, "ehcna-decision").closing is Closing.OVERTAKEN
    assert clock(history, "ehcp-final").closing is Closing.ENDED
    again = f"{history}; request-received 2026-06-10"
    assert "ehcp-final" not in running(again, "2026-06-11")


def test_a_plan_refused_after_an_ordered_assessment_and_agreed_after_all_keeps_its_weeks() -> None:
    history = f"{REFUSED}; order-to-assess 2026-06-01; plan-refused 2026-08-03"
    assert "r44-assess-final" not in running(history, "2026-08-03")
    again = clocks(f"{history}; plan-agreed 2026-08-20", "r44-assess-final")[-1]
    assert (again.due, again.closed_on) == (day("2026-09-07"), None)


def test_one_decision_recorded_twice_is_one_time_to_appeal_further() -> None:
    twice = f"{APPEAL}; appeal-dismissed 2026-10-01; appeal-dismissed 2026-10-01"
    assert len(clocks(twice, "ftt-permission-ut")) == 1


def test_a_case_referred_back_is_past_target_and_never_in_breach() -> None:
    history = f"{NO_PLAN}; order-referred-back 2026-06-01"
    assert status(history, "r44-refer-back-notify", "2026-06-16") is Status.PAST_TARGET
    assert clocks(history, "r44-refer-back-final") == []
    decided = f"{history}; plan-agreed 2026-06-10"
    assert status(decided, "r44-refer-back-final", "2026-08-18") is Status.PAST_TARGET


def test_a_route_brings_a_refused_case_back_to_its_stage() -> None:
    for history, stage in (
        (REFUSED, Stage.CLOSED),
        (f"{REFUSED}; unopposed-assess 2026-06-01", Stage.ASSESSMENT),
        (f"{NO_PLAN}; order-to-make-plan 2026-06-01", Stage.PLAN),
        (f"{REFUSED}; {APPEAL}; appeal-dismissed 2026-09-01", Stage.CLOSED),
    ):
        assert Case("A1", {}, tuple(events(history))).stage(day("2026-10-01")) is stage
