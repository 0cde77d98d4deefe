//! Live guidance: the quality code looks at the newest frame some times a second, beside the stream and never before it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use image::RgbImage;

use super::frame::Frame;
use super::mode::PixelFormat;
use super::{jpeg, raw};
use crate::fundus::quality::{self, Measures};
use crate::fundus::{self, Assessment, FieldOfView, Photograph};

/// Between two looks. Frames come every 33 or 40 ms, so this makes six or five a second, where the processor keeps up.
const EVERY: Duration = Duration::from_millis(150);
/// Judgements that nobody has taken yet.
const WAITING: usize = 8;

/// What was seen in a frame.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The frame's number in its stream.
    pub number: u64,
    pub assessment: Assessment,
    /// In pixels of the frame; none where no eye is seen.
    pub field: Option<FieldOfView>,
    /// What was measured in the field.
    pub measures: Option<Measures>,
    pub print: Print,
    /// Pixels of the frame.
    pub width: u32,
    pub height: u32,
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
                // A picture that makes the judgement fail costs one look, not all that would follow.
                let looked = catch_unwind(AssertUnwindSafe(|| look(&frame)));
                // Whoever does not listen misses some.
                if let Ok(Some(seen)) = looked {
                    let _ = tell.try_send(seen);
                }
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
    judge_in_field(rgb).0
}

fn judge_in_field(rgb: RgbImage) -> (Assessment, Option<Measures>, Option<FieldOfView>) {
    let (width, height) = rgb.dimensions();
    let field = fundus::field::find(&rgb);
    let photograph = Photograph { rgb, width, height, sha256: String::new() };
    let (assessment, measures) = quality::assess_measured(&photograph, field.as_ref());
    (assessment, measures, field)
}

fn look(frame: &Frame) -> Option<Seen> {
    let start = Instant::now();
    let seen = look_at(picture(frame)?);
    Some(Seen { number: frame.number, took: start.elapsed(), ..seen })
}

/// One look at a picture, as the live guidance takes it.
pub fn look_at(rgb: RgbImage) -> Seen {
    let start = Instant::now();
    let (width, height) = rgb.dimensions();
    let print = Print::of(&rgb);
    let (assessment, measures, field) = judge_in_field(rgb);
    Seen { number: 0, assessment, field, measures, print, width, height, took: start.elapsed() }
}

/// Cells along a side of a print.
const CELLS: usize = 32;

/// A picture in a few numbers, so that two can be told apart: mean green of each cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Print(Vec<f32>);

impl Print {
    /// Looks at every third pixel, each way.
    pub fn of(rgb: &RgbImage) -> Print {
        let (width, height) = (rgb.width() as usize, rgb.height() as usize);
        let (mut sums, mut counts) = (vec![0f32; CELLS * CELLS], vec![0u32; CELLS * CELLS]);
        for y in (0..height).step_by(3) {
            let row = &rgb.as_raw()[3 * y * width..3 * (y + 1) * width];
            for (x, pixel) in row.chunks_exact(3).enumerate().step_by(3) {
                let cell = y * CELLS / height * CELLS + x * CELLS / width;
                sums[cell] += f32::from(pixel[1]);
                counts[cell] += 1;
            }
        }
        Print(sums.iter().zip(counts).map(|(sum, n)| sum / n.max(1) as f32).collect())
    }

    /// How far two pictures differ: the mean difference of their cells over their mean light; 0 for the same picture.
    pub fn differs(&self, other: &Print) -> f32 {
        let light: f32 = self.0.iter().zip(&other.0).map(|(a, b)| (a + b) / 2.0).sum();
        let difference: f32 = self.0.iter().zip(&other.0).map(|(a, b)| (a - b).abs()).sum();
        difference / light.max(1.0)
    }
}
