//! What the system page says: one item a subject, each with its state and what to do.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How it is with one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SystemState {
    Ok,
    /// It works, and somebody should look at it.
    Warn,
    /// Something that the station is for does not work, or is in danger.
    Bad,
}

/// What an item is about, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SystemSubject {
    Camera,
    Model,
    /// The engine that truly runs.
    Engine,
    Temperature,
    Disk,
    /// Photographs that wait to be read.
    Queue,
    /// Whether what is kept is whole.
    Record,
    Backup,
    Sync,
    Clock,
    /// Whether people sign in.
    Accounts,
    /// The certificate of the station's own address.
    Certificate,
    Software,
}

/// Why it is so; closed, so that the page says it in its own language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SystemReason {
    Fine,
    /// There is none, and none is needed.
    NotUsed,
    /// This machine does not tell.
    NotTold,
    CameraAbsent,
    CameraStalled,
    CameraFailed,
    ModelLoading,
    ModelFailed,
    /// The process that reads is not there.
    ReaderAway,
    /// Another engine was to run, and could not.
    EngineFellBack,
    /// Readers crashed or hung since the start.
    EngineLost,
    EngineNone,
    Hot,
    TooHot,
    DiskLow,
    DiskFull,
    /// Readings were set aside after three tries.
    QueueFailed,
    QueueLong,
    RecordDamaged,
    NotCheckedYet,
    BackupNever,
    BackupOld,
    /// The station sends nothing anywhere yet.
    SyncNone,
    /// The clock is before the day this software was released.
    ClockBehind,
    /// Something was written at a later time than it is now.
    ClockWentBack,
    /// Nobody has an account; whoever is at the station may do all.
    AccountsOpen,
    CertificateEnds,
}

/// One line of the system page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SystemItem {
    pub subject: SystemSubject,
    pub state: SystemState,
    pub reason: SystemReason,
    /// What was found, as numbers and names: `61 °C`, `tract cpu int8`; empty where there is nothing to tell.
    pub value: String,
    /// The number behind `value`, where it is one: degrees Celsius, free bytes, photographs, seconds since the backup.
    #[schema(required)]
    pub number: Option<f64>,
    /// In English, what to do; empty where nothing is.
    pub remedy: String,
}

/// The station as its keeper should know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SystemReport {
    /// The worst of the items.
    pub state: SystemState,
    pub items: Vec<SystemItem>,
    /// Version of this software.
    pub version: String,
    /// UTC, RFC 3339.
    pub started_at: String,
    /// The station's clock, UTC, RFC 3339.
    pub now: String,
    pub practice: bool,
}
