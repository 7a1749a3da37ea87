"""What a request of the return says happened: its modules 2 to 5 as events.

Note:
    The return has no date for a withdrawal, a transfer in, an exception or the
    overturning of a refusal, only that there was one. The date is asked for:
    nothing is stopped, started or excused by what has no date.

"""

from datetime import date

from send_cli.domain.case import Field
from send_cli.domain.event import EventKind as K
from send_cli.domain.problem import Severity
from send_cli.importers import sen2_codes as c
from send_cli.importers.sen2_records import PERSONAL, Record
from send_cli.importers.sen2_row import RequestRow

TRANSFER_DAYS = {(2, 14): K.PHASE_TRANSFER, (2, 15): K.PHASE_TRANSFER}
TRANSFER_DAYS |= {(3, 30): K.POST16_TRANSFER, (3, 31): K.POST16_TRANSFER}
"""The transfer that a due date is before (SEND Regulations 2014, reg 18(1))."""

ONCE = ("assessment", "namedplan", "activeplans")


def read_request(row: RequestRow, request: Record) -> None:
    """Read a request into its row."""
    nothing = Record("")
    found = {name: list(request.all(name)) for name in ONCE}
    for name, records in found.items():
        if len(records) > 1:
            message = f"is there {len(records)} times in one request: only the first was read"
            row.problem(records[1], name.capitalize(), message, Severity.ERROR)
    assessment, plan, active = (next(iter(found[name]), nothing) for name in ONCE)
    for part in request.whole:
        for name, text in part.again:
            shown = None if name in PERSONAL else text
            row.problem(part, name, "is a second value: the first was read", Severity.ERROR, shown)
    outcome = _request(row, request)
    issued = _assessment(row, assessment, request)
    made = _plan(row, plan, issued)
    ceased = _ceased(row, plan, active)
    _overturned(row, request, outcome, assessment, made)
    if row.says_yes(assessment, "Week20") and not (made or ceased or row.facts.get(Field.STATUS)):
        row.ask("exception", "Week20 is 1: which ground, and since when, the return does not say")
    if active is not nothing:
        _reviews(row, active, ceased)
        _transfers(row, active, ceased)


def _request(row: RequestRow, request: Record) -> str:
    """Read module 2; return the outcome's code."""
    outcome = row.code(request, "RequestOutcome", c.REQUEST_OUTCOMES, "request_outcome")
    if request.code("Exported"):
        _status(row, f"Moved to another authority ({request.code('Exported')})")
    if outcome == c.HISTORICAL:
        return outcome
    received = row.day(request, "ReceivedDate", "request_received", K.REQUEST_RECEIVED)
    if received:
        row.happened(K.REQUEST_RECEIVED, received)
    elif not request.text("ReceivedDate"):
        row.problem(
            request,
            "ReceivedDate",
            "is blank, so no clock runs from the request (find the date: only a historical "
            "request, RequestOutcome H, may do without)",
        )
    _decided(row, request, "RequestOutcome", c.REQUEST_OUTCOMES[outcome])
    return outcome


def _assessment(row: RequestRow, assessment: Record, request: Record) -> date | None:
    """Read module 3; return the day on which the plan was issued."""
    known = c.ASSESSMENT_OUTCOMES
    outcome = row.code(assessment, "AssessmentOutcome", known, "final_plan_sent")
    if request.code("RequestOutcome") == c.HISTORICAL and request.text("ReceivedDate"):
        undecided = outcome == "A" or (
            outcome == "Y" and not assessment.text("AssessmentOutcomeDate")
        )
        if undecided and not list(request.all("namedplan")):
            row.problem(
                request,
                "ReceivedDate",
                "belongs to a historical request, which starts no clock, but its assessment is "
                "not finished (if it is still open, record request-received)",
                value=request.text("ReceivedDate"),
            )
    kind = known[outcome]
    on = _decided(row, assessment, "AssessmentOutcome", kind)
    return on if kind is K.FINAL_PLAN_SENT else None


def _decided(row: RequestRow, record: Record, name: str, kind: K | None) -> date | None:
    """Read the date of an outcome, which records an event of that kind; return it."""
    heading = "request_outcome_date" if name == "RequestOutcome" else "final_plan_sent"
    if kind in {K.PLAN_REFUSED, K.REQUEST_WITHDRAWN}:
        heading = kind.value.replace("-", "_")
    if record.code(name) == c.HISTORICAL:
        return None
    on = row.day(record, f"{name}Date", heading, kind)
    if kind is None:
        if on:
            row.keep_unread(
                record,
                f"{name}Date",
                heading,
                f"is a date, but of what is not said (give {name}: Y, N or W)",
            )
        return None
    if on:
        row.happened(kind, on)
    elif kind not in {K.FINAL_PLAN_SENT, K.ASSESSMENT_AGREED}:
        _status(row, kind.words.capitalize())
    return on


def _status(row: RequestRow, words: str) -> None:
    """Keep that a case is over, where the return does not say since when: it stops no clock."""
    row.facts.setdefault(Field.STATUS, words)


