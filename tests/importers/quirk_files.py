"""One small file for each way in which an authority's spreadsheet is not what one expects."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from xlsxwriter.workbook import Workbook

from tests.importers.workbooks import DATE, ods, sheets, workbook, write, xlsx

FOLDER = Path(__file__).with_name("quirks")
HEAD = ("Case Ref", "Surname", "Date of birth", "SEN Officer", "Date of Request")
ANN = ("C001", "Lee", date(2014, 3, 9), "Sam Example", date(2026, 1, 12))

BO = ("C002", "Ray", None, "Sam Example", None)


class Quirk(NamedTuple):
    """A quirk: the file's name, its bytes, and the options it is imported with."""

    file: str
    content: bytes
    options: tuple[str, ...] = ()


def text(*lines: str, encoding: str = "utf-8") -> bytes:
    """Return lines as a spreadsheet saves them."""
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def merged_cells() -> bytes:
    """Return a workbook whose headings stand in two rows, in part merged."""

    def fill(book: Workbook) -> None:
        page = book.add_worksheet("Cases")
        page.merge_range("A1:G1", "EHC needs assessments")
        page.merge_range("A2:A3", "Case Ref")
        page.merge_range("B2:B3", "Officer")
        page.merge_range("C2:D2", "Request")
        page.merge_range("E2:G2", "Annual review")
        page.write_row("C3", ["Received Date", "Outcome Date"])
        page.write_row("E3", ["Meeting Date", "Decision", "Outcome Date"])
        write(book, page, [("C001", "Sam Example", date(2026, 1, 12), None, None, None, None)], 3)
        write(book, page, [(None, None, None, None, date(2026, 2, 2), None, "March?")], 4)
        page.merge_range("A4:A5", "C001")

    return workbook(fill)


def faulty_formulas() -> bytes:
    """Return a workbook with formulas: one that works, and two that do not."""

    def fill(book: Workbook) -> None:
        page = book.add_worksheet("Cases")
        write(book, page, [HEAD, ANN, ("C002", "Ray", None, None, None)])
        day = book.add_format({"num_format": DATE})
        page.write_formula("E2", "=DATE(2026,1,12)", day, 46034)
        page.write_formula("D3", "=VLOOKUP(A3,Staff!A:B,2)", None, "#N/A")
        page.write_formula("E3", "=H3+5", day, "#REF!")

    return workbook(fill)


def from_1904() -> bytes:
    """Return a workbook that counts days from 1904, as those of old Macs do."""

    def fill(book: Workbook) -> None:
        page = book.add_worksheet("Cases")
        write(book, page, [HEAD, ANN, BO])
        page.write("E3", 44572)

    return workbook(fill, from_1904=True)


def _filtered(book: Workbook) -> None:
    page = book.add_worksheet("List")
    write(book, page, [HEAD, ANN, ("C002", *ANN[1:])])
    page.autofilter(0, 0, 2, 1)
    page.set_row(1, options={"hidden": True})
    page.set_column(1, 1, options={"hidden": True})


