//! A source that comes back: what is unplugged or falls silent is opened again as soon as it is there.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::error::CameraError;
use super::frame::Frame;
use super::mode::Wish;
use super::source::{Choice, Source};

/// Between two looks for a camera that is not there. A look reads one folder of sysfs; it is done only while there is
/// no picture.
const AGAIN: Duration = Duration::from_millis(200);

/// One step of a live source.
#[derive(Debug)]
pub enum Step {
    /// The camera is there and streams.
    Opened,
    Frame(Frame),
    /// There is no picture, for this reason. The next step tries again after a moment.
    Lost(CameraError),
    /// It was told to stop.
    Stopped,
}

/// A camera that is followed through plug and unplug.
pub struct Live {
    choice: Choice,
    wish: Wish,
    source: Option<Source>,
    lost: bool,
}

impl Live {
    pub fn new(choice: Choice, wish: Wish) -> Live {
        Live { choice, wish, source: None, lost: false }
    }

    /// The open source, for a burst.
    pub fn source(&mut self) -> Option<&mut Source> {
        self.source.as_mut()
    }

    /// Opens, or takes the next frame, or waits a moment after a loss. Each step ends within seconds; a message on
    /// `stop`, or its end, ends the waiting at once.
    pub fn step(&mut self, stop: &Receiver<()>) -> Step {
        if self.lost {
            match stop.recv_timeout(AGAIN) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return Step::Stopped,
            }
            self.lost = false;
        }
        if stop.try_recv() != Err(std::sync::mpsc::TryRecvError::Empty) {
            return Step::Stopped;
        }
        let step = match &mut self.source {
            None => Source::open(&self.choice, &self.wish).map(|source| {
                self.source = Some(source);
                Step::Opened
            }),
            Some(source) => source.frame().map(Step::Frame),
        };
        step.unwrap_or_else(|error| {
            self.source = None;
            self.lost = true;
            Step::Lost(error)
        })
    }

    /// Gives a camera up after a failure that a caller saw, so that the next step opens it anew.
    pub fn give_up(&mut self) {
        self.source = None;
        self.lost = true;
    }
}
