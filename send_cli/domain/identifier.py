"""The numbers that stand for a child or a school, and what is odd about one.

An odd number is kept: a deadline matters more than an identifier.
"""

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
DIGITS = frozenset("0123456789")

NO_ULN = "9999999999"
"""What a return writes where a young person has no Unique Learner Number."""


def _codes(text: str) -> frozenset[str]:
    codes = set[str]()
    for part in text.split():
        first, _, last = part.partition("-")
        codes |= {f"{code:03}" for code in range(int(first), int(last or first) + 1)}
    return frozenset(codes)


LOCAL_AUTHORITIES = _codes(
    "201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 800-803 805-808 810-813 "
    "815 816 821-823 825 826 830 831 838-841 845 846 850-852 855-857 860 861 865-874 876-896 908 "
    "916 919 921 925 926 929 931 933 935-938 940-943"
)
"""The codes of the 153 local authorities in England. Source: Department for Education, 2025."""

FORMER_AUTHORITIES = _codes("835-837 909 928")
"""Codes of authorities that were abolished, which numbers given out before then still bear."""

_OTHER_ISSUERS = _codes("001-005 660-681 701-708 999")
"""Codes in a UPN that are of no authority in England: of the Department, of Wales, of others, and
of the invented children of `send demo`."""


def odd_la_code(code: str) -> str | None:
    """Return what is wrong with the code of a local authority; None where nothing is."""
    if code in LOCAL_AUTHORITIES:
        return None
    if code in FORMER_AUTHORITIES:
        return "is the code of an authority that was abolished"
    return "is not the code of a local authority in England, three figures"


def odd_upn(upn: str) -> str | None:
    """Return what is wrong with a Unique Pupil Number; None where nothing is.

    Source: UK Government Data Standards Catalogue, Unique Pupil Number v2.0.
    """
    figures, last = upn[1:12], upn[12:]
    of_form = (
        len(upn) == 13
        and upn[0] in UPN_LETTERS
        and DIGITS.issuperset(figures)
        and (last in DIGITS or last in UPN_LETTERS)
    )
    if not of_form:
        return "that is not of the form of a UPN, a letter and 12 figures (it was kept)"
    letter = upn_letter(upn[1:])
    if upn[0] != letter:
        return f"it should begin with {letter}, so one character of it is wrong (it was kept)"
    issuer = upn[1:4]
    if issuer in FORMER_AUTHORITIES | _OTHER_ISSUERS or odd_la_code(issuer) is None:
        return None
    return f"its second to fourth figures, {issuer}, are no authority's that send knows (kept)"


def upn_letter(rest: str) -> str:
    """Return the letter a Unique Pupil Number begins with, from the 12 characters after it."""
    total = 0
    for weight, character in enumerate(rest, 2):
        value = int(character) if character in DIGITS else UPN_LETTERS.index(character)
        total += weight * value
    return UPN_LETTERS[total % 23]


def odd_uln(uln: str) -> str | None:
    """Return what is wrong with a Unique Learner Number; None where nothing is.

    Source: HESA, specification of the field ULN.
    """
    if len(uln) != 10 or not DIGITS.issuperset(uln) or uln[0] == "0":
        return "that is not of the form of a ULN, 10 figures (it was kept)"
    total = sum(weight * int(figure) for weight, figure in zip(range(10, 0, -1), uln, strict=True))
    if total % 11 != 10:
        return "its last figure does not fit the others, so one is wrong (it was kept)"
    return None


def odd_urn(urn: str) -> str | None:
    """Return what is wrong with a school's Unique Reference Number; None where nothing is."""
    figures = urn.replace("/", "")
    if DIGITS.issuperset(urn) and len(urn) <= 6:
        return None
    if DIGITS.issuperset(figures) and len(figures) == 7:
        return "is a DfE number, authority and school, and no URN of 5 or 6 figures (it was kept)"
    if DIGITS.issuperset(urn) and len(urn) == 8 and urn[0] == "1":
        return "is a UKPRN, a provider's number, and no URN of 5 or 6 figures (it was kept)"
    return "is not of the form of a URN, 5 or 6 figures (it was kept)"


def repaired(number: str) -> str | None:
    """Return a number as it was before a spreadsheet changed it; None where it cannot be told.

    A spreadsheet shows 123456 as 123456.0 or 1.23456E+05; where it left figures
    out (1.23E+09) they are lost.
    """
    whole, dot, rest = number.partition(".")
    if dot and whole and DIGITS.issuperset(whole) and rest and not rest.strip("0"):
        return whole
    mantissa, power, exponent = number.upper().partition("E+")
    if not power:
        return number
    first, _, decimals = mantissa.partition(".")
    plain = first + decimals
    if not (len(first) == 1 and DIGITS.issuperset(plain) and exponent and len(exponent) <= 3):
        return number
    if not DIGITS.issuperset(exponent):
        return number
    return plain if len(decimals) == int(exponent) else None
