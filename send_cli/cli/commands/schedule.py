"""Having a command run by itself."""

import re
from datetime import time
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Any

import typer

from send_cli.cli.crontab import (
    ELSEWHERE,
    crontab_there,
    is_ours,
    put_crontab,
    with_line,
    without_line,
)
from send_cli.cli.desk import Desk
from send_cli.cli.scheduled import (
    program_in_use,
    refuse_to_schedule,
    refuse_unfit,
    run_silently,
    shared_words,
)
from send_cli.cli.table import COMMANDS
from send_cli.cli.units import are_installed, put_units, take_units, unit_folder
from send_cli.domain.problem import Refusal
from send_cli.domain.schedule import Schedule, Scheduler
from send_cli.present import schedules
from send_cli.present.documents import VERSION

CRONTAB = "crontab"

FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".txt": "text"}
"""The format of the morning report, by the end of its file's name."""


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND...]", help="What to run (else `report morning`); options after --"
        ),
    ] = None,
    at: Annotated[str, typer.Option(metavar="HH:MM", help="The time of day")] = "06:45",
    output: Annotated[
        Path | None,
        typer.Option(
            *("-o", "--output"),
            metavar="FILE",
            help="The file it writes, {date} for the day (else send-{date}.html by the case file)",
        ),
    ] = None,
    every_day: Annotated[
        bool, typer.Option("--every-day", help="On weekends and bank holidays too")
    ] = False,
    weekly: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Only on that day of the week, bank holiday or not"),
    ] = None,
    mail: Annotated[
        bool, typer.Option("--mail", help="Print the answer, which cron mails (else only failures)")
    ] = False,
    scheduler: Annotated[
        Scheduler, typer.Option("--for", help="What is to start it")
    ] = Scheduler.CRON,
    install: Annotated[
        bool, typer.Option("--install", help="Add it to your crontab, or to your systemd units")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out again")] = False,
    now: Annotated[bool, typer.Option("--run", help="Run it now, as the schedule does")] = False,
    config: Annotated[
        Path | None,
        typer.Option(metavar="PATH", envvar="SEND_CONFIG", help="The settings file"),
    ] = None,
) -> None:
    """Print the crontab line that runs a command each working day, or install it.

    The line holds whole paths and ends in a mark, so that it is found again:
    installing twice leaves one, and no other line is touched. It is silent when
    all is well and prints one line when not, which cron mails. On a bank holiday
    in England and Wales it does nothing. One schedule for each command and officer.

    \b
    Examples:
      send schedule --officer "Sam Example" --install
      send schedule -o ~/Desktop/send-{date}.html --at 07:00
      send schedule --install -- breaches --exit-code
      send schedule --remove breaches
      send schedule --weekly mon -o ~/figures-{week}.html -- report performance
    """
    if [install, remove, now].count(True) > 1:
        raise Refusal("--install, --remove, --run: write one of them")
    if weekly and every_day:
        raise Refusal("--weekly, --every-day: write one of them")
    weekday = _weekday(weekly) if weekly else None
    desk = Desk.of(ctx)
    asked = [*words] if words else _report(desk, output, mail=mail)
    if words and output:
        asked += ["-o", str(_whole(output))]
    if mail and words and words[0] == "report" and not {"--format", "--json"} & set(words):
        asked += ["--format", "text"]  # to be read, not cut at its tabs
    if now:
        code = _run(desk, asked, config, every_day=every_day, mail=mail)
        raise typer.Exit(code)
    if desk.asked.as_of:
        desk.tell("--as-of is left out of it: a schedule runs as of its own day")
    options = ["--every-day"] * (every_day or weekday is not None) + ["--mail"] * mail
    options += ["--config", str(_whole(config))] if config else []
    options += shared_words(desk.asked, str(desk.path.absolute()), desk.officer)
    program = (*program_in_use(), "schedule", "--run", *options, "--", *asked)
    schedule = Schedule(_what(desk, asked), program, _time(at), every_day, weekday)
    if not remove:
        _refuse(ctx, desk, schedule, asked, scheduler, mail=mail)
    if scheduler is Scheduler.CRON:
        _cron(desk, schedule, install=install, remove=remove)
    elif scheduler is Scheduler.SYSTEMD:
        _systemd(desk, schedule, install=install, remove=remove)
    elif install or remove:
        raise Refusal(f"--for {scheduler}: send only prints it: leave out --install and --remove")
    else:
        _elsewhere(desk, schedule, scheduler)


def _report(desk: Desk, output: Path | None, *, mail: bool) -> list[str]:
    """Return the words of the morning report: to be mailed, or by the name of its file."""
    if mail and not output:
        return ["report", "morning", "--format", "text"]
    to = _whole(output) if output else desk.path.absolute().parent / "send-{date}.html"
    form = FORMATS.get(to.suffix.lower())
    if form is None:
        raise Refusal(f'-o: "{to.name}": let the name end in {", ".join(FORMATS)}')
    return ["report", "morning", "--format", form, "-o", str(to)]


def _whole(path: Path) -> Path:
    return path.expanduser().absolute()


def _time(text: str) -> time:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip(), re.ASCII)
    if not found:
        raise Refusal(f'--at: "{text}" is not a time of day (write 06:45)')
    return time(int(found[1]), int(found[2]))


def _weekday(text: str) -> int:
    """Return a day of the week by its name, or the first three letters of it; 0 is Monday."""
    name = text.strip().capitalize()
    found = [place for place, day in enumerate(schedules.WEEK) if name in {day, day[:3]}]
    if not found:
        raise Refusal(f'--weekly: "{text}" is not a day of the week (write mon, or Monday)')
    return found[0]


