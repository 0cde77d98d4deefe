//! What is asked of a conversation and what it answers (`ocellus.answer/1`).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::intent::Task;
use crate::fault::{Fault, FaultCode};
use crate::language::{QUESTION_LIMIT, Sampling};
use crate::reading::Box999;
pub use crate::terms::Decline;
use crate::terms::{Lang, Source};

/// The `schema` field of every answer.
pub const SCHEMA: &str = "ocellus.answer/1";
/// Characters of a patient's history that are taken.
pub const HISTORY_LIMIT: usize = 1000;
/// Options of a multiple choice that are taken, and characters of one.
pub const OPTIONS_LIMIT: usize = 26;
pub const OPTION_LENGTH: usize = 100;

/// One question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// In any language of the page, at most 300 characters. With a task it is what the task is about: a lesion, a condition,
    /// a box `[x1, y1, x2, y2]`; it may be empty.
    #[serde(default)]
    pub question: String,
    /// What is asked for; found out from the question where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
    /// Answers to choose from, as `["A", "B"]` or `["TRUE", "FALSE"]`; none for an answer in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The language to answer in; found out from the question where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// What is known of the patient, at most 1000 characters. Symptoms that are urgent whatever the picture shows are
    /// looked for in it; nothing else is made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<String>,
    /// 0 lets the language reader say what is likeliest; above it, it is drawn with `seed`. It changes no fact.
    #[serde(default)]
    #[schema(minimum = 0.0, maximum = 2.0)]
    pub temperature: f32,
    /// The same seed gives the same words.
    #[serde(default)]
    pub seed: u64,
}

impl Ask {
    /// A question in words.
    pub fn new(question: impl Into<String>) -> Ask {
        Ask { question: question.into(), ..Ask::default() }
    }

    /// Refuses what is over a bound.
    pub fn check(&self) -> Result<(), Fault> {
        let long = |text: &str, limit: usize| text.chars().count() > limit;
        let (what, remedy) = if long(&self.question, QUESTION_LIMIT) {
            ("the question is too long", format!("Ask in at most {QUESTION_LIMIT} characters."))
        } else if self.history.as_deref().is_some_and(|text| long(text, HISTORY_LIMIT)) {
            ("the history is too long", format!("Give it in at most {HISTORY_LIMIT} characters."))
        } else if self.options.len() == 1
            || self.options.len() > OPTIONS_LIMIT
            || self.options.iter().any(|o| o.trim().is_empty() || long(o, OPTION_LENGTH))
        {
            let remedy = format!(
                "Give 2 to {OPTIONS_LIMIT} options of up to {OPTION_LENGTH} characters, separated by commas."
            );
            ("the options cannot be used", remedy)
        } else if !(0.0..=2.0).contains(&self.temperature) {
            ("the temperature is no number from 0 to 2", "Leave it out for the likeliest words.".into())
        } else {
            return Ok(());
        };
        Err(Fault { code: FaultCode::BadRequest, message: what.into(), remedy })
    }

    pub(super) fn sampling(&self) -> Sampling {
        Sampling { temperature: self.temperature, seed: self.seed }
    }
}

/// Whether a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
// Recalls have an outcome too; two schemas of one name would be one.
#[schema(as = AnswerOutcome)]
pub enum Outcome {
    Answered,
    /// A published language model answered in its own words, which nothing measured bears out.
    Unverified,
    /// It cannot be answered from the Reading; the text says why, and what can be asked.
    Declined,
}

/// One sentence of an answer, and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sentence {
    pub text: String,
    /// `structure`: composed from the Reading. `language`: the language reader's own words, borne out by the Reading unless
    /// they are marked as unverified.
    pub source: Source,
    /// Ids of the findings that it rests on.
    pub findings: Vec<String>,
    /// Which of the five steps of a plan it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<PlanStep>,
    /// True for words of a published language model, which nothing measured bears out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unverified: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// The five steps of assessment and plan, after VOLMO.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanStep {
    Diagnosis,
    Justification,
    AssessmentAndPlan,
    TreatmentAndOutcome,
    FollowUp,
}

/// A place in the photograph that an answer names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Named {
    /// `hard exudate`, `optic disc`, …
    pub name: String,
    /// The finding whose box it is; null for a landmark, and for what a published language model names.
    #[schema(required)]
    pub finding: Option<String>,
    #[serde(rename = "box")]
    #[schema(value_type = Vec<u16>, min_items = 4, max_items = 4)]
    pub bounds: Box999,
    /// True for a place that a published language model names: nothing was measured there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unverified: bool,
}

/// What the language reader said to the same question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Heard {
    /// Whether the Reading bears it out; only then is it shown.
    pub agrees: bool,
    /// Null unless it agrees.
    #[schema(required)]
    pub text: Option<String>,
    /// Tokens that it read for this question, and wrote.
    pub read: u32,
    pub written: u32,
    /// Earlier turns that it had to forget for this one.
    pub forgotten: u32,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Message {
    /// Always `ocellus.answer/1`.
    pub schema: String,
    /// Id of the Reading that it rests on.
    pub reading: String,
    pub question: String,
    /// The language of the answer. Sentences of the language reader are in its own: English, or Chinese where the answer is.
    pub lang: Lang,
    /// As what the question was understood, in words; null where it was not.
    #[schema(required)]
    pub understood: Option<String>,
    pub outcome: Outcome,
    /// Null where it was answered.
    #[schema(required)]
    pub declined: Option<Decline>,
    /// All sentences.
    pub text: String,
    pub sentences: Vec<Sentence>,
    /// Ids of every finding that it names.
    pub findings: Vec<String>,
    pub places: Vec<Named>,
    /// Which of the given options it is; null where none was given or none fits.
    #[schema(required)]
    pub choice: Option<String>,
    /// What can be asked, where it was declined.
    pub may_ask: Vec<String>,
    /// Null where the language reader was not asked.
    #[schema(required)]
    pub language: Option<Heard>,
    /// Photographs that the language reader has encoded so far, for this question or before.
    pub encoded: u64,
    pub took_ms: u32,
}
