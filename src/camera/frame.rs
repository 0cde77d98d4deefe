//! A frame as the camera gave it, and the cheap proof that it is whole: structure of a JPEG, byte count of the rest.

use std::time::Instant;

use super::bayer::Mosaic;
use super::jpeg;
use super::mode::{Mode, PixelFormat};

/// One frame whose structure is whole.
#[derive(Debug, Clone)]
pub struct Frame {
    /// As the camera gave them; a JPEG ends with its end marker.
    pub bytes: Vec<u8>,
    pub mode: Mode,
    /// Bytes from one line of samples to the next; 0 for a JPEG.
    pub stride: usize,
    /// When it was taken from the driver.
    pub at: Instant,
    /// Counts the whole frames of this stream from 1.
    pub number: u64,
}

/// Bytes that a frame of raw samples has.
pub fn raw_bytes(mode: &Mode, stride: usize) -> usize {
    let lines = mode.height as usize;
    match mode.format {
        PixelFormat::Mjpeg => 0,
        PixelFormat::Nv12 => stride * (lines + lines.div_ceil(2)),
        _ => stride * lines,
    }
}

/// Bytes from line to line where the driver does not say.
pub fn least_stride(mode: &Mode) -> usize {
    let width = mode.width as usize;
    if let Some((packing, _)) = mode.format.packing() {
        return packing.line(width);
    }
    match mode.format {
        PixelFormat::Mjpeg => 0,
        PixelFormat::Nv12 | PixelFormat::Grey => width,
        PixelFormat::Yuyv => width.div_ceil(2) * 4,
        PixelFormat::Y10 | PixelFormat::Y12 | PixelFormat::Y16 => width * 2,
        PixelFormat::Rgb24 => width * 3,
        _ => width * mode.format.mosaic().map_or(1, Mosaic::bytes_per_sample),
    }
}

/// The bytes that belong to the picture, or why they are no whole picture of this mode.
pub fn check<'a>(bytes: &'a [u8], mode: &Mode, stride: usize) -> Result<&'a [u8], String> {
    if mode.format != PixelFormat::Mjpeg {
        let wanted = raw_bytes(mode, stride);
        return match bytes.len() == wanted {
            true => Ok(bytes),
            false => Err(format!("{} bytes instead of {wanted}", bytes.len())),
        };
    }
    let seen = jpeg::walk(bytes)?;
    match (seen.width, seen.height) == (mode.width, mode.height) {
        true => Ok(&bytes[..seen.end]),
        false => {
            Err(format!("{}x{} pixels instead of {}x{}", seen.width, seen.height, mode.width, mode.height))
        }
    }
}
