-- The clinic's day: names, what two tablets agree on, the decision of an encounter, a doctor's corrections.

ALTER TABLE patient ADD COLUMN name TEXT CHECK (name <> '');
-- The name in small letters, its words in order of the alphabet: what is searched and compared.
ALTER TABLE patient ADD COLUMN name_key TEXT;
-- Counts changes, so that one tablet never overwrites in silence what another one wrote.
ALTER TABLE patient ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
CREATE INDEX patient_by_birth ON patient (birth_year);
-- All that a search looks at, close together: the rows themselves lie scattered among everything else.
CREATE INDEX patient_search ON patient (id, local_identifier, name_key);

ALTER TABLE encounter ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
-- When the questions were last answered; null while they were not.
ALTER TABLE encounter ADD COLUMN asked_at TEXT;
-- `ocellus.encounter/1` as it was last decided; null where something has changed since.
ALTER TABLE encounter ADD COLUMN decision TEXT CHECK (json_valid(decision));
ALTER TABLE encounter ADD COLUMN category TEXT;
ALTER TABLE encounter ADD COLUMN within_days INTEGER;
-- Counts what can change the decision: one that was made of an older state is not kept.
ALTER TABLE encounter ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;
CREATE INDEX encounter_by_start ON encounter (started_at);

-- Set where a person said which eye it is after the picture had been read: then the picture does not disagree any more.
ALTER TABLE photograph ADD COLUMN laterality_confirmed INTEGER NOT NULL DEFAULT 0
    CHECK (laterality_confirmed IN (0, 1));

-- The eye that the picture looks like; who corrected it, and what it corrects.
ALTER TABLE reading ADD COLUMN laterality TEXT;
ALTER TABLE reading ADD COLUMN corrected_by TEXT;
ALTER TABLE reading ADD COLUMN supersedes TEXT;
DROP TRIGGER reading_stays;
UPDATE reading SET laterality = json ->> '$.eye.laterality';
CREATE TRIGGER reading_stays BEFORE UPDATE ON reading
BEGIN
    SELECT raise(ABORT, 'a reading is never changed; write a new version');
END;

-- The reading that a correction led to.
ALTER TABLE assessment ADD COLUMN led_to TEXT;
CREATE INDEX recall_by_outcome ON recall (outcome, due_on, id);

-- Creations by the key that the page gave them: an answer that was lost and asked for again makes nothing twice.
CREATE TABLE creation (
    key     TEXT PRIMARY KEY NOT NULL CHECK (length(key) BETWEEN 1 AND 64),
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX creation_by_time ON creation (at);
CREATE INDEX creation_of ON creation (subject);

-- What the decision rests on has changed.
CREATE TRIGGER reading_decides AFTER INSERT ON reading
BEGIN
    UPDATE encounter SET decision = NULL, facts = facts + 1
        WHERE id = (SELECT encounter_id FROM photograph WHERE id = NEW.photograph_id);
END;
CREATE TRIGGER photograph_decides AFTER UPDATE OF encounter_id, laterality, laterality_confirmed ON photograph
BEGIN
    UPDATE encounter SET decision = NULL, facts = facts + 1 WHERE id IN (OLD.encounter_id, NEW.encounter_id);
END;
CREATE TRIGGER new_photograph_decides AFTER INSERT ON photograph WHEN NEW.encounter_id IS NOT NULL
BEGIN
    UPDATE encounter SET decision = NULL, facts = facts + 1 WHERE id = NEW.encounter_id;
END;
CREATE TRIGGER job_decides AFTER UPDATE OF state ON job WHEN (OLD.state = 'poison') <> (NEW.state = 'poison')
BEGIN
    UPDATE encounter SET decision = NULL, facts = facts + 1
        WHERE id = (SELECT encounter_id FROM photograph WHERE id = NEW.photograph_id);
END;
CREATE TRIGGER new_eye_decides AFTER INSERT ON eye
BEGIN
    UPDATE encounter SET decision = NULL, facts = facts + 1 WHERE id = NEW.encounter_id;
END;
CREATE TRIGGER eye_decides AFTER UPDATE ON eye
BEGIN
    UPDATE encounter SET decision = NULL, facts = facts + 1 WHERE id = NEW.encounter_id;
END;
CREATE TRIGGER history_decides AFTER UPDATE OF symptoms, diabetes, diabetes_years ON encounter
BEGIN
    UPDATE encounter SET decision = NULL, facts = facts + 1 WHERE id = NEW.id;
END;
