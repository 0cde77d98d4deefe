//! The image processors of published vision-language models: a photograph becomes one or more squares.
//!
//! They follow transformers 5 (`GotOcr2ImageProcessor` for InternVL, `SiglipImageProcessor`, `CLIPImageProcessor`) to
//! the last bit of every level; `tests/vlm_tiles.rs` compares with what those gave. torchvision's antialiased resampling
//! is PIL's: a filter as wide as the shrinking, a = −0.5 for bicubic, which is Catmull-Rom here.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

use crate::bundle::{ImageFamily, ImageSpec, Resample};

/// The longest side that a photograph is resized to on the way, pixels; a strip of 1×60000 would otherwise become
/// one of 224×13 million.
const LONGEST: u64 = 32_768;

/// Why a photograph cannot be cut into tiles.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TilesError {
    #[error("the photograph has no pixels")]
    Empty,
    #[error("a photograph of {width}×{height} is too long a strip for this model")]
    Strip { width: u32, height: u32 },
}

/// A photograph as a vision encoder takes it, tile by tile.
#[derive(Debug, Clone)]
pub struct Tiles {
    /// Columns and rows; the thumbnail is not counted.
    pub grid: (u32, u32),
    /// Each red, green and blue planes of `side`×`side`, normalised; left to right, then down, the thumbnail last.
    pub data: Vec<Vec<f32>>,
}

/// Cuts `rgb` into tiles of `side` pixels as `spec` says.
pub fn tiles(rgb: &RgbImage, spec: &ImageSpec, side: u32) -> Result<Tiles, TilesError> {
    let (width, height) = rgb.dimensions();
    if width == 0 || height == 0 || side == 0 {
        return Err(TilesError::Empty);
    }
    let resize = |w: u32, h: u32| resize(rgb, w, h, spec.resample);
    let whole = |picture: &RgbImage| planes(picture, 0, 0, side, spec);
    Ok(match spec.family {
        ImageFamily::Siglip => Tiles { grid: (1, 1), data: vec![whole(&resize(side, side))] },
        ImageFamily::Clip => {
            let strip = TilesError::Strip { width, height };
            let (w, h) = shortest(width, height, side).ok_or(strip)?;
            let (left, top) = ((w - side) / 2, (h - side) / 2);
            Tiles { grid: (1, 1), data: vec![planes(&resize(w, h), left, top, side, spec)] }
        }
        ImageFamily::Internvl => {
            let (columns, rows) = grid(width, height, side, spec.minimum_tiles, spec.maximum_tiles);
            let canvas = resize(columns * side, rows * side);
            let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
            let mut data: Vec<_> =
                places.map(|(c, r)| planes(&canvas, c * side, r * side, side, spec)).collect();
            if spec.thumbnail && data.len() > 1 {
                data.push(whole(&resize(side, side)));
            }
            Tiles { grid: (columns, rows), data }
        }
    })
}

/// Columns and rows of the grid nearest in aspect ratio; of equals the one with more tiles, as long as the photograph
/// has more than half of its pixels (`get_optimal_tiled_canvas`).
pub fn grid(width: u32, height: u32, side: u32, least: u32, most: u32) -> (u32, u32) {
    let all = 1..=most;
    let mut grids: Vec<(u32, u32)> = all
        .clone()
        .flat_map(|columns| all.clone().map(move |rows| (columns, rows)))
        .filter(|(columns, rows)| (least..=most).contains(&(columns * rows)))
        .collect();
    grids.sort_by_key(|(columns, rows)| columns * rows);
    let aspect = f64::from(width) / f64::from(height);
    let area = f64::from(width) * f64::from(height);
    let mut best = (1, 1);
    let mut nearest = f64::INFINITY;
    for (columns, rows) in grids {
        let off = (aspect - f64::from(columns) / f64::from(rows)).abs();
        let canvas = f64::from(side) * f64::from(side) * f64::from(columns) * f64::from(rows);
        if off < nearest || (off == nearest && area > 0.5 * canvas) {
            nearest = off;
            best = (columns, rows);
        }
    }
    best
}

