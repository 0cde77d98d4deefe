//! The USB descriptors: USB 2.0 chapter 9, and UVC 1.1 sections 3.6 to 3.9.

use crate::photographs::Size;

/// Test vendor and product of pid.codes.
pub const VENDOR: u16 = 0x1209;
pub const PRODUCT: u16 = 0xF001;
/// Bytes of one payload in bulk mode.
pub const BULK_PAYLOAD: u32 = 16 * 1024;
/// Bytes of one microframe in isochronous mode: three packets of 1024.
pub const ISO_PAYLOAD: u32 = 3072;
/// Entities of the video function.
pub const CAMERA_TERMINAL: u8 = 1;
pub const PROCESSING_UNIT: u8 = 2;
/// Endpoints that send.
pub const VIDEO_ENDPOINT: u32 = 2;
pub const STATUS_ENDPOINT: u32 = 3;
/// Formats as the descriptors number them.
pub const MJPEG: u8 = 1;
pub const YUYV: u8 = 2;
pub const RW10: u8 = 3;

const YUY2_GUID: [u8; 16] = *b"YUY2\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71";
/// Ten bits of a Bayer sensor, red first, four samples in five bytes: the one packed format that `uvcvideo` knows.
const RW10_GUID: [u8; 16] = *b"RW10\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71";

/// The device descriptor.
pub fn device() -> Vec<u8> {
    let mut d = vec![18, 1, 0, 2, 0xEF, 2, 1, 64];
    d.extend(VENDOR.to_le_bytes());
    d.extend(PRODUCT.to_le_bytes());
    d.extend([0, 1, 1, 2, 3, 1]);
    d
}

/// A string descriptor: 0 languages, 1 maker, 2 product, 3 serial number.
pub fn string(index: u8, serial: &str) -> Vec<u8> {
    let text = match index {
        0 => return vec![4, 3, 9, 4],
        1 => "Ocellus Board",
        2 => "Fundus Camera",
        _ => serial,
    };
    let mut d = vec![0, 3];
    d.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    d[0] = d.len() as u8;
    d
}

/// The configuration with both interfaces and all that hangs from them.
pub fn configuration(sizes: &[Size], interval: u32, bulk: bool) -> Vec<u8> {
    let (control, streaming) = (video_control(), video_streaming(sizes, interval));
    let mut c = vec![9, 2, 0, 0, 2, 1, 0, 0x80, 250];
    c.extend([8, 0x0B, 0, 2, 0x0E, 3, 0, 0]); // both interfaces are one video function
    c.extend([9, 4, 0, 0, 1, 0x0E, 1, 0, 0]);
    c.extend(&control);
    c.extend([7, 5, 0x80 | STATUS_ENDPOINT as u8, 3, 16, 0, 8]); // interrupt: the button
    c.extend([5, 0x25, 3, 16, 0]);
    if bulk {
        c.extend([9, 4, 1, 0, 1, 0x0E, 2, 0, 0]);
        c.extend(&streaming);
        c.extend([7, 5, 0x80 | VIDEO_ENDPOINT as u8, 2, 0x00, 0x02, 0]);
    } else {
        c.extend([9, 4, 1, 0, 0, 0x0E, 2, 0, 0]);
        c.extend(&streaming);
        c.extend([9, 4, 1, 1, 1, 0x0E, 2, 0, 0]);
        c.extend([7, 5, 0x80 | VIDEO_ENDPOINT as u8, 5, 0x00, 0x14, 1]);
    }
    let total = (c.len() as u16).to_le_bytes();
    c[2..4].copy_from_slice(&total);
    c
}

/// Input terminal with exposure and focus, processing unit with brightness, gain and white balance, output terminal.
fn video_control() -> Vec<u8> {
    let mut d = vec![13, 0x24, 1, 0x10, 1, 0, 0, 0x80, 0x8D, 0x5B, 0, 1, 1]; // UVC 1.1, 6 MHz clock
    d.extend([18, 0x24, 2, CAMERA_TERMINAL, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0x2A, 0, 2]); // D1 D3 D5 D17
    d.extend([12, 0x24, 5, PROCESSING_UNIT, CAMERA_TERMINAL, 0, 0, 2, 0x41, 0x12, 0, 0]); // D0 D6 D9 D12
    d.extend([9, 0x24, 3, 3, 1, 1, 0, PROCESSING_UNIT, 0]);
    let total = (d.len() as u16).to_le_bytes();
    d[5..7].copy_from_slice(&total);
    d
}

fn video_streaming(sizes: &[Size], interval: u32) -> Vec<u8> {
    let raw: Vec<&Size> = sizes.iter().filter(|s| s.has_raw()).collect();
    let formats = if raw.is_empty() { 1 } else { 3 };
    let mut d = vec![13 + formats, 0x24, 1, formats, 0, 0, 0x80 | VIDEO_ENDPOINT as u8, 0, 3, 0, 1, 0, 1];
    d.extend(vec![0; usize::from(formats)]);
    d.extend([11, 0x24, 6, MJPEG, sizes.len() as u8, 1, 1, 0, 0, 0, 0]);
    for (i, size) in sizes.iter().enumerate() {
        d.extend(frame(7, i as u8 + 1, size, interval));
    }
    d.extend([6, 0x24, 0x0D, 1, 1, 4]);
    let uncompressed = [(YUYV, YUY2_GUID, 16), (RW10, RW10_GUID, 10)];
    for (format, guid, bits) in uncompressed.into_iter().filter(|_| !raw.is_empty()) {
        d.extend([27, 0x24, 4, format, raw.len() as u8]);
        d.extend(guid);
        d.extend([bits, 1, 0, 0, 0, 0]);
        for (i, size) in raw.iter().enumerate() {
            d.extend(frame(5, i as u8 + 1, size, interval));
        }
        d.extend([6, 0x24, 0x0D, 1, 1, 4]);
    }
    let total = (d.len() as u16).to_le_bytes();
    d[4..6].copy_from_slice(&total);
    d
}

fn frame(subtype: u8, index: u8, size: &Size, interval: u32) -> Vec<u8> {
    let bits = size.most_bytes().saturating_mul(8);
    let rate = 10_000_000 / interval;
    let mut d = vec![30, 0x24, subtype, index, 0];
    d.extend(size.width.to_le_bytes());
    d.extend(size.height.to_le_bytes());
    d.extend(bits.to_le_bytes());
    d.extend(bits.saturating_mul(rate).to_le_bytes());
    d.extend(size.most_bytes().to_le_bytes());
    d.extend(interval.to_le_bytes());
    d.push(1);
    d.extend(interval.to_le_bytes());
    d
}
