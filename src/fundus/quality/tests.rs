//! Damage done to a drawn eye must turn the verdict, and by the right name.

use image::{Rgb, RgbImage};

use super::*;
use crate::fundus::field;
use crate::terms::QualityReason::*;

const W: u32 = 900;
const H: u32 = 800;
const R: f32 = 370.0;

/// A retina with a disc and branching dark vessels, drawn from a formula.
fn eye() -> RgbImage {
    RgbImage::from_fn(W, H, |x, y| {
        let (u, v) = ((x as f32 + 0.5 - 450.0) / R, (y as f32 + 0.5 - 400.0) / R);
        let away = (u * u + v * v).sqrt();
        if away > 1.0 {
            return Rgb([2, 2, 2]);
        }
        let (du, dv) = (u - 0.5, v + 0.05);
        let from_disc = (du * du + dv * dv).sqrt();
        let spoke = |count: f32, twist: f32, width: f32, depth: f32| {
            let turn = (dv.atan2(du) + twist * from_disc) * count / std::f32::consts::TAU;
            let off = (turn - turn.round()) * std::f32::consts::TAU / count * from_disc;
            depth * (-0.5 * (off / width).powi(2)).exp()
        };
        let vessels = (spoke(9.0, 0.9, 0.012, 0.45) + spoke(21.0, -0.7, 0.005, 0.25)).min(0.6);
        let disc = if from_disc < 0.16 { 1.35 } else { 1.0 };
        let grain = ((x * 7 + y * 13) % 5) as f32 - 2.0;
        let light = (1.0 - 0.35 * away * away) * (1.0 - vessels) * disc;
        Rgb([180.0 * light.sqrt(), 100.0 * light, 45.0 * light].map(|c| (c + grain).clamp(0.0, 255.0) as u8))
    })
}

/// Changes every pixel by where it is, in radii from the centre.
fn changed(change: impl Fn(f32, f32, [f32; 3]) -> [f32; 3]) -> RgbImage {
    let mut photo = eye();
    for (x, y, p) in photo.enumerate_pixels_mut() {
        let (u, v) = ((x as f32 + 0.5 - 450.0) / R, (y as f32 + 0.5 - 400.0) / R);
        p.0 = change(u, v, p.0.map(f32::from)).map(|c| c.clamp(0.0, 255.0) as u8);
    }
    photo
}

fn judged(rgb: RgbImage) -> Assessment {
    let (width, height) = rgb.dimensions();
    let found = field::find(&rgb);
    let photograph = Photograph { rgb, width, height, sha256: String::new() };
    let measures = found.as_ref().map(|f| measure(&photograph, f));
    let assessment = assess(&photograph, found.as_ref());
    println!(
        "{:?} {:.2} {:?}\n{found:?}\n{measures:?}",
        assessment.verdict, assessment.score, assessment.reasons
    );
    assert_eq!(assessment.instruction.is_empty(), assessment.verdict == Verdict::Good);
    assert_eq!(assessment.cause.is_none(), assessment.verdict == Verdict::Good);
    assessment
}

#[test]
fn a_sharp_even_photograph_is_good() {
    let a = judged(eye());
    assert_eq!((a.verdict, a.reasons), (Verdict::Good, vec![]));
    assert!(a.score > 0.7);
}

#[test]
fn blur_is_defocus_by_technique() {
    let slight = judged(image::imageops::blur(&eye(), 4.0));
    assert_ne!(slight.verdict, Verdict::Reject, "its vessels can still be followed");
    assert_eq!(slight.reasons.first(), Some(&Defocus));
    let heavy = judged(image::imageops::blur(&eye(), 8.0));
    assert_eq!(heavy.verdict, Verdict::Reject);
    assert!(heavy.reasons.contains(&Defocus));
    assert_eq!(heavy.cause, Some(Cause::Technique));
    assert!(heavy.score < slight.score);
}

