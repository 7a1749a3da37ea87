"""Phase transfers: the plan reviewed, amended and the place named before a fixed day."""

from send_cli.domain.event import CASE_ENDS
from send_cli.domain.event import EventKind as K
from send_cli.domain.period import Before, FixedDay, Period, Unit
from send_cli.domain.rule import Actor, Authority, Bound, Citation, Confidence, Rule, Workflow
from send_cli.domain.step import Step
from send_cli.rules.sources import SEND_REGS, since_2014

WORKFLOW = Workflow.PHASE_TRANSFER

GONE = CASE_ENDS
PHASE_PLAN = frozenset({K.PHASE_PLAN_SENT})
TWELVE_WEEKS = Period(12, Unit.WEEKS)
# Four weeks from the meeting to the notice, and eight from the notice to the plan.
BACKSTOP = Citation(
    "Counted back twelve weeks from reg 18, as R (L) v Devon [2022] EWHC 493 (Admin) implies",
    "https://sendadvicesurrey.org.uk/information-advice-and-resources/annual-reviews/"
    "transition-reviews",
    "ideally no later than October but by 22/23 November",
)

RULES = (
    Rule(
        "phase-other",
        "Review and amend the plan and name the place before the phase transfer",
        WORKFLOW,
        Step.PHASE_PLAN,
        starts=frozenset({K.PHASE_TRANSFER}),
        stops=PHASE_PLAN,
        ended_by=GONE,
        warn=84,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            FixedDay(2, 15),
            Citation(
                "SEND Regulations 2014, reg 18(1)(b)",
                SEND_REGS + "18",
                "before- (b) 15 February in the calendar year of the child's transfer in any "
                "other case",
            ),
        ),
        note='Commonly quoted as "by 15 February"; the regulation says before it.',
    ),
    Rule(
        "phase-sec-to-post16",
        "Review and amend the plan and name the place before the move to post-16",
        WORKFLOW,
        Step.PHASE_PLAN,
        starts=frozenset({K.POST16_TRANSFER}),
        stops=PHASE_PLAN,
        ended_by=GONE,
        warn=84,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            FixedDay(3, 31),
            Citation(
                "SEND Regulations 2014, reg 18(1)(a)",
                SEND_REGS + "18",
                "before- (a) 31 March in the calendar year of the child or young person's "
                "transfer from secondary school to a post-16 institution",
            ),
        ),
        note='Commonly quoted as "by 31 March"; the regulation says before it. A school\'s own '
        "sixth form is no post-16 institution, and is counted for safety.",
    ),
    Rule(
        "phase-post16-to-post16",
        "Review and amend the plan and name the place before the move between post-16 settings",
        WORKFLOW,
        Step.PHASE_PLAN,
        starts=frozenset({K.POST16_MOVE}),
        stops=PHASE_PLAN,
        ended_by=GONE,
        warn=84,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.STATUTE,
        confidence=Confidence.PRIMARY,
        versions=since_2014(
            Before(Period(5, Unit.MONTHS)),
            Citation(
                "SEND Regulations 2014, reg 18(2)",
                SEND_REGS + "18",
                "at least five months before that transfer takes place",
            ),
        ),
        note="Only where the move is proposed: record post16-move with the day of it.",
    ),
    Rule(
        "phase-meeting-backstop",
        "Hold the review meeting twelve weeks before the phase transfer deadline",
        WORKFLOW,
        Step.PHASE_REVIEW,
        starts=frozenset({K.PHASE_TRANSFER}),
        stops=frozenset({K.REVIEW_MEETING}),
        ended_by=GONE | PHASE_PLAN,
        warn=42,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.PRACTICE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(FixedDay(2, 15, TWELVE_WEEKS), BACKSTOP),
        note="Planning, not law: a later meeting leaves too little time to decide, consult and "
        "finalise.",
    ),
    Rule(
        "phase-meeting-backstop-post16",
        "Hold the review meeting twelve weeks before the post-16 transfer deadline",
        WORKFLOW,
        Step.PHASE_REVIEW,
        starts=frozenset({K.POST16_TRANSFER}),
        stops=frozenset({K.REVIEW_MEETING}),
        ended_by=GONE | PHASE_PLAN,
        warn=42,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.PRACTICE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(FixedDay(3, 31, TWELVE_WEEKS), BACKSTOP),
        note="Planning, not law: a later meeting leaves too little time to decide, consult and "
        "finalise.",
    ),
    Rule(
        "phase-meeting-backstop-post16-move",
        "Hold the review meeting twelve weeks before the deadline of the post-16 move",
        WORKFLOW,
        Step.PHASE_REVIEW,
        starts=frozenset({K.POST16_MOVE}),
        stops=frozenset({K.REVIEW_MEETING}),
        ended_by=GONE | PHASE_PLAN,
        warn=42,
        actor=Actor.AUTHORITY,
        bound=Bound.AT_MOST,
        authority=Authority.PRACTICE,
        confidence=Confidence.SECONDARY,
        versions=since_2014(Before(Period(5, Unit.MONTHS), less=TWELVE_WEEKS), BACKSTOP),
        note="Planning, not law: a later meeting leaves too little time to decide, consult and "
        "finalise.",
    ),
)
