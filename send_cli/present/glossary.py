"""What the words of a family's page mean."""

import re
from collections.abc import Iterator

WORDS: dict[str, str] = {
    "EHC needs assessment": "A close look at what help a child needs to learn. "
    "EHC is short for education, health and care.",
    "EHC plan": "A paper with the force of law. It says what help a child must get.",
    "draft": "A first version, which can still change.",
    "annual review": "A check of the plan. It is due at least once a year.",
    "working day": "A day from Monday to Friday that is not a bank holiday.",
    "educational psychologist": "A person who is trained in how children learn and feel.",
    "appeal": "To ask a court called the Tribunal to change what we chose.",
    "Tribunal": "The court for special needs in school. It is not part of the council.",
    "mediation": "A talk to settle things, led by a trained person who takes no side.",
    "mediation adviser": "The person to ask about mediation. Our letter says who it is.",
    "certificate": "A paper that shows that you have asked about mediation.",
    "direct payments": "Money that we pay you, so that you can buy help for your child yourself.",
    "custody": "A place where the law keeps a young person locked up.",
    "Ombudsman": "The Local Government and Social Care Ombudsman. It looks into complaints "
    "about councils, for free. It is not part of the council.",
    "SENDIASS": "The SEND information, advice and support service. "
    "There is one for each council. It is free and takes no side.",
    "IPSEA": "A group that gives free advice on the law, in all of England.",
    "SEND": "Special educational needs and disabilities.",
    "Code of Practice": "The guide that the government wrote for councils and schools.",
    "EWHC": "The High Court. The year and the number tell which ruling it is.",
    "SI": "Rules that were made under an Act, with the year and the number.",
    "Regulations": "Rules that were made under an Act. They are law.",
}
"""Words that a page may not use without saying what they mean, in the order they are told."""


def meanings(said: str) -> Iterator[str]:
    """Yield what the words of a page mean, those that stand in another's meaning too."""
    found = {word for word in WORDS if is_said(word, said)}
    found |= {word for word in WORDS if any(is_said(word, WORDS[other]) for other in found)}
    yield from (f"{word}: {meaning}" for word, meaning in WORDS.items() if word in found)


def is_said(word: str, text: str) -> bool:
    """Say whether a word, or more than one of it, stands in a text."""
    forms = f"{word}|{word[0].upper()}{word[1:]}"
    return re.search(rf"\b(?:{forms})s?\b", text) is not None
