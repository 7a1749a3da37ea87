"""The sample data is what the generator makes, and shows what it says it shows."""

import csv
import io
import re
from pathlib import Path

from send_cli.demo.caseload import caseload
from send_cli.demo.sen2 import sen2_return
from send_cli.importers.dates import read_date
from send_cli.importers.headings import TEMPLATE
from tests.conftest import AS_OF, Send

SAMPLES = Path(__file__).parents[1] / "sample_data"


def test_the_caseload_is_what_the_generator_makes() -> None:
    made = io.StringIO(newline="")
    sheet = csv.DictWriter(made, TEMPLATE, restval="")
    sheet.writeheader()
    sheet.writerows(caseload(read_date(AS_OF)))
    kept = (SAMPLES / "caselist.csv").read_bytes().decode("utf-8")
    assert kept.splitlines() == made.getvalue().splitlines()


def test_the_return_is_what_the_generator_makes(send: Send) -> None:
    day = read_date(AS_OF)
    made = "\n".join(sen2_return(caseload(day), day, most=40))
    kept = (SAMPLES / "sen2.xml").read_bytes().decode("utf-8")
    assert kept.splitlines() == made.splitlines()
    send("import", SAMPLES / "caselist.csv")
    said = send("import --json", SAMPLES / "sen2.xml")
    (one,) = said.document["files"]
    # The children without a pupil number cannot be known again.
    unknown = sum(
        "which is not enough to be the same child" in p["message"] for p in one["problems"]
    )
    assert (said.code, one["rows"], one["added"], one["refused"]) == (0, 40, unknown, 0)
    assert 0 < unknown < 5


def test_the_two_lists_go_in_one_after_the_other(send: Send) -> None:
    assert send("import", SAMPLES / "caselist.csv").code in {0, 3}
    said = send("import", SAMPLES / "events.csv", "--json")
    one = said.document["files"][0]
    assert (said.code, one["layout"], one["refused"]) == (0, "long", 0)
    assert one["rows"] == one["added"] == 13


def test_the_awkward_list_shows_every_kind_of_problem(send: Send) -> None:
    said = send("import", SAMPLES / "awkward.csv")
    assert said.code == 3
    for problem in (
        "not read: Date EHC plan last reviewed",
        "may be one of several dates",
        '"31/02/2014" is not a date (write 28/02/2014',
        '"awaiting EP" is not a date',
        "is not a setting type",
        "the day comes first (write 13/02/2026",
        "has no reference, so the row was refused",
        "says something else of this case than row 10",
        "cannot be in the future",
        "is a spreadsheet's number for a date",
        "has a flag that send does not know: young-carer",
        "was read as no date",
        "assessment agreed on Mon 5 Jan 2026 is before request received on Fri 9 Jan 2026",
    ):
        assert problem in said.err


def test_every_sample_is_told_of_and_nobody_in_it_exists() -> None:
    page = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert "Nobody in these files exists" in page
    told = set(re.findall(r"`(\w+\.(?:csv|xml))`", page))
    assert told == {path.name for path in SAMPLES.iterdir() if path.suffix != ".md"}
