//! Why a backup or a restore failed, and what a person does about it.

use std::path::PathBuf;

use crate::fault::{Explain, FaultCode};
use crate::record::RecordError;

/// Why a backup or a restore failed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error("{path} cannot be written")]
    Target { path: PathBuf, source: std::io::Error },
    #[error("there is no backup in {path}")]
    NoBackup { path: PathBuf, source: std::io::Error },
    #[error("the backup in {path} is not one that this software knows")]
    Unknown { path: PathBuf },
    #[error("{recipient:?} is no age recipient")]
    Recipient { recipient: String },
    #[error("the program age cannot be run")]
    NoAge { source: std::io::Error },
    #[error("{path} cannot be {act}: age says {said:?}")]
    Age { act: &'static str, path: PathBuf, said: String },
    #[error("another backup of this record is running")]
    Running,
    #[error("{path} is not empty")]
    NotEmpty { path: PathBuf },
}

impl BackupError {
    pub(super) fn database(source: rusqlite::Error) -> BackupError {
        BackupError::Record(RecordError::Database { act: "be copied", source })
    }
}

impl Explain for BackupError {
    fn code(&self) -> FaultCode {
        match self {
            BackupError::Record(error) => error.code(),
            BackupError::Target { source, .. } if crate::fault::is_disk_full(source) => FaultCode::DiskFull,
            BackupError::NoBackup { .. } => FaultCode::NotFound,
            BackupError::Recipient { .. } | BackupError::NotEmpty { .. } => FaultCode::BadRequest,
            BackupError::Running => FaultCode::Busy,
            _ => FaultCode::RecordFailed,
        }
    }

    fn remedy(&self) -> String {
        match self {
            BackupError::Record(error) => error.remedy(),
            BackupError::Target { .. } => {
                "Check that the disk or stick is there, writable and has room.".into()
            }
            BackupError::NoBackup { .. } => "Give the folder that `ocellus record backup` wrote to.".into(),
            BackupError::Unknown { .. } => "Use the software that wrote it, or newer.".into(),
            BackupError::Recipient { .. } => {
                "Make a key with `age-keygen -o key.txt`, keep the file away from the station, and give the \
                 recipient that it prints (age1…)."
                    .into()
            }
            BackupError::NoAge { .. } => "Install age (Debian: apt install age), then try again.".into(),
            BackupError::Age { .. } => "Check the key, and that the backup's files are whole.".into(),
            BackupError::Running => "Wait until it has ended.".into(),
            BackupError::NotEmpty { .. } => "Give a folder that is empty or not there yet.".into(),
        }
    }
}
