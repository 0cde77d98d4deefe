//! What stands out from the ground that the corners of a photograph show, as one connected region.

use image::RgbImage;

use super::circle::Circle;

/// The even colour about the field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    colour: [f32; 3],
    /// Largest standard deviation of a channel.
    noise: f32,
}

/// The largest connected region that stands out from the ground.
pub(super) struct Region {
    pub width: usize,
    pub height: usize,
    mask: Vec<bool>,
}

impl Ground {
    /// The colour on which most even corners agree, the darker where two do; `None` where no two agree and none is dark.
    pub fn of_corners(small: &RgbImage) -> Option<Self> {
        let (w, h) = small.dimensions();
        let side = (w.min(h) / 48).clamp(3, 10);
        let corners = [(0, 0), (w - side, 0), (0, h - side), (w - side, h - side)];
        let even: Vec<Ground> =
            corners.iter().map(|&(x, y)| patch(small, x, y, side)).filter(|g| g.noise < 14.0).collect();
        let brightness = |g: &Ground| g.colour.iter().sum::<f32>();
        let agree = |g: &Ground| even.iter().filter(|o| g.distance(o.colour) < 24.0).count();
        let best = even
            .iter()
            .max_by(|a, b| agree(a).cmp(&agree(b)).then(brightness(b).total_cmp(&brightness(a))))?;
        let dark = best.colour.iter().all(|&c| c < 40.0);
        (agree(best) >= 2 || dark).then_some(*best)
    }

    fn distance(&self, colour: [f32; 3]) -> f32 {
        (0..3).map(|c| (self.colour[c] - colour[c]).abs()).fold(0.0, f32::max)
    }

    /// Distances from the ground at which the field may begin, from faint to distinct.
    pub fn levels(&self, small: &RgbImage) -> [f32; 3] {
        let faint = (4.0 * self.noise + 5.0).clamp(9.0, 40.0);
        let mut out: Vec<f32> =
            small.pixels().map(|p| self.distance(p.0.map(f32::from))).filter(|&d| d > faint).collect();
        if out.is_empty() {
            return [faint; 3];
        }
        let middle = out.len() / 2;
        let typical = *out.select_nth_unstable_by(middle, f32::total_cmp).1;
        [faint, faint + 0.2 * (typical - faint), faint + 0.45 * (typical - faint)]
    }

    /// The largest connected region farther than `level` from the ground, if it is a twentieth of the picture.
    pub fn region(&self, small: &RgbImage, level: f32) -> Option<Region> {
        let (width, height) = (small.width() as usize, small.height() as usize);
        let out: Vec<bool> = small.pixels().map(|p| self.distance(p.0.map(f32::from)) > level).collect();
        let mask = largest_component(&out, width, height);
        let region = Region { width, height, mask };
        (region.area() * 20 >= width * height).then_some(region)
    }
}

fn patch(small: &RgbImage, left: u32, top: u32, side: u32) -> Ground {
    let mut sum = [0f32; 3];
    let mut square = [0f32; 3];
    for y in top..top + side {
        for x in left..left + side {
            for (c, &s) in small.get_pixel(x, y).0.iter().enumerate() {
                sum[c] += f32::from(s);
                square[c] += f32::from(s).powi(2);
            }
        }
    }
    let n = (side * side) as f32;
    let colour = sum.map(|s| s / n);
    let noise = (0..3).map(|c| (square[c] / n - colour[c] * colour[c]).max(0.0).sqrt()).fold(0.0, f32::max);
    Ground { colour, noise }
}

/// The largest 4-connected component.
fn largest_component(on: &[bool], width: usize, height: usize) -> Vec<bool> {
    let mut label = vec![0u32; on.len()];
    let (mut next, mut best, mut best_size) = (0u32, 0u32, 0usize);
    let mut stack = Vec::new();
    for start in 0..on.len() {
        if !on[start] || label[start] != 0 {
            continue;
        }
        next += 1;
        let mut size = 0;
        label[start] = next;
        stack.push(start);
        while let Some(at) = stack.pop() {
            size += 1;
            let (x, y) = (at % width, at / width);
            let mut visit = |to: usize| {
                if on[to] && label[to] == 0 {
                    label[to] = next;
                    stack.push(to);
                }
            };
            if x > 0 {
                visit(at - 1);
            }
            if x + 1 < width {
                visit(at + 1);
            }
            if y > 0 {
                visit(at - width);
            }
            if y + 1 < height {
                visit(at + width);
            }
        }
        if size > best_size {
            (best, best_size) = (next, size);
        }
    }
    label.iter().map(|&l| l != 0 && l == best).collect()
}

impl Region {
    pub fn has(&self, x: usize, y: usize) -> bool {
        self.mask[y * self.width + x]
    }

    pub fn area(&self) -> usize {
        self.mask.iter().filter(|&&m| m).count()
    }

    /// `[left, top, right, bottom]` in pixels, right and bottom exclusive.
    pub fn bounds(&self) -> [usize; 4] {
        let mut b = [self.width, self.height, 0, 0];
        for (at, _) in self.mask.iter().enumerate().filter(|&(_, &m)| m) {
            let (x, y) = (at % self.width, at / self.width);
            b = [b[0].min(x), b[1].min(y), b[2].max(x + 1), b[3].max(y + 1)];
        }
        b
    }

    /// The outermost points of every row and column, in continuous coordinates, but those at the picture's border.
    pub fn boundary(&self) -> Vec<(f32, f32)> {
        const BORDER: usize = 2;
        let mut points = Vec::new();
        for y in BORDER..self.height.saturating_sub(BORDER) {
            let row = &self.mask[y * self.width..(y + 1) * self.width];
            let at_y = y as f32 + 0.5;
            points.extend(row.iter().position(|&m| m).filter(|&x| x >= BORDER).map(|x| (x as f32, at_y)));
            let last = row.iter().rposition(|&m| m).filter(|&x| x + BORDER < self.width);
            points.extend(last.map(|x| (x as f32 + 1.0, at_y)));
        }
        for x in BORDER..self.width.saturating_sub(BORDER) {
            let at_x = x as f32 + 0.5;
            points.extend(
                (0..self.height).find(|&y| self.has(x, y)).filter(|&y| y >= BORDER).map(|y| (at_x, y as f32)),
            );
            let last = (0..self.height).rev().find(|&y| self.has(x, y)).filter(|&y| y + BORDER < self.height);
            points.extend(last.map(|y| (at_x, y as f32 + 1.0)));
        }
        points
    }

    /// Share of the circle (within the picture) that the region fills, and share of the region outside the circle.
    pub fn agreement(&self, circle: &Circle) -> (f32, f32) {
        let (mut inside, mut filled, mut outside) = (0u32, 0u32, 0u32);
        let beyond = circle.r + 2.0 * circle.tolerance();
        for y in 0..self.height {
            for x in 0..self.width {
                let (dx, dy) = (x as f32 + 0.5 - circle.cx, y as f32 + 0.5 - circle.cy);
                let away = dx * dx + dy * dy;
                let on = self.has(x, y);
                if away <= circle.r * circle.r {
                    inside += 1;
                    filled += u32::from(on);
                } else if away > beyond * beyond {
                    outside += u32::from(on);
                }
            }
        }
        (filled as f32 / inside.max(1) as f32, outside as f32 / (filled + outside).max(1) as f32)
    }
}
