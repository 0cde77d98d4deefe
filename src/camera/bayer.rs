//! A sensor's own samples, one colour each (Bayer's mosaic), become RGB by the linear filters of H. S. Malvar, L. He and
//! R. Cutler, "High-quality linear interpolation for demosaicing of Bayer-patterned color images", ICASSP 2004. Levels
//! stay as the sensor gave them: neither white balance nor gamma is applied.

use image::RgbImage;

use super::frame::Frame;

/// Where the colours are in a mosaic, and how deep a sample is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mosaic {
    /// Column and row of red in each tile of two by two; blue stands diagonally opposite.
    pub red: (usize, usize),
    /// 8, or up to 16 in little-endian words of 16.
    pub bits: u32,
}

impl Mosaic {
    pub fn bytes_per_sample(self) -> usize {
        if self.bits > 8 { 2 } else { 1 }
    }
}

/// The samples of a frame, mirrored at its edges, so that every place has its neighbours of the right colour.
struct Samples<'a> {
    frame: &'a Frame,
    width: isize,
    height: isize,
    wide: bool,
}

impl Samples<'_> {
    fn at(&self, x: isize, y: isize) -> i32 {
        // Mirrored about the outermost sample, a neighbour keeps the parity of its place, and thereby its colour.
        let mirrored = |at: isize, end: isize| {
            if at < 0 {
                -at
            } else if at >= end {
                2 * end - 2 - at
            } else {
                at
            }
        };
        let (x, y) = (mirrored(x, self.width) as usize, mirrored(y, self.height) as usize);
        let line = y * self.frame.stride;
        match self.wide {
            true => {
                let at = line + 2 * x;
                i32::from(u16::from_le_bytes([self.frame.bytes[at], self.frame.bytes[at + 1]]))
            }
            false => i32::from(self.frame.bytes[line + x]),
        }
    }
}

/// The picture of a frame whose byte count was found whole; `None` where samples are missing after all, or where it is
/// too small to have every colour.
pub fn to_rgb(frame: &Frame, mosaic: Mosaic) -> Option<RgbImage> {
    let (width, height) = (frame.mode.width as usize, frame.mode.height as usize);
    let row = width * mosaic.bytes_per_sample();
    if width < 4 || height < 4 || row > frame.stride || frame.bytes.len() < (height - 1) * frame.stride + row
    {
        return None;
    }
    let samples = Samples { frame, width: width as isize, height: height as isize, wide: mosaic.bits > 8 };
    let drop = mosaic.bits.saturating_sub(8);
    let level = |sixteenths: i32| ((sixteenths + 8) >> 4 >> drop).clamp(0, 255) as u8;
    let mut rgb = Vec::with_capacity(3 * width * height);
    for y in 0..height as isize {
        for x in 0..width as isize {
            let column = (x as usize + mosaic.red.0).is_multiple_of(2);
            let line = (y as usize + mosaic.red.1).is_multiple_of(2);
            let s = |dx: isize, dy: isize| samples.at(x + dx, y + dy);
            let here = s(0, 0);
            let beside = s(-1, 0) + s(1, 0);
            let above = s(0, -1) + s(0, 1);
            let corners = s(-1, -1) + s(1, -1) + s(-1, 1) + s(1, 1);
            let (far_beside, far_above) = (s(-2, 0) + s(2, 0), s(0, -2) + s(0, 2));
            // In sixteenths.
            let green = 8 * here + 4 * (beside + above) - 2 * (far_beside + far_above);
            let opposite = 12 * here + 4 * corners - 3 * (far_beside + far_above);
            let from_beside = 10 * here + 8 * beside - 2 * corners - 2 * far_beside + far_above;
            let from_above = 10 * here + 8 * above - 2 * corners - 2 * far_above + far_beside;
            let all = match (column, line) {
                (true, true) => [16 * here, green, opposite],
                (false, false) => [opposite, green, 16 * here],
                (false, true) => [from_beside, 16 * here, from_above],
                (true, false) => [from_above, 16 * here, from_beside],
            };
            rgb.extend(all.map(level));
        }
    }
    RgbImage::from_raw(frame.mode.width, frame.mode.height, rgb)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::camera::mode::{Mode, PixelFormat};

    /// A picture through the mosaic of a format.
    fn seen_through(format: PixelFormat, picture: &RgbImage) -> Frame {
        let mosaic = format.mosaic().expect("a mosaic");
        let (width, height) = picture.dimensions();
        let mut bytes = Vec::new();
        for (x, y, pixel) in picture.enumerate_pixels() {
            let red = ((x as usize + mosaic.red.0) % 2, (y as usize + mosaic.red.1) % 2);
            let level = match red {
                (0, 0) => pixel.0[0],
                (1, 1) => pixel.0[2],
                _ => pixel.0[1],
            };
            match mosaic.bits {
                8 => bytes.push(level),
                bits => bytes.extend((u16::from(level) << (bits - 8)).to_le_bytes()),
            }
        }
        let mode = Mode { format, width, height, fps: 0.0 };
        let stride = width as usize * mosaic.bytes_per_sample();
        Frame { bytes, mode, stride, at: Instant::now(), number: 1 }
    }

    #[test]
    fn every_mosaic_gives_a_smooth_picture_back() {
        // A slope of each colour: linear filters give it back exactly, but for the mirrored edge and the rounding.
        let slope = RgbImage::from_fn(24, 18, |x, y| {
            image::Rgb([4 * x as u8 + 40, 3 * y as u8 + 20, 2 * (x + y) as u8])
        });
        for format in PixelFormat::ALL.into_iter().filter(|format| format.mosaic().is_some()) {
            let frame = seen_through(format, &slope);
            let seen = to_rgb(&frame, format.mosaic().expect("a mosaic")).expect("a picture");
            for (x, y, pixel) in seen.enumerate_pixels() {
                let inner = (2..22).contains(&x) && (2..16).contains(&y);
                let most = if inner { 1 } else { 8 };
                let truth = slope.get_pixel(x, y).0;
                let near = pixel.0.iter().zip(truth).all(|(a, b)| a.abs_diff(b) <= most);
                assert!(near, "{format}: {:?} instead of {truth:?} at {x}, {y}", pixel.0);
            }
        }
    }

    #[test]
    fn colours_stay_apart() {
        for colour in [[220, 30, 10], [20, 200, 40], [15, 25, 230]] {
            let plain = RgbImage::from_pixel(8, 8, image::Rgb(colour));
            for format in PixelFormat::ALL.into_iter().filter(|format| format.mosaic().is_some()) {
                let frame = seen_through(format, &plain);
                let seen = to_rgb(&frame, format.mosaic().expect("a mosaic")).expect("a picture");
                assert_eq!(seen, plain, "{format}");
            }
        }
    }

    #[test]
    fn what_is_short_or_tiny_is_no_picture() {
        let plain = RgbImage::new(8, 8);
        let mut frame = seen_through(PixelFormat::Srggb10, &plain);
        let mosaic = PixelFormat::Srggb10.mosaic().expect("a mosaic");
        frame.bytes.pop();
        assert!(to_rgb(&frame, mosaic).is_none());
        assert!(to_rgb(&seen_through(PixelFormat::Srggb10, &RgbImage::new(2, 2)), mosaic).is_none());
    }
}
