"""What a line of the list weighs and how long its step takes: one table of each.

Every figure says where it comes from. Where nothing is published it is marked
as an assumption, to be argued with.
"""

from send_cli.domain.flag import Flag
from send_cli.domain.step import Step
from send_cli.domain.triage import Effort, Stake, Standards, Weights

TIME_STUDY = (
    "DfE 2026 study of time spent on new plans: 11.3 hours of a case officer's time for each, "
    "the mean of 2,577 plans; the split between the steps is an assumption"
)
ASSUMED = "assumption: nothing published was found"
QUALITY = "five days for quality assurance: " + ASSUMED
UPDATES = "14 days: the interval for updates to families in a published council standard"

STAKES = {
    Step.SEND_FINAL: Stake(
        400, 4, "no plan in force", "no provision in law and no right of appeal without it"
    ),
    Step.DECIDE_PLAN: Stake(
        300, 3, "no plan without it", "no plan and no right of appeal without it"
    ),
    Step.SEND_DRAFT: Stake(300, 3, "no plan without it", "no final plan without a draft"),
    Step.DECIDE_ASSESSMENT: Stake(
        300, 3, "nothing can start", "nothing can start, no right of appeal without it"
    ),
    Step.DECIDE_REASSESSMENT: Stake(
        200, 2, "old plan stands", "the old plan stands, and without the decision no appeal"
    ),
    Step.SEND_REASSESSED_PLAN: Stake(
        300, 3, "old plan stands", "the old plan stands, with no right of appeal"
    ),
    Step.SEND_AMENDED_PLAN: Stake(
        300, 3, "old plan stands", "the old plan stands, with no right of appeal"
    ),
    Step.SEND_AMENDMENT_NOTICE: Stake(
        200, 2, "changes not seen", "the family cannot answer changes they have not seen"
    ),
    Step.DECIDE_REVIEW: Stake(
        200, 2, "no right of appeal", "no right of appeal without the decision"
    ),
    Step.HOLD_REVIEW: Stake(100, 1, "plan out of date", "the plan goes out of date"),
    Step.ADVICE: Stake(150, 2, "holds up the draft", "the plan cannot be drafted without it"),
    Step.CONSULTATION: Stake(100, 1, "no school yet", "no school can be named without an answer"),
    Step.REVIEW_REPORT: Stake(50, 1, "the decision waits", "the decision waits for the report"),
    Step.PHASE_REVIEW: Stake(100, 1, "no time left to consult", "no time left to consult schools"),
    Step.PHASE_PLAN: Stake(
        300, 3, "no place named", "no place is named for September, and there is no right of appeal"
    ),
    Step.REVIEW_DIRECT_PAYMENTS: Stake(
        50, 1, "payments unchecked", "nobody has checked that the payments secure the provision"
    ),
    Step.TELL_OF_TRANSFER: Stake(
        100, 1, "family not told", "the family do not know who answers for the plan"
    ),
    Step.TRANSFER_PLAN: Stake(
        300, 3, "no plan there", "the new authority provides nothing until it has the plan"
    ),
    Step.REVIEW_NOTICE: Stake(
        50, 1, "meeting at risk", "a meeting without notice may have to be held again"
    ),
    Step.BEGIN_ASSESSMENT: Stake(
        300, 3, "nothing has started", "the assessment that was won or agreed has not begun"
    ),
    Step.RECONSIDER: Stake(
        300, 3, "nothing can start", "nothing can start until the decision is taken again"
    ),
    Step.CARRY_OUT_ORDER: Stake(
        400, 4, "order not carried out", "what the family won or were promised is not in force"
    ),
    Step.ANSWER_APPEAL: Stake(
        300, 3, "authority barred", "without a response the authority may be barred from the appeal"
    ),
    Step.DIRECTION: Stake(
        300, 3, "Tribunal's direction", "the Tribunal may bar the authority or order costs"
    ),
    Step.BUNDLE: Stake(150, 2, "hearing at risk", "a hearing without a bundle may be put off"),
    Step.AGREEMENT: Stake(300, 3, "promise not kept", "what was agreed has not been done"),
    Step.NOTIFY_AGREEMENT: Stake(
        50, 1, "agreement not known", "the authority cannot act on what it has not been told"
    ),
    Step.ARRANGE_MEDIATION: Stake(
        200, 2, "no talks yet", "the family wait to talk, with no certificate to appeal"
    ),
    Step.MEDIATION_CERTIFICATE: Stake(
        100, 1, "no certificate", "the family cannot appeal without the certificate"
    ),
    Step.TELL_ICB: Stake(150, 2, "health not told", "nobody from health can come to the mediation"),
    Step.SOCIAL_CARE_ANSWER: Stake(
        200, 2, "no answer", "the family do not know whether the care will come"
    ),
    Step.HEALTH_ANSWER: Stake(
        200, 2, "no answer", "the family do not know whether the health provision will come"
    ),
}
"""What the family loses while the step is not taken."""

