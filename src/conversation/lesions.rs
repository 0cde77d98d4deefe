//! Answers about lesions: which, how many, where, how large, how far.

use super::answer::{Draft, MOST, research_only};
use super::facts::{Facts, ids, meets};
use super::intent::Intent;
use super::phrases::{self, counted, label_name, percent, pick, sector};
use super::types::{Decline, Lang, Named};
use crate::reading::Finding;
use crate::terms::Label;

/// `: F1, F2`, or nothing.
pub fn list(findings: &[&Finding], lang: Lang) -> String {
    match findings.is_empty() {
        true => String::new(),
        false => format!("{}{}", pick(lang, ": ", "："), phrases::ids(&ids(findings), lang)),
    }
}

pub fn lesions(draft: &mut Draft, facts: &Facts) {
    let lang = facts.lang;
    if facts.reading.findings_assessed.is_empty() {
        return draft.decline(Decline::NotAssessed, lang);
    }
    for label in &facts.reading.findings_assessed {
        let found = facts.of(*label, false);
        let end = pick(lang, ".", "。");
        let text = format!("{}{}{end}", counted(found.len(), *label, lang), list(&found, lang));
        draft.cite(capital(&text), ids(&found));
        draft.places.extend(found.iter().map(|f| facts.place(f)));
    }
}

pub fn of_label(draft: &mut Draft, intent: &Intent, label: Label, facts: &Facts) {
    let lang = facts.lang;
    if !facts.assessed(label) {
        draft.decline(Decline::NotAssessed, lang);
        let research = facts.of(label, true);
        if !research.is_empty() {
            let text = format!("{}{}.", counted(research.len(), label, lang), list(&research, lang));
            draft.cite(capital(&text), ids(&research));
            draft.say(research_only(lang));
        }
        return;
    }
    let found = facts.of(label, false);
    let all = ids(&found);
    if found.is_empty() {
        let name = label_name(label, lang);
        draft.say(pick(lang, format!("No {name} was found."), format!("未发现{name}。")));
        if matches!(intent, Intent::Count(_)) {
            draft.values(&["0", "none"]);
        } else if matches!(intent, Intent::Present(_)) && !facts.rejected() {
            draft.truth(false);
        }
        for caveat in facts.caveats() {
            draft.say(caveat);
        }
        return;
    }
    match intent {
        Intent::Present(_) => draft.truth(true),
        Intent::Count(_) => draft.values(&[&found.len().to_string()]),
        _ => {}
    }
    let end = pick(lang, ".", "。");
    match intent {
        Intent::Largest(_) => {
            let size = |f: &&Finding| (f.area_dd2, (f.box_px[2] - f.box_px[0]) * (f.box_px[3] - f.box_px[1]));
            let Some(largest) = found
                .iter()
                .copied()
                .max_by(|a, b| size(a).partial_cmp(&size(b)).unwrap_or(std::cmp::Ordering::Equal))
            else {
                return;
            };
            draft.cite(
                pick(
                    lang,
                    format!("The largest is {}", told(largest, facts)),
                    format!("最大的是 {}", told(largest, facts)),
                ),
                vec![largest.id.clone()],
            );
            draft.places.push(facts.place(largest));
        }
        Intent::Area(_) => match found.iter().map(|f| f.area_dd2).sum::<Option<f32>>() {
            Some(area) => {
                let n = counted(found.len(), label, lang);
                draft.cite(
                    pick(
                        lang,
                        format!("{n} cover {area:.3} square disc diameters together."),
                        format!("{n}，共 {area:.3} 平方视盘直径。"),
                    ),
                    all,
                );
                draft.values(&[&format!("{area:.3}")]);
                draft.places.extend(found.iter().map(|f| facts.place(f)));
            }
            None => draft.decline(Decline::NotMeasured, lang),
        },
        Intent::Distance(_) => {
            let away = found.iter().filter_map(|f| Some((*f, f.fovea_distance_dd?)));
            match away.min_by(|a, b| a.1.total_cmp(&b.1)) {
                Some((nearest, dd)) => {
                    let id = nearest.id.clone();
                    draft.cite(
                        pick(
                            lang,
                            format!("The nearest, {id}, is {dd:.1} disc diameters from the fovea."),
                            format!("最近的 {id} 距中心凹 {dd:.1} 个视盘直径。"),
                        ),
                        vec![id],
                    );
                    draft.values(&[&format!("{dd:.1}")]);
                    draft.places.push(facts.place(nearest));
                }
                None => draft.decline(Decline::NotMeasured, lang),
            }
        }
        _ => {
            let head = counted(found.len(), label, lang);
            draft.cite(format!("{}{}{end}", capital(&head), list(&found, lang)), all);
            if matches!(intent, Intent::Where(_)) {
                for finding in found.iter().take(MOST) {
                    draft.cite(told(finding, facts), vec![finding.id.clone()]);
                }
            }
            draft.places.extend(found.iter().map(|f| facts.place(f)));
        }
    }
}

