//! What the record says of a clinic's day: patients, encounters with what was told, consent, recalls, the worklist.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Photograph;
use crate::reading::{Encounter, EyeHistory, Eyes};
use crate::terms::{Diabetes, Outcome, Purpose, ReferralCategory, Sex, Symptom};

/// A patient; no more is kept than is needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Patient {
    /// ULID.
    pub id: String,
    /// What the clinic calls the person; null only in records of earlier versions.
    #[schema(required)]
    pub local_identifier: Option<String>,
    #[schema(required)]
    pub name: Option<String>,
    #[schema(required)]
    pub birth_year: Option<u16>,
    #[schema(required)]
    pub sex: Option<Sex>,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// Counts changes; whoever changes it says which one was seen.
    pub version: u32,
}

/// A patient with every encounter, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PatientCard {
    pub patient: Patient,
    pub consent: Consents,
    pub encounters: Vec<EncounterSummary>,
    /// Encounters that are there and cannot be understood, by id.
    pub unreadable: Vec<String>,
}

/// What is to be done next in an encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitStep {
    /// Ask for consent to screening.
    Consent,
    /// Ask the questions.
    Questions,
    /// An eye has no photograph that can be read.
    Photographs,
    /// Photographs wait for the reader.
    Reading,
    /// Explain the result and end.
    Result,
    Ended,
}

/// Photographs of an encounter by eye.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EyeCounts {
    pub od: u32,
    pub os: u32,
    /// Of an eye that nobody told.
    pub unknown: u32,
}

/// An encounter in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EncounterSummary {
    /// ULID.
    pub id: String,
    /// UTC, RFC 3339.
    pub started_at: String,
    /// Null while it goes on.
    #[schema(required)]
    pub ended_at: Option<String>,
    pub step: VisitStep,
    pub photographs: EyeCounts,
    /// What is decided so far; null before there is anything to decide on.
    #[schema(required)]
    pub category: Option<ReferralCategory>,
    #[schema(required)]
    pub within_days: Option<u32>,
}

/// One visit, with what was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Visit {
    /// ULID.
    pub id: String,
    pub patient_id: String,
    /// UTC, RFC 3339.
    pub started_at: String,
    /// How far the device's clock was ahead of UTC.
    pub utc_offset_minutes: i32,
    #[schema(required)]
    pub ended_at: Option<String>,
    /// Who began it; null where there are no accounts.
    #[schema(required)]
    pub operator_id: Option<String>,
    /// Counts changes; whoever changes it says which one was seen.
    pub version: u32,
    pub step: VisitStep,
    /// Whether the questions were answered.
    pub asked: bool,
    pub symptoms: Vec<Symptom>,
    pub diabetes: Diabetes,
    #[schema(required)]
    pub diabetes_years: Option<u32>,
    pub eyes: Eyes<EyeHistory>,
}

/// What the person agreed to; null where it was not asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Consents {
    #[schema(required)]
    pub screening: Option<bool>,
    #[schema(required)]
    pub transfer: Option<bool>,
    #[schema(required)]
    pub research: Option<bool>,
}

impl Consents {
    pub(super) fn set(&mut self, purpose: Purpose, given: bool) {
        match purpose {
            Purpose::Screening => self.screening = Some(given),
            Purpose::Transfer => self.transfer = Some(given),
            Purpose::Research => self.research = Some(given),
        }
    }
}

/// When somebody is to come back or to be seen elsewhere, and whether they were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Recall {
    /// ULID.
    pub id: String,
    pub encounter_id: String,
    pub category: ReferralCategory,
    /// A day, YYYY-MM-DD.
    pub due_on: String,
    pub outcome: Outcome,
    /// UTC, RFC 3339; null while it is open.
    #[schema(required)]
    pub outcome_at: Option<String>,
}

/// Everything of one encounter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EncounterView {
    pub encounter: Visit,
    pub patient: Patient,
    pub consent: Consents,
    pub photographs: Vec<Photograph>,
    /// Photographs that are there and cannot be understood, by id.
    pub unreadable: Vec<String>,
    /// Null before a question was answered or a photograph taken.
    #[schema(required)]
    pub decision: Option<Encounter>,
    #[schema(required)]
    pub recall: Option<Recall>,
    /// The encounter before this one; null where this is the first.
    #[schema(required)]
    pub previous: Option<EncounterSummary>,
}

/// Which list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Encounters that began today, newest first.
    #[default]
    Today,
    /// Who is due to be screened again, the longest due first.
    Recalls,
    /// Who was referred and has not arrived, the most pressing first.
    NotArrived,
    /// What waits for a doctor's look, the longest due first.
    Review,
    /// Every patient, newest first.
    All,
}

/// One line of the worklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorklistItem {
    pub patient: Patient,
    /// The encounter that the line is about: of today, of the recall, or the patient's last.
    #[schema(required)]
    pub encounter: Option<EncounterSummary>,
    pub photographs: EyeCounts,
    /// What is decided so far; null before there is anything to decide on.
    #[schema(required)]
    pub decision: Option<ReferralCategory>,
    #[schema(required)]
    pub recall: Option<Recall>,
}

/// A page of the worklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Worklist {
    pub items: Vec<WorklistItem>,
    /// Lines that are there and cannot be understood, or not decided on, by the id of patient, encounter or recall.
    pub unreadable: Vec<String>,
    /// Pass as `after` for the next page; null on the last page.
    #[schema(required)]
    pub next: Option<String>,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Changed<T> {
    /// It is on the disk; as it is now.
    Done(T),
    /// Somebody else changed it since; as it is now.
    Conflict(T),
}

/// What became of an addition.
#[derive(Debug, Clone, PartialEq)]
pub enum Added {
    New(Patient),
    /// It was added by the same key before.
    Known(Patient),
    /// Nothing was added: these may be the same person.
    Similar(Vec<Patient>),
}
