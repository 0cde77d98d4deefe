//! Samples of 10 and 12 bits that share bytes become words of 16, as the kernel's documentation lays them out
//! (userspace-api/media/v4l: pixfmt-srggb10p, pixfmt-srggb12p, pixfmt-yuv-luma).

use super::frame::Frame;
use super::mode::PixelFormat;

/// How samples share bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// MIPI RAW10: the upper eight bits of four samples, then their lower two, the first sample's lowest.
    Mipi10,
    /// MIPI RAW12: the upper eight bits of two samples, then their lower four, the first sample's lowest.
    Mipi12,
    /// Ten bits after ten bits, the highest first.
    Bits10,
}

impl Packing {
    /// Samples that end at the end of a byte, and the bytes they take.
    pub fn group(self) -> (usize, usize) {
        match self {
            Self::Mipi10 | Self::Bits10 => (4, 5),
            Self::Mipi12 => (2, 3),
        }
    }

    /// Bytes of a line whose width is a multiple of the group's samples.
    pub fn line(self, width: usize) -> usize {
        let (samples, bytes) = self.group();
        width.div_ceil(samples) * bytes
    }

    fn samples(self, group: &[u8]) -> [u16; 4] {
        let byte = |at: usize| u16::from(group[at]);
        match self {
            Self::Mipi10 => [0, 1, 2, 3].map(|at| byte(at) << 2 | byte(4) >> (2 * at) & 3),
            Self::Mipi12 => [byte(0) << 4 | byte(2) & 15, byte(1) << 4 | byte(2) >> 4, 0, 0],
            Self::Bits10 => {
                [0, 1, 2, 3].map(|at| (byte(at) << (2 + 2 * at) | byte(at + 1) >> (6 - 2 * at)) & 0x3FF)
            }
        }
    }
}

/// The same frame with a word of 16 bits, little-endian, for each sample; `None` where samples are missing.
pub fn unpacked(frame: &Frame, packing: Packing, plain: PixelFormat) -> Option<Frame> {
    let (width, height) = (frame.mode.width as usize, frame.mode.height as usize);
    let (samples, size) = packing.group();
    let mut bytes = Vec::with_capacity(2 * width * height);
    for y in 0..height {
        let start = y * frame.stride;
        let line = frame.bytes.get(start..start + packing.line(width))?;
        let words =
            line.chunks_exact(size).flat_map(|group| packing.samples(group).into_iter().take(samples));
        bytes.extend(words.take(width).flat_map(u16::to_le_bytes));
    }
    let mode = super::Mode { format: plain, ..frame.mode };
    Some(Frame { bytes, mode, stride: 2 * width, at: frame.at, number: frame.number })
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::camera::frame::{check, least_stride};
    use crate::camera::{Mode, raw};

    fn words(format: PixelFormat, width: u32, stride: usize, bytes: &[u8]) -> Option<Vec<u16>> {
        let mode = Mode { format, width, height: 1, fps: 0.0 };
        let frame = Frame { bytes: bytes.to_vec(), mode, stride, at: Instant::now(), number: 1 };
        let (packing, plain) = format.packing().expect("packed");
        let words = unpacked(&frame, packing, plain)?;
        assert_eq!(words.mode.format, plain);
        Some(words.bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect())
    }

    #[test]
    fn bits_are_where_the_kernel_says() {
        let four = [0x001, 0x3FE, 0x155, 0x2A2];
        // Y'0[9:2] Y'1[9:2] Y'2[9:2] Y'3[9:2], then Y'3[1:0] Y'2[1:0] Y'1[1:0] Y'0[1:0] from bit 7 down.
        let mipi = [0x00, 0xFF, 0x55, 0xA8, 0b10_01_10_01];
        for format in [PixelFormat::Y10p, PixelFormat::Srggb10p] {
            assert_eq!(words(format, 4, 5, &mipi).expect("whole"), four);
        }
        // Y'0[9:2], Y'0[1:0] Y'1[9:4], Y'1[3:0] Y'2[9:6], Y'2[5:0] Y'3[9:8], Y'3[7:0].
        let bits = [0x00, 0x7F, 0xE5, 0x56, 0xA2];
        assert_eq!(words(PixelFormat::Y10b, 4, 5, &bits).expect("whole"), four);
        // Y'0[11:4], Y'1[11:4], Y'1[3:0] Y'0[3:0].
        for format in [PixelFormat::Y12p, PixelFormat::Sgrbg12p] {
            assert_eq!(
                words(format, 4, 6, &[0xAB, 0x12, 0x3C, 0xFF, 0x00, 0x0F]).expect("whole"),
                [0xABC, 0x123, 0xFFF, 0x000]
            );
        }
    }

    #[test]
    fn padding_is_no_sample_and_a_byte_too_few_is_no_picture() {
        let padded = [0x00, 0xFF, 0x55, 0xA8, 0x99, 0xEE, 0xEE, 0xEE];
        assert_eq!(words(PixelFormat::Y10p, 4, 8, &padded).expect("whole").len(), 4);
        assert_eq!(words(PixelFormat::Y10p, 4, 5, &padded[..4]), None);
        let mode = Mode { format: PixelFormat::Sbggr12p, width: 640, height: 480, fps: 0.0 };
        assert_eq!(least_stride(&mode), 960);
        assert!(check(&vec![0; 960 * 480], &mode, 960).is_ok());
        assert!(check(&vec![0; 960 * 480 - 1], &mode, 960).is_err());
    }

    /// The other way round, by arithmetic instead of tables.
    fn packed(words: &[u16], packing: Packing) -> Vec<u8> {
        let (samples, _) = packing.group();
        let one = |group: &[u16]| match packing {
            Packing::Mipi10 => {
                let low = group.iter().rev().fold(0, |low, word| low << 2 | (word & 3) as u8);
                group.iter().map(|word| (word >> 2) as u8).chain([low]).collect::<Vec<u8>>()
            }
            Packing::Mipi12 => {
                let low = group.iter().rev().fold(0, |low, word| low << 4 | (word & 15) as u8);
                group.iter().map(|word| (word >> 4) as u8).chain([low]).collect()
            }
            Packing::Bits10 => {
                let all = group.iter().fold(0u64, |all, word| all << 10 | u64::from(*word));
                all.to_be_bytes()[3..].to_vec()
            }
        };
        words.chunks_exact(samples).flat_map(one).collect()
    }

    #[test]
    fn a_packed_picture_is_the_plain_one() {
        let (width, height) = (16, 8);
        let formats =
            PixelFormat::ALL.into_iter().filter_map(|f| f.packing().map(|(how, plain)| (f, how, plain)));
        let mut tried = 0;
        for (format, packing, plain) in formats {
            let most = if packing == Packing::Mipi12 { 0xFFF } else { 0x3FF };
            let words: Vec<u16> = (0..width * height).map(|i| (i * 2654 % 4093) as u16 & most).collect();
            let picture = |format, bytes: Vec<u8>| {
                let mode = Mode { format, width, height, fps: 0.0 };
                let stride = least_stride(&mode);
                assert!(check(&bytes, &mode, stride).is_ok(), "{format}");
                raw::to_rgb(&Frame { bytes, mode, stride, at: Instant::now(), number: 1 }).expect("a picture")
            };
            let truth = picture(plain, words.iter().flat_map(|w| w.to_le_bytes()).collect());
            assert_eq!(picture(format, packed(&words, packing)), truth, "{format}");
            tried += 1;
        }
        assert_eq!(tried, 11);
    }
}
