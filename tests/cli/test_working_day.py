"""One working day of forty commands: its history tells all of it, and forty undos take it back."""

import json
import os
import shlex
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from send_cli.domain.case import Field
from send_cli.domain.contact import Channel, Contact, Party
from send_cli.domain.flag import Spell, flags_text
from send_cli.domain.task import Task
from send_cli.importers.dates import read_date
from tests.conftest import Lists, Said, Send

DAY = """
log 00123 -m "rang mum, decision next week" => 1 1
log C2 --kind email --received -m "when will the plan come?" => 1 1
log C2 --kind email -m "by Friday" => 1 1
add "ring the SENCO of Hill School" --due fri --minutes 10 => 1 0
add "send the plan" --case C2 --due fri --promised-to mum => 1 1
add "assessment for another town" --rule ehcp-final --from 12/1/2026 => 1 0
done task-1 => 2 0
snooze task-3 wed => 2 0
set C2 flags+=ebsna --since 9/2/2026 => 1 1
set C3 flags+=tribunal,complaint --until 30/4/2026 => 1 1
set C5 officer="Pat Other" setting_type=special => 3 1
snooze C4 fri -m "the head is away" => 1 1
pin 00123 -m "MP enquiry" --until fri => 1 1
record 00123 assessment-agreed => 1 1
record 00123 advice-requested --about ep => 1 1
record 00123 advice-requested --about health -m "by post" => 1 1
record C2 final-plan-sent => 1 1
withdraw C2 final-plan-sent -m "typed on the wrong case" => 1 1
record C2 final-plan-sent yesterday => 1 1
done C4 => 1 1
record C5 review-meeting 20/3/2026 => 1 1
record C5 review-meeting 23/3/2026 => 2 1
new C6 forename=Eve surname=May officer="Pat Other" flags=looked-after --since 1/2/2026 => 1 1
record C6 request-received 23/2/2026 => 1 1
log --setting "Hill School" --with school --kind meeting -m "termly meeting" --yes => 3 3
set team=North --officer "Sam Example" --yes => 3 3
record contact --stage review --yes => 4 4
import --partial LIST => 6 2
set C7 dob=1/2/2016 => 2 1
done task-2 => 2 1
pin 00123 --off => 1 1
pin C3 -m complaint --until 13/3/2026 => 1 1
pin C3 -m "complaint, stage 2" --until 20/3/2026 => 2 1
set C3 flags-=complaint => 1 1
set C2 surname=Leigh notes="prefers email" => 2 1
log C6 C7 -m "introduced myself" --yes => 2 2
add "visit the school" --case C6 --due +2w => 1 1
snooze task-4 +5d => 2 1
log C4 --with young-person --kind message -m "says thanks" --received => 1 1
record C7 draft-sent 27/2/2026 => 1 1
"""
"""What was typed, and how many changes to how many cases it made."""

TABLES = ("cases", "events", "unread", "contacts", "tasks", "marks", "deadlines")


@pytest.fixture
def typed(send: Send, lists: Lists, caseload: Path) -> list[tuple[str, tuple[int, int]]]:
    """The lines of the day with what they are to change, the list in its place."""
    later = lists(
        "ref,officer,dob,request_received,draft_sent,final_plan_sent",
        "C3,Sam Example,31/02/2014,22/09/2025,13/01/2026,09/02/2026",
        "C7,Pat Other,soon,01/12/2025,,",
        name="later.csv",
    )
    lines = []
    for line in DAY.strip().splitlines():
        words, _, counts = line.partition(" => ")
        changes, cases = map(int, counts.split())
        lines.append((words.replace("LIST", shlex.quote(str(later))), (changes, cases)))
    assert len(lines) == 40
    return lines


def ran(send: Send, words: str) -> Said:
    """Run one line of the day, of which only the list has cells that cannot be read."""
    said = send(words)
    assert said.code == (3 if words.startswith("import") else 0), (words, said.err)
    return said


def standing() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the case file that was not withdrawn."""
    connection = sqlite3.connect(os.environ["SEND_DB"])
    try:
        found = {}
        for table in TABLES:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            stands = "WHERE withdrawn_by IS NULL" if "withdrawn_by" in names else ""
            found[table] = connection.execute(f"SELECT * FROM {table} {stands}").fetchall()
        return found
    finally:
        connection.close()


def refs(send: Send) -> list[str]:
    return [case["case"] for case in send("find --json").document["cases"]]


def printed(send: Send) -> list[str]:
    """The day's list, what runs and the page of every case, with all there is to see."""
    pages = [send(f"show {ref} --json --names").out for ref in refs(send)]
    lines = ("today --json --all --names", "deadlines --json", "breaches --json", "quiet --json")
    return [*(send(line).out for line in lines), *pages]


