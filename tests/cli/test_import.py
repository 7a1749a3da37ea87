"""Taking in lists: what goes in, what is refused, and what is never lost."""

from pathlib import Path

import pytest

from tests.conftest import Lists, Send


def summary(send: Send, path: Path, *options: str) -> dict[str, object]:
    document = send("import --json", path, *options).document
    assert document["version"] == 1
    one: dict[str, object] = document["files"][0]
    return one


def counts(one: dict[str, object]) -> tuple[object, ...]:
    return tuple(one[key] for key in ("rows", "added", "changed", "unchanged", "refused"))


def test_the_same_list_twice_changes_nothing(send: Send, caseload: Path) -> None:
    again = summary(send, caseload)
    assert counts(again) == (5, 0, 0, 5, 0)


def test_rows_are_added_changed_unchanged_or_refused(send: Send, lists: Lists) -> None:
    one = summary(
        send, lists("ref,request_received", "A1,05/01/2026", ",06/01/2026", "A2,07/01/2026")
    )
    assert counts(one) == (3, 2, 0, 0, 1)


def test_a_reference_keeps_its_zeros(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "00123,05/01/2026"))
    assert send("show 00123").code == 0


def test_a_row_without_a_reference_is_refused_with_its_row(send: Send, lists: Lists) -> None:
    said = send("import", lists("ref,request_received", ",05/01/2026", "A2,05/01/2026"))
    assert said.code == 3
    assert "list.csv, row 2, ref: has no reference" in said.err


def test_a_bad_cell_refuses_the_cell_and_never_the_row(send: Send, lists: Lists) -> None:
    said = send(
        "import", lists("ref,Date of Request,draft_sent", "A1,31/02/2026,", "A2,05/01/2026,")
    )
    assert said.code == 3
    assert (
        'list.csv, row 2, Date of Request: "31/02/2026" is not a date '
        "(write 28/02/2026 or 2026-02-28)"
    ) in said.err
    work = [row[6] for row in send("today").rows if row[5] == "A1"]
    assert work == ['Find the request received: the list says "31/02/2026"']


def test_a_readable_date_replaces_an_unread_one(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "A1,soon"))
    one = summary(send, lists("ref,request_received", "A1,05/01/2026", name="b.csv"))
    assert counts(one) == (1, 0, 1, 0, 0)
    assert "Find the" not in send("today").out


def test_a_blank_never_wipes_an_unread_cell_or_a_date(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received,draft_sent", "A1,05/01/2026,soon"))
    one = summary(send, lists("ref,request_received,draft_sent", "A1,,", name="b.csv"))
    assert counts(one) == (1, 0, 0, 1, 0)
    assert "Find the draft sent" in send("today").out


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("02/13/2026", "write 13/02/2026 or 2026-02-13"),
        ("awaiting EP", "write it like 28/02/2026 or 2026-02-28"),
        ("46023", "is a spreadsheet's number for a date"),
        ("03/03/2026", "is after 2026-03-02, and this cannot be in the future"),
    ],
)
def test_what_is_not_a_date_says_what_to_write(
    send: Send, lists: Lists, text: str, wants: str
) -> None:
    said = send("import", lists("ref,request_received", f"A1,{text}"))
    assert said.code == 3
    assert wants in said.err


@pytest.mark.parametrize(
    "text", ["-", "N/A", "TBC", "31/12/9999", "01/01/1900", "1900-01-01", "30/12/1899"]
)
def test_what_stands_for_no_date_is_blank_with_a_warning(
    send: Send, lists: Lists, text: str
) -> None:
    said = send("import", lists("ref,request_received,draft_sent", f"A1,05/01/2026,{text}"))
    assert said.code == 0
    assert "was read as no date" in said.err


@pytest.mark.parametrize(
    "text",
    [
        "05/01/2026",
        "5/1/26",
        "2026-01-05",
        "2026-01-05 00:00:00",
        "2026-Jan-05 00:00:00",
        "05.01.2026",
        "5-1-2026",
        "05-Jan-26",
        "5 January 2026",
        "Mon 5 Jan 2026",
    ],
)
def test_dates_are_iso_or_day_first(send: Send, lists: Lists, text: str) -> None:
    send("import", lists("ref,request_received", f"A1,{text}"))
    start = send("deadlines A1 --json").document["deadlines"][0]["start"]
    assert start == {"event": "request-received", "on": "2026-01-05"}


def test_two_rows_that_contradict_each_other_are_both_refused(send: Send, lists: Lists) -> None:
    said = send(
        "import",
        lists("ref,request_received", "A1,05/01/2026", "A2,05/01/2026", "A1,06/01/2026"),
    )
    assert said.code == 3
    assert "row 2, ref" in said.err
    assert "than row 4 (request_received), so both were refused" in said.err
    assert "than row 2 (request_received)" in said.err
    assert send("show A1").code == 5


