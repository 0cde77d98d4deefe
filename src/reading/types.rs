//! The Reading (`ocellus.reading/1`): what is known of one photograph, and how it is known.
//! Boxes `[x1, y1, x2, y2]` and points `[x, y]` are integers 0–999 of width and height of the upright photograph.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type};

use crate::terms::*;
use crate::words::Said;

/// The `schema` field of every Reading.
pub const SCHEMA: &str = "ocellus.reading/1";

/// `[x1, y1, x2, y2]`, 0–999, top-left first.
pub type Box999 = [u16; 4];
/// `[x, y]`, 0–999.
pub type Point999 = [u16; 2];

/// `n` integers from 0 to `most`.
fn integers(n: usize, most: Option<u32>) -> Schema {
    let item =
        ObjectBuilder::new().schema_type(SchemaType::new(Type::Integer)).minimum(Some(0)).maximum(most);
    ArrayBuilder::new().items(item).min_items(Some(n)).max_items(Some(n)).into()
}

fn box999() -> Schema {
    integers(4, Some(999))
}

fn point999() -> Schema {
    integers(2, Some(999))
}

fn box_px() -> Schema {
    integers(4, None)
}

/// What is known of one photograph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reading {
    /// Always `ocellus.reading/1`.
    pub schema: String,
    /// ULID.
    pub id: String,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// The name of the file or of the photograph in the record.
    pub file: String,
    /// Version of this software.
    pub software: String,
    /// The protocol that made the referral, `name/version`.
    pub protocol: String,
    pub image: ImageFacts,
    pub quality: Quality,
    pub eye: Eye,
    pub landmarks: Landmarks,
    /// What was looked for. Absent is not the same as not looked for.
    pub findings_assessed: Vec<Label>,
    pub findings: Vec<Finding>,
    pub biometry: Biometry,
    /// All twelve, always, in the order of the list.
    #[schema(min_items = 12, max_items = 12)]
    pub conditions: Vec<ConditionReading>,
    pub chain: Vec<ChainStep>,
    pub checks: Vec<Check>,
    pub referral: Referral,
    pub report: Report,
    pub models: Models,
    pub timings_ms: Timings,
    /// Whether what only drawn eyes support was asked for. All of it is marked, and it moves no referral.
    #[serde(default, skip_serializing_if = "is_false")]
    pub research: bool,
    /// Who corrected it: a doctor's id. What the readers gave stands in the version before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected_by: Option<String>,
    /// ULID of the Reading that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<String>,
    /// What of it persons set, over all versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Corrected>,
    /// Where `--maps` put each evidence map, by label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maps: Option<std::collections::BTreeMap<String, String>>,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// A part of a Reading that a person set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Corrected {
    pub about: About,
    /// The finding's id or the condition's name; empty for the others, and for findings that were drawn anew.
    pub target: String,
}

/// The photograph itself, in pixels after EXIF rotation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImageFacts {
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    pub width: u32,
    pub height: u32,
    /// Null where no field of view was found.
    #[schema(required)]
    pub field_of_view: Option<FieldCircle>,
    /// Only where the model tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub novelty: Option<Novelty>,
}

/// How unlike a photograph is to those that the model was measured on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Novelty {
    /// 1 is the edge of what was seen; more is farther away.
    pub value: f32,
    /// Above this the photograph is unlike, and every probability was drawn toward 0.5.
    pub limit: f32,
}

