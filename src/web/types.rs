//! What the API says: photographs, their state, the station's status. The page's types are generated from these.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::camera::CameraStatus;
use crate::fault::Fault;
use crate::reading::Models;
pub use crate::record::{Origin, Photograph, QueueStatus, ReadingState, ReadingSummary, ScrubStatus};

/// What became of one file of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UploadOutcome {
    /// On the disk and queued for reading.
    Saved,
    /// The same bytes were saved before; `photograph` is that one.
    AlreadyHere,
    /// Not saved; `fault` says why.
    Refused,
}

/// One file of an upload, in the order of the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Uploaded {
    pub file: String,
    pub outcome: UploadOutcome,
    /// Null only where it was refused.
    #[schema(required)]
    pub photograph: Option<Photograph>,
    /// Set only where it was refused.
    #[schema(required)]
    pub fault: Option<Fault>,
    /// Milliseconds from the last byte received to the photograph being safe on the disk.
    pub took_ms: u32,
}

/// Answer to an upload.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UploadAnswer {
    pub photographs: Vec<Uploaded>,
}

/// A page of the list, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PhotographList {
    pub photographs: Vec<Photograph>,
    /// Rows of this page that are there and cannot be understood, by id; `ocellus record verify` says why.
    pub unreadable: Vec<String>,
    /// Pass as `before` for the next page; null on the last page.
    #[schema(required)]
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u64,
}

/// Whether the models can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ModelState {
    Loading,
    Ready,
    /// Photographs are still taken and kept; they are read once the models work.
    Failed,
    /// The process that reads is not there. Photographs are still taken and kept; they are read once it is back.
    Away,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelStatus {
    pub state: ModelState,
    /// Milliseconds that loading and self-test took; null until ready.
    #[schema(required)]
    pub load_ms: Option<u64>,
    /// Which bundle, engine and provider run, and what was fallen back from; null until ready.
    #[schema(required)]
    pub models: Option<Models>,
    /// Why they cannot read; null unless failed.
    #[schema(required)]
    pub fault: Option<Fault>,
    /// How often since the start a reader crashed or hung and a fresh one was loaded.
    pub lost: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DiskStatus {
    pub free_bytes: u64,
    pub total_bytes: u64,
    /// Less is free than is wise; photographs are still taken.
    pub low: bool,
    /// So little is free that photographs are refused.
    pub full: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WatchStatus {
    pub folder: String,
    /// Files that are still growing or wait their turn.
    pub waiting: u64,
    /// Names of files that were not taken and still stand there as they were, the latest first, at most 20.
    pub refused: Vec<String>,
    /// Set while the folder cannot be watched.
    #[schema(required)]
    pub fault: Option<Fault>,
}

/// How the record is protected while the power is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AtRest {
    /// Its folder is encrypted.
    Vault,
    /// The whole disk is encrypted.
    Disk,
    /// Who takes the disk can read it, or it cannot be told.
    None,
}

/// Where a role is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// In the station's own process.
    Within,
    /// In a process of its own, which is there.
    Here,
    /// In a process of its own, which is not there.
    Away,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoleStatus {
    /// `reader` reads photographs; `sync` hands on what is to be sent.
    pub role: LinkedRole,
    pub presence: Presence,
    /// What else there is to know; empty where nothing is.
    pub note: String,
}

/// A role that may have a process of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkedRole {
    Reader,
    Sync,
}

/// How sound what is kept is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// What the scrubber found when it last went over the whole record.
    pub record: ScrubStatus,
    /// Null where the disk cannot be asked.
    pub disk: Option<DiskStatus>,
}

/// The station at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StationStatus {
    /// Whether a photograph can be taken and kept now.
    pub ready: bool,
    /// Version of this software.
    pub version: String,
    /// UTC, RFC 3339.
    pub started_at: String,
    pub models: ModelStatus,
    /// The roles beside the station's own, and whether their processes are there.
    pub roles: Vec<RoleStatus>,
    /// Null where the disk cannot be asked.
    #[schema(required)]
    pub disk: Option<DiskStatus>,
    /// How the record is protected while the power is off.
    pub at_rest: AtRest,
    pub queue: QueueStatus,
    /// Outcomes that became otherwise when photographs were read again, and that nobody has looked at.
    pub changed_outcomes: u64,
    /// Photographs in the record.
    pub photographs: u64,
    pub watched: Vec<WatchStatus>,
    pub camera: CameraStatus,
}
