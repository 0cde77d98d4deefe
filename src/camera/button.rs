//! The shutter button of a USB camera, a foot switch: a key of the kernel's input layer as a trigger.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::find::Found;

/// Bytes of `struct input_event` on 64 bits: two words of time, type, code, value.
const EVENT: usize = 24;
/// `EV_KEY` and `KEY_CAMERA` of the kernel's `input-event-codes.h`.
const KEY: u16 = 1;
const CAMERA: u16 = 0xD4;

/// What became of a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    Down,
    /// Nothing within the time.
    No,
    /// The button went away with its camera.
    Gone,
}

/// A button that is listened to.
pub struct Button {
    file: File,
    /// Whether any key counts, as on a foot switch; on a camera only the shutter does.
    any: bool,
}

impl Button {
    /// The button of a camera; none where it has none or this user may not read it. The driver listens to the button
    /// only while the camera is open.
    pub fn of(found: &Found) -> Option<Button> {
        let node = found.node.file_name()?;
        let inputs = PathBuf::from("/sys/class/video4linux").join(node).join("device/input");
        let events = std::fs::read_dir(inputs).ok()?.flatten().flat_map(|input| {
            std::fs::read_dir(input.path()).into_iter().flatten().flatten().map(|entry| entry.file_name())
        });
        let event = events.into_iter().find(|name| name.to_string_lossy().starts_with("event"))?;
        open(&PathBuf::from("/dev/input").join(event)).ok().map(|file| Button { file, any: false })
    }

    /// A foot switch or another key by its node, such as `/dev/input/by-id/…`.
    pub fn at(node: &Path) -> std::io::Result<Button> {
        open(node).map(|file| Button { file, any: true })
    }

    /// Waits until the button goes down, at most this long for each event.
    pub fn wait(&mut self, patience: Duration) -> Pressed {
        let timeout = Timespec { tv_sec: patience.as_secs() as i64, tv_nsec: patience.subsec_nanos().into() };
        let mut fds = [PollFd::new(&self.file, PollFlags::IN)];
        match poll(&mut fds, Some(&timeout)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Pressed::No,
            Ok(_) => {}
            Err(_) => return Pressed::Gone,
        }
        let mut bytes = [0; 64 * EVENT];
        match self.file.read(&mut bytes) {
            Ok(0) | Err(_) => Pressed::Gone,
            Ok(read) => match bytes[..read].chunks_exact(EVENT).any(|event| self.is_down(event)) {
                true => Pressed::Down,
                false => Pressed::No,
            },
        }
    }

    fn is_down(&self, event: &[u8]) -> bool {
        let pair = |at: usize| u16::from_ne_bytes([event[at], event[at + 1]]);
        let value = i32::from_ne_bytes([event[20], event[21], event[22], event[23]]);
        pair(16) == KEY && (self.any || pair(18) == CAMERA) && value == 1
    }
}

/// Neither opening nor reading waits, whatever the node is.
fn open(node: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32).open(node)
}