/// The circle of the field of view in pixels; parts of it may lie outside the photograph.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldCircle {
    pub cx: f32,
    pub cy: f32,
    pub r: f32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Quality {
    pub verdict: Verdict,
    /// 0 (unreadable) to 1 (flawless).
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub score: f32,
    pub reasons: Vec<QualityReason>,
    /// Null where the photograph is good.
    #[schema(required)]
    pub cause: Option<Cause>,
    /// What the technician does next; empty where nothing is to be done.
    pub instruction: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Eye {
    pub laterality: Laterality,
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub probability: f32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Landmarks {
    /// Null where not found.
    #[schema(required)]
    pub disc: Option<Disc>,
    pub cup: Measured,
    /// Null where not found.
    #[schema(required)]
    pub fovea: Option<Point>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Disc {
    /// Whether the outline was found; else the box is of nominal size about the centre.
    pub outlined: bool,
    #[serde(rename = "box")]
    #[schema(schema_with = box999)]
    pub bounds: Box999,
    #[schema(schema_with = point999)]
    pub centre: Point999,
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub score: f32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Point {
    #[schema(schema_with = point999)]
    pub centre: Point999,
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub score: f32,
}

/// A number, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Measured {
    #[schema(required)]
    pub value: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What it was measured over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Why there is no value, or what limits it.
    #[schema(required)]
    pub reason: Option<String>,
    /// Where it is, if it is one place.
    #[serde(default, rename = "box", skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = box999)]
    pub bounds: Option<Box999>,
    /// True where only drawn eyes support it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub research: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// `F1`, `F2`, …
    pub id: String,
    pub label: Label,
    pub source: Source,
    #[serde(rename = "box")]
    #[schema(schema_with = box999)]
    pub bounds: Box999,
    /// The box in pixels.
    #[schema(schema_with = box_px)]
    pub box_px: [u32; 4],
    #[schema(minimum = 0.0, maximum = 1.0)]
    pub score: f32,
    /// Area in squared disc diameters; null where no disc was found or the source draws no outline.
    #[schema(required)]
    pub area_dd2: Option<f32>,
    /// Distance of the centre to the fovea in disc diameters; null where a landmark is missing.
    #[schema(required)]
    pub fovea_distance_dd: Option<f32>,
    pub sector: Sector,
    /// Research findings never move a referral.
    pub research: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Biometry {
    pub vessel_density: Measured,
    pub cup_disc_ratio_vertical: Measured,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConditionReading {
    pub condition: Condition,
    pub status: Status,
    /// Calibrated probability that the condition is there in any degree; null if and only if not assessed.
    #[schema(required, minimum = 0.0, maximum = 1.0)]
    pub probability: Option<f32>,
    #[schema(required)]
    pub stage: Option<Stage>,
    /// Where the status comes from; only where the model states its error rates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstention: Option<Abstention>,
    /// Ids of the findings it rests on.
    pub evidence: Vec<String>,
    pub research: bool,
}

/// The band of probability in which the model abstains, and the error rates stated for what lies outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Abstention {
    /// Probability below which it is called absent.
    pub low: f32,
    /// Probability from which it is called present; between the two it is uncertain.
    pub high: f32,
    /// At most this share of those who have it fall below `low`.
    pub miss_rate: f32,
    /// At most this share of those who do not have it lie at or above `high`.
    pub false_alarm_rate: f32,
    /// Photographs of those who have it, behind the first rate.
    pub positives: u32,
    /// Photographs of those who do not, behind the second.
    pub negatives: u32,
    /// False where this photograph is unlike those behind the rates, so that they cannot be relied on.
    pub applies: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Stage {
    pub scale: Scale,
    pub value: u8,
    /// One per grade of the scale; they add up to 1.
    pub probabilities: Vec<f32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChainStep {
    pub step: Step,
    /// Text with `<ref>…</ref><box>[[x1, y1, x2, y2], …]</box>` grounding, boxes in 0–999 of the photograph.
    pub text: String,
    /// Ids of the findings it cites.
    pub findings: Vec<String>,
    pub source: Source,
    /// True for the words of a language model that no measurement bears out: neither they nor their places are findings.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unverified: bool,
}

/// The consistency rules; a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A stage above none needs a lesion that defines it.
    StageHasLesions,
    /// Lesions that define a stage need a stage above none.
    LesionsHaveStage,
    /// Every box lies in the field of view.
    BoxesInField,
    /// The disc and the fovea stand at a distance that eyes have.
    LandmarksPlausible,
    /// Macular oedema risk agrees with the exudates found about the fovea.
    OedemaMatchesExudates,
    /// Both readers agree on what is referable.
    ReadersAgreeReferable,
    /// The language reader's boxes lie on what the evidence reader found.
    LanguageBoxesSupported,
    /// The language reader gave a whole chain.
    ChainComplete,
    /// The photograph was good enough to call disease absent.
    QualityPermitsAbsence,
    /// The photograph is like those that the model was measured on.
    FamiliarCamera,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    None,
    Uncertain,
    Review,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Check {
    pub rule: Rule,
    pub passed: bool,
    pub effect: Effect,
    /// What was seen, in words.
    pub detail: String,
    /// The same as a sentence of the catalogues, to be said in any language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Referral {
    pub category: ReferralCategory,
    /// Probability that this eye is referable (ICDR ≥ 2 or macular oedema risk ≥ 1); null where nothing was assessed.
    #[schema(required, minimum = 0.0, maximum = 1.0)]
    pub probability: Option<f32>,
    /// How sure the probability is; only where the model states its error rates. The protocol alone makes the category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstention: Option<Abstention>,
    #[schema(required)]
    pub within_days: Option<u32>,
    /// The reasons, most pressing first, in words.
    pub because: Vec<String>,
    /// The same as sentences of the catalogues, to be said in any language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Said>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// BCP 47.
    pub lang: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Models {
    #[schema(required)]
    pub evidence: Option<ModelUsed>,
    #[schema(required)]
    pub language: Option<ModelUsed>,
    /// What was fallen back from, and why; shown to the person at the screen.
    #[serde(default)]
    pub fallbacks: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelUsed {
    pub bundle: String,
    pub version: String,
    /// SHA-256 of the bundle's manifest, which names the checksum of every file.
    pub sha256: String,
    /// `ort` or `tract`.
    pub engine: String,
    /// `tensorrt`, `cuda` or `cpu`.
    pub provider: String,
    /// `int8` or `fp32`.
    pub precision: String,
}

/// Milliseconds; `language` is 0 where no language reader ran.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Timings {
    pub decode: u32,
    pub quality: u32,
    pub evidence: u32,
    pub language: u32,
    pub total: u32,
}

/// The line for a file that could not be read, in place of its Reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Unread {
    /// Always `ocellus.reading/1`.
    pub schema: String,
    pub file: String,
    pub error: crate::fault::Fault,
}
