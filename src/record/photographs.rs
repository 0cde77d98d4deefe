//! Photographs of the record: file first, then the row and its job; list and look up.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

use super::audit::{self, Who};
use super::clock::{new_id, stamp, utc_offset_minutes};
use super::people::{Filing, may_attach};
use super::rows::{Parted, each, paged, parted};
use super::types::*;
use super::{Record, RecordError, files};
use crate::reading::{FieldCircle, Quality};
use crate::terms::Laterality;

/// The kind of job that reads a photograph.
pub(super) const READ: &str = "read";

/// A photograph that is to be saved: its bytes, and what was seen of it at once.
#[derive(Debug)]
pub struct NewPhotograph<'a> {
    pub bytes: &'a [u8],
    /// Name of the file as it came.
    pub file: &'a str,
    pub media_type: &'a str,
    /// Pixels, upright.
    pub width: u32,
    pub height: u32,
    pub origin: Origin,
    pub quality: &'a Quality,
    pub field_of_view: Option<FieldCircle>,
}

/// Photographs of one visit; a visit with more is no visit, and its page and report would not end.
const MAX_IN_VISIT: u32 = 200;

const SELECT: &str = "
    SELECT p.id, p.file_name, p.sha256, p.bytes, p.media_type, p.width, p.height, p.origin, p.saved_at,
           p.laterality, p.quality, p.field_of_view,
           j.state, j.attempts, j.last_error,
           r.id, r.version, r.created_at, r.verdict, r.category, r.probability, r.within_days,
           p.encounter_id, p.laterality_by, p.laterality_confirmed, r.laterality, r.corrected_by
    FROM photograph p
    LEFT JOIN job j ON j.id =
        (SELECT id FROM job WHERE photograph_id = p.id AND kind = 'read' ORDER BY id DESC LIMIT 1)
    LEFT JOIN reading r ON r.id = (SELECT id FROM reading WHERE photograph_id = p.id
        ORDER BY corrected_by IS NULL, version DESC LIMIT 1)";

impl Record {
    /// Saves a photograph and queues its reading; both are on the disk when this returns.
    /// The flag tells whether it is new: the same bytes twice are the same photograph, and the first answer stands.
    pub fn save_photograph(&self, new: &NewPhotograph<'_>) -> Result<(Photograph, bool), RecordError> {
        self.save_photograph_of(new, Filing::default(), Who::STATION)
    }

    /// As [`Record::save_photograph`], filed at once under an encounter and an eye: all of it is on the disk, or nothing.
    pub fn save_photograph_of(
        &self,
        new: &NewPhotograph<'_>,
        of: Filing<'_>,
        who: Who<'_>,
    ) -> Result<(Photograph, bool), RecordError> {
        let sha256 = files::sha256_hex(new.bytes);
        let _saving = self.saving.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((known, path)) = self.find_by_content(&sha256)? {
            self.mend(&path, new.bytes)?;
            return Ok((self.read_again(known)?, false));
        }
        let disk = self.disk()?;
        if disk.free < disk.floor.saturating_add(new.bytes.len() as u64) {
            return Err(RecordError::DiskFull { path: self.folder.clone() });
        }
        let relative = files::relative_path(&sha256, new.media_type);
        let path = self.folder.join(&relative);
        files::write_durably(&path, new.bytes)?;
        match self.insert(new, &sha256, &relative, of, who) {
            Ok(photograph) => Ok((photograph, true)),
            // Its row may come back: the file stays, and the scrubber takes it away if it never does.
            Err(error) if error.is_in_doubt() => Err(error),
            Err(error) => {
                files::discard(&path);
                Err(error)
            }
        }
    }

    /// The photograph that has these very bytes, if the record has it; its file is mended where the disk lost it, and
    /// it is read again where its reading had been set aside.
    pub fn recognise(&self, bytes: &[u8]) -> Result<Option<Photograph>, RecordError> {
        let sha256 = files::sha256_hex(bytes);
        let _saving = self.saving.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Some((known, path)) = self.find_by_content(&sha256)? else { return Ok(None) };
        self.mend(&path, bytes)?;
        Ok(Some(self.read_again(known)?))
    }

    /// One photograph.
    pub fn photograph(&self, id: &str) -> Result<Photograph, RecordError> {
        self.read("look up a photograph", |connection| one(connection, id))
    }

