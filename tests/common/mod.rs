//! What the tests share: eyes drawn in a few lines, a Reading, a way to wait.
#![allow(dead_code, reason = "every test binary uses a part of it")]

pub mod published;
pub mod station;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use jiff::Timestamp;
use ocellus::reading::{Quality, ReaderOptions, Reading};
use ocellus::record::{NewPhotograph, Origin, Record};
use ocellus::web::ServeOptions;
use serde_json::json;

/// A round field of view with a bright disc and some vessels, on black; every seed is another eye.
pub fn eye(width: u32, height: u32, seed: u32) -> RgbImage {
    let (cx, cy, r) = (width as f32 / 2.0, height as f32 / 2.0, 0.47 * width.min(height) as f32);
    let turn = seed as f32 * 0.7;
    RgbImage::from_fn(width, height, |x, y| {
        let (dx, dy) = ((x as f32 - cx) / r, (y as f32 - cy) / r);
        let d = (dx * dx + dy * dy).sqrt();
        if d > 1.0 {
            return Rgb([2, 2, 2]);
        }
        let disc = (-((dx - 0.45).powi(2) + dy.powi(2)) / 0.012).exp();
        let macula = (-((dx + 0.15).powi(2) + dy.powi(2)) / 0.02).exp();
        let wave = ((dy * 9.0 + (dx * 4.0 + turn).sin() * 1.5).sin().abs() * 14.0).min(1.0);
        let light = 1.0 - 0.35 * d * d;
        let red = 190.0 * light * (0.75 + 0.25 * wave) + 60.0 * disc - 40.0 * macula;
        let green = 95.0 * light * (0.6 + 0.4 * wave) + 120.0 * disc - 35.0 * macula;
        let blue = 40.0 * light * (0.7 + 0.3 * wave) + 60.0 * disc - 10.0 * macula;
        Rgb([red, green, blue].map(|v| v.clamp(0.0, 255.0) as u8))
    })
}

/// The same as the bytes of a JPEG.
pub fn eye_jpeg(seed: u32) -> Vec<u8> {
    jpeg(&eye(640, 480, seed))
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(picture).expect("a picture in memory encodes");
    bytes
}

pub fn good() -> Quality {
    serde_json::from_value(json!({
        "verdict": "good", "score": 0.9, "reasons": [], "cause": null, "instruction": ""
    }))
    .expect("a quality")
}

/// A Reading with a new id, as a reader would give it.
pub fn reading(file: &str) -> Reading {
    let conditions: Vec<_> = ocellus::terms::Condition::ALL
        .iter()
        .map(|c| json!({ "condition": c, "status": "not_assessed", "probability": null, "stage": null, "evidence": [], "research": false }))
        .collect();
    serde_json::from_value(json!({
        "schema": ocellus::reading::SCHEMA, "id": ocellus::record::new_id(),
        "created_at": "2026-01-01T00:00:00Z", "file": file, "software": "0.1.0", "protocol": "icdr-ico/1",
        "image": { "sha256": "0", "width": 640, "height": 480, "field_of_view": { "cx": 320.0, "cy": 240.0, "r": 225.0 } },
        "quality": good(),
        "eye": { "laterality": "OD", "probability": 0.97 },
        "landmarks": { "disc": null, "cup": { "value": null, "reason": "no disc" }, "fovea": null },
        "findings_assessed": [], "findings": [],
        "biometry": {
            "vessel_density": { "value": null, "reason": "not measured" },
            "cup_disc_ratio_vertical": { "value": null, "reason": "no disc" }
        },
        "conditions": conditions, "chain": [], "checks": [],
        "referral": { "category": "rescreen", "probability": 0.1, "within_days": 365, "because": ["no lesion"] },
        "report": { "lang": "en", "text": "No referable disease." },
        "models": { "evidence": null, "language": null, "fallbacks": [] },
        "timings_ms": { "decode": 1, "quality": 1, "evidence": 1, "language": 0, "total": 3 }
    }))
    .expect("a Reading")
}

/// Looks again until something is there; fails after 20 seconds.
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "waited 20 s for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A drawn eye as it is saved.
pub fn new_eye<'a>(bytes: &'a [u8], quality: &'a Quality) -> NewPhotograph<'a> {
    NewPhotograph {
        bytes,
        file: "eye.jpg",
        media_type: "image/jpeg",
        width: 640,
        height: 480,
        origin: Origin::Upload,
        quality,
        field_of_view: None,
    }
}

/// `serve` within the test's own process: any port, a record in `data`, and the readers that the test brings.
pub fn serve_options(data: &Path) -> ServeOptions {
    ServeOptions {
        address: "127.0.0.1:0".parse().expect("an address"),
        data_dir: data.join("record"),
        watch: vec![],
        camera: None,
        demo: None,
        role: ocellus::record::Role::Whole,
        reader: Some(ReaderOptions {
            language: true,
            research: false,
            bundle: PathBuf::new(),
            engine: Default::default(),
            protocol: None,
            lang: ocellus::terms::Lang::En,
            threads: 1,
            language_time: Duration::from_secs(60),
        }),
        protocol: None,
        reading_limit: Duration::from_secs(120),
        disk_floor: Some(0),
        idle: Duration::from_secs(600),
        practice: false,
        drawn: None,
        announce: |_| {},
    }
}

/// Saves a photograph of an eye of its own for every seed; its id.
pub fn save_eye(record: &Record, seed: u32) -> String {
    let bytes = eye_jpeg(seed);
    record.save_photograph(&new_eye(&bytes, &good())).unwrap().0.id
}

/// Gives the job that is next its reading.
pub fn read_one(record: &Record) {
    let lease = record.lease("reader", Timestamp::now()).unwrap().unwrap();
    record.finish(&lease, &reading("eye.jpg"), Timestamp::now()).unwrap();
}
