//! A Reading said in another language: every sentence that was composed is composed anew from its data. What the language
//! reader wrote stays in the language it was written in.

use super::types::*;
use super::{Encounter, chain, report};
use crate::fundus::quality::advice;
use crate::terms::*;
use crate::words::{self, Said};

/// The same Reading in `lang`.
pub fn speak(reading: &Reading, lang: Lang) -> Reading {
    let mut spoken = reading.clone();
    if reading.report.lang == lang.word() {
        return spoken;
    }
    let quality = &mut spoken.quality;
    quality.instruction = advice::instruction(quality.verdict, &quality.reasons, quality.cause, lang);
    let referral = &mut spoken.referral;
    // A Reading from before there were other languages has no reasons but in words.
    if referral.reasons.len() == referral.because.len() {
        referral.because = referral.reasons.iter().map(|reason| reason.in_lang(lang)).collect();
    }
    for check in &mut spoken.checks {
        if let Some(said) = &check.said {
            check.detail = said.in_lang(lang);
        }
    }
    let cup = &mut spoken.landmarks.cup;
    let (ratio, vessels) =
        (&mut spoken.biometry.cup_disc_ratio_vertical, &mut spoken.biometry.vessel_density);
    for reason in [cup, ratio, vessels].into_iter().filter_map(|measured| measured.reason.as_mut()) {
        *reason = words::translated(lang, reason);
    }
    spoken.chain = reading.chain.iter().map(|step| step_in(lang, step, &spoken)).collect();
    spoken.report = report::report(&spoken, lang);
    spoken
}

fn step_in(lang: Lang, step: &ChainStep, spoken: &Reading) -> ChainStep {
    if step.source != Source::Structure {
        return step.clone();
    }
    let (assessed, findings) = (&spoken.findings_assessed, &spoken.findings);
    let nothing = words::word(Lang::En, "reading-chain-no-eye");
    let text = match step.step {
        _ if step.text == nothing => words::word(lang, "reading-chain-no-eye"),
        Step::Quality => chain::quality(lang, &spoken.quality),
        Step::Anatomy if step.text == words::word(Lang::En, chain::NO_ANATOMY) => {
            words::word(lang, chain::NO_ANATOMY)
        }
        Step::Anatomy => {
            let mut places = boxes(&step.text).into_iter();
            let disc = spoken.landmarks.disc.as_ref().and_then(|_| places.next());
            let fovea = places.next();
            chain::anatomy_words(lang, disc, fovea, spoken.eye.laterality)
        }
        Step::Lesions => chain::lesions(lang, assessed, findings).text,
        Step::Features => chain::features(lang, assessed, findings).text,
        Step::Diagnosis => {
            chain::diagnosis(lang, &spoken.conditions, |stage| grade_name(lang, spoken, stage)).text
        }
        Step::Management => chain::management(lang, &spoken.referral),
    };
    ChainStep { text, ..step.clone() }
}

/// Why a visit was decided so, in `lang`, from what was decided and from the Readings by eye.
pub fn because_in(lang: Lang, decision: &Encounter, readings: &[(Laterality, &Reading)]) -> Vec<String> {
    let side =
        |eye: Option<Laterality>| words::word(lang, &format!("eye-{}", eye.unwrap_or(Laterality::Unknown)));
    let mut told: Vec<String> = Vec::new();
    for why in &decision.referral.because {
        let own = format!("decision-{}", why.reason);
        let lines: Vec<String> = match why.reason {
            Reason::Eye => {
                let of_eye =
                    readings.iter().filter(|(eye, _)| *eye == why.eye.unwrap_or(Laterality::Unknown));
                let because = of_eye.flat_map(|(_, reading)| speak(reading, lang).referral.because);
                because.map(|one| format!("{}: {one}", side(why.eye))).collect()
            }
            Reason::EyeNotAssessed => {
                let eye = why.eye.and_then(|eye| decision.eyes.of(eye));
                let reason = eye.and_then(|eye| eye.not_assessed).unwrap_or(NotAssessed::NotReadYet);
                vec![format!("{}: {}", side(why.eye), words::word(lang, &format!("not-assessed-{reason}")))]
            }
            Reason::Symptom => {
                let symptom = why.symptom.map_or_else(String::new, |symptom| symptom.to_string());
                let symptom = words::Value::Word(format!("symptom-{symptom}"));
                vec![words::say(lang, &own, &[("symptom", symptom)])]
            }
            Reason::Asymmetry | Reason::LateralityUnknown => vec![words::word(lang, &own)],
            _ => vec![format!("{}: {}", side(why.eye), words::word(lang, &own))],
        };
        for line in lines {
            if !told.contains(&line) {
                told.push(line);
            }
        }
    }
    told
}

/// The name of a grade: the clinic's own where its protocol has one, else the catalogue's.
pub fn grade_name(lang: Lang, reading: &Reading, stage: &Stage) -> String {
    let scale = words::Value::Word(format!("reading-scale-{}", stage.scale));
    let grade = words::Value::from(stage.value);
    let of_stage =
        |said: &&Said| said.values.get("scale") == Some(&scale) && said.values.get("grade") == Some(&grade);
    match reading.referral.reasons.iter().find(of_stage).and_then(|said| said.values.get("name")) {
        Some(words::Value::Text(own)) => own.clone(),
        _ => words::word(lang, &format!("reading-grade-{}-{}", stage.scale, stage.value)),
    }
}

/// Every box of a grounded text, in order.
fn boxes(text: &str) -> Vec<Box999> {
    let corners = |inner: &str| {
        let numbers: Vec<u16> = inner.split(", ").filter_map(|n| n.parse().ok()).collect();
        <Box999>::try_from(numbers).ok()
    };
    let parts = text.split("<box>[[").skip(1);
    parts.filter_map(|part| corners(part.split_once("]]")?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::boxes;

    #[test]
    fn the_boxes_of_a_text_are_found_in_their_order() {
        let text = "<ref>optic disc</ref><box>[[1, 2, 3, 4]]</box> <ref>fovea</ref><box>[[5, 6, 7, 8]]</box>";
        assert_eq!(boxes(text), [[1, 2, 3, 4], [5, 6, 7, 8]]);
        assert!(boxes("<box>[[1, 2]]</box> none").is_empty());
    }
}
