"""The words for a family: the rules that need their own, reasons, people and marks."""

from send_cli.domain.deadline import Deadline
from send_cli.domain.ground import Ground
from send_cli.domain.rule import Actor, Confidence, Rule
from send_cli.domain.step import Step
from send_cli.present.plain_steps import IF_ASSESSED, STEPS, Plain

WHO = {
    Actor.AUTHORITY: "we",
    Actor.SCHOOL: "the school or college",
    Actor.ADVISER: "the people we asked for advice",
    Actor.ICB: "the local health service",
    Actor.PARENT: "you",
    Actor.TRIBUNAL: "the Tribunal",
}
"""Whose step it is."""

_KEEPING = Plain(
    "appeal against the end of the plan",
    "your time to appeal before the plan can end",
    "If you do appeal, we must keep the plan going until the appeal is over.",
)
_APPEAL = Plain(
    "appeal",
    "your time to appeal",
    "Your appeal must get there by 5pm on the last day.",
)

RULES: dict[str, Plain] = {
    "ehcna-refuse-notice": Plain(
        "tell you if our answer to the request is no",
        "a no to the assessment",
        "If we say no, you can appeal.",
    ),
    "ehcp-decision-to-issue": Plain(
        "decide if we will make an EHC plan",
        "our choice to make a plan or not",
        "If we say no, you can appeal.",
        "",
        IF_ASSESSED,
    ),
    "ehcp-draft-representations": Plain(
        "tell us what you think of the draft plan",
        "your time to answer the draft plan",
        "You can ask for changes. You can say which school or college you want. "
        "You can ask to meet us.",
    ),
    "cust-draft-reps": Plain(
        "tell us what you think of the draft plan",
        "your time to answer the draft plan",
        "You can ask for changes.",
    ),
    "cust-notice-refuse": Plain(
        "tell you if our answer to the request is no",
        "a no to the assessment",
        "If we say no, you can appeal.",
    ),
    "reassess-draft-reps": Plain(
        "tell us what you think of the draft plan",
        "your time to answer the draft plan",
        "You can ask for changes. You can say which school or college you want. "
        "You can ask to meet us.",
    ),
    "cease-effective": _KEEPING,
    "cease-effective-certificate": _KEEPING,
    "med-contact": Plain(
        "get in touch with the mediation adviser",
        "your time to get in touch with the mediation adviser",
        "You must do this before most appeals, but then you can say no to a talk.",
    ),
    "med-agree-other-icb": Plain(
        "do what it agreed with you in mediation",
        "what was agreed in mediation",
        "",
    ),
    "ftt-appeal-2m": _APPEAL,
    "ftt-appeal-1m": _APPEAL,
    "ar-notice": Plain(
        "tell you the date of the review meeting",
        "the date of the review meeting",
        "This gives you time to get ready.",
    ),
    "ar-papers": Plain(
        "send you the papers for the review meeting",
        "the papers for the review meeting",
        "This gives you time to read them.",
    ),
    "ar-maintain-or-cease-notice": Plain(
        "tell you if we will keep the plan as it is or end it",
        "our choice to keep or end the plan",
        "You can appeal.",
    ),
    "ar-amend-reps": Plain(
        "tell us what you think of the changes to the plan",
        "your time to answer the changes",
        "You can ask us for other changes. You can say which school or college you want.",
    ),
    "ar-not-amend-after-notice": Plain(
        "tell you if we will not change the plan after all",
        "a no to changes",
        "If we say no, you can appeal.",
    ),
}
"""The words of a rule that those of its step do not fit; a window always needs its own."""


def plain(rule: Rule) -> Plain:
    """Return the words for a rule: its own, its step's, else its title as it stands."""
    if rule.id in RULES:
        return RULES[rule.id]
    if rule.step in STEPS:
        return STEPS[rule.step]
    title = rule.title[:1].lower() + rule.title[1:]
    return Plain(title, f"this step ({rule.title})", "")


def plain_step(row: Deadline) -> Plain:
    """Return the words for a deadline: of the step a named day is about, else of its rule."""
    return STEPS[row.step] if row.step is not row.rule.step else plain(row.rule)


def step_name(step: Step) -> str:
    """Return what a step is called."""
    return STEPS[step].name if step in STEPS else step.value.replace("-", " ")


GROUNDS: dict[Ground, str] = {
    Ground.SCHOOL_CLOSED: "the school was shut for a long holiday when we had to ask it for advice",
    Ground.PERSONAL_CIRCUMSTANCES: "something out of the ordinary has happened to your child "
    "or to you",
    Ground.CIRCUMSTANCES: "something out of the ordinary has happened to your child or to you",
    Ground.AWAY: "your child or you were away from our area for four weeks or more",
    Ground.MISSED_APPOINTMENT: "your child missed an appointment for a test",
    Ground.CORONAVIRUS: "it could not be done in time in the months of coronavirus",
    Ground.AWAY_TWO_WEEKS: "your child or you were away from our area for two weeks or more",
}
"""Why a date need not be kept, after "because"."""

ADVISERS = {
    "ep": "the educational psychologist",
    "educational psychologist": "the educational psychologist",
    "health": "the health service",
    "nhs": "the health service",
    "social care": "social care",
    "school": "the school",
}
"""Services by the short names officers give them; another name is shown only with names."""

CHECKED: dict[Confidence, str] = {
    Confidence.PRIMARY: "The wording was checked.",
    Confidence.PARTIAL: "Part of the wording was checked.",
    Confidence.SECONDARY: "The number comes from a trusted guide, not from the wording.",
    Confidence.UNVERIFIED: "The number was not checked.",
}
