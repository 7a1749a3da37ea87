"""How quick `send` is, as ratios to something run beside it: `make bench`.

Every figure is a median of runs taken in turn with its yardstick, so that what
else the machine is doing falls on both. Nothing here is a test: a ratio is read
by a person, against the budget printed beside it.
"""

import csv
import os
import pty
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from send_cli.demo.caseload import caseload
from send_cli.demo.sen2 import sen2_return
from send_cli.importers.dates import read_date
from send_cli.importers.headings import TEMPLATE

AS_OF = "2026-03-02"
BETWEEN, LATER = "2026-03-03", "2026-03-04"
"""The day on which something is recorded, and the day of the report that compares with it."""

RUNS = 15
LARGEST = 20_000
OFFICERS = 60
PYTHON = sys.executable
SEND = str(Path(PYTHON).with_name("send"))


def run(arguments: list[str]) -> float:
    """Return the milliseconds a program takes, its output in a pipe."""
    start = time.perf_counter()
    subprocess.run(arguments, capture_output=True, check=False)
    return (time.perf_counter() - start) * 1000


def run_on_terminal(arguments: list[str]) -> float:
    """Return the milliseconds a program takes, its output on a terminal."""
    leader, follower = pty.openpty()
    start = time.perf_counter()
    with subprocess.Popen(arguments, stdout=follower, stderr=follower) as process:
        os.close(follower)
        while True:
            try:
                if not os.read(leader, 65536):
                    break
            except OSError:
                break
        process.wait()
    os.close(leader)
    return (time.perf_counter() - start) * 1000


def ratio(one: Callable[[], float], yardstick: Callable[[], float], runs: int = RUNS) -> float:
    """Return how many times longer `one` takes than `yardstick`, run in turn."""
    pairs = [(one(), yardstick()) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)


def bare_import(path: Path, db: Path) -> float:
    """Return the milliseconds of a csv.reader and an executemany of the same file."""
    start = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        headings = next(rows)
        connection = sqlite3.connect(db)
        connection.execute(f"CREATE TABLE list ({', '.join(headings)})")
        marks = ", ".join("?" * len(headings))
        connection.executemany(f"INSERT INTO list VALUES ({marks})", rows)
        connection.commit()
        connection.close()
    elapsed = (time.perf_counter() - start) * 1000
    db.unlink()
    return elapsed


def written(path: Path, cases: int, officers: int) -> Path:
    """Write a synthetic list."""
    names = [f"Officer {number:03}" for number in range(1, officers + 1)]
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, TEMPLATE, restval="")
        sheet.writeheader()
        sheet.writerows(caseload(read_date(AS_OF), cases=cases, officers=names))
    return path


