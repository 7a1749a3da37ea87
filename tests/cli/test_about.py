"""Whom or what an event concerns: the same one however its name is typed."""

import pytest

from tests.conftest import Lists, Send


@pytest.fixture
def consulted(send: Send) -> None:
    """Put a case on record whose first consultation went to Hill School."""
    send("new C9")
    send("record C9 request-received 5/1/2026")
    send("record C9 consultation-sent 20/2 --about", "Hill School")


def abouts(send: Send) -> list[str]:
    return [one["about"] for one in send("show C9 --json").document["events"] if one["about"]]


@pytest.mark.usefixtures("consulted")
def test_a_school_in_other_letters_and_spaces_starts_no_second_clock(send: Send) -> None:
    said = send("record C9 consultation-sent 21/2 --about", " hill   school ")
    assert said.out.splitlines() == [
        "C9: consultation sent (Hill School), Sat 21 Feb 2026",
        "  no clock started or stopped",
    ]
    third = send("record C9 consultation-sent 22/2 --json --about", "HILL SCHOOL").document
    assert third["about"] == "Hill School"
    assert abouts(send) == ["Hill School"] * 3


@pytest.mark.usefixtures("consulted")
def test_its_answer_and_its_chase_are_its_own_however_they_are_typed(send: Send) -> None:
    assert send("record C9 chase-sent 1/3 --about", "HILL school").code == 0
    said = send("record C9 consultation-reply 1/3 --about", "HILL school")
    assert "stopped  ehcp-school-consult-response (Hill School)" in said.out
    assert abouts(send) == ["Hill School"] * 3


@pytest.mark.usefixtures("consulted")
def test_of_several_cases_each_has_its_own_spelling(send: Send) -> None:
    send("new D9")
    send("record D9 request-received 5/1/2026")
    said = send("record C9 D9 consultation-sent 23/2 --yes --about", "HILL SCHOOL")
    assert [line.split(",")[0] for line in said.out.splitlines()] == [
        "C9: consultation sent (Hill School)",
        "D9: consultation sent (HILL SCHOOL)",
    ]


@pytest.mark.usefixtures("consulted")
@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        (
            "Park School",
            "--about Hill School; or record that first: send record C9 consultation-sent DATE",
        ),
        (None, "consultation reply needs whom or what it concerns (--about Hill School)"),
    ],
)
def test_an_answer_of_another_is_refused_with_the_names_there_are(
    send: Send, about: str | None, sentence: str
) -> None:
    option = ("--about", about) if about else ()
    said = send("record C9 consultation-reply 1/3", *option)
    assert said.code == 2
    assert sentence in said.err
    assert ('DATE --about "Park School")' in said.err) is (about is not None)


@pytest.mark.usefixtures("consulted")
def test_it_is_withdrawn_by_its_name_however_that_is_typed(send: Send) -> None:
    said = send("withdraw C9 consultation-sent --about", "hill  SCHOOL", "-m", " a \n letter ")
    assert "withdrawn: consultation sent (Hill School), Fri 20 Feb 2026 (a letter)" in said.out


@pytest.mark.usefixtures("consulted")
def test_a_list_has_the_spelling_of_the_case_and_of_its_own_first_row(
    send: Send, lists: Lists
) -> None:
    path = lists(
        "ref,event,date,about,withdrawn_at",
        "C9,consultation-sent,20/02/2026,HILL SCHOOL,",
        "C9,consultation-sent,23/02/2026,Park  school,",
        "C9,consultation-reply,01/03/2026,park School,",
    )
    assert send("import", path).code == 0
    assert abouts(send) == ["Hill School", "Park school", "Park school"]
    again = send("import --json", path).document["files"][0]
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 3)
    gone = lists(
        "ref,event,date,about,withdrawn_at", "C9,consultation-sent,20/02/2026,hill school,1/3/2026"
    )
    assert send("import", gone).code == 0
    assert abouts(send) == ["Park school", "Park school"]


@pytest.mark.usefixtures("consulted")
def test_a_note_is_kept_on_one_line(send: Send) -> None:
    send("record C9 advice-requested 1/3 --about ep -m", "  by \n post  ")
    (event,) = [
        one
        for one in send("show C9 --json").document["events"]
        if one["event"] == "advice-requested"
    ]
    assert event["note"] == "by post"