QUIRKS: dict[str, Callable[[], Quirk]] = {
    "dates of every form in one column": lambda: Quirk(
        "dates.csv",
        text(
            "Case Ref,Date of Request",
            *(
                f"C{number:03},{said}"
                for number, said in enumerate(
                    (
                        "12/01/2026",
                        "2026-01-12",
                        "2026-01-12 00:00:00",
                        "2026-Jan-12 00:00:00",
                        "12/1/26",
                        "12-Jan-26",
                        "12.01.2026",
                        "Mon 12 January 2026",
                        "12th Jan 2026",
                        "'12/01/2026",
                    ),
                    1,
                )
            ),
        ),
    ),
    "dates that cannot be": lambda: Quirk(
        "no-dates.csv",
        text(
            "Case Ref,Date of Request",
            "C001,02/13/2026",
            "C002,31/02/2026",
            "C003,awaiting EP",
            "C004,46034",
            "C005,Tue 12/01/2026",
            "C006,12/01/2036",
        ),
    ),
    "what stands for no date": lambda: Quirk(
        "nulls.csv",
        text(
            "Case Ref,Date of Request,Draft Plan Sent",
            *(
                f"C{number:03},12/01/2026,{said}"
                for number, said in enumerate(
                    ("01/01/1900", "1900-01-01", "", "None", "N/A", "TBC", "-", "31/12/9999"), 1
                )
            ),
            "C009,12/01/2026,30/12/1899",
            "C010,12/01/2026,00/01/1900",
        ),
    ),
    "true dates, text and numbers in one column": lambda: Quirk(
        "mixed.xlsx",
        xlsx(
            HEAD,
            ANN,
            ("C002", "Ray", "09/03/2014", "Sam Example", "12/01/2026"),
            ("C003", "Fox", None, "Pat Other", 46034),
            ("C004", "Kay", None, "Pat Other", 46034.5),
            ("C005", "Day", None, "Pat Other", datetime.fromisoformat("2026-01-12 09:30")),
            ("C006", "Ash", None, "Pat Other", 12),
        ),
    ),
    "a workbook that counts from 1904": lambda: Quirk("mac.xlsx", from_1904()),
    "an old workbook with a title, a footer and a number": lambda: Quirk(
        "caseload.xls", (FOLDER / "caseload.xls").read_bytes()
    ),
    "an OpenDocument workbook": lambda: Quirk("caseload.ods", ods(HEAD, ANN, (), ("Total", 1))),
    "which date Annex A calls last reviewed": lambda: Quirk(
        "annex.csv",
        text(
            "Unique ID,Date initial EHC plan issued,Date EHC plan last reviewed",
            "C001,01/03/2024,10/01/2026",
        ),
    ),
    "the same, once it is said which": lambda: Quirk(
        "annex.csv",
        text(
            "Unique ID,Date initial EHC plan issued,Date EHC plan last reviewed",
            "C001,01/03/2024,10/01/2026",
        ),
        ("--map", "review_meeting=Date EHC plan last reviewed"),
    ),
    "UTF-8 with its mark": lambda: Quirk(
        "bom.csv",
        text("Case Ref,Surname,Date of Request", "C001,Łuczak,12/01/2026", encoding="utf-8-sig"),
    ),
    "Windows letters": lambda: Quirk(
        "windows.csv",
        text(
            "Case Ref,Surname,Notes,Date of Request",
            "C001,O’Neill,£40 – café,12/01/2026",
            encoding="cp1252",
        ),
    ),
    "UTF-16 with tabs": lambda: Quirk(
        "report.txt",
        text("Case Ref\tSurname\tDate of Request", "C001\tO’Neill\t12/01/2026", encoding="utf-16"),
    ),
    "semicolons": lambda: Quirk(
        "semi.csv", text(";".join(HEAD), "C001;Lee, Ann;;Sam Example;12/01/2026")
    ),
    "bars": lambda: Quirk("bars.csv", text("|".join(HEAD), "C001|Lee, Ann||Sam; Pat|12/01/2026")),
    "a line that says the separator": lambda: Quirk(
        "sep.csv", text("sep=;", "Case Ref;Date of Request", "C001;12/01/2026")
    ),
    "a title, a report line and a blank row above the headings": lambda: Quirk(
        "titled.csv",
        text(
            "EHCP caseload,,",
            "Report run on,01/03/2026,by",
            ",,",
            "Case Ref,Officer,Date of Request",
            "C001,Sam Example,12/01/2026",
        ),
    ),
    "headings with line ends, spaces and dashes": lambda: Quirk(
        "headings.xlsx",
        xlsx(
            (
                "Unique\nID ",
                "Main education  establishment – URN",
                "Main education establishment - phase",
                " Date  request was received",
                "D.O.B.",
            ),
            ("C001", "123456", "a) Primary", date(2026, 1, 12), date(2014, 3, 9)),
        ),
    ),
    "headings in two rows, merged": lambda: Quirk("merged.xlsx", merged_cells()),
    "a heading twice, with other cells": lambda: Quirk(
        "twice.csv", text("Case Ref,School,School,Date of Request", "C001,Hill,Dale,12/01/2026")
    ),
    "a heading twice, and the column named": lambda: Quirk(
        "twice.csv",
        text("Case Ref,School,School,Date of Request", "C001,Hill,Dale,12/01/2026"),
        ("--map", "setting=School (column C)"),
    ),
    "a heading twice, with the same cells": lambda: Quirk(
        "same.csv", text("Case Ref,School,School,Date of Request", "C001,Hill,Hill,12/01/2026")
    ),
    "columns without a heading, and one nobody knows": lambda: Quirk(
        "unnamed.csv",
        text(
            ",Case Ref,Unnamed: 2,,Gender,Date of Request",
            "0,C001,x,transport,b) Female,12/01/2026",
        ),
    ),
    "headings nearly known": lambda: Quirk(
        "nearly.csv",
        text(
            "Case Ref,Case Oficer,Date of Requst,Date Finalised", "C001,Sam,12/01/2026,01/03/2024"
        ),
    ),
    "footers and blank rows": lambda: Quirk(
        "footers.csv",
        text(
            "Case Ref,Officer,Date of Request",
            "C001,Sam Example,12/01/2026",
            ",,",
            "Total: 1,,",
            "Number of cases,1,",
            "Report run on 01/03/2026,,",
            "End of report,,",
            ",,",
        ),
    ),
    "headings again on every page": lambda: Quirk(
        "pages.csv",
        text(
            "Case Ref,Date of Request",
            "C001,12/01/2026",
            "Case Ref,Date of Request",
            "C002,13/01/2026",
        ),
    ),
    "two tables on one sheet": lambda: Quirk(
        "stacked.xlsx",
        xlsx(
            ("Table 1: requests",),
            ("Case Ref", "Officer", "Date of Request"),
            ("C001", "Sam Example", date(2026, 1, 12)),
            (),
            ("Table 2: reviews",),
            ("Case Ref", "Annual Review Meeting Date", "Review decision", "Annual Review Decision"),
            ("C002", date(2026, 1, 5), date(2026, 2, 1), "M"),
        ),
    ),
    "a cover sheet, and the list on another": lambda: Quirk(
        "cover.xlsx", sheets({"Read me": [("How to use",), ("Notes",)], "List 1": [HEAD, ANN]})
    ),
    "the list on a hidden sheet": lambda: Quirk(
        "hidden.xlsx", sheets({"Chart": [("Summary", 1)], "Data": [HEAD, ANN]}, hidden=["Data"])
    ),
    "a hidden sheet, named": lambda: Quirk(
        "hidden.xlsx",
        sheets({"Chart": [("Summary", 1)], "List_1": [HEAD, ANN]}, hidden=["List_1"]),
        ("--sheet", "list 1"),
    ),
    "an older list on a hidden sheet": lambda: Quirk(
        "old.xlsx",
        sheets({"Now": [HEAD, ANN], "Old": [HEAD, ("C000", *ANN[1:])]}, hidden=["Old"]),
    ),
    "a sheet an officer": lambda: Quirk(
        "officers.xlsx", sheets({"Sam": [HEAD, ANN], "Pat": [HEAD, ("C002", *ANN[1:])]})
    ),
    "formulas that went wrong": lambda: Quirk("faulty.xlsx", faulty_formulas()),
    "references that are numbers": lambda: Quirk(
        "numbers.xlsx", xlsx(HEAD, (123456.0, *ANN[1:]), ("00123", *BO[1:]), (123, *BO[1:]))
    ),
    "references that a spreadsheet changed": lambda: Quirk(
        "changed.csv",
        text(
            "Case Ref,Date of Request",
            "123456.0,12/01/2026",
            "1.23457E+05,13/01/2026",
            "1.23E+09,14/01/2026",
            "'00123,15/01/2026",
            '"=""00124""",16/01/2026',
            '"=HYPERLINK(""https://cases.example/7"",""00125"")",17/01/2026',
            "#N/A,18/01/2026",
        ),
    ),
    "numbers of children and schools": lambda: Quirk(
        "identifiers.csv",
        text(
            "Case Ref,UPN,ULN,URN,Date of Request",
            "C001,B801200005001,9276308686,123456,12/01/2026",
            "C002,A801200005001,1234567890,838/4000,12/01/2026",
            "C003,' b8012 0000 5002,9.276308686E+09,123456.0,12/01/2026",
            "C004,12345,9.28E+09,10001234,12/01/2026",
            "C005,N82111234567A,9999999999,hill,12/01/2026",
        ),
    ),
    "values with and without the letter of a return": lambda: Quirk(
        "coded.csv",
        text(
            "Case Ref,Gender,SEN primary need,Phase,NCY,Date of Request",
            "C001,b) Female,a) SPLD,b) Primary,R,12/01/2026",
            "C002,Female,SPLD,Primary,<1,12/01/2026",
        ),
    ),
    "several rows of one child": lambda: Quirk(
        "several.csv",
        text(
            "Case Ref,Gender,Date of Request,Decision to Assess (Date)",
            "C001,F,12/01/2026,",
            "C001,M,,20/02/2026",
            "C002,F,12/01/2026,",
            "C002,F,19/01/2026,",
        ),
    ),
    "one child under two references, and twins": lambda: Quirk(
        "alike.csv",
        text(
            "Case Ref,Forename,Surname,DOB,UPN,Date of Request",
            "C001,Ann,Lee,09/03/2014,B801200005001,12/01/2026",
            "C002,Anne,Lee,09/03/2014,B801200005001,12/01/2026",
            "C003,Bo,Ray,01/02/2015,,12/01/2026",
            "C004,bo,Ray,01/02/2015,,12/01/2026",
        ),
    ),
    "dates in an order that cannot be": lambda: Quirk(
        "order.csv",
        text(
            "Case Ref,Date of Request,Final Plan Issued,Last Amended Final",
            "C001,12/01/2026,01/12/2025,01/11/2025",
        ),
    ),
    "ages and birthdays that cannot be": lambda: Quirk(
        "ages.csv",
        text(
            "Case Ref,Date of birth,Year Group,Gender,Date of Request",
            "C001,28/09/2022,<1,Fenale,12/01/2026",
            "C002,01/02/2031,18 months,F1,12/01/2026",
            "C003,01/02/1998,R,b) Female,12/01/2026",
            "C004,2015-Feb-01 00:00:00,Year 5,Female,12/01/2026",
        ),
    ),
    "steps in an order that cannot be": lambda: Quirk(
        "orders.csv",
        text(
            "Case Ref,Date of Request,Date initial EHC plan issued,Date updated EHC plan issued,"
            "LastReview",
            "C001,12/01/2026,05/01/2026,,",
            "C002,,02/02/2026,05/01/2026,06/01/2026",
        ),
    ),
    "rows and columns hidden by a filter": lambda: Quirk("filtered.xlsx", workbook(_filtered)),
    "an event list with a column nobody knows": lambda: Quirk(
        "events.csv",
        text(
            "Case Ref,Event,Event Date,Venue",
            "C001,review meeting,12/01/2026,Hill Hall",
            "C001,contact,13/01/2026,",
        ),
    ),
    "cells that begin like a formula": lambda: Quirk(
        "inject.csv",
        text(
            "Case Ref,Surname,Officer,Date of Request",
            "C001,=1+1,@Sam,12/01/2026",
            "C002,-Ray,+44,12/01/2026",
        ),
    ),
    "a web page under the name of a workbook": lambda: Quirk(
        "export.xls",
        text(
            '<html><head><meta charset="utf-8"><style>td {color: red}</style></head><body>',
            "<table><tr><td colspan=2>Report run on 01/03/2026</td></tr></table>",
            "<table><tr><th>Case<br>Ref<th>Surname</th><th>Date of Request</th></tr>",
            "<tr><td>00123</td><td>O&rsquo;Neill &amp; Lee</td><td>12/01/2026</td></tr>",
            "<tr><td colspan=2>C002</td><td> soon </td></tr></table></body></html>",
        ),
    ),
    "a password": lambda: Quirk("locked.xlsx", (FOLDER / "locked.xlsx").read_bytes()),
    "a file that only begins like a workbook": lambda: Quirk(
        "broken.xlsx", b"PK\x03\x04" + b"\0" * 60
    ),
}
