"""What is wrong with the case file, where it came from, and the command that mends it."""

import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Lists, Send

HEAD = "ref,forename,surname,dob,upn,officer,setting_type,year_group,"


def findings(send: Send, line: str = "check") -> dict[str, list[dict[str, object]]]:
    document = send(f"{line} --json").document
    assert document["version"] == 1
    assert document["count"] == len(document["findings"])
    found: dict[str, list[dict[str, object]]] = {}
    for finding in document["findings"]:
        assert set(finding) == {"kind", "case", "finding", "file", "row", "mend"}
        found.setdefault(finding["kind"], []).append(finding)
    return found


def test_a_case_in_good_order_has_no_finding(send: Send, lists: Lists) -> None:
    send("import", lists("ref,officer,request_received", "A1,Sam,02/02/2026"))
    said = send("check --exit-code")
    assert (said.out, said.code) == ("", 0)
    assert "nothing is wrong with 1 case" in said.err


def test_a_missing_date_is_told_with_its_row_and_its_mend(send: Send, lists: Lists) -> None:
    send("import", lists("ref,officer,request_received,draft_sent", "A1,Sam,02/02/2026,27/02/2026"))
    (one,) = findings(send)["missing"]
    assert one["finding"] == "Find the date: assessment agreed or assessment refused"
    assert (one["file"], one["row"]) == ("list.csv", 2)
    assert one["mend"] == "send record A1 assessment-agreed DATE"


def test_an_unreadable_cell_is_told(send: Send, lists: Lists) -> None:
    send("import", lists("ref,officer,request_received,dob", "A1,Sam,02/02/2026,soon"))
    (one,) = findings(send)["missing"]
    assert one["finding"] == "Find the dob"
    assert one["mend"] == "send set A1 dob=..."


def test_an_impossible_order_is_told_with_its_mend(send: Send, lists: Lists) -> None:
    send(
        "import",
        lists("ref,officer,request_received,assessment_agreed", "A1,Sam,02/02/2026,02/01/2026"),
    )
    (one,) = findings(send)["impossible-order"]
    assert one["case"] == "A1"
    assert "assessment agreed on Fri 2 Jan 2026" in str(one["finding"])
    assert "send withdraw A1 assessment-agreed 2026-01-02 -m WHY" in str(one["mend"])


def test_an_assessment_that_nobody_touches_is_told(send: Send, lists: Lists) -> None:
    send(
        "import",
        lists("ref,officer,request_received,assessment_agreed", "A1,Sam,01/09/2025,13/10/2025"),
    )
    (one,) = findings(send)["stale-stage"]
    assert "nothing was recorded since Mon 13 Oct 2025" in str(one["finding"])


def test_a_case_without_a_running_clock_is_told_and_a_closed_one_is_not(
    send: Send, lists: Lists
) -> None:
    head = "ref,officer,last_contact,final_plan_sent,plan_ceased"
    send("import", lists(head, "A1,Sam,02/02/2026,,", "A2,Sam,,01/03/2024,01/02/2026"))
    assert [one["case"] for one in findings(send)["no-clock"]] == ["A1"]


def test_a_case_without_an_officer_is_told(send: Send, lists: Lists) -> None:
    send("import", lists("ref,officer,request_received", "A1,,02/02/2026"))
    (one,) = findings(send)["no-officer"]
    assert one["mend"] == 'send set A1 officer="..."'


def test_possible_duplicates_are_told_once(send: Send, lists: Lists) -> None:
    send(
        "import",
        lists(
            HEAD + "request_received",
            "A1,Ann,Lee,01/02/2015,B801200005001,Sam,primary,,02/02/2026",
            "A2,Ann,Lee,01/02/2015,B801200005001,Sam,primary,,02/02/2026",
            "A3,Bo,Lee,01/02/2015,,Sam,primary,,02/02/2026",
        ),
    )
    (one,) = findings(send)["possible-duplicate"]
    assert "A2" in str(one["finding"])
    assert "Ann" not in str(one)


def test_a_year_group_that_age_contradicts_is_told(send: Send, lists: Lists) -> None:
    send(
        "import",
        lists(HEAD + "request_received", "A1,,,01/02/2015,,Sam,primary,4,02/02/2026"),
    )
    (one,) = findings(send)["year-group"]
    assert "year group 4 by the list, 6 by date of birth" in str(one["finding"])


def test_bank_holidays_about_to_run_out_are_told(send: Send, lists: Lists) -> None:
    send("import", lists("ref,officer,request_received", "A1,Sam,02/02/2026"))
    assert "bank-holidays" not in findings(send, "check --as-of 2035-12-01")
    (one,) = findings(send, "check --as-of 2036-02-01")["bank-holidays"]
    assert "end on Wed 31 Dec 2036" in str(one["finding"])


def test_exit_one_only_when_asked(send: Send, lists: Lists) -> None:
    send("import", lists("ref,officer,request_received", "A1,,02/02/2026"))
    assert send("check").code == 0
    assert send("check --exit-code").code == 1


@pytest.mark.usefixtures("caseload")
def test_deadlines_that_do_not_follow_from_the_record_are_refused(
    send: Send, tmp_path: Path
) -> None:
    connection = sqlite3.connect(tmp_path / "cases.db")
    connection.execute("UPDATE deadlines SET due = '2027-01-01' WHERE rule = 'ehcp-final'")
    connection.commit()
    connection.close()
    said = send("check")
    assert said.code == 4
    assert "are not those that follow from what is on record" in said.err
    assert "deadlines-differ\tC2" in said.out


@pytest.mark.usefixtures("caseload")
def test_a_pipe_gets_one_line_a_finding(send: Send) -> None:
    assert {len(row) for row in send("check").rows} == {6}


def test_a_cell_that_could_not_be_read_names_the_list_it_came_from(
    send: Send, lists: Lists
) -> None:
    send("import", lists("ref,request_received,draft_sent", "A1,12/01/2026,soon"))
    send("import", lists("ref,event,date", "A1,contact,13/01/2026", name="later.csv"))
    found = send("check --json").document["findings"]
    (cell,) = [one for one in found if "soon" in one["finding"]]
    assert (cell["file"], cell["row"]) == ("list.csv", 2)
