//! `--overlay`: the photograph with its findings drawn over it.

use std::path::Path;

use image::{Rgb, RgbImage};

use super::screen::unsaved;
use crate::fault::Fault;
use crate::reading::Reading;
use crate::terms::Label;

const DISC: Rgb<u8> = Rgb([80, 200, 255]);
const FOVEA: Rgb<u8> = Rgb([120, 255, 120]);

fn colour(label: Label) -> Rgb<u8> {
    match label {
        Label::Microaneurysm => Rgb([255, 120, 200]),
        Label::Haemorrhage => Rgb([255, 60, 60]),
        Label::HardExudate => Rgb([255, 240, 60]),
        Label::CottonWoolSpot => Rgb([255, 255, 255]),
        Label::Neovascularisation => Rgb([255, 150, 0]),
        Label::Drusen => Rgb([200, 160, 255]),
        Label::RetinalScar => Rgb([160, 160, 160]),
    }
}

/// Writes `DIR/NAME.overlay.png`: lesions, disc and fovea as boxes in the colour of their label.
pub fn write(dir: &Path, file: &Path, mut picture: RgbImage, reading: &Reading) -> Result<(), Fault> {
    let (width, height) = picture.dimensions();
    let thick = (width.max(height) / 700).max(1);
    for finding in &reading.findings {
        frame(&mut picture, finding.box_px, thick, colour(finding.label));
    }
    let px = |n: u16, extent: u32| (f32::from(n) / 999.0 * extent as f32).round() as u32;
    if let Some(disc) = &reading.landmarks.disc {
        let [a, b, c, d] = disc.bounds;
        frame(&mut picture, [px(a, width), px(b, height), px(c, width), px(d, height)], thick, DISC);
    }
    if let Some(fovea) = &reading.landmarks.fovea {
        let (x, y, r) = (px(fovea.centre[0], width), px(fovea.centre[1], height), 6 * thick);
        frame(&mut picture, [x.saturating_sub(r), y.saturating_sub(r), x + r, y + r], thick, FOVEA);
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let path = dir.join(format!("{stem}.overlay.png"));
    picture.save(&path).map_err(|e| unsaved(&path, e))
}

/// The outline of a box, `thick` pixels wide, outwards.
fn frame(picture: &mut RgbImage, [x1, y1, x2, y2]: [u32; 4], thick: u32, colour: Rgb<u8>) {
    let (width, height) = picture.dimensions();
    let outer = [
        x1.saturating_sub(thick),
        y1.saturating_sub(thick),
        x2.saturating_add(thick),
        y2.saturating_add(thick),
    ];
    for y in outer[1]..outer[3].min(height) {
        for x in outer[0]..outer[2].min(width) {
            if x < x1 || x >= x2 || y < y1 || y >= y2 {
                picture.put_pixel(x, y, colour);
            }
        }
    }
}
