//! Outcomes that became otherwise when a photograph was read again: listed until a person has looked at them.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::audit::{self, Who};
use super::clock::{new_id, stamp};
use super::photographs::{one, to_json};
use super::types::Photograph;
use super::{Record, RecordError};

/// One photograph whose outcome became otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OutcomeChange {
    /// ULID; later changes have greater ids.
    pub id: String,
    /// UTC, RFC 3339.
    pub at: String,
    pub photograph: Photograph,
    /// What is otherwise: `referral`, or the name of a condition.
    pub what: Vec<String>,
    pub before: ReadOutcome,
    pub after: ReadOutcome,
}

/// What a reading came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReadOutcome {
    /// ULID of the Reading.
    pub reading: String,
    /// A referral's category, as the Reading has it.
    pub category: String,
    /// The bundle that read it; null where none is named.
    #[schema(required)]
    pub bundle_sha256: Option<String>,
}

impl Record {
    /// Changes that nobody has looked at, the oldest first, after an id, at most `limit`.
    pub fn outcome_changes(&self, after: &str, limit: u32) -> Result<Vec<OutcomeChange>, RecordError> {
        let act = "list changed outcomes";
        self.read(act, |connection| {
            let failed = |source| RecordError::Database { act, source };
            let mut query = connection
                .prepare_cached(
                    "SELECT c.id, c.at, c.photograph_id, c.what, b.id, b.category, b.bundle_sha256,
                     a.id, a.category, a.bundle_sha256 FROM outcome_change c
                     JOIN reading b ON b.id = c.before_id JOIN reading a ON a.id = c.after_id
                     WHERE c.seen_at IS NULL AND c.id > ?1 ORDER BY c.id LIMIT ?2",
                )
                .map_err(failed)?;
            let mut rows = query.query(params![after, limit]).map_err(failed)?;
            let change = |row: &Row<'_>| -> Result<OutcomeChange, RecordError> {
                let outcome = |from: usize| -> rusqlite::Result<ReadOutcome> {
                    Ok(ReadOutcome {
                        reading: row.get(from)?,
                        category: row.get(from + 1)?,
                        bundle_sha256: row.get(from + 2)?,
                    })
                };
                let text = |column: usize| row.get::<_, String>(column).map_err(failed);
                Ok(OutcomeChange {
                    id: text(0)?,
                    at: text(1)?,
                    photograph: one(connection, &text(2)?)?,
                    what: serde_json::from_str(&text(3)?)
                        .map_err(|source| RecordError::Content { what: "a changed outcome", source })?,
                    before: outcome(4).map_err(failed)?,
                    after: outcome(7).map_err(failed)?,
                })
            };
            let mut changes = Vec::new();
            while let Some(row) = rows.next().map_err(failed)? {
                match change(row) {
                    // Its photograph is named where photographs are listed; the others have to be looked at.
                    Err(error) if error.is_content() => {
                        tracing::error!("a changed outcome cannot be understood: {error}");
                    }
                    made => changes.push(made?),
                }
            }
            Ok(changes)
        })
    }

    /// How many changes nobody has looked at.
    pub fn count_outcome_changes(&self) -> Result<u64, RecordError> {
        let act = "count changed outcomes";
        self.read(act, |connection| {
            connection
                .prepare_cached("SELECT count(*) FROM outcome_change WHERE seen_at IS NULL")
                .and_then(|mut query| query.query_row([], |row| row.get::<_, i64>(0)))
                .map(|count| count.unsigned_abs())
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// A person has looked at a change; once more changes nothing.
    pub fn see_outcome_change(&self, id: &str, who: Who<'_>) -> Result<(), RecordError> {
        let act = "note that a changed outcome was looked at";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let found: Option<(String, Option<String>)> = transaction
                .query_row("SELECT photograph_id, seen_at FROM outcome_change WHERE id = ?1", [id], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()
                .map_err(failed)?;
            let (photograph, seen) = found.ok_or_else(|| RecordError::NoChange { id: id.into() })?;
            if seen.is_some() {
                return Ok(());
            }
            let now = Timestamp::now();
            transaction
                .execute(
                    "UPDATE outcome_change SET seen_at = ?2, seen_by = ?3 WHERE id = ?1",
                    params![id, stamp(now), who.actor],
                )
                .and_then(|_| {
                    let detail = json!({ "change": id });
                    audit::append(transaction, who, now, "outcome_change.seen", &photograph, &detail)
                })
                .map_err(failed)
        })
    }
}

/// The reading that stands for a photograph: id and text.
pub(super) fn standing(
    connection: &Connection,
    photograph: &str,
) -> rusqlite::Result<Option<(String, String)>> {
    connection
        .prepare_cached(
            "SELECT id, json FROM reading WHERE photograph_id = ?1 ORDER BY corrected_by IS NULL, version DESC LIMIT 1",
        )?
        .query_row([photograph], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// Compares what stood for a photograph with what stands now, and lists it where the outcome is otherwise.
pub(super) fn note(
    transaction: &Transaction<'_>,
    photograph: &str,
    before: Option<(String, String)>,
    now: Timestamp,
) -> Result<(), RecordError> {
    let failed = |source| RecordError::Database { act: "compare two readings", source };
    let (Some((before, old)), Some((after, new))) =
        (before, standing(transaction, photograph).map_err(failed)?)
    else {
        return Ok(());
    };
    let what = otherwise(&old, &new);
    if before == after || what.is_empty() {
        return Ok(());
    }
    // Of a photograph that was read again twice, the last change alone is looked at.
    let first: Option<String> = transaction
        .query_row(
            "SELECT before_id FROM outcome_change WHERE photograph_id = ?1 AND seen_at IS NULL",
            [photograph],
            |row| row.get(0),
        )
        .optional()
        .map_err(failed)?;
    transaction
        .execute("DELETE FROM outcome_change WHERE photograph_id = ?1 AND seen_at IS NULL", [photograph])
        .map_err(failed)?;
    let before = match first {
        None => before,
        Some(first) => {
            let text: String = transaction
                .query_row("SELECT json FROM reading WHERE id = ?1", [&first], |row| row.get(0))
                .map_err(failed)?;
            // It is again as the person last saw it.
            if otherwise(&text, &new).is_empty() {
                return Ok(());
            }
            first
        }
    };
    let what = to_json("a changed outcome", &what)?;
    transaction
        .execute(
            "INSERT INTO outcome_change (id, photograph_id, before_id, after_id, what, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![new_id(), photograph, before, after, what, stamp(now)],
        )
        .map_err(failed)?;
    Ok(())
}

/// What is otherwise for the patient between two readings: the referral's category, and each condition whose stage or
/// status differs where either of them grades it. Texts of any version of this software are compared.
fn otherwise(before: &str, after: &str) -> Vec<String> {
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    let (before, after) = (parsed(before), parsed(after));
    let mut what = Vec::new();
    if before["referral"]["category"] != after["referral"]["category"] {
        what.push("referral".to_owned());
    }
    let of = |reading: &Value, name: &str| -> (Value, Value) {
        let found = reading["conditions"].as_array().into_iter().flatten().find(|c| c["condition"] == name);
        found.map_or((Value::Null, Value::Null), |c| (c["status"].clone(), c["stage"].clone()))
    };
    for condition in after["conditions"].as_array().into_iter().flatten() {
        let Some(name) = condition["condition"].as_str() else { continue };
        let (old, new) = (of(&before, name), of(&after, name));
        let graded = !old.1.is_null() || !new.1.is_null();
        if graded && old != new && condition["research"] != true {
            what.push(name.to_owned());
        }
    }
    what
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(category: &str, status: &str, stage: Value) -> String {
        json!({
            "referral": { "category": category },
            "conditions": [
                { "condition": "diabetic_retinopathy", "status": status, "stage": stage, "research": false },
                { "condition": "glaucoma_suspect", "status": category, "stage": null, "research": false },
            ]
        })
        .to_string()
    }

    #[test]
    fn what_is_otherwise_is_referral_and_graded_conditions() {
        let before = reading("rescreen", "absent", json!({ "icdr": 0 }));
        assert!(otherwise(&before, &before).is_empty());
        let graded = reading("rescreen", "present", json!({ "icdr": 1 }));
        assert_eq!(otherwise(&before, &graded), ["diabetic_retinopathy"]);
        let referred = reading("refer", "present", json!({ "icdr": 2 }));
        assert_eq!(otherwise(&before, &referred), ["referral", "diabetic_retinopathy"]);
        assert_eq!(otherwise("not JSON", &referred).len(), 2, "what cannot be compared is shown");
    }
}