    /// Photographs older than `before` (or the newest), newest first, at most `limit` rows.
    pub fn photographs(&self, limit: u32, before: Option<&str>) -> Result<PhotographPage, RecordError> {
        let act = "list photographs";
        self.read(act, |connection| {
            // '~' sorts after every ULID.
            let before = before.unwrap_or("~");
            let most = limit.saturating_add(1);
            let lines = connection
                .prepare_cached(&format!("{SELECT} WHERE p.id < ?1 ORDER BY p.id DESC LIMIT ?2"))
                .and_then(|mut query| each(query.query(params![before, most])?, 0, photograph_of))
                .map_err(|source| RecordError::Database { act, source })?;
            let (lines, next) = paged(lines, limit);
            let (photographs, unreadable) = parted(lines);
            Ok(PhotographPage { photographs, unreadable, next })
        })
    }

    /// How many photographs there are.
    pub fn count_photographs(&self) -> Result<u64, RecordError> {
        let act = "count photographs";
        self.read(act, |connection| {
            connection
                .query_row("SELECT count(*) FROM photograph", [], |row| row.get::<_, i64>(0))
                .map(|count| count as u64)
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// The bytes of a photograph, checked against what was saved.
    pub fn photograph_bytes(&self, id: &str) -> Result<Vec<u8>, RecordError> {
        let act = "find a photograph's file";
        let (path, sha256): (String, String) = self.read(act, |connection| {
            connection
                .prepare_cached("SELECT path, sha256 FROM photograph WHERE id = ?1")
                .and_then(|mut query| query.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional())
                .map_err(|source| RecordError::Database { act, source })?
                .ok_or_else(|| RecordError::NoPhotograph { id: id.into() })
        })?;
        files::read_checked(&self.folder.join(path), &sha256)
    }

    fn find_by_content(&self, sha256: &str) -> Result<Option<(Photograph, String)>, RecordError> {
        let act = "look for the same bytes";
        self.read(act, |connection| {
            let found: Option<(String, String)> = connection
                .prepare_cached("SELECT id, path FROM photograph WHERE sha256 = ?1 ORDER BY id LIMIT 1")
                .and_then(|mut query| {
                    query.query_row([sha256], |row| Ok((row.get(0)?, row.get(1)?))).optional()
                })
                .map_err(|source| RecordError::Database { act, source })?;
            found.map(|(id, path)| Ok((one(connection, &id)?, path))).transpose()
        })
    }

    /// Writes the file of a known photograph again where the disk has lost or altered it.
    fn mend(&self, relative: &str, bytes: &[u8]) -> Result<(), RecordError> {
        let path = self.folder.join(relative);
        match std::fs::read(&path) {
            Ok(kept) if kept == bytes => Ok(()),
            _ => files::write_durably(&path, bytes),
        }
    }

    fn insert(
        &self,
        new: &NewPhotograph<'_>,
        sha256: &str,
        path: &str,
        of: Filing<'_>,
        who: Who<'_>,
    ) -> Result<Photograph, RecordError> {
        let act = "add a photograph";
        let (id, job, now) = (new_id(), new_id(), Timestamp::now());
        let quality = to_json("a quality", new.quality)?;
        let field = new.field_of_view.map(|field| to_json("a field of view", &field)).transpose()?;
        self.write(act, |transaction| {
            if let Some(encounter) = of.encounter {
                may_attach(transaction, encounter, of.consent_elsewhere)?;
                let held: u32 = transaction
                    .prepare_cached("SELECT count(*) FROM photograph WHERE encounter_id = ?1")
                    .and_then(|mut query| query.query_row([encounter], |row| row.get(0)))
                    .map_err(|source| self.database(act, source))?;
                if held >= MAX_IN_VISIT {
                    let (what, remedy) = ("photographs in this visit", "Begin another visit of this patient.");
                    return Err(RecordError::Full { what, most: MAX_IN_VISIT, remedy });
                }
            }
            let written = || -> rusqlite::Result<()> {
                transaction
                    .prepare_cached(
                        "INSERT INTO photograph (id, sha256, path, bytes, media_type, width, height, file_name, origin,
                         verdict, quality, field_of_view, saved_at, utc_offset_minutes, encounter_id, laterality,
                         laterality_by)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
                    )?
                    .execute(params![
                        id,
                        sha256,
                        path,
                        new.bytes.len() as i64,
                        new.media_type,
                        new.width,
                        new.height,
                        new.file,
                        new.origin.word(),
                        new.quality.verdict.word(),
                        quality,
                        field,
                        stamp(now),
                        utc_offset_minutes(now),
                        of.encounter,
                        of.laterality.unwrap_or(Laterality::Unknown).word(),
                        if of.laterality.is_some() { "person" } else { "none" }
                    ])?;
                transaction
                    .prepare_cached(
                        "INSERT INTO job (id, kind, photograph_id, state, priority, not_before, created_at)
                         VALUES (?1, ?2, ?3, 'queued', ?4, ?5, ?5)",
                    )?
                    .execute(params![job, READ, id, new.origin.priority(), stamp(now)])?;
                let mut detail = json!({ "sha256": sha256, "origin": new.origin.word(), "job": job });
                if of.encounter.is_some() || of.laterality.is_some() {
                    detail["encounter"] = json!(of.encounter);
                    detail["eye"] = json!(of.laterality);
                }
                audit::append(transaction, who, now, "photograph.saved", &id, &detail)
            };
            written().map_err(|source| self.database(act, source))?;
            one(transaction, &id)
        })
    }
}

/// One photograph by its id.
pub(super) fn one(connection: &Connection, id: &str) -> Result<Photograph, RecordError> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE p.id = ?1"))
        .and_then(|mut query| query.query_row([id], photograph_of).optional())
        .map_err(|source| RecordError::Database { act: "look up a photograph", source })?
        .ok_or_else(|| RecordError::NoPhotograph { id: id.into() })
}

/// The photographs of an encounter in the order they were taken, and the ids of those whose row cannot be understood.
pub(super) fn of_encounter(connection: &Connection, encounter: &str) -> rusqlite::Result<Parted<Photograph>> {
    let mut query =
        connection.prepare_cached(&format!("{SELECT} WHERE p.encounter_id = ?1 ORDER BY p.id"))?;
    Ok(parted(each(query.query([encounter])?, 0, photograph_of)?))
}

pub(super) fn to_json<T: serde::Serialize>(what: &'static str, value: &T) -> Result<String, RecordError> {
    serde_json::to_string(value).map_err(|source| RecordError::Content { what, source })
}

/// A column of JSON, or of one word, as what it stands for.
pub(super) fn parsed<T: serde::de::DeserializeOwned>(column: usize, json: &str) -> rusqlite::Result<T> {
    let wrong = |error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    };
    serde_json::from_str(json).map_err(wrong)
}

