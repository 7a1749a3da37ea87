"""The statutory SEN2 return: what it records, what it leaves alone, and what it asks for."""

import csv
import os
from pathlib import Path
from threading import Thread

import pytest

from send_cli.importers.sen2_xml import Pieces
from send_cli.store.write import Writer
from tests.conftest import Lists, Said, Send
from tests.importers.returns import active, element, message, person, plan, request, tables

RETURNS = Path(__file__).parents[1] / "returns"


@pytest.fixture
def sent(send: Send, lists: Lists) -> Send:
    """Return a function that imports the persons given, as a return in XML."""

    def imports(*persons: str, options: str = "") -> Said:
        return send(f"import {options}", lists(message(*persons), name="sen2.xml"))

    return imports


def counts(said: Said) -> tuple[int, ...]:
    one = said.document["files"][0]
    assert one["rows"] == one["added"] + one["changed"] + one["unchanged"] + one["refused"]
    return tuple(one[key] for key in ("rows", "added", "changed", "unchanged", "refused"))


def refs(send: Send) -> list[str]:
    found = send("find --json")
    return [] if found.code else [case["case"] for case in found.document["cases"]]


def only_ref(send: Send) -> str:
    (ref,) = refs(send)
    return ref


def events(send: Send, ref: str | None = None) -> list[tuple[str, str]]:
    document = send(f"show {ref or only_ref(send)} --json").document
    return [(event["event"], event["on"]) for event in document["events"]]


def running(send: Send) -> set[str]:
    rows = send("deadlines --json").document["deadlines"]
    return {row["rule"] for row in rows if row["status"] not in {"met", "met-late", "closed"}}


def test_a_request_is_a_case_and_its_clock_runs(send: Send, sent: Send) -> None:
    said = sent(person(request()), options="--json")
    assert counts(said) == (1, 1, 0, 0, 0)
    one = said.document["files"][0]
    assert (one["format"], one["layout"], one["encoding"]) == ("sen2", None, "utf-8")
    assert events(send) == [("request-received", "2026-01-05")]
    assert "ehcp-final" in running(send)


def test_two_requests_of_one_child_are_two_cases(send: Send, sent: Send) -> None:
    refused = request(
        ReceivedDate="2025-03-03", RequestOutcome="N", RequestOutcomeDate="2025-04-10"
    )
    assert counts(sent(person(refused, request()), options="--json")) == (2, 2, 0, 0, 0)
    assert len(refs(send)) == 2


def test_the_same_return_twice_changes_nothing(send: Send, sent: Send) -> None:
    persons = (person(plan(active(LastReview="2025-05-05", TransferLA="303"))), person(request()))
    sent(*persons)
    assert counts(sent(*persons, options="--json")) == (2, 0, 0, 2, 0)


def test_every_outcome_records_its_step(send: Send, sent: Send) -> None:
    made = element(
        "Assessment",
        element("NamedPlan", StartDate="2025-07-01"),
        AssessmentOutcome="Y",
        AssessmentOutcomeDate="2025-07-01",
    )
    agreed = {"RequestOutcome": "Y", "RequestOutcomeDate": "2025-02-10"}
    sent(person(request(made, ReceivedDate="2025-01-06", **agreed)))
    assert events(send) == [
        ("request-received", "2025-01-06"),
        ("assessment-agreed", "2025-02-10"),
        ("final-plan-sent", "2025-07-01"),
    ]


def test_a_historical_request_starts_no_clock(send: Send, sent: Send) -> None:
    said = sent(person(request(RequestOutcome="H", ReceivedDate="2019-01-07")))
    assert (said.code, said.err) == (0, "")
    assert events(send) == []
    assert running(send) == set()
    asked = [row[6] for row in send("today").rows]
    assert asked == ["Find the date of the request, or of the plan"]


def test_a_historical_request_whose_assessment_goes_on_is_told_of(sent: Send) -> None:
    going_on = element("Assessment", AssessmentOutcome="A")
    said = sent(person(request(going_on, RequestOutcome="H", ReceivedDate="2025-11-03")))
    assert "person 1, ReceivedDate" in said.err
    assert "if it is still open, record request-received" in said.err


