"""The unique pupil number (UPN) and learner number (ULN), and whether one is written as it is.

A number that is not is worth a look and no more: a deadline matters more than
an identifier.
"""

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
FIGURES = frozenset("0123456789")
NO_LEARNER = "9999999999"
"""What stands for no learner number."""


def check_letter(body: str) -> str:
    """Return the check letter of the twelve characters of a UPN that follow it.

    Each counts for its figure, a letter at the end for its place among LETTERS,
    times its place from 2 to 13, modulo 23.
    Source: the Government Data Standards Catalogue, Unique Pupil Number 2.0.
    """
    values = [LETTERS.index(one) if one in LETTERS else int(one) for one in body]
    return LETTERS[sum(place * value for place, value in enumerate(values, 2)) % 23]


def is_upn(text: str) -> bool:
    """Say whether a text is a pupil number, its check letter right; no authority is checked."""
    if len(text) != 13 or text[0] not in LETTERS or text[12] not in {*LETTERS, *FIGURES}:
        return False
    return FIGURES.issuperset(text[1:12]) and check_letter(text[1:]) == text[0]


def is_uln(text: str) -> bool:
    """Say whether a text is a learner number, its check digit right.

    The digits times 10 to 1, modulo 11, are 10. Source: HESA, field ULN.
    """
    if len(text) != 10 or text[0] == "0" or not FIGURES.issuperset(text):
        return False
    return sum(int(one) * (10 - place) for place, one in enumerate(text)) % 11 == 10