pub(super) fn word<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    parsed(column, &serde_json::Value::String(text).to_string())
}

fn photograph_of(row: &Row<'_>) -> rusqlite::Result<Photograph> {
    let field: Option<String> = row.get(11)?;
    let state: Option<String> = row.get(12)?;
    let error: Option<String> = row.get(14)?;
    let reading = match row.get::<_, Option<String>>(15)? {
        None => None,
        Some(id) => Some(ReadingSummary {
            id,
            version: row.get(16)?,
            created_at: row.get(17)?,
            verdict: word(row, 18)?,
            category: word(row, 19)?,
            probability: row.get::<_, Option<f64>>(20)?.map(|p| p as f32),
            within_days: row.get(21)?,
            corrected_by: row.get(26)?,
        }),
    };
    let (laterality, laterality_by): (Laterality, LateralityBy) = (word(row, 9)?, word(row, 23)?);
    let picture = row.get::<_, Option<String>>(25)?.map(|_| word(row, 25)).transpose()?;
    let told =
        [Some(laterality), picture].iter().all(|eye| eye.is_some_and(|eye| eye != Laterality::Unknown));
    let confirmed: bool = row.get(24)?;
    Ok(Photograph {
        id: row.get(0)?,
        file: row.get(1)?,
        sha256: row.get(2)?,
        bytes: row.get::<_, i64>(3)? as u64,
        media_type: row.get(4)?,
        width: row.get(5)?,
        height: row.get(6)?,
        origin: word(row, 7)?,
        saved_at: row.get(8)?,
        encounter_id: row.get(22)?,
        laterality,
        laterality_by,
        picture_laterality: picture,
        sides_disagree: told
            && !confirmed
            && laterality_by == LateralityBy::Person
            && picture != Some(laterality),
        quality: parsed(10, &row.get::<_, String>(10)?)?,
        field_of_view: field.map(|field| parsed(11, &field)).transpose()?,
        state: match state.as_deref() {
            Some("leased") => ReadingState::Reading,
            Some("done") => ReadingState::Done,
            Some("poison") => ReadingState::Failed,
            _ => ReadingState::Queued,
        },
        attempts: row.get::<_, Option<u32>>(13)?.unwrap_or(0),
        fault: error.map(|error| parsed(14, &error)).transpose()?,
        reading,
    })
}
