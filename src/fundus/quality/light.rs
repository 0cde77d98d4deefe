//! Light: too little, too much, unevenly spread, or kept away by lids and lashes.

use super::plane::quantile;
use super::view::{Cell, View, luma};
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
    /// Where the unlit cells lie about the centre on average, in radii: across and down.
    pub unlit_at: (f32, f32),
    /// Light of the outer third of the field over that of the inner half.
    pub falloff: f32,
    /// Share of cells that are bright and colourless beside the rest: reflections, flare.
    pub flare: f32,
}

pub(super) fn measure(view: &View) -> Light {
    let mut levels: Vec<f32> = view.cells.iter().map(Cell::luma).collect();
    let n = levels.len().max(1) as f32;
    let level = quantile(&mut levels, 0.5);
    let bright = quantile(&mut levels, 0.9);
    let dark: Vec<&Cell> = view.cells.iter().filter(|c| c.luma() < (0.2 * bright).max(5.0)).collect();
    let mean_of =
        |axis: fn(&Cell) -> f32| dark.iter().map(|c| axis(c)).sum::<f32>() / dark.len().max(1) as f32;
    let ring = |from: f32, to: f32| {
        let away = |c: &Cell| c.across().hypot(c.down());
        let mut lumas: Vec<f32> =
            view.cells.iter().filter(|c| (from..to).contains(&away(c))).map(Cell::luma).collect();
        quantile(&mut lumas, 0.5)
    };
    Light {
        level,
        burnt: burnt(view),
        unlit: dark.len() as f32 / n,
        unlit_at: (mean_of(Cell::across), mean_of(Cell::down)),
        falloff: ring(0.75, 1.0) / ring(0.0, 0.5).max(1.0),
        flare: flare(view, level),
    }
}

/// Share of pixels at the end of the green channel or white.
fn burnt(view: &View) -> f32 {
    let (mut inside, mut burnt) = (0u32, 0u32);
    for (p, _) in view.rgb.as_raw().chunks_exact(3).zip(&view.inside).filter(|(_, i)| **i) {
        inside += 1;
        burnt += u32::from(p[1] >= 250 || luma([p[0], p[1], p[2]].map(f32::from)) >= 240.0);
    }
    burnt as f32 / inside.max(1) as f32
}

/// Share of cells far brighter and paler than the rest; pictures without colours have none.
fn flare(view: &View, level: f32) -> f32 {
    let saturation = |c: &Cell| {
        let most = c.rgb.iter().copied().fold(1.0, f32::max);
        (most - c.rgb.iter().copied().fold(255.0, f32::min)) / most
    };
    let mut saturations: Vec<f32> = view.cells.iter().map(saturation).collect();
    let usual = quantile(&mut saturations, 0.5);
    let pale = |c: &&Cell| c.luma() > 1.35 * level + 15.0 && saturation(c) < (0.6 * usual).min(0.35);
    if usual < 0.1 {
        return 0.0;
    }
    view.cells.iter().filter(pale).count() as f32 / view.cells.len().max(1) as f32
}

pub(super) fn faults(light: &Light) -> Vec<Fault> {
    // Lids come from above or below; a small pupil darkens a ring or one side.
    let (across, down) = light.unlit_at;
    let lids = down.abs() > 0.3 && down.abs() > 1.2 * across.abs();
    let shadow = if lids { QualityReason::Artefact } else { QualityReason::UnevenIllumination };
    vec![
        Fault { reason: QualityReason::Underexposed, severity: ramp(light.level, 38.0, 14.0) },
        Fault { reason: QualityReason::Overexposed, severity: ramp(light.burnt, 0.03, 0.25) },
        Fault { reason: shadow, severity: ramp(light.unlit, 0.03, 0.35) },
        Fault {
            reason: QualityReason::UnevenIllumination,
            severity: ramp(light.falloff, 0.56, 0.16).min(0.9),
        },
        Fault { reason: QualityReason::Artefact, severity: ramp(light.flare, 0.02, 0.2) },
    ]
}
