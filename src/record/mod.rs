//! The record: photographs on the disk, and SQLite for what is known of them. Nothing is "saved" before it is durable.
//!
//! One process of a role works on a record ([`Role`], a lock on its folder). In it, one connection writes, behind a
//! mutex; readers have connections of their own and are never held up by the writer (WAL). Calls block; async code
//! runs them apart.

mod assessments;
mod audit;
mod backup;
mod bundles;
mod changes;
mod charts;
mod clock;
mod creation;
mod day;
mod erase;
mod error;
mod export;
mod facts;
mod files;
mod jobs;
mod migrate;
mod operators;
mod outbox;
mod patients;
mod people;
mod photographs;
mod readings;
mod recalls;
mod reports;
mod retention;
mod role;
mod rows;
mod scrub;
mod sessions;
mod types;
mod verify;
mod visits;
mod watched;
mod worklist;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

pub use assessments::{Assessment, Kept, NewAssessment};
pub use audit::{AuditEntry, AuditPage, Who};
pub use backup::{BackupError, Made, Manifest, Restored, backup, last_backup, restore};
pub use bundles::{LATEST, UsedBundle, Withdrawn};
pub use changes::{OutcomeChange, ReadOutcome};
pub use charts::*;
pub use clock::{is_id, new_id, stamp};
pub use creation::MAX_KEY;
pub use day::*;
pub use erase::Erased;
pub use error::RecordError;
pub use export::export;
pub use facts::{FactPhotograph, Facts};
pub(crate) use files::make_folder;
pub use jobs::{Failure, LEASE, Lease, MAX_TRIES};
pub use migrate::VERSION;
pub use operators::{Clinic, Credentials, NewOperator, Operator, OperatorChange};
pub use patients::{NewPatient, PatientChange};
pub use people::Filing;
pub use photographs::NewPhotograph;
pub use retention::Retained;
pub use role::Role;
pub use scrub::{Pace, ScrubStatus, Scrubber};
pub use sessions::StoredSession;
pub use types::*;
pub use verify::{Faults, Verification, verify};
pub use visits::Told;
pub use watched::Seen;
pub use worklist::Look;

use error::is_full;

/// The database within the record's folder.
const DATABASE: &str = "ocellus.sqlite3";
/// How long a connection waits for another before it gives up.
const BUSY: Duration = Duration::from_secs(5);
/// Idle read connections that are kept.
const MAX_IDLE_READERS: usize = 4;

/// Less free than this, and photographs are refused, so that readings and the database can still be written.
pub const DEFAULT_FLOOR: u64 = 64 * 1024 * 1024;

/// A record, open for reading and writing.
#[derive(Debug)]
pub struct Record {
    folder: PathBuf,
    floor: u64,
    /// Closed before the writer: the last to close empties the write-ahead log, and these cannot.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    /// Held from the first byte of a photograph to its row: a file has a row, or goes away again.
    saving: Mutex<()>,
    scrubbed: Mutex<ScrubStatus>,
    _places: Vec<File>,
}

impl Record {
    /// Opens the record in a folder, making both where they are not there, and brings it to the newest version.
    pub fn open(folder: &Path) -> Result<Record, RecordError> {
        Record::open_with_floor(folder, DEFAULT_FLOOR)
    }

    /// As [`Record::open`], refusing photographs when fewer than `floor` bytes would stay free.
    pub fn open_with_floor(folder: &Path, floor: u64) -> Result<Record, RecordError> {
        Record::open_as(Role::Whole, folder, floor)
    }