def _what(desk: Desk, words: list[str]) -> str:
    """Return the command and whose cases, in words: what tells schedules apart."""
    plain = takewhile(lambda word: re.fullmatch("[a-z][a-z-]*", word), words)
    whose = filter(None, (desk.officer, desk.asked.team, desk.asked.setting))
    return ", ".join((" ".join(plain), *(" ".join(one.casefold().split()) for one in whose)))


def _run(desk: Desk, words: list[str], config: Path | None, *, every_day: bool, mail: bool) -> int:
    """Run the command, unless it is no working day."""
    if words[0] in COMMANDS:
        refuse_to_schedule(words[0])
    calendar = desk.book.calendar
    if not every_day and calendar.covers(desk.today) and not calendar.is_working_day(desk.today):
        return 0
    asked = desk.asked
    shared = shared_words(asked, asked.db, asked.officer)
    shared += ["--as-of", asked.as_of] if asked.as_of else []
    return run_silently([*shared, *words], config=config, mailed=mail)


def _refuse(
    ctx: typer.Context,
    desk: Desk,
    schedule: Schedule,
    words: list[str],
    scheduler: Scheduler,
    *,
    mail: bool,
) -> None:
    """Refuse now what would fail every morning."""
    if mail and scheduler is not Scheduler.CRON:
        raise Refusal(f"--mail: {scheduler} mails nothing: write -o FILE")
    refuse_unfit(ctx, words, mailed=mail)
    odd = next((word for word in schedule.program if not word.isprintable()), None)
    if odd is not None:
        raise Refusal(f'"{odd}": a schedule cannot hold a line break or a control character')
    with desk.reading() as reader:
        desk.dockets(reader)


def _cron(desk: Desk, schedule: Schedule, *, install: bool, remove: bool) -> None:
    line, mark = schedules.crontab_line(schedule), schedules.marker(schedule)
    by_hand = f"in your crontab, take out the line that ends in {mark}" if remove else line
    try:
        before = crontab_there()
        if before is None and (install or remove):
            raise Refusal(f"there is no `crontab` program here ({ELSEWHERE})")
        after = without_line(before or [], mark) if remove else with_line(before or [], line, mark)
        if (install or remove) and after != before:
            put_crontab(after)
    except Refusal as refusal:
        if install or remove:
            raise Refusal(f"{refusal}; to do it by hand: {by_hand}") from None
        raise
    was_there = before == after
    ours = [one.decode(errors="replace").rstrip() for one in before or [] if is_ours(one, mark)]
    lines = ours if remove else [line]
    installed = not remove and (install or was_there)
    _answer(desk, schedule, CRONTAB, {"": "\n".join(lines)} if lines else {}, installed)
    if install:
        desk.tell("it was in the crontab already" if was_there else "added to the crontab")
    elif remove:
        desk.tell(f"no line ends in {mark}" if was_there else "taken out of the crontab")


def _systemd(desk: Desk, schedule: Schedule, *, install: bool, remove: bool) -> None:
    folder = unit_folder()
    units = {
        folder / f"{schedule.slug}.service": schedules.service(schedule),
        folder / f"{schedule.slug}.timer": schedules.timer(schedule),
    }
    was_there = are_installed(units)
    shown = take_units(units) if remove else units
    if install and not was_there:
        put_units(units)
    texts = {str(path): text for path, text in shown.items()}
    _answer(desk, schedule, str(folder), texts, not remove and (install or was_there))
    if install:
        desk.tell("it was there already" if was_there else f"started: {schedule.slug}.timer")
        desk.tell("it runs while you are logged in; `loginctl enable-linger` lets it run always")
    elif remove:
        desk.tell("stopped and taken away" if shown else f"there is no {schedule.slug}.timer")


def _elsewhere(desk: Desk, schedule: Schedule, scheduler: Scheduler) -> None:
    if scheduler is Scheduler.LAUNCHD:
        library = Path.home() / "Library"
        to = str(library / "LaunchAgents" / f"{schedule.slug}.plist")
        text = schedules.property_list(schedule, str(library / "Logs" / f"{schedule.slug}.log"))
        load = f"save it as {to}, then: launchctl bootstrap gui/$(id -u) {to}"
    else:
        to = f"Task Scheduler, {schedule.slug}"
        text = schedules.task(schedule, desk.today)
        load = f"save it as task.xml, then: schtasks /Create /TN {schedule.slug} /XML task.xml"
    _answer(desk, schedule, to, {"": text}, None)
    desk.tell(load)


def _answer(
    desk: Desk, schedule: Schedule, where: str, texts: dict[str, str], installed: bool | None
) -> None:
    """Print the texts, each under the name of its file where it has one."""
    document: dict[str, Any] = {
        "version": VERSION,
        "what": schedule.what,
        "where": where,
        "at": f"{schedule.at:%H:%M}",
        "every_day": schedule.every_day,
        "weekday": None if schedule.weekday is None else schedules.WEEK[schedule.weekday],
        "line": texts.get("") if where == CRONTAB else None,
        "texts": [{"file": name or None, "text": text} for name, text in texts.items()],
        "command": list(schedule.program),
        "installed": installed,
    }
    lines = [f"# {name}\n{text}" if name else text for name, text in texts.items()]
    desk.answer(document, *(line.removesuffix("\n") for line in lines))
