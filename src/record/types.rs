//! What the record says of a photograph and its reading.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::fault::Fault;
use crate::reading::{FieldCircle, Quality};
use crate::terms::{Laterality, ReferralCategory, Verdict};

/// Where a photograph came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Given by a person at the page or through the API.
    Upload,
    /// Found in a watched folder.
    Watch,
    /// One of the example photographs.
    Demo,
    /// Taken at the page with the station's own camera.
    Camera,
}

impl Origin {
    /// The word as it stands in the record and over the wire.
    pub fn word(self) -> &'static str {
        match self {
            Origin::Upload => "upload",
            Origin::Watch => "watch",
            Origin::Demo => "demo",
            Origin::Camera => "camera",
        }
    }

    /// Greater is read first: somebody waits at the page for an upload or a capture, nobody for an example.
    pub fn priority(self) -> i32 {
        match self {
            Origin::Upload | Origin::Camera => 20,
            Origin::Watch => 10,
            Origin::Demo => 0,
        }
    }
}

/// How far the reading of a photograph has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadingState {
    /// Saved; waits for the reader.
    Queued,
    /// Is being read now.
    Reading,
    /// `reading` holds the result.
    Done,
    /// Given up after the last try; `fault` says why. The photograph is kept.
    Failed,
}

/// Who told which eye it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LateralityBy {
    None,
    Reader,
    Person,
}

/// A photograph of the record, with how far its reading has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Photograph {
    /// ULID; later photographs have greater ids.
    pub id: String,
    /// The name of the file as it came.
    pub file: String,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    pub bytes: u64,
    /// Type of the file as it came, such as `image/jpeg`.
    pub media_type: String,
    /// Pixels after EXIF rotation.
    pub width: u32,
    pub height: u32,
    pub origin: Origin,
    /// UTC, RFC 3339.
    pub saved_at: String,
    /// ULID of the encounter it belongs to; null where it belongs to none.
    #[schema(required)]
    pub encounter_id: Option<String>,
    /// The eye it is filed under: as a person said, else as the reading tells it; `unknown` before.
    pub laterality: Laterality,
    pub laterality_by: LateralityBy,
    /// The eye that the picture looks like; null before it is read.
    #[schema(required)]
    pub picture_laterality: Option<Laterality>,
    /// Whether the picture looks like the other eye than a person said, and nobody has said it again since.
    pub sides_disagree: bool,
    /// Judged before the photograph was saved; says at once whether to retake it.
    pub quality: Quality,
    /// Null where no field of view was found.
    #[schema(required)]
    pub field_of_view: Option<FieldCircle>,
    pub state: ReadingState,
    /// Tries so far.
    pub attempts: u32,
    /// Why the last try failed; null where none has.
    #[schema(required)]
    pub fault: Option<Fault>,
    /// Null until read.
    #[schema(required)]
    pub reading: Option<ReadingSummary>,
}

/// The newest reading of a photograph in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReadingSummary {
    /// ULID of the Reading.
    pub id: String,
    /// 1 for the first reading of the photograph, then counting up.
    pub version: u32,
    /// UTC, RFC 3339.
    pub created_at: String,
    pub verdict: Verdict,
    pub category: ReferralCategory,
    /// Probability that this eye is referable.
    #[schema(required, minimum = 0.0, maximum = 1.0)]
    pub probability: Option<f32>,
    #[schema(required)]
    pub within_days: Option<u32>,
    /// Who corrected it; null where it is as the readers gave it.
    #[schema(required)]
    pub corrected_by: Option<String>,
}

/// A page of the list of photographs, newest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PhotographPage {
    pub photographs: Vec<Photograph>,
    /// Ids of rows that are there and cannot be understood.
    pub unreadable: Vec<String>,
    /// `before` of the next page; none on the last.
    pub next: Option<String>,
}

/// Jobs by state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QueueStatus {
    pub queued: u64,
    pub reading: u64,
    pub failed: u64,
    /// Photographs that were read and wait to be read once more by a newer bundle.
    #[serde(default)]
    pub rereading: u64,
}
