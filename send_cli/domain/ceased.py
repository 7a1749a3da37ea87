"""A plan that ended too soon: while the family could still appeal, or had appealed.

Source: Children and Families Act 2014, s 45(4).
"""

from collections.abc import Sequence
from datetime import date

from send_cli.domain.book import RuleBook
from send_cli.domain.event import APPEAL_OVER, Event
from send_cli.domain.event import EventKind as K

TO_CEASE = frozenset({K.REVIEW_CEASE, K.CEASE_NOTICE_SENT})

APPEAL_WINDOWS = {
    "cease-effective": TO_CEASE,
    "cease-effective-certificate": frozenset({K.MEDIATION_CERTIFICATE}),
}
"""The rules of the time to appeal in which a plan is kept, and what each is counted from."""


def plan_ceased(events: Sequence[Event], today: date) -> date | None:
    """Return the day on which the plan ended by the end of `today`, the last of several."""
    return _last(events, {K.PLAN_CEASED}, today)


def kept_until(events: Sequence[Event], today: date, book: RuleBook) -> date | None:
    """Return the last day of the time to appeal in which the plan ended; None where it did not."""
    ceased, notice = plan_ceased(events, today), _last(events, TO_CEASE, today)
    if ceased is None or notice is None:
        return None
    starts = ((book[rule], _last(events, kinds, ceased)) for rule, kinds in APPEAL_WINDOWS.items())
    counted = (book.count(rule, start) for rule, start in starts if start and start >= notice)
    last = max((one.due for one in counted if one), default=date.min)
    return last if last >= ceased else None


def open_appeal(events: Sequence[Event], today: date, book: RuleBook) -> date | None:
    """Return the day of the appeal that was open when the plan ended, and is not known to be over.

    One that came after the end counts where the family still had the time to appeal.
    """
    ceased, notice = plan_ceased(events, today), _last(events, TO_CEASE, today)
    if ceased is None or notice is None:
        return None
    last = kept_until(events, today, book) or ceased
    happened = [event for event in events if event.on <= today]
    appealed = [e.on for e in happened if e.kind is K.APPEAL_REGISTERED]
    since = max((on for on in appealed if notice <= on <= last), default=None)
    if since is None or any(e.kind in APPEAL_OVER and e.on >= since for e in happened):
        return None
    return since


def _last(events: Sequence[Event], kinds: frozenset[K] | set[K], on: date) -> date | None:
    return max((e.on for e in events if e.kind in kinds and e.on <= on), default=None)
