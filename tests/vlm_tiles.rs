//! The image processors of published models against what transformers' own made of the same pictures
//! (`tools/tests/make_vlm_data.py`): every value the same, to a hundredth of a level of 255.

use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage};
use ocellus::bundle::ImageSpec;
use ocellus::language::tiles::tiles;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    picture: String,
    size: u32,
    tiles: usize,
    stride: usize,
    values: String,
    #[serde(flatten)]
    spec: ImageSpec,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vlm")
}

/// The same picture by the same whole numbers as the Python side draws.
fn pattern(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (u64::from(x), u64::from(y));
        let wave = |c: u64| ((x * x + 3 * y * y + c * x * y) / (37 + 11 * c) % 256) as u8;
        Rgb([if ((x / 5) % 2) ^ ((y / 3) % 2) == 1 { 255 } else { 0 }, wave(1), wave(2)])
    })
}

fn picture(name: &str) -> RgbImage {
    match name.strip_prefix("pattern ").and_then(|size| size.split_once('x')) {
        Some((width, height)) => pattern(width.parse().unwrap(), height.parse().unwrap()),
        None => image::open(folder().join(name)).expect("the picture is there").to_rgb8(),
    }
}

/// f32 values of a `.npy` of version 1.
fn values(path: &Path) -> Vec<f32> {
    let bytes = std::fs::read(path).expect("the golden is there");
    let start = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    assert!(String::from_utf8_lossy(&bytes[10..start]).contains("'<f4'"));
    bytes[start..].chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect()
}

#[test]
fn pictures_become_what_transformers_makes_of_them() {
    let text = std::fs::read_to_string(folder().join("tiles.json")).expect("the goldens are there");
    let cases: Vec<Case> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() >= 11);
    for case in cases {
        let name = format!("{} {:?} {}", case.picture, case.spec.family, case.size);
        let made = tiles(&picture(&case.picture), &case.spec, case.size).unwrap();
        assert_eq!(made.data.len(), case.tiles, "{name}");
        let plane = (case.size * case.size) as usize;
        let flat: Vec<f32> = made.data.concat();
        let want = values(&folder().join(&case.values));
        assert_eq!(flat.len().div_ceil(case.stride), want.len(), "{name}");
        let mut off = 0f32;
        for (i, want) in want.iter().enumerate() {
            let at = i * case.stride;
            let std = case.spec.std[at / plane % 3];
            off = off.max((flat[at] - want).abs() * std * 255.0);
        }
        println!("{name}: off by {off:.4} levels of 255 over {} values", want.len());
        assert!(off <= 0.01, "{name}: off by {off} levels of 255");
    }
}
