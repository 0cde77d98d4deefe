-- Who may come in, and as whom they are in: operators' secrets, sessions, the clinic.

-- Argon2id as PHC strings; without a password an operator cannot sign in, without a PIN the password reopens.
ALTER TABLE operator ADD COLUMN password TEXT CHECK (password LIKE '$argon2id$%');
ALTER TABLE operator ADD COLUMN pin TEXT CHECK (pin LIKE '$argon2id$%');

CREATE TABLE session (
    -- SHA-256 of the cookie, in hex: a copy of this table signs nobody in.
    id          TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64),
    operator_id TEXT NOT NULL REFERENCES operator (id),
    csrf        TEXT NOT NULL CHECK (length(csrf) >= 32),
    created_at  TEXT NOT NULL,
    -- Written once a minute at the most.
    seen_at     TEXT NOT NULL,
    locked      INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
    pin_misses  INTEGER NOT NULL DEFAULT 0 CHECK (pin_misses >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_operator ON session (operator_id);

-- One row, written by the first run.
CREATE TABLE clinic (
    id        INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    name      TEXT NOT NULL CHECK (name <> ''),
    lang      TEXT NOT NULL CHECK (lang <> ''),
    time_zone TEXT NOT NULL CHECK (time_zone <> '')
) STRICT;
