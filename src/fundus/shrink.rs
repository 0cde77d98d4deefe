//! Antialiased resizing of RGB pictures, with parts of a square outside the photograph black.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

/// A copy whose long side is at most `side` pixels, by area averaging; the same size where it is small already.
/// Gives the copy and the photograph's pixels per pixel of the copy, across and down.
pub(super) fn shrink(rgb: &RgbImage, side: u32) -> (RgbImage, f32, f32) {
    let (width, height) = rgb.dimensions();
    let long = width.max(height);
    if long <= side {
        return (rgb.clone(), 1.0, 1.0);
    }
    let scale = f64::from(side) / f64::from(long);
    let to = |n: u32| ((f64::from(n) * scale).round() as u32).max(1);
    let (w, h) = (to(width), to(height));
    let small = resize(rgb.as_raw(), (width, height), None, (w, h), FilterType::Box);
    (small, width as f32 / w as f32, height as f32 / h as f32)
}

/// The square `[left, top, left + side, top + side]` (continuous pixel coordinates, may reach outside the
/// photograph, where it is black) as `size`×`size` pixels by the bilinear filter widened to the scale (Pillow's).
pub(super) fn crop_square(rgb: &RgbImage, left: f64, top: f64, side: f64, size: u32) -> RgbImage {
    // Beyond this many canvas pixels half the photograph's resolution is still far more than `size` shows.
    const MAX_CANVAS: f64 = 80e6;
    if side * side > MAX_CANVAS {
        let long = rgb.width().max(rgb.height());
        let (half, across, down) = shrink(rgb, long / 2);
        let (across, down) = (f64::from(across), f64::from(down));
        return crop_square(&half, left / across, top / down, side / across.max(down), size);
    }
    let (x0, y0) = (left.floor(), top.floor());
    let canvas_w = (((left + side).ceil() - x0) as u32).max(1);
    let canvas_h = (((top + side).ceil() - y0) as u32).max(1);
    let mut canvas = vec![0u8; canvas_w as usize * canvas_h as usize * 3];
    let (width, height) = (i64::from(rgb.width()), i64::from(rgb.height()));
    let (x0, y0) = (x0 as i64, y0 as i64);
    let (from_x, to_x) = (x0.max(0), (x0 + i64::from(canvas_w)).min(width));
    let (from_y, to_y) = (y0.max(0), (y0 + i64::from(canvas_h)).min(height));
    if from_x < to_x {
        let bytes = (to_x - from_x) as usize * 3;
        for y in from_y..to_y {
            let source = (y * width + from_x) as usize * 3;
            let target = ((y - y0) * i64::from(canvas_w) + from_x - x0) as usize * 3;
            canvas[target..target + bytes].copy_from_slice(&rgb.as_raw()[source..source + bytes]);
        }
    }
    let crop = (left - x0 as f64, top - y0 as f64, side, side);
    resize(&canvas, (canvas_w, canvas_h), Some(crop), (size, size), FilterType::Bilinear)
}

fn resize(
    pixels: &[u8],
    (width, height): (u32, u32),
    crop: Option<(f64, f64, f64, f64)>,
    (w, h): (u32, u32),
    filter: FilterType,
) -> RgbImage {
    let mut resized = RgbImage::new(w, h);
    // The typed call compiles one kind of pixel instead of every kind.
    let source = TypedImageRef::<U8x3>::from_buffer(width, height, pixels).expect("three bytes a pixel");
    let mut target = TypedImage::<U8x3>::from_buffer(w, h, &mut resized).expect("three bytes a pixel");
    let mut options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter)).use_alpha(false);
    if let Some((left, top, across, down)) = crop {
        options = options.crop(left, top, across, down);
    }
    Resizer::new().resize_typed(&source, &mut target, &options).expect("the crop lies within the canvas");
    drop(target);
    resized
}
