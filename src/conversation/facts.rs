//! What a Reading says, in the form in which answers need it.

use super::phrases;
use super::types::Named;
use crate::reading::protocol::Protocol;
use crate::reading::{Box999, Check, ConditionReading, Finding, Reading, Rule, Stage, grade_name};
use crate::terms::{Condition, Label, Lang, Scale, Status, Verdict};
use crate::words::{Value, say, word};

/// A Reading, asked about.
pub struct Facts<'a> {
    /// Said in `lang`.
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
    pub fn stage(&self, condition: Condition) -> Option<(&'a Stage, Status)> {
        let reading = self.condition(condition).filter(|c| !c.research && c.status != Status::NotAssessed)?;
        Some((reading.stage.as_ref()?, reading.status))
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
        match self.check(Rule::LandmarksPlausible)?.said.as_ref()?.values.get("distance")? {
            Value::Decimal(distance) => Some(distance.clone()),
            _ => None,
        }
    }

    /// A grade as a sentence: its name, the scale, the number.
    pub fn graded(&self, stage: &Stage, status: Status, protocol: &Protocol) -> String {
        let rows = match stage.scale {
            Scale::Icdr => &protocol.icdr,
            Scale::DmeRisk => &protocol.dme,
        };
        let own = rows.get(usize::from(stage.value)).filter(|_| self.lang == Lang::En);
        let name = own.map_or_else(|| grade_name(self.lang, self.reading, stage), |row| row.name.clone());
        let given = [
            ("name", name.into()),
            ("scale", Value::Word(format!("reading-scale-{}", stage.scale))),
            ("grade", stage.value.into()),
        ];
        let key = match status {
            Status::Uncertain => "reading-because-grade-uncertain",
            _ => "reading-because-grade",
        };
        say(self.lang, key, &given)
    }

    pub fn disc(&self) -> Option<Named> {
        let disc = self.reading.landmarks.disc.as_ref()?;
        Some(landmark(word(self.lang, "reading-chain-disc"), disc.bounds))
    }

    /// The fovea has no outline: a third of the disc about its centre.
    pub fn fovea(&self) -> Option<Named> {
        let [x, y] = self.reading.landmarks.fovea.as_ref()?.centre;
        let disc = self.reading.landmarks.disc.as_ref().map_or([0, 0, 60, 60], |disc| disc.bounds);
        let (w, h) = (((disc[2] - disc[0]) / 6).max(1), ((disc[3] - disc[1]) / 6).max(1));
        let bounds = [x.saturating_sub(w), y.saturating_sub(h), (x + w).min(999), (y + h).min(999)];
        Some(landmark(word(self.lang, "reading-chain-fovea"), bounds))
    }

    pub fn place(&self, finding: &Finding) -> Named {
        let name = phrases::label_name(finding.label, self.lang);
        Named { name, finding: Some(finding.id.clone()), bounds: finding.bounds, unverified: false }
    }

    /// What limits every answer about absence: a bad photograph, a strange camera.
    pub fn caveats(&self) -> Vec<String> {
        let unlike = self.check(Rule::FamiliarCamera).is_some_and(|check| !check.passed);
        let keys =
            [self.rejected().then_some("reading-check-no-absence"), unlike.then_some("reading-check-unlike")];
        keys.into_iter().flatten().map(|key| word(self.lang, key)).collect()
    }

    /// The conditions that were not assessed.
    pub fn unassessed(&self) -> Vec<Condition> {
        let none = self.reading.conditions.iter().filter(|c| c.status == Status::NotAssessed);
        none.map(|c| c.condition).collect()
    }
}

fn landmark(name: String, bounds: Box999) -> Named {
    Named { name, finding: None, bounds, unverified: false }
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
