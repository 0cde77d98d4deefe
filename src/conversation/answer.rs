//! From an intent and a Reading to an answer: every number, id and place stands in the Reading.

use super::facts::{Facts, plain};
use super::grades::{condition, grade, oedema, referral, sure};
use super::intent::Intent;
use super::lesions::{compare, inside, lesions, of_label, one_finding};
use super::phrases::{self, label_names, percent, pick};
use super::refuse;
use super::types::{Decline, Lang, Named, PlanStep, Sentence};
use crate::reading::protocol::Protocol;
use crate::terms::{Label, Laterality, Source, Verdict};

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

    pub fn values(&mut self, values: &[&str]) {
        self.values.extend(values.iter().map(|value| value.to_lowercase()));
    }

    /// Yes or no, for a multiple choice.
    pub fn truth(&mut self, yes: bool) {
        self.values(if yes {
            &["yes", "true", "present", "是", "有", "对"]
        } else {
            &["no", "false", "absent", "否", "没有", "错"]
        });
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
        Intent::Disc => landmark(&mut draft, facts.disc(), lang, ("optic disc", "视盘")),
        Intent::Fovea => landmark(&mut draft, facts.fovea(), lang, ("fovea", "中心凹")),
        Intent::Side => side(&mut draft, facts),
        Intent::Gradable => gradable(&mut draft, facts),
        Intent::Urgent => draft.say(urgent(lang)),
        Intent::DiscToFovea => match facts.disc_to_fovea() {
            Some(dd) => {
                draft.say(pick(
                    lang,
                    format!("Disc and fovea are {dd} disc diameters apart."),
                    format!("视盘与中心凹相距 {dd} 个视盘直径。"),
                ));
                draft.values(&[&dd]);
                draft.places.extend([facts.disc(), facts.fovea()].into_iter().flatten());
            }
            None => draft.decline(Decline::NotMeasured, lang),
        },
        Intent::Cup => measured(
            &mut draft,
            &reading.biometry.cup_disc_ratio_vertical,
            lang,
            ("The vertical cup-to-disc ratio", "垂直杯盘比"),
        ),
        Intent::Vessels => measured(
            &mut draft,
            &reading.biometry.vessel_density,
            lang,
            ("The vessel density over the field", "视野内血管密度"),
        ),
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
            let text = refuse::may_ask(facts).join(" ");
            draft.say(pick(lang, format!("You can ask, for example: {text}"), format!("例如可以问：{text}")));
        }
        Intent::Plan => {}
    }
    draft
}

pub fn urgent(lang: Lang) -> String {
    pick(lang, "Refer urgently, whatever the photograph shows.", "无论照片如何，请立即转诊。")
}

fn describe(draft: &mut Draft, facts: &Facts) {
    for step in &facts.reading.chain {
        let text = format!("{}: {}", step.step, plain(&step.text));
        let findings = step.findings.iter().filter(|id| facts.reading.findings.iter().any(|f| f.id == **id));
        draft.add(text, step.source, findings.cloned().collect(), None);
    }
    let shown = facts.reading.findings.iter().filter(|f| !f.research);
    draft.places.extend([facts.disc(), facts.fovea()].into_iter().flatten());
    draft.places.extend(shown.map(|f| facts.place(f)));
}

fn landmark(draft: &mut Draft, place: Option<Named>, lang: Lang, (en, zh): (&str, &str)) {
    match place {
        Some(place) => {
            let b = place.bounds;
            draft.say(pick(lang, format!("The {en} is at {b:?}."), format!("{zh}在 {b:?}。")));
            draft.places.push(place);
        }
        None => draft.say(pick(lang, format!("The {en} was not found."), format!("未找到{zh}。"))),
    }
}

