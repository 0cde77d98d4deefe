-- Who did what to which record, from where; each entry carries the hash of all before it.
-- The entries of `event` are taken over by the code of this step, which then drops that table.

CREATE TABLE audit (
    -- Without a gap, from 1.
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    source  TEXT NOT NULL,
    act     TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Ids and numbers; no personal data, so that the audit can outlive an erasure.
    detail  TEXT NOT NULL CHECK (json_valid(detail)),
    -- SHA-256 over the hash before and this entry, in hex.
    hash    TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_of_subject ON audit (subject, seq);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN
    SELECT raise(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN
    SELECT raise(ABORT, 'the audit is append-only');
END;
