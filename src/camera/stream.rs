//! A stream from a real camera: agreed, verified, and never waited for without a deadline.

use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use linuxvideo::format::{PixFormat, PixelFormat as Fourcc};
use linuxvideo::stream::ReadStream;
use linuxvideo::{Fract, InputStatus};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::device::{explain, guarded, open};
use super::error::CameraError;
use super::find::Found;
use super::frame::{self, Frame};
use super::mode::{self, Mode, PixelFormat, Wish};
use super::source::Stats;

/// Modes that are tried before it is said that none can be had.
const TRIES: usize = 4;
/// The most bytes of one frame that a driver may announce.
const MOST_BYTES: u32 = 256 << 20;

/// How long the kernel may take to put a camera away that was pulled out.
const GOING: Duration = Duration::from_millis(500);

/// A running stream; dropping it stops the camera.
pub struct Stream {
    found: Found,
    mode: Mode,
    stride: usize,
    stream: ReadStream,
    /// The driver failed: the camera may be on its way out.
    failed: bool,
    pub stats: Stats,
}

/// Linux (seen with 6.1) crashes the thread that lets go of a camera in the moment in which the camera is taken away:
/// `media_device_unregister_entity` looks at an entity before it has the lock. So what was pulled out is held until it
/// is gone from sysfs, and a little longer.
impl Drop for Stream {
    fn drop(&mut self) {
        if !self.failed {
            return;
        }
        let start = Instant::now();
        while self.found.is_listed() && start.elapsed() < GOING {
            pause(GOING / 50);
        }
        pause(GOING / 5);
    }
}

impl Stream {
    /// Agrees on the best mode that fits the wish, checks that the driver did not put another in its place, and starts.
    pub fn open(found: Found, wish: &Wish) -> Result<Stream, CameraError> {
        let device = open(&found)?;
        refuse_without_signal(&found, &device)?;
        let (modes, strange) = mode::modes(&device).map_err(|e| explain(&found, "list its formats", e))?;
        drop(device);
        let ranked = mode::ranked(&modes, wish);
        let mut substituted = None;
        for wanted in ranked.iter().take(TRIES) {
            match agree(&found, wanted)? {
                Ok((mode, stride, stream)) => {
                    return Ok(Stream {
                        found,
                        mode,
                        stride,
                        stream,
                        failed: false,
                        stats: Stats::default(),
                    });
                }
                Err(given) => substituted = Some(format!("{given} in its place")),
            }
        }
        let gives = substituted.unwrap_or_else(|| {
            let mut all: Vec<String> = modes.iter().map(ToString::to_string).chain(strange).collect();
            all.truncate(12);
            if all.is_empty() { "nothing".into() } else { all.join(", ") }
        });
        Err(CameraError::Unsupported { name: found.name, asked: wish.to_string(), gives })
    }

