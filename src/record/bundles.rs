//! The bundles that have read here: one that is new has the latest photographs read again, one that is withdrawn leaves
//! the outcome to the one before it.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::{Value, json};

use super::audit::{self, Who};
use super::changes;
use super::clock::{new_id, stamp};
use super::jobs::REREAD;
use super::{Record, RecordError, files};
use crate::reading::ModelUsed;

/// Photographs that are read again by themselves when a bundle is new.
pub const LATEST: u32 = 200;
/// Nobody waits for a second reading.
const WHENEVER: i32 = -10;
/// Rows that are changed in one transaction, so that a photograph never waits long to be saved.
const AT_ONCE: u32 = 100;

/// A bundle that has read photographs of this record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedBundle {
    pub sha256: String,
    pub name: String,
    pub version: String,
    /// UTC, RFC 3339.
    pub last_used_at: String,
    pub withdrawn_at: Option<String>,
}

/// What became of a withdrawal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Withdrawn {
    /// Photographs whose outcome is again that of an earlier reading.
    pub restored: u64,
    /// Photographs that no other bundle has read; they are read again.
    pub queued: u64,
}

/// Photographs whose newest reading of a machine is of a bundle that `IS_OTHER` says. A doctor's correction stands above
/// either, and is never touched.
const READ_BY: &str = "SELECT r.photograph_id FROM reading r WHERE IS_OTHER
    AND r.version = (SELECT max(version) FROM reading n WHERE n.photograph_id = r.photograph_id AND n.corrected_by IS NULL)
    AND NOT EXISTS (SELECT 1 FROM job j WHERE j.photograph_id = r.photograph_id AND j.state IN ('queued', 'leased'))";

impl Record {
    /// Notes that a bundle begins to read; one that was withdrawn is refused. Where it is not the one that read last, the
    /// latest photographs are queued to be read again. Returns how many.
    pub fn begin_bundle(&self, bundle: &ModelUsed, now: Timestamp) -> Result<u64, RecordError> {
        let act = "note a bundle";
        let changed = self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let last: Option<String> = transaction
                .query_row("SELECT sha256 FROM bundle ORDER BY last_used_at DESC LIMIT 1", [], |row| row.get(0))
                .optional()
                .map_err(failed)?;
            if withdrawn(transaction, &bundle.sha256).map_err(failed)? {
                return Err(RecordError::Withdrawn { bundle: bundle.sha256.clone() });
            }
            transaction
                .execute(
                    "INSERT INTO bundle (sha256, name, version, first_used_at, last_used_at) VALUES (?1, ?2, ?3, ?4, ?4)
                     ON CONFLICT (sha256) DO UPDATE SET last_used_at = excluded.last_used_at",
                    params![bundle.sha256, bundle.bundle, bundle.version, stamp(now)],
                )
                .map_err(failed)?;
            let is_other = last.as_ref() != Some(&bundle.sha256);
            if is_other {
                let detail = json!({ "name": bundle.bundle, "version": bundle.version, "before": last });
                audit::append(transaction, Who::STATION, now, "bundle.begun", &bundle.sha256, &detail)
                    .map_err(failed)?;
            }
            Ok(is_other)
        })?;
        if changed { self.reread(Some(LATEST), Who::STATION) } else { Ok(0) }
    }

    /// Whether nothing is to rest on a bundle's readings any more.
    pub fn is_withdrawn(&self, sha256: &str) -> Result<bool, RecordError> {
        let act = "look up a bundle";
        self.read(act, |connection| {
            withdrawn(connection, sha256).map_err(|source| RecordError::Database { act, source })
        })
    }

    /// The bundles that have read here, the one that read last first.
    pub fn bundles(&self) -> Result<Vec<UsedBundle>, RecordError> {
        let act = "list the bundles";
        self.read(act, |connection| {
            let row = |row: &rusqlite::Row<'_>| {
                Ok(UsedBundle {
                    sha256: row.get(0)?,
                    name: row.get(1)?,
                    version: row.get(2)?,
                    last_used_at: row.get(3)?,
                    withdrawn_at: row.get(4)?,
                })
            };
            connection
                .prepare_cached(
                    "SELECT sha256, name, version, last_used_at, withdrawn_at FROM bundle
                     ORDER BY last_used_at DESC, sha256",
                )
                .and_then(|mut query| query.query_map([], row)?.collect())
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Queues photographs whose newest reading is of another bundle than the one that read last: the latest, or all.
    /// Nobody waits for these; every other photograph goes before them. Returns how many.
    pub fn reread(&self, latest: Option<u32>, who: Who<'_>) -> Result<u64, RecordError> {
        let act = "queue photographs to be read again";
        let last =
            "(SELECT sha256 FROM bundle WHERE withdrawn_at IS NULL ORDER BY last_used_at DESC LIMIT 1)";
        let other = READ_BY.replace("IS_OTHER", &format!("r.bundle_sha256 <> {last}"));
        let theirs: Vec<String> = self.read(act, |connection| {
            connection
                .prepare(&format!("{other} ORDER BY r.photograph_id DESC LIMIT ?1"))
                .and_then(|mut query| {
                    query.query_map([latest.map_or(-1, i64::from)], |row| row.get(0))?.collect()
                })
                .map_err(|source| RecordError::Database { act, source })
        })?;
        let queued = self.queue_again(act, &theirs)?;
        if queued > 0 {
            self.write(act, |transaction| {
                let detail = json!({ "photographs": queued });
                audit::append(transaction, who, Timestamp::now(), "rereading.asked", "", &detail)
                    .map_err(|source| self.database(act, source))
            })?;
        }
        Ok(queued)
    }

    /// Withdraws a bundle: it reads no more here, and where it read last, the newest reading of another bundle becomes the
    /// newest version again. Its own readings stay as versions. What only it has read is queued.
    pub fn withdraw_bundle(&self, sha256: &str, who: Who<'_>) -> Result<Withdrawn, RecordError> {
        let act = "withdraw a bundle";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let now = Timestamp::now();
            let known = transaction
                .execute(
                    "UPDATE bundle SET withdrawn_at = coalesce(withdrawn_at, ?2) WHERE sha256 = ?1",
                    params![sha256, stamp(now)],
                )
                .map_err(failed)?;
            if known == 0 {
                return Err(RecordError::NoBundle { bundle: sha256.into() });
            }
            audit::append(transaction, who, now, "bundle.withdrawn", sha256, &json!({})).map_err(failed)
        })?;
        // A withdrawal that was cut off is finished by asking for it again.
        let mut done = Withdrawn::default();
        let theirs: Vec<String> = self.read(act, |connection| {
            connection
                .prepare(&READ_BY.replace("IS_OTHER", "r.bundle_sha256 = ?1"))
                .and_then(|mut query| query.query_map([sha256], |row| row.get(0))?.collect())
                .map_err(|source| RecordError::Database { act, source })
        })?;
        let mut unread = Vec::new();
        for some in theirs.chunks(AT_ONCE as usize) {
            self.write(act, |transaction| {
                for photograph in some {
                    match restore(transaction, photograph, who)? {
                        true => done.restored += 1,
                        false => unread.push(photograph.clone()),
                    }
                }
                Ok(())
            })?;
        }
        done.queued = self.queue_again(act, &unread)?;
        Ok(done)
    }

    fn queue_again(&self, act: &'static str, photographs: &[String]) -> Result<u64, RecordError> {
        let mut queued = 0;
        for some in photographs.chunks(AT_ONCE as usize) {
            queued += self.write(act, |transaction| {
                let now = stamp(Timestamp::now());
                let mut insert = transaction
                    .prepare_cached(
                        "INSERT INTO job (id, kind, photograph_id, state, priority, not_before, created_at)
                         VALUES (?1, ?2, ?3, 'queued', ?4, ?5, ?5) ON CONFLICT DO NOTHING",
                    )
                    .map_err(|source| self.database(act, source))?;
                let mut added = 0;
                for photograph in some {
                    added += insert
                        .execute(params![new_id(), REREAD, photograph, WHENEVER, now])
                        .map_err(|source| self.database(act, source))? as u64;
                }
                Ok(added)
            })?;
        }
        Ok(queued)
    }
}

