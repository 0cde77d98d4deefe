use super::*;
use image::Rgb;

/// A retina-coloured disc on a ground.
fn eye(w: u32, h: u32, cx: f32, cy: f32, r: f32, ground: [u8; 3]) -> RgbImage {
    RgbImage::from_fn(w, h, |x, y| {
        let (dx, dy) = (x as f32 + 0.5 - cx, y as f32 + 0.5 - cy);
        let away = (dx * dx + dy * dy).sqrt() / r;
        if away > 1.0 {
            return Rgb(ground);
        }
        let light = 1.0 - 0.45 * away * away;
        let grain = ((x * 7 + y * 13) % 11) as f32 - 5.0;
        Rgb([190.0, 95.0, 40.0].map(|c: f32| (c * light + grain).clamp(0.0, 255.0) as u8))
    })
}

fn check(photo: &RgbImage, cx: f32, cy: f32, r: f32) -> FieldOfView {
    let f = find(photo).expect("a field");
    let near = |a: f32, b: f32| (a - b).abs() <= 0.015 * r;
    assert!(near(f.cx, cx) && near(f.cy, cy) && near(f.r, r), "{f:?} is not {cx} {cy} {r}");
    f
}

#[test]
fn a_whole_circle_on_black() {
    let f = check(&eye(1000, 960, 500.0, 470.0, 440.0, [2, 2, 2]), 500.0, 470.0, 440.0);
    assert_eq!(f.cut, Cut::default());
    assert_eq!(f.edge, Edge::Round);
}

#[test]
fn cut_at_top_and_bottom_and_off_centre() {
    let f = check(&eye(1536, 1020, 700.0, 505.0, 610.0, [0, 0, 0]), 700.0, 505.0, 610.0);
    assert_eq!(f.cut, Cut { left: false, top: true, right: false, bottom: true });
    let f = check(&eye(900, 700, 260.0, 350.0, 320.0, [0, 0, 0]), 260.0, 350.0, 320.0);
    assert_eq!(f.cut, Cut { left: true, top: false, right: false, bottom: false });
}

#[test]
fn on_grey_and_on_white_ground() {
    check(&eye(800, 700, 400.0, 350.0, 310.0, [128, 128, 128]), 400.0, 350.0, 310.0);
    check(&eye(800, 700, 420.0, 350.0, 310.0, [255, 255, 255]), 420.0, 350.0, 310.0);
}

#[test]
fn only_the_corners_are_ground() {
    check(&eye(800, 800, 400.0, 400.0, 500.0, [0, 0, 0]), 400.0, 400.0, 500.0);
}

#[test]
fn a_half_dark_field_keeps_its_circle() {
    let mut photo = eye(900, 800, 450.0, 400.0, 380.0, [0, 0, 0]);
    for (x, y, p) in photo.enumerate_pixels_mut() {
        let shade = (1.0 - (x as f32 + y as f32 * 0.3 - 500.0).max(0.0) / 380.0).max(0.03);
        p.0 = p.0.map(|s| (f32::from(s) * shade) as u8);
    }
    check(&photo, 450.0, 400.0, 380.0);
}

#[test]
fn writing_on_the_ground_is_no_part_of_the_field() {
    let mut photo = eye(900, 800, 450.0, 400.0, 380.0, [0, 0, 0]);
    for y in 10..40 {
        for x in 10..200 {
            if (x / 5 + y / 7) % 3 == 0 {
                photo.put_pixel(x, y, Rgb([255, 255, 255]));
            }
        }
    }
    check(&photo, 450.0, 400.0, 380.0);
}

#[test]
fn no_visible_edge_takes_the_corners_circle() {
    let photo = eye(600, 500, 300.0, 250.0, 900.0, [0, 0, 0]);
    let f = find(&photo).unwrap();
    assert_eq!(f.edge, Edge::None);
    assert!((f.r - 390.5).abs() < 2.0 && (f.cx - 300.0).abs() < 1.0);
    assert!(f.contains(1.0, 1.0));
}

