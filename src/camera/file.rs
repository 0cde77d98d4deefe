//! A file on the disk whole or not at all, and durable when it is said to be there.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::error::CameraError;

/// Writes beside the place, syncs, renames, syncs the folder. A file that was there before is replaced.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), CameraError> {
    let failed = |source| CameraError::File { act: "written", path: path.to_owned(), source };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    let unfinished = folder.join(name);
    let write = || {
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        File::open(folder)?.sync_all()
    };
    write().map_err(|source| {
        // Half a photograph under a strange name helps nobody.
        let _ = fs::remove_file(&unfinished);
        failed(source)
    })
}
