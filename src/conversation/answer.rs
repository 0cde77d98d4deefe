//! From an intent and a Reading to an answer: every number, id and place stands in the Reading.

use super::facts::{Facts, plain};
use super::grades::{condition, grade, oedema, referral, sure};
use super::intent::Intent;
use super::lesions::{compare, inside, lesions, of_label, one_finding};
use super::phrases::{self, condition_name, decimal, label_names, told};
use super::refuse;
use super::types::{Decline, Named, PlanStep, Sentence};
use crate::reading::Measured;
use crate::reading::protocol::Protocol;
use crate::terms::{Label, Lang, Laterality, Source, Verdict};
use crate::words::{Value, list, word};

/// Findings that are told one by one, at most; all of them are cited.
pub const MOST: usize = 8;

/// An answer that is being put together.
#[derive(Default)]
pub struct Draft {
    pub sentences: Vec<Sentence>,
    pub places: Vec<Named>,
    pub declined: Option<Decline>,
    /// What the answer is, for a multiple choice: `yes`, `2`, `moderate …`, lower case.
    pub values: Vec<String>,
}

impl Draft {
    pub fn say(&mut self, text: impl Into<String>) {
        self.cite(text, Vec::new());
    }

    pub fn cite(&mut self, text: impl Into<String>, findings: Vec<String>) {
        self.add(text.into(), Source::Structure, findings, None);
    }

    pub fn add(&mut self, text: String, source: Source, findings: Vec<String>, step: Option<PlanStep>) {
        self.sentences.push(Sentence { text, source, findings, step, unverified: false });
    }

    pub fn decline(&mut self, why: Decline, lang: Lang) {
        self.declined = Some(why);
        self.say(refuse::why(why, lang));
    }

    /// Says each.
    pub fn say_all(&mut self, texts: impl IntoIterator<Item = String>) {
        for text in texts {
            self.say(text);
        }
    }

    pub fn values(&mut self, values: &[&str]) {
        self.values.extend(values.iter().map(|value| value.to_lowercase()));
    }

    /// Yes or no, for a multiple choice.
    pub fn truth(&mut self, yes: bool, lang: Lang) {
        let (key, words) = match yes {
            true => ("answer-yes", ["yes", "true", "present", "是", "有", "对"]),
            false => ("answer-no", ["no", "false", "absent", "否", "没有", "错"]),
        };
        self.values(&[word(lang, key).as_str()]);
        self.values(&words);
    }
}

/// The answer to everything but a plan.
pub fn answer(intent: &Intent, facts: &Facts, protocol: &Protocol) -> Draft {
    let mut draft = Draft::default();
    let lang = facts.lang;
    let reading = facts.reading;
    match intent {
        Intent::Refused(why) => draft.decline(*why, lang),
        Intent::Describe => describe(&mut draft, facts),
        Intent::Referable | Intent::WhyReferral | Intent::Manage | Intent::Next => {
            referral(&mut draft, intent, facts);
        }
        Intent::Grade | Intent::WhyGrade => grade(&mut draft, facts, protocol, *intent == Intent::WhyGrade),
        Intent::OedemaRisk | Intent::WhyOedema => {
            oedema(&mut draft, facts, protocol, *intent == Intent::WhyOedema);
        }
        Intent::Disc => landmark(&mut draft, facts.disc(), lang, "disc"),
        Intent::Fovea => landmark(&mut draft, facts.fovea(), lang, "fovea"),
        Intent::Side => side(&mut draft, facts),
        Intent::Gradable => gradable(&mut draft, facts),
        Intent::Urgent => draft.say(urgent(lang)),
        Intent::DiscToFovea => match facts.disc_to_fovea() {
            Some(dd) => {
                draft.say(told(lang, "disc-to-fovea", &[("distance", Value::Decimal(dd.clone()))]));
                draft.values(&[&dd]);
                draft.places.extend([facts.disc(), facts.fovea()].into_iter().flatten());
            }
            None => draft.decline(Decline::NotMeasured, lang),
        },
        Intent::Cup => measured(&mut draft, &reading.biometry.cup_disc_ratio_vertical, lang, "cup"),
        Intent::Vessels => measured(&mut draft, &reading.biometry.vessel_density, lang, "vessels"),
        Intent::Lesions => lesions(&mut draft, facts),
        Intent::Healthy => healthy(&mut draft, facts),
        Intent::Unassessed => unassessed(&mut draft, facts),
        Intent::Sure => sure(&mut draft, facts),
        Intent::Checks => checks(&mut draft, facts),
        Intent::Present(label)
        | Intent::Where(label)
        | Intent::Count(label)
        | Intent::Largest(label)
        | Intent::Area(label)
        | Intent::Distance(label) => of_label(&mut draft, intent, *label, facts),
        Intent::Compare(a, b) => compare(&mut draft, *a, *b, facts),
        Intent::Condition(which) => condition(&mut draft, *which, facts, protocol),
        Intent::Finding(number) => one_finding(&mut draft, *number, facts),
        Intent::Inside(bounds) => inside(&mut draft, *bounds, facts),
        Intent::Help => {
            let questions = refuse::may_ask(facts).join(" ");
            draft.say(told(lang, "help", &[("questions", questions.into())]));
        }
        Intent::Plan => {}
    }
    draft
}