def test_a_withdrawal_without_a_date_closes_nothing_and_is_asked_for(
    send: Send, sent: Send
) -> None:
    sent(person(request(RequestOutcome="W")))
    assert "ehcp-final" in running(send)
    assert any("Find the date behind the status" in row[6] for row in send("today").rows)


def test_a_refusal_that_was_overturned_is_asked_about(send: Send, sent: Send) -> None:
    goes_on = element("Assessment", AssessmentOutcome="A")
    refused = {"RequestOutcome": "N", "RequestOutcomeDate": "2026-02-02", "RequestTribunal": "1"}
    sent(person(request(goes_on, **refused)))
    assert any("Find the assessment agreed" in row[6] for row in send("today").rows)


def test_a_review_and_its_outcome(send: Send, sent: Send) -> None:
    review = active(
        LastReview="2026-02-10",
        ReviewMeeting="2026-01-20",
        ReviewOutcome="A",
        ReviewDraft="2026-02-12",
        PhaseTransferFinalDate="2026-02-13",
    )
    sent(person(plan(review)))
    assert events(send) == [
        ("final-plan-sent", "2024-03-01"),
        ("review-meeting", "2026-01-20"),
        ("review-amend", "2026-02-10"),
        ("amendment-notice-sent", "2026-02-12"),
        ("phase-plan-sent", "2026-02-13"),
    ]


def test_a_decision_before_the_meeting_is_of_the_review_before(send: Send, sent: Send) -> None:
    sent(person(plan(active(LastReview="2025-02-10", ReviewMeeting="2026-02-20"))))
    assert ("review-decision", "2025-02-10") in events(send)
    assert "ar-decision" in running(send)


def test_an_outcome_without_its_day_is_kept_as_work(send: Send, sent: Send) -> None:
    said = sent(person(plan(active(ReviewMeeting="2026-01-20", ReviewOutcome="M"))))
    assert said.code == 3
    assert 'person 1, ReviewOutcome: "M" is an outcome without the date' in said.err
    assert any("Find the review outcome" in row[6] for row in send("today").rows)


@pytest.mark.parametrize(("reason", "kind"), [("2", "plan-ceased"), ("5", "moved-out")])
def test_a_cease_date_stops_the_review_clock(
    send: Send, sent: Send, reason: str, kind: str
) -> None:
    live = active(LastReview="2026-01-20")
    said = sent(person(plan(live, CeaseDate="2025-12-31", CeaseReason=reason)))
    assert (kind, "2025-12-31") in events(send)
    assert running(send) == set()
    assert "LastReview" in said.err
    assert "is after the plan ended" in said.err


def test_a_transfer_in_is_asked_for_until_it_is_on_record(send: Send, sent: Send) -> None:
    transferred = person(plan(active(TransferLA="303")))
    sent(transferred)
    assert any("Find the moved in" in row[6] for row in send("today").rows)
    send(f"record {only_ref(send)} moved-in 2025-06-02")
    assert counts(sent(transferred, options="--json")) == (1, 0, 0, 1, 0)
    assert not any("Find the moved in" in row[6] for row in send("today").rows)


def test_an_exception_without_a_ground_excuses_nothing_and_is_asked_for(
    send: Send, sent: Send
) -> None:
    late = element("Assessment", AssessmentOutcome="A", Week20="1")
    sent(person(request(late, ReceivedDate="2025-06-02")))
    assert any("Find the exception" in row[6] for row in send("today").rows)
    assert "send exception" in send("check").out
    assert "ehcp-final" in {row[7] for row in send("breaches").rows} | running(send)
    said = send(
        f"exception {only_ref(send)} ehcp-final --ground away-four-weeks --from 1/7/2025 "
        "--to 1/8/2025 --evidence letter"
    )
    assert said.code == 0
    assert not any("exception" in row[6] for row in send("today --all").rows)


@pytest.mark.parametrize(
    ("due", "kind"), [("2026-02-15", "phase-transfer"), ("2026-03-31", "post16-transfer")]
)
def test_the_due_date_of_a_phase_transfer_says_which_it_is(
    send: Send, sent: Send, due: str, kind: str
) -> None:
    sent(person(plan(active(PhaseTransferDueDate=due))))
    assert (kind, "2026-09-01") in events(send)


