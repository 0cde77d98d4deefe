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
    /// Share of pixels that are bright and nearly white: the core of a reflection, which hides what is behind it.
    pub white: f32,
}

pub(super) fn measure(view: &View) -> Light {
    let mut levels: Vec<f32> = view.cells.iter().map(Cell::luma).collect();
    let n = levels.len().max(1) as f32;
    let level = quantile(&mut levels, 0.5);
    let bright = quantile(&mut levels, 0.9);
    let dark: Vec<&Cell> = view.cells.iter().filter(|c| c.luma() < (0.2 * bright).max(5.0)).collect();
    let mean_of =
        |axis: fn(&Cell) -> f32| dark.iter().map(|c| axis(c)).sum::<f32>() / dark.len().max(1) as f32;
    let usual = usual_saturation(view);
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
        flare: usual.map_or(0.0, |usual| flare(view, level, usual)),
        white: usual.map_or(0.0, |_| white(view, level)),
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

/// How far a colour is from grey, 0–1.
fn saturation(rgb: [f32; 3]) -> f32 {
    let most = rgb.iter().copied().fold(1.0, f32::max);
    (most - rgb.iter().copied().fold(255.0, f32::min)) / most
}

/// The usual saturation of the cells; `None` for a picture without colours, in which nothing stands out as white.
fn usual_saturation(view: &View) -> Option<f32> {
    let mut all: Vec<f32> = view.cells.iter().map(|c| saturation(c.rgb)).collect();
    Some(quantile(&mut all, 0.5)).filter(|usual| *usual >= 0.1)
}

/// Share of cells far brighter and paler than the rest.
fn flare(view: &View, level: f32, usual: f32) -> f32 {
    let pale = |c: &&Cell| c.luma() > 1.35 * level + 15.0 && saturation(c.rgb) < (0.6 * usual).min(0.35);
    view.cells.iter().filter(pale).count() as f32 / view.cells.len().max(1) as f32
}

/// Share of pixels far brighter than the rest and nearly without colour. A disc is yellow, and so are exudates.
fn white(view: &View, level: f32) -> f32 {
    let (mut inside, mut white) = (0u32, 0u32);
    for (p, _) in view.rgb.as_raw().chunks_exact(3).zip(&view.inside).filter(|(_, i)| **i) {
        let rgb = [p[0], p[1], p[2]].map(f32::from);
        inside += 1;
        white += u32::from(luma(rgb) > 1.35 * level + 20.0 && saturation(rgb) < 0.2);
    }
    white as f32 / inside.max(1) as f32
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
        // What a reflection hides is worth another photograph; by itself it makes none unreadable.
        Fault { reason: QualityReason::Artefact, severity: ramp(light.white, 0.005, 0.035).min(0.9) },
    ]
}
