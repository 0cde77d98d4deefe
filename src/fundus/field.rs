//! Finds the field of view: the disc of retina that the camera shows, on black, grey or no ground.

use image::RgbImage;

use super::circle::{BINS, Circle, Search, fit};
use super::ground::{Ground, Region};
use super::shrink::shrink;

/// The field is looked for on a copy of this long side.
const WORK: u32 = 512;
/// Photographs longer than this times their short side hold no field.
const MAX_ASPECT: f32 = 2.2;

/// Sides on which the photograph ends before the circle does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    pub left: bool,
    pub top: bool,
    pub right: bool,
    pub bottom: bool,
}

/// How the circle is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Fitted to a visible round edge.
    Round,
    /// Drawn about a retina whose edge is not round (squeezed pictures, square masks).
    Irregular,
    /// No edge is visible: the retina fills the photograph, the circle goes through its corners.
    None,
}

/// The circle of the field of view in continuous pixel coordinates (pixel `i` covers `i..i + 1`).
/// Parts of it may lie outside the photograph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldOfView {
    pub cx: f32,
    pub cy: f32,
    pub r: f32,
    /// Width of the photograph.
    pub width: u32,
    /// Height of the photograph.
    pub height: u32,
    pub cut: Cut,
    pub edge: Edge,
}

impl FieldOfView {
    /// A round field in a photograph of `width`×`height`; which sides are cut follows.
    pub fn new(cx: f32, cy: f32, r: f32, width: u32, height: u32) -> Self {
        // Less than this share of the radius is an imprecise fit rather than a cut.
        let slack = 0.02 * r;
        let cut = Cut {
            left: cx - r < -slack,
            top: cy - r < -slack,
            right: cx + r > width as f32 + slack,
            bottom: cy + r > height as f32 + slack,
        };
        Self { cx, cy, r, width, height, cut, edge: Edge::Round }
    }

    /// Whether a point of the photograph lies in the field.
    pub fn contains(&self, x: f32, y: f32) -> bool {
        let (dx, dy) = (x - self.cx, y - self.cy);
        (0.0..=self.width as f32).contains(&x)
            && (0.0..=self.height as f32).contains(&y)
            && dx * dx + dy * dy <= self.r * self.r
    }

    /// The part of `[x1, y1, x2, y2]` that lies in the field as a box whose four corners do; `None` where there is none.
    /// What reaches over the field's edge is drawn together toward its point nearest to the field's centre. The corners
    /// stay inside when they are rounded to pixels, or to 999ths of the photograph.
    pub fn clip_box(&self, bounds: [f32; 4]) -> Option<[f32; 4]> {
        let rounding = (0.75 / 999.0 * self.width.max(self.height) as f32).max(1.5);
        let r = (self.r - rounding).max(0.97 * self.r);
        let [x1, y1, x2, y2] = self.bounds_within(r, bounds)?;
        let near = (self.cx.clamp(x1, x2), self.cy.clamp(y1, y2));
        let from = (near.0 - self.cx, near.1 - self.cy);
        // The greatest share of the way from the nearest point to a corner that stays in the circle.
        let share = |(x, y): (f32, f32)| {
            let way = (x - near.0, y - near.1);
            let (square, along) = (way.0 * way.0 + way.1 * way.1, from.0 * way.0 + from.1 * way.1);
            // The nearest point may be the corner itself: a box in one quadrant of the field has no way to go there.
            if square < 1e-6 {
                return 1.0;
            }
            let left = r * r - from.0 * from.0 - from.1 * from.1;
            ((along * along + square * left.max(0.0)).sqrt() - along) / square
        };
        let least = [(x1, y1), (x2, y1), (x1, y2), (x2, y2)].map(share).into_iter().fold(1.0, f32::min);
        let toward = |v: f32, near: f32| near + least * (v - near);
        let drawn = [toward(x1, near.0), toward(y1, near.1), toward(x2, near.0), toward(y2, near.1)];
        (drawn[0] < drawn[2] && drawn[1] < drawn[3]).then_some(drawn)
    }

    /// The smallest box about the part of a box that lies in the photograph and in the circle of radius `r`.
    fn bounds_within(&self, r: f32, [x1, y1, x2, y2]: [f32; 4]) -> Option<[f32; 4]> {
        let (x1, x2) = (x1.max(0.0), x2.min(self.width as f32));
        let (y1, y2) = (y1.max(0.0), y2.min(self.height as f32));
        if !(x1 < x2 && y1 < y2) {
            return None;
        }
        // Half the chord of the circle at the line of the box that is nearest to the centre.
        let chord = |low: f32, high: f32, centre: f32| {
            let away = centre.clamp(low, high) - centre;
            let square = r * r - away * away;
            (square > 0.0).then(|| square.sqrt())
        };
        let (half_x, half_y) = (chord(y1, y2, self.cy)?, chord(x1, x2, self.cx)?);
        let clipped = [
            x1.max(self.cx - half_x),
            y1.max(self.cy - half_y),
            x2.min(self.cx + half_x),
            y2.min(self.cy + half_y),
        ];
        (clipped[0] < clipped[2] && clipped[1] < clipped[3]).then_some(clipped)
    }

