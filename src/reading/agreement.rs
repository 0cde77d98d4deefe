//! Which of the language reader's steps may stand in the Reading: those that its structured answer bears out.
//! What the reader said otherwise is told by the checks, so that text and fields never contradict each other.

use super::chain::Told;
use super::grounding::digit_after;
use super::types::{ChainStep, ConditionReading, Finding, Landmarks, Point999};
use crate::terms::{Condition, Label, Laterality, Step};

/// Whether nothing in the step contradicts what was measured and decided.
pub fn stands(said: &ChainStep, told: &Told) -> bool {
    match said.step {
        // What a technician must do comes from measurement and protocol alone.
        Step::Quality | Step::Management => false,
        Step::Anatomy => anatomy(&said.text, told.eye.laterality, told.landmarks),
        Step::Lesions => lesions(&said.text, told.findings),
        // Counts and distances are measured wherever lesions were looked for.
        Step::Features => told.assessed.is_empty(),
        Step::Diagnosis => diagnosis(&said.text, told.conditions),
    }
}

fn anatomy(text: &str, laterality: Laterality, landmarks: &Landmarks) -> bool {
    let side = match laterality {
        Laterality::Od => text.contains("Right eye"),
        Laterality::Os => text.contains("Left eye"),
        Laterality::Unknown => !text.contains("Right eye") && !text.contains("Left eye"),
    };
    // A place may differ by half a disc's width, the distance within which a landmark counts as found.
    let reach = landmarks.disc.as_ref().map_or(0.0, |disc| f32::from(disc.bounds[2] - disc.bounds[0]) / 2.0);
    let same = |name: &str, centre: Option<Point999>| match (middle(text, name), centre) {
        (Some([x, y]), Some(c)) => (x - f32::from(c[0])).hypot(y - f32::from(c[1])) <= reach,
        (None, None) => !text.contains(&format!("<ref>{name}</ref>")),
        _ => false,
    };
    side && same("optic disc", landmarks.disc.as_ref().map(|disc| disc.centre))
        && same("fovea", landmarks.fovea.as_ref().map(|fovea| fovea.centre))
}

/// The middle of the first box that a name is given, 0–999; `None` where it has none.
fn middle(text: &str, name: &str) -> Option<[f32; 2]> {
    let (_, after) = text.split_once(&format!("<ref>{name}</ref><box>[["))?;
    let (inner, _) = after.split_once(']')?;
    let corners: Vec<f32> = inner.split(", ").map(|n| n.parse().ok()).collect::<Option<_>>()?;
    let [x1, y1, x2, y2] = corners[..] else { return None };
    Some([(x1 + x2) / 2.0, (y1 + y2) / 2.0])
}

fn lesions(text: &str, findings: &[Finding]) -> bool {
    let found = |label: Label| findings.iter().any(|f| f.label == label && !f.research);
    let text = text.to_lowercase();
    let named = |label: Label| text.contains(&label.plain());
    let any = Label::ALL.iter().any(|&label| named(label));
    Label::ALL.iter().all(|&label| named(label) == found(label)) && (any || text.starts_with("no lesion"))
}

fn diagnosis(text: &str, conditions: &[ConditionReading]) -> bool {
    let stage = |condition| {
        let reading = conditions.iter().find(|c| c.condition == condition)?;
        Some(reading.stage.as_ref()?.value)
    };
    digit_after(text, "(ICDR ", 4) == stage(Condition::DiabeticRetinopathy)
        && digit_after(text, "Macular oedema risk ", 2) == stage(Condition::MacularEdema)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn finding(label: &str, research: bool) -> Finding {
        serde_json::from_value(json!({
            "id": "F1", "label": label, "source": "evidence", "box": [1, 2, 3, 4], "box_px": [1, 2, 3, 4], "score": 0.9,
            "area_dd2": null, "fovea_distance_dd": null, "sector": "unknown", "research": research,
        }))
        .expect("a finding")
    }

    fn staged(condition: &str, scale: &str, value: u8) -> ConditionReading {
        serde_json::from_value(json!({
            "condition": condition, "status": "present", "probability": 0.9, "evidence": [], "research": false,
            "stage": { "scale": scale, "value": value, "probabilities": [] },
        }))
        .expect("a condition")
    }

    #[test]
    fn another_grade_or_risk_does_not_stand() {
        let text = "Moderate non-proliferative diabetic retinopathy (ICDR 2). Macular oedema risk 1.";
        let both = |icdr, dme| {
            [staged("diabetic_retinopathy", "icdr", icdr), staged("macular_edema", "dme_risk", dme)]
        };
        assert!(diagnosis(text, &both(2, 1)));
        assert!(!diagnosis(text, &both(1, 1)));
        assert!(!diagnosis(text, &both(2, 0)));
        assert!(!diagnosis(text, &both(2, 1)[..1]), "a risk that was not assessed is not told");
    }

    #[test]
    fn lesions_stand_only_if_they_are_the_findings() {
        let text = "<ref>hard exudate</ref><box>[[1, 2, 3, 4]]</box>";
        assert!(lesions(text, &[finding("hard_exudate", false)]));
        assert!(!lesions(text, &[]), "named and not found");
        assert!(!lesions(text, &[finding("hard_exudate", true)]), "research is not found");
        assert!(!lesions("No lesion is seen.", &[finding("haemorrhage", false)]), "found and not named");
        assert!(lesions("No lesion is seen.", &[]));
        assert!(!lesions("Lesions are present, not outlined.", &[]), "present and not found");
    }

    #[test]
    fn the_other_side_does_not_stand() {
        let none: Landmarks =
            serde_json::from_value(json!({ "disc": null, "cup": { "value": null }, "fovea": null }))
                .expect("landmarks");
        assert!(anatomy("Right eye.", Laterality::Od, &none));
        assert!(!anatomy("Left eye.", Laterality::Od, &none));
        assert!(!anatomy("Left eye.", Laterality::Unknown, &none));
        assert!(!anatomy("<ref>optic disc</ref><box>[[1, 2, 3, 4]]</box> Right eye.", Laterality::Od, &none));
    }

    #[test]
    fn a_landmark_elsewhere_does_not_stand() {
        let found: Landmarks = serde_json::from_value(json!({
            "disc": { "outlined": true, "box": [600, 400, 700, 520], "centre": [650, 460], "score": 0.9 },
            "cup": { "value": null }, "fovea": null,
        }))
        .expect("landmarks");
        let at =
            |x: u16| format!("<ref>optic disc</ref><box>[[{x}, 400, {}, 520]]</box> Right eye.", x + 100);
        assert!(anatomy(&at(610), Laterality::Od, &found));
        assert!(!anatomy(&at(660), Laterality::Od, &found));
        assert!(!anatomy("Right eye.", Laterality::Od, &found), "found and not named");
    }
}
