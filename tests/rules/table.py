"""What every rule should say, written down by hand and apart from the book."""

from dataclasses import dataclass

from send_cli.domain.deadline import Status

# rule, start, due (the last day of a window), act by ("-" where there is none)
TABLE = """
ehcna-decision                2025-04-02  2025-05-14  2025-05-14
ehcna-decision                2026-02-21  2026-04-04  2026-04-02
ehcna-decision                2026-07-20  2026-08-31  2026-08-28
ehcna-refuse-notice           2025-11-13  2025-12-25  2025-12-24
ehcna-refuse-notice           2024-01-18  2024-02-29  2024-02-29
ehcna-advice-return           2024-02-01  2024-03-14  2024-03-14
ehcna-advice-return           2026-05-14  2026-06-25  2026-06-25
ehcna-no-plan                 2025-04-02  2025-07-23  2025-07-23
ehcna-no-plan                 2025-09-05  2025-12-26  2025-12-24
ehcp-decision-to-issue        2026-01-05  2026-04-27  2026-04-27
ehcp-draft-issue              2025-05-03  2025-08-23  2025-08-22
ehcp-draft-issue-week-14      2026-01-05  2026-04-13  2026-04-13
ehcp-draft-issue-week-14      2025-12-29  2026-04-06  2026-04-02
ehcp-draft-representations    2026-03-02  2026-03-16  -
ehcp-draft-representations    2024-02-20  2024-03-05  -
ehcp-draft-representations    2025-12-20  2026-01-03  -
ehcp-school-consult-response  2026-02-10  2026-02-25  2026-02-25
ehcp-school-consult-response  2026-03-21  2026-04-05  2026-04-02
ehcp-final                    2025-04-02  2025-08-20  2025-08-20
ehcp-final                    2023-10-12  2024-02-29  2024-02-29
ehcp-final                    2025-08-14  2026-01-01  2025-12-31
ehcp-final                    2014-09-01  2015-01-19  2015-01-19
ehcp-final                    2037-01-05  2037-05-25  -
reassess-decision             2026-03-02  2026-03-17  2026-03-17
reassess-decision             2026-03-19  2026-04-03  2026-04-02
reassess-decision             2024-02-14  2024-02-29  2024-02-29
reassess-advice               2026-05-14  2026-06-25  2026-06-25
reassess-advice               2025-11-14  2025-12-26  2025-12-24
reassess-draft-reps           2026-03-02  2026-03-16  -
reassess-draft-reps           2025-12-18  2026-01-01  -
reassess-final                2026-03-02  2026-06-08  2026-06-08
reassess-final                2025-12-26  2026-04-03  2026-04-02
ar-first                      2019-01-01  2019-12-31  2019-12-31
ar-first                      2024-02-29  2025-02-28  2025-02-28
ar-first                      2024-03-01  2025-02-28  2025-02-28
ar-first                      2023-02-28  2024-02-27  2024-02-27
ar-first                      2023-03-01  2024-02-29  2024-02-29
ar-first                      2025-01-31  2026-01-30  2026-01-30
ar-first                      2025-12-26  2026-12-25  2026-12-24
ar-first                      2027-02-28  2028-02-27  2028-02-25
ar-subsequent                 2024-11-25  2025-11-24  2025-11-24
ar-subsequent                 2024-02-29  2025-02-28  2025-02-28
ar-subsequent                 2025-05-01  2026-04-30  2026-04-30
ar-subsequent                 2025-08-31  2026-08-30  2026-08-28
ar-notice                     2026-04-24  2026-04-09  2026-04-09
ar-notice                     2026-04-21  2026-04-06  2026-04-02
ar-notice                     2024-03-15  2024-02-29  2024-02-29
ar-papers                     2026-03-16  2026-03-01  2026-02-27
ar-report                     2026-03-23  2026-04-06  2026-04-02
ar-report                     2024-02-15  2024-02-29  2024-02-29
ar-decision                   2024-11-01  2024-11-29  2024-11-29
ar-decision                   2025-11-27  2025-12-25  2025-12-24
ar-maintain-or-cease-notice   2026-03-06  2026-04-03  2026-04-02
ar-amendment-notice           2026-08-03  2026-08-31  2026-08-28
ar-amend-reps                 2026-07-31  2026-08-14  -
ar-amend-reps                 2024-02-15  2024-02-29  -
ar-amend-final                2026-06-19  2026-08-14  2026-08-14
ar-amend-final                2025-10-31  2025-12-26  2025-12-24
ar-not-amend-after-notice     2026-01-05  2026-03-02  2026-03-02
ar-amend-final-longstop       2025-10-10  2026-01-02  2026-01-02
ar-amend-final-longstop       2026-01-12  2026-04-06  2026-04-02
phase-other                   2027-09-01  2027-02-14  2027-02-12
phase-other                   2026-09-01  2026-02-14  2026-02-13
phase-sec-to-post16           2027-09-01  2027-03-30  2027-03-30
phase-sec-to-post16           2024-09-01  2024-03-30  2024-03-28
phase-post16-to-post16        2026-09-01  2026-04-01  2026-04-01
phase-post16-to-post16        2026-07-31  2026-02-28  2026-02-27
phase-meeting-backstop        2027-09-01  2026-11-22  2026-11-20
phase-meeting-backstop-post16 2027-09-01  2027-01-05  2027-01-05
phase-meeting-backstop-post16-move 2026-09-01 2026-01-07 2026-01-07
phase-meeting-backstop-post16-move 2026-07-31 2025-12-06 2025-12-05
move-transfer                 2026-06-01  2026-06-01  2026-06-01
move-transfer                 2026-05-30  2026-05-30  2026-05-29
move-transfer-late            2026-03-02  2026-03-20  2026-03-20
move-transfer-late            2026-03-07  2026-03-27  2026-03-27
move-transfer-late            2026-03-23  2026-04-14  2026-04-14
move-transfer-late            2026-12-21  2027-01-13  2027-01-13
move-inform                   2026-03-02  2026-04-13  2026-04-13
move-inform                   2026-02-20  2026-04-03  2026-04-02
move-review                   2026-03-02  2026-06-01  2026-06-01
move-review                   2025-11-30  2026-02-28  2026-02-27
move-review                   2025-12-25  2026-03-24  2026-03-24
cust-notice                   2026-02-21  2026-04-04  2026-04-02
cust-notice-refuse            2025-11-13  2025-12-25  2025-12-24
cust-no-plan                  2025-09-05  2025-12-26  2025-12-24
cust-draft-reps               2025-12-20  2026-01-03  -
cust-final                    2025-04-02  2025-08-20  2025-08-20
cust-final                    2015-04-01  2015-08-19  2015-08-19
dp-first-review               2026-03-02  2026-06-01  2026-06-01
dp-first-review               2025-11-30  2026-02-28  2026-02-27
dp-first-review               2026-01-04  2026-04-03  2026-04-02
cease-effective               2026-02-02  2026-04-02  -
cease-effective               2026-02-03  2026-04-07  -
cease-effective               2025-12-31  2026-03-02  -
cease-effective               2026-05-31  2026-07-31  -
cease-effective               2026-06-01  2026-09-01  -
cease-effective               2026-06-30  2026-09-01  -
cease-effective               2026-10-25  2027-01-04  -
cease-effective               2026-10-24  2026-12-24  -
cease-effective               2025-11-01  2026-01-02  -
"""
ROWS = [tuple(line.split()) for line in TABLE.strip().splitlines()]


