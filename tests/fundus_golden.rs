//! The normalisation that the readers were trained with, pinned to the host's twin by one golden.

use image::{Rgb, RgbImage};
use ocellus::fundus::{FieldOfView, normalise};
use serde_json::Value;

fn picture(w: u32, h: u32) -> RgbImage {
    RgbImage::from_fn(w, h, |x, y| {
        if x % 64 < 8 && y % 48 < 8 {
            return Rgb([5, 4, 3]);
        }
        let r = 60 + x * 120 / w + (x * x / 64 + y * 3) % 23;
        let g = 30 + y * 90 / h + (x * 5 / 3 + y * 7 / 4) % 19;
        let b = 10 + (x + y) * 40 / (w + h) + (x * y / 97) % 13;
        Rgb([r as u8, g as u8, b as u8])
    })
}

#[test]
fn normalisation_is_the_golden_one() {
    let golden: Value = serde_json::from_str(include_str!("golden/normalise.json")).unwrap();
    let size = golden["size"].as_u64().unwrap() as u32;
    let tolerance = |key: &str| golden["tolerance"][key].as_f64().unwrap();
    assert_eq!(golden["normalisation"], ocellus::fundus::normalise::NAME);
    for case in golden["cases"].as_array().unwrap() {
        let whole = |key: &str| case[key].as_u64().unwrap() as u32;
        let field = |key: &str| case["field"][key].as_f64().unwrap() as f32;
        let (w, h) = (whole("width"), whole("height"));
        let field = FieldOfView::new(field("cx"), field("cy"), field("r"), w, h);
        let out = normalise(&picture(w, h), &field, size);
        let n = (size * size) as usize;
        let mut worst = 0f64;
        let mut sum = 0f64;
        let samples = case["samples"].as_array().unwrap();
        for sample in samples {
            let at = |i: usize| sample[i].as_u64().unwrap() as usize;
            let got = f64::from(out.data[at(0) * n + at(1) * size as usize + at(2)]);
            let off = (got - sample[3].as_f64().unwrap()).abs();
            worst = worst.max(off);
            sum += off;
        }
        let mean = sum / samples.len() as f64;
        assert!(
            worst <= tolerance("worst") && mean <= tolerance("mean"),
            "{w}×{h}: worst {worst}, mean {mean}"
        );
        let mean_abs = out.data.iter().map(|d| f64::from(d.abs())).sum::<f64>() / out.data.len() as f64;
        assert!((mean_abs - case["mean_abs"].as_f64().unwrap()).abs() < 1e-3, "{mean_abs}");
    }
}
