//! The clinical chain in words. What is measured or decided by the protocol is composed here; between them the
//! language reader's own steps stand where there is one.

use super::agreement::stands;
use super::findings::Place;
use super::protocol::Protocol;
use super::types::*;
use crate::evidence::landmarks::NOMINAL_DISC_SHARE;
use crate::terms::*;
use crate::words::{self, Value};

/// More boxes than this a label are not named in the text; they are all in the findings.
const MOST_BOXES: usize = 8;

/// What stands for the anatomy where nothing was measured.
pub(super) const NO_ANATOMY: &str = "reading-chain-no-anatomy";

/// The parts of a Reading that the text is made of.
pub struct Told<'a> {
    pub quality: &'a Quality,
    pub eye: &'a Eye,
    pub landmarks: &'a Landmarks,
    pub place: &'a Place<'a>,
    pub assessed: &'a [Label],
    pub findings: &'a [Finding],
    pub conditions: &'a [ConditionReading],
    pub referral: &'a Referral,
    pub protocol: &'a Protocol,
}

/// All six steps from what was measured.
pub fn structure(told: &Told) -> Vec<ChainStep> {
    vec![
        step(Step::Quality, quality(Lang::En, told.quality), vec![]),
        step(Step::Anatomy, anatomy(told), vec![]),
        lesions(Lang::En, told.assessed, told.findings),
        features(Lang::En, told.assessed, told.findings),
        diagnosis(Lang::En, told.conditions, |stage| row_name(told.protocol, stage)),
        step(Step::Management, management(Lang::En, told.referral), vec![]),
    ]
}

/// All six steps where nothing was measured.
pub(super) fn unmeasured(lang: Lang, seen: &Quality, referral: &Referral) -> Vec<ChainStep> {
    let word = |key| words::word(lang, key);
    vec![
        step(Step::Quality, quality(lang, seen), vec![]),
        step(Step::Anatomy, word(NO_ANATOMY), vec![]),
        lesions(lang, &[], &[]),
        step(Step::Features, word("reading-chain-no-features"), vec![]),
        diagnosis(lang, &[], |_| String::new()),
        step(Step::Management, management(lang, referral), vec![]),
    ]
}

/// All six steps: the language reader's own words where the structured answer bears them out, else what was measured.
/// Its lesions stand only where `boxes_supported`: a place that measurement does not find is never shown as found.
pub fn interleave(told: &Told, language: Vec<ChainStep>, boxes_supported: bool) -> Vec<ChainStep> {
    let may_stand = |said: &&ChainStep| stands(said, told) && (boxes_supported || said.step != Step::Lesions);
    structure(told)
        .into_iter()
        .map(|own| {
            let said = language.iter().find(|said| said.step == own.step).filter(may_stand);
            said.cloned().unwrap_or(own)
        })
        .collect()
}

/// The steps that follow from what a person may correct.
pub fn again(reading: &Reading, protocol: &Protocol) -> Vec<ChainStep> {
    let (assessed, findings) = (&reading.findings_assessed, &reading.findings);
    vec![
        step(Step::Quality, quality(Lang::En, &reading.quality), vec![]),
        lesions(Lang::En, assessed, findings),
        features(Lang::En, assessed, findings),
        diagnosis(Lang::En, &reading.conditions, |stage| row_name(protocol, stage)),
        step(Step::Management, management(Lang::En, &reading.referral), vec![]),
    ]
}

/// The protocol's name of a grade.
fn row_name(protocol: &Protocol, stage: &Stage) -> String {
    let rows = match stage.scale {
        Scale::Icdr => &protocol.icdr,
        Scale::DmeRisk => &protocol.dme,
    };
    rows.get(stage.value as usize).map_or(String::new(), |row| row.name.clone())
}

fn step(step: Step, text: String, findings: Vec<String>) -> ChainStep {
    ChainStep { step, text, findings, source: Source::Structure, unverified: false }
}

/// `<ref>name</ref><box>[[x1, y1, x2, y2], …]</box>`.
pub fn grounded(name: &str, boxes: &[Box999]) -> String {
    let boxes: Vec<String> = boxes.iter().map(|[a, b, c, d]| format!("[{a}, {b}, {c}, {d}]")).collect();
    format!("<ref>{name}</ref><box>[{}]</box>", boxes.join(", "))
}

/// A label in the middle of a sentence; in English the word that the language reader has for it too.
pub fn label_name(lang: Lang, label: Label) -> String {
    match lang {
        Lang::En => label.plain(),
        _ => words::lower(&words::word(lang, &format!("label-{label}"))),
    }
}

pub(super) fn quality(lang: Lang, quality: &Quality) -> String {
    let verdict = words::word(lang, &format!("reading-chain-{}", quality.verdict));
    match quality.instruction.as_str() {
        "" => verdict,
        instruction => format!("{verdict} {instruction}"),
    }
}