fn side(draft: &mut Draft, facts: &Facts) {
    let (eye, lang) = (&facts.reading.eye, facts.lang);
    let p = percent(eye.probability);
    match eye.laterality {
        Laterality::Od => draft.values(&["right", "right eye", "od", "右眼", "右"]),
        Laterality::Os => draft.values(&["left", "left eye", "os", "左眼", "左"]),
        Laterality::Unknown => {}
    }
    draft.say(match eye.laterality {
        Laterality::Od => {
            pick(lang, format!("This is a right eye (OD, {p} sure)."), format!("右眼（把握 {p}）。"))
        }
        Laterality::Os => {
            pick(lang, format!("This is a left eye (OS, {p} sure)."), format!("左眼（把握 {p}）。"))
        }
        Laterality::Unknown => pick(lang, "Which eye it is cannot be told.", "无法判断眼别。"),
    });
    draft.places.extend([facts.disc(), facts.fovea()].into_iter().flatten());
}

fn gradable(draft: &mut Draft, facts: &Facts) {
    let (quality, lang) = (&facts.reading.quality, facts.lang);
    let (en, zh) = match quality.verdict {
        Verdict::Good => ("The photograph is good and can be graded.", "照片质量良好，可以分级。"),
        Verdict::Usable => ("The photograph is usable and can be graded.", "照片质量可用，可以分级。"),
        Verdict::Reject => ("The photograph can't be graded.", "这张照片无法分级。"),
    };
    draft.say(pick(lang, en, zh));
    draft.truth(quality.verdict != Verdict::Reject);
    draft.values(&[quality.verdict.word()]);
    if lang == Lang::En {
        if !quality.reasons.is_empty() {
            let reasons: Vec<String> = quality.reasons.iter().map(|r| r.word().replace('_', " ")).collect();
            draft.say(format!("Seen: {}.", reasons.join(", ")));
        }
        if !quality.instruction.is_empty() {
            draft.say(quality.instruction.clone());
        }
    }
}

fn measured(draft: &mut Draft, number: &crate::reading::Measured, lang: Lang, (en, zh): (&str, &str)) {
    match number.value {
        None => {
            draft.decline(Decline::NotMeasured, lang);
            if let Some(reason) = number.reason.as_ref().filter(|_| lang == Lang::En) {
                draft.say(format!("Not measured: {reason}."));
            }
        }
        Some(value) => {
            draft.say(pick(lang, format!("{en} is {value:.2}."), format!("{zh}为 {value:.2}。")));
            draft.values(&[&format!("{value:.2}"), &format!("{value:.1}")]);
            if number.research {
                draft.say(research_only(lang));
            }
        }
    }
}

pub fn research_only(lang: Lang) -> String {
    pick(
        lang,
        "That is research only: it is not proven on real photographs and moves no referral.",
        "仅供研究：未经真实照片验证，不影响转诊。",
    )
}

fn healthy(draft: &mut Draft, facts: &Facts) {
    let lang = facts.lang;
    draft.say(phrases::management(&facts.reading.referral, lang));
    if facts.reading.findings_assessed.is_empty() {
        draft.say(pick(lang, "No lesion was looked for.", "没有检查病变。"));
    } else {
        lesions(draft, facts);
    }
    unassessed(draft, facts);
    for caveat in facts.caveats() {
        draft.say(caveat);
    }
}

fn unassessed(draft: &mut Draft, facts: &Facts) {
    let lang = facts.lang;
    let names = facts.unassessed();
    let labels: Vec<String> =
        Label::ALL.iter().filter(|l| !facts.assessed(**l)).map(|l| label_names(*l, lang)).collect();
    if !names.is_empty() {
        draft.say(pick(
            lang,
            format!("Not looked for, which is not the same as absent: {}.", names.join(", ")),
            format!("没有检查（不等于没有）：{}。", names.join("、")),
        ));
    }
    if !labels.is_empty() {
        draft.say(pick(
            lang,
            format!("Lesions without a measured claim: {}.", labels.join(", ")),
            format!("没有经过验证的病变：{}。", labels.join("、")),
        ));
    }
}

fn checks(draft: &mut Draft, facts: &Facts) {
    let lang = facts.lang;
    let failed: Vec<&crate::reading::Check> = facts.reading.checks.iter().filter(|c| !c.passed).collect();
    let (n, all) = (failed.len(), facts.reading.checks.len());
    draft.say(pick(
        lang,
        format!("{} of {all} checks passed.", all - n),
        format!("{all} 项检查中有 {} 项通过。", all - n),
    ));
    if lang == Lang::En {
        for check in failed {
            draft.say(check.detail.clone());
        }
    }
}
