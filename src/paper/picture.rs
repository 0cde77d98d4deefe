//! A photograph as the report shows it: small enough for the page, upright.

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

use super::PaperError;

/// At 88 mm width this is 290 dots an inch.
const MOST: u32 = 1000;

/// The photograph as JPEG, at most 1000 pixels wide or high.
pub fn jpeg(rgb: &RgbImage) -> Result<Vec<u8>, PaperError> {
    let (width, height) = rgb.dimensions();
    let scale = f64::from(MOST) / f64::from(width.max(height).max(1));
    let small = match scale < 1.0 {
        true => {
            let side = |n: u32| ((f64::from(n) * scale).round() as u32).max(1);
            &image::imageops::thumbnail(rgb, side(width), side(height))
        }
        false => rgb,
    };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(small).map_err(PaperError::Picture)?;
    Ok(bytes)
}