@dataclass(frozen=True, slots=True)
class Story:
    """How a rule's clock is set off on a day, the step that stops it, and what lateness is.

    `before` is what has to have happened as well, the day after, and `after`
    the day before, or `days_after` before; `plan` says that the child has held a
    plan for years.
    """

    starts: str
    stops: str
    late: Status
    before: str | None = None
    about: str | None = None
    plan: bool = False
    after: str | None = None
    days_after: int = 1


BREACH, TARGET, OTHERS = Status.BREACHED, Status.PAST_TARGET, Status.OVERDUE_FROM_OTHERS
GROUND, CUSTODY_GROUND = "away-four-weeks", "school-closed"

STORIES = {
    "ehcna-decision": Story("request-received", "assessment-agreed", BREACH),
    "ehcna-refuse-notice": Story(
        "request-received", "assessment-refused", BREACH, "exception", GROUND
    ),
    "ehcna-advice-return": Story("advice-requested", "advice-received", OTHERS),
    "ehcna-no-plan": Story("became-responsible", "plan-refused", BREACH),
    "ehcp-decision-to-issue": Story("request-received", "plan-agreed", TARGET),
    "ehcp-draft-issue": Story("request-received", "draft-sent", TARGET),
    "ehcp-draft-issue-week-14": Story("request-received", "draft-sent", TARGET),
    "ehcp-draft-representations": Story("draft-sent", "final-plan-sent", Status.CLOSED),
    "ehcp-school-consult-response": Story("consultation-sent", "consultation-reply", OTHERS),
    "ehcp-final": Story("became-responsible", "final-plan-sent", BREACH),
    "reassess-decision": Story("reassessment-requested", "reassessment-refused", BREACH),
    "reassess-advice": Story(
        "advice-requested", "advice-received", OTHERS, after="reassessment-agreed"
    ),
    "reassess-draft-reps": Story(
        "draft-sent", "final-plan-sent", Status.CLOSED, after="reassessment-agreed"
    ),
    "reassess-final": Story("reassessment-agreed", "final-plan-sent", BREACH),
    "ar-first": Story("final-plan-sent", "review-maintain", BREACH),
    "ar-subsequent": Story("review-decision", "review-amend", BREACH),
    "ar-notice": Story("review-meeting", "review-notice-sent", OTHERS),
    "ar-papers": Story("review-meeting", "review-papers-sent", OTHERS),
    "ar-report": Story("review-meeting", "review-report-received", OTHERS),
    "ar-decision": Story("review-meeting", "review-cease", BREACH),
    "ar-maintain-or-cease-notice": Story("review-meeting", "review-maintain", BREACH),
    "ar-amendment-notice": Story("review-meeting", "amendment-notice-sent", BREACH, "review-amend"),
    "ar-amend-reps": Story("amendment-notice-sent", "amended-plan-sent", Status.CLOSED),
    "ar-amend-final": Story("amendment-notice-sent", "amended-plan-sent", BREACH),
    "ar-not-amend-after-notice": Story("amendment-notice-sent", "decided-not-to-amend", BREACH),
    "ar-amend-final-longstop": Story("review-meeting", "amended-plan-sent", BREACH, "review-amend"),
    "phase-other": Story("phase-transfer", "phase-plan-sent", BREACH, plan=True),
    "phase-sec-to-post16": Story("post16-transfer", "phase-plan-sent", BREACH, plan=True),
    "phase-post16-to-post16": Story("post16-move", "phase-plan-sent", BREACH, plan=True),
    "phase-meeting-backstop": Story("phase-transfer", "review-meeting", TARGET, plan=True),
    "phase-meeting-backstop-post16": Story("post16-transfer", "review-meeting", TARGET, plan=True),
    "phase-meeting-backstop-post16-move": Story("post16-move", "review-meeting", TARGET, plan=True),
    "move-transfer": Story(
        "moved-out", "plan-transferred", BREACH, after="move-known", days_after=40
    ),
    "move-transfer-late": Story("move-known", "plan-transferred", BREACH),
    "move-inform": Story("moved-in", "move-informed", BREACH),
    "move-review": Story("moved-in", "review-maintain", TARGET),
    "cust-notice": Story("custody-request-received", "assessment-agreed", BREACH),
    "cust-notice-refuse": Story(
        "custody-request-received", "assessment-refused", BREACH, "exception", CUSTODY_GROUND
    ),
    "cust-no-plan": Story("custody-request-received", "plan-refused", BREACH),
    "cust-draft-reps": Story(
        "draft-sent", "final-plan-sent", Status.CLOSED, after="custody-request-received"
    ),
    "cust-final": Story("custody-request-received", "final-plan-sent", BREACH),
    "dp-first-review": Story("direct-payments-started", "direct-payments-reviewed", BREACH),
    "cease-effective": Story("cease-notice-sent", "plan-ceased", Status.CLOSED),
}

