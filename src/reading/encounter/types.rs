//! What an encounter says (`ocellus.encounter/1`): what was told, each eye, each photograph, the decision and its reasons.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::terms::*;

/// The `schema` field of every encounter.
pub const ENCOUNTER_SCHEMA: &str = "ocellus.encounter/1";

/// Something of the right eye (OD) and of the left (OS).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Eyes<T> {
    #[serde(rename = "OD")]
    pub od: T,
    #[serde(rename = "OS")]
    pub os: T,
}

impl<T> Eyes<T> {
    /// Of one eye; nothing where it is not said which.
    pub fn of(&self, eye: Laterality) -> Option<&T> {
        match eye {
            Laterality::Od => Some(&self.od),
            Laterality::Os => Some(&self.os),
            Laterality::Unknown => None,
        }
    }
}

/// What is known of one eye before it is photographed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EyeHistory {
    /// logMAR: 0 is 6/6, greater is worse. Null where it was not measured.
    #[schema(required)]
    pub acuity_logmar: Option<f64>,
    /// Null where it was not asked.
    #[schema(required)]
    pub earlier_laser: Option<bool>,
    /// Null where it was not asked.
    #[schema(required)]
    pub earlier_surgery: Option<bool>,
    /// Why it has no photograph; null where nobody said.
    #[schema(required)]
    pub no_photograph: Option<NoPhotograph>,
}

/// What a person tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct History {
    pub symptoms: Vec<Symptom>,
    pub diabetes: Diabetes,
    /// Years since diabetes was found; null where it is not known.
    #[schema(required)]
    pub diabetes_years: Option<u32>,
    pub eyes: Eyes<EyeHistory>,
}

impl Default for History {
    fn default() -> History {
        History { symptoms: vec![], diabetes: Diabetes::Unknown, diabetes_years: None, eyes: Eyes::default() }
    }
}

/// One photograph of the encounter, as the decision sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Considered {
    /// ULID in the record; null where there is none.
    #[schema(required)]
    pub photograph_id: Option<String>,
    /// ULID of the Reading that counts; null where it is not read.
    #[schema(required)]
    pub reading_id: Option<String>,
    pub file: String,
    /// The eye it counts for.
    pub eye: Laterality,
    /// The eye that the picture looks like; null where it is not read.
    #[schema(required)]
    pub picture_eye: Option<Laterality>,
    #[schema(required)]
    pub verdict: Option<Verdict>,
    #[schema(required)]
    pub category: Option<ReferralCategory>,
    #[schema(required)]
    pub within_days: Option<u32>,
    /// Whether the Reading was corrected by a doctor.
    pub corrected: bool,
}

/// What is decided of one eye.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EyeDecision {
    /// Whether retinopathy and macular oedema risk were assessed on a photograph that can be graded.
    pub assessed: bool,
    /// Why not; null where it was.
    #[schema(required)]
    pub not_assessed: Option<NotAssessed>,
    pub category: ReferralCategory,
    pub within_days: u32,
    /// Worst ICDR grade of its photographs, 0–4; null where none was graded.
    #[schema(required)]
    pub icdr: Option<u8>,
    /// Worst macular oedema risk, 0–2; null where none was graded.
    #[schema(required)]
    pub dme: Option<u8>,
    /// Conditions that no photograph of this eye was assessed for.
    pub conditions_not_assessed: Vec<Condition>,
}

impl EyeDecision {
    /// Whether there is no such eye.
    pub fn is_absent(&self) -> bool {
        self.not_assessed == Some(NotAssessed::Absent)
    }
}

/// One reason for the decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Because {
    pub reason: Reason,
    /// The eye it is of; null where it is of the person.
    #[schema(required)]
    pub eye: Option<Laterality>,
    /// Only where `reason` is `symptom`.
    #[schema(required)]
    pub symptom: Option<Symptom>,
    pub category: ReferralCategory,
    pub within_days: u32,
    /// In English words.
    pub text: String,
}

/// What is decided for the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PersonReferral {
    pub category: ReferralCategory,
    pub within_days: u32,
    /// Whether the person is sent for what they told or how they see, and for nothing that a photograph shows.
    pub told_alone: bool,
    /// Every reason, most pressing first.
    pub because: Vec<Because>,
}

/// One visit of one person, and what is decided of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Encounter {
    /// Always `ocellus.encounter/1`.
    pub schema: String,
    /// ULID.
    pub id: String,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// Version of this software.
    pub software: String,
    /// The protocol that made the decision, `name/version`.
    pub protocol: String,
    /// False while a photograph waits for the reader: the decision can still become more pressing, or less.
    pub complete: bool,
    pub history: History,
    pub eyes: Eyes<EyeDecision>,
    pub photographs: Vec<Considered>,
    pub referral: PersonReferral,
    /// That this is not a cleared device.
    pub notice: String,
}
