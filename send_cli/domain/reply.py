"""A school's reply to a consultation, kept as the beginning of the event's note."""

from enum import StrEnum


class Reply(StrEnum):
    """What a school consulted answered."""

    YES = "yes"
    NO = "no"
    OFFER = "offer"


def noted(reply: Reply, note: str | None) -> str:
    """Return the note that keeps a reply: `offer`, or `offer: from September`."""
    return f"{reply}: {note}" if note else reply.value


def reply_in(note: str | None) -> Reply | None:
    """Return the reply that a note begins with; None where it says none."""
    word = (note or "").partition(":")[0].strip().casefold()
    return Reply(word) if word in set(Reply) else None
