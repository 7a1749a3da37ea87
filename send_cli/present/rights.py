"""What a family can do: complain, appeal, and ask for free advice.

Nothing here says by when but what the rule book has counted.
"""

from collections.abc import Iterator

from send_cli.domain.account import Account
from send_cli.domain.deadline import Status
from send_cli.domain.rule import Actor
from send_cli.present.coming import chance_sentences, long_day
from send_cli.present.plain_events import BEFORE_US, EVENTS


def rights(account: Account) -> Iterator[str]:
    """Yield what the family can do, the most pressing first."""
    yield from _complaint(account)
    yield from _appeal(account)
    yield (
        "You can get free advice from the SENDIASS near you. You can also get it from "
        "IPSEA. You can ask us about all that is on this page."
    )
    yield (
        "When we say you, we mean a parent of the child. A young person who is over the age "
        "for leaving school has these rights in their own name."
    )


def _complaint(account: Account) -> Iterator[str]:
    then = "If our answer does not put things right, you can go on to the Ombudsman."
    if account.late:
        yield f"We are late. You can complain to us, the council. {then}"
    elif account.was_late:
        yield f"We were late. You can complain to us, the council. {then}"
    else:
        yield f"If we miss a date that the law sets, you can complain to us, the council. {then}"
    if any(one.row.status(account.today) is Status.EXCUSED for one in account.coming):
        yield "If you think that the reason for the delay is not right, you can complain too."


def _appeal(account: Account) -> Iterator[str]:
    decision = account.decision
    if decision is None:
        return
    before_us = f"{BEFORE_US} " if account.was_before_us(decision.on) else ""
    yield (
        f"On {long_day(decision.on)} {EVENTS.get(decision.kind, decision.kind.words)}. "
        f"{before_us}The law gave you a right to appeal against that. Before most appeals you "
        "must first ask about mediation. You do not have to if the appeal is only about which "
        "school or college the plan names."
    )
    for one in account.chances:
        yield " ".join(chance_sentences(one.rule, one.due, account.today))
    counted = any(one.row.actor is Actor.PARENT for one in account.coming)
    if not (counted or account.chances):
        yield (
            "There is a last day for an appeal, and it may have passed. We have not worked it "
            "out here. Our letter to you should say when it is."
        )