def test_ranks_choose_the_placement_and_the_need(send: Send, sent: Send) -> None:
    places = active(
        element("PlacementDetail", URN="990002", PlacementRank="2", EntryDate="2024-01-01"),
        element("PlacementDetail", URN="990003", PlacementRank="1", LeavingDate="2025-01-01"),
        element("PlacementDetail", URN="990001", PlacementRank="1", EntryDate="2025-01-02"),
        element("SENneed", SENtype="ASD", SENtypeRank="2"),
        element("SENneed", SENtype="SEMH", SENtypeRank="1"),
    )
    sent(person(plan(places)))
    shown = send(f"show {only_ref(send)} --json").document
    assert (shown["facts"]["setting_urn"], shown["facts"]["need"]) == ("990001", "SEMH")


def test_a_child_with_no_placement_left_is_told_of(sent: Send) -> None:
    gone = active(element("PlacementDetail", URN="990003", LeavingDate="2025-12-19"))
    assert "no later placement is given" in sent(person(plan(gone))).err


def test_who_attends_none_has_the_review_arranged_by_the_authority(send: Send, sent: Send) -> None:
    at_home = active(element("PlacementDetail", SENsetting="EHE"), ReviewMeeting="2026-02-20")
    sent(person(plan(at_home)))
    rows = send("deadlines --json").document["deadlines"]
    assert {row["actor"] for row in rows if row["rule"] == "ar-report"} == {"authority"}


def test_ethnicity_and_postcode_are_nowhere_in_the_case_file(
    send: Send, sent: Send, tmp_path: Path
) -> None:
    sent(person(request()), options=f"--problems {tmp_path / 'problems.csv'}")
    for file in tmp_path.iterdir():
        if file.name != "sen2.xml":
            assert b"ZZ9 9ZZ" not in file.read_bytes()
            assert b"WBRI" not in file.read_bytes()


def test_a_return_after_a_list_keeps_the_reference_of_the_list(
    send: Send, sent: Send, lists: Lists
) -> None:
    send("import", lists("ref,upn,request_received,officer", "00123,P207000016049,05/01/2026,Sam"))
    decided = request(RequestOutcome="Y", RequestOutcomeDate="2026-02-09")
    assert counts(sent(person(decided), options="--json")) == (1, 0, 1, 0, 0)
    assert events(send, "00123") == [
        ("request-received", "2026-01-05"),
        ("assessment-agreed", "2026-02-09"),
    ]
    assert counts(sent(person(decided), options="--json")) == (1, 0, 0, 1, 0)


def test_a_return_corrects_nothing_on_record_and_says_where_it_differs(
    send: Send, sent: Send, lists: Lists
) -> None:
    head = "ref,upn,setting,final_plan_sent,review_meeting,review_decision,review_outcome"
    row = "A1,P207000016049,Hill School,01/03/2024,12/01/2026,05/02/2026,amend"
    send("import", lists(head, row))
    older = active(
        element("PlacementDetail", URN="990001"),
        ReviewMeeting="2025-01-10",
        LastReview="2026-01-30",
        ReviewOutcome="M",
    )
    said = sent(person(plan(older, start="2024-03-04")))
    assert "is the day of final plan sent by the return" in said.err
    assert "is the day of review maintain by the return" in said.err
    assert events(send, "A1") == [
        ("final-plan-sent", "2024-03-01"),
        ("review-meeting", "2025-01-10"),
        ("review-meeting", "2026-01-12"),
        ("review-amend", "2026-02-05"),
    ]
    assert send("show A1 --json").document["facts"]["setting"] == "Hill School"


