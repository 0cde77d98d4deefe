//! Answers about grade, risk, conditions and referral.

use super::answer::{Draft, research_only};
use super::facts::{Facts, ids};
use super::intent::Intent;
use super::lesions::{capital, lesions, list};
use super::phrases::{self, condition_name, counted, percent, pick};
use super::types::{Decline, Lang};
use crate::reading::Finding;
use crate::reading::protocol::Protocol;
use crate::terms::{Condition, Label, ReferralCategory, Status};

pub fn referral(draft: &mut Draft, intent: &Intent, facts: &Facts) {
    let (referral, lang) = (&facts.reading.referral, facts.lang);
    let cited: Vec<String> = [Condition::DiabeticRetinopathy, Condition::MacularEdema]
        .iter()
        .flat_map(|c| facts.rests_on(*c))
        .fold(Vec::new(), |mut ids, id| {
            if !ids.contains(&id) {
                ids.push(id);
            }
            ids
        });
    use ReferralCategory::*;
    if *intent == Intent::Referable {
        let (en, zh) = match referral.category {
            Urgent | Refer => {
                ("By measurement and protocol this eye is referable.", "按测量和规程，这只眼需要转诊。")
            }
            Rescreen => {
                ("By measurement and protocol this eye is not referable.", "按测量和规程，这只眼不需要转诊。")
            }
            Review => ("Whether this eye is referable is left to a doctor.", "是否需要转诊由医生判断。"),
            Ungradable => ("The photograph cannot be graded, so it is neither.", "照片无法分级，不能判断。"),
        };
        draft.say(pick(lang, en, zh));
        match referral.category {
            Urgent | Refer => draft.truth(true),
            Rescreen => draft.truth(false),
            _ => {}
        }
    }
    draft.values(&[referral.category.word()]);
    draft.cite(phrases::management(referral, lang), cited.clone());
    if *intent == Intent::Next && matches!(referral.category, Urgent | Refer) {
        draft.say(pick(lang, "After that the eye clinic sets the next visit.", "之后的复诊由眼科决定。"));
    }
    if lang == Lang::En && *intent != Intent::Next {
        for reason in &referral.because {
            draft.say(reason.clone());
        }
    }
    if *intent == Intent::WhyReferral {
        draft
            .places
            .extend(facts.reading.findings.iter().filter(|f| cited.contains(&f.id)).map(|f| facts.place(f)));
    }
    for caveat in facts.caveats() {
        draft.say(caveat);
    }
}

pub fn uncertain(status: Status, lang: Lang) -> String {
    if status == Status::Uncertain { pick(lang, ", uncertain", "，不确定") } else { String::new() }
}

pub fn grade(draft: &mut Draft, facts: &Facts, protocol: &Protocol, why: bool) {
    let lang = facts.lang;
    let Some((value, status)) = facts.stage(Condition::DiabeticRetinopathy) else {
        return draft.decline(Decline::NotAssessed, lang);
    };
    let name = protocol.icdr.get(usize::from(value)).map_or("", |row| row.name.as_str());
    let zh = phrases::GRADES_ZH.get(usize::from(value)).copied().unwrap_or_default();
    let doubt = uncertain(status, lang);
    let cited = facts.rests_on(Condition::DiabeticRetinopathy);
    draft.cite(
        pick(lang, format!("{name} (ICDR {value}{doubt})."), format!("{zh} (ICDR {value}{doubt})。")),
        cited,
    );
    draft.values(&[&value.to_string(), &format!("icdr {value}"), name, zh]);
    let short = ["none", "mild", "moderate", "severe", "proliferative"];
    draft.values(short.get(usize::from(value)).as_slice().iter().map(|s| **s).collect::<Vec<_>>().as_slice());
    if why {
        lesions(draft, facts);
        let stage = |c: &&crate::reading::Check| {
            matches!(c.rule, crate::reading::Rule::StageHasLesions | crate::reading::Rule::LesionsHaveStage)
        };
        if lang == Lang::En {
            for check in facts.reading.checks.iter().filter(stage) {
                draft.say(check.detail.clone());
            }
        }
    } else if let Some(p) = facts.condition(Condition::DiabeticRetinopathy).and_then(|c| c.probability) {
        let p = percent(p);
        draft.say(pick(
            lang,
            format!("The probability of any diabetic retinopathy is {p}."),
            format!("任何程度糖尿病视网膜病变的概率为 {p}。"),
        ));
    }
    for caveat in facts.caveats() {
        draft.say(caveat);
    }
}

