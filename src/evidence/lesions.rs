//! Lesions as places: components of the lesion maps, in pixels of the normalised square.

use super::map::Map;
use crate::terms::Label;

/// A photograph is never described by more places than this a label; the most certain are kept.
const MOST_PER_LABEL: usize = 100;

/// One lesion, in pixels of the normalised square.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesion {
    pub label: Label,
    /// `[x1, y1, x2, y2]`.
    pub bounds: [f32; 4],
    pub centre: [f32; 2],
    /// Pixels of the square.
    pub area: f32,
    /// Greatest probability in it.
    pub score: f32,
}

/// The components of one lesion map at or above `threshold`, the most certain first.
pub fn lesions(label: Label, map: &Map, threshold: f32, least_area: usize, side: f32) -> Vec<Lesion> {
    let scale = side / map.side as f32;
    let mut found: Vec<Lesion> = map
        .components(threshold, least_area)
        .into_iter()
        .map(|c| Lesion {
            label,
            bounds: c.bounds.map(|v| v as f32 * scale),
            centre: c.centroid.map(|v| v * scale),
            area: c.area as f32 * scale * scale,
            score: c.peak,
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.area.total_cmp(&a.area)));
    found.truncate(MOST_PER_LABEL);
    found
}
