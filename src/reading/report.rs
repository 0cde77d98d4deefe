//! The report of one eye in plain words. Every report says that this is not a cleared device.

use super::chain::management;
use super::types::*;
use crate::terms::*;

/// Languages a report can be written in.
pub const LANGUAGES: &[&str] = &["en"];

/// The sentence every report ends with.
pub const NOT_CLEARED: &str =
    "Ocellus is not a cleared medical device. A qualified person decides what follows from this report.";

/// What no photograph tells.
pub const THIS_ALONE: &str = "This is said of this photograph alone: not of the other eye, and not of symptoms. \
    Sudden loss of sight, flashes or a curtain before the eye are urgent whatever the photograph shows.";

/// What is said wherever research is shown.
pub const RESEARCH: &str = "Research is switched on: what follows was learned from drawn eyes or too few photographs, \
    is not proven on real ones, and moves no referral.";

/// The report of a Reading whose other parts are complete.
pub fn report(reading: &Reading) -> Report {
    let mut text = vec![management(&reading.referral)];
    text.extend(reading.referral.because.iter().cloned());
    if reading.corrected_by.is_some() {
        text.push(
            "A doctor corrected this reading; what the readers gave is kept in the version before.".into(),
        );
    }
    text.push(THIS_ALONE.into());
    text.push(quality(reading));
    text.extend(unfamiliar(reading));
    text.push(eye(reading));
    text.push(findings(reading));
    text.push(not_assessed(reading));
    text.extend(reading.research.then(|| research(reading)));
    text.extend(reading.models.fallbacks.iter().map(|f| format!("Note: {f}")));
    text.push(NOT_CLEARED.into());
    Report { lang: "en".into(), text: text.join("\n") }
}

fn quality(reading: &Reading) -> String {
    let q = &reading.quality;
    let reasons: Vec<String> = q.reasons.iter().map(|r| r.word().replace('_', " ")).collect();
    match reasons.is_empty() {
        true => format!("Quality: {}.", q.verdict),
        false => {
            format!("Quality: {} ({}). {}", q.verdict, reasons.join(", "), q.instruction).trim_end().into()
        }
    }
}

/// That the photograph is unlike those of the measurement, where it is.
fn unfamiliar(reading: &Reading) -> Option<String> {
    let failed = reading.checks.iter().find(|c| c.rule == Rule::FamiliarCamera && !c.passed);
    failed.map(|check| check.detail.clone())
}

fn eye(reading: &Reading) -> String {
    match reading.eye.laterality {
        Laterality::Od => "Right eye (OD).".into(),
        Laterality::Os => "Left eye (OS).".into(),
        Laterality::Unknown => "Which eye this is could not be told.".into(),
    }
}

fn findings(reading: &Reading) -> String {
    if reading.findings_assessed.is_empty() {
        return "No lesions were looked for.".into();
    }
    let parts: Vec<String> = reading
        .findings_assessed
        .iter()
        .map(|label| {
            let n = reading.findings.iter().filter(|f| f.label == *label && !f.research).count();
            format!("{} {n}", label.plain())
        })
        .collect();
    format!("Found: {}.", parts.join(", "))
}

/// What only drawn eyes support, said as that.
fn research(reading: &Reading) -> String {
    let plain = |word: &str| word.replace('_', " ");
    let mut parts: Vec<String> = Vec::new();
    for &label in Label::ALL {
        match reading.findings.iter().filter(|f| f.label == label && f.research).count() {
            0 => {}
            n => parts.push(format!("{} {n}", label.plain())),
        }
    }
    if let Some(ratio) = reading.biometry.cup_disc_ratio_vertical.value {
        parts.push(format!("vertical cup-to-disc ratio {ratio:.2}"));
    }
    for c in reading.conditions.iter().filter(|c| c.research) {
        let percent = c.probability.unwrap_or(0.0) * 100.0;
        parts.push(format!("{} {} ({percent:.0} %)", plain(c.condition.word()), plain(c.status.word())));
    }
    let seen = if parts.is_empty() { "nothing".into() } else { parts.join(", ") };
    format!("{RESEARCH} Seen so: {seen}.")
}

fn not_assessed(reading: &Reading) -> String {
    let names: Vec<String> = reading
        .conditions
        .iter()
        .filter(|c| c.status == Status::NotAssessed)
        .map(|c| c.condition.word().replace('_', " "))
        .collect();
    match names.is_empty() {
        true => "All conditions on the list were assessed.".into(),
        false => format!("Not looked for: {}.", names.join(", ")),
    }
}