/// Width and height whose shorter one is `side`; None where the longer would be too long.
fn shortest(width: u32, height: u32, side: u32) -> Option<(u32, u32)> {
    let (short, long) = (width.min(height), width.max(height));
    let long = u64::from(side) * u64::from(long) / u64::from(short);
    let long = u32::try_from(long).ok().filter(|_| long <= LONGEST)?;
    Some(if width <= height { (side, long) } else { (long, side) })
}

/// The photograph in another size, across first and then down, as PIL and torchvision do: between the two passes values
/// are cut to 0–255, so that the order shows at sharp edges (the library would choose the cheaper one).
fn resize(rgb: &RgbImage, width: u32, height: u32, filter: Resample) -> RgbImage {
    pass(pass(rgb.clone(), width, rgb.height(), filter), width, height, filter)
}

/// One pass; the picture itself where it has the size already.
fn pass(rgb: RgbImage, width: u32, height: u32, filter: Resample) -> RgbImage {
    if rgb.dimensions() == (width, height) {
        return rgb;
    }
    let filter = match filter {
        Resample::Bilinear => FilterType::Bilinear,
        Resample::Bicubic => FilterType::CatmullRom,
    };
    let mut to = RgbImage::new(width, height);
    let source = TypedImageRef::<U8x3>::from_buffer(rgb.width(), rgb.height(), rgb.as_raw());
    let target = TypedImage::<U8x3>::from_buffer(width, height, &mut to);
    if let (Ok(source), Ok(mut target)) = (source, target) {
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
        // Sizes and formats are right by construction; a failure would leave the picture black.
        let done = Resizer::new().resize_typed(&source, &mut target, &options);
        debug_assert!(done.is_ok());
    }
    to
}

/// The square of `side` pixels at (`left`, `top`), normalised.
fn planes(rgb: &RgbImage, left: u32, top: u32, side: u32, spec: &ImageSpec) -> Vec<f32> {
    let n = side as usize;
    let mut out = vec![0f32; 3 * n * n];
    let scale: [f32; 3] = std::array::from_fn(|c| 1.0 / (255.0 * spec.std[c]));
    let shift: [f32; 3] = std::array::from_fn(|c| spec.mean[c] / spec.std[c]);
    for y in 0..n {
        let start = 3 * ((top as usize + y) * rgb.width() as usize + left as usize);
        for (x, pixel) in rgb.as_raw()[start..start + 3 * n].chunks_exact(3).enumerate() {
            for c in 0..3 {
                out[c * n * n + y * n + x] = f32::from(pixel[c]) * scale[c] - shift[c];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_is_the_nearest_in_shape_and_large_enough_to_pay() {
        assert_eq!(grid(1600, 1200, 448, 1, 12), (4, 3));
        assert_eq!(grid(448, 448, 448, 1, 12), (1, 1));
        assert_eq!(grid(4000, 4000, 448, 1, 12), (3, 3), "of squares the largest");
        assert_eq!(grid(500, 500, 448, 1, 12), (1, 1), "more tiles would only blow it up");
        assert_eq!(grid(6000, 100, 448, 1, 12), (12, 1));
        assert_eq!(grid(100, 100, 448, 2, 4), (2, 2));
        assert_eq!(grid(3000, 2000, 448, 1, 1), (1, 1));
    }

    #[test]
    fn what_is_no_picture_or_a_strip_is_refused() {
        let spec = ImageSpec {
            family: ImageFamily::Clip,
            resample: Resample::Bicubic,
            mean: [0.5; 3],
            std: [0.5; 3],
            minimum_tiles: 1,
            maximum_tiles: 1,
            thumbnail: false,
        };
        assert_eq!(tiles(&RgbImage::new(0, 5), &spec, 56).unwrap_err(), TilesError::Empty);
        let strip = tiles(&RgbImage::new(1, 60_000), &spec, 224).unwrap_err();
        assert_eq!(strip, TilesError::Strip { width: 1, height: 60_000 });
        let made = tiles(&RgbImage::new(9, 4000), &spec, 56).unwrap();
        assert!(made.data[0].iter().all(|v| *v == -1.0));
    }
}