def test_every_command_does_just_what_its_history_says(
    send: Send, typed: list[tuple[str, tuple[int, int]]]
) -> None:
    for words, _ in typed:
        ran(send, words)
    day = send("history --json").document["commands"][1:]
    assert [(one["changes"], one["cases"]) for one in day] == [counts for _, counts in typed]
    assert [one["command"].split()[0] for one in day] == [words.split()[0] for words, _ in typed]
    assert {one["state"] for one in day} == {"stands"}
    told: Counter[str] = Counter()
    for ref in refs(send):
        entries = send(f"history {ref} --json").document["entries"]
        told.update(
            {entry["command"] for entry in entries if entry["command"] != "import list.csv"}
        )
    assert told == {one["command"]: one["cases"] for one in day if one["cases"]}


def test_the_histories_of_the_cases_tell_all_that_stands(
    send: Send, typed: list[tuple[str, tuple[int, int]]]
) -> None:
    for words, _ in typed:
        ran(send, words)
    for ref in refs(send):
        facts: dict[str, str] = {}
        things: Counter[tuple[str, str]] = Counter()
        for entry in send(f"history {ref} --json --names").document["entries"]:
            _replay(entry, facts, things)
        page = send(f"show {ref} --json --names").document
        assert facts == _facts(page), ref
        assert +things == _things(page), ref


def _replay(entry: dict[str, Any], facts: dict[str, str], things: Counter[tuple[str, str]]) -> None:
    """Do again what an entry of a history says was done."""
    what, old, new = entry["what"], entry["old"], entry["new"]
    if entry["did"] == "put on record":
        facts.update(json.loads(new))
    elif what in set(Field) and entry["did"] == "changed":
        facts.pop(what, None)
        facts.update({what: new} if new else {})
    elif what not in {"source", "year_group_on", "setting_type_on"}:
        name = entry["did"].partition(" ")[0] if what == "contact" else what
        name = "contact of a list" if name in {"recorded", "withdrawn"} else name
        name = "contact" if name == "logged" else name
        things[name, old or ""] -= bool(old)
        things[name, new or ""] += bool(new)
    assert min(things.values(), default=0) >= 0, entry


def _facts(page: dict[str, Any]) -> dict[str, str]:
    facts = {name: text for name, text in page["facts"].items() if text}
    days = {
        one["flag"]: Spell(*(one[day] and read_date(one[day]) for day in ("since", "until")))
        for one in page["flags"]
    }
    return facts | ({"flags": flags_text(days)} if days else {})


def _things(page: dict[str, Any]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for one in page["events"]:
        kind = "contact of a list" if one["event"] == "contact" else one["event"]
        found[kind, one["on"]] += 1
    for one in page["contacts"]:
        on, party = read_date(one["on"]), Party(one["with"])
        contact = Contact(on, Channel(one["kind"]), party, one["text"], one["received"])
        found["contact", contact.words] += 1
    for one in page["marks"]:
        why = f": {one['reason']}" if one["reason"] else ""
        found[one["mark"], f"until {one['until']}{why}"] += 1
    for one in page["unread"]:
        found[one["heading"], one["text"]] += 1
    for one in page["tasks"]:
        found[one["task"], _task_words(one)] += 1
    return found


def _task_words(one: dict[str, Any]) -> str:
    days = [one[day] and read_date(one[day]) for day in ("due", "done_on", "snoozed_until")]
    task = Task(0, one["text"], date.max, days[0], promised_to=one["promised_to"])
    return task._replace(done_on=days[1], snoozed_until=days[2]).words


def test_forty_undos_take_the_day_back_a_command_at_a_time(
    send: Send, typed: list[tuple[str, tuple[int, int]]]
) -> None:
    before, states = printed(send), []
    for words, _ in typed:
        states.append(standing())
        ran(send, words)
    assert printed(send) != before
    for (words, (changes, cases)), state in zip(reversed(typed), reversed(states), strict=True):
        undone = send("undo --json").document
        assert undone["undone"].split()[0] == words.split()[0]
        assert (undone["changes"], undone["cases"]) == (changes, cases)
        assert standing() == state, words
    assert printed(send) == before
    day = send("history --json").document["commands"][1:]
    assert Counter(one["state"] for one in day) == {"undone": 40, "undo": 40}
    assert send("check").code == 0
    assert send("add 'a new day'").out.startswith("task-5:")
