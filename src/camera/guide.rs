//! Live guidance: the quality code looks at the newest frame some times a second, beside the stream and never before it.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use image::RgbImage;

use super::frame::Frame;
use super::mode::PixelFormat;
use super::{jpeg, raw};
use crate::fundus::{self, Assessment, Photograph};

/// Between two looks: five a second, where the processor keeps up.
const EVERY: Duration = Duration::from_millis(195);
/// Judgements that nobody has taken yet.
const WAITING: usize = 8;

/// What was seen in a frame.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The frame's number in its stream.
    pub number: u64,
    pub assessment: Assessment,
    /// From the frame's being shown to its judgement.
    pub took: Duration,
}

/// A thread that judges; it ends when this is dropped.
pub struct Guide {
    frames: SyncSender<Frame>,
    seen: Receiver<Seen>,
    due: Instant,
}

impl Guide {
    pub fn start() -> std::io::Result<Guide> {
        let (frames, shown) = sync_channel::<Frame>(1);
        let (tell, seen) = sync_channel(WAITING);
        std::thread::Builder::new().name("guide".into()).spawn(move || {
            while let Ok(frame) = shown.recv() {
                let start = Instant::now();
                let Some(rgb) = picture(&frame) else { continue };
                let assessment = judge(rgb);
                // Whoever does not listen misses some.
                let _ = tell.try_send(Seen { number: frame.number, assessment, took: start.elapsed() });
            }
        })?;
        Ok(Guide { frames, seen, due: Instant::now() })
    }

    /// Shows a frame; it is judged if one is due and the last is done with. Never waits.
    pub fn show(&mut self, frame: &Frame) {
        if Instant::now() >= self.due && self.frames.try_send(frame.clone()).is_ok() {
            self.due = Instant::now() + EVERY;
        }
    }

    /// What was judged since this was asked last, oldest first.
    pub fn seen(&self) -> impl Iterator<Item = Seen> + '_ {
        self.seen.try_iter()
    }
}

/// The picture of a frame, where it decodes.
pub fn picture(frame: &Frame) -> Option<RgbImage> {
    match frame.mode.format {
        PixelFormat::Mjpeg => {
            let walked = jpeg::walk(&frame.bytes).ok()?;
            jpeg::decode(&jpeg::with_tables(&frame.bytes, &walked)).ok()
        }
        _ => raw::to_rgb(frame),
    }
}

/// The quality of a picture as it is judged everywhere else.
pub fn judge(rgb: RgbImage) -> Assessment {
    let (width, height) = rgb.dimensions();
    let field = fundus::field::find(&rgb);
    fundus::assess(&Photograph { rgb, width, height, sha256: String::new() }, field.as_ref())
}
