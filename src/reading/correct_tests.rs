//! What a doctor says stands, the referral follows, and the text contradicts neither.

use serde_json::{Value, json};

use super::*;

fn protocol() -> Protocol {
    Protocol::load(None).expect("built in")
}

/// Moderate retinopathy with one exudate and a haemorrhage, and a rule that failed.
fn reading() -> Reading {
    let finding = |id: &str, label: &str, x: u16| {
        json!({ "id": id, "label": label, "source": "evidence", "box": [x, 400, x + 20, 420],
                "box_px": [x, 400, x + 20, 420], "score": 0.9, "area_dd2": null, "fovea_distance_dd": 2.0,
                "sector": "superotemporal", "research": false })
    };
    let conditions: Vec<Value> = Condition::ALL
        .iter()
        .map(|condition| {
            let (scale, shares): (_, &[f32]) = match condition {
                Condition::DiabeticRetinopathy => ("icdr", &[0.1, 0.1, 0.6, 0.1, 0.1]),
                Condition::MacularEdema => ("dme_risk", &[0.9, 0.05, 0.05]),
                _ => ("", &[]),
            };
            let value = if scale == "icdr" { 2 } else { 0 };
            match shares.is_empty() {
                true => json!({ "condition": condition, "status": "not_assessed", "probability": null, "stage": null,
                                "evidence": [], "research": false }),
                false => json!({ "condition": condition, "status": if value > 0 { "present" } else { "absent" },
                                 "probability": 1.0 - shares[0], "evidence": if value > 0 { vec!["F1"] } else { vec![] },
                                 "stage": { "scale": scale, "value": value, "probabilities": shares }, "research": false }),
            }
        })
        .collect();
    serde_json::from_value(json!({
        "schema": "ocellus.reading/1", "id": "01J0000000000000000000000A", "created_at": "2026-01-01T00:00:00Z",
        "file": "eye.jpg", "software": "0.1.0", "protocol": "icdr-ico/1",
        "image": { "sha256": "0", "width": 1000, "height": 1000, "field_of_view": null },
        "quality": { "verdict": "good", "score": 0.9, "reasons": [], "cause": null, "instruction": "" },
        "eye": { "laterality": "OD", "probability": 0.97 },
        "landmarks": {
            "disc": { "outlined": true, "box": [750, 450, 850, 550], "centre": [800, 500], "score": 0.9 },
            "cup": { "value": null, "reason": "" }, "fovea": { "centre": [500, 500], "score": 0.9 } },
        "findings_assessed": ["haemorrhage", "hard_exudate"],
        "findings": [finding("F1", "haemorrhage", 300), finding("F2", "hard_exudate", 700)],
        "biometry": { "vessel_density": { "value": null, "reason": "" },
                      "cup_disc_ratio_vertical": { "value": null, "reason": "" } },
        "conditions": conditions,
        "chain": [{ "step": "diagnosis", "text": "Moderate, says the reader.", "findings": ["F1"], "source": "language" }],
        "checks": [{ "rule": "readers_agree_referable", "passed": false, "effect": "review", "detail": "They part." }],
        "referral": { "category": "refer", "probability": 0.9, "within_days": 180, "because": ["graded"] },
        "report": { "lang": "en", "text": "" },
        "models": { "evidence": null, "language": null, "fallbacks": ["as it ran"] },
        "timings_ms": { "decode": 0, "quality": 0, "evidence": 0, "language": 0, "total": 0 }
    }))
    .expect("a Reading")
}

fn say(
    reading: &Reading,
    about: About,
    target: &str,
    judgement: Judgement,
    correction: Option<Value>,
) -> Result<Option<Reading>, CorrectionError> {
    let correction: Option<Correction> = correction.map(|c| serde_json::from_value(c).expect("a correction"));
    let said = Assessed { about, target, judgement, correction: correction.as_ref() };
    correct(reading, &said, "01J0000000000000000000000D", &protocol())
}

