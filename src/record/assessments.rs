//! What persons say of readings: every agreement and correction is kept as a row of its own; a doctor's correction makes a
//! new version of the reading in the same commit.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::audit::{self, Who};
use super::clock::{new_id, stamp, utc_offset_minutes};
use super::photographs::{one, parsed, to_json, word};
use super::visits::operator;
use super::{Photograph, Record, RecordError, creation, files, readings};
use crate::reading::Reading;
use crate::reading::correct::Correction;
use crate::terms::{About, Judgement, Role};

/// Assessments of one photograph that are listed.
const LISTED: u32 = 500;

/// What somebody said of a reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Assessment {
    /// ULID.
    pub id: String,
    pub reading_id: String,
    /// Which version of the reading it is about.
    pub version: u32,
    pub about: About,
    /// The finding's id or the condition's name; empty for the others.
    pub target: String,
    pub verdict: Judgement,
    #[schema(required)]
    pub correction: Option<Correction>,
    /// Null where there are no accounts.
    #[schema(required)]
    pub operator_id: Option<String>,
    /// Who said it; null where there are no accounts.
    #[schema(required)]
    pub operator: Option<String>,
    #[schema(required)]
    pub role: Option<Role>,
    /// UTC, RFC 3339.
    pub at: String,
    /// The version of the reading that came of it; null where none did.
    #[schema(required)]
    pub led_to: Option<String>,
}

/// What somebody says of a reading.
#[derive(Debug, Clone)]
pub struct NewAssessment<'a> {
    pub reading: &'a str,
    pub about: About,
    pub target: &'a str,
    pub verdict: Judgement,
    pub correction: Option<&'a Correction>,
    /// The same key again keeps nothing twice.
    pub key: Option<&'a str>,
}

/// What became of an assessment.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    Done(Box<Photograph>),
    /// The reading is not the one that stands any more; nothing was kept.
    Stale(Box<Photograph>),
}

