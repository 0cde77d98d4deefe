//! Answers about lesions: which, how many, where, how large, how far.

use super::answer::{Draft, MOST, research_only};
use super::facts::{Facts, ids, meets};
use super::intent::Intent;
use super::phrases::{self, counted, decimal, label_name, told};
use super::types::{Decline, Named};
use crate::reading::Finding;
use crate::terms::{Label, Lang};
use crate::words::Value;

pub fn lesions(draft: &mut Draft, facts: &Facts) {
    if facts.reading.findings_assessed.is_empty() {
        return draft.decline(Decline::NotAssessed, facts.lang);
    }
    for label in &facts.reading.findings_assessed {
        count(draft, &facts.of(*label, false), *label, facts);
    }
}

/// How many of a label there are, by id, with their places.
fn count(draft: &mut Draft, found: &[&Finding], label: Label, facts: &Facts) {
    draft.cite(counted(found, label, facts.lang), ids(found));
    draft.places.extend(found.iter().map(|f| facts.place(f)));
}

pub fn of_label(draft: &mut Draft, intent: &Intent, label: Label, facts: &Facts) {
    let lang = facts.lang;
    if !facts.assessed(label) {
        draft.decline(Decline::NotAssessed, lang);
        let research = facts.of(label, true);
        if !research.is_empty() {
            draft.cite(counted(&research, label, lang), ids(&research));
            draft.say(research_only(lang));
        }
        return;
    }
    let found = facts.of(label, false);
    if found.is_empty() {
        draft.say(counted(&found, label, lang));
        if matches!(intent, Intent::Count(_)) {
            draft.values(&["0", "none"]);
        } else if matches!(intent, Intent::Present(_)) && !facts.rejected() {
            draft.truth(false, lang);
        }
        return draft.say_all(facts.caveats());
    }
    match intent {
        Intent::Largest(_) => {
            let size = |f: &&Finding| (f.area_dd2, (f.box_px[2] - f.box_px[0]) * (f.box_px[3] - f.box_px[1]));
            let order = |a: &&Finding, b: &&Finding| {
                size(a).partial_cmp(&size(b)).unwrap_or(std::cmp::Ordering::Equal)
            };
            let Some(largest) = found.iter().copied().max_by(order) else { return };
            draft.cite(told(lang, "largest", &[("id", largest.id.clone().into())]), ids(&[largest]));
            draft.cite(placed(largest, lang), ids(&[largest]));
            draft.places.push(facts.place(largest));
        }
        Intent::Area(_) => match found.iter().map(|f| f.area_dd2).sum::<Option<f32>>() {
            Some(area) => {
                count(draft, &found, label, facts);
                draft.cite(told(lang, "area", &[("area", decimal(area, 3))]), ids(&found));
                draft.values(&[&format!("{area:.3}")]);
            }
            None => draft.decline(Decline::NotMeasured, lang),
        },
        Intent::Distance(_) => {
            let away = found.iter().filter_map(|f| Some((*f, f.fovea_distance_dd?)));
            match away.min_by(|a, b| a.1.total_cmp(&b.1)) {
                Some((nearest, dd)) => {
                    let given = [("id", nearest.id.clone().into()), ("distance", decimal(dd, 1))];
                    draft.cite(told(lang, "nearest", &given), ids(&[nearest]));
                    draft.values(&[&format!("{dd:.1}")]);
                    draft.places.push(facts.place(nearest));
                }
                None => draft.decline(Decline::NotMeasured, lang),
            }
        }
        _ => {
            count(draft, &found, label, facts);
            match intent {
                Intent::Present(_) => draft.truth(true, lang),
                Intent::Count(_) => draft.values(&[&found.len().to_string()]),
                Intent::Where(_) => {
                    for finding in found.iter().take(MOST) {
                        draft.cite(placed(finding, lang), ids(&[finding]));
                    }
                }
                _ => {}
            }
        }
    }
}

/// `F3: 0.8 disc diameters from the fovea; above, towards the temple; at [1, 2, 3, 4].`
fn placed(finding: &Finding, lang: Lang) -> String {
    let given = [
        ("id", Value::Text(finding.id.clone())),
        ("sector", Value::Word(format!("sector-{}", finding.sector))),
        ("box", phrases::place(finding.bounds)),
    ];
    match finding.fovea_distance_dd {
        None => told(lang, "place-only", &given),
        Some(dd) => told(lang, "place", &[&given[..], &[("distance", decimal(dd, 1))]].concat()),
    }
}

pub fn compare(draft: &mut Draft, a: Label, b: Label, facts: &Facts) {
    if !facts.assessed(a) || !facts.assessed(b) {
        return draft.decline(Decline::NotAssessed, facts.lang);
    }
    for label in [a, b] {
        count(draft, &facts.of(label, false), label, facts);
    }
    draft.say_all(facts.caveats());
}

pub fn one_finding(draft: &mut Draft, number: u32, facts: &Facts) {
    let (id, lang) = (format!("F{number}"), facts.lang);
    let Some(finding) = facts.reading.findings.iter().find(|f| f.id == id) else {
        draft.decline(Decline::NoSuchFinding, lang);
        return draft.say(match facts.reading.findings.len() {
            0 => told(lang, "no-findings", &[]),
            n => told(lang, "findings", &[("n", n.to_string().into())]),
        });
    };
    let given = [
        ("id", Value::Text(id.clone())),
        ("label", label_name(finding.label, lang).into()),
        ("share", Value::Share(finding.score)),
    ];
    draft.cite(told(lang, "finding", &given), vec![id.clone()]);
    draft.cite(placed(finding, lang), vec![id]);
    if let Some(area) = finding.area_dd2 {
        draft.say(told(lang, "finding-area", &[("area", decimal(area, 3))]));
    }
    if finding.research {
        draft.say(research_only(lang));
    }
    draft.values(&[&label_name(finding.label, lang), finding.label.word()]);
    draft.places.push(facts.place(finding));
}

pub fn inside(draft: &mut Draft, bounds: [u16; 4], facts: &Facts) {
    let lang = facts.lang;
    let there: Vec<&Finding> =
        facts.reading.findings.iter().filter(|f| !f.research && meets(f.bounds, bounds)).collect();
    let met = |place: &Named| meets(place.bounds, bounds);
    let landmarks = [("disc", facts.disc().filter(met)), ("fovea", facts.fovea().filter(met))];
    let landmarks: Vec<(&str, Named)> =
        landmarks.into_iter().filter_map(|(key, place)| Some((key, place?))).collect();
    if facts.reading.findings_assessed.is_empty() && landmarks.is_empty() {
        return draft.decline(Decline::NotAssessed, lang);
    }
    for label in &facts.reading.findings_assessed {
        let of_label: Vec<&Finding> = there.iter().copied().filter(|f| f.label == *label).collect();
        if !of_label.is_empty() {
            count(draft, &of_label, *label, facts);
            draft.values(&[&label_name(*label, lang), label.word()]);
        }
    }
    if there.is_empty() && landmarks.is_empty() {
        draft.say(told(lang, "nothing-there", &[]));
    }
    for (key, place) in landmarks {
        draft.say(told(lang, key, &[("box", phrases::place(place.bounds))]));
        draft.values(&[&place.name]);
        draft.places.push(place);
    }
}