#[test]
fn a_squeezed_picture_has_an_irregular_field() {
    let tall = eye(1000, 700, 500.0, 350.0, 330.0, [0, 0, 0]);
    let squeezed = image::imageops::resize(&tall, 500, 700, image::imageops::FilterType::Triangle);
    let f = find(&squeezed).unwrap();
    assert_eq!(f.edge, Edge::Irregular);
    assert!((f.r - 330.0).abs() < 12.0 && (f.cx - 250.0).abs() < 8.0, "{f:?}");
}

#[test]
fn what_is_no_fundus_has_no_field() {
    assert_eq!(find(&RgbImage::new(640, 480)), None, "black");
    assert_eq!(find(&RgbImage::from_pixel(640, 480, Rgb([250, 250, 250]))), None, "white");
    let noise = RgbImage::from_fn(640, 480, |x, y| {
        let h = (x.wrapping_mul(2654435761) ^ y.wrapping_mul(40503)).wrapping_mul(2246822519);
        Rgb([(h >> 8) as u8, (h >> 16) as u8, (h >> 24) as u8])
    });
    assert_eq!(find(&noise), None, "noise");
    let sky =
        RgbImage::from_fn(
            640,
            480,
            |x, y| {
                if y < 240 + x / 20 { Rgb([110, 150, 220]) } else { Rgb([70, 110, 40]) }
            },
        );
    assert_eq!(find(&sky), None, "landscape");
    assert_eq!(find(&eye(2000, 300, 1000.0, 150.0, 140.0, [0, 0, 0])), None, "a strip");
}

#[test]
fn boxes_are_drawn_into_the_circle_corners_and_all() {
    let f = FieldOfView::new(1000.0, 1000.0, 500.0, 2000, 1200);
    let inner = [900.0, 900.0, 1100.0, 1100.0];
    assert_eq!(f.clip_box(inner), Some(inner), "what lies inside stays as it is");
    for quadrant in
        [[700.0, 700.0, 800.0, 760.0], [1100.0, 700.0, 1200.0, 760.0], [1100.0, 1100.0, 1110.0, 1190.0]]
    {
        assert_eq!(f.clip_box(quadrant), Some(quadrant), "also where it lies in one quadrant");
    }
    assert_eq!(f.clip_box([0.0, 0.0, 600.0, 600.0]), None, "beside the circle");
    assert_eq!(f.clip_box([100.0, 100.0, 100.0, 400.0]), None, "no area");
    let inside = |x: f32, y: f32| (x - 1000.0).hypot(y - 1000.0) <= 500.0 && y <= 1200.0;
    let mut drawn = 0;
    for (x, y) in (0..40).flat_map(|i| (0..30).map(move |j| (i as f32 * 50.0, j as f32 * 45.0))) {
        for (w, h) in [(30.0, 30.0), (400.0, 90.0), (120.0, 700.0), (2000.0, 2000.0)] {
            let given = [x, y, x + w, y + h];
            let whole = [(x, y), (x + w, y), (x, y + h), (x + w, y + h)];
            let Some(b) = f.clip_box(given) else {
                assert!(
                    !whole.iter().all(|&(x, y)| inside(x, y) && (x - 1000.0).hypot(y - 1000.0) < 480.0),
                    "{given:?}"
                );
                continue;
            };
            drawn += usize::from(b != given);
            assert!(b[0] >= x && b[1] >= y && b[2] <= x + w && b[3] <= y + h, "{given:?} → {b:?}");
            let rounded = [(b[0], 2000.0), (b[1], 1200.0), (b[2], 2000.0), (b[3], 1200.0)]
                .map(|(v, extent)| (v / extent * 999.0).round() / 999.0 * extent);
            let pixels = [b[0].floor(), b[1].floor(), b[2].ceil(), b[3].ceil()];
            for b in [b, rounded, pixels] {
                for (x, y) in [(b[0], b[1]), (b[2], b[1]), (b[0], b[3]), (b[2], b[3])] {
                    assert!(inside(x, y), "{given:?} → {b:?}");
                }
            }
        }
    }
    assert!(drawn > 100, "boxes over the edge were tried");
    let f = FieldOfView::new(100.0, 100.0, 50.0, 200, 120);
    assert!(!f.contains(100.0, 130.0), "outside the photograph");
}
