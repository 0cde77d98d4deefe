//! Sealing and opening of files with the program age (age-encryption.org/v1), so that a backup can be opened
//! anywhere, without Ocellus. It reads its input to the end and ends then; what it says on failure is passed on.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::BackupError;
use crate::record::clock::new_id;
use crate::record::{RecordError, files};

/// What age says on failure, at most.
const SAID: u64 = 4096;

/// Refuses what is no recipient before anything is written.
pub(super) fn check(recipient: &str) -> Result<(), BackupError> {
    let is_one = recipient.starts_with("age1")
        && recipient.len() < 4096
        && recipient.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match is_one {
        true => Ok(()),
        false => Err(BackupError::Recipient { recipient: recipient.chars().take(80).collect() }),
    }
}

/// Seals bytes under a path, durably.
pub(super) fn bytes(bytes: &[u8], path: &Path, recipient: &str) -> Result<(), BackupError> {
    durably(path, |out| {
        let mut child = start(&["--encrypt", "--recipient", recipient], Stdio::piped(), out)?;
        // A child that ended early has its own word to say.
        let _ = child.stdin.take().map(|mut input| input.write_all(bytes));
        finish(child, "sealed", path)
    })
}

/// Seals a file under a path, durably.
pub(super) fn file(source: &Path, path: &Path, recipient: &str) -> Result<(), BackupError> {
    let input = File::open(source).map_err(|error| target(source, error))?;
    durably(path, |out| {
        finish(start(&["--encrypt", "--recipient", recipient], input.into(), out)?, "sealed", path)
    })
}

/// Opens a sealed file under another path, durably.
pub(super) fn open_file(sealed: &Path, path: &Path, key: &Path) -> Result<(), BackupError> {
    let input = File::open(sealed).map_err(|error| RecordError::file("read", sealed, error))?;
    durably(path, |out| {
        let key = key.to_string_lossy();
        finish(start(&["--decrypt", "--identity", &key], input.into(), out)?, "opened", sealed)
    })
}

/// Temporary file in the same folder, fsync, rename, fsync of the folder.
fn durably(path: &Path, write: impl FnOnce(&File) -> Result<(), BackupError>) -> Result<(), BackupError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    files::make_folder(folder).map_err(|error| target(folder, error))?;
    let unfinished = folder.join(format!("{}{}", files::UNFINISHED, new_id()));
    let written = || {
        let out = File::create_new(&unfinished).map_err(|error| target(path, error))?;
        write(&out)?;
        out.sync_all().and_then(|()| fs::rename(&unfinished, path)).map_err(|error| target(path, error))
    };
    if let Err(error) = written() {
        let _ = fs::remove_file(&unfinished);
        return Err(error);
    }
    files::sync_folder(folder).map_err(|error| target(path, error))
}

fn start(arguments: &[&str], input: Stdio, out: &File) -> Result<Child, BackupError> {
    let no_age = |source| BackupError::NoAge { source };
    Command::new("age")
        .args(arguments)
        .stdin(input)
        .stdout(out.try_clone().map_err(no_age)?)
        .stderr(Stdio::piped())
        .spawn()
        .map_err(no_age)
}

fn finish(mut child: Child, act: &'static str, path: &Path) -> Result<(), BackupError> {
    let mut said = Vec::new();
    if let Some(errors) = child.stderr.take() {
        let _ = errors.take(SAID).read_to_end(&mut said);
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => {
            let said = String::from_utf8_lossy(&said).trim().to_owned();
            Err(BackupError::Age { act, path: path.to_path_buf(), said })
        }
        Err(source) => Err(BackupError::NoAge { source }),
    }
}

fn target(path: &Path, source: std::io::Error) -> BackupError {
    BackupError::Target { path: path.to_path_buf(), source }
}