    pub fn found(&self) -> &Found {
        &self.found
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The next frame whose structure is whole; what is not is counted and passed over.
    pub fn next(&mut self, patience: Duration) -> Result<Frame, CameraError> {
        let start = Instant::now();
        let torn_before = self.stats.torn;
        let mut why = String::new();
        let mut looked = false;
        loop {
            let left = patience.saturating_sub(start.elapsed());
            // Torn frames that come without a pause, or a driver that says ready and gives nothing, end with the time too.
            if (looked && left.is_zero()) || !self.wait(left)? {
                let frames = self.stats.torn - torn_before;
                let name = self.found.name.clone();
                return Err(match frames {
                    0 => CameraError::Stalled { name, waited: patience },
                    _ => CameraError::Torn { name, frames, why },
                });
            }
            looked = true;
            let (mode, stride) = (self.mode, self.stride);
            let taken = guarded(|| {
                self.stream.dequeue(|buffer| {
                    if buffer.is_error() {
                        return Ok(Err("the driver marked it as damaged".to_owned()));
                    }
                    Ok(frame::check(&buffer, &mode, stride).map(<[u8]>::to_vec))
                })
            });
            match taken {
                Ok(Ok(bytes)) => {
                    self.stats.whole += 1;
                    let (at, number) = (Instant::now(), self.stats.whole);
                    return Ok(Frame { bytes, mode, stride, at, number });
                }
                Ok(Err(reason)) => {
                    tracing::debug!(camera = %self.found.id, "a torn frame: {reason}");
                    self.stats.torn += 1;
                    why = reason;
                }
                // Ready, and then not: the next wait decides.
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => {
                    self.failed = true;
                    return Err(explain(&self.found, "hand over a frame", error));
                }
            }
        }
    }

    /// Whether something is there to be taken (a frame, or an error) before the time is over.
    fn wait(&self, left: Duration) -> Result<bool, CameraError> {
        let mut fds = [PollFd::new(&self.stream, PollFlags::IN)];
        let timeout = Timespec { tv_sec: left.as_secs() as i64, tv_nsec: left.subsec_nanos().into() };
        match poll(&mut fds, Some(&timeout)) {
            Ok(ready) => Ok(ready > 0),
            // A signal: the caller's loop asks again with what is left.
            Err(Errno::INTR) => Ok(true),
            Err(error) => Err(explain(&self.found, "wait for a frame", error.into())),
        }
    }
}

/// What came of asking for a mode: the stream, or what the driver gives instead.
type Agreed = Result<(Mode, usize, ReadStream), String>;

fn agree(found: &Found, wanted: &Mode) -> Result<Agreed, CameraError> {
    let device = open(found)?;
    let asked = PixFormat::new(wanted.width, wanted.height, Fourcc::from_fourcc(wanted.format.fourcc()));
    let device = match or_refused(found, "agree on a format", guarded(|| device.video_capture(asked)))? {
        Ok(device) => device,
        Err(why) => return Ok(Err(why)),
    };
    let given = device.format();
    let fourcc = given.pixel_format().as_fourcc();
    let same = (given.width(), given.height()) == (wanted.width, wanted.height)
        && PixelFormat::from_fourcc(fourcc) == Some(wanted.format);
    if !same || given.size_image() > MOST_BYTES {
        let letters = String::from_utf8_lossy(&fourcc).into_owned();
        return Ok(Err(format!("{} {}x{}", letters.trim_end(), given.width(), given.height())));
    }
    let stride = frame::least_stride(wanted).max(given.bytes_per_line() as usize);
    let stride = if wanted.format == PixelFormat::Mjpeg { 0 } else { stride };
    let mut mode = *wanted;
    if wanted.fps > 0.0 {
        let interval = Fract::new(1000, (wanted.fps * 1000.0) as u32 + 1);
        // A driver that sets no rate keeps its own; what it says it does is what is told.
        if let Ok(given) = guarded(|| device.set_frame_interval(interval))
            && given.numerator() > 0
            && given.denominator() > 0
        {
            mode.fps = mode::hundredths(1.0 / f64::from(given.as_f32()));
        }
    }
    let stream = match or_refused(found, "start the stream", guarded(|| device.into_stream()))? {
        Ok(stream) => stream,
        Err(why) => return Ok(Err(why)),
    };
    set_nonblocking(found, &stream)?;
    Ok(Ok((mode, stride, stream)))
}

/// A refusal of this mode where another may do (EINVAL; ENOSPC where the bus has no room beside another camera) is what is
/// given in its place; any other error ends the search.
fn or_refused<T>(
    found: &Found,
    act: &'static str,
    done: std::io::Result<T>,
) -> Result<Result<T, String>, CameraError> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(error) if matches!(Errno::from_io_error(&error), Some(Errno::INVAL | Errno::NOSPC)) => {
            Ok(Err(format!("nothing ({error})")))
        }
        Err(error) => Err(explain(found, act, error)),
    }
}

/// Whatever poll promises, taking a frame must never wait.
fn set_nonblocking(found: &Found, stream: &ReadStream) -> Result<(), CameraError> {
    let set = rustix::fs::fcntl_getfl(stream.as_fd())
        .and_then(|flags| rustix::fs::fcntl_setfl(stream.as_fd(), flags | rustix::fs::OFlags::NONBLOCK));
    set.map_err(|e| explain(found, "stream without blocking", e.into()))
}

/// A capture card tells whether anything is connected; a USB camera always says yes.
fn refuse_without_signal(found: &Found, device: &linuxvideo::Device) -> Result<(), CameraError> {
    let dead = InputStatus::NO_POWER | InputStatus::NO_SIGNAL | InputStatus::NO_SYNC;
    let inputs = guarded(|| Ok(device.inputs().take(16).flatten().map(|i| i.status()).collect::<Vec<_>>()));
    match inputs {
        Ok(status) if !status.is_empty() && status.iter().all(|s| s.intersects(dead)) => {
            Err(CameraError::NoSignal { name: found.name.clone() })
        }
        _ => Ok(()),
    }
}

#[allow(clippy::disallowed_methods, reason = "nothing tells when the kernel is done; the time is bounded")]
fn pause(time: Duration) {
    std::thread::sleep(time);
}