pub fn urgent(lang: Lang) -> String {
    told(lang, "urgent", &[])
}

fn describe(draft: &mut Draft, facts: &Facts) {
    for step in &facts.reading.chain {
        let name = word(facts.lang, &format!("chain-step-{}", step.step));
        let findings = step.findings.iter().filter(|id| facts.reading.findings.iter().any(|f| f.id == **id));
        let text = format!("{name}: {}", plain(&step.text));
        draft.add(text, step.source, findings.cloned().collect(), None);
    }
    let shown = facts.reading.findings.iter().filter(|f| !f.research);
    draft.places.extend([facts.disc(), facts.fovea()].into_iter().flatten());
    draft.places.extend(shown.map(|f| facts.place(f)));
}

fn landmark(draft: &mut Draft, place: Option<Named>, lang: Lang, key: &str) {
    match place {
        Some(place) => {
            draft.say(told(lang, key, &[("box", phrases::place(place.bounds))]));
            draft.places.push(place);
        }
        None => draft.say(word(lang, &format!("reading-check-no-{key}"))),
    }
}

fn side(draft: &mut Draft, facts: &Facts) {
    let (eye, lang) = (&facts.reading.eye, facts.lang);
    match eye.laterality {
        Laterality::Od => draft.values(&["right", "right eye", "od", "右眼", "右"]),
        Laterality::Os => draft.values(&["left", "left eye", "os", "左眼", "左"]),
        Laterality::Unknown => {}
    }
    let short = word(lang, &format!("reading-chain-eye-{}", eye.laterality));
    match eye.laterality {
        Laterality::Unknown => draft.say(short),
        side => {
            draft.values(&[short.trim_end_matches(['.', '。', '।'])]);
            draft.say(told(lang, &format!("eye-{side}"), &[("share", Value::Share(eye.probability))]));
        }
    }
    draft.places.extend([facts.disc(), facts.fovea()].into_iter().flatten());
}

fn gradable(draft: &mut Draft, facts: &Facts) {
    let (quality, lang) = (&facts.reading.quality, facts.lang);
    draft.say(match quality.verdict {
        Verdict::Reject => word(lang, "reading-chain-reject"),
        verdict => told(lang, verdict.word(), &[]),
    });
    draft.truth(quality.verdict != Verdict::Reject, lang);
    draft.values(&[quality.verdict.word()]);
    if !quality.reasons.is_empty() {
        let named = |reason| word(lang, &format!("quality-reason-{reason}"));
        let reasons: Vec<String> = quality.reasons.iter().map(named).collect();
        draft.say(told(lang, "seen", &[("reasons", list(lang, &reasons).into())]));
    }
    if !quality.instruction.is_empty() {
        draft.say(quality.instruction.clone());
    }
}

fn measured(draft: &mut Draft, number: &Measured, lang: Lang, key: &str) {
    let Some(value) = number.value else {
        draft.decline(Decline::NotMeasured, lang);
        draft.say_all(phrases::unmeasured(number, lang));
        return;
    };
    draft.say(told(lang, key, &[("value", decimal(value, 2))]));
    draft.values(&[&format!("{value:.2}"), &format!("{value:.1}")]);
    if number.research {
        draft.say(research_only(lang));
    }
}

pub fn research_only(lang: Lang) -> String {
    told(lang, "research", &[])
}

fn healthy(draft: &mut Draft, facts: &Facts) {
    let lang = facts.lang;
    draft.say(phrases::management(&facts.reading.referral, lang));
    if facts.reading.findings_assessed.is_empty() {
        draft.say(word(lang, "reading-chain-nothing-looked"));
    } else {
        lesions(draft, facts);
    }
    unassessed(draft, facts);
    draft.say_all(facts.caveats());
}

fn unassessed(draft: &mut Draft, facts: &Facts) {
    let lang = facts.lang;
    let conditions: Vec<String> =
        facts.unassessed().iter().map(|&condition| condition_name(condition, lang)).collect();
    let labels: Vec<String> =
        Label::ALL.iter().filter(|l| !facts.assessed(**l)).map(|l| label_names(*l, lang)).collect();
    for (key, names) in [("unassessed", conditions), ("unproven", labels)] {
        if !names.is_empty() {
            draft.say(told(lang, key, &[("list", list(lang, &names).into())]));
        }
    }
}

fn checks(draft: &mut Draft, facts: &Facts) {
    let all = &facts.reading.checks;
    let passed = all.iter().filter(|check| check.passed).count();
    draft.say(told(facts.lang, "checks", &[("n", passed.into()), ("all", all.len().into())]));
    draft.say_all(all.iter().filter(|check| !check.passed).map(|check| check.detail.clone()));
}
