"""Pupil and learner numbers."""

import pytest

from send_cli.domain.pupil_number import check_letter, is_uln, is_upn


@pytest.mark.parametrize(
    "text",
    # Of authorities as they are since 2019 too, and a temporary one with a letter at its end.
    ["B801200005001", "P207000016049", "N82111234567A", "N838200012345", "T942200012345"],
)
def test_a_pupil_number_has_its_check_letter(text: str) -> None:
    assert is_upn(text)
    assert check_letter(text[1:]) == text[0]


@pytest.mark.parametrize(
    # The worked example that is in circulation sums to 267, and is wrong by one.
    "text",
    [
        "A801200005001",
        "Q207000016049",
        "B80120000500",
        "B8012000050011",
        "",
        "I8012000050O1",
        "é" * 13,
    ],
)
def test_what_is_no_pupil_number(text: str) -> None:
    assert not is_upn(text)


def test_a_learner_number_has_its_check_digit() -> None:
    assert is_uln("9276308686")
    for text in ("1234567890", "9999999999", "0276308686", "927630868", "927630868x", "٣" * 10):
        assert not is_uln(text)
