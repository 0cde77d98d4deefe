//! Where frames come from: a camera, or a folder or video that stands in for one.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;

use super::control;
use super::error::CameraError;
use super::find;
use super::frame::Frame;
use super::mode::{Mode, Wish};
use super::profile::Profile;
use super::replay::Replay;
use super::stream::Stream;

/// Before a name that is a folder or a video to replay.
const REPLAY: &str = "replay:";
/// Frames a second of a replay, where a video does not say.
const REPLAY_FPS: f64 = 25.0;
/// How long the first frame of a stream may take: sensors settle their exposure first.
pub const FIRST_FRAME: Duration = Duration::from_secs(5);
/// How long any later frame may take.
pub const NEXT_FRAME: Duration = Duration::from_secs(2);

/// What a stream has given so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Frames of whole structure.
    pub whole: u64,
    /// Frames that were passed over: broken off, of a wrong size, marked as damaged by the driver.
    pub torn: u64,
}

/// Which camera, and where its profile is kept.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Id, name, node or link of a camera, or `replay:PATH`; the first camera where none is named.
    pub camera: Option<String>,
    /// The data folder; no profile is used without one.
    pub data: Option<PathBuf>,
    /// The node of a foot switch or another key that releases the shutter, such as `/dev/input/by-id/…`.
    pub switch: Option<PathBuf>,
}

impl Choice {
    /// The folder or video to replay, where that was asked.
    pub fn replay(&self) -> Option<&Path> {
        self.camera.as_deref()?.strip_prefix(REPLAY).map(Path::new)
    }
}

/// A running source of frames.
pub enum Source {
    Camera(Box<Stream>),
    Replay(Replay),
}

impl Source {
    /// Opens what was chosen: the profile's controls are set, and its format and size hold where the wish says nothing.
    pub fn open(choice: &Choice, wish: &Wish) -> Result<Source, CameraError> {
        if let Some(path) = choice.replay() {
            return Ok(Source::Replay(Replay::open(path, REPLAY_FPS)?));
        }
        let found = find::find(choice.camera.as_deref())?;
        let profile = match &choice.data {
            Some(data) => Profile::load(data, &found.id)?.unwrap_or_default(),
            None => Profile::default(),
        };
        for (name, value) in profile.in_order() {
            // A control that went away with a new firmware must not keep the camera from working.
            if let Err(error) = control::set(&found, name, value) {
                tracing::warn!(camera = %found.id, "its profile: {error}");
            }
        }
        let wish = Wish {
            purpose: wish.purpose,
            format: wish.format.or(profile.mode.format),
            size: wish.size.or(profile.mode.size),
        };
        Ok(Source::Camera(Box::new(Stream::open(found, &wish)?)))
    }

    /// The next whole frame; waits longer for the first.
    pub fn frame(&mut self) -> Result<Frame, CameraError> {
        let first = self.stats().whole == 0;
        self.frame_within(if first { FIRST_FRAME } else { NEXT_FRAME })
    }

    /// The next whole frame, or why there is none within this time.
    pub fn frame_within(&mut self, patience: Duration) -> Result<Frame, CameraError> {
        match self {
            Source::Camera(stream) => stream.next(patience),
            Source::Replay(replay) => replay.next(patience),
        }
    }

    /// What was truly agreed on.
    pub fn mode(&self) -> Mode {
        match self {
            Source::Camera(stream) => stream.mode(),
            Source::Replay(replay) => replay.mode(),
        }
    }

    pub fn stats(&self) -> Stats {
        match self {
            Source::Camera(stream) => stream.stats,
            Source::Replay(replay) => replay.stats,
        }
    }

    /// The camera's id.
    pub fn id(&self) -> String {
        match self {
            Source::Camera(stream) => stream.found().id.clone(),
            Source::Replay(replay) => format!("{REPLAY}{}", replay.path().display()),
        }
    }

    /// What its maker calls it.
    pub fn name(&self) -> String {
        match self {
            Source::Camera(stream) => stream.found().name.clone(),
            Source::Replay(_) => self.id(),
        }
    }
}
