//! Raw samples become RGB. Rec. 601; cameras on USB send luma of 16–235 (UVC 1.1, colour matching).

use image::RgbImage;

use super::bayer;
use super::frame::Frame;
use super::mode::PixelFormat;
use super::packed;

/// The picture of a frame that `frame::check` found whole; `None` for a JPEG or where samples are missing after all.
pub fn to_rgb(frame: &Frame) -> Option<RgbImage> {
    if let Some((packing, plain)) = frame.mode.format.packing() {
        return to_rgb(&packed::unpacked(frame, packing, plain)?);
    }
    if let Some(mosaic) = frame.mode.format.mosaic() {
        return bayer::to_rgb(frame, mosaic);
    }
    let (width, height) = (frame.mode.width as usize, frame.mode.height as usize);
    let line = |y: usize| frame.bytes.get(y * frame.stride..(y + 1) * frame.stride);
    let mut samples = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        let row = line(y)?;
        match frame.mode.format {
            PixelFormat::Rgb24 => samples.extend_from_slice(row.get(..width * 3)?),
            PixelFormat::Grey => row.get(..width)?.iter().for_each(|&v| samples.extend([v; 3])),
            PixelFormat::Y10 => deep(row, width, 2, &mut samples)?,
            PixelFormat::Y12 => deep(row, width, 4, &mut samples)?,
            PixelFormat::Y16 => deep(row, width, 8, &mut samples)?,
            PixelFormat::Yuyv => {
                for x in 0..width {
                    let four = row.get(x / 2 * 4..x / 2 * 4 + 4)?;
                    samples.extend(rgb(four[x % 2 * 2], four[1], four[3]));
                }
            }
            PixelFormat::Nv12 => {
                let chroma = line(height + y / 2)?;
                for x in 0..width {
                    let pair = chroma.get(x / 2 * 2..x / 2 * 2 + 2)?;
                    samples.extend(rgb(*row.get(x)?, pair[0], pair[1]));
                }
            }
            _ => return None,
        }
    }
    RgbImage::from_raw(frame.mode.width, frame.mode.height, samples)
}

/// Sixteen-bit words, little-endian, of which the lowest bits are dropped.
fn deep(row: &[u8], width: usize, drop: u32, samples: &mut Vec<u8>) -> Option<()> {
    for pair in row.get(..width * 2)?.chunks_exact(2) {
        samples.extend([(u16::from_le_bytes([pair[0], pair[1]]) >> drop).min(255) as u8; 3]);
    }
    Some(())
}

fn rgb(y: u8, u: u8, v: u8) -> [u8; 3] {
    let (y, u, v) = (298 * (i32::from(y) - 16) + 128, i32::from(u) - 128, i32::from(v) - 128);
    [y + 409 * v, y - 100 * u - 208 * v, y + 516 * u].map(|c| (c >> 8).clamp(0, 255) as u8)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::super::frame::{check, least_stride};
    use super::super::mode::Mode;
    use super::*;

    fn picture(
        format: PixelFormat,
        width: u32,
        height: u32,
        stride: usize,
        bytes: Vec<u8>,
    ) -> Option<RgbImage> {
        let mode = Mode { format, width, height, fps: 0.0 };
        let stride = stride.max(least_stride(&mode));
        check(&bytes, &mode, stride).expect("whole");
        to_rgb(&Frame { bytes, mode, stride, at: Instant::now(), number: 1 })
    }

    #[test]
    fn colours_come_out_as_they_are_known() {
        // Rec. 601: red is Y 81, U 90, V 240.
        let near = |p: [u8; 3], q: [u8; 3]| p.iter().zip(q).all(|(a, b)| a.abs_diff(b) <= 2);
        let red = picture(PixelFormat::Yuyv, 2, 1, 0, vec![81, 90, 81, 240]).expect("red");
        assert!(red.pixels().all(|p| near(p.0, [255, 0, 0])), "{red:?}");
        let white = picture(PixelFormat::Nv12, 2, 2, 0, vec![235, 235, 16, 16, 128, 128]).expect("white");
        assert!(near(white.get_pixel(0, 0).0, [255; 3]) && near(white.get_pixel(0, 1).0, [0; 3]));
        let deep = picture(PixelFormat::Y12, 1, 1, 0, vec![0xF0, 0x0F]).expect("grey");
        assert_eq!(deep.get_pixel(0, 0).0, [255; 3]);
        let rgb = picture(PixelFormat::Rgb24, 1, 2, 4, vec![1, 2, 3, 0, 4, 5, 6, 0]).expect("rgb");
        assert_eq!(rgb.as_raw(), &[1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_byte_too_few_or_too_many_is_no_frame() {
        let mode = Mode { format: PixelFormat::Yuyv, width: 4, height: 2, fps: 30.0 };
        for bytes in [15, 17] {
            assert!(check(&vec![0; bytes], &mode, 8).is_err());
        }
    }
}
