//! What the API says of the camera: its state, the eye under way, live guidance, and photographs that were taken.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::camera::aim::Hint;
use crate::fault::Fault;
use crate::reading::{FieldCircle, Quality};
use crate::record::Photograph;
use crate::terms::{Laterality, QualityReason, Verdict};

/// How it is with the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CameraState {
    /// The station was started without one.
    Off,
    /// None is plugged in.
    Absent,
    /// Plugged in, and not in use: nobody looks.
    Ready,
    /// Opened; no picture has come yet.
    Connecting,
    /// Pictures come.
    Live,
    /// It is there and gives no picture.
    Stalled,
    /// It was pulled out while in use.
    Unplugged,
    /// It cannot be used; `fault` says why.
    Failed,
}

/// What the camera gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CameraMode {
    /// The kernel's four letters.
    pub format: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Frames a second as the driver says; 0 where it does not.
    pub fps: f64,
}

/// Photographs of one eye since this person sat down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EyeTries {
    pub eye: Laterality,
    /// Photographs of this eye.
    pub photographs: u32,
    /// Photographs that repeat one which could not be read, since the last one that could.
    pub retakes: u32,
    /// Of the newest photograph; null before the first.
    #[schema(required)]
    pub verdict: Option<Verdict>,
}

/// The camera at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CameraStatus {
    pub state: CameraState,
    /// What its maker calls it; null where none was found.
    #[schema(required)]
    pub name: Option<String>,
    /// Null unless it is open.
    #[schema(required)]
    pub mode: Option<CameraMode>,
    /// Why there is no picture, and what to do; null where there is one, or nobody looks.
    #[schema(required)]
    pub fault: Option<Fault>,
    /// Whether a photograph is taken by itself once the eye is centred, sharp and still.
    pub automatic: bool,
    /// The eye that the next photograph is filed under; `unknown` leaves it to the readers.
    pub eye: Laterality,
    /// ULID of the encounter that the next photograph belongs to; null where it belongs to none.
    #[schema(required)]
    pub encounter: Option<String>,
    /// Right, left and unnamed eye.
    pub eyes: Vec<EyeTries>,
}

/// What one look at the live picture says; about six come a second.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Guidance {
    pub hint: Hint,
    /// Where the eye stands off the picture's middle, to the right and down, in radii of its field.
    #[schema(required)]
    pub off: Option<Vec<f32>>,
    /// The field in pixels of the picture; null where no eye is seen.
    #[schema(required)]
    pub field: Option<FieldCircle>,
    /// Pixels of the picture.
    pub width: u32,
    pub height: u32,
    /// Share of the moment that the eye has stood centred, sharp and still, 0–1.
    pub held: f32,
    pub verdict: Verdict,
    pub reasons: Vec<QualityReason>,
    /// The frame's number in its stream.
    pub frame: u64,
    /// Milliseconds that the look took.
    pub took_ms: u32,
}

/// What released the shutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A person at the page, or a program through the API.
    Page,
    /// The camera's own button.
    Button,
    /// A foot switch or another key.
    Switch,
    /// The eye was centred, sharp and still.
    Automatic,
}

/// What to do after a photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// It can be read.
    GoOn,
    /// Take it again, as `quality.instruction` says.
    Retake,
    /// Another photograph will not help as things are: widen the pupil where that is allowed, else refer as ungradable.
    DilateOrRefer,
}

/// A photograph that was taken and is on the disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Captured {
    pub photograph: Photograph,
    /// False where the very same bytes were saved before.
    pub is_new: bool,
    pub trigger: Trigger,
    /// The eye it was taken of.
    pub tries: EyeTries,
    pub next: NextStep,
    /// Whole frames of the burst that this is the sharpest well-exposed one of.
    pub frames: u32,
    /// Frames of the burst that were not whole.
    pub spoilt: u32,
    /// Milliseconds from the shutter to the verdict.
    pub verdict_ms: u32,
    /// Milliseconds from the shutter to the photograph being safe on the disk.
    pub saved_ms: u32,
}

/// What is asked of a capture. An empty body asks for what the page's settings say.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaptureRequest {
    /// The eye, where it is not the one that is set.
    #[serde(default, alias = "laterality")]
    pub eye: Option<Laterality>,
    /// ULID of the encounter, where it is not the one that is set.
    #[serde(default)]
    pub encounter: Option<String>,
    /// Any word of at most 64 bytes; the same one again gives the same photograph instead of another.
    #[serde(default)]
    pub key: Option<String>,
}

/// What is changed; what is not named stays.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CameraSettings {
    /// Take a photograph by itself once the eye is centred, sharp and still. Ends when nobody looks any more.
    #[serde(default)]
    pub automatic: Option<bool>,
    /// The eye that the next photographs are of.
    #[serde(default)]
    pub eye: Option<Laterality>,
    /// ULID of the encounter that the next photographs belong to; set it anew with every person.
    #[serde(default)]
    pub encounter: Option<String>,
    /// Another person sits down: the counts begin anew, and no encounter is set but the one that is named here.
    #[serde(default)]
    pub next_person: bool,
}

/// A photograph was judged; it is not on the disk yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Judged {
    pub quality: Quality,
    pub eye: Laterality,
    pub trigger: Trigger,
}
