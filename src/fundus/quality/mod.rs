//! Whether a photograph can be read, why not, where that comes from, and what the technician does next.
//!
//! Every measure is free of scale: the field is brought to one size first, and light and contrast are taken
//! relative to the field. A measure gives a severity; a fault is named from `NAMED` and rejects from 1.

pub mod advice;
mod focus;
mod framing;
mod light;
mod lines;
mod plane;
mod subject;
mod view;

use super::both::both;
use super::decode::Photograph;
use super::field::FieldOfView;
use crate::terms::{Cause, Lang, QualityReason, Verdict};
use view::View;

/// From this severity on a fault is named, and the photograph is no longer good.
const NAMED: f32 = 0.4;

/// The judgement of one photograph.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub verdict: Verdict,
    /// 0 (unreadable) to 1 (flawless); above 0.7 good, below 0.3 rejected.
    pub score: f32,
    /// The faults, gravest first; empty where the photograph is good.
    pub reasons: Vec<QualityReason>,
    /// Technique is mended by a retake, physiology is not.
    pub cause: Option<Cause>,
    /// What the technician does next; empty where nothing is to be done.
    pub instruction: String,
}

/// A fault and how grave it is: 0 none, `NAMED` worth saying, 1 and above unreadable.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fault {
    reason: QualityReason,
    severity: f32,
}

/// What is measured in the field of view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    pub focus: focus::Focus,
    pub light: light::Light,
    pub subject: subject::Subject,
    /// Lengths of the longest dark lines together, in diameters of the field.
    pub lines: f32,
    pub vessels: lines::Vessels,
    /// Share of the field's circle that lies in the photograph.
    pub share: f32,
}

/// Judges a photograph, given the field of view that was found in it.
pub fn assess(photograph: &Photograph, field: Option<&FieldOfView>) -> Assessment {
    assess_measured(photograph, field).0
}

/// The same, with the numbers behind it where there is a field.
pub fn assess_measured(
    photograph: &Photograph,
    field: Option<&FieldOfView>,
) -> (Assessment, Option<Measures>) {
    match field {
        Some(field) => {
            let measures = measure(photograph, field);
            (judge(faults(field, &measures)), Some(measures))
        }
        None => (judge(vec![subject::without_field(&photograph.rgb)]), None),
    }
}

/// The judgement of a picture in which nothing of an eye is to be seen.
pub fn no_fundus() -> Assessment {
    judge(vec![Fault { reason: QualityReason::NotFundus, severity: 1.5 }])
}

/// The numbers behind a judgement.
pub fn measure(photograph: &Photograph, field: &FieldOfView) -> Measures {
    let view = View::new(&photograph.rgb, field);
    let (contrast, (light, subject)) =
        both(|| focus::Contrast::of(&view), || (light::measure(&view), subject::measure(&view)));
    let (focus, (lines, vessels)) = both(
        || focus::measure(&view, &contrast),
        || (lines::extent(&contrast, &view.inside), lines::vessels(&contrast, &view.inside)),
    );
    Measures { focus, light, subject, lines, vessels, share: field.share_in_photograph() }
}

fn faults(field: &FieldOfView, m: &Measures) -> Vec<Fault> {
    let mut faults = subject::faults(&m.subject, &m.focus, field);
    if faults.iter().any(|f| f.severity >= 1.0) {
        return faults;
    }
    faults.extend(light::faults(&m.light));
    faults.extend(framing::faults(field, m.share));
    faults.extend(focus::faults(&m.focus, field));
    bare(&mut faults, subject::bareness(&m.subject, m.lines));
    hidden(&mut faults, &m.vessels);
    faults
}

/// Where no vessel is to be seen, the fault that hides them is grave, whatever it measures; without one it is no eye.
fn bare(faults: &mut Vec<Fault>, bareness: f32) {
    if bareness < 1.0 || faults.iter().any(|f| f.severity >= 1.0) {
        return;
    }
    match gravest_veil(faults) {
        Some(fault) => fault.severity = 1.0,
        None => faults.push(Fault { reason: QualityReason::NotFundus, severity: bareness.min(2.0) }),
    }
}

/// A grader gives up where the smaller vessels cannot be followed: so many blocks without any are as grave as they are
/// many. A lid leaves none above or below of where there are some. What hides them evenly must hide more, the more so
/// where edges are not soft too: thin vessels in a pale or veiled fundus are still an eye that can be read.
fn hidden(faults: &mut Vec<Fault>, vessels: &lines::Vessels) {
    use QualityReason::*;
    let (across, down) = vessels.apart;
    let lid = down.abs() > 0.6 && down.abs() > 1.2 * across.abs();
    let veil = gravest_veil(faults).copied();
    let (reason, severity) = match veil {
        Some(veil) if veil.severity >= 1.0 => (veil.reason, veil.severity),
        _ if lid => (Artefact, ramp(vessels.seen, 0.76, 0.47)),
        Some(Fault { reason: Defocus, .. }) => (Defocus, ramp(vessels.seen, 0.76, 0.44)),
        Some(veil) => (veil.reason, ramp(vessels.seen, 0.70, 0.30)),
        None => (LowContrast, ramp(vessels.seen, 0.70, 0.30)),
    };
    if !faults.iter().any(|f| f.reason == NotFundus && f.severity >= NAMED) {
        faults.push(Fault { reason, severity });
    }
}

/// The gravest of the faults that hide vessels.
fn gravest_veil(faults: &mut [Fault]) -> Option<&mut Fault> {
    use QualityReason::*;
    let hides = |f: &&mut Fault| {
        let veil = matches!(
            f.reason,
            Defocus | LowContrast | Underexposed | Overexposed | UnevenIllumination | Artefact
        );
        veil && f.severity >= NAMED
    };
    faults.iter_mut().filter(hides).max_by(|a, b| a.severity.total_cmp(&b.severity))
}

fn judge(mut faults: Vec<Fault>) -> Assessment {
    let worst = faults.iter().map(|f| f.severity).fold(0.0, f32::max);
    faults.retain(|f| f.severity >= NAMED);
    faults.sort_by(|a, b| b.severity.total_cmp(&a.severity));
    let (verdict, score) = if worst >= 1.0 {
        (Verdict::Reject, 0.3 * (2.0 - worst).clamp(0.0, 1.0))
    } else if worst >= NAMED {
        (Verdict::Usable, 0.7 - 0.4 * (worst - NAMED) / (1.0 - NAMED))
    } else {
        (Verdict::Good, 1.0 - 0.3 * worst / NAMED)
    };
    let mut reasons: Vec<QualityReason> = Vec::new();
    for fault in &faults {
        if !reasons.contains(&fault.reason) {
            reasons.push(fault.reason);
        }
    }
    let cause = advice::cause(&reasons);
    Assessment {
        verdict,
        score,
        cause,
        instruction: advice::instruction(verdict, &reasons, cause, Lang::En),
        reasons,
    }
}

/// 0 at `fine`, 1 at `bad`, linear between and beyond (to 2).
fn ramp(value: f32, fine: f32, bad: f32) -> f32 {
    ((value - fine) / (bad - fine)).clamp(0.0, 2.0)
}

#[cfg(test)]
mod tests;
