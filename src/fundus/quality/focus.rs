//! Focus and contrast: how steep the strongest edges of vessels are, and how far they stand out.

use super::super::both::both;
use super::super::field::FieldOfView;
use super::plane::{Plane, quantile};
use super::view::{SIDE, View};
use super::{Fault, NAMED, ramp};
use crate::terms::QualityReason;

/// Scales (standard deviations in pixels of the view) at which an edge's steepness is compared.
const FINE: f32 = 1.0;
/// The scale of the smaller vessels, at which direction is looked at too.
pub(super) const MIDDLE: f32 = 1.5;
pub(super) const COARSE: f32 = 3.0;
/// Side of the blocks in which edges are compared.
const BLOCK: usize = SIDE / 8;
/// Share of a block, the steepest at the coarse scale, that counts as edges.
const EDGES: f32 = 0.05;
/// Steeper edges than this share of all count as steep as that, lest one large lesion or the disc's rim speak for all.
const CLIPPED: f32 = 0.98;

/// What is known of the focus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Focus {
    /// Steepness of the strongest edges at the fine scale over that at the coarse scale: 3 for a perfect step,
    /// 1 where blur hides everything finer than the coarse scale. Noise, having no direction, averages out.
    pub steepness: f32,
    /// Contrast of the strongest edges against the local mean over the coarse scale.
    pub contrast: f32,
    /// Root mean square of what is finer than the fine scale, relative to the local mean.
    pub grain: f32,
    /// Smaller over larger eigenvalue of the structure tensor: near 1 where edges run in all directions, as vessels'
    /// do; toward 0 where a movement has left only those along it. The greater of those at the middle and the coarse
    /// scale: the shade at the edge of a cut field has a direction at the coarse scale alone.
    pub isotropy: f32,
}

/// The contrast of the field's green light against its local mean, at both scales.
pub(super) struct Contrast {
    whole: Plane,
    fine: Plane,
    pub middle: Plane,
    pub coarse: Plane,
}

impl Contrast {
    pub fn of(view: &View) -> Contrast {
        let whole = view.green().contrast(&view.inside, SIDE / 20);
        let (coarse, (fine, middle)) =
            both(|| whole.gaussian(COARSE), || (whole.gaussian(FINE), whole.gaussian(MIDDLE)));
        Contrast { whole, fine, middle, coarse }
    }
}

/// The edges of one block.
struct Edges {
    /// Mean slope at the coarse scale.
    slope: f32,
    steepness: f32,
}

pub(super) fn measure(view: &View, contrast: &Contrast) -> Focus {
    let Contrast { whole, fine, middle, coarse } = contrast;
    let mut blocks = vec![Vec::new(); (SIDE / BLOCK) * (SIDE / BLOCK)];
    let mut grain = 0f64;
    let mut slopes = Vec::with_capacity(SIDE * SIDE);
    let mut gradients = [Vec::with_capacity(SIDE * SIDE), Vec::with_capacity(SIDE * SIDE)];
    for at in (0..SIDE * SIDE).filter(|&at| well_inside(view, at)) {
        grain += f64::from(whole.data[at] - fine.data[at]).powi(2);
        let (x, y) = coarse.gradient(at);
        let slope = (x * x + y * y).sqrt();
        slopes.push(slope);
        gradients[0].push(middle.gradient(at));
        gradients[1].push((x, y));
        blocks[at / SIDE / BLOCK * (SIDE / BLOCK) + at % SIDE / BLOCK].push((slope, at));
    }
    let grain = (grain / slopes.len().max(1) as f64).sqrt() as f32;
    let edges: Vec<Edges> = blocks.iter_mut().filter_map(|block| strongest(block, fine, coarse)).collect();
    Focus {
        steepness: typical(&edges),
        contrast: COARSE * mean_of_top(&mut slopes, 0.04),
        grain,
        isotropy: gradients.iter().map(|some| isotropy(some)).fold(0.0, f32::max),
    }
}

