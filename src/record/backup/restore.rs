//! The way back: a backup becomes a record in an empty folder, and is verified there.

use std::fs;
use std::path::Path;

use rusqlite::OpenFlags;
use serde::Serialize;

use super::{BackupError, MANIFEST, Manifest, SCHEMA, SEALED_DATABASE, photographs, seal, sealed_path};
use crate::fault::Explain;
use crate::record::{DATABASE, Verification, connect, files, verify};

/// A manifest is small; more is none.
const MAX_MANIFEST: u64 = 64 * 1024;
/// The database until every photograph is there: a restore that was cut off leaves no record that looks whole.
const UNFINISHED: &str = "restoring.sqlite3";

/// What a restore brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restored {
    pub manifest: Manifest,
    pub photographs: u64,
    /// Photographs that the backup does not hold, or not as they were.
    pub faults: Vec<String>,
    /// What the verification of the restored record found.
    pub verification: Verification,
}

/// Restores a backup into a folder that is empty or not there, with the file of the key.
pub fn restore(source: &Path, folder: &Path, key: &Path) -> Result<Restored, BackupError> {
    let manifest = manifest(source)?;
    let within = |error| BackupError::Target { path: folder.to_path_buf(), source: error };
    files::make_folder(folder).map_err(within)?;
    if fs::read_dir(folder).map_err(within)?.next().is_some() {
        return Err(BackupError::NotEmpty { path: folder.to_path_buf() });
    }
    let database = folder.join(UNFINISHED);
    seal::open_file(&source.join(&manifest.database), &database, key)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let listed = photographs(&connect(&database, flags, folder)?)?;
    let (mut brought, mut faults) = (0, Vec::new());
    for (id, path, sha256) in listed {
        // The path comes from a file that anybody with the recipient could have sealed.
        let wanted = files::is_below(&path);
        let target = folder.join(&path);
        let restored = match wanted {
            true => seal::open_file(&source.join(sealed_path(&id)), &target, key)
                .and_then(|()| Ok(files::check(&target, &sha256, |_| {})?)),
            false => Err(BackupError::Unknown { path: target.clone() }),
        };
        match restored {
            Ok(()) => brought += 1,
            Err(error @ BackupError::NoAge { .. }) => return Err(error),
            Err(error) => {
                if wanted {
                    files::discard(&target);
                }
                faults.push(format!("photograph {id}: {}", error.fault().message));
            }
        }
    }
    fs::rename(&database, folder.join(DATABASE)).and_then(|()| files::sync_folder(folder)).map_err(within)?;
    let verification = verify(folder, Some(&manifest.audit_head))?;
    Ok(Restored { manifest, photographs: brought, faults, verification })
}

fn manifest(source: &Path) -> Result<Manifest, BackupError> {
    use std::io::Read;
    let path = source.join(MANIFEST);
    let none = |error| BackupError::NoBackup { path: source.to_path_buf(), source: error };
    let mut text = Vec::new();
    fs::File::open(&path).and_then(|file| file.take(MAX_MANIFEST).read_to_end(&mut text)).map_err(none)?;
    let manifest: Option<Manifest> = serde_json::from_slice(&text).ok();
    let is_name = |name: &str| name.starts_with(SEALED_DATABASE) && !name.contains('/');
    match manifest {
        Some(manifest) if manifest.schema == SCHEMA && is_name(&manifest.database) => Ok(manifest),
        _ => Err(BackupError::Unknown { path: source.to_path_buf() }),
    }
}
