"""Every schema the case file has had, each a step from the one before.

A released step is never changed. `SCHEMA` is the number of the last.
"""

from sqlite_utils import Database, Migrations

from send_cli.store.file import APPLICATION_ID

steps = Migrations("send")


@steps()
def m001_cases_events_journal_deadlines(db: Database) -> None:
    """Make the first schema: what is on record, who recorded it, what follows from it."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _FIRST.split(";\n\n"):
        db.execute(statement)


@steps()
def m002_contacts_tasks_marks_extras_backups(db: Database) -> None:
    """Keep contacts, tasks, pins and snoozes, cells of no field, and where backups were made."""
    for statement in _SECOND.split(";\n\n"):
        db.execute(statement)


@steps()
def m003_extras_of_events(db: Database) -> None:
    """Say of a cell of no field beside which event it stood."""
    db.execute("ALTER TABLE extras ADD COLUMN event TEXT")


_FIRST = """\
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL,
    forename TEXT, surname TEXT, dob TEXT, upn TEXT, uln TEXT,
    officer TEXT, team TEXT, setting TEXT, setting_urn TEXT, setting_type TEXT,
    year_group TEXT, need TEXT, flags TEXT, status TEXT, notes TEXT,
    year_group_on TEXT,
    setting_type_on TEXT,
    officer_key TEXT,
    missing_since TEXT,
    source TEXT,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;

CREATE UNIQUE INDEX cases_ref ON cases (ref) WHERE withdrawn_by IS NULL;

CREATE INDEX cases_officer ON cases (officer_key);

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    on_date TEXT NOT NULL,
    about TEXT,
    note TEXT,
    booked INTEGER NOT NULL DEFAULT 0,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;

CREATE INDEX events_case ON events (case_id);

CREATE TABLE unread (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;

CREATE INDEX unread_case ON unread (case_id);

CREATE TABLE commands (
    id INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    as_of TEXT NOT NULL,
    undoes INTEGER REFERENCES commands (id),
    undone_by INTEGER REFERENCES commands (id)
) STRICT;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    command_id INTEGER NOT NULL REFERENCES commands (id),
    case_id INTEGER NOT NULL REFERENCES cases (id),
    thing TEXT NOT NULL,
    what TEXT NOT NULL,
    row_id INTEGER,
    old TEXT,
    new TEXT,
    file TEXT,
    row INTEGER,
    note TEXT
) STRICT;

CREATE INDEX journal_command ON journal (command_id);

CREATE INDEX journal_case ON journal (case_id);

CREATE TABLE deadlines (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    place INTEGER NOT NULL,
    rule TEXT NOT NULL,
    about TEXT,
    start_kind TEXT NOT NULL,
    start_on TEXT NOT NULL,
    due TEXT NOT NULL,
    act_by TEXT,
    not_before TEXT,
    actor TEXT NOT NULL,
    opens_on TEXT NOT NULL,
    conditional INTEGER NOT NULL,
    closed_on TEXT,
    done_on TEXT,
    closing TEXT,
    ground TEXT,
    ground_on TEXT,
    PRIMARY KEY (case_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE derived (
    fingerprint TEXT NOT NULL
) STRICT"""

_SECOND = """\
CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    on_date TEXT NOT NULL,
    channel TEXT NOT NULL,
    party TEXT NOT NULL,
    text TEXT NOT NULL,
    received INTEGER NOT NULL,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;

CREATE INDEX contacts_case ON contacts (case_id);

CREATE TABLE tasks (
    id INTEGER PRIMARY KEY,
    case_id INTEGER REFERENCES cases (id),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    added_on TEXT NOT NULL,
    due TEXT,
    minutes INTEGER,
    promised_to TEXT,
    rule TEXT,
    start_on TEXT,
    officer TEXT,
    done_on TEXT,
    snoozed_on TEXT,
    snoozed_until TEXT,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;

CREATE UNIQUE INDEX tasks_number ON tasks (number) WHERE withdrawn_by IS NULL;

CREATE INDEX tasks_case ON tasks (case_id);

CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    made_on TEXT NOT NULL,
    until TEXT NOT NULL,
    text TEXT,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;

CREATE INDEX marks_case ON marks (case_id);

CREATE TABLE extras (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;

CREATE INDEX extras_case ON extras (case_id);

CREATE TABLE backups (
    path TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL
) STRICT;

CREATE TABLE task_numbers (
    last INTEGER NOT NULL
) STRICT;

INSERT INTO task_numbers VALUES (0);

CREATE TABLE journal_of_any (
    id INTEGER PRIMARY KEY,
    command_id INTEGER NOT NULL REFERENCES commands (id),
    case_id INTEGER REFERENCES cases (id),
    thing TEXT NOT NULL,
    what TEXT NOT NULL,
    row_id INTEGER,
    old TEXT,
    new TEXT,
    file TEXT,
    row INTEGER,
    note TEXT
) STRICT;

INSERT INTO journal_of_any SELECT * FROM journal;

DROP TABLE journal;

ALTER TABLE journal_of_any RENAME TO journal;

CREATE INDEX journal_command ON journal (command_id);

CREATE INDEX journal_case ON journal (case_id)"""
