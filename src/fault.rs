//! What is told to a person when an act fails: a code of a closed list, what happened to what, and the remedy.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Closed list of error codes; the wire form is snake_case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// The file or folder cannot be opened or read.
    Unreadable,
    /// A folder stands where a photograph was expected.
    IsDirectory,
    /// No bytes in the file.
    Empty,
    /// The bytes are of no picture format that is read here.
    UnknownFormat,
    /// The picture begins well and then breaks off or contradicts itself.
    Damaged,
    /// More pixels or bytes than the limit.
    TooLarge,
    /// No bundle where one was expected.
    BundleMissing,
    /// A bundle file is absent, altered or contradicts the manifest.
    BundleInvalid,
    /// No engine can run the bundle.
    EngineUnavailable,
    /// An engine failed while running a graph.
    EngineFailed,
    /// A protocol file cannot be read or is inconsistent.
    ProtocolInvalid,
    /// The record (database or photographs) cannot be read or written.
    RecordFailed,
    /// No room left on the disk.
    DiskFull,
    /// The address to serve on is taken or not allowed.
    AddressUnavailable,
    /// Output could not be written.
    OutputFailed,
    /// No camera is there, or none of that name.
    CameraMissing,
    /// This user may not open the camera.
    CameraDenied,
    /// Another program streams from the camera.
    CameraBusy,
    /// The camera was unplugged.
    CameraUnplugged,
    /// The camera gives no picture, or none that is whole.
    CameraSilent,
    /// The camera cannot do what was asked of it.
    CameraUnsupported,
    /// The camera's driver failed.
    CameraFailed,
    /// What was asked for does not exist.
    NotFound,
    /// The request is malformed.
    BadRequest,
    /// Somebody who may be the same person is in the record; nothing was added.
    PossibleDuplicate,
    /// The patient has not agreed to this.
    NoConsent,
    /// Too much is waiting; try again later.
    Busy,
    /// Nobody is signed in, or name and password do not belong together.
    SignedOut,
    /// The session was left idle or locked; the PIN reopens it.
    Locked,
    /// This operator's role, or the place that the request comes from, does not allow it.
    NotAllowed,
    /// Too many wrong tries; the message says how long to wait.
    TooManyTries,
    /// A password, PIN or name that is too short, too common or malformed.
    Unsuitable,
    /// It contradicts what is there.
    Conflict,
    /// A defect of the program.
    Internal,
}

/// An error for a person: what happened, to what, and what to do next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    pub code: FaultCode,
    /// What happened, and to what.
    pub message: String,
    /// What to do next.
    pub remedy: String,
}

/// An error enum of a room says its code and its remedy; its `Display` is the message.
pub trait Explain: std::error::Error {
    fn code(&self) -> FaultCode;
    fn remedy(&self) -> String;
    fn fault(&self) -> Fault {
        let mut message = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            message.push_str(": ");
            message.push_str(&error.to_string());
            cause = error.source();
        }
        Fault { code: self.code(), message, remedy: self.remedy() }
    }
}

/// Whether an I/O error means that no room is left.
pub fn is_disk_full(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
}
