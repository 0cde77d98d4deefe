//! Erasure of one patient: every row and file goes; the audit keeps ids, hashes and that it was done.

use jiff::Timestamp;
use rusqlite::{Transaction, params};
use serde::Serialize;
use serde_json::json;

use super::audit::{self, Who};
use super::people::find_patient;
use super::{Record, RecordError, files};

/// The photographs of a patient (?1), for the statements below.
const THEIRS: &str =
    "SELECT p.id FROM photograph p JOIN encounter e ON e.id = p.encounter_id WHERE e.patient_id = ?1";

/// What an erasure took away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Erased {
    /// ULID of the patient who was erased.
    pub patient: String,
    pub encounters: u64,
    pub photographs: u64,
    pub readings: u64,
}

impl Record {
    /// Erases a patient, named by ULID or local identifier. The rows are gone, with what SQLite kept of them, when
    /// this returns; a file that the disk does not let go is taken away by the scrubber. What a flash disk keeps of
    /// overwritten cells, and backups until the next one into the same folder, are beyond it.
    pub fn erase_patient(&self, named: &str, who: Who<'_>) -> Result<Erased, RecordError> {
        let act = "erase a patient";
        let _saving = self.saving.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (erased, theirs) = self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let patient = find_patient(transaction, named)
                .map_err(failed)?
                .ok_or_else(|| RecordError::NoPatient { patient: named.into() })?;
            rows(transaction, &patient, who).map_err(failed)
        })?;
        for (path, sha256) in &theirs {
            files::discard(&self.folder.join(path));
            files::derived_of(&self.folder, Some(sha256)).iter().for_each(|path| files::discard(path));
        }
        // Records of earlier versions did not overwrite what was deleted or moved: the file is written anew.
        // The write-ahead log still has the old pages until it is cut back.
        let writer = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let emptied = writer.execute_batch("VACUUM").and_then(|()| {
            writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
        });
        match emptied.map_err(|source| self.database(act, source))? {
            0 => Ok(erased),
            // Somebody reads the old pages, such as a backup that runs.
            _ => Err(RecordError::LogHeld),
        }
    }
}

/// Deletes the rows; returns paths and hashes of the files that have none any more.
fn rows(
    transaction: &Transaction<'_>,
    patient: &str,
    who: Who<'_>,
) -> rusqlite::Result<(Erased, Vec<(String, String)>)> {
    let photographs: Vec<(String, String, String)> = transaction
        .prepare(&format!("SELECT id, path, sha256 FROM photograph WHERE id IN ({THEIRS}) ORDER BY id"))?
        .query_map([patient], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let delete = |sql: &str| transaction.execute(&sql.replace("THEIRS", THEIRS), [patient]);
    let visits = "SELECT id FROM encounter WHERE patient_id = ?1";
    // The name of a file can say whose it is.
    delete(
        "DELETE FROM watched_file WHERE EXISTS (SELECT 1 FROM photograph p WHERE p.id IN (THEIRS)
         AND (watched_file.path = p.file_name
         OR substr(watched_file.path, -length(p.file_name) - 1) = '/' || p.file_name))",
    )?;
    delete(&format!(
        "DELETE FROM outbox WHERE subject = ?1 OR subject IN (THEIRS) OR subject IN ({visits})
         OR subject IN (SELECT id FROM reading WHERE photograph_id IN (THEIRS))"
    ))?;
    delete(&format!(
        "DELETE FROM creation WHERE subject = ?1 OR subject IN ({visits})
         OR subject IN (SELECT id FROM consent WHERE patient_id = ?1) OR subject IN (SELECT a.id FROM assessment a
             JOIN reading r ON r.id = a.reading_id WHERE r.photograph_id IN (THEIRS))"
    ))?;
    delete("DELETE FROM outcome_change WHERE photograph_id IN (THEIRS)")?;
    delete(
        "DELETE FROM assessment WHERE reading_id IN (SELECT id FROM reading WHERE photograph_id IN (THEIRS))",
    )?;
    let readings = delete("DELETE FROM reading WHERE photograph_id IN (THEIRS)")?;
    delete("DELETE FROM job WHERE photograph_id IN (THEIRS)")?;
    delete("DELETE FROM photograph WHERE encounter_id IN (SELECT id FROM encounter WHERE patient_id = ?1)")?;
    for table in ["report", "recall", "eye"] {
        delete(&format!("DELETE FROM {table} WHERE encounter_id IN ({visits})"))?;
    }
    let encounters = delete("DELETE FROM encounter WHERE patient_id = ?1")?;
    delete("DELETE FROM consent WHERE patient_id = ?1")?;
    delete("DELETE FROM patient WHERE id = ?1")?;
    let now = Timestamp::now();
    for (id, ..) in &photographs {
        audit::append(transaction, who, now, "photograph.erased", id, &json!({}))?;
    }
    let detail = json!({ "photographs": photographs.len(), "encounters": encounters });
    audit::append(transaction, who, now, "patient.erased", patient, &detail)?;
    let erased = Erased {
        patient: patient.into(),
        encounters: encounters as u64,
        photographs: photographs.len() as u64,
        readings: readings as u64,
    };
    let left: i64 =
        transaction
            .query_row("SELECT count(*) FROM patient WHERE id = ?1", params![patient], |row| row.get(0))?;
    assert_eq!(left, 0, "an erased patient is gone");
    Ok((erased, photographs.into_iter().map(|(_, path, sha256)| (path, sha256)).collect()))
}
