-- A case file as the second schema left it: that of the first, brought up to date.
PRAGMA application_id = 1397050948;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'send','m001_cases_events_journal_deadlines','2026-11-21 23:13:31.207787+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'send','m002_contacts_tasks_marks_extras_backups','2026-11-22 02:37:44.865410+00:00');
CREATE TABLE backups (
    path TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL
) STRICT;
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
INSERT INTO "cases" VALUES(1,'S1','Ada','Case','2015-02-01',NULL,NULL,'Sam Example',NULL,'Hill School',NULL,'primary',NULL,NULL,'tribunal',NULL,NULL,NULL,'2026-03-02','sam example',NULL,'l.csv',NULL);
INSERT INTO "cases" VALUES(2,'S2','Ben','Case',NULL,NULL,NULL,'Sam Example',NULL,'Hill School',NULL,'primary',NULL,NULL,'out-of-school@2026-02-02',NULL,NULL,NULL,'2026-03-02','sam example',NULL,'l.csv',NULL);
CREATE TABLE commands (
    id INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    as_of TEXT NOT NULL,
    undoes INTEGER REFERENCES commands (id),
    undone_by INTEGER REFERENCES commands (id)
) STRICT;
INSERT INTO "commands" VALUES(1,'import l.csv','ann','2026-11-21T23:13:31+00:00','2026-03-02',NULL,NULL);
INSERT INTO "commands" VALUES(2,'record S1 assessment-agreed 2026-03-02','ann','2026-11-21T23:13:31+00:00','2026-03-02',NULL,NULL);
INSERT INTO "commands" VALUES(3,'set S2 flags+=out-of-school --since 2026-02-02','ann','2026-11-21T23:13:31+00:00','2026-03-02',NULL,NULL);
INSERT INTO "commands" VALUES(4,'record S1 contact 2026-03-02','ann','2026-11-21T23:13:31+00:00','2026-03-02',NULL,5);
INSERT INTO "commands" VALUES(5,'undo','ann','2026-11-21T23:13:32+00:00','2026-03-02',4,NULL);
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
INSERT INTO "deadlines" VALUES(1,0,'ehcna-decision',NULL,'request-received','2026-01-26','2026-03-09','2026-03-09',NULL,'authority','2026-01-26',0,'2026-03-02','2026-03-02','stopped',NULL,NULL);
INSERT INTO "deadlines" VALUES(1,1,'ehcna-no-plan',NULL,'request-received','2026-01-26','2026-05-18','2026-05-18',NULL,'authority','2026-01-26',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(1,2,'ehcp-decision-to-issue',NULL,'request-received','2026-01-26','2026-05-18','2026-05-18',NULL,'authority','2026-01-26',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(1,3,'ehcp-draft-issue',NULL,'request-received','2026-01-26','2026-05-18','2026-05-18',NULL,'authority','2026-01-26',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(1,4,'ehcp-draft-issue-week-14',NULL,'request-received','2026-01-26','2026-05-04','2026-05-01',NULL,'authority','2026-01-26',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(1,5,'ehcp-final',NULL,'request-received','2026-01-26','2026-06-15','2026-06-15',NULL,'authority','2026-01-26',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(2,0,'ehcna-decision',NULL,'request-received','2025-09-29','2025-11-10','2025-11-10',NULL,'authority','2025-09-29',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(2,1,'ehcna-no-plan',NULL,'request-received','2025-09-29','2026-01-19','2026-01-19',NULL,'authority','2025-09-29',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(2,2,'ehcp-decision-to-issue',NULL,'request-received','2025-09-29','2026-01-19','2026-01-19',NULL,'authority','2025-09-29',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(2,3,'ehcp-draft-issue',NULL,'request-received','2025-09-29','2026-01-19','2026-01-19',NULL,'authority','2025-09-29',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(2,4,'ehcp-draft-issue-week-14',NULL,'request-received','2025-09-29','2026-01-05','2026-01-05',NULL,'authority','2025-09-29',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "deadlines" VALUES(2,5,'ehcp-final',NULL,'request-received','2025-09-29','2026-02-16','2026-02-16',NULL,'authority','2025-09-29',0,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE derived (
    fingerprint TEXT NOT NULL
) STRICT;
INSERT INTO "derived" VALUES('0.1.0 16fe2cc4 193835');
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
INSERT INTO "events" VALUES(1,1,'request-received','2026-01-26',NULL,NULL,0,NULL);
INSERT INTO "events" VALUES(2,2,'request-received','2025-09-29',NULL,NULL,0,NULL);
INSERT INTO "events" VALUES(3,1,'assessment-agreed','2026-03-02',NULL,NULL,0,NULL);
INSERT INTO "events" VALUES(4,1,'contact','2026-03-02',NULL,'rang',0,5);
CREATE TABLE extras (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;
CREATE TABLE "journal" (
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
INSERT INTO "journal" VALUES(1,1,1,'case','S1',1,NULL,'{"forename": "Ada", "surname": "Case", "dob": "2015-02-01", "officer": "Sam Example", "setting": "Hill School", "setting_type": "primary", "flags": "tribunal"}','l.csv',2,NULL);
INSERT INTO "journal" VALUES(2,1,1,'event','request-received',1,NULL,'2026-01-26','l.csv',2,NULL);
INSERT INTO "journal" VALUES(3,1,2,'case','S2',2,NULL,'{"forename": "Ben", "surname": "Case", "officer": "Sam Example", "setting": "Hill School", "setting_type": "primary"}','l.csv',3,NULL);
INSERT INTO "journal" VALUES(4,1,2,'event','request-received',2,NULL,'2025-09-29','l.csv',3,NULL);
INSERT INTO "journal" VALUES(5,1,2,'unread','draft_sent',1,NULL,'soon','l.csv',3,NULL);
INSERT INTO "journal" VALUES(6,2,1,'event','assessment-agreed',3,NULL,'2026-03-02',NULL,NULL,NULL);
INSERT INTO "journal" VALUES(7,3,2,'field','flags',NULL,NULL,'out-of-school@2026-02-02',NULL,NULL,NULL);
INSERT INTO "journal" VALUES(8,4,1,'event','contact',4,NULL,'2026-03-02',NULL,NULL,NULL);
INSERT INTO "journal" VALUES(9,5,1,'event','contact',4,'2026-03-02',NULL,NULL,NULL,NULL);
CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    made_on TEXT NOT NULL,
    until TEXT NOT NULL,
    text TEXT,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;
CREATE TABLE task_numbers (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO "task_numbers" VALUES(0);
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
CREATE TABLE unread (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    withdrawn_by INTEGER REFERENCES commands (id)
) STRICT;
INSERT INTO "unread" VALUES(1,2,'draft_sent','soon',NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX cases_ref ON cases (ref) WHERE withdrawn_by IS NULL;
CREATE INDEX cases_officer ON cases (officer_key);
CREATE INDEX events_case ON events (case_id);
CREATE INDEX unread_case ON unread (case_id);
CREATE INDEX contacts_case ON contacts (case_id);
CREATE UNIQUE INDEX tasks_number ON tasks (number) WHERE withdrawn_by IS NULL;
CREATE INDEX tasks_case ON tasks (case_id);
CREATE INDEX marks_case ON marks (case_id);
CREATE INDEX extras_case ON extras (case_id);
CREATE INDEX journal_command ON journal (command_id);
CREATE INDEX journal_case ON journal (case_id);
COMMIT;
