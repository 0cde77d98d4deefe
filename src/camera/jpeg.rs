//! The JPEG of a camera (ITU T.81, annex B): a strict walk over its segments, the Huffman tables that video leaves out,
//! and a decoding that fails where the picture does.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::RgbImage;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// What the walk saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walked {
    pub width: u32,
    pub height: u32,
    /// Just past the end marker; what follows is the driver's padding.
    pub end: usize,
    /// Whether Huffman tables are there; motion JPEG may leave them out.
    pub tables: bool,
}

/// Walks from the start marker to the end marker; every byte between must be where a segment says.
pub fn walk(bytes: &[u8]) -> Result<Walked, String> {
    if bytes.is_empty() {
        return Err("no bytes".into());
    }
    if bytes.get(..2) != Some(&[0xFF, 0xD8]) {
        return Err("it does not begin as a JPEG".into());
    }
    let mut at = 2;
    let mut size = None;
    let mut scans = 0;
    let mut tables = false;
    loop {
        let (marker, after) = marker_at(bytes, at)?;
        at = after;
        match marker {
            0xD9 => break,
            0x01 | 0xD0..=0xD7 => continue,
            0xD8 => return Err("a second picture begins in it".into()),
            _ => {}
        }
        let segment = segment_at(bytes, at)?;
        at += segment.len() + 2;
        match marker {
            0xC4 => tables = true,
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let [_, h1, h0, w1, w0, ..] = *segment else {
                    return Err("its frame header is short".into());
                };
                size =
                    Some((u32::from(u16::from_be_bytes([w1, w0])), u32::from(u16::from_be_bytes([h1, h0]))));
            }
            0xDA => {
                scans += 1;
                at = past_scan(bytes, at)?;
            }
            _ => {}
        }
    }
    match size {
        Some((width, height)) if scans > 0 && width > 0 && height > 0 => {
            Ok(Walked { width, height, end: at, tables })
        }
        _ => Err("it has no picture in it".into()),
    }
}

fn marker_at(bytes: &[u8], mut at: usize) -> Result<(u8, usize), String> {
    if bytes.get(at) != Some(&0xFF) {
        return Err(match at >= bytes.len() {
            true => "it breaks off".into(),
            false => format!("byte {at} is no marker"),
        });
    }
    while bytes.get(at) == Some(&0xFF) {
        at += 1;
    }
    match bytes.get(at) {
        Some(0) => Err(format!("byte {at} is no marker")),
        Some(&marker) => Ok((marker, at + 1)),
        None => Err("it breaks off".into()),
    }
}

/// What stands in a segment after its length.
fn segment_at(bytes: &[u8], at: usize) -> Result<&[u8], String> {
    let Some(&[high, low]) = bytes.get(at..at + 2) else { return Err("it breaks off".into()) };
    let length = usize::from(u16::from_be_bytes([high, low]));
    if length < 2 {
        return Err(format!("the segment at byte {at} has no length"));
    }
    bytes.get(at + 2..at + length).ok_or_else(|| "it breaks off".into())
}

/// The marker that ends the coded data of a scan: neither a stuffed 0xFF nor a restart.
fn past_scan(bytes: &[u8], mut at: usize) -> Result<usize, String> {
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == 0xFF)) {
        at += step;
        match bytes.get(at + 1) {
            Some(0x00 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            Some(_) => return Ok(at),
            None => break,
        }
    }
    Err("it breaks off".into())
}

/// The same picture with the tables that any decoder needs: unchanged where they are there.
pub fn with_tables(bytes: &[u8], walked: &Walked) -> Vec<u8> {
    if walked.tables {
        return bytes[..walked.end].to_vec();
    }
    let mut whole = bytes[..2].to_vec();
    whole.extend(STANDARD_TABLES);
    whole.extend(&bytes[2..walked.end]);
    whole
}

