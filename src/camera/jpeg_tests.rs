//! No damage that a cable does may pass for a whole picture.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

use super::*;
use crate::fundus::entropy;

fn picture() -> RgbImage {
    RgbImage::from_fn(320, 240, |x, y| {
        let wave = ((x as f32 / 7.0).sin() * (y as f32 / 9.0).cos() * 90.0 + 120.0) as u8;
        Rgb([wave, wave / 2 + (x % 17) as u8, (x * y % 251) as u8])
    })
}

fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&picture()).expect("encodes");
    bytes
}

#[test]
fn a_whole_picture_is_walked_and_decoded() {
    let bytes = jpeg();
    let walked = walk(&bytes).expect("whole");
    assert_eq!(walked, Walked { width: 320, height: 240, end: bytes.len(), tables: true });
    assert_eq!(with_tables(&bytes, &walked), bytes);
    assert_eq!(decode(&bytes).expect("decodes").dimensions(), (320, 240));
    // Padding of the driver's buffer is no part of the picture.
    let padded = [bytes.clone(), vec![0; 100]].concat();
    assert_eq!(walk(&padded).expect("whole").end, bytes.len());
}

#[test]
fn every_shorter_picture_is_torn() {
    let bytes = jpeg();
    for length in (0..bytes.len()).step_by(97).chain([bytes.len() - 1, bytes.len() - 2]) {
        assert!(walk(&bytes[..length]).is_err(), "{length} of {} bytes", bytes.len());
    }
}

/// Whether a picture would pass for whole.
fn passes(bytes: &[u8]) -> bool {
    walk(bytes).is_ok() && entropy::prove(bytes).is_ok() && decode(bytes).is_ok()
}

/// A photograph with what a camera's JPEG may have: chroma of half size, or restart markers.
fn photographs() -> Vec<Vec<u8>> {
    let drawn = include_bytes!("../../examples/healthy-od.jpg").to_vec();
    vec![jpeg(), drawn, include_bytes!("../../tests/data/restarts.jpg").to_vec()]
}

#[test]
fn what_is_lost_in_the_middle_does_not_pass() {
    for bytes in photographs() {
        assert!(passes(&bytes));
        let start = bytes.windows(2).position(|w| w == [0xFF, 0xDA]).expect("a scan") + 14;
        for lost in [188, 1024, 3060] {
            let cuts = (start..bytes.len() - lost - 2).step_by(1501);
            let (tried, passed) = cuts.fold((0, 0), |(tried, passed), at| {
                let gap = [&bytes[..at], &bytes[at + lost..]].concat();
                (tried + 1, passed + usize::from(passes(&gap)))
            });
            assert!(tried > 10 && passed == 0, "{passed} of {tried} passed with {lost} bytes lost");
        }
    }
}

#[test]
fn what_becomes_other_bytes_seldom_passes() {
    for bytes in photographs() {
        let start = bytes.windows(2).position(|w| w == [0xFF, 0xDA]).expect("a scan") + 14;
        let (mut tried, mut passed) = (0, 0);
        for at in (start..bytes.len() - 300).step_by(701) {
            let mut spoilt = bytes.clone();
            spoilt[at..at + 256].fill(0xA5);
            tried += 1;
            passed += usize::from(passes(&spoilt));
        }
        println!("{passed} of {tried} passed");
        assert!(tried > 30 && passed * 50 <= tried, "{passed} of {tried} passed");
    }
}

#[test]
fn tables_that_video_leaves_out_are_put_back() {
    let bytes = jpeg();
    let mut bare = bytes[..2].to_vec();
    let mut at = 2;
    while bytes[at + 1] != 0xDA {
        let length = 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        if bytes[at + 1] != 0xC4 {
            bare.extend(&bytes[at..at + length]);
        }
        at += length;
    }
    bare.extend(&bytes[at..]);
    let walked = walk(&bare).expect("whole");
    assert!(!walked.tables);
    let mended = with_tables(&bare, &walked);
    assert_eq!(decode(&mended).expect("decodes"), decode(&bytes).expect("decodes"));
}

#[test]
fn a_frame_decodes_to_what_its_file_will() {
    for name in ["healthy-od", "moderate-exudates"] {
        let path = format!("{}/examples/{name}.jpg", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).expect("an example");
        let file = crate::fundus::decode(&bytes).expect("whole");
        assert!(decode(&bytes).expect("whole") == file.rgb, "{name}");
    }
}