def written_return(path: Path, persons: int, officers: int) -> Path:
    """Write a synthetic SEN2 return of so many persons."""
    names = [f"Officer {number:03}" for number in range(1, officers + 1)]
    day = read_date(AS_OF)
    # A few of a caseload came to the authority after the survey day.
    rows = caseload(day, cases=persons + persons // 10, officers=names)
    with path.open("w", encoding="utf-8") as file:
        lines = sen2_return(rows, day, most=persons)
        file.writelines(f"{line}\n" for line in lines)
    return path


def peak_memory(arguments: list[str]) -> float:
    """Return the most memory a program holds at any time, in MB."""
    with subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return kilobytes / 1024


def reports(db: Path, ref: str, runs: int) -> tuple[float, float]:
    """Return how much longer than `send today` the morning report takes: in text, and as a page."""
    send = [SEND, "--db", str(db), "--as-of", LATER]
    run([SEND, "--db", str(db), "--as-of", BETWEEN, "record", ref, "contact"])
    text = [*send, "report", "morning"]

    def today() -> float:
        return run([*send, "today"])

    return (
        ratio(lambda: run(text), today, runs),
        ratio(lambda: run([*text, "--format", "html"]), today, runs),
    )


def performance(db: Path, runs: int) -> tuple[float, float, float]:
    """Return how much longer than `send today` the figures take: as text, a page, and in a pipe."""
    send = [SEND, "--db", str(db), "--as-of", LATER]
    figures = [*send, "report", "performance"]

    def today() -> float:
        return run([*send, "today"])

    return (
        ratio(lambda: run([*figures, "--format", "text"]), today, runs),
        ratio(lambda: run([*figures, "--format", "html"]), today, runs),
        ratio(lambda: run(figures), today, runs),
    )


def report(what: str, found: float, budget: float) -> None:
    """Print one ratio and its budget."""
    print(f"{what:<66} {found:6.2f}   at most {budget:g}")


def main() -> None:
    """Print every ratio."""
    with TemporaryDirectory() as folder:
        room = Path(folder)
        small, large = room / "small.db", room / "large.db"
        one = written(room / "320.csv", 320, 1)
        many = written(room / "20000.csv", LARGEST, OFFICERS)
        run([SEND, "--db", str(small), "--as-of", AS_OF, "import", str(one)])
        importing = [SEND, "--db", str(large), "--as-of", AS_OF, "import", str(many)]

        def whole_import() -> float:
            large.unlink(missing_ok=True)
            return run(importing)

        import_ratio = ratio(whole_import, lambda: bare_import(many, room / "bare.db"), 3)
        small_today = [SEND, "--db", str(small), "--as-of", AS_OF, "today"]
        large_today = [SEND, "--db", str(large), "--as-of", AS_OF, "today", "--officer"]
        recording = [SEND, "--db", str(small), "--as-of", AS_OF, "record"]
        with one.open(encoding="utf-8", newline="") as file:
            ref = next(csv.DictReader(file))["ref"]
        with many.open(encoding="utf-8", newline="") as file:
            ref_of_many = next(csv.DictReader(file))["ref"]

        def record() -> float:
            taken = run([*recording, ref, "contact"])
            run([SEND, "--db", str(small), "undo"])
            return taken

        def typer() -> float:
            return run([PYTHON, "-c", "import typer"])

        print("ratio of ... to python -c 'import typer'")
        report("send --help", ratio(lambda: run([SEND, "--help"]), typer), 1.6)
        calc = [SEND, "calc", "ehcp-final", "2026-01-05"]
        report("send calc ehcp-final 2026-01-05", ratio(lambda: run(calc), typer), 1.6)
        report("send rules", ratio(lambda: run([SEND, "rules"]), typer), 1.6)
        report("send today, 320 cases, in a pipe", ratio(lambda: run(small_today), typer), 2.2)
        on_screen = ratio(lambda: run_on_terminal(small_today), typer)
        report("send today, 320 cases, on a terminal", on_screen, 2.2)
        report("send record, 320 cases", ratio(record, typer), 3.2)
        print("ratio of ... to `send today` on 320 cases")
        whose = [*large_today, "Officer 007"]
        beside = ratio(lambda: run(whose), lambda: run(small_today))
        report(f"send today --officer, one of {OFFICERS} among {LARGEST:,} cases", beside, 2)
        print("ratio of ... to `send today` on the same cases, in a pipe")
        for db, who, cases, runs in (
            (small, ref, 320, RUNS),
            (large, ref_of_many, LARGEST, 3),
        ):
            ratios = reports(db, who, runs)
            for form, found, budget in zip(("text", "html"), ratios, (1.5, 3), strict=True):
                report(f"send report morning, {form}, {cases:,} cases", found, budget)
            found_too = performance(db, runs)
            for form, found, budget in zip(
                ("text", "html", "in a pipe"), found_too, (1.5, 3, 1.5), strict=True
            ):
                report(f"send report performance, {form}, {cases:,} cases", found, budget)
        print("ratio of ... to a csv.reader and an executemany of the same file")
        report(f"send import, {LARGEST:,} cases", import_ratio, 40)
        returned = written_return(room / "sen2.xml", LARGEST, OFFICERS)
        taking = [SEND, "--db", str(room / "sen2.db"), "--as-of", AS_OF, "import", str(returned)]
        print("megabytes of memory, at the most")
        report(f"send import, a SEN2 return of {LARGEST:,} persons", peak_memory(taking), 200)


if __name__ == "__main__":
    main()
