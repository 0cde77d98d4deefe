//! Which process works on a record as what: one of a role at a time, by a lock file for each.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::{RecordError, files};

/// How long a process that was just stopped may take to let its place go.
const LET_GO: Duration = Duration::from_secs(1);

/// What a process does on a record. Each has one writing connection of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// All of it: no other process may work on the record, but a [`Role::Command`].
    Whole,
    /// Takes photographs, serves the page, scrubs.
    Station,
    /// Reads photographs.
    Reader,
    /// Hands on what is to be sent.
    Sync,
    /// One act of a person at the command line, of rows alone; beside any other.
    Command,
}

impl Role {
    pub fn word(self) -> &'static str {
        match self {
            Role::Whole => "whole",
            Role::Station => "station",
            Role::Reader => "reader",
            Role::Sync => "sync",
            Role::Command => "command",
        }
    }

    /// Whether nobody else may be reading jobs, so that every lease is of one who is gone.
    pub fn reads(self) -> bool {
        matches!(self, Role::Whole | Role::Reader)
    }

    /// Whether nobody else may be saving photographs.
    pub(super) fn saves(self) -> bool {
        matches!(self, Role::Whole | Role::Station)
    }

    fn places(self) -> &'static [Role] {
        match self {
            Role::Whole => &[Role::Station, Role::Reader, Role::Sync],
            Role::Station => &[Role::Station],
            Role::Reader => &[Role::Reader],
            Role::Sync => &[Role::Sync],
            Role::Command => &[Role::Command],
        }
    }
}

/// Takes the places of a role in a record's folder; they are free again when the files are closed, however that comes.
pub(super) fn take(folder: &Path, role: Role) -> Result<Vec<File>, RecordError> {
    let deadline = Instant::now() + LET_GO;
    role.places().iter().map(|place| take_one(folder, *place, deadline)).collect()
}

fn take_one(folder: &Path, place: Role, deadline: Instant) -> Result<File, RecordError> {
    let refused = |source| RecordError::Folder { path: folder.to_path_buf(), source };
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(format!("{}.lock", place.word())))
        .map_err(|source| files::full_or(source, folder, refused))?;
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            #[expect(clippy::disallowed_methods, reason = "a lock has no deadline of its own to wait with")]
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(LET_GO / 20);
            }
            Err(TryLockError::WouldBlock) => {
                return Err(RecordError::InUse { path: folder.to_path_buf(), role: place });
            }
            Err(TryLockError::Error(source)) => return Err(refused(source)),
        }
    }
}
