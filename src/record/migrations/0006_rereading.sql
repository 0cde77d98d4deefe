-- Which bundles have read here, and what became otherwise when a photograph was read again.

CREATE TABLE bundle (
    -- Of its manifest.
    sha256        TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
    name          TEXT NOT NULL,
    version       TEXT NOT NULL,
    first_used_at TEXT NOT NULL,
    last_used_at  TEXT NOT NULL,
    -- Set where nothing is to rest on its readings any more.
    withdrawn_at  TEXT
) STRICT, WITHOUT ROWID;

-- For a person to look at.
CREATE TABLE outcome_change (
    id            TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
    photograph_id TEXT NOT NULL REFERENCES photograph (id),
    before_id     TEXT NOT NULL REFERENCES reading (id),
    after_id      TEXT NOT NULL REFERENCES reading (id),
    -- A list of "referral" and the names of conditions.
    what          TEXT NOT NULL CHECK (json_valid(what)),
    at            TEXT NOT NULL,
    seen_at       TEXT,
    seen_by       TEXT,
    CHECK ((seen_at IS NULL) = (seen_by IS NULL))
) STRICT;
CREATE INDEX outcome_change_unseen ON outcome_change (id) WHERE seen_at IS NULL;
CREATE INDEX outcome_change_of_photograph ON outcome_change (photograph_id);
CREATE INDEX reading_of_bundle ON reading (bundle_sha256);
