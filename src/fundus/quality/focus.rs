//! Focus and contrast: how steep the strongest edges of vessels are, and how far they stand out.

use super::super::field::FieldOfView;
use super::plane::quantile;
use super::view::{SIDE, View};
use super::{Fault, ramp};
use crate::terms::QualityReason;

/// Scales (standard deviations in pixels of the view) at which an edge's steepness is compared.
const FINE: f32 = 1.0;
const COARSE: f32 = 3.0;
/// Share of the field, the steepest at the coarse scale, in which steepness is compared.
const EDGES: f32 = 0.04;

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
}

pub(super) fn measure(view: &View) -> Focus {
    let contrast = view.green().contrast(&view.inside, SIDE / 20);
    let (fine, coarse) = (contrast.gaussian(FINE), contrast.gaussian(COARSE));
    let well_inside = |at: usize| {
        let (x, y) = (at % SIDE, at / SIDE);
        const FAR: usize = 8;
        (FAR..SIDE - FAR).contains(&x)
            && (FAR..SIDE - FAR).contains(&y)
            && [at - FAR, at + FAR, at - FAR * SIDE, at + FAR * SIDE].iter().all(|&near| view.inside[near])
    };
    let inner: Vec<usize> = (0..SIDE * SIDE).filter(|&at| view.inside[at] && well_inside(at)).collect();
    let slope = |at: usize| {
        let (x, y) = coarse.gradient(at);
        (x * x + y * y).sqrt()
    };
    let mut slopes: Vec<f32> = inner.iter().map(|&at| slope(at)).collect();
    let steep = quantile(&mut slopes, 1.0 - EDGES).max(1e-6);
    let (mut along, mut total, mut grain) = (0f64, 0f64, 0f64);
    let mut count = 0f32;
    for &at in &inner {
        grain += f64::from(contrast.data[at] - fine.data[at]).powi(2);
        let (cx, cy) = coarse.gradient(at);
        let slope = (cx * cx + cy * cy).sqrt();
        if slope >= steep {
            let (fx, fy) = fine.gradient(at);
            along += f64::from((fx * cx + fy * cy) / slope);
            total += f64::from(slope);
            count += 1.0;
        }
    }
    Focus {
        steepness: (along / total.max(1e-9)) as f32,
        contrast: COARSE * (total as f32) / count.max(1.0),
        grain: (grain / inner.len().max(1) as f64).sqrt() as f32,
    }
}

pub(super) fn faults(focus: &Focus, field: &FieldOfView) -> Vec<Fault> {
    vec![
        Fault { reason: QualityReason::Defocus, severity: ramp(focus.steepness, 1.48, 1.17) },
        Fault { reason: QualityReason::LowContrast, severity: ramp(focus.contrast, 0.056, 0.023) },
        // Below 240 pixels across, a microaneurysm is smaller than a pixel and a vessel hardly more.
        Fault { reason: QualityReason::TooSmall, severity: ramp(2.0 * field.r, 500.0, 240.0) },
    ]
}