def _plan(row: RequestRow, plan: Record, issued: date | None) -> date | None:
    """Read the plan's own date, where its issue has none; return when it was made."""
    start = row.day(plan, "StartDate", "final_plan_sent", K.FINAL_PLAN_SENT)
    if issued and start and start != issued:
        row.problem(
            plan,
            "StartDate",
            f"is not the AssessmentOutcomeDate {issued.isoformat()}, from which the clocks run "
            "(check both)",
            value=start.isoformat(),
        )
    elif start and not issued:
        row.happened(K.FINAL_PLAN_SENT, start)
    return issued or start


def _ceased(row: RequestRow, plan: Record, active: Record) -> date | None:
    """Read the end of the plan; return its day."""
    reason = row.code(plan, "CeaseReason", {"", *c.CEASE_REASONS})
    kind = K.MOVED_OUT if reason == c.TRANSFERRED else K.PLAN_CEASED
    on = row.day(plan, "CeaseDate", kind.value.replace("-", "_"), kind)
    if on is None:
        if reason:
            _status(row, f"Plan ceased ({c.CEASE_REASONS[reason]})")
        return None
    row.happened(kind, on, c.CEASE_REASONS.get(reason))
    if active.values or active.parts:
        row.problem(
            plan,
            "CeaseDate",
            "ended the plan, but the request has ActivePlans as well: no review clock runs (if "
            f"the plan goes on, withdraw {kind})",
            value=on.isoformat(),
        )
    return on


def _overturned(
    row: RequestRow, request: Record, outcome: str, assessment: Record, made: date | None
) -> None:
    """Ask when a refusal to assess was overturned: RequestOutcome is never rewritten after it."""
    goes_on = assessment.code("AssessmentOutcome") in {"A", "Y"} and not made
    overturned = row.says_yes(request, "RequestMediation") or row.says_yes(
        request, "RequestTribunal"
    )
    if outcome == "N" and goes_on and overturned:
        row.ask("assessment_agreed", "refused and then assessed: when, the return does not say")


def _reviews(row: RequestRow, active: Record, ceased: date | None) -> None:
    code = row.code(active, "ReviewOutcome", c.REVIEW_OUTCOMES, "review_outcome")
    outcome = c.REVIEW_OUTCOMES[code]
    meeting = row.day(active, "ReviewMeeting", "review_meeting", K.REVIEW_MEETING, bookable=True)
    decided = row.day(active, "LastReview", "review_decision", outcome)
    notice = K.AMENDMENT_NOTICE_SENT
    draft = row.day(active, "ReviewDraft", "amendment_notice_sent", notice)
    if decided and meeting and decided < meeting:
        # LastReview is then of the review before, and ReviewOutcome of this meeting.
        _during(row, active, "LastReview", K.REVIEW_DECISION, decided, ceased)
        decided = None
    elif decided:
        _during(row, active, "LastReview", outcome, decided, ceased)
    if meeting:
        _during(row, active, "ReviewMeeting", K.REVIEW_MEETING, meeting, ceased)
    if draft:
        _during(row, active, "ReviewDraft", K.AMENDMENT_NOTICE_SENT, draft, ceased)
    unread = any(cell.heading == "review_decision" for cell in row.unread)
    if code and not (decided or unread or ceased):
        message = "is an outcome without the date of its decision (fill in LastReview)"
        field = "review_outcome"
        row.keep_unread(active, "ReviewOutcome", field, message, field)


def _transfers(row: RequestRow, active: Record, ceased: date | None) -> None:
    final = row.day(active, "PhaseTransferFinalDate", "phase_plan_sent", K.PHASE_PLAN_SENT)
    if final:
        _during(row, active, "PhaseTransferFinalDate", K.PHASE_PLAN_SENT, final, ceased)
    due = row.day(active, "PhaseTransferDueDate", "phase_transfer", bookable=True)
    if due and not ceased:
        kind = TRANSFER_DAYS.get((due.month, due.day))
        if kind:
            on = date(due.year, 9, 1)
            row.happened(kind, on, f"PhaseTransferDueDate {due.isoformat()}", bookable=True)
        else:
            row.problem(
                active,
                "PhaseTransferDueDate",
                "is neither 15 February nor 31 March, so which transfer it is for is not clear "
                "(record phase-transfer, post16-transfer or post16-move)",
                value=due.isoformat(),
            )
    if active.code("TransferLA") and not ceased:
        row.ask("moved_in", f"TransferLA {active.code('TransferLA')}, without a date")


def _during(
    row: RequestRow, active: Record, name: str, kind: K, on: date, ceased: date | None
) -> None:
    """Record a step of a review, unless the plan had ended by then: no clock starts from it."""
    if ceased and on > ceased:
        message = f"is after the plan ended on {ceased.isoformat()} and was not read (check both)"
        row.problem(active, name, message, value=on.isoformat())
    else:
        row.happened(kind, on, bookable=kind is K.REVIEW_MEETING)