/// The box about the fovea is as wide as a third of the disc.
fn anatomy(told: &Told) -> String {
    let disc = told.landmarks.disc.as_ref().map(|disc| disc.bounds);
    let half =
        told.place.disc.map_or(NOMINAL_DISC_SHARE * told.place.frame.size as f32, |disc| disc.diameter) / 6.0;
    let fovea = told.place.fovea.and_then(|fovea| {
        let [x, y] = fovea.centre;
        told.place.locate([x - half, y - half, x + half, y + half])
    });
    let fovea = fovea.filter(|_| told.landmarks.fovea.is_some()).map(|at| at.bounds);
    anatomy_words(Lang::En, disc, fovea, told.eye.laterality)
}

pub(super) fn anatomy_words(
    lang: Lang,
    disc: Option<Box999>,
    fovea: Option<Box999>,
    laterality: Laterality,
) -> String {
    let place = |at: Option<Box999>, name: &str, missing: &str| match at {
        Some(bounds) => grounded(&words::word(lang, name), &[bounds]),
        None => words::word(lang, missing),
    };
    [
        place(disc, "reading-chain-disc", "reading-check-no-disc"),
        place(fovea, "reading-chain-fovea", "reading-check-no-fovea"),
        words::word(lang, &format!("reading-chain-eye-{laterality}")),
    ]
    .join(" ")
}

pub(super) fn lesions(lang: Lang, assessed: &[Label], findings: &[Finding]) -> ChainStep {
    let mut cited = Vec::new();
    let mut parts = Vec::new();
    for label in assessed {
        let of_label: Vec<&Finding> =
            findings.iter().filter(|f| f.label == *label && !f.research).take(MOST_BOXES).collect();
        if !of_label.is_empty() {
            let boxes: Vec<Box999> = of_label.iter().map(|f| f.bounds).collect();
            parts.push(grounded(&label_name(lang, *label), &boxes));
            cited.extend(of_label.iter().map(|f| f.id.clone()));
        }
    }
    let text = match (assessed.is_empty(), parts.is_empty()) {
        (true, _) => words::word(lang, "reading-chain-nothing-looked"),
        (_, true) => {
            let labels: Vec<String> = assessed.iter().map(|&label| label_name(lang, label)).collect();
            words::say(lang, "reading-chain-none-of", &[("labels", words::list(lang, &labels).into())])
        }
        _ => parts.join(" "),
    };
    step(Step::Lesions, text, cited)
}

pub(super) fn features(lang: Lang, assessed: &[Label], findings: &[Finding]) -> ChainStep {
    let mut cited = Vec::new();
    let mut parts = Vec::new();
    for &label in assessed {
        let of_label = || findings.iter().filter(|f| f.label == label && !f.research);
        let nearest =
            of_label().filter_map(|f| Some((f, f.fovea_distance_dd?))).min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((finding, dd)) = nearest {
            let given = [
                ("n", of_label().count().into()),
                ("label", label_name(lang, label).into()),
                ("distance", Value::Decimal(format!("{dd:.1}"))),
                ("sector", Value::Word(format!("sector-{}", finding.sector))),
            ];
            parts.push(words::say(lang, "reading-chain-feature", &given));
            cited.push(finding.id.clone());
        }
    }
    let text = match parts.is_empty() {
        true => words::word(lang, "reading-chain-no-features"),
        false => parts.join(" "),
    };
    step(Step::Features, text, cited)
}

/// `name` gives the words for a grade of a scale.
pub(super) fn diagnosis(
    lang: Lang,
    conditions: &[ConditionReading],
    name: impl Fn(&Stage) -> String,
) -> ChainStep {
    let mut cited = Vec::new();
    let mut parts = Vec::new();
    for condition in conditions {
        let Some(stage) = &condition.stage else { continue };
        let key = match condition.status {
            Status::Uncertain => "reading-because-grade-uncertain",
            _ => "reading-because-grade",
        };
        let given = [
            ("name", name(stage).into()),
            ("scale", Value::Word(format!("reading-scale-{}", stage.scale))),
            ("grade", stage.value.into()),
        ];
        parts.push(words::say(lang, key, &given));
        cited.extend(condition.evidence.iter().take(MOST_BOXES).cloned());
    }
    let text = match parts.is_empty() {
        true => words::word(lang, "reading-chain-no-condition"),
        false => parts.join(" "),
    };
    cited.sort();
    cited.dedup();
    step(Step::Diagnosis, text, cited)
}

/// What is to be done, in words.
pub fn management(lang: Lang, referral: &Referral) -> String {
    let within = match referral.within_days {
        Some(days) => interval(lang, days),
        None => words::word(lang, "reading-within-clinic"),
    };
    words::say(lang, &format!("reading-manage-{}", referral.category), &[("within", within.into())])
}

/// `30 days`, `6 months`.
pub fn interval(lang: Lang, days: u32) -> String {
    let (key, n) = match days {
        days if days % 365 == 0 && days > 0 => ("reading-within-months", days / 365 * 12),
        days if days >= 60 && days % 30 == 0 => ("reading-within-months", days / 30),
        days => ("reading-within-days", days),
    };
    words::say(lang, key, &[("n", n.into())])
}
