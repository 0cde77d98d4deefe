//! The clinical chain in words. What is measured or decided by the protocol is composed here; between them the
//! language reader's own steps stand where there is one.

use super::agreement::stands;
use super::findings::Place;
use super::types::*;
use crate::evidence::landmarks::NOMINAL_DISC_SHARE;
use crate::terms::*;

/// More boxes than this a label are not named in the text; they are all in the findings.
const MOST_BOXES: usize = 8;

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
    pub protocol: &'a super::protocol::Protocol,
}

/// All six steps from what was measured.
pub fn structure(told: &Told) -> Vec<ChainStep> {
    vec![
        step(Step::Quality, quality(told.quality), vec![]),
        step(Step::Anatomy, anatomy(told), vec![]),
        lesions(told.assessed, told.findings),
        features(told.assessed, told.findings),
        diagnosis(told.conditions, told.protocol),
        step(Step::Management, management(told.referral), vec![]),
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

fn step(step: Step, text: String, findings: Vec<String>) -> ChainStep {
    ChainStep { step, text, findings, source: Source::Structure }
}

/// `<ref>name</ref><box>[[x1, y1, x2, y2], …]</box>`.
pub fn grounded(name: &str, boxes: &[Box999]) -> String {
    let boxes: Vec<String> = boxes.iter().map(|[a, b, c, d]| format!("[{a}, {b}, {c}, {d}]")).collect();
    format!("<ref>{name}</ref><box>[{}]</box>", boxes.join(", "))
}

fn quality(quality: &Quality) -> String {
    let verdict = match quality.verdict {
        Verdict::Good => "The photograph is good.",
        Verdict::Usable => "The photograph can be used.",
        Verdict::Reject => "The photograph cannot be graded.",
    };
    match quality.instruction.as_str() {
        "" => verdict.into(),
        instruction => format!("{verdict} {instruction}"),
    }
}

fn anatomy(told: &Told) -> String {
    let mut parts = Vec::new();
    match &told.landmarks.disc {
        Some(disc) => parts.push(grounded("optic disc", &[disc.bounds])),
        None => parts.push("The optic disc was not found.".into()),
    }
    let half =
        told.place.disc.map_or(NOMINAL_DISC_SHARE * told.place.frame.size as f32, |disc| disc.diameter) / 6.0;
    let fovea = told.place.fovea.and_then(|fovea| {
        let [x, y] = fovea.centre;
        told.place.locate([x - half, y - half, x + half, y + half])
    });
    match fovea {
        Some(at) if told.landmarks.fovea.is_some() => parts.push(grounded("fovea", &[at.bounds])),
        _ => parts.push("The fovea was not found.".into()),
    }
    parts.push(match told.eye.laterality {
        Laterality::Od => "Right eye.".into(),
        Laterality::Os => "Left eye.".into(),
        Laterality::Unknown => "Which eye it is cannot be told.".into(),
    });
    parts.join(" ")
}

/// The steps that follow from what a person may correct.
pub fn again(reading: &Reading, protocol: &super::protocol::Protocol) -> Vec<ChainStep> {
    let (assessed, findings) = (&reading.findings_assessed, &reading.findings);
    vec![
        step(Step::Quality, quality(&reading.quality), vec![]),
        lesions(assessed, findings),
        features(assessed, findings),
        diagnosis(&reading.conditions, protocol),
        step(Step::Management, management(&reading.referral), vec![]),
    ]
}

fn lesions(assessed: &[Label], findings: &[Finding]) -> ChainStep {
    let mut cited = Vec::new();
    let mut parts = Vec::new();
    for label in assessed {
        let of_label: Vec<&Finding> =
            findings.iter().filter(|f| f.label == *label && !f.research).take(MOST_BOXES).collect();
        if !of_label.is_empty() {
            let boxes: Vec<Box999> = of_label.iter().map(|f| f.bounds).collect();
            parts.push(grounded(&label.plain(), &boxes));
            cited.extend(of_label.iter().map(|f| f.id.clone()));
        }
    }
    let looked_for = assessed.iter().map(|l| l.plain()).collect::<Vec<_>>().join(", ");
    let text = match (assessed.is_empty(), parts.is_empty()) {
        (true, _) => "No lesion was looked for.".into(),
        (_, true) => format!("None found of what was looked for: {looked_for}."),
        _ => parts.join(" "),
    };
    step(Step::Lesions, text, cited)
}

fn features(assessed: &[Label], findings: &[Finding]) -> ChainStep {
    let mut cited = Vec::new();
    let mut parts = Vec::new();
    for label in assessed {
        let of_label = || findings.iter().filter(|f| f.label == *label && !f.research);
        let nearest =
            of_label().filter_map(|f| Some((f, f.fovea_distance_dd?))).min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((finding, dd)) = nearest {
            let count = of_label().count();
            parts.push(format!(
                "{count} × {}, the nearest {dd:.1} disc diameters from the fovea ({}).",
                label.plain(),
                finding.sector
            ));
            cited.push(finding.id.clone());
        }
    }
    let text = if parts.is_empty() { "No features to describe.".into() } else { parts.join(" ") };
    step(Step::Features, text, cited)
}

fn diagnosis(conditions: &[ConditionReading], protocol: &super::protocol::Protocol) -> ChainStep {
    let mut cited = Vec::new();
    let mut parts = Vec::new();
    for condition in conditions {
        let Some(stage) = &condition.stage else { continue };
        let (rows, scale) = match stage.scale {
            Scale::Icdr => (&protocol.icdr, "ICDR"),
            Scale::DmeRisk => (&protocol.dme, "macular oedema risk"),
        };
        let name = rows.get(stage.value as usize).map_or("", |row| row.name.as_str());
        let certainty = match condition.status {
            Status::Uncertain => ", uncertain",
            _ => "",
        };
        parts.push(format!("{name} ({scale} {}{certainty}).", stage.value));
        cited.extend(condition.evidence.iter().take(MOST_BOXES).cloned());
    }
    let text = if parts.is_empty() { "No condition was assessed.".into() } else { parts.join(" ") };
    cited.sort();
    cited.dedup();
    step(Step::Diagnosis, text, cited)
}

/// What is to be done, in words.
pub fn management(referral: &Referral) -> String {
    let within = match referral.within_days {
        Some(days) if days % 365 == 0 && days > 0 => format!("{} months", days / 365 * 12),
        Some(days) if days >= 60 && days % 30 == 0 => format!("{} months", days / 30),
        Some(days) => format!("{days} days"),
        None => "the interval of your clinic".into(),
    };
    match referral.category {
        ReferralCategory::Urgent => format!("Refer urgently, within {within}."),
        ReferralCategory::Refer => format!("Refer within {within}."),
        ReferralCategory::Review => format!("A doctor looks at this photograph within {within}."),
        ReferralCategory::Rescreen => format!("Screen again in {within}."),
        ReferralCategory::Ungradable => {
            format!("Take the photograph again. If it stays unreadable, refer within {within}.")
        }
    }
}