def test_a_list_after_a_return_takes_the_case_over_under_its_own_reference(
    send: Send, sent: Send, lists: Lists
) -> None:
    sent(person(request()))
    made = only_ref(send)
    brought = lists("ref,upn,request_received", "00123,P207000016049,05/01/2026")
    said = send("import --dry-run", brought)
    assert f"{made}: change: ref: {made} -> 00123" in said.out
    assert counts(send("import --json", brought)) == (1, 0, 1, 0, 0)
    assert refs(send) == ["00123"]
    assert counts(send("import --json", brought)) == (1, 0, 0, 1, 0)
    assert counts(sent(person(request()), options="--json")) == (1, 0, 0, 1, 0)
    assert "ref" in send("history 00123").out
    assert send("check").code == 0
    send("undo")
    assert refs(send) == [made]


def test_a_list_takes_over_the_request_that_it_tells_of(
    send: Send, sent: Send, lists: Lists
) -> None:
    refused = request(
        ReceivedDate="2025-03-03", RequestOutcome="N", RequestOutcomeDate="2025-04-10"
    )
    sent(person(refused, request()))
    send("import", lists("ref,upn,request_received", "A1,P207000016049,03/03/2025"))
    assert ("assessment-refused", "2025-04-10") in events(send, "A1")
    assert len(refs(send)) == 2


def test_a_request_that_is_still_open_holds_no_other_ones_clock(
    send: Send, sent: Send, lists: Lists
) -> None:
    send("import", lists("ref,upn,request_received", "A1,P207000016049,05/01/2026"))
    said = sent(person(request(ReceivedDate="2025-03-03", RequestOutcome="W"), request()))
    assert "A1 is the same child, with another request that may still be open" in said.err
    assert events(send, "A1") == [("request-received", "2026-01-05")]
    assert len(refs(send)) == 2


def test_of_two_open_requests_only_one_stands_in_the_case_of_a_list(
    send: Send, sent: Send, lists: Lists
) -> None:
    send("import", lists("ref,upn,officer", "A1,P207000016049,Sam"))
    withdrawn = request(ReceivedDate="2025-03-03", RequestOutcome="W")
    persons = (person(withdrawn, request()),)
    assert "is a case of its own" in sent(*persons).err
    assert len(refs(send)) == 2
    assert counts(sent(*persons, options="--json")) == (2, 0, 0, 2, 0)


def test_an_earlier_request_that_ended_is_history_of_the_same_case(
    send: Send, sent: Send, lists: Lists
) -> None:
    send("import", lists("ref,upn,request_received", "A1,P207000016049,05/01/2026"))
    refused = request(
        ReceivedDate="2025-03-03", RequestOutcome="N", RequestOutcomeDate="2025-04-10"
    )
    sent(person(refused, request()))
    assert events(send, "A1") == [
        ("request-received", "2025-03-03"),
        ("assessment-refused", "2025-04-10"),
        ("request-received", "2026-01-05"),
    ]
    rows = send("deadlines A1 --json").document["deadlines"]
    open_final = [r["due"] for r in rows if r["rule"] == "ehcp-final" and not r["closed_on"]]
    assert open_final == ["2026-05-25"]


def test_nobody_is_missing_from_a_return(send: Send, sent: Send, lists: Lists) -> None:
    send("import", lists("ref,upn,request_received", "A1,,05/01/2026"))
    said = sent(person(request()), options="--json")
    assert said.document["files"][0]["missing"] == 0
    assert "not in the list" not in send("today").out


def test_last_years_request_is_historical_this_year_and_the_same_case(
    send: Send, sent: Send
) -> None:
    made = element(
        "Assessment",
        element("NamedPlan", StartDate="2025-07-01"),
        AssessmentOutcome="Y",
        AssessmentOutcomeDate="2025-07-01",
    )
    sent(person(request(made, ReceivedDate="2025-02-10", RequestOutcome="Y")))
    sent(person(plan(active(ReviewMeeting="2026-02-02"), start="2025-07-01")))
    assert ("review-meeting", "2026-02-02") in events(send)


def test_a_request_date_that_is_mended_mends_its_case(send: Send, sent: Send) -> None:
    sent(person(request(ReceivedDate="31/02/2026")))
    assert counts(sent(person(request()), options="--json")) == (1, 0, 1, 0, 0)
    assert events(send) == [("request-received", "2026-01-05")]
    assert not any("Find the" in row[6] for row in send("today").rows)


