//! Walks the markers of a JPEG to its end-of-image marker (ITU T.81, annex B): a file cut short has none.

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

/// Whether the end marker of the picture itself (not of a thumbnail within a segment) is reached.
pub(super) fn reaches_end(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some((marker, after)) = next_marker(bytes, at) {
        at = after;
        match marker {
            END => return true,
            // No length follows: start, restart and the temporary marker.
            START | 0x01 | 0xD0..=0xD7 => {}
            _ => {
                let Some(&[high, low]) = bytes.get(at..at + 2) else {
                    return false;
                };
                at += usize::from(u16::from_be_bytes([high, low])).max(2);
                if marker == SCAN {
                    at = skip_entropy_coded(bytes, at);
                }
            }
        }
    }
    false
}

/// The next marker code at or after `at`, and where its segment begins.
fn next_marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let found =
        at + bytes.get(at..)?.windows(2).position(|w| w[0] == 0xFF && !matches!(w[1], 0x00 | 0xFF))?;
    Some((bytes[found + 1], found + 2))
}

/// Past the coded data of a scan: stops before the first marker that is not a restart.
fn skip_entropy_coded(bytes: &[u8], mut at: usize) -> usize {
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == 0xFF)) {
        at += step;
        match bytes.get(at + 1) {
            Some(0x00 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}
