"""Harm flags: their kinds, the days on which they are true, and what they weigh."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_cli.domain.case import Case, Field
from send_cli.domain.flag import OUT_OF_SCHOOL, Flag, Spell, flags_text, read_flags
from send_cli.domain.triage import case_reasons
from send_cli.rules.weights import STANDARDS, WEIGHTS

TODAY = date(2026, 3, 2)

SPELLS = st.builds(
    Spell, st.none() | st.dates(date(2014, 1, 1)), st.none() | st.dates(date(2014, 1, 1))
)


def case(flags: str) -> Case:
    return Case("A1", {Field.FLAGS: flags})


def points(flags: str) -> int:
    return sum(reason.points for reason in case_reasons(case(flags), TODAY, WEIGHTS, STANDARDS))


def terms(flags: str) -> list[str]:
    return [reason.sentence for reason in case_reasons(case(flags), TODAY, WEIGHTS, STANDARDS)]


@pytest.mark.parametrize(
    ("spell", "true"),
    [
        (Spell(), True),
        (Spell(TODAY), True),
        (Spell(date(2026, 3, 3)), False),
        (Spell(None, TODAY), True),
        (Spell(None, date(2026, 3, 1)), False),
        (Spell(TODAY, TODAY), True),
        (Spell(date(2026, 2, 1), date(2026, 3, 1)), False),
    ],
)
def test_a_flag_is_true_from_its_first_day_to_its_last_both_counted(
    spell: Spell, true: bool
) -> None:
    assert spell.covers(TODAY) is true
    held = case(flags_text({"tribunal": spell}))
    assert held.flags(TODAY) == ((Flag.TRIBUNAL,) if true else ())


@given(st.dictionaries(st.sampled_from(Flag), SPELLS))
def test_flags_are_read_as_they_were_stored(flags: dict[str, Spell]) -> None:
    assert read_flags(flags_text(flags)) == flags


@given(st.text())
def test_no_text_is_too_strange_to_be_flags(text: str) -> None:
    kept = read_flags(text)
    assert case(text).flags(TODAY) == tuple(flag for flag in Flag if flag in kept)


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_is_a_term_of_its_own_with_its_days(flag: Flag) -> None:
    (term,) = terms(f"{flag}@2026-02-02/2026-03-06")
    assert term.endswith(" since Mon 2 Feb 2026 until Fri 6 Mar 2026")
    assert points(flag) > 0
    assert terms(f"{flag}@2026-03-03") == terms(f"{flag}@/2026-03-01") == []


@pytest.mark.parametrize("kind", sorted(OUT_OF_SCHOOL))
def test_a_child_is_out_of_school_once_however_many_kinds_are_held(kind: Flag) -> None:
    alone = points(kind)
    assert points(f"{kind};out-of-school") == max(alone, points("out-of-school"))
    every = ";".join(sorted(OUT_OF_SCHOOL))
    assert points(every) == max(points(one) for one in OUT_OF_SCHOOL)


def test_the_kind_is_said_rather_than_the_whole() -> None:
    assert len(terms("out-of-school;ebsna")) == 1
    assert "out of school" not in terms("out-of-school;ebsna")
    assert len(terms("ebsna;excluded")) == 2


def test_a_kind_that_is_over_leaves_the_whole() -> None:
    assert terms("out-of-school;ebsna@/2026-03-01") == terms("out-of-school")


def test_flags_that_are_no_kinds_add_up() -> None:
    both = points("tribunal;complaint")
    assert both == points("tribunal") + points("complaint")
