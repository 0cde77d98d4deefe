//! The protocol: thresholds and intervals that turn grades into a referral, read from a file a clinic may change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::fault::{Explain, FaultCode};
use crate::terms::{ReferralCategory, Symptom};

/// The protocol that ships, built in so that a reading never waits for a file.
const ICDR_ICO: &str = include_str!("../../protocols/icdr-ico.toml");

#[derive(Debug, thiserror::Error)]
pub enum ProtocolError {
    #[error("the protocol {path} cannot be read")]
    Read { path: PathBuf, source: std::io::Error },
    #[error("the protocol {origin} is not understood")]
    Parse { origin: String, source: Box<toml::de::Error> },
    #[error("the protocol {origin} contradicts itself: {what}")]
    Inconsistent { origin: String, what: String },
}

impl Explain for ProtocolError {
    fn code(&self) -> FaultCode {
        FaultCode::ProtocolInvalid
    }
    fn remedy(&self) -> String {
        match self {
            Self::Read { .. } => {
                "Name a protocol file that exists, or leave --protocol out for the built-in icdr-ico.".into()
            }
            Self::Parse { .. } | Self::Inconsistent { .. } => {
                "Compare the file with protocols/icdr-ico.toml, mend the line, and try again.".into()
            }
        }
    }
}

/// What a clinic does with which grade.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    pub name: String,
    pub version: String,
    pub referable: Referable,
    /// One row for every ICDR grade 0–4.
    pub icdr: Vec<Row>,
    /// One row for every macular oedema risk 0–2.
    pub dme: Vec<Row>,
    pub review: Interval,
    pub ungradable: Interval,
    pub checks: CheckLimits,
    /// As in the built-in protocol where a file has none.
    #[serde(default = "ResearchLimits::built_in")]
    pub research: ResearchLimits,
    /// As in the built-in protocol where a file has none.
    #[serde(default = "EncounterRules::built_in")]
    pub encounter: EncounterRules,
    /// Everything is kept where a file says nothing.
    #[serde(default)]
    pub retention: Retention,
}

/// How long a clinic keeps what it took.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Years, 1 to 100; photographs are kept for ever where it says nothing.
    pub photograph_years: Option<u16>,
}

fn built_in() -> Protocol {
    toml::from_str(ICDR_ICO).expect("the protocol that ships has every table")
}

/// Limits of what only drawn eyes support; they move no referral.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResearchLimits {
    /// Vertical cup-to-disc ratio above which it is called increased.
    pub cup_disc_ratio: f32,
    /// Below the first a condition is absent, from the second on present, between the two uncertain.
    pub uncertain: [f32; 2],
}

impl ResearchLimits {
    fn built_in() -> ResearchLimits {
        built_in().research
    }
}

/// What follows from both eyes and from what a person tells.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EncounterRules {
    /// What follows from a symptom; nothing where it has no line.
    pub symptoms: BTreeMap<Symptom, Consequence>,
    pub poor_acuity: PoorAcuity,
    pub earlier_laser: Consequence,
    pub earlier_surgery: Consequence,
    pub asymmetry: Asymmetry,
}

impl EncounterRules {
    fn built_in() -> EncounterRules {
        built_in().encounter
    }
}

/// What is done, and within how many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    pub category: ReferralCategory,
    pub within_days: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoorAcuity {
    /// logMAR above which the acuity of an eye is poor.
    pub worse_than_logmar: f64,
    pub category: ReferralCategory,
    pub within_days: u32,
}

/// How far apart two eyes may be before a doctor looks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asymmetry {
    /// Difference of ICDR grades from which on they are too far apart.
    pub icdr: u8,
    /// Difference of the vertical cup-to-disc ratio above which they are.
    pub cup_disc_ratio: f32,
    pub within_days: u32,
}

/// From where on an eye is referable.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referable {
    /// ICDR grade, 0–4.
    pub icdr: u8,
    /// Macular oedema risk, 0–2.
    pub dme: u8,
    /// Probability from which the eye is referred.
    pub refer_from: f32,
    /// Probability below which it is not; between the two a person looks.
    pub rescreen_below: f32,
}

