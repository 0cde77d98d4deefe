//! The bytes of a picture file become an upright RGB photograph, or an error that says what is wrong with them.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::error::{ImageError, LimitErrorKind};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};
use sha2::{Digest, Sha256};

use super::{entropy, jpeg};
use crate::fault::{Explain, FaultCode};
use crate::hex::hex;

/// The largest file that is looked at.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;
/// The most pixels a photograph may have: twice the largest fundus camera's.
pub const MAX_PIXELS: u64 = 100_000_000;
/// The most memory the decoded samples may take, before they become 8-bit RGB.
const MAX_DECODED_BYTES: u64 = 600_000_000;

/// A photograph as a person sees it: turned upright, 8-bit RGB.
#[derive(Debug, Clone)]
pub struct Photograph {
    pub rgb: RgbImage,
    /// Pixels, after EXIF rotation.
    pub width: u32,
    /// Pixels, after EXIF rotation.
    pub height: u32,
    /// SHA-256 of the file's bytes, in lower-case hex.
    pub sha256: String,
}

/// Why bytes did not become a photograph.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    #[error("the file has no bytes")]
    Empty,
    #[error("the bytes are of no picture format that is read here")]
    UnknownFormat,
    #[error("this kind of {format} is not read here")]
    Unsupported { format: &'static str, source: ImageError },
    #[error("the {format} breaks off before its end")]
    Truncated { format: &'static str },
    #[error("the JPEG is not whole: {why}")]
    Torn { why: String },
    #[error("the {format} contradicts itself")]
    Damaged { format: &'static str, source: ImageError },
    #[error("the {format} made its decoder fail")]
    DecoderFailed { format: &'static str },
    #[error("the picture says it is {width}×{height} pixels; at most {limit} megapixels are read", limit = MAX_PIXELS / 1_000_000)]
    TooManyPixels { width: u32, height: u32 },
    #[error("the file has {bytes} bytes; at most {limit} MB are read", limit = MAX_BYTES >> 20)]
    TooManyBytes { bytes: usize },
    #[error("the decoded {format} would not fit in memory")]
    TooMuchMemory { format: &'static str },
}

impl Explain for DecodeError {
    fn code(&self) -> FaultCode {
        match self {
            Self::Empty => FaultCode::Empty,
            Self::UnknownFormat | Self::Unsupported { .. } => FaultCode::UnknownFormat,
            Self::Truncated { .. }
            | Self::Torn { .. }
            | Self::Damaged { .. }
            | Self::DecoderFailed { .. } => FaultCode::Damaged,
            Self::TooManyPixels { .. } | Self::TooManyBytes { .. } | Self::TooMuchMemory { .. } => {
                FaultCode::TooLarge
            }
        }
    }

    fn remedy(&self) -> String {
        match self.code() {
            FaultCode::Empty => "Copy the file from the camera again; the copy did not finish.",
            FaultCode::UnknownFormat => "Give the photograph as JPEG, PNG, TIFF, BMP or WebP.",
            FaultCode::TooLarge => "Export the photograph at the size the camera took it.",
            _ => "Copy the file from the camera again, or take the photograph again.",
        }
        .to_owned()
    }
}

/// Reads JPEG (RGB, grey, CMYK, YCCK), PNG, TIFF, BMP or WebP of any depth into upright 8-bit RGB.
///
/// Sizes are checked from the header, before memory is taken. Transparency is laid over black.
pub fn decode(bytes: &[u8]) -> Result<Photograph, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooManyBytes { bytes: bytes.len() });
    }
    let format = image::guess_format(bytes).map_err(|_| DecodeError::UnknownFormat)?;
    let name = format_name(format).ok_or(DecodeError::UnknownFormat)?;
    // A decoder that panics on hostile bytes must not take the station down with it.
    let decoded = catch_unwind(AssertUnwindSafe(|| upright(bytes, format, name)))
        .unwrap_or(Err(DecodeError::DecoderFailed { format: name }))?;
    let rgb = to_rgb8(decoded);
    let (width, height) = rgb.dimensions();
    Ok(Photograph { rgb, width, height, sha256: hex(&Sha256::digest(bytes)) })
}

impl Photograph {
    /// The photograph of a file whose picture was proved whole and decoded before: `rgb` is what its bytes decode to.
    /// `None` where [`decode`] would make another picture of them: the file asks to be turned, or is of another size.
    pub fn decoded(bytes: &[u8], rgb: RgbImage) -> Option<Photograph> {
        let format = image::guess_format(bytes).ok()?;
        let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder().ok()?;
        let as_it_is = decoder.orientation().ok()? == Orientation::NoTransforms;
        let (width, height) = rgb.dimensions();
        (as_it_is && decoder.dimensions() == (width, height)).then(|| Photograph {
            rgb,
            width,
            height,
            sha256: hex(&Sha256::digest(bytes)),
        })
    }
}

fn upright(bytes: &[u8], format: ImageFormat, name: &'static str) -> Result<DynamicImage, DecodeError> {
    let failed = |error| explain(error, name);
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(failed)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(DecodeError::TooManyPixels { width, height });
    }
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(DecodeError::TooMuchMemory { format: name });
    }
    // The JPEG decoder fills what is missing with grey and calls it a success.
    if format == ImageFormat::Jpeg {
        if !jpeg::reaches_end(bytes) {
            return Err(DecodeError::Truncated { format: name });
        }
        // Data behind a whole picture hides nothing of it.
        if let Err(entropy::Torn::Missing(why)) = entropy::prove(bytes) {
            return Err(DecodeError::Torn { why });
        }
    }
    let orientation = decoder.orientation().map_err(failed)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(failed)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn explain(error: ImageError, format: &'static str) -> DecodeError {
    match error {
        ImageError::Unsupported(_) => DecodeError::Unsupported { format, source: error },
        ImageError::Limits(ref limit) if matches!(limit.kind(), LimitErrorKind::InsufficientMemory) => {
            DecodeError::TooMuchMemory { format }
        }
        ImageError::IoError(ref io) if io.kind() == std::io::ErrorKind::UnexpectedEof => {
            DecodeError::Truncated { format }
        }
        _ => DecodeError::Damaged { format, source: error },
    }
}

fn format_name(format: ImageFormat) -> Option<&'static str> {
    match format {
        ImageFormat::Jpeg => Some("JPEG"),
        ImageFormat::Png => Some("PNG"),
        ImageFormat::Tiff => Some("TIFF"),
        ImageFormat::Bmp => Some("BMP"),
        ImageFormat::WebP => Some("WebP"),
        _ => None,
    }
}

/// Depth becomes 8 bits, grey becomes RGB, transparency is laid over black.
fn to_rgb8(mut picture: DynamicImage) -> RgbImage {
    match &mut picture {
        DynamicImage::ImageLuma16(samples) => widen(samples),
        DynamicImage::ImageRgb16(samples) => widen(samples),
        _ => {}
    }
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let rgba = picture.into_rgba8();
    let mut rgb = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in rgb.pixels_mut().zip(rgba.pixels()) {
        let alpha = u16::from(from[3]);
        to.0 = [0, 1, 2].map(|c| ((u16::from(from[c]) * alpha + 127) / 255) as u8);
    }
    rgb
}

/// Sensors write 10 or 12 bits into 16-bit files without scaling them; such a file would look black.
fn widen(samples: &mut [u16]) {
    let brightest = samples.iter().copied().max().unwrap_or(0);
    if (256..4096).contains(&brightest) {
        let factor = if brightest < 1024 { 64 } else { 16 };
        samples.iter_mut().for_each(|s| *s *= factor);
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