#[test]
fn too_little_and_too_much_light() {
    let dim = judged(changed(|_, _, c| c.map(|c| c * 0.22)));
    assert!(dim.verdict != Verdict::Good && dim.reasons.contains(&Underexposed));
    let burnt = judged(changed(|_, _, c| if c[0] > 10.0 { c.map(|c| c * 3.0 + 40.0) } else { c }));
    assert!(burnt.verdict != Verdict::Good && burnt.reasons.contains(&Overexposed));
}

#[test]
fn a_veil_is_low_contrast_by_physiology() {
    let a = judged(changed(|_, _, c| {
        if c[0] > 10.0 { [0, 1, 2].map(|i| c[i] * 0.12 + [150.0, 120.0, 90.0][i]) } else { c }
    }));
    assert_eq!(a.verdict, Verdict::Reject);
    assert_eq!(a.reasons.first(), Some(&LowContrast));
    assert_eq!(a.cause, Some(Cause::Physiology));
    assert!(a.instruction.contains("ungradable"));
}

#[test]
fn a_lid_is_an_artefact_and_a_crescent_is_uneven() {
    let fall = |at: f32| 1.0 / (1.0 + (-14.0 * at).exp());
    let lid = judged(changed(|_, v, c| c.map(|c| c * fall(v - 0.05))));
    assert_eq!(lid.verdict, Verdict::Reject);
    assert!(lid.reasons.contains(&Artefact), "{:?}", lid.reasons);
    let crescent = judged(changed(|u, _, c| c.map(|c| c * (0.06 + 0.94 * fall(0.2 - u)))));
    assert!(crescent.verdict != Verdict::Good && crescent.reasons.contains(&UnevenIllumination));
}

/// The drawn eye with a reflection: white within a third of its radius (in radii of the field), and less towards its rim.
fn reflecting(radius: f32, level: f32) -> Assessment {
    judged(changed(|u, v, c| {
        let share = (1.5 * (1.0 - (u + 0.25).hypot(v - 0.2) / radius)).clamp(0.0, 1.0);
        c.map(|c| c * (1.0 - share) + level * share)
    }))
}

#[test]
fn a_reflection_over_a_tenth_of_the_field_is_an_artefact_and_a_spark_is_none() {
    for level in [250.0, 200.0] {
        let a = reflecting(0.34, level);
        assert_eq!((a.verdict, a.reasons.first()), (Verdict::Usable, Some(&Artefact)), "of {level} levels");
    }
    assert_eq!(reflecting(0.1, 250.0).verdict, Verdict::Good, "over a hundredth of the field");
}

/// The drawn eye that moved by `long` pixels along `degrees` while it was taken.
fn moved(degrees: f32, long: f32) -> RgbImage {
    const STEPS: i32 = 40;
    let (sin, cos) = degrees.to_radians().sin_cos();
    let still = eye_cached();
    RgbImage::from_fn(W, H, |x, y| {
        let mut sum = [0f32; 3];
        for step in 0..STEPS {
            let along = long * (step as f32 / (STEPS - 1) as f32 - 0.5);
            let at = |from: u32, by: f32, most: u32| {
                ((from as f32 + along * by).round().max(0.0) as u32).min(most)
            };
            let p = still.get_pixel(at(x, cos, W - 1), at(y, sin, H - 1));
            (0..3).for_each(|c| sum[c] += f32::from(p[c]));
        }
        Rgb(sum.map(|s| (s / STEPS as f32) as u8))
    })
}

#[test]
fn movement_in_any_direction_is_rejected_and_a_little_is_not() {
    for degrees in [0.0, 25.0, 50.0, 90.0, 135.0, 160.0] {
        let a = judged(moved(degrees, 60.0));
        assert_eq!(a.verdict, Verdict::Reject, "{degrees}° of movement");
        assert_eq!((a.reasons.first(), a.cause), (Some(&Defocus), Some(Cause::Technique)));
        assert_ne!(judged(moved(degrees, 6.0)).verdict, Verdict::Reject, "a little at {degrees}°");
    }
}

