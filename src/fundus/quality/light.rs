//! Light: too little, too much, unevenly spread, or kept away by lids and lashes.

use super::plane::quantile;
use super::view::{Cell, GRID, View, luma};
use super::{Fault, ramp};
use crate::terms::QualityReason;

/// What is known of the light in the field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// Median luma of the grid's cells, 0–255.
    pub level: f32,
    /// Share of pixels at the end of the green channel or white.
    pub burnt: f32,
    /// Share of cells too dark to read while others are lit.
    pub unlit: f32,
    /// Share of cells unlit at the top or the bottom, where lids and lashes come in.
    pub lidded: f32,
    /// Share of cells that are bright and colourless beside the rest: reflections, flare.
    pub flare: f32,
}

pub(super) fn measure(view: &View) -> Light {
    let mut levels: Vec<f32> = view.cells.iter().map(Cell::luma).collect();
    let n = levels.len().max(1) as f32;
    let level = quantile(&mut levels, 0.5);
    let bright = quantile(&mut levels, 0.9);
    let dark = |c: &&Cell| c.luma() < (0.2 * bright).max(14.0);
    let unlit = view.cells.iter().filter(dark).count() as f32 / n;
    let outer = |c: &&Cell| c.at.1 < GRID * 3 / 10 || c.at.1 >= GRID - GRID * 3 / 10;
    let lidded = view.cells.iter().filter(dark).filter(outer).count() as f32 / n;
    let saturation = |c: &Cell| {
        let most = c.rgb.iter().copied().fold(1.0, f32::max);
        (most - c.rgb.iter().copied().fold(255.0, f32::min)) / most
    };
    let mut saturations: Vec<f32> = view.cells.iter().map(saturation).collect();
    let usual = quantile(&mut saturations, 0.5);
    let pale = |c: &&Cell| c.luma() > 1.35 * level + 15.0 && saturation(c) < (0.6 * usual).min(0.35);
    let flare = if usual < 0.1 { 0.0 } else { view.cells.iter().filter(pale).count() as f32 / n };
    let (mut inside, mut burnt) = (0u32, 0u32);
    for (p, _) in view.rgb.as_raw().chunks_exact(3).zip(&view.inside).filter(|(_, i)| **i) {
        inside += 1;
        burnt += u32::from(p[1] >= 250 || luma([p[0], p[1], p[2]].map(f32::from)) >= 240.0);
    }
    Light { level, burnt: burnt as f32 / inside.max(1) as f32, unlit, lidded, flare }
}

pub(super) fn faults(light: &Light) -> Vec<Fault> {
    let shadow = ramp(light.unlit, 0.05, 0.5);
    // Lids cover the top or the bottom; a small pupil darkens a ring or one side.
    let lids = light.lidded > 0.75 * light.unlit;
    let reason = if lids { QualityReason::Artefact } else { QualityReason::UnevenIllumination };
    vec![
        Fault { reason: QualityReason::Underexposed, severity: ramp(light.level, 38.0, 14.0) },
        Fault { reason: QualityReason::Overexposed, severity: ramp(light.burnt, 0.04, 0.3) },
        Fault { reason, severity: shadow },
        Fault { reason: QualityReason::Artefact, severity: ramp(light.flare, 0.06, 0.35) },
    ]
}
