use image::imageops;
use image::{Rgb, RgbImage};

use super::*;
use crate::camera::guide::look_at;

/// A synthetic eye of the examples, laid on a black picture `right` and `down` of its middle, at a scale.
fn view(scale: f32, right: i64, down: i64) -> RgbImage {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/healthy-od.jpg");
    let eye = image::open(path).expect("an example").into_rgb8();
    let (w, h) = ((eye.width() as f32 * scale) as u32, (eye.height() as f32 * scale) as u32);
    let eye = imageops::resize(&eye, w, h, imageops::FilterType::Triangle);
    let mut picture = RgbImage::from_pixel(1280, 960, Rgb([2, 2, 2]));
    let middle = ((1280 - i64::from(w)) / 2 + right, (960 - i64::from(h)) / 2 + down);
    imageops::replace(&mut picture, &eye, middle.0, middle.1);
    picture
}

fn scale() -> f32 {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/healthy-od.jpg");
    let (w, h) = image::image_dimensions(path).expect("an example");
    930.0 / w.min(h) as f32
}

/// The last of some looks at the same picture, 150 ms apart.
fn hint(aimer: &mut Aimer, picture: &RgbImage, looks: u32, from: Instant) -> (Aim, Instant) {
    let mut now = from;
    let mut aim = None;
    for _ in 0..looks {
        now += Duration::from_millis(150);
        aim = Some(aimer.look(&look_at(picture.clone()), now));
    }
    (aim.expect("looked"), now)
}

#[test]
fn an_eye_that_is_centred_sharp_and_still_is_due_once() {
    let (mut aimer, eye) = (Aimer::default(), view(scale(), 0, 0));
    let (aim, now) = hint(&mut aimer, &eye, 2, Instant::now());
    assert_eq!(aim.hint, Hint::Hold, "{aim:?}");
    assert!(!aimer.is_due(&aim));
    let (aim, now) = hint(&mut aimer, &eye, 5, now);
    assert_eq!((aim.hint, aim.held), (Hint::Ready, 1.0));
    assert!(aimer.is_due(&aim));
    aimer.taken();
    let (aim, now) = hint(&mut aimer, &eye, 9, now);
    assert!(aim.hint == Hint::Ready && !aimer.is_due(&aim), "the same view is not taken again by itself");
    let (_, now) = hint(&mut aimer, &RgbImage::new(1280, 960), 3, now);
    let (aim, _) = hint(&mut aimer, &eye, 7, now);
    assert!(aimer.is_due(&aim), "the eye left and came back");
}

#[test]
fn an_eye_that_moves_is_not_ready() {
    let mut aimer = Aimer::default();
    let mut now = Instant::now();
    for step in 0..10 {
        let place = if step % 2 == 0 { -60 } else { 60 };
        let (aim, at) = hint(&mut aimer, &view(scale(), place, 0), 1, now);
        now = at;
        assert_ne!(aim.hint, Hint::Ready);
        assert!(!aimer.is_due(&aim));
    }
}

#[test]
fn it_says_where_to_go() {
    let start = Instant::now();
    let (aim, _) = hint(&mut Aimer::default(), &view(scale() * 0.7, 240, 0), 1, start);
    let [right, down] = aim.off.expect("an eye");
    assert!(aim.hint == Hint::Centre && right > 0.4 && down.abs() < 0.15, "{aim:?}");
    let (aim, _) = hint(&mut Aimer::default(), &view(scale() * 0.45, 0, 0), 1, start);
    assert_eq!(aim.hint, Hint::Closer);
    let blurred = imageops::blur(&view(scale(), 0, 0), 9.0);
    let (aim, _) = hint(&mut Aimer::default(), &blurred, 1, start);
    assert_eq!(aim.hint, Hint::Focus);
    let mut dim = view(scale(), 0, 0);
    dim.pixels_mut().for_each(|p| p.0 = p.0.map(|c| c / 4));
    let (aim, _) = hint(&mut Aimer::default(), &dim, 1, start);
    assert_eq!(aim.hint, Hint::Brighter);
}

#[test]
fn an_eye_that_goes_dark_has_blinked_and_one_that_stays_away_is_none() {
    let (mut aimer, dark) = (Aimer::default(), RgbImage::new(1280, 960));
    let (aim, now) = hint(&mut aimer, &dark, 1, Instant::now());
    assert_eq!(aim.hint, Hint::NoEye);
    let (_, now) = hint(&mut aimer, &view(scale(), 0, 0), 1, now);
    let (aim, now) = hint(&mut aimer, &dark, 2, now);
    assert_eq!(aim.hint, Hint::Blink);
    let (aim, _) = hint(&mut aimer, &dark, 12, now);
    assert_eq!(aim.hint, Hint::NoEye);
}
