//! Whether the picture is of a retina at all.

use image::RgbImage;

use super::super::field::{Edge, FieldOfView};
use super::focus::Focus;
use super::plane::quantile;
use super::view::View;
use super::{Fault, NAMED, ramp};
use crate::terms::QualityReason;

/// What is known of the subject.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Subject {
    /// Share of lit cells in which red is no weaker than blue and green, as blood and pigment make it.
    pub warm: f32,
    /// Whether the picture has no colours (red-free, angiography, grey files).
    pub grey: bool,
    /// Median logarithm of the ratio of red to green light: 0.5 to 1.3 in an eye whose picture has colours.
    pub redness: f32,
    /// Mean absolute logarithm of the ratio of light in neighbouring cells.
    pub patchiness: f32,
}

pub(super) fn measure(view: &View) -> Subject {
    let lit: Vec<_> = view.cells.iter().filter(|c| c.luma() > 10.0).collect();
    let n = lit.len().max(1) as f32;
    let warm =
        lit.iter().filter(|c| c.rgb[0] >= 0.95 * c.rgb[1] && c.rgb[0] > 1.1 * c.rgb[2]).count() as f32 / n;
    let coloured = |rgb: [f32; 3]| {
        let most = rgb.iter().copied().fold(0.0, f32::max);
        most - rgb.iter().copied().fold(255.0, f32::min) > 0.06 * most + 2.0
    };
    let grey = lit.iter().filter(|c| coloured(c.rgb)).count() as f32 / n < 0.1;
    let mut steps = 0f32;
    let mut pairs = 0f32;
    for a in &lit {
        for b in &lit {
            if (a.at.0 + 1 == b.at.0 && a.at.1 == b.at.1) || (a.at.1 + 1 == b.at.1 && a.at.0 == b.at.0) {
                steps += (a.luma() / b.luma()).ln().abs();
                pairs += 1.0;
            }
        }
    }
    let mut redness: Vec<f32> = lit.iter().map(|c| ((c.rgb[0] + 2.0) / (c.rgb[1] + 2.0)).ln()).collect();
    let redness = quantile(&mut redness, 0.5);
    Subject { warm, grey, redness, patchiness: steps / f32::max(pairs, 1.0) }
}

pub(super) fn faults(subject: &Subject, focus: &Focus, field: &FieldOfView) -> Vec<Fault> {
    let colour = if subject.grey { 0.0 } else { ramp(subject.warm, 0.8, 0.5) };
    // Without its round edge or its colours a retina must look like one in everything else: things have harder
    // edges, finer grain and greater differences of light than the back of an eye.
    let texture = if field.edge != Edge::Round || subject.grey {
        ramp(focus.contrast, 0.16, 0.26) + ramp(focus.grain, 0.03, 0.06) + ramp(subject.patchiness, 0.16, 0.3)
    } else {
        ramp(focus.contrast, 0.26, 0.46) + ramp(focus.grain, 0.06, 0.15) + ramp(subject.patchiness, 0.25, 0.5)
    };
    let doubt = colour.max(texture);
    // What is worth naming as no fundus is not read: nothing lies between an eye and no eye.
    let severity = if doubt >= NAMED { doubt.max(1.0) } else { doubt };
    vec![Fault { reason: QualityReason::NotFundus, severity: severity.min(2.0) }]
}

/// How much the picture lacks what a retina shows: vessels, and the colour that blood gives. From 1 on nothing can be
/// read in it, whatever it is of.
pub(super) fn bareness(subject: &Subject, lines: f32) -> f32 {
    let pale = if subject.grey { 0.3 } else { ramp(subject.redness, 0.45, 0.15) };
    match pale > 0.0 {
        true => pale + ramp(lines, 2.0, 1.0),
        // A cloudy eye shows few vessels, but it shows some.
        false => ramp(lines, 1.5, 0.45),
    }
}

/// Where no field was found: a black frame is underexposed, anything else is no fundus.
pub(super) fn without_field(rgb: &RgbImage) -> Fault {
    let samples = rgb.as_raw();
    // One pixel in a few hundred tells light from darkness.
    let step = (samples.len() / 3 / 20_000).max(1) * 3;
    let lit = samples.chunks_exact(3).step_by(step / 3).filter(|p| p.iter().any(|&s| s > 40)).count();
    let all = (samples.len() / 3).div_ceil(step / 3);
    let reason = if lit * 50 < all { QualityReason::Underexposed } else { QualityReason::NotFundus };
    Fault { reason, severity: 2.0 }
}
