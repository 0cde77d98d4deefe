//! Answers about grade, risk, conditions and referral.

use super::answer::{Draft, research_only};
use super::facts::{Facts, ids};
use super::intent::Intent;
use super::lesions::lesions;
use super::phrases::{self, counted, told};
use super::types::Decline;
use crate::reading::protocol::Protocol;
use crate::reading::{Finding, Rule};
use crate::terms::{Condition, Label, ReferralCategory, Status};
use crate::words::{Value, say, word};

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
        let (key, truth) = match referral.category {
            Urgent | Refer => ("referable", Some(true)),
            Rescreen => ("not-referable", Some(false)),
            Review => ("left-to-doctor", None),
            Ungradable => ("neither", None),
        };
        draft.say(told(lang, key, &[]));
        if let Some(truth) = truth {
            draft.truth(truth, lang);
        }
    }
    draft.values(&[referral.category.word()]);
    draft.cite(phrases::management(referral, lang), cited.clone());
    if *intent == Intent::Next && matches!(referral.category, Urgent | Refer) {
        draft.say(told(lang, "after", &[]));
    }
    if *intent != Intent::Next {
        draft.say_all(referral.because.iter().cloned());
    }
    if *intent == Intent::WhyReferral {
        draft
            .places
            .extend(facts.reading.findings.iter().filter(|f| cited.contains(&f.id)).map(|f| facts.place(f)));
    }
    draft.say_all(facts.caveats());
}

pub fn grade(draft: &mut Draft, facts: &Facts, protocol: &Protocol, why: bool) {
    let lang = facts.lang;
    let Some((stage, status)) = facts.stage(Condition::DiabeticRetinopathy) else {
        return draft.decline(Decline::NotAssessed, lang);
    };
    let (value, at) = (stage.value, usize::from(stage.value));
    draft.cite(facts.graded(stage, status, protocol), facts.rests_on(Condition::DiabeticRetinopathy));
    let own = protocol.icdr.get(at).map_or("", |row| row.name.as_str());
    let name = word(lang, &format!("reading-grade-icdr-{value}"));
    draft.values(&[&value.to_string(), &format!("icdr {value}"), own, &name]);
    let short = ["none", "mild", "moderate", "severe", "proliferative"];
    draft.values.extend(short.get(at).map(|word| (*word).to_owned()));
    if why {
        lesions(draft, facts);
        let of_stage = |rule| matches!(rule, Rule::StageHasLesions | Rule::LesionsHaveStage);
        let checks = facts.reading.checks.iter().filter(|check| of_stage(check.rule));
        draft.say_all(checks.map(|check| check.detail.clone()));
    } else if let Some(p) = facts.condition(Condition::DiabeticRetinopathy).and_then(|c| c.probability) {
        draft.say(told(lang, "probability-dr", &[("share", Value::Share(p))]));
    }
    draft.say_all(facts.caveats());
}

pub fn oedema(draft: &mut Draft, facts: &Facts, protocol: &Protocol, why: bool) {
    let lang = facts.lang;
    let Some((stage, status)) = facts.stage(Condition::MacularEdema) else {
        return draft.decline(Decline::NotAssessed, lang);
    };
    let value = stage.value;
    let cited = facts.rests_on(Condition::MacularEdema);
    // The name of a risk names exudates; where the findings part from the grade, that is told in its place.
    if facts.oedema_unseen() {
        draft.cite(
            match value {
                0 => told(lang, "risk-seen", &[]),
                _ => say(lang, "reading-because-risk-unseen", &[("grade", value.into())]),
            },
            cited,
        );
        if status == Status::Uncertain {
            draft.say(told(lang, "uncertain", &[]));
        }
    } else {
        draft.cite(facts.graded(stage, status, protocol), cited);
    }
    draft.values(&[&value.to_string(), &format!("risk {value}")]);
    if why && facts.assessed(Label::HardExudate) {
        let exudates = facts.of(Label::HardExudate, false);
        let near: Vec<&Finding> = exudates
            .iter()
            .copied()
            .filter(|f| f.fovea_distance_dd.is_some_and(|d| d <= protocol.checks.oedema_distance_dd))
            .collect();
        let n = ("n", exudates.len().into());
        let text = match near.len() {
            0 => told(lang, "near-none", &[n]),
            close => {
                let given = [n, ("close", close.into()), ("ids", phrases::ids(&near, lang).into())];
                told(lang, "near", &given)
            }
        };
        draft.cite(text, ids(&near));
        draft.places.extend(near.iter().map(|f| facts.place(f)));
    }
    draft.say_all(facts.caveats());
}

pub fn sure(draft: &mut Draft, facts: &Facts) {
    let (referral, lang) = (&facts.reading.referral, facts.lang);
    let Some(p) = referral.probability else {
        return draft.decline(Decline::NotAssessed, lang);
    };
    draft.say(told(lang, "probability", &[("share", Value::Share(p))]));
    if let Some(a) = &referral.abstention {
        let given = [
            ("low", Value::Share(a.low)),
            ("misses", Value::Share(a.miss_rate)),
            ("positives", a.positives.into()),
            ("high", Value::Share(a.high)),
            ("alarms", Value::Share(a.false_alarm_rate)),
            ("negatives", a.negatives.into()),
        ];
        draft.say(told(lang, "bands", &given));
    }
    draft.say_all(facts.caveats());
}

pub fn condition(draft: &mut Draft, which: Condition, facts: &Facts, protocol: &Protocol) {
    let lang = facts.lang;
    let name = Value::Word(format!("conditions-name-{which}"));
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
            draft.say(told(lang, "as-lesion", &[]));
            draft.cite(counted(&found, label, lang), ids(&found));
            draft.places.extend(found.iter().map(|f| facts.place(f)));
        }
        return;
    };
    let share = Value::Share(reading.probability.unwrap_or(0.0));
    if reading.research {
        draft.decline(Decline::NotAssessed, lang);
        let status = Value::Word(format!("conditions-status-{}", reading.status));
        let given = [("condition", name), ("status", status), ("share", share)];
        draft.cite(say(lang, "reading-report-research-condition", &given), reading.evidence.clone());
        return draft.say(research_only(lang));
    }
    let key = format!("condition-{}", reading.status);
    draft.cite(told(lang, &key, &[("condition", name), ("share", share)]), reading.evidence.clone());
    match reading.status {
        Status::Present => draft.truth(true, lang),
        Status::Absent => draft.truth(false, lang),
        _ => {}
    }
    draft.places.extend(
        facts.reading.findings.iter().filter(|f| reading.evidence.contains(&f.id)).map(|f| facts.place(f)),
    );
    let mut more = Draft::default();
    match which {
        Condition::DiabeticRetinopathy => grade(&mut more, facts, protocol, false),
        Condition::MacularEdema => oedema(&mut more, facts, protocol, false),
        _ => {}
    }
    draft.sentences.extend(more.sentences.into_iter().take(1));
    if which == Condition::MacularEdema {
        draft.say(told(lang, "not-swelling", &[]));
    }
    draft.say_all(facts.caveats());
}