def test_two_rows_that_complement_each_other_are_one_case(send: Send, lists: Lists) -> None:
    one = summary(
        send,
        lists("ref,request_received,assessment_agreed", "A1,05/01/2026,", "A1,,10/02/2026"),
    )
    assert counts(one) == (2, 2, 0, 0, 0)
    assert send("show A1").out.count("assessment agreed") == 1


def test_a_different_date_is_a_correction(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "A1,05/01/2026"))
    said = send("import --dry-run", lists("ref,request_received", "A1,06/01/2026", name="b.csv"))
    assert "A1: correction: request-received: 2026-01-05 -> 2026-01-06" in said.out
    send("import", lists("ref,request_received", "A1,06/01/2026", name="b.csv"))
    starts = {d["start"]["on"] for d in send("deadlines A1 --json").document["deadlines"]}
    assert starts == {"2026-01-06"}


def test_a_date_after_the_cycle_ended_is_a_new_cycle(send: Send, lists: Lists) -> None:
    head = "ref,final_plan_sent,review_meeting,review_decision"
    send("import", lists(head, "A1,01/03/2024,10/01/2025,31/01/2025"))
    later = lists(head, "A1,01/03/2024,12/01/2026,31/01/2025", name="b.csv")
    said = send("import --dry-run", later)
    assert "A1: new cycle: review-meeting: 2026-01-12, beside 2025-01-10" in said.out
    send("import", later)
    happened = send("show A1 --json").document["events"]
    assert [e["on"] for e in happened if e["event"] == "review-meeting"] == [
        "2025-01-10",
        "2026-01-12",
    ]