    /// As [`Record::open_with_floor`], beside the processes of other roles.
    pub fn open_as(role: Role, folder: &Path, floor: u64) -> Result<Record, RecordError> {
        let refused = |source| RecordError::Folder { path: folder.to_path_buf(), source };
        files::make_folder(folder).map_err(|source| files::full_or(source, folder, refused))?;
        // Other rooms compare paths with this one.
        let folder = &folder.canonicalize().map_err(refused)?;
        let places = role::take(folder, role)?;
        let path = folder.join(DATABASE);
        let mut writer = connect(&path, OpenFlags::default(), folder)?;
        let version = migrate::recognise(&writer, &path)?;
        make_durable(&writer, folder)?;
        migrate::migrate(&mut writer, version, &path)?;
        files::sync_folder(folder).map_err(refused)?;
        if role.saves() {
            files::sweep(folder);
        }
        // Without a battery a clock starts in the past: the newest photograph is still the last.
        if let Some(last) =
            newest(&writer).map_err(|source| RecordError::Database { act: "find the newest id", source })?
        {
            clock::continue_after(&last);
        }
        Ok(Record {
            folder: folder.to_path_buf(),
            floor,
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            saving: Mutex::new(()),
            scrubbed: Mutex::default(),
            _places: places,
        })
    }

    /// The record's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The disk that the record is on.
    pub fn disk(&self) -> Result<Disk, RecordError> {
        let (free, total) = files::space(&self.folder)
            .map_err(|source| RecordError::Folder { path: self.folder.clone(), source })?;
        Ok(Disk { free, total, floor: self.floor })
    }

    /// One transaction of the one writer; durable when this returns `Ok`.
    fn write<T>(
        &self,
        act: &'static str,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, RecordError>,
    ) -> Result<T, RecordError> {
        // A panic while it was held has rolled its transaction back; the connection is sound.
        let mut writer: MutexGuard<'_, Connection> =
            self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|source| self.database(act, source))?;
        let answer = work(&transaction)?;
        transaction.commit().map_err(|source| self.database(act, source))?;
        Ok(answer)
    }

    /// A read on a connection of its own, which sees one consistent state a statement.
    fn read<T>(
        &self,
        act: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, RecordError>,
    ) -> Result<T, RecordError> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                connect(&self.folder.join(DATABASE), flags, &self.folder)?
            }
        };
        let answer = work(&connection).map_err(|error| match error {
            RecordError::Database { source, .. } => self.database(act, source),
            other => other,
        });
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < MAX_IDLE_READERS {
            readers.push(connection);
        }
        answer
    }

    fn database(&self, act: &'static str, source: rusqlite::Error) -> RecordError {
        match is_full(&source) {
            true => RecordError::DiskFull { path: self.folder.clone() },
            false => RecordError::Database { act, source },
        }
    }
}

/// Room on the record's disk, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disk {
    pub free: u64,
    pub total: u64,
    /// Photographs are refused when fewer would stay free.
    pub floor: u64,
}

fn connect(path: &Path, flags: OpenFlags, folder: &Path) -> Result<Connection, RecordError> {
    let failed = |source: rusqlite::Error| match source.sqlite_error_code() {
        _ if is_full(&source) => RecordError::DiskFull { path: folder.to_path_buf() },
        Some(rusqlite::ErrorCode::NotADatabase) => RecordError::Foreign { path: path.to_path_buf() },
        _ => RecordError::Database { act: "open", source },
    };
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(BUSY).map_err(failed)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(failed)?;
    Ok(connection)
}

/// Sets the writing connection so that a commit is on the disk when it returns, also through a power cut.
fn make_durable(writer: &Connection, folder: &Path) -> Result<(), RecordError> {
    let failed = |source: rusqlite::Error| match is_full(&source) {
        true => RecordError::DiskFull { path: folder.to_path_buf() },
        false => RecordError::Database { act: "set up its log", source },
    };
    let mode: String =
        writer.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).map_err(failed)?;
    writer.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
    // What is deleted is overwritten, so that an erasure leaves nothing in the file.
    writer.pragma_update_and_check(None, "secure_delete", true, |_| Ok(())).map_err(failed)?;
    match mode == "wal" {
        true => Ok(()),
        false => {
            let source = std::io::Error::other("its file system cannot hold SQLite's write-ahead log");
            Err(RecordError::Folder { path: folder.to_path_buf(), source })
        }
    }
}

fn newest(connection: &Connection) -> rusqlite::Result<Option<String>> {
    connection.query_row(
        "SELECT max(id) FROM (SELECT max(id) AS id FROM photograph UNION ALL SELECT max(id) FROM job
         UNION ALL SELECT max(id) FROM encounter)",
        [],
        |row| row.get(0),
    )
}
