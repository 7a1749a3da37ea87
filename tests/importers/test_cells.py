"""Text cut into rows: separators, quotation marks left open, and cells that have shifted."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.domain.problem import Severity
from send_cli.importers.cells import NOT_CLOSED, cut, separated
from send_cli.importers.dates import NotADateError, is_blank, read_date
from send_cli.importers.formats import read_list
from send_cli.importers.headings import KNOWN
from send_cli.importers.listing import Listing

TODAY = date(2026, 3, 2)
HEAD = "ref,forename,request_received,notes"


def records(*lines: str) -> tuple[list[tuple[str, ...]], list[int | None]]:
    """Return the records under the headings, and the rows with an open quotation mark."""
    found, problems = cut("".join(f"{line}\n" for line in (HEAD, *lines)), ",", KNOWN)
    assert {problem.message for problem in problems} <= {NOT_CLOSED}
    return found[1:], [problem.row for problem in problems]


def listing(path: Path, *lines: str) -> Listing:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_list(path, TODAY)


@pytest.mark.parametrize(
    ("second", "third"),
    [
        ("A2,Bo,05/01/2026,", "A3,Cy,05/01/2026,"),
        ('A2,"Bo",05/01/2026,', "A3,Cy,05/01/2026,"),
        ('A2,Bo,05/01/2026,"x"', 'A3,Cy,05/01/2026,"y"'),
        ("A2,Bo,05/01/2026,", 'A3,Cy,05/01/2026,"two\nlines"'),
        ("A2,Bo,05/01/2026,", 'A3,Cy,05/01/2026,"'),
    ],
)
def test_an_open_quotation_mark_takes_no_row_along(second: str, third: str) -> None:
    found, rows = records('A1,"Ann,05/01/2026,', second, third)
    assert [record[0] for record in found] == ["A1", "A2", "A3"]
    assert found[0] == ("A1", "Ann", "05/01/2026", "")
    assert rows[0] == 2


def test_it_takes_none_along_where_a_later_one_closes_it() -> None:
    found, rows = records('A1,"Ann,05/01/2026,', "A2,Bo,05/01/2026,x", 'A3,Cy,05/01/2026,"')
    assert [record[0] for record in found] == ["A1", "A2", "A3"]
    assert rows == [2, 4]


def test_it_takes_none_along_where_the_two_rows_are_as_wide_as_one() -> None:
    found, rows = records('A1,Ann,05/01/2026,"', 'A2,Bo,05/01/2026,"', "A3,Cy,05/01/2026,")
    assert [record[0] for record in found] == ["A1", "A2", "A3"]
    assert rows == [2, 3]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    found, rows = records('A1,Ann,05/01/2026,"rang, twice\nno answer"', "A2,Bo,05/01/2026,")
    assert [len(record) for record in found] == [4, 4]
    assert rows == []


def test_text_after_a_closed_quotation_mark_is_kept() -> None:
    found, rows = records('A1,"Ann" B,05/01/2026,', 'A2,"Bo",05/01/2026,"x""y"')
    assert found[0][1] == "Ann B"
    assert found[1][3] == 'x"y'
    assert rows == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["", "Ann", '"Ann"', '"Ann', 'An"n', '"Lee, Ann"', '"a""b"'])))
def test_every_line_is_a_row_of_its_own(names: list[str]) -> None:
    lines = [f"A{place},{name},05/01/2026,x" for place, name in enumerate(names)]
    found, rows = records(*lines)
    assert [record[0] for record in found] == [f"A{place}" for place in range(len(names))]
    assert rows == [place + 2 for place, name in enumerate(names) if name == '"Ann']


def test_rows_are_numbered_as_a_spreadsheet_does_around_an_open_mark(tmp_path: Path) -> None:
    one = listing(tmp_path / "a.csv", HEAD, "", 'A1,"Ann,05/01/2026,', "A2,Bo,soon,")
    assert [(p.row, p.column) for p in one.problems] == [(3, None), (4, "request_received")]


# The separator


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        (("ref,forename", "A1,a;b;c;d"), ","),
        (("Report, run, on, 1 March, by, Sam", "", "ref;request_received", "A1;05/01/2026"), ";"),
        (("ref\trequest_received", "A1\t05/01/2026"), "\t"),
        (("sep=;", "ref;request_received", "A1;05/01/2026"), ";"),
        (('"sep=|"', "ref|request_received", "A1|05/01/2026"), "|"),
    ],
)
def test_the_separator_is_the_one_of_the_headings(lines: tuple[str, ...], separator: str) -> None:
    text, found = separated("".join(f"{line}\n" for line in lines), KNOWN)
    assert found == separator
    assert "sep=" not in text


def test_a_list_under_a_title_with_commas_is_read(tmp_path: Path) -> None:
    one = listing(tmp_path / "a.csv", "Run, on, 1 March", "ref;request_received", "A1;05/01/2026")
    assert [case.ref for case in one.cases] == ["A1"]


# Rows that are refused


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    one = listing(
        tmp_path / "a.csv", HEAD, "A1,Lee, Ann,05/01/2026,", "A2,Lee,05/01/2026,a,b", "A3,Bo,,,,"
    )
    # The first has a blank cell too many, and its date does not read where it stands.
    assert (one.rows, one.refused) == (3, 1)
    assert one.refs == {"A1", "A2", "A3"}
    (refusal,) = [p for p in one.problems if p.row == 3]
    assert refusal.severity is Severity.ERROR
    assert refusal.message == (
        "has 5 cells for 4 headings, so its dates may stand under the wrong heading: put "
        "quotation marks round a cell with a comma in it; the row was refused"
    )


def test_a_row_longer_than_most_under_blank_headings_is_refused(tmp_path: Path) -> None:
    rows = [f"A{place},Bo,05/01/2026,x,," for place in range(3)]
    one = listing(tmp_path / "a.csv", f"{HEAD},,", *rows, "A9,Lee,Bo,05/01/2026,x,")
    assert one.refused == 1
    every = [f"A{place},Bo,05/01/2026,x,y," for place in range(3)]
    assert listing(tmp_path / "a.csv", f"{HEAD},,", *every).refused == 0


@pytest.mark.parametrize("head", ["ref,request_received", "ref,event,date"])
@pytest.mark.parametrize("word", ["Total", "TOTALS:", "Grand total", "count"])
def test_a_footer_is_refused_with_a_warning(tmp_path: Path, head: str, word: str) -> None:
    one = listing(tmp_path / "a.csv", head, "Total-1,,", f"{word},312")
    (footer,) = [p for p in one.problems if p.row == 3]
    assert footer.severity is Severity.WARNING
    assert footer.message == "is a footer and no case, so the row was refused"
    assert word not in one.refs
    assert "Total-1" in one.refs


# Dates


def test_a_weekday_must_fit_its_date() -> None:
    assert read_date("Mon 12 Jan 2026") == read_date("Monday, 12/01/2026") == date(2026, 1, 12)
    with pytest.raises(NotADateError, match="another day of the week: 2026-01-12 is a Monday"):
        read_date("Tue 12 Jan 2026")


def test_a_dash_of_any_length_is_blank() -> None:
    assert all(map(is_blank, "-–—"))


# Orders, and rows joined


def test_an_impossible_order_is_a_warning_of_its_row(tmp_path: Path) -> None:
    head = "ref,request_received,final_plan_sent"
    one = listing(tmp_path / "a.csv", head, "A1,05/01/2026,01/12/2025", "A2,05/01/2026,")
    (problem,) = one.problems
    assert (problem.row, problem.value, problem.severity) == (2, "A1", Severity.WARNING)
    assert "is before" in problem.message


def test_an_impossible_order_in_a_long_list_is_a_warning_of_its_case(tmp_path: Path) -> None:
    one = listing(
        tmp_path / "a.csv",
        "ref,event,date",
        "A1,final-plan-sent,01/12/2025",
        "A2,request-received,05/01/2026",
        "A1,request-received,05/01/2026",
    )
    (problem,) = one.problems
    assert (problem.row, problem.value, problem.severity) == (None, "A1", Severity.WARNING)


def test_a_cell_that_another_row_of_the_case_reads_is_not_unread(tmp_path: Path) -> None:
    head = "ref,request_received,draft_sent,dob"
    one = listing(tmp_path / "a.csv", head, "A1,soon,,x", "A1,05/01/2026,soon,01/02/2015")
    (case,) = one.cases
    assert [cell.heading for cell in case.unread] == ["draft_sent"]