#[test]
fn a_lid_half_way_down_or_up_is_rejected_as_an_artefact() {
    for side in [1.0, -1.0] {
        let a = judged(changed(|_, v, c| match side * v < 0.25 && c[0] > 10.0 {
            true => [150.0, 80.0, 60.0],
            false => c,
        }));
        assert_eq!(a.verdict, Verdict::Reject);
        assert!(a.reasons.contains(&Artefact), "{:?}", a.reasons);
        assert!(a.instruction.contains("lid"), "{}", a.instruction);
    }
    let a_little = judged(changed(|_, v, c| if v < -0.7 && c[0] > 10.0 { [150.0, 80.0, 60.0] } else { c }));
    assert_ne!(a_little.verdict, Verdict::Reject);
}

#[test]
fn a_field_pushed_out_of_the_frame_is_decentred() {
    let moved = RgbImage::from_fn(W, H, |x, y| match x.checked_sub(380) {
        Some(from) => *eye_cached().get_pixel(from, y),
        None => Rgb([2, 2, 2]),
    });
    let a = judged(moved);
    assert!(a.verdict != Verdict::Good && a.reasons.contains(&Decentred));
}

fn eye_cached() -> &'static RgbImage {
    static EYE: std::sync::OnceLock<RgbImage> = std::sync::OnceLock::new();
    EYE.get_or_init(eye)
}

#[test]
fn a_thumbnail_is_too_small() {
    let tiny = image::imageops::resize(&eye(), W / 4, H / 4, image::imageops::FilterType::Triangle);
    let a = judged(tiny);
    assert_eq!(a.verdict, Verdict::Reject);
    assert!(a.reasons.contains(&TooSmall));
}

#[test]
fn grey_photographs_and_grey_ground_are_no_fault() {
    let grey = judged(changed(|_, _, [_, g, _]| [g; 3]));
    assert_ne!(grey.verdict, Verdict::Reject);
    let ground = judged(changed(|u, v, c| if u * u + v * v > 1.0 { [128.0; 3] } else { c }));
    assert_eq!(ground.verdict, Verdict::Good);
}

#[test]
fn what_is_no_fundus_is_rejected_by_name() {
    let black = judged(RgbImage::new(640, 480));
    assert_eq!((black.verdict, black.reasons), (Verdict::Reject, vec![Underexposed]));
    let page =
        judged(RgbImage::from_fn(600, 800, |x, y| Rgb([if x % 9 < 3 && y % 24 < 12 { 20 } else { 250 }; 3])));
    assert_eq!((page.verdict, page.reasons), (Verdict::Reject, vec![NotFundus]));
    let noise = |x: u32, y: u32, k: u32| {
        let mut h = (x.wrapping_mul(0x9E37_79B9) ^ y.wrapping_mul(0x85EB_CA6B)).wrapping_add(k);
        h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
        (h >> 20) as u8
    };
    let snow =
        judged(RgbImage::from_fn(640, 480, |x, y| Rgb([noise(x, y, 1), noise(x, y, 2), noise(x, y, 3)])));
    assert_eq!((snow.verdict, snow.reasons), (Verdict::Reject, vec![NotFundus]));
    // Sunset behind a round mask: warm, smooth, and without a vessel.
    let gradient = judged(changed(|u, v, c| {
        if c[0] > 10.0 { [200.0 - 40.0 * v, 110.0 - 30.0 * u, 60.0 + 20.0 * u * v] } else { c }
    }));
    assert_eq!(gradient.verdict, Verdict::Reject, "no vessel is to be seen in a gradient");
    let ball = judged(changed(|u, v, _| {
        let light = (1.0 - u * u - v * v).max(0.0).sqrt();
        [40.0 * light, 90.0 * light, 220.0 * light]
    }));
    assert_eq!((ball.verdict, ball.reasons.first()), (Verdict::Reject, Some(&NotFundus)), "a blue ball");
}
