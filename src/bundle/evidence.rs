//! The `[evidence]` section of a manifest, and whether it contradicts itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::terms::Condition;

/// The graded heads with the number of thresholds that each has.
pub const HEADS: [(&str, usize); 3] = [("dr", 4), ("dme", 2), ("referable", 1)];

/// How the evidence graph is fed and how its outputs are read.
#[derive(Debug, Clone, Deserialize)]
pub struct EvidenceSpec {
    /// Side of the square photograph that goes in, pixels.
    pub size: usize,
    /// `local-mean/1`.
    pub normalisation: String,
    /// What the channels of `maps` are, in order. Nothing else says which channel is which.
    pub maps: Vec<String>,
    /// Map → probability (0–1) at which a pixel belongs to a finding.
    pub thresholds: BTreeMap<String, f32>,
    /// Map → pixels of the map below which a component is dropped.
    #[serde(default)]
    pub minimum_area_px: BTreeMap<String, f32>,
    /// `dr` (4 biases), `dme` (2), `referable` (1).
    #[serde(default)]
    pub calibration: BTreeMap<String, Calibration>,
    /// `dr`, `dme` → the band of calibrated probability in which a condition is uncertain.
    #[serde(default)]
    pub uncertain: BTreeMap<String, [f32; 2]>,
    /// `dr`, `dme`, `referable` → where the task abstains, with the error rates that this leaves; for the first two it
    /// stands in for `uncertain`.
    #[serde(default)]
    pub conformal: BTreeMap<String, Conformal>,
    /// How the graph's `novelty` is used; absent where the graph has none.
    pub shift: Option<Shift>,
    /// What the graph gives that only drawn eyes support; read where research is asked for.
    pub research: Option<Research>,
}

/// p = sigmoid((logit − bias) / temperature), per threshold of the scale.
#[derive(Debug, Clone, Deserialize)]
pub struct Calibration {
    pub temperature: f32,
    pub bias: Vec<f32>,
}

/// Where a task abstains, and the error rates that were stated for it (split conformal prediction, class by class).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Conformal {
    /// Calibrated probability below which the task is negative.
    pub low: f32,
    /// From here on it is positive; between the two it is uncertain.
    pub high: f32,
    /// At most this share of the positives falls below `low`.
    pub miss_rate: f32,
    /// At most this share of the negatives lies at or above `high`.
    pub false_alarm_rate: f32,
    /// Calibration photographs behind the two rates.
    pub positives: u32,
    pub negatives: u32,
}

/// What is done with a photograph unlike those that the model was measured on.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Shift {
    /// A `novelty` above this is unlike; 1 is the edge of what was seen.
    pub limit: f32,
    /// Every calibrated logit of such a photograph is divided by this, so that its probabilities fall toward 0.5.
    pub temperature: f32,
}

/// What only drawn eyes support.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Research {
    /// What the logits of the graph's `conditions` are, in order.
    #[serde(default)]
    pub conditions: Vec<Condition>,
}

impl EvidenceSpec {
    /// What in it cannot be, in words that name the entry.
    pub(super) fn contradiction(&self) -> Option<String> {
        self.of_maps()
            .or_else(|| self.of_calibration())
            .or_else(|| self.conformal.iter().find_map(|(task, band)| band.contradiction(task)))
            .or_else(|| self.shift?.contradiction())
            .or_else(|| self.research.as_ref()?.contradiction())
    }

    fn of_maps(&self) -> Option<String> {
        if self.size == 0 || self.size > 4096 {
            return Some(format!("evidence.size {} is outside 1–4096", self.size));
        }
        for (at, map) in self.maps.iter().enumerate() {
            if self.maps[..at].contains(map) {
                return Some(format!("evidence.maps names {map:?} twice"));
            }
            match self.thresholds.get(map) {
                Some(threshold) if (0.0..=1.0).contains(threshold) => {}
                Some(threshold) => {
                    return Some(format!("evidence.thresholds.{map} {threshold} is outside 0–1"));
                }
                None => return Some(format!("evidence.thresholds has no entry for the map {map:?}")),
            }
        }
        let area = self.minimum_area_px.iter().find(|(_, area)| !(0.0..=1e6).contains(*area));
        area.map(|(map, area)| format!("evidence.minimum_area_px.{map} {area} is outside 0–1000000"))
    }

    fn of_calibration(&self) -> Option<String> {
        HEADS.iter().find_map(|(name, count)| {
            let calibration = self.calibration.get(*name)?;
            if !(calibration.temperature > 0.0 && calibration.temperature.is_finite()) {
                return Some(format!("evidence.calibration.{name}.temperature must be above 0"));
            }
            let fits = calibration.bias.len() == *count && calibration.bias.iter().all(|b| b.is_finite());
            (!fits).then(|| format!("evidence.calibration.{name}.bias must have {count} finite numbers"))
        })
    }
}

impl Conformal {
    fn contradiction(&self, task: &str) -> Option<String> {
        let entry = format!("evidence.conformal.{task}");
        if !HEADS.iter().any(|(head, _)| *head == task) {
            return Some(format!("{entry} is no task of this software"));
        }
        let (low, high) = (self.low, self.high);
        if !((0.0..=1.0).contains(&low) && (low..=1.0).contains(&high)) {
            return Some(format!("{entry}: 0 ≤ low {low} ≤ high {high} ≤ 1 does not hold"));
        }
        for (name, rate) in [("miss_rate", self.miss_rate), ("false_alarm_rate", self.false_alarm_rate)] {
            if !(0.0..=1.0).contains(&rate) {
                return Some(format!("{entry}.{name} {rate} is outside 0–1"));
            }
        }
        let counts = [("positives", self.positives), ("negatives", self.negatives)];
        let none = counts.iter().find(|(_, count)| *count == 0);
        none.map(|(name, _)| format!("{entry}.{name} must be at least 1: a rate rests on photographs"))
    }
}

impl Shift {
    fn contradiction(self) -> Option<String> {
        let Shift { limit, temperature } = self;
        if !(limit > 0.0 && limit.is_finite()) {
            return Some(format!("evidence.shift.limit {limit} must be above 0"));
        }
        let softens = (1.0..=100.0).contains(&temperature);
        (!softens).then(|| format!("evidence.shift.temperature {temperature} is outside 1–100"))
    }
}

impl Research {
    fn contradiction(&self) -> Option<String> {
        let named = &self.conditions;
        let graded = [Condition::DiabeticRetinopathy, Condition::MacularEdema];
        if let Some(condition) = named.iter().find(|condition| graded.contains(condition)) {
            return Some(format!(
                "evidence.research.conditions names {condition}, which has a head of its own"
            ));
        }
        let twice = named.iter().enumerate().find(|(at, condition)| named[..*at].contains(condition));
        twice.map(|(_, condition)| format!("evidence.research.conditions names {condition} twice"))
    }
}