pub(super) fn withdrawn(connection: &rusqlite::Connection, sha256: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM bundle WHERE sha256 = ?1 AND withdrawn_at IS NOT NULL)",
        )?
        .query_row([sha256], |row| row.get(0))
}

/// Writes the newest reading of a bundle that stands as the newest version once more. False where there is none.
fn restore(transaction: &Transaction<'_>, photograph: &str, who: Who<'_>) -> Result<bool, RecordError> {
    let act = "restore a reading";
    let failed = |source| RecordError::Database { act, source };
    let earlier: Option<(String, String)> = transaction
        .prepare_cached(
            "SELECT r.id, r.json FROM reading r WHERE r.photograph_id = ?1 AND r.corrected_by IS NULL
             AND NOT EXISTS (SELECT 1 FROM bundle b WHERE b.sha256 = r.bundle_sha256 AND b.withdrawn_at IS NOT NULL)
             ORDER BY r.version DESC LIMIT 1",
        )
        .and_then(|mut query| query.query_row([photograph], |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .map_err(failed)?;
    let Some((earlier, text)) = earlier else { return Ok(false) };
    let unknown = |source| RecordError::Content { what: "a reading", source };
    let mut reading: Value = serde_json::from_str(&text).map_err(unknown)?;
    let (id, now) = (new_id(), Timestamp::now());
    reading["id"] = json!(id);
    let text = serde_json::to_string(&reading).map_err(unknown)?;
    let before = changes::standing(transaction, photograph).map_err(failed)?;
    // Every column that is not named here is as it was, whichever version of the record added it.
    let columns: Vec<String> = transaction
        .prepare_cached("SELECT name FROM pragma_table_info('reading') WHERE name NOT IN ('id', 'version', 'json', 'created_at')")
        .and_then(|mut query| query.query_map([], |row| row.get(0))?.collect())
        .map_err(failed)?;
    let columns = columns.join(", ");
    transaction
        .prepare_cached(&format!(
            "INSERT INTO reading (id, version, json, created_at, {columns})
             SELECT ?2, (SELECT max(version) + 1 FROM reading WHERE photograph_id = r.photograph_id), ?3, ?4, {columns}
             FROM reading r WHERE r.id = ?1"
        ))
        .and_then(|mut insert| insert.execute(params![earlier, id, text, stamp(now)]))
        .map_err(failed)?;
    let detail = json!({ "reading": id, "sha256": files::sha256_hex(text.as_bytes()), "restores": earlier });
    audit::append(transaction, who, now, "reading.finished", photograph, &detail).map_err(failed)?;
    changes::note(transaction, photograph, before, now)?;
    Ok(true)
}