fn corrected(reading: &Reading, about: About, target: &str, correction: Value) -> Reading {
    say(reading, about, target, Judgement::Corrected, Some(correction)).expect("fits").expect("a new version")
}

fn referral(reading: &Reading) -> (ReferralCategory, Option<u32>) {
    (reading.referral.category, reading.referral.within_days)
}

#[test]
fn agreement_changes_nothing_and_needs_something_to_agree_with() {
    let one = reading();
    for (about, target) in
        [(About::Finding, "F1"), (About::Condition, "glaucoma"), (About::Quality, ""), (About::Referral, "")]
    {
        assert_eq!(say(&one, about, target, Judgement::Agreed, None), Ok(None), "{about} {target}");
    }
    for (about, target) in [(About::Finding, "F9"), (About::Condition, "gout"), (About::Quality, "x")] {
        let refused = say(&one, about, target, Judgement::Agreed, None);
        assert!(matches!(refused, Err(CorrectionError::NoTarget { .. })), "{about} {target}: {refused:?}");
    }
}

#[test]
fn a_grade_a_doctor_sets_stands_and_the_referral_follows_it() {
    for (stage, expected) in [
        (0, (ReferralCategory::Rescreen, Some(365))),
        (1, (ReferralCategory::Rescreen, Some(365))),
        (3, (ReferralCategory::Refer, Some(90))),
        (4, (ReferralCategory::Urgent, Some(30))),
    ] {
        let new = corrected(&reading(), About::Condition, "diabetic_retinopathy", json!({ "stage": stage }));
        assert_eq!(
            referral(&new),
            expected,
            "stage {stage}: neither probability nor a settled rule stands against it"
        );
        assert_eq!(new.conditions[1].stage.as_ref().map(|s| s.value), Some(stage));
        assert_eq!(new.models, reading().models, "who read it stays");
        assert_eq!(new.supersedes, Some(reading().id));
        assert_ne!(new.id, reading().id);
        assert!(new.corrected_by.is_some());
        assert!(new.referral.because[0].contains("doctor"));
        let step = |step| new.chain.iter().find(|s| s.step == step).expect("told");
        assert!(step(Step::Diagnosis).text.contains(&format!("ICDR {stage}")), "{:?}", step(Step::Diagnosis));
        assert!(
            step(Step::Diagnosis).source == Source::Structure && new.report.text.contains("doctor corrected")
        );
    }
    // Oedema that was not looked at still counts.
    let mut one = reading();
    one.conditions[5].stage.as_mut().expect("graded").probabilities = vec![0.1, 0.1, 0.8];
    let new = corrected(&one, About::Condition, "diabetic_retinopathy", json!({ "stage": 0 }));
    assert_eq!(referral(&new), (ReferralCategory::Refer, Some(30)));
    let gone = say(&reading(), About::Condition, "diabetic_retinopathy", Judgement::Rejected, None);
    assert_eq!(referral(&gone.unwrap().unwrap()).0, ReferralCategory::Rescreen);
}

#[test]
fn boxes_are_drawn_deleted_and_relabelled() {
    let gone = say(&reading(), About::Finding, "F1", Judgement::Rejected, None).unwrap().unwrap();
    assert_eq!(gone.findings.len(), 1);
    assert!(
        gone.conditions.iter().all(|c| !c.evidence.contains(&"F1".to_owned())),
        "nothing rests on it any more"
    );
    assert_eq!(referral(&gone), referral(&reading()), "the grade still stands");

    let moved = corrected(&reading(), About::Finding, "F2", json!({ "label": "drusen" }));
    assert_eq!((moved.findings[1].label, moved.findings[1].id.as_str()), (Label::Drusen, "F2"));
    assert_eq!(
        (moved.findings[1].bounds, moved.findings[1].source),
        (reading().findings[1].bounds, Source::Person)
    );

    let drawn = json!({ "label": "neovascularisation", "box": [490, 430, 510, 450] });
    let drawn = corrected(&reading(), About::Finding, "", drawn);
    let new = drawn.findings.last().expect("drawn");
    assert_eq!((new.id.as_str(), new.sector, new.source), ("F3", Sector::Macular, Source::Person));
    assert!(new.fovea_distance_dd.is_some_and(|dd| (dd - 0.6).abs() < 0.01), "{new:?}");
    let lesions = drawn.chain.iter().find(|s| s.step == Step::Lesions).expect("told");
    assert!(lesions.text.contains("neovascularisation") && lesions.findings.contains(&"F3".to_owned()));
    assert!(drawn.report.text.contains("neovascularisation 1"), "{}", drawn.report.text);
    // One after the other.
    let again = corrected(&drawn, About::Finding, "F3", json!({ "box": [100, 100, 120, 120] }));
    assert_eq!((again.findings.len(), again.supersedes), (3, Some(drawn.id)));
}

