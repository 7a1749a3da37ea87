"""A transfer that a child has made since stays on record, with the plan that was due for it."""

import pytest

from tests.conftest import Lists, Send

HEAD = "ref,dob,setting,setting_type,final_plan_sent"
OCTOBER, MARCH, JULY = "--as-of 2025-10-10", "--as-of 2026-03-05", "--as-of 2026-07-20"
NOVEMBER = "--as-of 2026-11-20"
DUE = "\t2026-02-14\t"


@pytest.fixture
def leavers(send: Send, lists: Lists) -> None:
    """Import two children in year 6 of a primary school; the plan of one is sent in time."""
    path = lists(
        HEAD,
        "SENT,10/01/2015,Hill Primary,primary,01/03/2022",
        "NOT,10/01/2015,Hill Primary,primary,01/03/2022",
    )
    assert send("import", path, *OCTOBER.split()).code == 0
    assert send(f"record SENT phase-plan-sent 2026-02-10 {MARCH}").code == 0


def phase_figure(send: Send, more: str) -> tuple[list[str], list[str]]:
    figures = send(f"report performance --json {more}").document["figures"]
    (found,) = (one for one in figures if one["figure"] == "phase-15-february")
    return found["periods"][0]["counted"], found["periods"][0]["against"]


def late(send: Send, more: str) -> list[str]:
    lines = [line for line in send(f"breaches {more}").out.splitlines() if DUE in line]
    return [ref for line in lines for ref in ("SENT", "NOT") if f"\t{ref}" in line]


@pytest.mark.usefixtures("leavers")
def test_the_list_of_the_new_school_year_takes_no_late_plan_away(send: Send, lists: Lists) -> None:
    assert (late(send, JULY), phase_figure(send, JULY)) == (["NOT"], (["SENT"], ["NOT"]))
    moved = lists(
        HEAD,
        "SENT,10/01/2015,Big High,secondary,01/03/2022",
        "NOT,10/01/2015,Big High,secondary,01/03/2022",
    )
    foreseen = send("import", "--dry-run", moved, *NOVEMBER.split()).out
    assert foreseen.count("new date: phase-transfer: nothing -> 2026-09-01") == 2
    assert " 2 changed" in send("import", moved, *NOVEMBER.split()).out
    assert (late(send, NOVEMBER), phase_figure(send, NOVEMBER)) == (["NOT"], (["SENT"], ["NOT"]))
    assert " 2 unchanged" in send("import", moved, *NOVEMBER.split()).out
    assert send(f"check {NOVEMBER}").out.count("deadlines") == 0


@pytest.mark.usefixtures("leavers")
def test_setting_the_type_by_hand_keeps_the_transfer_and_says_so(send: Send) -> None:
    said = send(f"set NOT setting_type=secondary {JULY}").out
    assert (
        "phase transfer, Tue 1 Sep 2026: put on record, expected while the setting type was primary"
    ) in said
    assert late(send, JULY) == ["NOT"]
    send(f"undo {JULY}")
    changes = send(f"set NOT setting_type=secondary --json {JULY}").document["changes"]
    kept = {"field": "phase-transfer", "old": None, "new": "2026-09-01", "hidden": False}
    assert kept in changes


@pytest.mark.usefixtures("leavers")
def test_a_setting_corrected_before_the_plan_was_due_leaves_no_transfer(send: Send) -> None:
    january = "--as-of 2026-01-20"
    changes = send(f"set NOT setting_type=secondary --json {january}").document["changes"]
    assert [one["field"] for one in changes] == ["setting_type"]
    assert phase_figure(send, JULY) == (["SENT"], [])
