//! Photographs as files: content-addressed, durable before they count, whole or not there at all.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::clock::new_id;
use super::error::RecordError;
use crate::fault::is_disk_full;
use crate::hex::hex;

/// Photographs within the record's folder.
const PHOTOGRAPHS: &str = "photographs";
/// A file that is being written; never the name of a finished one.
pub(super) const UNFINISHED: &str = ".unfinished-";
/// Bytes of a file that are held in memory when it is only compared.
const PART: usize = 256 * 1024;

/// SHA-256 of bytes, in lower-case hex.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Where a photograph lies below the record's folder; the ending is for people who look into the folder.
pub(super) fn relative_path(sha256: &str, media_type: &str) -> String {
    let ending = match media_type {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/tiff" => ".tif",
        "image/bmp" => ".bmp",
        "image/webp" => ".webp",
        _ => "",
    };
    format!("{PHOTOGRAPHS}/{}/{sha256}{ending}", &sha256[..2])
}

/// The folder of what the page keeps of photographs: `SHA256.WHAT.jpg`.
pub(super) fn derived(folder: &Path) -> PathBuf {
    folder.join("derived")
}

/// Everything that the page keeps of a photograph; or, without a hash, of any.
pub(super) fn derived_of(folder: &Path, sha256: Option<&str>) -> Vec<PathBuf> {
    let listed = fs::read_dir(derived(folder)).into_iter().flatten().flatten();
    let theirs = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        sha256.is_none_or(|sha256| name.starts_with(sha256))
    };
    listed.map(|entry| entry.path()).filter(theirs).collect()
}

/// Whether a path that came from outside stays below the photographs.
pub(super) fn is_below(path: &str) -> bool {
    let plain = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    plain && path.starts_with(PHOTOGRAPHS)
}

/// Makes a folder and its parents, for this user alone, and makes each new name durable.
pub fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_folder(parent)?;
    }
    match DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            Some(parent) => sync_folder(parent),
            None => sync_folder(Path::new(".")),
        },
    }
}

/// Makes the names in a folder durable.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Writes bytes under a path: temporary file in the same folder, fsync, rename, fsync of the folder.
/// When it fails, nothing is left under `path` that was not there before.
pub(super) fn write_durably(path: &Path, bytes: &[u8]) -> Result<(), RecordError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder).map_err(|source| RecordError::file("put into a folder", path, source))?;
    let unfinished = folder.join(format!("{UNFINISHED}{}", new_id()));
    let written = write_whole(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, path));
    if let Err(source) = written {
        let _ = fs::remove_file(&unfinished);
        return Err(RecordError::file("written", path, source));
    }
    sync_folder(folder).map_err(|source| RecordError::file("made durable", path, source))
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Takes a file away that got no row. What cannot be taken away is harmless: it is found again by its content.
pub(super) fn discard(path: &Path) {
    if fs::remove_file(path).is_ok()
        && let Some(folder) = path.parent()
    {
        let _ = sync_folder(folder);
    }
}

/// The bytes of a photograph, checked against what was saved.
pub(super) fn read_checked(path: &Path, sha256: &str) -> Result<Vec<u8>, RecordError> {
    let bytes = fs::read(path).map_err(|source| RecordError::file("read", path, source))?;
    match sha256_hex(&bytes) == sha256 {
        true => Ok(bytes),
        false => Err(RecordError::Altered { path: path.to_path_buf() }),
    }
}

/// Compares a file with what was saved, a part at a time; `read` is told the bytes of each part.
pub(super) fn check(path: &Path, sha256: &str, mut read: impl FnMut(u64)) -> Result<(), RecordError> {
    use std::io::Read;
    let failed = |source| RecordError::file("read", path, source);
    let mut file = File::open(path).map_err(failed)?;
    let (mut sum, mut part) = (Sha256::new(), vec![0; PART]);
    loop {
        let length = match file.read(&mut part) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error)),
        };
        sum.update(&part[..length]);
        read(length as u64);
    }
    match hex(&sum.finalize()) == sha256 {
        true => Ok(()),
        false => Err(RecordError::Altered { path: path.to_path_buf() }),
    }
}

/// Every file of photographs.
pub(super) fn photographs_below(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let listed = |path: PathBuf| fs::read_dir(path).into_iter().flatten().flatten();
    listed(folder.join(PHOTOGRAPHS))
        .flat_map(move |shelf| listed(shelf.path()))
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
}

/// Takes away what a crash left half-written. Only the owner of the record may call this.
pub(super) fn sweep(folder: &Path) {
    let listed = |path: PathBuf| fs::read_dir(path).into_iter().flatten().flatten();
    for shelf in listed(folder.join(PHOTOGRAPHS)) {
        for entry in listed(shelf.path()) {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Free and total bytes of the disk that a folder is on.
pub(super) fn space(folder: &Path) -> io::Result<(u64, u64)> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok((disk.f_bavail.saturating_mul(disk.f_frsize), disk.f_blocks.saturating_mul(disk.f_frsize)))
}

/// The error of a full disk, or what `other` makes of it.
pub(super) fn full_or(
    source: io::Error,
    folder: &Path,
    other: impl FnOnce(io::Error) -> RecordError,
) -> RecordError {
    match is_disk_full(&source) {
        true => RecordError::DiskFull { path: folder.to_path_buf() },
        false => other(source),
    }
}
