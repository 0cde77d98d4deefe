//! Retention: photographs that are older than a clinic keeps them, of patients whom no open recall awaits. Rows, readings
//! and files go together, as in an erasure; patients, encounters, recalls and reports stay.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Transaction, params};
use serde_json::json;

use super::audit::{self, Who};
use super::clock::stamp;
use super::{Record, RecordError, files};

/// Days of a year, the leap days shared out.
const YEAR_DAYS: f64 = 365.2425;
/// Photographs that go in one transaction.
const AT_ONCE: usize = 50;

/// What goes, or would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retained {
    /// Ids, the oldest first.
    pub photographs: Vec<String>,
    /// Photographs of that age that stay: an open recall awaits the patient, or no patient is known.
    pub kept: u64,
    /// What was saved before this time is old, UTC, RFC 3339.
    pub before: String,
}

impl Record {
    /// Takes away what is older than `years`; only says what would go unless `really`. The years count back from the newest
    /// photograph where the clock is ahead of it, so that a clock which jumped takes nothing.
    pub fn retain(&self, years: u16, really: bool, who: Who<'_>) -> Result<Retained, RecordError> {
        let act = "look for photographs that are kept no longer";
        let _saving = self.saving.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (old, found) = self.read(act, |connection| {
            let failed = |source| RecordError::Database { act, source };
            let newest: Option<String> = connection
                .query_row("SELECT max(saved_at) FROM photograph", [], |row| row.get(0))
                .map_err(failed)?;
            let now = Timestamp::now();
            let newest = newest.and_then(|stamp| stamp.parse().ok()).unwrap_or(now).min(now);
            let age = SignedDuration::from_secs_f64(f64::from(years) * YEAR_DAYS * 86400.0);
            let before = stamp(newest.checked_sub(age).unwrap_or(Timestamp::MIN));
            let old: i64 = connection
                .query_row("SELECT count(*) FROM photograph WHERE saved_at < ?1", [&before], |row| row.get(0))
                .map_err(failed)?;
            let found: Vec<(String, String, String)> = connection
                .prepare(
                    "SELECT p.id, p.path, p.sha256 FROM photograph p JOIN encounter e ON e.id = p.encounter_id
                     WHERE p.saved_at < ?1 AND e.patient_id IS NOT NULL AND NOT EXISTS (
                         SELECT 1 FROM recall c JOIN encounter v ON v.id = c.encounter_id
                         WHERE v.patient_id = e.patient_id AND c.outcome = 'open')
                     ORDER BY p.id",
                )
                .and_then(|mut query| {
                    query.query_map([&before], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
                })
                .map_err(failed)?;
            Ok(((old, before), found))
        })?;
        let (old, before) = old;
        if really {
            for some in found.chunks(AT_ONCE) {
                self.write("take away photographs that are kept no longer", |transaction| {
                    some.iter()
                        .try_for_each(|(id, ..)| remove(transaction, id, years, who))
                        .map_err(|source| self.database(act, source))
                })?;
                for (_, path, sha256) in some {
                    files::discard(&self.folder.join(path));
                    files::derived_of(&self.folder, Some(sha256))
                        .iter()
                        .for_each(|path| files::discard(path));
                }
            }
        }
        let kept = old.unsigned_abs().saturating_sub(found.len() as u64);
        Ok(Retained { photographs: found.into_iter().map(|(id, ..)| id).collect(), kept, before })
    }
}

fn remove(transaction: &Transaction<'_>, id: &str, years: u16, who: Who<'_>) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM outcome_change WHERE photograph_id = ?1",
        "DELETE FROM assessment WHERE reading_id IN (SELECT id FROM reading WHERE photograph_id = ?1)",
        "DELETE FROM outbox WHERE subject = ?1 OR subject IN (SELECT id FROM reading WHERE photograph_id = ?1)",
        "DELETE FROM reading WHERE photograph_id = ?1",
        "DELETE FROM job WHERE photograph_id = ?1",
        "DELETE FROM photograph WHERE id = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute(params![id])?;
    }
    audit::append(
        transaction,
        who,
        Timestamp::now(),
        "photograph.erased",
        id,
        &json!({ "kept_years": years }),
    )
}
