"""A phase transfer that was expected until its plan was due, put on record when the setting moves.

What is expected follows from the setting type on record. Once the child is at
the new school nothing would lead to expect the transfer that took it there, and
a plan that was late, or that nobody sent, would be forgotten with it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from send_cli.domain.case import Case, Field
from send_cli.domain.change import Change
from send_cli.domain.event import PLAN_HELD, Event
from send_cli.domain.transfer import expected_transfers

# SEND Regulations 2014, reg 18(1): both days for the plan, before 15 February
# and before 31 March of the year of the transfer, are past.
_PLAN_WAS_DUE = (4, 1)


def kept_transfers(case: Case, changes: Sequence[Change], today: date) -> Iterator[Change]:
    """Yield the transfers to put on record beside changes that take the setting type away."""
    moved = next((one for one in changes if one.what == Field.SETTING_TYPE and one.old), None)
    if moved is None or not any(event.kind in PLAN_HELD for event in case.events):
        return
    known = {(one.new.kind, one.new.on.year) for one in changes if isinstance(one.new, Event)}
    for transfer in expected_transfers(case):
        year = transfer.on.year
        if date(year, *_PLAN_WAS_DUE) <= today and (transfer.kind, year) not in known:
            note = f"expected while the setting type was {moved.old}"
            event = transfer._replace(note=note, booked=transfer.on > today)
            yield Change(moved.ref, transfer.kind, None, event, moved.row)
