//! Why there is no picture, for a person: what happened, to which camera, and what to do next.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::fault::{Explain, FaultCode};

/// An act at a camera that failed.
#[derive(Debug, thiserror::Error)]
pub enum CameraError {
    #[error("no camera is found")]
    NoneFound,
    #[error("a USB camera is plugged in at {at}, but no driver has taken it")]
    NoDriver { at: String },
    #[error("no camera is called {asked:?}{}", those(.there))]
    Unknown { asked: String, there: Vec<String> },
    #[error("{node} may not be opened by this user", node = .node.display())]
    Denied { node: PathBuf, group: Option<String> },
    #[error("{name} is in use{}", holders(.by))]
    Busy { name: String, by: Vec<String> },
    #[error("{name} was unplugged")]
    Unplugged { name: String },
    #[error("{name} gave no picture for {:.1} s", .waited.as_secs_f32())]
    Stalled { name: String, waited: Duration },
    #[error("{name} gave {frames} frames, none of them whole: {why}")]
    Torn { name: String, frames: u64, why: String },
    #[error("{name} has no signal")]
    NoSignal { name: String },
    #[error("{name} does not give {asked}; it gives {gives}")]
    Unsupported { name: String, asked: String, gives: String },
    #[error("{name} has no control {control:?} that can be set to {value:?}")]
    Control { name: String, control: String, value: String },
    #[error("{path} holds no photographs to replay", path = .path.display())]
    NothingToReplay { path: PathBuf },
    #[error("{path} cannot be {act}", path = .path.display())]
    File { act: &'static str, path: PathBuf, source: io::Error },
    #[error("{path} is no profile of a camera: {why}", path = .path.display())]
    Profile { path: PathBuf, why: String },
    #[error("{name}: the driver failed to {act}")]
    Driver { name: String, act: &'static str, source: io::Error },
}

fn those(names: &[String]) -> String {
    match names {
        [] => "; none is plugged in".into(),
        names => format!("; there are: {}", names.join(", ")),
    }
}

fn holders(processes: &[String]) -> String {
    match processes {
        [] => " by a program of another user".into(),
        names => format!(" by {}", names.join(", ")),
    }
}

impl Explain for CameraError {
    fn code(&self) -> FaultCode {
        match self {
            Self::NoneFound | Self::Unknown { .. } | Self::NoDriver { .. } => FaultCode::CameraMissing,
            Self::Denied { .. } => FaultCode::CameraDenied,
            Self::Busy { .. } => FaultCode::CameraBusy,
            Self::Unplugged { .. } => FaultCode::CameraUnplugged,
            Self::Stalled { .. } | Self::Torn { .. } | Self::NoSignal { .. } => FaultCode::CameraSilent,
            Self::Unsupported { .. } | Self::Control { .. } => FaultCode::CameraUnsupported,
            Self::NothingToReplay { .. } | Self::Profile { .. } => FaultCode::Unreadable,
            Self::File { source, .. } if crate::fault::is_disk_full(source) => FaultCode::DiskFull,
            Self::File { .. } => FaultCode::OutputFailed,
            Self::Driver { .. } => FaultCode::CameraFailed,
        }
    }

    fn remedy(&self) -> String {
        match self {
            Self::NoneFound => {
                "Plug the camera in and switch it on. `ocellus camera list` shows it when it is there.".into()
            }
            Self::NoDriver { .. } => {
                "Load the driver: modprobe uvcvideo. A camera of another kind needs its maker's driver."
                    .into()
            }
            Self::Unknown { .. } => "Name it as `ocellus camera list` does.".into(),
            Self::Denied { group, .. } => format!(
                "Add this user to the group {group} (usermod -aG {group} NAME, then log in again), or install \
                 board/udev/70-ocellus-camera.rules.",
                group = group.as_deref().unwrap_or("video")
            ),
            Self::Busy { .. } => "Close the other program; a camera streams to one at a time.".into(),
            Self::Unplugged { .. } => "Plug it in again; it is found by itself.".into(),
            Self::Stalled { .. } => {
                "Check its cable and that it is switched on; then plug it in again.".into()
            }
            Self::Torn { .. } => {
                "Use a shorter cable and a port of the computer itself instead of a hub.".into()
            }
            Self::NoSignal { .. } => "Switch the camera on and check the cable of its picture.".into(),
            Self::Unsupported { .. } => "`ocellus camera info` lists what it gives.".into(),
            Self::Control { .. } => "`ocellus camera info` lists the controls with their ranges.".into(),
            Self::NothingToReplay { .. } => {
                "Name a folder with JPEG or PNG photographs, or a video of motion JPEG (.avi, .mjpeg).".into()
            }
            Self::File { .. } if self.code() == FaultCode::DiskFull => {
                "Free some room on the disk, then do it again.".into()
            }
            Self::File { .. } => "Name a place that this user may read and write.".into(),
            Self::Profile { path, .. } => format!("Mend or delete {}.", path.display()),
            Self::Driver { .. } => "Plug the camera in again. If it happens again, see dmesg.".into(),
        }
    }
}
