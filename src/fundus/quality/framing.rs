//! Framing: how much of the field the photograph shows, and on which side it ends.

use super::super::field::{Edge, FieldOfView};
use super::{Fault, ramp};
use crate::terms::QualityReason;

pub(super) fn faults(field: &FieldOfView, share: f32) -> Vec<Fault> {
    // Without a round edge it is not known how much is missing.
    if field.edge != Edge::Round {
        return Vec::new();
    }
    let one_sided = field.cut.left != field.cut.right || field.cut.top != field.cut.bottom;
    let reason = if one_sided { QualityReason::Decentred } else { QualityReason::FieldCutOff };
    vec![Fault { reason, severity: ramp(share, 0.9, 0.55) }]
}
