//! Photographs become frames: a JPEG goes out untouched at its own size; other sizes and YUYV are made from it once.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, ImageReader, RgbImage};

/// Offered beside the photographs' own size, as cameras do for a preview.
const PREVIEWS: [(u32, u32); 2] = [(640, 480), (1280, 720)];
/// YUYV of more pixels than this is not offered: high-speed USB could not carry it.
const MOST_RAW_PIXELS: u32 = 1280 * 720;

/// What the camera shows at one size.
pub struct Size {
    pub width: u16,
    pub height: u16,
    /// JPEGs: every photograph at their own size, one at the others.
    pub mjpeg: Vec<Vec<u8>>,
    /// A packed 4:2:2 picture; empty where the size is too large for it.
    pub yuyv: Vec<Vec<u8>>,
    /// A black JPEG.
    pub black: Vec<u8>,
}

impl Size {
    /// The most bytes a frame may take, as the descriptors tell it.
    pub fn most_bytes(&self) -> u32 {
        u32::from(self.width) * u32::from(self.height) * 2
    }
}

/// Reads the photographs. Those of the first one's size go out untouched; previews and YUYV are made of the first.
pub fn load(paths: &[String]) -> Result<Vec<Size>, String> {
    let read = |path: &String| std::fs::read(path).map_err(|e| format!("{path}: {e}"));
    let first = read(&paths[0])?;
    let picture = image::load_from_memory_with_format(&first, ImageFormat::Jpeg)
        .map_err(|e| format!("{}: {e}", paths[0]))?;
    let (width, height) = (picture.width(), picture.height());
    let mut own = size(&picture, width, height)?;
    own.mjpeg = vec![first];
    for path in &paths[1..] {
        let bytes = read(path)?;
        let of = ImageReader::with_format(Cursor::new(&bytes), ImageFormat::Jpeg).into_dimensions();
        if of.map_err(|e| format!("{path}: {e}"))? != (width, height) {
            return Err(format!("{path} has another size than {}", paths[0]));
        }
        own.mjpeg.push(bytes);
    }
    let mut sizes = vec![own];
    for (w, h) in PREVIEWS.into_iter().filter(|&(w, h)| w < width && h < height) {
        sizes.push(size(&picture, w, h)?);
    }
    Ok(sizes)
}

fn size(picture: &DynamicImage, width: u32, height: u32) -> Result<Size, String> {
    let fits =
        |side: u32| u16::try_from(side).map_err(|_| format!("{side} pixels are more than UVC can say"));
    let untouched = (picture.width(), picture.height()) == (width, height);
    let mut size = Size {
        width: fits(width)?,
        height: fits(height)?,
        mjpeg: Vec::new(),
        yuyv: Vec::new(),
        black: jpeg(&RgbImage::new(width, height))?,
    };
    let rgb = if untouched { picture.to_rgb8() } else { within(picture, width, height) };
    if !untouched {
        size.mjpeg.push(jpeg(&rgb)?);
    }
    if width * height <= MOST_RAW_PIXELS {
        size.yuyv.push(yuyv(&rgb));
    }
    Ok(size)
}

/// The whole picture, in its own proportions, on black.
fn within(picture: &DynamicImage, width: u32, height: u32) -> RgbImage {
    let small = picture.thumbnail(width, height).to_rgb8();
    let mut canvas = RgbImage::new(width, height);
    let (x, y) = ((width - small.width()) / 2, (height - small.height()) / 2);
    image::imageops::replace(&mut canvas, &small, x.into(), y.into());
    canvas
}

fn jpeg(rgb: &RgbImage) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(rgb).map_err(|e| e.to_string())?;
    Ok(bytes)
}

/// Rec. 601, studio range, the chroma of two pixels averaged.
pub fn yuyv(rgb: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rgb.as_raw().len() / 3 * 2);
    for pair in rgb.as_raw().chunks_exact(6) {
        let [r0, g0, b0, r1, g1, b1] = [0, 1, 2, 3, 4, 5].map(|i| i32::from(pair[i]));
        let luma = |r: i32, g: i32, b: i32| (((66 * r + 129 * g + 25 * b + 128) >> 8) + 16) as u8;
        let (r, g, b) = ((r0 + r1) / 2, (g0 + g1) / 2, (b0 + b1) / 2);
        let u = (((-38 * r - 74 * g + 112 * b + 128) >> 8) + 128) as u8;
        let v = (((112 * r - 94 * g - 18 * b + 128) >> 8) + 128) as u8;
        bytes.extend([luma(r0, g0, b0), u, luma(r1, g1, b1), v]);
    }
    bytes
}
