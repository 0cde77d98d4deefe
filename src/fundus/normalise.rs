//! `local-mean/1`: the field of view cropped, its slow changes of colour and light taken away, its contrast set.
//! The host's twin is `tools/ocellus_tools/normalise.py`; `tests/golden/normalise.json` pins both.

use image::RgbImage;

use super::field::FieldOfView;
use super::frame::Frame;
use super::shrink::crop_square;

/// The name of this normalisation in bundles.
pub const NAME: &str = "local-mean/1";
/// Cells of the local-mean grid along a side.
const GRID: usize = 32;
/// At or below this in every channel a pixel is ground, not retina.
const DARK: u8 = 12;
/// The outermost ring of the field, where its edge blurs into the ground, is left out.
const INNER: f32 = 0.98;

/// What the readers see.
#[derive(Debug, Clone)]
pub struct Normalised {
    /// Red, green and blue planes of `size`×`size`, each in −1..=1, 0 outside the field.
    pub data: Vec<f32>,
    pub frame: Frame,
}

/// Crops the square about the field, subtracts the local mean colour and divides by four standard deviations.
/// `size` is a multiple of 32.
pub fn normalise(rgb: &RgbImage, field: &FieldOfView, size: u32) -> Normalised {
    assert!(size > 0 && (size as usize).is_multiple_of(GRID), "the side is a multiple of the grid's {GRID}");
    let frame = Frame::new(field, size);
    let r = f64::from(field.r).max(0.5);
    let crop = crop_square(rgb, f64::from(field.cx) - r, f64::from(field.cy) - r, 2.0 * r, size);
    let mask = field_mask(&crop, &frame);
    let n = size as usize;
    let mean = local_mean(&crop, &mask, n);
    let mut data = vec![0f32; 3 * n * n];
    let mut square_sum = 0f64;
    let inside = mask.iter().filter(|&&m| m).count();
    let taps: Vec<Tap> = (0..n).map(|i| Tap::at(i, n)).collect();
    let mut row = vec![[0f32; 3]; GRID];
    for (v, t) in taps.iter().enumerate() {
        for (u, cell) in row.iter_mut().enumerate() {
            let (a, b) = (mean[t.low * GRID + u], mean[t.high * GRID + u]);
            *cell = std::array::from_fn(|c| a[c] + (b[c] - a[c]) * t.weight);
        }
        let mut row_sum = 0f32;
        for (u, s) in taps.iter().enumerate() {
            let at = v * n + u;
            if !mask[at] {
                continue;
            }
            for c in 0..3 {
                let mu = row[s.low][c] + (row[s.high][c] - row[s.low][c]) * s.weight;
                let d = f32::from(crop.as_raw()[3 * at + c]) / 255.0 - mu;
                data[c * n * n + at] = d;
                row_sum += d * d;
            }
        }
        square_sum += f64::from(row_sum);
    }
    let sigma = if inside == 0 { 0.0 } else { (square_sum / (3 * inside) as f64).sqrt() as f32 };
    let gain = 1.0 / (4.0 * (sigma + 0.01));
    data.iter_mut().for_each(|d| *d = (*d * gain).clamp(-1.0, 1.0));
    Normalised { data, frame }
}

/// Inside the field's inner circle, inside the photograph, and not ground.
fn field_mask(crop: &RgbImage, frame: &Frame) -> Vec<bool> {
    let n = frame.size as usize;
    let half = n as f32 / 2.0;
    let reach = (INNER * half).powi(2);
    let mut mask = vec![false; n * n];
    for v in 0..n {
        for u in 0..n {
            let (du, dv) = (u as f32 + 0.5 - half, v as f32 + 0.5 - half);
            if du * du + dv * dv > reach {
                continue;
            }
            let (x, y) = frame.to_photo(u as f32 + 0.5, v as f32 + 0.5);
            let seen = x >= 0.0 && y >= 0.0 && x < frame.width as f32 && y < frame.height as f32;
            let at = v * n + u;
            mask[at] = seen && crop.as_raw()[3 * at..3 * at + 3].iter().any(|&s| s > DARK);
        }
    }
    mask
}

