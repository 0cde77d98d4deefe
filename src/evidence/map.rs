//! One probability map over the normalised square, and its connected components.

/// A square map of probabilities, row by row.
#[derive(Debug, Clone)]
pub struct Map {
    /// Width and height in map pixels.
    pub side: usize,
    /// `side × side` probabilities, 0–1.
    pub data: Vec<f32>,
}

/// A connected component (8 neighbours) of a thresholded map, in map pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// `[x1, y1, x2, y2]`, the far edges exclusive.
    pub bounds: [usize; 4],
    /// Pixels.
    pub area: usize,
    /// Mean position of its pixels' centres.
    pub centroid: [f32; 2],
    /// Greatest probability in it.
    pub peak: f32,
}

impl Map {
    pub fn at(&self, x: usize, y: usize) -> f32 {
        self.data[y * self.side + x]
    }

    /// Components of the pixels at or above `threshold` with at least `least_area` pixels, largest first.
    pub fn components(&self, threshold: f32, least_area: usize) -> Vec<Component> {
        let side = self.side;
        let mut seen = vec![false; self.data.len()];
        let mut found = Vec::new();
        let mut stack = Vec::new();
        for start in 0..self.data.len() {
            if seen[start] || self.data[start] < threshold {
                continue;
            }
            seen[start] = true;
            stack.push(start);
            let mut c = Component { bounds: [side, side, 0, 0], area: 0, centroid: [0.0, 0.0], peak: 0.0 };
            while let Some(i) = stack.pop() {
                let (x, y) = (i % side, i / side);
                c.bounds =
                    [c.bounds[0].min(x), c.bounds[1].min(y), c.bounds[2].max(x + 1), c.bounds[3].max(y + 1)];
                c.area += 1;
                c.centroid[0] += x as f32 + 0.5;
                c.centroid[1] += y as f32 + 0.5;
                c.peak = c.peak.max(self.data[i]);
                for ny in y.saturating_sub(1)..=(y + 1).min(side - 1) {
                    for nx in x.saturating_sub(1)..=(x + 1).min(side - 1) {
                        let n = ny * side + nx;
                        if !seen[n] && self.data[n] >= threshold {
                            seen[n] = true;
                            stack.push(n);
                        }
                    }
                }
            }
            if c.area >= least_area.max(1) {
                c.centroid = c.centroid.map(|sum| sum / c.area as f32);
                found.push(c);
            }
        }
        found.sort_by(|a, b| b.area.cmp(&a.area).then(b.peak.total_cmp(&a.peak)));
        found
    }

    /// The place of the greatest value of `weight(x, y) · map`, refined to the centre of mass of its
    /// 5 × 5 neighbourhood, and the map's value there.
    pub fn peak(&self, weight: impl Fn(f32, f32) -> f32) -> ([f32; 2], f32) {
        let mut best = (0, f32::MIN);
        for (i, &p) in self.data.iter().enumerate() {
            let weighted = p * weight((i % self.side) as f32 + 0.5, (i / self.side) as f32 + 0.5);
            if weighted > best.1 {
                best = (i, weighted);
            }
        }
        let (x, y) = (best.0 % self.side, best.0 / self.side);
        let (mut sum, mut sx, mut sy) = (0.0, 0.0, 0.0);
        for ny in y.saturating_sub(2)..=(y + 2).min(self.side - 1) {
            for nx in x.saturating_sub(2)..=(x + 2).min(self.side - 1) {
                let p = self.at(nx, ny).max(1e-9);
                sum += p;
                sx += p * (nx as f32 + 0.5);
                sy += p * (ny as f32 + 0.5);
            }
        }
        ([sx / sum, sy / sum], self.data[best.0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(rows: &[&str]) -> Map {
        let data = rows.iter().flat_map(|r| r.bytes().map(|b| f32::from(b - b'0') / 9.0)).collect();
        Map { side: rows.len(), data }
    }

    #[test]
    fn diagonal_neighbours_belong_together_and_the_largest_comes_first() {
        let found = map(&["9000", "0000", "0090", "0009"]).components(0.5, 1);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].area, found[0].bounds), (2, [2, 2, 4, 4]));
        assert_eq!(found[0].centroid, [3.0, 3.0]);
        assert_eq!(found[1].bounds, [0, 0, 1, 1]);
    }

    #[test]
    fn a_component_below_the_least_area_is_dropped() {
        assert!(map(&["90", "00"]).components(0.5, 2).is_empty());
    }

    #[test]
    fn the_peak_follows_the_weight() {
        let m = map(&["8000", "0000", "0000", "0009"]);
        assert!(m.peak(|_, _| 1.0).0[0] > 3.0);
        let (place, value) = m.peak(|x, _| if x < 2.0 { 1.0 } else { 0.1 });
        assert!(place[0] < 1.0 && (value - 8.0 / 9.0).abs() < 1e-6);
    }
}