# These arise only with the step that stops them: they are never seen open.
SEEN_ONLY_WHEN_DONE = {"ar-maintain-or-cease-notice", "ar-not-amend-after-notice"}
WINDOWS = {
    "ehcp-draft-representations",
    "reassess-draft-reps",
    "cust-draft-reps",
    "ar-amend-reps",
    "cease-effective",
}
COUNTED_BACK = {
    "ar-notice",
    "ar-papers",
    "move-transfer",
    *(rule for rule in STORIES if rule.startswith("phase-")),
}

# The ids are for ever: they stand in files, letters and calendars.
IDS = """
ehcna-consult-parent ehcna-notify-others-considering ehcna-refuse-notice ehcna-decision
ehcna-decision-notify-others ehcna-refuse-contents ehcna-advice-request ehcna-advice-return
ehcna-no-plan ehcna-no-plan-notify-others ehcp-decision-to-issue ehcp-draft-issue
ehcp-draft-issue-week-14 ehcp-draft-representations ehcp-draft-meeting
ehcp-school-consult-response ehcp-final ehcp-final-recipients ehcp-final-notice-contents
ehcp-provision-start ehcp-school-admit
reassess-decision reassess-refuse-grounds reassess-advice reassess-final reassess-draft-reps
reassess-no-change
ar-first ar-subsequent ar-notice ar-papers ar-report ar-decision ar-decision-longstop
ar-amendment-notice ar-amend-reps ar-amend-final ar-amend-final-longstop
ar-not-amend-after-notice ar-maintain-or-cease-notice amend-no-review review-under5
review-not-in-school review-under18-neet review-18plus-leaver review-termly-list
early-review-request
phase-other phase-sec-to-post16 phase-post16-to-post16
phase-meeting-backstop phase-meeting-backstop-post16 phase-meeting-backstop-post16-move
pb-request pb-refuse dp-first-review dp-ongoing dp-stop la-named-other-la-school
cease-consult cease-notify cease-effective cease-age25
cust-notice cust-notice-refuse cust-no-plan cust-draft-reps cust-final cust-released-midway
cust-detained-midway cust-keep-plan cust-release-review cust-tribunal-notify cust-tribunal-school
move-transfer move-transfer-late move-inform move-review move-maintain move-in-progress
move-icb-notify move-icb-change-only move-icb-request
sar sar-extended foi eir complaint-s1-ack complaint-s1 complaint-s1-extended complaint-s2-ack
complaint-s2 complaint-ca1989-s1 complaint-ca1989-s1-extended complaint-ca1989-s2
complaint-ca1989-s2-extended complaint-ca1989-s3 lgsco-12m lgsco-enquiry sos-complaint pap-jr
jr-limit jr-aos
"""

# Those whose wording was read whole at the official publisher.
PRIMARY = """
ehcna-decision ehcna-refuse-notice ehcna-no-plan ehcp-draft-representations ehcp-final
reassess-draft-reps reassess-final ar-notice ar-papers ar-amend-reps ar-amend-final
cust-notice cust-notice-refuse cust-no-plan cust-draft-reps cust-final
move-transfer move-transfer-late move-inform
phase-other phase-sec-to-post16 phase-post16-to-post16
"""
