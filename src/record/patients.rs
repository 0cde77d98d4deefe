//! Patients: added with a look for the same person, changed only from the state that was seen.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;

use super::audit::{self, Who};
use super::clock::{new_id, stamp};
use super::creation;
use super::day::*;
use super::photographs::word;
use super::rows::each;
use super::visits::{consents, summaries};
use super::{Record, RecordError};
use crate::terms::Sex;

/// The longest identifier or name that is kept, in bytes.
pub(super) const MAX_NAME: usize = 100;
/// How alike two names are, 0–1, from which on they may be of one person: one slip of the pen in five letters.
const ALIKE: f64 = 0.8;
/// Candidates that are told.
const MAX_CANDIDATES: usize = 5;

pub(super) const COLUMNS: &str =
    "p.id, p.local_identifier, p.name, p.birth_year, p.sex, p.created_at, p.version";
pub(super) const WIDTH: usize = 7;

/// A patient who is to be added.
#[derive(Debug, Clone, Default)]
pub struct NewPatient<'a> {
    pub local_identifier: &'a str,
    pub name: Option<&'a str>,
    pub birth_year: Option<u16>,
    pub sex: Option<Sex>,
    /// Also where somebody of an alike name and birth year is there.
    pub anyway: bool,
    /// The same key again gives the same patient.
    pub key: Option<&'a str>,
}

/// What is changed; what is none stays.
#[derive(Debug, Clone, Default)]
pub struct PatientChange<'a> {
    pub local_identifier: Option<&'a str>,
    /// An empty name takes the name away.
    pub name: Option<&'a str>,
    pub birth_year: Option<Option<u16>>,
    pub sex: Option<Option<Sex>>,
}

impl Record {
    /// Adds a patient, unless the identifier is taken or, without `anyway`, somebody alike is there.
    pub fn add_patient(&self, new: &NewPatient<'_>, who: Who<'_>) -> Result<Added, RecordError> {
        let act = "add a patient";
        let identifier = clean(new.local_identifier).ok_or(RecordError::Identifier)?;
        let name = new.name.map(cleaned_name).transpose()?.flatten();
        birth_year(new.birth_year)?;
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            if let Some(known) = creation::find(transaction, new.key, "patient").map_err(failed)? {
                return one(transaction, &known).map(Added::Known);
            }
            if let Some(taken) = by_identifier(transaction, identifier).map_err(failed)? {
                return Ok(Added::Similar(vec![taken]));
            }
            if !new.anyway {
                let alike = alike(transaction, name.as_deref(), new.birth_year, None).map_err(failed)?;
                if !alike.is_empty() {
                    return Ok(Added::Similar(alike));
                }
            }
            let (id, now) = (new_id(), Timestamp::now());
            let written = || -> rusqlite::Result<()> {
                transaction.execute(
                    "INSERT INTO patient (id, local_identifier, name, name_key, birth_year, sex, created_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![
                        id,
                        identifier,
                        name,
                        name.as_deref().map(key_of),
                        new.birth_year,
                        new.sex.map(Sex::word),
                        stamp(now)
                    ],
                )?;
                creation::keep(transaction, new.key, "patient", &id, now)?;
                audit::append(transaction, who, now, "patient.added", &id, &json!({}))
            };
            written().map_err(failed)?;
            one(transaction, &id).map(Added::New)
        })
    }

    /// A patient with their encounters, by ULID.
    pub fn patient_card(&self, id: &str) -> Result<PatientCard, RecordError> {
        let act = "look up a patient";
        self.read(act, |connection| {
            let patient = one(connection, id)?;
            let failed = |source| RecordError::Database { act, source };
            let consent = consents(connection, id).map_err(failed)?;
            let (encounters, unreadable) = summaries(connection, id).map_err(failed)?;
            Ok(PatientCard { patient, consent, encounters, unreadable })
        })
    }

    /// Changes a patient whose version `seen` is still the newest.
    pub fn change_patient(
        &self,
        id: &str,
        seen: u32,
        change: &PatientChange<'_>,
        who: Who<'_>,
    ) -> Result<Changed<Patient>, RecordError> {
        let act = "change a patient";
        let identifier =
            change.local_identifier.map(|i| clean(i).ok_or(RecordError::Identifier)).transpose()?;
        let name = change.name.map(cleaned_name).transpose()?;
        birth_year(change.birth_year.flatten())?;
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let now_is = one(transaction, id)?;
            if now_is.version != seen {
                return Ok(Changed::Conflict(now_is));
            }
            if let Some(taken) = identifier
                && let Some(other) = by_identifier(transaction, taken).map_err(failed)?
                && other.id != id
            {
                return Err(RecordError::IdentifierTaken);
            }
            let name = name.clone().unwrap_or(now_is.name.clone());
            let birth_year = change.birth_year.unwrap_or(now_is.birth_year);
            let sex = change.sex.unwrap_or(now_is.sex);
            let identifier = identifier.map(str::to_owned).or(now_is.local_identifier.clone());
            // Which fields, never what stands in them.
            let changed: Vec<&str> = [
                ("local_identifier", identifier != now_is.local_identifier),
                ("name", name != now_is.name),
                ("birth_year", birth_year != now_is.birth_year),
                ("sex", sex != now_is.sex),
            ]
            .iter()
            .filter_map(|(field, is)| is.then_some(*field))
            .collect();
            let written = || -> rusqlite::Result<()> {
                transaction.execute(
                    "UPDATE patient SET local_identifier = ?2, name = ?3, name_key = ?4, birth_year = ?5, sex = ?6,
                     version = version + 1 WHERE id = ?1",
                    params![
                        id,
                        identifier,
                        name,
                        name.as_deref().map(key_of),
                        birth_year,
                        sex.map(Sex::word)
                    ],
                )?;
                let detail = json!({ "fields": changed });
                audit::append(transaction, who, Timestamp::now(), "patient.changed", id, &detail)
            };
            written().map_err(failed)?;
            one(transaction, id).map(Changed::Done)
        })
    }
}

