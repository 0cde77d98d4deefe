//! One channel of a square picture, with the few filters that quality needs.

#[derive(Debug, Clone)]
pub(super) struct Plane {
    /// Row by row.
    pub data: Vec<f32>,
    pub side: usize,
}

impl Plane {
    /// Contrast against the local mean of what lies inside: `value / mean − 1`; 0 outside.
    pub fn contrast(&self, inside: &[bool], radius: usize) -> Plane {
        let weight: Vec<f32> = inside.iter().map(|&i| f32::from(u8::from(i))).collect();
        let value: Vec<f32> = self.data.iter().zip(&weight).map(|(v, w)| v * w).collect();
        let (sum, count) = (box_sum(&value, self.side, radius), box_sum(&weight, self.side, radius));
        // Below this local mean (of 255) there is nothing to see but noise, which division would blow up.
        const LEAST: f32 = 10.0;
        let data = (0..self.data.len())
            .map(|i| {
                if inside[i] {
                    (self.data[i] * count[i] - sum[i]) / sum[i].max(LEAST * count[i])
                } else {
                    0.0
                }
            })
            .collect();
        Plane { data, side: self.side }
    }

    /// Gaussian blur, edges repeated.
    pub fn gaussian(&self, sigma: f32) -> Plane {
        let reach = (3.0 * sigma).ceil() as i32;
        let mut kernel: Vec<f32> =
            (-reach..=reach).map(|i| (-0.5 * (i as f32 / sigma).powi(2)).exp()).collect();
        let total: f32 = kernel.iter().sum();
        kernel.iter_mut().for_each(|k| *k /= total);
        let across = self.rows(&kernel);
        let down = across.transposed().rows(&kernel);
        down.transposed()
    }

    fn rows(&self, kernel: &[f32]) -> Plane {
        let n = self.side;
        let reach = kernel.len() / 2;
        let mut data = vec![0f32; n * n];
        let mut padded = vec![0f32; n + 2 * reach];
        for (from, to) in self.data.chunks_exact(n).zip(data.chunks_exact_mut(n)) {
            padded[..reach].fill(from[0]);
            padded[reach..reach + n].copy_from_slice(from);
            padded[reach + n..].fill(from[n - 1]);
            for (k, &weight) in kernel.iter().enumerate() {
                for (sum, &value) in to.iter_mut().zip(&padded[k..k + n]) {
                    *sum += weight * value;
                }
            }
        }
        Plane { data, side: n }
    }

    fn transposed(&self) -> Plane {
        const TILE: usize = 16;
        let n = self.side;
        let mut data = vec![0f32; n * n];
        for y0 in (0..n).step_by(TILE) {
            for x0 in (0..n).step_by(TILE) {
                for y in y0..(y0 + TILE).min(n) {
                    for x in x0..(x0 + TILE).min(n) {
                        data[x * n + y] = self.data[y * n + x];
                    }
                }
            }
        }
        Plane { data, side: n }
    }

    /// Central differences across and down at an index that is not on the border.
    pub fn gradient(&self, at: usize) -> (f32, f32) {
        let d = |a: usize, b: usize| 0.5 * (self.data[a] - self.data[b]);
        (d(at + 1, at - 1), d(at + self.side, at - self.side))
    }
}

/// Sums over squares of `2·radius + 1`, clipped at the borders, by a summed-area table.
fn box_sum(values: &[f32], side: usize, radius: usize) -> Vec<f32> {
    let stride = side + 1;
    let mut table = vec![0f64; stride * stride];
    for y in 0..side {
        let mut row = 0f64;
        for x in 0..side {
            row += f64::from(values[y * side + x]);
            table[(y + 1) * stride + x + 1] = table[y * stride + x + 1] + row;
        }
    }
    let mut out = vec![0f32; side * side];
    for y in 0..side {
        let (top, bottom) = (y.saturating_sub(radius) * stride, (y + radius + 1).min(side) * stride);
        for x in 0..side {
            let (left, right) = (x.saturating_sub(radius), (x + radius + 1).min(side));
            out[y * side + x] = (table[bottom + right] - table[top + right] - table[bottom + left]
                + table[top + left]) as f32;
        }
    }
    out
}

/// The value below which `share` (0–1) of the values lie; 0 for none.
pub(super) fn quantile(values: &mut [f32], share: f32) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    let at = ((values.len() - 1) as f32 * share).round() as usize;
    *values.select_nth_unstable_by(at, f32::total_cmp).1
}
