"""How long a family has been without a word, and which message of theirs still waits."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_cli.domain.case import Case
from send_cli.domain.contact import FAMILY, Channel, Contact, Party
from send_cli.domain.event import Event, EventKind
from send_cli.domain.silence import Silence, longest_first, silence
from send_cli.rules import BOOK

TODAY = date(2026, 3, 2)


def contact(ago: int, *, received: bool = False, party: Party = Party.PARENT) -> Contact:
    return Contact(TODAY - timedelta(days=ago), Channel.EMAIL, party, "words", received)


def quiet(*contacts: Contact, events: tuple[Event, ...] = ()) -> Silence | None:
    return silence(Case("A1", {}, events, contacts=contacts), TODAY, 14, 5, BOOK.calendar)


@pytest.mark.parametrize(("ago", "too_long"), [(0, False), (13, False), (14, True), (400, True)])
def test_a_silence_is_too_long_from_the_last_of_its_days(ago: int, too_long: bool) -> None:
    found = quiet(contact(ago))
    assert (found is not None) is too_long
    if found:
        assert found.days(TODAY) == ago


def test_a_family_that_never_had_a_word_is_quiet_without_a_number() -> None:
    found = quiet()
    assert found is not None
    assert found.since is None
    assert found.days(TODAY) is None


@pytest.mark.parametrize("party", sorted(set(Party) - FAMILY))
def test_a_word_to_another_is_none_to_the_family(party: Party) -> None:
    found = quiet(contact(20), contact(1, party=party))
    assert found is not None
    assert found.days(TODAY) == 20


def test_a_contact_of_a_list_counts_as_a_word_and_answers_what_came_before_its_day() -> None:
    event = Event(EventKind.CONTACT, TODAY - timedelta(days=3))
    assert quiet(contact(5, received=True), events=(event,)) is None
    assert quiet(contact(2, received=True), events=(event,)) is not None


def test_the_first_message_that_waits_is_the_one_to_answer() -> None:
    found = quiet(contact(9), contact(6, received=True), contact(4, received=True))
    assert found is not None
    assert found.message == contact(6, received=True)
    # Five working days after Tue 24 Feb 2026.
    assert found.answer_by == date(2026, 3, 3)


def test_a_message_of_another_waits_for_no_answer_to_the_family() -> None:
    assert quiet(contact(1), contact(1, received=True, party=Party.SCHOOL)) is None


@pytest.mark.parametrize(
    ("on", "known"),
    [
        (BOOK.calendar.covers_from - timedelta(days=30), False),
        (BOOK.calendar.covers_until - timedelta(days=30), True),
        (BOOK.calendar.covers_until, False),
        (BOOK.calendar.covers_until + timedelta(days=30), False),
    ],
)
def test_beyond_the_bank_holidays_a_message_waits_without_a_day(on: date, known: bool) -> None:
    message = contact(0, received=True)._replace(on=on)
    found = silence(Case("A1", {}, contacts=(message,)), on, 14, 5, BOOK.calendar)
    assert found is not None
    assert found.message == message
    assert (found.answer_by is not None) is known


CONTACTS = st.lists(
    st.builds(
        contact, st.integers(-3, 40), received=st.booleans(), party=st.sampled_from(list(Party))
    ),
    max_size=8,
)


@given(CONTACTS)
def test_an_answer_today_leaves_no_message_waiting(contacts: list[Contact]) -> None:
    assert quiet(*contacts, contact(0)) is None


@given(CONTACTS)
def test_what_is_said_later_does_not_change_how_things_stood(contacts: list[Contact]) -> None:
    known = [one for one in contacts if one.on <= TODAY]
    now, then = quiet(*contacts), quiet(*known)
    assert (now and now[1:]) == (then and then[1:])


@given(st.permutations([None, 20, 30, 40]))
def test_the_order_is_that_of_the_silence_and_not_of_the_cases(ages: list[int | None]) -> None:
    found = [
        Silence(Case(str(age), {}), TODAY - timedelta(days=age) if age else None, None, None)
        for age in ages
    ]
    waiting = Silence(Case("B", {}), TODAY, contact(1, received=True), TODAY)
    refs = [one.case.ref for one in longest_first([*found, waiting])]
    assert refs == ["B", "None", "40", "30", "20"]
