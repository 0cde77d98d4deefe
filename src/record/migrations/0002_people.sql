-- Who was there, what they said, what was agreed, who looked, and what goes out. Nothing of it is needed to save a photograph.

ALTER TABLE patient ADD COLUMN birth_year INTEGER CHECK (birth_year BETWEEN 1880 AND 2200);
ALTER TABLE patient ADD COLUMN sex TEXT CHECK (sex IN ('female', 'male', 'other'));

CREATE TABLE operator (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    name       TEXT NOT NULL UNIQUE CHECK (name <> ''),
    role       TEXT NOT NULL CHECK (role IN ('technician', 'doctor', 'administrator')),
    active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE device (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    kind       TEXT NOT NULL CHECK (kind IN ('camera', 'station')),
    name       TEXT NOT NULL CHECK (name <> ''),
    serial     TEXT CHECK (serial <> ''),
    created_at TEXT NOT NULL,
    UNIQUE (kind, name, serial)
) STRICT;

-- What was known of the person on this day.
ALTER TABLE encounter ADD COLUMN operator_id TEXT REFERENCES operator (id);
ALTER TABLE encounter ADD COLUMN ended_at TEXT;
ALTER TABLE encounter ADD COLUMN symptoms TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(symptoms));
ALTER TABLE encounter ADD COLUMN diabetes TEXT NOT NULL DEFAULT 'unknown'
    CHECK (diabetes IN ('unknown', 'none', 'type_1', 'type_2', 'other'));
ALTER TABLE encounter ADD COLUMN diabetes_years INTEGER CHECK (diabetes_years BETWEEN 0 AND 120);

-- What is known of one eye on this day.
CREATE TABLE eye (
    encounter_id   TEXT NOT NULL REFERENCES encounter (id),
    laterality     TEXT NOT NULL CHECK (laterality IN ('OD', 'OS')),
    -- logMAR; 0 is 6/6, greater is worse.
    acuity_logmar  REAL CHECK (acuity_logmar BETWEEN -0.5 AND 4.0),
    earlier_laser  INTEGER CHECK (earlier_laser IN (0, 1)),
    earlier_surgery INTEGER CHECK (earlier_surgery IN (0, 1)),
    PRIMARY KEY (encounter_id, laterality)
) STRICT, WITHOUT ROWID;

-- A consent is never changed; taking it back is a row of its own.
CREATE TABLE consent (
    id                 TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    patient_id         TEXT NOT NULL REFERENCES patient (id),
    purpose            TEXT NOT NULL CHECK (purpose IN ('screening', 'transfer', 'research')),
    given              INTEGER NOT NULL CHECK (given IN (0, 1)),
    operator_id        TEXT REFERENCES operator (id),
    at                 TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL CHECK (utc_offset_minutes BETWEEN -1080 AND 1080)
) STRICT;
CREATE INDEX consent_of_patient ON consent (patient_id, purpose, id);
CREATE TRIGGER consent_stays BEFORE UPDATE ON consent
BEGIN
    SELECT raise(ABORT, 'a consent is never changed; write a new one');
END;

ALTER TABLE photograph ADD COLUMN device_id TEXT REFERENCES device (id);

-- What a person said of a reading: agreement or correction of a finding, a condition, the referral or the quality.
CREATE TABLE assessment (
    id                 TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    reading_id         TEXT NOT NULL REFERENCES reading (id),
    operator_id        TEXT REFERENCES operator (id),
    about              TEXT NOT NULL CHECK (about IN ('finding', 'condition', 'referral', 'quality')),
    -- The finding's id or the condition's name; empty for the others.
    target             TEXT NOT NULL DEFAULT '',
    verdict            TEXT NOT NULL CHECK (verdict IN ('agreed', 'corrected', 'rejected')),
    correction         TEXT CHECK (json_valid(correction)),
    at                 TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL CHECK (utc_offset_minutes BETWEEN -1080 AND 1080),
    CHECK ((verdict = 'corrected') = (correction IS NOT NULL))
) STRICT;
CREATE INDEX assessment_of_reading ON assessment (reading_id, id);
CREATE TRIGGER assessment_stays BEFORE UPDATE ON assessment
BEGIN
    SELECT raise(ABORT, 'an assessment is never changed; write a new one');
END;

-- When somebody is to come back or to be seen elsewhere, and whether they were.
CREATE TABLE recall (
    id           TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    encounter_id TEXT NOT NULL REFERENCES encounter (id),
    category     TEXT NOT NULL CHECK (category <> ''),
    -- A day, YYYY-MM-DD.
    due_on       TEXT NOT NULL CHECK (due_on LIKE '____-__-__'),
    outcome      TEXT NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'arrived', 'missed', 'cancelled')),
    outcome_at   TEXT,
    created_at   TEXT NOT NULL,
    CHECK ((outcome = 'open') = (outcome_at IS NULL))
) STRICT;
CREATE INDEX recall_of_encounter ON recall (encounter_id);
CREATE INDEX recall_open ON recall (due_on) WHERE outcome = 'open';

CREATE TABLE report (
    id           TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    encounter_id TEXT NOT NULL REFERENCES encounter (id),
    lang         TEXT NOT NULL CHECK (lang <> ''),
    -- The readings that it rests on, by id.
    readings     TEXT NOT NULL CHECK (json_valid(readings)),
    text         TEXT NOT NULL,
    created_at   TEXT NOT NULL
) STRICT;
CREATE INDEX report_of_encounter ON report (encounter_id, id);
CREATE TRIGGER report_stays BEFORE UPDATE ON report
BEGIN
    SELECT raise(ABORT, 'a report is never changed; write a new one');
END;

-- What is to be sent when there is a link.
CREATE TABLE outbox (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    kind       TEXT NOT NULL CHECK (kind <> ''),
    subject    TEXT NOT NULL,
    payload    TEXT NOT NULL CHECK (json_valid(payload)),
    state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'set_aside')),
    attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    not_before TEXT NOT NULL,
    last_error TEXT CHECK (json_valid(last_error)),
    created_at TEXT NOT NULL,
    ended_at   TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (not_before, id) WHERE state = 'waiting';

-- Two photographs, and so two patients, never share a file.
CREATE UNIQUE INDEX photograph_file_once ON photograph (path);
