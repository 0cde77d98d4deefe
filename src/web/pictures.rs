//! Pictures for a screen: thumbnails, and an upright JPEG of formats that browsers do not show.
//! They can be made anew at any time, so they are kept without the care that photographs get.

use std::fs;
use std::path::PathBuf;

use fast_image_resize::images::ImageRef;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage};

use super::types::Photograph;
use crate::fault::{Explain, Fault, FaultCode};
use crate::fundus;
use crate::record::{Record, new_id};

/// Longest side of a thumbnail in pixels.
const THUMBNAIL: u32 = 512;
const THUMBNAIL_QUALITY: u8 = 82;
const VIEW_QUALITY: u8 = 93;
/// Where a PNG says how many bits a sample has.
const PNG_DEPTH: usize = 24;

/// A small upright JPEG of a decoded photograph.
pub fn thumbnail_of(rgb: &RgbImage) -> Result<Vec<u8>, Fault> {
    let longest = rgb.width().max(rgb.height());
    if longest <= THUMBNAIL {
        return encode(rgb, THUMBNAIL_QUALITY);
    }
    let scaled = |side: u32| ((u64::from(side) * u64::from(THUMBNAIL) / u64::from(longest)) as u32).max(1);
    let mut small = DynamicImage::new_rgb8(scaled(rgb.width()), scaled(rgb.height()));
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    let whole = ImageRef::new(rgb.width(), rgb.height(), rgb.as_raw(), PixelType::U8x3)
        .map_err(|error| defect(&error.to_string()))?;
    Resizer::new().resize(&whole, &mut small, &options).map_err(|error| defect(&error.to_string()))?;
    encode(&small.into_rgb8(), THUMBNAIL_QUALITY)
}

/// Keeps a thumbnail that was just made. A full disk costs nothing but making it again later.
pub fn keep_thumbnail(record: &Record, sha256: &str, jpeg: &[u8]) {
    keep(record, &format!("{sha256}.thumbnail.jpg"), jpeg);
}

/// The thumbnail of a photograph. Blocks.
pub fn thumbnail(record: &Record, photograph: &Photograph) -> Result<Vec<u8>, Fault> {
    let name = format!("{}.thumbnail.jpg", photograph.sha256);
    kept_or_made(record, &name, || thumbnail_of(&decoded(record, photograph)?))
}

/// The picture of a photograph as browsers show it, with its media type. Blocks.
pub fn view(record: &Record, photograph: &Photograph) -> Result<(Vec<u8>, String), Fault> {
    if matches!(photograph.media_type.as_str(), "image/jpeg" | "image/png" | "image/webp" | "image/bmp") {
        let bytes = record.photograph_bytes(&photograph.id).map_err(|error| error.fault())?;
        // Sensors write 10 or 12 bits into 16-bit files, which a browser shows as black.
        let is_deep = bytes.starts_with(b"\x89PNG") && bytes.get(PNG_DEPTH) == Some(&16);
        if !is_deep {
            return Ok((bytes, photograph.media_type.clone()));
        }
    }
    let name = format!("{}.view.jpg", photograph.sha256);
    let jpeg = kept_or_made(record, &name, || encode(&decoded(record, photograph)?, VIEW_QUALITY))?;
    Ok((jpeg, "image/jpeg".into()))
}

fn decoded(record: &Record, photograph: &Photograph) -> Result<RgbImage, Fault> {
    let bytes = record.photograph_bytes(&photograph.id).map_err(|error| error.fault())?;
    Ok(fundus::decode(&bytes).map_err(|error| error.fault())?.rgb)
}

fn encode(rgb: &RgbImage, quality: u8) -> Result<Vec<u8>, Fault> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode_image(rgb)
        .map_err(|error| defect(&error.to_string()))?;
    Ok(jpeg)
}

fn defect(why: &str) -> Fault {
    Fault {
        code: FaultCode::Internal,
        message: format!("a picture for the screen cannot be made: {why}"),
        remedy: "The photograph itself is kept. Report this with the server's log.".into(),
    }
}

fn folder(record: &Record) -> PathBuf {
    record.folder().join("derived")
}

fn kept_or_made(
    record: &Record,
    name: &str,
    make: impl FnOnce() -> Result<Vec<u8>, Fault>,
) -> Result<Vec<u8>, Fault> {
    // What a power cut left of a file is not a whole JPEG.
    if let Ok(kept) = fs::read(folder(record).join(name))
        && kept.starts_with(&[0xff, 0xd8])
        && kept.ends_with(&[0xff, 0xd9])
    {
        return Ok(kept);
    }
    let made = make()?;
    keep(record, name, &made);
    Ok(made)
}

#[expect(clippy::disallowed_methods, reason = "a picture for the screen is made again from the photograph")]
fn keep(record: &Record, name: &str, bytes: &[u8]) {
    let folder = folder(record);
    let unfinished = folder.join(format!(".unfinished-{}", new_id()));
    let kept = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&unfinished, bytes))
        .and_then(|()| fs::rename(&unfinished, folder.join(name)));
    if let Err(error) = kept {
        let _ = fs::remove_file(&unfinished);
        tracing::debug!(%error, name, "a picture for the screen is not kept");
    }
}
