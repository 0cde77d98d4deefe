//! The report of one eye in plain words. Every report says that this is not a cleared device.

use super::chain::{label_name, management};
use super::types::*;
use crate::terms::*;
use crate::words::{self, Value};

/// The report of a Reading whose other parts are complete and said in `lang`.
pub fn report(reading: &Reading, lang: Lang) -> Report {
    let word = |key: &str| words::word(lang, key);
    let mut text = vec![management(lang, &reading.referral)];
    text.extend(reading.referral.because.iter().cloned());
    text.extend(reading.corrected_by.is_some().then(|| word("reading-report-corrected")));
    text.extend(reading.chain.iter().any(|step| step.unverified).then(|| word("reading-report-unverified")));
    text.push(word("reading-report-alone"));
    text.push(quality(reading, lang));
    text.extend(unfamiliar(reading));
    text.push(word(&format!("reading-report-eye-{}", reading.eye.laterality)));
    text.push(findings(reading, lang));
    text.push(not_assessed(reading, lang));
    text.extend(reading.research.then(|| research(reading, lang)));
    let note = |note: &String| words::say(lang, "reading-report-note", &[("note", note.clone().into())]);
    text.extend(reading.models.fallbacks.iter().map(note));
    text.push(word("reading-report-not-cleared"));
    Report { lang: lang.word().into(), text: text.join("\n") }
}

fn quality(reading: &Reading, lang: Lang) -> String {
    let q = &reading.quality;
    let reason = |r: &QualityReason| words::word(lang, &format!("quality-reason-{r}"));
    let reasons: Vec<String> = q.reasons.iter().map(reason).collect();
    let given = [
        ("verdict", Value::Word(format!("reading-verdict-{}", q.verdict))),
        ("reasons", words::list(lang, &reasons).into()),
        ("act", q.instruction.clone().into()),
    ];
    match reasons.is_empty() {
        true => words::say(lang, "reading-report-quality", &given[..1]),
        false => words::say(lang, "reading-report-quality-why", &given).trim_end().into(),
    }
}

/// That the photograph is unlike those of the measurement, where it is.
fn unfamiliar(reading: &Reading) -> Option<String> {
    let failed = reading.checks.iter().find(|c| c.rule == Rule::FamiliarCamera && !c.passed);
    failed.map(|check| check.detail.clone())
}

fn count(lang: Lang, label: Label, n: usize) -> String {
    let given = [("label", label_name(lang, label).into()), ("n", n.into())];
    words::say(lang, "reading-report-count", &given)
}

fn findings(reading: &Reading, lang: Lang) -> String {
    if reading.findings_assessed.is_empty() {
        return words::word(lang, "reading-report-nothing-looked");
    }
    let found = |label: &Label| {
        count(lang, *label, reading.findings.iter().filter(|f| f.label == *label && !f.research).count())
    };
    let parts: Vec<String> = reading.findings_assessed.iter().map(found).collect();
    words::say(lang, "reading-report-found", &[("list", words::list(lang, &parts).into())])
}

/// A condition in the middle of a sentence.
pub fn condition_name(lang: Lang, condition: Condition) -> String {
    words::lower(&words::word(lang, &format!("conditions-name-{condition}")))
}

/// What only drawn eyes support, said as that.
fn research(reading: &Reading, lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    for &label in Label::ALL {
        match reading.findings.iter().filter(|f| f.label == label && f.research).count() {
            0 => {}
            n => parts.push(count(lang, label, n)),
        }
    }
    if let Some(ratio) = reading.biometry.cup_disc_ratio_vertical.value {
        let given = [("ratio", Value::Decimal(format!("{ratio:.2}")))];
        parts.push(words::say(lang, "reading-report-research-ratio", &given));
    }
    for c in reading.conditions.iter().filter(|c| c.research) {
        let status = words::word(lang, &format!("conditions-status-{}", c.status));
        let given = [
            ("condition", condition_name(lang, c.condition).into()),
            ("status", words::lower(&status).into()),
            ("share", Value::Share(c.probability.unwrap_or(0.0))),
        ];
        parts.push(words::say(lang, "reading-report-research-condition", &given));
    }
    let seen = match parts.is_empty() {
        true => words::word(lang, "reading-report-research-nothing"),
        false => words::list(lang, &parts),
    };
    words::say(lang, "reading-report-research", &[("list", seen.into())])
}

fn not_assessed(reading: &Reading, lang: Lang) -> String {
    let skipped = reading.conditions.iter().filter(|c| c.status == Status::NotAssessed);
    let names: Vec<String> = skipped.map(|c| condition_name(lang, c.condition)).collect();
    match names.is_empty() {
        true => words::word(lang, "reading-report-all-assessed"),
        false => {
            words::say(lang, "reading-report-not-assessed", &[("list", words::list(lang, &names).into())])
        }
    }
}