def test_the_name_and_the_day_of_birth_alone_do_not_make_a_child_the_same(
    send: Send, sent: Send, lists: Lists
) -> None:
    send("import", lists("ref,forename,surname,dob,final_plan_sent", "A1,Ann,Lee,01/02/2015,"))
    said = sent(person(request()))
    assert "A1 has the same name and date of birth" in said.err
    assert len(refs(send)) == 2


def test_one_number_and_two_days_of_birth_are_two_children(
    send: Send, sent: Send, lists: Lists
) -> None:
    send("import", lists("ref,upn,dob,request_received", "A1,P207000016049,02/03/2010,05/01/2026"))
    said = sent(person(request()))
    assert "A1 has the same number but another date of birth" in said.err
    assert len(refs(send)) == 2


def test_two_children_with_one_number_in_a_return_are_told_apart(send: Send, sent: Send) -> None:
    said = sent(person(request()), person(request(), Forename="Bo", PersonBirthDate="2012-03-04"))
    assert said.code == 3
    assert said.err.count("is the pupil number of children with different dates of birth") == 2
    assert len(refs(send)) == 2


def test_twins_without_a_number_are_two_children(send: Send, sent: Send) -> None:
    twins = [person(request(), UPN="", Forename=name) for name in ("Ann", "Bo")]
    assert counts(sent(*twins, options="--json")) == (2, 2, 0, 0, 0)


def test_requests_that_contradict_each_other_are_both_refused(send: Send, sent: Send) -> None:
    other = request(RequestOutcome="N", RequestOutcomeDate="2026-02-02")
    said = sent(person(request()), person(other), options="--json")
    assert counts(said) == (2, 0, 0, 0, 2)
    assert refs(send) == []


def test_who_has_no_request_or_no_name_is_refused_and_counted(sent: Send) -> None:
    nobody = element("Person", request(), Sex="F")
    stray = request()
    assert counts(sent(person(), nobody, stray, options="--json")) == (3, 0, 0, 0, 3)


def test_a_bad_date_is_told_with_its_place_and_kept_as_work(send: Send, sent: Send) -> None:
    said = sent(
        person(request()), person(request(ReceivedDate="31/02/2026"), UPN="", Surname="Ray")
    )
    assert said.code == 3
    assert (
        'sen2.xml, person 2, ReceivedDate: "31/02/2026" is not a date '
        "(write 28/02/2026 or 2026-02-28)"
    ) in said.err
    assert any('the list says "31/02/2026"' in row[6] for row in send("today").rows)


def test_a_value_that_is_there_twice_is_told_of(sent: Send) -> None:
    twice = request("<ReceivedDate>2026-01-06</ReceivedDate>")
    said = sent(person(twice))
    assert said.code == 3
    assert 'ReceivedDate: "2026-01-06" is a second value' in said.err.replace(
        "receiveddate", "ReceivedDate"
    )


def test_a_pupil_number_that_is_none_is_taken_and_not_printed(send: Send, sent: Send) -> None:
    said = sent(person(request(), UPN="Q207000016049"))
    assert said.code == 0
    assert "UPN: it should begin with P" in said.err
    assert "Q207000016049" not in said.err + said.out
    assert len(refs(send)) == 1


def test_a_word_in_the_place_of_a_number_makes_nobody_the_same(send: Send, sent: Send) -> None:
    said = sent(
        person(request(), UPN="Unknown"),
        person(request(), UPN="Unknown", Forename="Bo", PersonBirthDate="2012-03-04"),
    )
    assert said.code == 0
    assert said.err.count("is no number, and was not taken") == 2
    assert len(refs(send)) == 2