/// Mean colour (0–1) of every grid cell's neighbourhood: cell sums smoothed by a 3×3 box three times, then divided.
fn local_mean(crop: &RgbImage, mask: &[bool], n: usize) -> Vec<[f32; 3]> {
    let cell = n / GRID;
    // Sums of red, green, blue (0–1) and the count.
    let mut sums = vec![[0f64; 4]; GRID * GRID];
    for v in 0..n {
        for u in 0..n {
            let at = v * n + u;
            if mask[at] {
                let sum = &mut sums[v / cell * GRID + u / cell];
                for (total, &s) in sum.iter_mut().zip(&crop.as_raw()[3 * at..3 * at + 3]) {
                    *total += f64::from(s) / 255.0;
                }
                sum[3] += 1.0;
            }
        }
    }
    let mut total = [0f64; 4];
    for sum in &sums {
        (0..4).for_each(|c| total[c] += sum[c]);
    }
    for _ in 0..3 {
        sums = box_sum(&sums);
    }
    let divide = |s: &[f64; 4]| std::array::from_fn(|c| (s[c] / s[3]) as f32);
    let overall = if total[3] > 0.0 { divide(&total) } else { [0.0; 3] };
    sums.iter().map(|s| if s[3] > 0.0 { divide(s) } else { overall }).collect()
}

fn box_sum(cells: &[[f64; 4]]) -> Vec<[f64; 4]> {
    let mut out = vec![[0f64; 4]; GRID * GRID];
    for y in 0..GRID {
        for x in 0..GRID {
            for yy in y.saturating_sub(1)..(y + 2).min(GRID) {
                for xx in x.saturating_sub(1)..(x + 2).min(GRID) {
                    (0..4).for_each(|c| out[y * GRID + x][c] += cells[yy * GRID + xx][c]);
                }
            }
        }
    }
    out
}

/// The two grid cells about a pixel and the weight of the second: half-pixel centres, edges repeated.
#[derive(Clone, Copy)]
struct Tap {
    low: usize,
    high: usize,
    weight: f32,
}

impl Tap {
    fn at(pixel: usize, n: usize) -> Self {
        let at = ((pixel as f32 + 0.5) * GRID as f32 / n as f32 - 0.5).clamp(0.0, (GRID - 1) as f32);
        let low = at as usize;
        Self { low, high: (low + 1).min(GRID - 1), weight: at - low as f32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_light_goes_and_detail_stays() {
        let mut rgb = RgbImage::from_fn(640, 640, |x, y| {
            let glow = 60.0 + 100.0 * x as f32 / 640.0 + 20.0 * y as f32 / 640.0;
            image::Rgb([glow as u8 + 40, glow as u8, (glow * 0.5) as u8])
        });
        for y in 300..306 {
            for x in 300..306 {
                rgb.put_pixel(x, y, image::Rgb([60, 20, 10]));
            }
        }
        let field = FieldOfView::new(320.0, 320.0, 320.0, 640, 640);
        let out = normalise(&rgb, &field, 256);
        let n = 256 * 256;
        assert_eq!(out.data.len(), 3 * n);
        assert!(out.data.iter().all(|d| (-1.0..=1.0).contains(d)));
        let at = |u: usize, v: usize| out.data[n + v * 256 + u];
        assert!(at(121, 121) < -0.5, "the dark spot is dark: {}", at(121, 121));
        assert!(at(60, 128).abs() < 0.2 && at(190, 128).abs() < 0.2);
        assert_eq!(at(0, 0), 0.0, "outside the field");
    }

    #[test]
    fn a_black_photograph_normalises_to_nothing() {
        let rgb = RgbImage::new(50, 40);
        let out = normalise(&rgb, &FieldOfView::new(25.0, 20.0, 30.0, 50, 40), 64);
        assert!(out.data.iter().all(|&d| d == 0.0));
    }
}
