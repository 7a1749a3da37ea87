"""The table of commands: name, group, one line, module."""

from typing import NamedTuple

PACKAGE = "send_cli.cli.commands"


class Entry(NamedTuple):
    """One command: what it is called, where it is listed, and where it lives."""

    name: str
    group: str
    line: str
    module: str


EVERY_DAY, A_CASE, LISTS, THE_LAW, AHEAD, IN_OUT = (
    "Every day",
    "A case",
    "Lists",
    "The law",
    "Ahead",
    "In, out, trust",
)

COMMANDS = {
    entry.name: entry
    for entry in (
        Entry("today", EVERY_DAY, "The day's to-do list (`send` alone does the same)", "today"),
        Entry("next", EVERY_DAY, "The one thing to do now, and how to record it done", "next"),
        Entry("record", EVERY_DAY, "Record that something happened, and what it did", "record"),
        Entry("done", EVERY_DAY, "Record the next step of a case as taken", "done"),
        Entry("log", EVERY_DAY, "Log what was said with a family, a school or a service", "log"),
        Entry("add", EVERY_DAY, "Put a task or a promise of your own on the list", "add"),
        Entry("snooze", EVERY_DAY, "Take what can wait off the list until a day", "snooze"),
        Entry("pin", EVERY_DAY, "Keep a case at the top of the list until a day", "pin"),
        Entry("undo", EVERY_DAY, "Reverse the last command, whole", "undo"),
        Entry("show", A_CASE, "A case on one page", "show"),
        Entry("history", A_CASE, "Everything that was recorded of a case, and by whom", "history"),
        Entry("find", A_CASE, "Find a case by reference, surname or UPN, or filter them", "find"),
        Entry("new", A_CASE, "Put a new case on record", "new"),
        Entry("set", A_CASE, "Set or correct the facts of a case", "set"),
        Entry("withdraw", A_CASE, "Withdraw an event, a contact or a task", "withdraw"),
        Entry("exception", A_CASE, "Record why a time limit need not be met", "exception"),
        Entry("forget", A_CASE, "Erase a child from the case file, for good", "forget"),
        Entry("why", A_CASE, "Where every date and every point comes from", "why"),
        Entry("explain", A_CASE, "A case in plain English, for the family", "explain"),
        Entry("deadlines", LISTS, "The deadlines, of all cases or of one", "deadlines"),
        Entry("breaches", LISTS, "Every duty that is breached, the oldest first", "breaches"),
        Entry("quiet", LISTS, "The families without a word for too long", "quiet"),
        Entry("waiting", LISTS, "What others owe, by who owes it, and the chases", "waiting"),
        Entry("calc", THE_LAW, "Count one rule from one date", "calc"),
        Entry("rules", THE_LAW, "The rules, with citation and confidence", "rules"),
        Entry("handover", AHEAD, "A page for each case, for who takes it on", "handover"),
        Entry("import", IN_OUT, "Take in a case list, or a SEN2 return", "imports"),
        Entry("template", IN_OUT, "The headings of the two layouts a list may have", "template"),
        Entry(
            "report", IN_OUT, "The morning report, what is different, what managers ask", "report"
        ),
        Entry("schedule", IN_OUT, "Have a command run by itself each working day", "schedule"),
        Entry("export", IN_OUT, "Take data out: for Excel, for a calendar, or all of it", "export"),
        Entry("check", IN_OUT, "What is wrong or missing in the case file, and its mend", "check"),
        Entry("config", IN_OUT, "The settings: what each is, and where it comes from", "config"),
        Entry("backup", IN_OUT, "Make a verified copy of the case file", "backup"),
        Entry("restore", IN_OUT, "Put a backup in the place of the case file", "restore"),
        Entry("demo", IN_OUT, "Make a synthetic caseload to try things on", "demo"),
    )
}

HINTS = {
    "due": "`send deadlines` lists them; `send calc RULE DATE` counts one",
    "cron": "`send schedule`",
    "list": "`send today --all` or `send deadlines`",
    "add-case": "`send import FILE`",
    "help": "`send --help`",
    "settings": "`send config`",
    "delete": "`send withdraw REF EVENT` for an event, `send forget REF` for a child",
}
"""What to type instead of a command there is not."""
