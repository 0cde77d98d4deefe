//! What only drawn eyes support: shown where it is asked for, marked everywhere, and moving nothing.
//! It is added when the referral stands already.

use super::findings::Place;
use super::protocol::ResearchLimits;
use super::types::{Measured, Reading};
use crate::evidence::{Evidence, cup};
use crate::terms::{Condition, Label, Status};

/// Adds the cup and the conditions. `absence_proves` is false where not seeing a disease proves nothing.
pub fn add(
    reading: &mut Reading,
    evidence: &Evidence,
    place: &Place,
    limits: &ResearchLimits,
    absence_proves: bool,
) {
    measure_cup(reading, evidence, place);
    for (condition, p) in probabilities(evidence, limits, place) {
        let cited = cited(reading, condition);
        let entry = reading.conditions.iter_mut().find(|c| c.condition == condition);
        let Some(entry) = entry.filter(|c| c.status == Status::NotAssessed) else { continue };
        entry.status = match p {
            p if p >= limits.uncertain[1] => Status::Present,
            p if p < limits.uncertain[0] && absence_proves => Status::Absent,
            _ => Status::Uncertain,
        };
        entry.probability = Some(p);
        entry.research = true;
        entry.evidence = if entry.status == Status::Absent { vec![] } else { cited };
    }
}

fn measure_cup(reading: &mut Reading, evidence: &Evidence, place: &Place) {
    let (cup, ratio) = match (&evidence.cup, &evidence.disc) {
        (Ok(found), Some(disc)) => {
            let measured = |value: f32, unit: &str, region: &str| Measured {
                value: Some(value),
                unit: Some(unit.into()),
                region: Some(region.into()),
                research: true,
                ..Measured::absent("only drawn eyes support it")
            };
            let height = (found.bounds[3] - found.bounds[1]) / disc.diameter;
            let bounds = place.locate(found.bounds).map(|at| at.bounds);
            (
                Measured { bounds, ..measured(height, "disc diameters", "height") },
                measured(found.ratio, "ratio", "disc"),
            )
        }
        (found, _) => {
            let why = found.as_ref().err().copied().unwrap_or("the disc was not found");
            let absent = Measured { research: true, ..Measured::absent(why) };
            (absent.clone(), absent)
        }
    };
    reading.landmarks.cup = cup;
    reading.biometry.cup_disc_ratio_vertical = ratio;
}

/// What is measured first: of two probabilities for one condition the first stands.
fn probabilities(evidence: &Evidence, limits: &ResearchLimits, place: &Place) -> Vec<(Condition, f32)> {
    let mut all = Vec::new();
    if let (Ok(_), Some(disc), Some(map)) = (&evidence.cup, &evidence.disc, evidence.map("cup")) {
        let side = place.frame.size as f32;
        let p = cup::probability_above(map, disc, limits.cup_disc_ratio, side);
        all.push((Condition::IncreasedCupDiscRatio, p));
    }
    all.extend(&evidence.research);
    all
}

/// Ids of the findings that a condition can be seen by.
fn cited(reading: &Reading, condition: Condition) -> Vec<String> {
    let labels: &[Label] = match condition {
        Condition::AgeRelatedMacularDegeneration | Condition::Drusen => &[Label::Drusen],
        Condition::RetinalScar => &[Label::RetinalScar],
        Condition::RetinalHemorrhage | Condition::VascularOcclusion => &[Label::Haemorrhage],
        Condition::HypertensiveRetinopathy => &[Label::Haemorrhage, Label::CottonWoolSpot],
        _ => &[],
    };
    reading.findings.iter().filter(|f| labels.contains(&f.label)).map(|f| f.id.clone()).collect()
}