def test_a_dry_run_changes_nothing_and_makes_no_file(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    said = send("import --dry-run", lists("ref,request_received", "A1,05/01/2026"))
    assert "would be 1 added" in said.out
    assert not (tmp_path / "cases.db").exists()


def test_an_outcome_makes_its_kind_of_decision(send: Send, lists: Lists) -> None:
    head = "ref,final_plan_sent,review_meeting,review_decision,review_outcome"
    send("import", lists(head, "A1,01/03/2024,10/01/2026,31/01/2026,Amend"))
    kinds = [e["event"] for e in send("show A1 --json").document["events"]]
    assert kinds[-1] == "review-amend"
    said = send("import", lists(head, "A1,01/03/2024,10/01/2026,31/01/2026,", name="b.csv"))
    assert "1 unchanged" in said.out


def test_the_headings_of_councils_are_known(send: Send, lists: Lists) -> None:
    path = lists(
        "Unique ID,Lead Caseworker,Date request was received,Decision to Assess (Date),Sex",
        "A1,Sam Example,05/01/2026,12/02/2026,F",
    )
    said = send("import", path)
    assert said.code == 0
    assert "not read: Sex" in said.err
    assert [e["event"] for e in send("show A1 --json").document["events"]] == [
        "request-received",
        "assessment-agreed",
    ]


def test_a_title_may_stand_above_the_headings(send: Send, lists: Lists) -> None:
    said = send(
        "import", lists("Report run on 1 March 2026", "", "ref,request_received", "A1,soon")
    )
    assert "row 4, request_received" in said.err


def test_an_ambiguous_heading_is_not_read_silently(send: Send, lists: Lists) -> None:
    path = lists(
        "Unique ID,Date initial EHC plan issued,Date EHC plan last reviewed",
        "A1,01/03/2024,10/01/2026",
    )
    said = send("import", path)
    assert "may be one of several dates" in said.err
    assert '--map review_meeting="Date EHC plan last reviewed"' in said.err
    said = send("import", path, "--map", "review_decision=Date EHC plan last reviewed")
    assert "1 changed" in said.out


@pytest.mark.parametrize(
    ("lines", "wants"),
    [
        ((), "no rows in it"),
        (("officer,team", "Sam,North"), "no reference column"),
        (("ref,Case Ref,request_received", "A1,A2,05/01/2026"), "two columns for ref"),
        (("hello", "world"), "no row of headings was found"),
    ],
)
def test_a_list_that_cannot_be_read_is_a_sentence(
    send: Send, lists: Lists, lines: tuple[str, ...], wants: str
) -> None:
    said = send("import", lists(*lines))
    assert said.code == 3
    assert wants in said.err
    assert said.err.startswith("send: list.csv")


def test_headings_only_is_an_empty_list(send: Send, lists: Lists) -> None:
    said = send("import", lists("ref,request_received"))
    assert said.code == 3
    assert "list.csv: no rows under its headings" in said.err


def test_a_list_that_is_not_there_is_a_sentence(send: Send, tmp_path: Path) -> None:
    said = send("import", tmp_path / "none.csv")
    assert said.code == 3
    assert "none.csv: cannot be read: No such file or directory" in said.err


def test_other_encodings_are_read_and_named(send: Send, lists: Lists) -> None:
    text = "ref,forename,surname,request_received\r\nA1,Zoë,O’Neill,05/01/2026\r\n"
    for number, (encoding, name) in enumerate(
        (("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16"))
    ):
        path = lists(text.encode(encoding), name=f"{number}.csv")
        assert summary(send, path)["encoding"] == name
        assert "A1 Zoë O’Neill" in send("show A1 --names").out
        assert send("undo").code in {0, 2}


def test_semicolons_and_tabs_separate_too(send: Send, lists: Lists) -> None:
    assert counts(summary(send, lists("ref;request_received", "A1;05/01/2026"))) == (1, 1, 0, 0, 0)
    tabs = lists("ref\trequest_received", "A1\t05/01/2026", name="b.csv")
    assert counts(summary(send, tabs)) == (1, 0, 0, 1, 0)


def test_a_whole_import_is_undone(send: Send, caseload: Path) -> None:
    before = send("today --json").document["counts"]["total"]
    assert before > 0
    assert "undone: import list.csv" in send("undo").out
    assert send("today --json").document["counts"]["total"] == 0
    assert counts(summary(send, caseload)) == (5, 5, 0, 0, 0)
    assert send("today --json").document["counts"]["total"] == before


def test_all_or_nothing_changes_nothing_where_anything_is_refused(send: Send, lists: Lists) -> None:
    path = lists("ref,request_received", "A1,05/01/2026", "A2,soon")
    said = send("import --all-or-nothing", path)
    assert said.code == 3
    assert "nothing was changed" in said.err
    assert send("show A1").code == 4


def test_the_problems_go_to_a_private_file(send: Send, lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    send("import", lists("ref,request_received", "A1,soon"), "--problems", path)
    assert "list.csv,2,request_received,soon" in path.read_text(encoding="utf-8-sig")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_status_without_a_date_is_work(send: Send, lists: Lists) -> None:
    send("import", lists("ref,status,final_plan_sent", "A1,Ceased,01/03/2024"))
    assert any("status" in row[6] for row in send("today").rows)


def test_the_case_file_is_for_its_owner_only(caseload: Path, tmp_path: Path) -> None:
    assert (tmp_path / "cases.db").stat().st_mode & 0o777 == 0o600


def test_two_dates_of_one_kind_in_a_row_are_not_guessed_between(send: Send, lists: Lists) -> None:
    head = "ref,request_outcome,request_outcome_date,assessment_agreed"
    send("import", lists(head, "A1,,,05/01/2026"))
    said = send("import", lists(head, "A1,Y,06/01/2026,07/01/2026", name="b.csv"))
    assert said.code == 3
    assert (
        'b.csv, row 2, request_outcome_date: "06/01/2026" is another day than the row\'s own date '
        "for assessment agreed (keep the right one)"
    ) in said.err
    days = [event["on"] for event in send("show A1 --json").document["events"]]
    assert days == ["2026-01-07"]
    assert send("import", lists(head, "A1,Y,07/01/2026,07/01/2026", name="c.csv")).code == 0
    assert send("show A1 --json").document["unread"] == []


def test_a_dash_takes_no_flag_away(send: Send, lists: Lists) -> None:
    head = "ref,flags,request_received"
    send("import", lists(head, "A1,-;tribunal,05/01/2026"))
    for cell in ("-", ";", "-;tribunal"):
        one = summary(send, lists(head, f"A1,{cell},05/01/2026", name="b.csv"))
        assert counts(one) == (1, 0, 0, 1, 0)


# Several lists, footers and quotation marks


def missing(send: Send, *paths: Path) -> list[int]:
    return [one["missing"] for one in send("import --json", *paths).document["files"]]


def test_a_case_in_the_second_list_is_not_missing_from_the_first(send: Send, lists: Lists) -> None:
    head = "ref,officer,request_received"
    both = lists(head, "A1,Sam,05/01/2026", "A2,Sam,05/01/2026", "A3,Sam,05/01/2026")
    send("import", both)
    first = lists(head, "A1,Sam,05/01/2026", name="b.csv")
    second = lists(head, "A2,Pat,05/01/2026", "A3,Pat,05/01/2026", name="c.csv")
    assert [one["missing"] for one in summaries(send, "--dry-run", first, second)] == [0, 0]
    assert missing(send, first, second) == [0, 0]


def summaries(send: Send, option: str, *paths: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = send(f"import --json {option}", *paths).document["files"]
    return found


def test_a_case_refused_for_a_contradiction_is_not_missing(send: Send, lists: Lists) -> None:
    head = "ref,officer,request_received"
    send("import", lists(head, "A1,Sam,05/01/2026", "A2,Sam,05/01/2026"))
    clash = lists(head, "A1,Sam,05/01/2026", "A2,Sam,06/01/2026", "A2,Sam,07/01/2026", name="b.csv")
    assert missing(send, clash) == [0]


def test_a_footer_alone_leaves_the_exit_code_alone(send: Send, lists: Lists) -> None:
    said = send("import", lists("ref,request_received", "A1,05/01/2026", "Total,1"))
    assert said.code == 0
    assert "1 added, 0 changed, 0 unchanged, 1 refused" in said.out
    assert 'warning: list.csv, row 3, ref: "Total" is a footer' in said.err


def test_a_shifted_row_and_an_open_quotation_mark_are_told(send: Send, lists: Lists) -> None:
    head = "ref,forename,request_received"
    said = send(
        "import",
        lists(head, 'A1,"Ann,05/01/2026', "A2,Lee, Bo,05/01/2026", "A3,Cy,05/01/2026"),
    )
    assert said.code == 3
    assert "list.csv, row 2: has a quotation mark that is not closed: check this row" in said.err
    assert "list.csv, row 3: has 4 cells for 3 headings" in said.err
    assert "2 added, 0 changed, 0 unchanged, 1 refused" in said.out
    assert send("show A2").code == 5
    assert send("show A3").code == 0


# What a dry run tells, and the file of problems


def test_a_dry_run_shows_no_names(send: Send, lists: Lists) -> None:
    head = "ref,surname,dob,team,request_received"
    send("import", lists(head, "A1,Lee,01/02/2015,North,05/01/2026"))
    later = lists(head, "A1,Ray,02/02/2015,South,05/01/2026", name="b.csv")
    said = send("import --dry-run", later).out
    assert "  A1: change: surname\n" in said
    assert "  A1: change: dob\n" in said
    assert "A1: change: team: North -> South" in said
    assert "surname: Lee -> Ray" in send("import --dry-run --names", later).out


def test_a_dry_run_shows_a_changed_outcome(send: Send, lists: Lists) -> None:
    head = "ref,final_plan_sent,review_decision,review_outcome"
    send("import", lists(head, "A1,01/03/2024,31/01/2026,maintain"))
    said = send("import --dry-run", lists(head, "A1,01/03/2024,31/01/2026,amend", name="b.csv"))
    assert "review-maintain -> review-amend (2026-01-31)" in said.out


def test_all_or_nothing_says_what_would_be(send: Send, lists: Lists) -> None:
    said = send("import --all-or-nothing", lists("ref,request_received", "A1,05/01/2026", "A2,x"))
    assert "would be 2 added" in said.out


def test_the_file_of_problems_becomes_private(send: Send, lists: Lists, tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    path.write_text("old " * 1000, encoding="utf-8")
    path.chmod(0o644)
    send("import", lists("ref,request_received", "A1,soon"), "--problems", path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "old" not in path.read_text(encoding="utf-8-sig")


def test_the_file_of_problems_is_opened_first(send: Send, lists: Lists, tmp_path: Path) -> None:
    path = lists("ref,request_received", "A1,05/01/2026")
    said = send("import", path, "--problems", tmp_path / "none" / "problems.csv")
    assert said.code == 2
    assert "cannot write" in said.err
    assert not (tmp_path / "cases.db").exists()


@pytest.mark.parametrize("name", ["list.csv", "cases.db", "../{folder}/cases.db"])
def test_the_problems_overwrite_neither_list_nor_case_file(
    send: Send, caseload: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name.format(folder=tmp_path.name)
    before = path.read_bytes()
    said = send("import", caseload, "--problems", path)
    assert said.code == 2
    assert "is the case file or a list: name another file" in said.err
    assert path.read_bytes() == before


def test_show_says_where_an_unreadable_cell_came_from(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "A1,soon"))
    said = send("show A1")
    assert 'request_received: "soon"  [list.csv row 2, imported Mon 2 Mar 2026 by ann]' in said.out


@pytest.mark.parametrize("cell", ["-'", "'-", "''", "'/"])
def test_marks_with_no_figure_in_them_are_no_number_of_a_school(
    send: Send, lists: Lists, cell: str
) -> None:
    path = lists("ref,setting_urn,request_received", f"A1,{cell},01/02/2026")
    assert send("import", path).code == 0
    assert send("show A1 --json").document["facts"]["setting_urn"] is None