/// Decodes every sample; what a lenient decoder would fill with grey is an error here.
pub fn decode(bytes: &[u8]) -> Result<RgbImage, String> {
    let options = DecoderOptions::new_safe().set_strict_mode(true).jpeg_set_out_colorspace(ColorSpace::RGB);
    let decoded = catch_unwind(AssertUnwindSafe(|| {
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        let samples = decoder.decode().map_err(|e| format!("{e:?}"))?;
        let (width, height) = decoder.dimensions().ok_or("it has no size")?;
        Ok::<_, String>((samples, width, height))
    }));
    let (samples, width, height) = decoded.unwrap_or_else(|_| Err("its decoder failed".into()))?;
    RgbImage::from_raw(width as u32, height as u32, samples).ok_or_else(|| "samples are missing".into())
}

/// The four tables of ITU T.81 annex K.3, as one segment.
#[rustfmt::skip]
const STANDARD_TABLES: [u8; 420] = *b"\
\xFF\xC4\x01\xA2\
\x00\x00\x01\x05\x01\x01\x01\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\
\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\
\x10\x00\x02\x01\x03\x03\x02\x04\x03\x05\x05\x04\x04\x00\x00\x01\x7D\
\x01\x02\x03\x00\x04\x11\x05\x12\x21\x31\x41\x06\x13\x51\x61\x07\x22\x71\x14\x32\x81\x91\xA1\x08\
\x23\x42\xB1\xC1\x15\x52\xD1\xF0\x24\x33\x62\x72\x82\x09\x0A\x16\x17\x18\x19\x1A\x25\x26\x27\x28\
\x29\x2A\x34\x35\x36\x37\x38\x39\x3A\x43\x44\x45\x46\x47\x48\x49\x4A\x53\x54\x55\x56\x57\x58\x59\
\x5A\x63\x64\x65\x66\x67\x68\x69\x6A\x73\x74\x75\x76\x77\x78\x79\x7A\x83\x84\x85\x86\x87\x88\x89\
\x8A\x92\x93\x94\x95\x96\x97\x98\x99\x9A\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9\xAA\xB2\xB3\xB4\xB5\xB6\
\xB7\xB8\xB9\xBA\xC2\xC3\xC4\xC5\xC6\xC7\xC8\xC9\xCA\xD2\xD3\xD4\xD5\xD6\xD7\xD8\xD9\xDA\xE1\xE2\
\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEA\xF1\xF2\xF3\xF4\xF5\xF6\xF7\xF8\xF9\xFA\
\x01\x00\x03\x01\x01\x01\x01\x01\x01\x01\x01\x01\x00\x00\x00\x00\x00\
\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\
\x11\x00\x02\x01\x02\x04\x04\x03\x04\x07\x05\x04\x04\x00\x01\x02\x77\
\x00\x01\x02\x03\x11\x04\x05\x21\x31\x06\x12\x41\x51\x07\x61\x71\x13\x22\x32\x81\x08\x14\x42\x91\
\xA1\xB1\xC1\x09\x23\x33\x52\xF0\x15\x62\x72\xD1\x0A\x16\x24\x34\xE1\x25\xF1\x17\x18\x19\x1A\x26\
\x27\x28\x29\x2A\x35\x36\x37\x38\x39\x3A\x43\x44\x45\x46\x47\x48\x49\x4A\x53\x54\x55\x56\x57\x58\
\x59\x5A\x63\x64\x65\x66\x67\x68\x69\x6A\x73\x74\x75\x76\x77\x78\x79\x7A\x82\x83\x84\x85\x86\x87\
\x88\x89\x8A\x92\x93\x94\x95\x96\x97\x98\x99\x9A\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9\xAA\xB2\xB3\xB4\
\xB5\xB6\xB7\xB8\xB9\xBA\xC2\xC3\xC4\xC5\xC6\xC7\xC8\xC9\xCA\xD2\xD3\xD4\xD5\xD6\xD7\xD8\xD9\xDA\
\xE2\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEA\xF2\xF3\xF4\xF5\xF6\xF7\xF8\xF9\xFA";

#[cfg(test)]
#[path = "jpeg_tests.rs"]
mod tests;
