//! What a Reading says, in the form in which answers need it.

use super::phrases::{self, pick};
use super::types::{Lang, Named};
use crate::reading::{Box999, Check, ConditionReading, Finding, Reading, Rule};
use crate::terms::{Condition, Label, Status, Verdict};

/// A Reading, asked about.
pub struct Facts<'a> {
    pub reading: &'a Reading,
    pub lang: Lang,
}

impl<'a> Facts<'a> {
    /// Whether this lesion was looked for with a measured claim behind it.
    pub fn assessed(&self, label: Label) -> bool {
        self.reading.findings_assessed.contains(&label)
    }

    /// Findings of a label that count; `research` for those that do not.
    pub fn of(&self, label: Label, research: bool) -> Vec<&'a Finding> {
        self.reading.findings.iter().filter(|f| f.label == label && f.research == research).collect()
    }

    pub fn condition(&self, condition: Condition) -> Option<&'a ConditionReading> {
        self.reading.conditions.iter().find(|c| c.condition == condition)
    }

    /// Stage of a condition that was assessed by a measured claim, with its status.
    pub fn stage(&self, condition: Condition) -> Option<(u8, Status)> {
        let reading = self.condition(condition).filter(|c| !c.research && c.status != Status::NotAssessed)?;
        Some((reading.stage.as_ref()?.value, reading.status))
    }

    /// Whether a macular oedema risk was graded for which no hard exudate was found.
    pub fn oedema_unseen(&self) -> bool {
        self.check(Rule::OedemaMatchesExudates).is_some_and(|check| !check.passed)
    }

    /// Ids of what a condition rests on.
    pub fn rests_on(&self, condition: Condition) -> Vec<String> {
        self.condition(condition).map_or_else(Vec::new, |c| c.evidence.clone())
    }

    pub fn rejected(&self) -> bool {
        self.reading.quality.verdict == Verdict::Reject
    }

    fn check(&self, rule: Rule) -> Option<&'a Check> {
        self.reading.checks.iter().find(|c| c.rule == rule)
    }

    /// Distance of disc and fovea in disc diameters, as the rule about the landmarks measured it.
    pub fn disc_to_fovea(&self) -> Option<String> {
        let detail = &self.check(Rule::LandmarksPlausible)?.detail;
        let (_, after) = detail.split_once("Disc and fovea are ")?;
        let (number, _) = after.split_once(' ')?;
        number.parse::<f32>().is_ok().then(|| number.to_owned())
    }

    pub fn disc(&self) -> Option<Named> {
        let disc = self.reading.landmarks.disc.as_ref()?;
        Some(Named {
            name: pick(self.lang, "optic disc", "视盘"),
            finding: None,
            bounds: disc.bounds,
            unverified: false,
        })
    }

    /// The fovea has no outline: a third of the disc about its centre.
    pub fn fovea(&self) -> Option<Named> {
        let [x, y] = self.reading.landmarks.fovea.as_ref()?.centre;
        let disc = self.reading.landmarks.disc.as_ref().map_or([0, 0, 60, 60], |disc| disc.bounds);
        let (w, h) = (((disc[2] - disc[0]) / 6).max(1), ((disc[3] - disc[1]) / 6).max(1));
        let bounds = [x.saturating_sub(w), y.saturating_sub(h), (x + w).min(999), (y + h).min(999)];
        Some(Named { name: pick(self.lang, "fovea", "中心凹"), finding: None, bounds, unverified: false })
    }

    pub fn place(&self, finding: &Finding) -> Named {
        let name = phrases::label_name(finding.label, self.lang);
        Named { name, finding: Some(finding.id.clone()), bounds: finding.bounds, unverified: false }
    }

    /// What limits every answer about absence: a bad photograph, a strange camera.
    pub fn caveats(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.rejected() {
            out.push(pick(
                self.lang,
                "The photograph is not good enough to call disease absent.",
                "照片质量不足，不能排除病变。",
            ));
        }
        if self.check(Rule::FamiliarCamera).is_some_and(|check| !check.passed) {
            out.push(pick(
                self.lang,
                "This photograph is unlike those that the model was measured on: the result is less sure.",
                "这张照片与模型测试所用的照片不同，结果把握较低。",
            ));
        }
        out
    }

    /// Names of the conditions that were not assessed.
    pub fn unassessed(&self) -> Vec<String> {
        let none = self.reading.conditions.iter().filter(|c| c.status == Status::NotAssessed);
        none.map(|c| phrases::condition_name(c.condition, self.lang)).collect()
    }
}

/// Ids of findings, in their order.
pub fn ids(findings: &[&Finding]) -> Vec<String> {
    findings.iter().map(|f| f.id.clone()).collect()
}

/// Whether two boxes share any place.
pub fn meets(a: Box999, b: Box999) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// The text of a step without the marks of places, which are given apart.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<box>") {
            rest = after.split_once("</box>").map_or("", |(_, after)| after);
        } else if let Some(after) = ["<ref>", "</ref>"].iter().find_map(|tag| rest.strip_prefix(*tag)) {
            rest = after;
        } else {
            out.push('<');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{meets, plain};

    #[test]
    fn marks_go_and_words_stay() {
        let text = "<ref>optic disc</ref><box>[[1, 2, 3, 4]]</box> Left eye. a < b <box>[[1";
        assert_eq!(plain(text), "optic disc Left eye. a < b");
    }

    #[test]
    fn boxes_that_touch_share_nothing() {
        assert!(meets([0, 0, 10, 10], [9, 9, 20, 20]) && !meets([0, 0, 10, 10], [10, 0, 20, 10]));
    }
}
