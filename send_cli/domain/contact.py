"""Contacts: what was said between the authority and those around a child."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from send_cli.domain.calendar import BeyondCalendarError, Calendar


class Channel(StrEnum):
    """How a contact was made."""

    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    LETTER = "letter"
    MESSAGE = "message"


class Party(StrEnum):
    """Who the other side of a contact is."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    SCHOOL = "school"
    HEALTH = "health"
    SOCIAL_CARE = "social-care"
    PSYCHOLOGY = "psychology"
    ADVISER = "adviser"
    ADVICE_SERVICE = "advice-service"
    OTHER = "other"


FAMILY = frozenset({Party.PARENT, Party.YOUNG_PERSON})


class Contact(NamedTuple):
    """One contact: when, how, with whom, and what was said; `received` when it came from them."""

    on: date
    channel: Channel
    party: Party
    text: str
    received: bool = False

    @property
    def words(self) -> str:
        """The contact as it is read in a list: `email from parent: asks for a call`."""
        way = "from" if self.received else "with"
        if not self.received and self.channel in {Channel.EMAIL, Channel.LETTER, Channel.MESSAGE}:
            way = "to"
        return f"{self.channel} {way} {self.party.replace('-', ' ')}: {self.text}"

    def answer_by(self, reply_days: int, calendar: Calendar) -> date | None:
        """Return the last day of the standard for an answer, so many working days after it.

        None where the bank holidays are not held so far.
        """
        try:
            return calendar.working_day(self.on, reply_days)
        except BeyondCalendarError:
            return None