def test_the_tags_may_be_in_any_case_any_order_and_any_namespace(send: Send, lists: Lists) -> None:
    text = (
        '<x:MESSAGE xmlns:x="urn:any"><x:SEN2><x:persons><x:PERSON><x:requests>'
        "<x:REQUESTOUTCOME>A</x:REQUESTOUTCOME><x:receivedDATE>2026-01-05</x:receivedDATE>"
        "</x:requests><x:upn>P207000016049</x:upn></x:PERSON></x:persons></x:SEN2></x:MESSAGE>"
    )
    assert send("import", lists(text, name="anything.txt")).code == 0
    assert events(send) == [("request-received", "2026-01-05")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_return_in_another_encoding(send: Send, lists: Lists, encoding: str) -> None:
    declared = "" if encoding != "iso-8859-1" else '<?xml version="1.0" encoding="ISO-8859-1"?>'
    text = declared + message(person(request(), Forename="Zoë"))
    assert send("import", lists(text.encode(encoding), name="sen2.xml")).code == 0
    assert send("find Zoë --names --json").document["cases"][0]["case"] == only_ref(send)


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_public_sample_returns(send: Send, year: str) -> None:
    said = send("import --json", RETURNS / f"sen2_sample_{year}.xml")
    assert counts(said) == (3, 3, 0, 0, 0)
    again = send("import --json", RETURNS / f"sen2_sample_{year}.xml")
    assert counts(again) == (3, 0, 0, 3, 0)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<!DOCTYPE Message [<!ENTITY a "b">]><Message/>', "has a DOCTYPE"),
        ("<Message><Persons><Person>", "cannot be read as XML to its end"),
        ("<Message/>", "has no Person in it"),
    ],
)
def test_what_is_no_return_is_refused_with_its_name(
    send: Send, lists: Lists, text: str, why: str
) -> None:
    said = send("import", lists(text, name="sen2.xml"))
    assert said.code == 3
    assert "sen2.xml" in said.err
    assert why in said.err


def test_a_format_that_is_said_is_the_one_that_is_read(send: Send, lists: Lists) -> None:
    path = lists("ref,request_received", "A1,05/01/2026")
    said = send("import --format sen2", path)
    assert "cannot be read as XML" in said.err
    assert send("import --format excel", path).code == 2


PERSON = ["persontableid,sen2tableid,surname,forename,personbirthdate,postcode,upn"]
REQUESTS = ["requeststableid,persontableid,receiveddate,requestoutcome"]


def test_a_folder_of_tables_is_a_return(send: Send, tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "collect",
        person=[*PERSON, "7,1,Lee,Ann,2015-Feb-01 00:00:00,ZZ9 9ZZ,P207000016049"],
        requests=[*REQUESTS, "70,7,,H"],
        assessment=["assessmenttableid,requeststableid,assessmentoutcome", "700,70,H"],
        namedplan=["namedplantableid,assessmenttableid,startdate", "71,700,2024-Mar-01 00:00:00"],
        activeplans=["activeplanstableid,requeststableid,reviewmeeting", "72,70,2026-Jan-20 00:00"],
        senneed=["senneedtableid,activeplanstableid,sentype,sentyperank", "1,72,ASD,1"],
    )
    said = send("import --json", folder)
    assert counts(said) == (1, 1, 0, 0, 0)
    assert said.document["files"][0]["format"] == "sen2"
    assert events(send) == [("final-plan-sent", "2024-03-01"), ("review-meeting", "2026-01-20")]
    assert send(f"show {only_ref(send)} --json").document["facts"]["need"] == "ASD"
    assert counts(send("import --json", folder)) == (1, 0, 0, 1, 0)


def test_a_row_that_belongs_to_nobody_is_told_with_its_table(send: Send, tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "collect",
        person=[*PERSON, "7,1,Lee,Ann,2015-Feb-01,,"],
        requests=[*REQUESTS, "70,7,2026-Feb-31,A", "71,8,2026-Jan-05,A"],
    )
    said = send("import", folder)
    assert said.code == 3
    assert "2 requests (SEN2, utf-8): 1 added, 0 changed, 0 unchanged, 1 refused" in said.out
    assert 'row 2, Blade-Export_15-01-2026_requests.csv receiveddate: "2026-Feb-31"' in said.err
    assert "row 3, Blade-Export_15-01-2026_requests.csv persontableid" in said.err


def test_the_xml_and_the_folder_say_the_same(send: Send, sent: Send, tmp_path: Path) -> None:
    sent(person(request()))
    folder = tables(
        tmp_path / "collect",
        person=[*PERSON, "7,1,Lee,Ann,2015-02-01,,P207000016049"],
        requests=[*REQUESTS, "70,7,2026-01-05,A"],
    )
    assert counts(send("import --json", folder)) == (1, 0, 0, 1, 0)


