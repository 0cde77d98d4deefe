//! A burst, of which the sharpest well-exposed frame is kept: as the camera's own JPEG, or raw samples as PNG.

use std::time::{Duration, Instant};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};

use super::error::CameraError;
use super::frame::Frame;
use super::jpeg;
use super::mode::{Mode, PixelFormat};
use super::raw;
use super::source::Source;
use crate::fundus::entropy;

/// Frames of a burst.
pub const FRAMES: usize = 4;
/// A burst that takes longer ends with what it has.
const PATIENCE: Duration = Duration::from_secs(3);
/// Samples beyond these levels (0–255) are black or burnt.
const BLACK: u8 = 12;
const BURNT: u8 = 250;

/// What a frame of a burst is chosen by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Mean square of the Laplacian of green relative to its mean square, over the lit part of the middle.
    pub sharpness: f32,
    /// Mean of green over the lit part, 0–255.
    pub level: f32,
    /// Share of lit samples that are burnt.
    pub burnt: f32,
}

impl Look {
    /// Neither so dark that detail drowns nor with more than a tenth burnt.
    pub fn is_well_exposed(&self) -> bool {
        self.level > 24.0 && self.burnt < 0.1
    }
}

/// The photograph of a burst.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The file's bytes: the camera's JPEG untouched (but for Huffman tables that it left out), or a PNG.
    pub bytes: Vec<u8>,
    /// `jpg` or `png`.
    pub ending: &'static str,
    pub mode: Mode,
    pub rgb: RgbImage,
    pub look: Look,
    /// Which frame of the burst it was, from 1.
    pub chosen: usize,
}

/// What a burst gave.
#[derive(Debug)]
pub struct Burst {
    pub kept: Kept,
    /// Frames that were decoded without a fault.
    pub whole: usize,
    /// Frames that looked whole and did not decode.
    pub spoilt: usize,
}

/// Takes frames and keeps the best. Every frame that may be kept is decoded to its last sample.
pub fn take(source: &mut Source, frames: usize) -> Result<Burst, CameraError> {
    take_shown(source, None, frames, |_| {})
}

/// As [`take`], beginning with a frame that is there already; each further one is shown as it comes, so that a preview
/// goes on meanwhile.
pub fn take_shown(
    source: &mut Source,
    mut first: Option<Frame>,
    frames: usize,
    mut show: impl FnMut(&Frame),
) -> Result<Burst, CameraError> {
    let start = Instant::now();
    let mut best: Option<Kept> = None;
    let (mut whole, mut spoilt, mut why) = (0, 0, String::new());
    // A spoilt frame is replaced by another, as long as there is time.
    while whole < frames.max(1) && (whole + spoilt) < 8 * frames.max(1) {
        let frame = match first.take() {
            Some(frame) => frame,
            None => match source.frame() {
                Ok(frame) => {
                    show(&frame);
                    frame
                }
                // What is there is worth more than what may yet come.
                Err(_) if best.is_some() => break,
                Err(error) => return Err(error),
            },
        };
        match develop(&frame) {
            Ok((rgb, bytes)) => {
                whole += 1;
                let look = look(&rgb);
                if best.as_ref().is_none_or(|b| better(&look, &b.look)) {
                    let ending = if frame.mode.format == PixelFormat::Mjpeg { "jpg" } else { "png" };
                    best = Some(Kept { bytes, ending, mode: frame.mode, rgb, look, chosen: whole + spoilt });
                }
            }
            Err(reason) => {
                spoilt += 1;
                why = reason;
            }
        }
        if start.elapsed() > PATIENCE {
            break;
        }
    }
    match best {
        Some(mut kept) => {
            if kept.bytes.is_empty() {
                kept.bytes = png(&kept.rgb)?;
            }
            Ok(Burst { kept, whole, spoilt })
        }
        None => Err(CameraError::Torn { name: source.name(), frames: spoilt as u64, why }),
    }
}

/// The picture, and the bytes of a JPEG's file; raw samples are encoded only once they are chosen.
pub fn develop(frame: &Frame) -> Result<(RgbImage, Vec<u8>), String> {
    if frame.mode.format != PixelFormat::Mjpeg {
        return raw::to_rgb(frame).map(|rgb| (rgb, Vec::new())).ok_or_else(|| "samples are missing".into());
    }
    let bytes = jpeg::with_tables(&frame.bytes, &jpeg::walk(&frame.bytes)?);
    entropy::prove(&bytes).map_err(|torn| torn.to_string())?;
    let rgb = jpeg::decode(&bytes)?;
    match rgb.dimensions() == (frame.mode.width, frame.mode.height) {
        true => Ok((rgb, bytes)),
        false => Err("it decodes to another size".into()),
    }
}

fn better(a: &Look, b: &Look) -> bool {
    match (a.is_well_exposed(), b.is_well_exposed()) {
        (true, false) => true,
        (false, true) => false,
        _ => a.sharpness > b.sharpness,
    }
}

/// Looks at the middle of a picture, every second sample; 5 to 10 ms for two megapixels.
pub fn look(rgb: &RgbImage) -> Look {
    let (width, height) = (rgb.width() as usize, rgb.height() as usize);
    let green = |x: usize, y: usize| f32::from(rgb.as_raw()[3 * (y * width + x) + 1]);
    let (mut n, mut sum, mut edges, mut burnt) = (0u32, 0f64, 0f64, 0u32);
    for y in (height / 5 + 1..height - height / 5 - 1).step_by(2) {
        for x in (width / 5 + 1..width - width / 5 - 1).step_by(2) {
            let v = green(x, y);
            if v < f32::from(BLACK) {
                continue;
            }
            let laplacian = 4.0 * v - green(x - 1, y) - green(x + 1, y) - green(x, y - 1) - green(x, y + 1);
            n += 1;
            sum += f64::from(v);
            edges += f64::from(laplacian * laplacian);
            burnt += u32::from(v >= f32::from(BURNT));
        }
    }
    if n == 0 {
        return Look { sharpness: 0.0, level: 0.0, burnt: 0.0 };
    }
    let mean = sum / f64::from(n);
    Look {
        sharpness: (edges / f64::from(n) / (mean * mean)) as f32,
        level: mean as f32,
        burnt: burnt as f32 / n as f32,
    }
}

/// A picture as PNG, quickly packed.
pub fn png(rgb: &RgbImage) -> Result<Vec<u8>, CameraError> {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Up)
        .write_image(rgb.as_raw(), rgb.width(), rgb.height(), ExtendedColorType::Rgb8)
        .map_err(|e| CameraError::File {
            act: "encoded",
            path: "the photograph".into(),
            source: std::io::Error::other(e),
        })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn bars(contrast: f32, light: f32) -> RgbImage {
        RgbImage::from_fn(320, 240, |x, y| {
            let wave = ((x / 8 + y / 8) % 2) as f32 * contrast + 1.0 - contrast / 2.0;
            Rgb([(wave * light).clamp(0.0, 255.0) as u8; 3])
        })
    }

    #[test]
    fn the_sharp_frame_wins_over_the_blurred_and_the_lit_over_the_dark() {
        let (sharp, blurred) = (bars(0.4, 110.0), image::imageops::blur(&bars(0.4, 110.0), 2.0));
        assert!(better(&look(&sharp), &look(&blurred)) && !better(&look(&blurred), &look(&sharp)));
        let (dark, burnt) = (bars(0.6, 18.0), bars(0.2, 300.0));
        assert!(better(&look(&blurred), &look(&dark)) && better(&look(&blurred), &look(&burnt)));
        assert_eq!(look(&RgbImage::new(40, 40)).level, 0.0);
    }
}
