//! What the person at the camera does next, from one look after the other: one word, where the eye stands, and when it
//! has been centred, sharp and still for long enough to take the photograph.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::guide::{Print, Seen};
use crate::fundus::FieldOfView;
use crate::fundus::field::Edge;
use crate::terms::{QualityReason, Verdict};

/// How long the eye stands centred, sharp and still before the photograph is taken by itself.
pub const HOLD: Duration = Duration::from_millis(600);
/// An eye that was there this short a time ago and is gone has blinked.
const BLINK: Duration = Duration::from_millis(1500);
/// Off the middle by more than this share of the field's radius is not centred.
const CENTRED: f32 = 0.25;
/// A field narrower than this share of the picture's short side is too far away.
const FAR: f32 = 0.6;
/// Lids that keep more than this share of the field dark are in the way.
const LIDS: f32 = 0.1;
/// Two looks that differ by less are of an eye that holds still (a share of the light).
const STILL: f32 = 0.04;
/// A field that moved by less than this share of its radius has not moved.
const STANDS: f32 = 0.04;
/// A view that differs by more from the one that was taken is of another eye, or of the same anew.
const ANOTHER: f32 = 0.25;

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// No eye is in view.
    NoEye,
    /// The eye closed, or lids and lashes are in the way.
    Blink,
    /// Bring the eye to the middle; `off` says where it stands.
    Centre,
    Closer,
    Farther,
    Focus,
    /// Reflections, or light that does not come through the middle of the pupil.
    Glare,
    Brighter,
    Darker,
    /// All is well but for the moment that it takes.
    Hold,
    /// Centred, sharp and still.
    Ready,
}

/// What one look says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    pub hint: Hint,
    /// Where the field's centre stands from the picture's, to the right and down, in radii of the field.
    pub off: Option<[f32; 2]>,
    /// Share of [`HOLD`] that the eye has stood centred, sharp and still.
    pub held: f32,
}

/// Follows the looks.
#[derive(Debug, Default)]
pub struct Aimer {
    last: Option<(Print, Option<FieldOfView>)>,
    eye_at: Option<Instant>,
    steady_since: Option<Instant>,
    /// The view of the last photograph; until another comes, none is taken by itself.
    taken: Option<Print>,
}

impl Aimer {
    /// Takes one look into account.
    pub fn look(&mut self, seen: &Seen, now: Instant) -> Aim {
        let is_still = self.last.as_ref().is_some_and(|(print, field)| {
            print.differs(&seen.print) < STILL && stands(field.as_ref(), seen.field.as_ref())
        });
        let changed = self.taken.as_ref().is_some_and(|taken| taken.differs(&seen.print) > ANOTHER);
        if changed {
            self.taken = None;
        }
        self.last = Some((seen.print.clone(), seen.field));
        let hint = match self.hint(seen, now) {
            Hint::Hold if is_still => Hint::Ready,
            hint => hint,
        };
        if hint != Hint::Ready {
            self.steady_since = None;
            return Aim { hint, off: off(seen), held: 0.0 };
        }
        let since = *self.steady_since.get_or_insert(now);
        let held = (now.saturating_duration_since(since).as_secs_f32() / HOLD.as_secs_f32()).min(1.0);
        let hint = if held < 1.0 { Hint::Hold } else { Hint::Ready };
        Aim { hint, off: off(seen), held }
    }

    /// Whether a photograph is to be taken by itself: ready, and not of the view that was taken last.
    pub fn is_due(&self, aim: &Aim) -> bool {
        aim.hint == Hint::Ready && self.taken.is_none()
    }

    /// A photograph was taken of what was looked at last.
    pub fn taken(&mut self) {
        self.taken = self.last.as_ref().map(|(print, _)| print.clone());
        self.steady_since = None;
    }

    fn hint(&mut self, seen: &Seen, now: Instant) -> Hint {
        let reasons = &seen.assessment.reasons;
        let gravest = reasons.first().copied();
        let blinked = self.eye_at.is_some_and(|at| now.saturating_duration_since(at) < BLINK);
        let gone = if blinked { Hint::Blink } else { Hint::NoEye };
        let Some(field) = &seen.field else { return gone };
        if gravest == Some(QualityReason::NotFundus) {
            return gone;
        }
        let light = seen.measures.map(|m| m.light);
        // A closed lid lets so little through that no more than its edge is to be seen.
        if blinked && light.is_some_and(|l| l.level < 14.0) {
            return Hint::Blink;
        }
        self.eye_at = Some(now);
        if light.is_some_and(|l| l.unlit > LIDS && l.unlit_at.1.abs() > 0.3) {
            return Hint::Blink;
        }
        let aside = off(seen).is_some_and(|[x, y]| x.hypot(y) > CENTRED);
        if field.edge == Edge::Round && (aside || reasons.contains(&QualityReason::Decentred)) {
            return Hint::Centre;
        }
        if reasons.contains(&QualityReason::FieldCutOff) {
            return Hint::Farther;
        }
        let short = seen.width.min(seen.height) as f32;
        if gravest == Some(QualityReason::TooSmall)
            || (field.edge == Edge::Round && 2.0 * field.r < FAR * short)
        {
            return Hint::Closer;
        }
        match gravest {
            Some(QualityReason::Defocus | QualityReason::LowContrast) => Hint::Focus,
            Some(QualityReason::Artefact | QualityReason::UnevenIllumination) => Hint::Glare,
            Some(QualityReason::Underexposed) => Hint::Brighter,
            Some(QualityReason::Overexposed) => Hint::Darker,
            _ if seen.assessment.verdict == Verdict::Good => Hint::Hold,
            _ => Hint::Focus,
        }
    }
}

fn off(seen: &Seen) -> Option<[f32; 2]> {
    let field = seen.field.as_ref()?;
    let r = field.r.max(1.0);
    Some([(field.cx - seen.width as f32 / 2.0) / r, (field.cy - seen.height as f32 / 2.0) / r])
}

fn stands(before: Option<&FieldOfView>, now: Option<&FieldOfView>) -> bool {
    match (before, now) {
        (Some(a), Some(b)) => {
            (a.cx - b.cx).hypot(a.cy - b.cy) < STANDS * b.r && (a.r - b.r).abs() < STANDS * b.r
        }
        _ => false,
    }
}

#[cfg(test)]
#[path = "aim_tests.rs"]
mod tests;
