//! The scrubber: verifies the whole record in the background, a little at a time, and says what it found.
//!
//! What it can repair it does: a file that has no row (the power went between the two, so it was never
//! acknowledged) is taken away. A damaged photograph is mended when the same bytes come again, or from a backup.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clock::stamp;
use super::rows::{Line, each};
use super::{Record, RecordError, files, verify};
use crate::fault::Explain;

/// Faults that are listed by name.
const LISTED: usize = 20;
/// Photographs that are asked for at a time.
const PAGE: u32 = 64;
/// A file without a row that is younger may be one that is being saved by another process.
const YOUNG: Duration = Duration::from_secs(3600);

/// How fast the scrubber goes.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Wait before the first round, so that the start is not held up.
    pub first: Duration,
    /// Wait between rounds.
    pub between: Duration,
    /// Bytes of photographs read a second, so that the patient in the chair does not wait for it.
    pub bytes_a_second: u64,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            first: Duration::from_secs(60),
            between: Duration::from_secs(24 * 3600),
            bytes_a_second: 8 << 20,
        }
    }
}

/// What the last whole round of the scrubber found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScrubStatus {
    /// When the last whole round ended, UTC, RFC 3339; null before the first.
    pub ended_at: Option<String>,
    /// Whether nothing was wrong in it; null before the first.
    pub sound: Option<bool>,
    /// Photographs that were compared with what was saved.
    pub photographs: u64,
    /// Photographs whose file is missing, altered or cannot be read.
    pub damaged: u64,
    /// What SQLite's own check found, and where rows and audit part.
    pub database_faults: u64,
    /// Files without a row that were taken away.
    pub removed: u64,
    /// At most 20 of the faults, each with what it is about.
    pub faults: Vec<String>,
}

/// The running scrubber; stops when dropped.
pub struct Scrubber {
    stop: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Scrubber {
    /// Starts the thread.
    pub fn start(record: Arc<Record>, pace: Pace) -> std::io::Result<Scrubber> {
        let (stop, stopped) = sync_channel::<()>(0);
        let thread = std::thread::Builder::new().name("scrubber".into()).spawn(move || {
            let mut wait = pace.first;
            while !ended(&stopped, wait) {
                match round(&record, pace, &stopped) {
                    Ok(Some(status)) => tell(&record, status),
                    Ok(None) => return,
                    Err(error) => tracing::error!("the record cannot be scrubbed: {}", error.fault().message),
                }
                wait = pace.between;
            }
        })?;
        Ok(Scrubber { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Scrubber {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Waits; true when the scrubber is to end.
fn ended(stopped: &Receiver<()>, wait: Duration) -> bool {
    stopped.recv_timeout(wait) != Err(RecvTimeoutError::Timeout)
}

fn tell(record: &Record, status: ScrubStatus) {
    match status.faults.as_slice() {
        [] => {
            tracing::info!(photographs = status.photographs, removed = status.removed, "the record is sound")
        }
        faults => faults.iter().for_each(|fault| tracing::error!("{fault}")),
    }
    *record.scrubbed.lock().unwrap_or_else(PoisonError::into_inner) = status;
}

/// One round over everything; nothing where it was stopped.
fn round(record: &Record, pace: Pace, stopped: &Receiver<()>) -> Result<Option<ScrubStatus>, RecordError> {
    let mut status = ScrubStatus::default();
    let mut list = |faults: verify::Faults| {
        for fault in faults.listed {
            if status.faults.len() < LISTED {
                status.faults.push(fault);
            }
        }
        faults.count
    };
    let (database, audit) = record.read("scrub the database", |connection| {
        Ok((verify::database(connection), verify::audit(connection, None, |_, _| {})))
    })?;
    let database_faults = list(database) + list(audit);
    let mut damaged = verify::Faults::default();
    let mut after = String::new();
    loop {
        let page = record.paths_after(&after, PAGE)?;
        let Some((last, ..)) = page.last() else { break };
        after.clone_from(last);
        for (id, line) in page {
            status.photographs += 1;
            let Some((path, sha256)) = line else {
                damaged.add(format!("photograph {id}: its row cannot be understood"));
                continue;
            };
            let mut stop = false;
            let checked = files::check(&record.folder().join(path), &sha256, |bytes| {
                stop |= ended(stopped, Duration::from_micros(bytes * 1_000_000 / pace.bytes_a_second.max(1)));
            });
            if stop {
                return Ok(None);
            }
            if let Err(error) = checked {
                damaged.add(format!("photograph {id}: {}", error.fault().message));
            }
        }
    }
    let mut status = ScrubStatus { damaged: damaged.count, database_faults, ..status };
    status.faults.extend(damaged.listed.into_iter().take(LISTED.saturating_sub(status.faults.len())));
    status.removed = sweep(record)?;
    status.sound = Some(status.damaged == 0 && status.database_faults == 0);
    status.ended_at = Some(stamp(Timestamp::now()));
    Ok(Some(status))
}

/// Takes away files that have no row.
fn sweep(record: &Record) -> Result<u64, RecordError> {
    let mut removed = 0;
    for path in files::photographs_below(record.folder()) {
        if is_old(&path) && record.has_no_row(&path)? {
            tracing::warn!(path = %path.display(), "a file without a row is taken away");
            removed += 1;
        }
    }
    // A picture for the screen that outlived its photograph, as when the power went during an erasure.
    for path in files::derived_of(record.folder(), None) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sha256 = name.split('.').next().unwrap_or_default();
        if is_old(&path) && !record.knows_bytes(sha256)? {
            files::discard(&path);
            removed += 1;
        }
    }
    Ok(removed)
}

fn is_old(path: &Path) -> bool {
    let modified = path.metadata().and_then(|data| data.modified());
    modified.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > YOUNG))
}

impl Record {
    /// What the scrubber found in its last whole round.
    pub fn scrubbed(&self) -> ScrubStatus {
        self.scrubbed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Photographs after an id in their order: path below the folder, SHA-256.
    fn paths_after(&self, id: &str, limit: u32) -> Result<Vec<Line<(PathBuf, String)>>, RecordError> {
        let act = "list the photographs' files";
        self.read(act, |connection| {
            connection
                .prepare_cached("SELECT id, path, sha256 FROM photograph WHERE id > ?1 ORDER BY id LIMIT ?2")
                .and_then(|mut query| {
                    each(query.query(rusqlite::params![id, limit])?, 0, |row| {
                        Ok((PathBuf::from(row.get::<_, String>(1)?), row.get(2)?))
                    })
                })
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    fn knows_bytes(&self, sha256: &str) -> Result<bool, RecordError> {
        let act = "look for a photograph by its bytes";
        self.read(act, |connection| {
            connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM photograph WHERE sha256 = ?1)")
                .and_then(|mut query| query.query_row([sha256], |row| row.get(0)))
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Whether no row points to a file, by its path or by the hash in its name; then it is taken away, while nothing is
    /// being saved. One bit that turns in a row must not cost the photograph.
    fn has_no_row(&self, path: &Path) -> Result<bool, RecordError> {
        let act = "look for a file's row";
        let Some(relative) = path.strip_prefix(&self.folder).ok().and_then(Path::to_str) else {
            return Ok(false);
        };
        let sha256 = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let _saving = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let found: bool = self.read(act, |connection| {
            connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM photograph WHERE path = ?1 OR sha256 = ?2)")
                .and_then(|mut query| query.query_row([relative, sha256], |row| row.get(0)))
                .map_err(|source| RecordError::Database { act, source })
        })?;
        if !found {
            files::discard(path);
        }
        Ok(!found)
    }
}
