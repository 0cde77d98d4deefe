//! What a decision is made of, and the decision as it is kept until something changes.

use rusqlite::{Row, params};

use super::photographs::{to_json, word};
use super::visits::visit;
use super::{Record, RecordError};
use crate::reading::{Encounter, History};
use crate::terms::Laterality;

/// What a decision is made of, and of which state.
#[derive(Debug, Clone)]
pub struct Facts {
    pub history: History,
    pub photographs: Vec<FactPhotograph>,
    state: i64,
}

/// A photograph with the Reading that stands for it.
#[derive(Debug, Clone)]
pub struct FactPhotograph {
    pub id: String,
    pub file: String,
    /// The eye that a person said; unknown where none did.
    pub said: Laterality,
    pub confirmed: bool,
    pub failed: bool,
    /// JSON of the Reading: a doctor's newest correction, else the newest; none where it is not read.
    pub reading: Option<String>,
}

impl Record {
    /// What a decision is made of.
    pub fn facts(&self, encounter: &str) -> Result<Facts, RecordError> {
        let act = "gather an encounter";
        self.read(act, |connection| {
            let visit = visit(connection, encounter)?;
            let failed = |source| RecordError::Database { act, source };
            let state = connection
                .query_row("SELECT facts FROM encounter WHERE id = ?1", [encounter], |row| row.get(0))
                .map_err(failed)?;
            let photographs = connection
                .prepare_cached(
                    "SELECT p.id, p.file_name, CASE p.laterality_by WHEN 'person' THEN p.laterality ELSE 'unknown' END,
                     p.laterality_confirmed,
                     EXISTS (SELECT 1 FROM job j WHERE j.photograph_id = p.id AND j.state = 'poison'),
                     (SELECT r.json FROM reading r WHERE r.photograph_id = p.id
                      ORDER BY r.corrected_by IS NULL, r.version DESC LIMIT 1)
                     FROM photograph p WHERE p.encounter_id = ?1 ORDER BY p.id",
                )
                .and_then(|mut query| {
                    // What cannot be understood of a photograph is as if nobody had said it, and a reading as if it had
                    // failed: neither makes a visit harmless, nor keeps the other eye's result back.
                    let row = |row: &Row<'_>| {
                        let reading = row.get::<_, Option<String>>(5);
                        Ok(FactPhotograph {
                            id: row.get(0)?,
                            file: row.get(1)?,
                            said: word(row, 2).unwrap_or(Laterality::Unknown),
                            confirmed: row.get(3)?,
                            failed: row.get::<_, bool>(4)? || reading.is_err(),
                            reading: reading.unwrap_or(None),
                        })
                    };
                    query.query_map([encounter], row)?.collect::<Result<Vec<_>, _>>()
                })
                .map_err(failed)?;
            let history = History {
                symptoms: visit.symptoms,
                diabetes: visit.diabetes,
                diabetes_years: visit.diabetes_years,
                eyes: visit.eyes,
            };
            Ok(Facts { history, photographs, state })
        })
    }

    /// Keeps decisions together, each unless something has changed since its facts were gathered. An open recall of an
    /// encounter that has ended follows it.
    pub fn keep_decisions(&self, decided: &[(Facts, Encounter)]) -> Result<(), RecordError> {
        let act = "keep a decision";
        let texts: Vec<String> =
            decided.iter().map(|(_, decision)| to_json("a decision", decision)).collect::<Result<_, _>>()?;
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            for ((facts, decision), text) in decided.iter().zip(&texts) {
                let (category, within_days) = (decision.referral.category, decision.referral.within_days);
                let kept = transaction
                    .prepare_cached(
                        "UPDATE encounter SET decision = ?2, category = ?3, within_days = ?4
                         WHERE id = ?1 AND facts = ?5",
                    )
                    .and_then(|mut update| {
                        update.execute(params![decision.id, text, category.word(), within_days, facts.state])
                    })
                    .map_err(failed)?;
                if kept == 1 {
                    super::recalls::follow(transaction, &decision.id, category, within_days)
                        .map_err(failed)?;
                }
            }
            Ok(())
        })
    }
}
