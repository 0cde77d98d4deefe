//! Real photographs, all of them gradable, are not refused; pictures of other things are. Seen as through a camera that
//! points aside, stands far off, is out of focus, meets a reflection or a lid, they lead to the advice that helps.
//! The photographs are no part of this repository: without their folder the test says so and passes.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::{Rgb, RgbImage, imageops};
use ocellus::camera::aim::{Aimer, Hint};
use ocellus::camera::guide::look_at;
use ocellus::fundus::{assess, decode, field};
use ocellus::terms::{QualityReason, Verdict};

/// Photographs looked at, evenly spread over those there are.
const SAMPLE: usize = 60;

fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("OCELLUS_DATA").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// Some of the photographs there are, evenly spread over them.
fn sample(most: usize) -> Option<Vec<PathBuf>> {
    let Some(folder) = folder() else {
        println!("skipped: no photographs; name their folder in OCELLUS_DATA");
        return None;
    };
    let mut files: Vec<PathBuf> = ["idrid/images", "idrid_lesions/images", "chase_db1/images"]
        .iter()
        .filter_map(|part| std::fs::read_dir(folder.join(part)).ok())
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    Some(files.iter().step_by(files.len().div_ceil(most).max(1)).cloned().collect())
}

#[test]
fn real_photographs_are_not_refused() {
    let Some(files) = sample(SAMPLE) else { return };
    let (mut good, mut rejected) = (0, 0);
    for file in &files {
        let photograph = decode(&std::fs::read(file).unwrap()).unwrap();
        let found = field::find(&photograph.rgb).unwrap_or_else(|| panic!("no field in {}", file.display()));
        assert_eq!(found.edge, field::Edge::Round, "{}", file.display());
        let assessment = assess(&photograph, Some(&found));
        if assessment.verdict == Verdict::Reject {
            println!("{}: {:?}", file.display(), assessment.reasons);
            rejected += 1;
        }
        good += usize::from(assessment.verdict == Verdict::Good);
    }
    println!("{good} of {} are good, {rejected} rejected", files.len());
    // Some are hazy: a bleeding eye is one that no better photograph is to be had of.
    assert!(rejected * 100 <= files.len() * 3);
    assert!(good * 100 >= files.len() * 90);
}

#[test]
fn a_selfie_and_a_landscape_are_no_fundus() {
    for bytes in [&include_bytes!("data/selfie.jpg")[..], include_bytes!("data/landscape.jpg")] {
        let photograph = decode(bytes).unwrap();
        let found = field::find(&photograph.rgb);
        let assessment = assess(&photograph, found.as_ref());
        assert_eq!(assessment.verdict, Verdict::Reject);
        assert_eq!(assessment.reasons, [QualityReason::NotFundus]);
    }
}

/// The live picture's size here.
const VIEW: (u32, u32) = (1280, 960);

/// A photograph as a camera would show it: its field so wide (a share of the picture's short side), so far off the
/// middle to the right and down (in radii of the field).
fn view(eye: &RgbImage, field: &field::FieldOfView, wide: f32, off: (f32, f32)) -> RgbImage {
    let scale = wide * VIEW.1 as f32 / (2.0 * field.r);
    let (w, h) = ((eye.width() as f32 * scale) as u32, (eye.height() as f32 * scale) as u32);
    let small = imageops::thumbnail(eye, w.max(1), h.max(1));
    let mut picture = RgbImage::from_pixel(VIEW.0, VIEW.1, Rgb([2, 2, 2]));
    let r = field.r * scale;
    let x = VIEW.0 as f32 / 2.0 + off.0 * r - field.cx * scale;
    let y = VIEW.1 as f32 / 2.0 + off.1 * r - field.cy * scale;
    imageops::replace(&mut picture, &small, x as i64, y as i64);
    picture
}

fn blurred(eye: &RgbImage, field: &field::FieldOfView, pixels: f32) -> RgbImage {
    imageops::fast_blur(&view(eye, field, 0.92, (0.0, 0.0)), pixels)
}

/// A reflection: white in the middle of a disc, and less towards its edge; so far off the middle, in pixels.
fn with_glare(mut picture: RgbImage, radius: f32, off: f32) -> RgbImage {
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (dx, dy) = (x as f32 - VIEW.0 as f32 / 2.0 - off, y as f32 - VIEW.1 as f32 / 2.0 + off);
        let share = (1.5 * (1.0 - dx.hypot(dy) / radius)).clamp(0.0, 1.0);
        pixel.0 = pixel.0.map(|c| (f32::from(c) * (1.0 - share) + 250.0 * share) as u8);
    }
    picture
}

/// A lid over the upper part, lashes and all: dark.
fn with_lid(mut picture: RgbImage, share: f32) -> RgbImage {
    for (_, y, pixel) in picture.enumerate_pixels_mut() {
        if (y as f32) < share * VIEW.1 as f32 {
            pixel.0 = pixel.0.map(|c| c / 16);
        }
    }
    picture
}

