//! Backup of a record while it is in use, to a folder or a stick, everything in it sealed with age.
//!
//! A backup is whole or not there: the manifest is written last and names the one database file it belongs to; until
//! then the one before stands. Photographs are sealed each for itself, under their ids, and only once.

mod error;
mod restore;
mod seal;

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use super::clock::{new_id, stamp};
use super::{DATABASE, VERSION, audit, connect, files};
pub use error::BackupError;
pub use restore::{Restored, restore};

const MANIFEST: &str = "manifest.json";
const SCHEMA: &str = "ocellus.backup/1";
const SHELVES: &str = "photographs";
const SEALED_DATABASE: &str = "database-";
/// The database as it is at one moment, in the record's folder, until it is sealed.
const SNAPSHOT: &str = ".snapshot-";
/// The manifest of the last backup, in the record's folder.
const NOTE: &str = "last-backup.json";
/// Held in the record's folder by the one backup that runs.
const LOCK: &str = "backup.lock";

/// What stands beside the sealed files, readable by everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub schema: String,
    /// UTC, RFC 3339.
    pub made_at: String,
    pub software: String,
    /// The sealed database that this backup consists of, with the photographs that it lists.
    pub database: String,
    pub photographs: u64,
    /// `NUMBER:HASH` of the last audit entry, for `ocellus record verify --head`.
    pub audit_head: String,
}

/// What a backup did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Made {
    pub manifest: Manifest,
    /// Photographs that were not in the folder before.
    pub added: u64,
    /// Sealed files of photographs and databases that are no longer of the record.
    pub removed: u64,
    /// Photographs that could not be taken because their file is missing or altered.
    pub faults: Vec<String>,
}

/// Backs a record up for whoever has the key of `recipient` (`age1…`). Only reads the record; the station may run.
pub fn backup(folder: &Path, target: &Path, recipient: &str) -> Result<Made, BackupError> {
    seal::check(recipient)?;
    let _one = lock(folder)?;
    let within = |source| BackupError::Target { path: target.to_path_buf(), source };
    files::make_folder(&target.join(SHELVES)).map_err(within)?;
    let snapshot = Snapshot::take(folder)?;
    let connection = snapshot.open(folder)?;
    let head = audit::head(&connection).map_err(BackupError::database)?;
    let mut made = Made {
        manifest: Manifest {
            schema: SCHEMA.into(),
            made_at: stamp(jiff::Timestamp::now()),
            software: env!("CARGO_PKG_VERSION").into(),
            database: format!("{SEALED_DATABASE}{}.age", new_id()),
            photographs: 0,
            audit_head: format!("{}:{}", head.0, head.1),
        },
        added: 0,
        removed: 0,
        faults: Vec::new(),
    };
    let mut kept: HashSet<PathBuf> = HashSet::new();
    for (id, path, sha256) in photographs(&connection)? {
        let sealed = target.join(sealed_path(&id));
        kept.insert(sealed.clone());
        made.manifest.photographs += 1;
        if sealed.is_file() {
            continue;
        }
        match files::read_checked(&folder.join(path), &sha256) {
            Ok(bytes) => seal::bytes(&bytes, &sealed, recipient)?,
            Err(error) => {
                made.faults
                    .push(format!("photograph {id}: {}", crate::fault::Explain::fault(&error).message));
                continue;
            }
        }
        made.added += 1;
    }
    drop(connection);
    seal::file(&snapshot.path, &target.join(&made.manifest.database), recipient)?;
    let text = serde_json::to_vec_pretty(&made.manifest).unwrap_or_default();
    files::write_durably(&target.join(MANIFEST), &text)?;
    // The backup stands without this note; the system page would only call it older than it is.
    if let Err(error) = files::write_durably(&folder.join(NOTE), &text) {
        tracing::warn!(%error, "the time of this backup is not noted at the station");
    }
    made.removed = clear(target, &made.manifest.database, &kept);
    Ok(made)
}

/// When the record in a folder was last backed up, as far as the folder tells.
pub fn last_backup(folder: &Path) -> Option<jiff::Timestamp> {
    let manifest: Manifest = serde_json::from_slice(&fs::read(folder.join(NOTE)).ok()?).ok()?;
    manifest.made_at.parse().ok()
}

/// Where a photograph lies in a backup. By its id and not its hash, which would tell who has the same picture.
fn sealed_path(id: &str) -> PathBuf {
    Path::new(SHELVES).join(&id[id.len() - 2..]).join(format!("{id}.age"))
}

fn lock(folder: &Path) -> Result<File, BackupError> {
    let path = folder.join(LOCK);
    let failed = |source| BackupError::Target { path: path.clone(), source };
    let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(fs::TryLockError::WouldBlock) => Err(BackupError::Running),
        Err(fs::TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Id, path and hash of every photograph of a database.
fn photographs(connection: &Connection) -> Result<Vec<(String, String, String)>, BackupError> {
    let list = || -> rusqlite::Result<Vec<_>> {
        connection
            .prepare("SELECT id, path, sha256 FROM photograph ORDER BY id")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect()
    };
    list().map_err(BackupError::database)
}

/// Takes away what the new manifest does not belong to. What cannot be taken away goes the next time.
fn clear(target: &Path, database: &str, kept: &HashSet<PathBuf>) -> u64 {
    let listed = |path: &Path| fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let old_databases = listed(target).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.starts_with(SEALED_DATABASE) && name != database) || name.starts_with(files::UNFINISHED)
    });
    let orphans = listed(&target.join(SHELVES))
        .flat_map(|shelf| listed(&shelf).collect::<Vec<_>>())
        .filter(|path| !kept.contains(path));
    let unwanted: Vec<PathBuf> = old_databases.chain(orphans).collect();
    unwanted.iter().filter(|path| fs::remove_file(path).is_ok()).count() as u64
}

/// The database at one moment; taken away when dropped.
struct Snapshot {
    path: PathBuf,
}

impl Snapshot {
    fn take(folder: &Path) -> Result<Snapshot, BackupError> {
        // What a backup that was killed has left: this one holds the lock.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(SNAPSHOT) {
                let _ = fs::remove_file(entry.path());
            }
        }
        let database = folder.join(DATABASE);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = connect(&database, flags, folder)?;
        let found: u32 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(BackupError::database)?;
        if found != VERSION {
            return Err(super::RecordError::OtherVersion { path: database, found, known: VERSION }.into());
        }
        let snapshot = Snapshot { path: folder.join(format!("{SNAPSHOT}{}", new_id())) };
        connection
            .execute("VACUUM INTO ?1", [snapshot.path.to_string_lossy()])
            .map_err(BackupError::database)?;
        Ok(snapshot)
    }

    fn open(&self, folder: &Path) -> Result<Connection, BackupError> {
        Ok(connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX, folder)?)
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
