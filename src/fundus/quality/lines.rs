//! Dark lines: what vessels are, and what fruit, cloth behind a mask and plain gradients have none of.

use super::focus::Contrast;
use super::view::SIDE;

/// Least curvature across a line, of the contrast at the coarse scale and in units of that scale.
const LEAST: f32 = 0.02;
/// Far enough from the field's edge for it not to be taken for a line.
const FAR: usize = 16;
/// How many lines are added up.
const LONGEST: usize = 8;

/// The lengths of the longest dark lines together, in diameters of the field: a line is a connected set of pixels at
/// which the second derivative across is large and the one along at most half of it (after Frangi et al. 1998).
pub(super) fn extent(contrast: &Contrast, inside: &[bool]) -> f32 {
    let near = FAR * SIDE;
    let on: Vec<bool> = (0..SIDE * SIDE)
        .map(|at| {
            let (x, y) = (at % SIDE, at / SIDE);
            let well = (FAR..SIDE - FAR).contains(&x) && (FAR..SIDE - FAR).contains(&y);
            well && inside[at - near]
                && inside[at + near]
                && [at - near - FAR, at - near + FAR, at + near - FAR, at + near + FAR, at - FAR, at + FAR]
                    .iter()
                    .all(|&corner| inside[corner])
                && is_dark_line(contrast, at)
        })
        .collect();
    let mut lengths = lengths(on);
    lengths.sort_by(|a, b| b.total_cmp(a));
    lengths.iter().take(LONGEST).sum::<f32>() / SIDE as f32
}

fn is_dark_line(contrast: &Contrast, at: usize) -> bool {
    let (data, square) = (&contrast.coarse.data, super::focus::COARSE.powi(2));
    let second = |step: usize| (data[at - step] + data[at + step] - 2.0 * data[at]) * square;
    let (xx, yy) = (second(1), second(SIDE));
    let corners = data[at - SIDE - 1] + data[at + SIDE + 1] - data[at - SIDE + 1] - data[at + SIDE - 1];
    let xy = corners / 4.0 * square;
    let (mean, apart) = ((xx + yy) / 2.0, ((xx - yy) / 2.0).hypot(xy));
    let (across, along) = (mean + apart, mean - apart);
    across > LEAST && along.abs() < 0.5 * across
}

/// The diagonals of the boxes about the connected sets (8 neighbours), in pixels.
fn lengths(mut on: Vec<bool>) -> Vec<f32> {
    let mut lengths = Vec::new();
    let mut stack = Vec::new();
    for start in 0..on.len() {
        if !std::mem::take(&mut on[start]) {
            continue;
        }
        stack.push(start);
        let mut bounds = [SIDE, SIDE, 0, 0];
        while let Some(at) = stack.pop() {
            let (x, y) = (at % SIDE, at / SIDE);
            bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x + 1), bounds[3].max(y + 1)];
            for ny in y.saturating_sub(1)..=(y + 1).min(SIDE - 1) {
                for nx in x.saturating_sub(1)..=(x + 1).min(SIDE - 1) {
                    if std::mem::take(&mut on[ny * SIDE + nx]) {
                        stack.push(ny * SIDE + nx);
                    }
                }
            }
        }
        lengths.push(((bounds[2] - bounds[0]) as f32).hypot((bounds[3] - bounds[1]) as f32));
    }
    lengths
}
