//! What a technician waits for before the quality of a 12-megapixel photograph is known.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use ocellus::fundus::{assess, decode, field, normalise};

/// A drawn eye of 4000×3000 pixels as JPEG.
fn photograph() -> Vec<u8> {
    let rgb = RgbImage::from_fn(4000, 3000, |x, y| {
        let (u, v) = ((x as f32 - 2000.0) / 1450.0, (y as f32 - 1500.0) / 1450.0);
        let away = u * u + v * v;
        if away > 1.0 {
            return Rgb([1, 1, 1]);
        }
        let spoke = (v.atan2(u - 0.5) * 9.0 + 3.0 * away).sin().abs();
        let vessels = 1.0 - 0.4 * (-(spoke * 12.0).powi(2)).exp();
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519)) >> 29;
        let light = (1.0 - 0.35 * away) * vessels;
        Rgb([180.0, 95.0, 40.0].map(|c| (c * light) as u8 + grain as u8))
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 92).encode_image(&rgb).expect("encodes into memory");
    bytes
}

fn fundus(c: &mut Criterion) {
    let bytes = photograph();
    let decoded = decode(&bytes).expect("it was just encoded");
    let found = field::find(&decoded.rgb).expect("it shows a field");
    let mut group = c.benchmark_group("fundus_12mp");
    group.sample_size(20);
    group.bench_function("decode", |b| b.iter(|| decode(black_box(&bytes))));
    group.bench_function("field", |b| b.iter(|| field::find(black_box(&decoded.rgb))));
    group.bench_function("quality", |b| b.iter(|| assess(black_box(&decoded), Some(&found))));
    group.bench_function("normalise_1024", |b| b.iter(|| normalise(black_box(&decoded.rgb), &found, 1024)));
    group.bench_function("decode_field_quality", |b| {
        b.iter(|| {
            let photograph = decode(black_box(&bytes)).expect("it was just encoded");
            let found = field::find(&photograph.rgb);
            assess(&photograph, found.as_ref())
        })
    });
    group.finish();
}

criterion_group!(benches, fundus);
criterion_main!(benches);
