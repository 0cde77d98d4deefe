-- Why an eye has no photograph, as a person says; and whether somebody is sent for what they told alone.

ALTER TABLE eye ADD COLUMN no_photograph TEXT CHECK (no_photograph IN ('absent', 'could_not', 'refused'));

-- Decisions carry both from now on: each is made anew at the next look.
UPDATE encounter SET decision = NULL, facts = facts + 1 WHERE decision IS NOT NULL;
