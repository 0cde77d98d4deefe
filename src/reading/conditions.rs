//! The twelve conditions: present, absent, uncertain, or not assessed where no measurement supports the task.

use super::types::{Abstention, ConditionReading, Finding, Stage};
use crate::terms::{Condition, Label, Scale, Status};

/// A graded task: cumulative probabilities P(grade ≥ k), falling, and the band that is called uncertain.
#[derive(Debug, Clone)]
pub struct Graded {
    /// P(grade ≥ 1), P(grade ≥ 2), …; never rising.
    pub at_least: Vec<f32>,
    /// Calibrated probability of any degree: below the first it is absent, from the second on present, between the two
    /// `uncertain`.
    pub uncertain: [f32; 2],
    /// The error rates that were stated for this band, where they were.
    pub abstention: Option<Abstention>,
}

impl Graded {
    /// The greatest grade that is more likely than not.
    pub fn grade(&self) -> u8 {
        self.at_least.iter().take_while(|p| **p >= 0.5).count() as u8
    }

    /// One probability a grade; they add up to 1.
    pub fn probabilities(&self) -> Vec<f32> {
        let mut edges = vec![1.0];
        edges.extend(&self.at_least);
        edges.push(0.0);
        edges.windows(2).map(|w| (w[0] - w[1]).max(0.0)).collect()
    }

    /// Certain only where band and grade say the same.
    pub fn status(&self) -> Status {
        match self.at_least[0] {
            p if p >= self.uncertain[1] && self.grade() > 0 => Status::Present,
            p if p < self.uncertain[0] && self.grade() == 0 => Status::Absent,
            _ => Status::Uncertain,
        }
    }

    /// What stands behind a grade that is not certain.
    pub fn doubt(&self) -> &'static str {
        if self.status() == Status::Uncertain { ", uncertain" } else { "" }
    }
}

/// All twelve, in the order of the list. `dr` and `dme` are `None` where they were not assessed;
/// `absence_proves` is false for a photograph in which not seeing a disease proves nothing.
pub fn conditions(
    dr: Option<&Graded>,
    dme: Option<&Graded>,
    findings: &[Finding],
    absence_proves: bool,
) -> Vec<ConditionReading> {
    let cite = |labels: &[Label]| {
        findings.iter().filter(|f| !f.research && labels.contains(&f.label)).map(|f| f.id.clone()).collect()
    };
    Condition::ALL
        .iter()
        .map(|&condition| {
            let (graded, scale, labels): (_, _, &[Label]) = match condition {
                Condition::DiabeticRetinopathy => (
                    dr,
                    Scale::Icdr,
                    &[Label::Microaneurysm, Label::Haemorrhage, Label::HardExudate, Label::CottonWoolSpot],
                ),
                Condition::MacularEdema => (dme, Scale::DmeRisk, &[Label::HardExudate]),
                _ => (None, Scale::Icdr, &[]),
            };
            let Some(graded) = graded else { return not_assessed(condition) };
            let status = match graded.status() {
                Status::Absent if !absence_proves => Status::Uncertain,
                status => status,
            };
            ConditionReading {
                condition,
                status,
                probability: Some(graded.at_least[0]),
                stage: Some(Stage { scale, value: graded.grade(), probabilities: graded.probabilities() }),
                abstention: graded.abstention,
                evidence: if status == Status::Absent { vec![] } else { cite(labels) },
                research: false,
            }
        })
        .collect()
}

fn not_assessed(condition: Condition) -> ConditionReading {
    ConditionReading {
        condition,
        status: Status::NotAssessed,
        probability: None,
        stage: None,
        abstention: None,
        evidence: vec![],
        research: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(at_least: &[f32]) -> Graded {
        Graded { at_least: at_least.to_vec(), uncertain: [0.3, 0.6], abstention: None }
    }

    #[test]
    fn the_grade_probabilities_add_up_and_the_stage_is_the_last_likely_one() {
        let g = graded(&[0.9, 0.7, 0.2, 0.1]);
        assert_eq!(g.grade(), 2);
        let sum: f32 = g.probabilities().iter().sum();
        assert!((sum - 1.0).abs() < 1e-6 && g.probabilities().len() == 5);
    }

    #[test]
    fn all_twelve_are_always_named_and_probability_is_null_exactly_when_not_assessed() {
        let all = conditions(Some(&graded(&[0.1, 0.0, 0.0, 0.0])), None, &[], true);
        assert_eq!(all.len(), 12);
        assert!(all.iter().all(|c| (c.status == Status::NotAssessed) == c.probability.is_none()));
        assert_eq!(all[1].status, Status::Absent);
    }

    #[test]
    fn the_band_is_uncertain_from_its_lower_end_to_below_its_upper_one() {
        let status = |p: f32| graded(&[p]).status();
        assert_eq!([0.29, 0.3, 0.59, 0.6].map(status), {
            use Status::*;
            [Absent, Uncertain, Uncertain, Present]
        });
    }

    #[test]
    fn a_band_and_a_grade_that_part_are_uncertain() {
        let status = |uncertain, p| Graded { at_least: vec![p], uncertain, abstention: None }.status();
        assert_eq!(status([0.55, 0.6], 0.52), Status::Uncertain, "graded 1, below the band");
        assert_eq!(status([0.3, 0.45], 0.47), Status::Uncertain, "graded 0, above the band");
    }

    #[test]
    fn disease_not_seen_on_a_rejected_photograph_is_not_absent() {
        let all = conditions(Some(&graded(&[0.1, 0.0, 0.0, 0.0])), None, &[], false);
        assert_eq!(all[1].status, Status::Uncertain);
    }
}
