//! One photograph's Reading: what both readers gave, laid over the photograph, judged by the rules and the protocol.

use super::checks::{self, Facts, Said};
use super::conditions::{Graded, conditions};
use super::findings::{Place, findings, landmarks};
use super::grounding;
use super::reader::Reader;
use super::referral::{Grounds, refer};
use super::research;
use super::{chain, types::*};
use crate::evidence::Evidence;
use crate::evidence::course::Course;
use crate::fundus::{self, FieldOfView, Photograph};
use crate::terms::*;
use crate::words;

impl Reader {
    /// Fills in what the readers saw and said.
    pub(super) fn compose(
        &self,
        evidence: &Evidence,
        place: &Place,
        said: Option<grounding::Grounded>,
        reading: &mut Reading,
    ) {
        let Some(reader) = &self.evidence else { return };
        let graded = |claimed: bool, at_least: &[f32], task: &str| {
            claimed.then(|| Graded {
                at_least: at_least.to_vec(),
                uncertain: reader.uncertain(task),
                abstention: self.abstention(task, evidence),
            })
        };
        let dr = graded(self.claimed.dr, &evidence.dr, "dr");
        let dme = graded(self.claimed.dme, &evidence.dme, "dme");
        let referable = self.claimed.referable.then_some(evidence.referable);
        let gradable = reading.quality.verdict != Verdict::Reject;

        reading.image.novelty = evidence.novelty.map(|n| Novelty { value: n.value, limit: n.limit });
        reading.eye = eye(place, evidence.course.as_ref());
        reading.landmarks = landmarks(place);
        reading.findings_assessed = self.claimed.labels.clone();
        let measured = |label: Label| self.claimed.measured(label);
        reading.findings = findings(&evidence.lesions, place, &self.claimed.labels, measured, self.research);
        reading.biometry.vessel_density = vessel_density(evidence.vessel_density);
        reading.conditions = conditions(dr.as_ref(), dme.as_ref(), &reading.findings, gradable);
        let heard: Option<&Said> = said.as_ref().map(|s| &s.said);
        reading.checks = checks::check(
            &Facts {
                place,
                findings: &reading.findings,
                assessed: &self.claimed.labels,
                dr: dr.as_ref(),
                dme: dme.as_ref(),
                verdict: reading.quality.verdict,
                novelty: evidence.novelty,
                said: heard,
            },
            &self.protocol,
        );
        soften(reading);
        let grounds =
            Grounds { dr: dr.as_ref(), dme: dme.as_ref(), referable, gradable, checks: &reading.checks };
        reading.referral = refer(&grounds, &self.protocol);
        reading.referral.abstention = referable.and_then(|_| self.abstention("referable", evidence));
        let supported = |c: &Check| c.rule == Rule::LanguageBoxesSupported && c.passed;
        let told = self.told(reading, place);
        reading.chain = match said {
            Some(said) => chain::interleave(
                &told,
                grounding::cite(said.steps, &reading.findings, &self.protocol),
                reading.checks.iter().any(supported),
            ),
            None => chain::structure(&told),
        };
        if self.research {
            research::add(reading, evidence, place, &self.protocol.research, gradable);
        }
    }

    /// The error rates stated for a task.
    fn abstention(&self, task: &str, evidence: &Evidence) -> Option<Abstention> {
        let band = self.evidence.as_ref()?.conformal(task)?;
        Some(Abstention {
            low: band.low,
            high: band.high,
            miss_rate: band.miss_rate,
            false_alarm_rate: band.false_alarm_rate,
            positives: band.positives,
            negatives: band.negatives,
            applies: !evidence.novelty.is_some_and(|novelty| novelty.is_unlike()),
        })
    }

    fn told<'a>(&'a self, reading: &'a Reading, place: &'a Place<'a>) -> chain::Told<'a> {
        chain::Told {
            quality: &reading.quality,
            eye: &reading.eye,
            landmarks: &reading.landmarks,
            place,
            assessed: &self.claimed.labels,
            findings: &reading.findings,
            conditions: &reading.conditions,
            referral: &reading.referral,
            protocol: &self.protocol,
        }
    }