WEIGHTS = Weights(
    stakes=STAKES,
    stakes_source=ASSUMED + "; the order follows what each delay takes from the family",
    flags={
        Flag.OUT_OF_SCHOOL: (80, "out of school"),
        Flag.EBSNA: (80, "out of school (EBSNA)"),
        Flag.EXCLUDED: (80, "out of school (excluded)"),
        Flag.PART_TIME: (60, "out of school (part-time timetable)"),
        Flag.NO_PLACE: (80, "out of school (no place)"),
        Flag.CHILD_PROTECTION: (60, "child protection"),
        Flag.LOOKED_AFTER: (60, "looked after"),
        Flag.TRIBUNAL: (60, "before the Tribunal"),
        Flag.CHILD_IN_NEED: (40, "a child in need"),
        Flag.COMPLAINT: (40, "complaint open"),
        Flag.MP_ENQUIRY: (40, "an MP has asked"),
        Flag.NO_SCHOOL_NAMED: (40, "no school is named"),
    },
    flags_source=ASSUMED,
    target_share=4,
    target_source=ASSUMED,
    local_share=4,
    unread=450,
    unread_source=ASSUMED,
    missing=250,
    missing_source=ASSUMED,
    promise=300,
    task=50,
    reply=200,
    pin=2000,
    snoozed=1000,
    returned=100,
    own_source=ASSUMED,
)

EFFORT = {
    Step.DECIDE_ASSESSMENT: Effort(45, 7, "panel paper 45 minutes and a weekly panel: " + ASSUMED),
    Step.DECIDE_PLAN: Effort(45, 7, "panel paper 45 minutes and a weekly panel: " + ASSUMED),
    Step.SEND_DRAFT: Effort(
        300, 0, TIME_STUDY + "; drafting 4 to 6 hours; then the family's 15 days", 15
    ),
    Step.SEND_FINAL: Effort(120, 5, TIME_STUDY + "; " + QUALITY),
    Step.DECIDE_REASSESSMENT: Effort(
        45, 7, "panel paper 45 minutes and a weekly panel: " + ASSUMED
    ),
    Step.SEND_REASSESSED_PLAN: Effort(
        420, 20, TIME_STUDY + "; a draft and a final plan, with the family's 15 days between"
    ),
    Step.HOLD_REVIEW: Effort(
        60,
        43,
        "15 days' notice of the meeting and four weeks to decide after it; hours: " + ASSUMED,
    ),
    Step.DECIDE_REVIEW: Effort(60, 5, "one hour, and five days to sign off: " + ASSUMED),
    Step.SEND_AMENDMENT_NOTICE: Effort(
        120,
        5,
        "two of three hours for an amendment, and five days to sign off: "
        + ASSUMED
        + "; then the family's 15 days",
        15,
    ),
    Step.SEND_AMENDED_PLAN: Effort(60, 5, "the third hour, and " + QUALITY),
    Step.PHASE_REVIEW: Effort(60, 15, "15 days' notice of the meeting; hours: " + ASSUMED),
    Step.PHASE_PLAN: Effort(
        180, 20, "an amendment's three hours, 15 days to consult and five for quality: " + ASSUMED
    ),
    Step.REVIEW_DIRECT_PAYMENTS: Effort(60, 5, "one hour, and five days for accounts: " + ASSUMED),
    Step.TELL_OF_TRANSFER: Effort(30, 0, "a letter, half an hour: " + ASSUMED),
    Step.TRANSFER_PLAN: Effort(30, 0, "half an hour to send the file: " + ASSUMED),
    Step.REVIEW_NOTICE: Effort(15, 0, ASSUMED),
    Step.ADVICE: Effort(10, 0, "a short call, ten minutes: an officer's own figure"),
    Step.CONSULTATION: Effort(10, 0, "a short call, ten minutes: an officer's own figure"),
    Step.REVIEW_REPORT: Effort(10, 0, "a short call, ten minutes: an officer's own figure"),
    Step.MEDIATION_CERTIFICATE: Effort(10, 0, "a short call, ten minutes: an officer's own figure"),
    Step.NOTIFY_AGREEMENT: Effort(10, 0, "a short call, ten minutes: an officer's own figure"),
    Step.HEALTH_ANSWER: Effort(10, 0, "a short call, ten minutes: an officer's own figure"),
    Step.BEGIN_ASSESSMENT: Effort(15, 0, "one letter: " + ASSUMED),
    Step.RECONSIDER: Effort(45, 7, "panel paper 45 minutes and a weekly panel: " + ASSUMED),
    Step.CARRY_OUT_ORDER: Effort(
        120, 5, "two hours to amend, and five days for quality assurance: " + ASSUMED
    ),
    Step.ANSWER_APPEAL: Effort(600, 5, "two days' work, and five days to sign off: " + ASSUMED),
    Step.DIRECTION: Effort(120, 2, "two hours, and two days to sign off: " + ASSUMED),
    Step.BUNDLE: Effort(300, 2, "a day's work, and two days for witnesses: " + ASSUMED),
    Step.AGREEMENT: Effort(60, 5, "one hour, and five days to sign off: " + ASSUMED),
    Step.ARRANGE_MEDIATION: Effort(
        60, 10, "one hour, and ten days to find a day for everybody: " + ASSUMED
    ),
    Step.TELL_ICB: Effort(15, 0, "one letter: " + ASSUMED),
    Step.SOCIAL_CARE_ANSWER: Effort(60, 14, "one hour, and two weeks with social care: " + ASSUMED),
}
"""Minutes of the officer's own work, and the calendar days the step then waits on others."""

STANDARDS = Standards(
    quiet_days=14,
    quiet_source=UPDATES,
    reply_days=5,
    reply_source="published council standards of 3 to 5 working days for a reply to a family",
    chase_every=7,
    chase_source=ASSUMED,
)