pub(super) fn one(connection: &Connection, id: &str) -> Result<Patient, RecordError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM patient p WHERE p.id = ?1"))
        .and_then(|mut query| query.query_row([id], |row| patient_of(row, 0)).optional())
        .map_err(|source| RecordError::Database { act: "look up a patient", source })?
        .ok_or_else(|| RecordError::NoPatient { patient: id.into() })
}

/// A patient from [`COLUMNS`], of which the first stands in column `at`.
pub(super) fn patient_of(row: &Row<'_>, at: usize) -> rusqlite::Result<Patient> {
    let sex: Option<String> = row.get(at + 4)?;
    Ok(Patient {
        id: row.get(at)?,
        local_identifier: row.get(at + 1)?,
        name: row.get(at + 2)?,
        birth_year: row.get(at + 3)?,
        sex: sex.map(|_| word(row, at + 4)).transpose()?,
        created_at: row.get(at + 5)?,
        version: row.get(at + 6)?,
    })
}

fn by_identifier(transaction: &Transaction<'_>, identifier: &str) -> rusqlite::Result<Option<Patient>> {
    // A leading zero, a space or a capital too many is still the same card.
    transaction
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM patient p WHERE p.local_identifier = ?1 COLLATE NOCASE LIMIT 1"
        ))?
        .query_row([identifier], |row| patient_of(row, 0))
        .optional()
}

/// Who may be the same person: an alike name, and a birth year at most one apart or unknown.
fn alike(
    transaction: &Transaction<'_>,
    name: Option<&str>,
    birth_year: Option<u16>,
    besides: Option<&str>,
) -> rusqlite::Result<Vec<Patient>> {
    let Some(key) = name.map(key_of) else { return Ok(vec![]) };
    let mut query = transaction.prepare_cached(&format!(
        "SELECT {COLUMNS}, p.name_key FROM patient p WHERE p.name_key IS NOT NULL
         AND (?1 IS NULL OR p.birth_year IS NULL OR p.birth_year BETWEEN ?1 - 1 AND ?1 + 1)"
    ))?;
    let others =
        each(query.query([birth_year])?, 0, |row| Ok((row.get::<_, String>(WIDTH)?, patient_of(row, 0)?)))?;
    let mut found: Vec<(f64, Patient)> = Vec::new();
    for (other, patient) in others.into_iter().filter_map(|(_, line)| line) {
        let likeness = strsim::normalized_damerau_levenshtein(&key, &other);
        // Without both years the names alone speak, and have to be the same.
        let years = birth_year.is_some() && patient.birth_year.is_some();
        let enough = if years { likeness >= ALIKE } else { likeness == 1.0 };
        if enough && besides != Some(patient.id.as_str()) {
            found.push((likeness, patient));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(found.into_iter().take(MAX_CANDIDATES).map(|(_, patient)| patient).collect())
}

/// The words of a name in small letters, without marks between them, in order of the alphabet.
pub(super) fn key_of(name: &str) -> String {
    let small = name.to_lowercase();
    let mut words: Vec<&str> = small
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation())
        .filter(|w| !w.is_empty())
        .collect();
    words.sort_unstable();
    words.join(" ")
}

/// What is trimmed, not empty, of bounded length and without control characters.
fn clean(text: &str) -> Option<&str> {
    let text = text.trim();
    let fits = !text.is_empty() && text.len() <= MAX_NAME && !text.chars().any(char::is_control);
    fits.then_some(text)
}

fn cleaned_name(name: &str) -> Result<Option<String>, RecordError> {
    match name.trim().is_empty() {
        true => Ok(None),
        false => clean(name).map(|name| Some(name.to_owned())).ok_or(RecordError::Malformed {
            what: "a name is longer than 100 bytes or has control characters",
        }),
    }
}

fn birth_year(year: Option<u16>) -> Result<(), RecordError> {
    let this_year = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year();
    match year.is_none_or(|year| (1880..=this_year).contains(&(year as i16))) {
        true => Ok(()),
        false => Err(RecordError::Malformed { what: "a birth year is between 1880 and this year" }),
    }
}

#[cfg(test)]
mod tests {
    use super::key_of;

    #[test]
    fn names_in_another_order_or_script_of_case_are_the_same() {
        assert_eq!(key_of("Devi, Asha"), key_of("asha  DEVI"));
        assert_eq!(key_of("आशा देवी"), key_of("देवी आशा"));
        assert_ne!(key_of("Asha Devi"), key_of("Asha Rani"));
    }
}