#[test]
fn a_referral_a_doctor_sets_stands_until_a_grade_is_set() {
    let one = corrected(&reading(), About::Referral, "", json!({ "category": "rescreen" }));
    assert_eq!(referral(&one), (ReferralCategory::Rescreen, Some(365)));
    let boxed = say(&one, About::Finding, "F1", Judgement::Rejected, None).unwrap().unwrap();
    assert_eq!(referral(&boxed), referral(&one));
    let graded = corrected(&boxed, About::Condition, "diabetic_retinopathy", json!({ "stage": 4 }));
    assert_eq!(referral(&graded).0, ReferralCategory::Urgent);
    let soon = corrected(&reading(), About::Referral, "", json!({ "category": "urgent", "within_days": 1 }));
    assert_eq!(referral(&soon), (ReferralCategory::Urgent, Some(1)));
}

#[test]
fn quality_a_doctor_sets_moves_the_referral() {
    let healthy = corrected(&reading(), About::Condition, "diabetic_retinopathy", json!({ "stage": 0 }));
    let reject = corrected(&healthy, About::Quality, "", json!({ "verdict": "reject" }));
    assert_eq!(referral(&reject).0, ReferralCategory::Ungradable);
    assert_eq!(reject.conditions[1].status, Status::Absent, "a person said so");
    assert_eq!(
        reject.conditions[5].status,
        Status::Uncertain,
        "the reader said so, and it proves nothing now"
    );
    let good = corrected(&reject, About::Quality, "", json!({ "verdict": "good" }));
    assert_eq!(referral(&good).0, ReferralCategory::Rescreen);
}

#[test]
fn what_contradicts_itself_is_refused() {
    for (about, target, correction) in [
        (About::Finding, "", json!({ "label": "drusen" })),
        (About::Finding, "", json!({ "label": "drusen", "box": [10, 10, 10, 20] })),
        (About::Finding, "", json!({ "label": "drusen", "box": [10, 10, 1000, 20] })),
        (About::Finding, "F1", json!({})),
        (About::Condition, "diabetic_retinopathy", json!({ "stage": 5 })),
        (About::Condition, "diabetic_retinopathy", json!({ "status": "present" })),
        (About::Condition, "diabetic_retinopathy", json!({ "status": "absent", "stage": 2 })),
        (About::Condition, "macular_edema", json!({ "stage": 3 })),
        (About::Condition, "glaucoma", json!({ "stage": 1 })),
        (About::Condition, "glaucoma", json!({})),
        (About::Quality, "", json!({})),
        (About::Referral, "", json!({ "within_days": 30 })),
        (About::Referral, "", json!({ "category": "refer", "within_days": 0 })),
    ] {
        let refused = say(&reading(), about, target, Judgement::Corrected, Some(correction.clone()));
        assert!(matches!(refused, Err(CorrectionError::Unfit(_))), "{about} {correction}: {refused:?}");
    }
    assert!(say(&reading(), About::Referral, "", Judgement::Corrected, None).is_err());
    assert!(say(&reading(), About::Referral, "", Judgement::Rejected, None).is_err());
    assert!(say(&reading(), About::Quality, "", Judgement::Agreed, Some(json!({}))).is_err());
    assert!(say(&reading(), About::Finding, "F9", Judgement::Rejected, None).is_err());
}