pub fn oedema(draft: &mut Draft, facts: &Facts, protocol: &Protocol, why: bool) {
    let lang = facts.lang;
    let Some((value, status)) = facts.stage(Condition::MacularEdema) else {
        return draft.decline(Decline::NotAssessed, lang);
    };
    let name = protocol.dme.get(usize::from(value)).map_or("", |row| row.name.as_str());
    let doubt = uncertain(status, lang);
    let cited = facts.rests_on(Condition::MacularEdema);
    // The protocol's words name exudates; where the findings part from the grade, that is told in their place.
    let because = match (facts.oedema_unseen(), value) {
        (false, _) => format!(": {}", name.trim_end_matches('.').to_lowercase()),
        (true, 0) => ", though hard exudates were found close to the fovea".into(),
        (true, _) => ", though no hard exudate was found for it".into(),
    };
    draft.cite(
        pick(
            lang,
            format!("Macular oedema risk {value} of 2{doubt}{because}."),
            format!("黄斑水肿风险 {value}（共 2 级）{doubt}。"),
        ),
        cited,
    );
    draft.values(&[&value.to_string(), &format!("risk {value}")]);
    if why && facts.assessed(Label::HardExudate) {
        let exudates = facts.of(Label::HardExudate, false);
        let near: Vec<&Finding> = exudates
            .iter()
            .copied()
            .filter(|f| f.fovea_distance_dd.is_some_and(|d| d <= protocol.checks.oedema_distance_dd))
            .collect();
        let (all, close) = (exudates.len(), near.len());
        let text = pick(
            lang,
            format!(
                "Of {all} hard exudates found, {close} lie within one disc diameter of the fovea{}.",
                list(&near, lang)
            ),
            format!("发现 {all} 处硬性渗出，其中 {close} 处距中心凹不足一个视盘直径{}。", list(&near, lang)),
        );
        draft.cite(text, ids(&near));
        draft.places.extend(near.iter().map(|f| facts.place(f)));
    }
    for caveat in facts.caveats() {
        draft.say(caveat);
    }
}

pub fn sure(draft: &mut Draft, facts: &Facts) {
    let lang = facts.lang;
    let Some(p) = facts.reading.referral.probability else {
        return draft.decline(Decline::NotAssessed, lang);
    };
    let text = percent(p);
    draft.say(pick(
        lang,
        format!("The probability that this eye is referable is {text}."),
        format!("这只眼需要转诊的概率为 {text}。"),
    ));
    if let (Some(a), Lang::En) = (&facts.reading.referral.abstention, lang) {
        draft.say(format!(
            "Below {} lie at most {} of referable eyes (measured on {}), from {} on at most {} of the others (on {}).",
            percent(a.low), percent(a.miss_rate), a.positives, percent(a.high), percent(a.false_alarm_rate), a.negatives
        ));
    }
    for caveat in facts.caveats() {
        draft.say(caveat);
    }
}

pub fn condition(draft: &mut Draft, which: Condition, facts: &Facts, protocol: &Protocol) {
    let lang = facts.lang;
    let name = condition_name(which, lang);
    let Some(reading) = facts.condition(which).filter(|c| c.status != Status::NotAssessed) else {
        draft.decline(Decline::NotAssessed, lang);
        // A bleeding is no diagnosis, but it may have been looked for as a lesion.
        let label = match which {
            Condition::RetinalHemorrhage => Some(Label::Haemorrhage),
            Condition::Drusen => Some(Label::Drusen),
            Condition::RetinalScar => Some(Label::RetinalScar),
            _ => None,
        };
        if let Some(label) = label.filter(|label| facts.assessed(*label)) {
            let found = facts.of(label, false);
            let end = pick(lang, ".", "。");
            draft.cite(
                pick(
                    lang,
                    format!(
                        "As a lesion of retinopathy it was looked for: {}{}{end}",
                        counted(found.len(), label, lang),
                        list(&found, lang)
                    ),
                    format!(
                        "作为视网膜病变的征象：{}{}{end}",
                        counted(found.len(), label, lang),
                        list(&found, lang)
                    ),
                ),
                found.iter().map(|f| f.id.clone()).collect(),
            );
            draft.places.extend(found.iter().map(|f| facts.place(f)));
        }
        return;
    };
    if reading.research {
        draft.decline(Decline::NotAssessed, lang);
        let (status, p) = (reading.status.word(), percent(reading.probability.unwrap_or(0.0)));
        draft.cite(
            pick(lang, format!("Research only, {name}: {status} ({p})."), format!("仅供研究，{name}：{p}。")),
            reading.evidence.clone(),
        );
        return draft.say(research_only(lang));
    }
    let p = percent(reading.probability.unwrap_or(0.0));
    let (en, zh) = match reading.status {
        Status::Present => ("was found", "发现"),
        Status::Absent => ("was looked for and not found", "未发现"),
        _ => ("is uncertain", "不确定是否有"),
    };
    draft.cite(
        pick(
            lang,
            format!("{} {en} (probability {p}).", capital(&name)),
            format!("{zh}{name}（概率 {p}）。"),
        ),
        reading.evidence.clone(),
    );
    match reading.status {
        Status::Present => draft.truth(true),
        Status::Absent => draft.truth(false),
        _ => {}
    }
    draft.places.extend(
        facts.reading.findings.iter().filter(|f| reading.evidence.contains(&f.id)).map(|f| facts.place(f)),
    );
    let values = std::mem::take(&mut draft.values);
    match which {
        Condition::DiabeticRetinopathy => {
            let mut more = Draft::default();
            grade(&mut more, facts, protocol, false);
            draft.sentences.extend(more.sentences.into_iter().take(1));
        }
        Condition::MacularEdema => {
            let mut more = Draft::default();
            oedema(&mut more, facts, protocol, false);
            draft.sentences.extend(more.sentences.into_iter().take(1));
            draft.say(pick(
                lang,
                "One photograph shows the risk, not the swelling itself.",
                "单张照片只显示风险，不显示水肿本身。",
            ));
        }
        _ => {}
    }
    draft.values = values;
    for caveat in facts.caveats() {
        draft.say(caveat);
    }
}