/// One grade: its name and what follows from it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub name: String,
    pub category: ReferralCategory,
    pub within_days: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    pub within_days: u32,
}

/// Limits of the consistency rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckLimits {
    /// Least and greatest distance of disc and fovea, in disc diameters.
    pub disc_fovea_dd: [f32; 2],
    /// Score from which a lesion counts in a rule.
    pub lesion_score: f32,
    /// Exudates within this many disc diameters of the fovea mean oedema risk 2.
    pub oedema_distance_dd: f32,
    /// Overlap (intersection over the smaller box) from which two boxes speak of the same place.
    pub language_box_overlap: f32,
}

impl Protocol {
    /// The file at `path`, or the built-in `icdr-ico`.
    pub fn load(path: Option<&Path>) -> Result<Protocol, ProtocolError> {
        match path {
            None => Self::parse(ICDR_ICO, "icdr-ico (built in)"),
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|source| ProtocolError::Read { path: path.to_owned(), source })?;
                Self::parse(&text, &path.display().to_string())
            }
        }
    }

    fn parse(text: &str, origin: &str) -> Result<Protocol, ProtocolError> {
        let protocol: Protocol = toml::from_str(text)
            .map_err(|e| ProtocolError::Parse { origin: origin.into(), source: Box::new(e) })?;
        match protocol.contradiction() {
            None => Ok(protocol),
            Some(what) => Err(ProtocolError::Inconsistent { origin: origin.into(), what }),
        }
    }

    fn contradiction(&self) -> Option<String> {
        let r = &self.referable;
        if self.icdr.len() != 5 {
            return Some(format!("{} [[icdr]] rows where the scale has 5 grades", self.icdr.len()));
        }
        if self.dme.len() != 3 {
            return Some(format!("{} [[dme]] rows where the scale has 3 grades", self.dme.len()));
        }
        if !(0.0..=1.0).contains(&r.refer_from) || !(0.0..=r.refer_from).contains(&r.rescreen_below) {
            return Some("0 ≤ rescreen_below ≤ refer_from ≤ 1 does not hold".into());
        }
        if r.icdr > 4 || r.dme > 2 {
            return Some("referable.icdr is at most 4, referable.dme at most 2".into());
        }
        if r.rescreen_below > 0.5 || r.refer_from < 0.5 {
            return Some(
                "rescreen_below ≤ 0.5 ≤ refer_from does not hold: doubt would lower a referral".into(),
            );
        }
        let shares = [self.checks.lesion_score, self.checks.language_box_overlap];
        if !shares.iter().all(|share| (0.0..=1.0).contains(share))
            || !self.checks.oedema_distance_dd.is_finite()
        {
            return Some("[checks] lesion_score and language_box_overlap are shares, 0 to 1".into());
        }
        if self.checks.disc_fovea_dd[0] >= self.checks.disc_fovea_dd[1] {
            return Some("disc_fovea_dd: the least distance is not below the greatest".into());
        }
        let research = &self.research;
        let [low, high] = research.uncertain;
        if !(0.0..=1.0).contains(&research.cup_disc_ratio) || !(0.0..=high).contains(&low) || high > 1.0 {
            return Some("[research] has a ratio outside 0–1, or 0 ≤ uncertain ≤ 1 does not hold".into());
        }
        let asymmetry = &self.encounter.asymmetry;
        if asymmetry.icdr < r.icdr || !(0.0..=1.0).contains(&asymmetry.cup_disc_ratio) {
            // Else two bad eyes would be less pressing than one.
            return Some(
                "[encounter.asymmetry] icdr is below the referable grade, or its ratio outside 0–1".into(),
            );
        }
        for symptom in [Symptom::SuddenLossOfSight, Symptom::Flashes, Symptom::Curtain] {
            let row = self.encounter.symptoms.get(&symptom);
            if row.is_none_or(|row| row.category != ReferralCategory::Urgent) {
                return Some(format!("[encounter.symptoms] {symptom} is not urgent"));
            }
        }
        if !self.encounter.poor_acuity.worse_than_logmar.is_finite() {
            return Some("[encounter.poor_acuity] worse_than_logmar is no number".into());
        }
        let lenient = |rows: &[Row], from: u8| {
            rows.iter()
                .skip(from as usize)
                .find(|row| !row.category.refers())
                .map(|row| format!("\"{}\" is referable but its category is {}", row.name, row.category))
        };
        lenient(&self.icdr, r.icdr).or_else(|| lenient(&self.dme, r.dme))
    }

    /// `name/version`.
    pub fn id(&self) -> String {
        format!("{}/{}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_protocol_holds_together() {
        let protocol = Protocol::load(None).expect("built in");
        assert_eq!(protocol.id(), "icdr-ico/1");
        assert_eq!(protocol.icdr[3].within_days, 90);
    }

    #[test]
    fn a_protocol_that_would_not_refer_a_referable_grade_is_refused() {
        let text = ICDR_ICO.replacen("category = \"refer\"", "category = \"rescreen\"", 1);
        let error = Protocol::parse(&text, "test").expect_err("must be refused");
        assert!(error.to_string().contains("Moderate"), "{error}");
    }

    #[test]
    fn a_clinic_s_older_file_has_the_built_in_limits_of_research() {
        let (before, rest) = ICDR_ICO.split_once("[research]").expect("it ships with one");
        let (_, after) = rest.split_once("[checks]").expect("and with rules");
        let protocol = Protocol::parse(&format!("{before}[checks]{after}"), "test").expect("it is read");
        assert_eq!(protocol.research.cup_disc_ratio, 0.7);
        let text = ICDR_ICO.replace("cup_disc_ratio = 0.7", "cup_disc_ratio = 7");
        assert!(Protocol::parse(&text, "test").is_err());
    }

    #[test]
    fn a_clinic_s_older_file_has_the_built_in_rules_of_an_encounter_and_a_newer_one_its_own() {
        let (before, rest) = ICDR_ICO.split_once("[encounter.symptoms]").expect("it ships with one");
        let (_, after) = rest.split_once("[research]").expect("and with research");
        let protocol = Protocol::parse(&format!("{before}[research]{after}"), "test").expect("it is read");
        assert_eq!(protocol.encounter.symptoms[&Symptom::Flashes].category, ReferralCategory::Urgent);
        let own = ICDR_ICO.replace("worse_than_logmar = 0.3", "worse_than_logmar = 0.5");
        assert_eq!(
            Protocol::parse(&own, "test").expect("it is read").encounter.poor_acuity.worse_than_logmar,
            0.5
        );
        for (from, to) in [
            ("flashes = { category = \"urgent\"", "flashes = { category = \"refer\""),
            ("curtain = { category = \"urgent\", within_days = 1 }", ""),
            ("icdr = 2\ncup_disc_ratio", "icdr = 1\ncup_disc_ratio"),
        ] {
            assert!(ICDR_ICO.contains(from), "{from}");
            assert!(Protocol::parse(&ICDR_ICO.replacen(from, to, 1), "test").is_err(), "{to}");
        }
    }

    #[test]
    fn limits_that_would_lower_a_referral_or_count_no_lesion_are_refused() {
        for (from, to) in [
            ("lesion_score = 0.5", "lesion_score = 50"),
            ("rescreen_below = 0.3", "rescreen_below = 0.5001"),
            ("icdr = 2", "icdr = 5"),
            ("refer_from = 0.5", "refer_from = 0.4"),
        ] {
            assert!(ICDR_ICO.contains(from));
            assert!(Protocol::parse(&ICDR_ICO.replacen(from, to, 1), "test").is_err(), "{to}");
        }
    }

    #[test]
    fn an_unknown_key_is_refused_so_that_a_slip_of_the_pen_is_not_ignored() {
        assert!(Protocol::parse(&format!("{ICDR_ICO}\n[tresholds]\n"), "test").is_err());
    }
}
