-- Patients, encounters, photographs, jobs, readings, events.
-- Ids are ULIDs. Times are UTC, RFC 3339 with milliseconds, of fixed width, so that they sort as text.

CREATE TABLE patient (
    id               TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    -- What the clinic calls the person; null while it is not known.
    local_identifier TEXT UNIQUE CHECK (local_identifier <> ''),
    created_at       TEXT NOT NULL
) STRICT;

CREATE TABLE encounter (
    id                 TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    patient_id         TEXT REFERENCES patient (id),
    started_at         TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL CHECK (utc_offset_minutes BETWEEN -1080 AND 1080)
) STRICT;
CREATE INDEX encounter_of_patient ON encounter (patient_id, started_at);

-- A row is written only after its file is on the disk. What is filed under another eye or encounter later
-- changes here and leaves its trace in `event`.
CREATE TABLE photograph (
    id                 TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    encounter_id       TEXT REFERENCES encounter (id),
    sha256             TEXT NOT NULL CHECK (length(sha256) = 64),
    -- Below the folder of the record, with '/'.
    path               TEXT NOT NULL CHECK (path <> '' AND path NOT LIKE '/%' AND path NOT LIKE '%..%'),
    bytes              INTEGER NOT NULL CHECK (bytes > 0),
    media_type         TEXT NOT NULL,
    width              INTEGER NOT NULL CHECK (width > 0),
    height             INTEGER NOT NULL CHECK (height > 0),
    file_name          TEXT NOT NULL,
    origin             TEXT NOT NULL CHECK (origin <> ''),
    laterality         TEXT NOT NULL DEFAULT 'unknown' CHECK (laterality IN ('OD', 'OS', 'unknown')),
    -- Who said so: 'none', 'reader' or 'person'. A reader never overrules a person.
    laterality_by      TEXT NOT NULL DEFAULT 'none' CHECK (laterality_by IN ('none', 'reader', 'person')),
    verdict            TEXT NOT NULL CHECK (verdict IN ('good', 'usable', 'reject')),
    quality            TEXT NOT NULL CHECK (json_valid(quality)),
    field_of_view      TEXT CHECK (json_valid(field_of_view)),
    saved_at           TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL CHECK (utc_offset_minutes BETWEEN -1080 AND 1080)
) STRICT;
-- The same bytes twice in one encounter are one photograph.
CREATE UNIQUE INDEX photograph_once ON photograph (sha256, coalesce(encounter_id, ''));
CREATE INDEX photograph_of_encounter ON photograph (encounter_id);

CREATE TABLE job (
    id            TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    kind          TEXT NOT NULL CHECK (kind <> ''),
    photograph_id TEXT NOT NULL REFERENCES photograph (id),
    state         TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'done', 'poison')),
    -- Greater goes first: the patient in the chair before a folder of old photographs.
    priority      INTEGER NOT NULL,
    -- Counted when a lease is given, so that a killed reader has used its try.
    attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    not_before    TEXT NOT NULL,
    lease_owner   TEXT,
    lease_until   TEXT,
    last_error    TEXT CHECK (json_valid(last_error)),
    created_at    TEXT NOT NULL,
    ended_at      TEXT,
    CHECK ((state = 'leased') = (lease_until IS NOT NULL AND lease_owner IS NOT NULL)),
    CHECK ((state IN ('done', 'poison')) = (ended_at IS NOT NULL)),
    CHECK (state <> 'poison' OR last_error IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX job_open_once ON job (photograph_id, kind) WHERE state IN ('queued', 'leased');
CREATE INDEX job_of_photograph ON job (photograph_id, kind, id);
CREATE INDEX job_to_lease ON job (kind, priority DESC, id) WHERE state = 'queued';
CREATE INDEX job_not_done ON job (state) WHERE state <> 'done';

-- Every version of every reading is kept.
CREATE TABLE reading (
    id            TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    photograph_id TEXT NOT NULL REFERENCES photograph (id),
    version       INTEGER NOT NULL CHECK (version >= 1),
    job_id        TEXT REFERENCES job (id),
    created_at    TEXT NOT NULL,
    software      TEXT NOT NULL,
    protocol      TEXT NOT NULL,
    -- The evidence bundle's manifest; null where no evidence reader ran.
    bundle_sha256 TEXT,
    verdict       TEXT NOT NULL,
    category      TEXT NOT NULL,
    probability   REAL,
    within_days   INTEGER,
    json          TEXT NOT NULL CHECK (json_valid(json)),
    UNIQUE (photograph_id, version)
) STRICT;
CREATE TRIGGER reading_stays BEFORE UPDATE ON reading
BEGIN
    SELECT raise(ABORT, 'a reading is never changed; write a new version');
END;

-- What happened to what, in order; grown into the audit later, so it is append-only from the start.
CREATE TABLE event (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    act     TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE INDEX event_of_subject ON event (subject, seq);
CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'events are append-only');
END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'events are append-only');
END;

-- Files of watched folders that were looked at, so that a restart does not read them all again.
CREATE TABLE watched_file (
    path        TEXT PRIMARY KEY NOT NULL,
    bytes       INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    taken       INTEGER NOT NULL CHECK (taken IN (0, 1)),
    seen_at     TEXT NOT NULL
) STRICT;