def test_an_interrupted_import_leaves_the_case_file_as_it_was(
    send: Send, sent: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(person(request()))
    before = (tmp_path / "cases.db").read_bytes()
    other = person(request(), UPN="", Surname="Ray")
    for owner, name in ((Pieces, "__iter__"), (Writer, "settle")):

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(owner, name, interrupted)
            assert sent(other).code != 0
        assert (tmp_path / "cases.db").read_bytes() == before
    assert sent(other).code == 0


def test_undo_takes_a_whole_return_back(send: Send, sent: Send) -> None:
    sent(person(request()), person(plan(), UPN="", Surname="Ray"))
    assert send("undo").code == 0
    assert refs(send) == []


# A return among the other ways in


@pytest.mark.parametrize("option", ["--map ref=UPN", "--sheet Persons"])
def test_what_names_a_column_or_a_sheet_does_not_fit_a_return(
    send: Send, sent: Send, option: str
) -> None:
    said = sent(person(request()), options=option)
    assert said.code == 3
    assert f"{option.split(' ')[0]}" in said.err
    assert refs(send) == []


def test_a_dry_run_shows_a_case_that_a_list_takes_over_as_the_one_it_is(
    send: Send, lists: Lists, sent: Send
) -> None:
    sent(person(request()))
    made = only_ref(send)
    path = lists("ref,upn,dob,assessment_agreed", "C1,P207000016049,01/02/2015,10/02/2026")
    said = send("import --dry-run --json", path)
    (one,) = said.document["files"]
    (case,) = one["preview"]
    assert (case["case"], case["new"]) == ("C1", False)
    assert {"kind": "change", "what": "ref", "old": made, "new": "C1"} in case["changes"]
    assert {"ehcp-final"}.isdisjoint(move["rule"] for move in case["deadlines"])
    assert one["problems"] == []
    assert send("import", path).code == 0
    assert refs(send) == ["C1"]
    history = send("history C1 --json").document["entries"]
    assert [entry["old"] for entry in history if entry["what"] == "ref"] == [made]
    assert send("forget C1 --confirm C1").code == 0
    assert refs(send) == []


def test_a_pupil_number_that_lost_its_figures_makes_nobody_the_same(send: Send, sent: Send) -> None:
    said = sent(
        person(request(), UPN="", UniqueLearnerNumber="9.28E+09"),
        person(request(), UPN="", UniqueLearnerNumber="9.28E+09", Forename="Bo"),
    )
    assert said.err.count("lost its last figures in a spreadsheet") == 2
    assert len(refs(send)) == 2


def test_a_value_twice_in_a_table_is_told_of(send: Send, tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "return",
        person=["persontableid,upn,surname,forename,upn", "1,P207000016049,Lee,Ann,B801200005001"],
        requests=["requeststableid,persontableid,receiveddate", "7,1,2026-01-05"],
    )
    said = send("import", folder)
    assert said.code == 3
    assert "is a second value: the first was read" in said.err


def test_a_list_that_comes_through_a_pipe_loses_nothing(send: Send, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    rows = "".join(f"C{number:04},05/01/2026\n" for number in range(900))
    writer = Thread(target=pipe.write_text, args=(f"ref,request_received\n{rows}",))
    writer.start()
    said = send("import --json", pipe)
    writer.join()
    assert said.document["files"][0]["added"] == 900


# The file of problems


def filled(path: Path, **by_field: str) -> None:
    """Fill in the column `correction` of a file of problems, by the field of each row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["correction"] = by_field.get(row["field"].replace("-", "_"), "")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.DictWriter(file, rows[0])
        sheet.writeheader()
        sheet.writerows(rows)


BAD_DATES = person(
    request(
        element("Assessment", AssessmentOutcome="N", AssessmentOutcomeDate="unclear"),
        active(ReviewMeeting="2026-01-20", LastReview="soon", ReviewOutcome="A"),
        ReceivedDate="5 weeks ago",
        RequestOutcome="Y",
        RequestOutcomeDate="Feb",
    ),
    PersonBirthDate="31/02/2015",
)


def test_the_file_of_problems_of_a_return_comes_back_with_its_corrections(
    send: Send, sent: Send, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    assert sent(BAD_DATES, options=f"--problems {path}").code == 3
    mends = {
        "dob": "28/02/2015",
        "request_received": "06/10/2025",
        "assessment_agreed": "10/11/2025",
        "plan_refused": "12/01/2026",
        "review_amend": "02/02/2026",
    }
    filled(path, **mends)
    said = send("import", path)
    assert said.code == 0, said.err
    assert "5 rows" in said.out
    assert "0 added" not in said.out
    case = send("show --json --names", only_ref(send)).document
    assert case["unread"] == []
    assert case["facts"]["dob"] == "2015-02-28"
    assert set(events(send)) == {
        ("request-received", "2025-10-06"),
        ("assessment-agreed", "2025-11-10"),
        ("plan-refused", "2026-01-12"),
        ("review-meeting", "2026-01-20"),
        ("review-amend", "2026-02-02"),
    }
    assert "5 unchanged" in send("import", path).out


def test_a_folder_comes_back_with_its_corrections_too(send: Send, tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "return",
        person=["persontableid,surname,forename,personbirthdate,upn", "1,Lee,Ann,2015-02-01,"],
        requests=["requeststableid,persontableid,receiveddate,requestoutcome", "1,1,soon,A"],
    )
    path = tmp_path / "problems.csv"
    assert send("import", folder, "--problems", path).code == 3
    filled(path, request_received="05/01/2026")
    assert send("import", path).code == 0
    assert events(send) == [("request-received", "2026-01-05")]


def test_a_correction_goes_to_the_case_that_a_list_brought(
    send: Send, sent: Send, lists: Lists, tmp_path: Path
) -> None:
    upn = "P207000016049"
    send("import", lists("ref,upn,dob,request_received", f"C1,{upn},01/02/2015,12/01/2026"))
    path = tmp_path / "problems.csv"
    sent(person(plan(active(LastReview="soon", ReviewOutcome="M"))), options=f"--problems {path}")
    filled(path, review_maintain="10/01/2025")
    assert send("import", path).code == 0
    assert ("review-maintain", "2025-01-10") in events(send, "C1")


def test_a_correction_of_an_earlier_request_takes_nothing_from_a_later_one(
    send: Send, sent: Send, lists: Lists, tmp_path: Path
) -> None:
    upn = "P207000016049"
    send("import", lists("ref,upn,dob,request_received", f"C1,{upn},01/02/2015,12/01/2026"))
    path = tmp_path / "problems.csv"
    earlier = request(ReceivedDate="soon", RequestOutcome="N", RequestOutcomeDate="2024-03-01")
    sent(person(earlier), options=f"--problems {path}")
    filled(path, request_received="22/01/2024")
    assert send("import", path).code == 0
    assert {("request-received", "2024-01-22"), ("request-received", "2026-01-12")} <= set(
        events(send, "C1")
    )


def test_what_is_said_of_a_child_is_corrected_in_each_of_its_cases(
    send: Send, sent: Send, tmp_path: Path
) -> None:
    path = tmp_path / "problems.csv"
    two = (request(), request(ReceivedDate="2026-02-09"))
    said = sent(person(*two, PersonBirthDate="soon"), options=f"--problems {path}")
    assert said.err.count("PersonBirthDate") == 1
    filled(path, dob="01/02/2015")
    assert "2 changed" in send("import", path).out
    for ref in refs(send):
        assert send("show --json", ref).document["unread"] == []


def test_what_cannot_come_back_says_so_in_the_file(sent: Send, tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    nobody = element("Person", request(), Surname="Lee")
    undated = request(RequestOutcome="A", RequestOutcomeDate="2026-02-02")
    sent(nobody, person(undated), options=f"--problems {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        refused = [row for row in csv.DictReader(file) if row["severity"] == "error"]
    assert len(refused) == 2
    for row in refused:
        assert row["field"] == ""
        assert row["message"].endswith("mend the list itself and import it again")