    /// Share of the circle's area that lies in the photograph, 0–1.
    pub fn share_in_photograph(&self) -> f32 {
        const STEPS: i32 = 48;
        let (mut inside, mut all) = (0, 0);
        for i in -STEPS..=STEPS {
            for j in -STEPS..=STEPS {
                if i * i + j * j <= STEPS * STEPS {
                    let at = |k: i32, c: f32| c + self.r * k as f32 / STEPS as f32;
                    all += 1;
                    inside += i32::from(self.contains(at(i, self.cx), at(j, self.cy)));
                }
            }
        }
        inside as f32 / all as f32
    }
}

/// Finds the field of view of an upright photograph; `None` where nothing in it looks like one.
pub fn find(rgb: &RgbImage) -> Option<FieldOfView> {
    let (width, height) = rgb.dimensions();
    let (long, short) = (width.max(height) as f32, width.min(height) as f32);
    if short < 32.0 || long > MAX_ASPECT * short {
        return None;
    }
    let (small, across, down) = shrink(rgb, WORK);
    let (circle, edge) = find_small(&small)?;
    let scale = (across + down) / 2.0;
    let mut field = FieldOfView::new(circle.cx * across, circle.cy * down, circle.r * scale, width, height);
    field.edge = edge;
    Some(field)
}

fn find_small(small: &RgbImage) -> Option<(Circle, Edge)> {
    if let Some(ground) = Ground::of_corners(small) {
        let regions: Vec<Region> =
            ground.levels(small).iter().filter_map(|&t| ground.region(small, t)).collect();
        let round =
            regions.iter().filter_map(|region| round_edge(region, small)).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((circle, _)) = round {
            return Some((circle, Edge::Round));
        }
        if let Some(circle) = regions.iter().find_map(|region| irregular(region, small)) {
            return Some((circle, Edge::Irregular));
        }
    }
    let (w, h) = (small.width() as f32, small.height() as f32);
    let whole = Circle { cx: w / 2.0, cy: h / 2.0, r: w.hypot(h) / 2.0 };
    (retina_coloured(small, |_, _| true) > 0.9).then_some((whole, Edge::None))
}

/// A circle that most of the region's visible boundary supports, with its worth.
fn round_edge(region: &Region, small: &RgbImage) -> Option<(Circle, f32)> {
    let (w, h) = (region.width as f32, region.height as f32);
    let search = Search { min_r: 0.2 * w.min(h), max_r: 1.1 * w.max(h), width: w, height: h };
    let points = region.boundary();
    let circle = fit(&points, &search)?;
    let supported = circle.supported(&points);
    let (mut expected, mut met) = (0, 0);
    for (bin, &seen) in supported.iter().enumerate() {
        let (x, y) = circle.at_bin(bin);
        if x > 3.0 && y > 3.0 && x < w - 3.0 && y < h - 3.0 {
            expected += 1;
            met += usize::from(seen);
        }
    }
    if expected * 16 < BINS {
        return None;
    }
    let support = met as f32 / expected as f32;
    let explained = points.iter().filter(|&&p| circle.near(p)).count() as f32 / points.len() as f32;
    let (fill, spill) = region.agreement(&circle);
    // A dark side leaves the edge without support but spills nothing; an ellipse spills over any circle.
    let spill_allowed = if support > 0.75 { 0.1 } else { 0.03 };
    let clear = support >= 0.45 && explained >= 0.45 && fill >= 0.6 && spill <= spill_allowed;
    // Behind a lid less than half is left, but that is of retina and within the circle.
    let covered = || {
        let left = support >= 0.25 && explained >= 0.48 && fill >= 0.25 && spill <= 0.01;
        left && retina_coloured(small, |x, y| region.has(x, y)) >= 0.95
    };
    let worth = support * explained * fill * (1.0 - spill);
    (clear || covered()).then_some((circle, worth))
}

/// A circle about a compact, retina-coloured region whose edge is not round.
fn irregular(region: &Region, small: &RgbImage) -> Option<Circle> {
    let [left, top, right, bottom] = region.bounds();
    let (w, h) = ((right - left) as f32, (bottom - top) as f32);
    let compact = region.area() as f32 / (w * h);
    let wide = w.max(h) > 0.5 * region.width.min(region.height) as f32 && w.max(h) < 2.0 * w.min(h);
    if !wide || compact < 0.7 || retina_coloured(small, |x, y| region.has(x, y)) < 0.9 {
        return None;
    }
    // A rectangle reaches to its corners, an ellipse only to its sides.
    let r = if compact > 0.9 { w.hypot(h) / 2.0 } else { w.max(h) / 2.0 };
    Some(Circle { cx: (left + right) as f32 / 2.0, cy: (top + bottom) as f32 / 2.0, r })
}

/// Share of the chosen pixels in the order of colours that blood and pigment give: red, then green, then blue.
fn retina_coloured(small: &RgbImage, chosen: impl Fn(usize, usize) -> bool) -> f32 {
    let (mut all, mut warm) = (0u32, 0u32);
    for (x, y, p) in small.enumerate_pixels() {
        if chosen(x as usize, y as usize) {
            let [r, g, b] = p.0.map(i32::from);
            all += 1;
            warm += u32::from(r > 30 && r >= g && g + 12 >= b && r - b >= r / 6);
        }
    }
    warm as f32 / all.max(1) as f32
}

#[cfg(test)]
#[path = "field_tests.rs"]
mod tests;
