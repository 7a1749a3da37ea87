"""A refusal, and what shows that it did not stand: the original clocks then run again."""

from send_cli.domain.event import PLAN_HELD
from send_cli.domain.event import EventKind as K

REFUSALS = frozenset({K.ASSESSMENT_REFUSED, K.PLAN_REFUSED})

# R (W) v Hertfordshire [2023] EWHC 3138: a bare change of mind after a refusal
# does not start a new twenty weeks, so the original clocks open again.
REVERSALS = frozenset({K.CHANGE_OF_MIND, K.ASSESSMENT_AGREED, K.PLAN_AGREED})

GOES_ON = frozenset({K.ADVICE_REQUESTED, K.DRAFT_SENT, K.DRAFT_SERVED, K.FINAL_PLAN_SENT})
"""Steps that nobody takes while a refusal stands: whatever is not on record, the work went on.

They end nobody's time to appeal, as a reversal does.
"""

REOPENS = REVERSALS | GOES_ON
"""What opens the original clocks again."""

PAST_REFUSAL = PLAN_HELD | {K.REASSESSMENT_REQUESTED, K.REASSESSMENT_AGREED}
"""What shows that a plan was held since, so that an older refusal is of no account."""