#[test]
fn advice_for_aiming_fits_what_is_wrong() {
    let Some(files) = sample(12) else { return };
    type Change = fn(&RgbImage, &field::FieldOfView) -> RgbImage;
    let well: &[Hint] = &[Hint::Ready, Hint::Hold];
    // What is wrong, what should be said of it, and in how many of a hundred photographs it must be; 0 where it is only
    // measured how far the advice reaches.
    let cases: [(&str, &[Hint], usize, Change); 19] = [
        ("nothing", well, 90, |eye, f| view(eye, f, 0.92, (0.0, 0.0))),
        ("0.1 radii aside", well, 90, |eye, f| view(eye, f, 0.8, (0.1, 0.0))),
        ("0.2 radii aside", well, 0, |eye, f| view(eye, f, 0.75, (0.2, 0.0))),
        ("0.3 radii aside", &[Hint::Centre], 0, |eye, f| view(eye, f, 0.7, (0.3, 0.0))),
        ("0.4 radii aside", &[Hint::Centre], 90, |eye, f| view(eye, f, 0.6, (0.4, 0.0))),
        ("0.4 radii up", &[Hint::Centre], 90, |eye, f| view(eye, f, 0.6, (0.0, -0.4))),
        ("0.65 as wide as the picture", well, 0, |eye, f| view(eye, f, 0.65, (0.0, 0.0))),
        ("0.55 as wide", &[Hint::Closer], 0, |eye, f| view(eye, f, 0.55, (0.0, 0.0))),
        ("0.45 as wide", &[Hint::Closer], 90, |eye, f| view(eye, f, 0.45, (0.0, 0.0))),
        ("blurred by 2 pixels", &[Hint::Focus], 0, |eye, f| blurred(eye, f, 2.0)),
        ("blurred by 4 pixels", &[Hint::Focus], 90, |eye, f| blurred(eye, f, 4.0)),
        ("blurred by 8 pixels", &[Hint::Focus], 90, |eye, f| blurred(eye, f, 8.0)),
        ("a reflection over 6 % of the field", &[Hint::Glare, Hint::Darker], 0, |eye, f| {
            with_glare(view(eye, f, 0.92, (0.0, 0.0)), 108.0, 120.0)
        }),
        ("over 11 %", &[Hint::Glare, Hint::Darker], 80, |eye, f| {
            with_glare(view(eye, f, 0.92, (0.0, 0.0)), 150.0, 120.0)
        }),
        ("over 22 %", &[Hint::Glare, Hint::Darker], 80, |eye, f| {
            with_glare(view(eye, f, 0.92, (0.0, 0.0)), 207.0, 90.0)
        }),
        ("over 35 %", &[Hint::Glare, Hint::Darker], 80, |eye, f| {
            with_glare(view(eye, f, 0.92, (0.0, 0.0)), 260.0, 60.0)
        }),
        ("a lid over the upper 0.2", &[Hint::Blink], 0, |eye, f| {
            with_lid(view(eye, f, 0.92, (0.0, 0.0)), 0.2)
        }),
        ("a lid over the upper 0.35", &[Hint::Blink], 80, |eye, f| {
            with_lid(view(eye, f, 0.92, (0.0, 0.0)), 0.35)
        }),
        ("a closed lid", &[Hint::Blink], 95, |eye, f| with_lid(view(eye, f, 0.92, (0.0, 0.0)), 1.0)),
    ];
    let mut said = vec![Vec::new(); cases.len()];
    for file in &files {
        let eye = decode(&std::fs::read(file).unwrap()).unwrap().rgb;
        let found = field::find(&eye).unwrap_or_else(|| panic!("no field in {}", file.display()));
        for (at, (_, _, _, change)) in cases.iter().enumerate() {
            let (mut aimer, mut now) = (Aimer::default(), Instant::now());
            // The eye was well in view just before, as it is when something comes between.
            aimer.look(&look_at(view(&eye, &found, 0.92, (0.0, 0.0))), now);
            let seen = look_at(change(&eye, &found));
            let looks = (0..6).map(|_| {
                now += Duration::from_millis(150);
                aimer.look(&seen, now).hint
            });
            said[at].push(looks.last().unwrap());
        }
    }
    let mut short = Vec::new();
    for ((wrong, right, least, _), said) in cases.iter().zip(&said) {
        let hits = said.iter().filter(|hint| right.contains(hint)).count();
        println!("{wrong}: {hits} of {} as {right:?}; said {said:?}", said.len());
        if hits * 100 < least * said.len() {
            short.push(*wrong);
        }
    }
    assert!(short.is_empty(), "{short:?}");
}
