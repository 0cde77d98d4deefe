//! What can go wrong with the record, and what a person does about it.

use std::path::PathBuf;

use super::Role;
use crate::fault::{Explain, FaultCode, is_disk_full};

/// Why an act on the record failed.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error("the folder {path} of the record cannot be made or written")]
    Folder { path: PathBuf, source: std::io::Error },
    #[error("the disk that holds {path} is full; nothing was written")]
    DiskFull { path: PathBuf },
    #[error("another Ocellus uses the record in {path} as its {}", role.word())]
    InUse { path: PathBuf, role: Role },
    #[error("{path} is not a record of Ocellus")]
    Foreign { path: PathBuf },
    #[error("the record {path} is of version {found}; this software knows versions up to {known}")]
    Newer { path: PathBuf, found: u32, known: u32 },
    #[error("the record {path} is of version {found}, and this act needs version {known}")]
    OtherVersion { path: PathBuf, found: u32, known: u32 },
    #[error("the record cannot be brought to version {version}")]
    Migrate { version: u32, source: rusqlite::Error },
    #[error("the record's database failed to {act}")]
    Database { act: &'static str, source: rusqlite::Error },
    #[error("the photograph {path} cannot be {act}")]
    File { act: &'static str, path: PathBuf, source: std::io::Error },
    #[error("the photograph {path} is not what was saved: its bytes have changed on the disk")]
    Altered { path: PathBuf },
    #[error("there is no photograph {id}")]
    NoPhotograph { id: String },
    #[error("there is no bundle {bundle} that has read here")]
    NoBundle { bundle: String },
    #[error("the bundle {bundle} was withdrawn from this record")]
    Withdrawn { bundle: String },
    #[error("there is no changed outcome {id}")]
    NoChange { id: String },
    #[error("there is no patient {patient}")]
    NoPatient { patient: String },
    #[error("there is no encounter {encounter}")]
    NoEncounter { encounter: String },
    #[error("there is no recall {id}")]
    NoRecall { id: String },
    #[error("the patient has not agreed to being screened")]
    NoConsent,
    #[error("there are {most} {what} already, and more are not taken")]
    Full { what: &'static str, most: u32, remedy: &'static str },
    #[error("another patient has this identifier")]
    IdentifierTaken,
    #[error("{what}")]
    Malformed { what: &'static str },
    #[error("a patient's identifier is empty, longer than 100 bytes or has control characters")]
    Identifier,
    #[error("the rows are erased, but the database's log still has them: something else reads it")]
    LogHeld,
    #[error("the photograph {id} has no reading yet")]
    NoReading { id: String },
    #[error("the job {job} is no longer leased to this reader")]
    LeaseLost { job: String },
    #[error("there is no operator {operator}")]
    NoOperator { operator: String },
    #[error("there is an operator of that name already")]
    NameTaken,
    #[error("nobody would be left who can administer the station")]
    LastAdministrator,
    #[error("the station has its administrator already")]
    AlreadyFirstRun,
    #[error("the record holds {what} that cannot be understood")]
    Content { what: &'static str, source: serde_json::Error },
}

impl Explain for RecordError {
    fn code(&self) -> FaultCode {
        match self {
            RecordError::DiskFull { .. } => FaultCode::DiskFull,
            RecordError::NoPhotograph { .. }
            | RecordError::NoReading { .. }
            | RecordError::NoBundle { .. }
            | RecordError::NoChange { .. }
            | RecordError::NoPatient { .. }
            | RecordError::NoRecall { .. }
            | RecordError::NoEncounter { .. }
            | RecordError::NoOperator { .. } => FaultCode::NotFound,
            RecordError::NameTaken
            | RecordError::LastAdministrator
            | RecordError::AlreadyFirstRun
            | RecordError::Full { .. }
            | RecordError::IdentifierTaken => FaultCode::Conflict,
            RecordError::Identifier | RecordError::Malformed { .. } => FaultCode::BadRequest,
            RecordError::NoConsent => FaultCode::NoConsent,
            RecordError::Withdrawn { .. } => FaultCode::BundleInvalid,
            RecordError::InUse { .. } | RecordError::LogHeld => FaultCode::Busy,
            _ => FaultCode::RecordFailed,
        }
    }

    fn remedy(&self) -> String {
        match self {
            RecordError::Folder { path, .. } => {
                format!("Give a folder that this user may write, or change the owner of {}.", path.display())
            }
            RecordError::DiskFull { path } => {
                format!("Free space on the disk that holds {}, then try again.", path.display())
            }
            RecordError::InUse { .. } => "Stop the other one, or give this one another folder.".into(),
            RecordError::Foreign { .. } => "Give another folder; this file is left as it is.".into(),
            RecordError::Newer { .. } => {
                "Install the newer software again; the record is left as it is.".into()
            }
            RecordError::OtherVersion { .. } => {
                "Start `ocellus serve` of this version on it once, or use the software that wrote it.".into()
            }
            RecordError::Migrate { .. } => {
                "The record is unchanged. Keep a copy of its folder and report this.".into()
            }
            RecordError::Database { .. } | RecordError::File { .. } => {
                "Check the disk and the rights to the record's folder, then try again.".into()
            }
            RecordError::Altered { .. } => "Check the disk; take the file from a backup.".into(),
            RecordError::NoPhotograph { .. } => "Look it up in the list of photographs.".into(),
            RecordError::NoBundle { .. } => "See `ocellus record bundles` for those that have.".into(),
            RecordError::Withdrawn { .. } => "Start with another one: `serve --bundle DIR`.".into(),
            RecordError::NoChange { .. } => "List the changed outcomes again.".into(),
            RecordError::NoPatient { .. } => "Give what the clinic calls them, or the patient's id.".into(),
            RecordError::NoEncounter { .. } => "Begin an encounter first.".into(),
            RecordError::NoOperator { .. } => "Look them up in the list of operators.".into(),
            RecordError::NameTaken => "Take another name, or change the operator that is there.".into(),
            RecordError::LastAdministrator => "Make somebody else an administrator first.".into(),
            RecordError::AlreadyFirstRun => "Sign in.".into(),
            RecordError::NoRecall { .. } => "Look it up in the worklist.".into(),
            RecordError::NoConsent => {
                "Ask for consent to screening and keep the answer, then attach the photograph.".into()
            }
            RecordError::Full { remedy, .. } => (*remedy).into(),
            RecordError::IdentifierTaken => "Look that patient up, or give another identifier.".into(),
            RecordError::Malformed { .. } => "See /api/openapi.json for what may be said.".into(),
            RecordError::LogHeld => {
                "End the backup or export that runs, then start and stop the station once.".into()
            }
            RecordError::Identifier => "Give the identifier that the clinic uses.".into(),
            RecordError::NoReading { .. } => {
                "Wait for `reading.finished`, or see the photograph's state.".into()
            }
            RecordError::LeaseLost { .. } => "Nothing is to be done; the job is read again.".into(),
            RecordError::Content { .. } => "Keep a copy of the record's folder and report this.".into(),
        }
    }
}

impl RecordError {
    /// Whether something of the record is there and cannot be understood, rather than the record being out of reach.
    pub fn is_content(&self) -> bool {
        match self {
            RecordError::Content { .. } => true,
            RecordError::Database { source, .. } => super::rows::is_content(source),
            _ => false,
        }
    }

    /// Whether what was refused may be there all the same after a crash: its commit stood in the log already when the disk
    /// failed to make it durable. A full disk refuses before that.
    pub(super) fn is_in_doubt(&self) -> bool {
        match self {
            RecordError::Database { source, .. } => {
                source.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure)
            }
            _ => false,
        }
    }

    /// An I/O error about a photograph's file.
    pub(super) fn file(act: &'static str, path: &std::path::Path, source: std::io::Error) -> Self {
        if is_disk_full(&source) {
            return RecordError::DiskFull { path: path.to_path_buf() };
        }
        RecordError::File { act, path: path.to_path_buf(), source }
    }
}

/// Whether SQLite ran out of room. A shared-memory file that cannot grow is reported as an I/O error of its own.
pub(super) fn is_full(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(code, _) => {
            code.code == rusqlite::ErrorCode::DiskFull
                || code.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
        }
        _ => false,
    }
}
