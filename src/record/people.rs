//! Patients and encounters, and under which of them a photograph is filed; every move leaves its trace.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::audit::{self, Who};
use super::clock::{is_id, new_id, stamp};
use super::photographs::one;
use super::visits::has_consent;
use super::{Photograph, Record, RecordError};
use crate::terms::Laterality;

/// The longest identifier that is kept, in bytes.
const MAX_IDENTIFIER: usize = 100;

/// Where a photograph is to be filed; what is none stays as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filing<'a> {
    /// ULID of the encounter.
    pub encounter: Option<&'a str>,
    /// The eye, as a person says it; no reader overrules it afterwards.
    pub laterality: Option<Laterality>,
    /// The patient's consent to screening stands elsewhere, such as on paper: it is not asked of the record.
    pub consent_elsewhere: bool,
}

impl Record {
    /// The patient that a photograph is of; none where it belongs to no encounter with one.
    pub fn patient_of(&self, photograph: &str) -> Result<Option<String>, RecordError> {
        let act = "look up whose a photograph is";
        self.read(act, |connection| {
            connection
                .prepare_cached(
                    "SELECT e.patient_id FROM photograph p JOIN encounter e ON e.id = p.encounter_id WHERE p.id = ?1",
                )
                .and_then(|mut query| query.query_row([photograph], |row| row.get(0)).optional())
                .map(Option::flatten)
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// The patient of an encounter; none where it has none, or where there is no such encounter.
    pub fn patient_in(&self, encounter: &str) -> Result<Option<String>, RecordError> {
        let act = "look up whose an encounter is";
        self.read(act, |connection| {
            connection
                .query_row("SELECT patient_id FROM encounter WHERE id = ?1", [encounter], |row| row.get(0))
                .optional()
                .map(Option::flatten)
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// What the clinic calls the patient of an encounter, and the day it began, where the clinic is: to find it by.
    pub fn named_visit(&self, encounter: &str) -> Result<(Option<String>, String), RecordError> {
        let act = "look up an encounter";
        self.read(act, |connection| {
            connection
                .query_row(
                    "SELECT p.local_identifier, date(e.started_at, e.utc_offset_minutes || ' minutes')
                     FROM encounter e LEFT JOIN patient p ON p.id = e.patient_id WHERE e.id = ?1",
                    [encounter],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// The patient that the clinic calls so, added where it is new. Returns the ULID.
    pub fn patient(&self, local_identifier: &str, who: Who<'_>) -> Result<String, RecordError> {
        let act = "add a patient";
        let name = local_identifier.trim();
        if name.is_empty() || name.len() > MAX_IDENTIFIER || name.chars().any(char::is_control) {
            return Err(RecordError::Identifier);
        }
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            if let Some(id) = find_patient(transaction, name).map_err(failed)? {
                return Ok(id);
            }
            let (id, now) = (new_id(), Timestamp::now());
            transaction
                .execute(
                    "INSERT INTO patient (id, local_identifier, created_at) VALUES (?1, ?2, ?3)",
                    params![id, name, stamp(now)],
                )
                .and_then(|_| audit::append(transaction, who, now, "patient.added", &id, &json!({})))
                .map_err(failed)?;
            Ok(id)
        })
    }

    /// Begins an encounter with a patient. Returns its ULID.
    pub fn begin_encounter(&self, patient: &str, who: Who<'_>) -> Result<String, RecordError> {
        self.begin_visit(patient, None, who)
    }

    /// Files a photograph under another encounter or eye. The audit keeps from where and to where.
    pub fn file_photograph(
        &self,
        photograph: &str,
        to: Filing<'_>,
        who: Who<'_>,
    ) -> Result<Photograph, RecordError> {
        let act = "file a photograph";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let before: Option<(Option<String>, String)> = transaction
                .query_row(
                    "SELECT encounter_id, laterality FROM photograph WHERE id = ?1",
                    [photograph],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()
                .map_err(failed)?;
            let Some((encounter, eye)) = before else {
                return Err(RecordError::NoPhotograph { id: photograph.into() });
            };
            if let Some(wanted) = to.encounter {
                let stays = encounter.as_deref() == Some(wanted);
                may_attach(transaction, wanted, to.consent_elsewhere || stays)?;
                let again: bool = transaction
                    .query_row(
                        "SELECT EXISTS (SELECT 1 FROM photograph a JOIN photograph b ON a.sha256 = b.sha256
                         WHERE a.id = ?1 AND b.id <> ?1 AND b.encounter_id = ?2)",
                        [photograph, wanted],
                        |row| row.get(0),
                    )
                    .map_err(failed)?;
                if again {
                    return Err(RecordError::Malformed { what: "this very photograph is in that encounter already" });
                }
            }
            let eye_now = to.laterality.map_or(eye.as_str(), |laterality| laterality.word());
            let encounter_now = to.encounter.or(encounter.as_deref());
            transaction
                .execute(
                    "UPDATE photograph SET encounter_id = ?2, laterality = ?3,
                     laterality_by = CASE WHEN ?4 THEN 'person' ELSE laterality_by END,
                     laterality_confirmed = CASE WHEN ?4 THEN EXISTS
                         (SELECT 1 FROM reading r WHERE r.photograph_id = photograph.id) ELSE laterality_confirmed END
                     WHERE id = ?1",
                    params![photograph, encounter_now, eye_now, to.laterality.is_some()],
                )
                .and_then(|_| {
                    let detail = json!({
                        "from": { "encounter": encounter, "eye": eye },
                        "to": { "encounter": encounter_now, "eye": eye_now }
                    });
                    audit::append(transaction, who, Timestamp::now(), "photograph.filed", photograph, &detail)
                })
                .map_err(failed)?;
            one(transaction, photograph)
        })
    }
}

/// Whether a photograph may be attached to an encounter: it is there, and its patient agrees to being screened.
pub(super) fn may_attach(
    connection: &Connection,
    encounter: &str,
    consent_elsewhere: bool,
) -> Result<(), RecordError> {
    let failed = |source| RecordError::Database { act: "look for a consent", source };
    let known: bool = connection
        .query_row("SELECT EXISTS (SELECT 1 FROM encounter WHERE id = ?1)", [encounter], |row| row.get(0))
        .map_err(failed)?;
    if !known {
        return Err(RecordError::NoEncounter { encounter: encounter.into() });
    }
    match consent_elsewhere || has_consent(connection, encounter).map_err(failed)? {
        true => Ok(()),
        false => Err(RecordError::NoConsent),
    }
}

/// The ULID of a patient, by the ULID itself or by what the clinic calls them.
pub(super) fn find_patient(connection: &Connection, named: &str) -> rusqlite::Result<Option<String>> {
    let column = if is_id(named) { "id" } else { "local_identifier" };
    connection
        .query_row(&format!("SELECT id FROM patient WHERE {column} = ?1"), [named], |row| row.get(0))
        .optional()
}
