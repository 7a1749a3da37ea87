"""An event with how it came on record."""

from typing import NamedTuple

from send_cli.domain.event import Event


class Recorded(NamedTuple):
    """An event as it came on record: when, by whom, from which list; when it was withdrawn.

    The moments are as they were written, in ISO form with the time.
    """

    ref: str
    event: Event
    at: str | None
    by: str | None
    source: str | None
    withdrawn_at: str | None
    said: str | None = None
    """What the list that it came from says of all this, in one line."""
