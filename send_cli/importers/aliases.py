"""What councils' systems call the columns of a list."""

ALIASES = {
    "ref": "unique id; child unique id; person id; persontableid; requests record id; case ref; "
    "case reference; reference; case id; pid; student id; pupil id; ll id",
    "forename": "first name; firstname; legal first name; given name",
    "surname": "familyname; family name; last name; legal last name",
    "name": "child name; pupil name; full name; child s name",
    "dob": "date of birth; dob ccyy mm dd; personbirthdate; dateofbirth; d o b",
    "upn": "upn unique pupil number; unique pupil number",
    "uln": "uln young persons unique learner number; unique learner number",
    "officer": "lead caseworker; allocated worker; case officer; sen officer; send officer; ehcco; "
    "plan coordinator; caseworker; key worker; keyworker",
    "team": "allocated team",
    "setting": "school; establishment; placement; school name; setting name",
    "setting_urn": "main education establishment urn; urn; urn unique reference number",
    "setting_type": "main education establishment phase; school phase; phase",
    "year_group": "ncy; nc year; nc year actual; national curriculum year; year",
    "need": "sen primary need; primary need; sen type of need; sentype",
    "flags": "flag",
    "status": "case status; stage",
    "notes": "note; comments; comment",
    "request_received": "date request was received; receiveddate; ehcr ehcp req date; "
    "date of request; request date; ehcna request date; week 0; date request received; "
    "request received date; date received; ehcna request received",
    "request_outcome_date": "ehcr ehcp req outcome date; 6 week decision; six week decision; "
    "6 week decision date",
    "request_outcome": "requestoutcome; ehcr ehcp req outcome",
    "assessment_agreed": "decision to assess; decision to assess date",
    "plan_agreed": "decision to issue; decision to issue date",
    "plan_refused": "refusal to issue; refusal to issue date",
    "draft_sent": "draft plan sent; date draft issued; draft issued; draft plan issued; "
    "draft plan date",
    "final_plan_sent": "ehc plan start date; date initial ehc plan issued; ehcp start date; "
    "final plan issued; date finalised; startdate; date final plan issued; final plan date; "
    "final ehcp issued; final plan sent date",
    "amended_plan_sent": "date updated ehc plan issued; last amended final",
    "review_meeting": "annual review meeting date; reviewmeeting; ar date; last ar",
    "review_decision": "ehc plan review decisions date; lastreview; review decision date",
    "review_outcome": "annual review decision; reviewoutcome; annual review outcome",
    "amendment_notice_sent": "reviewdraft; annual review date draft amended ehc plan issued",
    "phase_plan_sent": "phase transfer review final plan date; phasetransferfinaldate",
    "plan_ceased": "date ehc plan ceased; ceasedate",
    "last_contact": "last contact date; date of last contact",
}
"""Other headings for a field, as `normal` writes them, separated by semicolons."""

LONG_ALIASES = {
    "ref": ALIASES["ref"],
    "event": "event type; event kind; kind of event",
    "date": "event date; date of event",
    "note": "notes; comments; comment",
}
"""The same for the long list."""

DERIVED = frozenset(
    {
        "next annual review",
        "ehcp review date",
        "annual review date",
        "phase transfer review due date for any amended plan",
        "phasetransferduedate",
    }
)
"""Dates that `send` works out itself."""

AMBIGUOUS = {
    "date ehc plan last reviewed": ("review_meeting", "review_decision"),
    "last review": ("review_meeting", "review_decision"),
    "last reviewed": ("review_meeting", "review_decision"),
    "last review date": ("review_meeting", "review_decision"),
    "last annual review": ("review_meeting", "review_decision"),
    "date last reviewed": ("review_meeting", "review_decision"),
    "date of last review": ("review_meeting", "review_decision"),
    "date of last annual review": ("review_meeting", "review_decision"),
    "date ehcp last reviewed": ("review_meeting", "review_decision"),
    "review date": ("review_meeting", "review_decision"),
    "assessment outcome date": ("plan_agreed", "plan_refused", "final_plan_sent"),
}
"""Headings that stand for either of two dates, which start different clocks."""
