//! Readings of the record: every version is kept, the newest is shown.

use rusqlite::{OptionalExtension, Transaction, params};

use super::{Record, RecordError};
use crate::reading::Reading;

impl Record {
    /// The Reading that stands for a photograph, as the JSON that was kept: a doctor's newest correction, else the newest.
    pub fn reading_json(&self, photograph: &str) -> Result<String, RecordError> {
        let act = "look up a reading";
        self.read(act, |connection| {
            let found: Option<String> = connection
                .prepare_cached(
                    "SELECT json FROM reading WHERE photograph_id = ?1
                     ORDER BY corrected_by IS NULL, version DESC LIMIT 1",
                )
                .and_then(|mut query| query.query_row([photograph], |row| row.get(0)).optional())
                .map_err(|source| RecordError::Database { act, source })?;
            match found {
                Some(json) => Ok(json),
                None => {
                    super::photographs::one(connection, photograph)?;
                    Err(RecordError::NoReading { id: photograph.into() })
                }
            }
        })
    }
}

/// Adds the next version of a photograph's reading.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    photograph: &str,
    job: Option<&str>,
    reading: &Reading,
    json: &str,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO reading (id, photograph_id, version, job_id, created_at, software, protocol, bundle_sha256,
             verdict, category, probability, within_days, json, laterality, corrected_by, supersedes)
             VALUES (?1, ?2, (SELECT coalesce(max(version), 0) + 1 FROM reading WHERE photograph_id = ?2),
             ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            reading.id,
            photograph,
            job,
            reading.created_at,
            reading.software,
            reading.protocol,
            reading.models.evidence.as_ref().map(|model| model.sha256.as_str()),
            reading.quality.verdict.word(),
            reading.referral.category.word(),
            reading.referral.probability.map(f64::from),
            reading.referral.within_days,
            json,
            reading.eye.laterality.word(),
            reading.corrected_by,
            reading.supersedes
        ])?;
    Ok(())
}
