//! The field of view brought to one size, in which quality is measured.

use image::RgbImage;

use super::super::field::{Edge, FieldOfView};
use super::super::frame::Frame;
use super::super::shrink::crop_square;
use super::plane::Plane;

/// Side of the square about the field; its radius is half of this.
pub(super) const SIDE: usize = 640;
/// Cells of the coarse grid along a side.
pub(super) const GRID: usize = 16;

pub(super) struct View {
    pub rgb: RgbImage,
    /// In the field and in the photograph, away from both edges.
    pub inside: Vec<bool>,
    /// Cells of which at least half lies inside.
    pub cells: Vec<Cell>,
}

/// Mean colour (0–255) of a cell of the grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// Column and row.
    pub at: (usize, usize),
    pub rgb: [f32; 3],
}

impl Cell {
    /// Distance of the cell's centre to the right of the field's, in radii.
    pub fn across(&self) -> f32 {
        (self.at.0 as f32 + 0.5) * 2.0 / GRID as f32 - 1.0
    }

    /// Distance of the cell's centre below the field's, in radii.
    pub fn down(&self) -> f32 {
        (self.at.1 as f32 + 0.5) * 2.0 / GRID as f32 - 1.0
    }

    /// Rec. 601 luma, 0–255.
    pub fn luma(&self) -> f32 {
        luma(self.rgb)
    }
}

pub(super) fn luma([r, g, b]: [f32; 3]) -> f32 {
    0.299 * r + 0.587 * g + 0.114 * b
}

impl View {
    pub fn new(rgb: &RgbImage, field: &FieldOfView) -> Self {
        let r = f64::from(field.r).max(0.5);
        let (left, top) = (f64::from(field.cx) - r, f64::from(field.cy) - r);
        let crop = crop_square(rgb, left, top, 2.0 * r, SIDE as u32);
        let inside = inside(field);
        let cells = cells(&crop, &inside);
        Self { rgb: crop, inside, cells }
    }

    /// The green channel, 0–255: in it vessels and lesions stand out most.
    pub fn green(&self) -> Plane {
        Plane { data: self.rgb.as_raw().chunks_exact(3).map(|p| f32::from(p[1])).collect(), side: SIDE }
    }
}

fn inside(field: &FieldOfView) -> Vec<bool> {
    let frame = Frame::new(field, SIDE as u32);
    // Two pixels of the view, in pixels of the photograph.
    let rim = 2.0 * frame.scale();
    let reach = if field.edge == Edge::None { 1.0 } else { 0.96 } * field.r;
    let mut inside = vec![false; SIDE * SIDE];
    for v in 0..SIDE {
        for u in 0..SIDE {
            let (x, y) = frame.to_photo(u as f32 + 0.5, v as f32 + 0.5);
            let (dx, dy) = (x - field.cx, y - field.cy);
            inside[v * SIDE + u] = dx * dx + dy * dy <= reach * reach
                && x >= rim
                && y >= rim
                && x < field.width as f32 - rim
                && y < field.height as f32 - rim;
        }
    }
    inside
}

fn cells(crop: &RgbImage, inside: &[bool]) -> Vec<Cell> {
    const CELL: usize = SIDE / GRID;
    let mut sums = vec![([0f32; 3], 0usize); GRID * GRID];
    for v in 0..SIDE {
        for u in 0..SIDE {
            let at = v * SIDE + u;
            if inside[at] {
                let (sum, count) = &mut sums[v / CELL * GRID + u / CELL];
                for (total, &s) in sum.iter_mut().zip(&crop.as_raw()[3 * at..3 * at + 3]) {
                    *total += f32::from(s);
                }
                *count += 1;
            }
        }
    }
    sums.iter()
        .enumerate()
        .filter(|(_, (_, count))| *count * 2 >= CELL * CELL)
        .map(|(i, (sum, count))| Cell { at: (i % GRID, i / GRID), rgb: sum.map(|s| s / *count as f32) })
        .collect()
}
