//! Dark lines: what vessels are, and what fruit, cloth behind a mask and plain gradients have none of.

use super::focus::{COARSE, Contrast, MIDDLE};
use super::plane::Plane;
use super::view::SIDE;

/// How many of the longest lines are added up.
const LONGEST: usize = 8;
/// Side of the blocks in which smaller vessels are looked for.
const BLOCK: usize = SIDE / 10;

/// Lines of one width.
struct Kind {
    /// Standard deviation of the plane's blur: half the width of the lines that it shows best.
    scale: f32,
    /// Least curvature across a line, of the contrast and in units of the scale.
    least: f32,
    /// Far enough from the field's edge for it not to be taken for a line.
    far: usize,
}

/// The trunks and their branches.
const LARGE: Kind = Kind { scale: COARSE, least: 0.02, far: 16 };
/// Branches of some 70 µm: those that a grader follows to call a photograph adequate.
const SMALL: Kind = Kind { scale: MIDDLE, least: 0.01, far: 10 };
/// A shorter line, and fewer pixels of lines in a block, are noise.
const SHORT: f32 = 20.0;
const FEW: usize = 20;

/// Where the smaller vessels are to be seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vessels {
    /// Share of the field's blocks that show some.
    pub seen: f32,
    /// From the middle of those blocks to the middle of the others, in radii of the field: across and down.
    pub apart: (f32, f32),
}

/// The lengths of the longest dark lines together, in diameters of the field.
pub(super) fn extent(contrast: &Contrast, inside: &[bool]) -> f32 {
    let mut lengths: Vec<f32> =
        lines(&contrast.coarse, &LARGE, inside).iter().map(|line| length(line)).collect();
    lengths.sort_by(|a, b| b.total_cmp(a));
    lengths.iter().take(LONGEST).sum::<f32>() / SIDE as f32
}

/// Looks for the smaller vessels, block by block.
pub(super) fn vessels(contrast: &Contrast, inside: &[bool]) -> Vessels {
    let block = |at: usize| at / SIDE / BLOCK * (SIDE / BLOCK) + at % SIDE / BLOCK;
    let mut shown = vec![0usize; (SIDE / BLOCK).pow(2)];
    for line in lines(&contrast.middle, &SMALL, inside).iter().filter(|line| length(line) >= SHORT) {
        line.iter().for_each(|&at| shown[block(at)] += 1);
    }
    let mut area = vec![0usize; shown.len()];
    (0..SIDE * SIDE).filter(|&at| inside[at]).for_each(|at| area[block(at)] += 1);
    // Blocks, and the sums of their places across and down: hidden ones and those that show vessels.
    let mut sums = [[0f32; 3]; 2];
    for at in (0..shown.len()).filter(|&at| 2 * area[at] > BLOCK * BLOCK) {
        let about = |cell: usize| (cell as f32 + 0.5) * 2.0 * BLOCK as f32 / SIDE as f32 - 1.0;
        let sum = &mut sums[usize::from(shown[at] >= FEW)];
        *sum = [sum[0] + 1.0, sum[1] + about(at % (SIDE / BLOCK)), sum[2] + about(at / (SIDE / BLOCK))];
    }
    let [hidden, seen] = sums.map(|[n, across, down]| (n, across / n.max(1.0), down / n.max(1.0)));
    let some = hidden.0 > 0.0 && seen.0 > 0.0;
    Vessels {
        seen: seen.0 / (hidden.0 + seen.0).max(1.0),
        apart: if some { (hidden.1 - seen.1, hidden.2 - seen.2) } else { (0.0, 0.0) },
    }
}

/// Connected sets (8 neighbours) of pixels at which the second derivative across is large and the one along at most
/// half of it (after Frangi et al. 1998).
fn lines(plane: &Plane, kind: &Kind, inside: &[bool]) -> Vec<Vec<usize>> {
    let (far, near) = (kind.far, kind.far * SIDE);
    let mut on: Vec<bool> = (0..SIDE * SIDE)
        .map(|at| {
            let (x, y) = (at % SIDE, at / SIDE);
            let well = (far..SIDE - far).contains(&x) && (far..SIDE - far).contains(&y);
            well && inside[at - near]
                && inside[at + near]
                && [at - near - far, at - near + far, at + near - far, at + near + far, at - far, at + far]
                    .iter()
                    .all(|&corner| inside[corner])
                && is_dark_line(&plane.data, kind, at)
        })
        .collect();
    let mut found = Vec::new();
    let mut stack = Vec::new();
    for start in 0..on.len() {
        if !std::mem::take(&mut on[start]) {
            continue;
        }
        stack.push(start);
        let mut line = Vec::new();
        while let Some(at) = stack.pop() {
            line.push(at);
            let (x, y) = (at % SIDE, at / SIDE);
            for ny in y.saturating_sub(1)..=(y + 1).min(SIDE - 1) {
                for nx in x.saturating_sub(1)..=(x + 1).min(SIDE - 1) {
                    if std::mem::take(&mut on[ny * SIDE + nx]) {
                        stack.push(ny * SIDE + nx);
                    }
                }
            }
        }
        found.push(line);
    }
    found
}

fn is_dark_line(data: &[f32], kind: &Kind, at: usize) -> bool {
    let square = kind.scale.powi(2);
    let second = |step: usize| (data[at - step] + data[at + step] - 2.0 * data[at]) * square;
    let (xx, yy) = (second(1), second(SIDE));
    let corners = data[at - SIDE - 1] + data[at + SIDE + 1] - data[at - SIDE + 1] - data[at + SIDE - 1];
    let xy = corners / 4.0 * square;
    let (mean, apart) = ((xx + yy) / 2.0, ((xx - yy) / 2.0).hypot(xy));
    let (across, along) = (mean + apart, mean - apart);
    across > kind.least && along.abs() < 0.5 * across
}

/// The diagonal of the box about a line, in pixels.
fn length(line: &[usize]) -> f32 {
    let [mut left, mut top, mut right, mut bottom] = [SIDE, SIDE, 0, 0];
    for (x, y) in line.iter().map(|at| (at % SIDE, at / SIDE)) {
        (left, top, right, bottom) = (left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1));
    }
    (right.saturating_sub(left) as f32).hypot(bottom.saturating_sub(top) as f32)
}