impl Record {
    /// Whether something was made by this key before.
    pub fn is_made(&self, key: Option<&str>, kind: &str) -> Result<bool, RecordError> {
        let act = "look for a key";
        let Some(key) = key else { return Ok(false) };
        self.read(act, |connection| {
            connection
                .query_row(
                    "SELECT EXISTS (SELECT 1 FROM creation WHERE key = ?1 AND kind = ?2)",
                    [key, kind],
                    |row| row.get(0),
                )
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Keeps what somebody says of the reading that stands for a photograph, with the version that `corrected` makes.
    pub fn assess(
        &self,
        photograph: &str,
        new: &NewAssessment<'_>,
        corrected: Option<&Reading>,
        who: Who<'_>,
    ) -> Result<Kept, RecordError> {
        let act = "keep an assessment";
        let correction = new.correction.map(|c| to_json("a correction", c)).transpose()?;
        let text = corrected.map(|reading| to_json("a reading", reading)).transpose()?;
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let now_is = one(transaction, photograph)?;
            if creation::find(transaction, new.key, "assessment").map_err(failed)?.is_some() {
                return Ok(Kept::Done(Box::new(now_is)));
            }
            let stands = now_is.reading.as_ref().map(|reading| reading.id.as_str());
            if stands != Some(new.reading) {
                return Ok(Kept::Stale(Box::new(now_is)));
            }
            let (id, now) = (new_id(), Timestamp::now());
            let written = || -> rusqlite::Result<()> {
                if let (Some(reading), Some(text)) = (corrected, &text) {
                    readings::insert(transaction, photograph, None, reading, text)?;
                    let detail = json!({
                        "reading": reading.id, "sha256": files::sha256_hex(text.as_bytes()),
                        "supersedes": reading.supersedes, "assessment": id
                    });
                    audit::append(transaction, who, now, "reading.corrected", photograph, &detail)?;
                }
                transaction.execute(
                    "INSERT INTO assessment (id, reading_id, operator_id, about, target, verdict, correction, at,
                     utc_offset_minutes, led_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                    params![
                        id,
                        new.reading,
                        operator(who),
                        new.about.word(),
                        new.target,
                        new.verdict.word(),
                        correction,
                        stamp(now),
                        utc_offset_minutes(now),
                        corrected.map(|reading| reading.id.as_str())
                    ],
                )?;
                creation::keep(transaction, new.key, "assessment", &id, now)?;
                let detail = json!({ "assessment": id, "reading": new.reading, "about": new.about,
                                     "target": new.target, "verdict": new.verdict });
                audit::append(transaction, who, now, "reading.assessed", photograph, &detail)
            };
            written().map_err(failed)?;
            one(transaction, photograph).map(|now_is| Kept::Done(Box::new(now_is)))
        })
    }

    /// What was said of every version of a photograph's reading, newest first.
    pub fn assessments(&self, photograph: &str) -> Result<Vec<Assessment>, RecordError> {
        let act = "list assessments";
        self.read(act, |connection| {
            one(connection, photograph)?;
            connection
                .prepare_cached(
                    "SELECT a.id, a.reading_id, r.version, a.about, a.target, a.verdict, a.correction, a.operator_id,
                     o.name, o.role, a.at, a.led_to
                     FROM reading r JOIN assessment a ON a.reading_id = r.id LEFT JOIN operator o ON o.id = a.operator_id
                     WHERE r.photograph_id = ?1 ORDER BY a.id DESC LIMIT ?2",
                )
                .and_then(|mut query| {
                    query.query_map(params![photograph, LISTED], assessment_of)?.collect::<Result<Vec<_>, _>>()
                })
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Up to `n` photographs, drawn by lot from the last `days`, that were called healthy and that no doctor has looked at.
    pub fn negatives(&self, n: u32, days: u32) -> Result<Vec<Photograph>, RecordError> {
        let act = "draw negatives";
        let since = Timestamp::now().checked_sub(jiff::SignedDuration::from_hours(24 * i64::from(days)));
        self.read(act, |connection| {
            let failed = |source| RecordError::Database { act, source };
            let ids: Vec<String> = connection
                .prepare_cached(
                    "SELECT p.id FROM photograph p JOIN reading r ON r.id = (SELECT id FROM reading
                         WHERE photograph_id = p.id ORDER BY corrected_by IS NULL, version DESC LIMIT 1)
                     WHERE p.saved_at >= ?1 AND p.encounter_id IS NOT NULL AND r.category = 'rescreen'
                     AND r.verdict <> 'reject' AND r.corrected_by IS NULL
                     AND NOT EXISTS (SELECT 1 FROM assessment a JOIN reading v ON v.id = a.reading_id
                         JOIN operator o ON o.id = a.operator_id
                         WHERE v.photograph_id = p.id AND o.role <> 'technician')
                     ORDER BY random() LIMIT ?2",
                )
                .and_then(|mut query| {
                    let since = stamp(since.unwrap_or(Timestamp::MIN));
                    query.query_map(params![since, n], |row| row.get(0))?.collect::<Result<_, _>>()
                })
                .map_err(failed)?;
            let mut drawn = Vec::with_capacity(ids.len());
            for id in &ids {
                match one(connection, id) {
                    Err(error) if error.is_content() => {
                        tracing::error!(id, "a photograph cannot be understood and is not drawn: {error}");
                    }
                    found => drawn.push(found?),
                }
            }
            Ok(drawn)
        })
    }

    /// One version of a reading, as the JSON that was kept, if the record has it.
    pub fn reading_by_id(&self, id: &str) -> Result<Option<String>, RecordError> {
        let act = "look up a reading";
        self.read(act, |connection| {
            connection
                .prepare_cached("SELECT json FROM reading WHERE id = ?1")
                .and_then(|mut query| query.query_row([id], |row| row.get(0)).optional())
                .map_err(|source| RecordError::Database { act, source })
        })
    }
}

fn assessment_of(row: &Row<'_>) -> rusqlite::Result<Assessment> {
    let correction: Option<String> = row.get(6)?;
    let role: Option<String> = row.get(9)?;
    Ok(Assessment {
        id: row.get(0)?,
        reading_id: row.get(1)?,
        version: row.get(2)?,
        about: word(row, 3)?,
        target: row.get(4)?,
        verdict: word(row, 5)?,
        correction: correction.map(|json| parsed(6, &json)).transpose()?,
        operator_id: row.get(7)?,
        operator: row.get(8)?,
        role: role.map(|_| word(row, 9)).transpose()?,
        at: row.get(10)?,
        led_to: row.get(11)?,
    })
}
