"""Numbers of children and schools: what is right, what is odd, what a spreadsheet did to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_cli.domain.identifier import (
    FORMER_AUTHORITIES,
    LOCAL_AUTHORITIES,
    odd_la_code,
    odd_uln,
    odd_upn,
    odd_urn,
    repaired,
    upn_letter,
)


@pytest.mark.parametrize(
    "upn",
    ["B801200005001", "P207000016049", "N82111234567A", "N838200012345", "T942200012345"],
)
def test_a_right_upn_is_not_odd(upn: str) -> None:
    assert odd_upn(upn) is None


@pytest.mark.parametrize(
    ("upn", "why"),
    [
        ("A801200005001", "should begin with B"),
        ("Q207000016049", "should begin with P"),
        ("B80120000500", "is not of the form"),
        ("I801200005001", "is not of the form"),
        ("B8012000050０1", "is not of the form"),
        ("", "is not of the form"),
        (f"{upn_letter('555200005001')}555200005001", "555, are no authority's"),
    ],
)
def test_a_wrong_upn_says_what_is_wrong(upn: str, why: str) -> None:
    assert why in str(odd_upn(upn))


@given(st.integers(0, 999_999), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_figure_of_a_upn_is_always_found(rest: int, place: int, more: int) -> None:
    body = f"801200{rest:06}"
    wrong = f"{body[:place]}{(int(body[place]) + more) % 10}{body[place + 1 :]}"
    assert odd_upn(upn_letter(body) + wrong) is not None


def test_the_last_figure_of_a_uln_fits_the_others() -> None:
    assert odd_uln("9276308686") is None
    assert "does not fit" in str(odd_uln("1234567890"))
    for wrong in ("", "927630868", "0276308686", "927630868x", "9.28E+09"):
        assert "is not of the form" in str(odd_uln(wrong))


def test_a_urn_is_told_from_a_schools_other_numbers() -> None:
    assert odd_urn("123456") is None
    assert odd_urn("12345") is None
    assert "is a DfE number" in str(odd_urn("838/4000"))
    assert "is a UKPRN" in str(odd_urn("10001234"))
    assert "is not of the form" in str(odd_urn("Hill School"))


def test_there_are_153_authorities() -> None:
    assert len(LOCAL_AUTHORITIES) == 153
    assert not LOCAL_AUTHORITIES & FORMER_AUTHORITIES
    assert odd_la_code("838") is None
    assert "was abolished" in str(odd_la_code("835"))
    assert "is not the code" in str(odd_la_code("E06"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("123456.0", "123456"),
        ("123456.00", "123456"),
        ("9.276308686E+09", "9276308686"),
        ("1.23457e+05", "123457"),
        ("9.28E+09", None),
        ("1E+05", None),
        ("12.5", "12.5"),
        ("12E5", "12E5"),
        ("AE+05", "AE+05"),
        ("00123", "00123"),
        ("", ""),
    ],
)
def test_a_number_is_as_it_was_before_the_spreadsheet(text: str, number: str | None) -> None:
    assert repaired(text) == number


@given(st.text(max_size=16))
def test_any_text_is_checked(text: str) -> None:
    for check in (odd_upn, odd_uln, odd_urn, odd_la_code, repaired):
        check(text)
