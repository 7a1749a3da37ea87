"""A schedule as those who start it read it: cron, systemd, launchd, the Task Scheduler."""

import shlex
from datetime import date, datetime

from send_cli.domain.deadline import WEEKDAYS
from send_cli.domain.schedule import Schedule

MARK = "# send schedule: "
"""What the end of a crontab line begins with, so that the line is found again."""

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TASK = "http://schemas.microsoft.com/windows/2004/02/mit/task"
"""The namespace of the Task Scheduler's XML."""


def marker(schedule: Schedule) -> str:
    """Return how its line in a crontab ends."""
    return MARK + _for_cron(schedule.what)


def crontab_line(schedule: Schedule) -> str:
    """Return the one line of a crontab, without its end."""
    days = "*" if schedule.every_day else "1-5"
    if schedule.weekday is not None:
        days = str((schedule.weekday + 1) % 7)  # to cron, Sunday is 0
    when = f"{schedule.at.minute} {schedule.at.hour} * * {days}"
    return f"{when} {_for_cron(shlex.join(schedule.program))} {marker(schedule)}"


def _for_cron(text: str) -> str:
    r"""Return quoted text as cron gives it on to the shell: to cron a bare `%` ends the line.

    It takes the backslash away from `\%`, and some from `\\`; so after one that
    is of the text the quotation ends and begins again.
    """
    return text.replace("\\", "\\''").replace("%", "\\%")


def service(schedule: Schedule) -> str:
    """Return the systemd unit that says what is run."""
    program, *words = schedule.program
    # Of the words only, systemd takes `$` for a variable; it knows `%` everywhere.
    command = [_for_systemd(program), *(_for_systemd(word).replace("$", "$$") for word in words)]
    return (
        "[Unit]\n"
        f"Description={_description(schedule)}\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecStart={' '.join(command)}\n"
        "SuccessExitStatus=1\n"
    )


def _for_systemd(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return word.replace("%", "%%") if shlex.quote(word) == word else f'"{escaped}"'


def timer(schedule: Schedule) -> str:
    """Return the systemd unit that says when; what a sleeping machine missed is made up for."""
    days = "" if schedule.every_day else "Mon..Fri "
    if schedule.weekday is not None:
        days = f"{WEEKDAYS[schedule.weekday]} "
    return (
        "[Unit]\n"
        f"Description={_description(schedule)}\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar={days}*-*-* {schedule.at:%H:%M}:00\n"
        "Persistent=true\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _description(schedule: Schedule) -> str:
    return f"send {schedule.what}".replace("\\", "\\\\").replace("%", "%%")


def property_list(schedule: Schedule, log: str) -> str:
    """Return the property list for launchd; `log` is where the line on a failure goes."""
    import plistlib

    at = {"Hour": schedule.at.hour, "Minute": schedule.at.minute}
    days = [{"Weekday": day + 1, **at} for day in schedule.weekdays]
    if schedule.every_day:
        days = [at]
    listed = {
        "Label": schedule.slug,
        "ProgramArguments": list(schedule.program),
        "StartCalendarInterval": days,
        "StandardErrorPath": log,
    }
    return plistlib.dumps(listed, sort_keys=False).decode()


def task(schedule: Schedule, first: date) -> str:
    """Return the XML for the Task Scheduler of Windows, from that day on.

    No encoding is declared: the shells of Windows save what is printed in
    different ones, and it is refused where the two disagree.
    """
    from subprocess import list2cmdline
    from xml.etree import ElementTree

    program, *words = schedule.program
    root = ElementTree.Element("Task", {"version": "1.2", "xmlns": TASK})

    def put(path: str, text: str = "") -> None:
        here = root
        for name in path.split("/"):
            found = here.find(name)
            here = ElementTree.SubElement(here, name) if found is None else found
        here.text = text or None

    put("RegistrationInfo/Description", f"send {schedule.what}")
    trigger = "Triggers/CalendarTrigger"
    put(f"{trigger}/StartBoundary", datetime.combine(first, schedule.at).isoformat())
    put(f"{trigger}/Enabled", "true")
    week = f"{trigger}/ScheduleByWeek"
    put(f"{week}/WeeksInterval", "1")
    for day in schedule.weekdays:
        put(f"{week}/DaysOfWeek/{WEEK[day]}")
    put("Principals/Principal/LogonType", "InteractiveToken")
    put("Principals/Principal/RunLevel", "LeastPrivilege")
    put("Settings/MultipleInstancesPolicy", "IgnoreNew")
    put("Settings/DisallowStartIfOnBatteries", "false")
    put("Settings/StopIfGoingOnBatteries", "false")
    put("Settings/StartWhenAvailable", "true")
    put("Actions/Exec/Command", program)
    put("Actions/Exec/Arguments", list2cmdline(words))
    ElementTree.indent(root)
    return '<?xml version="1.0"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
