//! A circle through noisy boundary points: random triples vote (RANSAC), least squares finishes (Kåsa).

/// Angular bins about the centre in which support is counted.
pub(super) const BINS: usize = 256;
const TRIES: usize = 600;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Circle {
    pub cx: f32,
    pub cy: f32,
    pub r: f32,
}

/// What circles are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search {
    pub min_r: f32,
    pub max_r: f32,
    /// The centre lies in `-slack·w ..= (1 + slack)·w`, likewise down.
    pub width: f32,
    pub height: f32,
}

impl Circle {
    /// How far a point may lie from the edge and still belong to it.
    pub fn tolerance(&self) -> f32 {
        (0.008 * self.r).max(1.0)
    }

    /// Whether a point belongs to the edge.
    pub fn near(&self, point: (f32, f32)) -> bool {
        self.within(point, self.tolerance())
    }

    fn within(&self, (x, y): (f32, f32), tolerance: f32) -> bool {
        let (dx, dy) = (x - self.cx, y - self.cy);
        let (inner, outer) = ((self.r - tolerance).max(0.0), self.r + tolerance);
        (inner * inner..=outer * outer).contains(&(dx * dx + dy * dy))
    }

    /// The bin of the direction from the centre to a point.
    pub fn bin(&self, (x, y): (f32, f32)) -> usize {
        let turn = (y - self.cy).atan2(x - self.cx) / std::f32::consts::TAU + 0.5;
        ((turn * BINS as f32) as usize).min(BINS - 1)
    }

    /// The point of the edge in the middle of a bin.
    pub fn at_bin(&self, bin: usize) -> (f32, f32) {
        let angle = ((bin as f32 + 0.5) / BINS as f32 - 0.5) * std::f32::consts::TAU;
        (self.cx + self.r * angle.cos(), self.cy + self.r * angle.sin())
    }

    /// Which bins have a boundary point on the edge.
    pub fn supported(&self, points: &[(f32, f32)]) -> [bool; BINS] {
        let mut bins = [false; BINS];
        for &p in points.iter().filter(|&&p| self.near(p)) {
            bins[self.bin(p)] = true;
        }
        bins
    }
}

/// The circle with the longest supported edge; `None` where no triple makes a circle of the search.
pub(super) fn fit(points: &[(f32, f32)], search: &Search) -> Option<Circle> {
    if points.len() < 8 {
        return None;
    }
    // A fixed seed: the same photograph always has the same field of view.
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut pick = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        points[(seed % points.len() as u64) as usize]
    };
    // Few points are enough to compare candidates; all of them refine the winner.
    let thinned: Vec<_> = points.iter().copied().step_by(points.len().div_ceil(400)).collect();
    let mut best: Option<(usize, Circle)> = None;
    for _ in 0..TRIES {
        let Some(circle) = through(pick(), pick(), pick()).filter(|c| search.allows(c)) else {
            continue;
        };
        let votes = circle.supported(&thinned).iter().filter(|&&b| b).count();
        if best.is_none_or(|(most, _)| votes > most) {
            best = Some((votes, circle));
        }
    }
    let mut circle = best?.1;
    for _ in 0..5 {
        let tolerance = circle.tolerance() * 1.5;
        let near: Vec<_> = points.iter().copied().filter(|&p| circle.within(p, tolerance)).collect();
        match least_squares(&near).filter(|c| search.allows(c)) {
            Some(better) => circle = better,
            None => break,
        }
    }
    Some(circle)
}

impl Search {
    fn allows(&self, c: &Circle) -> bool {
        let within = |v: f32, extent: f32| (-0.2 * extent..=1.2 * extent).contains(&v);
        (self.min_r..=self.max_r).contains(&c.r) && within(c.cx, self.width) && within(c.cy, self.height)
    }
}

/// The circle through three points, unless they lie nearly on a line.
fn through(a: (f32, f32), b: (f32, f32), c: (f32, f32)) -> Option<Circle> {
    let (bx, by, cx, cy) = (b.0 - a.0, b.1 - a.1, c.0 - a.0, c.1 - a.1);
    let d = 2.0 * (bx * cy - by * cx);
    if d.abs() < 50.0 {
        return None;
    }
    let (b2, c2) = (bx * bx + by * by, cx * cx + cy * cy);
    let (ux, uy) = ((cy * b2 - by * c2) / d, (bx * c2 - cx * b2) / d);
    Some(Circle { cx: a.0 + ux, cy: a.1 + uy, r: ux.hypot(uy) })
}

/// Kåsa 1976: minimises Σ(x² + y² + Dx + Ey + F)², about the points' mean.
fn least_squares(points: &[(f32, f32)]) -> Option<Circle> {
    let n = points.len() as f64;
    if points.len() < 6 {
        return None;
    }
    let mean = |f: fn(&(f32, f32)) -> f32| points.iter().map(|p| f64::from(f(p))).sum::<f64>() / n;
    let (mx, my) = (mean(|p| p.0), mean(|p| p.1));
    let (mut xx, mut xy, mut yy, mut xz, mut yz, mut zz) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for &(x, y) in points {
        let (x, y) = (f64::from(x) - mx, f64::from(y) - my);
        let z = x * x + y * y;
        xx += x * x;
        xy += x * y;
        yy += y * y;
        xz += x * z;
        yz += y * z;
        zz += z;
    }
    let det = xx * yy - xy * xy;
    if det.abs() < 1e-6 * (xx + yy).powi(2) {
        return None;
    }
    let (ux, uy) = ((xz * yy - yz * xy) / (2.0 * det), (yz * xx - xz * xy) / (2.0 * det));
    let r = (ux * ux + uy * uy + zz / n).sqrt();
    Some(Circle { cx: (ux + mx) as f32, cy: (uy + my) as f32, r: r as f32 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_a_circle_among_strays_is_found() {
        let mut points: Vec<(f32, f32)> = (0..120)
            .map(|i| {
                let a = i as f32 / 120.0 * 2.2;
                (200.0 + 150.0 * a.cos() + 0.3 * (i % 3) as f32, 180.0 + 150.0 * a.sin())
            })
            .collect();
        points.extend((0..80).map(|i| ((i * 37 % 400) as f32, (i * 91 % 380) as f32)));
        let search = Search { min_r: 40.0, max_r: 600.0, width: 400.0, height: 380.0 };
        let c = fit(&points, &search).unwrap();
        assert!(
            (c.cx - 200.0).abs() < 2.0 && (c.cy - 180.0).abs() < 2.0 && (c.r - 150.0).abs() < 2.0,
            "{c:?}"
        );
    }

    #[test]
    fn a_line_is_no_circle() {
        let points: Vec<_> = (0..100).map(|i| (i as f32, 2.0 * i as f32)).collect();
        let search = Search { min_r: 10.0, max_r: 500.0, width: 100.0, height: 200.0 };
        assert_eq!(fit(&points, &search), None);
    }
}
