"""The cases as they were: the journal replayed backwards gives what there was, to the last fact."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_cli.domain.case import Field, Unread
from send_cli.domain.change import NEW_CASE, Change, Fact
from send_cli.domain.contact import Channel, Contact, Party
from send_cli.domain.event import Event
from send_cli.domain.event import EventKind as K
from send_cli.domain.mark import Mark, MarkKind
from send_cli.domain.problem import Refusal
from send_cli.domain.task import Task
from send_cli.rules import BOOK
from send_cli.store.read import Docket, Reader, reading
from send_cli.store.write import Command, writing
from tests.conftest import Lists, Send

TODAY = date(2026, 3, 2)
REFS = ("A1", "A2", "A3")
State = tuple[dict[str, Docket], list[Task]]


def state(reader: Reader) -> State:
    return {one.case.ref: one for one in reader.dockets()}, reader.own_tasks(TODAY)


def typed(number: int) -> Command:
    return Command(f"command {number}", "ann", "2026-03-02T09:00:00+00:00", TODAY)


def day(chance: Random) -> date:
    return TODAY - timedelta(days=chance.randrange(400))


def new_fact(chance: Random, reader: Reader) -> Fact:
    made: tuple[Fact, ...] = (
        Event(chance.choice([K.REQUEST_RECEIVED, K.DRAFT_SENT, K.FINAL_PLAN_SENT]), day(chance)),
        Event(K.ADVICE_REQUESTED, day(chance), chance.choice(["ep", None]), "by post"),
        Event(K.REVIEW_MEETING, TODAY + timedelta(days=chance.randrange(1, 60)), booked=True),
        Unread("draft_sent", chance.choice(["soon", "asap"])),
        Contact(day(chance), Channel.CALL, Party.PARENT, "said", chance.random() < 0.5),
        Task(reader.next_task(), "ring", TODAY, TODAY + timedelta(days=4)),
        Mark(MarkKind.PIN, TODAY, TODAY + timedelta(days=3), "MP"),
    )
    return chance.choice(made)


def change(chance: Random, reader: Reader) -> Change:
    """Return some change that can be made to what is on record."""
    ref = chance.choice(REFS)
    held = state(reader)[0].get(ref)
    if held is None:
        return Change(ref, NEW_CASE, None, {Field.OFFICER: "Sam Example", Field.DOB: "2014-05-01"})
    case = held.case
    facts: list[Fact] = [*case.events, *case.unread, *case.contacts, *case.tasks, *case.marks]
    way = chance.random()
    if way < 0.2:
        field = chance.choice([Field.OFFICER, Field.YEAR_GROUP, Field.SETTING_TYPE, Field.FLAGS])
        text = {Field.YEAR_GROUP: "6", Field.SETTING_TYPE: "primary"}.get(field, "out-of-school")
        return Change(ref, field, case.facts.get(field), chance.choice([text, None]))
    booked = [event for event in case.events if event.booked]
    if way < 0.3 and booked:
        held_on = booked[0]._replace(booked=False, note="held as booked")
        return Change(ref, held_on.kind, booked[0], held_on)
    fact = new_fact(chance, reader)
    if way < 0.4:
        task = Task(reader.next_task(), "sort the post", TODAY, TODAY)
        return Change("", "task", None, task)
    if way < 0.6 and facts:
        old = chance.choice(facts)
        same = type(old) is type(fact) and way < 0.5
        return Change(ref, "fact", old, fact if same else None)
    if fact in facts:
        return Change(ref, Field.NEED, case.facts.get(Field.NEED), "ASD")
    return Change(ref, "fact", None, fact)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(2, 14))
def test_a_case_before_a_command_is_the_case_that_was_then(seed: int, commands: int) -> None:
    chance = Random(seed)
    with TemporaryDirectory() as folder:
        db = Path(folder) / "cases.db"
        before: dict[int, State] = {}
        for number in range(commands):
            with writing(db, BOOK, typed(number), create=True) as writer:
                before[writer.command_id] = state(writer.reader)
                try:
                    if chance.random() < 0.2:
                        writer.undo()
                    else:
                        for _ in range(chance.randrange(1, 4)):
                            writer.apply([change(chance, writer.reader)])
                            writer.settle()
                except Refusal:
                    continue
        with reading(db, BOOK) as reader:
            now = state(reader)[0]
            for command_id, (cases, own) in before.items():
                changed = reader.changed(command_id)
                with reader.before(command_id) as earlier:
                    was, tasks = state(earlier)
                assert tasks == own
                assert was == {ref: cases[ref] for ref in cases if ref in was}
                # What is not among those changed stands as it stood.
                assert {ref for ref in cases if cases[ref] != now.get(ref)} <= set(was)
                assert {ref for ref in now if ref not in cases} <= set(changed)
                assert {ref: now[ref].deadlines for ref in changed} == changed


@pytest.mark.usefixtures("caseload")
def test_undoing_is_the_same_as_replaying_backwards(
    send: Send, lists: Lists, tmp_path: Path
) -> None:
    db = tmp_path / "cases.db"
    lines = (
        "record C2 final-plan-sent 27/2",
        "log C2 -m 'rang mum'",
        "withdraw C3 final-plan-sent -m 'not sent'",
        "set 00123 officer='Pat Other' year_group=6 flags+=ebsna --since 2/2/2026",
        "add 'ring the SENCO' --case C2 --due fri --promised-to mum",
        "done task-1",
    )
    for line in ("record C5 review-meeting 20/03/2026", *lines):
        assert send(line).code == 0, line
    held = "record C5 review-meeting 20/03/2026 --as-of 2026-03-23 -m 'all came'"
    assert send(held).code == send("undo").code == 0
    new = lists("ref,officer,request_received", "C2,Sam Example,30/09/2025", name="b.csv")
    assert send("import", new).code == 0
    with reading(db, BOOK) as reader, reader.before(3) as earlier:
        was = state(earlier)[0]
    for _ in (*lines, new):
        assert send("undo").code == 0
    with reading(db, BOOK) as reader:
        undone = state(reader)[0]
    assert was == {ref: undone[ref] for ref in was}
    assert set(was) == {"00123", "C2", "C3", "C5"}