/// Of gradients; 1 where there are none.
fn isotropy(gradients: &[(f32, f32)]) -> f32 {
    let slope = |&(x, y): &(f32, f32)| (x * x + y * y).sqrt();
    let mut slopes: Vec<f32> = gradients.iter().map(slope).collect();
    let most = quantile(&mut slopes, CLIPPED);
    let (mut xx, mut xy, mut yy) = (0f64, 0f64, 0f64);
    for gradient in gradients {
        let share = (most / slope(gradient).max(1e-9)).min(1.0);
        let (x, y) = (f64::from(share * gradient.0), f64::from(share * gradient.1));
        (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
    }
    let (mean, apart) = ((xx + yy) / 2.0, ((xx - yy) / 2.0).hypot(xy));
    if mean + apart > 0.0 { ((mean - apart) / (mean + apart)) as f32 } else { 1.0 }
}

/// Far enough from the field's edge for it not to reach into the coarse scale.
fn well_inside(view: &View, at: usize) -> bool {
    const FAR: usize = 8;
    let (x, y) = (at % SIDE, at / SIDE);
    view.inside[at]
        && (FAR..SIDE - FAR).contains(&x)
        && (FAR..SIDE - FAR).contains(&y)
        && [at - FAR, at + FAR, at - FAR * SIDE, at + FAR * SIDE].iter().all(|&near| view.inside[near])
}

/// The strongest edges of a block of `(slope, index)`, where a third of it or more lies inside.
fn strongest(block: &mut [(f32, usize)], fine: &Plane, coarse: &Plane) -> Option<Edges> {
    if block.len() * 3 < BLOCK * BLOCK {
        return None;
    }
    let from = ((block.len() - 1) as f32 * (1.0 - EDGES)) as usize;
    block.select_nth_unstable_by(from, |a, b| a.0.total_cmp(&b.0));
    let top = &block[from..];
    let (mut along, mut total) = (0f32, 0f32);
    for &(slope, at) in top {
        let ((fx, fy), (cx, cy)) = (fine.gradient(at), coarse.gradient(at));
        along += (fx * cx + fy * cy) / slope.max(1e-9);
        total += slope;
    }
    Some(Edges { slope: total / top.len() as f32, steepness: along / total.max(1e-9) })
}

/// Mean steepness of the half of the blocks that has the stronger edges, each as one, lest the soft border of
/// one large lesion speak for the whole field; in the fainter half grain would pass for sharpness.
fn typical(edges: &[Edges]) -> f32 {
    let mut slopes: Vec<f32> = edges.iter().map(|e| e.slope).collect();
    let median = quantile(&mut slopes, 0.5);
    let stronger: Vec<f32> = edges.iter().filter(|e| e.slope >= median).map(|e| e.steepness).collect();
    stronger.iter().sum::<f32>() / stronger.len().max(1) as f32
}

fn mean_of_top(values: &mut [f32], share: f32) -> f32 {
    let from = (values.len() as f32 * (1.0 - share)) as usize;
    if from >= values.len() {
        return 0.0;
    }
    values.select_nth_unstable_by(from, f32::total_cmp);
    values[from..].iter().sum::<f32>() / (values.len() - from) as f32
}

pub(super) fn faults(focus: &Focus, field: &FieldOfView) -> Vec<Fault> {
    let mut defocus = ramp(focus.steepness, 1.50, 1.19);
    let mut haze = ramp(focus.contrast, 0.056, 0.023);
    // What is both soft and faint is worse than either.
    if defocus.min(haze) >= NAMED {
        let both = 0.8 * defocus.min(haze);
        (defocus, haze) = if defocus > haze { (defocus + both, haze) } else { (defocus, haze + both) };
    }
    // The arcades of a narrow field have a direction too, but sharp edges, which a movement has not.
    let sharp = 1.5 * (focus.steepness - 1.45).max(0.0);
    vec![
        Fault { reason: QualityReason::Defocus, severity: defocus },
        // A movement smears as defocus does, and what is to be done is the same.
        Fault { reason: QualityReason::Defocus, severity: ramp(focus.isotropy + sharp, 0.66, 0.54) },
        Fault { reason: QualityReason::LowContrast, severity: haze },
        // Below 240 pixels across, a microaneurysm is smaller than a pixel and a vessel hardly more.
        Fault { reason: QualityReason::TooSmall, severity: ramp(2.0 * field.r, 500.0, 240.0) },
    ]
}
