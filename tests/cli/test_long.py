"""The long list: a row an event, which adds events and corrects none; and the templates."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from send_cli.cli.desk import Desk
from send_cli.domain.event import NAMED_DAYS, EventKind
from send_cli.domain.ground import Ground
from send_cli.importers.headings import LONG_TEMPLATE, TEMPLATE
from tests.cli.test_import import counts, summary
from tests.conftest import Lists, Send

HEAD = "ref,event,date,about,note"


def happened(send: Send, ref: str = "A1") -> list[tuple[str, str]]:
    """Return the events of a case, as its page has them."""
    events = send(f"show {ref} --json").document["events"]
    return [(event["event"], event["on"]) for event in events]


# The layout


def test_the_layout_is_recognised_by_its_headings(send: Send, lists: Lists) -> None:
    one = summary(send, lists(HEAD, "A1,request-received,05/01/2026,,"))
    assert (one["format"], one["layout"]) == ("csv", "long")
    assert summary(send, lists("ref,request_received", "A1,05/01/2026"))["layout"] == "wide"
    assert summary(send, lists("hello", "world"))["layout"] is None


def test_other_headings_are_mapped(send: Send, lists: Lists) -> None:
    path = lists("Case Ref,What,When,Notes,Where", "A1,Draft sent,05/01/2026,by post,Hall")
    assert send("import", path).code == 0
    assert send("show A1").code == 0
    one = summary(send, path, "--map", "event=What", "--map", "date=When")
    assert counts(one) == (1, 1, 0, 0, 0)
    assert one["unused"] == ["Where"]
    assert happened(send) == [("draft-sent", "2026-01-05")]


def test_a_mapped_heading_that_is_not_there_refuses_the_list(send: Send, lists: Lists) -> None:
    path = lists(HEAD, "A1,draft-sent,05/01/2026,,")
    said = send("import", path, "--map", "note=Remarks")
    assert said.code == 3
    assert "no column has the heading mapped to note" in said.err


def test_a_field_of_neither_layout_is_refused(send: Send, lists: Lists) -> None:
    said = send("import", lists(HEAD, "A1,draft-sent,05/01/2026,,"), "--map", "hat=Note")
    assert said.code == 2
    assert 'no field is called "hat" (see `send template`)' in said.err


def test_two_columns_for_one_field_refuse_the_list(send: Send, lists: Lists) -> None:
    said = send("import", lists("ref,event,date,event date", "A1,draft-sent,05/01/2026,"))
    assert said.code == 3
    assert 'two columns for date: "date" and "event date"' in said.err


def test_a_list_without_a_reference_column_is_refused(send: Send, lists: Lists) -> None:
    said = send("import", lists("event,date", "draft-sent,05/01/2026"))
    assert said.code == 3
    assert "no reference column" in said.err


# What goes in


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind is not EventKind.EXCEPTION])
@pytest.mark.parametrize("typed", [str, str.upper])
def test_any_kind_goes_in(send: Send, lists: Lists, kind: EventKind, typed: type) -> None:
    about = "bundle" if kind in NAMED_DAYS else ""
    one = summary(send, lists(HEAD, f"A1,{typed(kind)},05/01/2026,{about},"))
    assert counts(one) == (1, 1, 0, 0, 0)
    assert happened(send) == [(kind, "2026-01-05")]


@pytest.mark.parametrize("text", ["draft sent", "draft_sent", "Draft-Sent", " DRAFT  SENT "])
def test_a_kind_has_hyphens_underscores_or_spaces(send: Send, lists: Lists, text: str) -> None:
    send("import", lists(HEAD, f"A1,{text},05/01/2026,,"))
    assert happened(send) == [("draft-sent", "2026-01-05")]


def test_several_dates_of_one_kind_are_all_kept_in_any_order(send: Send, lists: Lists) -> None:
    path = lists(
        HEAD,
        "A1,review-meeting,02/02/2026,,",
        "A1,final-plan-sent,01/03/2024,,",
        "A1,review-meeting,03/02/2025,,second thoughts",
        "A1,review-meeting,10/02/2025,,",
    )
    assert counts(summary(send, path)) == (4, 4, 0, 0, 0)
    assert [on for kind, on in happened(send) if kind == "review-meeting"] == [
        "2025-02-03",
        "2025-02-10",
        "2026-02-02",
    ]


def test_the_same_list_twice_changes_nothing(send: Send, lists: Lists) -> None:
    path = lists(
        "ref,event,date,about,note,withdrawn_at",
        "A1,request-received,05/01/2026,,,",
        "A1,advice-requested,12/01/2026,ep,,",
        "A1,advice-requested,12/01/2026,health,,",
        "A1,draft-sent,soon,,,",
        "A1,draft-sent,later,,,",
        "A1,contact,TBC,,,",
        "A1,contact,20/01/2026,,,21/01/2026",
    )
    assert counts(summary(send, path)) == (7, 3, 0, 2, 2)
    before = send("show A1 --json").out
    assert counts(summary(send, path)) == (7, 0, 0, 5, 2)
    assert send("show A1 --json").out == before


def test_an_event_listed_twice_is_one_event(send: Send, lists: Lists) -> None:
    path = lists(HEAD, "A1,draft-sent,05/01/2026,,", "A1,draft_sent,2026-01-05,,again")
    assert counts(summary(send, path)) == (2, 1, 0, 1, 0)
    assert len(happened(send)) == 1


def test_another_date_corrects_nothing(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "A1,05/01/2026"))
    path = lists(HEAD, "A1,request-received,06/01/2026,,", name="b.csv")
    assert "A1: new date: request-received: nothing -> 2026-01-06" in (
        send("import --dry-run", path).out
    )
    assert counts(summary(send, path)) == (1, 1, 0, 0, 0)
    assert len(happened(send)) == 2


def test_an_event_that_is_held_is_unchanged_whatever_its_note(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "A1,05/01/2026"))
    one = summary(send, lists(HEAD, "A1,request-received,05/01/2026,,by post", name="b.csv"))
    assert counts(one) == (1, 0, 0, 1, 0)


def test_a_case_of_a_long_list_is_not_missing_from_it(send: Send, caseload: Path) -> None:
    path = caseload.with_name("events.csv")
    path.write_text(f"{HEAD}\nC2,contact,27/02/2026,,\n", encoding="utf-8")
    said = send("import", path)
    assert "1 added, 0 changed, 0 unchanged, 0 refused\n" in said.out
    assert summary(send, path)["missing"] == 0
    assert "not in the list" not in send("today --all").out


def test_a_booked_meeting_may_be_in_the_future(send: Send, lists: Lists) -> None:
    assert send("import", lists(HEAD, "A1,review-meeting,20/03/2026,,")).code == 0
    assert send("show A1 --json").document["events"][0]["booked"] is True


def test_a_case_list_and_a_long_list_go_in_together(send: Send, lists: Lists) -> None:
    wide = lists("ref,request_received,surname", "A1,05/01/2026,Lee", name="a.csv")
    long = lists(HEAD, "A1,contact,20/01/2026,,", name="b.csv")
    files = send("import --json", wide, long).document["files"]
    assert [(one["layout"], one["added"], one["unchanged"]) for one in files] == [
        ("wide", 1, 0),
        ("long", 1, 0),
    ]
    assert [kind for kind, _ in happened(send)] == ["request-received", "contact"]


def test_a_whole_long_list_is_undone(send: Send, lists: Lists) -> None:
    send("import", lists("ref,request_received", "A1,05/01/2026"))
    before = send("show A1 --json").out
    send("import", lists(HEAD, "A1,draft-sent,09/02/2026,,", "A2,contact,09/02/2026,,", name="b"))
    assert "undone: import b" in send("undo").out
    assert send("show A1 --json").out == before
    assert send("show A2").code == 5


# What is refused


def test_an_unreadable_date_is_refused_and_stands_as_work(send: Send, lists: Lists) -> None:
    path = lists(HEAD, "A1,Request received,31/02/2026,,", "A1,draft-sent,09/02/2026,,")
    said = send("import", path)
    assert said.code == 3
    assert "1 added, 0 changed, 0 unchanged, 1 refused" in said.out
    assert (
        'list.csv, row 2, date: "31/02/2026" is not a date (write 28/02/2026 or 2026-02-28)'
    ) in said.err
    assert send("show A1 --json").document["unread"] == [
        {"heading": "request_received", "text": "31/02/2026"}
    ]
    assert 'Find the request received: the list says "31/02/2026"' in send("today").out


def test_a_case_known_only_by_an_unreadable_date_is_not_lost(send: Send, lists: Lists) -> None:
    assert counts(summary(send, lists(HEAD, "A1,draft-sent,soon,,"))) == (1, 0, 0, 0, 1)
    assert "Find the draft sent" in send("today").out


def test_a_readable_date_in_its_place_mends_it(send: Send, lists: Lists) -> None:
    send("import", lists(HEAD, "A1,review-amend,soon,,", "A1,review-amend,later,,"))
    send("import", lists(HEAD, "A1,review-amend,05/01/2026,,", "A1,review-amend,later,,"))
    assert send("show A1 --json").document["unread"] == [
        {"heading": "review_amend", "text": "later"}
    ]
    send("import", lists(HEAD, "A1,review-amend,05/01/2026,,", "A1,review-amend,06/01/2025,,"))
    assert send("show A1 --json").document["unread"] == []


def test_a_date_held_already_mends_nothing(send: Send, lists: Lists) -> None:
    path = lists(HEAD, "A1,contact,05/01/2026,,", "A1,contact,soon,,")
    send("import", path)
    one = summary(send, lists(HEAD, "A1,contact,05/01/2026,,"))
    assert counts(one) == (1, 0, 0, 1, 0)
    assert len(send("show A1 --json").document["unread"]) == 1


def test_each_layout_mends_what_the_other_could_not_read(send: Send, lists: Lists) -> None:
    wide = "ref,request_received,review_decision,review_outcome"
    send("import", lists(wide, "A1,05/01/2026,soon,perhaps"))
    assert len(send("show A1 --json").document["unread"]) == 2
    send("import", lists(HEAD, "A1,review-amend,20/02/2026,,", "A1,contact,soon,,", name="b.csv"))
    assert send("show A1 --json").document["unread"] == [{"heading": "contact", "text": "soon"}]
    send("import", lists("ref,last_contact", "A1,20/02/2026"))
    assert send("show A1 --json").document["unread"] == []


def test_a_date_in_the_future_is_refused(send: Send, lists: Lists) -> None:
    said = send("import", lists(HEAD, "A1,draft-sent,20/03/2026,,"))
    assert said.code == 3
    assert (
        'row 2, date: "20/03/2026" is after 2026-03-02, and this cannot be in the future (write '
        "the day it happened, or leave it blank)"
    ) in said.err
    assert len(send("show A1 --json").document["unread"]) == 1


def test_a_row_without_a_reference_is_refused(send: Send, lists: Lists) -> None:
    said = send("import", lists(HEAD, ",draft-sent,05/01/2026,,", "A1,draft-sent,05/01/2026,,"))
    assert said.code == 3
    assert "list.csv, row 2, ref: has no reference, so the row was refused" in said.err
    assert "1 added, 0 changed, 0 unchanged, 1 refused" in said.out


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("final plan", "write final-plan-sent)"),
        ("draft snet", "write draft-sent"),
        ("last_contact", "write contact)"),
        ("served", "write draft-served or amendment-notice-served)"),
        ("zzz", "`send template --long` names the kinds)"),
        ("!", "`send template --long` names the kinds)"),
    ],
)
def test_an_unknown_kind_is_refused_with_those_near_it(
    send: Send, lists: Lists, text: str, wants: str
) -> None:
    said = send("import", lists(HEAD, f"A1,{text},05/01/2026,,"))
    assert said.code == 3
    sentence = f'row 2, event: "{text}" is not a kind of event, so the row was refused ('
    assert sentence in said.err
    assert wants in said.err
    assert "0 unchanged, 1 refused" in said.out
    assert send("show A1").code == 5


def test_a_row_without_a_kind_is_refused(send: Send, lists: Lists) -> None:
    said = send("import", lists(HEAD, "A1,,05/01/2026,,"))
    assert said.code == 3
    assert (
        "row 2, event: says no kind of event, so the row was refused (`send template --long` names "
        "the kinds)"
    ) in said.err


def test_an_exception_needs_a_ground(send: Send, lists: Lists) -> None:
    path = lists(
        HEAD,
        "A1,request-received,05/01/2026,,",
        "A1,exception,06/01/2026,School closed,",
        "A1,exception,06/01/2026,busy,",
        "A1,exception,06/01/2026,,",
    )
    said = send("import", path)
    assert "2 added, 0 changed, 0 unchanged, 2 refused" in said.out
    grounds = " or ".join(Ground)
    assert (
        f'row 4, about: "busy" is not a ground, so the row was refused (write {grounds})'
    ) in said.err
    assert (
        'row 5, event: "exception" needs its ground in the column about, so the row was refused '
        f"(write {grounds})"
    ) in said.err
    assert send("show A1 --json").document["events"][1]["about"] == "school-closed"


def test_an_exception_needs_a_ground_where_there_is_no_such_column(
    send: Send, lists: Lists
) -> None:
    said = send("import", lists("ref,event,date", "A1,exception,06/01/2026"))
    assert said.code == 3
    assert "needs its ground in the column about" in said.err


@pytest.mark.parametrize("text", ["-", "N/A", "TBC", "31/12/9999", "01/01/1900"])
def test_what_stands_for_no_date_is_blank_with_a_warning(
    send: Send, lists: Lists, text: str
) -> None:
    path = lists(HEAD, "A1,request-received,05/01/2026,,", f"A1,draft-sent,{text},,")
    said = send("import", path)
    assert said.code == 0
    assert f'warning: list.csv, row 3, date: "{text}" was read as no date' in said.err
    assert "1 added, 0 changed, 1 unchanged, 0 refused" in said.out


def test_a_row_without_a_date_records_nothing_with_a_warning(send: Send, lists: Lists) -> None:
    said = send("import", lists(HEAD, "A1,request-received,,,"))
    assert said.code == 0
    assert "warning: list.csv, row 2, date: has no date, so it records nothing" in said.err
    assert happened(send) == []


def test_a_blank_about_is_none(send: Send, lists: Lists) -> None:
    send("import", lists(HEAD, "A1,advice-requested,05/01/2026,N/A,"))
    assert send("show A1 --json").document["events"][0]["about"] is None


def test_all_or_nothing_and_the_file_of_problems_work_alike(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    problems = tmp_path / "problems.csv"
    path = lists(HEAD, "A1,draft-sent,05/01/2026,,", "A2,final plan,05/01/2026,,")
    said = send("import --all-or-nothing", path, "--problems", problems)
    assert "nothing was changed" in said.err
    assert send("show A1").code == 4
    assert "list.csv,3,event,final plan," in problems.read_text(encoding="utf-8-sig")


def test_a_dry_run_changes_nothing(send: Send, lists: Lists, tmp_path: Path) -> None:
    said = send("import --dry-run", lists(HEAD, "A1,draft-sent,05/01/2026,,"))
    assert "would be 1 added" in said.out
    assert not (tmp_path / "cases.db").exists()


# Withdrawn events

WITHDRAWN = "ref,event,date,about,note,recorded_at,recorded_by,source,withdrawn_at"


def test_a_withdrawn_event_does_not_go_in(send: Send, lists: Lists) -> None:
    path = lists(WITHDRAWN, "A1,draft-sent,05/01/2026,,,,,,2026-02-03T08:00:00+00:00")
    assert counts(summary(send, path)) == (1, 0, 0, 1, 0)
    assert send("show A1").code == 5


def test_a_withdrawn_event_that_is_held_is_withdrawn(send: Send, lists: Lists) -> None:
    send("import", lists(HEAD, "A1,draft-sent,05/01/2026,,", "A1,contact,05/01/2026,,"))
    path = lists(WITHDRAWN, "A1,draft-sent,05/01/2026,,,,,,03/02/2026")
    said = send("import --dry-run", path)
    assert "A1: withdrawn: draft-sent: 2026-01-05 -> nothing" in said.out
    assert counts(summary(send, path)) == (1, 0, 1, 0, 0)
    assert happened(send) == [("contact", "2026-01-05")]
    assert counts(summary(send, path)) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize("order", [1, -1])
def test_an_event_recorded_anew_after_it_was_withdrawn_stands(
    send: Send, lists: Lists, order: int
) -> None:
    rows = ("A1,draft-sent,05/01/2026,,,,,,03/02/2026", "A1,draft-sent,05/01/2026,,,,,,")
    path = lists(WITHDRAWN, *rows[::order])
    assert counts(summary(send, path)) == (2, 1, 0, 1, 0)
    assert counts(summary(send, path)) == (2, 0, 0, 2, 0)
    assert happened(send) == [("draft-sent", "2026-01-05")]


def test_an_unreadable_withdrawal_refuses_the_row(send: Send, lists: Lists) -> None:
    said = send("import", lists(WITHDRAWN, "A1,draft-sent,05/01/2026,,,,,,yes"))
    assert said.code == 3
    assert (
        'row 2, withdrawn_at: "yes" is not a date (write it like 28/02/2026 or 2026-02-28), so the '
        "row was refused"
    ) in said.err
    assert send("show A1").code == 5


def test_an_unreadable_date_that_was_withdrawn_is_not_kept(send: Send, lists: Lists) -> None:
    one = summary(send, lists(WITHDRAWN, "A1,draft-sent,soon,,,,,,03/02/2026"))
    assert counts(one) == (1, 0, 0, 0, 1)
    assert send("show A1").code == 5


def test_who_recorded_it_is_kept_in_the_journal(send: Send, lists: Lists, tmp_path: Path) -> None:
    send("import", lists(WITHDRAWN, "A1,draft-sent,05/01/2026,,,06/01/2026,bea,old.csv,"))
    with sqlite3.connect(tmp_path / "cases.db") as file:
        (note,) = file.execute("SELECT note FROM journal WHERE thing = 'event'").fetchone()
    file.close()
    assert note == "recorded 06/01/2026, by bea, from old.csv"


# The templates


@pytest.mark.parametrize(
    ("options", "cells"),
    [
        ("", {"ref": "A1", "request_received": "05/01/2026"}),
        ("--long", {"ref": "A1", "event": "request received", "date": "05/01/2026"}),
    ],
)
def test_a_template_can_be_filled_in_and_imported(
    send: Send, lists: Lists, options: str, cells: dict[str, str]
) -> None:
    said = send(f"template {options}")
    assert said.err == ""
    headings = said.out.rstrip("\n").split(",")
    rows = io.StringIO()
    csv.DictWriter(rows, headings, restval="").writerow(cells)
    one = summary(send, lists(said.out.strip(), rows.getvalue().strip()))
    assert counts(one) == (1, 1, 0, 0, 0)
    assert one["problems"] == []
    assert one["unused"] == []
    assert happened(send) == [("request-received", "2026-01-05")]


def test_the_templates_as_json(send: Send) -> None:
    assert json.loads(send("template --json").out) == {
        "version": 1,
        "wide": list(TEMPLATE),
        "long": list(LONG_TEMPLATE),
        "events": [kind.value for kind in EventKind],
    }


@pytest.mark.parametrize(
    ("options", "wants"), [("", "`send template --long`: one row an event"), ("--long", "contact")]
)
def test_on_a_terminal_the_template_says_what_it_is_for(
    send: Send, monkeypatch: pytest.MonkeyPatch, options: str, wants: str
) -> None:
    monkeypatch.setattr(Desk, "on_terminal", True)
    said = send(f"template {options}")
    assert said.out.startswith("ref,")
    assert said.out.count("\n") == 1
    assert wants in said.err
