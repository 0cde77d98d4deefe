//! Photographs to save: small, quick to make, no two alike.

use super::common::{eye, jpeg};

/// So many photographs. All show the same eye; a tail after the picture's end makes each file its own.
pub fn eyes(seed: u32, count: usize) -> Vec<Vec<u8>> {
    let picture = jpeg(&eye(320, 240, seed % 1000));
    (0..count)
        .map(|n| {
            let mut bytes = picture.clone();
            bytes.extend_from_slice(format!("{seed} {n}").as_bytes());
            bytes
        })
        .collect()
}