/// `F3, 0.8 disc diameters from the fovea, superotemporal, at [1, 2, 3, 4].`
pub fn told(finding: &Finding, facts: &Facts) -> String {
    let lang = facts.lang;
    let away = finding.fovea_distance_dd.map(|dd| {
        pick(lang, format!("{dd:.1} disc diameters from the fovea"), format!("距中心凹 {dd:.1} 个视盘直径"))
    });
    let parts: Vec<String> = [
        Some(finding.id.clone()),
        away,
        Some(sector(finding.sector, lang).to_owned()),
        Some(pick(lang, format!("at {:?}", finding.bounds), format!("位于 {:?}", finding.bounds))),
    ]
    .into_iter()
    .flatten()
    .collect();
    match lang {
        Lang::En => format!("{}.", parts.join(", ")),
        Lang::Zh => format!("{}。", parts.join("，")),
    }
}

pub fn compare(draft: &mut Draft, a: Label, b: Label, facts: &Facts) {
    let lang = facts.lang;
    if !facts.assessed(a) || !facts.assessed(b) {
        return draft.decline(Decline::NotAssessed, lang);
    }
    let (of_a, of_b) = (facts.of(a, false), facts.of(b, false));
    for (label, found) in [(a, &of_a), (b, &of_b)] {
        let end = pick(lang, ".", "。");
        draft.cite(
            format!("{}{}{end}", capital(&counted(found.len(), label, lang)), list(found, lang)),
            ids(found),
        );
        draft.places.extend(found.iter().map(|f| facts.place(f)));
    }
    for caveat in facts.caveats() {
        draft.say(caveat);
    }
}

pub fn one_finding(draft: &mut Draft, number: u32, facts: &Facts) {
    let (id, lang) = (format!("F{number}"), facts.lang);
    let Some(finding) = facts.reading.findings.iter().find(|f| f.id == id) else {
        draft.decline(Decline::NoSuchFinding, lang);
        let n = facts.reading.findings.len();
        return draft.say(match n {
            0 => pick(lang, "There are no findings.", "没有任何发现。"),
            n => pick(lang, format!("There are F1 to F{n}."), format!("有 F1 至 F{n}。")),
        });
    };
    let name = label_name(finding.label, lang);
    let score = percent(finding.score);
    draft.cite(
        pick(lang, format!("{id}: {name}, score {score}."), format!("{id}：{name}，得分 {score}。")),
        vec![id.clone()],
    );
    draft.cite(told(finding, facts), vec![id]);
    if let Some(area) = finding.area_dd2 {
        draft.say(pick(
            lang,
            format!("Its area is {area:.3} square disc diameters."),
            format!("面积 {area:.3} 平方视盘直径。"),
        ));
    }
    if finding.research {
        draft.say(research_only(lang));
    }
    draft.values(&[&name, finding.label.word()]);
    draft.places.push(facts.place(finding));
}

pub fn inside(draft: &mut Draft, bounds: [u16; 4], facts: &Facts) {
    let lang = facts.lang;
    let there: Vec<&Finding> =
        facts.reading.findings.iter().filter(|f| !f.research && meets(f.bounds, bounds)).collect();
    let landmarks: Vec<Named> =
        [facts.disc(), facts.fovea()].into_iter().flatten().filter(|l| meets(l.bounds, bounds)).collect();
    if facts.reading.findings_assessed.is_empty() && landmarks.is_empty() {
        return draft.decline(Decline::NotAssessed, lang);
    }
    for label in &facts.reading.findings_assessed {
        let of_label: Vec<&Finding> = there.iter().copied().filter(|f| f.label == *label).collect();
        if !of_label.is_empty() {
            let end = pick(lang, ".", "。");
            draft.cite(
                format!("{}{}{end}", capital(&counted(of_label.len(), *label, lang)), list(&of_label, lang)),
                ids(&of_label),
            );
            draft.values(&[&label_name(*label, lang), label.word()]);
        }
    }
    for landmark in &landmarks {
        let name = &landmark.name;
        draft.say(pick(
            lang,
            format!("The {name}, at {:?}.", landmark.bounds),
            format!("{name}，位于 {:?}。", landmark.bounds),
        ));
        draft.values(&[name]);
    }
    if there.is_empty() && landmarks.is_empty() {
        draft.say(pick(lang, "Nothing of what was looked for lies there.", "那里没有所检查的病变。"));
    }
    draft.places.extend(there.iter().map(|f| facts.place(f)));
    draft.places.extend(landmarks);
}

/// With a capital letter in front.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
