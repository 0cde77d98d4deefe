//! `--maps`: every evidence map as an 8-bit PNG at the photograph's size, so that it can be measured.

use std::collections::BTreeMap;
use std::path::Path;

use image::{GrayImage, Luma};

use super::screen::unsaved;
use crate::evidence::map::Map;
use crate::evidence::{Evidence, NamedMap};
use crate::fault::Fault;
use crate::fundus::{Frame, Photograph};

/// Writes `DIR/NAME.LABEL.png` for every map, and returns the paths by label. A photograph that no map was made of
/// (no field of view) has none.
pub fn write(
    dir: &Path,
    file: &Path,
    photograph: &Photograph,
    evidence: Option<&(Evidence, Frame)>,
) -> Result<BTreeMap<String, String>, Fault> {
    let Some((evidence, frame)) = evidence else { return Ok(BTreeMap::new()) };
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut written = BTreeMap::new();
    for NamedMap { name, map } in &evidence.maps {
        let path = dir.join(format!("{stem}.{name}.png"));
        let picture = on_photograph(map, frame, photograph.width, photograph.height);
        picture.save(&path).map_err(|e| unsaved(&path, e))?;
        written.insert(name.clone(), path.to_string_lossy().into_owned());
    }
    Ok(written)
}

/// The map laid over the photograph, bilinear; 0 outside the square.
fn on_photograph(map: &Map, frame: &Frame, width: u32, height: u32) -> GrayImage {
    let side = map.side as f32;
    let cell = side / frame.size as f32;
    GrayImage::from_fn(width, height, |x, y| {
        let (u, v) = frame.to_crop(x as f32 + 0.5, y as f32 + 0.5);
        let (u, v) = (u * cell - 0.5, v * cell - 0.5);
        if u < -0.5 || v < -0.5 || u > side - 0.5 || v > side - 0.5 {
            return Luma([0]);
        }
        let (u, v) = (u.clamp(0.0, side - 1.0), v.clamp(0.0, side - 1.0));
        let (x0, y0) = (u as usize, v as usize);
        let (x1, y1) = ((x0 + 1).min(map.side - 1), (y0 + 1).min(map.side - 1));
        let (fx, fy) = (u - x0 as f32, v - y0 as f32);
        let top = map.at(x0, y0) * (1.0 - fx) + map.at(x1, y0) * fx;
        let low = map.at(x0, y1) * (1.0 - fx) + map.at(x1, y1) * fx;
        Luma([((top * (1.0 - fy) + low * fy) * 255.0).round().clamp(0.0, 255.0) as u8])
    })
}