    /// A Reading with the photograph's own facts, in which nothing was assessed yet.
    pub(super) fn blank(
        &self,
        file: &str,
        photograph: &Photograph,
        field: Option<&FieldOfView>,
        quality: Quality,
    ) -> Reading {
        let none = "no field of view was found";
        Reading {
            schema: SCHEMA.into(),
            id: ulid::Ulid::generate().to_string(),
            created_at: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            file: file.into(),
            software: env!("CARGO_PKG_VERSION").into(),
            protocol: self.protocol.id(),
            image: ImageFacts {
                sha256: photograph.sha256.clone(),
                width: photograph.width,
                height: photograph.height,
                field_of_view: field.map(|f| FieldCircle { cx: f.cx, cy: f.cy, r: f.r }),
                novelty: None,
            },
            quality,
            eye: Eye { laterality: Laterality::Unknown, probability: 0.0 },
            landmarks: Landmarks { disc: None, cup: Measured::absent(none), fovea: None },
            findings_assessed: vec![],
            findings: vec![],
            biometry: Biometry {
                vessel_density: Measured::absent(none),
                cup_disc_ratio_vertical: Measured::absent("no claim supports measuring the cup"),
            },
            conditions: conditions(None, None, &[], false),
            chain: vec![],
            checks: vec![],
            referral: refer(
                &Grounds { dr: None, dme: None, referable: None, gradable: false, checks: &[] },
                &self.protocol,
            ),
            report: Report { lang: "en".into(), text: String::new() },
            models: self.models.clone(),
            timings_ms: Timings::default(),
            research: self.research,
            corrected_by: None,
            supersedes: None,
            corrections: vec![],
            maps: None,
        }
    }

    /// What does not look like a fundus photograph: only its quality is told.
    pub(super) fn without_field(&self, reading: &mut Reading) {
        let told = |step, text: &str| ChainStep {
            step,
            text: text.into(),
            findings: vec![],
            source: Source::Structure,
            unverified: false,
        };
        let nothing = words::word(Lang::En, "reading-chain-no-eye");
        reading.chain = Step::ALL
            .iter()
            .map(|&step| match step {
                Step::Quality => told(step, &chain::quality(Lang::En, &reading.quality)),
                Step::Management => told(step, &chain::management(Lang::En, &reading.referral)),
                _ => told(step, &nothing),
            })
            .collect();
    }
}

/// A failed rule about a condition takes the certainty from its status; the referral keeps the more pressing side.
fn soften(reading: &mut Reading) {
    let failed = |rules: &[Rule]| reading.checks.iter().any(|c| !c.passed && rules.contains(&c.rule));
    let dr = failed(&[Rule::StageHasLesions, Rule::LesionsHaveStage, Rule::ReadersAgreeReferable]);
    // The risk is told by the distance to the fovea.
    let dme = failed(&[Rule::OedemaMatchesExudates, Rule::LandmarksPlausible]);
    for condition in &mut reading.conditions {
        let doubted = match condition.condition {
            Condition::DiabeticRetinopathy => dr,
            Condition::MacularEdema => dme,
            _ => false,
        };
        if doubted && condition.status != Status::NotAssessed {
            condition.status = Status::Uncertain;
        }
    }
}

fn eye(place: &Place, course: Option<&Course>) -> Eye {
    let landmark = |centre: [f32; 2], score: f32| {
        let (x, y) = place.frame.to_photo(centre[0], centre[1]);
        fundus::Landmark { x, y, score }
    };
    let disc = place.disc.map(|d| landmark(d.centre, d.score));
    let fovea = place.fovea.map(|f| landmark(f.centre, f.score));
    let (laterality, probability) =
        fundus::laterality(disc, fovea, Some(place.field), course.map_or(0.0, Course::right_eye));
    Eye { laterality, probability }
}

fn vessel_density(value: Option<f32>) -> Measured {
    match value {
        Some(value) => Measured {
            value: Some(value),
            unit: Some("ratio".into()),
            region: Some("field".into()),
            reason: None,
            ..Measured::absent("")
        },
        None => Measured::absent("this bundle draws no vessels"),
    }
}
